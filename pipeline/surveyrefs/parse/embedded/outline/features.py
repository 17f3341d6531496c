"""How a block of lines that may be a heading looks, stands and reads, as figures that can be weighed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from surveyrefs.model.document import ACCENT, BOLD, ITALIC, MONO
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import LARGER, Body, Typeface
from surveyrefs.parse.embedded.outline.heading import without_sign
from surveyrefs.parse.embedded.outline.looks import MIXED, alike, look_of, stands_out
from surveyrefs.parse.embedded.outline.vocabulary import ASIDE, FLOAT, KNOWN, USUAL
from surveyrefs.text.list_names import names_list

MAX_TITLES = 2  # titles that may stand between a title and the text below it
LARGEST = 0.4  # of the body's size: type larger by more says no more
SET_IN = 0.7  # type sizes that a paragraph's first line is set in, at least
CENTRED = 0.12  # of the column's width that the white on both sides differs by, at most
APART = 1.4  # line distances: so far above stands another paragraph, however it ends
SPACED_LETTERS = 5  # tokens at least, and …
SPACED_SHARE = 0.8  # … part of them single letters: a word, or words, set with spaces between the letters
SMALLER = 0.95  # of the body's size: smaller type
TINY = 4  # letters: fewer make no title
MANY_LINES = 3  # lines below the first one: seldom a title
NO_GAP = 1.1  # of the usual leading: no white above
FAR_BELOW = 2.5  # of the usual leading: the text below stands far off
SAME_TEXT = 0.06  # of the body's size that running text differs from it

_PROSE = re.compile(r"[.!?]\s+[A-Z]")
_SENTENCE = re.compile(r"[A-Z]\S*(?:\s\S+){2,}\.")  # of three words or more, to its stop


def features(
    lines: Sequence[PrintedLine],
    first: int,
    last: int,
    face: Typeface,
    share: float,
    text: str,
    body: Body,
    supports: Collection[int],
) -> dict[str, float]:
    """Return what speaks for and against lines first..last being a heading; every figure is between 0 and 1, absent
    ones are 0. `share` of the first line's letters have the look `face`."""
    support = any(i in supports for i in range(first, last + 1))
    found = {"bias": 1.0, "support": float(support), "mixed": 1.0 - share}
    found |= _type(lines[first], face, body) | _words(text) | _place(lines, first, last)
    return found | _above(lines, first, last, face, body) | _below(lines, first, last, face, body)


def _type(line: PrintedLine, face: Typeface, body: Body) -> dict[str, float]:
    ratio = face.size / max(body.size, 1.0)
    bold, italic, foreign = bool(face.style & BOLD), bool(face.style & ITALIC), _foreign(face, body)
    accent = bool(face.style & ACCENT)
    kinds = 2 * (ratio > LARGER) + 2 * bold + italic + 2 * face.capitals + foreign + accent
    return {
        "display": min(1.0, kinds / 4),
        "smaller": float(ratio < SMALLER),
        "larger": min(1.0, max(0.0, (ratio - 1) / LARGEST)),
        "bold": float(bold),
        "italic": float(italic),
        "capitals": float(face.capitals),
        "foreign": float(foreign),
        "accent": float(accent),
        "code": float(bool(line.words[0].style & MONO)),
    }


def _foreign(face: Typeface, body: Body) -> bool:
    return bool(face.family) and not body.has(face.family)


def _words(text: str) -> dict[str, float]:
    text = _without_spaces(without_sign(text))
    words = text.split()
    letters = sum(c.isalpha() for c in text)
    return {
        "long": min(1.0, max(0, len(words) - 10) / 15),
        "tiny": float(letters < TINY),
        "sign": 1.0 - letters / max(1, sum(not c.isspace() for c in text)),
        "odd first": float(text[:1].islower() or not text[:1].isalnum()),
        "figure first": float(text[:1].isdigit()),
        "stop": float(text.rstrip().endswith((".", ";", ",", ":"))),
        "prose": float(bool(_PROSE.search(text))),
        "float": float(bool(FLOAT.match(text))),
        "aside": float(bool(ASIDE.search(text)) or "@" in text),
        "known": float(bool(KNOWN.fullmatch(text.strip()) or names_list(text))),
        "usual": float(bool(USUAL.fullmatch(text.strip()))),
    }


