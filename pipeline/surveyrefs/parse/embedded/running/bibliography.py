"""Where the reference lists begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from surveyrefs.errors import NoBibliography
from surveyrefs.model.document import Bibliography, Line, Passage
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.running.flow import Flow
from surveyrefs.parse.embedded.running.list_parts import YEAR, chain, foreign_lines
from surveyrefs.text.dehyphenate import Vocabulary
from surveyrefs.text.join import join_lines

MIN_REFERENCES = 2
MIN_LABELS = 4  # labels in sequence that make a list without years
YEAR_SHARE = 0.1  # of the lines name a year: a reference has at most about ten lines
MIN_NOTES = 4  # footnotes that name a year at least, so that they stand for a list that is not there …
NOTES_SHARE = 0.5  # … and this share of all footnotes: those of most papers say something else
SHORT_NOTE = 150  # characters of a note that does no more than cite in short
NAMES_BEFORE = 3  # capitalised words at the beginning of a note, among which its authors are
_NAME = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_’'-]{2,}")
_AGAIN = re.compile(
    r"\W*\d{1,3}\W*(?:(?:see|cf|vgl|siehe)\W+)?(?:ibid|ebd|ebenda|idem|id\.|a\. ?a\. ?O|loc\. ?cit)", re.I
)
_NOTE_NUMBER = re.compile(r"\d{1,3}\s?(?=\D)")


def reference_lists(
    path: Path, flow: Flow
) -> tuple[tuple[Bibliography, ...], tuple[Passage, ...], tuple[Problem, ...]]:
    """Return the reference lists, cut at their ends, and the passages with what stood behind them.

    Raises NoBibliography where there is none.
    """
    passages = list(flow.passages)
    kept: list[Bibliography] = []
    words = Vocabulary(())
    for listed in flow.bibliographies:
        if not _looks_listed(listed.lines):
            if listed.lines:
                passages.append(join_lines("paragraph", listed.lines, words))
            continue
        foreign = foreign_lines(listed.lines)
        for run in _runs(sorted(foreign)):
            passages.append(join_lines("paragraph", [listed.lines[i] for i in run], words))
        mine = tuple(line for i, line in enumerate(listed.lines) if i not in foreign)
        kept.append(Bibliography(listed.heading, listed.page, mine))
    if not kept:
        noted = _cited_in_notes(flow.notes)
        if not noted:
            raise NoBibliography(path)
        kept.append(Bibliography("", noted[0].page, noted))
        passages = [p for p in passages if p.kind != "footnote"]
    return tuple(kept), tuple(passages), ()


def _looks_listed(lines: Sequence[Line]) -> bool:
    """Tell whether lines below a heading such as "References" are references: they have years, as (nearly) all styles
    print, or labels that count them."""
    years = sum(bool(YEAR.search(line.text)) for line in lines)
    if years >= MIN_REFERENCES and years >= YEAR_SHARE * len(lines):
        return True
    return len(chain(lines)) >= MIN_LABELS


def _cited_in_notes(notes: Sequence[Sequence[Line]]) -> tuple[Line, ...]:
    """Return the lines of all numbered footnotes where works are cited there and no list was found; else none.

    They are taken together, also those that are remarks: a note is cited by its number like the others.
    """
    numbered = [note for note in notes if note and _NOTE_NUMBER.match(note[0].text)]
    texts = [" ".join(line.text for line in note) for note in numbered]
    dated = [text for text in texts if YEAR.search(text)]
    # Notes that cite in short name a work of another note: `Ibid., 3`, `Lee, Long Road, 14`.
    named = {word for text in dated for word in _NAME.findall(text)[:NAMES_BEFORE]}
    short = sum(_is_short(text, named) for text in texts if not YEAR.search(text))
    if len(dated) < MIN_NOTES or len(dated) + short < NOTES_SHARE * len(notes):
        return ()
    return tuple(line for note in numbered for line in note)


def _is_short(text: str, named: AbstractSet[str]) -> bool:
    """Tell whether a note without a year cites in short: it refers to another, or begins with a name of one."""
    return bool(_AGAIN.match(text)) or (len(text) <= SHORT_NOTE and not named.isdisjoint(_NAME.findall(text)[:2]))


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    """Group indexes that follow each other."""
    runs: list[list[int]] = []
    for i in indexes:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
