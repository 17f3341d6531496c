"""Lines in reading order → headings, paragraphs, footnotes and reference lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import Bibliography, Line, Passage, PassageKind, Section
from surveyrefs.parse.embedded.layout.line import MARGIN_COLUMN, Layout, PrintedLine
from surveyrefs.parse.embedded.layout.typeface import Body, body_of
from surveyrefs.parse.embedded.outline.accents import with_accents
from surveyrefs.parse.embedded.outline.bookmarks import with_bookmarks
from surveyrefs.parse.embedded.outline.boxes import boxed_lines
from surveyrefs.parse.embedded.outline.contents import with_contents
from surveyrefs.parse.embedded.outline.evidence import section_supports
from surveyrefs.parse.embedded.outline.front import title_lines
from surveyrefs.parse.embedded.outline.heading import Heading
from surveyrefs.parse.embedded.outline.headings import find_headings, unheaded_list
from surveyrefs.parse.embedded.outline.runin import ITEM_MARK, find_run_ins
from surveyrefs.parse.embedded.pdf.page import PdfFile, Word
from surveyrefs.parse.embedded.running.footnotes import footnote_lines, note_groups, note_sections, side_notes
from surveyrefs.parse.embedded.running.front import ABSTRACT, abstract_kinds, front_kinds
from surveyrefs.parse.embedded.running.passages import Weaver
from surveyrefs.parse.embedded.running.unheaded import begins_entry, dense_list
from surveyrefs.text.list_names import names_list

INDENT = 0.7  # of the type size: a first line is set in by more
GAP = 1.38  # of the leading: a larger distance between lines starts a paragraph
SHORT = 2.0  # type sizes: a last line ends so far from the right edge
HANGING = 0.3  # of the type size: the lines of a list item are flush with its first words
_CONTENTS = re.compile(r"(table of )?contents\b", re.I)
_PAGE_NUMBER = re.compile(r"\d{1,4}|[ivxl]+")
ENTRY_LINES = 3  # lines of an entry in a table of contents, at most
_LEADERS = re.compile(r"(\. ?){5,}")


class Flow(msgspec.Struct, frozen=True, gc=False):
    """The running text of a document; `notes` are the lines of each footnote, which is a passage as well; `contents`
    those of the table of contents."""

    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    bibliographies: tuple[Bibliography, ...]
    title: tuple[int, ...]
    lines: tuple[PrintedLine, ...]
    first_heading: int
    notes: tuple[tuple[Line, ...], ...] = ()
    contents: tuple[PrintedLine, ...] = ()


def read_flow(
    file: PdfFile, layout: Layout, taken: Sequence[frozenset[int]], weaver: Weaver,
    listings: Sequence[frozenset[int]] = (),
) -> Flow:  # fmt: skip
    """Read the running text; `taken` are the words of each page that floats have, `listings` those that are in
    algorithms and the like: part of the text, but no headings."""
    kept = _without(layout, taken)
    body = body_of(layout)
    notes = footnote_lines(kept, file.pages, layout.body_size)
    lines = [line for i, line in enumerate(kept) if i not in notes and line.column != MARGIN_COLUMN]
    margin = [line for i, line in enumerate(kept) if i not in notes and line.column == MARGIN_COLUMN]
    lines, margin = _names_beside(lines, margin)
    title = title_lines(lines, file.pages[0].height if file.pages else 0.0)
    contents = _contents(lines)
    named = set(title) | contents
    shown = [i for i in range(len(lines)) if i not in named]
    text = with_accents([lines[i] for i in shown], file.pages)
    supports = section_supports(text, file.anchors, file.bookmarks)
    barred = _within(text, listings) | boxed_lines(text, file.pages, supports)
    headings = without_entries(text, find_headings(text, supports, body, barred))
    text, headings, listed = _without_unheaded_list(text, headings)
    headings = _with_run_ins(text, headings, body, _within(text, listings))
    sections = with_bookmarks(_sections(text, headings), file.bookmarks)
    sections = with_contents(sections, [lines[i] for i in sorted(contents)])
    footnotes = note_groups([(kept[i], number) for i, number in sorted(notes.items())])
    beside, margin = side_notes(margin, text)
    footnotes += beside
    passages, lists = _assemble(text, headings, weaver, layout, body)
    if listed:
        lists.append(Bibliography("", listed[0].page, tuple(weaver.line(line) for line in listed)))
    sections_of_notes = note_sections(footnotes, passages)
    passages += [weaver.of_lines("footnote", g, at) for g, at in zip(footnotes, sections_of_notes, strict=True)]
    # What is no part of the text is kept all the same: margin notes, the table of contents, turned words of no float.
    aside = margin + [lines[i] for i in sorted(contents)]
    passages = _paragraphs(aside, weaver, layout, -1) + _turned(file, layout, taken, weaver) + passages
    first = headings[0].first if headings else len(text)
    return Flow(
        sections, tuple(_in_page_order(passages)), tuple(lists), tuple(title), tuple(lines),
        shown[first] if first < len(shown) else len(lines),
        tuple(tuple(weaver.line(line) for line in note) for note in footnotes),
        tuple(lines[i] for i in sorted(contents)),
    )  # fmt: skip


def _names_beside(lines: list[PrintedLine], margin: list[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """Put the name of a reference list that stands in the margin before the line that it stands beside."""
    for name in [line for line in margin if names_list(line.text)]:
        at = next(
            (i for i, x in enumerate(lines) if x.page == name.page and x.baseline > name.baseline - name.size), None
        )
        if at is not None:
            beside = lines[at]
            moved = msgspec.structs.replace(name, column=beside.column, left=beside.left, right=beside.right)
            lines = [*lines[:at], moved, *lines[at:]]
            margin = [line for line in margin if line is not name]
    return lines, margin


def _turned(file: PdfFile, layout: Layout, taken: Sequence[frozenset[int]], weaver: Weaver) -> list[Passage]:
    """Return the turned words that no float has ("continued on next page" beside a table), a passage a page."""
    found = []
    for page, here, gone in zip(file.pages, layout.pages, taken, strict=True):
        rows: dict[int, list[Word]] = {}
        for word in page.words:
            if word.turn and word.index not in gone and word.index not in here.furniture:
                rows.setdefault(word.line, []).append(word)
        if rows:
            found.append(weaver.passage("front", list(rows.values()), page.number))
    return found


def _without(layout: Layout, taken: Sequence[frozenset[int]]) -> list[PrintedLine]:
    """Return the lines of all pages less the words that floats have."""
    kept: list[PrintedLine] = []
    for page, gone in zip(layout.pages, taken, strict=True):
        for line in page.lines:
            words = tuple(w for w in line.words if w.index not in gone) if gone else line.words
            if len(words) == len(line.words):
                kept.append(line)
            elif words:
                kept.append(msgspec.structs.replace(line, words=words))
    return kept


def _contents(lines: Sequence[PrintedLine]) -> set[int]:
    """Return the lines of a table of contents: they end in page numbers, below the word "Contents" or with leaders."""
    found = {i for i, line in enumerate(lines) if line.words[-1].text.isdigit() and _LEADERS.search(line.text)}
    for i, line in enumerate(lines):
        if _CONTENTS.fullmatch(line.text.strip(" .:")):
            misses = 0
            for j in range(i + 1, len(lines)):
                ends = _ends_in_page(lines[j])
                misses = 0 if ends else misses + 1
                if misses > ENTRY_LINES - 1:
                    break
                if ends:
                    found.update(range(i + 1, j + 1))
    return found


def _ends_in_page(line: PrintedLine) -> bool:
    """Tell whether a line ends in a page number set off from the entry, or at the right edge of its column."""
    if len(line.words) < 2 or not _PAGE_NUMBER.fullmatch(line.words[-1].text):
        return False
    apart = line.words[-1].x0 - line.words[-2].x1 > line.size
    return apart or line.x1 > line.right - line.size or bool(_LEADERS.search(line.text))


def without_entries(text: Sequence[PrintedLine], headings: Sequence[Heading]) -> list[Heading]:
    """Return headings without those that follow a list's and begin an entry: a name in capitals looks like a title."""
    kept: list[Heading] = []
    for h in headings:
        entry = kept and kept[-1].bibliography and not h.number and not h.bibliography and begins_entry(text, h.first)
        if not entry:
            kept.append(h)
    return kept


