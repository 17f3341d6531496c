"""Which lines below a table are its notes: a paper with a page for each case."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.notes import _in_later_column
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.layout.frame import Frame
from surveyrefs.parse.embedded.layout.line import Line
from tests.parse.embedded.build import words
from tests.parse.embedded.tables.printed import SIZE, Printer, floats_of

PLACES = (200.0, 280.0, 360.0)
BOTTOM = 264.0
LONG = "Note: of old trees, all of which stand in one wood, by a lake, where nobody has cut any for many years."
SAID, MARKED, PLAIN = "Note: heights of old trees.", "* Heights of old trees.", "Heights of old trees."
MANY = [(200.0, 12.0 + 9 * i, f"* note number {i}.", 7.0) for i in range(14)]
# Lines below a table: x, distance of the baseline, text, size; and what of them is read as notes.
CASES = [
    ([(200.0, 12.0, SAID, SIZE)], SAID),
    ([(200.0, 12.0, MARKED, SIZE)], MARKED),
    ([(200.0, 12.0, PLAIN, SIZE)], ""),  # nothing says so
    ([(200.0, 12.0, PLAIN, 7.0)], PLAIN),  # so small that nothing has to
    ([(200.0, 15.0, SAID, SIZE)], SAID),
    ([(200.0, 22.0, SAID, SIZE)], ""),  # too far below
    ([(75.0, 12.0, LONG, SIZE)], LONG),  # as wide as the table's column
    ([(200.0, 12.0, SAID, SIZE), (200.0, 22.0, "They are few.", 7.0)], f"{SAID} They are few."),
    ([(200.0, 12.0, SAID, SIZE), (200.0, 22.0, "They are few.", 10.0)], SAID),  # running text again
    (MANY, " ".join(text for _, _, text, _ in MANY[:12])),
]


def draw(p: Printer, number: int, lines: list[tuple[float, float, str, float]]) -> None:
    p.put(200, 190, f"Table {number}: Trees of the wood")
    for y in (200, 216, BOTTOM):
        p.rule(y, 195, 420)
    p.row(211, PLACES, ("Tree", "Leaves", "Height"))
    for y, name in ((227, "Oak [1]"), (238, "Elm [2]"), (249, "Ash [3]"), (260, "Yew [4]")):
        p.row(y, PLACES, (name, "broad", "high"))
    for x, below, text, size in lines:
        p.put(x, BOTTOM + below, text, size=size)


def test_notes_below_tables(tmp_path: Path) -> None:
    draws = (partial(draw, number=n, lines=lines) for n, (lines, _) in enumerate(CASES, 1))
    tables = floats_of(tmp_path, *draws).tables
    found = {table.page: " ".join(note.text for note in table.notes) for table in tables}
    assert [found[page] for page in range(1, len(CASES) + 1)] == [notes for _, notes in CASES]


def test_a_frame_without_columns_has_no_later_one() -> None:
    frame = Frame(1, 90, 612, 792, (), (), (), (), (), (), (), {}, ())
    region = Region(frame, Box(72, 100, 500, 200), (), (), ())
    first, line = (Line(tuple(words(text, x, 210))) for text, x in (("NR: none", 72), ("NS: some", 320)))
    assert not _in_later_column(line, first, region)


def test_a_list_in_the_second_column_below_a_wide_table_is_no_note(tmp_path: Path) -> None:
    def page(p: Printer) -> None:
        for i in range(20):
            for x in (60.0, 320.0):
                p.put(x, 80 + 12 * i, "Trees have been described by many people, who say it", size=10)
        p.put(60, 340, "Table 1: Trees, and what is to be seen of them in spring, before any leaves are on the oaks")
        for y in (344, 358, 396):
            p.rule(y, 60, 555)
        rows = ("Tree", "Leaves", "Height"), ("Oak [1]", "broad and long", "high"), ("Elm [2]", "-", "low")
        for i, cells in enumerate(rows):
            p.row(354 + 16 * i, (62.0, 270.0, 420.0), cells)
        p.put(60, 404, "NR: not reported.", size=7)
        p.put(60, 412, "NS: none seen.", size=7)
        for i in range(24):
            p.put(320, 416 + 9.5 * i, "Weber, A. Leaves, and what is to be seen of it.", size=8)
        for i in range(20):
            p.put(60, 480 + 12 * i, "We thank all who have counted trees with us, and", size=10)

    (table,) = floats_of(tmp_path, page).tables
    assert [note.text for note in table.notes] == ["NR: not reported. NS: none seen."]
