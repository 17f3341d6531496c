"""Resolve the callouts of one passage: links, printed labels, names and years, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.link.annotations import Hit
from pipeline.link.authors import AuthorIndex, name_words
from pipeline.link.authoryear import TENTATIVE, Mention, find_mentions, find_names_only, with_letter
from pipeline.link.labels import Labels, clean_label
from pipeline.link.markers import BRACKET, DASH, Item, Marker, expand, find_markers
from pipeline.link.nocite import Marks, not_a_callout
from pipeline.link.style import Style
from pipeline.model.document import Passage
from pipeline.model.link import Target
from pipeline.model.reference import References
from pipeline.text.similarity import ALIKE, most_alike

# Confidence by evidence; docs/callouts.md explains the order.
AGREED = 0.99  # link and printed marker say the same
LINK = 0.95  # link alone
PLACED = 0.9  # link by position alone
LABEL = 0.95  # printed label alone
UNLINKED = 0.85  # printed label alone in a document whose callouts are links
NAMES = 0.95  # names and year, times the weight of the form
DISPUTED = 0.6  # link and marker differ
SHARED = 0.5  # several references fit
HEADED = 0.75  # the reference begins with the name, though it was not read as its author
SIMILAR = 0.6  # names alike, year the same
NO_TARGET = 0.0

_RANGE_GAP = re.compile(DASH)
_GROUP_GAP = re.compile(rf"\s*[,;/]?\s*|{DASH}|\s*\]?\s*[,;]?\s*\[?\s*")
_SAME_LINK_GAP = re.compile(r"[\s,.:(\[-]*")
_LIST_GAP = re.compile(r"[\s,;/&–-]*(?:(?:and|or|see|also|e\.\s?g\.|cf\.?|in|as well as)(?!\w)[\s,]*)*")
# What a link over the second half of a callout begins with; words of another column may have come between.
_SECOND_HALF = re.compile(r"[(\[]?(?:et\s+al|al\b|(?:and|&)\s|(?:1[6-9]|20)\d\d)")
_HAS_YEAR = re.compile(r"\d{4}|in press|forthcoming|n\.\s?d\.|to appear|submitted", re.IGNORECASE)
_OPENING = re.compile(r"[(\[](?:(?:see|e\.\s?g\.|cf\.?|in|also|for example|i\.\s?e\.)[,\s]*)*$")
STRAY_WORDS = 60  # characters that may stand between the halves of a callout
_TAIL_REACH = 60  # characters between the last work of a callout and its closing bracket (a locator)


class Context(NamedTuple):
    """What holds for the whole document while its passages are read."""

    references: References
    labels: Labels
    names: AuthorIndex | None
    style: Style
    trust_links: bool
    marks: Marks = Marks()
    claimed: frozenset[int] = frozenset()


class Dispute(NamedTuple):
    """A problem with a target: its code and what to tell, at text[start:end]."""

    code: str
    text: str
    hint: str


class Reading(NamedTuple):
    """A callout at text[start:end] of its passage, its targets, and what is wrong with it."""

    start: int
    end: int
    targets: tuple[Target, ...]
    disputes: tuple[Dispute, ...]


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
            if _touching(hits, m.start, m.end) or not not_a_callout(passage, m, context.labels, context.marks)
        ]
        readings = [_resolve_marker(marker, _touching(hits, marker.start, marker.end), context) for marker in markers]
        left = [h for h in hits if not any(h.start < m.end and h.end > m.start for m in markers)]
    if context.style.author_year and context.names is not None:
        readings += _read_names(passage, left, context, shared)
    elif left:
        readings += _read_links(passage.text, _not_stray(passage.text, left, readings, context.claimed), context)
    return sorted(readings, key=lambda r: (r.start, r.end))


def _touching(hits: Iterable[Hit], start: int, end: int) -> list[Hit]:
    return [h for h in hits if h.start < end and h.end > start]


# -- labels -----------------------------------------------------------------------------------------------------


def _resolve_marker(marker: Marker, hits: list[Hit], context: Context) -> Reading:
    own = {context.labels.find(item.label) for item in marker.items} | {
        context.labels.find(i.last) for i in marker.items if i.last
    }
    targets: list[Target] = []
    disputes: list[Dispute] = []
    for item in marker.items:
        printed = expand(item, context.labels)
        for n, label in enumerate(printed):
            by_label = context.labels.find(label)
            hit = None
            if n in (0, len(printed) - 1):
                hit = _hit_of(hits, _span(item, n, len(printed)), by_label, own)
            target, dispute = _decide(label, by_label, hit, context)
            targets.append(target)
            disputes += [dispute] if dispute else []
    reached = {t.reference for t in targets}
    agreed = [h for h in hits if any(t.reference == h.reference and t.confidence == AGREED for t in targets)]
    for hit in hits:  # links that no printed label accounts for, unless they lie over one that has its own
        beside = hit.reference not in reached and hit.reference not in own and not disputes
        if beside and not _touching(agreed, hit.start, hit.end):
            targets.append(_by_link(hit, context))
            reached.add(hit.reference)
    return Reading(marker.start, marker.end, tuple(targets), tuple(disputes))


def _span(item: Item, n: int, count: int) -> tuple[int, int]:
    """Where a label of an item stands; the labels in the middle of a range stand nowhere."""
    if count == 1 or not item.last:
        return item.start, item.end
    if n == 0:
        return item.start, item.start + len(item.label)
    return item.end - len(item.last), item.end


def _hit_of(hits: Sequence[Hit], span: tuple[int, int], by_label: int, own: set[int]) -> Hit | None:
    """Return the link over a label; one that leads where another label of the marker says is that label's."""
    near = [h for h in hits if h.start <= span[1] + 1 and h.end >= span[0] - 1]
    for hit in near:
        if hit.reference == by_label:
            return hit
    over = [h for h in near if h.start < span[1] and h.end > span[0] and h.reference not in own]
    return max(over, key=lambda h: (min(h.end, span[1]) - max(h.start, span[0]), -h.start), default=None)


