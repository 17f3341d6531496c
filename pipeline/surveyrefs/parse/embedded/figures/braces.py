"""Braces of taxonomies: the text at a brace's tip is the parent of the texts that its height (or width) covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.box import Box, Placed
from surveyrefs.parse.embedded.figures.limits import (
    AHEAD,
    AT_TIP,
    CENTRED,
    COVERED,
    GLYPH_HEIGHT,
    LARGE_GLYPH,
    PIECES_APART,
    SAME_LINE,
    TIP_INSIDE,
    UNEVEN_GAPS,
)
from surveyrefs.parse.embedded.layout.line import text_of
from surveyrefs.parse.embedded.pdf.page import Brace, Word
from surveyrefs.text.goes_on import OPEN_END

Line = Sequence[Word]
Point = tuple[float, float]
Link = dict[int, Point]

# The pieces of a large brace as TeX's fonts, Unicode and the Symbol font have them: those with the tip, all of them.
_OPEN = frozenset("\uf8f2\u23a8\uf0ed")
_CLOSE = frozenset("\uf8fd\u23ac\uf0fd")
_PIECES = frozenset(
    "\uf8f1\uf8f2\uf8f3\uf8f4\u23a7\u23a8\u23a9\u23aa\uf0ec\uf0ed\uf0ee\uf0ef{"
    "\uf8fc\uf8fd\uf8fe\u23ab\u23ac\u23ad\uf0fc\uf0fd\uf0fe}"
)
_FIRST = frozenset("\uf8f1\u23a7\uf0ec\uf8fc\u23ab\uf0fc")
_ENDED = re.compile(r"[\])]$")
_CONTINUES = re.compile(r"[a-zß-ÿ(\[&/+]")
_CALLOUTS = re.compile(r"\[\s*\d[\d,;\s\[\]–-]*\]")


def is_callout(text: str) -> bool:
    """Tell whether a text is numeric callouts and no more."""
    return bool(_CALLOUTS.fullmatch(text))


# -- braces that are printed ------------------------------------------------------------------------------------------


def printed_braces(words: Sequence[Word]) -> tuple[list[Brace], list[Word]]:
    """Return the braces that large glyphs print, or glyphs one above the other, and the words that are left."""
    pieces = [w for w in words if w.turn == 0 and len(w.text) == 1 and w.text in _PIECES]
    if not pieces:
        return [], list(words)
    found: list[Brace] = []
    used: set[int] = set()
    for run in _runs(pieces, _usual_size(words)):
        box = Box.around(run)
        signs = {w.text for w in run}
        opens = bool(signs & (_OPEN | {"{"}))
        whole = bool(signs & (_OPEN | _CLOSE)) or len(run) == 1
        if whole:
            # TeX sets a brace symmetrical to the line that it stands on.
            found.append(Brace(*box.tuple(), box.x0 if opens else box.x1, box.cy))
            used |= {w.index for w in run}
    return found, [w for w in words if w.index not in used]


def _usual_size(words: Sequence[Word]) -> float:
    sizes = sorted(w.size for w in words)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _runs(pieces: Sequence[Word], usual: float) -> list[list[Word]]:
    """Return the pieces of each brace; a lone sign is one where it is higher than the type around it."""
    runs: list[list[Word]] = []
    for piece in sorted(pieces, key=lambda w: (round(w.x0), w.y0)):
        last = runs[-1][-1] if runs else None
        joins = (
            last is not None and piece.text not in _FIRST and abs(piece.x0 - last.x0) <= SAME_LINE
            and piece.y0 - last.y1 <= PIECES_APART * piece.size
        )  # fmt: skip
        if joins and not (len(runs[-1]) == 1 and last is not None and last.text in "{}"):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [run for run in map(_whole_glyph, runs) if len(run) > 1 or run[0].height > LARGE_GLYPH * usual]


def _whole_glyph(run: list[Word]) -> list[Word]:
    """Give a brace in large type its own height: that of its type is more."""
    if len(run) > 1 or run[0].y0 >= run[0].baseline:
        return run
    word = run[0]
    top = word.baseline - GLYPH_HEIGHT * word.size
    return [msgspec.structs.replace(word, y0=top, y1=top + word.size)]


# -- texts beside braces ----------------------------------------------------------------------------------------------


def cut_at_braces(part: Sequence[Word], braces: Sequence[Brace]) -> list[list[Word]]:
    """Cut words of one line where a brace stands between two of them."""
    found = [[part[0]]]
    for before, word in pairwise(part):
        y = (before.cy + word.cy) / 2
        if any(b.y0 <= y <= b.y1 and before.cx < b.cx < word.cx and b.height > b.width for b in braces):
            found.append([])
        found[-1].append(word)
    return found


def own_lines(block: Sequence[Sequence[Word]], braces: Sequence[Brace]) -> list[list[Sequence[Word]]]:
    """Part the lines of a block beside a brace into texts: each is a child unless it goes on with the line above.

    Where the lines are unevenly apart, near ones are one text. What a tip points at the middle of is one text.
    """
    boxes = [Box.around(line) for line in block]
    gaps = [low.y0 - high.y1 for high, low in pairwise(boxes)]
    uneven = bool(gaps) and max(gaps) - min(gaps) > UNEVEN_GAPS * block[0][0].size
    level = (max(gaps) + min(gaps)) / 2 if gaps else 0.0
    tips = [b.tip_y for b in braces if _points_at(b, Box.around(boxes))]
    found: list[list[Sequence[Word]]] = [[block[0]]]
    for i, line in enumerate(block[1:]):
        near = gaps[i] < level if uneven else _continues(text_of(block[i]), text_of(line))
        above = Box.around(w for part in found[-1] for w in part)
        if near or _tip_between(above, boxes[i + 1], tips):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _points_at(brace: Brace, block: Box) -> bool:
    """Tell whether an upright brace stands beside a block of text with its tip towards it."""
    opens = brace.tip_x <= brace.cx
    away = brace.x0 - block.x1 if opens else block.x0 - brace.x1
    return brace.height > brace.width and -AT_TIP <= away <= AHEAD


def _continues(above: str, text: str) -> bool:
    """Tell whether a line goes on with the one above, by their words."""
    if OPEN_END.search(above):
        return True
    return bool(_CONTINUES.match(text)) and not (_ENDED.search(above) and text[0].islower())


def _tip_between(above: Box, line: Box, tips: Sequence[float]) -> bool:
    """Tell whether a tip points at the middle of two lines together, and of neither alone."""
    middle = (above.y0 + line.y1) / 2
    return any(
        abs(tip - middle) <= CENTRED and min(abs(tip - above.cy), abs(tip - line.cy)) > TIP_INSIDE for tip in tips
    )  # fmt: skip


# -- who is whose parent ----------------------------------------------------------------------------------------------


class _Turned(msgspec.Struct, frozen=True, gc=False):
    """A box as if its brace opened to the right: `u` grows from parents to children, `v` along the brace."""

    u0: float
    v0: float
    u1: float
    v1: float

    @property
    def v(self) -> float:
        return (self.v0 + self.v1) / 2


_WAYS = ("right", "left", "down", "up")


def _way(brace: Brace) -> str:
    if brace.height > brace.width:
        return "right" if brace.tip_x <= brace.cx else "left"
    return "down" if brace.tip_y <= brace.cy else "up"


def _seen(box: Placed, way: str) -> _Turned:
    if way == "right":
        return _Turned(box.x0, box.y0, box.x1, box.y1)
    if way == "left":
        return _Turned(-box.x1, box.y0, -box.x0, box.y1)
    return _Turned(box.y0, box.x0, box.y1, box.x1) if way == "down" else _Turned(-box.y1, box.x0, -box.y0, box.x1)


def brace_links(boxes: Sequence[Box], braces: Sequence[Brace]) -> list[Link]:
    """Return for each brace the text at its tip and those that it covers, with the points where it meets them.

    A text right behind another one that a brace covers hangs on that.
    """
    found: list[Link] = []
    for way in _WAYS:
        mine = [b for b in braces if _way(b) == way]
        if not mine:
            continue
        texts = [_seen(box, way) for box in boxes]
        turned = [_seen(b, way) for b in mine]
        for brace, at in zip(mine, turned, strict=True):
            tip = {"right": brace.tip_x, "left": -brace.tip_x, "down": brace.tip_y, "up": -brace.tip_y}[way]
            across = brace.tip_y if way in ("right", "left") else brace.tip_x
            parent = _at_tip(texts, tip, across)
            if parent < 0:
                parent = _alone_before(texts, at, turned)
            covered = [i for i in _covered(texts, at, turned) if i != parent]
            behind = {i: _before(texts, i, covered) for i in covered}
            children = [i for i in covered if behind[i] < 0]
            if parent >= 0 and children:
                link = {i: _point(texts[i].u0, texts[i].v, way) for i in children}
                found.append({parent: (brace.tip_x, brace.tip_y), **link})
            for i, over in behind.items():
                if over >= 0:
                    found.append({over: _point(texts[over].u1, texts[i].v, way),
                                  i: _point(texts[i].u0, texts[i].v, way)})  # fmt: skip
    return found


def _point(u: float, v: float, way: str) -> Point:
    return {"right": (u, v), "left": (-u, v), "down": (v, u), "up": (v, -u)}[way]


def _at_tip(texts: Sequence[_Turned], u: float, v: float) -> int:
    """Return the text that a tip points at, -1 where there is none."""
    options = []
    for i, text in enumerate(texts):
        away, off = u - text.u1, max(text.v0 - v, v - text.v1, 0.0)
        if -AT_TIP <= away <= AHEAD and off <= AT_TIP and text.u0 < u:
            options.append((away + off, i))
    return min(options)[1] if options else -1


def _alone_before(texts: Sequence[_Turned], brace: _Turned, braces: Sequence[_Turned]) -> int:
    """Return the only text before a brace, at any place of its height, as in a table of two columns; -1 for none."""
    options = []
    for i, text in enumerate(texts):
        beyond = any(text.u1 <= b.u0 + 1 and b.u1 <= brace.u0 for b in braces)
        if text.u1 <= brace.u0 + AT_TIP and brace.v0 <= text.v <= brace.v1 and not beyond:
            options.append(i)
    return options[0] if len(options) == 1 else -1


def _covered(texts: Sequence[_Turned], brace: _Turned, braces: Sequence[_Turned]) -> list[int]:
    """Return the texts in a brace's span that are behind no other brace."""
    inner = [b for b in braces if b is not brace and b.u0 >= brace.u1 - 1]
    found = []
    for i, text in enumerate(texts):
        if text.u0 < brace.u1 - AT_TIP or not brace.v0 - COVERED <= text.v <= brace.v1 + COVERED:
            continue
        if not any(text.u0 >= b.u1 - AT_TIP and b.v0 - COVERED <= text.v <= b.v1 + COVERED for b in inner):
            found.append(i)
    return found


def _before(texts: Sequence[_Turned], at: int, others: Sequence[int]) -> int:
    """Return the nearest text on the way to one that a brace covers; -1 where there is none."""
    text = texts[at]
    options = []
    for i in others:
        other = texts[i]
        shared = min(text.v1, other.v1) - max(text.v0, other.v0)
        if i != at and other.u1 <= text.u0 + 1 and 2 * shared > min(text.v1 - text.v0, other.v1 - other.v0):
            options.append((other.u1, i))
    return max(options)[1] if options else -1