def _without_spaces(text: str) -> str:
    """Return letters that are spaced out run together: `R E S U L T S` is one word."""
    tokens = text.split()
    single = sum(len(token) == 1 for token in tokens)
    return "".join(tokens) if len(tokens) >= SPACED_LETTERS and single > SPACED_SHARE * len(tokens) else text


def _place(lines: Sequence[PrintedLine], first: int, last: int) -> dict[str, float]:
    line, end = lines[first], lines[last]
    width = max(line.right - line.left, 1.0)
    before, behind = line.x0 - line.left, line.right - line.x1
    centred = before > SET_IN * line.size and abs(before - behind) < CENTRED * width
    if last > first:
        centred = centred and abs((end.x0 - end.left) - (end.right - end.x1)) < CENTRED * width
    return {
        "short": min(max(0.0, (end.right - end.x1) / width), 0.5) * 2,
        "lines": float(last - first >= 1),
        "many lines": float(last - first >= MANY_LINES),
        "centred": float(centred),
        "set in": float(not centred and before > SET_IN * line.size),
    }


def _above(lines: Sequence[PrintedLine], first: int, last: int, face: Typeface, body: Body) -> dict[str, float]:
    line = lines[first]
    above = lines[first - 1] if first else None
    if above is None or above.page != line.page or above.column != line.column:
        return {"column top": 1.0}
    look, share = look_of(above.words)
    if share >= MIXED and stands_out(look, body) and not alike(look, face):
        return {"title above": 1.0}  # a subsection's below its section's: no white between says nothing
    usual = body.leading  # of short paragraphs with space between that is too wide: the text below tells, too
    if last + 1 < len(lines) and lines[last + 1].page == line.page and lines[last + 1].column == line.column:
        usual = min(usual, max(0.0, lines[last + 1].baseline - lines[last].baseline))
    step = (line.baseline - above.baseline) / max(usual, 1.15 * max(line.size, above.size))
    ended = above.x1 < above.right - 2 * above.size or above.text.rstrip()[-1:] in ".:?!)]" or step > APART
    return {
        "gap above": min(1.0, max(0.0, step - 1.05)),
        "no gap above": float(step <= NO_GAP),
        "ended above": float(ended),
    }


def _below(lines: Sequence[PrintedLine], first: int, last: int, face: Typeface, body: Body) -> dict[str, float]:
    line = lines[last]
    at = _text_below(lines, last, face, body)
    if at is None:
        return {}
    below = lines[last + 1]
    look, share = look_of(lines[at].words)
    text = share >= MIXED and not stands_out(look, body) and abs(lines[at].size - body.size) < SAME_TEXT * body.size
    wide = lines[at].width > 0.6 * (lines[at].right - lines[at].left)
    full = wide or _whole_sentence(lines, at, body)
    found = {
        "text below": float(text),
        "full line below": float(text and full),
        "title below": float(at > last + 1),
        "small below": float(below.size < 0.94 * body.size and below.size < 0.94 * line.size),
        "capital below": float(lines[at].text[:1].isupper() or lines[at].text[:1].isdigit()),
    }
    if below.page == line.page and below.column == line.column:
        step = (below.baseline - line.baseline) / max(body.leading, 1.15 * max(line.size, below.size))
        found["white below"] = min(1.0, max(0.0, step - 1.05))
        found["far below"] = float(step > FAR_BELOW)
        found["set in below"] = float(below.x0 - lines[first].x0 > SET_IN * below.size)
    else:
        found["column end"] = 1.0
    return found


def _whole_sentence(lines: Sequence[PrintedLine], at: int, body: Body) -> bool:
    """Tell whether a line is a paragraph by itself: one sentence, with white or a title below it."""
    line = lines[at]
    if not _SENTENCE.fullmatch(line.text.strip()) or at + 1 == len(lines):
        return False
    below = lines[at + 1]
    if below.page != line.page or below.column != line.column:
        return True
    return below.baseline - line.baseline > APART * body.leading or stands_out(look_of(below.words)[0], body)


def _text_below(lines: Sequence[PrintedLine], last: int, face: Typeface, body: Body) -> int | None:
    """Return the first line below that is no title in other type: a section's often stands over a subsection's."""
    for at in range(last + 1, min(last + 2 + MAX_TITLES, len(lines))):
        look, _ = look_of(lines[at].words)
        if not stands_out(look, body) or alike(look, face) or at > last + MAX_TITLES:
            return at
    return last + 1 if last + 1 < len(lines) else None
