"""Reference strings to fields: tag, assemble, normalise, name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from surveyrefs.citekeys.content import assign_keys
from surveyrefs.model.document import Passage
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Name, RawReference, Reference, References
from surveyrefs.references.assemble import Parts, assemble
from surveyrefs.references.entries.dedupe import duplicates
from surveyrefs.references.entries.repeated import Repeat, continued, people, repetition, with_authors, with_container
from surveyrefs.references.entrytype import entry_type
from surveyrefs.references.mending.listed_people import with_shouted_organisations, with_sorted_families
from surveyrefs.references.mending.steps import mended
from surveyrefs.references.normalise.addresses import with_underscores
from surveyrefs.references.normalise.names import NameStyle
from surveyrefs.references.normalise.reports import parted_report
from surveyrefs.references.tagging.confidence import Reading, confidence, evidence
from surveyrefs.references.tagging.features import ListStyle, style_and_initials
from surveyrefs.references.tagging.habits import Habits, list_habits
from surveyrefs.references.tagging.looks import settled
from surveyrefs.references.tagging.tagger import Tagged, tag
from surveyrefs.references.tagging.tokens import Token, tokenise
from surveyrefs.text.identifiers import Identifier, find_identifiers, normalise_arxiv, normalise_doi
from surveyrefs.text.join import cut


class _Read(msgspec.Struct, frozen=True):
    """A reference on its way: the text that is read, its tokens and identifiers; so many characters are authors."""

    raw: RawReference
    passage: Passage
    identifiers: list[Identifier]
    tokens: list[Token]
    repeat: Repeat
    authors: int = 0


class List(msgspec.Struct, frozen=True, gc=False):
    """What all references of a list share; `initials` is the order of names where all given names are initials."""

    style: ListStyle
    habits: Habits
    initials: str


def parse_references(
    raws: Sequence[RawReference], told: Callable[[tuple[float, ...]], object] | None = None
) -> References:
    """Give the references of a bibliography, in printed order, with keys; what is doubtful is also a problem.

    `told` is handed the evidence against each reference (training/calibrate.py).
    """
    read = [_read(raw) for raw in raws]
    style, abbreviated = style_and_initials([r.tokens for r in read])
    initials = style.names if abbreviated else ""
    first = [tag(r.tokens, style) for r in read]
    habits = list_habits([(tagged.tokens, tagged.labels) for tagged in first])
    references: list[Reference] = []
    printed = ""  # the authors of the last reference
    for item, tagged in zip(read, first, strict=True):
        before = references[-1] if references else None
        item = _completed(item, before, printed) if before else item
        reference, printed, found = _reference(item, tagged, List(style, habits, initials), before)
        references.append(reference)
        if told:
            told(found)
    references = with_sorted_families(with_shouted_organisations(references))
    keys = assign_keys(references)
    keyed = tuple(replace(r, key=key) for r, key in zip(references, keys, strict=True))
    return References(keyed, (*_problems(keyed), *duplicates(keyed)))


def _read(raw: RawReference) -> _Read:
    repeat = repetition(raw.passage.text, raw.part)
    return _tokens(raw, cut(raw.passage, repeat.start, len(raw.passage.text)), repeat)


def _tokens(raw: RawReference, passage: Passage, repeat: Repeat) -> _Read:
    identifiers = with_underscores(find_identifiers(passage.text), passage)
    return _Read(raw, passage, identifiers, tokenise(passage, identifiers), repeat)


def _completed(item: _Read, before: Reference, authors: str) -> _Read:
    """Write out what a dash or *ibid.* stands for: `before` is the last reference, `authors` its own as printed."""
    passage = item.passage
    written = bool(authors) and item.repeat.mark > 0 and item.repeat.people < 0
    if written:
        passage = with_authors(item.raw.passage, item.repeat, authors)
    stop = "." if f"{before.container}." in before.raw else ""
    passage = with_container(passage, before.container and before.container + stop)
    if passage is item.passage:
        return item
    return replace(_tokens(item.raw, passage, item.repeat), authors=len(authors) if written else 0)


def _reference(
    item: _Read, tagged: Tagged, whole: List, before: Reference | None
) -> tuple[Reference, str, tuple[float, ...]]:
    """Read one reference; give it, its authors as printed and the evidence against it.

    `before` is the one that a dash, *idem* or *ibid.* in it means; `tagged` its first reading.
    """
    style = whole.style
    known = sum(t.end <= item.authors for t in item.tokens)
    reading = read_labels(item.tokens, tagged, whole, known)
    tagged = Tagged(reading.tokens, reading.labels, reading.sure)
    parts = assemble(item.passage.text, tagged, item.identifiers, NameStyle(style.names, style.initials))
    fields = dict(parts.fields)
    _add_links(fields, item.raw)
    authors = people(item.repeat, before.authors, parts.authors) if before else parts.authors
    kind = entry_type({**fields, "author": "yes" if authors else ""}, item.passage.text)
    if kind.type == "techreport":
        fields["genre"], number = parted_report(fields.get("genre", ""))
        fields["issue"] = number or fields.get("issue", "")
    found = evidence(fields, parts, authors, reading)
    read = Reference(
        key="",
        label=item.raw.label,
        raw=item.raw.passage.text,
        type=kind.type,
        title=fields.get("title", ""),
        authors=authors,
        others=parts.others or (item.repeat.people < 0 and before is not None and before.others),
        year=parts.date.year,
        container=fields.get("container", ""),
        volume=fields.get("volume", ""),
        issue=fields.get("issue", ""),
        pages=fields.get("pages", ""),
        publisher=_publisher(fields, kind.type),
        doi=fields.get("doi", ""),
        arxiv=fields.get("arxiv", ""),
        primary_class=fields.get("class", ""),
        url=fields.get("url", ""),
        extra=_extra(fields, parts, kind.type, kind.subtype),
        anchors=item.raw.anchors,
        page=item.raw.page,
        box=_box(item.raw.passage),
        confidence=confidence(found),
        year_suffix=parts.date.suffix,
        part=item.raw.part,
    )
    numbers = item.repeat.numbers
    if numbers and before:
        read = continued(read, numbers, before)
    return read, fields.get("author", ""), found


def has_titles(style: ListStyle, habits: Habits) -> bool:
    """Tell whether a list's works have titles, by its print and by what the first reading found."""
    return style.titles != "no" and habits.titled != "n"