def _without_unheaded_list(
    text: list[PrintedLine], headings: list[Heading]
) -> tuple[list[PrintedLine], list[Heading], list[PrintedLine]]:
    """Take a reference list that has no heading out of the text: text, headings and the list's lines."""
    found = [] if any(h.bibliography for h in headings) else max(unheaded_list(text), dense_list(text), key=len)
    if not found:
        return text, headings, []
    start, last = found[0], found[-1]
    end = min((h.first for h in headings if h.first > last), default=len(text))
    moved = [
        msgspec.structs.replace(h, first=h.first - (end - start), last=h.last - (end - start))
        for h in headings
        if h.first >= end
    ]
    return text[:start] + text[end:], [h for h in headings if h.last < start] + moved, text[start:end]


def _within(lines: Sequence[PrintedLine], listings: Sequence[frozenset[int]]) -> frozenset[int]:
    """Return the lines that are in algorithms and the like."""
    if not any(listings):
        return frozenset()
    return frozenset(i for i, line in enumerate(lines) if line.words[0].index in listings[line.page - 1])


def _with_run_ins(
    text: Sequence[PrintedLine], headings: list[Heading], body: Body, barred: frozenset[int]
) -> list[Heading]:
    extra = [h for h in find_run_ins(text, headings, body) if h.first not in barred]
    return sorted([*headings, *extra], key=lambda h: h.first)


