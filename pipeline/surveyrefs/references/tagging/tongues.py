"""Words by which reference lists in other languages say "In", "vol.", "pp.", "and", "et al.": read as the English ones.

The tagger is trained on English, German, French, Spanish, Portuguese and Italian lists. What other languages print at
the same places is given to it under the English word; the text and its labels stay as printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import digit

from msgspec.structs import replace

from surveyrefs.references.tagging.tokens import Token
from surveyrefs.text.joining import AND_LETTERS, AND_WORDS, OTHERS

# Behind a mark and before a colon, or behind a quotation: Polish, Czech, Slovenian, Croatian, Nordic, Russian …
_IN_COLON = frozenset("w v u i в у في در ใน में 收入 载 載 见 見".split())
# … and words that do without: Finnish, Turkish, Greek.
_IN = frozenset("teoksessa içinde στο בתוך".split())
_PAGES = frozenset("s ss str с стр σ σσ σελ blz lk psl lpp עמ ص صص صفحه صفحات น หน้า पृ पृष्ठ 頁 页".split())
_VOLUME = frozenset(
    ("т том τ τόμ bd let roč sv köt cilt c jrg årg vsk כרך مج مجلد المجلد ج جلد دوره ปีที่ เล่มที่ वर्ष खंड").split()
)
_NUMBER = frozenset(
    ("č nr br št sayı sy sz вып τχ τεύχ nro № бр גיליון גליון חוברת ع العدد عدد شماره ش ฉบับที่ अंक").split()
)
_EDITORS = frozenset(
    (
        "red szerk toim ред ur επιμ עורך עורכת עורכים تحقيق تحرير محرر ویراستار บรรณาธิการ सं संपादक सम्पादक 편 编 編 主编"
    ).split()
)
_JOINTS = frozenset((*AND_WORDS, *AND_LETTERS)) - {"and"}
_QUOTED = frozenset("“”»«\"'’")
_SHORTENED = (".", "'", "’", "׳")  # behind a word that is cut: "p.", "עמ'"
_ENDS = frozenset(".,;?!)") | _QUOTED
# Marks of other writings, and the ones that the tagger knows; behind those of full width no blank is printed.
_WIDE = {
    "，": ",", "、": ",", "。": ".", "．": ".", "：": ":", "；": ";", "（": "(", "）": ")", "［": "[", "］": "]",
    "？": "?", "！": "!", "「": "“", "」": "”", "『": "“", "』": "”", "《": "“", "》": "”", "〈": "“", "〉": "”",
}  # fmt: skip
_MARKS = {**_WIDE, "،": ",", "؛": ";", "؟": "?", "۔": ".", "।": "."}
# Years by another era, where letters of these writings stand beside them: 1395 in Iran, 2560 in Thailand.
_PERSIAN_YEAR, _ARABIC = re.compile(r"1[34]\d\d"), ("\u0600", "\u06ff")
_THAI_YEAR, _THAI = re.compile(r"2[45]\d\d"), ("\u0e00", "\u0e7f")
_SOME_YEAR = "2005"
_OTHERS = re.compile(OTHERS, re.IGNORECASE)
_KNOWN = re.compile(r"et\b|and\b|others", re.IGNORECASE)  # forms that the tagger has seen
# Words that only such a form has, or that are rare by themselves: without one there is none.
_OF_OTHERS = frozenset(
    "i u e m и і та др соавт сътр сарадници остали інші ін kol kolektiv spol další ďalší drugi sod andere anderen "
    "andre andra medarb flere muut teised mtsai munkatársai társai ark diğ diğerleri arkadaşları col colab alții "
    "fl mfl ym jt idr vd dkk kt κ otros outros altri cols colaboradores colegas collab coll autres mitarb "
    "mitarbeiter 等 等人 ほか 他 외 등 وآخرون آخرون همکاران ואחרים ועמיתיו cộng आदि".split()
)
_ANY = _IN_COLON | _IN | _PAGES | _VOLUME | _NUMBER | _EDITORS | _JOINTS | {"in"}


def plain(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens with marks, figures and years of other writings as the tagger knows them; else the same."""
    if all(t.text < _FIRST_FOREIGN for t in tokens):
        return tokens
    out = list(tokens)
    for i, token in enumerate(tokens):
        mark = _MARKS.get(token.text)
        if mark:
            out[i] = replace(token, text=mark)
        elif token.kind == "n" and not token.text.isascii():
            out[i] = replace(token, text="".join(str(digit(c, 0)) if c.isdigit() else c for c in token.text))
        if i and tokens[i - 1].text in _WIDE and not token.spaced:
            out[i] = replace(out[i], spaced=True)
    for year, (first, last) in ((_PERSIAN_YEAR, _ARABIC), (_THAI_YEAR, _THAI)):
        if any(first <= t.text[0] <= last for t in tokens if t.kind == "w"):
            out = [replace(t, text=_SOME_YEAR) if t.kind == "n" and year.fullmatch(t.text) else t for t in out]
    return out


_FIRST_FOREIGN = "\u0590"  # no mark, figure or letter before it is written in its own way


def in_english(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens with the words of other languages at such places replaced; the same tokens where none are."""
    tokens = plain(tokens)
    out = list(tokens)
    low = [t.text.lower() for t in tokens]
    known = [i for i, word in enumerate(low) if word in _ANY]
    people = _people_end(low, tokens) if known else 0
    for i in known:
        word = _word(low, tokens, i, people)
        if word:
            out[i] = replace(tokens[i], text=word, kind="w")
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
    number = i + 2 < len(low) and after in _SHORTENED and tokens[i + 2].kind == "n"
    small = tokens[i].text == word or not word.isascii()
    if small and (number or i + 1 < len(low) and tokens[i + 1].kind == "n"):
        return "pp" if word in _PAGES else "vol" if word in _VOLUME else "no" if word in _NUMBER else ""
    if word in _EDITORS and (after in (".", ")") or before == "("):
        return "eds"
    inside = 0 < i < min(people, len(tokens) - 1) and tokens[i].text == word
    if inside and word == "in" and _between_people(tokens, i):
        return "and"
    named = inside and word in _JOINTS and _big(tokens[i + 1])
    return "and" if named and (before in ".,;" or _big(tokens[i - 1])) else ""


def _between_people(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether Slovenian `in` joins people: `Novak, A. in Kovač, B.`, not `Lee, A. in Kovač, B. (ed.)`."""
    around = tokens[max(i - 2, 0) : i + _NAME + 2]
    if len(around) < _NAME + 2 or i < len(("A", ".")):
        return False
    initial, stop, _, family, comma, letter, end = (t.text for t in around[:7])
    person = family[0].isupper() and comma == "," and len(letter) == 1 and letter.isupper() and end == "."
    behind = [t.text.lower() for t in tokens[i + _NAME : i + _NAME + 2]]
    return stop == "." and len(initial) == 1 and initial.isupper() and person and behind[-1:] not in _IN_CHARGE


_NAME = 5  # tokens of `in Kovač, B.`
_IN_CHARGE = [[word] for word in ("ed", "eds", "hrsg", "ur", "editor", "editors")]


def _big(token: Token) -> bool:
    """Tell whether a token begins as names do: with a letter that is no small one."""
    return token.text[0].isalpha() and not token.text[0].islower()


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
