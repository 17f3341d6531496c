"""Two readings of a reference list as one: ours, and the hints of an engine of its own (GROBID).

Ours leads, since it knows labels, fonts, quotes and links. A hint's value is taken only where it stands in a place of
the printed reference where the list prints that field (`slots`), and only where ours is empty, or doubtful and in no
such place. Keys are those of our own reading: they never change because a server ran. docs/grobid.md has the order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import msgspec

from surveyrefs.matching.alignment import align, text_of_hint
from surveyrefs.model.document import Hint
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Name, Reference, References
from surveyrefs.references.entrytype import entry_type
from surveyrefs.references.hints.slots import Slots, author_span
from surveyrefs.references.normalise.pages import normalise_pages
from surveyrefs.references.normalise.titles import clean_container, clean_title
from surveyrefs.text.identifiers import URL
from surveyrefs.text.similarity import fold, likeness

DOUBTFUL = 0.4  # confidence below which a hint's title or authors may replace ours
SAME = 90.0  # percent likeness of two readings of one title
AGREED_SHARE = 0.5  # of the doubt is left when two independent readers agree
DISPUTED_SHARE = 0.8  # of a doubtful confidence is left when they do not
UNPRINTED = 0.5  # confidence of a reference whose printed text the engine did not give
MAX_NUMBER = 12  # characters of a volume or issue
ValueT = TypeVar("ValueT")
PREPRINT = re.compile(r"\barxiv\b|\bcorr\b|\bpreprint\b", re.IGNORECASE)
ALONE = frozenset({"phdthesis", "mastersthesis", "techreport", "book", "manual"})  # stand in no container
NO_CONTAINER = frozenset({"online", "available online", "internet", "web", "website"})
BOOKS = frozenset({"book", "inbook", "incollection", "inproceedings", "proceedings"})
# Shown in a problem, in this order.
COMPARED = ("title", "authors", "year", "doi", "arxiv")


class _Fused(NamedTuple):
    reference: Reference
    agreed: int  # of title, authors and year
    disputed: tuple[str, ...]  # names of fields
    taken: tuple[str, ...]


def fuse(references: References, hints: Sequence[Hint]) -> References:
    """Return the references with what the hints add to them, keys made anew, and where both readings differ."""
    listed = [hint for hint in hints if hint.kind == "reference"]
    if not listed or not references.references:
        return references
    pairing = align([r.raw for r in references.references], listed)
    by_index = {index: hint for hint in listed for index in [pairing.same.get(hint.id, -1)] if index >= 0}
    slots = Slots(references.references)
    fused: list[Reference] = []
    problems = list(references.problems)
    for index, reference in enumerate(references.references):
        hint = by_index.get(index)
        if hint is None:
            fused.append(reference)
            if reference.part <= 1:  # GROBID takes the works of an entry for one
                problems.append(_missed(reference))
            continue
        if not hint.raw and reference.raw == text_of_hint(hint):  # our text is only the hint's fields in a row
            fused.append(_as_hinted(reference, hint.fields))
            continue
        result = _fuse_one(reference, hint, slots)
        fused.append(_weighed(result))
        problems += _disputes(reference, hint, result)
    for hint in listed:
        if hint.id not in pairing.same:
            held = pairing.inside.get(hint.id, -1)
            problems.append(_unmatched(hint, references.references[held] if held >= 0 else None))
    return References(tuple(fused), tuple(problems))


def _fuse_one(reference: Reference, hint: Hint, slots: Slots) -> _Fused:
    fields, changes, taken = hint.fields, dict[str, object](), list[str]()
    agreed, disputed = 0, []
    for name, verdict in (
        ("title", _title(reference, fields.get("title", ""), slots)),
        ("authors", _authors(reference, names_of(fields.get("authors", "")), slots)),
        ("year", _year(reference, fields.get("year", ""), slots)),
    ):
        if verdict == "agree":
            agreed += 1
        elif verdict == "differ":
            disputed.append(name)
        elif verdict is not None:
            changes[name] = verdict
            taken.append(name)
    for name, value in _small_fields(reference, fields, slots).items():
        changes[name] = value
        taken.append(name)
    for name in ("doi", "arxiv"):
        ours, theirs = getattr(reference, name), fields.get(name, "")
        if ours and theirs and ours != theirs:
            disputed.append(name)
        elif not ours and theirs and _identifies(theirs, reference, hint, agreed):
            changes[name] = theirs
            taken.append(name)
    result = msgspec.structs.replace(reference, **changes) if changes else reference
    return _Fused(_retyped(reference, result, fields), agreed, tuple(disputed), tuple(taken))


def _as_hinted(reference: Reference, fields: dict[str, str]) -> Reference:
    """Return a reference that nothing is known of but a hint's fields."""
    authors = names_of(fields.get("authors", ""))
    names = ("container", "volume", "issue", "publisher", "doi", "arxiv", "url")
    plain = {name: fields.get(name, "") for name in names}
    result = msgspec.structs.replace(
        reference, title=clean_title(fields.get("title", "")), authors=authors, others=False,
        year=fields.get("year", ""), pages=normalise_pages(fields.get("pages", "")), confidence=UNPRINTED, **plain,
    )  # fmt: skip
    bare = msgspec.structs.replace(result, container="")
    return _retyped(bare, result, fields)


