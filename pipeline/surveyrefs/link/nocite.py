"""Tell numbers in brackets, parentheses and superscript that are no callouts: intervals, equations, exponents …"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

import msgspec

from surveyrefs.link.annotations import OTHER_TARGET, Hit
from surveyrefs.link.labels import Labels
from surveyrefs.link.markers import (
    BRACKET,
    CIRCLED,
    LOOK_BACK,
    PAREN,
    RAISED,
    SPELT,
    Marker,
    find_markers,
    is_code,
    style_at,
)
from surveyrefs.link.note_marks import NoteMarks, find_note_marks, place_of
from surveyrefs.link.notes import Endnote
from surveyrefs.link.powers import is_isotope, is_power
from surveyrefs.link.reach import reach
from surveyrefs.model.document import SUPERSCRIPT, Passage, Piece
from surveyrefs.text.spans import touching

MOSTLY = 0.6  # share of a form's markers that are links, so that one without a link is doubtful
NEARLY_ALL = 0.9  # and so that one in parentheses or raised without a link does not cite
ABOVE_HIGHEST = 1.5  # a number up to this multiple of the highest label may be a callout to a reference not read
EQUATION_GAP = 2.0  # blank before an equation number, in multiples of its size

_INTERVAL = re.compile(
    r"(?:∈|∉|=|≈|×|\b(?:interval|range)s?(?: (?:of|from|between|is|was))?|\branging (?:in|from|between)|"
    r"\b(?:re)?(?:scal|normali[sz]|mapp?|clipp?|bound|lie|fall)(?:e|es|ed|s|ing)?(?: \w+){0,2} "
    r"(?:to|onto|into|in|between|within)|"
    r"\bvalues? (?:in|from|within|between))(?: the (?:range|interval))?\s*$",
    re.IGNORECASE,
)
INTERVAL_BEGINS = 5  # at most; works cited in pairs have such numbers on the first page alone
_EQUALS = re.compile(r"[∈∉=≈]\s*$")
# `(2, 5)` behind another interval or a word for one
_OPEN_INTERVAL = re.compile(
    r"[\[(][\d.−-]+, ?[\d.∞−-]+[\])]\s*(?:,|and|or|∪|to)\s*$|[∈∉=×∪]\s*$|\b(?:open )?interval\s*$"
)
_ARRAY = re.compile(
    r"\b(?:vectors?|arrays?|lists?|tuples?|sequences?|sets?|permutations?|shape|size)\s*$", re.IGNORECASE
)
_NAMED_NUMBER = re.compile(
    r"\b(?:eqs?|eqns?|equations?|formulas?|formulae|steps?|lines?|figs?|figures?|tables?|sections?|secs?|theorems?|"
    r"lemmas?|conditions?|constraints?|expressions?|inequalit(?:y|ies)|rq)\.?\s*"
    r"(?:\(\d+[a-z]?\)\s*(?:,|and|&|or|to|through|[–-])\s*)*$",
    re.IGNORECASE,
)
_BY_EQUATION = re.compile(r"\b(?:by|from|in|using|into|of|to|via|with|and|see|satisfies)\s$", re.IGNORECASE)
_IN_WORDS = re.compile(r"\b(\w+)\s$")
_SPELT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ONE_LETTER = re.compile(r"(?:^|[^\w.])[^\W\d_]$")
_APART_LETTER = re.compile(r"(?:^|[^\w.])[^\W\d_]\s$")
_IDENTIFIER = re.compile(r"(?:^|[^\w])[a-z](?:[a-z]|\w*[\d_]\w*)?$")  # `to[1]`, `x_i[2]`
_PATH = re.compile(r"(?:(?:^|[\s(\"'“‘])\.{0,2}/[\w/*:@.()-]*|::[\w*()]+|(?:/[\w*]+){2})$")  # `//div[1]`, `child::p[2]`
# What takes an argument in parentheses: `f(1)`, `GPT4(3)`, `log(2)`; a longer word of the text takes a callout.
_CALLED = re.compile(
    r"(?:[\d_]|(?:^|[^\w])[^\W\d_]{1,2}|\w*[a-z][A-Z]\w*|"
    r"\b(?:sinh?|cosh?|tanh?|log|exp|max|min|arg\w*|det|sign?|sqrt|mod|rank|diag|sum|prod|poly|softmax|erfc?))$"
)
_ARGUMENT = re.compile(r"(?:^|[\s(])[a-z]\s$")
_LIST_LEAD = re.compile(r"(?:^|[:;,.?!—–]\s*|\b(?:and|or|are|is|by|that|as|e\.g\.|i\.e\.)\s+)$")
_BEFORE_ITEM = re.compile(r"(?:^|[:：;；,，、(（])\s*$")  # `: ① the first; ② the second`
_SENTENCE_ENDS = re.compile(r"\s*(?:[.,;:)\]?!]|$)")


def leads_elsewhere(passage: Passage, marker: Marker) -> bool:
    """Tell whether a link to a section, figure, equation or footnote covers the marker."""
    return any(OTHER_TARGET.match(k.name) for k in touching(passage.links, marker.start, marker.end))


class Marks(msgspec.Struct, frozen=True, gc=False):
    """What else is numbered: the marks of notes, numbers of displayed equations; of each form the share
    of links, and the forms that stand close behind words; `reach` has for each form the number that callouts reach
    where they go on above the highest label."""

    notes: NoteMarks = NoteMarks()
    equations: frozenset[str] = frozenset()
    linked: Mapping[str, float] = MappingProxyType({})
    glued: frozenset[str] = frozenset((BRACKET, PAREN))
    reach: Mapping[str, int] = MappingProxyType({})


def not_a_callout(passage: Passage, marker: Marker, labels: Labels, marks: Marks) -> str:
    """Return why an unlinked marker is no callout ("interval", "equation" …), "" where it may be one."""
    if leads_elsewhere(passage, marker):
        return "link to something else"
    printed = [n.rstrip("abcdefghijklmnopqrstuvwxyz") for item in marker.items for n in (item.label, item.last)]
    numbers = [int(n) for n in printed if n.isdecimal()]
    words = any(not item.label[:1].isdigit() for item in marker.items)
    if words:
        return ""  # a label that the reference list prints is no accident
    limit = max(labels.highest * ABOVE_HIGHEST, marks.reach.get(marker.form, 0))
    if not numbers or min(numbers) > limit or max(numbers) > max(10, limit):
        return "number"
    if marker.form == SPELT:  # among raised ones that are links it would be one too
        return "no link" if max(marks.linked.values(), default=0.0) >= NEARLY_ALL else ""
    if is_code(passage, marker.start, marker.end):
        return "code"
    before = passage.text[max(0, marker.start - LOOK_BACK) : marker.start]
    raised = marker.form != RAISED and bool(style_at(passage, marker.start, marker.end) & SUPERSCRIPT)
    raised = raised and not is_equation_number(passage, marker)
    if marker.form == BRACKET:
        return _raised_bracket(passage, marker, marks) if raised else _bracket(marker, before, marks)
    if marks.linked.get(marker.form, 0.0) >= NEARLY_ALL:
        return "no link"  # among linked ones; raised numbers and such in parentheses mean too much else
    if marker.form == CIRCLED:
        return "list number" if _BEFORE_ITEM.search(before) else ""
    if marker.form == PAREN:
        return "" if raised else _paren(passage, marker, before, marks)
    return _superscript(passage, marker, before, marks)


def _raised_bracket(passage: Passage, marker: Marker, marks: Marks) -> str:
    own = not marker.start and passage.kind == "footnote"
    return "footnote mark" if own or _marks_notes(passage, marker, marks) else ""


def _marks_notes(passage: Passage, marker: Marker, marks: Marks) -> bool:
    ranges = any(item.last for item in marker.items)
    return not ranges and all(place_of(passage, item.start) in marks.notes.places for item in marker.items)


def _bracket(marker: Marker, before: str, marks: Marks) -> str:
    single = [int(i.label) for i in marker.items if i.label.isdecimal() and not i.last]
    if len(single) == len(marker.items) == 2 and single[0] <= INTERVAL_BEGINS and _INTERVAL.search(before):
        return "interval"
    whole_range = len(marker.items) == 1 and bool(marker.items[0].last)
    linked = marks.linked.get(BRACKET, 0.0) >= MOSTLY
    if whole_range and (_EQUALS.search(before) or (linked and _INTERVAL.search(before))):
        return "interval"
    if len(single) > 1 and single == list(range(1, len(single) + 1)) and _ARRAY.search(before):
        return "array"
    if _ONE_LETTER.search(before) or _PATH.search(before):
        return "index"
    if BRACKET not in marks.glued and _IDENTIFIER.search(before):
        return "index"
    if linked and _APART_LETTER.search(before):
        return "index"
    return ""


def _paren(passage: Passage, marker: Marker, before: str, marks: Marks) -> str:
    if _NAMED_NUMBER.search(before):
        return "number of a part"
    if _CALLED.search(before) or _ARGUMENT.search(before):
        return "argument"
    if any(
        i.label.isdecimal() and i.last.isdecimal() and len(i.last) == len(i.label) and i.last < i.label
        for i in marker.items
    ):
        return "no range"
    if len(marker.items) == 2 and not any(i.last for i in marker.items) and _OPEN_INTERVAL.search(before):
        return "interval"
    if len(marker.items) > 1 or marker.items[0].last:
        return ""
    label = marker.items[0].label
    if is_equation_number(passage, marker) or (label in marks.equations and _BY_EQUATION.search(before)):
        return "equation"
    if label in enumeration(passage.text).get(marker.start, ""):
        return "list number"
    word = _IN_WORDS.search(before)
    if word and word[1].lower() in _SPELT and label == str(_SPELT.index(word[1].lower()) + 1):
        return "number in words"
    return ""


def _superscript(passage: Passage, marker: Marker, before: str, marks: Marks) -> str:
    if _marks_notes(passage, marker, marks):
        return "footnote mark"
    if not before:
        # A cell that holds nothing else is a column of callouts; a paragraph that begins so is a note.
        whole = passage.kind == "cell" and not passage.text[marker.end :].strip()
        return "" if whole else "footnote mark"
    if is_isotope(before, passage.text[marker.end : marker.end + 3]):
        return "isotope"
    first = marker.items[0].label
    if is_power(before, int(first) if first.isdecimal() else 0):
        return "exponent"
    return ""


def read_marks(
    passages: Sequence[tuple[Passage, Sequence[Hit]]], labels: Labels, endnotes: Sequence[Endnote] = ()
) -> Marks:
    """Collect the marks of notes and the displayed equations of a document; passages come with their links to
    references."""
    found = [passage for passage, _ in passages]
    equations = {
        marker.items[0].label
        for passage in found
        if passage.kind == "paragraph" and "(" in passage.text
        for marker in find_markers(passage, frozenset((PAREN,)), labels)
        if len(marker.items) == 1 and is_equation_number(passage, marker)
    }
    return Marks(find_note_marks(passages, endnotes), frozenset(equations), reach=reach(found, labels))


def is_equation_number(passage: Passage, marker: Marker) -> bool:
    """Tell whether the marker ends its printed line and stands well away from what is before it."""
    i = bisect_right(passage.pieces, marker.start, key=_piece_start) - 1
    if i < 1:
        return False
    piece, left = passage.pieces[i], passage.pieces[i - 1]
    last = i + 1 == len(passage.pieces) or passage.pieces[i + 1].line != piece.line
    return last and left.line == piece.line and piece.x0 - left.x1 > EQUATION_GAP * piece.size


def _piece_start(piece: Piece) -> int:
    return piece.start


@lru_cache(maxsize=4)
def enumeration(text: str) -> dict[int, str]:
    """Return offset -> number of the `(1) … (2) …` that count through a text, each after a stop or a link word."""
    out: dict[int, str] = {}
    chain: list[tuple[int, str]] = []
    for match in re.finditer(r"\((\d{1,2})\)", text):
        lead = text[max(0, match.start() - 12) : match.start()]
        if not _LIST_LEAD.search(lead) or _SENTENCE_ENDS.match(text, match.end()):
            continue
        number = int(match[1])
        if number == 1:
            chain = [(match.start(), match[1])]
        elif chain and number == len(chain) + 1:
            chain.append((match.start(), match[1]))
            out.update(chain)
    return out
