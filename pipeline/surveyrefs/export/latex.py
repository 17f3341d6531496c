"""Text as a BibTeX value: what TeX would misread is escaped, capitals that a style would lower are braced.

Every rule holds for BibTeX, biber, bibtexparser and Zotero at once. BibTeX and biber count every brace, escaped or not,
so a lone printed brace is written as a command; what stands in a URL is not TeX and is percent-encoded instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from surveyrefs.text.controls import STEERING

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
}
_PAIRED = {"{": r"\{", "}": r"\}"}
_LONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SPECIAL = re.compile(r"[\\~^&%$#_{}]")
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_CONTROL = re.compile(f"[{STEERING}\u200b\u200e\u200f\u2060\ufeff]+")  # nothing a person sees

_MARKS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
    "\u0308": '"', "\u030a": "r", "\u030b": "H", "\u030c": "v", "\u0323": "d", "\u0327": "c", "\u0328": "k",
    "\u0331": "b",
}  # fmt: skip

# Letters of names that are no base with marks; pylatexenc knows them too, but takes 50 ms to make its tables.
_NAMED = {
    "ø": r"\o", "Ø": r"\O", "ł": r"\l", "Ł": r"\L", "ß": r"\ss", "æ": r"\ae", "Æ": r"\AE", "œ": r"\oe", "Œ": r"\OE",
    "đ": r"\dj", "Đ": r"\DJ", "ı": r"\i",
}  # fmt: skip

_PERCENT = {"{": "%7B", "}": "%7D", "\\": "%5C", "^": "%5E", "|": "%7C", '"': "%22", "<": "%3C", ">": "%3E", "`": "%60"}
_NOT_IN_URL = re.compile(r'[{}\\^|"<>`\s]')

# A title is in sentence case where fewer than half of its longer words begin with a capital.
_LONG_WORD = 4
_TITLE_CASE_SHARE = 0.5
_ALL_CAPS_SHARE = 0.6
_WORD = re.compile(r"[^\W_]+(?:[^\s,;:()\[\]“”\"]*[^\W_])?[+#]*")
_AFTER_STOP = re.compile(r"[:?!.]\s*[“\"(]*$")


def clean(text: str) -> str:
    """Return the text composed (NFC), on one line, with single blanks and without control characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", text)).split())


def escape(text: str) -> str:
    """Escape what TeX or BibTeX would misread; letters stay Unicode."""
    if not _SPECIAL.search(text):
        return text
    lone = _lone_braces(text)

    def replaced(match: re.Match[str]) -> str:
        char = match[0]
        if char in _PAIRED:
            return (_LONE if match.start() in lone else _PAIRED)[char]
        return _ESCAPES[char]

    return _SPECIAL.sub(replaced, text)


