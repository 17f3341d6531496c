"""Captions: where a table or figure says its number and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, SMALL_CAPS, Anchor
from surveyrefs.parse.embedded.find.limits import (
    ACCEPT,
    ANCHORED,
    APART,
    AT_RULE,
    CAPTION_SIZE,
    CERTAIN,
    CHUNK_GAP,
    EVEN,
    GOES_ON,
    HANGING,
    HEADER_CHUNKS,
    HEADER_GAP,
    LABEL_END,
    LEADING,
    LINKED,
    LONG_RULE,
    MARKED,
    NEAR_ANCHOR,
    PARAGRAPH,
    RULE_NEAR,
    SMALL_TYPE,
    SMALLER,
    STYLED,
    TABLE_GAP,
    TITLE_BELOW,
    TITLE_LEADING,
    TITLE_SIZE,
)
from surveyrefs.parse.embedded.layout.frame import Frame, rows_of
from surveyrefs.parse.embedded.layout.line import Layout, Line, PageLayout, PrintedLine, chunks, text_of
from surveyrefs.parse.embedded.pdf.page import Page, Word
from surveyrefs.text.float_names import INITIALS, FloatKind, kind_of, names_behind, names_pattern
from surveyrefs.text.goes_on import CONTINUED

_NUMBER = r"(?:[A-Z]{1,2}[.\-]?)?\d+(?:[.\-]\d+)*[a-z]?(?![\w%])|[IVXL]+(?!\w)|[A-Z](?![\w.\-])"
_LABEL = re.compile(
    r"(?P<lead>(?:Continued|Cont\.|Continuation of|Fortsetzung(?: von| der)?|Forts\.(?: von)?|Suite d[ue]|"
    r"Continuación(?: de(?: la)?)?|Continuação(?: da)?|Segue|Continua|Продолжение|Окончание)\s+|[续續]\s*)?"
    r"(?P<prefix>(?:Supplementary|Extended Data|Appendix|Online)\s+)?"
    rf"(?P<kind>{names_pattern()}|tableau|таблицы)\s*"
    rf"(?P<number>{_NUMBER})(?P<mark>\s*[:.|–—：．]|\s*\))?\s*(?P<rest>.*)",
    re.S,
)
# "2. táblázat: …", "3 lentelė. …", "1-кесте – …"; not "3 lentelėje", which is a word of a sentence.
_NUMBER_FIRST = re.compile(
    rf"(?P<lead>)(?P<prefix>)(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)(?:\.?\s?|-)(?:sz\. ?)?"
    rf"(?P<kind>{names_behind()})(?![\w-])"
    r"(?P<mark>\s*[:.|–—]|\s*\))?\s*(?P<rest>.*)",
    re.S,
)
_BEHIND = re.compile(rf"(?:\d+(?:\.\d+)?[.-]?)?(?:{names_behind()})(?!\w)")
_CONTINUED = re.compile(rf"\W*(?:{CONTINUED}|\(cont)", re.I)
_CONTINUED_END = re.compile(rf"\((?:{CONTINUED}[^()]*)\)\W*$", re.I)
_INITIALS = INITIALS | frozenset("CSFEAOПО续續")  # of what can stand before a float's name, too ("Continued Table 1")
_ANCHORS: dict[str, FloatKind] = {"table": "table", "longtable": "table", "figure": "figure", "algorithm": "other"}


class Caption(msgspec.Struct, frozen=True):
    """A caption in its frame's coordinates (points); `rows` are its printed lines. `continued`: it repeats an earlier
    one. `order` counts the captions of its frame."""

    kind: FloatKind
    number: str
    rows: tuple[tuple[Word, ...], ...]
    box: Box
    frame: Frame
    continued: bool
    evidence: int
    order: int

    @property
    def place(self) -> tuple[int, int]:
        """Its frame: page and turn."""
        return self.frame.page, self.frame.turn

    @property
    def key(self) -> tuple[int, int, int]:
        """What tells it from the document's other captions: page, turn, and count."""
        return self.frame.page, self.frame.turn, self.order


class _CaptionLine(Line, frozen=True, dict=True, eq=False, gc=True):
    """A printed line, with the right edge of its column."""

    right: float = 0.0
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
            match = _read_label(text_of(part))
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
            kind = kind_of(match["kind"])
            whole = " ".join(text_of(r) for r in grown)
            continued = bool(match["lead"] or _CONTINUED.match(match["rest"]) or _CONTINUED_END.search(whole))
            box = Box.around([w for r in grown for w in r])
            found.append(Caption(kind, match["number"], grown, box, frame, continued, points, len(found)))
    return found


def _read_label(text: str) -> re.Match[str] | None:
    return (_NUMBER_FIRST if text[:1].isdecimal() else _LABEL).match(text)


