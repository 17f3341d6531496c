"""The labels of a list: the chain of numbers that explains it best.

Numbers stand at the heads of many lines: labels, pages, years. A chain is worth what its members are worth as
beginnings of entries (`starts`), more where each number is the next one, less for every gap; it goes on behind a gap, a
page number or a foreign line, and may begin again at 1 where a list is counted by chapter or kind. Between two labels
of a gap, beginnings that are seen and are exactly as many as the numbers that are missing bear those numbers.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from surveyrefs.model.document import Line
from surveyrefs.references.entries.starts import Reading
from surveyrefs.text.labels import NUMBERED, EntryLabel, LabelForm, read_label

# What members and steps of a chain are worth, in log odds.
MEMBER = 1.0  # a number where the chain wants one
ODDS = 2.0  # a line's own odds of beginning an entry count up to this, and from minus this
NEXT = 2.0  # the number after the last one: seldom an accident, even where the line above seems to go on
LETTER = 0.5  # `12b` after `12a`
GAP = 1.0  # numbers that are missing, however few; each doubling of them costs as much as the logarithm says
AGAIN = 5.0  # begin again at 1: more than two members that an accident could bring
FROM_ONE = 1.0  # the chain's first number is 1; others cost what a gap from 1 costs
SET_IN = 2.0  # begin elsewhere than the chain's labels mostly do
LABEL_SHIFT = 14.0  # points: numbers set flush right begin so far apart ("[9]" and "[100]")
LOOK_BACK = 40  # numbers at line heads that may stand between two neighbours of a chain
AROUND = 12  # lines above and below that tell where a column's lines begin
COVERS = 0.5  # of the beginnings seen must bear a label: three years at heads of entries are no labels
AGREE = 0.5  # of the labels must stand where beginnings are seen: pages at line heads count, too
UNBROKEN = 0.8  # of the labels are followed by the next number, from 1: such a chain needs no other evidence
COUNTED = 0.25  # and so many where the labels count up from 1: each entry may have lines that look like another
TAIL = 0.2  # of all beginnings at least: behind the last label, text that is no reference may have been read
LEAST = 2  # labels of a list, of one entry apart
YEARS = range(1500, 2100)  # a list that reaches them has more smaller numbers
_OPENS_WITH = re.compile(r"\W*((?:\d\s?){1,4})\W*\s")


class _Candidate(msgspec.Struct, frozen=True, gc=False):
    line: int
    label: EntryLabel
    worth: float


def labelled(lines: Sequence[Line], reading: Reading) -> dict[int, EntryLabel]:
    """Return the labels of a list by the lines that begin its entries; empty for a list without labels."""
    readings: dict[LabelForm, list[tuple[int, EntryLabel]]] = defaultdict(list)
    for i, line in enumerate(lines):
        for label in read_label(line.text):
            readings[label.form].append((i, label))
    chains = [_chain(lines, reading, readings[form]) for form in NUMBERED if form in readings]
    best = max((chain for chain in chains if _explains(chain, reading)), key=len, default={})
    letters = _letters(lines, readings.get("[a]", []), reading)
    if len(letters) > len(best):
        return letters
    return _with_broken(lines, best, reading)


def _letters(lines: Sequence[Line], found: Sequence[tuple[int, EntryLabel]], reading: Reading) -> dict[int, EntryLabel]:
    """Return labels such as `[Wan+23]`, which follow no sequence: they must begin nearly all entries."""
    flush = {i: label for i, label in found if _shift(lines, i) <= LABEL_SHIFT}
    first = min(flush, default=0)
    return flush if len(flush) > LEAST and first <= LEAST and _explains(flush, reading) else {}


def _explains(chain: Mapping[int, EntryLabel], reading: Reading) -> bool:
    """Tell whether the labels are those of the list: most of the beginnings that are seen up to the last bear one."""
    if not chain:
        return False
    last = max(chain)
    seen = sum(start <= last for start in reading.starts)
    if len(chain) < TAIL * len(reading.starts):
        return False
    numbers = [label.number for label in chain.values()]
    if sum(n in YEARS for n in numbers) > len(numbers) / 2:
        return False
    counted = numbers[:1] == [1] and sum(b == a + 1 for a, b in pairwise(numbers)) >= UNBROKEN * len(numbers)
    if len(chain) < LEAST < len(reading.starts) or len(chain) < (COUNTED if counted else COVERS) * seen:
        return False
    begin = set(reading.starts)
    return counted or sum(i in begin for i in chain) >= AGREE * min(len(chain), len(begin))


# -- the chain --------------------------------------------------------------------------------------------------------


def _chain(lines: Sequence[Line], reading: Reading, found: Sequence[tuple[int, EntryLabel]]) -> dict[int, EntryLabel]:
    """Return the best chain of one form; where some lines are set in and most labels are not, those count for less."""
    plain = [_Candidate(i, label, _worth(reading, i)) for i, label in found]
    set_in = {c.line for c in plain if _shift(lines, c.line) > LABEL_SHIFT}
    best = _best_chain(plain)
    if set_in and 2 * sum(c.line in set_in for c in best) <= len(best):
        best = _best_chain([replace(c, worth=c.worth - SET_IN) if c.line in set_in else c for c in plain])
    return {c.line: c.label for c in best}


def _worth(reading: Reading, i: int) -> float:
    return MEMBER + max(-ODDS, min(ODDS, reading.odds[i]))


def _shift(lines: Sequence[Line], i: int) -> float:
    """Return how far right of its neighbours' edge a line begins, in points."""
    line = lines[i]
    near = lines[max(0, i - AROUND) : i + AROUND + 1]
    return line.box.x0 - min(x.box.x0 for x in near if x.page == line.page and abs(x.left - line.left) < 2 * AROUND)


