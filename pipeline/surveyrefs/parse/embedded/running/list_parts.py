"""Which lines below a reference list's heading are of the list, by their kind.

The lines fall into blocks: at wide spaces, ends of columns, changes of type, words that begin back matter. A block is
foreign where it differs from the list in several ways at once: type, width, indent, the thickness of its punctuation.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import msgspec

from surveyrefs.model.document import Line
from surveyrefs.parse.embedded.layout.line import FAKED
from surveyrefs.text.back_matter import begins_back_matter
from surveyrefs.text.labels import read_label

APART = 1.7  # of the usual distance of lines: more is between two blocks …
ENTRY_GAP = 1.3  # … and more than this part of the space that the list has between its entries
OFTEN = 0.08  # of the distances of lines: one that is so frequent is the list's own
OTHER_SIZE = 0.45  # points between the type sizes of two kinds of text
WIDER = 1.25  # times the width of the list's columns: set across them
HANG = 4.0  # points: a hanging indent is at least so deep …
DEEPEST = 60.0  # … and at most
EDGE = 2.0  # points within which lines begin at one edge
COMMON = 0.12  # of the lines begin at an abscissa that is an edge
FULL = 1.5  # line heights: a line that ends so near to the right edge goes on below
PROSE = 0.45  # of the list's share of figures and punctuation: what has less is running text …
PROSE_MARKS = 0.06  # … if figures and punctuation are no more of it than this: entries with long titles have more
PROSE_LETTERS = 100  # characters that show it
JUMP = 6  # numbers that may be missing between two labels
NEAR = 5  # lines from the heading over which a line's weight as the list's example falls to half
DATELESS = 3  # lines of a block without a year, at least, that speak against it
FOREIGN = 3  # points against a block
_BROKEN = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_ADDRESS = re.compile(r"https?:|www\.", re.I)  # at the head of a line: a page of the web is the entry
_MARK = re.compile(r"[\d.,:;()/&]")
YEAR = re.compile(r"(?<!\d)(1[5-9]|20)\d\d(?!\d)|\bn\. ?d\.|forthcoming|in press|o\. ?J\.", re.I)


class _Habit(msgspec.Struct, frozen=True, gc=False):
    """What the list is like: type size, width of its columns, edges of entries' first and further lines (points right
    of the column), how thick its punctuation is, and how far apart its lines and entries stand."""

    size: float
    width: float
    first: float
    further: float | None
    marks: float
    step: float
    apart: float


def foreign_lines(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of the lines that are not of the list."""
    labelled = chain(lines)
    forms = {label.form for i in labelled for label in read_label(lines[i].text)}
    sizes = list(map(_size, lines))
    habit = _habit(_core(lines, labelled), sizes)
    last = max(labelled, default=-1)
    out = _left_of_text(lines, labelled)
    blocks = _blocks(lines, sizes, habit, out)
    found: set[int] = set()
    away = False  # behind back matter what follows is of the list only where it shows it
    judged: list[tuple[range, int, float]] = []
    for block in blocks:
        mine = lines[block.start : block.stop]
        size = _main_size(mine, sizes[block.start : block.stop])
        if any(i in labelled for i in block) or forms & {label.form for label in read_label(mine[0].text)}:
            points, away = -FOREIGN, False
        else:
            points = _against(mine, size, habit) + (1 if last >= 0 and block[0] > last else 0)
            said = begins_back_matter(mine[0].text) and _at_edge(mine[0], habit)
            said = said or block[0] == out
            points += FOREIGN if said else 0
            points -= 0 if away else _goes_on(lines, block[0])
            away = said or (away and points > -1 and not _entry_like(mine, size, habit))
            points += FOREIGN if away and not said else 0
        judged.append((block, points, size))
    ending = True
    for block, points, size in reversed(judged):
        # At the end of the list a little less is enough: nothing of the list follows.
        apart = block[0] > 0 and _stands_apart(lines, block[0], habit)
        apart = apart or abs(size - habit.size) > OTHER_SIZE
        yearless = not any(YEAR.search(lines[i].text) or _ADDRESS.match(lines[i].text) for i in block)
        closing = ending and apart and (yearless or points >= FOREIGN - 1) and points > -FOREIGN
        if points >= FOREIGN or closing:
            found.update(block)
        else:
            ending = False
    return found


