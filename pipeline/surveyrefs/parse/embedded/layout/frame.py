"""A page as one reads it: turned pages are brought upright, so that every later step knows one direction only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.layout.line import Line, PageLayout, is_one_type
from surveyrefs.parse.embedded.layout.lines import join_rows
from surveyrefs.parse.embedded.layout.text_columns import Segment
from surveyrefs.parse.embedded.pdf.page import Brace, Page, Rule, Word

SAME_EDGE = 1.2  # points: ends of rules that meet, and rules on one line
ROW_GAP = 4.0  # points between the parts of a vertical line that TeX draws row by row
MOST_PAGES = 0.5  # of the pages: a rule at one place on so many is no table's
EDGE_BAND = 0.12  # of the page's height: running heads and feet stand in it
TURNED_ENOUGH = 12  # turned words that make it worth while to read a page sideways


class Frame(msgspec.Struct, frozen=True, gc=False):
    """A page seen in one direction of reading.

    `words` are in upright coordinates, `turn` of each relative to the frame, furniture left out; `across` are the
    horizontal rules from top to bottom, `down` the vertical ones from left to right, both with their parts joined.
    `columns` are the edges of the text columns, empty in a turned frame; `colours` as in Page.
    """

    page: int
    turn: int
    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]
    fills: tuple[Box, ...]
    images: tuple[Box, ...]
    paths: tuple[Box, ...]
    columns: tuple[tuple[float, float], ...]
    colours: Mapping[int, int] = {}
    braces: tuple[Brace, ...] = ()

    def is_clear_above(self, box: Box) -> bool:
        """Tell whether no word stands above a box within its width."""
        return not any(w.y1 < box.y0 and w.x0 < box.x1 and w.x1 > box.x0 for w in self.words)

    def is_clear_below(self, box: Box) -> bool:
        """Tell whether no word stands below a box within its width."""
        return not any(w.y0 > box.y1 and w.x0 < box.x1 and w.x1 > box.x0 for w in self.words)

    def on_page(self, box: Box) -> Box:
        """Return an upright box in the page's own coordinates, to a tenth of a point."""
        x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
        if self.turn == 90:
            x0, y0, x1, y1 = y0, self.width - x1, y1, self.width - x0
        elif self.turn == 270:
            x0, y0, x1, y1 = self.height - y1, x0, self.height - y0, x1
        elif self.turn == 180:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        return Box(round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))


def frames_of(
    page: Page, layout: PageLayout, edge_rules: frozenset[Rule] = frozenset(), wrapped: frozenset[int] = frozenset()
) -> tuple[Frame, ...]:
    """Return the page upright and, where much of its text is turned, turned as well.

    `wrapped` are the indexes of words of running text beside floats, which are left out.
    """
    turns = [0]
    for turn in (90, 270):
        if sum([w.index not in layout.furniture for w in page.words if w.turn == turn]) >= TURNED_ENOUGH:
            turns.append(turn)
    aside = layout.furniture | wrapped
    return tuple(_frame(page, layout, turn, edge_rules, aside) for turn in turns)


def _frame(page: Page, layout: PageLayout, turn: int, edge_rules: frozenset[Rule], aside: frozenset[int]) -> Frame:
    words = [w for w in page.words if w.index not in aside]
    rules: Iterable[Rule] = [r for r in page.rules if r not in edge_rules] if edge_rules else page.rules
    fills, images, paths, braces = page.fills, page.images, page.paths, page.braces
    width, height = page.width, page.height
    if turn:
        words = [turned(w, turn, width, height) for w in words]
        rules = [Rule(*moved(r, turn, width, height)) for r in rules]
        fills, images, paths = (
            tuple(Box(*moved(b, turn, page.width, page.height)) for b in boxes) for boxes in (fills, images, paths)
        )
        braces = tuple(moved_brace(b, turn, page.width, page.height) for b in braces)
        width, height = (height, width) if turn in (90, 270) else (width, height)
    across, down = joined_rules(rules)
    columns = () if turn else layout.columns
    return Frame(
        page.number, turn, width, height, tuple(words), across, down, fills, images, paths, columns, page.colours,
        braces,
    )  # fmt: skip


def moved(box: Box | Rule | Word | Brace, turn: int, width: float, height: float) -> tuple[float, float, float, float]:
    """Return the upright place of a box; `width` and `height` are those of the page itself."""
    x0, y0, x1, y1 = box.x0, box.y0, box.x1, box.y1
    if turn == 90:
        return height - y1, x0, height - y0, x1
    if turn == 270:
        return y0, width - x1, y1, width - x0
    return width - x1, height - y1, width - x0, height - y0


def moved_brace(brace: Brace, turn: int, width: float, height: float) -> Brace:
    """Return a brace in upright coordinates; `width` and `height` are those of the page itself."""
    tip = Box(brace.tip_x, brace.tip_y, brace.tip_x, brace.tip_y)
    x, y, _, _ = moved(tip, turn, width, height)
    return Brace(*moved(brace, turn, width, height), x, y)


def turned(w: Word, turn: int, width: float, height: float) -> Word:
    """Return a word in upright coordinates; `width` and `height` are those of the page itself."""
    x0, y0, x1, y1 = moved(w, turn, width, height)
    relative = (w.turn - turn) % 360
    baseline = w.baseline
    if relative in (0, 180):  # the baseline is an x of the page
        baseline = w.baseline if turn == 90 else width - w.baseline
    elif turn == 90:
        baseline = height - w.baseline
    return Word(
        w.text, x0, y0, x1, y1, w.size, w.style, baseline, w.glued, relative, w.block, w.line, w.index, w.font
    )  # fmt: skip


