"""Footnotes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from surveyrefs.model.document import SUPERSCRIPT, Passage, Piece
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.pdf.page import Rule
from surveyrefs.parse.embedded.running.footnotes import footnote_lines, note_groups, note_sections, side_notes
from tests.parse.embedded.build import LEFT, RIGHT, SIZE, column, full, page, printed, words

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


def test_notes_that_count_below_a_rule_may_take_most_of_a_column() -> None:
    rule = Rule(LEFT, 190, LEFT + 150, 190.4)
    text = column([full()] * 8)  # down to 184
    lines = [*text, note("goes on", 200), *(note(f"{n}th", 200 + 12 * n, str(n)) for n in range(2, 6))]
    assert notes(lines, rule) == {"on": 0, "2th": 1, "3th": 2, "4th": 3, "5th": 4}
    assert notes(lines) == {}, "no rule"
    assert notes([*lines[:-3], lines[-2]], rule) == {}, "they do not count"
    assert notes([*lines, *column([full()], 290)], rule) == {}, "text is below"


def test_numbers_on_the_line_count_notes_as_raised_ones_do() -> None:
    lines = [*TEXT, note("4. the first", 700), note("goes on", 709), note("5. the second", 718), note("7 men", 727)]
    assert notes(lines, RULE) == {"first": 0, "on": 0, "second": 1, "men": 1}


def lifted(text: str, number: str, baseline: float) -> PrintedLine:
    """Return a line of text with a raised number behind it."""
    first = words(text, LEFT, baseline, SIZE)
    return printed([*first, *words(number, first[-1].x1, baseline - 4, 6.0)], baseline)


def test_numbers_on_the_line_below_no_rule_are_notes_where_the_text_has_them_raised() -> None:
    small = [note("1. the first", 660), note("goes on", 669), note("2 the second", 678)]
    text = [*TEXT[:-2], lifted("the older sources", "1", 616), lifted("and the others", "2", 628)]
    assert notes([*text, *small]) == {"first": 0, "on": 0, "second": 1}
    assert notes([*TEXT, *small]) == {}, "nothing is raised"
    assert notes([*text[:-2], lifted("the older sources", "1,2", 628), *small]) == {"first": 0, "on": 0, "second": 1}
    assert notes([*text[:-2], lifted("the older sources", "7", 628), note("7 men", 660)]) == {}, "no first note"
    begins = [note("7. the first", 660), note("8. the second", 669)]
    eight = [*TEXT[:-2], lifted("the older sources", "7", 616), lifted("and the others", "8", 628)]
    assert notes([*eight, *begins]) == {"first": 0, "second": 1}
    listed = printed(words("References", LEFT, 640, SIZE), 640)
    assert notes([*text, listed, *small]) == {}, "a list"


def test_a_note_that_goes_on_below_no_rule() -> None:
    text = [*TEXT[:-1], lifted("the older sources", "1", 628)]
    overleaf = [msgspec.structs.replace(line, page=2) for line in [*TEXT[:-1], lifted("and others", "2", 628)]]
    more = [msgspec.structs.replace(note(t, y), page=2) for t, y in (("goes on", 660), ("2. the second", 669))]
    pages = [page([]), page([], 2)]
    for end, first in (("and", {"and": 0, "on": 1, "second": 2}), ("and.", {"and.": 0, "second": 1})):
        lines = [*text, note(f"1. the first {end}", 660), *overleaf, *more]
        found = footnote_lines(lines, pages, SIZE)
        assert {lines[i].text.split()[-1]: number for i, number in found.items()} == first


def test_a_note_may_be_a_number_itself() -> None:
    lines = [*TEXT, note("18.", 700, "13"), note("29.", 709, "14")]
    assert notes(lines, RULE) == {"18.": 0, "29.": 1}


def test_a_wide_or_shifted_rule_is_not_a_notes() -> None:
    lines = [*TEXT, note("small print", 640)]
    assert notes(lines, Rule(LEFT, 634, 540, 634.4)) == {}
    assert notes(lines, Rule(LEFT + 50, 634, LEFT + 150, 634.4)) == {}
    assert notes(lines, Rule(LEFT, 634, LEFT + 150, 634.4)) == {"print": 0}


def test_a_dash_drawn_within_a_line_is_no_rule_over_notes() -> None:
    lines = [*TEXT, note("——— the same author and a title of so many", 640), note("goes on", 649)]
    assert notes(lines, Rule(LEFT, 637, LEFT + 30, 637.4)) == {}
    assert notes(lines, Rule(LEFT, 633, LEFT + 30, 633.4)) == {"many": 0, "on": 0}


def test_a_small_line_high_on_the_page_is_none() -> None:
    assert notes([*column([full()] * 2), note("a note", 140, "1")], Rule(LEFT, 130, LEFT + 100, 130.4)) == {}


def test_a_marked_line_of_the_texts_size_set_apart() -> None:
    marked = printed([*words("1", LEFT, 676, 6.0), *words("as large as text", LEFT + 4, 680)], 680)
    assert notes([*TEXT, marked]) == {"text": 0}
    assert notes([*TEXT, printed("as large as text", 680)]) == {}


def test_marked_lines_of_the_texts_size_below_a_short_rule() -> None:
    marked = [printed([*words("1", LEFT, 639, 5.0), *words("the first", LEFT + 5, 642, SIZE)], 642, size=SIZE)]
    rule = Rule(LEFT, 632, LEFT + 150, 632.4)
    assert notes([*TEXT, *marked], rule) == {"first": 0}
    assert notes([*TEXT, *marked]) == {}
    assert notes([*TEXT, printed("the first", 642)], rule) == {}


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


def overleaf(line: PrintedLine) -> PrintedLine:
    """Return a line on the next page."""
    return msgspec.structs.replace(line, page=line.page + 1)


def called(*marks: str) -> list[Passage]:
    """Return a passage in section n for each raised mark, all on page 1, and one in the last section on page 2."""
    found = [
        Passage("paragraph", mark, (Piece(0, len(mark), 1, 50, 100, 60, 110, 5.0, SUPERSCRIPT, n),), (), n)
        for n, mark in enumerate(marks)
    ]
    return [*found, Passage("paragraph", "it", (Piece(0, 2, 2, 50, 100, 60, 110, 10.0, 0, 9),), (), 9)]


@pytest.mark.parametrize(
    ("end", "start", "count"),
    [
        ("the drift of a", note("boat goes on", 700), 1),
        ("the drift ends.", note("boat goes on", 700), 2),
        ("the drift of a", note("boat goes on", 700, "2"), 2),
    ],
)
def test_a_note_goes_on_overleaf_without_a_mark(end: str, start: PrintedLine, count: int) -> None:
    groups = note_groups([(note(end, 700, "1"), 0), (overleaf(start), 1)])
    assert len(groups) == count


def test_small_print_after_small_print_is_no_note_that_goes_on() -> None:
    assert len(note_groups([(note("a permission to", 700), 0), (overleaf(note("copy that", 700)), 1)])) == 2


def test_a_note_belongs_to_the_section_of_its_mark() -> None:
    found = [[note("the first", 700, "1")], [note("the second", 710, "2")], [overleaf(note("small print", 700))]]
    assert note_sections(found, called("7", "1", "2")) == [1, 2, 9]


def test_two_marks_that_touch_are_two() -> None:
    found = [[note("the first", 700, "64")], [note("the second", 710, "65")]]
    assert note_sections(found, called("3", "6465", "x")) == [1, 1]
    assert note_sections(found, called("3", "6466", "x")) == [2, 2]


def test_a_mark_at_an_entry_of_a_list_begins_a_note_only_below_white() -> None:
    """An entry's text may begin with a raised figure: a mass number, a power."""
    listed = [note("References", 640), *(note(f"[{n}] an entry", 640 + 10 * n) for n in range(1, 5))]
    assert notes([*TEXT[:40], *listed, note("C in the list", 690, "14")]) == {}
    assert notes([*TEXT[:40], *listed, note("the note", 700, "1")]) == {"note": 0}


