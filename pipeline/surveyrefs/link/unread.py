"""Links to references that were not read: where a part of the list is missing, its callouts still lead there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from surveyrefs.link.annotations import OTHER_TARGET, OTHER_TEXT, Hit
from surveyrefs.link.labels import Labels
from surveyrefs.link.markers import find_markers
from surveyrefs.link.style import ALL_FORMS
from surveyrefs.model.document import Passage, TextLink
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference, References

UNREAD = 3  # places at least that links lead to where no reference was read: fewer are slips of the author
UNREAD_SHARE = 0.05  # … and this part of the links that lead to references
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d[a-z]?(?!\d)")
_STEM = re.compile(r"[^\W\d_]+")


def unread_links(
    passages: Sequence[tuple[Passage, list[Hit]]], references: References, labels: Labels, read: frozenset[int]
) -> Iterable[Problem]:
    """Tell of links over years, or over numbers that the list lacks, that lead to no reference though they lead where
    references stand; `read` are the annotations over callouts that were resolved all the same."""
    found = references.references
    first = min((r for r in found if r.page and len(r.box) == 4), key=lambda r: (r.page, r.box[1]), default=None)
    hits = sum(len(mine) for _, mine in passages)
    if first is None or not hits:
        return
    stems = {_stem(anchor) for r in found for anchor in r.anchors}
    lost = [link for passage, mine in passages for link in _lost(passage, mine, labels) if link.annotation not in read]
    lost = [link for link in lost if (_stem(link.name) in stems if link.name else _behind(link, first))]
    places = {(link.page, link.name or round(link.y)) for link in lost}
    if len(places) < max(UNREAD, UNREAD_SHARE * hits):
        return
    pages = sorted({link.page for link in lost if link.page})
    where = f" on page{'s' * (len(pages) > 1)} {', '.join(map(str, pages))}" if pages else ""
    text = f"{len(lost)} links over callouts lead to {len(places)} places{where} where no reference was read"
    yield Problem("list-ends-early", text, "a part of the list was not read, or is not in the PDF")


def _lost(passage: Passage, hits: Sequence[Hit], labels: Labels) -> Iterator[TextLink]:
    """Yield the links to no reference that stand over a year or, in a numbered document, over a number not listed."""
    followed = {hit.annotation for hit in hits}
    links = [
        k
        for k in passage.links
        if not k.uri
        and k.annotation not in followed
        and not (k.name and OTHER_TARGET.match(k.name))
        and not OTHER_TEXT.match(passage.text, k.start, k.end)
    ]
    if not links or passage.kind == "front":
        return
    if not labels.numeric:
        yield from (k for k in links if _YEAR.search(passage.text, k.start, k.end))
        return
    for marker in find_markers(passage, ALL_FORMS, labels):
        unlisted = [i for i in marker.items if i.label.isdecimal() and not labels.all_of(i.label)]
        yield from (k for k in links if any(k.start < i.end and k.end > i.start for i in unlisted))


def _stem(name: str) -> str:
    """Return the letters that a destination's name begins with: `cite.wang2023` → cite, `CR12` → CR."""
    match = _STEM.match(name)
    return match[0] if match else ""


def _behind(link: TextLink, first: Reference) -> bool:
    """Tell whether a link leads behind the first reference."""
    return link.page > first.page or (link.page == first.page and link.y > first.box[1])
