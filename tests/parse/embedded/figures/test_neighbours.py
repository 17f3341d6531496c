"""Trees whose lines or boxes are gone or elsewhere: what hangs from what, compared with a golden file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.figures.trees import read_tree
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from tests.conftest import Golden
from tests.neighbours import shown
from tests.parse.embedded.figures.test_trees import AREA, BOXES, parents, words_in
from tests.parse.embedded.tables.drawn import frame_of

FORK = (
    Rule(140, 160, 160, 160), Rule(160, 120, 160, 200), Rule(160, 120, 180, 120), Rule(160, 200, 180, 200),
    Rule(230, 120, 270, 120), Rule(230, 200, 270, 200),
)  # fmt: skip
SLANTED = (Box(140, 120, 180, 160), Box(140, 160, 180, 200))
MORE = {
    "goes on [3]": Box(270, 122, 350, 142),
    "Far [4]": Box(300, 150, 350, 170),
    "and so on": Box(180, 122, 230, 142),
}
BY = (1.0, 3.0, 6.0, 10.0, 16.0)


class Drawn(NamedTuple):
    """What a figure is drawn of; the boxes of `framed` texts are drawn."""

    texts: dict[str, Box]
    framed: bool
    rules: tuple[Rule, ...]
    slanted: tuple[Box, ...] = ()
    size: float = 10.0


FIGURES = {
    "forks": Drawn(BOXES, True, FORK),
    "slanted": Drawn(BOXES, True, FORK[4:], SLANTED),
    "without boxes": Drawn(BOXES, False, FORK),
    "several lines": Drawn({**BOXES, **MORE}, False, FORK),
    "boxes of several lines": Drawn({**BOXES, **MORE}, True, FORK),
}


def told(drawn: Drawn) -> list[str]:
    words: list[Word] = [
        msgspec.structs.replace(w, size=drawn.size, y1=w.y0 + drawn.size) for w in words_in(drawn.texts)
    ]
    fills = tuple(drawn.texts.values()) if drawn.framed else ()
    tree = read_tree(frame_of(words, list(drawn.rules), fills=fills, paths=drawn.slanted), AREA, words)
    return [f"{name} < {parent}" for name, parent in parents(tree).items()]


def near(drawn: Drawn) -> Iterator[tuple[str, Drawn]]:
    for i, r in enumerate(drawn.rules):
        others = {"gone": ()} | {
            f"{name} by {by:.0f}": (rule,)
            for by in BY
            for name, rule in {
                "shorter at its end": Rule(r.x0, r.y0, r.x1 - by * r.across, r.y1 - by * (not r.across)),
                "longer at its begin": Rule(r.x0 - by * r.across, r.y0 - by * (not r.across), r.x1, r.y1),
                "lower": Rule(r.x0, r.y0 + by, r.x1, r.y1 + by),
                "more to the right": Rule(r.x0 + by, r.y0, r.x1 + by, r.y1),
            }.items()
        }
        for name, rule in others.items():
            yield f"line {i} {name}", drawn._replace(rules=(*drawn.rules[:i], *rule, *drawn.rules[i + 1 :]))
    for i, b in enumerate(drawn.slanted):
        for by in BY:
            other = Box(b.x0 + by, b.y0, b.x1 - by, b.y1)
            yield (
                f"slanted {i} by {by:.0f}",
                drawn._replace(slanted=(*drawn.slanted[:i], other, *drawn.slanted[i + 1 :])),
            )
    for text, b in drawn.texts.items():
        yield f"no {text}", drawn._replace(texts={k: v for k, v in drawn.texts.items() if k != text})
        for by in BY:
            for name, other in {
                "right": Box(b.x0 + by, b.y0, b.x1 + by, b.y1), "down": Box(b.x0, b.y0 + by, b.x1, b.y1 + by),
                "up": Box(b.x0, b.y0 - by, b.x1, b.y1 - by), "wider": Box(b.x0 - by, b.y0, b.x1 + by, b.y1),
            }.items():  # fmt: skip
                yield f"{text} {name} by {by:.0f}", drawn._replace(texts={**drawn.texts, text: other})
    for size in (6.0, 8.0, 14.0):
        yield f"type of {size}", drawn._replace(size=size)


@pytest.mark.golden
def test_trees_drawn_otherwise(golden: Golden) -> None:
    out: list[str] = []
    for name, drawn in FIGURES.items():
        out += shown(name, told(drawn), ((of, told(other)) for of, other in near(drawn)))
    golden.check("neighbours/trees.txt", "\n".join(out) + "\n")
