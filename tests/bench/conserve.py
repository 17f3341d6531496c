"""What finished runs lost: letters of reference lists, and numbers in brackets or raised that are neither callout nor
problem.

`python -m tests.bench.conserve OUTPUTS…` reads output folders and prints all three for each set of them. What is no
callout is named: intervals, indices, powers, isotopes, marks of notes, addresses of authors.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from surveyrefs.link.powers import is_isotope, is_power
from surveyrefs.model.document import SUPERSCRIPT, Document, Passage
from surveyrefs.model.run import Run
from surveyrefs.references.lost import letters_of, lost_letters
from surveyrefs.runner import load_run
from surveyrefs.store import MANIFEST
from tests.bench.quality import unread_papers

BRACKETED = re.compile(r"\[\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*\]")
_BLANK = re.compile(r"\s")
# Intervals of numbers, which no list has as a label: [0, 1] and the like.
_INTERVAL = re.compile(r"\[0[,;]\d+\]")
# The second of the things that one letter stands for: t[2].
_INDEX = re.compile(r"(?<![^\W_])[^\W\d_]\[\d{1,3}\]")
_NUMBER = re.compile(r"\d+")
_RAISED = re.compile(r"[\d\s,;.*–−-]*\d[\d\s,;.*–−-]*")
_SIGNS = "−–-"  # before a raised number: it is a power
_ORDINAL = re.compile(r"\s?(?:st|nd|rd|th|er|e|o|a)\b")
_MARK = re.compile(r"\W*(\d{1,3})(?!\d)")
_FORMULA = re.compile(r"[=+<>×∙·∑∏∫√≤≥≈∈^|∥‖{}()]|(?<![\w])[^\W\d_]$")
SHOWN = 3  # of the unknown ones of a run
LOOK_BACK, LOOK_ON = 40, 20  # characters around a raised number that say what it is


def texts_of(document: Document) -> Iterator[str]:
    """Give all text of a document outside of its reference lists."""
    yield from (p.text for p in document.passages)
    for table in document.tables:
        yield table.caption.text
        yield from table.header
        yield from (cell.text for row in table.rows for cell in row.cells)
    for figure in document.figures:
        yield figure.caption.text
        yield from (p.text for p in figure.texts)


def lost_callouts(run: Run) -> Counter[str]:
    """Return the numbers in brackets that are in no callout and no problem, for a survey with a numbered list."""
    labels = [r.label for r in run.references.references]
    if 2 * sum(label.isdecimal() for label in labels) < len(labels):
        return Counter()
    texts = (_INDEX.sub("", text) for text in texts_of(run.document))
    printed = Counter(_BLANK.sub("", m) for text in texts for m in BRACKETED.findall(text))
    found: Counter[str] = Counter()
    for callout in run.links.callouts:
        marker = callout.marker if callout.marker.startswith("[") else f"[{callout.marker}]"
        found.update(_BLANK.sub("", m) for m in BRACKETED.findall(marker))
    told = _BLANK.sub("", " ".join(p.text for p in run.problems()))
    lost = printed - found
    return Counter({m: n for m, n in lost.items() if m not in told and not _INTERVAL.fullmatch(m)})


class Raised(NamedTuple):
    """Numbers that are raised beside the text: what stands before and behind them."""

    page: int
    text: str
    before: str
    after: str


def raised_of(passage: Passage) -> Iterator[Raised]:
    """Give the raised numbers of a passage; several with marks between them are one."""
    start = end = page = -1
    for piece in (*passage.pieces, None):
        raised = piece is not None and bool(piece.style & SUPERSCRIPT)
        if raised and piece is not None and (start < 0 or not passage.text[end : piece.start].strip()):
            start, end, page = (start if start >= 0 else piece.start), piece.end, piece.page
            continue
        if start >= 0 and _RAISED.fullmatch(passage.text, start, end):
            yield Raised(
                page, passage.text[start:end], passage.text[max(start - LOOK_BACK, 0) : start],
                passage.text[end : end + LOOK_ON],
            )  # fmt: skip
        start, end, page = (piece.start, piece.end, piece.page) if raised and piece is not None else (-1, -1, -1)


def _name_of(raised: Raised, notes: frozenset[str]) -> str:
    """Return what raised numbers are that are no callouts, "" where nobody knows."""
    numbers = _NUMBER.findall(raised.text)
    before, after = raised.before, raised.after
    if set(numbers) <= notes:
        return "mark of a note"
    if not before.strip():
        return "mark of a note"  # at the head of a passage: the note's own number
    if raised.text.lstrip()[0] in _SIGNS:
        return "power"
    if is_isotope(before, after):
        return "isotope"
    if is_power(before, int(numbers[0])):
        return "power"
    if _ORDINAL.match(after):
        return "ordinal"
    if len(numbers) == 1 and (_FORMULA.search(before[-2:]) or after.startswith(tuple("=+×)"))):
        return "formula"
    return ""


def _cites_raised(run: Run) -> bool:
    """Tell whether most callouts of a survey's text are raised numbers."""
    callouts = [c for c in run.links.callouts if c.where == "body"]
    return 2 * sum(bool(_RAISED.fullmatch(c.marker)) for c in callouts) > len(callouts)


