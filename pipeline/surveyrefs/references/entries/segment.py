"""A printed reference list → references, one by one.

What begins a reference, in the order of trust: a label in its sequence, a destination of the PDF, a hanging indent,
a wider distance between lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from surveyrefs.model.document import Anchor, Bibliography, Document, Line
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import RawReference
from surveyrefs.text.dehyphenate import Vocabulary
from surveyrefs.text.join import cut, join_lines
from surveyrefs.text.labels import EntryLabel, LabelForm, read_label

MIN_CHAIN = 2  # labels in sequence that make a labelled list
LONGEST = 14  # lines that a labelled entry has on average, at most: two years at line heads are no labels
JUMP = 6  # numbers that may be missing in a row before the chain of labels breaks
LABEL_SHIFT = 14.0  # points: numbers set flush right begin so far apart ("[9]" and "[100]")
HANG = 4.0  # points: a hanging indent is at least so deep
COMMON_EDGE = 0.03  # of the lines begin at an abscissa that is an edge
SHORT_COLUMN = 8  # lines of a column that may all belong to one entry
HANG_SHARE = 0.25  # of the lines begin a reference, at least, where the indent shows them
WIDER = 1.22  # times the usual distance of lines: the space between two references
RAISED_ANCHOR = 0.55  # line heights: hyperref raises a destination by a line, so that the line above ends just below it
BESIDE_COLUMN = 45.0  # points that a destination may stand off its column
SAME_COLUMN = 12.0  # points that columns' edges vary by from page to page, and with what stands in them
FAR_OFF = 60.0  # points: some classes set all destinations before the label, but not further off
ANCHOR_REACH = 30.0  # points between a destination and the baseline of the line that it begins
_STRUCTURE = re.compile(
    r"(page|section|subsection|subsubsection|paragraph|chapter|part|appendix|table|figure|equation|item|hfootnote|"
    r"footnote|doc-start|lstlisting|algorithm|theorem|lemma|definition|alg|line|subfigure|subtable|section\*|mpfootnote)\b.*",
    re.I,
)
_BACK = re.compile(r"[\s.;,(\[→^–-]*(?:(?:cit(?:ed|\.)\s+)?(?:on|in)\s+)?(?:pp?\.?|pages?)?\s*$", re.I)


def segment(document: Document) -> tuple[list[RawReference], list[Problem]]:
    """Cut the document's reference lists into references, in printed order."""
    words = Vocabulary(
        [p.text + " ." for p in document.passages] + [x.text for b in document.bibliographies for x in b.lines]
    )
    found: list[RawReference] = []
    problems: list[Problem] = []
    for listed in document.bibliographies:
        raws, unread = _cut_list(listed, document.anchors, words)
        found += raws
        problems += unread
    return found, problems


def _cut_list(
    listed: Bibliography, anchors: Sequence[Anchor], words: Vocabulary
) -> tuple[list[RawReference], list[Problem]]:
    lines = listed.lines
    if not lines:
        return [], []
    labels = label_starts(lines)
    at_line = _best_anchors(lines, anchors, set(labels) or set(_hanging(lines)))
    starts = sorted(labels) if labels else unlabelled_starts(lines, at_line)
    problems = []
    if starts and starts[0] > 0:
        text = " ".join(line.text for line in lines[: starts[0]])
        box = lines[0].box
        problems.append(
            Problem(
                "reference-list-preamble", text, "text before the first reference of the list", lines[0].page,
                (box.x0, box.y0, box.x1, box.y1),
            )
        )  # fmt: skip
    found = []
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        names = tuple(name for i in range(start, end) for name in at_line.get(i, ()))
        found.append(_reference(lines[start:end], labels.get(start), names, words))
    return found, problems


def _reference(
    lines: Sequence[Line], label: EntryLabel | None, names: tuple[str, ...], words: Vocabulary
) -> RawReference:
    passage = join_lines("paragraph", lines, words)
    start = label.end if label else 0
    end = _without_back_references(passage.text, [(k.start, k.end, k.name, k.page, k.uri) for k in passage.links])
    return RawReference(label.text if label else "", cut(passage, start, max(start, end)), names, lines[0].page)


