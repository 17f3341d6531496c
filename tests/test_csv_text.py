"""The spreadsheet guard and its inverse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.csv_text import csv_to_records, csv_to_rows, guarded, printable, rows_to_csv, unguarded

WRITABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
RISKY = st.builds(lambda a, b: a + b, st.text("'=+-@\t\r\n\",0 %±", max_size=4), WRITABLE)


@pytest.mark.parametrize(
    "cell", ["-0.5", "+1.2%", "-3 ± 1", "-", "–", "", "12", "-1,234.5", "-1e-5", "plain", "a=b", "'quoted'"]
)
def test_harmless_cells_are_left_alone(cell: str) -> None:
    assert guarded(cell) == cell


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        " =1",
        "\n=1",
        "\u00a0+x",
        "\u200b=1",
        "＝1",
        "＠x",
        "\t=1",
        "+cmd",
        "-x",
        "--",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "-1+2",
        "''",
        "'=1",
        "'-0.5",
        "''a",
    ],
)
def test_formulas_and_guarded_looking_cells_get_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == "'" + cell


@given(RISKY)
def test_the_guard_comes_off_again(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    if cell[:1] in ("=", "@", "\t", "\r"):
        assert guarded(cell).startswith("'")


def test_a_control_before_a_formula_reads_back_as_it_is_shown() -> None:
    assert csv_to_rows(rows_to_csv(("a",), [["\x1f=1"]])) == [["a"], ["\ufffd=1"]]


@given(st.lists(st.lists(RISKY, min_size=2, max_size=2), max_size=4))
def test_csv_round_trip(rows: list[list[str]]) -> None:
    shown = [[printable(cell) for cell in row] for row in rows]
    assert csv_to_rows(rows_to_csv(("a", "b"), rows)) == [["a", "b"], *shown]


def test_line_ends_and_quoting() -> None:
    assert rows_to_csv(("a", "b"), [('x, "y"', "=1")]) == 'a,b\n"x, ""y""",\'=1\n'


def test_records_bear_a_byte_order_mark_and_short_rows() -> None:
    assert csv_to_records("\ufeffa,b\n1\n") == [{"a": "1", "b": ""}]
    assert csv_to_records("") == []


def test_unwritable_characters_are_replaced() -> None:
    assert rows_to_csv(("a",), [["x\x00\ud800y"]]) == "a\nx\ufffd\ufffdy\n"
