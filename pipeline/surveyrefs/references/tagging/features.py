"""Turn the tokens of a reference into the tagger's features."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from surveyrefs.references.tagging.tokens import HEAVY, PLAIN, SLANTED, Token
from surveyrefs.references.tagging.tongues import plain

_YEAR = re.compile(r"(?:1[6-9]|20)\d\d[a-z]?$")
_OPENERS, _CLOSERS = "([{", ")]}"
# Relative positions are told apart in tenths: a title rarely starts in the last half.
_POSITIONS = 10
_MAX_SENTENCE = 6
_AT = [f"at={place}" for place in range(_POSITIONS)]
_SENTENCE = [f"sent={count}" for count in range(_MAX_SENTENCE + 1)]


class ListStyle(NamedTuple):
    """What all references of one list share; "" where the list does not tell."""

    year: str = ""  # "early" right after the authors, "late"
    quotes: str = ""  # "yes": titles stand in quotes
    # "inverted": family name first with a comma; "given": given name first; "bare": Smith AB; "joined": one word
    names: str = ""
    initials: str = ""  # "yes": given names are initials
    slanted: str = ""  # what comes first in italics or not at all: "yes", "no"
    titles: str = ""  # "no": hardly a word in small letters, so the works have no titles


_SHAPE = str.maketrans(
    {
        **{chr(c): "X" for c in range(65, 91)},
        **{chr(c): "x" for c in range(97, 123)},
        **{chr(c): "d" for c in range(48, 58)},
    }
)
_REPEATED = re.compile(r"(.)\1{2,}")


@lru_cache(maxsize=20000)
def _shape(word: str) -> str:
    """`Xx+` for "Title", `dd+` for "2020"; `oo+` where letters are neither capital nor small."""
    shape = (
        word.translate(_SHAPE)
        if word.isascii()
        else "".join(
            "X" if c.isupper() else "x" if c.islower() else "o" if c.isalpha() else "d" if c.isdigit() else c
            for c in word
        )
    )
    return _REPEATED.sub(r"\1\1+", shape)


@lru_cache(maxsize=20000)
def _own(text: str, kind: str) -> tuple[str, ...]:
    """Features of a token by itself."""
    if kind not in ("w", "n", "p"):
        return (f"k={kind}",)
    low = text.lower()
    if kind == "p":
        return (f"w={text}",)
    if kind == "n":
        out = [f"s={_shape(text)}", f"n={min(len(text), 9)}"]
        if _YEAR.match(text):
            out.append("year")
        if len(text) <= 2:
            out.append(f"w={low}")
        if not text.isdigit():
            out.append("t=" + low.lstrip("0123456789"))
        return tuple(out)
    out = [f"w={low}", f"s={_shape(text)}", f"p3={low[:3]}", f"u3={low[-3:]}"]
    if len(text) == 1 and text.isupper():
        out.append("initial")
    if caseless(text):
        length = min(len(text), _LONG)
        out += (f"o={length}", f"o={script(text[0])}{length}")
    return tuple(out)


# Words of writings without blanks are whole titles: longer ones than this are alike.
_LONG = 9
# First letters of writings, and what their words share; "" for all that no training has seen.
_SCRIPTS = (
    (0x0590, "hebrew"), (0x0600, "arabic"), (0x0700, ""), (0x0900, "indic"), (0x0980, ""), (0x0E00, "thai"),
    (0x0E80, ""), (0x3040, "kana"), (0x3400, "han"), (0xA000, ""), (0xAC00, "hangul"), (0xD7B0, ""),
)  # fmt: skip
_SCRIPT_STARTS = [first for first, _ in _SCRIPTS]


def script(letter: str) -> str:
    """Name the writing that a letter belongs to; "" for others than those listed."""
    at = bisect.bisect(_SCRIPT_STARTS, ord(letter))
    return _SCRIPTS[at - 1][1] if at else ""


def caseless(word: str) -> bool:
    """Tell a word in letters that are neither capital nor small: Hebrew, Arabic, Chinese."""
    return word > "\u0590" and word[0].isalpha() and word[0].lower() == word[0].upper()


def _letters(word: str, lexicon: Mapping[str, str]) -> str:
    """Return the letters of the vocabularies that hold a word.

    Written together, a name begins with the family's; Hebrew and Arabic write `and` as the first letter of a name.
    """
    found = lexicon.get(word.lower(), "")
    if found or word <= "\u0590" or len(word) > _LONGEST_NAME:
        return found
    if word[0] in _AND_WITHIN:
        return lexicon.get(word[1:], "")
    if script(word[0]) in _JOINED and len(word) > 1:
        return "k" if "f" in lexicon.get(word[0], "") or "f" in lexicon.get(word[:2], "") else ""
    return ""


_LONGEST_NAME = 12
_AND_WITHIN = frozenset("וو")
_JOINED = frozenset(("han", "hangul"))


def _brief(token: Token) -> str:
    """A token as its neighbours see it."""
    if token.kind == "w":
        return token.text.lower()
    if token.kind == "n":
        return "#Y" if _YEAR.match(token.text) else f"#{min(len(token.text), 5)}" if token.text.isdigit() else "#x"
    return token.text if token.kind == "p" else f"<{token.kind}>"


# What came before a token: "In", a year, a quotation, italics or bold.
_SEEN = {
    flags: "seen=" + "".join(c for c, yes in zip("iyqs", flags, strict=True) if yes)
    for flags in itertools.product((False, True), repeat=4)
}


def features(tokens: Sequence[Token], style: ListStyle, lexicon: Mapping[str, str]) -> list[list[str]]:
    """Give each token's features; `lexicon` maps lower-case words to the letters of the vocabularies that hold them."""
    n = len(tokens)
    brief = [_brief(t) for t in tokens]
    shapes = [_shape(t.text)[:6] if t.kind in "wn" else brief[i] for i, t in enumerate(tokens)]
    known = [_letters(t.text, lexicon) if t.kind == "w" else "" for t in tokens]
    listed = [f"{name}:{value}" for name, value in zip(style._fields, style, strict=True) if value]
    telling = listed[:3]
    early = [[f"{name}@{eighth}" for name in listed] for eighth in range(4)]
    out = []
    depth = sentence = 0
    seen_in = seen_year = seen_quote = seen_slanted = False
    has_quote = any(t.quoted for t in tokens)
    prose = f"small={min(_small_words(tokens), _MANY_SMALL)}"
    has_font = any(t.font and t.font != PLAIN for t in tokens)
    brief = ["^", "^", *brief, "$", "$"]
    shapes = ["^", "^", *shapes, "$", "$"]
    for i, token in enumerate(tokens):
        w2, w1, w0, v1, v2 = brief[i : i + 5]
        s2, s1, s0, t1, t2 = shapes[i : i + 5]
        f = ["b", *_own(token.text, token.kind), "w-1=" + w1, "w-2=" + w2, "w+1=" + v1, "w+2=" + v2]
        f += (f"s-2={s2}|{s1}|{s0}", f"s0={s1}|{s0}|{t1}", f"s+2={s0}|{t1}|{t2}", f"b-1={w1}|{w0}", f"b+1={w0}|{v1}")
        if known[i]:
            f += [f"L={c}" for c in known[i]]
            if v1 == "." and "a" in known[i]:
                f.append("abbreviation")
        if i and known[i - 1]:
            f.append(f"L-1={known[i - 1]}")
        if i + 1 < n and known[i + 1]:
            f.append(f"L+1={known[i + 1]}")
        if not token.spaced:
            f.append("glued")
        f += (_AT[i * _POSITIONS // n], _SENTENCE[sentence], prose)
        f.append(_SEEN[seen_in, seen_year, seen_quote, seen_slanted])
        if depth:
            f.append("paren")
        if has_quote:
            f.append("q=in" if token.quoted else "q=after" if seen_quote else "q=before")
        if has_font:
            f.append(f"f={token.font}{'a' if seen_slanted else 'b'}")
            if i and tokens[i - 1].font != token.font:
                f.append(f"f>{tokens[i - 1].font}{token.font}")
        f += early[min(i // 8, 3)]
        f += [f"{name}|{s0}|{s1}" for name in telling]
        out.append(f)
        mark = token.text
        if mark in _OPENERS:
            depth += 1
        elif mark in _CLOSERS:
            depth = max(0, depth - 1)
        elif mark == "." and i and not (tokens[i - 1].kind == "w" and len(tokens[i - 1].text) <= 2) and not depth:
            sentence = min(sentence + 1, _MAX_SENTENCE)
        seen_in |= mark in ("In", "in") and i > 0 and tokens[i - 1].kind == "p"
        seen_year |= token.kind == "n" and bool(_YEAR.match(mark))
        seen_quote |= token.quoted
        seen_slanted |= token.font in (SLANTED, HEAVY)
    return out


def list_style(references: Sequence[Sequence[Token]]) -> ListStyle:
    """Tell what the references of a list have in common; a list of one or two tells nothing."""
    return style_and_initials(references)[0]


def always_initials(references: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a list abbreviates every given name."""
    return style_and_initials(references)[1]


def style_and_initials(references: Sequence[Sequence[Token]]) -> tuple[ListStyle, bool]:
    """Return the style of a list, and whether it abbreviates every given name."""
    if len(references) < _MIN_LIST:
        return ListStyle(), False
    counts = dict.fromkeys(_COUNTED, 0)
    for tokens in references:
        _count(plain(tokens), counts)
    both = counts["initials"] + counts["full"]
    return _style_of(counts, len(references)), both > 0 and counts["initials"] >= both * _ALWAYS


def _style_of(counts: Mapping[str, int], total: int) -> ListStyle:
    """Return the style of a list of so many references from what was counted in them."""

    def said(yes: str, no: str, a: str, b: str) -> str:
        both = counts[yes] + counts[no]
        if both < total * _MIN_SHARE:
            return ""
        return a if counts[yes] >= both * _MAJORITY else b if counts[no] >= both * _MAJORITY else ""

    names = ""
    shapes = counts["inverted"] + counts["given"] + counts["bare"] + counts["joined"]
    if shapes >= total * _MIN_SHARE:
        names = next((k for k in ("inverted", "given", "bare", "joined") if counts[k] >= shapes * _MAJORITY), "")
    return ListStyle(
        year=said("early", "late", "early", "late"),
        quotes="yes" if counts["quoted"] >= total * _MAJORITY / 2 else "no",
        names=names,
        initials=said("initials", "full", "yes", "no"),
        slanted="" if not counts["fonts"] else "yes" if counts["slanted"] >= total * _MIN_SHARE else "no",
        titles="no" if counts["small"] < total * _TITLED and counts["prose"] < total * _TITLED else "yes",
    )


# Fewer references than this are no list: their style is chance.
_MIN_LIST = 5
_MIN_SHARE = 0.2
_MAJORITY = 0.65
_ALWAYS = 0.93
_COUNTED = (
    "early", "late", "quoted", "inverted", "given", "bare", "joined", "initials", "full", "slanted", "fonts", "small",
    "prose",
)  # fmt: skip
# More small words than this say no more; a list where fewer references than this share have any has no titles.
_MANY_SMALL = 3
_TITLED = 0.5
_NO_PROSE = frozenset(
    "and et al in ed eds vol no pp edited by of the for und der de la van von di da to appear".split()
)


# "Journal of High Energy Physics": more words without a mark between are a title, in capitals or not.
_NAME_PARTS = 4  # tokens that tell how an entry writes its first name: "Archer , A ."
_JOURNAL_WORDS = 5


def _longest_run(tokens: Sequence[Token]) -> int:
    """Count the words of the longest stretch without a mark or number."""
    longest = run = 0
    for token in tokens:
        if token.kind == "w":
            run += 1
        else:
            longest, run = max(longest, run), 0
    return max(longest, run)


def _small_words(tokens: Sequence[Token]) -> int:
    """Count the words in small letters that are neither names' particles nor a style's own words."""
    small = [t.text for t in tokens if t.kind == "w" and (t.text.islower() or caseless(t.text))]
    return sum([len(text) > 1 and text not in _NO_PROSE for text in small])


_NAME_AREA = 14
_EARLY_SHARE = 0.45


def _count(tokens: Sequence[Token], counts: dict[str, int]) -> None:
    """Add one reference's evidence to the counts."""
    words = tokens[:_NAME_AREA]
    years = [i for i, t in enumerate(tokens) if t.kind == "n" and _YEAR.match(t.text)]
    if years:
        first_year = years[0]
        early = (
            first_year < len(tokens) * _EARLY_SHARE
            and any(t.kind == "w" for t in tokens[first_year:])
            and (
                first_year > 0
                and tokens[first_year - 1].text in "(.,["
                and first_year + 1 < len(tokens)
                and tokens[first_year + 1].text in ").,]:"
            )
        )
        counts["early" if early else "late"] += 1
    counts["quoted"] += any(t.quoted for t in tokens)
    counts["small"] += _small_words(tokens) > 1
    counts["prose"] += _longest_run(tokens) > _JOURNAL_WORDS
    counts["fonts"] += any(t.font for t in tokens)
    counts["slanted"] += any(t.font == SLANTED for t in tokens)
    if len(words) < _NAME_PARTS or words[0].kind != "w":
        return
    w = [t.text for t in words]
    if caseless(w[0]):
        _count_caseless(w, counts)
    elif w[1] == "," and len(w[2]) == 1 and w[2].isupper():
        counts["inverted"] += 1
        counts["initials"] += 1
    elif w[1] == "," and words[2].kind == "w" and w[2][0].isupper() and w[3] in ",.;&(":
        counts["inverted"] += 1
        counts["full"] += 1
    elif len(w[0]) == 1 and w[0].isupper() and w[1] in ".-":
        counts["given"] += 1
        counts["initials"] += 1
    elif re.fullmatch(r"[A-Z]{1,3}", w[1]) and w[2] in ",." and len(w[0]) > 2:
        counts["bare"] += 1
        counts["initials"] += 1
    elif (
        words[1].kind == "w"
        and w[0][0].isupper()
        and w[1][0].isupper()
        and (w[2] in (",", "and") or w[2].istitle() or len(w[1]) == 1)
    ):
        counts["given"] += 1
        counts["full"] += 1


_JOINTS = ",，、،;；؛.．。(（:：·"
_FAMILY_JOINT = (",", "،", "，")
_LONGEST_JOINED = 4


def _count_caseless(w: Sequence[str], counts: dict[str, int]) -> None:
    """Add what a reference's first tokens tell of names in letters that have no case."""
    if script(w[0][0]) in _JOINED and len(w[0]) <= _LONGEST_JOINED and w[1] in _JOINTS:
        counts["joined"] += 1
    elif w[1] in _FAMILY_JOINT and caseless(w[2]) and (w[3] in _JOINTS or w[3] in "'׳’"):
        counts["inverted"] += 1
        counts["initials" if len(w[2]) == 1 else "full"] += 1
    elif caseless(w[1]) and len(w[1]) > 1 and w[2] in _JOINTS:
        counts["given"] += 1
        counts["full"] += 1