def _without_back_references(text: str, links: list[tuple[int, int, str, int, str]]) -> int:
    """Return where the entry ends and its list of citing pages ("3, 14", each linked to a page) begins."""
    end = len(text)
    seen = False
    for start, stop, name, page, uri in sorted(links, reverse=True):
        between = text[stop:end]
        if (
            uri
            or not page
            or not text[start:stop].strip(" .)]").isalnum()
            or re.search(r"\w", between.replace("and", ""))
        ):
            break
        if not (name.startswith(("page.", "cite", "section", "subsection", "Item")) or text[start:stop].isdigit()):
            break
        end, seen = start, True
    if not seen:
        return len(text)
    head = text[:end]
    m = _BACK.search(head)
    tail = head[m.start() :] if m else ""
    # The full stop that closes the reference stays with it.
    keep = 1 if tail.startswith(".") else 0
    return (m.start() + keep) if m else end


# -- labels -----------------------------------------------------------------------------------------------------------


def label_starts(lines: Sequence[Line]) -> dict[int, EntryLabel]:
    """Return the lines that begin with a label of the list's own sequence; empty for a list without labels."""
    readings: dict[LabelForm, list[tuple[int, EntryLabel]]] = defaultdict(list)
    for i, line in enumerate(lines):
        for label in read_label(line.text):
            readings[label.form].append((i, label))
    best: dict[int, EntryLabel] = {}
    for form in ("[n]", "n.", "(n)", "n)", "n"):
        chain = _chain(lines, readings.get(form, []))
        if len(chain) > len(best) and (len(chain) >= MIN_CHAIN or len(lines) < 8) and _early(chain, lines):
            best = chain
    letters = {i: label for i, label in readings.get("[a]", []) if _flush(lines, i)}
    if len(letters) > max(2, len(best)) and 0 in letters:
        return letters
    return best


