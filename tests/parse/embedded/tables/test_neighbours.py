"""The tables drawn in test_grid and kinds, and each of them without one of its lines or words, with one set in or in
bold, or with other white: compared with golden files (`make golden`), which show where a rule's conditions end."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Golden
from tests.neighbours import shown as alike
from tests.parse.embedded.tables.kinds import KINDS
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


def farther(drawing: str) -> Iterator[tuple[str, str]]:
    """Give neighbours in which a single word is gone or stands elsewhere, or a line stands farther down."""
    lines = drawing.split("\n")
    yield "narrow white", re.sub(r"(?<=\S)   +", lambda m: m[0][:-1], drawing)
    yield "narrow white before", re.sub(r"^   +", lambda m: m[0][:-1], drawing, flags=re.MULTILINE)
    for i, line in enumerate(lines):
        before, behind = lines[:i], lines[i + 1 :]
        if i and line.strip(" -"):
            yield f"apart {line.strip()[:40]!r}", "\n".join([*before, "", line, *behind])
        for number, m in enumerate(re.finditer(r"\S+", line)):
            if line.strip(" -") and (i + number) % 3 == 0:
                gone = line[: m.start()] + " " * len(m[0]) + line[m.end() :]
                yield f"without {m[0]} in {i}", "\n".join([*before, gone.rstrip(), *behind])
            if line.strip(" -") and (i + number) % 3 == 1 and m.start() > 1:
                moved = line[: m.start() - 2] + line[m.start() :]
                yield f"{m[0]} in {i} more to the left", "\n".join([*before, moved, *behind])


@pytest.mark.golden
@pytest.mark.parametrize("part", range(3))
def test_neighbours_of_kinds_of_tables(part: int, golden: Golden) -> None:
    out: list[str] = []
    for kind, drawing in [*KINDS.items()][part::3]:
        plain = drawing.strip("\n")
        near = ((name, read(other)) for name, other in (*neighbours(plain), *farther(plain)))
        out += alike(kind, read(plain), near)
    golden.check(f"tables/kinds-{part}.txt", "\n".join(out) + "\n")


def read(drawing: str) -> list[str]:
    return shown(drawing).split("\n") if drawing.strip(" -\n") else []


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
