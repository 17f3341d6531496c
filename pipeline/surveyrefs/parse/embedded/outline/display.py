"""Headings without a number on lines of their own: found by weighing how lines look, stand and read.

Every block of lines that stands out from running text is weighed by itself, then with all blocks in the same type: a
document sets its headings of one level alike. The weights were fitted to papers whose headings are known
(training/headings.py).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import resources

import msgspec

from surveyrefs.model.document import ACCENT, BOLD, ITALIC
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import LARGER, Body, Typeface
from surveyrefs.parse.embedded.outline.blocks import MAX_TITLE, Block, blocks
from surveyrefs.parse.embedded.outline.chain import look as folded
from surveyrefs.parse.embedded.outline.heading import Heading, clean
from surveyrefs.parse.embedded.outline.looks import look_of
from surveyrefs.parse.embedded.outline.numbered import same_face

LIKELY = 0.5  # chance from which on a block is a heading …
NUMBERED = 0.75  # … and where the document numbers its headings, unless it is in the type of these
SPOKEN = 0.1  # chance that is enough in the very type of …
SPOKEN_BY = 3  # … so many numbered headings
FORMULA = 0.25  # of a block's characters that are no letters: more make an equation in the headings' type
CAPITALS_TELL = 8  # characters of a title whose capitals say something of its type
CROWD = 4  # further blocks in a type from which on it is a common one
DOUBT = 0.3  # what a type without other blocks counts as, as one of them
BOUND = 8.0  # log odds beyond which one block's own looks count no more

# What is weighed of all blocks in a type as well, for the type's sake.
SHARED = (
    "ended above", "no gap above", "title above", "short", "stop", "text below", "full line below", "lines", "sign",
)  # fmt: skip

Look = tuple[float, int, bool, str]


class Weights(msgspec.Struct, frozen=True):
    """Weights of a block's own features, and of what its type's other blocks say."""

    alone: dict[str, float]
    together: dict[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the fitted weights."""
    file = resources.files("surveyrefs").joinpath("data", "headings.json")
    return msgspec.json.decode(file.read_bytes(), type=Weights)


def display_headings(
    lines: Sequence[PrintedLine],
    supports: Mapping[int, str],
    body: Body,
    covered: Collection[int],
    numbered: Mapping[Typeface, int],
    lists: Sequence[int],
    begin: int,
    marked: bool,
    sure: Mapping[Typeface, int] | None = None,
) -> list[Heading]:
    """Return the headings without a number.

    `covered` are the lines of other headings, `numbered` the levels of the numbered ones' typefaces, `lists` the lines
    where reference lists begin, `begin` the first line where one may stand unless its words are a usual title. Where
    destinations mark the numbered headings (`marked`), a line without one is a title within its section. `sure` counts
    the numbered headings by typeface: they speak for a block in the same type as blocks that are headings do.
    """
    found = blocks(lines, supports, body, covered)
    listed = min(lists, default=len(lines))
    chances = weigh(found, sure or {}, listed)

    def floor(b: Block) -> float:
        alike = sum(n for face, n in (sure or {}).items() if _same_type(face, b.face))
        within = b.first < listed and not b.features["tiny"] and b.features["sign"] < FORMULA
        if alike >= SPOKEN_BY and within:
            return SPOKEN
        return NUMBERED if numbered and not any(same_face(b.face, face) for face in numbered) else LIKELY

    kept = [b for b, p in zip(found, chances, strict=True) if (p >= floor(b) or b.known) and len(b.text) <= MAX_TITLE]
    kept = [b for b in kept if (b.first >= begin or b.known) and not b.features["float"]]
    list_faces = [look_of(lines[i].words)[0] for i in lists]
    allowed = [*list_faces, *numbered]
    kept = [
        b for b in kept if b.first < listed or b.features["support"] or any(same_face(b.face, face) for face in allowed)
    ]
    levels = _levels(kept, numbered, list_faces)
    out = []
    for b in kept:
        level = 1 if b.known and b.first < begin else levels[_look(b)]
        by_hand = marked and not b.features["support"] and not b.known and not _is_section(b, numbered, body)
        out.append(_heading(b, level, lines, by_hand))
    return out


def _is_section(b: Block, numbered: Mapping[Typeface, int], body: Body) -> bool:
    """Tell whether a block is in the type of the numbered sections, and that is none that a hand sets within text."""
    own = b.face.size > LARGER * body.size or not body.has(b.face.family)
    like = folded(b.face)
    return own and any(level == 1 and _same_type(folded(face), like) for face, level in numbered.items())


