"""A page's characters → words: runs of one style without a blank, each with its own box."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from surveyrefs.model.document import BOLD, ITALIC, MONO, SMALL_CAPS
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.pdf.signs import combined, hangs_by

# MuPDF's font flags do not know these names: slanted type is italic to a reader, small caps have a shape of their own.
# "AdvTTaf7f9f4f.B" and ".BI" are how journals' typesetters name theirs.
_ITALIC_NAME = re.compile(r"ital|obl|slant|^(CM|SF|EC|LM)(SL|TI|BXTI|BXSL|UI|RMTI|RMSL)|TI\d*$|-It\b|\.B?I$", re.I)
_BOLD_NAME = re.compile(r"bold|medi|black|heavy|^(CM|SF|EC|LM)(BX|B\d|SSBX|RB|SSDC)|TB\d*$|TBI$|\.BI?$", re.I)
_CAPS_NAME = re.compile(r"^(CM|SF|EC|LM)(CSC|CC|XC)|caps|-SC\b|SC\d*$", re.I)

# What parts words on paper. MuPDF's own words are parted at the first three and at its marks of direction only.
_BLANKS = "\x00-\x20\xa0\u202a-\u202e\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_TOKEN = re.compile(rf"[^{_BLANKS}]+")
# Marks of no width: they say where a line may be broken, and part nothing.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")

# The end of a cell that sticks out, and the next one printed over it, are one word to MuPDF: "minimap2xPython".
_MAYBE_TWO = re.compile(r"[a-z\d)\]%][A-Z]|[)\]][a-z]")
OVERPRINTED = 0.2  # em by which the next letter begins before the last one ends: no kerning goes back so far
SAME_PLACE = 0.1  # em: the rest of a ligature has no width of its own, what comes next begins where it does
HARDLY = 0.9  # of a letter's width: one printed over another by more is a heavy letter, struck twice

_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")  # Hebrew and Arabic letters

_ALONG = (1.0, 0.0)  # the direction of upright text
SEVERAL = -1  # no colour: of a line that has several
FEW = 30  # lines of a page whose characters are asked for one by one: many would be slower than those of the page
CLOSE = 10  # lines that reach into the box of one: where there are more, lines are not asked for one by one
SLANTED = 0.3  # sine of the angle: text that runs up or down by more is no line of text

_WHOLE = 1.5 * 2**52  # numbers so large have no bits for fractions

SignTables = Mapping[str, Mapping[str, str]]


def words_of(text: Any, blocks: list[dict[str, Any]], tables: SignTables, ruled: bool = False) -> tuple[Word, ...]:
    """Return the words of a text page, whose "dict" form is `blocks`; `tables`: what the codes of fonts of signs draw.

    The ends of most words are those of MuPDF's own words, which is quick. Lines with signs, and those that MuPDF parts
    elsewhere than a reader does, are cut character by character; so are those of a page with tables (`ruled`) in which
    a word may be the end of one cell with the beginning of the next printed over it.
    """
    by_line = {at: list(mine) for at, mine in groupby(text.extractWORDS(), key=itemgetter(5, 6))}
    characters = _Characters(text)
    found: list[Word] = []
    count = 0
    for at, block in enumerate(blocks):
        for number, line in enumerate(block.get("lines", ())):
            printed = by_line.get((block["number"], number), ())
            parts = None
            if not tables or not any(span["font"] in tables for span in line["spans"]):
                parts = _parts(line["spans"], printed)
            if parts is not None and len(parts) > 1:
                spans = _on_line(line["spans"])
                parts = parts if spans else None
                line = {**line, "spans": spans} if spans else line
            if ruled and any(_MAYBE_TWO.search(word[4]) for word in printed):
                parts = None
            if parts is None:
                _exact_words(characters.of(at, number, line), block["number"], count, found, tables)
            else:
                _quick_words(line, parts, printed, block["number"], count, found)
            count += 1
    return tuple(found)


class _Characters:
    """The characters of some lines of a text page.

    PyMuPDF gives those of a whole page, or of a part of it: for the first few lines it is asked for the box of each.
    """

    def __init__(self, text: Any) -> None:
        self._text = text
        self._asked = 0
        self._all: Any = ()

    def of(self, at: int, number: int, line: Mapping[str, Any]) -> Any:
        """Return a line with its characters: `line` has none, and is the block's (`at`) of that number."""
        self._asked += 1
        if self._asked <= FEW and (found := self._alone(line)):
            return found
        self._all = self._all or self._text.extractRAWDICT()["blocks"]
        return self._all[at]["lines"][number]

    def _alone(self, line: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return a line with its characters, from the part of the page where it stands; None where that is not sure."""
        whole = self._text.this.m_internal.mediabox
        kept = whole.x0, whole.y0, whole.x1, whole.y1
        x0, y0, x1, y1 = line["bbox"]
        try:
            whole.x0, whole.y0, whole.x1, whole.y1 = x0 - 1, y0, x1 + 1, y1
            blocks = self._text.extractRAWDICT()["blocks"]
        finally:
            whole.x0, whole.y0, whole.x1, whole.y1 = kept
        lines = [other for block in blocks for other in block.get("lines", ())]
        if len(lines) > CLOSE:
            self._asked = FEW
        same = [other for other in lines if other["bbox"] == line["bbox"] and other["dir"] == line["dir"]]
        return same[0] if len(same) == 1 and _letters(same[0]) == _text(line) else None


def _letters(line: Mapping[str, Any]) -> list[str]:
    return ["".join([char["c"] for char in span["chars"]]) for span in line["spans"]]


def _text(line: Mapping[str, Any]) -> list[str]:
    return [span["text"] for span in line["spans"]]


def line_colours(blocks: list[dict[str, Any]]) -> dict[int, int]:
    """Return the colour (sRGB) of each line with letters, SEVERAL where these have more than one, by the lines' numbers
    as in Word.line."""
    found: dict[int, int] = {}
    count = 0
    for block in blocks:
        for line in block.get("lines", ()):
            spans = line["spans"]
            colours = {span["color"] for span in spans}
            if len(colours) > 1 or not any(map(str.isalpha, spans[0]["text"])):
                colours = {span["color"] for span in spans if any(map(str.isalpha, span["text"]))}
            if colours:
                found[count] = colours.pop() if len(colours) == 1 else SEVERAL
            count += 1
    return found


def _parts(spans: Sequence[Mapping[str, Any]], printed: Sequence[Any]) -> Sequence[list[str]] | None:
    """Return what stands between the blanks of each span; None where MuPDF's words are not those that a reader sees."""
    texts = [span["text"] for span in spans]
    text = "".join(texts)
    if len(texts) == 1 and text.isascii() and text.isprintable():  # as most lines are: their blanks are all alike
        words = [word[4] for word in printed]
        return (words,) if text.split() == words else None
    if not text.isascii() and not _INVISIBLE.isdisjoint(text):
        return None
    whole = _TOKEN.findall(text)
    if whole != [word[4] for word in printed]:
        return None
    return (whole,) if len(texts) == 1 else [_TOKEN.findall(part) for part in texts]


def _exact_words(line: dict[str, Any], block: int, number: int, found: list[Word], tables: SignTables) -> None:
    """Cut a line into words character by character; the codes of signs may be those of blanks."""
    blank = True
    for span in line["spans"]:
        span = _without_blank(span)
        table = tables.get(span["font"])
        runs: list[tuple[bool, list[dict[str, Any]]]] = []  # whether a blank stands before it, its characters
        for char in span["chars"]:
            if table is None and char["c"] in _INVISIBLE:
                continue
            if char["synthetic"] or (table is None and not _TOKEN.match(char["c"])):
                blank = True
            elif runs and not blank and not (table is None and _is_printed_over(runs[-1][1], char, span["size"])):
                runs[-1][1].append(char)
            else:
                runs.append((blank or bool(runs), [char]))
                blank = False
        for apart, chars in runs:
            shown = combined(chars, table) if table else [(c["c"], c["bbox"]) for c in chars]
            x0, y0, x1, y1 = zip(*(box for _, box in shown), strict=True)
            text = "".join(sign for sign, _ in shown)
            box = (min(x0), min(y0), max(x1), max(y1))
            word = _word(text, box, span, line, not apart, block, number, len(found))
            depth = hangs_by(chars[0]["c"], table) * word.size if table and len(chars) == 1 and not word.turn else 0.0
            if depth:
                word = replace(word, y0=word.baseline, y1=round(word.baseline + depth, 2))
            found.append(word)


def _is_printed_over(run: Sequence[dict[str, Any]], char: dict[str, Any], size: float) -> bool:
    """Tell whether a letter begins another cell: it is printed over the end of a run whose own letters stand apart."""
    last = run[-1]
    if not _MAYBE_TWO.fullmatch(last["c"] + char["c"]):
        return False
    (before, level), (x, same) = last["origin"], char["origin"]
    if level != same or abs(x - before) < SAME_PLACE * size:
        return False
    if len(run) > 1 and run[-2]["bbox"][2] - last["bbox"][0] > OVERPRINTED * size:
        return False  # all of it is set so tight, or its widths are wrong
    over = last["bbox"][2] - char["bbox"][0]
    return bool(OVERPRINTED * size < over < HARDLY * (char["bbox"][2] - char["bbox"][0]))


def _quick_words(
    line: dict[str, Any], parts: Sequence[list[str]], printed: Sequence[Any], block: int, number: int, found: list[Word]
) -> None:
    """Cut a line into runs of one style without a blank (`parts`, by span), their ends taken from MuPDF's own words."""
    upright = line["dir"] == _ALONG
    if upright and len(parts) == 1:
        top, bottom, size, style, baseline, font = _upright_type(line["spans"][0])
        index = len(found)
        for x0, _, x1, _, token, *_ in printed:
            x0, x1 = (x0 * 100 + _WHOLE - _WHOLE) / 100, (x1 * 100 + _WHOLE - _WHOLE) / 100
            found.append(Word(token, x0, top, x1, bottom, size, style, baseline, False, 0, block, number, index, font))
            index += 1
        return
    turn = 0 if upright else _turn(line["dir"])
    slanted = not upright and _is_slanted(line)
    at = -1  # the printed word that the run belongs to
    rest = ""  # what of it is still to come
    for span, tokens in zip(line["spans"], parts, strict=True):
        if not tokens:  # a blank: where the PDF has none MuPDF adds them, each of which is a span
            continue
        sx0, sy0, sx1, sy1 = span["bbox"]
        type_ = None if turn or slanted else _upright_type(span)
        for token in tokens:
            glued = bool(rest)
            if not glued:
                at += 1
                rest = printed[at][4]
            x0, y0, x1, y1 = printed[at][:4]
            if type_ is not None and not glued and rest == token:  # as most are
                rest = ""
                top, bottom, size, style, baseline, font = type_
                x0, x1 = (x0 * 100 + _WHOLE - _WHOLE) / 100, (x1 * 100 + _WHOLE - _WHOLE) / 100
                found.append(
                    Word(token, x0, top, x1, bottom, size, style, baseline, False, 0, block, number, len(found), font)
                )
                continue
            ends = len(rest) <= len(token)
            if glued or not ends:  # only a part of the printed word: this span's own edges bound it
                if turn == 0 and not token.isascii() and _LEFTWARD.match(token):  # begun at its right end
                    x0, x1 = max(x0, sx0), min(x1, sx1)
                elif turn == 0:
                    x0, x1 = (sx0 if glued else x0), (x1 if ends else sx1)
                elif turn == 180:
                    x0, x1 = max(x0, sx0), min(x1, sx1)
                else:
                    y0, y1 = (max(y0, sy0), min(y1, sy1))
            rest = rest[len(token) :]
            if type_ is None:
                found.append(_word(token, (x0, y0, x1, y1), span, line, glued, block, number, len(found)))
            else:
                top, bottom, size, style, baseline, font = type_
                x0, x1 = (x0 * 100 + _WHOLE - _WHOLE) / 100, (x1 * 100 + _WHOLE - _WHOLE) / 100
                found.append(
                    Word(token, x0, top, x1, bottom, size, style, baseline, glued, 0, block, number, len(found), font)
                )


def _on_line(spans: Sequence[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """Return a line's spans, those that begin with a blank behind other type on the height of the line.

    Behind raised or lowered type MuPDF puts its blank on the height of that, takes the span's baseline from there and
    draws the span's box around both. Another span of the same type tells where the line stands; None where there is
    none.
    """
    found: list[dict[str, Any]] = []
    for i, span in enumerate(spans):
        text = span["text"]
        if i and text[0] == " " and spans[i - 1]["size"] != span["size"] and text != " ":
            other = next((other for other in spans if _is_alike(other, span)), None)
            if other is None:
                return None
            x0, y0, x1, y1 = span["bbox"]
            _, top, _, bottom = other["bbox"]
            if bottom - top < y1 - y0 and (bottom == y1 or top == y0):
                origin = span["origin"][0], other["origin"][1]
                span = {**span, "bbox": (x0, top, x1, bottom), "origin": origin}
        found.append(span)
    return found


def _is_alike(other: dict[str, Any], span: dict[str, Any]) -> bool:
    """Tell whether another span has the type of a span, and does not begin with a blank itself."""
    return bool(other["text"][0] != " " and other["size"] == span["size"] and other["font"] == span["font"])


def _without_blank(span: dict[str, Any]) -> dict[str, Any]:
    """Return a span with its characters on their own height, whatever that of the blank at its beginning is."""
    chars = span["chars"]
    if len(chars) == 1 or not chars[0]["synthetic"]:
        return span
    boxes = [char["bbox"] for char in chars[1:]]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    x0, _, x1, _ = span["bbox"]
    return {**span, "bbox": (x0, top, x1, bottom), "origin": (span["origin"][0], chars[1]["origin"][1])}


def _upright_type(span: dict[str, Any]) -> tuple[float, float, float, int, float, str]:
    """Return what all words of an upright span share: top, bottom, size, style, baseline and font."""
    font = span["font"]
    _, y0, _, y1 = span["bbox"]
    style = style_of(font, span["flags"])
    return _hundredths(y0), _hundredths(y1), _hundredths(span["size"]), style, _hundredths(span["origin"][1]), font


def _hundredths(value: float) -> float:
    """Round to two places what MuPDF measures, as round() does, in a third of its time.

    MuPDF's numbers have 24 bits, so that a hundred times as much is exact; what has no place left behind the point is
    rounded to a whole number, half to even.
    """
    return (value * 100 + _WHOLE - _WHOLE) / 100


def _is_slanted(line: dict[str, Any]) -> bool:
    return bool(min(abs(v) for v in line["dir"]) > SLANTED)


def _word(text: str, box: tuple[float, ...], span: dict[str, Any], line: dict[str, Any], glued: bool, block: int,
          number: int, index: int) -> Word:  # fmt: skip
    """Return a word in the type of its span: upright ones have the height of the type, not that of their letters."""
    turn = _turn(line["dir"])
    x0, y0, x1, y1 = box
    baseline = span["origin"][0] if turn in (90, 270) else span["origin"][1]
    if turn in (0, 180):
        y0, y1 = span["bbox"][1], span["bbox"][3]
        if turn == 180 and y1 - baseline < baseline - y0:  # given as if the letters stood upright
            y0, y1 = 2 * baseline - y1, 2 * baseline - y0
    if _is_slanted(line):  # a head over a column: as if it stood upright where it begins
        x0, x1 = line["bbox"][0], line["bbox"][0] + span["size"]
        baseline = x1 if turn == 90 else x0
    return Word(
        text, round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2), round(span["size"], 2),
        style_of(span["font"], span["flags"]), round(baseline, 2), glued, turn, block, number, index, span["font"],
    )  # fmt: skip


def _turn(direction: tuple[float, float]) -> int:
    dx, dy = direction
    if abs(dx) >= abs(dy) and abs(dy) <= SLANTED:
        return 0 if dx > 0 else 180
    return 90 if dy < 0 else 270


_STYLES: dict[tuple[str, int], int] = {}


def style_of(font: str, flags: int) -> int:
    """Return the style bits of a font; raised type is found from geometry later, not from MuPDF's flag."""
    known = _STYLES.get((font, flags))
    if known is None:
        name = font.split("+")[-1]
        known = 0
        known |= BOLD if flags & pymupdf.TEXT_FONT_BOLD or _BOLD_NAME.search(name) else 0
        known |= ITALIC if flags & pymupdf.TEXT_FONT_ITALIC or _ITALIC_NAME.search(name) else 0
        known |= MONO if flags & pymupdf.TEXT_FONT_MONOSPACED else 0
        known |= SMALL_CAPS if _CAPS_NAME.search(name) else 0
        _STYLES[font, flags] = known
    return known
