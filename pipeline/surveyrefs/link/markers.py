"""Find printed citation markers made of labels: `[3, 5–7]`, `(12)`, superscripts, `③`, `[Wan+23]`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

import msgspec

from surveyrefs.link.labels import Labels, looks_like_year
from surveyrefs.model.document import MONO, SUPERSCRIPT, Passage, Piece
from surveyrefs.text.labels import CIRCLED_NUMBER

BRACKET = "bracket"
PAREN = "paren"
RAISED = "superscript"
CIRCLED = "circled"
SPELT = "spelt"  # `ref. 12`: how texts with raised or parenthesised callouts name a work in the sentence

UNDEFINED = "?"
MARKER_LIMIT = 600  # characters between the brackets: a list of 150 numbers fits, a bracketed paragraph does not
WHOLE = ("cell", "figure", "heading")  # passages that no column or page breaks
ODD_SIGNS = 0.1  # share of characters that are neither ASCII nor letters in a text that is none
LEVEL = 0.15  # of the type size: raised numbers of one callout differ less in height, those of a fraction more
RANGE_LIMIT = 400  # references in one range; more is two numbers and a dash

DASH = r"\s?(?:--?|[\u2010-\u2015\u2212])\s?"
_NUMBER = r"[1-9]\d{0,3}[a-z]?"
_NUMBERS = re.compile(rf"({_NUMBER})(?:{DASH}({_NUMBER}|[a-z]))?(?![\w.])")
# natbib prints an undefined key within a range so: `3? –7`
_HOLED = re.compile(rf"({_NUMBER})(\s?\?)+(?:{DASH}({_NUMBER}))?(?![\w.])")
_GLUED = re.compile(r"([1-9]\d{0,3})([a-z]{2,6})(?![\w.])")  # `12ab`
_BRACKETED = re.compile(r"([1-9]\d{0,3})\(([a-z])\)")  # `12(b)`
_LETTERS = re.compile(rf"([a-z])(?:{DASH}([a-z]))?(?![\w.])")  # `c–e` behind `12a,`
_WORD = re.compile(r"[^\s,;\[\]()]+")
_TWO_WORDS = re.compile(r"[^\s,;\[\]()]+\s[^\s,;\[\]()]+")
_LABEL_RANGE = re.compile(rf"([^\W\d_]+\d+){DASH}([^\W\d_]+\d+)")
_LABEL_SHAPE = re.compile(r"[A-Z][A-Za-z]{0,5}[A-Za-z+*∗]\d\d[a-z]?")
_LETTERED = re.compile(r"(\d+)([a-z]?)")
_SEPARATOR = re.compile(r"\s*(?:[,;](?:\s*(?:and|&)\s)?|\s(?:and|&)\s)\s*")
_RAISED_SEPARATOR = re.compile(r"\s*[,;]\s*|\s+")  # some journals print `3 5–7` raised
_PREFIX = re.compile(
    r"(?:(?:see|also|e\.\s?g\.|cf\.?|i\.\s?e\.|compare|refs?\.?|references?|in|and|for|example|instance|among|others)[,:]?\s+)+",
    re.IGNORECASE,
)
_LOCATOR = re.compile(
    r"(?:,\s*|:\s*|\s+)(?P<kind>pp?\.?|pages?|sec(?:tion|t)?s?\.?|§+|chap(?:ter)?s?\.?|ch\.|fig(?:ure)?s?\.?|"
    r"tab(?:le)?s?\.?|eqn?s?\.?|equations?|th(?:eore)?m\.?|lemmas?|def(?:inition|n)?s?\.?|prop(?:osition)?\.?|"
    r"cor(?:ollary)?\.?|app(?:endix|\.)?|vol(?:ume)?\.?|no\.|parts?|alg(?:orithm)?s?\.?|remarks?|ex(?:ample|\.)?s?|"
    r"lines?|supp(?:lement(?:ary)?|\.)?|footnotes?|and references therein)"
    r"(?![^\W\d_])\s*[^;,\[\]]*(?P<more>(?:,\s*[^;\[\]]*)?)",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"pp|§§|.*s\.?$", re.IGNORECASE)
_CLOSING = {"[": "]", "(": ")"}
_OPEN = re.compile(r"\[")
_OPEN_PAREN = re.compile(r"\((?=\s?(?:see |e\.g\.,? |cf\.? )?[1-9])")
_JOINED = re.compile(DASH)
_BARE = rf"(?:{_NUMBER}(?:{DASH}(?:{_NUMBER}|[a-z]))?|[1-9]\d{{0,3}}[a-z]{{2,6}})(?!\w)"
_BARE_LIST = re.compile(rf"{_BARE}(?:(?:\s?[,;]\s?|\s)(?:{_BARE}|[a-z](?:{DASH}[a-z])?(?!\w)))*")


_SPELT_OUT = re.compile(
    rf"(?<!\w)(?:[Rr]efs?\.?|[Rr]eferences?)\s({_BARE}(?:(?:\s?,\s?(?:and\s)?|\s(?:and|&)\s){_BARE})*)"
)
LOOK_BACK = 40  # characters before a marker that say what it is
RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_CIRCLED = re.compile(rf"{CIRCLED_NUMBER}(?:(?:{DASH}|\s?[,、，]\s?)?{CIRCLED_NUMBER})*")
_ONE_CIRCLED = re.compile(rf"({CIRCLED_NUMBER})(?:{DASH}({CIRCLED_NUMBER}))?")
_RAISED_SIGNS = re.compile(rf"[{RAISED_DIGITS}](?:[{RAISED_DIGITS}]|[⁻˒,·–-](?=[{RAISED_DIGITS}]))*(?=[\s.,;:)\]!?]|$)")
# Raised signs as they stand on the line, of the same length: ¹⁻² as 1–2.
ON_LINE = str.maketrans(RAISED_DIGITS + "⁻˒·", "0123456789–,,")


class Item(msgspec.Struct, frozen=True, gc=False):
    """One label of a marker, or a range of labels where `last` is not empty."""

    start: int
    end: int
    label: str
    last: str = ""


class Marker(msgspec.Struct, frozen=True, gc=False):
    """A printed marker at text[start:end] of its passage."""

    start: int
    end: int
    form: str
    items: tuple[Item, ...]


def find_markers(passage: Passage, forms: frozenset[str], labels: Labels) -> list[Marker]:
    """Return the passage's markers of the forms wanted, in order; none overlaps another."""
    found: list[Marker] = []
    if BRACKET in forms and ("[" in passage.text or "]" in passage.text):
        found += _join_ranges(passage.text, list(_enclosed(passage, "[", BRACKET, _OPEN, labels)))
    if PAREN in forms and "(" in passage.text:
        found += _join_ranges(passage.text, list(_enclosed(passage, "(", PAREN, _OPEN_PAREN, labels)))
    if RAISED in forms:
        found += _raised(passage, labels)
    if CIRCLED in forms:
        found += [_circled(run) for run in _CIRCLED.finditer(passage.text)]
    if SPELT in forms:
        found += _spelt_out(passage.text, labels)
    found.sort(key=lambda m: (m.start, -m.end))
    out: list[Marker] = []
    for marker in found:
        if not out or marker.start >= out[-1].end:
            out.append(marker)
    return out


