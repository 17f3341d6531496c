"""Tables that no rule closes: rows below the last rule, and on the next page without a rule or caption."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.passages import Weaver
from surveyrefs.parse.embedded.tables.assemble import is_going_on
from tests.parse.embedded.tables.printed import Draw, Printer, table_of

PLACES = (100.0, 220.0, 400.0)
EDGES = (95.0, 500.0)
HEAD = ("Method", "What is looked at", "Year")
NAMES = "Ash Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Kapok Larch Maple Nutmeg Oak Pine Quince".split()


def rows(p: Printer, y: float, first: int, last: int) -> float:
    """Print rows of two lines each; return the next baseline."""
    for n in range(first, last):
        p.row(y, PLACES, (f"{NAMES[n]} [{n + 1}]", "Leaves that are seen to", str(1990 + n)))
        p.put(PLACES[1], y + 11, f"fall in week {n}")
        y += 24
    return y


def table(file: Path, *draws: Draw) -> list[list[str]]:
    """Print pages; return the cells of the only table's rows."""
    pdf = pymupdf.open()
    for draw in draws:
        draw(Printer(pdf.new_page(width=612, height=792)))
    pdf.save(file)
    read = read_pdf(file, "", 100)
    layout = build_layout(read)
    found = find_floats(read, layout, Weaver(read.pages, layout)).tables
    assert [t.number for t in found] == ["1"], "one table, whole"
    return [[c.text for c in row.cells] for row in found[0].rows]


def wished(last: int) -> list[list[str]]:
    """Return the rows up to one."""
    return [[f"{NAMES[n]} [{n + 1}]", f"Leaves that are seen to fall in week {n}", str(1990 + n)] for n in range(last)]


def head(p: Printer, y: float, caption: str = "Table 1: Trees") -> None:
    """Print caption and header between two rules."""
    p.put(200, y - 10, caption)
    p.rule(y, *EDGES)
    p.row(y + 11, PLACES, HEAD)
    p.rule(y + 16, *EDGES)


def test_rows_on_the_next_page_need_no_rule_header_or_caption(tmp_path: Path) -> None:
    def first(p: Printer) -> None:
        p.text(80)
        head(p, 600)
        rows(p, 627, 0, 4)

    def second(p: Printer) -> None:
        rows(p, 80, 4, 12)

    def third(p: Printer) -> None:
        y = rows(p, 80, 12, 17)
        p.rule(y - 8, *EDGES)
        p.text(y + 60)
        p.text(y + 96)

    assert table(tmp_path / "paper.pdf", first, second, third) == wished(17)


def test_rows_between_two_rules_are_not_the_last_where_the_table_is_open(tmp_path: Path) -> None:
    """A rule below a group of rows does not close the table on a page that others go on after."""

    def first(p: Printer) -> None:
        p.text(80)
        head(p, 500)
        y = rows(p, 527, 0, 3)
        p.rule(y - 8, *EDGES)
        rows(p, y + 4, 3, 7)

    def second(p: Printer) -> None:
        head(p, 90, "Table 1 (continued)")
        y = rows(p, 117, 7, 10)
        p.rule(y - 8, *EDGES)
        y = rows(p, y + 4, 10, 12)
        p.text(y + 50)
        p.text(y + 86)

    assert table(tmp_path / "paper.pdf", first, second) == wished(12)


def test_that_a_table_goes_on_is_no_row(tmp_path: Path) -> None:
    def first(p: Printer) -> None:
        p.text(80)
        head(p, 500)
        y = rows(p, 527, 0, 4)
        p.center(298, y, "Fortsetzung auf der nächsten Seite")

    def second(p: Printer) -> None:
        y = rows(p, 80, 4, 9)
        p.rule(y - 8, *EDGES)
        p.text(y + 60)

    assert table(tmp_path / "paper.pdf", first, second) == wished(9)


