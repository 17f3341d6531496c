"""Pages in Hebrew or Arabic letters, which are read from the right: turned over, as in a mirror, so that every later
step knows one direction only.

MuPDF gives a line's words as they stand from the left, the letters of each as they are read, and the marks and figures
between them as they stand. Here words come into the order of reading (the Unicode Bidirectional Algorithm, backwards:
what is written to the right within such a line, and figures, keep their order), and x is measured from the right edge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
from msgspec.structs import replace

from surveyrefs.model.box import Box
from surveyrefs.model.document import Anchor
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.pdf.page import Brace, Page, PdfLink, Rule, Word

LEFTWARD = 0.3  # of a document's letters are Hebrew or Arabic: it is written to the left …
ON_PAGE = 0.05  # … and so are its pages with at least such a share, and those in other letters, such as lists, whose …
FLUSH = 1.5  # … lines end at one place so many times as often as they begin at one
SAME_EDGE = 2.0  # points
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LETTERS = re.compile(rf"[{_RIGHT_TO_LEFT}]")
_TOKEN = re.compile(
    rf"(?P<left>[{_RIGHT_TO_LEFT}][{_RIGHT_TO_LEFT}\u200c\u200d'’״׳-]*(?<!-))"
    rf"|(?P<number>\d+(?:[.,:/-]\d+)*(?![^\W\d_]))|(?P<right>\w[^\W{_RIGHT_TO_LEFT}]*)|(?P<mark>.)",
    re.S,
)
_STOPS = (".", ",", ":", ";", ")", "]")
_TWINS = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPENS, _CLOSES = re.compile(r"[(\[]\w"), re.compile(r"[)\]]\w")


class _Token(msgspec.Struct, frozen=True, gc=False):
    """A part of a printed word: what it is, where it stands; a `blank` has no word."""

    kind: str
    text: str
    x0: float
    x1: float
    word: Word | None


def turned_over(pages: Sequence[Page], anchors: Sequence[Anchor]) -> tuple[list[Page], list[Anchor], list[Problem]]:
    """Return pages and destinations, those of pages written to the left turned over, and a problem that tells so."""
    shares = {page.number: _share(page.words) for page in pages}
    letters = sum(n for n, _ in shares.values())
    if sum(mine for _, mine in shares.values()) < max(1, LEFTWARD * letters):
        return list(pages), list(anchors), []
    widths = {
        page.number: page.width
        for page in pages
        if shares[page.number][1] > ON_PAGE * shares[page.number][0] or _is_flush_right(page.words)
    }
    found = [_turned(page, widths) if page.number in widths else page for page in pages]
    places = [Anchor(a.name, a.page, widths[a.page] - a.x, a.y) if a.page in widths else a for a in anchors]
    told = Problem(
        "right-to-left", f"{len(widths)} pages are written from right to left: they were read as in a mirror",
        "the boxes of what stands there are measured from the right edge; names and fields are less sure", min(widths),
    )  # fmt: skip
    return found, places, [told]


def _share(words: Sequence[Word]) -> tuple[int, int]:
    """Return how many letters a page has, and how many of them are written to the left."""
    text = "".join([word.text for word in words])
    if text.isascii():
        return sum(map(str.isalpha, text)), 0
    return sum(map(str.isalpha, text)), len(_LETTERS.findall(text))


def _is_flush_right(words: Sequence[Word]) -> bool:
    """Tell whether lines are set against the right edge, uneven at the left."""
    begins: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    for _, group in groupby(words, key=lambda w: w.line):
        line = list(group)
        begins[round(min(w.x0 for w in line) / SAME_EDGE)] += 1
        ends[round(max(w.x1 for w in line) / SAME_EDGE)] += 1
    return bool(words) and max(ends.values()) > FLUSH * max(begins.values())


def _turned(page: Page, widths: dict[int, float]) -> Page:
    width = page.width

    def box(b: Box) -> Box:
        return Box(round(width - b.x1, 2), b.y0, round(width - b.x0, 2), b.y1)

    links = tuple(
        PdfLink(box(k.box), k.name, k.page, widths[k.page] - k.x if k.page in widths and k.x else k.x, k.y, k.uri,
                k.annotation)
        for k in page.links
    )  # fmt: skip
    return replace(
        page, words=_words(page.words, width), links=links,
        rules=tuple(Rule(round(width - r.x1, 2), r.y0, round(width - r.x0, 2), r.y1) for r in page.rules),
        fills=tuple(map(box, page.fills)), images=tuple(map(box, page.images)), paths=tuple(map(box, page.paths)),
        braces=tuple(Brace(width - b.x1, b.y0, width - b.x0, b.y1, width - b.tip_x, b.tip_y) for b in page.braces),
    )  # fmt: skip


def _words(words: Sequence[Word], width: float) -> tuple[Word, ...]:
    lines = [
        list(_line(list(mine), width)) if not turn else [_over(w, w.text, w.x0, w.x1, w.glued, width) for w in mine]
        for (_, turn), mine in groupby(words, key=lambda w: (w.line, w.turn))
    ]
    text = "".join(w.text for line in lines for w in line)
    if len(_CLOSES.findall(text)) > len(_OPENS.findall(text)):  # the signs as drawn: "[" opens to the left
        lines = [
            [w if re.search(r"[^\W\d_]", _LETTERS.sub("", w.text)) else replace(w, text=w.text.translate(_TWINS))
             for w in line] for line in lines
        ]  # fmt: skip
    return tuple(replace(w, index=i) for i, w in enumerate(w for line in lines for w in line))


def _over(word: Word, text: str, x0: float, x1: float, glued: bool, width: float) -> Word:
    return replace(word, text=text, x0=round(width - x1, 2), x1=round(width - x0, 2), glued=glued)


def _line(words: list[Word], width: float) -> Iterator[Word]:
    """Yield the words of a line in the order of reading."""
    words.sort(key=lambda w: w.x0)
    tokens: list[_Token] = []
    for i, word in enumerate(words):
        if i and not _are_one(words[i - 1], word):
            tokens.append(_Token("blank", " ", words[i - 1].x1, word.x0, None))
        at = word.x0
        for match in _TOKEN.finditer(word.text):
            end = word.x0 + word.width * match.end() / len(word.text)
            tokens.append(_Token(match.lastgroup or "mark", match[0], at, end, word))
            at = end
    ordered: list[_Token] = []
    for run in _runs(tokens):
        if len(run) > 1:  # written to the right: its parts keep their order, within the place of the whole
            low, high = run[0].x0, run[-1].x1
            run = [replace(t, x0=low + high - t.x1, x1=low + high - t.x0) for t in run]
        ordered += run
    blank = True
    for word_, group in groupby(ordered, key=lambda t: t.word and (t.word.size, t.word.font, t.word.baseline)):
        mine = list(group)
        if word_ is None:
            blank = True
            continue
        text = "".join(t.text for t in mine)
        first = mine[0].word
        assert first is not None
        yield _over(first, text, min(t.x0 for t in mine), max(t.x1 for t in mine), not blank, width)
        blank = False


def _are_one(left: Word, right: Word) -> bool:
    """Tell whether no blank is between two neighbours; either may be the first to be read."""
    later = max(left, right, key=lambda w: w.index)
    return later.glued and abs(left.index - right.index) == 1


def _runs(tokens: Sequence[_Token]) -> list[list[_Token]]:
    """Return a line from the right, cut into what is read to the left, a token each, and runs that are read to the
    right: from a word of other letters to the last such word or figure before one of these."""
    found: list[list[_Token]] = []
    i = 0
    while i < len(tokens):
        end = i + 1
        if tokens[i].kind == "right":
            for k in range(i + 1, len(tokens)):
                if tokens[k].kind == "left":
                    break
                counted = tokens[k].kind == "number" and tokens[k - 1].text not in _STOPS  # ".3" is "3." to the left
                if tokens[k].kind == "right" or counted:
                    end = k + 1
        found.append(list(tokens[i:end]))
        i = end
    return found[::-1]
