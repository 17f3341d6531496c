from __future__ import annotations

import html
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest

from surveyrefs.api import Survey
from tests.bench.drawn.printers import browser
from tests.bench.printed.__main__ import measured
from tests.bench.printed.looks import CHOICES, TABLE_CHOICES
from tests.bench.printed.measuring import compare
from tests.bench.printed.truth import Paper, Work, callout, plain, runs
from tests.bench.printed.writing import paper_of
from tests.bench.word.comparing import squash

SEEDS = range(40)
WORKS: list[Work] = [
    {
        "title": f"A {kind} study of {place}", "container-title": "Pond Studies", "volume": f"{n}", "page": "1–9",
        "author": [{"family": f"{name}{kind}", "given": "Ann"}], "issued": {"date-parts": [[1980 + n]]},
    }
    for n, (name, place) in enumerate((name, place) for name in ("Birch", "Elm", "Ash", "Fir") for place in
                                      ("mills", "ponds", "the shore", "reed", "frogs", "rain"))
    for kind in ("short", "long", "late")
]  # fmt: skip


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    return [paper_of(seed, WORKS) for seed in SEEDS]


def test_a_seed_writes_one_paper() -> None:
    assert paper_of(3, WORKS) == paper_of(3, WORKS)
    assert paper_of(3, WORKS).html != paper_of(4, WORKS).html


def test_seeds_choose_all_values_of_all_traits(papers: list[Paper]) -> None:
    for name, values in CHOICES.items():
        if name not in ("labels", "list's heading"):  # rare ones
            assert len({paper.look[name] for paper in papers}) > len(values) / 2, name
    for name, values in TABLE_CHOICES.items():
        assert {table.look[name] for paper in papers for table in paper.tables} == set(values), name


def test_all_that_is_true_is_written_once_and_in_order(papers: list[Paper]) -> None:
    for paper in papers:
        at = 0
        for mark in paper.callouts:
            at = paper.html.index(mark, at) + len(mark)
        assert len(paper.callouts) == len(paper.cited)
        text, at = squash(plain(paper.html)), 0
        for heading in paper.headings:
            at = text.index(squash(heading.number + heading.title), at)
        for _, entry, _ in paper.references:
            assert squash(entry) in text
        for table in paper.tables:
            for row in table.rows:
                assert all(html.escape(cell, quote=False) in paper.html for cell in row.cells)
                assert all(squash(group) in text for group in row.groups)


def test_callouts_are_written_as_the_look_says() -> None:
    look = {"joint": "and"}
    wished = {
        "[1]": "[1–3, 6]", "(1)": "(1–3, 6)", "raised": "<sup>1–3,6</sup>",
        "author year": "(Birchshort, 1980; Birchlong, 1980; Birchlate, 1980; Birchlate, 1981)",
    }  # fmt: skip
    for kind, wanted in wished.items():
        assert callout([0, 1, 2, 5], WORKS, look | {"callouts": kind}) == wanted
    assert runs([1, 2, 4]) == ["1", "2", "4"]


def _read(paper: Paper) -> Survey:
    """Return a paper as if all of it were read: made of its truth."""
    cited = [(key, "body", title or "", "", None) for title, works in paper.cited for key in (f"w{w}" for w in works)]
    rows, groups, tables = [], [], {}
    for table in paper.tables:
        for n, row in enumerate(table.rows, 1):
            rows += [(f"w{w}", "table", "", table.number, n) for w in row.works]
            groups += [(f"w{w}", "table", table.number, " / ".join(row.groups)) for w in row.works]
        tables[table.number] = pd.DataFrame([row.cells for row in table.rows])
    frames = {
        "references": pd.DataFrame(paper.references, columns=["key", "raw", "title"]),
        "citations": pd.DataFrame([*cited, *rows], columns=["key", "where", "section_title", "table", "row"]),
        "sections": pd.DataFrame([(h.title, h.in_line) for h in paper.headings], columns=["title", "run_in"]),
        "assignments": pd.DataFrame(groups, columns=["key", "source", "table", "groups"]),
    }
    return cast("Survey", SimpleNamespace(**frames, tables=tables))


def test_the_truth_measures_as_all_right_and_nothing_as_nothing(papers: list[Paper]) -> None:
    for paper in papers[:8]:
        found = compare(paper, _read(paper))
        assert found.wrong == []
        assert all(share.found == share.there for share in found.shares.values())
        assert set(found.invented.values()) == {0}
        assert all(share.found == 0 for name, share in compare(paper, None).shares.items())


def test_what_is_missing_or_elsewhere_counts_as_wrong(papers: list[Paper]) -> None:
    paper = next(paper for paper in papers if any(row.groups for table in paper.tables for row in table.rows))
    read = _read(paper)
    body = read.citations["where"] == "body"
    read.citations.loc[body, "section_title"] = "Elsewhere"
    read.assignments["groups"] = "other"
    tables = {table.number: pd.DataFrame() for table in paper.tables}
    read = cast("Survey", SimpleNamespace(**{**vars(read), "tables": tables}))
    found = compare(paper, read)
    assert found.shares["placed"].found == 0 == found.shares["groups"].found
    assert found.shares["cited"].found == found.shares["cited"].there
    assert found.shares["rows"].found == 0 < found.shares["rows"].there


@pytest.mark.skipif(browser() is None, reason="no browser that prints")
def test_a_paper_is_printed_and_read(tmp_path: Path) -> None:
    found = measured(paper_of(1, WORKS), tmp_path / "paper.pdf")
    assert found.shares["entries"].found > 0.9 * found.shares["entries"].there
