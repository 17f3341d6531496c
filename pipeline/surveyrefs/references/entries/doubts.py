"""What does not fit in a list that was cut: said as problems, for a list is never known to be whole.

Nothing is changed here. An entry many times as long as the others holds several, or text behind the list; entries that
show neither year nor author are none; text near the list that begins with its next label, or as its entries do, belongs
to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median

from surveyrefs.model.document import Bibliography, Document, Passage
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import RawReference
from surveyrefs.references.entries.evidence import NAMED, beginning_of
from surveyrefs.text.labels import read_label

LONG = 6.0  # times the middle length of the list's entries
LONG_AT_LEAST = 900  # characters: twenty authors and a long title have fewer
MANY_LINES = 12  # lines of an entry on average: so many have only lists that were not cut
BARE_SHARE = 0.25  # of the entries show neither year nor author nor address
BARE_LIST = 5  # entries of a list that has shares
LEFT_OVER = 2  # pieces of text near the list that look like its entries
AHEAD = 3  # numbers above the last label that text left over may begin with
ENTRY_LENGTH = 50  # characters of a reference at least
SHOWN = 160  # characters of a text in a problem
_DATED = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bn\.\s?d\.|\bo\.\s?J\.|forthcoming|in press|to appear|https?:|www\.|\bdoi\b", re.I
)


def doubts(document: Document, listed: Bibliography, raws: Sequence[RawReference]) -> Iterator[Problem]:
    """Yield what speaks against a list being whole and cut right."""
    lengths = [len(raw.passage.text) for raw in raws]
    if not lengths:
        return
    if len(listed.lines) > MANY_LINES * len(raws):
        text = f"{len(raws)} references in {len(listed.lines)} lines"
        yield _problem("list-uncut", text, "where references begin could not be told", raws[0])
    usual = median(lengths)
    for raw, length in zip(raws, lengths, strict=True):
        if len(raws) > 1 and length > max(LONG * usual, LONG_AT_LEAST):
            text = f"{length} characters where most references have {usual:.0f}: {_short(raw.passage.text)}"
            hint = "it may hold several references, or text that is none"
            yield _problem("reference-outsized", text, hint, raw)
    bare = [raw for raw in raws if _bare(raw.passage.text)]
    if len(raws) >= BARE_LIST and len(bare) > BARE_SHARE * len(raws):
        text = f"{len(bare)} of {len(raws)} references show neither year nor author, first: "
        yield _problem(
            "list-doubtful",
            text + _short(bare[0].passage.text),
            "perhaps no list of references, or cut in the wrong places",
            bare[0],
        )
    yield from _left_over(document, listed, raws)


def _problem(code: str, text: str, hint: str, raw: RawReference) -> Problem:
    box = next(((p.x0, p.y0, p.x1, p.y1) for p in raw.passage.pieces), ())
    return Problem(code, text, hint, raw.page, box)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"


def _bare(text: str) -> bool:
    return not _DATED.search(text) and beginning_of(text) not in NAMED


def _left_over(document: Document, listed: Bibliography, raws: Sequence[RawReference]) -> Iterator[Problem]:
    """Tell of text on the list's pages and the next that looks like its entries and is in none."""
    pages = range(listed.page, max(line.page for line in listed.lines) + 2)
    last = max((int(raw.label) for raw in raws if raw.label.isdecimal()), default=0)
    have = {raw.label for raw in raws}
    found = [p for p in _texts(document) if p.pieces and p.pieces[0].page in pages and _like_entry(p.text, last, have)]
    if len(found) >= LEFT_OVER:
        first = found[0].pieces[0]
        text = f"{len(found)} pieces of text beside the list look like its references, first: {_short(found[0].text)}"
        hint = "a part of the list was read as something else"
        yield Problem("list-left-over", text, hint, first.page, (first.x0, first.y0, first.x1, first.y1))


def _texts(document: Document) -> Iterator[Passage]:
    yield from (p for p in document.passages if p.kind in ("paragraph", "footnote", "note"))
    for table in document.tables:
        yield from (cell for row in table.rows for cell in row.cells)


def _like_entry(text: str, last: int, have: set[str]) -> bool:
    """Tell whether a text begins as an entry: with a label that the list lacks, or with names where it has none."""
    if len(text) < ENTRY_LENGTH or not _DATED.search(text):
        return False
    if not last:
        return beginning_of(text) in NAMED
    for label in read_label(text):
        if label.number and label.number <= last + AHEAD and label.text not in have:
            return beginning_of(text[label.end :]) in NAMED
    return False
