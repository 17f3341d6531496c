"""Cut a reference into tokens that know their place, font and quotes: what the tagger sees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from unicodedata import category

import msgspec

from surveyrefs.model.document import BOLD, ITALIC, Passage, Piece
from surveyrefs.text.identifiers import Identifier, find_identifiers
from surveyrefs.text.ideographs import may_hold

# A word may hold apostrophes and hyphens ("O'Reilly", "Boyd-Graber"); a number may end in letters ("2023a", "10th").
_TOKEN = re.compile(r"\d+[^\W\d_]*|[^\W\d_]\w*(?:['’\-‐‑][^\W\d_]\w*)*|_|[^\w\s]")
# A mark that opens a quotation and those that close it: German „…“, Polish „…”, Nordic »…« and ”…”, Japanese 「…」.
_CLOSER_OF = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«",
    "”": "”",
    '"': '"',
    "「": "」",
    "《": "》",
    "『": "』",
    "〈": "〉",
}
_TWOFOLD = "»”"  # they close as well, so they open only where their closing mark follows
_RARE = "„»”"  # the tagger has seen few of them: they count where they stand around a whole title
_BEHIND_TITLE = frozenset(".,;(")
_TICKS = "`'‘’"
_CLOSING = frozenset(".,;")
_ANY_QUOTE = re.compile(r"[“”„‟«»\"`‘「《『〈]|''|’’")


# Letters that stand apart from figures and letters beside them: ideographs, kana and Hangul ("第45页", "제12권").
_APART = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_FIRST_SIGN, _LAST_SIGN = "\u0483", "\u1cff"  # vowel signs and the like of all living scripts stand between
_HEBREW = re.compile("[\u05d0-\u05f4]").match
_JOINERS = "\u200c\u200d"  # Persian and Indic words hold them


@cache
def _token_of_scripts() -> re.Pattern[str]:
    """Words whose vowels are signs of their own (Thai, Hindi, pointed Hebrew), and letters that stand apart.

    A quotation mark before the last letter of a Hebrew word makes it an abbreviation.
    """
    signs = "".join(c for c in map(chr, range(ord(_FIRST_SIGN), ord(_LAST_SIGN) + 1)) if category(c)[0] == "M")
    letter = f"[^\\W\\d_{_APART}]"
    word = f"{letter}(?:[^\\W{_APART}]|[{signs}{_JOINERS}])*"
    joint = r"(?:['’\-‐‑׳״]|(?<=[\u05d0-\u05ea])\"(?=[\u05d0-\u05ea](?![\u05d0-\u05ea])))"
    return re.compile(rf"[{_APART}]+|\d+{letter}*|{word}(?:{joint}{word})*|_|[^\w\s]")


# Styles of a token as the features name them.
PLAIN, SLANTED, HEAVY = "p", "i", "b"


class Token(msgspec.Struct, frozen=True, gc=False):
    """text[start:end] of the reference: a word, number, mark or whole identifier.

    `kind` is "w", "n", "p" or the kind of identifier; `spaced`: a blank stands before it; `font` is empty where
    unknown; `quoted`: it stands between quotation marks; `breaks`: a printed line begins with it.
    """

    text: str
    start: int
    end: int
    kind: str
    spaced: bool
    font: str = ""
    quoted: bool = False
    breaks: bool = False


def tokenise(passage: Passage, identifiers: Sequence[Identifier] | None = None) -> list[Token]:
    """Cut a passage into tokens; every identifier is one token."""
    text = passage.text
    if identifiers is None:
        identifiers = find_identifiers(text)
    cuts: list[tuple[str, int, int, str]] = []
    at = 0
    for identifier in identifiers:
        _cut_words(text, at, identifier.start, cuts)
        cuts.append((text[identifier.start : identifier.end], identifier.start, identifier.end, identifier.kind))
        at = identifier.end
    _cut_words(text, at, len(text), cuts)
    quoted = _quoted(cuts, text)
    spaced = _spaced(cuts, text)
    fonts, breaks = _fonts(cuts, passage.pieces)
    return [
        Token(cut[0], cut[1], cut[2], cut[3], blank, font, inside, begins)
        for cut, blank, font, inside, begins in zip(cuts, spaced, fonts, quoted, breaks, strict=True)
    ]


def _spaced(cuts: Sequence[tuple[str, int, int, str]], text: str) -> list[bool]:
    """Tell before which tokens a blank stands; one that slipped before a mark ("Nucl .Phys .B") counts behind it."""
    out = [start > 0 and text[start - 1].isspace() for _, start, _, _ in cuts]
    for i in range(len(cuts) - 1):
        if out[i] and not out[i + 1] and cuts[i][0] in _CLOSING and cuts[i + 1][3] in "wn":
            out[i], out[i + 1] = False, True
    return out


def _cut_words(text: str, start: int, end: int, out: list[tuple[str, int, int, str]]) -> None:
    pattern = _TOKEN if text.isascii() or max(text) < _FIRST_SIGN else _pattern_for(text)
    for match in pattern.finditer(text, start, end):
        word = match[0]
        first = word[0]
        out.append((word, match.start(), match.end(), "n" if first.isdigit() else "w" if first.isalpha() else "p"))


def _pattern_for(text: str) -> re.Pattern[str]:
    """Return what cuts a text with letters beyond the Latin ones: the longer pattern only where it is needed."""
    joined = any(c in _JOINERS or c >= _FIRST_SIGN and (category(c)[0] == "M" or _HEBREW(c)) for c in set(text))
    return _token_of_scripts() if joined or may_hold(text) else _TOKEN


def _quoted(cuts: Sequence[tuple[str, int, int, str]], text: str) -> list[bool]:
    """Tell which tokens stand between quotation marks; straight quotes open and close in turn."""
    out = [False] * len(cuts)
    if not _ANY_QUOTE.search(text):
        return out
    last = max((i for i, cut in enumerate(cuts) if cut[0] == '"'), default=-1)  # nothing could close it
    twins = {
        i
        for i in range(len(cuts) - 1)
        if cuts[i][0] in _TICKS and cuts[i + 1][0] == cuts[i][0] and cuts[i + 1][1] == cuts[i][2]
    }
    opened = ""  # the marks that close the quotation in which we are
    nested = began = 0
    for i, (mark, *_) in enumerate(cuts):
        if opened:
            if mark == "“" and opened == "”" and text.count("”", cuts[i][1]) > 1:
                nested += 1
            elif mark in opened or i in twins and opened in _TICKS and mark in "'’":
                nested, opened = (nested - 1, opened) if nested else (0, "")
                if not opened and not _whole(cuts, began, i):
                    out[began:i] = [False] * (i - began)
        elif mark in _CLOSER_OF and i != last:
            if mark not in _TWOFOLD or text.find(_CLOSER_OF[mark], cuts[i][2]) > 0:
                opened, began = _CLOSER_OF[mark], i
            continue
        elif i in twins and mark in "`‘":
            opened = "’"
            continue
        out[i] = bool(opened)
    return out


def _whole(cuts: Sequence[tuple[str, int, int, str]], first: int, last: int) -> bool:
    """Tell whether a quotation between two marks may be a whole title: `in the »wood«` and `»Wood«: oaks` are not."""
    if cuts[first][0] not in _RARE:
        return True
    behind = cuts[last + 1][0] if last + 1 < len(cuts) else "."
    return (first == 0 or cuts[first - 1][3] != "w") and behind in _BEHIND_TITLE


def _fonts(cuts: Sequence[tuple[str, int, int, str]], pieces: Sequence[Piece]) -> tuple[list[str], list[bool]]:
    """Give each token's font and whether a printed line begins with it."""
    if not pieces:
        return [""] * len(cuts), [False] * len(cuts)
    fonts, breaks = [], []
    at, last, line = 0, len(pieces) - 1, pieces[0].line
    for _, start, _, _ in cuts:
        while at < last and pieces[at].end <= start:
            at += 1
        piece = pieces[at]
        fonts.append(HEAVY if piece.style & BOLD else SLANTED if piece.style & ITALIC else PLAIN)
        breaks.append(piece.line != line)
        line = piece.line
    return fonts, breaks
