"""Where the code of the package can be broken, and how: what `make mutants` draws from.

A place is a comparison, a connective, an arithmetic sign, a number or a `not` in a function of the package.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
PACKAGE = Path("pipeline") / "surveyrefs"

_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
NUMBER_FACTOR = 2  # a number is doubled, 0 becomes 1


class Place(NamedTuple):
    """Where to break a module: its file, the number of the breakable node in walking order, and its line."""

    file: Path
    node: int
    line: int


def breakable(tree: ast.AST) -> Iterator[tuple[ast.AST, int]]:
    """Give the nodes that a mutant can change, with their lines; annotations and docstrings are none of them."""
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        for node in (n for statement in function.body for n in ast.walk(statement)):
            if _can_break(node):
                yield node, getattr(node, "lineno", function.lineno)


def _can_break(node: ast.AST) -> bool:
    match node:
        case ast.Compare(ops=[first, *_]):
            return type(first) in _SWAPS
        case ast.BinOp(op=sign):
            return type(sign) in _SWAPS
        case ast.Constant(value=value):
            return type(value) in (int, float)
        case ast.UnaryOp(op=ast.Not()):
            return True
        case _:
            return isinstance(node, ast.BoolOp)


def mutate(source: str, number: int) -> str:
    """Return a module's source with its breakable node of that number changed."""
    return ast.unparse(broken(source, number))


def broken(source: str, number: int) -> ast.Module:
    """Return a module with its breakable node of that number changed, all else in its line and column."""
    tree = ast.parse(source)
    node, _ = list(breakable(tree))[number]
    if isinstance(node, ast.Compare):
        node.ops[0] = _SWAPS[type(node.ops[0])]()  # type: ignore[call-overload]
    elif isinstance(node, ast.BoolOp | ast.BinOp):
        node.op = _SWAPS[type(node.op)]()  # type: ignore[assignment]
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
    elif isinstance(node, ast.Constant):
        assert isinstance(node.value, int | float)
        node.value = node.value * NUMBER_FACTOR if node.value else 1
    return ast.fix_missing_locations(tree)


def change(source: str, number: int) -> str:
    """Return the lines that the mutant has otherwise, for the reader of the report."""
    plain = ast.unparse(ast.parse(source)).splitlines()
    changed = difflib.unified_diff(plain, mutate(source, number).splitlines(), lineterm="", n=0)
    return " | ".join(line[0] + line[1:].strip() for line in list(changed)[2:] if line[0] in "+-")


def places(under: str) -> list[Place]:
    """Return all places of the package below a folder."""
    found = []
    for file in sorted((ROOT / PACKAGE / under).rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found += [Place(file.relative_to(ROOT), i, line) for i, (_, line) in enumerate(breakable(tree))]
    return found
