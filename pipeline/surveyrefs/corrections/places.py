"""Where in a survey a correction belongs: sentences, tables, rows and columns, by their words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from surveyrefs.matching.features import squash
from surveyrefs.model.document import Document, Table
from surveyrefs.model.link import Assignment
from surveyrefs.text.similarity import fold

_UNNUMBERED = re.compile(r"[\d\s\u00ad]+")
_ALIKE = 92.0  # percent of a sentence or caption that a new version rewords
_TELLING = 15  # letters of a caption or sentence that is compared so; less is another one


def sentence_key(text: str) -> str:
    """Return a sentence without numbers, blanks and case: what stays when a list is numbered anew."""
    return _UNNUMBERED.sub("", unicodedata.normalize("NFKC", text)).casefold()


def alike(one: str, other: str) -> float:
    """Return how alike two sentence keys are in percent, 0 where that is another sentence."""
    if min(len(one), len(other)) < _TELLING:
        return 0.0
    return float(fuzz.ratio(one, other, score_cutoff=_ALIKE))


def is_table(table: Table, title: str) -> bool:
    """Tell whether a table has this title: its caption without the number, which may have been reworded."""
    wanted, caption = squash(title), squash(table.caption.text)
    if not wanted:
        return True
    if caption.endswith(wanted):
        return True
    return bool(alike(wanted, caption[-len(wanted) :])) or bool(alike(wanted, squash(table.number) + caption))


def is_named(wanted: str, name: str) -> bool:
    """Tell whether a label, header or heading is the one that a correction names; none is any."""
    letters = fold(wanted)
    return not wanted or (letters == fold(name) if letters else wanted.strip() == name.strip())


class Labels:
    """What the rows of the tables are called, as read and as corrected."""

    def __init__(self, document: Document, assignments: Sequence[Assignment]) -> None:
        """Note the labels that assignments have; a row without assignment is called by any of its cells."""
        self._document = document
        self._known: dict[tuple[int, int], set[str]] = defaultdict(set)
        for made in assignments:
            if made.table >= 0 and made.row_label:
                self._known[made.table, made.row].add(made.row_label)

    def add(self, labels: Mapping[tuple[int, int], str]) -> None:
        """Add corrected labels: a correction may name a row by either."""
        for at, label in labels.items():
            self._known[at].add(label)

    def is_called(self, table: int, row: int, label: str) -> bool:
        """Tell whether a row (1-based, 0: the header) has a label."""
        known = self._known.get((table, row))
        if known:
            return any(is_named(label, name) for name in known)
        rows = self._document.tables[table].rows
        texts = [cell.text for cell in rows[row - 1].cells] if 0 < row <= len(rows) else []
        return any(text == label or f" {fold(label)} " in f" {fold(text)} " for text in texts if text)