# -- field by field ---------------------------------------------------------------------------------------------


def stands(value: str, printed: str) -> bool:
    """Tell whether a value stands in the printed text, as whole words; both are compared folded."""
    folded = fold(value)
    return bool(folded) and f" {folded} " in f" {printed} "


def _title(reference: Reference, theirs: str, slots: Slots) -> str | None:
    theirs = clean_title(theirs)
    if not theirs or not stands(theirs, fold(reference.raw)):
        return None
    if reference.title and likeness(reference.title, theirs) >= SAME:
        return "agree"
    return _better("title", theirs, theirs, reference.title, reference, slots)


def _authors(reference: Reference, theirs: tuple[Name, ...], slots: Slots) -> tuple[Name, ...] | str | None:
    printed = fold(reference.raw)
    if not theirs or not all(stands(n.family or n.literal, printed) for n in theirs):
        return None
    named = [fold(f"{n.given} {n.family or n.literal}") for n in theirs]
    if not reference.authors and named == [fold(reference.title)]:  # the only words printed are the title already
        return None
    if reference.authors and _families(theirs) == _families(reference.authors):
        return "agree"
    spans = [author_span(reference.raw, [f"{n.given} {n.family or n.literal}" for n in names])
             for names in (theirs, reference.authors)]  # fmt: skip
    return _better("authors", theirs, spans[0], spans[1] or "?" * len(reference.authors), reference, slots)


def _better(
    name: str, value: ValueT, theirs: str, ours: str, reference: Reference, slots: Slots
) -> ValueT | str | None:
    """Return the hint's value where it may stand for ours, "differ" where ours stays, None where there is nothing."""
    fits = bool(theirs) and slots.fits(name, theirs, reference.raw)
    if not ours:
        return value if fits else None
    doubtful = reference.confidence < DOUBTFUL and not slots.fits(name, ours, reference.raw)
    return value if fits and doubtful else "differ"


def _families(names: Sequence[Name]) -> list[str]:
    """Return family names in comparable form: the last word, since readers differ over particles."""
    return [fold(n.family or n.literal).split(" ")[-1] for n in names]


def _year(reference: Reference, theirs: str, slots: Slots) -> str | None:
    if not re.fullmatch(r"\d{4}", theirs) or not stands(theirs, fold(reference.raw)):
        return None
    if reference.year:
        return "agree" if theirs == reference.year else "differ"
    return theirs if slots.fits("year", theirs, reference.raw) else None


def _small_fields(reference: Reference, fields: dict[str, str], slots: Slots) -> dict[str, str]:
    """Return the container, numbers and publisher that ours lacks and the print has in their places."""
    found: dict[str, str] = {}
    raw = reference.raw
    container = clean_container(fields.get("container", ""))
    if not reference.container and _contains(reference, container) and slots.fits("container", container, raw):
        found["container"] = container
    rest = _rest(reference, found.get("container", ""))
    known = {v for v in (reference.volume, reference.issue, reference.pages, reference.year) if v}
    if reference.container or found.get("container"):
        for name in ("volume", "issue"):
            value = fields.get(name, "")
            plain = value and len(value) <= MAX_NUMBER and any(c.isdigit() for c in value) and value not in known
            if not getattr(reference, name) and plain and stands(value, rest) and slots.fits(name, value, raw):
                found[name] = value
                known.add(value)
        pages = normalise_pages(fields.get("pages", ""))
        printed = "-" in pages and stands(pages.replace("-", " "), fold(raw))
        if not reference.pages and printed and pages not in known and slots.fits("pages", pages, raw):
            found["pages"] = pages
    publisher = clean_container(fields.get("publisher", ""))
    usual = reference.type in BOOKS and stands(publisher, rest)
    if not reference.publisher and usual and slots.fits("publisher", publisher, raw):
        found["publisher"] = publisher
    return found