def _decide(label: str, by_label: int, hit: Hit | None, context: Context) -> tuple[Target, Dispute | None]:
    """Weigh link and label: agreement first, then a named link in a document whose links are sound, then the label."""
    if hit is None:
        if by_label >= 0:
            return Target(by_label, label, "label", UNLINKED if context.style.linked else LABEL), None
        return Target(-1, label, "", NO_TARGET), None
    if hit.reference == by_label or (hit.named and _label(hit.reference, context) == label):  # or of another list
        return Target(hit.reference, _label(hit.reference, context), "link", AGREED), None
    if by_label < 0:
        return _by_link(hit, context, label), None
    linked = _label(hit.reference, context) or str(hit.reference + 1)
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


def _by_link(hit: Hit, context: Context, printed: str = "") -> Target:
    return Target(hit.reference, _label(hit.reference, context) or printed, "link", LINK if hit.named else PLACED)


def _label(reference: int, context: Context) -> str:
    return clean_label(context.references.references[reference].label)


def _not_stray(text: str, hits: list[Hit], readings: list[Reading], claimed: frozenset[int]) -> list[Hit]:
    """Drop links that lie beside their callout: over part of a word, or where a label here or elsewhere has them.

    `claimed` are the annotations that lie over a printed label in some passage.
    """
    by_label = {t.reference for r in readings for t in r.targets if t.resolved_by == "label"}
    return [
        h for h in hits if h.reference not in by_label and h.annotation not in claimed and not _cuts_a_word(text, h)
    ]


def _cuts_a_word(text: str, hit: Hit) -> bool:
    return _whole_words(text, hit) != (hit.start, hit.end)


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
            ends = (_label(before.reference, context), _label(hit.reference, context))
            between = expand(Item(0, 0, *ends), context.labels)[1:-1]
            targets += [Target(context.labels.find(x), x, "label", UNLINKED) for x in between]
        target, dispute = _decide(label, by_label, hit, context)
        targets.append(target)
        disputes += [dispute] if dispute else []
    return Reading(*_extent(text, group[0].start, group[-1].end), tuple(targets), tuple(disputes))


# -- names and years --------------------------------------------------------------------------------------------


class _Work(NamedTuple):
    start: int
    end: int
    target: Target
    dispute: Dispute | None = None


