"""The rows of a table: which printed lines make one row of the table.

Every way to part the printed lines is weighed by what a reader goes by (`weigher`), with none, one or two columns at
the left taken for labels of several rows; the best is found by dynamic programming.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.tables.cell_lines import (
    SplitLine,
    blank_between_rows,
    cell_leading,
    label_starts,
    same_label,
    split_line,
    width_of,
)
from surveyrefs.parse.embedded.tables.limits import (
    BANDS,
    BESIDE_EACH,
    FEW_BANDS,
    LABEL_SHARE,
    LIKE_FILLED,
    MOST_LABEL_COLUMNS,
)
from surveyrefs.parse.embedded.tables.row_weights import RowWeights, row_weights
from surveyrefs.parse.embedded.tables.weigher import Partition, Weigher


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A way to read a table's lines: `labels` columns at the left hold labels of several rows, and none of those of
    `skip` is asked which lines make a row. `kept` are the lines that have words in others, `at` which they are, and
    `breaks` those of them that a rule or label stands above."""

    labels: int
    skip: frozenset[int]
    kept: list[SplitLine]
    at: list[int]
    breaks: frozenset[int]


def readings(
    lines: Sequence[SplitLine], breaks: frozenset[int], spanning: frozenset[int]
) -> Iterator[Reading]:  # fmt: skip
    """Return the ways to read a table's lines: with none, one or two columns at the left taken for labels."""
    count = len(lines[0].cells) if lines else 0
    for extra in range(MOST_LABEL_COLUMNS + 1):
        lead = [c for c in range(count) if c not in spanning][:extra]
        skip = spanning | frozenset(lead)
        if len(lead) < extra or count - len(skip) < 1 or (extra and lead != list(range(min(lead), min(lead) + extra))):
            continue
        if extra and any(c not in skip for c in range(lead[0])):
            continue
        at = [i for i, s in enumerate(lines) if any(p is not None for c, p in enumerate(s.cells) if c not in skip)]
        if len(at) < 2 and extra:
            continue
        kept, moved = _without(lines, skip, breaks)
        yield Reading(extra, skip, kept, at, moved)


def part_rows(
    lines: Sequence[SplitLine], breaks: frozenset[int], spanning: frozenset[int], by: RowWeights | None = None
) -> tuple[Partition, frozenset[int]]:
    """Return the best rows, and the columns whose cells span several rows.

    `spanning` are columns known to hold such cells (partial rules leave them out, turned text); the evidence is weighed
    `by` the fitted weights.
    """
    by = by or row_weights()
    leading = cell_leading(lines)
    options: list[tuple[float, int, Partition, frozenset[int]]] = []
    for reading in readings(lines, breaks, spanning):
        extra, skip, original = reading.labels, reading.skip, reading.at
        lead = sorted(skip - spanning)
        counts = label_counts(lines, lead, leading)
        if extra and not 1 <= counts[0] <= counts[-1] <= LABEL_SHARE * _most_rows(options, len(original)):
            continue
        bonus = by.label_bands if extra and one_a_band(lines, lead[0], breaks, leading) else 0.0
        for partition in Weigher(reading.kept, leading, reading.breaks, skip, by).best():
            rows = tuple((original[a], original[b]) for a, b in partition.rows)
            own = bonus if len(breaks) + 1 <= BANDS * len(rows) else 0.0
            if extra and (counts[-1] > LABEL_SHARE * len(rows) or not own and beside_each(lines, rows, lead[-1])):
                continue
            weight = partition.weight + by.label_column * extra + own
            options.append((weight, -extra, Partition(rows, weight), skip))
    best = max(options, key=lambda o: (o[0], o[1]), default=None)
    if best is None:
        return Partition(tuple((i, i) for i in range(len(lines))), 0.0), spanning
    return best[2], best[3] | leading_labels(lines, best[2].rows, best[3])


def leading_labels(
    lines: Sequence[SplitLine], rows: Sequence[tuple[int, int]], known: frozenset[int]
) -> frozenset[int]:
    """Return the columns at the left that hold labels of several rows where the rows are known: the first has a cell on
    the first line of some rows and none in the others, which have words in most columns, as those rows have; so has
    the next, where each label of the first stands beside one of its own."""
    count = len(lines[0].cells)
    found: set[int] = set()
    above = [False] * len(rows)
    for c in range(min(MOST_LABEL_COLUMNS, count - 1)):
        if c in known:
            continue
        has = [any(lines[i].cells[c] is not None for i in range(a, b + 1)) for a, b in rows]
        blank = [i for i, filled in enumerate(has) if not filled]
        if not has[0] or not blank or len(rows) - len(blank) > LABEL_SHARE * len(rows):
            break
        if any(has[i] < above[i] for i in range(len(rows))):
            break
        above = has
        others = range(c + 1, count)
        mean = [sum(any(lines[i].cells[o] is not None for i in range(a, b + 1)) for o in others) for a, b in rows]
        if sum(mean[i] for i in blank) / len(blank) < LIKE_FILLED * sum(mean) / len(mean):
            break
        found.add(c)
    return frozenset(found)


def beside_each(lines: Sequence[SplitLine], rows: Sequence[tuple[int, int]], column: int) -> bool:
    """Tell whether a column has words beside nearly every row: cells of these rows, and no labels of several."""
    beside = sum(any(lines[i].cells[column] is not None for i in range(a, b + 1)) for a, b in rows)
    return beside >= BESIDE_EACH * len(rows)


def _most_rows(options: Sequence[tuple[float, int, Partition, frozenset[int]]], lines: int) -> int:
    """Return how many rows there may be: those found without labels where all evidence is for them, else all lines."""
    plain = max((o for o in options if o[1] == 0), key=lambda o: o[0], default=None)
    return len(plain[2].rows) if plain is not None and plain[0] >= 0 else lines


def label_counts(lines: Sequence[SplitLine], columns: Sequence[int], leading: float) -> list[int]:
    """Count the labels in columns, taking lines at a paragraph's distance as one where the first was full."""
    return [sum(label_starts(lines, c, leading, width_of(lines, c), blank_between_rows(lines))) for c in columns]


def _labels_in(cells: Sequence[Line], leading: float, width: float, blank: float) -> int:
    return sum(not (i and same_label(cells[i - 1], cell, leading, width, blank)) for i, cell in enumerate(cells))


def one_a_band(lines: Sequence[SplitLine], column: int, breaks: frozenset[int], leading: float) -> bool:
    """Tell whether a column has one label in each of the bands that rules make."""
    edges = [0, *sorted(breaks), len(lines)]
    if len(edges) - 1 < FEW_BANDS:
        return False
    width, blank = width_of(lines, column), blank_between_rows(lines)
    bands = [[p for s in lines[a:b] if (p := s.cells[column]) is not None] for a, b in pairwise(edges)]
    counts = [_labels_in(cells, leading, width, blank) for cells in bands]
    return all(n == 1 for n in counts)


def _without(
    lines: Sequence[SplitLine], skip: frozenset[int], breaks: frozenset[int]
) -> tuple[list[SplitLine], frozenset[int]]:
    """Leave out columns, and the printed rows that then are empty; return the rest and the breaks among it."""
    kept: list[SplitLine] = []
    moved: set[int] = set()
    pending = False
    for i, line in enumerate(lines):
        pending = pending or i in breaks
        cells = [None if c in skip else p for c, p in enumerate(line.cells)]
        if any(p is not None for p in cells):
            if pending and kept:
                moved.add(len(kept))
            pending = False
            kept.append(split_line(cells))
    return kept, frozenset(moved)
