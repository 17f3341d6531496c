"""The header of a table: where it ends, which columns its cells span, and the label of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.document import BOLD, ITALIC, SMALL_CAPS
from surveyrefs.parse.embedded.find.regions import DOUBLE, Region, middle
from surveyrefs.parse.embedded.layout.frame import bounds, chunks, text_of
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.gutters import JOIN, unmarked

FULL = 7.0  # points by which a rule may miss the table's edges: one that leaves out a column is partial
MOST_HEADER_ROWS = 8
LEVEL = 1.5  # of the type size: lines of one header cell are closer together than this
SHADED = 0.6  # of the table's width: shading that covers so much is that of a row
SHADE_OVER = 6.0  # points by which shading may reach over the table's outer rules
EDGE = 3.0  # points by which labels that are set alike may differ in place
CENTRED = 0.8  # of the type size: how far the middle of a spanning cell may be off the middle of its columns

_CALLOUT = re.compile(r"\[[\d,;\s–-]+\]|\b(19|20)\d\d[a-z]?[)\]]")

Row = list[Word]


class HeaderCell(msgspec.Struct, frozen=True, gc=False):
    """A printed cell of the header: its first and last column and its printed rows."""

    first: int
    last: int
    rows: tuple[tuple[Word, ...], ...]


def is_full(rule: Rule, region: Region) -> bool:
    """Tell whether a rule runs across the whole table."""
    return rule.x0 <= region.box.x0 + FULL and rule.x1 >= region.box.x1 - FULL


def full_rules(region: Region) -> list[float]:
    """Return the heights of the rules across the whole table, double rules as one (the lower line)."""
    found: list[float] = []
    for rule in region.across:
        if is_full(rule, region):
            if found and middle(rule) - found[-1] <= DOUBLE:
                found[-1] = middle(rule)
            else:
                found.append(middle(rule))
    return found


def header_bottom(region: Region, rows: Sequence[Row], turned: Sequence[Word] = ()) -> float:
    """Return the height below which the body begins; the top of the table where it has no header."""
    bottom = _ruled_bottom(region, rows, turned)
    count = sum(_height(row) < bottom for row in rows)
    kept = _without_body(rows[:count], rows[count:], region)
    return bottom if kept == count else (bounds(rows[kept - 1]).y1 + bounds(rows[kept]).y0) / 2


def _height(row: Row) -> float:
    box = bounds(row)
    return (box.y0 + box.y1) / 2


def _without_body(head: Sequence[Row], body: Sequence[Row], region: Region) -> int:
    """Return how many of the rows above the first rule are header: rows that cite works and group labels are not."""
    cited = [i for i, row in enumerate(head) if _CALLOUT.search(text_of(row))]
    count = cited[0] if cited and cited[0] > 0 else len(head)
    while count > 1 and _is_group(head[count - 1], head[: count - 1], [*head[count:], *body], region):
        count -= 1
    return count


def _is_group(row: Row, above: Sequence[Row], body: Sequence[Row], region: Region) -> bool:
    """Tell whether the last row above the first rule is a group's label: one part in a look of its own, that crosses
    the columns of the header, or that comes back below."""
    if len(chunks(row, 1.0)) > 1 or not any(len(chunks(r, 1.0)) > 1 for r in above):
        return False
    if _alone_in_shade(row, above[-1], region):
        return True
    parts = chunks(next(r for r in reversed(above) if len(chunks(r, 1.0)) > 1), 1.0)
    look = _look(row)
    own = look not in {_look(r) for r in above if len(chunks(r, 1.0)) > 1}
    x0, x1 = row[0].x0, row[-1].x1
    middle_ = (region.box.x0 + region.box.x1) / 2
    central = abs((x0 + x1) / 2 - middle_) < row[0].size
    gaps = [(max(w.x1 for w in a), b[0].x0) for a, b in pairwise(parts)]
    crosses = any(x0 < a and b < x1 for a, b in gaps) or central and any(x0 < b and a < x1 for a, b in gaps)
    back = [r for r in body if _look(r) == look and len(chunks(r, 1.0)) == 1]
    same = any(abs(r[0].x0 - x0) < EDGE or central and abs((r[0].x0 + r[-1].x1) / 2 - middle_) < EDGE for r in back)
    return crosses and (own or same) or own and same and x0 - region.box.x0 < 2 * row[0].size


def _alone_in_shade(row: Row, above: Row, region: Region) -> bool:
    """Tell whether shading begins with a row: the row above has none."""
    return any(a < _height(row) < b and _height(above) < a for a, b in shades(region)) and not any(
        a < _height(above) < b for a, b in shades(region)
    )


def _look(row: Row) -> tuple[int, float]:
    style = BOLD | ITALIC | SMALL_CAPS
    for word in row:
        style &= word.style
    return style, round(max(w.size for w in row))


def _ruled_bottom(region: Region, rows: Sequence[Row], turned: Sequence[Word]) -> float:
    rules = full_rules(region)
    doubled = _double_rule(region)
    if doubled is not None and doubled < region.box.y1 - 5:
        return doubled
    shaded = _shaded_bottom(region, rows)
    if shaded is not None and not any(region.box.y0 + 3 < y < shaded + 3 for y in rules):
        return shaded
    inner = [y for y in rules if region.box.y0 + 3 < y < region.box.y1 - 3]
    bands = _bands(rows, [region.box.y0, *inner])
    if inner and not bands[0] and any((w.y0 + w.y1) / 2 < inner[0] for w in turned):
        return inner[0]
    if inner and len(bands) > 1 and bands[0] and len(bands[0]) <= MOST_HEADER_ROWS:
        depth = 1
        lone = not any((w.y0 + w.y1) / 2 < inner[0] for w in turned)
        while depth < len(inner) and depth < 3 and _is_header(bands[depth], bands[0], bands[depth + 1 :], depth, lone):
            depth += 1
        return inner[depth - 1]
    return _by_type(region, rows)


def _shaded_bottom(region: Region, rows: Sequence[Row]) -> float | None:
    """Return where the shading of the first rows ends, other rows below."""
    top = [b for b in shades(region) if rows and b[0] <= bounds(rows[0]).y0 + 2]
    if not top:
        return None
    bottom = min(b[1] for b in top)
    count = sum(_height(row) < bottom for row in rows)
    return bottom if 0 < count <= MOST_HEADER_ROWS and count < len(rows) else None


def shades(region: Region) -> list[tuple[float, float]]:
    """Return top and bottom of the rows that are shaded across, cell by cell or at once."""
    box = region.box
    rows: dict[tuple[int, int], float] = {}  # top and bottom of shaded boxes → the width that they cover
    for fill in region.frame.fills:
        if fill.y0 >= box.y0 - SHADE_OVER and fill.y1 <= box.y1 + SHADE_OVER:
            width = min(fill.x1, box.x1) - max(fill.x0, box.x0)
            if width > 0:
                at = (round(fill.y0), round(fill.y1))
                rows[at] = rows.get(at, 0.0) + width
    return sorted((float(a), float(b)) for (a, b), width in rows.items() if width >= SHADED * (box.x1 - box.x0))


def _double_rule(region: Region) -> float | None:
    """Return the lower line of a double rule below one of the first rows: what ends a header beyond doubt."""
    full = [middle(r) for r in region.across if is_full(r, region)]
    doubles = [b for a, b in zip(full, full[1:], strict=False) if 0.9 < b - a <= DOUBLE and a > region.box.y0 + DOUBLE]
    height = region.box.y1 - region.box.y0
    return doubles[0] if len(doubles) == 1 and doubles[0] - region.box.y0 < 0.5 * height else None


def _bands(rows: Sequence[Row], edges: Sequence[float]) -> list[list[Row]]:
    bands: list[list[Row]] = [[] for _ in edges]
    for row in rows:
        box = bounds(row)
        y = (box.y0 + box.y1) / 2
        at = max((i for i, edge in enumerate(edges) if y >= edge), default=0)
        bands[at].append(row)
    return bands


def _is_header(band: list[Row], first: list[Row], rest: list[list[Row]], depth: int, lone: bool) -> bool:
    """Tell whether a band, `depth` bands from the top, goes on with the header that the first band began.

    `lone`: no turned text stands beside the first band.
    """
    if not band or len(band) > MOST_HEADER_ROWS:
        return False
    words = [w for row in band for w in row]
    body = [w for b in rest for row in b for w in row]
    if not body:
        return False
    bold = all(w.style & BOLD for w in words)
    body_bold = sum(bool(w.style & BOLD) for w in body) > 0.5 * len(body)
    if bold and not body_bold and all(w.style & BOLD for row in first for w in row):
        return len(chunks(band[0], 1.0)) > 1  # one part alone is a group's label
    title = lone and depth == 1 and len(first) == 1 and len(chunks(first[0], 1.0)) == 1
    return title and len(chunks(band[0], 1.0)) > 1


def _by_type(region: Region, rows: Sequence[Row]) -> float:
    """Find the header without rules: rows in bold at the top, else the first row, unless it cites a work itself."""
    if len(rows) < 2:
        return region.box.y0
    bold = 0
    for row in rows:
        if not all(w.style & BOLD for w in row):
            break
        bold += 1
    if not bold and _CALLOUT.search(text_of(rows[0])):
        return region.box.y0 - 1
    count = bold if 0 < bold < len(rows) / 2 else 1
    above, below = bounds(rows[count - 1]), bounds(rows[count])
    return (above.y1 + below.y0) / 2


# -- cells ------------------------------------------------------------------------------------------------------------


class Lines(msgspec.Struct, frozen=True, gc=False):
    """What parts the cells of a header: the columns' boundaries with the table's edges, partial and vertical rules."""

    edges: tuple[float, ...]
    partial: tuple[Rule, ...]
    down: tuple[Rule, ...] = ()

    @property
    def gutters(self) -> tuple[float, ...]:
        """The boundaries between columns."""
        return self.edges[1:-1]


def header_cells(rows: Sequence[Row], turned: Sequence[Word], lines: Lines) -> list[HeaderCell]:
    """Return the cells of a header, top to bottom and left to right, wrapped lines of a cell together."""
    gutters, partial = lines.gutters, lines.partial
    levels = [_row_cells(row, i, rows, lines) for i, row in enumerate(rows)]
    cells: list[HeaderCell] = []
    for level in levels:
        for cell in level:
            at = _continues(cell, cells, partial)
            if at is None:
                cells.append(cell)
            else:
                known = cells[at]
                cells[at] = HeaderCell(known.first, known.last, known.rows + cell.rows)
    return cells + _turned_cells(turned, gutters)


def _row_cells(row: Row, at: int, rows: Sequence[Row], lines: Lines) -> list[HeaderCell]:
    gutters, edges, partial = lines.gutters, list(lines.edges), lines.partial
    below = [w for r in rows[at + 1 :] for w in r]
    parts = [p for part in chunks(row, 2 * JOIN if below else JOIN) for p in _ruled_off(part, lines.down)]
    cells: list[HeaderCell] = []
    taken = [_columns_under(p, gutters) for p in parts]
    baseline = bounds(row).y1
    for i, part in enumerate(parts):
        first, last = taken[i]
        rule = _rule_under(part, partial, baseline, below)
        box = _box_around(part, lines.down)
        if box is not None:
            first, last = _columns_of(box[0] + 2, box[1] - 2, gutters)
        elif rule is not None:
            first, last = _columns_of(rule.x0 + 2, rule.x1 - 2, gutters)
        elif below:
            low = taken[i - 1][1] + 1 if i else 0
            high = taken[i + 1][0] - 1 if i + 1 < len(parts) else len(gutters)
            first, last = _widened(part, first, last, low, high, edges, below)
        if first == last or below and _text_below(first, last, gutters, below):
            cells.append(HeaderCell(first, last, (tuple(part),)))
        else:
            cells += _cut(part, gutters)
    return cells


def _ruled_off(part: Row, down: Sequence[Rule]) -> list[Row]:
    """Cut a part of a printed row where vertical rules run through it."""
    y = _height(part)
    places = [(r.x0 + r.x1) / 2 for r in down if r.y0 <= y <= r.y1]
    runs: list[Row] = [[part[0]]]
    for before, word in pairwise(part):
        if any(before.x1 - 0.5 <= x <= word.x0 + 0.5 for x in places):
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _box_around(part: Row, down: Sequence[Rule]) -> tuple[float, float] | None:
    """Return the places of the vertical rules beside a part, if there are some on both sides."""
    y, x0, x1 = _height(part), part[0].x0, max(w.x1 for w in part)
    places = [(r.x0 + r.x1) / 2 for r in down if r.y0 <= y <= r.y1]
    left = max((x for x in places if x <= x0 + 1), default=None)
    right = min((x for x in places if x >= x1 - 1), default=None)
    return (left, right) if left is not None and right is not None else None


def _columns_under(part: Row, gutters: Sequence[float]) -> tuple[int, int]:
    return _columns_of(part[0].x0, max(w.x1 for w in unmarked(part)), gutters)


def _columns_of(x0: float, x1: float, gutters: Sequence[float]) -> tuple[int, int]:
    return sum(g <= x0 + 0.5 for g in gutters), sum(g < x1 - 0.5 for g in gutters)


def _rule_under(part: Row, partial: Sequence[Rule], bottom: float, below: Row) -> Rule | None:
    """Return the partial rule below a spanning cell, above the next header row."""
    limit = min((w.y1 for w in below), default=bottom + 10)
    x = (part[0].x0 + max(w.x1 for w in part)) / 2
    for rule in partial:
        if bottom - 4 <= middle(rule) <= limit and rule.x0 <= x <= rule.x1:
            return rule
    return None


def _widened(part: Row, first: int, last: int, low: int, high: int, edges: list[float], below: Row) -> tuple[int, int]:
    """Return the columns that a part is centred over, where columns beside it have text below but none beside it."""
    x = (part[0].x0 + max(w.x1 for w in part)) / 2
    size = part[0].size
    best = (first, last)
    if part[-1].text.endswith("-"):
        return best
    next_row = [w for w in below if w.baseline - min(b.baseline for b in below) <= 0.3 * size]
    if not any(edges[first] <= (w.x0 + w.x1) / 2 <= edges[last + 1] for w in next_row):
        own = any(edges[first] <= (w.x0 + w.x1) / 2 <= edges[last + 1] for w in below)
        if own:  # the rest of a wrapped cell, further down than the cells beside it
            return best
    best_off = abs((edges[first] + edges[last + 1]) / 2 - x)
    for a in range(low, first + 1):
        for b in range(last, high + 1):
            if b - a <= last - first:
                continue
            under = [w for w in below if edges[a] <= (w.x0 + w.x1) / 2 <= edges[b + 1]]
            if not under or not all(
                any(edges[c] <= (w.x0 + w.x1) / 2 <= edges[c + 1] for w in under) for c in range(a, b + 1)
            ):
                continue
            off = abs((min(w.x0 for w in under) + max(w.x1 for w in under)) / 2 - x)
            if off < CENTRED * size and off < best_off - 0.5 * size:
                best, best_off = (a, b), off
    return best


def _text_below(first: int, last: int, gutters: Sequence[float], below: Row) -> bool:
    """Tell whether columns have texts of their own below a spanning cell."""
    columns = {sum(g < (w.x0 + w.x1) / 2 for g in gutters) for w in below}
    return sum(first <= c <= last for c in columns) > 1


def _cut(part: Row, gutters: Sequence[float]) -> list[HeaderCell]:
    """Cut a part at the boundaries of columns that fall between its words; a word on a boundary holds it together."""
    runs: list[Row] = []
    for word in part:
        if runs and not any(runs[-1][-1].x1 - 0.5 <= g <= word.x0 + 0.5 for g in gutters):
            runs[-1].append(word)
        else:
            runs.append([word])
    cells = []
    for run in runs:
        first, last = _columns_under(run, gutters)
        cells.append(HeaderCell(first, last, (tuple(run),)))
    return cells


def _continues(cell: HeaderCell, cells: list[HeaderCell], partial: Sequence[Rule]) -> int | None:
    """Return which cell goes on in this one: the one above it in the same column or columns, no rule between."""
    for at in range(len(cells) - 1, -1, -1):
        known = cells[at]
        if known.last < cell.first or known.first > cell.last:
            continue
        if (known.first, known.last) != (cell.first, cell.last):
            return None
        above, below = bounds(known.rows[-1]), bounds(cell.rows[0])
        between = [r for r in partial if above.y1 - 3 <= middle(r) <= below.y0 + 3]
        ruled = any(r.x0 < below.x1 and r.x1 > below.x0 for r in between)
        # Rules beside it tell of another level too, where they have widened the distance of the lines.
        apart = bool(between) and cell.rows[0][0].baseline - known.rows[-1][0].baseline > LEVEL * cell.rows[0][0].size
        return None if ruled or apart else at
    return None


def _turned_cells(turned: Sequence[Word], gutters: Sequence[float]) -> list[HeaderCell]:
    """Return the cells with turned text: one a column, its lines from left to right as they are read."""
    columns: dict[int, list[Word]] = {}
    for word in turned:
        columns.setdefault(sum(g < (word.x0 + word.x1) / 2 for g in gutters), []).append(word)
    return [HeaderCell(c, c, turned_rows(words)) for c, words in sorted(columns.items())]


def turned_rows(words: Sequence[Word]) -> tuple[tuple[Word, ...], ...]:
    """Group turned words into the lines that they are read in."""
    lines: list[list[Word]] = []
    upwards = words[0].turn == 90
    for word in sorted(words, key=lambda w: w.baseline if upwards else -w.baseline):
        if lines and abs(lines[-1][0].baseline - word.baseline) <= 0.4 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(tuple(sorted(line, key=lambda w: -w.y1 if upwards else w.y0)) for line in lines)


def column_labels(cells: Sequence[HeaderCell], texts: Sequence[str], count: int) -> tuple[str, ...]:
    """Return the label of every column, stacked levels joined by " / "."""
    labels: list[list[str]] = [[] for _ in range(count)]
    order = sorted(range(len(cells)), key=lambda i: (min(w.y0 for w in cells[i].rows[0]), cells[i].first))
    for i in order:
        for c in range(cells[i].first, min(cells[i].last, count - 1) + 1):
            if texts[i]:
                labels[c].append(texts[i])
    return tuple(" / ".join(parts) for parts in labels)