def _sections(text: Sequence[PrintedLine], headings: Sequence[Heading]) -> tuple[Section, ...]:
    sections: list[Section] = []
    open_: list[int] = []
    for h in headings:
        level = h.level
        if h.run_in and not h.number:  # below the heading in force, beside the run-in title before it
            while open_ and sections[open_[-1]].run_in and not sections[open_[-1]].number:
                open_.pop()
            level = sections[open_[-1]].level + 1 if open_ else 1
        while open_ and sections[open_[-1]].level >= level:
            open_.pop()
        line = text[h.first]
        words = line.words if h.last > h.first else line.words[: h.cut]
        last = text[h.last]
        box = Box(
            min(line.x0, last.x0), line.y0, max(words[-1].x1, last.words[max(h.cut, 1) - 1].x1), last.y1
        ) if last.page == line.page else Box(line.x0, line.y0, line.x1, line.y1)  # fmt: skip
        sections.append(
            Section(h.number, h.title, level, h.run_in, line.page, box, open_[-1] if open_ else -1)
        )  # fmt: skip
        open_.append(len(sections) - 1)
    return tuple(sections)


def _assemble(
    text: Sequence[PrintedLine], headings: Sequence[Heading], weaver: Weaver, layout: Layout, body: Body
) -> tuple[list[Passage], list[Bibliography]]:
    """Turn the lines between headings into paragraphs, those below a bibliography's heading into a list."""
    lists: list[Bibliography] = []
    groups = _parted(text[: headings[0].first if headings else len(text)], layout)
    front = front_kinds(groups, body, all(h.bibliography for h in headings))
    passages = [weaver.of_lines(kind, group, -1) for kind, group in zip(front, groups, strict=True)]
    for s, h in enumerate(headings):
        end = headings[s + 1].first if s + 1 < len(headings) else len(text)
        rest = list(text[h.last + 1 : end])
        alone = h.cut >= len(text[h.last].words)
        if alone:
            passages.append(weaver.of_lines("heading", text[h.first : h.last + 1], s))
        else:
            rest.insert(0, text[h.last])
            if h.last > h.first:
                rest[:0] = text[h.first : h.last]
        if h.bibliography:
            lists.append(Bibliography(h.title, text[h.first].page, tuple(weaver.line(line) for line in rest)))
            continue
        groups = _parted(rest, layout)
        kinds: list[PassageKind] = ["paragraph"] * len(groups)
        if _is_abstract(headings, s, text):
            kinds = abstract_kinds(groups, body, s + 1 == len(headings) or headings[s + 1].bibliography)
        ended = _list_end(h, groups, text)
        for n, (group, kind) in enumerate(zip(groups, kinds, strict=True)):
            beyond = kind == "paragraph" and "abstract" in kinds  # text that the abstract's heading is not over
            over = -1 if beyond else s if n < ended else _before_list(headings, s, text)
            passages.append(weaver.of_lines(kind, group, over))
    return passages, lists


