"""Which printed lines of a table's body are labels across it: all that speaks for and against it, weighed.

What a line is like is evidence in numbers; `data/table_labels.json` has a weight for each, fitted to tables whose
labels are known (training/table_labels.py). Lines that look alike speak for one another, so each is weighed twice:
alone, and together with what the others like it weigh.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from statistics import median

import msgspec

from surveyrefs.model.document import BOLD, ITALIC, SMALL_CAPS
from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Rule
from surveyrefs.parse.embedded.tables.cell_lines import is_hyphened
from surveyrefs.parse.embedded.tables.limits import (
    INDENT,
    INNER,
    LONE_FILLED,
    NEAR_MIDDLE,
    PART_GAP,
    WORD_SPACE,
)
from surveyrefs.parse.embedded.tables.lone_lines import PARTICLE

# Real tables differ from the drawn ones that the weights were fitted to: with 1 instead of 5 two real papers lose rows.
FOR = 5.0  # a line is a label by so much evidence, where no rule of thumb takes it for one …
AGAINST = -5.0  # … and by no less than this, where one does
CROSSED = 0.5  # points by which a word runs over a boundary at least
OTHER_SIZE = 0.04  # of the type size: by more another size tells
MOST_STEP = 3.0  # times the usual distance of lines: more tells no more
HALF = 0.5  # of the lines: what more of them are is usual
LONG_LABEL = 10  # words: more are too many for a label
MOST_LIKE, MOST_OWN = 4.0, 6.0  # evidence of a line for those like it, and of its own: more tells no more
FAR_IN = 4.0  # em: what begins further in tells no more
SAME_LOOK_INDENT = 4.0  # points within which lines that look alike begin
APART = "apart"  # the vote that a line is no neighbour's: no label is without it, but many other lines have it, too
YEAR = "year"  # the vote that a line is nothing but a year, as others are: that is sure enough
_WITHIN = re.compile(r"([,;:&/–—+(-]|\b(and|or|of|the|a|an|in|on|with|for|to|by|from|via|et))$", re.I)
_CITES = re.compile(r"\[\d|\((19|20)\d\d|\bet al\b|(19|20)\d\d[a-z]?\)?$")
_AMID = re.compile(r"\b(19|20)\d\d[a-z]?;|^\W*(19|20)\d\d[a-z]?[,)\]]")  # amid callouts that go over several lines
_STYLES = BOLD | ITALIC | SMALL_CAPS

Evidence = dict[str, float]


class Weights(msgspec.Struct, frozen=True):
    """Weights of a line's own evidence, and of what the lines like it say."""

    alone: dict[str, float]
    together: dict[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the fitted weights."""
    file = resources.files("surveyrefs").joinpath("data", "table_labels.json")
    return msgspec.json.decode(file.read_bytes(), type=Weights)


class Body(msgspec.Struct, frozen=True, dict=True):
    """The body of a table: its printed lines, the boundaries between its columns, left and right edge, and what is
    drawn in it: rules across all of it (their heights), vertical rules, shades (top and bottom).

    `colours` are those of MuPDF's lines, by their numbers; `votes` say of each line what rules of thumb take it for.
    """

    lines: Sequence[Line]
    gutters: Sequence[float]
    edges: tuple[float, float]
    rules: Sequence[float]
    down: Sequence[Rule]
    shades: Sequence[tuple[float, float]]
    colours: Mapping[int, int]
    votes: Sequence[frozenset[str]]

    @cached_property
    def between(self) -> list[Rule]:
        """The vertical rules between columns."""
        return [r for r in self.down if self.edges[0] + INNER < r.cx < self.edges[1] - INNER]


class Habits(msgspec.Struct, frozen=True):
    """What is usual in a body: see habits_of()."""

    left: float
    style: int
    size: float
    colour: int
    step: float
    parts: float
    first_edge: float
    set_in: float
    capitals: float
    single: float


def options_in(body: Body) -> list[int]:
    """Return the lines that may be labels of lines below them: one part, with words in it, apart from the lines
    around it."""
    return [
        i for i, (line, votes) in enumerate(zip(body.lines[: _end_of_rows(body)], body.votes, strict=False))
        if votes and YEAR not in votes and is_wording(line) and not _AMID.search(line.text)
    ]  # fmt: skip


def _end_of_rows(body: Body) -> int:
    """Return the last line of several parts: below it stands no row that a label could be above."""
    several = [i for i, line in enumerate(body.lines) if len(line.parts(PART_GAP)) > 1]
    return several[-1] if several else len(body.lines)


def by_rule(body: Body) -> set[int]:
    """Return the lines that some rule of thumb takes for labels."""
    return {i for i, votes in enumerate(body.votes) if votes - {APART}}


def is_wording(line: Line) -> bool:
    """Tell whether a line is one part, with words in it."""
    return len(line.parts(PART_GAP)) == 1 and sum(c.isalpha() for c in line.text) > 1


def habits_of(body: Body) -> Habits:
    """Measure what is usual: in lines of several parts and in their first cells, where there are any."""
    several = [line for line in body.lines if len(line.parts(PART_GAP)) > 1] or list(body.lines)
    left = min(line.box.x0 for line in several)
    gutter = body.gutters[0] if body.gutters else body.edges[1]
    firsts = [p for line in several if (p := line.parts(PART_GAP)[0]).first.x0 < gutter]
    styles: Counter[int] = Counter()
    colours: Counter[int] = Counter()
    for line in several:
        for w in line:
            styles[w.style & _STYLES] += len(w.text) * (2 if w.x1 <= gutter else 1)
            colours[body.colours.get(w.line, 0)] += len(w.text)
    steps = [b.baseline - a.baseline for a, b in pairwise(body.lines) if b.baseline - a.baseline > 1]
    return Habits(
        left=left,
        style=styles.most_common(1)[0][0],
        size=median(line.size for line in several),
        colour=colours.most_common(1)[0][0],
        step=median(steps) if steps else 1.0,
        parts=median(len(line.parts(PART_GAP)) for line in several) / (len(body.gutters) + 1),
        first_edge=max((p.box.x1 for p in firsts if p.box.x1 <= gutter), default=gutter),
        set_in=sum(p.box.x0 > left + INDENT * p.size for p in firsts) / len(firsts) if firsts else 0.0,
        capitals=sum(line.text.isupper() for line in several) / len(several),
        single=sum(map(is_wording, body.lines)) / len(body.lines),
    )


def evidence(body: Body, at: int, usual: Habits) -> Evidence:
    """Return what speaks for or against a line being a label."""
    line = body.lines[at]
    found: Evidence = {"is": 1.0, "habit: single": usual.single, "habit: few parts": 1 - usual.parts}
    found |= {f"vote: {vote}": 1.0 for vote in body.votes[at]}
    found |= _place(body, line, usual) | _look(body, line, usual) | _drawn(body, at) | _words(line)
    found |= _around(body, at, usual)
    return {name: float(value) for name, value in found.items() if value}


def _place(body: Body, line: Line, usual: Habits) -> Evidence:
    x0, x1 = line.box.x0, line.box.x1
    width = body.edges[1] - body.edges[0]
    indent = (x0 - usual.left) / line.size
    central = abs(line.box.cx - sum(body.edges) / 2) < NEAR_MIDDLE / 2 * width
    crossing = sum(x0 < g - CROSSED and x1 > g + CROSSED for g in body.gutters)
    across = any(w.x0 < g - CROSSED and w.x1 > g + CROSSED for g in body.gutters for w in line)
    second = bool(body.gutters) and x0 >= body.gutters[0]
    return {
        "place: left": abs(indent) < INDENT,
        "place: further left": indent < -INDENT,
        "place: set in": max(0.0, min(indent, FAR_IN)) / FAR_IN,
        "place: central": central,
        "place: central, not left": central and indent >= INDENT,
        "place: behind the first column": second,
        "place: crosses": crossing > 0,
        "place: crosses several": crossing > 1,
        "place: a word crosses": across,
        "place: blanks at all boundaries": crossing > 0 and not across,
        "place: left, others set in": abs(indent) < INDENT and usual.set_in > HALF,
        "place: width": (x1 - x0) / width if width else 0.0,
    }


def _look(body: Body, line: Line, usual: Habits) -> Evidence:
    words = [w for w in line if sum(c.isalpha() for c in w.text) > 1] or list(line)
    own = [w.style & _STYLES for w in words]
    styled = all(s & ~usual.style for s in own)
    colour = {body.colours.get(w.line, usual.colour) for w in line}
    return {
        "look: own style": styled,
        "look: without the usual style": bool(usual.style) and all(not s & usual.style for s in own),
        "look: mixed": len(set(own)) > 1,
        "look: capitals": line.text.isupper() and usual.capitals < HALF,
        "look: larger": line.size > (1 + OTHER_SIZE) * usual.size,
        "look: smaller": line.size < (1 - OTHER_SIZE) * usual.size,
        "look: own colour": usual.colour not in colour,
    }


def _drawn(body: Body, at: int) -> Evidence:
    """Return what rules and shades around a line say."""
    box = body.lines[at].box
    y = box.cy
    above = body.lines[at - 1].box.cy if at else body.edges[0] - 1e4
    below = body.lines[at + 1].box.cy if at + 1 < len(body.lines) else 1e5
    over = any(above < rule < y for rule in body.rules) or not at
    under = any(y < rule < below for rule in body.rules)
    beside = any(r.y0 < y < r.y1 for r in body.between)
    shade = next(((a, b) for a, b in body.shades if a < y < b), None)
    alone = shade is not None and not any(shade[0] < other < shade[1] for other in (above, below))
    return {
        "rule: above": over,
        "rule: below": under,
        "rule: around": over and under,
        "grid: open": bool(body.between) and not beside,
        "grid: closed": beside,
        "shade: alone": alone,
        "shade: with others": shade is not None and not alone,
    }


def _words(line: Line) -> Evidence:
    text = line.text
    return {
        "words: small letter": text[0].islower(),
        "words: bracket": text[0] in "([&/",
        "words: goes on": bool(_WITHIN.search(text)) or is_hyphened(text),
        "words: ends a sentence": text.endswith("."),
        "words: cites": bool(_CITES.search(text)),
        "words: figures": sum(c.isdigit() for c in text) / len(text),
        "words: many": min(len(line.words), 2 * LONG_LABEL) / LONG_LABEL,
    }


def _around(body: Body, at: int, usual: Habits) -> Evidence:
    """Return what the lines above and below say."""
    line = body.lines[at]
    found: Evidence = {"above: none": at == 0, "below: none": at + 1 == len(body.lines)}
    gutter = body.gutters[0] if body.gutters else body.edges[1]
    need = WORD_SPACE * line.size
    if at:
        other = body.lines[at - 1]
        parts = other.parts(PART_GAP)
        first = parts[0] if parts[0].first.x0 < gutter else None
        room = first is None or first.box.x1 + need + line.first.width < usual.first_edge
        found |= {
            "above: far": min((line.baseline - other.baseline) / usual.step, MOST_STEP) / MOST_STEP,
            "above: single": len(parts) == 1,
            "above: nothing in the first column": first is None,
            "above: room": room and first is not None,
            "above: goes on": first is not None and (is_hyphened(first.text) or bool(_WITHIN.search(first.text))),
            "above: full": len(parts) > usual.parts * (len(body.gutters) + 1) - 0.5,
        }
    if at + 1 < len(body.lines):
        other = body.lines[at + 1]
        parts = other.parts(PART_GAP)
        first = parts[0] if parts[0].first.x0 < gutter else None
        found |= {
            "below: far": min((other.baseline - line.baseline) / usual.step, MOST_STEP) / MOST_STEP,
            "below: single": len(parts) == 1,
            "below: nothing in the first column": first is None,
            "below: full": len(parts) > usual.parts * (len(body.gutters) + 1) - 0.5,
            "below: set in": first is not None and first.box.x0 > line.box.x0 + INDENT * line.size,
            "below: small letter": first is not None and first.text[0].islower() and not PARTICLE.match(first.text),
            "below: room": first is not None and line.box.x1 + need + first.first.width < usual.first_edge,
            "below: callout": first is not None and bool(_CITES.match(first.text)),
        }
    both = ("above: room", "above: nothing in the first column")
    alone = bool(found.get("below: room")) and bool(found.get("below: full")) and any(found.get(n) for n in both)
    found["around: alone"] = alone
    found["around: alone in a full table"] = alone and usual.parts > LONE_FILLED
    return found


def look_of(body: Body, at: int) -> tuple[float, ...]:
    """Return what lines of one kind have in common: style, size, colour, capitals, and where they begin."""
    line = body.lines[at]
    central = abs(line.box.cx - sum(body.edges) / 2) < SAME_LOOK_INDENT
    place = -1.0 if central else round(line.box.x0 / SAME_LOOK_INDENT)
    colour = body.colours.get(line.first.line, 0)
    return line.style & _STYLES, round(line.size * 2), colour, line.text.isupper(), place


def together(body: Body, options: Sequence[int], own: Sequence[Evidence], alone: Mapping[str, float]) -> list[Evidence]:
    """Add to the evidence of each line what it weighs alone, and what the others that look like it weigh."""
    single = [_dot(e, alone) for e in own]
    looks = [look_of(body, i) for i in options]
    kinds: dict[tuple[float, ...], list[float]] = defaultdict(list)
    for look, weight in zip(looks, single, strict=True):
        kinds[look].append(max(-MOST_LIKE, min(MOST_LIKE, weight)))
    for ranked in kinds.values():
        ranked.sort()
    sums = {look: (sum(like), sum(weight > 0 for weight in like)) for look, like in kinds.items()}
    labels = sum(weight > 0 for weight in single)
    found: list[Evidence] = []
    for given, look, weight in zip(own, looks, single, strict=True):
        like = kinds[look]
        mine = max(-MOST_LIKE, min(MOST_LIKE, weight))
        more = {"own": max(-MOST_OWN, min(MOST_OWN, weight)), "like: none": float(len(like) == 1)}
        if len(like) > 1:
            best, worst = like[-1 - (mine == like[-1])], like[mine == like[0]]
            more |= {"like: mean": (sums[look][0] - mine) / (len(like) - 1), "like: best": best, "like: worst": worst}
        more["others: labels"] = float(labels > sums[look][1])
        found.append(given | more)
    return found


def _dot(found: Mapping[str, float], by: Mapping[str, float]) -> float:
    return sum(value * by.get(name, 0.0) for name, value in found.items())


def labels_among(body: Body, by: Weights | None = None) -> set[int]:
    """Return the lines that are labels across the table, and what looks like one below its last row."""
    options = options_in(body)
    ruled = by_rule(body)
    sure = {i for i in ruled if i >= _end_of_rows(body) or YEAR in body.votes[i]}
    if not options:
        return sure
    by = by or weights()
    usual = habits_of(body)
    own = [evidence(body, i, usual) for i in options]
    more = together(body, options, own, by.alone)
    weighed = {i: _dot(e, by.together) for i, e in zip(options, more, strict=True)}
    return sure | {i for i, weight in weighed.items() if weight > (AGAINST if i in ruled else FOR)}
