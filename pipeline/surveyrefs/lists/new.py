"""A new list from a survey's categories, in Markdown: headings by category, under each a table or bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from surveyrefs.lists.categories import SurveyCategory, survey_categories
from surveyrefs.lists.works import Work, markdown, work_of
from surveyrefs.model.run import Run

Style = Literal["table", "bullets"]
OTHER = "Further works"
_HEADER = "| Paper | Published in | Code/Project |\n| --- | --- | --- |\n"
_AWESOME = "[![Awesome](https://awesome.re/badge.svg)](https://awesome.re)"
_DEEPEST = 6  # levels of headings


class Part(NamedTuple):
    """A heading of a new list with its works; `level` from 1 below the title."""

    level: int
    title: str
    works: tuple[Work, ...]


def parts_of(run: Run, everything: bool = False) -> list[Part]:
    """Return the headings of a new list in order, those without any work left out.

    A work stands under every category of the first source that has it (the taxonomy figure), and under those of the
    next (tables) only where the first does not have it. Under a category it stands only where it is in no part of it.
    """
    categories = survey_categories(run, everything)
    placed: dict[int, str] = {}
    own: list[tuple[SurveyCategory, list[int]]] = []
    for category in categories:
        deeper = {n for other in categories if _is_below(other.path, category.path) for n in other.own}
        own_works = (n for n in category.own if n not in deeper)
        works = [n for n in own_works if placed.setdefault(n, category.source) == category.source]
        own.append((category, works))
    parts: list[Part] = []
    shown: set[tuple[str, ...]] = set()
    for category, works in own:
        if not works:
            continue
        for depth in range(1, len(category.path) + 1):  # headings over it that have no works of their own
            if category.path[:depth] not in shown:
                shown.add(category.path[:depth])
                here = works if depth == len(category.path) else []
                parts.append(Part(depth, category.path[depth - 1], tuple(_works(run, here))))
    left = [n for n in range(len(run.references.references)) if n not in placed] if everything or not categories else []
    if left:
        parts.append(Part(1, OTHER, tuple(_works(run, left))))
    return parts


def _is_below(path: tuple[str, ...], over: tuple[str, ...]) -> bool:
    return len(path) > len(over) and path[: len(over)] == over


def _works(run: Run, numbers: list[int]) -> Iterator[Work]:
    """Give works as shown, the newest first and in the survey's order within a year."""
    references = run.references.references
    yield from sorted((work_of(references[n]) for n in numbers), key=lambda work: work.year, reverse=True)


def plain_list(run: Run, style: Style = "table", everything: bool = False) -> str:
    """Return a list of headings and rows, and nothing else."""
    title = run.document.title or run.name
    return f"# {markdown(title)}\n" + _body(parts_of(run, everything), style)


def awesome_list(run: Run, style: Style = "table", everything: bool = False) -> str:
    """Return a list in the form that such lists commonly have: badge, where the survey is, table of contents, parts."""
    document, parts = run.document, parts_of(run, everything)
    title = document.title or run.name
    count = len({work.key for part in parts for work in part.works})
    lines = [
        f"# {markdown(title)} {_AWESOME}",
        "",
        f"Papers of the survey *{markdown(title)}*: {count} works by category.",
    ]
    if document.arxiv:
        lines += [
            "",
            f"[![arXiv](https://img.shields.io/badge/arXiv-{document.arxiv}-b31b1b.svg)](https://arxiv.org/abs/{document.arxiv})",
        ]
    lines += ["", "## Contents", ""]
    anchors = _anchors([title, "Contents", *(part.title for part in parts)])[2:]
    for part, anchor in zip(parts, anchors, strict=True):
        lines.append(f"{'  ' * (part.level - 1)}- [{markdown(part.title)}](#{anchor})")
    return "\n".join(lines) + "\n" + _body(parts, style)


def _body(parts: list[Part], style: Style) -> str:
    out = []
    for part in parts:
        out.append(f"\n{'#' * min(part.level + 1, _DEEPEST)} {markdown(part.title)}\n")
        if part.works:
            out.append("\n" + (_HEADER if style == "table" else ""))
            out += [_row(work) if style == "table" else _bullet(work) for work in part.works]
    return "".join(out)


def _row(work: Work) -> str:
    title = markdown(work.title)
    shown = f"[{title}]({work.url})" if work.url else title
    return f"| {shown} | {markdown(work.published()) or '-'} | {work.code or '-'} |\n"


def _bullet(work: Work) -> str:
    title = markdown(work.title)
    shown = f"[{title}]({work.url})" if work.url else f"**{title}**"
    said = ", ".join(filter(None, (f"*{markdown(work.authors)}*" if work.authors else "", markdown(work.published()))))
    return f"- {shown}{', ' + said if said else ''}{f' [[code]]({work.code})' if work.code else ''}\n"


def _anchors(titles: list[str]) -> list[str]:
    """Return the anchors that GitHub gives headings: lower case, hyphens for blanks, no marks, numbered if equal."""
    seen: Counter[str] = Counter()
    anchors = []
    for title in titles:
        base = re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-")
        anchors.append(f"{base}-{seen[base]}" if seen[base] else base)
        seen[base] += 1
    return anchors