def best_captions(captions: Sequence[Caption]) -> list[Caption]:
    """Keep the caption with the strongest evidence of each number, and all that say they continue one."""
    captions = _with_repeated(captions)
    best: dict[tuple[str, str], Caption] = {}
    for caption in captions:
        if not caption.continued:
            known = best.get((caption.kind, caption.number))
            if known is None or caption.evidence > known.evidence:
                best[caption.kind, caption.number] = caption
    kept = {c.key for c in best.values()}
    # A number that is printed twice with full evidence is two floats (sub-numbered appendices start again).
    return [c for c in captions if c.continued or c.key in kept or c.evidence >= CERTAIN]


def _with_repeated(captions: Sequence[Caption]) -> list[Caption]:
    """Return the captions, those of tables that say at a page's head what one on the page before says as going on
    with it."""
    found: list[Caption] = []
    said: dict[str, int] = {}
    for caption in captions:
        text = " ".join(text_of(row) for row in caption.rows)
        again = caption.kind == "table" and said.get(text) == caption.frame.page - 1
        again = again and caption.frame.is_clear_above(caption.box)
        found.append(msgspec.structs.replace(caption, continued=True) if again else caption)
        said[text] = caption.frame.page
    return found


# -- rows -------------------------------------------------------------------------------------------------------------


def _rows(frame: Frame, layout: PageLayout, wrapped: frozenset[int]) -> list[_CaptionLine]:
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
        found.append(_CaptionLine(tuple(row), right, aside))
    return sorted(found, key=lambda r: (r.baseline, r.box.x0))


def _parted(words: tuple[Word, ...], wrapped: frozenset[int]) -> list[tuple[Word, ...]]:
    """Return a printed line, the part that is running text beside a float by itself."""
    if not wrapped or not any(w.index in wrapped for w in words):
        return [words]
    parts = (tuple(w for w in words if (w.index in wrapped) == text) for text in (False, True))
    return [part for part in parts if part]


def _starts(row: _CaptionLine) -> list[list[Word]]:
    """Return the parts of a row that may begin a caption."""
    counted = row.words[0].text[0].isdecimal() and any(_BEHIND.match(w.text) for w in row.words[:3])
    if not counted and not any(w.text[0] in _INITIALS for w in row.words):
        return []
    parts = chunks(row.words, CHUNK_GAP)
    starts = [part for part in parts if part[0].text[0] in _INITIALS or counted and part is parts[0]]
    if starts and starts[0] is parts[0] and len(starts) == 1:
        return [list(row.words)]  # "Table 1:   An overview": the blank behind the label may be wide
    return starts


def _evidence(match: re.Match[str], part: list[Word], at: int, rows: list[_CaptionLine], frame: Frame, page: Page,
              layout: Layout, anchors: Sequence[Anchor]) -> int:  # fmt: skip
    """Weigh what speaks for a caption against running text that begins with "Table 3"."""
    label = _label_words(match, part)
    rest = match["rest"]
    # "表1 文献": a blank where languages without blanks set a mark
    blank = len(match["kind"]) == 1 and match.end("number") < match.start("rest")
    points = MARKED if (match["mark"] or blank) and not rest[:1].islower() else 0
    if not rest or match["lead"] or _CONTINUED.match(rest) and _CONTINUED_END.search(rest):
        points += TITLE_BELOW
    elif not (match["mark"] or blank) and (rest[0].islower() or rest[0] in ",;)"):
        points += GOES_ON
    body = layout.body_size
    styled = all(w.style & (BOLD | SMALL_CAPS) for w in label) or match["kind"].isupper()
    if styled:
        points += STYLED
    size = max(w.size for w in part)
    if size < body - SMALLER:
        points += SMALL_TYPE
    points += _block_start(rows[at], at, rows, frame, layout)
    if _linked(label[-1], page):
        points += LINKED
    if _anchored(match, part, frame, page, anchors):
        points += ANCHORED
    return points


def _at_rule(rows: tuple[tuple[Word, ...], ...], frame: Frame) -> bool:
    """Tell whether a long rule runs right above or below a caption, as at the edge of a table."""
    box = Box.around([w for row in rows for w in row])
    return any(-box.y_shared(r) <= RULE_NEAR for r in frame.across if r.width >= LONG_RULE and box.x_shared(r) > 0)


def _label_words(match: re.Match[str], part: list[Word]) -> list[Word]:
    """Return the words that print "Table 3:"."""
    end = max(match.end("number"), match.end("kind"))
    count = len("".join(part_text for part_text in match.string[:end].split()))
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


