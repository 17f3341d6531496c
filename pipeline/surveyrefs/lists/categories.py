"""The survey's categories as headings, and which heading of a list is which of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from surveyrefs.lists.model import PATH
from surveyrefs.model.link import Category
from surveyrefs.model.run import Run
from surveyrefs.text.similarity import fold

Path = tuple[str, ...]

MAPPED = ("figure", "table", "list")  # sources that sort works; sections only where a survey has none of these
_CUT = "…"  # ends a name that was too long: the title has it in full
_SAME_LABEL = 85.0  # percent: a plural, a hyphen, a corrected letter
_KEPT = 0.6  # of a heading's works are in the category …
_LEAST_KEPT = 3  # … and so many, for two names to be one category
_FILLED = 0.3  # of the category's works
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[IVX]+\.|[A-Z]\.)\s+")


class SurveyCategory(NamedTuple):
    """A category of the survey: its path as headings, and the works in it, those of its parts included.

    `source` is what its tree comes from: all under a taxonomy figure is of that figure.
    """

    source: str
    path: Path
    references: frozenset[int]
    own: tuple[int, ...]


def survey_categories(run: Run, everything: bool = False) -> list[SurveyCategory]:
    """Return the categories that a list of the survey has: of figures, tables and lists, else of sections.

    `everything` takes the sections as well, after all others.
    """
    found = [category for top in run.categories.tree for category in _walk(top, (), "")]
    mapped = [category for category in found if category.source in MAPPED]
    sections = [category for category in found if category.source not in MAPPED]
    return [*mapped, *sections] if everything and mapped else mapped or sections


def _walk(node: Category, above: Path, source: str) -> Iterator[SurveyCategory]:
    """Give a node and those below it; a part of what sorts works sorts them too, whatever named it."""
    path = (*above, node.title if node.name.endswith(_CUT) and node.title else node.name)
    source = source if source in MAPPED else node.source
    yield SurveyCategory(source, path, frozenset(_works(node)), node.references)
    for child in node.children:
        yield from _walk(child, path, source)


def _works(node: Category) -> set[int]:
    return set(node.references).union(*(_works(child) for child in node.children))


def scope(categories: Sequence[SurveyCategory]) -> set[int]:
    """Return the works that are in any category."""
    return {reference for category in categories for reference in category.references}


def categories_of(categories: Sequence[SurveyCategory]) -> dict[int, list[int]]:
    """Return for each work the categories that it is directly in, by index, in their order."""
    places: dict[int, list[int]] = defaultdict(list)
    for number, category in enumerate(categories):
        for reference in category.own:
            places[reference].append(number)
    return places


def label_key(label: str) -> str:
    """Return a heading folded, without its number."""
    return fold(_NUMBER.sub("", label.strip()))


def corresponding(
    headings: Sequence[Path], categories: Sequence[SurveyCategory], listed: Mapping[Path, set[int]]
) -> dict[Path, list[int]]:
    """Return for each heading of a list the categories that it is, by index; headings that are none are left out.

    A heading is a category by its words, those above it deciding between several; or by its works: most of those
    listed under it (`listed`, of the survey) are in that category, and fill a fair part of it.
    """
    keys = [tuple(map(label_key, category.path)) for category in categories]
    found: dict[Path, list[int]] = {}
    for heading in headings:
        mine = tuple(map(label_key, heading))
        scores = {n: score for n, theirs in enumerate(keys) if (score := _alike(mine, theirs))}
        if scores:
            best = max(scores.values())
            found[heading] = [n for n, score in scores.items() if score >= best - 1e-9]
        elif (n := _by_works(listed.get(heading, set()), categories)) >= 0:
            found[heading] = [n]
    return found


def _alike(mine: Path, theirs: Path) -> float:
    """Return how alike two paths are: 0 unless their last labels are, more for each label above that is too."""
    if not mine or not theirs or not mine[-1] or fuzz.ratio(mine[-1], theirs[-1]) < _SAME_LABEL:
        return 0.0
    above = sum(
        max((fuzz.ratio(a, b) for b in theirs[:-1]), default=0.0) >= _SAME_LABEL for a in mine[:-1]
    )  # fmt: skip
    return fuzz.ratio(mine[-1], theirs[-1]) / 100 + above + (0.5 if mine == theirs else 0.0)


def _by_works(works: set[int], categories: Sequence[SurveyCategory]) -> int:
    best, number = 0.0, -1
    for n, category in enumerate(categories):
        both = len(works & category.references)
        share = both / max(1, len(works))
        if both >= _LEAST_KEPT and share >= _KEPT and both >= _FILLED * len(category.references):
            jaccard = both / len(works | category.references)
            if jaccard > best:
                best, number = jaccard, n
    return number


def shown(path: Path) -> str:
    """Return a path as text."""
    return PATH.join(path)
