"""Where charts put things, as numbers: the specifications that Vega draws, compared with a golden file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from surveyrefs.view import charts
from surveyrefs.view.charts import BAR, WIDTH, Spec, cut
from surveyrefs.view.counts import Bar, Cell
from surveyrefs.view.model import CategoryView
from tests.conftest import Golden

YEARS = [Bar(str(year), 0, number, f"#year={year}") for year, number in ((2018, 1), (2019, 0), (2020, 4), (2021, 2))]
NAMES = [Bar("Methods", 0, 8, "#category=0"), Bar("Deep ones", 1, 6, "#category=0.0"), Bar("Data", 0, 2, "#category=1")]
CELLS = [Cell("Methods", "2019", 1, "#a"), Cell("Methods", "2020", 4, "#b"), Cell("Data", "2020", 2, "#c")]
TOGETHER = [Cell("Lee 2019", "Wu 2020", 3, "#a"), Cell("Wu 2020", "Lee 2019", 3, "#b"), Cell("Xu", "Wu 2020", 2, "#c")]


def node(name: str, works: tuple[int, ...] = (), children: tuple[CategoryView, ...] = (), title: str = "") -> Any:
    return CategoryView(name, title, (), works, children)


DEEPEST = node("Deepest", (4,), (node("Not shown", (5,)),))
TREE = [node("Methods", (0, 1), (node("Deep", (2,), (DEEPEST,)), node("", (1,), (), "Shallow"))), node("Data", (6,))]


def test_specifications(golden: Golden) -> None:
    made = {
        "columns": charts.columns(YEARS, "years"),
        "rows": charts.rows(NAMES, "names"),
        "grid": charts.grid(CELLS, "cells"),
        "upright grid": charts.grid(TOGETHER, "together", upright=True),
        "sunburst": charts.sunburst(TREE, "tree"),
    }
    lines = [f"{name}\n{json.dumps(spec, indent=1, ensure_ascii=False)}" for name, spec in made.items()]
    golden.check("view/charts.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(("name", "shown"), [("abcde", "abcde"), ("abcdef", "abcd…"), ("abc def", "abc…"), ("", "")])
def test_a_long_name_is_cut(name: str, shown: str) -> None:
    assert cut(name, 5) == shown
    assert len(cut("x" * 45)) == 44


def labels(spec: Spec) -> list[str]:
    return [value["label"] for value in spec["data"][0]["values"]]


@pytest.mark.parametrize(("count", "every"), [(17, 1), (18, 2), (36, 3), (64, 4)])
def test_years_have_a_label_where_there_is_room_and_the_last_always(count: int, every: int) -> None:
    found = labels(charts.columns([Bar(str(1950 + n), 0, 1, "") for n in range(count)], ""))
    assert found[-1] == str(1950 + count - 1)
    assert [n for n, label in enumerate(found[::-1]) if label] == list(range(0, count, every))


def test_few_years_are_no_wider_than_needed_and_many_fill_the_width() -> None:
    def wide(count: int) -> float:
        return float(charts.columns([Bar(str(n), 0, 1, "") for n in range(count)], "")["width"])

    assert wide(2) == 72
    assert wide(17) == 612
    assert wide(18) == wide(100) == WIDTH


def test_the_largest_number_fills_the_height_and_none_has_no_number() -> None:
    values = charts.columns(YEARS, "")["data"][0]["values"]
    assert [v["top"] for v in values] == [165, 220, 0, 110]
    assert [v["shown"] for v in values] == ["1", "", "4", "2"]


def test_nothing_to_draw_is_drawn() -> None:
    assert charts.columns([], "")["width"] == 0
    assert charts.rows([], "")["height"] == 0
    assert charts.grid([], "")["data"][0]["values"] == []


def test_long_names_leave_bars_some_room() -> None:
    spec = charts.rows([Bar("W" * 44, 0, 2, ""), Bar("W", 0, 1, "")], "")
    assert [v["w"] for v in spec["data"][0]["values"]] == [pytest.approx(length) for length in (209.6, 104.8)]
    assert spec["height"] == 2 * BAR


def test_three_rings_of_a_tree_are_drawn_each_arc_as_long_as_its_works() -> None:
    values = {v.get("name", ""): v for v in charts.sunburst(TREE, "")["data"][0]["values"]}
    assert {n: v["level"] for n, v in values.items()} == {
        "": 0, "Methods": 1, "Deep": 2, "Deepest": 3, "Shallow": 2, "Data": 1,
    }  # fmt: skip
    assert {n: v["own"] for n, v in values.items()} == {
        "": 0, "Methods": 1, "Deep": 1, "Deepest": 2, "Shallow": 1, "Data": 1,
    }  # fmt: skip
    assert values["Methods"]["colour"] == values["Deepest"]["colour"] != values["Data"]["colour"]


def test_top_categories_take_colours_in_turn() -> None:
    many = charts.sunburst([node(str(n), (n,)) for n in range(len(charts.BRANCHES) + 1)], "")["data"][0]["values"]
    assert many[1]["colour"] == many[-1]["colour"] == charts.BRANCHES[0]
