"""Whether a record from elsewhere is the work that a survey cites: title, authors and year must all agree.

Stricter than `identity`, which chooses the best partner in a list of works known to be much the same: a record comes
out of millions, among which are the authors' next paper, its extension for a journal, and another's of the same name.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from surveyrefs.matching.features import ROMAN, Features, squash
from surveyrefs.matching.printed import same_venue
from surveyrefs.model.lookup import Record
from surveyrefs.text.similarity import fold

_LONG_TITLE = 24  # letters: from here on one wrong letter is a slip of print; below, it may be another tool's name
_SLIP = 1  # letters: two already make "supervised" of "unsupervised"
_WHOLE_NAME = 4  # letters of a family that may be the end of a longer one ("Maaten" of "van der Maaten")
_AUTHORS_SHARED = 0.5  # of either list: initials, particles and corporate authors are printed in many ways
_UNTIL_PRINT = 2  # years from preprint to print; longer is rare, and a second edition as likely
_OTHER_WORK = 60.0  # percent of letters: titles less alike than this are two works, whatever was misread
# Kinds of records for a printed type: Crossref has the papers of many proceedings as chapters.
_USUAL = {"article": ("article",), "inproceedings": ("paper", "chapter", "book"), "incollection": ("chapter", "paper")}
_DIGITS = re.compile(r"\d+")


def objection(printed: Features, record: Record, *, preprint: bool) -> str:
    """Return what speaks against a record: title, authors or year; empty where all agree.

    `preprint` tells that the survey cites a preprint, whose printed form may be some years younger. Where both name one
    DOI or arXiv id, a subtitle that one of them leaves out is no matter, and neither are such years.
    """
    known = same_identifier(printed, record)
    if not _titles_agree(printed, record, known=known):
        return "title"
    if not _authors_agree(printed, record):
        return "authors"
    return "" if _years_agree(printed, record, lenient=preprint or known, known=known) else "year"


def same_identifier(printed: Features, record: Record) -> bool:
    """Tell whether a work and a record name one DOI or one arXiv id."""
    return bool(printed.doi and printed.doi == record.doi) or bool(printed.arxiv and printed.arxiv == record.arxiv)


def is_other_work(printed: Features, record: Record) -> bool:
    """Tell whether a record is plainly another work: neither title nor first author is the same."""
    if not printed.title_key or not printed.families or not record.titles or not record.families:
        return False
    longest = max(len(printed.title_key), *(len(squash(t)) for t in record.titles))
    nearest = min(Levenshtein.distance(printed.title_key, squash(t)) for t in record.titles)
    unlike = 100 * (1 - nearest / longest) < _OTHER_WORK
    inside = any(squash(t) in printed.raw_key or printed.title_key in squash(t) for t in record.titles)
    theirs = [squash(family) for family in record.families]
    return unlike and not inside and not any(_same_family(f, g) for f in printed.families for g in theirs)


def venues_clash(printed: Features, record: Record, type_: str) -> bool:
    """Tell whether the survey says that the work appeared elsewhere: a preprint's record for a printed work, or the
    journal's for a conference paper; unless both name one venue.
    """
    if not printed.venue:
        return False
    if record.kind == "preprint" or not record.container:
        return record.kind == "preprint"
    usual = _USUAL.get(type_)
    return bool(usual and record.kind and record.kind not in usual) and not same_venue(printed.venue, record.container)


def _titles_agree(printed: Features, record: Record, *, known: bool) -> bool:
    return any(_title_agrees(printed, title, known=known) for title in record.titles)


def _title_agrees(printed: Features, title: str, *, known: bool) -> bool:
    folded = fold(title)
    key = folded.replace(" ", "")
    if not key or not printed.title_key or _numbers(folded) != _numbers(printed.title):
        return False
    if key == printed.title_key:
        return True
    shorter, longer = sorted((key, printed.title_key), key=len)
    if len(shorter) < _LONG_TITLE:
        return False
    return Levenshtein.distance(shorter, longer, score_cutoff=_SLIP) <= _SLIP or (known and longer.startswith(shorter))


def _numbers(folded: str) -> list[str]:
    return sorted([word for word in folded.split() if word in ROMAN] + _DIGITS.findall(folded))


def _authors_agree(printed: Features, record: Record) -> bool:
    ours, theirs = [f for f in printed.families if f], [squash(f) for f in record.families if squash(f)]
    if not ours or not theirs or not _same_family(ours[0], theirs[0]):
        return False
    ours_found = sum(any(_same_family(a, b) for b in theirs) for a in ours) / len(ours)
    theirs_found = sum(any(_same_family(a, b) for a in ours) for b in theirs) / len(theirs)
    return ours_found >= _AUTHORS_SHARED and (printed.others or theirs_found >= _AUTHORS_SHARED)


def _same_family(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= _WHOLE_NAME and longer.endswith(shorter))


def _years_agree(printed: Features, record: Record, *, lenient: bool, known: bool) -> bool:
    if not printed.year.isdecimal():
        return known  # without a year two of three agree, which is enough where an identifier speaks for it
    year = int(printed.year)
    if not lenient:
        return year in record.years
    early = _UNTIL_PRINT if known else 0  # the survey may print the younger form's year beside the preprint's id
    return any(-early <= y - year <= _UNTIL_PRINT for y in record.years)
