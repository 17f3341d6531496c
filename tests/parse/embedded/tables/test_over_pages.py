"""Tables that go on over pages, without a header there, or with rules that leave out their labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parse.embedded.tables.printed import Draw, Printer, floats_of

PLACES = (80.0, 170.0, 270.0, 400.0)
EDGES = (76.0, 166.0, 266.0, 396.0, 520.0)
Row = tuple[str, str, str, str]


def ruled(rows: list[Row], top: float, head: Row | None = None, centred: int = 0) -> Draw:
    """Return what draws rows with rules between all; in the column `centred` short cells stand in the middle."""

    def draw(p: Printer) -> None:
        y = top
        p.rule(y, 76, 520)
        if head is not None:
            p.put(200, y - 6, "Table 1: Gardens and what grows in them")
            p.row(y + 11, PLACES, head, "tibo")
            y += 16
            p.rule(y, 76, 520)
        for row in rows:
            for c, text in enumerate(row):
                if c == centred and c:
                    p.center(335, y + 11, text)
                else:
                    p.put(PLACES[c], y + 11, text)
            y += 16
            p.rule(y, 76, 520)

    return draw


def cells(path: Path, *draws: Draw) -> list[tuple[str, list[list[str]]]]:
    """Return number and cells of the tables of a paper without foot."""
    return [
        (t.number, [[c.text for c in row.cells] for row in t.rows]) for t in floats_of(path, *draws, top=400).tables
    ]


HEAD = ("Work", "Bed", "Finding of the work", "Year")
LONG: list[Row] = [(f"Baker {i} [{i}]", "Roses, herbs", "Grows well in sun", f"{1990 + i}") for i in range(1, 4)]
SHORT: list[Row] = [(f"Dietz {i} [{i}]", "Moss", "Few", f"{2000 + i}") for i in range(4, 8)]


def test_rows_within_the_columns_of_the_table_before_go_on_with_it(tmp_path: Path) -> None:
    """Short centred cells leave so much white that the columns seem to part elsewhere."""
    found = cells(tmp_path, ruled(LONG, 730, HEAD), ruled(SHORT, 60, centred=2))
    assert found == [("1", [list(row) for row in (*LONG, *SHORT)])]


def test_rows_that_run_over_its_columns_do_not(tmp_path: Path) -> None:
    other: list[Row] = [(f"A long name of the bed {i} [{i}]", "", "Grows", "") for i in range(4, 8)]
    found = cells(tmp_path, ruled(LONG, 730, HEAD), ruled(other, 60))
    assert [list(row) for row in LONG] in [rows for _, rows in found]


def parted(p: Printer, top: float, rows: list[Row], first: list[int], label: list[int]) -> None:
    """Draw rows with a rule below each that begins at the edge `first` says; labels stand in rows of `label`."""
    y = top
    for i, row in enumerate(rows):
        for c, text in enumerate(row):
            if c or i in label:
                p.put(PLACES[c], y + 11, text)
        y += 16
        p.rule(y, EDGES[first[i]], EDGES[-1])
    for x in EDGES:
        p.down(x, top, y)


ROWS: list[Row] = [
    ("Trees" if i < 3 else "Herbs", f"Baker {i} [{i}]", "Grows well", f"{1990 + i}") for i in range(1, 8)
]


@pytest.mark.parametrize(
    ("first", "label", "kinds"),
    [
        ([0, 1, 1, 1, 1, 0], [1], "TTHHHHH"),  # no rule at the page's top, a label in the midst
        ([1, 1, 1, 1, 1, 1], [], "TTTTTTT"),  # no label on the page: only the lines down show where they are
    ],
)
def test_rules_that_leave_out_labels_are_those_of_one_table(
    tmp_path: Path, first: list[int], label: list[int], kinds: str
) -> None:
    def start(p: Printer) -> None:
        p.put(200, 714, "Table 1: Gardens and what grows in them")
        p.rule(720, 76, 520)
        p.row(731, PLACES, ("Kind", "Work", "Finding", "Year"), "tibo")
        p.rule(736, 76, 520)
        parted(p, 736, ROWS[:1], [1], [0])

    def rest(p: Printer) -> None:
        parted(p, 60, ROWS[1:], first, label)

    (table,) = floats_of(tmp_path, start, rest, top=400).tables
    assert table.number == "1"
    assert [row.cells[1].text for row in table.rows] == [row[1] for row in ROWS]
    assert "".join(row.groups[0][0] for row in table.rows) == kinds
