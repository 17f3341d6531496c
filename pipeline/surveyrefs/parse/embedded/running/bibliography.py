"""Where the reference lists begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from surveyrefs.errors import NoBibliography
from surveyrefs.model.document import Bibliography, Line, Passage
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.running.flow import Flow
from surveyrefs.text.dehyphenate import Vocabulary
from surveyrefs.text.join import join_lines
from surveyrefs.text.labels import read_label

MIN_REFERENCES = 2
YEAR_SHARE = 0.1  # of the lines name a year: a reference has at most about ten lines
_YEAR = re.compile(r"\b(1[5-9]|20)\d\d[a-z]?\b|\bn\. ?d\.|forthcoming|in press", re.I)
APART = 1.7  # of the usual distance of lines: what stands further off is not of the list
LEFT_OF_TEXT = 4.0  # points left of where entries' further lines begin: no line of an entry


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
        end = _end(listed.lines)
        if end < len(listed.lines):
            passages.append(join_lines("paragraph", listed.lines[end:], words))
        kept.append(Bibliography(listed.heading, listed.page, listed.lines[:end]))
    if not kept:
        raise NoBibliography(path)
    return tuple(kept), tuple(passages), ()


def _looks_listed(lines: Sequence[Line]) -> bool:
    """Tell whether lines below a heading such as "References" are references: they have years, as all styles print."""
    years = sum(bool(_YEAR.search(line.text)) for line in lines)
    return years >= MIN_REFERENCES and years >= YEAR_SHARE * len(lines)


def _end_of_unlabelled(lines: Sequence[Line]) -> int:
    """Return how many lines belong to a list without labels: groups at its end that name no year do not."""
    steps = [b.box.y1 - a.box.y1 for a, b in pairwise(lines) if a.page == b.page and b.box.y1 > a.box.y1]
    usual = sorted(steps)[len(steps) // 2] if steps else 0.0
    end = len(lines)
    for i in range(len(lines) - 1, 0, -1):
        above, line = lines[i - 1], lines[i]
        if _YEAR.search(line.text):
            return end
        apart = above.page == line.page and line.box.y1 - above.box.y1 > APART * usual
        if apart:
            end = i
    return end


def _end(lines: Sequence[Line]) -> int:
    """Return how many lines belong to a labelled list: what follows its last entry may be something else."""
    labelled = [
        i for i, line in enumerate(lines) if any(label.form in ("[n]", "n.") for label in read_label(line.text))
    ]
    if len(labelled) < MIN_REFERENCES or len(labelled) < len(lines) / 12:
        return _end_of_unlabelled(lines)
    last = labelled[-1]
    inner = [line.box.x0 - line.left for i, line in enumerate(lines[: last + 1]) if i not in set(labelled)]
    if not inner:
        return len(lines)
    inner.sort()
    indent = inner[len(inner) // 10]
    for i in range(last + 1, len(lines)):
        line = lines[i]
        if line.box.x0 - line.left < indent - LEFT_OF_TEXT or line.box.y1 - line.box.y0 > 1.4 * (
            lines[last].box.y1 - lines[last].box.y0
        ):
            return i
    return len(lines)
