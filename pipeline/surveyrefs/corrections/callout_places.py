"""Which callouts a correction can be about: those of its sentence or of its cell, and which of several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from surveyrefs.corrections.places import Labels, alike, is_named, is_table, sentence_key
from surveyrefs.model.correction import CalloutFix
from surveyrefs.model.document import Document
from surveyrefs.model.link import Callout


class Book:
    """The callouts of a survey by sentence and cell."""

    def __init__(self, document: Document, callouts: Sequence[Callout], labels: Labels) -> None:
        """Note the sentences once."""
        self._document = document
        self._callouts = callouts
        self._labels = labels
        self._by_sentence: dict[str, list[int]] = defaultdict(list)
        for k, callout in enumerate(callouts):
            self._by_sentence[sentence_key(callout.context)].append(k)
        self._found: dict[tuple[str, ...], tuple[int, ...]] = {}

    def at(self, fix: CalloutFix) -> tuple[int, ...]:
        """Return the callouts of the sentence or cell that a correction names, in reading order.

        A sentence may have been reworded where the old work tells that it is the right one.
        """
        wanted = (fix.sentence, fix.table, fix.row, fix.column, "reworded" if fix.was else "")
        if wanted not in self._found:
            found: Sequence[int] = self._of_sentence(fix) if fix.sentence else range(len(self._callouts))
            if fix.sentence and not any(map(str.isalpha, fix.sentence)) and not (fix.table or fix.row):
                # A cell or label that is only a callout, as many are: then its numbers have to be the same.
                found = [k for k in found if self._callouts[k].context == fix.sentence]
            in_cell = fix.table or fix.row or fix.column
            self._found[wanted] = tuple(k for k in found if not in_cell or self._in_cell(fix, self._callouts[k]))
        return self._found[wanted] if any(wanted[:4]) else ()

    def marked(self, fix: CalloutFix) -> Sequence[int]:
        """Return those of them with the marker of the correction, whatever its numbers."""
        marker = sentence_key(fix.marker)
        return [k for k in self.at(fix) if not marker or sentence_key(self._callouts[k].marker) == marker]

    def same_numbers(self, fix: CalloutFix) -> bool:
        """Tell whether the survey has the sentence with the very numbers of the correction: then the marker stands."""
        return any(self._callouts[k].context == fix.sentence for k in self.at(fix))

    def only(self, fix: CalloutFix, among: Sequence[int]) -> int:
        """Return the one of several callouts that a correction means, -1 where that cannot be told.

        The same sentence with the same numbers has the same markers; under other numbers only their order helps.
        """
        if len(among) <= 1:
            return among[0] if among else -1
        exact = [
            k for k in among if self._callouts[k].context == fix.sentence and self._callouts[k].marker == fix.marker
        ]
        if len(exact) == 1:
            return exact[0]
        places = self.at(fix)
        if 0 < fix.nth <= len(places) and places[fix.nth - 1] in among:
            return places[fix.nth - 1]
        return -1

    def _of_sentence(self, fix: CalloutFix) -> Sequence[int]:
        key = sentence_key(fix.sentence)
        if key in self._by_sentence or fix.was is None:
            return self._by_sentence.get(key, ())
        likeness = {other: alike(key, other) for other in self._by_sentence}
        best = max(likeness.values(), default=0.0)
        nearest = [other for other, value in likeness.items() if value == best and best > 0]
        return self._by_sentence[nearest[0]] if len(nearest) == 1 else ()

    def _in_cell(self, fix: CalloutFix, callout: Callout) -> bool:
        if callout.table < 0 or callout.row < 0:
            return False
        table = self._document.tables[callout.table]
        column = table.header[callout.column] if 0 <= callout.column < len(table.header) else ""
        return (
            is_table(table, fix.table)
            and is_named(fix.column, column)
            and (not fix.row or self._labels.is_called(callout.table, callout.row, fix.row))
        )