def test_entries_that_raised_numbers_count_are_no_notes_where_white_parts_them() -> None:
    listed = [note("References", 600), *(note("an entry", 600 + 20 * n, str(n)) for n in range(1, 6))]
    assert notes([*TEXT[:38], *listed]) == {}
    assert notes([*TEXT[:38], listed[0], note("of the list", 620), note("the note", 640, "1")]) == {"note": 0}


def test_faked_small_capitals_are_as_large_as_their_capitals() -> None:
    """A line of names in small capitals, set off as entries of a list are."""
    names = [*words("A", LEFT, 700, SIZE), *words("RCHER", LEFT + 8, 700, SMALL)]
    assert notes([*TEXT, printed(names, 700, size=SMALL)]) == {}
    assert notes([*TEXT, note("RCHER", 700)]) == {"RCHER": 0}


def entries(first: int, last: int, top: float) -> list[PrintedLine]:
    """Return entries of a list with raised numbers."""
    return [note(f"entry{n}", top + 14 * (n - first), str(n)) for n in range(first, last + 1)]


def test_entries_that_count_on_from_above_are_no_notes() -> None:
    """A list without a heading, its labels raised, goes down from the middle of the page to its foot."""
    text = column([full()] * 10)
    assert notes([*text, *entries(1, 30, 260)]) == {}
    below = [*text, *entries(1, 30, 260)]
    assert notes(below, Rule(LEFT, 250, LEFT + 150, 250.4)) != {}


