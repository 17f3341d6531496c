"""Captions: where a table or figure says its number and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, SMALL_CAPS, Anchor
from surveyrefs.parse.embedded.layout.frame import Frame, bounds, chunks, rows_of, text_of
from surveyrefs.parse.embedded.layout.line import Layout, PageLayout, PrintedLine
from surveyrefs.parse.embedded.pdf.page import Page, Word

Kind = Literal["table", "figure", "other"]

_NUMBER = r"(?:[A-Z]{1,2}[.\-]?)?\d+(?:[.\-]\d+)*[a-z]?(?![\w%])|[IVXL]+(?!\w)|[A-Z](?![\w.\-])"
_LABEL = re.compile(
    r"(?P<prefix>(?:Supplementary|Extended Data|Appendix|Online)\s+)?"
    r"(?P<kind>Table(?:au)?|TABLE(?:AU)?|Tabelle|Tabla|Tabela|Tabella|Tab\.|TAB\.|Figur[ea]?|FIGUR[EA]|Abbildung|Abb\.|"
    r"Fig\.?|FIG\.?|Algorithm|ALGORITHM|Listing|LISTING|Scheme|Chart|Plate|Exhibit|Box|Procedure|Program|Code)\s*"
    rf"(?P<number>{_NUMBER})(?P<mark>\s*[:.|–—]|\s*\))?\s*(?P<rest>.*)",
    re.S,
)
_KINDS: dict[str, Kind] = {
    "tab": "table",
    "fig": "figure",
    "abb": "figure",
    "exh": "figure",
    "cha": "figure",
    "pla": "figure",
    "sch": "figure",
}
_CONTINUED = re.compile(r"\W*(?:cont(?:inued|[’'`]?d|inuation|\.)|\(cont)", re.I)
_CONTINUED_END = re.compile(r"\((?:cont(?:inued|[’'`]?d|inuation|\.)[^()]*)\)\W*$", re.I)
_INITIALS = frozenset("TFALSCPEBO")  # first letters of what _LABEL can match
_ANCHORS: dict[str, Kind] = {"table": "table", "longtable": "table", "figure": "figure", "algorithm": "other"}

CHUNK_GAP = 2.5  # of the type size: two captions side by side are at least so far apart
ACCEPT = 3  # points of evidence, see _evidence()
AT_RULE = 2  # points for a long rule next to it
RULE_NEAR = 14.0  # points between a caption and the rule that its table begins or ends with …
LONG_RULE = 60.0  # … which is at least so long
NEAR_ANCHOR = 30.0  # points between hyperref's destination and the caption
LABEL_END = 3.0  # of the type size that a link over a label may go on behind it
LEADING = 1.5  # of the type size: lines of a caption are not further apart …
TITLE_LEADING = 2.4  # … except a title below a label that stands alone
TABLE_GAP = 1.6  # of the type size between two parts of a table's row
HEADER_CHUNKS = 3  # a row of so many separate parts is a table's header, not a caption


class Caption(msgspec.Struct, frozen=True, gc=False):
    """A caption in its frame's coordinates; `rows` are its printed rows. `continued`: it repeats an earlier one."""

    kind: Kind
    number: str
    rows: tuple[tuple[Word, ...], ...]
    box: Box
    frame: Frame
    continued: bool
    evidence: int
    order: int


class _Row(msgspec.Struct, frozen=True, gc=False):
    words: tuple[Word, ...]
    box: Box
    size: float
    baseline: float
    right: float  # edge of its column
    aside: bool = False  # running text flows around it


def find_captions(
    frame: Frame, page: Page, layout: Layout, anchors: Sequence[Anchor], wrapped: frozenset[int] = frozenset()
) -> list[Caption]:
    """Return the captions of a page in one direction of reading, from top to bottom.

    `wrapped` are the indexes of words of running text beside floats: no caption goes on in them.
    """
    rows = _rows(frame, layout.pages[frame.page - 1], wrapped)
    found: list[Caption] = []
    used: set[int] = set()
    for at, row in enumerate(rows):
        for part in _starts(row):
            match = _LABEL.match(text_of(part))
            if match is None or part[0].index in used or _torn(_label_words(match, part)):
                continue
            points = _evidence(match, part, at, rows, frame, page, layout, anchors)
            if points < ACCEPT - AT_RULE:
                continue
            grown = _grow(match, part, at, rows, frame, layout)
            points += AT_RULE * _at_rule(grown, frame)
            if points < ACCEPT:
                continue
            used.update(w.index for r in grown for w in r)
            kind = _KINDS.get(match["kind"][:3].lower(), "other")
            whole = " ".join(text_of(r) for r in grown)
            continued = bool(_CONTINUED.match(match["rest"]) or _CONTINUED_END.search(whole))
            box = bounds([w for r in grown for w in r])
            found.append(Caption(kind, match["number"], grown, box, frame, continued, points, len(found)))
    return found


