"""Which lines of a list without labels begin an entry: all evidence weighed together, the list's own habit learned.

Each sighting (`evidence`) has a value at every line. `data/entry_starts.json` says how likely each value is where an
entry begins and where it goes on, in lists of many layouts. From there the list is read several times: a first reading
tells how likely the values are in this very list, and the next reading goes by that. So an indent, a gap, a short line
above or a destination counts as far as it agrees with what else is seen: where destinations stand a line too high they
turn into evidence against an entry.

A reading is the best way through the list: beginnings that are likely one by one, entries about as long as the others,
first words in alphabetical order where the list has such an order.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from surveyrefs.model.document import Line
from surveyrefs.references.entries.evidence import Sightings, first_word, sightings

READINGS = 7  # of one list; beginnings seldom change after the fifth
# An indent may mean a beginning or the opposite of one, and so may a destination's place: the habit of most lists must
# not be held against a list before it was looked at itself, so that these count little in the first readings.
EARLY = (
    {"indent": 0.25, "next": 0.25, "destination": 0.25, "gap": 0.6, "font": 0.5},
    {"indent": 0.6, "next": 0.6, "destination": 0.6},
)
LONGEST = 60  # lines that an entry may have; a longer one is cut where a beginning is least unlikely
MANY_LINES = 10  # of an entry on average: where a list was read so, it is read again with more trust in beginnings
AGAIN = 3.0  # log odds of a beginning added then: enough for lists of one-line entries
SOFT = 0.5  # share that a line's own likelihood keeps beside the best way through the list, between two readings
CERTAIN = 12.0  # a log ratio counts up to this: no evidence is beyond doubt
ORDERED = 2.0  # pairs of first words assumed in order and as many out of order before a list is seen
LENGTHS = 1.0  # entries of each length assumed before a list is seen, spread as exp(-length / USUAL_LENGTH)
USUAL_LENGTH = 3.0  # lines of an entry


Habit = Mapping[str, Mapping[str, tuple[float, float]]]  # sighting -> value -> its shares at beginnings and elsewhere


class Model(msgspec.Struct, frozen=True):
    """Fitted by training/starts.py. `likely` has for each sighting and value the shares at beginnings and elsewhere;
    `weight` what a sighting's log ratio counts; `lines` as how many lines of the list the fitted shares count;
    `rate` the log odds of a beginning; `order` and `length` weigh alphabetical order and length of entries."""

    likely: dict[str, dict[str, tuple[float, float]]]
    weight: dict[str, float]
    lines: dict[str, float]
    rate: float
    order: float
    length: float


class Reading(msgspec.Struct, frozen=True):
    """The lines that begin an entry, and the log odds that each line of the list does."""

    starts: tuple[int, ...]
    odds: tuple[float, ...]


@cache
def model() -> Model:
    """Return the fitted model."""
    text = resources.files("surveyrefs.data").joinpath("entry_starts.json").read_bytes()
    return msgspec.json.decode(text, type=Model)


def read_starts(lines: Sequence[Line], destinations: Mapping[int, str], fitted: Model | None = None) -> Reading:
    """Return the lines that begin an entry in a list without labels."""
    return _read(lines, destinations, fitted or model())[0]


def read_habit(lines: Sequence[Line], destinations: Mapping[int, str], fitted: Model) -> Habit:
    """Return how likely each value is in this list, as its last reading learned it."""
    return _read(lines, destinations, fitted)[1]


def _read(lines: Sequence[Line], destinations: Mapping[int, str], fitted: Model) -> tuple[Reading, Habit]:
    if not lines:
        return Reading((), ()), fitted.likely
    seen = sightings(lines, destinations)
    words = [first_word(line.text) for line in lines]
    reading, habit = _reading(seen, words, fitted, fitted.rate)
    if len(lines) > MANY_LINES * len(reading.starts):
        reading, habit = _reading(seen, words, fitted, fitted.rate + AGAIN)
    return reading, habit


def _reading(seen: Sequence[Sightings], words: Sequence[str], fitted: Model, rate: float) -> tuple[Reading, Habit]:
    habit: Habit = fitted.likely
    starts: list[int] = []
    odds: list[float] = []
    for number in range(READINGS):
        early = EARLY[number] if number < len(EARLY) else {}
        weight = {name: w * early.get(name, 1.0) for name, w in fitted.weight.items()}
        worth = _worth(weight, habit)
        odds = [_odds(rate, worth, line) for line in seen]
        before, starts = starts, _best_way(fitted, odds, words, starts)
        if starts == before and not early:
            break
        hard = set(starts)
        begins = [SOFT * _share(o) + (1 - SOFT) * (i in hard) for i, o in enumerate(odds)]
        habit = _habit(fitted, seen, begins)
    return Reading(tuple(starts), tuple(odds)), habit


def _worth(weight: Mapping[str, float], habit: Habit) -> dict[str, dict[str, float]]:
    """Return what each sighting says for a beginning, weighed: asked of every line, and measured once."""
    return {
        name: {value: weight[name] * math.log(a / b) for value, (a, b) in shares.items()}
        for name, shares in habit.items()
    }


def _odds(rate: float, worth: Mapping[str, Mapping[str, float]], line: Sightings) -> float:
    total = rate + sum([worth[name][value] for name, value in line.items() if name in worth and value in worth[name]])
    return max(-CERTAIN, min(CERTAIN, total))


def _share(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def _habit(fitted: Model, seen: Sequence[Sightings], begins: Sequence[float]) -> Habit:
    """Return the shares of each value as this list has them, the fitted shares counted in as so many lines."""
    counts: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for line, share in zip(seen, begins, strict=True):
        for name, value in line.items():
            pair = counts[name][value]
            pair[0] += share
            pair[1] += 1 - share
    out: dict[str, dict[str, tuple[float, float]]] = {}
    for name, values in fitted.likely.items():
        mine = counts.get(name)
        if mine is None:
            continue
        strength = fitted.lines.get(name, 1.0)
        starts = sum(pair[0] for pair in mine.values()) + strength
        others = sum(pair[1] for pair in mine.values()) + strength
        out[name] = {
            value: (
                (mine[value][0] + strength * share[0]) / starts if value in mine else strength * share[0] / starts,
                (mine[value][1] + strength * share[1]) / others if value in mine else strength * share[1] / others,
            )
            for value, share in values.items()
        }
    return out


def _best_way(fitted: Model, odds: Sequence[float], words: Sequence[str], before: Sequence[int]) -> list[int]:
    """Return the beginnings that together are likeliest; the list's first line is always one."""
    rising, falling = (fitted.order * share for share in _orders(words, before))
    lengths = [fitted.length * share for share in _lengths(before, len(odds))]
    best = [0.0] * len(odds)
    came = [0] * len(odds)
    for i in range(1, len(odds)):
        choice, origin, word = -math.inf, 0, words[i]
        for j in range(max(0, i - LONGEST), i):
            score = best[j] + lengths[i - j]
            if word and words[j] and word != words[j]:
                score += rising if word > words[j] else falling
            if score > choice:
                choice, origin = score, j
        best[i], came[i] = choice + odds[i], origin
    last = len(odds)
    ends = range(max(0, last - LONGEST), last)
    i = max(ends, key=lambda j: (best[j] + lengths[last - j], j))
    starts = [i]
    while i:
        i = came[i]
        starts.append(i)
    return starts[::-1]


def _orders(words: Sequence[str], starts: Sequence[int]) -> tuple[float, float]:
    """Return what a pair of first words in order, and one out of order, says for a beginning."""
    pairs = [(words[a], words[b]) for a, b in zip(starts, starts[1:], strict=False)]
    up = sum(a < b for a, b in pairs if a and b) + ORDERED
    down = sum(a > b for a, b in pairs if a and b) + ORDERED
    if up <= down:
        return 0.0, 0.0
    return math.log(2 * up / (up + down)), math.log(2 * down / (up + down))


def _lengths(starts: Sequence[int], count: int) -> list[float]:
    """Return by number of lines how likely an entry is so long, as a logarithm; neighbouring lengths share."""
    prior = [0.0, *(math.exp(-n / USUAL_LENGTH) for n in range(1, LONGEST + 1))]
    tally = [LENGTHS * p for p in prior]
    for a, b in zip(starts, [*starts[1:], count], strict=False):
        for n, share in ((b - a - 1, 0.25), (b - a, 0.5), (b - a + 1, 0.25)):
            if 0 < n <= LONGEST:
                tally[n] += share
    total = sum(tally)
    return [-math.inf, *(math.log(t / total) for t in tally[1:])]
