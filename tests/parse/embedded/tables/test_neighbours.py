"""The tables drawn in test_grid, and each of them without one of its lines, with one set in or in bold, or with wider
white: compared with a golden file (`make golden`), which shows where a rule's conditions end."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Golden
from tests.parse.embedded.tables.test_grid import above_of, grid_of, header_of, rows_of

SOURCE = Path(__file__).parent / "test_grid.py"


def drawings() -> list[str]:
    """Return the drawings of test_grid in their order, each once."""
    constants = (
        n.value for n in ast.walk(ast.parse(SOURCE.read_text(encoding="utf-8"))) if isinstance(n, ast.Constant)
    )
    return list(dict.fromkeys(v.strip("\n") for v in constants if isinstance(v, str) and v.count("\n") > 3))


def neighbours(drawing: str) -> Iterator[tuple[str, str]]:
    """Give a drawing's neighbours, each with its name."""
    lines = drawing.split("\n")
    yield "as drawn", drawing
    yield "without rules", "\n".join(line for line in lines if line.strip("- "))
    yield "wider white", re.sub(r"  +", lambda m: m[0] + "  ", drawing)
    yield "in bold", _bold(drawing)
    for i, line in enumerate(lines):
        yield f"without {line.strip()[:40]!r}", "\n".join(lines[:i] + lines[i + 1 :])
    for i, line in enumerate(lines):
        if line.strip(" -"):
            for name, other in (("set in", f"   {line}"), ("in bold", _bold(line)), ("parted", _parted(line))):
                if other != line:
                    yield f"{name} {line.strip()[:40]!r}", "\n".join([*lines[:i], other, *lines[i + 1 :]])
        elif line.strip():
            yield f"short rule {i}", "\n".join([*lines[:i], line[: len(line) * 2 // 3], *lines[i + 1 :]])


def _bold(line: str) -> str:
    return re.sub(r"[^\s*-][^\s*]*", lambda m: f"*{m[0]}*", line)


def _parted(line: str) -> str:
    """Return a line whose last cell is farther to the right."""
    head, white, last = line.rstrip().rpartition("  ")
    return f"{head}{white}  {last}" if head.strip() else line


def shown(drawing: str) -> str:
    """Return what is read of a drawing as text."""
    grid = grid_of(drawing)
    lines = [" | ".join(header_of(grid))]
    for above, row in zip(above_of(grid), rows_of(grid), strict=True):
        lines.append(" | ".join([*(f"<{' '.join(texts)}>" for texts in above), *row]))
    return "\n".join(f"  {line}" for line in lines)


@pytest.mark.golden
def test_neighbours_of_drawn_tables(golden: Golden) -> None:
    found = drawings()
    assert len(found) > 10
    parts = []
    for number, drawing in enumerate(found, 1):
        whole = shown(drawing)
        for name, other in neighbours(drawing):
            read = shown(other) if other.strip(" -").strip() else ""
            parts.append(f"{number} {name}\n{'  as drawn' if read == whole and other != drawing else read}")
    golden.check("tables/drawn.txt", "\n".join(parts) + "\n")
