"""Ask of a document's links whether they lead where its printed callouts say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from surveyrefs.link.annotations import Hit
from surveyrefs.link.authoryear import find_mentions
from surveyrefs.link.labels import Labels
from surveyrefs.link.markers import find_markers
from surveyrefs.link.name_index import AuthorIndex
from surveyrefs.link.style import ALL_FORMS
from surveyrefs.model.document import Passage
from surveyrefs.model.problem import Problem
from surveyrefs.text.spans import touching

LINK_TRUST = 0.5  # share of links that must agree with the printed labels for links to win a dispute
PLACED_TRUST = 0.5  # share of links by position that must agree with the print; fewer, and their places say nothing


_HAS_DIGIT = re.compile(r"\d")


class Printed(msgspec.Struct, frozen=True, gc=False):
    """What text[start:end] cites by itself: a number, a label, or names and year."""

    start: int
    end: int
    references: tuple[int, ...]


def placed_links(
    passages: Sequence[tuple[Passage, list[Hit]]], labels: Labels, names: AuthorIndex | None
) -> tuple[int, int]:
    """Return how many links by position agree with what is printed under them, and how many contradict it."""
    same = different = 0
    for passage, hits in passages:
        placed = [h for h in hits if not h.named]
        if not placed:
            continue
        printed = list(_printed(passage, labels, names))
        for hit in placed:
            over = [p.references for p in printed if p.start < hit.end and p.end > hit.start]
            agrees = any(hit.leads_to(found) for found in over)
            same += agrees
            different += bool(over) and not agrees
    return same, different


def _printed(passage: Passage, labels: Labels, names: AuthorIndex | None) -> Iterator[Printed]:
    if names is not None:
        for mention in find_mentions(passage.text, names):
            if mention.references:
                yield Printed(mention.start, mention.end, mention.references)
        return
    for marker in find_markers(passage, ALL_FORMS, labels):
        for item in marker.items:
            found = (*labels.all_of(item.label), *(labels.all_of(item.last) if item.last else ()))
            if found:
                yield Printed(item.start, item.end, found)


def without_misplaced(
    passages: Sequence[tuple[Passage, list[Hit]]], labels: Labels, names: AuthorIndex | None
) -> tuple[list[list[Hit]], list[Problem]]:
    """Return the links of each passage, without those by position where most of these contradict the print.

    Such links lead to a page's top, a column's, or to where the list stood before the last change of its layout.
    """
    if names is None and labels.numeric:  # beside all numbers, a link to a place tells nothing of what it is
        passages = [
            (p, [h for h in hits if h.named or _HAS_DIGIT.search(p.text, h.start, h.end)]) for p, hits in passages
        ]
    same, different = placed_links(passages, labels, names)
    if same >= PLACED_TRUST * (same + different):
        return [hits for _, hits in passages], []
    told = Problem(
        "links-misplaced",
        f"{different} of {same + different} links without destination names contradict the callouts under them",
        "the printed callouts are taken, all links by position are left out",
    )
    return [[h for h in hits if h.named] for _, hits in passages], [told]


def links_on_labels(
    passages: Sequence[tuple[Passage, list[Hit]]], labels: Labels, forms: frozenset[str]
) -> tuple[bool, frozenset[int]]:
    """Tell whether links mostly lead where the printed labels say, and which annotations lie over their label."""
    claimed: set[int] = set()
    same = different = 0
    for passage, hits in passages:
        if not hits or not forms:
            continue
        for marker in find_markers(passage, forms, labels):
            for item in marker.items:
                named = labels.all_of(item.label)
                over = touching(hits, item.start, item.end)
                agreeing = [h.annotation for h in over if h.leads_to(named)]
                claimed.update(agreeing)
                same += bool(agreeing)
                different += bool(over) and not agreeing and bool(named)
    return same >= LINK_TRUST * (same + different), frozenset(claimed)
