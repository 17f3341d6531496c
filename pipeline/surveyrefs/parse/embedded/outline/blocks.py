"""Lines that may be headings without a number: how each looks, stands and reads, as figures that can be weighed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import msgspec

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import LARGER, Body, Typeface, face_of, letters_in
from surveyrefs.parse.embedded.outline.vocabulary import ASIDE, FLOAT, KNOWN, USUAL
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.text.dehyphenate import Vocabulary, joined
from surveyrefs.text.list_names import names_list

MAX_LINES = 5  # of a heading
MAX_TITLE = 260  # characters
HEADING_LEADING = 1.55  # of its type size: lines of one heading are no further apart
ROOM = 6.0  # type sizes left free behind a line that the next word would have gone into: the next line is another title
MIXED = 0.55  # of a line's letters share a look before the line has one
MAX_TITLES = 2  # titles that may stand between a title and the text below it
SAME_SIZE = 0.6  # points
TAIL = 2  # words at a line's end that tell what type it ends in
SMALLEST = 0.7  # of the body's size: display type is no smaller
QUAD = 0.55  # of the type size: a blank after a title this wide is TeX's quad, not a word space
HALF_QUAD = 0.4  # of the type size: so wide a blank closes a title too, where it is wider …
WIDEST = 2.0  # type sizes: a wider blank parts columns
WIDER = 1.2  # … than this many of the line's usual blanks, and a sentence begins behind it

_PROSE = re.compile(r"[.!?]\s+[A-Z]")


class Block(msgspec.Struct, frozen=True, gc=False):
    """Lines first..last in one look that may be a heading; `known` that its words are a usual title."""

    first: int
    last: int
    face: Typeface
    text: str
    features: Mapping[str, float]
    known: bool


def look_of(words: Sequence[Word]) -> tuple[Typeface, float]:
    """Return the look that most letters of a line have, and their share: a Greek letter or a species' name in italics
    is no other type."""
    face = face_of(words)
    telling = BOLD if face.style & BOLD else BOLD | ITALIC  # within bold type slope is emphasis
    letters = same = 0
    for w in words:
        n = letters_in(w.text)
        letters += n
        same += n if w.style & telling == face.style & telling else 0
    return face, same / max(letters, 1)


def blocks(lines: Sequence[PrintedLine], supports: Collection[int], body: Body, taken: Collection[int]) -> list[Block]:
    """Return the blocks of lines that stand out from running text, and those that a destination or bookmark begins.

    `taken` are lines of other headings.
    """
    found: list[Block] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if i in taken or not any(c.isalpha() for c in line.text):
            i += 1
            continue
        face, share = look_of(line.words)
        if runs_in(lines, i, body) or (i not in supports and (share < MIXED or not stands_out(face, body))):
            i += 1
            continue
        last = _last_line(lines, i, face, taken, body)
        if _goes_on_run_in(lines, last, face, body):
            i = last + 1
            continue
        text = line.text
        for k in range(i + 1, last + 1):
            text = joined(text, lines[k].text, Vocabulary(()))
        known = bool(KNOWN.fullmatch(text.strip()) or names_list(text))
        found.append(Block(i, last, face, text, _features(lines, i, last, face, share, text, body, supports), known))
        i = last + 1
    return found


def stands_out(face: Typeface, body: Body) -> bool:
    """Tell whether a line is in other type than running text; a bold or foreign one may be smaller than that, too."""
    if body.stands_out(face):
        return True
    display = bool(face.style & BOLD) or face.capitals or (bool(face.family) and face.family != body.family)
    return display and face.size >= SMALLEST * body.size


def runs_in(lines: Sequence[PrintedLine], i: int, body: Body, words: Sequence[Word] = ()) -> bool:
    """Tell whether running text goes on behind a title in line i: its last words are in the text's type, and the line
    is full or the text goes on below it. `words`: those of the line behind its number."""
    line = lines[i]
    if _quad_within(words or line.words, body):
        return True
    tail = [w for w in words or line.words if letters_in(w.text)][-TAIL:]
    if len(tail) < TAIL or stands_out(face_of(tail), body) or not stands_out(face_of((words or line.words)[:1]), body):
        return False
    if line.x1 > line.right - 2 * line.size:
        return True
    below = lines[i + 1] if i + 1 < len(lines) else None
    return below is not None and continues(line, below) and not stands_out(look_of(below.words)[0], body)


def _quad_within(words: Sequence[Word], body: Body) -> bool:
    """Tell whether bold or sloped words end in a quad with words in the type of running text behind it."""
    style = words[0].style & (BOLD | ITALIC)
    cut = next((k for k, w in enumerate(words) if w.style & (BOLD | ITALIC) != style), 0)
    if not style or not cut or not words[cut].text[0].isalpha() or body.stands_out(face_of(words[cut : cut + 1])):
        return False
    return words[cut].x0 - words[cut - 1].x1 <= WIDEST * body.size and is_quad(words, cut, body)


def is_quad(words: Sequence[Word], count: int, body: Body) -> bool:
    """Tell whether the blank behind the first `count` words is no word space."""
    blank = words[count].x0 - words[count - 1].x1
    if blank > QUAD * body.size:
        return True
    rest = words[count:]
    blanks = sorted(b.x0 - a.x1 for a, b in zip(rest, rest[1:], strict=False) if not b.glued)
    usual = blanks[len(blanks) // 2] if blanks else 0.0
    return blank > max(HALF_QUAD * body.size, WIDER * usual) and words[count].text[0].isupper()


def _goes_on_run_in(lines: Sequence[PrintedLine], last: int, face: Typeface, body: Body) -> bool:
    """Tell whether a title of several lines ends in the line of its paragraph."""
    if last + 1 >= len(lines) or not continues(lines[last], lines[last + 1]):
        return False
    below = lines[last + 1]
    same = alike(face_of(below.words[:1]), face)
    return same and not room_left(lines[last], below) and runs_in(lines, last + 1, body)


def _last_line(
    lines: Sequence[PrintedLine], first: int, face: Typeface, taken: Collection[int], body: Body
) -> int:
    last = first
    while last + 1 < len(lines):
        above, line = lines[last], lines[last + 1]
        if last + 1 in taken or not continues(above, line):
            break
        more, share = look_of(line.words)
        if share < MIXED or not alike(more, face) or room_left(above, line):
            break
        if stands_out(face, body) and not stands_out(more, body):
            break
        last += 1
    return last


def room_left(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether the first word of a line would have gone into the line above: the two are not one title."""
    if above.x0 - above.left > 2 * above.size:  # centred or set in: broken by hand, as it looks best
        return False
    word = line.words[0]
    return above.x1 + word.x1 - word.x0 + ROOM * above.size < above.right