# -- rules ------------------------------------------------------------------------------------------------------------


def joined_rules(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """Join the parts of ruled lines; return those that run across and those that run down."""
    across = [r for r in rules if r.across]
    down = [r for r in rules if not r.across]
    swapped = [Rule(r.y0, r.x0, r.y1, r.x1) for r in down]
    vertical = sorted((Rule(r.y0, r.x0, r.y1, r.x1) for r in _joined(swapped, ROW_GAP)), key=lambda r: (r.x0, r.y0))
    return tuple(_joined(across, SAME_EDGE)), tuple(vertical)


def _joined(rules: Sequence[Rule], gap: float) -> list[Rule]:
    """Join horizontal rules on one line that touch or nearly touch."""
    found: list[Rule] = []
    row: list[Rule] = []
    for rule in sorted(rules, key=lambda r: (r.cy, r.x0)):
        if row and rule.cy - row[0].cy > SAME_EDGE:
            found += _joined_row(row, gap)
            row = []
        row.append(rule)
    return found + _joined_row(row, gap)


def _joined_row(row: list[Rule], gap: float) -> list[Rule]:
    found: list[Rule] = []
    for rule in sorted(row, key=lambda r: r.x0):
        if found and rule.x0 - found[-1].x1 <= gap:
            last = found[-1]
            found[-1] = Rule(last.x0, min(last.y0, rule.y0), max(last.x1, rule.x1), max(last.y1, rule.y1))
        else:
            found.append(rule)
    return found


def repeated_rules(pages: Sequence[Page]) -> frozenset[Rule]:
    """Return rules that stand at one place on many pages: lines under running heads and the like.

    Those that have another of the same ends within most of these pages are tables', unless most pages have them. A
    part of a line, as in a cell of a table's header, stands where the whole line does.
    """
    enough, most = max(3, len(pages) // 5), MOST_PAGES * len(pages)
    places: dict[Rule, list[tuple[Rule, bool]]] = {}
    wholes = [_whole_lines(page) for page in pages]
    for page, whole in zip(pages, wholes, strict=True):
        for at, rule in {_rounded(line): rule for rule, line in whole.items()}.items():
            places.setdefault(at, []).append((rule, _in_stack(rule, page)))
    found = {
        at for at, mine in places.items()
        if len(mine) >= enough and (len(mine) >= most or 2 * sum(stack for _, stack in mine) <= len(mine))
    }  # fmt: skip
    return frozenset(rule for whole in wholes for rule, line in whole.items() if _rounded(line) in found)


def _whole_lines(page: Page) -> dict[Rule, Rule]:
    """Return the rules at a page's head and foot, each with the whole line that it is a part of."""
    edges = [r for r in page.rules if r.y0 < EDGE_BAND * page.height or r.y0 > (1 - EDGE_BAND) * page.height]
    across = joined_rules(edges)[0]
    found = {}
    for rule in edges:
        lines = (x for x in across if rule.across and x.y0 <= rule.cy <= x.y1 and x.x0 <= rule.x0 and rule.x1 <= x.x1)
        found[rule] = next(lines, rule)
    return found


def _rounded(rule: Rule) -> Rule:
    return Rule(round(rule.x0), round(rule.y0), round(rule.x1), round(rule.y1))


def _in_stack(rule: Rule, page: Page) -> bool:
    """Tell whether a rule has another of the same ends within the page."""
    top, bottom = EDGE_BAND * page.height, (1 - EDGE_BAND) * page.height
    return any(
        abs(r.x0 - rule.x0) <= SAME_EDGE and abs(r.x1 - rule.x1) <= SAME_EDGE and top <= r.y0 <= bottom
        for r in page.rules
    )


# -- rows --------------------------------------------------------------------------------------------------------------


def rows_of(words: Sequence[Word], cells: bool = False) -> list[list[Word]]:
    """Group upright words into printed rows from top to bottom, raised and lowered type with the row it belongs to,
    however far from the rest where the rows are a table's `cells`."""
    segments: list[Segment] = []
    run: list[Word] = []
    for word in words:
        if word.turn != 0:
            continue
        if run and (word.line != run[-1].line or word.x0 - run[-1].x1 > word.size):
            segments.append(Segment(run))
            run = []
        run.append(word)
    if run:
        segments.append(Segment(run))
    rows = [_reglued(row) for row in join_rows(segments, cells)]
    return sorted(rows, key=_baseline)


def _baseline(row: Sequence[Word]) -> float:
    if is_one_type(row):
        return row[0].baseline
    return max(row, key=lambda w: (w.size, -w.x0)).baseline


GLUED = 0.12  # of the type size: less than a blank between two words that MuPDF gave as two lines


def _reglued(row: list[Word]) -> list[Word]:
    """Glue words of two of MuPDF's lines that touch on paper, and part those that became neighbours only here."""
    for i in range(1, len(row)):
        before, word = row[i - 1], row[i]
        if word.line != before.line or word.index != before.index + 1:
            glued = word.x0 - before.x1 < GLUED * word.size
            if glued != word.glued:
                row[i] = msgspec.structs.replace(word, glued=glued)
    return row


def lines_of(words: Sequence[Word], cells: bool = False) -> tuple[Line, ...]:
    """Group upright words into printed lines from top to bottom; `cells`: of a table, see rows_of()."""
    return tuple(Line(tuple(row)) for row in rows_of(words, cells))