def test_entries_that_go_on_at_the_top_of_the_next_column_are_no_notes() -> None:
    assert notes([*TEXT, *entries(1, 7, 640), *beside(entries(8, 12, 100))]) == {}
    assert len(notes([*TEXT, *entries(1, 7, 640), *beside(column([full()] * 3))])) == 7


def beside(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return lines as those of the next column."""
    return [msgspec.structs.replace(line, column=1, left=RIGHT + 20, right=2 * RIGHT) for line in lines]


def test_the_rules_of_a_tables_cells_are_no_short_rules_over_notes() -> None:
    entries = [note(f"{n}. entry", 200 + 12 * n) for n in range(1, 6)]
    lines = [*column([full()] * 8), *entries]
    short = Rule(LEFT, 195, LEFT + 150, 195.4)
    assert len(notes(lines, short)) == len({line.text.split()[-1] for line in entries})
    assert notes(lines, short, Rule(LEFT + 150, 195, RIGHT, 195.4)) == {}


def test_numbers_in_brackets_and_signs_without_names_begin_notes() -> None:
    lines = [*TEXT, note("the first", 700, "[1]"), note("goes on", 709), note("the second", 718, "\ufffd\ufffd")]
    assert notes([*lines, note("the third", 727, "‖")], RULE) == {"first": 0, "on": 0, "second": 1, "third": 2}


def test_notes_in_the_margin_have_numbers_that_the_text_has_raised() -> None:
    text = [*TEXT[:2], lifted("the older sources", "1", 124), lifted("and the others", "3", 136)]
    margin = [
        note("a word", 90), note("first", 100, "1"), note("goes on", 109), note("other", 130, "2"), note("more", 139),
        note("third", 150, "3"), note("in large type", 162),
    ]  # fmt: skip
    margin[-1] = printed(words("in large type", LEFT, 162, SIZE), 162)
    found, rest = side_notes(margin, text)
    assert [[line.text.split()[-1] for line in each] for each in found] == [["first", "on"], ["third"]]
    assert [line.text.split()[-1] for line in rest] == ["word", "other", "more", "type"]
    overleaf = [msgspec.structs.replace(line, page=2) for line in margin]
    assert side_notes(overleaf, text) == ([], overleaf)
    assert side_notes([margin[1], overleaf[2]], text)[0] == [[margin[1]]]
