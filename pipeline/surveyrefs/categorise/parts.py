"""Labels within a cell: `Datasets: [1], [2]; Metrics: [3]`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

import msgspec

from surveyrefs.categorise.cells import Cells, places
from surveyrefs.model.document import Table

LONGEST = 40  # characters of a label; more is a sentence
MIN_USES = 2  # works after a label, on average, or cells with it: else it is the name of the one work behind it
_LABEL = re.compile(rf"(?:^|[;•·▪]|\.\s)\s*([^\W\d][^;:•·▪.\[\]]{{1,{LONGEST}}}):(?=\s)")
_END = re.compile(r"[;•·▪]|\.\s")


class _Use(msgspec.Struct, frozen=True, gc=False):
    at: tuple[int, int]  # row, column
    mention: int
    works: int


def labels_in_cells(table: Table, cells: Cells) -> Mapping[int, str]:
    """Return for each callout (by mention) the label that is printed before it within its cell."""
    uses: dict[str, list[_Use]] = defaultdict(list)
    for at, cited in cells.items():
        row, column = at
        if not 0 <= column < len(table.header) or row > len(table.rows):
            continue
        text = table.rows[row - 1].cells[column].text
        for callout, (start, _) in zip(cited, places(text, cited), strict=True):
            label = _label_before(text, start)
            if label:
                uses[label].append(_Use(at, callout.mention, len(callout.targets)))
    return {use.mention: label for label, found in uses.items() if _names_a_category(found) for use in found}


def _label_before(text: str, end: int) -> str:
    """Return the last label before a place, if nothing closed its list."""
    found = list(_LABEL.finditer(text, 0, max(0, end)))
    return found[-1][1].strip() if found and not _END.search(text, found[-1].end(), end) else ""


def _names_a_category(uses: list[_Use]) -> bool:
    cells = {use.at for use in uses}
    return len(cells) >= MIN_USES or sum(use.works for use in uses) >= MIN_USES * len(cells)
