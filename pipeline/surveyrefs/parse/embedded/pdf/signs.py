"""Signs that fonts of their own print at the place of letters: what a reader sees instead of the character code.

TeX's symbol fonts (wasysym, marvosym, bbding, Font Awesome) give their signs the codes of letters: the full circle is a
blank, a cross the letter p. What a code draws is known from the font, or from the glyph's name in the PDF's encoding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from surveyrefs.parse.embedded.pdf.bitmaps import Bitmap, is_called_by_code, tables_of

CODES = 256  # that a simple font has
SAME_PLACE = 0.5  # of a sign's width: two that begin so close together are printed one over the other

# Code → sign; two characters are one printed over the other.
_WASY: Mapping[str, str] = {
    " ": "●", "#": "○", "G#": "◐", "H#": "◑", "G": "◖", "H": "◗", "I": "◖", "J": "◗", "2": "□", "4": "⊠", "2\b": "☑",
    "24": "⊠", "\b": "✓", ",": "☺", "-": "☻", "/": "☹", "3": "◇", "5": "◊", "6": "✠", "\x00": "+", "\x01": "◁",
    "\x02": "⊴", "\x03": "▷", "\x04": "⊵", "\x05": "∴", "\x10": "◀", "\x11": "▶", "\x12": "↯", "\t": "⇨", "\x19": "♀",
    "\x1a": "♂", "\x1c": "◷", "\x1f": "⌀", "\x15": "⌀", "K": "△", "L": "▽", "7": "⬡", "8": "⯃", "9": "⬡", "D": "⬠",
    "E": "☆", "A": "✶", "B": "✳", "C": "✡", ".": "☼", "(": "◂", ")": "▸", "*": "▴", "+": "▾", "N": "€", "h": "‰",
    "\x1b": "¤", "\x07": "☎", ">": "≲", "?": "≳", ";": "⤳",
}  # fmt: skip
_BBDING: Mapping[str, str] = {
    "!": "✓", '"': "✔", "#": "✗", "$": "✘", "%": "✘", "&": "✚", "'": "+", "8": "★", "9": "☆", "a": "●", "f": "□",
    "g": "■", "s": "◖", "t": "◗",
}  # fmt: skip
_MARVO: Mapping[str, str] = {
    "V": "☑", "X": "☒", "O": "□", ":": "→", "©": "☺", "§": "☹", "*": "×", "+": "+", "-": "−", "B": "✉", "E": "↯",
    "l": "↓", "\x86": "✝", "~": "♀", "|": "♂", "\x8c": "♥", "<": "≤", ">": "≥", "[": "∣", "Z": "☞", "i": "ℹ",
    "k": "✉",
} | {str(n): str(n) for n in range(10)}  # fmt: skip
# Large operators of TeX's cmex10 that MuPDF gives by their codes.
_CMEX: Mapping[str, str] = {
    "P": "∑", "X": "∑", "Q": "∏", "Y": "∏", "R": "∫", "Z": "∫", "S": "⋃", "T": "⋂", "p": "√", "q": "√", "r": "√",
    **dict.fromkeys("\x08n\x1a(", "{"), **dict.fromkeys("\to\x1b)", "}"),
}  # fmt: skip
# Its braces of four sizes hang down from their baseline, by so many em.
HANGING: Mapping[str, float] = {
    "\x08": 1.2, "n": 1.8, "\x1a": 2.4, "(": 3.0, "\t": 1.2, "o": 1.8, "\x1b": 2.4, ")": 3.0,
}  # fmt: skip
# The same of the fonts that go with Times and Libertine, where MuPDF also adds which of the sizes a root has.
_TXEX: Mapping[str, str] = {
    "Í": "∑", "Ð": "⋃", **{code: sign for code, sign in _CMEX.items() if sign in "{}"},
    **{chr(code): "" for code in range(0xFE00, 0xFE10)},
}  # fmt: skip
_MSAM: Mapping[str, str] = {"⋆": "★"}

# Font Awesome: the glyph's name → sign, solid and outlined.
_NAMED: Mapping[str, tuple[str, str]] = {
    "check": ("✓", "✓"), "check-circle": ("✔", "✔"), "check-square": ("☑", "☑"), "check-double": ("✓", "✓"),
    "times": ("✗", "✗"), "times-circle": ("✘", "✘"), "xmark": ("✗", "✗"), "circle": ("●", "○"), "star": ("★", "☆"),
    "star-half-alt": ("⯪", "⯪"), "star-half": ("⯪", "⯪"), "adjust": ("◐", "◐"), "circle-half-stroke": ("◐", "◐"),
    "dot-circle": ("◉", "◉"), "square": ("■", "□"), "minus": ("−", "−"), "minus-circle": ("⊖", "⊖"),
    "plus": ("+", "+"), "plus-circle": ("⊕", "⊕"), "question": ("?", "?"), "question-circle": ("?", "?"),
    "exclamation": ("!", "!"), "exclamation-triangle": ("⚠", "⚠"), "arrow-up": ("↑", "↑"), "arrow-down": ("↓", "↓"),
    "arrow-right": ("→", "→"), "arrow-left": ("←", "←"), "thumbs-up": ("👍", "👍"), "thumbs-down": ("👎", "👎"),
    "heart": ("♥", "♡"), "lock": ("🔒", "🔒"), "unlock": ("🔓", "🔓"), "lock-open": ("🔓", "🔓"), "image": ("🖼", "🖼"),
    "video": ("🎬", "🎬"), "user": ("👤", "👤"), "users": ("👥", "👥"), "envelope": ("✉", "✉"), "fire": ("🔥", "🔥"),
    "snowflake": ("❄", "❄"), "robot": ("🤖", "🤖"), "file": ("🗎", "🗎"), "file-alt": ("🗎", "🗎"), "book": ("📖", "📖"),
    "link": ("🔗", "🔗"), "smile": ("☺", "☺"), "frown": ("☹", "☹"), "meh": ("😐", "😐"), "ban": ("🚫", "🚫"),
    "globe": ("🌐", "🌐"),
}  # fmt: skip
_PRIVATE: Mapping[str, str] = {  # the same in OpenType, where LuaTeX and XeTeX print its private code points
    "\uf00c": "check", "\uf058": "check-circle", "\uf14a": "check-square", "\uf560": "check-double",
    "\uf00d": "times", "\uf057": "times-circle", "\uf111": "circle", "\uf005": "star", "\uf5c0": "star-half-alt",
    "\uf089": "star-half", "\uf042": "adjust", "\uf192": "dot-circle", "\uf0c8": "square", "\uf068": "minus",
    "\uf056": "minus-circle", "\uf067": "plus", "\uf055": "plus-circle", "\uf128": "question",
    "\uf059": "question-circle", "\uf12a": "exclamation", "\uf071": "exclamation-triangle", "\uf062": "arrow-up",
    "\uf063": "arrow-down", "\uf061": "arrow-right", "\uf060": "arrow-left", "\uf164": "thumbs-up",
    "\uf165": "thumbs-down", "\uf004": "heart", "\uf023": "lock", "\uf09c": "unlock", "\uf3c1": "lock-open",
    "\uf03e": "image", "\uf03d": "video", "\uf007": "user", "\uf0c0": "users", "\uf0e0": "envelope", "\uf06d": "fire",
    "\uf2dc": "snowflake", "\uf544": "robot", "\uf15b": "file", "\uf15c": "file-alt", "\uf02d": "book",
    "\uf0c1": "link", "\uf118": "smile", "\uf119": "frown", "\uf11a": "meh", "\uf05e": "ban", "\uf0ac": "globe",
}  # fmt: skip
_OTHER = ("▫", "▫")  # an icon that stands for a thing
# What MuPDF makes of those glyph names that it does know.
_KNOWN_NAMES: Mapping[str, str] = {"○": "circle", "⋆": "star", "✓": "check", "★": "star"}

_FONTS: tuple[tuple[re.Pattern[str], Mapping[str, str]], ...] = (
    (re.compile(r"^r?wasy", re.I), _WASY),
    (re.compile(r"^bbding", re.I), _BBDING),
    (re.compile(r"^(mar)?vosym|^MarVo", re.I), _MARVO),
    (re.compile(r"^CMEX|^LMMathExt", re.I), _CMEX),
    (re.compile(r"^[tp]xex", re.I), _TXEX),
    (re.compile(r"^MSAM", re.I), _MSAM),
)
_AWESOME = re.compile(r"^FontAwesome|^FA[56]", re.I)
_BITMAP = re.compile(r"^[A-Z]{1,2}\d+$|^T3|^Type3|^unnamed", re.I)  # how a font without a name is called by its place
_DIFFERENCE = re.compile(r"/([^\s/\[\]<>()]+)|(\d+)")
_FORMULAS = re.compile(r"(^|\+)(CM|LM)(MI|SY|Math)", re.I)  # outlines of the letters and signs of formulas
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# bbding comes as bitmaps without a name: a font of a few codes, ticks and crosses (33 to 37) among them.
_TICKS = frozenset(range(33, 38))
_BITMAP_CODES = frozenset(ord(c) for c in _BBDING)


def table_of(font: str) -> Mapping[str, str] | None:
    """Return what the codes of a symbol font draw, None for a font of letters."""
    name = font.split("+")[-1]
    return next((table for pattern, table in _FONTS if pattern.match(name)), None)


def hangs_by(code: str, table: Mapping[str, str]) -> float:
    """Return by how many em a large brace hangs from its baseline; 0 for other signs."""
    return HANGING.get(code, 0.0) if table.get(code, "") in ("{", "}") else 0.0


class Signs:
    """The symbol fonts of one PDF."""

    def __init__(self, pdf: Any) -> None:
        """Look at nothing yet."""
        self._pdf = pdf
        self._tables: dict[str, Mapping[str, str] | None] = {}
        self._named: dict[str, dict[str, str]] = {}
        self._seen: set[int] = set()
        self._bitmaps: dict[str, Mapping[str, str]] | None = None

    def on_page(self, page: Any, fonts: set[str]) -> dict[str, Mapping[str, str]]:
        """Return what the codes of a page's symbol fonts draw, by the fonts' names."""
        found: dict[str, Mapping[str, str]] = {}
        for font in sorted(fonts):
            if font not in self._tables:
                self._tables[font] = table_of(font)
            table = self._tables[font]
            if table is None and (_AWESOME.match(font.split("+")[-1]) or _BITMAP.match(font)):
                table = self._by_encoding(page, font)
            if table:
                found[font] = table
        return found

    def _by_encoding(self, page: Any, font: str) -> Mapping[str, str]:
        """Return the signs of a font that its encoding tells, for the fonts of a page."""
        self._read_encodings(page)
        if _BITMAP.match(font):
            codes = {ord(c) for c in self._named.get(font, {})}
            return _BBDING if codes & _TICKS and codes <= _BITMAP_CODES else self._tex_bitmaps().get(font, {})
        names = {c: n for f, known in self._named.items() if f.startswith(font) for c, n in known.items()}
        outlined = "Regular" in font
        signs = {**_PRIVATE, **_KNOWN_NAMES, **names}
        return {code: _NAMED.get(name, _OTHER)[outlined] for code, name in signs.items()}

    def _tex_bitmaps(self) -> dict[str, Mapping[str, str]]:
        """Return what the codes of the document's fonts of TeX's pictures print, by the fonts' names."""
        if self._bitmaps is None:
            self._bitmaps = {}  # a damaged file is asked once
            found: dict[str, Bitmap] = {}
            pictures, outlined = _fonts_of(self._pdf)
            for xref, name in pictures.items():
                names = _differences(self._pdf, xref)
                if is_called_by_code(names) and self._pdf.xref_get_key(xref, "ToUnicode")[0] == "null":
                    found[name] = Bitmap(frozenset(names), len(_widths(self._pdf, xref)) == 1)
            self._bitmaps = tables_of(found, not any(map(_FORMULAS.search, outlined)))
        return self._bitmaps

    def _read_encodings(self, page: Any) -> None:
        """Keep the glyphs' names of the page's fonts by font and code; where two encodings differ, the one we know."""
        for xref, _, kind, full, place, *_ in page.get_fonts():
            if xref in self._seen or xref <= 0:
                continue
            self._seen.add(xref)
            name = place if kind == "Type3" else full.split("+")[-1]
            if not (_AWESOME.match(name) or kind == "Type3"):
                continue
            known = self._named.setdefault(name, {})
            for code, glyph in _differences(self._pdf, xref).items():
                if known.get(code) not in _NAMED:
                    known[code] = glyph


