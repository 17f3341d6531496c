"""Find references of one list that are the same work; they are reported, never merged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference
from surveyrefs.text.unicode import unaccented

# A shorter title ("Introduction") may be shared by different works.
_MIN_TITLE = 12


def duplicates(references: Sequence[Reference]) -> list[Problem]:
    """Report every later reference that repeats an earlier one, with both labels."""
    problems = []
    first: dict[str, int] = {}
    for i, reference in enumerate(references):
        earlier = None
        for reason, sign in _signs(reference):
            if sign in first and earlier is None and _compatible(references[first[sign]], reference):
                earlier = first[sign]
                problems.append(_problem(references[earlier], reference, reason))
            first.setdefault(sign, i)
    return problems


def _signs(reference: Reference) -> list[tuple[str, str]]:
    title = _fold(reference.title)
    author = _fold(reference.authors[0].family or reference.authors[0].literal) if reference.authors else ""
    out = []
    if reference.doi:
        out.append(("the same DOI", "doi:" + reference.doi))
    if reference.arxiv:
        out.append(("the same arXiv id", "arxiv:" + reference.arxiv))
    if len(title) >= _MIN_TITLE:
        out.append(("the same title and first author", f"title:{title}|{author}"))
    return out


def _compatible(a: Reference, b: Reference) -> bool:
    """Volumes or parts of one work are different works."""
    ta, tb = _fold(a.title), _fold(b.title)
    if ta != tb and a.doi == b.doi and a.pages and b.pages and a.pages != b.pages:
        return False
    return not (a.type == b.type == "book" and a.volume != b.volume and bool(a.volume and b.volume))


def _problem(a: Reference, b: Reference, reason: str) -> Problem:
    text = f"references {a.label or a.key} and {b.label or b.key} seem to be one work: {reason}"
    forms = {bool(a.arxiv and not a.container), bool(b.arxiv and not b.container)}
    hint = (
        "a preprint and its published form; cite one of them"
        if len(forms) > 1
        else "check the bibliography; both entries are kept"
    )
    return Problem(code="duplicate-reference", text=text, hint=hint, page=b.page, box=b.box)


def _fold(text: str) -> str:
    return re.sub(r"[^\w]", "", unaccented(text).lower())