def chain(lines: Sequence[Line]) -> set[int]:
    """Return the lines that begin with the labels of a list that counts its entries."""
    best: list[int] = []
    labels = [read_label(line.text) for line in lines]
    for form in ("[n]", "n.", "(n)", "n"):
        run: list[int] = []
        number = 0
        for i, read in enumerate(labels):
            for label in read:
                if label.form == form and (0 < label.number - number <= JUMP):
                    run.append(i)
                    number = label.number
                    break
        if len(run) > len(best):
            best = run
    return set(best) if len(best) >= max(2, len(lines) / 16) else set()


def _left_of_text(lines: Sequence[Line], labelled: set[int]) -> int:
    """Return the first line behind the last label that begins where labels do and has none; -1 without."""
    if not labelled:
        return -1
    last = max(labelled)
    inner = sorted(line.box.x0 - line.left for i, line in enumerate(lines[: last + 1]) if i not in labelled)
    if not inner:
        return -1
    indent = inner[len(inner) // 10]
    outer = (i for i in range(last + 1, len(lines)) if lines[i].box.x0 - lines[i].left < indent - HANG)
    return next(outer, -1)


def _core(lines: Sequence[Line], labelled: set[int]) -> Sequence[Line]:
    return lines[: max(labelled) + 1] if labelled else lines


def _habit(lines: Sequence[Line], sizes: Sequence[float]) -> _Habit:
    """Return what the list is like; `sizes` begin with those of its lines."""
    tally: dict[float, float] = defaultdict(float)
    widths: dict[int, float] = defaultdict(float)
    for i, (line, size) in enumerate(zip(lines, sizes, strict=False)):
        # Back matter of many lines must not pass for the list: what stands nearer to the heading counts for more.
        tally[size] += len(line.text) / (i + NEAR)
        widths[round(line.right - line.left)] += 1 / (i + NEAR)
    size = max(tally, key=lambda s: (tally[s], s))
    mine = [a for a, s in zip(lines, sizes, strict=False) if abs(s - size) <= OTHER_SIZE] or list(lines)
    steps = [b.box.y1 - a.box.y1 for a, b in pairwise(mine) if a.page == b.page and 0 < b.box.y1 - a.box.y1 < 5 * size]
    usual = median(steps) if steps else 1.2 * size
    rounded = Counter(round(s) for s in steps)
    own = max((s for s, n in rounded.items() if n >= max(2, OFTEN * len(steps))), default=round(usual))
    first, further = _edges(mine)
    text = "".join(line.text for line in mine[: max(3 * NEAR, len(mine) // 2)])
    return _Habit(size, float(max(widths, key=lambda w: (widths[w], w))), first, further, _thickness(text), usual,
                  max(APART * usual, ENTRY_GAP * own))  # fmt: skip


def _size(line: Line) -> float:
    """Return the type size of most of a line, in points: that of the capitals where small capitals are faked."""
    sizes = [piece.size for piece in line.pieces]
    if not sizes:
        return line.box.height / 1.2
    largest = max(sizes)
    if min(sizes) == largest:  # as in most lines
        return round(largest, 1)
    letters: dict[float, int] = defaultdict(int)
    for piece, size in zip(line.pieces, sizes, strict=True):
        faked = FAKED * largest <= size < largest and line.text[piece.start : piece.end].isupper()
        letters[largest if faked else size] += piece.end - piece.start
    tally: dict[float, int] = defaultdict(int)
    for size, count in letters.items():
        tally[round(size, 1)] += count
    return max(tally, key=lambda s: (tally[s], s))


def _edges(lines: Sequence[Line]) -> tuple[float, float | None]:
    """Return where entries' first and further lines begin, right of their column; None for flush-left lists."""
    tally = Counter(round(line.box.x0 - line.left) for line in lines)
    common = sorted(x for x, n in tally.items() if n + tally[x - 1] + tally[x + 1] >= COMMON * len(lines))
    if not common:
        return 0.0, None
    deeper = [x for x in common if HANG <= x - common[0] <= DEEPEST]
    return float(common[0]), float(max(deeper, key=lambda x: tally[x])) if deeper else None


def _thickness(text: str) -> float:
    return len(_MARK.findall(text)) / max(1, len(text))


def _blocks(lines: Sequence[Line], sizes: Sequence[float], habit: _Habit, out: int) -> list[range]:
    """Cut lines into blocks; one begins at line `out`."""
    starts = [0]
    for i in range(1, len(lines)):
        above, line = lines[i - 1], lines[i]
        turned = above.page != line.page or line.box.y1 <= above.box.y0
        resized = abs(sizes[i - 1] - sizes[i]) > OTHER_SIZE
        said = begins_back_matter(line.text) and _at_edge(line, habit)
        if turned or resized or said or i == out or _stands_apart(lines, i, habit):
            starts.append(i)
    return [range(a, b) for a, b in pairwise([*starts, len(lines)])]


def _stands_apart(lines: Sequence[Line], i: int, habit: _Habit) -> bool:
    above, line = lines[i - 1], lines[i]
    step = line.box.y1 - above.box.y1
    return above.page == line.page and step > habit.apart


def _at_edge(line: Line, habit: _Habit) -> bool:
    """Tell whether a line begins where entries do, or where none does: not where an entry goes on."""
    return habit.further is None or abs(line.box.x0 - line.left - habit.further) > EDGE


def _against(block: Sequence[Line], size: float, habit: _Habit) -> int:
    """Return the points that speak against a block's being of the list; `size` is that of most of its letters."""
    points = 0
    text = " ".join(line.text for line in block)
    if abs(size - habit.size) > OTHER_SIZE:
        points += 2
    if block[0].right - block[0].left > WIDER * habit.width and any(line.box.width > habit.width for line in block):
        points += 2
    if len(text) >= PROSE_LETTERS and _thickness(text) < min(PROSE * habit.marks, PROSE_MARKS):
        points += 2
    if habit.further is not None and _unhung(block, habit):
        points += 2
    if len(block) >= DATELESS and not YEAR.search(text):
        points += 1
    return points


def _goes_on(lines: Sequence[Line], i: int) -> int:
    """Return the points for a line's going on with the entry above it: a word or a sentence is broken between them."""
    if i == 0:
        return 0
    above, line = lines[i - 1].text, lines[i].text
    if _BROKEN.search(above) and line[0].islower():
        return 2 * FOREIGN
    turned = lines[i - 1].page != lines[i].page or lines[i].box.y1 <= lines[i - 1].box.y0
    return FOREIGN - 1 if turned and above[-1] not in ".)]>" and not begins_back_matter(line) else 0


def _main_size(block: Sequence[Line], sizes: Sequence[float]) -> float:
    """Return the type size of most letters of a block."""
    tally: Counter[float] = Counter()
    for line, size in zip(block, sizes, strict=True):
        tally[size] += len(line.text)
    return max(tally, key=lambda s: (tally[s], s))


def _unhung(block: Sequence[Line], habit: _Habit) -> bool:
    """Tell whether full lines of a block go on at the very edge where the list's entries begin, none set in."""
    if habit.further is None or any(abs(line.box.x0 - line.left - habit.further) <= EDGE for line in block):
        return False
    return any(
        a.box.x1 > a.right - FULL * a.box.height and abs(b.box.x0 - a.box.x0) <= EDGE for a, b in pairwise(block)
    )


def _entry_like(block: Sequence[Line], size: float, habit: _Habit) -> bool:
    """Tell whether a block shows itself to be of the list, behind back matter: its type, its indent and years."""
    years = sum(bool(YEAR.search(line.text)) for line in block)
    hung = habit.further is None or any(abs(line.box.x0 - line.left - habit.further) <= EDGE for line in block)
    return abs(size - habit.size) <= OTHER_SIZE and hung and 6 * years >= len(block)
