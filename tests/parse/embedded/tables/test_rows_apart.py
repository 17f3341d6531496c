"""Rows of several lines that blanks set apart, wherever in them the cells of one line stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parse.embedded.tables.printed import Printer, table_of

PLACES = (100.0, 230.0, 420.0)
LEADING = 10.0
NAMES = (
    ("Gardens with", "walls of brick", "and stone"),
    ("Gardens", "under", "glass"),
    ("Meadows",),
    ("Orchards on", "the slopes of", "old hills"),
    ("Parks", "that once were", "fields"),
)
WORDS = ("Leaves seen to fall", "in the third week", "of the year")


def set_in(count: int, of: int, setting: str) -> float:
    """Return on which line of a row the first of a cell's lines stands."""
    return {"top": 0.0, "middle": (of - count) / 2, "bottom": float(of - count)}[setting]


def head(p: Printer, cells: tuple[str, str, str]) -> float:
    """Print caption and header between two rules; return the first row's baseline."""
    p.put(200, 195, "Table 1: Gardens and what they are")
    p.rule(200, 95, 500)
    p.row(211, PLACES, cells)
    p.rule(216, 95, 500)
    return 228.0


@pytest.mark.parametrize("blank", [3, 6])
@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("setting", ["top", "middle", "bottom"])
def test_rows_begin_below_blanks(tmp_path: Path, setting: str, count: int, blank: int) -> None:
    def draw(p: Printer) -> None:
        y = head(p, ("Garden", "What is looked at", "Year"))
        for n, name in enumerate(NAMES):
            words = WORDS[: min(count, len(name))]
            for i, text in enumerate(name):
                p.put(PLACES[0], y + LEADING * i, text)
            for i, text in enumerate(words):
                line = i + set_in(len(words), len(name), setting)
                p.put(PLACES[1], y + LEADING * line, text + (f" [{n + 1}]" if i == 0 else ""))
            p.put(PLACES[2], y + LEADING * set_in(1, len(name), setting), str(1990 + n))
            y += LEADING * len(name) + blank
        p.rule(y - 6, 95, 500)

    _, rows = table_of(tmp_path, draw)
    assert [cells[0] for _, cells in rows] == [" ".join(name) for name in NAMES]
    assert [cells[2] for _, cells in rows] == [str(1990 + n) for n in range(len(NAMES))]


def test_groups_of_rows_that_blanks_set_apart_stay_rows(tmp_path: Path) -> None:
    """A label once in each group, and a year for each line: the blanks part groups."""

    def draw(p: Printer) -> None:
        y = head(p, ("Kind", "Garden", "Year"))
        for group in range(4):
            p.put(PLACES[0], y, f"Kind {group}")
            for n in range(3):
                p.put(PLACES[1], y, f"Garden [{3 * group + n + 1}]")
                p.put(PLACES[2], y, str(1990 + 3 * group + n))
                y += LEADING
            y += 6
        p.rule(y - 6, 95, 500)

    _, rows = table_of(tmp_path, draw)
    assert [cells[1] for _, cells in rows] == [f"Garden [{n}]" for n in range(1, 13)]
