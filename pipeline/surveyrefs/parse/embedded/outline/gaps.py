"""Outlines that do not add up: numbers that skip, and sections that the text names and nobody read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.model.document import Passage, Section
from surveyrefs.model.problem import Problem

_DOTTED = re.compile(r"\d{1,2}(\.\d{1,2})*")
_NAMED = re.compile(r"\b(?:[Ss]ections?|[Ss]ect?\.|[Cc]hapters?|§)\s?(\d{1,2}(?:\.\d{1,2})+)(?![\d.]*\d)")
HINT_GAP = "a heading between may have been missed, or one of them is none"
HINT_NAMED = "the heading may have been missed, or be another document's"


def outline_problems(sections: Sequence[Section], passages: Sequence[Passage]) -> tuple[Problem, ...]:
    """Return a problem for every number that the headings skip, where it is first missed, and for every section of
    which the text speaks and that has no heading."""
    numbered = [s for s in sections if _DOTTED.fullmatch(s.number)]
    seen = {_figures(s.number) for s in numbered}
    told: set[tuple[int, ...]] = set()
    found: list[Problem] = []
    for s in numbered:
        figures = _figures(s.number)
        before = (*figures[:-1], figures[-1] - 1)
        missing = before if figures[-1] > 1 and before not in seen else figures[:-1]
        if missing and missing not in seen and missing not in told:
            told.add(missing)
            text, hint = f"{s.number} {s.title}".strip(), f"{_text(missing)}: {HINT_GAP}"
            found.append(Problem("outline-gap", text, hint, s.page, _box(s)))
    return (*found, *_named(passages, seen))


def _named(passages: Sequence[Passage], seen: set[tuple[int, ...]]) -> list[Problem]:
    """Return a problem for every dotted number that the text calls a section of a numbered chapter, once each."""
    tops = {figures[0] for figures in seen}
    told: set[tuple[int, ...]] = set()
    found = []
    for passage in passages:
        for m in _NAMED.finditer(passage.text) if passage.kind in ("paragraph", "footnote", "abstract") else ():
            figures = _figures(m[1])
            if figures in seen or figures in told or figures[0] not in tops:
                continue
            told.add(figures)
            piece = next((p for p in passage.pieces if p.end > m.start()), None)
            page = piece.page if piece is not None else 0
            found.append(Problem("section-unread", m[0], HINT_NAMED, page))
    return found


def _figures(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _text(figures: tuple[int, ...]) -> str:
    return ".".join(map(str, figures))


def _box(s: Section) -> tuple[float, ...]:
    return (s.box.x0, s.box.y0, s.box.x1, s.box.y1)
