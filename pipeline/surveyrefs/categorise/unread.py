"""Figures that cite works in their drawing and give no tree: a taxonomy perhaps, which a person has to read."""

from __future__ import annotations

from collections import defaultdict

from surveyrefs.model.document import Document
from surveyrefs.model.link import Links
from surveyrefs.model.problem import Problem

MIN_WORKS = 5  # cited in a drawing: fewer are the source of a picture


def unread_figures(document: Document, links: Links) -> tuple[Problem, ...]:
    """Return a problem for each figure without a tree whose drawing cites several works."""
    cited: dict[int, set[int]] = defaultdict(set)
    for callout in links.callouts:
        if callout.figure >= 0 and callout.where == "figure" and callout.node < 0:
            cited[callout.figure] |= {target.reference for target in callout.targets} - {-1}
    return tuple(
        Problem(
            "figure-not-a-tree", figure.caption.text,
            f"its drawing cites {len(cited[index])} works; under which labels was not understood",
            figure.page, figure.box.tuple(),
        )
        for index, figure in enumerate(document.figures)
        if len(cited[index]) >= MIN_WORKS
    )  # fmt: skip
