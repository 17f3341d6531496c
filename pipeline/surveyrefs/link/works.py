"""Resolve names and years: links over them, else the reference list, else likeness; group them to callouts."""

from __future__ import annotations

import re

import msgspec

from surveyrefs.link.annotations import Hit
from surveyrefs.link.authoryear import (
    DIRECT,
    KEY_LENGTH,
    TENTATIVE,
    Mention,
    find_mentions,
    find_names_only,
    with_letter,
)
from surveyrefs.link.markers import is_code
from surveyrefs.link.name_index import name_words
from surveyrefs.link.reading import (
    AGREED,
    DISPUTED,
    HEADED,
    NAMES,
    NO_TARGET,
    SHARED,
    SIMILAR,
    Context,
    Dispute,
    Reading,
    by_link,
    extent,
    label_of,
    whole_words,
)
from surveyrefs.model.document import Passage
from surveyrefs.model.link import Target
from surveyrefs.text.similarity import ALIKE, most_alike

_SAME_LINK_GAP = re.compile(r"[\s,.:(\[-]*")
_LIST_GAP = re.compile(
    r"(?:[,:]\s*(?:[^\W\d_]{1,5}\.?\s*)?\d+(?:\s?[–-]\s?\d+)?(?:\s?ff?\.?)?\s*(?=;))?"  # pages, before the next work
    r"[\s,;/&–-]*(?:(?:and|or|see|also|e\.\s?g\.|cf\.?|in|as well as|und|oder|sowie|vgl\.|siehe|auch|et|ou|voir|y|e|o|"
    r"en|véase|ver|también|também)(?!\w)[\s,]*)*"
)
# What a link over the second half of a callout begins with; words of another column may have come between.
_SECOND_HALF = re.compile(r"[(\[]?(?:et\s+al|al\b|(?:and|&)\s|(?:1[6-9]|20)\d\d)")
_HAS_YEAR = re.compile(r"\d{4}|in press|forthcoming|n\.\s?d\.|to appear|submitted", re.IGNORECASE)
KEY_WORDS = 3  # words at a title's beginning of which one makes the label of a work without authors
STYLE_KEY = 3  # letters of a work's key that BibTeX styles print where it has no authors
_TIMES = ("mid", "end")  # of a year: no label
STRAY_WORDS = 60  # characters that may stand between the halves of a callout


class _Work(msgspec.Struct, frozen=True, gc=False):
    """A work named at text[start:end]; `others` are the references that the same names and year may mean as well."""

    start: int
    end: int
    target: Target
    dispute: Dispute | None = None
    others: tuple[int, ...] = ()


def read_names(passage: Passage, hits: list[Hit], context: Context, shared: set[int]) -> list[Reading]:
    """Return the callouts that names and years make, linked or not, in order of the text."""
    assert context.names is not None
    text = passage.text
    mentions = [] if passage.kind == "front" else find_mentions(text, context.names)
    for opener in ["["] * (not context.style.linked) + ["("] * (not context.style.years):
        more = find_names_only(text, context.names, opener) if opener in text else []
        mentions += [m for m in more if not any(o.start < m.end and o.end > m.start for o in mentions)]
    # `ISOdate(1970, 1, 1)` in a program is no callout without a target.
    mentions = [m for m in mentions if m.references or not is_code(passage, m.start, m.end)]
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
        hit_start, hit_end = _trimmed(text, *whole_words(text, hit))
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
    """Tell whether a run is neither name nor year nor the letter of a year: its rectangle lies beside its callout."""
    shown = text[start:end]
    letter = len(shown) == 1 and shown.isalpha() and text[:start].rstrip()[-1:] in (",", ";", "/", "–", "-")
    return not letter and (len(shown) == 1 or (shown.isdecimal() and len(shown) < len("2020")))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out brackets and stops that a link's rectangle takes in at either side."""
    while end - start > 1 and text[end - 1] in ")],.; ":
        end -= 1
    while end - start > 1 and text[start] in "([ ":
        start += 1
    return start, end


