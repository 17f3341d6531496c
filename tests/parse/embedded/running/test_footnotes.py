"""Footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.pdf.page import Rule
from surveyrefs.parse.embedded.running.footnotes import footnote_lines
from tests.parse.embedded.build import LEFT, SIZE, column, full, page, printed, words

SMALL = 8.0
RULE = Rule(LEFT, 690, LEFT + 150, 690.4)


def note(text: str, baseline: float, mark: str = "") -> PrintedLine:
    """Return a line of a note, with a raised mark before it."""
    raised = words(mark, LEFT, baseline - 3, 5.0) if mark else []
    return printed([*raised, *words(text, LEFT + 5 * bool(mark), baseline, SMALL)], baseline, size=SMALL)


def notes(lines: Sequence[PrintedLine], *rules: Rule) -> dict[str, int]:
    """Return the number of the note by text of the line."""
    found = footnote_lines(lines, [page([], rules=rules)], SIZE)
    return {lines[i].text.split()[-1]: number for i, number in found.items()}


TEXT = column([full()] * 45)  # down to 628


def test_small_lines_below_a_rule() -> None:
    assert notes([*TEXT, note("the first", 700), note("goes on", 709)], RULE) == {"first": 0, "on": 0}


def test_each_mark_begins_a_note() -> None:
    lines = [*TEXT, note("the first", 700, "1"), note("goes on", 709), note("the second", 718, "2")]
    assert notes(lines) == {"first": 0, "on": 0, "second": 1}
    assert notes(lines, RULE) == {"first": 0, "on": 0, "second": 1}


def test_small_type_without_mark_or_rule_is_text() -> None:
    assert notes([*TEXT, note("small print", 640)]) == {}


def test_small_type_far_below_the_text_is_a_note() -> None:
    assert notes([*TEXT, note("copyright", 720)]) == {"copyright": 0}
    assert notes([*TEXT, note("[1] an entry of a list", 720)]) == {}


def test_a_wide_or_shifted_rule_is_not_a_notes() -> None:
    lines = [*TEXT, note("small print", 640)]
    assert notes(lines, Rule(LEFT, 634, 540, 634.4)) == {}
    assert notes(lines, Rule(LEFT + 50, 634, LEFT + 150, 634.4)) == {}
    assert notes(lines, Rule(LEFT, 634, LEFT + 150, 634.4)) == {"print": 0}


def test_a_small_line_high_on_the_page_is_none() -> None:
    assert notes([*column([full()] * 2), note("a note", 140, "1")], Rule(LEFT, 130, LEFT + 100, 130.4)) == {}


def test_a_marked_line_of_the_texts_size_set_apart() -> None:
    marked = printed([*words("1", LEFT, 676, 6.0), *words("as large as text", LEFT + 4, 680)], 680)
    assert notes([*TEXT, marked]) == {"text": 0}
    assert notes([*TEXT, printed("as large as text", 680)]) == {}


def test_each_column_has_its_own_notes() -> None:
    left, right = (60.0, 290.0), (320.0, 550.0)
    lines = []
    for c, edges in enumerate((left, right)):
        lines += [printed("text of a column", 100 + 12 * i, edges[0], column=c, edges=edges) for i in range(40)]
        mark, rest = words("1", edges[0], 697, 5.0), words(f"note{c}", edges[0] + 3, 700, SMALL)
        lines.append(printed([*mark, *rest], 700, size=SMALL, column=c, edges=edges))
    assert notes(lines) == {"note0": 0, "note1": 1}


def test_no_lines_no_notes() -> None:
    assert notes([]) == {}