def best_captions(captions: Sequence[Caption]) -> list[Caption]:
    """Keep the caption with the strongest evidence of each number, and all that say they continue one."""
    best: dict[tuple[str, str], Caption] = {}
    for caption in captions:
        if not caption.continued:
            known = best.get((caption.kind, caption.number))
            if known is None or caption.evidence > known.evidence:
                best[caption.kind, caption.number] = caption
    kept = {id(c) for c in best.values()}
    # A number that is printed twice with full evidence is two floats (sub-numbered appendices start again).
    return [c for c in captions if c.continued or id(c) in kept or c.evidence >= ACCEPT + 3]


# -- rows -------------------------------------------------------------------------------------------------------------


def _rows(frame: Frame, layout: PageLayout, wrapped: frozenset[int]) -> list[_Row]:
    text: list[PrintedLine] = []  # lines that flow around a float
    if frame.turn == 0:
        rows = [
            (words, words[-1].x1 if wrapped and words[-1] is not line.words[-1] else line.right)
            for line in layout.lines for words in _parted(line.words, wrapped)
        ]  # fmt: skip
        text = [line for line in layout.lines if any(w.index in wrapped for w in line.words)] if wrapped else []
    else:
        rows = [(tuple(part), frame.width) for row in rows_of(frame.words) for part in chunks(row, CHUNK_GAP)]
    found = []
    for row, right in rows:
        aside = row[0].index not in wrapped and any(t.y0 < row[0].y1 and t.y1 > row[0].y0 for t in text)
        baseline = max(row, key=lambda w: w.size).baseline
        found.append(_Row(row, bounds(row), max(w.size for w in row), baseline, right, aside))
    return sorted(found, key=lambda r: (r.baseline, r.box.x0))


def _parted(words: tuple[Word, ...], wrapped: frozenset[int]) -> list[tuple[Word, ...]]:
    """Return a printed line, the part that is running text beside a float by itself."""
    if not wrapped or not any(w.index in wrapped for w in words):
        return [words]
    parts = (tuple(w for w in words if (w.index in wrapped) == text) for text in (False, True))
    return [part for part in parts if part]


def _starts(row: _Row) -> list[list[Word]]:
    """Return the parts of a row that may begin a caption."""
    if not any(w.text[0] in _INITIALS for w in row.words):
        return []
    parts = chunks(row.words, CHUNK_GAP)
    starts = [part for part in parts if part[0].text[0] in _INITIALS]
    if starts and starts[0] is parts[0] and len(starts) == 1:
        return [list(row.words)]  # "Table 1:   An overview": the blank behind the label may be wide
    return starts


def _evidence(match: re.Match[str], part: list[Word], at: int, rows: list[_Row], frame: Frame, page: Page,
              layout: Layout, anchors: Sequence[Anchor]) -> int:  # fmt: skip
    """Weigh what speaks for a caption against running text that begins with "Table 3"."""
    label = _label_words(match, part)
    rest = match["rest"]
    points = 2 if match["mark"] and not rest[:1].islower() else 0
    if not rest or _CONTINUED.match(rest) and _CONTINUED_END.search(rest):
        points += 2
    elif not match["mark"] and (rest[0].islower() or rest[0] in ",;)"):
        points -= 3
    body = layout.body_size
    styled = all(w.style & (BOLD | SMALL_CAPS) for w in label) or match["kind"].isupper()
    if styled:
        points += 2
    size = max(w.size for w in part)
    if size < body - 0.4:
        points += 1
    points += _block_start(rows[at], at, rows, frame, layout)
    if _linked(label[-1], page):
        points -= 4
    if _anchored(match, part, frame, page, anchors):
        points += 2
    return points


def _at_rule(rows: tuple[tuple[Word, ...], ...], frame: Frame) -> bool:
    """Tell whether a long rule runs right above or below a caption, as at the edge of a table."""
    box = bounds([w for row in rows for w in row])
    return any(
        -2 <= max(r.y0 - box.y1, box.y0 - r.y1) <= RULE_NEAR
        for r in frame.across
        if r.x1 - r.x0 >= LONG_RULE and r.x0 < box.x1 and r.x1 > box.x0
    )


def _label_words(match: re.Match[str], part: list[Word]) -> list[Word]:
    """Return the words that print "Table 3:"."""
    count = len("".join(part_text for part_text in match.string[: match.end("number")].split()))
    found: list[Word] = []
    for word in part:
        found.append(word)
        count -= len(word.text)
        if count <= 0:
            break
    return found


def _torn(label: Sequence[Word]) -> bool:
    """Tell whether "Code 29.8" is two cells of a row: between them is more than a blank."""
    return any(b.x0 - a.x1 > TABLE_GAP * a.size for a, b in pairwise(label))


