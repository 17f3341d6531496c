"""Where the reference lists begin and end."""

from __future__ import annotations

from collections.abc import Sequence
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
        raise NoBibliography(path)
    return tuple(kept), tuple(passages), ()


def _looks_listed(lines: Sequence[Line]) -> bool:
    """Tell whether lines below a heading such as "References" are references: they have years, as (nearly) all styles
    print, or labels that count them."""
    years = sum(bool(YEAR.search(line.text)) for line in lines)
    if years >= MIN_REFERENCES and years >= YEAR_SHARE * len(lines):
        return True
    return len(chain(lines)) >= MIN_LABELS


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    """Group indexes that follow each other."""
    runs: list[list[int]] = []
    for i in indexes:
        if runs and i == runs[-1][-1] + 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
