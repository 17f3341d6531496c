"""Lines that may be headings without a number, in blocks of one look."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence

import msgspec

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import Body, Typeface, face_of, letters_in
from surveyrefs.parse.embedded.outline.features import features
from surveyrefs.parse.embedded.outline.heading import without_sign
from surveyrefs.parse.embedded.outline.looks import MIXED, alike, look_of, stands_out
from surveyrefs.parse.embedded.outline.vocabulary import ASIDE, KNOWN, USUAL
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.text.dehyphenate import Vocabulary, joined
from surveyrefs.text.list_names import names_list

MAX_TITLE = 260  # characters
HEADING_LEADING = 1.55  # of its type size: lines of one heading are no further apart
CAPITALS_END = 0.7  # of a line's letters: so many small ones are none of a title in capitals
ROOM = 6.0  # type sizes left free behind a line that the next word would have gone into: the next line is another title
TAIL = 2  # words at a line's end that tell what type it ends in
QUAD = 0.55  # of the type size: a blank after a title this wide is TeX's quad, not a word space
HALF_QUAD = 0.4  # of the type size: so wide a blank closes a title too, where it is wider …
WIDEST = 2.0  # type sizes: a wider blank parts columns
WIDER = 1.2  # … than this many of the line's usual blanks, and a sentence begins behind it


class Block(msgspec.Struct, frozen=True, gc=False):
    """Lines first..last in one look that may be a heading; `known` that its words are a usual title."""

    first: int
    last: int
    face: Typeface
    text: str
    features: Mapping[str, float]
    known: bool


def blocks(lines: Sequence[PrintedLine], supports: Collection[int], body: Body, taken: Collection[int]) -> list[Block]:
    """Return the blocks of lines that stand out from running text, and those that a destination or bookmark begins.

    `taken` are lines of other headings.
    """
    found: list[Block] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if i in taken or not any(map(str.isalpha, line.text)):
            i += 1
            continue
        face, share = look_of(line.words)
        if (i not in supports and (share < MIXED or not stands_out(face, body))) or runs_in(lines, i, body):
            i += 1
            continue
        last = _last_line(lines, i, face, taken, body)
        if _goes_on_run_in(lines, last, face, body):
            i = last + 1
            continue
        text = line.text
        for k in range(i + 1, last + 1):
            text = joined(text, lines[k].text, Vocabulary(()))
        known = bool(KNOWN.fullmatch(without_sign(text.strip())) or names_list(text))
        found.append(Block(i, last, face, text, features(lines, i, last, face, share, text, body, supports), known))
        i = last + 1
    return found


def runs_in(lines: Sequence[PrintedLine], i: int, body: Body, words: Sequence[Word] = ()) -> bool:
    """Tell whether running text goes on behind a title in line i: its last words are in the text's type, and the line
    is full or the text goes on below it. `words`: those of the line behind its number."""
    line = lines[i]
    if _quad_within(words or line.words, body):
        return True
    tail = list(itertools.islice((w for w in reversed(words or line.words) if letters_in(w.text)), TAIL))[::-1]
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
    first = face_of(below.words[:1])
    same = alike(first, face) and not _ends_capitals(face, first, below)
    return same and not room_left(lines[last], below) and runs_in(lines, last + 1, body)


def _last_line(lines: Sequence[PrintedLine], first: int, face: Typeface, taken: Collection[int], body: Body) -> int:
    last = first
    while last + 1 < len(lines):
        above, line = lines[last], lines[last + 1]
        if last + 1 in taken or not (continues(above, line) or _breaks_over(above, line)):
            break
        more, share = look_of(line.words)
        if share < MIXED or not alike(more, face) or room_left(above, line) or _ends_capitals(face, more, line):
            break
        if stands_out(face, body) and not stands_out(more, body):
            break
        last += 1
    return last


def _ends_capitals(face: Typeface, more: Typeface, line: PrintedLine) -> bool:
    """Tell whether a line in small letters stands below a title in capitals: a title below it, or one in the line."""
    small = sum(map(str.islower, line.text))
    return face.capitals and not more.capitals and small > CAPITALS_END * letters_in(line.text)


def _breaks_over(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a title may go on at the top of the next column: its line is full and does not end a sentence, and
    the next is no usual title by itself."""
    further = (line.page, line.column) == (above.page, above.column + 1) or line.page == above.page + 1
    full = above.x1 > above.right - line.words[0].width - above.size
    if not further or not full or above.column < 0 or line.column < 0 or above.text[-1] in ".:?!":
        return False
    text = line.text.strip()
    return not (KNOWN.fullmatch(text) or USUAL.fullmatch(text) or names_list(text) or ASIDE.search(above.text))


def room_left(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether the first word of a line would have gone into the line above: the two are not one title."""
    if above.x0 - above.left > 2 * above.size:  # centred or set in: broken by hand, as it looks best
        return False
    word = line.words[0]
    return above.x1 + word.width + ROOM * above.size < above.right


def continues(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line is near enough below another to be of one heading with it."""
    step = line.baseline - above.baseline
    return line.page == above.page and line.column == above.column and 0 < step <= HEADING_LEADING * above.size