def _heading(b: Block, level: int, lines: Sequence[PrintedLine], by_hand: bool) -> Heading:
    by_hand = by_hand or b.text.rstrip().endswith(":")
    return Heading(b.first, b.last, "", clean(b.text), level, by_hand, len(lines[b.last].words))


# -- weighing ---------------------------------------------------------------------------------------------------------


def weigh(found: Sequence[Block], sure: Mapping[Typeface, int], listed: int) -> list[float]:
    """Return the chance of each block to be a heading; `sure`: how many numbered headings are in which type, `listed`:
    the line where the reference list begins."""
    own = [_dot(weights().alone, b.features) for b in found]
    return [_chance(_dot(weights().together, f)) for f in together(found, own, sure, listed)]


def together(
    found: Sequence[Block], own: Sequence[float], sure: Mapping[Typeface, int], listed: int
) -> list[dict[str, float]]:
    """Return the features of each block among the blocks in its type, from the log odds `own` of each by itself.

    What stands behind the line `listed` says nothing of the text before it.
    """
    chances = [_chance(odds) for odds in own]
    crowd: dict[Look, list[int]] = defaultdict(list)
    for k, b in enumerate(found):
        if b.first < listed:
            crowd[_look(b)].append(k)
    total = {look: sum(chances[k] for k in crowd[look]) for look in crowd}
    habits = {look: _habits([found[k] for k in crowd[look]]) for look in crowd}
    known = {_look(b) for b in found if b.known}
    out = []
    for b, odds, chance in zip(found, own, chances, strict=True):
        look = _look(b)
        within = b.first < listed
        numbered = sum(n for face, n in sure.items() if _same_type(face, b.face))
        others = len(crowd[look]) - within + numbered
        mean = (total.get(look, 0.0) - within * chance + numbered + DOUBT) / (others + 1)
        size = min(1.0, others / CROWD)
        out.append(
            {
                "bias": 1.0, "alone": max(-BOUND, min(BOUND, odds)) / 4, "mean of the type": mean,
                "size of the type": size, "mean and size": mean * size,
                "usual title in the type": float(look in known),
            } | (habits.get(look) or _habits([b]))
        )  # fmt: skip
    return out


def _habits(mine: Sequence[Block]) -> dict[str, float]:
    """Return the means of what blocks in one type share."""
    return {f"type: {name}": sum(b.features.get(name, 0.0) for b in mine) / len(mine) for name in SHARED}


def _same_type(one: Typeface, other: Typeface) -> bool:
    return one.family == other.family and same_face(one, other)


def _look(b: Block) -> Look:
    return round(b.face.size * 2) / 2, b.face.style, b.face.capitals and len(b.text) > CAPITALS_TELL, b.face.family


def _dot(factors: Mapping[str, float], features: Mapping[str, float]) -> float:
    return sum(value * factors.get(name, 0.0) for name, value in features.items())


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))


# -- levels -----------------------------------------------------------------------------------------------------------


def _levels(kept: Sequence[Block], numbered: Mapping[Typeface, int], lists: Sequence[Typeface]) -> dict[Look, int]:
    """Return the level of each look: that of the numbered headings it is like, else by how much it stands out."""
    faces: dict[Look, Typeface] = {}
    for b in kept:
        faces.setdefault(_look(b), b.face)
    ranks = sorted({_prominence(face) for face in [*faces.values(), *numbered]}, reverse=True)
    found: dict[Look, int] = {}
    above: list[tuple[tuple[float, int], int]] = [(_prominence(face), level) for face, level in numbered.items()]
    for rank in ranks:
        for look, face in faces.items():
            if _prominence(face) == rank:
                like = next((level for known, level in numbered.items() if same_face(known, face)), 0)
                top = any(same_face(face, known) for known in lists) and not numbered
                found[look] = like or (1 if top else 1 + max((level for r, level in above if r > rank), default=0))
        above += [(rank, found[look]) for look, face in faces.items() if _prominence(face) == rank]
    return found


def _prominence(face: Typeface) -> tuple[float, int]:
    """Return how much type stands out, for comparison: its size first, then weight, capitals and slope."""
    bold, italic, accent = bool(face.style & BOLD), bool(face.style & ITALIC), bool(face.style & ACCENT)
    return face.size, 4 * bold + 3 * face.capitals + accent - italic