def _contains(reference: Reference, container: str) -> bool:
    """Tell whether a container may be one: printed outside title and address, no preprint server, of no thesis."""
    if reference.arxiv or reference.type in ALONE or PREPRINT.search(container) or fold(container) in NO_CONTAINER:
        return False
    return stands(container, _rest(reference, ""))


def _rest(reference: Reference, container: str) -> str:
    """Return the printed text, folded, without URLs, the title, the container and what else has its field."""
    rest = fold(URL.sub(" ", reference.raw))
    for value in (reference.title, reference.container, container, reference.publisher, *reference.extra.values()):
        if value:
            rest = rest.replace(fold(value), " | ", 1)
    return rest


def _identifies(value: str, reference: Reference, hint: Hint, agreed: int) -> bool:
    """Tell whether an identifier may be taken: printed, or found by a consolidation that all main fields confirm."""
    if re.sub(r"\W", "", value).lower() in re.sub(r"\W", "", reference.raw).lower():
        return True
    return hint.fields.get("status") == "consolidated" and agreed == len(("title", "authors", "year"))


def _retyped(before: Reference, after: Reference, fields: dict[str, str]) -> Reference:
    """Decide the type anew where the container was found by the hint."""
    if before.container or not after.container:
        return after
    known = {
        "container": after.container, "in_journal": "yes" if fields.get("level") == "j" else "", "title": after.title,
        "volume": after.volume, "pages": after.pages, "publisher": after.publisher, "arxiv": after.arxiv,
        "editor": after.extra.get("editor", ""), "author": "yes" if after.authors else "",
    }  # fmt: skip
    return msgspec.structs.replace(after, type=entry_type(known, after.raw).type)


def names_of(text: str) -> tuple[Name, ...]:
    """Read `Family, Given, Suffix; Family, Given`; what has no comma is an organisation or lone name."""
    names = []
    for person in filter(None, (part.strip() for part in text.split(";"))):
        parts = [part.strip() for part in person.split(",")]
        if len(parts) == 1:
            names.append(Name(literal=parts[0]))
        else:
            names.append(Name(family=parts[0], given=parts[1], suffix=parts[2] if len(parts) > 2 else ""))
    return tuple(names)


# -- what it means ----------------------------------------------------------------------------------------------


def _weighed(result: _Fused) -> Reference:
    """Raise the confidence where both agree on all main fields, lower a doubtful one where they differ."""
    sure = result.reference.confidence
    if any(name in COMPARED[:3] for name in result.disputed):
        sure *= DISPUTED_SHARE if sure < DOUBTFUL else 1.0
    elif result.agreed == len(COMPARED[:3]):
        sure = 1 - (1 - sure) * AGREED_SHARE
    return msgspec.structs.replace(result.reference, confidence=round(sure, 2))


def _disputes(reference: Reference, hint: Hint, result: _Fused) -> list[Problem]:
    if not result.disputed:
        return []
    parts = [
        f"{name} “{_shown(reference, name)}”, GROBID “{hint.fields[name]}”"
        for name in COMPARED
        if name in result.disputed
    ]
    text = f"{_name(reference)} is read in two ways: {'; '.join(parts)}"
    hint_text, quiet = "ours is kept; compare with the PDF", reference.confidence >= DOUBTFUL
    return [Problem("grobid-field-differs", text, hint_text, reference.page, reference.box, quiet)]


def _shown(reference: Reference, name: str) -> str:
    if name != "authors":
        return str(getattr(reference, name))
    return "; ".join(n.literal or f"{n.family}, {n.given}".rstrip(", ") for n in reference.authors)


def _missed(reference: Reference) -> Problem:
    text = f"{_name(reference)} is not in GROBID's list: {reference.raw[:80]}"
    return Problem("grobid-reference-missing", text, "kept as printed", reference.page, reference.box, quiet=True)


def _unmatched(hint: Hint, holder: Reference | None) -> Problem:
    box = hint.boxes[0][1] if hint.boxes else None
    place = (box.x0, box.y0, box.x1, box.y1) if box else ()
    text = hint.raw or "; ".join(filter(None, (hint.fields.get(n, "") for n in ("authors", "title", "year"))))
    if holder is not None:
        told = f"GROBID begins a reference within {_name(holder)}: {text}"
        remedy = "one of the two divides the list wrongly"
        return Problem("grobid-reference-split", told, remedy, hint.page, place, quiet=True)
    told = f"GROBID lists a reference that the printed list does not show: {text}"
    return Problem("grobid-reference-extra", told, "not taken; look for it in the PDF", hint.page, place, quiet=True)


def _name(reference: Reference) -> str:
    return f"reference {reference.label or reference.key}"