def continues(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line is near enough below another to be of one heading with it."""
    step = line.baseline - above.baseline
    return line.page == above.page and line.column == above.column and 0 < step <= HEADING_LEADING * above.size


def alike(one: Typeface, other: Typeface) -> bool:
    """Tell whether two lines of a heading are in one type."""
    if one.capitals and other.capitals:  # capitals of two sizes make small capitals
        return one.style == other.style and abs(one.size - other.size) < 0.3 * max(one.size, other.size)
    return one.style == other.style and abs(one.size - other.size) < SAME_SIZE


def _features(
    lines: Sequence[PrintedLine],
    first: int,
    last: int,
    face: Typeface,
    share: float,
    text: str,
    body: Body,
    supports: Collection[int],
) -> dict[str, float]:
    """Return what speaks for and against a heading; every figure is between 0 and 1, absent ones are 0."""
    line, end = lines[first], lines[last]
    width = max(line.right - line.left, 1.0)
    words = text.split()
    ratio = face.size / max(body.size, 1.0)
    letters = sum(c.isalpha() for c in text)
    larger = ratio > LARGER
    kinds = 2 * larger + 2 * bool(face.style & BOLD) + bool(face.style & ITALIC) + 2 * face.capitals
    kinds += bool(face.family) and face.family != body.family
    found = {
        "bias": 1.0,
        "display": min(1.0, kinds / 4),
        "smaller": float(ratio < 0.95),
        "mixed": 1.0 - share,
        "short": min(max(0.0, (end.right - end.x1) / width), 0.5) * 2,
        "lines": float(last - first >= 1),
        "many lines": float(last - first >= 3),
        "long": min(1.0, max(0, len(words) - 10) / 15),
        "tiny": float(letters < 4),
        "sign": 1.0 - letters / max(1, sum(not c.isspace() for c in text)),
        "odd first": float(text[:1].islower() or not text[:1].isalnum()),
        "figure first": float(text[:1].isdigit()),
        "stop": float(text.rstrip().endswith((".", ";", ",", ":"))),
        "prose": float(bool(_PROSE.search(text))),
        "float": float(bool(FLOAT.match(text))),
        "aside": float(bool(ASIDE.search(text)) or "@" in text),
        "known": float(bool(KNOWN.fullmatch(text.strip()) or names_list(text))),
        "usual": float(bool(USUAL.fullmatch(text.strip()))),
        "support": float(any(i in supports for i in range(first, last + 1))),
    }
    return found | _above(lines, first, last, body) | _below(lines, last, face, body)


def _above(lines: Sequence[PrintedLine], first: int, last: int, body: Body) -> dict[str, float]:
    line = lines[first]
    above = lines[first - 1] if first else None
    if above is None or above.page != line.page or above.column != line.column:
        return {"column top": 1.0}
    usual = body.leading  # of short paragraphs with space between that is too wide: the text below tells, too
    if last + 1 < len(lines) and lines[last + 1].page == line.page and lines[last + 1].column == line.column:
        usual = min(usual, max(0.0, lines[last + 1].baseline - lines[last].baseline))
    step = (line.baseline - above.baseline) / max(usual, 1.15 * max(line.size, above.size))
    ended = above.x1 < above.right - 2 * above.size or above.text.rstrip()[-1:] in ".:?!)]"
    return {
        "gap above": min(1.0, max(0.0, step - 1.05)),
        "no gap above": float(step <= 1.1),
        "ended above": float(ended),
    }


def _below(lines: Sequence[PrintedLine], last: int, face: Typeface, body: Body) -> dict[str, float]:
    line = lines[last]
    at = _text_below(lines, last, face, body)
    if at is None:
        return {}
    below = lines[last + 1]
    look, share = look_of(lines[at].words)
    text = share >= MIXED and not stands_out(look, body) and abs(lines[at].size - body.size) < 0.06 * body.size
    full = lines[at].x1 - lines[at].x0 > 0.6 * (lines[at].right - lines[at].left)
    found = {
        "text below": float(text),
        "full line below": float(text and full),
        "title below": float(at > last + 1),
        "small below": float(below.size < 0.94 * body.size and below.size < 0.94 * line.size),
        "capital below": float(lines[at].text[:1].isupper() or lines[at].text[:1].isdigit()),
    }
    if below.page == line.page and below.column == line.column:
        step = (below.baseline - line.baseline) / max(body.leading, 1.15 * max(line.size, below.size))
        found["far below"] = float(step > 2.5)
    else:
        found["column end"] = 1.0
    return found


def _text_below(lines: Sequence[PrintedLine], last: int, face: Typeface, body: Body) -> int | None:
    """Return the first line below that is no title in other type: a section's often stands over a subsection's."""
    for at in range(last + 1, min(last + 2 + MAX_TITLES, len(lines))):
        look, _ = look_of(lines[at].words)
        if not stands_out(look, body) or alike(look, face) or at > last + MAX_TITLES:
            return at
    return last + 1 if last + 1 < len(lines) else None
