"""The link stage: find every callout of a document and tell which references it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec.structs import replace

from surveyrefs.link.annotations import Hit, link_hits, read_targets
from surveyrefs.link.authoryear import find_mentions, find_names_only
from surveyrefs.link.balance import balance
from surveyrefs.link.endnotes import find_endnotes
from surveyrefs.link.hints import Entry, unite
from surveyrefs.link.labels import Labels, implied_labels, labels_by_list, read_labels
from surveyrefs.link.markers import RAISED
from surveyrefs.link.name_index import AuthorIndex, build_index
from surveyrefs.link.nocite import read_marks
from surveyrefs.link.note_places import read_noted, with_noted
from surveyrefs.link.notes import Endnote
from surveyrefs.link.reading import Context, Reading
from surveyrefs.link.resolve import read_passage
from surveyrefs.link.sentences import ALL, LONGEST, SHORT, boundaries, sentence_at
from surveyrefs.link.spots import Spot, reading_order
from surveyrefs.link.style import Style, decide_style, implied_style
from surveyrefs.link.trust import links_on_labels, without_misplaced
from surveyrefs.link.unread import unread_links
from surveyrefs.link.works import unfinished_work, without_continuation
from surveyrefs.model.document import Document, Passage, Piece
from surveyrefs.model.link import Callout, Links
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference, References
from surveyrefs.text.spans import touching

_LOWER = re.compile(r"(?<![^\W\d_])[a-zß-öø-ÿ]{3,}(?![^\W\d_])")
COVERED = 0.5  # share of the labels that numbers must cite; fewer, and names and years are tried as well
NAMED = 0.25  # share of a numbered list that names and years must cite to be its style
SAME_LINE = 2.0  # points that the boxes of two lines, one below the other, may share

__all__ = ["link"]


def link(document: Document, references: References) -> Links:
    """Return the callouts of a document in reading order, each with the references that it cites."""
    spots = reading_order(document)
    targets = read_targets(references)
    hits = [link_hits(spot.passage, targets) for spot in spots]
    passages = [(spot.passage, found) for spot, found in zip(spots, hits, strict=True)]
    endnotes = find_endnotes([spot.passage for spot in spots], document.sections)
    context, hits, unsound = _context(passages, references, endnotes)
    noted = read_noted(spots, endnotes, references, context)
    callouts: list[Callout] = []
    problems: list[Problem] = []
    entries: Iterable[Entry[_Place]] = _once(spots, hits, context, noted.readings)
    if document.hints:
        entries, problems = unite(entries, spots, document, references, _place)
    read: set[int] = set()
    length = 0  # of the sentences so far
    for spot, readings in entries:
        read.update(_resolved_links(spot.passage, readings))
        starts = boundaries(spot.passage.text, ((reading.start, reading.end) for reading, _ in readings))
        for reading, place in readings:
            longest = LONGEST if length < ALL else SHORT
            callout = _callout(len(callouts) + 1, spot, reading, place, starts, longest)
            callout = noted.placed(callout, spot.passage, reading) if noted.marked else callout
            length += len(callout.context)
            callouts.append(callout)
            problems += [
                Problem(d.code, f"{callout.marker}: {d.text}", d.hint, callout.page, callout.box, d.quiet)
                for d in reading.disputes
            ]
    told = [*balance(callouts, references, context.labels)]
    raised = context.marks.notes
    told = [*(raised.problems(context.labels) if RAISED in context.style.forms else raised.unread()), *told]
    if not unsound and all(p.code != "list-ends-early" for p in told):
        told += unread_links(passages, references, context.labels, frozenset(read))
    return Links(tuple(callouts), (*unsound, *problems, *told))


def _resolved_links(passage: Passage, readings: Iterable[tuple[Reading, _Place]]) -> Iterator[int]:
    """Yield the annotations over callouts that were wholly resolved."""
    seen: set[int] = set()
    for reading, _ in readings:
        if all(target.reference >= 0 for target in reading.targets):
            seen.update(link.annotation for link in touching(passage.links, reading.start, reading.end))
    yield from seen


def _once(
    spots: list[Spot], hits: list[list[Hit]], context: Context, noted: Mapping[int, list[Reading]]
) -> Iterator[tuple[Spot, list[tuple[Reading, _Place]]]]:
    """Read all passages; yield each that has callouts with them, leaving out what is printed once and met twice.

    That are labels repeated over the rows that they span, texts of a figure that are nodes of its tree as well, and the
    second half of a callout that a page break cut between name and year.
    """
    shared: set[int] = set()
    seen: set[tuple[int, float, float]] = set()
    unfinished = -1
    lists = labels_by_list(context.references) if context.style.forms else []
    for n, (spot, found) in enumerate(zip(spots, hits, strict=True)):
        readings = read_passage(spot.passage, found, _for_list(context, lists, spot.passage), shared)
        readings = with_noted(readings, noted[n], spot.passage.text) if n in noted else readings
        if readings and spot.where == "body":
            readings = without_continuation(spot.passage.text, readings, unfinished)
        if spot.where == "body":
            unfinished = unfinished_work(spot.passage.text, readings)
        fresh: list[tuple[Reading, _Place]] = []
        for reading in readings:
            place = _place(spot.passage, reading)
            if not place.page or place.first not in seen:
                seen.add(place.first)
                fresh.append((reading, place))
        if fresh:
            yield spot, fresh


def _for_list(context: Context, lists: list[tuple[Reference, Labels]], passage: Passage) -> Context:
    """Return the context with the labels of the list that a passage cites: the next one after it, else the last."""
    if not lists or not passage.pieces:
        return context
    following = (labels for last, labels in lists if not _behind(passage.pieces, last))
    return replace(context, labels=next(following, lists[-1][1]))


def _behind(pieces: Sequence[Piece], reference: Reference) -> bool:
    """Tell whether a text begins behind a reference: on a later page, in a column to its right, or below it."""
    first = pieces[0]
    if first.page != reference.page or not reference.box:
        return first.page > reference.page
    x0, _, x1, y1 = reference.box
    right = max(piece.x1 for piece in pieces if piece.page == first.page)
    return first.x0 > x1 or (right > x0 and first.y0 >= y1 - SAME_LINE)


def _context(
    passages: list[tuple[Passage, list[Hit]]], references: References, endnotes: Sequence[Endnote]
) -> tuple[Context, list[list[Hit]], list[Problem]]:
    """Decide what holds for the whole document; return it with the links of each passage that are worth following."""
    labels = read_labels(references)
    marks, read = read_marks(passages, labels, endnotes), labels
    style = decide_style(passages, labels, len(references.references), marks)
    names = build_index(references) if style.author_year else None
    hits, problems = without_misplaced(passages, labels, names)
    if problems:
        passages = [(passage, kept) for (passage, _), kept in zip(passages, hits, strict=True)]
        style = decide_style(passages, labels, len(references.references), marks)
    labels, style, names = _names_or_numbers(passages, references, labels, style, names, endnotes)
    if labels is not read:
        marks = read_marks(passages, labels, endnotes)
    marks = replace(marks, linked=style.shares, glued=style.glued)
    trust, claimed = links_on_labels(passages, labels, style.forms)
    common = _common_words(passages) if names is not None else frozenset()
    return Context(references, labels, names, style, trust, marks, claimed, common), hits, problems


def _common_words(passages: list[tuple[Passage, list[Hit]]]) -> frozenset[str]:
    """Return the words that the text writes in lower case."""
    return frozenset(word for passage, _ in passages for word in _LOWER.findall(passage.text))


def _names_or_numbers(
    passages: list[tuple[Passage, list[Hit]]],
    references: References,
    labels: Labels,
    style: Style,
    names: AuthorIndex | None,
    endnotes: Sequence[Endnote],
) -> tuple[Labels, Style, AuthorIndex | None]:
    """Let the text say how it cites, where the list says otherwise.

    A list whose numbers were not read may be counted by the markers; one with numbers may be cited by names.
    """
    total = len(references.references)
    if not total or (names is None and style.covered >= COVERED * len(labels.holders)):
        return labels, style, names
    index = names or build_index(references)
    cited = {
        m.references[0] for p, _ in passages if p.kind != "front" for m in find_mentions(p.text, index) if m.references
    }
    if names is None:
        if len(cited) > style.covered and len(cited) >= NAMED * total:
            return labels, replace(style, author_year=True), index
        return labels, style, None
    if len(cited) * 2 >= total:
        return labels, style, names
    implied = implied_labels(references)
    by_number = implied_style(passages, implied, endnotes)
    if by_number is not None:
        return implied, by_number, names
    alone = {m.references[0] for p, _ in passages if p.kind != "front" for m in find_names_only(p.text, index, "(")}
    named = len(alone) > len(cited) and len(alone) >= NAMED * total
    return labels, replace(style, years=not named), names


class _Place(msgspec.Struct, frozen=True, gc=False):
    """Page and box of a callout, and page and corner at which it begins."""

    page: int = 0
    box: tuple[float, ...] = ()
    first: tuple[int, float, float] = (0, 0.0, 0.0)


def _place(passage: Passage, reading: Reading) -> _Place:
    """Find a callout on the page where it begins; the first and last piece count as far as the callout covers them."""
    pieces = touching(passage.pieces, reading.start, reading.end)
    if not pieces:
        return _Place()
    page = pieces[0].page
    boxes = [_part(p, reading) for p in pieces if p.page == page]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return _Place(page, box, (page, round(boxes[0][0], 1), round(boxes[0][1], 1)))


def _part(piece: Piece, reading: Reading) -> tuple[float, float, float, float]:
    """Return the part of a piece that the callout covers, as if all its characters were equally wide."""
    width = piece.width / max(1, piece.end - piece.start)
    left = piece.x0 + width * max(0, reading.start - piece.start)
    right = piece.x1 - width * max(0, piece.end - reading.end)
    return left, piece.y0, right, piece.y1


def _callout(mention: int, spot: Spot, reading: Reading, place: _Place, starts: list[int], longest: int) -> Callout:
    text = spot.passage.text
    return Callout(
        mention=mention,
        marker=text[reading.start : reading.end],
        page=place.page,
        box=place.box,
        where=spot.where,
        section=spot.section,
        table=spot.table,
        figure=spot.figure,
        row=spot.row,
        column=spot.column,
        context=sentence_at(text, starts, reading.start, longest),
        targets=reading.targets,
        node=spot.node,
    )