def _best_chain(found: Sequence[_Candidate]) -> list[_Candidate]:
    best: list[float] = []
    came: list[int] = []
    for k, candidate in enumerate(found):
        score, origin = candidate.worth + _first(candidate.label.number), -1
        for j in range(max(0, k - LOOK_BACK), k):
            step = _step(found[j].label, candidate.label)
            if found[j].line < candidate.line and best[j] + candidate.worth + step > score:
                score, origin = best[j] + candidate.worth + step, j
        best.append(score)
        came.append(origin)
    if not best:
        return []
    k = max(range(len(best)), key=lambda j: (best[j], -j))
    chain = []
    while k >= 0:
        chain.append(found[k])
        k = came[k]
    return chain[::-1]


def _first(number: int) -> float:
    return FROM_ONE if number == 1 else -GAP - math.log(max(1, number))


def _step(last: EntryLabel, label: EntryLabel) -> float:
    """Return what it is worth that one label follows another."""
    step = label.number - last.number
    if step == 1:
        return NEXT
    if step == 0 and last.text[-1:].isalpha() and label.text[-1:].isalpha() and label.text > last.text:
        return LETTER
    if step > 1:
        return -GAP - math.log(step)
    return -AGAIN if label.number == 1 and last.number > 1 else -math.inf


# -- labels that are broken -------------------------------------------------------------------------------------------


def _with_broken(lines: Sequence[Line], chain: dict[int, EntryLabel], reading: Reading) -> dict[int, EntryLabel]:
    """Return the chain with the beginnings inside its gaps, where they are as many as the numbers missing there."""
    out = dict(chain)
    for (a, before), (b, after) in pairwise(sorted(chain.items())):
        missing = range(before.number + 1, after.number)
        seen = [start for start in reading.starts if a < start < b] if missing else []
        if missing and len(seen) == len(missing):
            for number, start in zip(missing, seen, strict=True):
                out[start] = _implied(lines[start].text, number, before.form)
        elif missing:
            out |= _bare(lines, range(a + 1, b), missing, before.form)
    return dict(sorted(out.items()))


def _bare(lines: Sequence[Line], inside: range, missing: range, form: LabelForm) -> dict[int, EntryLabel]:
    """Return lines of a gap that open with a number missing there, without the list's mark behind it ("40 Spinelli"),
    where labels begin; numbers in their order."""
    out: dict[int, EntryLabel] = {}
    wanted = iter(missing)
    number = next(wanted, None)
    for i in inside:
        text = lines[i].text
        opens = _OPENS_WITH.match(text)
        named = opens is not None and opens[1] == str(number) and text[opens.end() : opens.end() + 1].isalpha()
        if number is not None and named and _shift(lines, i) <= LABEL_SHIFT:
            out[i] = _implied(text, number, form)
            number = next(wanted, None)
    return out


def _implied(text: str, number: int, form: LabelForm) -> EntryLabel:
    """Return the label of an entry whose own cannot be read; what is left of it at the head is no text."""
    rest = _OPENS_WITH.match(text)
    broken = rest is not None and re.sub(r"\s", "", rest[1]) == str(number)
    return EntryLabel(form, str(number), number, rest.end() if rest and broken else 0)
