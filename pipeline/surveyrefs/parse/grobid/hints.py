"""What GROBID knows of references and callouts, as hints for the stages that follow."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from surveyrefs.model.box import Box
from surveyrefs.model.document import Hint
from surveyrefs.parse.grobid.tei import Block, Boxes, Tei

_LONE_NUMBER = re.compile(r"[\[(]?\s*(\d{1,4})\s*[\]),;.]*")
_SAME_SIZE = 1.0  # points by which two readings of a page's size differ at most
_MIN_VOTES = 2  # references whose callouts name their number, for labels to be taken from callouts
Sizes = Sequence[tuple[float, float]]


def hints_of(tei: Tei, pages: Sizes, *, alone: bool = False) -> tuple[Hint, ...]:
    """Return a hint for each reference and callout, boxes in the coordinates of the given pages.

    `alone`: the document's passages are the blocks, so that `passage` and `start` tell where a callout stands.
    """
    labels = labels_from_callouts(tei)
    found = []
    for entry in tei.entries:
        boxes = to_pages(entry.boxes, tei.pages, pages)
        fields = dict(entry.fields)
        if entry.id in labels:
            fields["label"] = labels[entry.id]
        found.append(Hint("reference", entry.id, entry.raw, boxes[0][0] if boxes else 0, boxes, fields))
    known = {entry.id for entry in tei.entries}
    for number, block in enumerate((*tei.blocks, *_float_blocks(tei))):
        for mark in block.marks:
            placed = alone and number < len(tei.blocks)
            fields = {"passage": str(number), "start": str(mark.start)} if placed else {}
            boxes = to_pages(mark.boxes, tei.pages, pages)
            target = mark.target if mark.target in known else ""
            text = block.text[mark.start : mark.end]
            found.append(Hint("callout", target, text, boxes[0][0] if boxes else 0, boxes, fields))
    return tuple(found)


def _float_blocks(tei: Tei) -> Iterator[Block]:
    for found in tei.floats:
        yield found.caption
        yield from found.notes


def to_pages(boxes: Boxes, theirs: Sizes, ours: Sizes) -> Boxes:
    """Scale boxes from the server's page sizes to ours; boxes on pages that do not exist are dropped."""
    found = []
    for page, box in boxes:
        if not 1 <= page <= len(ours):
            continue
        width, height = ours[page - 1]
        if page <= len(theirs) and theirs[page - 1][0] > 0 and theirs[page - 1][1] > 0:
            across, down = width / theirs[page - 1][0], height / theirs[page - 1][1]
            if abs(theirs[page - 1][0] - width) > _SAME_SIZE or abs(theirs[page - 1][1] - height) > _SAME_SIZE:
                box = Box(box.x0 * across, box.y0 * down, box.x1 * across, box.y1 * down)
        found.append((page, Box(*(round(edge, 2) for edge in (box.x0, box.y0, box.x1, box.y1)))))
    return tuple(found)


def labels_from_callouts(tei: Tei) -> dict[str, str]:
    """Return the printed numbers of references as their callouts print them, by id.

    GROBID numbers references by position and never prints their label; "[12]" that points to b10 tells it. Each
    reference takes the number that most of its callouts print. Numbers rise with the list, so that one out of order
    counts only where no other reference has it (columns read in the wrong order), and those without callouts follow
    where exactly as many are missing.
    """
    order = [entry.id for entry in tei.entries]
    votes = _votes(tei)
    known = [(i, votes[name].most_common(1)[0][0]) for i, name in enumerate(order) if name in votes]
    rising = _longest_rise(known)
    if len(rising) < _MIN_VOTES:
        return {}
    labels = dict(rising)
    taken = set(labels.values())
    claims = Counter(number for _, number in known)
    for i, number in known:
        if i not in labels and number not in taken and claims[number] == 1 and number <= len(order):
            labels[i] = number
            taken.add(number)
    if 2 * len(labels) < len(known):
        return {}
    fixed = sorted(labels.items())
    gaps = [(-1, 0), *fixed, (len(order), fixed[-1][1] + len(order) - fixed[-1][0])]
    for (i, low), (j, high) in zip(gaps, gaps[1:], strict=False):
        if j - i == high - low:
            free = {k: low + k - i for k in range(i + 1, j)}
            labels.update({k: number for k, number in free.items() if number not in taken})
            taken.update(free.values())
    return {order[i]: str(number) for i, number in sorted(labels.items())}


def _votes(tei: Tei) -> dict[str, Counter[int]]:
    """Count by reference the numbers that its callouts print."""
    votes: dict[str, Counter[int]] = defaultdict(Counter)
    for block in (*tei.blocks, *_float_blocks(tei)):
        for mark in block.marks:
            number = _LONE_NUMBER.fullmatch(block.text[mark.start : mark.end])
            if number and mark.target:
                votes[mark.target][int(number[1])] += 1
    return votes


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs whose second parts rise."""
    best: list[int] = []  # length of the longest run that ends at each pair
    before: list[int] = []
    for i, (_, number) in enumerate(pairs):
        earlier = [k for k in range(i) if pairs[k][1] < number]
        link = max(earlier, key=lambda k: best[k], default=-1)
        before.append(link)
        best.append(best[link] + 1 if link >= 0 else 1)
    at = max(range(len(pairs)), key=lambda k: best[k], default=-1)
    found = []
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]
