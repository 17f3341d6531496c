"""What the pictures of a survey show, as plain numbers: works by year, callouts by section, works cited together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple
from urllib.parse import quote

from surveyrefs.text.similarity import fold
from surveyrefs.view.model import CategoryView, SurveyView, WorkView

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
LONGEST_GAP = 12  # years without a work that are still drawn; a lone old classic must not press the rest together
MOST_ROWS = 24  # sections or categories in a picture
MOST_NODES = 60  # of the tree
MOST_TOGETHER = 22  # works in the picture of works cited together
LEAST_SHARED = 2  # sentences or rows that two works share to count as cited together


class Bar(NamedTuple):
    """A bar: what it stands for, how deep it is indented, its number, and the address within the page."""

    name: str
    depth: int
    number: int
    address: str


class Cell(NamedTuple):
    """A cell of a grid: its row and column, its number, and the address within the page."""

    row: str
    column: str
    number: int
    address: str


def year_of(work: WorkView) -> int:
    """Return the year of a work, 0 where none was read."""
    match = _YEAR.match(work.fields.get("year", ""))
    return int(match[0]) if match else 0


def years(survey: SurveyView) -> list[Bar]:
    """Return how many works each year has, without years between far apart ones."""
    counts = Counter(filter(None, map(year_of, survey.works)))
    found: list[int] = []
    for year in sorted(counts):
        if found and year - found[-1] <= LONGEST_GAP:
            found.extend(range(found[-1] + 1, year))
        found.append(year)
    return [Bar(str(year), 0, counts[year], f"#year={year}") for year in found]


def sections(survey: SurveyView) -> list[Bar]:
    """Return how many callouts each heading of the upper two levels has, those under it included."""
    counts: Counter[int] = Counter()
    depths: list[int] = []
    for section in survey.sections:
        depths.append(depths[section.parent] + 1 if 0 <= section.parent < len(depths) else 0)
    for callout in survey.callouts:
        at, seen = callout.section, set()
        while 0 <= at < len(survey.sections) and at not in seen:
            seen.add(at)
            counts[at] += 1
            at = survey.sections[at].parent
    shown = [n for n in range(len(survey.sections)) if depths[n] <= 1 and counts[n]]
    if len(shown) > MOST_ROWS:
        shown = [n for n in shown if depths[n] == 0]
    bars = [Bar(_named(survey, n), depths[n], counts[n], f"#section={n}") for n in shown]
    return bars[:MOST_ROWS]


def _named(survey: SurveyView, section: int) -> str:
    found = survey.sections[section]
    return " ".join(filter(None, (found.number, found.title)))


def works_in(node: CategoryView) -> set[int]:
    """Return the works in a category and below it."""
    return set(node.works).union(*map(works_in, node.children))


def walk(nodes: Sequence[CategoryView], path: str = "", depth: int = 0) -> Iterator[tuple[CategoryView, str, int]]:
    """Yield the nodes of a tree in order with the path of their places (`0.2.1`) and their depth."""
    for number, node in enumerate(nodes):
        here = f"{path}.{number}" if path else str(number)
        yield node, here, depth
        yield from walk(node.children, here, depth + 1)


def tree(survey: SurveyView) -> list[Bar]:
    """Return the categories as an indented tree, the deepest levels left out where there are too many."""
    nodes = list(walk(survey.categories))
    deepest = max((depth for _, _, depth in nodes), default=0)
    while deepest > 0 and len(nodes) > MOST_NODES:
        deepest -= 1
        nodes = [node for node in nodes if node[2] <= deepest]
    return [
        Bar(node.name or node.title, depth, len(works_in(node)), f"#category={path}")
        for node, path, depth in nodes[:MOST_NODES]
    ]


def categories_by_year(survey: SurveyView) -> list[Cell]:
    """Return how many works of each year the categories have that are neither the whole nor single works."""
    nodes = list(walk(survey.categories))
    total = len({n for node, _, _ in nodes for n in works_in(node)})
    chosen: list[tuple[CategoryView, str]] = []
    for node, path, depth in nodes:
        size = len(works_in(node))
        split = len(node.children) > 1 and (size > total / 2 or depth == 0)
        if size > 1 and not split and not any(path.startswith(f"{other}.") for _, other in chosen):
            chosen.append((node, path))
    largest = sorted(chosen, key=lambda pair: -len(works_in(pair[0])))[:MOST_ROWS]
    found = []
    for node, path in (pair for pair in chosen if pair in largest):
        counts = Counter(filter(None, (year_of(survey.works[n]) for n in works_in(node))))
        name = node.name or node.title
        found += [Cell(name, str(year), counts[year], f"#category={path}&year={year}") for year in sorted(counts)]
    return found


def short_names(works: Sequence[WorkView]) -> list[str]:
    """Return each work as one cites it, `Lewis 2020`, with its label where two are the same."""
    names = []
    for work in works:
        family = work.fields.get("authors", "").split(";")[0].split(",")[0] or work.fields.get("title", work.key)[:20]
        names.append(f"{family} {work.fields.get('year', '')}".strip())
    taken = Counter(names)
    return [f"{name} [{w.label or w.key}]" if taken[name] > 1 else name for name, w in zip(names, works, strict=True)]


def together(survey: SurveyView) -> list[Cell]:
    """Return how often works are cited in one sentence or one row of a table, for those that are so most."""
    groups: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for callout in survey.callouts:
        place: tuple[object, ...] = (
            (callout.table, callout.row) if callout.row > 0 else (callout.section, fold(callout.context))
        )
        groups[place] |= {t.work for t in callout.targets if t.work >= 0}
    pairs: Counter[tuple[int, int]] = Counter()
    for works in groups.values():
        pairs.update(combinations(sorted(works), 2))
    strong = {pair: number for pair, number in pairs.items() if number >= LEAST_SHARED}
    strength: Counter[int] = Counter()
    for (one, two), number in strong.items():
        strength[one] += number
        strength[two] += number
    ranked = sorted(strength, key=lambda n: (-strength[n], n))[:MOST_TOGETHER]
    names = short_names(survey.works)
    order = _neighbours(ranked, strong)
    found = []
    for one in order:
        for two in order:
            number = strong.get((min(one, two), max(one, two)), 0)
            if number and one != two:
                key = survey.works[one].key
                found.append(Cell(names[one], names[two], number, f"#ref={quote(key)}"))
    return found


def _neighbours(works: Sequence[int], pairs: dict[tuple[int, int], int]) -> list[int]:
    """Return works in an order in which each stands beside the one that it is cited with most."""
    left, order = list(works), list[int]()
    while left:
        shared = {n: sum(pairs.get((min(n, o), max(n, o)), 0) for o in order[-3:]) for n in left}
        order.append(max(left, key=lambda n: (shared[n], -works.index(n))))
        left.remove(order[-1])
    return order
