"""Taxonomy trees drawn in figures: boxes of text, the lines that join them, and who is whose parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from surveyrefs.model.box import Box, Placed
from surveyrefs.parse.embedded.figures.braces import brace_links, cut_at_braces, is_callout, own_lines, printed_braces
from surveyrefs.parse.embedded.figures.limits import (
    AHEAD,
    BEYOND,
    BORDER,
    LARGEST,
    LEVEL,
    MEET,
    MIN_EDGES,
    MIN_NODES,
    MOST_SHAPES,
    MOST_TEXTS,
    MOST_WRONG,
    NAMED,
    SAME_BOX,
    SHADOW,
    SQUARE,
    STICKS_OUT,
    SURE,
    TOUCH,
)
from surveyrefs.parse.embedded.figures.nested import panel_parents
from surveyrefs.parse.embedded.figures.strips import Strips
from surveyrefs.parse.embedded.layout.frame import Frame, rows_of
from surveyrefs.parse.embedded.layout.line import chunks
from surveyrefs.parse.embedded.pdf.page import Brace, Rule, Word
from surveyrefs.parse.embedded.tables.header_cells import turned_rows

Lines = tuple[tuple[Word, ...], ...]
Point = tuple[float, float]
Link = dict[int, Point]  # the texts that a line or fork joins, and where it meets each


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A piece of text in a figure: its box and printed lines; `framed` where a box is drawn around it."""

    box: Box
    lines: Lines
    framed: bool


class Tree(msgspec.Struct, frozen=True, gc=False):
    """The texts of a figure; `parents` holds each one's parent (-1: none), empty where the figure is no tree."""

    cells: tuple[Cell, ...]
    parents: tuple[int, ...]


def read_tree(frame: Frame, area: Box, words: Sequence[Word]) -> Tree:
    """Gather the words of a figure into texts, and find the tree that lines or braces between them draw."""
    shapes = [b for b in (*frame.fills, *frame.paths) if _within(b, area)]
    if len(shapes) > MOST_SHAPES:  # a plot or a drawing of a thing
        return Tree(tuple(_loose_cells(words)), ())
    printed, words = printed_braces(words)
    braces = [*printed, *(b for b in frame.braces if _within(b, area))]
    if braces:
        shapes = [s for s in shapes if not any(_same(s, b) for b in braces)]
    boxes = _text_boxes(shapes, words)
    cells, loose = _fill(boxes, words)
    cells += _loose_cells(loose, braces)
    cells.sort(key=lambda c: (c.box.y0, c.box.x0))
    lines = [r for r in (*frame.across, *frame.down) if _within(r, area)]
    slanted = [b for b in shapes if not any(_same(b, box) for box in boxes)]
    links = _links(cells, lines, slanted)
    if braces:
        links += brace_links([c.box for c in cells], braces)
    parents = _parents(cells, links)
    return Tree(
        tuple(cells), parents or panel_parents([c.box for c in cells], [c.framed for c in cells], shapes)
    )  # fmt: skip


def _within(b: Placed, area: Box) -> bool:
    around = area.grown(BEYOND)
    return around.holds(b.x0, b.y0) and around.holds(b.x1, b.y1)


def _same(a: Placed, b: Placed) -> bool:
    return max(abs(a.x0 - b.x0), abs(a.y0 - b.y0), abs(a.x1 - b.x1), abs(a.y1 - b.y1)) <= SAME_BOX


# -- texts ------------------------------------------------------------------------------------------------------------