def raised_numbers(run: Run) -> tuple[Counter[str], list[Raised]]:
    """Return the raised numbers of running text by what became of them, and those of which nobody knows."""
    cited: dict[int, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for callout in run.links.callouts:
        cited[callout.page][tuple(_NUMBER.findall(callout.marker))] += 1
    told = Counter(n for p in run.problems() for n in _NUMBER.findall(p.text))
    footnotes = [p for p in run.document.passages if p.kind in ("footnote", "note", "front")]
    cites = _cites_raised(run)
    marks: dict[int, set[str]] = defaultdict(set)  # by page where callouts are raised too, else by 0
    for note in footnotes:
        place = note.pieces[0].page if note.pieces and cites else 0
        if begun := _MARK.match(note.text):
            marks[place].add(begun[1])
        marks[place].update(n for raised in raised_of(note) for n in _NUMBER.findall(raised.text))
    ends: Counter[str] = Counter()
    unknown: list[Raised] = []
    form = "unknown" if cites else "raised where callouts are not"
    for passage in run.document.passages:
        if passage.kind not in ("paragraph", "abstract"):
            continue
        for raised in raised_of(passage):
            numbers = tuple(_NUMBER.findall(raised.text))
            if cited[raised.page][numbers] > 0 and raised.text.lstrip()[0] not in _SIGNS:
                cited[raised.page][numbers] -= 1
                ends["callout"] += 1
            elif Counter(numbers) <= told:
                ends["problem"] += 1
            elif name := _name_of(raised, frozenset(marks[raised.page if cites else 0])):
                ends[name] += 1
            else:
                ends[form] += 1
                unknown.append(raised)
    return ends, unknown


def main(folders: list[str]) -> int:
    """Print what the runs of each folder lost, but no text of papers that nobody is to open."""
    others = unread_papers()
    for folder in folders:
        runs = [load_run(path.parent) for path in sorted(Path(folder).glob(f"*/{MANIFEST}"))]
        listed = sum(letters_of(run.document) for run in runs)
        letters = sum(lost_letters(run.document, run.references) for run in runs)
        printed = sum(len(BRACKETED.findall(text)) for run in runs for text in texts_of(run.document))
        callouts = Counter({run.name: n for run in runs if (n := lost_callouts(run).total())})
        print(f"{folder}: {len(runs)} runs; {letters} of {listed} letters of the lists lost")
        ends: Counter[str] = Counter()
        for run in runs:
            mine, unknown = raised_numbers(run)
            ends += mine
            for raised in unknown[: 0 if run.name in others else SHOWN]:
                print(f"  {run.name}, page {raised.page}: …{raised.before}^{raised.text}^{raised.after}…")
        print(f"  raised numbers of running text: {dict(ends.most_common())}")
        print(f"  {callouts.total()} of {printed} numbers in brackets neither callout nor problem: {dict(callouts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