def _block_start(row: _Row, at: int, rows: list[_Row], frame: Frame, layout: Layout) -> int:
    """Return 1 where the row stands apart from what is above it, -2 where it goes on with a paragraph."""
    if row.aside:
        return 1
    for above in reversed(rows[:at]):
        if above.box.x1 < row.box.x0 or above.box.x0 > row.box.x1 or above.baseline > row.baseline - 0.5 * row.size:
            continue
        step = row.baseline - above.baseline
        if _ruled_off(frame, above.baseline, row, row.box) or len(chunks(above.words, TABLE_GAP)) > 1:
            return 1  # the end of a table, not of a paragraph
        full = above.box.x1 > above.right - 2 * above.size
        if step > 1.4 * max(layout.leading, row.size) or not full:
            return 1
        same_size = abs(above.size - row.size) < 0.4
        return -2 if same_size and step < 1.15 * layout.leading else 0
    return 1


def _linked(word: Word, page: Page) -> bool:
    """Tell whether an internal link lies over the label's number: a reference to the float, not its caption."""
    w = page.words[word.index]
    x, y = (w.x0 + w.x1) / 2, (w.y0 + w.y1) / 2
    return any(
        k.page > 0 and k.box.x0 <= x <= k.box.x1 and k.box.y0 <= y <= k.box.y1
        # A link broken over two pages covers the floats at the second one's top.
        and not k.name.startswith("cite.") and k.box.x1 <= w.x1 + LABEL_END * w.size
        for k in page.links
    )  # fmt: skip


def _anchored(match: re.Match[str], part: list[Word], frame: Frame, page: Page, anchors: Sequence[Anchor]) -> bool:
    kind = _KINDS.get(match["kind"][:3].lower(), "other")
    w = page.words[part[0].index]
    for anchor in anchors:
        if _ANCHORS.get(anchor.name.split(".")[0]) == kind:
            distance = abs(anchor.y - w.y0) if frame.turn == 0 else abs(anchor.x - w.x0)
            if distance <= NEAR_ANCHOR:
                return True
    return False


def _grow(match: re.Match[str], part: list[Word], at: int, rows: list[_Row], frame: Frame,
          layout: Layout) -> tuple[tuple[Word, ...], ...]:  # fmt: skip
    """Add the rows that continue a caption."""
    grown = [tuple(part)]
    box = bounds(part)
    size = max(w.size for w in part)
    last = max(part, key=lambda w: w.size).baseline
    alone = not match["rest"]
    step = 0.0
    for row in rows[at + 1 :]:
        gap = row.baseline - last
        if gap < 0.5 * size or row.box.x1 < box.x0 - 2 or row.box.x0 > box.x1 + 2:
            continue
        first = len(grown) == 1
        most = TITLE_LEADING * size if first and alone else max(LEADING * size, 1.1 * layout.leading)
        if not first and step and not (alone and len(grown) == 2):
            most = min(most, 1.2 * step)
        smallest = 0.7 * size if first and alone else size - 0.6
        if gap > most or not smallest <= row.size <= size + 0.6:
            break
        words = [w for w in row.words if first and alone or box.x0 - 4 * size <= w.x0 <= box.x1 + 4 * size]
        if not words or _ruled_off(frame, last, row, box) or _in_columns(row):
            break
        if _LABEL.match(text_of(words)) and not frame.turn and gap > 1.25 * size:
            break
        if not alone and words[0].x0 < box.x0 - 3 * size:  # captions below hang or are centred; text starts at the edge
            break
        if _paragraph_ended(grown, words, box, gap, step, size):
            break
        step = gap if not (first and alone) else 0.0
        size = max(w.size for w in words) if first and alone else size
        grown.append(tuple(words))
        box = bounds([w for r in grown for w in r])
        last = row.baseline
    return tuple(grown)


def _in_columns(row: _Row) -> bool:
    """Tell whether a row consists of separate parts, as a table's header does."""
    return len(chunks(row.words, 0.9)) >= HEADER_CHUNKS or len(chunks(row.words, TABLE_GAP)) > 1


def _paragraph_ended(
    grown: list[tuple[Word, ...]], words: list[Word], box: Box, gap: float, step: float, size: float
) -> bool:
    """Tell whether the last row ended the caption: much room was left, and the next row starts at the left edge."""
    if len(grown) < 2 or not grown[-1][-1].text.endswith((".", ")")):
        return False
    room = box.x1 - max(w.x1 for w in grown[-1])
    flush = abs(words[0].x0 - box.x0) < size
    return flush and room > (words[0].x1 - words[0].x0) + size and (step == 0.0 or gap > 1.05 * step)


def _ruled_off(frame: Frame, last: float, row: _Row, box: Box) -> bool:
    """Tell whether a rule runs between the last row and the next."""
    return any(
        last < (r.y0 + r.y1) / 2 < row.baseline - 0.3 * row.size and r.x0 < box.x1 and r.x1 > box.x0
        for r in frame.across
    )
