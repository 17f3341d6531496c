"""Notes in the margin."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.parse.embedded.layout.line import MARGIN_COLUMN
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.layout.margins import FLUSH, part_notes
from surveyrefs.parse.embedded.layout.text_columns import Segment, segments
from surveyrefs.parse.embedded.pdf.page import Word
from tests.parse.embedded.build import SIZE, full, page, pdf, words

BESIDE = 425.0  # points: text of 70 characters ends just left of it
TEXT = [words(full("", 70), 72, 100 + 12 * i) for i in range(8)]


def notes(*rows: Sequence[Word], text: Sequence[Sequence[Word]] = TEXT) -> list[str]:
    """Return the notes among rows that stand with a text."""
    _, found = part_notes(segments(page([*text, *rows])), SIZE)
    return [spelt(s) for s in found]


def spelt(segment: Segment) -> str:
    return " ".join(w.text for w in segment)


def note(text: str, baseline: float, x0: float = BESIDE, size: float = 6.0) -> list[Word]:
    return words(text, x0, baseline, size)


def test_notes_are_no_part_of_the_lines_beside_them() -> None:
    glued = [*TEXT[2], *note("say this softly", 124)]
    rows = [*TEXT[:2], glued, *TEXT[3:], note("and name the counts", 130)]
    lines = build_layout(pdf([page(rows)])).pages[0].lines
    assert [line.text for line in lines if line.column == 0] == [full("", 70)] * 8
    assert [line.text for line in lines if line.column == MARGIN_COLUMN] == ["say this softly", "and name the counts"]
    assert [line.number for line in lines] == list(range(10))


def test_notes_stand_on_either_side() -> None:
    text = [words(full("", 70), 150, 100 + 12 * i) for i in range(8)]
    assert notes(note("is it so?", 112, 90), note("by whom?", 136, 90), text=text) == ["is it so?", "by whom?"]


def test_raised_labels_that_hang_at_their_lines_are_no_notes() -> None:
    hung = [words(full("", 70), 150, 100 + 12 * i) for i in range(8)]
    marks = [words(str(i), 144, 97 + 12 * i, 6.0) for i in (1, 3, 5)]
    assert notes(*marks, text=hung) == ["1", "3", "5"]
    glued = [
        [*marks[i // 2], msgspec.structs.replace(row[0], glued=True), *row[1:]] if i in (1, 3, 5) else row
        for i, row in enumerate(hung)
    ]
    assert notes(text=glued) == []
    apart = [[*marks[i // 2], *row] if i in (1, 3, 5) else row for i, row in enumerate(hung)]
    assert notes(text=apart) == []


def test_what_is_large_or_wide_or_ragged_is_no_note() -> None:
    assert notes(note("one", 112), note("two", 130)) == ["one", "two"]
    assert notes(note("one", 112, size=9), note("two", 130, size=9)) == []
    assert notes(note(full("", 70), 112), note(full("", 70), 130)) == [], "a column"
    ragged = [note(text, 106 + 12 * i, BESIDE + 3 * FLUSH * i) for i, text in enumerate(("one", "two", "three"))]
    assert notes(*ragged) == []
    assert notes(note("one", 112)) == [], "a single line may be anything"


def test_cells_of_a_table_wider_than_the_text_stay() -> None:
    cells = [note("a cell", 220 + 9 * i, 80, 8) for i in range(2)]
    outer = [note("12 %", 220 + 9 * i, size=8) for i in range(2)]
    assert notes(*outer) == ["12 %", "12 %"]
    assert notes(*cells, *outer) == []


def test_a_page_of_small_type_has_no_notes() -> None:
    small = [note("words of a list in small type, and many", 300 + 8 * i, 72) for i in range(40)]
    assert notes(note("one", 112), note("two", 130), *small) == []


def test_a_raised_label_of_a_note_in_the_margin_is_the_notes() -> None:
    marked = [*words("5", BESIDE, 109.0, 4.0), *note("is it so?", 112, BESIDE + 4)]
    assert notes(marked, note("by whom?", 120)) == ["5 is it so?", "by whom?"]
