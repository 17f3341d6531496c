"""A printed reference list → references, one by one.

A label in its sequence begins a reference (`labels`); in a list without labels all evidence is weighed together
(`starts`). Destinations of the PDF are part of that evidence, and belong to the entry that they begin (`anchors`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.model.document import Anchor, Bibliography, Document, Line
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import RawReference
from surveyrefs.references.entries.anchors import Standing, names_at, put_right, standing, standing_at
from surveyrefs.references.entries.doubts import doubts
from surveyrefs.references.entries.labels import labelled
from surveyrefs.references.entries.starts import read_starts
from surveyrefs.text.dehyphenate import Vocabulary
from surveyrefs.text.join import cut, join_lines
from surveyrefs.text.labels import EntryLabel

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
        problems += [*unread, *doubts(document, listed, raws)]
    return found, problems


def _cut_list(
    listed: Bibliography, anchors: Sequence[Anchor], words: Vocabulary
) -> tuple[list[RawReference], list[Problem]]:
    lines = listed.lines
    if not lines:
        return [], []
    at, labels, starts = _read(lines, anchors)
    right = put_right(lines, anchors, starts)
    if right is not anchors:
        at, labels, starts = _read(lines, right)
    names = names_at(len(lines), at, starts)
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
        found.append(_reference(lines[start:end], labels.get(start), tuple(names.get(start, ())), words))
    return found, problems


def _read(lines: Sequence[Line], anchors: Sequence[Anchor]) -> tuple[Standing, dict[int, EntryLabel], list[int]]:
    """Return how destinations stand at the lines, and which lines begin entries, with their labels if they have any."""
    at = standing_at(lines, anchors)
    reading = read_starts(lines, standing(at))
    labels = labelled(lines, reading)
    return at, labels, sorted(labels) if labels else list(reading.starts)


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
