"""Words by which reference lists in other languages say "In", "vol.", "pp.", "and", "et al.": read as the English ones.

The tagger is trained on English, German, French, Spanish, Portuguese and Italian lists. What other languages print at
the same places is given to it under the English word; the text and its labels stay as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from surveyrefs.references.tagging.tokens import Token
from surveyrefs.text.joining import AND_LETTERS, AND_WORDS, OTHERS

# Behind a mark and before a colon, or behind a quotation: Polish, Czech, Slovenian, Croatian, Nordic, Russian …
_IN_COLON = frozenset(("w", "v", "u", "i", "в", "у"))
# … and words that do without: Finnish, Turkish, Greek.
_IN = frozenset(("teoksessa", "içinde", "στο"))
_PAGES = frozenset(("s", "ss", "str", "с", "стр", "σ", "σσ", "σελ", "blz", "lk", "psl", "lpp"))
_VOLUME = frozenset(("т", "том", "τ", "τόμ", "bd", "let", "roč", "sv", "köt", "cilt", "c", "jrg", "årg", "vsk"))
_NUMBER = frozenset(("č", "nr", "br", "št", "sayı", "sy", "sz", "вып", "τχ", "τεύχ", "nro", "№", "бр"))
_EDITORS = frozenset(("red", "szerk", "toim", "ред", "ur", "επιμ"))
_JOINTS = frozenset((*AND_WORDS, *AND_LETTERS)) - {"and"}
_QUOTED = frozenset("“”»«\"'’")
_ENDS = frozenset(".,;?!)") | _QUOTED
_ASIAN_QUOTES = {"「": "“", "」": "”", "《": "“", "》": "”"}
_OTHERS = re.compile(OTHERS, re.IGNORECASE)
_KNOWN = re.compile(r"et\b|and\b|others", re.IGNORECASE)  # forms that the tagger has seen
# Words that only such a form has, or that are rare by themselves: without one there is none.
_OF_OTHERS = frozenset(
    "i u e m и і та др соавт сътр сарадници остали інші ін kol kolektiv spol další ďalší drugi sod andere anderen "
    "andre andra medarb flere muut teised mtsai munkatársai társai ark diğ diğerleri arkadaşları col colab alții "
    "fl mfl ym jt idr vd dkk kt κ otros outros altri cols colaboradores colegas collab coll autres mitarb "
    "mitarbeiter 等 等人 ほか 他 외 등 وآخرون آخرون همکاران ואחרים ועמיתיו cộng आदि".split()
)
_ANY = _IN_COLON | _IN | _PAGES | _VOLUME | _NUMBER | _EDITORS | _JOINTS


def in_english(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens with the words of other languages at such places replaced; the same tokens where none are."""
    out = list(tokens)
    low = [t.text.lower() for t in tokens]
    known = [i for i, word in enumerate(low) if word in _ANY]
    people = _people_end(low, tokens) if known else 0
    for i in known:
        word = _word(low, tokens, i, people)
        if word:
            out[i] = replace(tokens[i], text=word, kind="w")
    if not _ASIAN_QUOTES.keys().isdisjoint(low):
        out = [replace(t, text=_ASIAN_QUOTES.get(t.text, t.text)) for t in out]
    if not _OF_OTHERS.isdisjoint(low):
        _read_others(out, tokens)
    for i in range(1, len(tokens) - 1):
        if low[i] == "/" == low[i - 1] and not tokens[i].spaced and tokens[i - 1].spaced and tokens[i + 1].spaced:
            out[i - 1], out[i] = replace(tokens[i - 1], text="."), replace(tokens[i], text="In", kind="w")  # GOST
    return out


def _word(low: Sequence[str], tokens: Sequence[Token], i: int, people: int) -> str:
    """Return the English word for a token; "" where its place does not tell that it is one of these."""
    word, after = low[i], low[i + 1] if i + 1 < len(low) else ""
    before = low[i - 1] if i else ""
    quoted = i > 1 and (low[i - 2] if before == "." else before) in _QUOTED
    quoted = quoted and tokens[i].text[0].isupper() and after[:1].isalnum()
    if word in _IN and (before in _ENDS or i > 0 and tokens[i - 1].kind == "n"):
        return "In"
    if word in _IN_COLON and (before in _ENDS and after == ":" or quoted):
        return "In"
    number = i + 2 < len(low) and after == "." and tokens[i + 2].kind == "n"
    small = tokens[i].text == word or not word.isascii()
    if small and (number or i + 1 < len(low) and tokens[i + 1].kind == "n"):
        return "pp" if word in _PAGES else "vol" if word in _VOLUME else "no" if word in _NUMBER else ""
    if word in _EDITORS and (after in (".", ")") or before == "("):
        return "eds"
    inside = 0 < i < min(people, len(tokens) - 1) and tokens[i].text == word
    named = inside and word in _JOINTS and tokens[i + 1].text[0].isupper()
    return "and" if named and (before in ".,;" or tokens[i - 1].text[0].isupper()) else ""


def _people_end(low: Sequence[str], tokens: Sequence[Token]) -> int:
    """Return the first token behind the names that a reference begins with: a number, or a second word in small
    letters that joins nothing."""
    strange = 0
    for i, token in enumerate(tokens):
        if token.kind == "n":
            return i
        if token.kind == "w" and token.text.islower() and low[i] not in _JOINTS:
            strange += 1
            if strange > 1:
                return i
    return len(tokens)


def _read_others(out: list[Token], tokens: Sequence[Token]) -> None:
    """Write `et al` or `others` for what says so in another language."""
    text = "".join(f" {t.text}" if t.spaced else t.text for t in tokens)
    found = next((m for m in _OTHERS.finditer(text) if not _KNOWN.match(m[0])), None)
    if found is None:
        return
    end, inside = 0, []
    for i, token in enumerate(tokens):
        start = end + token.spaced
        end = start + len(token.text)
        if found.start() <= start and end <= found.end() and token.kind == "w":
            inside.append(i)
    for i in inside:
        word = "others" if len(inside) == 1 else "al" if i == inside[-1] else "et"
        out[i] = replace(tokens[i], text=word)
