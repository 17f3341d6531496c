"""What the PDF itself says of headings: destinations and bookmarks, brought to the lines that they point at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.model.document import Anchor
from pipeline.parse.embedded.layout import PrintedLine
from pipeline.parse.embedded.page import Bookmark

# The names that hyperref gives to sectioning commands: section.3, subsection.3.1, section*.7, appendix.A …
_SECTION = re.compile(r"(part|chapter|section|subsection|subsubsection|paragraph|subparagraph|appendix|Appendix)\*?\.(\S*)$")
ABOVE = 2.5  # type sizes: hyperref sets the destination that far above the heading's baseline, at most
BELOW = 6.0  # … and the heading's line starts at most so far below it


def section_supports(
    lines: Sequence[PrintedLine], anchors: Sequence[Anchor], bookmarks: Sequence[Bookmark]
) -> dict[int, str]:
    """Return, by index into lines, the section destination or bookmark that begins at a line."""
    by_page: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        by_page[line.page].append(i)
    found: dict[int, str] = {}
    for anchor in anchors:
        if _SECTION.match(anchor.name):
            at = _line_below(lines, by_page[anchor.page], anchor.x, anchor.y)
            if at is not None and _agrees(anchor.name, lines[at].text):
                found[at] = anchor.name
    for mark in bookmarks:
        at = _line_titled(lines, by_page[mark.page], mark.title)
        if at is not None:
            found.setdefault(at, mark.name or f"bookmark.{mark.level}")
    return found


def _line_below(lines: Sequence[PrintedLine], page: Sequence[int], x: float, y: float) -> int | None:
    """Return the first line below a destination, in its column."""
    best: tuple[float, int] | None = None
    for i in page:
        line = lines[i]
        if line.baseline < y + 0.2 * line.size or line.baseline > y + BELOW * line.size:
            continue
        if not line.left - 40 <= x <= line.right and line.column >= 0:
            continue
        if best is None or line.baseline < best[0]:
            best = (line.baseline, i)
    return best[1] if best else None


def _agrees(name: str, text: str) -> bool:
    """Tell whether a numbered destination and the printed line can be of one heading: the last figures are the same."""
    m = _SECTION.match(name)
    if m is None or "*" in name:
        return True
    last = m[2].rsplit(".", 1)[-1]
    if not last.isdigit():
        return True
    head = re.match(r"(?:[A-Za-z]+\s+)?([\dIVXL]+(?:\.\d+)*|[A-Z](?:\.\d+)*|[a-z])[.):]?\s", text)
    if head is None:
        return True
    tail = head[1].rsplit(".", 1)[-1]
    return not tail.isdigit() or tail == last


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _line_titled(lines: Sequence[PrintedLine], page: Sequence[int], title: str) -> int | None:
    """Return the line of the page that begins with a bookmark's title, its number aside."""
    want = _squash(re.sub(r"^[\dIVX.]+\s+", "", title))
    if len(want) < 3:
        return None
    for i in page:
        have = _squash(re.sub(r"^(\d+(\.\d+)*|[IVXL]+|[A-Z](\.\d+)*)[.):]?\s+|^[a-z\d]\)\s*", "", lines[i].text))
        if have and (have == want or (len(have) >= 12 and want.startswith(have)) or (len(want) >= 12 and have.startswith(want))):
            return i
    return None
