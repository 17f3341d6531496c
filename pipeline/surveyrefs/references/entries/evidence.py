"""What each line of a list shows of beginning an entry: named sightings, each with one of a few values.

No sighting decides. What each is worth is fitted (`data/entry_starts.json`) and then learned anew from the list at hand
(`starts`): which indent, gap or break begins its entries is a list's own habit.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from surveyrefs.model.document import BOLD, ITALIC, SMALL_CAPS, Line
from surveyrefs.text.similarity import fold

Sightings = dict[str, str]  # sighting -> value, for one line

SAME_EDGE = 2.5  # points within which two lines begin at one abscissa
COMMON_EDGE = 0.03  # of the lines begin at an abscissa that is an edge of its own
LEVELS = 3  # indents told apart, from the left; further ones count as the last
SHORT_COLUMN = 8  # lines of a column that may all belong to one entry
BREAK_SLACK = 0.5  # of a word space: the next word would have fitted in if so much more is left
VERY_SHORT = 0.3  # of the column's width left free: no line of running text ends so early
FEW_STEPS = 0.04  # of the distances of lines may be less than the usual one: signs that reach low, uneven pages
LEAST_STEP = 0.8  # of a line's height: less is no new line
GAPS = ((1.07, "as usual"), (1.22, "slightly wider"), (1.6, "wider"))  # times the usual distance of lines
YEAR_AT = ((14, "at once"), (45, "early"), (110, "after names"), (400, "late"))  # characters before the first year
FONT = BOLD | ITALIC | SMALL_CAPS

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLE = r"(?:(?:van|von|vom|zu|zur|de|der|den|del|della|di|da|dos|du|la|le|ten|ter|al|el|af|d['’]|o['’])[\s-]?)"
_FAMILY = rf"{_PARTICLE}{{0,3}}{_CAPITAL}[\w'’‐–-]+(?:[\s-]{_CAPITAL}[\w'’-]+)?"
_INITIAL = rf"{_CAPITAL}(?:\.|(?=[\s,;:)(]|{_CAPITAL}\b|$))"
_GIVEN = rf"{_CAPITAL}\w+\s(?:{_CAPITAL}\.\s)?"
_BEGINNINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("same authors", r"[-–—―_]{2,}|—|[-–—]\s?[.,:(]"),
        ("address", r"https?:|www\.|doi\b|DOI\b|arXiv|ISBN|ISSN|URL\b|PMID"),
        ("year", r"\(?(?:1[5-9]|20)\d\d[a-z]?\b"),
        ("label", r"[\[(（［【]\s?\d{1,4}\s?[\])）］】]|\d{1,3}[.)]\s|[①-⓿❶-➓]"),
        ("number", r"[\d(\[]*\d"),
        ("family, initials", rf"{_FAMILY},\s?(?:{_INITIAL}[\s-]*)+"),
        ("family, given", rf"{_FAMILY},\s{_CAPITAL}\w+"),
        ("family initials", rf"{_FAMILY}\s{_CAPITAL}{{1,4}}(?:[,.;:]|\s\(|\s(?:and|et|&|und)\s|$)"),
        ("initials family", rf"(?:{_CAPITAL}[a-z]?\.[\s‐-]*){{1,4}}{_FAMILY}"),
        ("continued", r"(?:In|in|and|und|et|&|Vol|vol|pp?|S|No|Nr|Bd|Ed|Eds|ed|eds|Hrsg|Press|University|Verlag)\b"),
        ("capitals", rf"{_CAPITAL}{{2,}}\b"),
        ("given family", rf"{_GIVEN}{_CAPITAL}[\w'’-]+(?:[,:;]|\.\s\(?\d{{4}}|\s(?:and|&|und|y|et)\s)"),
        ("particle", rf"{_PARTICLE}{{1,3}}\s?{_CAPITAL}"),
        ("quotation", r"[\"“„«‘'‚»]"),
        ("capital", _CAPITAL),
        ("small", r"[^\W\d_]"),
    )
)  # fmt: skip
_LINKS = "and|und|et|of|the|in|for|on|to|a|an|with|der|die|das|für|von|zur|im|de|la"
_ENDINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("address", r"(?:https?://|www\.|10\.\d{4,}/|doi[:.]|\.(?:html?|pdf|php|org|com)\b)\S*$"),
        ("hyphen", r"\w[-‐­]$"),
        ("open", rf"(?:[,:;&(/+=–—-]|\b(?:{_LINKS}|pp?\.|S\.|[Vv]ol\.|[Nn]o\.|Nr\.|[Ee]ds?\.|Hrsg\.))$"),
        ("initial", rf"\b{_CAPITAL}\.$"),
        ("number.", r"\d[a-z]?\.$"),
        ("bracket.", r"[)\]]\.?$"),
        ("quotation", r"[\"”“»’']\.?$"),
        ("short word.", r"\b[^\W\d_]{1,5}\.$"),
        ("stop", r"[.。!?]$"),
        ("number", r"\d[a-z]?$"),
        ("word", r""),
    )
)  # fmt: skip
NAMED = ("same authors", "family, initials", "family, given", "family initials", "initials family", "given family")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def sightings(lines: Sequence[Line], destinations: Mapping[int, str]) -> list[Sightings]:
    """Return what each line shows; `destinations` tells how a PDF destination stands at a line, empty for a list
    without destinations."""
    levels = indents(lines)
    usual = _usual_step(lines)
    out: list[Sightings] = []
    for i, line in enumerate(lines):
        above = lines[i - 1] if i else None
        below = lines[i + 1] if i + 1 < len(lines) else None
        seen = {
            "begins": beginning_of(line.text),
            "year": _year_at(line.text, below),
            "indent": str(levels[i]),
            "font": _font(line, above),
        }
        if below is not None:
            seen["next"] = _order(levels[i], levels[i + 1])
        if above is not None:
            seen["above ends"] = _last(above.text)
            seen["gap"] = _gap(above, line, usual)
            seen["break"] = _break(above, line)
        if destinations:
            seen["destination"] = destinations.get(i, "none")
        out.append(seen)
    return out


def beginning_of(text: str) -> str:
    """Return what a text begins with, as the sighting "begins" has it."""
    return _first(_BEGINNINGS, text) or "mark"


def first_word(text: str) -> str:
    """Return the word that a list is ordered by, folded; "" where the line begins with none."""
    found = re.match(rf"\W*(?:{_PARTICLE}{{1,3}})?\W*([^\W\d_][\w'’-]*)", text)
    return fold(found[1]).replace(" ", "") if found else ""


def _first(forms: Sequence[tuple[str, re.Pattern[str]]], text: str) -> str:
    return next((name for name, pattern in forms if pattern.match(text)), "")


_TAIL = 60  # characters of a line that tell how it ends


def _last(text: str) -> str:
    tail = text[-_TAIL:].rstrip()
    return next(name for name, pattern in _ENDINGS if pattern.search(tail))


def _year_at(text: str, below: Line | None) -> str:
    found = _YEAR.search(text if below is None else f"{text} {below.text}")
    if found is None:
        return "none"
    return next(name for limit, name in YEAR_AT if found.start() < limit or limit == YEAR_AT[-1][0])


def _order(a: int, b: int) -> str:
    return "same" if a == b else "further in" if b > a else "further out"


# -- geometry ---------------------------------------------------------------------------------------------------------


def indents(lines: Sequence[Line]) -> list[int]:
    """Return for each line which of the list's indents it has: 0 for the leftmost, up to LEVELS.

    Indents are counted from the left edge of the line's column; a column that only goes on with an entry has no line at
    its edge: there the distance from the column's own `left` tells, as in the list's other columns.
    """
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        columns[line.page, round(line.left)].append(i)
    edges = {key: _edge([lines[i].box.x0 for i in members]) for key, members in columns.items()}
    offsets = Counter(round(edges[key] - lines[members[0]].left) for key, members in columns.items() for _ in members)
    usual = offsets.most_common(1)[0][0] if offsets else 0
    shifts = [0.0] * len(lines)
    for key, members in columns.items():
        edge = edges[key]
        beyond = edge - lines[members[0]].left - usual
        if len(members) <= SHORT_COLUMN and beyond > SAME_EDGE:
            edge -= beyond
        for i in members:
            shifts[i] = lines[i].box.x0 - edge
    levels = _levels(shifts)
    return [sum(shift > level + SAME_EDGE for level in levels[:-1]) for shift in shifts]


def _edge(lefts: Sequence[float]) -> float:
    """Return the leftmost abscissa at which two lines begin, or the leftmost of few."""
    ordered = sorted(lefts)
    if len(ordered) < SHORT_COLUMN:
        return ordered[0]
    return next((a for a, b in zip(ordered, ordered[1:], strict=False) if b - a <= SAME_EDGE), ordered[0])


def _levels(shifts: Sequence[float]) -> list[float]:
    """Return the common indents from the left, at most LEVELS of them, and a last one for all others."""
    needed = max(2, COMMON_EDGE * len(shifts))
    groups: list[list[float]] = []
    for shift in sorted(shifts):
        if groups and shift - groups[-1][0] <= SAME_EDGE:
            groups[-1].append(shift)
        else:
            groups.append([shift])
    common = [max(group) for group in groups if len(group) >= needed]
    return [*(common[:LEVELS] or [0.0]), float("inf")]


def _usual_step(lines: Sequence[Line]) -> float:
    """Return the distance of lines within entries: near the least of the list, as most entries may have one line."""
    steps = sorted(
        b.box.y1 - a.box.y1
        for a, b in zip(lines, lines[1:], strict=False)
        if a.page == b.page and b.box.y1 - a.box.y1 > LEAST_STEP * b.box.height
    )
    return steps[int(FEW_STEPS * len(steps))] if steps else 0.0


def _gap(above: Line, line: Line, usual: float) -> str:
    step = line.box.y1 - above.box.y1
    if above.page != line.page or step <= 0 or not usual:
        return "elsewhere"
    return next((name for limit, name in GAPS if step < limit * usual), "wide")


def _break(above: Line, line: Line) -> str:
    """Tell whether the line above ends before its column does, though this line's first word would have fitted in."""
    width = above.right - above.left
    slack = above.right - above.box.x1
    head = line.pieces[0] if line.pieces else None
    word = head.width if head else line.box.width / max(1, line.text.count(" ") + 1)
    space = BREAK_SLACK * line.box.height
    if width > 0 and slack > max(VERY_SHORT * width, word + space):
        return "very short"
    if slack > word + space:
        return "short"
    return "full" if slack < space else "rather full"


def _font(line: Line, above: Line | None) -> str:
    if not line.pieces:
        return "unknown"
    style = line.pieces[0].style & FONT
    name = {0: "plain", BOLD: "bold", ITALIC: "italic", SMALL_CAPS: "small capitals"}.get(style, "bold italic")
    before = above.pieces[-1].style & FONT if above and above.pieces else style
    return name if before == style else f"{name} after other"