def _block_start(row: _CaptionLine, at: int, rows: list[_CaptionLine], frame: Frame, layout: Layout) -> int:
    """Return APART where the line stands apart from what is above it, PARAGRAPH where it goes on with a paragraph."""
    if row.aside:
        return APART
    for above in reversed(rows[:at]):
        if above.box.x1 < row.box.x0 or above.box.x0 > row.box.x1 or above.baseline > row.baseline - 0.5 * row.size:
            continue
        step = row.baseline - above.baseline
        if _ruled_off(frame, above.baseline, row, row.box) or len(above.parts(TABLE_GAP)) > 1:
            return APART  # the end of a table, not of a paragraph
        full = above.box.x1 > above.right - 2 * above.size
        if step > 1.4 * max(layout.leading, row.size) or not full:
            return APART
        same_size = abs(above.size - row.size) < SMALLER
        return PARAGRAPH if same_size and step < 1.15 * layout.leading else 0
    return APART


def _linked(word: Word, page: Page) -> bool:
    """Tell whether an internal link lies over the label's number: a reference to the float, not its caption."""
    w = page.words[word.index]
    x, y = w.cx, w.cy
    return any(
        k.page > 0 and k.box.holds(x, y)
        # A link broken over two pages covers the floats at the second one's top.
        and not k.name.startswith("cite.") and k.box.x1 <= w.x1 + LABEL_END * w.size
        for k in page.links
    )  # fmt: skip


def _anchored(match: re.Match[str], part: list[Word], frame: Frame, page: Page, anchors: Sequence[Anchor]) -> bool:
    kind = kind_of(match["kind"])
    w = page.words[part[0].index]
    for anchor in anchors:
        if _ANCHORS.get(anchor.name.split(".")[0]) == kind:
            distance = abs(anchor.y - w.y0) if frame.turn == 0 else abs(anchor.x - w.x0)
            if distance <= NEAR_ANCHOR:
                return True
    return False


def _grow(match: re.Match[str], part: list[Word], at: int, rows: list[_CaptionLine], frame: Frame,
          layout: Layout) -> tuple[tuple[Word, ...], ...]:  # fmt: skip
    """Add the rows that continue a caption."""
    grown = [tuple(part)]
    box = Box.around(part)
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
            most = min(most, EVEN * step)
        smallest = TITLE_SIZE * size if first and alone else min(size - CAPTION_SIZE, _small_capitals(grown, row))
        if gap > most or not smallest <= row.largest <= size + CAPTION_SIZE:
            break
        words = [w for w in row.words if first and alone or box.x0 - HANGING * size <= w.x0 <= box.x1 + HANGING * size]
        if not words or _ruled_off(frame, last, row, box) or _in_columns(row):
            break
        if _read_label(text_of(words)) and not frame.turn and gap > 1.25 * size:
            break
        if _paragraph_ended(grown, words, box, gap, step, size):
            break
        step = gap if not (first and alone) else 0.0
        size = max(w.size for w in words) if first and alone else size
        grown.append(tuple(words))
        box = Box.around([w for r in grown for w in r])
        last = row.baseline
    return tuple(grown)


def _small_capitals(grown: Sequence[Sequence[Word]], row: _CaptionLine) -> float:
    """Return the size that a line of small capitals may have, in a caption that fakes them with capitals of two sizes.

    A line without a full-size capital is all in the smaller size.
    """
    small = min(w.size for line in grown for w in line if w.text.isupper() or not w.text.isalpha())
    letters = sum(len(w.text) for line in grown for w in line if w.text.isalpha())
    lesser = sum(len(w.text) for line in grown for w in line if w.text.isupper() and w.size < small + CAPTION_SIZE)
    capitals = row.text.upper() == row.text
    return small - CAPTION_SIZE if capitals and 2 * lesser > letters else float("inf")


def _in_columns(row: _CaptionLine) -> bool:
    """Tell whether a row consists of separate parts, as a table's header does."""
    return len(row.parts(HEADER_GAP)) >= HEADER_CHUNKS or len(row.parts(TABLE_GAP)) > 1


def _paragraph_ended(
    grown: list[tuple[Word, ...]], words: list[Word], box: Box, gap: float, step: float, size: float
) -> bool:
    """Tell whether the last row ended the caption: much room was left, and the next row starts at the left edge."""
    if len(grown) < 2 or not grown[-1][-1].text.endswith((".", ")")):
        return False
    room = box.x1 - max(w.x1 for w in grown[-1])
    flush = abs(words[0].x0 - box.x0) < size
    return flush and room > (words[0].width) + size and (step == 0.0 or gap > 1.05 * step)


def _ruled_off(frame: Frame, last: float, row: _CaptionLine, box: Box) -> bool:
    """Tell whether a rule runs between the last row and the next."""
    return any(last < r.cy < row.baseline - 0.3 * row.size and box.x_shared(r) > 0 for r in frame.across)
