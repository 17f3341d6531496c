"""What behind the name of the reference list is of the list, and no table."""

from __future__ import annotations

from msgspec.structs import replace

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.listed import counts_works, list_start, of_list
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from tests.parse.embedded.build import layout_of, printed, words
from tests.parse.embedded.tables.drawn import frame_of

PAGE_1, PAGE_2 = (1, 300.0), (2, 0.0)


def region(rows: list[list[Word]], down: int = 0) -> Region:
    """Return a region on page 1 with so many rules that run down."""
    flat = [replace(w, index=i) for i, w in enumerate(w for row in rows for w in row)]
    box = Box.around(flat)
    rules = tuple(Rule(box.x0 + 40 * k, box.y0, box.x0 + 40 * k + 0.5, box.y1) for k in range(down))
    return Region(frame_of(flat, []), box, (), rules, tuple(flat))


def entries(count: int, first: int = 46, top: float = 350.0) -> list[list[Word]]:
    """Return entries whose labels stand apart from their text."""
    rows = []
    for k in range(count):
        y = top + 20 * k
        label = words(f"{first + k}.", 60, y, line=2 * k)
        rows.append([*label, *words(f"Huang X. A tree of {2000 + k} leaves.", 100, y, line=2 * k + 1)])
    return rows


def test_a_list_begins_behind_its_name() -> None:
    lines = [printed("Text of a paper.", 100), printed("References", 200), printed("Huang X. A tree.", 220)]
    page, top = list_start(layout_of(lines))
    assert page == 1
    assert 180 < top < 200
    assert list_start(layout_of(lines[:1]))[0] == len((1,)) + 1


def test_rules_below_dated_lines_make_no_table_and_a_grid_does() -> None:
    assert of_list(region(entries(4)), PAGE_1)
    assert not of_list(region(entries(4), down=3), PAGE_1)
    assert not of_list(region(entries(4)), PAGE_2)  # before the list
    assert not of_list(region([words("no year here", 60, 400)]), PAGE_1)


def test_labels_that_count_before_one_text_are_entries() -> None:
    assert counts_works(region(entries(5)), PAGE_1)
    assert not counts_works(region(entries(3)), PAGE_1)
    assert not counts_works(region(entries(5)), PAGE_2)
    in_columns = [[*row, *words("large", 400, row[0].baseline, line=99)] for row in entries(5)]
    assert not counts_works(region(in_columns), PAGE_1)
    scattered = [row for row in entries(12) if int(row[0].text.strip(".")) % 2]
    assert not counts_works(region(scattered), PAGE_1)