def _linked_work(run: tuple[int, int, Hit], mentions: list[Mention], context: Context) -> _Work:
    start, end, hit = run
    over = [m for m in mentions if m.start < end and m.end > start]
    target = by_link(hit, context)
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
    label = label_of(reference, context)
    if len(mention.references) == 1:
        return _Work(mention.start, mention.end, Target(reference, label, "author-year", NAMES * mention.weight))
    if not mention.year:
        shared.add(reference)
    dispute = Dispute(
        "callout-ambiguous",
        f"{mention.names} {mention.year}".strip() + f" fits {len(mention.references)} references",
        "taken as " + _describe(reference, context),
    )
    others = tuple(r for r in mention.references if r != reference)
    return _Work(mention.start, mention.end, Target(reference, label, "author-year", SHARED), dispute, others)


def _similar_work(mention: Mention, context: Context) -> _Work | None:
    """Try the references of the year that begin with the names, then those whose first author's name is alike."""
    headed = _headed(mention, context) or _entitled(mention, context)
    if len(headed) == 1:
        return _Work(mention.start, mention.end, Target(headed[0], label_of(headed[0], context), "author-year", HEADED))
    if mention.weight == TENTATIVE or (mention.weight == DIRECT and _is_common(mention.names, context)):
        return None
    lone = _lone(mention, context)
    if lone is not None:
        return lone
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
        target = Target(found, label_of(found, context), "similarity", SIMILAR)
        return _Work(mention.start, mention.end, target)
    return _Work(mention.start, mention.end, Target(-1, "", "", NO_TARGET))


def _is_common(names: str, context: Context) -> bool:
    """Tell whether the text has the last word in lower case too: "Stochastic Gradient (2001)" names nobody."""
    return re.split(r"[\s/]", names)[-1].lower() in context.common


def _headed(mention: Mention, context: Context) -> tuple[int, ...]:
    """Return the references of the year that begin with all the names, by the year's letter where that tells."""
    assert context.names is not None
    words = set(name_words(mention.names))
    heads = enumerate(context.names.heads)
    found = tuple(i for i, head in heads if context.names.years[i] == mention.year[:4] and words and words <= head)
    return with_letter(context.names, found, mention.year[4:])


def _entitled(mention: Mention, context: Context) -> tuple[int, ...]:
    """Return the references of the year without authors whose title begins with the letters of a short label."""
    assert context.names is not None
    if mention.names[:1].isupper() and len(mention.names) > KEY_LENGTH:
        return ()
    short = "".join(name_words(mention.names))
    return tuple(
        i
        for i, reference in enumerate(context.references.references)
        if not reference.authors
        and context.names.years[i] == mention.year[:4]
        and any(word.startswith(short) for word in name_words(reference.title)[:KEY_WORDS] if short)
    )


def _lone(mention: Mention, context: Context) -> _Work | None:
    """Take a label of three small letters, `[sql, 2008]`, that no title begins with, for the year's only work without
    authors: the styles that make labels of keys label no other works so."""
    assert context.names is not None
    if len(mention.names) != STYLE_KEY or not mention.names.islower() or mention.names in _TIMES:
        return None
    works = enumerate(context.references.references)
    found = [i for i, r in works if not r.authors and context.names.years[i] == mention.year[:4]]
    if len(found) != 1:
        return None
    text = f"{mention.names} {mention.year} is the label of a work without authors"
    dispute = Dispute("callout-ambiguous", text, "taken as the only one of its year: " + _describe(found[0], context))
    target = Target(found[0], label_of(found[0], context), "author-year", SHARED)
    return _Work(mention.start, mention.end, target, dispute)


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
    groups = [_each_its_own(group) for group in groups]
    return [
        Reading(
            *extent(text, group[0].start, max(w.end for w in group)),
            tuple(w.target for w in group),
            tuple(w.dispute for w in group if w.dispute),
        )
        for group in groups
    ]


def _each_its_own(group: list[_Work]) -> list[_Work]:
    """Let works that print alike in one callout be different ones: nobody cites one work twice in a row."""
    out: list[_Work] = []
    taken: set[int] = set()
    for work in group:
        free = next((r for r in work.others if r not in taken), -1)
        if work.target.reference in taken and free >= 0:
            work = msgspec.structs.replace(work, target=msgspec.structs.replace(work.target, reference=free))
        taken.add(work.target.reference)
        out.append(work)
    return out


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
    return [msgspec.structs.replace(first, targets=rest), *readings[1:]] if rest else readings[1:]