def _early(chain: dict[int, EntryLabel], lines: Sequence[Line]) -> bool:
    """Tell whether the chain covers the list: a run of years or pages at line heads does not begin near its top."""
    return bool(chain) and min(chain) <= max(2, len(lines) // 20) and len(lines) <= LONGEST * (len(chain) + 1)


def _chain(lines: Sequence[Line], readings: list[tuple[int, EntryLabel]]) -> dict[int, EntryLabel]:
    """Follow the numbers: the next one, or one a little later where some are missing."""
    if not readings:
        return {}
    flush = [(i, label) for i, label in readings if _flush(lines, i)]
    chain: dict[int, EntryLabel] = {}
    last: int | None = None
    numbers = {label.number for _, label in flush}
    for i, label in flush:
        if last is None:
            chain[i] = label
            last = label.number
            continue
        step = label.number - last
        if step == 1 or (label.text[-1:].isalpha() and step == 0) or (1 < step <= JUMP and last + 1 not in numbers):
            chain[i] = label
            last = label.number
    return chain


def _flush(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a line begins where the lines of its column begin that start entries."""
    line = lines[i]
    start = min(
        x.box.x0 for x in lines[max(0, i - 12) : i + 13] if x.page == line.page and abs(x.left - line.left) < 20
    )
    return line.box.x0 - start <= LABEL_SHIFT


# -- lists without labels ---------------------------------------------------------------------------------------------


def _best_anchors(lines: Sequence[Line], anchors: Sequence[Anchor], starts: set[int]) -> dict[int, list[str]]:
    """Return by line the destinations that begin there: taken to stand above their line, as hyperref sets them, or on
    it, whichever agrees better with the lines that are known to begin an entry."""
    above = anchor_lines(lines, anchors, RAISED_ANCHOR)
    on = anchor_lines(lines, anchors, 0.0)
    return on if len(starts & set(on)) > len(starts & set(above)) else above


def anchor_lines(lines: Sequence[Line], anchors: Sequence[Anchor], raised: float) -> dict[int, list[str]]:
    """Return by line the destinations that begin there, those of the document's structure left out.

    A destination stands at least `raised` line heights above the foot of its line.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    found: dict[int, list[str]] = defaultdict(list)
    mine = [anchor for anchor in anchors if not _STRUCTURE.fullmatch(anchor.name) and anchor.page in pages]
    offset = _column_offset(lines, pages, mine)
    for anchor in mine:
        best: tuple[float, float, int] | None = None
        for i in pages[anchor.page]:
            line = lines[i]
            beside = max(0.0, line.left - SAME_COLUMN - (anchor.x - offset), anchor.x - offset - line.right)
            distance = line.box.y1 - anchor.y
            if beside > BESIDE_COLUMN or not raised * (line.box.y1 - line.box.y0) < distance < ANCHOR_REACH:
                continue
            if best is None or (beside, distance) < best[:2]:
                best = (beside, distance, i)
        if best is not None:
            found[best[2]].append(anchor.name)
    return found


def _column_offset(lines: Sequence[Line], pages: Mapping[int, Sequence[int]], anchors: Sequence[Anchor]) -> float:
    """Return how far right of their column's edge the destinations stand: what most of them have in common."""
    lefts = {page: sorted({round(lines[i].left, 1) for i in members}) for page, members in pages.items()}
    tally = Counter(
        round(anchor.x - left) for anchor in anchors for left in lefts[anchor.page] if abs(anchor.x - left) <= FAR_OFF
    )
    return max(tally.items(), key=lambda item: (item[1], -abs(item[0])))[0] if tally else 0.0


def unlabelled_starts(lines: Sequence[Line], at_line: dict[int, list[str]]) -> list[int]:
    """Return the lines that begin a reference in a list without labels."""
    hanging = _hanging(lines)
    marked = sorted(at_line)
    if hanging and (not marked or len(hanging) > 0.6 * len(marked)):
        agreeing = len(set(hanging) & set(marked))
        if not marked or agreeing >= 0.7 * len(marked):
            return hanging
    if len(marked) >= 2:
        return sorted({0, *marked}) if marked[0] else marked
    return hanging or _spaced(lines)


def _hanging(lines: Sequence[Line]) -> list[int]:
    """Return the lines at the left edge, where the others are set in."""
    edges: dict[tuple[int, float], Counter[int]] = defaultdict(Counter)
    for line in lines:
        edges[line.page, line.left][round(line.box.x0)] += 1
    depth = _depth(lines)
    if depth is None:
        return []
    # A column that only goes on with an entry has no line at the left edge: the edge of the list's other columns tells.
    relative = Counter(round(line.box.x0 - line.left) for line in lines)
    usual = min(x for x, n in relative.items() if n >= max(2, COMMON_EDGE * len(lines)) or len(lines) < 8)
    starts = []
    for i, line in enumerate(lines):
        tally = edges[line.page, line.left]
        left = min(x for x, n in tally.items() if n >= 2 or len(tally) < 3)
        goes_on = abs(left - line.left - usual - depth) <= 2 and tally.total() <= SHORT_COLUMN
        if line.box.x0 - left < depth / 2 and not goes_on:
            starts.append(i)
    return starts if HANG_SHARE / 2 * len(lines) <= len(starts) < 0.9 * len(lines) else []


def _depth(lines: Sequence[Line]) -> float | None:
    """Return the depth of the hanging indent, in points."""
    steps: Counter[int] = Counter()
    for above, line in zip(lines, lines[1:], strict=False):
        if above.page == line.page and abs(above.left - line.left) < 2:
            step = line.box.x0 - above.box.x0
            if step >= HANG:
                steps[round(step)] += 1
    if not steps:
        return None
    depth, count = steps.most_common(1)[0]
    near = sum(n for s, n in steps.items() if abs(s - depth) <= 1)
    return float(depth) if near >= max(2, 0.08 * len(lines)) and count else None


def _spaced(lines: Sequence[Line]) -> list[int]:
    """Return the lines above which there is more space than between the lines of a reference."""
    steps = [
        b.box.y1 - a.box.y1 for a, b in zip(lines, lines[1:], strict=False) if a.page == b.page and b.box.y1 > a.box.y1
    ]
    if not steps:
        return [0]
    usual = Counter(round(s * 2) / 2 for s in steps).most_common(1)[0][0]
    starts = [0]
    for i in range(1, len(lines)):
        above, line = lines[i - 1], lines[i]
        step = line.box.y1 - above.box.y1
        same = above.page == line.page and step > 0
        short = above.box.x1 < above.right - 2 * (above.box.y1 - above.box.y0)
        if (same and step > WIDER * usual) or (not same and short and above.text.endswith((".", ")"))):
            starts.append(i)
    return starts
