"""What a drawn paper holds, and how it calls works out."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

Work = dict[str, Any]  # of a list of works, as pandoc reads them


class Heading(NamedTuple):
    """A heading as written: its number or "", its title, its level, and whether text follows on its line."""

    number: str
    title: str
    level: int
    in_line: bool


class Row(NamedTuple):
    """A row of a table: its labels, the cells' texts without callouts, and the works that it cites."""

    groups: tuple[str, ...]
    cells: tuple[str, ...]
    works: tuple[int, ...]


class Table(NamedTuple):
    """A table: its number, its traits, its rows."""

    number: str
    look: dict[str, str]
    rows: tuple[Row, ...]


class Paper(NamedTuple):
    """A drawn paper: its HTML and what is true of it. `cited`: a heading's title, or None where no heading stands
    above, and the works of a callout below it; `references`: key, text and title of the entries."""

    look: dict[str, str]
    html: str
    headings: tuple[Heading, ...]
    cited: tuple[tuple[str | None, tuple[int, ...]], ...]
    callouts: tuple[str, ...]
    tables: tuple[Table, ...]
    references: tuple[tuple[str, str, str], ...]


def plain(marked: str) -> str:
    """Return the text of a piece of HTML."""
    return html.unescape(re.sub(r"<[^>]+>", "", marked))


def year_of(work: Work) -> int:
    """Return the year in which a work appeared."""
    return int(work["issued"]["date-parts"][0][0])


def short_name(work: Work, joint: str) -> str:
    """Return a work's authors as a callout names them."""
    names = [name.get("family") or name["literal"] for name in work["author"]]
    if len(names) > 2:
        return f"{names[0]} et al."
    return f" {joint} ".join(names)


def runs(numbers: Sequence[int]) -> list[str]:
    """Join consecutive numbers, from three on, by a dash."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [text for run in found for text in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))]


def callout(works: Sequence[int], listed: Sequence[Work], look: dict[str, str]) -> str:
    """Return a callout of works as HTML, without a blank before it."""
    kind = look["callouts"]
    if kind == "author year":
        said = (f"{short_name(listed[w], look['joint'])}, {year_of(listed[w])}" for w in works)
        return html.escape(f"({'; '.join(said)})", quote=False)
    numbers = runs([w + 1 for w in works])
    if kind == "raised":
        return f"<sup>{','.join(numbers)}</sup>"
    return f"{kind[0]}{', '.join(numbers)}{kind[-1]}"


def named(work: int, listed: Sequence[Work], look: dict[str, str]) -> str:
    """Return how a table names a work, as HTML."""
    name = html.escape(short_name(listed[work], look["joint"]), quote=False)
    if look["callouts"] == "author year":
        return f"{name} ({year_of(listed[work])})"
    gap = "" if look["callouts"] == "raised" else " "
    return f"{name}{gap}{callout([work], listed, look)}"
