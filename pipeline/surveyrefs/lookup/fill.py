"""What a work takes of the records that agree with it: what the survey does not print, and nothing where two differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from surveyrefs.lookup.plan import Wanted, is_preprints
from surveyrefs.matching.printed import same_venue
from surveyrefs.model.lookup import Found, Record
from surveyrefs.model.problem import Problem

_SHOWN = 80  # characters of a title in a problem
# Whose word goes first; a local file's is the user's own and goes before all.
_FOR_PLACES = ("crossref", "openalex", "arxiv")
_FOR_ABSTRACTS = ("arxiv", "crossref", "openalex")


def chosen(w: Wanted) -> Iterator[Found]:
    """Give the fields that are filled: doi, published_in with published_year, abstract."""
    settled = _identified(w)
    if settled is not None and not w.reference.doi and "doi" not in w.reference.corrected:
        yield _found(w, "doi", settled.doi, settled)
    place = _place(w, settled)
    if place is not None:
        yield _found(w, "published_in", place.container, place)
        year = _year(w, place)
        if year:
            yield _found(w, "published_year", str(year), place)
    written = next((r for r in _ranked(w.agreed, _FOR_ABSTRACTS) if r.abstract), None)
    if written is not None:
        yield _found(w, "abstract", written.abstract, written)


def doubts(w: Wanted) -> Iterator[Problem]:
    """Give what a person should look at: several works that fit, or a printed identifier that is another work's."""
    fitting = sorted({r.doi for r in _best(w, _with_doi(w))})
    if len(fitting) > 1 and not w.reference.doi:
        yield _problem(w, "lookup-ambiguous", f"{_title(w)}: {', '.join(fitting)} all fit", "None was taken.")
    if w.others and not w.agreed:
        other = w.others[0]
        name = f"doi {other.doi}" if other.doi == w.reference.doi else f"arXiv:{other.arxiv}"
        text = f"{_title(w)}: {name} is another work there: {_short(other.titles[0])}"
        yield _problem(w, "lookup-other-work", text, "The survey may print the identifier of another work.")


def _identified(w: Wanted) -> Record | None:
    """Return the record whose DOI is the work's; None where two DOIs fit equally well."""
    best = _best(w, _with_doi(w))
    return best[0] if len({r.doi for r in best}) == 1 else None


def _with_doi(w: Wanted) -> Sequence[Record]:
    return [r for r in w.agreed if r.doi and not is_preprints(r.doi)]


def _best(w: Wanted, records: Sequence[Record]) -> Sequence[Record]:
    """Return the records of the first source, of them those in print, of them those in the venue that is printed."""
    ranked = _ranked(records, _FOR_PLACES)
    same = [r for r in ranked if r.source == ranked[0].source]
    printed = [r for r in same if r.kind != "preprint"] or same
    venue = w.features.venue
    return ([r for r in printed if same_venue(venue, r.container)] or printed) if venue else printed


def _place(w: Wanted, settled: Record | None) -> Record | None:
    """Return the record that says where a preprint was published; that of its DOI where it does."""
    if not w.preprint:
        return None
    if settled is not None and settled.container and settled.kind != "preprint":
        return settled
    places = [r for r in w.agreed if r.container and r.kind != "preprint" and (settled is None or not r.doi)]
    best = _best(w, places)
    return best[0] if len({(r.doi, r.container) for r in best}) == 1 else None


def _year(w: Wanted, place: Record) -> int:
    """Return the year of publication: the last that arXiv tells, else the first that is not before the preprint."""
    if place.source == "arxiv":
        return max(place.years, default=0)
    printed = int(w.features.year) if w.features.year.isdecimal() else 0
    return min((y for y in place.years if y >= printed), default=max(place.years, default=0))


def _ranked(records: Sequence[Record], order: Sequence[str]) -> list[Record]:
    return sorted(records, key=lambda r: order.index(r.source) if r.source in order else -1)


def _found(w: Wanted, field: str, value: str, record: Record) -> Found:
    return Found(w.index, field, value, record.source, record.id)


def _problem(w: Wanted, code: str, text: str, hint: str) -> Problem:
    return Problem(code, text, hint, w.reference.page, w.reference.box)


def _title(w: Wanted) -> str:
    return _short(w.reference.title or w.reference.raw)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