def _read_names(passage: Passage, hits: list[Hit], context: Context, shared: set[int]) -> list[Reading]:
    assert context.names is not None
    text = passage.text
    mentions = [] if passage.kind == "front" else find_mentions(text, context.names)
    if "[" in text and not context.style.linked:
        more = find_names_only(text, context.names)
        mentions += [m for m in more if not any(o.start < m.end and o.end > m.start for o in mentions)]
        mentions.sort(key=lambda m: m.start)
    works = [_linked_work(run, mentions, context) for run in _link_runs(text, hits)]
    taken = [(w.start, w.end) for w in works]
    for mention in mentions:
        if any(s < mention.end and e > mention.start for s, e in taken):
            continue
        work = _named_work(mention, shared, context)
        if work is not None:
            works.append(work)
    works.sort(key=lambda w: (w.start, w.end))
    return _group_works(text, works)


def _link_runs(text: str, hits: list[Hit]) -> list[tuple[int, int, Hit]]:
    """Join the links over names, year and line ends of one work: a run ends with its year."""
    runs: list[tuple[int, int, Hit]] = []
    for hit in hits:
        hit_start, hit_end = _trimmed(text, *_whole_words(text, hit))
        if runs:
            start, end, first = runs[-1]
            if (
                first.reference == hit.reference
                and not _HAS_YEAR.search(text, start, end)
                and (
                    _SAME_LINK_GAP.fullmatch(text, end, max(hit_start, end))
                    or (hit_start - end < STRAY_WORDS and _SECOND_HALF.match(text, hit_start, hit_end))
                )
            ):
                runs[-1] = (start, max(end, hit_end), first)
                continue
        runs.append((hit_start, hit_end, hit))
    return [run for run in runs if not _too_little(text, run[0], run[1])]


def _too_little(text: str, start: int, end: int) -> bool:
    """Tell whether a run holds neither name nor year nor the letter of a year: its rectangle lies beside its callout."""
    shown = text[start:end]
    letter = len(shown) == 1 and shown.isalpha() and text[:start].rstrip()[-1:] in (",", ";", "/", "–", "-")
    return not letter and (len(shown) == 1 or (shown.isdigit() and len(shown) < len("2020")))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out brackets and stops that a link's rectangle takes in at either side."""
    while end - start > 1 and text[end - 1] in ")],.; ":
        end -= 1
    while end - start > 1 and text[start] in "([ ":
        start += 1
    return start, end


def _whole_words(text: str, hit: Hit) -> tuple[int, int]:
    """Widen a link to whole words: one broken within a word covers the parts, not the letters lost between."""
    start, end = hit.start, hit.end
    while start > 0 and text[start].isalpha() and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end - 1].isalpha() and text[end].isalpha():
        end += 1
    return start, end


def _linked_work(run: tuple[int, int, Hit], mentions: list[Mention], context: Context) -> _Work:
    start, end, hit = run
    over = [m for m in mentions if m.start < end and m.end > start]
    target = _by_link(hit, context)
    dispute = None
    if len(over) == 1 and over[0].references:
        mention = over[0]
        start, end = min(start, mention.start), max(end, mention.end)
        if hit.reference in mention.references:
            target = Target(hit.reference, target.label, "link", AGREED)
        elif _year_clashes(mention, hit, context):
            dispute = Dispute(
                "link-name-mismatch",
                f"printed is {mention.names} {mention.year}, the link leads to {_describe(hit.reference, context)}",
                "the link was taken; compare both references with the text",
            )
            target = Target(hit.reference, target.label, "link", DISPUTED)
    return _Work(start, end, target, dispute)


def _year_clashes(mention: Mention, hit: Hit, context: Context) -> bool:
    assert context.names is not None
    year = context.names.years[hit.reference]
    return bool(year) and not mention.year.startswith(year)


def _describe(reference: int, context: Context) -> str:
    found = context.references.references[reference]
    return f"{found.label} {found.raw[:60]}".strip()


