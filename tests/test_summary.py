"""What a person sees of a finished paper, written out."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.model.box import Box
from surveyrefs.model.correction import Corrected, Fate, Status
from surveyrefs.model.document import Row, Table
from surveyrefs.model.link import Categories, Category, Links
from surveyrefs.model.lookup import Answer, Found, LookedUp
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import References
from surveyrefs.model.run import Run
from surveyrefs.runner import Outcome
from surveyrefs.summary import show_run, show_run_with_differences, summary_of
from tests.link.written import document, passage


def table(number: str, caption: str, columns: int = 2, rows: int = 0) -> Table:
    row = Row((), (), 1, Box(0, 0, 1, 1))
    return Table(number, passage(caption), tuple("abcdefgh"[:columns]), (), (row,) * rows, (), 1, Box(0, 0, 1, 1))


def run(
    tables: tuple[Table, ...] = (),
    tree: tuple[Category, ...] = (),
    fates: tuple[Fate, ...] = (),
    looked_up: LookedUp | None = None,
    problems: tuple[Problem, ...] = (),
) -> Run:
    return Run(
        "s", "", document(tables=tables), References((), problems), Links(()), Categories((), tree),
        Corrected(fates=fates), looked_up or LookedUp(),
    )  # fmt: skip


def test_a_table_shows_number_title_and_size() -> None:
    found = show_run(run((table("3", "Table 3: Works", 2, 4), table("", "Others", 3, 1))))
    assert found == ("    3: Works (4 × 2)", "    unnumbered: Others (1 × 3)")


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")])
def test_a_title_is_cut_to_sixty_characters(length: int, shown: str) -> None:
    assert show_run(run((table("", "x" * length),))) == (f"    unnumbered: {shown} (0 × 2)",)


def test_five_tables_are_shown_and_of_six_the_last_line_counts_the_rest() -> None:
    tables = tuple(table(str(n), f"Table {n}: T{n}") for n in range(1, 7))
    assert [line.split(":")[0] for line in show_run(run(tables[:5]))] == [f"    {n}" for n in range(1, 6)]
    shown = show_run(run(tables))
    assert len(shown) == 5
    assert shown[3:] == ("    4: T4 (0 × 2)", "    … and 2 more tables")


def test_two_levels_of_the_tree_are_shown_with_their_works() -> None:
    deepest = Category("deepest", "figure", (5,))
    child = Category("child", "figure", (1, 2), (deepest,))
    tree = (Category("root", "figure", (0, 1), (child,)), Category("lone", "table", (3,)))
    assert show_run(run(tree=tree)) == (
        "  categories",
        "    root (4 works)",
        "      child (3 works)",
        "    lone (1 work)",
    )


def test_ten_nodes_are_shown_and_of_twelve_nine() -> None:
    tree = tuple(Category(f"n{i}", "figure") for i in range(12))
    assert len(show_run(run(tree=tree[:10]))) == 1 + 10
    shown = show_run(run(tree=tree))
    assert len(shown) == 1 + 10
    assert shown[-2:] == ("    n8 (0 works)", "    … and 3 more categories")


def test_what_became_of_corrections_is_counted() -> None:
    statuses: tuple[Status, ...] = ("conflict", "applied", "unused", "applied")
    fates = [Fate("field", i, status, "") for i, status in enumerate(statuses)]
    assert show_run(run(fates=tuple(fates))) == ("  corrections     4   2 applied, 1 unused, 1 in conflict",)


def test_what_was_looked_up_is_counted_by_works_and_fields() -> None:
    found = (
        Found(0, "doi", "10.1/a", "crossref", "10.1/a"),
        Found(0, "abstract", "A.", "openalex", "W1"),
        Found(2, "doi", "10.1/b", "crossref", "10.1/b"),
        Found(2, "published_in", "J", "crossref", "10.1/b"),
        Found(2, "published_year", "2020", "crossref", "10.1/b"),
    )
    told = "  looked up       2   2 DOIs, 1 published preprints, 1 abstracts"
    assert show_run(run(looked_up=LookedUp((Answer("q"),), found))) == (told,)
    assert show_run(run()) == ()


def test_differences_between_engines_are_told_only_when_asked_for() -> None:
    seen = run(problems=(Problem("title-differs", "A for B", quiet=True), Problem("label-missing", "4")))
    assert show_run(seen) == ()
    assert show_run_with_differences(seen) == ("  title-differs: A for B",)


COUNTS = {
    "references": 12, "cited": 9, "pages": 7, "callouts": 30, "linked": 28, "unlinked": 2, "tables": 1, "rows": 4,
    "problems": 0, "sections": 5,
}  # fmt: skip


def outcome(engine: str = "embedded", problems: dict[str, int] | None = None, **counts: int) -> Outcome:
    found = problems or {}
    return Outcome(
        "s", "done", engine, COUNTS | {"problems": sum(found.values())} | counts, problems=found, shown=("    1: T",)
    )


def test_a_paper_on_one_screen() -> None:
    assert summary_of(outcome(), Path("out")).split("\n") == [
        "s (7 pages, embedded)",
        "  references     12   3 never cited",
        "  callouts       30   28 linked, 2 unlinked",
        "  tables          1   4 rows",
        "    1: T",
        "  problems        0",
        f"  written to {Path('out') / 's'}",
    ]


def test_where_all_is_cited_nothing_is_said_of_it() -> None:
    assert summary_of(outcome(cited=12), Path("out")).split("\n")[1] == "  references     12"


def test_doubts_of_the_list_are_told_below_it() -> None:
    lines = summary_of(outcome(problems={"list-uncut": 1, "callout-unlinked": 2}), Path("out")).split("\n")
    assert lines[2] == "    check the list: list-uncut (problems.csv)"
    assert lines[-2] == "  problems        3   callout-unlinked 2, list-uncut 1"


@pytest.mark.parametrize(("codes", "more"), [(5, ""), (6, ", …")])
def test_the_five_most_frequent_codes_are_named(codes: int, more: str) -> None:
    problems = {f"code-{n}": 10 - n for n in range(codes)}
    line = summary_of(outcome(problems=problems), Path("out")).split("\n")[-2]
    assert line.endswith("code-0 10, code-1 9, code-2 8, code-3 7, code-4 6" + more)


def test_a_paper_list_shows_entries_and_headings() -> None:
    assert summary_of(outcome("list"), Path("out")).split("\n") == [
        "s (paper list)",
        "  entries        30   12 works",
        "  headings        5",
        "    1: T",
        "  problems        0",
        f"  written to {Path('out') / 's'}",
    ]