def test_running_text_below_a_table_is_none_of_it(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        head(p, 200)
        y = rows(p, 227, 0, 3)
        p.rule(y - 8, *EDGES)
        p.put(95, y + 8, "Trees are named as in the first book on them, and weeks are counted from the shortest day.")

    _, found = table_of(tmp_path, draw)
    assert [cells for _, cells in found] == wished(3)


def test_text_at_the_head_of_the_next_page_is_none_of_the_table(tmp_path: Path) -> None:
    def first(p: Printer) -> None:
        p.text(80)
        head(p, 600)
        rows(p, 627, 0, 4)

    def second(p: Printer) -> None:
        p.text(80)
        p.text(116)

    assert table(tmp_path / "paper.pdf", first, second) == wished(4)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Continued on next page", True),
        ("(To be continued)", True),
        ("Table 3 (cont.)", True),
        ("Suite à la page suivante", True),
        ("Continua na próxima página", True),
        ("Continuous time", False),
        ("Contents of the beds", False),
        ("Suites of rooms", False),
    ],
)
def test_what_says_that_a_table_goes_on(text: str, told: bool) -> None:
    assert is_going_on(text) == told


def test_notes_in_the_middle_below_a_table_are_no_row(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        head(p, 200)
        y = rows(p, 227, 0, 4)
        p.center(298, y, "Note: weeks are counted from the shortest day.")

    _, found = table_of(tmp_path, draw)
    assert [cells for _, cells in found] == wished(4)


def test_a_caption_below_the_last_page_names_the_whole_table(tmp_path: Path) -> None:
    def first(p: Printer) -> None:
        p.text(80)
        p.rule(500, *EDGES)
        p.row(511, PLACES, HEAD)
        p.rule(516, *EDGES)
        rows(p, 527, 0, 5)

    def second(p: Printer) -> None:
        y = rows(p, 80, 5, 9)
        p.put(200, y + 4, "Table 1: Trees")
        p.text(y + 60)
        p.text(y + 96)

    assert table(tmp_path / "paper.pdf", first, second) == wished(9)


def test_a_table_that_a_rule_closes_takes_nothing_from_below_or_overleaf(tmp_path: Path) -> None:
    """Lines at its columns below it, or at the head of the next page, are of a formula, a note or a figure."""

    def closed(p: Printer, below: tuple[str, ...]) -> None:
        p.text(80)
        head(p, 400)
        y = rows(p, 427, 0, 4)
        p.rule(y - 8, *EDGES)
        for n, text in enumerate(below):
            p.put(PLACES[0], y + 4 + 12 * n, text)

    def overleaf(p: Printer) -> None:
        p.row(80, PLACES, ("CT0", "CT1", "CT2"))
        p.row(92, PLACES, ("FT0", "FT1", "FT2"))

    for n, below in enumerate(((), ("seen in autumn", "and in winter"))):
        assert table(tmp_path / f"{n}.pdf", partial(closed, below=below), overleaf) == wished(4)


def lines(p: Printer, y: float, first: int, last: int) -> float:
    """Print rows of one line each; return the next baseline."""
    for n in range(first, last):
        p.row(y, PLACES, (f"{NAMES[n % len(NAMES)]} [{n + 1}]", "Leaves that fall", str(1990 + 7 * n % 30)))
        y += 12
    return y


@pytest.mark.parametrize(("labels", "whole"), [(2, True), (3, False)])
def test_labels_across_the_columns_of_an_open_table(tmp_path: Path, labels: int, whole: bool) -> None:
    """A group's label may take two lines; more are text."""

    def first(p: Printer) -> None:
        p.text(80)
        head(p, 500)
        y = lines(p, 527, 0, 5)
        for n in range(labels):
            p.put(PLACES[0], y + 12 * n, f"Trees of the kind {n} that grow beside them")
        lines(p, y + 12 * labels, 5, 8)

    found = table(tmp_path / "paper.pdf", first)
    assert any(row[0] == "Hazel [8]" for row in found) == whole


@pytest.mark.parametrize(("font", "last"), [("tibo", "no"), ("tiro", "no Results")])
def test_a_bold_line_at_the_foot_is_a_heading_and_no_cell_that_goes_on(tmp_path: Path, font: str, last: str) -> None:
    def draw(p: Printer) -> None:
        head(p, 680)
        for i, name in enumerate(("Ash [1]", "Elm [2]", "Fir [3]")):
            p.row(707 + 12 * i, PLACES, (name, "a leaf", "no"))
        p.put(PLACES[2], 743, "Results", font)

    ((*_, row),) = (table(tmp_path / "paper.pdf", draw),)
    assert row == ["Fir [3]", "a leaf", last]


@pytest.mark.parametrize("said", [True, False])
def test_a_header_said_again_in_the_next_column_begins_more_rows(tmp_path: Path, said: bool) -> None:
    def draw(p: Printer) -> None:
        for x in (60.0, 320.0):
            for i in range(50):
                y = 80 + 12 * i
                if not (x < 100 and y > 600 or x > 300 and y < 180):
                    p.put(x, y, "Trees have been described by many people, who say it", size=10)
        p.put(60, 620, "Table 1: Trees")
        places = (60.0, 150.0, 240.0)
        p.row(636, places, (*HEAD[::2], "Leaf"))
        p.rule(640, 58, 295)
        for i, name in enumerate(NAMES[:4]):
            p.row(652 + 12 * i, places, (f"{name} [{i + 1}]", str(1990 + i), "yes and"))
        beside = tuple(x + 260 for x in places)
        p.row(80, beside, (*HEAD[::2], "Leaf") if said else ("Fruit", "Flower", "Root"))
        p.rule(84, 318, 555)
        p.put(beside[2], 96, "no")
        for i, name in enumerate(NAMES[4:8]):
            p.row(108 + 12 * i, beside, (f"{name} [{i + 5}]", str(1990 + i), "yes"))

    found = table(tmp_path / "paper.pdf", draw)
    assert [row[0] for row in found] == [f"{name} [{i}]" for i, name in enumerate(NAMES[: 8 if said else 4], 1)]
    assert found[3][2] == ("yes and no" if said else "yes and")


@pytest.mark.parametrize(("note", "last", "step"), [("", 420.0, 9.5), ("NR: not reported.", 300.0, 12.0)])
def test_a_list_in_two_columns_below_a_table_across_both_is_none_of_its_rows(
    tmp_path: Path, note: str, last: float, step: float
) -> None:
    def draw(p: Printer) -> None:
        for i in range(20):
            for x in (60.0, 320.0):
                p.put(x, 80 + 12 * i, "Trees have been described by many people, who say it", size=10)
        p.put(60, 340, "Table 1: Trees, and what is to be seen of them in spring, before any leaves are on the oaks")
        p.rule(344, 60, 555)
        places = (62.0, 150.0, 240.0, last)
        p.row(354, places, (*HEAD, "Place"))
        p.rule(358, 60, 555)
        for i, name in enumerate(NAMES[:4]):
            p.row(370 + 12 * i, places, (f"{name} [{i + 1}]", "a leaf", str(1990 + i), "in woods and gardens of it"))
        p.put(60, 416, note, size=7)
        for i in range(0, 24, 2):
            p.put(320, 427 + step * i, "Weber, A. Leaves, and what is to be seen of it.", size=8)
            p.put(332, 427 + step * (i + 1), "Woods, 4.", size=8)
        p.put(60, 452, "Thanks", "tibo", size=10)
        for i in range(20):
            p.put(60, 480 + 12 * i, "We thank all who have counted trees with us, and", size=10)

    found = table(tmp_path / "paper.pdf", draw)
    assert [row[0] for row in found] == [f"{name} [{i}]" for i, name in enumerate(NAMES[:4], 1)]
    assert found[-1][-1] == "in woods and gardens of it"
