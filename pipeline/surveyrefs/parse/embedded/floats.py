"""Tables and figures: found by caption, rules and geometry, taken out of the running text."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import Anchor, Figure, Table
from surveyrefs.model.problem import Problem
from surveyrefs.parse.embedded.figures.as_tables import tables_set_as_figures
from surveyrefs.parse.embedded.figures.figures import find_figures
from surveyrefs.parse.embedded.find.captions import Caption, best_captions, find_captions
from surveyrefs.parse.embedded.find.limits import IN_COLUMN, OTHER_FLOAT, TEXT_LINE, TOUCHES
from surveyrefs.parse.embedded.find.listed import counts_works, list_start, of_list
from surveyrefs.parse.embedded.find.notes import notes_below
from surveyrefs.parse.embedded.find.overleaf import caption_before
from surveyrefs.parse.embedded.find.panels import labels_of, panels_of
from surveyrefs.parse.embedded.find.regions import Region, ruled_regions, unruled_region
from surveyrefs.parse.embedded.find.view import PageView, usual_columns
from surveyrefs.parse.embedded.layout.frame import frames_of, repeated_rules
from surveyrefs.parse.embedded.layout.line import ONE_PART, Layout
from surveyrefs.parse.embedded.layout.wraps import wrapped_words
from surveyrefs.parse.embedded.pdf.page import PdfFile
from surveyrefs.parse.embedded.running.passages import Weaver
from surveyrefs.parse.embedded.tables.assemble import PagePart, PassageMaker, chain, goes_on, make_table
from surveyrefs.parse.embedded.tables.header import HeadBody, head_and_body
from surveyrefs.parse.embedded.tables.limits import MIN_COLUMNS, MIN_ROWS
from surveyrefs.parse.embedded.tables.open_ends import with_open_ends


class Floats(msgspec.Struct, frozen=True, gc=False):
    """Tables and figures in reading order; `taken` holds per page the indexes of the words that belong to them, and
    `listings` those in algorithms and the like, which stay with the text but are no headings."""

    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    taken: tuple[frozenset[int], ...]
    problems: tuple[Problem, ...] = ()
    listings: tuple[frozenset[int], ...] = ()


def find_floats(file: PdfFile, layout: Layout, weaver: Weaver) -> Floats:
    """Find the tables and figures of a document."""
    anchors: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in file.anchors:
        anchors[anchor.page].append(anchor)
    repeated = repeated_rules(file.pages)
    wrapped = [wrapped_words(p, file.pages[p.number - 1].rules, layout) for p in layout.pages]
    frames = [
        f for page, lines, aside in zip(file.pages, layout.pages, wrapped, strict=True)
        for f in frames_of(page, lines, repeated, aside)
    ]  # fmt: skip
    captions = best_captions(
        [
            c for f in frames
            for c in find_captions(f, file.pages[f.page - 1], layout, anchors[f.page], wrapped[f.page - 1])
        ]
    )  # fmt: skip
    usual = usual_columns(layout, file.pages)
    views = [PageView(frame, layout, captions, usual) for frame in frames]
    regions = [region for view in views for region in ruled_regions(view)]
    pieces = _pieces(regions, views, captions, list_start(layout))
    maker = PassageMaker(file, weaver)
    tables = [make_table(c, maker) for c in chain(pieces)]
    taken: list[set[int]] = [set() for _ in file.pages]
    for piece in pieces:
        words = (*piece.region.words, *(w for row in (*piece.notes, *piece.label) for w in row))
        taken[piece.region.frame.page - 1].update(w.index for w in words)
    for caption in captions:
        taken[caption.frame.page - 1].update(w.index for row in caption.rows for w in row)
    as_tables = {p.caption.key for p in pieces if p.caption is not None and p.caption.kind == "figure"}
    figures, problems = find_figures([c for c in captions if c.key not in as_tables], views, taken, maker)
    problems += _unread(captions, pieces)
    listings: list[set[int]] = [set() for _ in file.pages]
    for region in regions:
        if _captioned_otherwise(region, [c for c in captions if c.kind == "other"]):
            listings[region.frame.page - 1].update(w.index for w in region.words)
    return Floats(
        tuple(tables), tuple(figures), tuple(map(frozenset, taken)), tuple(problems), tuple(map(frozenset, listings))
    )


def _pieces(
    regions: list[Region], views: list[PageView], captions: list[Caption], listed: tuple[int, float]
) -> list[PagePart]:
    """Return the tables' parts, page by page: those with a caption, and those without that look like tables; `regions`
    are those that rules mark, `listed` is where the reference list begins."""
    by_frame = {v.place: v for v in views}
    titled = [c for c in captions if c.kind == "table"]
    paired = panels_of(titled, regions, by_frame, [c for c in captions if c.kind != "table"])
    paired += _unruled(titled, paired, by_frame, listed)
    groups = [_panels(c, mine, by_frame[c.place]) for c, mine in paired]
    tables = [r for _, mine in paired for r in mine]
    known = {r.key for r in tables}
    without = [c for c in titled if all(c is not titling for titling, _ in paired)]
    rest = [r for r in regions if r.key not in known and (not of_list(r, listed) or caption_before(r, without))]
    drawn = tables_set_as_figures(captions, [r for r in rest if not any(_overlaps(r, t) for t in tables)])
    groups += [[p] for p in drawn]
    tables += [p.region for p in drawn]
    bare = _uncaptioned(rest, captions, tables, [p for group in groups for p in group])
    for piece in bare:
        caption = caption_before(piece.region, without)
        without = [c for c in without if c is not caption]
        groups.append([msgspec.structs.replace(piece, caption=caption)])
    groups.sort(key=lambda group: _place(group[0]))
    pieces = with_open_ends([p for group in groups for p in group], by_frame)
    return [_with_notes(p, by_frame[p.region.place]) for p in pieces]


def _unruled(
    captions: list[Caption],
    paired: list[tuple[Caption, list[Region]]],
    views: dict[tuple[int, int], PageView],
    listed: tuple[int, float],
) -> list[tuple[Caption, list[Region]]]:
    """Return the tables without rules, of the captions that have none yet."""
    matched = {c.key for c, _ in paired}
    above = sum(c.box.y1 <= mine[0].box.y0 + TOUCHES for c, mine in paired)
    used: dict[tuple[int, int], set[int]] = defaultdict(set)
    for region in (r for _, mine in paired for r in mine):
        used[region.place].update(w.index for w in region.words)
    known = len(paired)
    found: list[tuple[Caption, list[Region]]] = []
    for caption in captions:
        if caption.key not in matched:
            taken, usual_above = frozenset(used[caption.place]), 2 * above >= known + len(found)
            table = unruled_region(caption, views[caption.place], taken, usual_above)
            if table is not None and not counts_works(table, listed):
                found.append((caption, [table]))
                used[table.place].update(w.index for w in table.words)
    return found


def _panels(caption: Caption, regions: list[Region], view: PageView) -> list[PagePart]:
    """Return the parts of one caption, from the second on marked as further parts."""
    if len(regions) == 1:
        return [PagePart(caption, head_and_body(regions[0]))]
    labelled = zip(regions, labels_of(regions, view), strict=True)
    return [PagePart(caption, head_and_body(r), part=n, label=label) for n, (r, label) in enumerate(labelled)]


def _with_notes(piece: PagePart, view: PageView) -> PagePart:
    caption = piece.caption
    captions = [caption.box] if caption is not None and caption.place == piece.region.place else []
    captions += [Box.around(row) for row in piece.label]
    notes = [*piece.parts.foot, *notes_below(piece.region, view, captions)]
    return msgspec.structs.replace(piece, notes=tuple(line.words for line in notes)) if notes else piece


def _place(piece: PagePart) -> tuple[int, bool, int, float, float]:
    """Return where a piece stands: column by column, what goes on with a table after it."""
    box, frame, caption = piece.region.box, piece.region.frame, piece.caption
    around = caption.box if caption is not None else box
    both = Box.around([box, around])
    columns = [left - IN_COLUMN <= both.x0 and both.x1 <= right + IN_COLUMN for left, right in frame.columns]
    column = columns.index(True) if True in columns else 0
    continued = caption is not None and caption.continued
    return frame.page, continued, column, round(both.y0), around.x0


def _uncaptioned(
    regions: list[Region], captions: list[Caption], tables: list[Region], pieces: list[PagePart]
) -> list[PagePart]:
    """Return the regions without a caption that are tables for themselves, or go on with one from the page before."""
    found: list[PagePart] = []
    for region in regions:
        if any(_overlaps(region, t) for t in tables) or _captioned_otherwise(region, captions):
            continue
        piece = PagePart(None, head_and_body(region))
        parts = piece.parts
        if _is_text(parts):
            continue
        enough = len(parts.body) >= MIN_ROWS and parts.head and len(parts.gutters) + 1 >= MIN_COLUMNS
        if enough or parts.body and any(goes_on(p, piece, [p]) for p in (*pieces, *found)):
            found.append(piece)
    return found


def _is_text(parts: HeadBody) -> bool:
    """Tell whether a region is one column of running text, in a box or between rules."""
    lines = parts.sheet.lines
    box = parts.region.box
    last = [line.parts(ONE_PART)[-1] for line in lines]
    full = sum(p.box.width > TEXT_LINE * box.width and p.box.x1 > box.x1 - 2 * p.size for p in last)
    return 2 * full > len(lines)


def _overlaps(a: Region, b: Region) -> bool:
    if a.frame.page != b.frame.page:
        return False
    return bool({w.index for w in a.words} & {w.index for w in b.words})


def _captioned_otherwise(region: Region, captions: list[Caption]) -> bool:
    """Tell whether a figure's or algorithm's caption stands beside the region."""
    box = region.box
    for c in captions:
        over = c.place == region.place and c.kind != "table" and c.box.x_shared(box) > 0
        if over and (min(abs(c.box.y0 - box.y1), abs(box.y0 - c.box.y1)) < OTHER_FLOAT or box.y0 <= c.box.y0 <= box.y1):
            return True
    return False


def _unread(captions: list[Caption], pieces: list[PagePart]) -> list[Problem]:
    """Report table captions without a table."""
    read = {p.caption.key for p in pieces if p.caption is not None and p.parts.body}
    found = []
    for c in captions:
        if c.kind == "table" and c.key not in read:
            box = c.frame.on_page(c.box)
            found.append(
                Problem(
                    "table-not-found",
                    f"no rows were found beside the caption of table {c.number}",
                    "read the table on the page; a table that is an image has no text to read",
                    c.frame.page,
                    box.tuple(),
                )
            )
    return found
