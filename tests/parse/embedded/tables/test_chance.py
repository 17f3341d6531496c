"""Tables drawn by chance, compared with a golden file (`make golden`): cells, labels, boundaries and the evidence."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.tables.grid import Grid
from tests.conftest import Golden
from tests.parse.embedded.tables.chance import drawing
from tests.parse.embedded.tables.drawn import WIDTH
from tests.parse.embedded.tables.test_grid import above_of, grid_of, header_of, rows_of

DRAWN = 200


def shown(grid: Grid) -> list[str]:
    """Return all of a grid: what is measured first, then the header and the rows, labels of several rows in braces."""
    places = " ".join(f"{(x - 100) / WIDTH:.1f}" for x in grid.gutters)
    cells = " ".join(f"{cell.first}-{cell.last}" for cell in grid.header)
    lines = [f"at {places}; weight {grid.weight:.2f}; header {cells}; spans {grid.spans}; open {len(grid.open)}"]
    lines.append(" | ".join(header_of(grid)))
    for row, above, cells_ in zip(grid.rows, above_of(grid), rows_of(grid), strict=True):
        texts = [f"{{{text}}}" if label else text for text, label in zip(cells_, row.labels, strict=True)]
        lines.append(" | ".join((*(f"<{label}>" for label in above), *texts)))
    return lines


@pytest.mark.golden
@pytest.mark.parametrize("part", range(2))
def test_tables_drawn_by_chance(part: int, golden: Golden) -> None:
    out = []
    for seed in range(part, DRAWN, 2):
        out += [f"= {seed}", *shown(grid_of(drawing(seed)))]
    golden.check(f"chance/tables-{part}.txt", "\n".join(out) + "\n")