def _fonts_of(pdf: Any) -> tuple[dict[int, str], set[str]]:
    """Return what MuPDF calls a document's fonts of pictures, by their numbers, and the names of its other fonts."""
    pictures: dict[int, str] = {}
    outlined: set[str] = set()
    for number in range(pdf.page_count):
        for xref, _, kind, full, *_ in pdf.get_page_fonts(number):
            if kind != "Type3":
                outlined.add(full)
            elif xref > 0 and xref not in pictures:
                own, name = pdf.xref_get_key(xref, "Name")
                pictures[xref] = name.removeprefix("/") if own == "name" else f"Type3 ({xref} 0 R)"
    return pictures, outlined


def _widths(pdf: Any, xref: int) -> set[float]:
    """Return the different widths of a font's letters, in its own unit."""
    kind, value = pdf.xref_get_key(xref, "Widths")
    return {float(width) for width in _NUMBER.findall(value)} - {0.0} if kind == "array" else set()


def _differences(pdf: Any, xref: int) -> dict[str, str]:
    """Return the glyphs' names that a font's encoding gives to its codes."""
    kind, value = pdf.xref_get_key(xref, "Encoding/Differences")
    if kind != "array":
        return {}
    found: dict[str, str] = {}
    code = 0
    for name, number in _DIFFERENCE.findall(value):
        if number:
            code = int(number)
            continue
        if name != ".notdef" and code < CODES:
            found[chr(code)] = name
        code += 1
    return found


def combined(chars: list[dict[str, Any]], table: Mapping[str, str]) -> list[tuple[str, tuple[float, ...]]]:
    """Return the signs of a run of characters with their boxes; two printed at one place are one sign."""
    found: list[tuple[str, tuple[float, ...]]] = []
    codes: list[str] = []
    for char in chars:
        box = char["bbox"]
        last = found[-1][1] if found else None
        over = last is not None and abs(box[0] - last[0]) < SAME_PLACE * (box[2] - box[0])
        pair = codes[-1] + char["c"] if over and codes else ""
        if pair in table:
            found[-1] = (table[pair], found[-1][1])
            codes[-1] = pair
        else:
            found.append((table.get(char["c"], char["c"]), box))
            codes.append(char["c"])
    return found
