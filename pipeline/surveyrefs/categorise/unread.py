"""Figures that cite works in their drawing, or are called a taxonomy, and give no tree: a person has to read them."""

from __future__ import annotations

import re
from collections import defaultdict

from surveyrefs.model.document import Document, Figure
from surveyrefs.model.link import Links
from surveyrefs.model.problem import Problem

MIN_WORKS = 5  # cited in a drawing: fewer are the source of a picture
MIN_TEXTS = 6  # in a drawing whose caption says that it is a taxonomy
_TAXONOMY = re.compile(
    r"taxonom|typolog|categori[sz]ation|classification (?:of|scheme|tree)|hierarchy of|klassifikation (?:der|von)"
    r"|systematik (?:der|von)|clasificaci[oó]n de|classifica(?:ção|zione) (?:de|d)", re.I
)  # fmt: skip


def unread_figures(document: Document, links: Links) -> tuple[Problem, ...]:
    """Return a problem for each figure without a tree that cites several works, or is called a taxonomy."""
    cited: dict[int, set[int]] = defaultdict(set)
    for callout in links.callouts:
        if callout.figure >= 0 and callout.where == "figure" and callout.node < 0:
            cited[callout.figure] |= {target.reference for target in callout.targets} - {-1}
    return tuple(
        Problem("figure-not-a-tree", figure.caption.text, why, figure.page, figure.box.tuple())
        for index, figure in enumerate(document.figures)
        if (why := _why(figure, len(cited[index])))
    )


def _why(figure: Figure, works: int) -> str:
    """Return what a figure without a tree has that was not understood, empty where it seems to have none."""
    if works >= MIN_WORKS:
        return f"its drawing cites {works} works; under which labels was not understood"
    if not figure.nodes and len(figure.texts) >= MIN_TEXTS and _TAXONOMY.search(figure.caption.text):
        return f"its drawing has {len(figure.texts)} texts; which of them is above which was not understood"
    return ""