def _enclosed(passage: Passage, opening: str, form: str, pattern: re.Pattern[str], labels: Labels) -> Iterator[Marker]:
    text, closing = passage.text, _CLOSING[opening]
    if form == BRACKET:
        yield from _continued(text, labels)
    for match in pattern.finditer(text):
        start = match.end()
        end = text.find(closing, start, start + MARKER_LIMIT)
        if end < 0:  # broken over a column or page that ended the passage
            if form != BRACKET or passage.kind in WHOLE or len(text) - start > MARKER_LIMIT:
                continue
            end = len(text)
        if text.find(opening, start, end) >= 0:
            continue
        items = parse_items(text, start, end, labels)
        if items:
            yield Marker(match.start(), min(end + 1, len(text)), form, items)


def _continued(text: str, labels: Labels) -> Iterator[Marker]:
    """Yield the end of a marker that began in the passage before."""
    end = text.find("]", 0, MARKER_LIMIT)
    if end > 0:
        lead = len(text) - len(text.lstrip(" ,;"))
        items = parse_items(text, lead, end, labels)
        if items:
            yield Marker(0, end + 1, BRACKET, items)


def parse_items(
    text: str, start: int, end: int, labels: Labels, between: re.Pattern[str] = _SEPARATOR
) -> tuple[Item, ...]:
    """Read text[start:end] as a list of labels with prefixes and locators; () where it is anything else."""
    items: list[Item] = []
    position = start + (len(text[start:end]) - len(text[start:end].lstrip()))
    prefix = _PREFIX.match(text, position, end)
    position = prefix.end() if prefix else position
    while position < end:
        item = _one_item(text, position, end, labels)
        if item is None and items:
            item = _more_letters(text, position, end, items[-1])
        if item is None:
            return ()
        items.append(item)
        items += [Item(item.end - 1, item.end, UNDEFINED)] * text.count(UNDEFINED, item.start + 1, item.end)
        position = _after_locator(text, item.end, end)
        if position >= end or not text[position:end].strip(" ,;"):
            break
        separator = between.match(text, position, end)
        if separator is None:
            return ()
        position = separator.end()
        prefix = _PREFIX.match(text, position, end)
        position = prefix.end() if prefix else position
    return tuple(items)


