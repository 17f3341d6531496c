"""Resolve the callouts of one passage: links, printed labels, names and years, in that order."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.link.annotations import Hit
from surveyrefs.link.labels import clean_label
from surveyrefs.link.markers import BRACKET, DASH, Item, Marker, expand, find_markers
from surveyrefs.link.nocite import MOSTLY, not_a_callout
from surveyrefs.link.note_marks import place_of
from surveyrefs.link.reading import (
    AGREED,
    DISPUTED,
    DOUBTED,
    LABEL,
    NO_TARGET,
    SHARED,
    UNLINKED,
    Context,
    Dispute,
    Reading,
    by_link,
    extent,
    label_of,
    whole_words,
)
from surveyrefs.link.works import read_names
from surveyrefs.model.document import Passage
from surveyrefs.model.link import Target
from surveyrefs.text.spans import touching

_NO_LINK = "most callouts of this document are links, this one is not"
_NO_LINK_HINT = "typed by hand, or a number that does not cite: look at the text there"
_RANGE_GAP = re.compile(DASH)
_GROUP_GAP = re.compile(rf"\s*[,;/]?\s*|{DASH}|\s*\]?\s*[,;]?\s*\[?\s*")


def read_passage(passage: Passage, hits: list[Hit], context: Context, shared: set[int]) -> list[Reading]:
    """Return the callouts of a passage in order of the text.

    `shared` gathers over the document the references taken for names without year that fit several works.
    """
    readings: list[Reading] = []
    left = hits
    forms = context.style.forms
    if passage.kind == "front":  # raised numbers there are affiliations
        forms &= {BRACKET}
    if forms:
        markers = [
            m
            for m in find_markers(passage, forms, context.labels)
            if touching(hits, m.start, m.end) or not not_a_callout(passage, m, context.labels, context.marks)
        ]
        told = _told_by_labels(hits, markers, context)
        readings = [
            _doubted(passage, m, _resolve_marker(m, touching(hits, m.start, m.end), told, context), context)
            for m in markers
        ]
        left = [h for h in hits if not touching(markers, h.start, h.end)] if hits else hits
    if context.style.author_year and context.names is not None:
        readings += read_names(passage, left, context, shared)
    elif left:
        readings += _read_links(passage.text, _not_stray(passage.text, left, readings, context.claimed), context)
    return sorted(readings, key=lambda r: (r.start, r.end))


def _doubted(passage: Passage, marker: Marker, reading: Reading, context: Context) -> Reading:
    """Lower the confidence of a callout that may be the mark of a note."""
    doubtful = context.marks.notes.doubtful
    if not doubtful or place_of(passage, marker.items[0].start) not in doubtful:
        return reading
    lower = [msgspec.structs.replace(t, confidence=min(t.confidence, SHARED)) for t in reading.targets]
    return msgspec.structs.replace(reading, targets=tuple(lower))


def _told_by_labels(hits: list[Hit], markers: list[Marker], context: Context) -> set[int]:
    """Return the annotations that lead where one of the labels under them says: they tell nothing of the others.

    Some programs put one link over a whole callout, or over two neighbours, that leads to the first work.
    """
    if not hits:
        return set()
    return {
        hit.annotation
        for marker in markers
        for item in marker.items
        for hit in touching(hits, item.start, item.end)
        if hit.leads_to((*context.labels.all_of(item.label), *context.labels.all_of(item.last)))
    }


def _resolve_marker(marker: Marker, hits: Sequence[Hit], told: set[int], context: Context) -> Reading:
    targets: list[Target] = []
    disputes: list[Dispute] = []
    for item in marker.items:
        printed = expand(item, context.labels)
        for n, label in enumerate(printed):
            hit = None
            if n in (0, len(printed) - 1):
                hit = _hit_of(hits, _span(item, n, len(printed)), context.labels.all_of(label), told)
            found, dispute = _decide(label, hit, context)
            targets += found
            disputes += [dispute] if dispute else []
    reached = {t.reference for t in targets}
    agreed = [h for h in hits if any(h.leads_to((t.reference,)) and t.confidence == AGREED for t in targets)]
    for hit in hits:  # links that no printed label accounts for, unless they lie over one that has its own
        beside = not hit.leads_to(reached) and hit.annotation not in told and not disputes
        if beside and not touching(agreed, hit.start, hit.end):
            targets += _all_works(by_link(hit, context), hit.works, context)
            reached.add(hit.reference)
    if not hits and context.style.shares.get(marker.form, 0.0) >= MOSTLY and any(t.reference >= 0 for t in targets):
        targets = [msgspec.structs.replace(t, confidence=min(t.confidence, DOUBTED)) for t in targets]
        disputes.append(Dispute("callout-without-link", _NO_LINK, _NO_LINK_HINT))
    return Reading(marker.start, marker.end, _each_once(targets, context), tuple(disputes))


def _each_once(targets: list[Target], context: Context) -> tuple[Target, ...]:
    """Return the targets, the works of a composite entry once: `[5, 5c]` names one of them twice."""
    out: list[Target] = []
    for target in targets:
        # `12a` of an entry whose works could not be parted has the label 12.
        whole = target.reference >= 0 and target.label != label_of(target.reference, context)
        composite = whole or target.reference in context.labels.works
        if not composite or all(target.reference != t.reference for t in out):
            out.append(target)
    return tuple(out)


def _span(item: Item, n: int, count: int) -> tuple[int, int]:
    """Where a label of an item stands; the labels in the middle of a range stand nowhere."""
    if count == 1 or not item.last:
        return item.start, item.end
    if n == 0:
        return item.start, item.start + len(item.label)
    return item.end - len(item.last), item.end


def _hit_of(hits: Sequence[Hit], span: tuple[int, int], named: Sequence[int], told: set[int]) -> Hit | None:
    """Return the link over a label; one that leads where another label under it says is that label's."""
    near = [h for h in hits if h.start <= span[1] + 1 and h.end >= span[0] - 1]
    for hit in near:
        if hit.leads_to(named):
            return hit
    over = [h for h in near if h.start < span[1] and h.end > span[0] and h.annotation not in told]
    return max(over, key=lambda h: (min(h.end, span[1]) - max(h.start, span[0]), -h.start), default=None)


