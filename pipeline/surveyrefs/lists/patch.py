"""What a survey has and its list has not, put into the list: new rows only, all else stays as it is to the byte."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from surveyrefs.lists.categories import Path, categories_of
from surveyrefs.lists.check import Matched, set_beside
from surveyrefs.lists.html_rows import html_row
from surveyrefs.lists.model import ListBlock, PaperList
from surveyrefs.lists.read import read_list
from surveyrefs.lists.read.lines import encode, ending
from surveyrefs.lists.rows import Manner, bullet, line_end, pipe_row
from surveyrefs.lists.works import work_of
from surveyrefs.model.run import Run


class Patch(NamedTuple):
    """The list with its new rows: `added` are keys of references, `homeless` those for which it has no heading."""

    data: bytes
    added: tuple[str, ...]
    homeless: tuple[str, ...]


def patched(listed: PaperList, run: Run, everything: bool = False) -> Patch:
    """Return a list with a row for every work of the survey that it lacks and has a heading for.

    A row that would not be found again when the list is read (a title that looks like a link's name) is left out:
    else each call would add it once more.
    """
    refused: set[int] = set()
    while True:
        patch, places = _patched(listed, run, everything, refused)
        again = set_beside(read_list(patch.data, listed.name), run, everything)
        lost = places & set(again.missing)
        if not lost:
            return patch
        refused |= lost


def _patched(listed: PaperList, run: Run, everything: bool, refused: set[int]) -> tuple[Patch, set[int]]:
    both = set_beside(listed, run, everything)
    manner = Manner(listed)
    references = run.references.references
    new: dict[int, list[str]] = defaultdict(list)  # line after which → rows
    opened: set[Path] = set()  # headings that had no table, and get one with their first row
    added, homeless = [], []
    for n in both.missing:
        heading = None if n in refused else _heading(n, both, listed)
        row = None if heading is None else _row(listed, heading, run, n, manner, heading in opened)
        if row is None or heading is None:
            homeless.append(n)
            continue
        line, text = row
        new[line].append(text)
        added.append(n)
        opened.add(heading)
    data = encode("".join(_woven(listed, new)))
    return Patch(data, tuple(references[n].key for n in added), tuple(references[n].key for n in homeless)), set(added)


def _heading(work: int, both: Matched, listed: PaperList) -> Path | None:
    """Return the heading for a work: that of its category, else of the nearest category over it."""
    with_rows = {block.category for block in listed.blocks}
    paths = [both.categories[c].path for c in categories_of(both.categories).get(work, ())]
    for up in range(max(map(len, paths), default=0)):
        for path in (path[: len(path) - up] for path in paths if len(path) > up):
            wanted = {n for n, category in enumerate(both.categories) if category.path == path}
            fitting = [heading for heading, found in both.headings.items() if wanted & set(found)]
            if fitting:
                return min(fitting, key=lambda heading: (heading not in with_rows, -len(heading)))
    return None


def _row(listed: PaperList, heading: Path, run: Run, n: int, manner: Manner, opened: bool) -> tuple[int, str] | None:
    """Return the line after which a work's row goes, and the row; `opened` tells that its heading had one already."""
    work = work_of(run.references.references[n])
    found = _block(listed, heading)
    if found is None:
        return _first_row(listed, heading, run, n, manner, opened)
    block, last = found
    end = line_end(listed, last)
    if block.kind == "html":
        text = html_row(listed, block, work, manner)
        return (last, text) if text else None
    if block.kind == "pipe":
        return last, pipe_row(listed, block, work, manner) + end
    return last, bullet(listed, block, work, manner) + end


def _block(listed: PaperList, heading: Path) -> tuple[ListBlock, int] | None:
    """Return the table or bullets under a heading, the longest where there are several, and its last row's last line.

    A heading may be a row of its table, over a group of others.
    """
    blocks = [block for block in listed.blocks if block.category == heading]
    if blocks:
        block = max(reversed(blocks), key=lambda one: len(one.rows))
        # An empty table ends with the rule under its header.
        return block, block.rows[-1][1] if block.rows else block.end + 1
    entries = [entry for entry in listed.entries if entry.category == heading]
    return (listed.blocks[entries[-1].block], entries[-1].end) if entries else None


def _first_row(
    listed: PaperList, heading: Path, run: Run, n: int, manner: Manner, opened: bool
) -> tuple[int, str] | None:
    """Return the first row under an empty heading, with the header of the list's other tables, or as a bullet."""
    place = next((one.line for one in listed.headings if one.path == heading), 0)
    if not place:
        return None
    work, end = work_of(run.references.references[n]), line_end(listed, place)
    kinds = [block.kind for block in listed.blocks]
    if "pipe" not in kinds:
        model = next((block for block in listed.blocks if block.kind == "bullets"), None)
        return place, ("" if opened else end) + bullet(listed, model, work, manner) + end
    model = min((b for b in listed.blocks if b.kind == "pipe"), key=lambda block: abs(block.line - place))
    if opened:
        return place, pipe_row(listed, model, work, manner) + end
    header = "".join(line.rstrip("\r\n") + end for line in listed.lines[model.line - 1 : model.line + 1])
    return place, end + header + pipe_row(listed, model, work, manner) + end


def _woven(listed: PaperList, new: dict[int, list[str]]) -> Iterable[str]:
    """Give the lines with the new ones between; the last line keeps its want of a line end."""
    for number, line in enumerate(listed.lines, 1):
        rows = new.get(number)
        if not rows:
            yield line
        elif ending(line):
            yield line
            yield from rows
        else:
            text = "".join(rows)
            yield line + line_end(listed, number) + text[: len(text) - len(ending(text))]