def _one_item(text: str, position: int, end: int, labels: Labels) -> Item | None:
    if labels.words:
        word = _WORD.match(text, position, end)
        if word and word[0] in labels.holders and not word[0].isdigit():
            return Item(position, word.end(), word[0])
        item = _broken_label(text, position, end, labels) or _label_range(text, position, end, labels)
        if item is not None:
            return item
        if word and _LABEL_SHAPE.fullmatch(word[0]):  # the list lacks it: a callout all the same, without target
            return Item(position, word.end(), word[0])
    bracketed = _BRACKETED.match(text, position, end)
    if bracketed:
        return Item(position, bracketed.end(), bracketed[1] + bracketed[2])
    holed = _HOLED.match(text, position, end)
    if holed:
        return Item(position, holed.end(), holed[1], holed[3] or "")
    match = _NUMBERS.match(text, position, end)
    glued = _GLUED.match(text, position, end) if match is None and labels.lettered else None
    if glued:
        return _glued(glued, labels)
    if match is None:  # LaTeX prints "?" for a key that it does not know
        return Item(position, position + 1, UNDEFINED) if text.startswith(UNDEFINED, position) else None
    if looks_like_year(match[1]) and match[1] not in labels.holders:
        return None
    last = match[2] or ""
    if last.isalpha() and not match[1][-1].isalpha():
        return None
    return Item(match.start(), match.end(), match[1], match[1][:-1] + last if last.isalpha() else last)


def _more_letters(text: str, position: int, end: int, before: Item) -> Item | None:
    """Match the `c` of `12a,c` and the `c–e` of `12a,c–e`: further works of the entry before."""
    label = before.last or before.label
    match = _LETTERS.match(text, position, end)
    if match is None or not label[-1].isalpha() or not label[:-1].isdecimal() or match[1] <= label[-1]:
        return None
    stem = label[:-1]
    return Item(position, match.end(), stem + match[1], stem + match[2] if match[2] else "")


def _glued(match: re.Match[str], labels: Labels) -> Item | None:
    """Read `12abc` as `12a–c`, where there are such works."""
    first, last = match[1] + match[2][0], match[1] + match[2][-1]
    consecutive = all(ord(b) == ord(a) + 1 for a, b in pairwise(match[2]))
    known = first in labels.lettered and last in labels.lettered
    return Item(match.start(), match.end(), first, last) if consecutive and known else None


def _broken_label(text: str, position: int, end: int, labels: Labels) -> Item | None:
    """Match a label that a line break cut in two (`[Wan+ 23]`, `[Smi-03a]`)."""
    for pattern in (_TWO_WORDS, _WORD):
        match = pattern.match(text, position, end)
        word = match[0].replace(" ", "") if match else ""
        for label in (word, word.replace("-", "")):
            if match and label in labels.holders and not label.isdigit():
                return Item(position, match.end(), label)
    return None


def _label_range(text: str, position: int, end: int, labels: Labels) -> Item | None:
    """Match a range of labels with a common stem (`S3–S7`)."""
    match = _LABEL_RANGE.match(text, position, end)
    if match and match[1] in labels.holders and match[2] in labels.holders:
        return Item(position, match.end(), match[1], match[2])
    return None


def _after_locator(text: str, position: int, end: int) -> int:
    """Skip a locator (`, pp. 3–4`); a list after a plural one belongs to it, else it goes on with labels."""
    match = _LOCATOR.match(text, position, end)
    if match is None:
        return position
    if match["more"] and not _PLURAL.match(match["kind"]):
        return match.start("more")
    return match.end()


def _join_ranges(text: str, markers: list[Marker]) -> list[Marker]:
    """Join `[3]–[7]` to one marker with a range."""
    out: list[Marker] = []
    for marker in markers:
        before = out[-1] if out else None
        if (
            before is not None
            and len(marker.items) == 1
            and before.items
            and not before.items[-1].last
            and not marker.items[0].last
            and _JOINED.fullmatch(text, before.end, marker.start)
            and before.items[-1].label.isdecimal()
            and marker.items[0].label.isdecimal()
            and int(before.items[-1].label) < int(marker.items[0].label)
        ):
            first, last = before.items[-1], marker.items[0]
            joined = Item(first.start, last.end, first.label, last.label)
            out[-1] = Marker(before.start, marker.end, marker.form, (*before.items[:-1], joined))
        else:
            out.append(marker)
    return out


def _spelt_out(text: str, labels: Labels) -> Iterator[Marker]:
    for match in _SPELT_OUT.finditer(text):
        items = parse_items(text, match.start(1), match.end(1), labels)
        if items:
            yield Marker(match.start(1), match.end(1), SPELT, items)


