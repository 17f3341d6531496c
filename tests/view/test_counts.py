"""The numbers that the pictures show."""

from __future__ import annotations

import msgspec

from surveyrefs.view import counts
from surveyrefs.view.model import CalloutView, CategoryView, SectionView, SurveyView, TargetView, WorkView


def work(key: str, year: str, authors: str = "") -> WorkView:
    return WorkView(key, "", {"year": year, "authors": authors}, "", 1.0, (), (), ())


def callout(section: int, context: str, *works: int, row: int = -1) -> CalloutView:
    targets = tuple(TargetView(n, "", "label", 1.0) for n in works)
    return CalloutView(1, "[1]", None, (), "body", section, "", 0 if row > 0 else -1, -1, row, "", "", context, targets)


def survey(**parts: object) -> SurveyView:
    empty = SurveyView("1", "s", "S", (), "", "page", (), (), (), (), (), (), (), (), ())
    return msgspec.structs.replace(empty, **parts)


def category(name: str, works: tuple[int, ...], *children: CategoryView) -> CategoryView:
    return CategoryView(name, "", (), works, children)


def test_years_with_short_gaps_filled() -> None:
    printed = ("1950", "2019", "2021", "2021", "")
    found = counts.years(survey(works=tuple(work(str(n), year) for n, year in enumerate(printed))))
    assert [(bar.name, bar.number) for bar in found] == [("1950", 1), ("2019", 1), ("2020", 0), ("2021", 2)]


def test_sections_count_what_is_under_them() -> None:
    headings = [("1", "A", -1), ("1.1", "B", 0), ("1.1.1", "C", 1), ("2", "D", -1), ("3", "E", -1)]
    sections = tuple(SectionView(n, title, 1, False, None, parent) for n, title, parent in headings)
    callouts = tuple(callout(at, "", 0) for at in (0, 1, 2, 2, 3, -1))
    found = counts.sections(survey(sections=sections, callouts=callouts))
    assert [(b.name, b.depth, b.number) for b in found] == [("1 A", 0, 4), ("1.1 B", 1, 3), ("2 D", 0, 1)]


def test_the_tree_loses_its_deepest_levels_where_it_is_too_large() -> None:
    small = (category("A", (0,), category("B", (0, 1))),)
    assert [(b.name, b.depth, b.number, b.address) for b in counts.tree(survey(categories=small))] == [
        ("A", 0, 2, "#category=0"), ("B", 1, 2, "#category=0.0"),
    ]  # fmt: skip
    large = (category("A", (), *(category(str(n), (n,)) for n in range(counts.MOST_NODES))),)
    assert [b.name for b in counts.tree(survey(categories=large))] == ["A"]


def test_categories_by_year_take_the_parts_of_the_whole() -> None:
    works = tuple(work(str(n), y) for n, y in enumerate(("2019", "2020", "2020", "2021")))
    tree = (category("All", (), category("Left", (0, 1)), category("Right", (2, 3))),)
    cells = counts.categories_by_year(survey(works=works, categories=tree))
    assert [(c.row, c.column, c.number) for c in cells] == [
        ("Left", "2019", 1), ("Left", "2020", 1), ("Right", "2020", 1), ("Right", "2021", 1),
    ]  # fmt: skip


def test_works_cited_together_twice_in_sentences_or_rows() -> None:
    works = (work("a", "2019", "Li, A.; Wu, B."), work("b", "2020", "Ek, C."), work("c", "2021", "Li, D."))
    cited = (callout(0, "One.", 0, 1), callout(0, "Two.", 0), callout(0, "Two.", 1), callout(0, "", 0, 2, row=1))
    cells = counts.together(survey(works=works, callouts=cited))
    assert {(c.row, c.column, c.number) for c in cells} == {("Li 2019", "Ek 2020", 2), ("Ek 2020", "Li 2019", 2)}


def test_names_that_are_the_same_get_their_keys() -> None:
    works = (work("a", "2019", "Li, A."), work("b", "2019", "Li, B."))
    assert counts.short_names(works) == ["Li 2019 [a]", "Li 2019 [b]"]