def _list_end(h: Heading, groups: Sequence[Sequence[PrintedLine]], text: Sequence[PrintedLine]) -> int:
    """Return how many of the paragraphs below a heading are of the list's item that it titles: all where it titles
    none; else those before the first that stands left of the item, be it with its second line, where it is indented.
    """
    if not _titles_item(h, text):
        return len(groups)
    item = text[h.first]
    edge = item.x0 - item.left - HANGING * item.size
    out = [[line.x0 - line.left < edge for line in group[:2]] for group in groups]
    hangs = not any(out[0])  # the item's own second line, too
    return next((n for n, (first, *second) in enumerate(out) if first or (hangs and any(second))), len(groups))


def _before_list(headings: Sequence[Heading], s: int, text: Sequence[PrintedLine]) -> int:
    """Return the heading that is in force again behind a list, before whose items' titles it stands."""
    return next((k for k in range(s, -1, -1) if not _titles_item(headings[k], text)), s)


def _titles_item(h: Heading, text: Sequence[PrintedLine]) -> bool:
    return h.run_in and not h.number and bool(ITEM_MARK.fullmatch(text[h.first].words[0].text))


def _is_abstract(headings: Sequence[Heading], s: int, text: Sequence[PrintedLine]) -> bool:
    """Tell whether a heading is over the abstract: before the first section, and a "Summary" before all others."""
    h = headings[s]
    if h.number or not ABSTRACT.match(h.title) or any(before.number for before in headings[:s]):
        return False
    first = text[headings[0].first].page
    return s == 0 or (h.title.casefold().startswith("abstract") and text[h.first].page <= first + 1)


def _parted(lines: Sequence[PrintedLine], layout: Layout) -> list[list[PrintedLine]]:
    """Part lines into paragraphs."""
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if not groups or _starts(groups[-1][-1], line, layout):
            groups.append([])
        groups[-1].append(line)
    return groups


def _paragraphs(lines: Sequence[PrintedLine], weaver: Weaver, layout: Layout, section: int) -> list[Passage]:
    """Return the front passages of lines that are no part of the text."""
    return [weaver.of_lines("front", group, section) for group in _parted(lines, layout)]


def _starts(above: PrintedLine, line: PrintedLine, layout: Layout) -> bool:
    """Tell whether a line starts a paragraph."""
    size = line.size
    if line.page == above.page and line.column == above.column:
        step = line.baseline - above.baseline
        if step > GAP * max(layout.leading * size / layout.body_size, 1.1 * size) or step < 0:
            return True
        if _in_item(above, line):
            return False
        if _next_item(above, line):
            return True
        indented = line.x0 - above.x0 > INDENT * size and above.x0 - above.left < 3 * size
        ended = above.x1 < above.right - SHORT * size
        return indented and (ended or line.x0 - line.left < 4 * size) and _new_sentence(above, line)
    # At a column's or page's end the text goes on unless it ended, or the next line is set in.
    return above.x1 < above.right - SHORT * size or (line.x0 - line.left > INDENT * size and _new_sentence(above, line))


def _in_item(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line goes on below the text of a list item, which hangs behind its bullet or number."""
    marked = len(above.words) > 1 and ITEM_MARK.fullmatch(above.words[0].text)
    if not marked or ITEM_MARK.fullmatch(line.words[0].text):
        return False
    return abs(line.x0 - above.words[1].x0) < HANGING * line.size


def _next_item(above: PrintedLine, line: PrintedLine) -> bool:
    """Tell whether a line is a list's next item: its mark stands below the last one, or left of text flush with its
    own."""
    if len(line.words) < 2 or not ITEM_MARK.fullmatch(line.words[0].text):
        return False
    if ITEM_MARK.fullmatch(above.words[0].text):
        return abs(line.x0 - above.x0) < HANGING * line.size
    return abs(line.words[1].x0 - above.x0) < HANGING * line.size


def _new_sentence(above: PrintedLine, line: PrintedLine) -> bool:
    return above.text[-1] in '.:?!;)]”"' or not line.text[0].islower()


def _in_page_order(passages: Sequence[Passage]) -> list[Passage]:
    """Put each footnote behind the last passage that begins on its page; the rest stays in reading order."""
    text = [p for p in passages if p.kind != "footnote"]
    notes = [p for p in passages if p.kind == "footnote"]
    ordered: list[Passage] = []
    n = 0
    for passage in text:
        page = passage.pieces[0].page if passage.pieces else 0
        while n < len(notes) and notes[n].pieces and notes[n].pieces[0].page < page:
            ordered.append(notes[n])
            n += 1
        ordered.append(passage)
    return ordered + notes[n:]