def _circled(run: re.Match[str]) -> Marker:
    """Return the marker of circled numbers: `③`, `①②`, `①–③`."""
    items = (
        Item(one.start(), one.end(), *(str(int(unicodedata.numeric(sign))) if sign else "" for sign in one.groups()))
        for one in _ONE_CIRCLED.finditer(run.string, run.start(), run.end())
    )
    return Marker(run.start(), run.end(), CIRCLED, tuple(items))


def _raised(passage: Passage, labels: Labels) -> Iterator[Marker]:
    runs = list(raised_runs(passage))
    printed = passage.text.translate(ON_LINE) if runs else ""  # ¹² as 12; of the same length
    for start, end in runs:
        text = printed[start:end]
        lead = len(text) - len(text.lstrip(" ,;("))
        match = _BARE_LIST.match(text, lead)
        if match is None or text[match.end() :].strip(" ,;.)"):
            continue
        items = parse_items(printed, start + match.start(), start + match.end(), labels, _RAISED_SEPARATOR)
        if items:
            yield Marker(start + match.start(), start + match.end(), RAISED, items)


def raised_runs(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the text that are superscript by type or by characters, joined over a blank."""
    yield from _set_raised(passage)
    if _RAISED_SIGNS.search(passage.text) and not _is_garbled(passage.text):
        for match in _RAISED_SIGNS.finditer(passage.text):
            if not style_at(passage, match.start(), match.end()) & SUPERSCRIPT:
                yield match.span()


def _is_garbled(text: str) -> bool:
    """Tell whether a font's codes are given as signs: `Ê¾» ¿ÄÉ¹`."""
    return sum(not c.isascii() and not c.isalnum() for c in text) > ODD_SIGNS * len(text)


def _set_raised(passage: Passage) -> Iterator[tuple[int, int]]:
    start = end = -1
    before: Piece | None = None
    for piece in passage.pieces:
        if not piece.style & SUPERSCRIPT:
            continue
        last, before = before, piece
        if (
            last is not None
            and not passage.text[end : piece.start].strip()
            and (piece.start == end or passage.text[end - 1] in ",;-–—−" or _goes_on(passage, last, piece))
        ):
            end = piece.end
            continue
        if start >= 0:
            yield start, end
        start, end = piece.start, piece.end
    if start >= 0:
        yield start, end


def _goes_on(passage: Passage, last: Piece, piece: Piece) -> bool:
    """Tell whether a raised number follows another one at the same height, parted by a blank only."""
    level = last.line != piece.line or abs(last.y0 - piece.y0) < LEVEL * piece.size
    digits = passage.text[last.end - 1].isdigit() and passage.text[piece.start].isdigit()
    return level and digits and piece.start == last.end + 1


def expand(item: Item, labels: Labels) -> list[str]:
    """Return the labels of an item: all between the ends of a range; both ends alone where it does not ascend."""
    if not item.last:
        return [item.label]
    stem = re.match(r"[^\W\d_]*", item.label)
    head = stem[0] if stem else ""
    first, last = item.label[len(head) :], item.last[len(head) :]
    if not (first.isdecimal() and last.isdecimal() and item.last.startswith(head)):
        return _lettered_range(item, labels) or [item.label, item.last]
    low, high = int(first), int(last)
    if high < low and len(last) < len(first):  # `123–5`
        high = int(first[: len(first) - len(last)] + last)
    if low < high <= low + RANGE_LIMIT and (high <= labels.highest or head):
        return [f"{head}{n}" for n in range(low, high + 1)]
    return [item.label, item.last]


def _lettered_range(item: Item, labels: Labels) -> list[str]:
    """Return the labels of `12a–c` and `12b–14`: works of composite entries, and whole entries between."""
    ends = [_LETTERED.fullmatch(label) for label in (item.label, item.last)]
    if not labels.lettered or ends[0] is None or ends[1] is None:
        return []
    low, first, high, last = int(ends[0][1]), ends[0][2] or "", int(ends[1][1]), ends[1][2] or "~"
    if not low <= high <= low + RANGE_LIMIT:
        return []
    found: list[str] = []
    for n in range(low, high + 1):
        after, until = first if n == low else "", last if n == high else "~"
        if after or until != "~":
            works = [label for label in labels.lettered if label[:-1] == str(n) and after <= label[-1] <= until]
            found += works or [str(n)]
        else:
            found.append(str(n))
    return found


def style_at(passage: Passage, start: int, end: int) -> int:
    """Return the style bits common to all pieces that touch text[start:end]."""
    bits = -1
    pieces = passage.pieces
    for i in range(max(0, bisect_right(pieces, start, key=attrgetter("start")) - 1), len(pieces)):
        if pieces[i].start >= end:
            break
        if pieces[i].end > start:
            bits &= pieces[i].style
    return max(bits, 0)


def is_code(passage: Passage, start: int, end: int) -> bool:
    """Tell whether the stretch is set in a typewriter face."""
    return bool(style_at(passage, start, end) & MONO)