def _lone_braces(text: str) -> set[int]:
    """Return the positions of braces without partner."""
    opened: list[int] = []
    lone: set[int] = set()
    for match in re.finditer(r"[{}]", text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            lone.add(match.start())
    return lone | set(opened)


@cache
def _encoder() -> Callable[[str], str]:
    from pylatexenc.latexencode import UnicodeToLatexEncoder  # only some dialects need it

    encoder = UnicodeToLatexEncoder(
        non_ascii_only=True, replacement_latex_protection="braces-all", unknown_char_policy="keep",
        unknown_char_warning=False,
    )  # fmt: skip
    return cache(encoder.unicode_to_latex)


def to_ascii(text: str) -> str:
    """Write non-ASCII letters of an escaped text as LaTeX, each in braces; what LaTeX has no name for (CJK) stays."""
    return _NON_ASCII.sub(lambda match: "".join(_letter(char) for char in _characters(match[0])), text)


def _letter(letter: str) -> str:
    """Encode one letter: its marks one by one around the base, or the name that LaTeX has for it as a whole."""
    if letter in _NAMED:
        return "{" + _NAMED[letter] + "}"
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[:1], parts[1:]
    if not marks or not all(mark in _MARKS for mark in marks):
        return _encoder()(letter)
    inner = base if base.isascii() else _encoder()(base).removeprefix("{").removesuffix("}")
    if not inner.isascii():
        return letter
    for mark in marks:
        accent = _MARKS[mark]
        inner = f"\\{accent}{{{inner}}}" if accent.isalpha() or len(inner) > 1 else f"\\{accent}{inner}"
    return "{" + inner + "}"


def _characters(text: str) -> list[str]:
    """Split a text into letters with the combining marks that follow them."""
    out: list[str] = []
    for char in text:
        if out and unicodedata.combining(char):
            out[-1] += char
        else:
            out.append(char)
    return out


def url_text(url: str) -> str:
    """Percent-encode what may not stand in a URL and would break a BibTeX value; nothing else changes."""
    return _NOT_IN_URL.sub(lambda match: _PERCENT.get(match[0], "%20"), _CONTROL.sub("", url.strip()))


def protected(title: str, encode: Callable[[str], str]) -> str:
    """Return a title encoded by `encode`, with braces around the words whose capitals must stay.

    These are words with a capital inside (`BERT`, `iPhone`), single letters other than A and I (`K-means`), and in a
    title in sentence case every capitalised word that does not begin a sentence. Titles in capitals are left alone.
    """
    letters = [c for c in title if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not capitals or capitals > _ALL_CAPS_SHARE * len(letters):
        return encode(title)
    sentence_case = _is_sentence_case(title)
    out: list[str] = []
    done = 0
    for match in _WORD.finditer(title):
        word = match[0]
        if word.islower():
            continue
        begins = match.start() == 0 or (sentence_case and bool(_AFTER_STOP.search(title[: match.start()])))
        if _needs_braces(word, sentence_case and not begins, match.start() == 0):
            out += [encode(title[done : match.start()]), "{", encode(word), "}"]
            done = match.end()
    return "".join([*out, encode(title[done:])])


def _is_sentence_case(title: str) -> bool:
    words = [w for w in re.findall(r"[^\W\d_]+", title)[1:] if len(w) >= _LONG_WORD]
    return bool(words) and sum(w[0].isupper() for w in words) < _TITLE_CASE_SHARE * len(words)


def _needs_braces(word: str, proper: bool, first: bool) -> bool:
    if word.isalpha() and len(word) > 1 and word[1:].islower():  # most words
        return proper and word[0].isupper()
    parts = re.findall(r"[^\W_]+", word)
    if any(char.isupper() for part in parts for char in part[1:]):
        return True
    single = len(parts) > 1 or not first
    if single and any(len(part) == 1 and part.isascii() and part.isupper() and part not in "AI" for part in parts):
        return True
    return proper and word[:1].isupper()


_COMMANDS = {command.removesuffix("{}"): char for char, command in (*_ESCAPES.items(), *_LONE.items())}
_TOKEN = re.compile(
    r"(?P<command>\\text(?:backslash|asciitilde|asciicircum|braceleft|braceright))(?:\{\})?"
    r"|\\(?P<char>[&%$#_{}])|(?P<brace>[{}])"
)
# Where LaTeX begins that `escape` does not write.
_FOREIGN = re.compile(r"\{?\\(?![&%$#_{}]|text(?:backslash|ascii|brace))")


def unescape(value: str) -> str:
    """Undo `escape`, `protected` and `to_ascii`; accents as others write them are read too."""

    def replaced(match: re.Match[str]) -> str:
        if match["command"]:
            return _COMMANDS[match["command"]]
        return match["char"] or ""

    out: list[str] = []
    done = 0
    while match := _FOREIGN.search(value, done):
        end = _group_end(value, match.start())
        out += [_TOKEN.sub(replaced, value[done : match.start()]), _read_latex(value[match.start() : end])]
        done = end
    return "".join([*out, _TOKEN.sub(replaced, value[done:])])


def _group_end(value: str, start: int) -> int:
    """Return the end of the brace group at `start`, or of a command with its argument."""
    if value[start] == "{":
        depth = 0
        for match in re.compile(r"\\.|[{}]").finditer(value, start):
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if depth == 0 and match[0] == "}":
                return match.end()
        return len(value)
    command = re.compile(r"\\(?:[A-Za-z]+\s*(?:\{[^{}]*\})?|.\s*(?:\{[^{}]*\}|\\?[A-Za-z])?)").match(value, start)
    return command.end() if command else start + 1


def _read_latex(text: str) -> str:
    from pylatexenc.latex2text import LatexNodes2Text  # only where there is LaTeX to read

    return str(LatexNodes2Text().latex_to_text(text))