def _text_boxes(shapes: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """Return the drawn boxes that hold text and cut none, backgrounds behind several of them left out."""
    found: list[Box] = []
    middles = [(word, word.cx, word.cy) for word in words]
    for box in sorted(shapes, key=lambda b: (b.width * b.height, b.y0, b.x0)):
        if any(_same(box, known) for known in found):
            continue
        inside = [w for w, x, y in middles if box.x0 < x < box.x1 and box.y0 < y < box.y1]
        if not inside:
            continue
        around = Box.around(inside)
        if around.x0 < box.x0 - STICKS_OUT or around.x1 > box.x1 + STICKS_OUT:
            continue
        if any(_overlap(box, known) > SHADOW for known in found):  # a shadow, or a panel behind boxes found before
            continue
        found.append(box)
    return found


def _overlap(a: Box, b: Box) -> float:
    """Return which part of the smaller box the two share."""
    width, height = a.x_shared(b), a.y_shared(b)
    smaller = min(a.width * a.height, b.width * b.height)
    return width * height / smaller if width > 0 and height > 0 and smaller > 0 else 0.0


def _fill(boxes: Sequence[Box], words: Sequence[Word]) -> tuple[list[Cell], list[Word]]:
    """Put each word into its box; return the boxes' texts, and the words outside of all."""
    inside: dict[int, list[Word]] = {}
    loose: list[Word] = []
    ordered = sorted(range(len(boxes)), key=lambda i: boxes[i].y0)
    for word in words:
        x, y = word.cx, word.cy
        for i in ordered:
            box = boxes[i]
            if box.y0 > y:
                loose.append(word)
                break
            if box.x0 <= x <= box.x1 and y <= box.y1:
                inside.setdefault(i, []).append(word)
                break
        else:
            loose.append(word)
    return [Cell(boxes[i], _printed(mine), True) for i, mine in sorted(inside.items())], loose


def _printed(words: Sequence[Word]) -> Lines:
    upright = [w for w in words if w.turn == 0]
    turned = [w for w in words if w.turn in (90, 270)]
    if len(turned) > len(upright):
        return turned_rows(turned)
    return tuple(tuple(row) for row in rows_of(upright))


def _loose_cells(words: Sequence[Word], braces: Sequence[Brace] = ()) -> list[Cell]:
    """Gather words without a box into blocks of lines; beside braces, into the texts that these cover."""
    blocks: list[list[list[Word]]] = []
    for row in rows_of([w for w in words if w.turn == 0]):
        parts: list[list[Word]] = list(chunks(row, 1.0))
        if braces:
            parts = [piece for part in parts for piece in cut_at_braces(part, braces)]
        for part in parts:
            box = Box.around(part)
            home = next((b for b in reversed(blocks[-12:]) if _below(Box.around(b[-1]), box, part[0].size)), None)
            if home is None:
                blocks.append([part])
            else:
                home.append(part)
    if braces:
        blocks = [[list(line) for line in text] for block in blocks for text in own_lines(block, braces)]
    found = [Cell(Box.around([w for p in b for w in p]), tuple(tuple(p) for p in b), False) for b in blocks]
    turned: dict[int, list[Word]] = {}
    for w in words:
        if w.turn in (90, 270):
            turned.setdefault(w.line, []).append(w)
    return found + [Cell(Box.around(line), turned_rows(line), False) for line in turned.values()]


def _below(above: Box, box: Box, size: float) -> bool:
    near = -0.3 * size < box.y0 - above.y1 < 0.5 * size
    aligned = abs(above.x0 - box.x0) < size or abs(above.x0 + above.x1 - box.x0 - box.x1) < 2 * size
    return near and aligned


# -- lines between texts ----------------------------------------------------------------------------------------------


class _End(msgspec.Struct, frozen=True, gc=False):
    """An end of a line; `way` is where a line across points there: -1 to the left, 1 to the right."""

    point: Point
    way: int = 0


def _links(cells: Sequence[Cell], rules: Sequence[Rule], slanted: Sequence[Box]) -> list[Link]:
    """Return the texts that lines join, each with the end at it: parent and child, or all that a fork joins."""
    found: list[Link] = []
    places, drawn = Strips([cell.box for cell in cells], TOUCH), Strips(rules, MEET)
    for net in _nets(rules):
        ends: dict[int, tuple[float, Point]] = {}
        for end in net:
            away, i = _cell_at(cells, places, end.point)
            if i < 0:
                away, i = AHEAD, _ahead(cells, places, end, rules, drawn)
            if i >= 0:
                ends[i] = min(ends.get(i, (away, end.point)), (away, end.point))
        if len(ends) > 1:
            found.append({i: point for i, (_, point) in sorted(ends.items())})
    for b in slanted:
        options: list[tuple[float, int, int, Point, Point]] = []
        for p, q in (((b.x0, b.y0), (b.x1, b.y1)), ((b.x0, b.y1), (b.x1, b.y0))):
            (d, i), (e, j) = _cell_at(cells, places, p), _cell_at(cells, places, q)
            if i >= 0 <= j and i != j:
                options.append((d + e, i, j, p, q))
        if options:  # of the box's two diagonals, the line is the one whose ends are nearer to texts
            _, i, j, p, q = min(options)
            found.append({i: p, j: q})
    once = {tuple(sorted(link)): link for link in reversed(found)}
    return list(reversed(once.values()))


def _nets(rules: Sequence[Rule]) -> list[list[_End]]:
    """Return the ends of lines that touch one another, net by net."""
    home = list(range(len(rules)))

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = home[home[i]]
            i = home[i]
        return i

    squares: dict[tuple[int, int], list[int]] = {}  # the lines that reach into each square of the figure
    for i, rule in enumerate(rules):
        columns = range(int((rule.x0 - MEET) // SQUARE), int((rule.x1 + MEET) // SQUARE) + 1)
        lines = range(int((rule.y0 - MEET) // SQUARE), int((rule.y1 + MEET) // SQUARE) + 1)
        for near in [squares.setdefault((x, y), []) for y in lines for x in columns]:
            for j in near:
                if rule.x_shared(rules[j]) >= -MEET and rule.y_shared(rules[j]) >= -MEET:
                    home[root(j)] = root(i)
            near.append(i)
    nets: dict[int, list[_End]] = {}
    for i, rule in enumerate(rules):
        flat = rule.across
        x, y = rule.cx, rule.cy
        ends = [_End((rule.x0, y), -1), _End((rule.x1, y), 1)] if flat else [_End((x, rule.y0)), _End((x, rule.y1))]
        nets.setdefault(root(i), []).extend(ends)
    return list(nets.values())


def _ahead(cells: Sequence[Cell], places: Strips, end: _End, rules: Sequence[Rule], drawn: Strips) -> int:
    """Return the unframed text that a line points at from afar: its box was made wider than it, and is not drawn."""
    x, y = end.point
    here = (rules[i] for i in drawn.at(y)) if end.way else ()
    if not end.way or sum(r.x0 - MEET <= x <= r.x1 + MEET and r.y0 - MEET <= y <= r.y1 + MEET for r in here) > 1:
        return -1
    options = []
    for i in places.at(y):
        cell = cells[i]
        apart = cell.box.x0 - x if end.way > 0 else x - cell.box.x1
        if not cell.framed and 0 <= apart <= AHEAD and cell.box.y0 <= y <= cell.box.y1:
            options.append((apart, i))
    return min(options)[1] if options else -1


def _cell_at(cells: Sequence[Cell], places: Strips, point: Point) -> tuple[float, int]:
    """Return the text whose box a line's end touches (-1: none), and how far it is."""
    best = (TOUCH + 1, -1)
    for i in places.at(point[1]):
        cell = cells[i]
        dx = max(cell.box.x0 - point[0], point[0] - cell.box.x1, 0.0)
        dy = max(cell.box.y0 - point[1], point[1] - cell.box.y1, 0.0)
        away = max(dx, dy)
        if away < best[0] and away <= TOUCH:
            best = (away, i)
    return best


# -- parents ----------------------------------------------------------------------------------------------------------


class _Way(msgspec.Struct, frozen=True, gc=False):
    """A direction that a tree may grow in: by `rank` a parent comes before its children, and `along` grows that way."""

    rank: Callable[[Box], float]
    before: Callable[[Box, Box], bool]
    along: Callable[[Point], float]


_WAYS = (
    _Way(lambda b: b.x0, lambda a, b: a.x1 <= b.x0 + 1, lambda p: p[0]),
    _Way(lambda b: b.y0, lambda a, b: a.y1 <= b.y0 + 1, lambda p: p[1]),
    _Way(lambda b: -b.x1, lambda a, b: a.x0 >= b.x1 - 1, lambda p: -p[0]),
    _Way(lambda b: -b.y1, lambda a, b: a.y0 >= b.y1 - 1, lambda p: -p[1]),
)


class _Grown(msgspec.Struct, frozen=True, gc=False):
    """A tree that grows in one direction; `wrong` counts second parents, and lines that meet a text from behind."""

    parents: tuple[int, ...]
    wrong: int


def _parents(cells: Sequence[Cell], links: Sequence[Link]) -> tuple[int, ...]:
    """Return each text's parent; nothing where the lines do not make a tree."""
    linked = {i for link in links for i in link}
    named = sum(_is_name(cells[i]) for i in linked)
    if len(linked) < MIN_NODES or len(linked) < MOST_TEXTS * len(cells) or named < NAMED * len(linked):
        return ()
    around = _radial(cells, links)
    if around:
        return around
    options = [_grown(cells, links, way) for way in _ways(cells, links)]
    sound = [o for o in options if _is_tree(o, linked)]
    best = max(sound, key=lambda o: sum(p >= 0 for p in o.parents) - o.wrong, default=None)
    return best.parents if best else ()


def _is_name(cell: Cell) -> bool:
    """Tell whether a text is a word or a callout: not a tick of an axis, nor a variable."""
    words = [w.text for line in cell.lines for w in line]
    return is_callout(" ".join(words)) or sum(map(str.isalpha, "".join(words))) > 1


def _ways(cells: Sequence[Cell], links: Sequence[Link]) -> list[_Way]:
    """Return the directions in which most links go from one text to others beyond it."""
    votes: Counter[int] = Counter()
    for link in links:
        for n, way in enumerate(_WAYS):
            order = sorted(link, key=lambda i: way.rank(cells[i].box))
            if all(way.before(cells[order[0]].box, cells[c].box) for c in order[1:]):
                # A fork of several children says more than a line between two.
                votes[n] += len(order) - 1 if len(order) > 2 else 1
    most = max(votes.values(), default=0)
    return [way for n, way in enumerate(_WAYS) if votes[n] and votes[n] >= SURE * most]


def _grown(cells: Sequence[Cell], links: Sequence[Link], way: _Way) -> _Grown:
    parents = [-1] * len(cells)
    wrong = 0
    for link in links:
        first, *children = sorted(link, key=lambda i: way.rank(cells[i].box))
        for child in children:
            behind = _from_behind(cells[child].box, link[child], way)
            wrong += behind or parents[child] not in (-1, first)
            if parents[child] == -1 and not behind:
                parents[child] = first
    _side_by_side(cells, parents, way.rank)
    return _Grown(tuple(parents), wrong)


def _from_behind(box: Box, point: Point, way: _Way) -> bool:
    """Tell whether a line does not meet a text from its parent's side: labels on an axis, boxes above a time line."""
    if way.along(point) > way.along((box.cx, box.cy)) + 1:
        return True
    sideways = way.along((0.0, 1.0)) == 0
    return sideways and not box.y0 - BORDER <= point[1] <= box.y1 + BORDER


def _is_tree(grown: _Grown, linked: set[int]) -> bool:
    """Tell whether most texts have one parent, and some parent has several children: a chain is a flow chart."""
    children = Counter(p for p in grown.parents if p >= 0)
    enough = sum(children.values()) >= MIN_EDGES * (len(linked) - 1)
    return enough and grown.wrong <= MOST_WRONG * len(linked) and max(children.values(), default=0) > 1


def _radial(cells: Sequence[Cell], links: Sequence[Link]) -> tuple[int, ...]:
    """Return the parents in a tree that grows in all directions around its largest text box (a mind map)."""
    near: dict[int, list[int]] = {}
    for link in links:
        for i in link:
            near.setdefault(i, []).extend(sorted(link.keys() - {i}))
    if any(len(link) != 2 for link in links) or len(links) != len(near) - 1 or not all(cells[i].framed for i in near):
        return ()
    areas = {i: cells[i].box.width * cells[i].box.height for i in near}
    root = max(near, key=lambda i: areas[i])
    if any(areas[root] < LARGEST * areas[i] for i in near if i != root) or len(near[root]) < 2:
        return ()
    parents = [-1] * len(cells)
    reached = [root]
    for i in reached:
        for j in near[i]:
            if j not in reached:
                parents[j] = i
                reached.append(j)
    return tuple(parents) if len(reached) == len(near) else ()


def _side_by_side(cells: Sequence[Cell], parents: list[int], rank: Callable[[Box], float]) -> None:
    """Give a framed text without a line the one beside it as its parent, where both stand on one level."""
    for i, cell in enumerate(cells):
        if parents[i] != -1 or not cell.framed or i in parents:
            continue
        y = cell.box.cy
        beside = [
            j
            for j, other in enumerate(cells)
            if j != i
            and other.framed
            and rank(other.box) < rank(cell.box)
            and other.box.x1 <= cell.box.x0 + 1
            and abs(other.box.cy - y) <= LEVEL
        ]
        if beside:
            parents[i] = max(beside, key=lambda j: cells[j].box.x1)
