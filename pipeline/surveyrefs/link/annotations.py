"""Turn link annotations into references: by the destination's name, else by the place that it points to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from surveyrefs.link.labels import works_of_entries
from surveyrefs.model.document import Passage, TextLink
from surveyrefs.model.reference import References
from surveyrefs.text.float_names import names_pattern

# Destination names that LaTeX classes give to anything but a reference.
OTHER_TARGET = re.compile(
    r"(?:part|chapter|(?:sub)*section|(?:sub)?paragraph|appendix|(?:sub)?figure|(?:sub|long)?table|equation|AMS|Hfootnote|"
    r"Hfn|footnote|page|Item|enumi|lst|lstlisting|lstnumber|algorithm|ALG|algocf|AlgoLine|theorem|thm|lemma|definition|"
    r"defn?|prop|cor|remark|example|Doc-Start|toc|glo|acn|index|title|author|aff|address|cor\d|fn\d|tnote|tfn|sec|fig|"
    r"tab|eq|app)\w*\*?(?:[.:\d-]|$)",
    re.IGNORECASE,
)
# What a link to anything but a reference stands over, where its target has no name.
OTHER_TEXT = re.compile(
    rf"\W*(?:(?:sub)?fig(?:ure|s?\.)?|(?:{names_pattern()})(?!\w)|table|section|sect?\.|eqn?s?\.?|equation|scheme|chart|box|"
    r"additional|supplement|suppl?\.|appendix|chapter|video|movie|data|page)",
    re.IGNORECASE,
)
TARGET_SLACK = 22.0  # points between a destination and the top of the reference that it begins; a leading and a half
COLUMN_SLACK = 60.0  # points that a destination may lie left of its reference


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A link over text[start:end] to references[reference]; `named` by its destination, else by position.

    `works`: all references that its target begins, where that is an entry of several.
    """

    start: int
    end: int
    reference: int
    named: bool
    annotation: int
    works: tuple[int, ...] = ()

    def leads_to(self, references: Iterable[int]) -> bool:
        """Tell whether it leads to one of the references."""
        return any(r == self.reference or r in self.works for r in references)


class Targets(msgspec.Struct, frozen=True, gc=False):
    """Where references begin: by destination name; by page as (top, left, index), sorted.

    `works` are those of entries of several that share a destination, `entries` all works of the entry of each.
    """

    names: dict[str, int]
    places: dict[int, list[tuple[float, float, int]]]
    works: dict[str, tuple[int, ...]]
    entries: dict[int, tuple[int, ...]]


def read_targets(references: References) -> Targets:
    """Index the references by their destinations and their places."""
    names: dict[str, int] = {}
    works: dict[str, tuple[int, ...]] = {}
    places: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for i, reference in enumerate(references.references):
        for anchor in reference.anchors:
            if names.setdefault(anchor, i) != i and reference.part > 1:
                works[anchor] = (*works.get(anchor, (names[anchor],)), i)
        if reference.page and len(reference.box) == 4 and reference.part <= 1:
            places[reference.page].append((reference.box[1], reference.box[0], i))
    ordered = {page: sorted(found) for page, found in sorted(places.items())}
    return Targets(names, ordered, works, works_of_entries(references))


def link_hits(passage: Passage, targets: Targets) -> list[Hit]:
    """Return the passage's links to references, in order of the text; overlapping ones are cut at the later's start."""
    hits: list[Hit] = []
    for link in sorted(passage.links, key=lambda k: (k.start, k.end, k.annotation)):
        if link.uri or not any(c.isalnum() for c in passage.text[link.start : link.end]):
            continue
        reference = targets.names.get(link.name, -1)
        named = reference >= 0
        elsewhere = link.name and OTHER_TARGET.match(link.name)
        if not named and not elsewhere and not OTHER_TEXT.match(passage.text, link.start, link.end):
            reference = at_place(link, targets)
        if reference >= 0:
            works = targets.works.get(link.name, ()) if named else targets.entries.get(reference, ())
            hits.append(Hit(link.start, link.end, reference, named, link.annotation, works))
    return hits


def at_place(link: TextLink, targets: Targets) -> int:
    """Return the reference at whose beginning a link's target stands, -1 where none is near."""
    places = targets.places.get(link.page)
    if not places or link.y <= 0:
        return -1
    best, distance = -1, TARGET_SLACK
    for top, left, index in places[bisect_left(places, (link.y - TARGET_SLACK, 0.0, 0)) :]:
        if top > link.y + TARGET_SLACK:
            break
        # A destination stands at the reference's top or up to a line above it, seldom below.
        away = top - link.y if top >= link.y - 2 else 1.5 * (link.y - top)
        if link.x > 0 and not left - COLUMN_SLACK <= link.x <= left + 2 * COLUMN_SLACK:
            away += TARGET_SLACK
        if away < distance:
            best, distance = index, away
    return best