def _named_work(mention: Mention, shared: set[int], context: Context) -> _Work | None:
    """Turn a mention without link into a target; works that share names without year are taken in turn, by year."""
    assert context.names is not None
    if not mention.references:
        return _similar_work(mention, context)
    fresh = [r for r in mention.references if r not in shared]
    reference = fresh[0] if fresh else mention.references[0]
    label = _label(reference, context)
    if len(mention.references) == 1:
        return _Work(mention.start, mention.end, Target(reference, label, "author-year", NAMES * mention.weight))
    if not mention.year:
        shared.add(reference)
    dispute = Dispute(
        "callout-ambiguous",
        f"{mention.names} {mention.year}".strip() + f" fits {len(mention.references)} references",
        "taken as " + _describe(reference, context),
    )
    return _Work(mention.start, mention.end, Target(reference, label, "author-year", SHARED), dispute)


def _similar_work(mention: Mention, context: Context) -> _Work | None:
    """Try the references of the year that begin with the names, then those whose first author's name is alike."""
    headed = _headed(mention, context)
    if len(headed) == 1:
        return _Work(mention.start, mention.end, Target(headed[0], _label(headed[0], context), "author-year", HEADED))
    if mention.weight == TENTATIVE:
        return None
    assert context.names is not None
    name = mention.names.rsplit(" ", 1)[-1]
    candidates = [
        (spelling, i)
        for i, reference in enumerate(context.references.references)
        if reference.authors and context.names.years[i] == mention.year[:4]
        for spelling in _spellings(reference.authors[0].family or reference.authors[0].literal)
    ]
    found, _ = most_alike(name, candidates, ALIKE)
    if found >= 0:
        target = Target(found, _label(found, context), "similarity", SIMILAR)
        return _Work(mention.start, mention.end, target)
    return _Work(mention.start, mention.end, Target(-1, "", "", NO_TARGET))


def _headed(mention: Mention, context: Context) -> tuple[int, ...]:
    """Return the references of the year that begin with all the names, by the year's letter where that tells."""
    assert context.names is not None
    words = set(name_words(mention.names))
    heads = enumerate(context.names.heads)
    found = tuple(i for i, head in heads if context.names.years[i] == mention.year[:4] and words and words <= head)
    return with_letter(context.names, found, mention.year[4:])


def _spellings(family: str) -> tuple[str, ...]:
    last = re.split(r"[\s-]", family)[-1]
    return (family,) if last == family else (family, last)


def _group_works(text: str, works: list[_Work]) -> list[Reading]:
    groups: list[list[_Work]] = []
    for work in works:
        if groups and _LIST_GAP.fullmatch(text, groups[-1][-1].end, max(work.start, groups[-1][-1].end)):
            groups[-1].append(work)
        else:
            groups.append([work])
    return [
        Reading(
            *_extent(text, group[0].start, max(w.end for w in group)),
            tuple(w.target for w in group),
            tuple(w.dispute for w in group if w.dispute),
        )
        for group in groups
    ]


def _extent(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a callout to the brackets around it, or to the bracket that it left open."""
    opening = _OPENING.search(text, max(0, start - 24), start)
    inner = text[start:end]
    open_inside = max(inner.count("(") - inner.count(")"), inner.count("[") - inner.count("]"))
    if not opening and open_inside <= 0:
        return start, end
    stop = re.compile(r"[^()\[\]]*[)\]]").match(text, end, end + _TAIL_REACH)
    if stop is None:
        return start, end
    return (opening.start() if opening else start), stop.end()


def unfinished_work(text: str, readings: list[Reading]) -> int:
    """Return the linked reference whose names end the text without a year, -1 where there is none."""
    if not readings or text[readings[-1].end :].strip(" .,(["):
        return -1
    last = readings[-1]
    target = last.targets[-1]
    tail = text[last.start :].rpartition(";")[2]
    return target.reference if target.resolved_by == "link" and not target.label and not _HAS_YEAR.search(tail) else -1


def without_continuation(text: str, readings: list[Reading], unfinished: int) -> list[Reading]:
    """Leave out a first target that only ends the callout with which the text before broke off."""
    first = readings[0]
    if unfinished < 0 or text[: first.start].strip() or first.targets[0].reference != unfinished:
        return readings
    rest = first.targets[1:]
    return [first._replace(targets=rest), *readings[1:]] if rest else readings[1:]