def _decide(label: str, hit: Hit | None, context: Context) -> tuple[list[Target], Dispute | None]:
    """Return what a label with the link over it cites: all works of a composite entry where neither names one."""
    named = context.labels.all_of(label)
    target, dispute = _weigh(label, named, hit, context)
    if target.resolved_by != "link" or hit is None:
        return _all_works(target, named, context), dispute
    linked = hit.works or (hit.reference,)
    return _all_works(target, [r for r in linked if r in named] or linked, context), dispute


def _all_works(target: Target, works: Sequence[int], context: Context) -> list[Target]:
    """Return the target, or one like it for each of several works, or for another one of its entry."""
    if not works or tuple(works) == (target.reference,):
        return [target]
    return [Target(r, label_of(r, context) or target.label, target.resolved_by, target.confidence) for r in works]


def _weigh(label: str, named: Sequence[int], hit: Hit | None, context: Context) -> tuple[Target, Dispute | None]:
    """Weigh link and label: agreement first, then a named link in a document whose links are sound, then the label."""
    by_label = named[0] if named else -1
    if hit is None:
        if by_label >= 0:
            return Target(by_label, label, "label", UNLINKED if context.style.linked else LABEL), None
        return Target(-1, label, "", NO_TARGET), None
    if hit.leads_to(named) or (hit.named and label_of(hit.reference, context) == label):  # or of another list
        return Target(hit.reference, label_of(hit.reference, context), "link", AGREED), None
    if by_label < 0:
        return by_link(hit, context, label), None
    linked = label_of(hit.reference, context) or str(hit.reference + 1)
    # A labelled reference without destination has lost it to a neighbour, for what is linked has one.
    sound = bool(context.references.references[by_label].anchors)
    wins_link = hit.named and context.trust_links and sound
    dispute = Dispute(
        "link-label-mismatch",
        f"the callout prints {label} and its link leads to {linked}",
        f"taken as {linked if wins_link else label}; compare both references with the text",
    )
    if wins_link:
        return Target(hit.reference, linked, "link", DISPUTED), dispute
    return Target(by_label, label, "label", DISPUTED), dispute


def _not_stray(text: str, hits: list[Hit], readings: list[Reading], claimed: frozenset[int]) -> list[Hit]:
    """Drop links that lie beside their callout: over part of a word, or where a label here or elsewhere has them.

    `claimed` are the annotations that lie over a printed label in some passage.
    """
    by_label = {t.reference for r in readings for t in r.targets if t.resolved_by == "label"}
    return [
        h for h in hits if h.reference not in by_label and h.annotation not in claimed and not _cuts_a_word(text, h)
    ]


def _cuts_a_word(text: str, hit: Hit) -> bool:
    return whole_words(text, hit) != (hit.start, hit.end)


def _read_links(text: str, hits: list[Hit], context: Context) -> list[Reading]:
    """Read links outside all markers of the document's style: a neighbouring run of them is one callout."""
    groups: list[list[Hit]] = []
    for hit in hits:
        if groups and _GROUP_GAP.fullmatch(text, groups[-1][-1].end, max(hit.start, groups[-1][-1].end)):
            groups[-1].append(hit)
        else:
            groups.append([hit])
    return [_link_group(text, group, context) for group in groups]


def _link_group(text: str, group: list[Hit], context: Context) -> Reading:
    targets: list[Target] = []
    disputes: list[Dispute] = []
    for n, hit in enumerate(group):
        before = group[n - 1] if n else None
        label = clean_label(text[hit.start : hit.end])
        by_label = context.labels.find(label)
        if before is not None and before.reference == hit.reference and by_label < 0:
            continue  # one link over two lines
        if before is not None and _RANGE_GAP.fullmatch(text, before.end, max(before.end, hit.start)):
            ends = (label_of(before.reference, context), label_of(hit.reference, context))
            for x in expand(Item(0, 0, *ends), context.labels)[1:-1]:
                targets += _all_works(
                    Target(context.labels.find(x), x, "label", UNLINKED), context.labels.all_of(x), context
                )
        found, dispute = _decide(label, hit, context)
        targets += found
        disputes += [dispute] if dispute else []
    return Reading(*extent(text, group[0].start, group[-1].end), _each_once(targets, context), tuple(disputes))
