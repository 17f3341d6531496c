"""What the PDF itself says of headings: destinations and bookmarks, brought to the lines that they point at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

from surveyrefs.model.document import Anchor
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.outline.heading import squash
from surveyrefs.parse.embedded.outline.numbering import to_roman
from surveyrefs.parse.embedded.pdf.page import Bookmark

# The names that hyperref gives to sectioning commands: section.3, subsection.3.1, section*.7, appendix.A …
_SECTION = re.compile(
    r"(part|chapter|section|subsection|subsubsection|paragraph|subparagraph|appendix|Appendix)\*?\.(\S*)$"
)
_SET_CLOSE = r"\.(?=[^\W\d_a-z][^\W\d_])"  # "1.Introduction"
_NUMBERED = re.compile(
    rf"(?:[A-Z][A-Za-z]+\s+)?(\d+(?:\.\d+)*|[IVXL]+|[A-Z](?:\.\d+)*|[a-z])(?:[.):]?(?:\s|$)|{_SET_CLOSE})"
)
_BEFORE_TITLE = re.compile(rf"^(\d+(\.\d+)*|[IVXL]+|[A-Z](\.\d+)*)(\s?[.):|–-]?\s+(\|\s+)?|{_SET_CLOSE})|^[a-z\d]\)\s*")
_NO_SECTION = re.compile(r"(figure|table|equation|lstlisting|algorithm|theorem|cite|item|page)\b", re.I)
_COUNTED = re.compile(r"sub(sub)?section\.\d+$")  # one running number for all headings, not the printed one
BELOW = 6.0  # type sizes: hyperref sets a destination above its heading, at most so far
BULLETS = "•–-∗*◦▪■▶►●○"
SHORTEST_TITLE = 3  # letters of a bookmark that name a line
LONG_TITLE = 12  # letters that a title cut short has, at least
FIGURES = 4  # of a heading's number; more are none
REACH = 40.0  # points that a destination may stand left of its column


def section_supports(
    lines: Sequence[PrintedLine], anchors: Sequence[Anchor], bookmarks: Sequence[Bookmark]
) -> dict[int, str]:
    """Return, by index into lines, the section destination or bookmark that begins at a line."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        by_page[line.page].append(i)
    found: dict[int, str] = {}
    counted = any(_COUNTED.match(anchor.name) for anchor in anchors)
    for anchor in anchors:
        if _SECTION.match(anchor.name):
            below = _lines_below(lines, by_page[anchor.page], anchor.x, anchor.y)
            at = next((i for i in below if _agrees(anchor.name, lines[i].text, counted)), None)
            if at is None and not counted:
                at = _same_number(anchor, lines, [*by_page[anchor.page], *by_page[anchor.page + 1]])
            if at is None and not below and not counted:
                heads = _column_heads(lines, by_page[anchor.page]) + _column_heads(lines, by_page[anchor.page + 1])
                at = next(
                    (i for i in heads if "*" not in anchor.name and _agrees(anchor.name, lines[i].text, False)), None
                )
            if at is not None:
                found.setdefault(at, anchor.name)
    for mark in bookmarks:
        if _NO_SECTION.match(mark.name):
            continue
        at = _line_titled(lines, by_page[mark.page], mark.title)
        if at is not None:
            found.setdefault(at, mark.name or f"bookmark.{mark.level}")
    return found


def names_section(name: str) -> bool:
    """Tell whether a destination or bookmark was made by a sectioning command of LaTeX: those mark all its headings,
    while a publisher's bookmarks often go no further than the sections."""
    return bool(_SECTION.match(name))


def _lines_below(lines: Sequence[PrintedLine], page: Sequence[int], x: float, y: float) -> list[int]:
    """Return the lines just below a destination in its column, the nearest first; one line where it has no number."""
    near = []
    for i in page:
        line = lines[i]
        if not y + 0.2 * line.size <= line.baseline <= y + BELOW * line.size:
            continue
        if line.left - REACH <= x <= line.right and (line.column >= 0 or x < line.x1):
            near.append(i)
    return sorted(near, key=lambda i: lines[i].baseline)


def _column_heads(lines: Sequence[PrintedLine], page: Sequence[int]) -> list[int]:
    """Return the first line of each column: a heading may break to there and leave its destination behind."""
    heads: dict[int, int] = {}
    for i in page:
        heads.setdefault(lines[i].column, i)
    return sorted(heads.values())


def _agrees(name: str, text: str, counted: bool) -> bool:
    """Tell whether a destination is of the heading that a line prints.

    A numbered one ends in the figure that the printed number ends in (as a letter or roman number, too), unless the
    class only counts its headings (`counted`).
    """
    m = _SECTION.match(name)
    if m is None or "*" in name:
        return not _NUMBERED.match(text)
    head = _NUMBERED.match(text)
    if head is None:
        return False
    if counted:
        return True
    last = m[2].rsplit(".", 1)[-1]
    tail = head[1].rsplit(".", 1)[-1]
    if not last.isdecimal() or len(last) > FIGURES:
        return tail == last
    number = int(last)
    return tail in (
        last,
        to_roman(number),
        ascii_uppercase[number - 1 : number],
        ascii_lowercase[number - 1 : number],
    )


def _same_number(anchor: Anchor, lines: Sequence[PrintedLine], near: Sequence[int]) -> int | None:
    """Return the line that prints the destination's whole number (3.7.1), wherever a float has pushed it."""
    m = _SECTION.match(anchor.name)
    if m is None or "." not in m[2]:
        return None
    for i in near:
        head = _NUMBERED.match(lines[i].text)
        if head is not None and head[1] == m[2]:
            return i
    return None


@lru_cache(maxsize=1024)
def _unnumbered(text: str) -> str:
    """Return the letters and figures of a line without the number at its head; all bookmarks of a page ask for it."""
    return squash(_BEFORE_TITLE.sub("", text))


def _line_titled(lines: Sequence[PrintedLine], page: Sequence[int], title: str) -> int | None:
    """Return the line of the page that begins with a bookmark's title, its number aside.

    Where several do, a whole title comes before a beginning, a line without a bullet before an item of a list, and
    larger type before smaller.
    """
    want = squash(re.sub(r"^[\dIVX.]+\s+", "", title))
    if len(want) < SHORTEST_TITLE:
        return None
    best: tuple[bool, bool, float, int] | None = None
    for i in page:
        have = _unnumbered(lines[i].text)
        if have and (
            have == want
            or (min(len(have), len(want)) >= LONG_TITLE and (want.startswith(have) or have.startswith(want)))
        ):
            begun = len(have) > len(want)  # more follows in the line
            rank = (lines[i].text[0] in BULLETS, begun, -lines[i].size, i)
            best = rank if best is None else min(best, rank)
    return best[3] if best is not None and not best[0] else None