def read_labels(tokens: Sequence[Token], tagged: Tagged, whole: List, people: int = 0) -> Reading:
    """Label a reference's tokens in the light of its list; `people`: so many of them are known to be its authors.

    `tagged` is the first reading, which stands where the list's habits leave the tokens as they are.
    """
    style, habits, initials = whole.style, whole.habits, whole.initials
    seen = settled(tokens, habits)
    first = tagged.labels
    if seen is not tagged.tokens:
        tagged = tag(seen, style)
        first = first if len(first) == len(seen) else tagged.labels  # what a dash stands for was written out
    second = ["author"] * people + list(tagged.labels[people:])
    labels = mended(seen, second, initials, has_titles(style, habits), habits)
    return Reading(seen, first, second, labels, tagged.sure, habits, style != ListStyle())


def _box(passage: Passage) -> tuple[float, ...]:
    """Give the rectangle around a reference on the page where it begins."""
    pieces = [p for p in passage.pieces if p.page == passage.pieces[0].page]
    if not pieces:
        return ()
    return (
        min(p.x0 for p in pieces),
        min(p.y0 for p in pieces),
        max(p.x1 for p in pieces),
        max(p.y1 for p in pieces),
    )


def _publisher(fields: dict[str, str], kind: str) -> str:
    if kind in ("phdthesis", "mastersthesis", "techreport"):
        return ""
    return fields.get("publisher") or fields.get("institution", "")


def _extra(fields: dict[str, str], parts: Parts, kind: str, subtype: str) -> dict[str, str]:
    """Give the further BibTeX fields, in a fixed order."""
    school = fields.get("institution") or fields.get("publisher", "")
    thesis = kind in ("phdthesis", "mastersthesis")
    given = {
        "editor": " and ".join(_bibtex_name(n) for n in parts.editors),
        "school": school if thesis else "",
        "institution": school if kind == "techreport" else "",
        "type": fields.get("genre", "") if thesis or kind == "techreport" else "",
        "series": fields.get("series", ""),
        "edition": fields.get("edition", ""),
        "address": fields.get("location", ""),
        "month": parts.date.month,
        "isbn": fields.get("isbn", ""),
        "issn": fields.get("issn", ""),
        "pmid": fields.get("pmid", ""),
        "pmcid": fields.get("pmcid", ""),
        "entrysubtype": subtype if subtype != "preprint" else "",
        "note": fields.get("note", "") or (fields.get("genre", "") if kind == "misc" else ""),  # "US Patent 8,223,770"
    }
    return {k: v for k, v in given.items() if v}


def _bibtex_name(name: Name) -> str:
    if name.literal:
        return "{" + name.literal + "}"
    return ", ".join(p for p in (name.family, name.suffix, name.given) if p)


def _add_links(fields: dict[str, str], raw: RawReference) -> None:
    """Take a DOI or arXiv id from a link's target where the print gives none, or breaks it."""
    for link in raw.passage.links:
        if not link.uri:
            continue
        if re.search(r"doi\.(?:acm\.)?org/10\.", link.uri):
            target = normalise_doi(link.uri)
            if target and (not fields.get("doi") or _squash(target).startswith(_squash(fields["doi"]))):
                fields["doi"] = target
        elif "arxiv.org/" in link.uri and not fields.get("arxiv"):
            fields["arxiv"] = normalise_arxiv(link.uri)
        elif fields.get("url") and link.uri.startswith("http") and _squash(link.uri).startswith(_squash(fields["url"])):
            fields["url"] = link.uri


def _squash(url: str) -> str:
    return re.sub(r"[\W_]", "", url).lower()


def _problems(references: Sequence[Reference]) -> list[Problem]:
    out = []
    for reference in references:
        name = f"reference {reference.label or reference.key}"
        if not reference.title and not reference.authors:
            out.append(
                Problem(
                    "reference-unparsed",
                    f"{name}: {reference.raw}",
                    "check its fields; raw keeps the printed text",
                    reference.page,
                    reference.box,
                )
            )
    return out
