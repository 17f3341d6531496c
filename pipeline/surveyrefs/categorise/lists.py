"""Living reviews: nested lists of bold topics, each with the works on it, are a taxonomy."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, Document, Passage, Piece
from surveyrefs.model.link import Callout, Links

MIN_CITED = 4  # topics with callouts that make lists a taxonomy: fewer may be bold words before a callout
INDENTED = 3.0  # points further right: a level deeper
INTO = 2.0  # points below the top of a callout's box: in its first line
MOSTLY_BOLD = 0.5  # of a topic's characters: formulas in it are set in a type of their own
LONGEST_TOPIC = 90  # characters; more is a sentence in bold
_BULLET = re.compile(r"[^\w\s\[(]{1,2}|[\x00-\x1f\x7f-\x9f]|\(?[a-z\d]{1,3}[.)]|o")
_KINDS = ("paragraph", "abstract", "front")


class Topic(msgspec.Struct, frozen=True, gc=False):
    """A topic as printed, with those that it is nested in, outermost first."""

    path: tuple[str, ...]


class Line(msgspec.Struct, frozen=True, gc=False):
    """A printed line of the running text and the item (by index) that it belongs to, -1 for none."""

    x0: float
    y0: float
    x1: float
    y1: float
    item: int


class _Item(msgspec.Struct, frozen=True, gc=False):
    """A line that begins with a bold topic, at `x`."""

    x: float
    text: str


def topics_of(document: Document, links: Links) -> Mapping[int, Topic]:
    """Return, by mention, the topic that each callout of a list of topics belongs to; empty for a survey in prose."""
    if sum(map(_topics_in, document.passages)) < MIN_CITED:
        return {}
    items: list[_Item] = []
    lines = _lines(document, items)
    paths = _paths(items)
    found: dict[int, Topic] = {}
    for callout in links.callouts:
        at = item_of(callout, lines.get(callout.page, ())) if callout.where in ("body", "abstract") else -1
        if at >= 0:
            found[callout.mention] = Topic(paths[at])
    return found if len(set(found.values())) >= MIN_CITED and _are_the_text(found, links) else {}


def _are_the_text(found: Mapping[int, Topic], links: Links) -> bool:
    """Tell whether most callouts of the text stand behind topics: else the bold words are lead-ins of paragraphs."""
    running = sum(c.where in ("body", "abstract") for c in links.callouts)
    return 2 * len(found) > running


def _topics_in(passage: Passage) -> int:
    """Return how many lines of a passage begin with a topic; most passages have no bold word, and cost little."""
    if passage.kind not in _KINDS or not any(piece.style & BOLD for piece in passage.pieces):
        return 0
    return sum(bool(topic_of(passage, line)) for line in _printed_lines(passage))


def _printed_lines(passage: Passage) -> Iterator[list[Piece]]:
    for _, group in groupby(passage.pieces, key=attrgetter("page", "line")):
        yield list(group)


def _lines(document: Document, items: list[_Item]) -> Mapping[int, Sequence[Line]]:
    """Return the lines of the text by page, and add the items in reading order."""
    lines: dict[int, list[Line]] = defaultdict(list)
    current = -1
    for passage in document.passages:
        if passage.kind not in _KINDS:
            current = -1 if passage.kind == "heading" else current
            continue
        for line in _printed_lines(passage):
            text = topic_of(passage, line)
            if text:
                current = len(items)
                items.append(_Item(line[0].x0, text))
            elif current >= 0 and line[0].x0 < items[current].x - INDENTED:
                current = -1  # further left than the topic: the list is over
            box = Box.around(line)
            lines[line[0].page].append(Line(box.x0, box.y0, box.x1, box.y1, current))
    return lines


def topic_of(passage: Passage, line: Sequence[Piece]) -> str:
    """Return the bold words that a line begins with, where nothing but a callout follows them; else nothing."""
    start = 1 if len(line) > 1 and _BULLET.fullmatch(passage.text[line[0].start : line[0].end]) else 0
    bold = _bold_run(line, start)
    text = passage.text[bold[0].start : bold[-1].end].strip(" :.") if bold else ""
    whole = 0 < len(text) <= LONGEST_TOPIC and any(c.isalpha() for c in text) and _is_whole(passage, line, bold)
    return text if whole else ""


def _bold_run(line: Sequence[Piece], start: int) -> list[Piece]:
    """Return the pieces up to the last bold one, where most of them is bold: `W/Z tagging` with W/Z in italics."""
    places = [i for i, piece in enumerate(line) if piece.style & BOLD]
    if not places:
        return []
    run = list(line[start : places[-1] + 1])
    bold = sum(piece.end - piece.start for piece in run if piece.style & BOLD)
    return run if bold >= MOSTLY_BOLD * sum(piece.end - piece.start for piece in run) else []


def _is_whole(passage: Passage, line: Sequence[Piece], bold: Sequence[Piece]) -> bool:
    """Tell whether nothing but a colon and a callout follows a topic on its line."""
    rest = passage.text[bold[-1].end : line[-1].end].lstrip(" :.–—-")
    return not rest or rest[0] in "[(" or rest[0].isdigit()


def _paths(items: Sequence[_Item]) -> list[tuple[str, ...]]:
    """Return each item's path: an item further right than one before it is nested in that one."""
    open_: list[_Item] = []
    paths = []
    for item in items:
        while open_ and item.x < open_[-1].x + INDENTED:
            open_.pop()
        open_.append(item)
        paths.append(tuple(i.text for i in open_))
    return paths


def item_of(callout: Callout, lines: Sequence[Line]) -> int:
    """Return the item of the line on which a callout begins, -1 for none."""
    if len(callout.box) < 4:
        return -1
    x0, y0, x1, _ = callout.box[:4]  # around all its lines: the first is at the top, wherever it begins
    top = y0 + INTO
    return next((line.item for line in lines if line.y0 <= top <= line.y1 and line.x0 < x1 and line.x1 > x0), -1)
