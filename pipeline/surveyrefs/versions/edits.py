"""Which matched references were reworded, which preprints were printed, and what corrections changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from surveyrefs.matching.features import is_archive, squash
from surveyrefs.matching.printed import TextDifference, difference, same_venue
from surveyrefs.model.reference import Name, Reference
from surveyrefs.versions.changes import Cited, Edit, FieldChange

# Fields that styles and databases add and leave out: only another value is a correction, not one that came or went.
_MINOR = frozenset({"address", "location", "month", "note", "issn", "isbn", "series", "organization", "language"})
_OF_THE_LIST = frozenset({"key", "printed_label", "raw"})  # what a correction may name besides
_STYLE = frozenset({"type"})  # "PhD thesis", "Ph.D. dissertation": the style's wording
_READ_BADLY = 0.5  # confidence; fields of such a reference prove nothing
_RESOLVED = re.compile(r"^https?://(?:www\.)?|/+$", re.IGNORECASE)


def cited(reference: Reference, categories: tuple[str, ...] = ()) -> Cited:
    """Return a reference as the diff shows it."""
    return Cited(
        key=reference.key,
        label=reference.label,
        title=reference.title,
        authors=authors_of(reference),
        year=reference.year,
        raw=reference.raw,
        categories=categories,
    )


def authors_of(reference: Reference) -> str:
    """Return the authors as references.csv writes them."""
    names = [_full_name(name) for name in reference.authors]
    return "; ".join([*names, "others"] if reference.others else names)


def _full_name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def edit_between(old: Reference, new: Reference, matched_by: str) -> tuple[str, Edit] | None:
    """Return "edited" or "published" with the change, or None where both say the same.

    The printed text decides: a field counts only if its words changed on paper too, so that a hyphen undone
    differently, or a parser that cut a field elsewhere, is no edit.
    """
    if squash(old.raw) == squash(new.raw) or min(old.confidence, new.confidence) < _READ_BADLY:
        return None
    printed = difference(old.raw, new.raw)
    pairs = [(field, value(old), value(new)) for field, value, alike in _FIELDS if not alike(old, new)]
    fields = sorted((old.extra.keys() | new.extra.keys()) - _STYLE)
    pairs += [(field, old.extra.get(field, ""), new.extra.get(field, "")) for field in fields]
    pairs = [(field, before, after) for field, before, after in pairs if field not in _MINOR or (before and after)]
    changed = tuple(
        FieldChange(field, before, after)
        for field, before, after in pairs
        if not _alike(before, after) and printed.explains(before, after)
    )
    if not changed:
        return None
    kind = "published" if _came_out(old, new, printed) else "edited"
    return kind, Edit(cited(old), cited(new), changed, matched_by)


def correction_between(old: Reference, new: Reference, matched_by: str, reworded: Edit | None) -> Edit | None:
    """Return what corrections made of a work in one run only, or otherwise in both; None for nothing.

    What the survey itself reworded is no correction, whoever vouches for it.
    """
    told = {change.field for change in reworded.changed} if reworded is not None else set()
    fields = [f for f in dict.fromkeys((*old.corrected, *new.corrected)) if f not in told and f not in _OF_THE_LIST]
    shown = {name: value for name, value, _ in _FIELDS}
    changed = []
    for field in fields:
        value = shown.get(field, _type if field == "type" else partial(_extra, field))
        if value(old) != value(new):
            changed.append(FieldChange(field, value(old), value(new)))
    return Edit(cited(old), cited(new), tuple(changed), matched_by) if changed else None


def _type(reference: Reference) -> str:
    return reference.type


def _extra(field: str, reference: Reference) -> str:
    return reference.extra.get(field, "")


def _came_out(old: Reference, new: Reference, printed: TextDifference) -> bool:
    """Tell whether a preprint appeared in a journal, proceedings or book."""
    return _is_preprint(old) and _has_venue(new) and printed.explains(old.container, new.container)


def _is_preprint(reference: Reference) -> bool:
    return not _has_venue(reference) and (bool(reference.arxiv) or is_archive(reference.raw))


def _has_venue(reference: Reference) -> bool:
    return bool(reference.container) and not is_archive(reference.container)


def _squashed(field: str) -> Callable[[Reference, Reference], bool]:
    return lambda old, new: _alike(getattr(old, field), getattr(new, field))


def _alike(old: str, new: str) -> bool:
    return old == new or squash(old) == squash(new)


def _plain(field: str) -> Callable[[Reference], str]:
    return lambda reference: str(getattr(reference, field))


def _same_authors(old: Reference, new: Reference) -> bool:
    """Tell whether both name the same people, however much of a given name is printed and wherever *et al.* cuts."""
    count = min(len(old.authors), len(new.authors))
    cut_ok = len(old.authors) == len(new.authors) or (old if len(old.authors) == count else new).others
    return bool(cut_ok) and all(_same_person(a, b) for a, b in zip(old.authors, new.authors, strict=False))


def _same_person(one: Name, other: Name) -> bool:
    if one == other or squash(_full_name(one)) == squash(_full_name(other)):
        return True
    return squash(one.family) == squash(other.family) and bool(one.family) and _compatible(one.given, other.given)


def _compatible(given: str, other: str) -> bool:
    """Tell whether two given names can be one: `J. R.`, `John`, and none at all."""
    ours, theirs = squash(given)[:1], squash(other)[:1]
    return not ours or not theirs or ours == theirs


def _same_venue(old: Reference, new: Reference) -> bool:
    return old.container == new.container or same_venue(old.container, new.container)


def _same_publisher(old: Reference, new: Reference) -> bool:
    return old.publisher == new.publisher or same_venue(old.publisher, new.publisher)


def _same_url(old: Reference, new: Reference) -> bool:
    return old.url == new.url or squash(_RESOLVED.sub("", _own_url(old))) == squash(_RESOLVED.sub("", _own_url(new)))


def _own_url(reference: Reference) -> str:
    """Return the URL unless it only resolves the DOI, which is a field of its own."""
    return "" if reference.doi and reference.doi.lower() in reference.url.lower() else reference.url


# Field, how it is shown, and when two of it say the same.
_FIELDS: tuple[tuple[str, Callable[[Reference], str], Callable[[Reference, Reference], bool]], ...] = (
    ("title", _plain("title"), _squashed("title")),
    ("authors", authors_of, _same_authors),
    ("year", _plain("year"), _squashed("year")),
    ("venue", _plain("container"), _same_venue),
    ("volume", _plain("volume"), _squashed("volume")),
    ("issue", _plain("issue"), _squashed("issue")),
    ("pages", _plain("pages"), _squashed("pages")),
    ("publisher", _plain("publisher"), _same_publisher),
    ("doi", _plain("doi"), _squashed("doi")),
    ("arxiv", _plain("arxiv"), _squashed("arxiv")),
    ("url", _own_url, _same_url),
)
