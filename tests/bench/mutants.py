"""Break the code in random places, one at a time, and say which breaks no test notices.

    python -m tests.bench.mutants [--places 20] [--seed 1] [--under parse/embedded]

A place is a comparison, a connective, an arithmetic sign, a number or a `not` in a function of the package. Each mutant
runs the tests that mirror its module first, then the whole suite (but for tests that start programs of others).
Nothing in the tree is touched: the mutants live in a copy.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
PACKAGE = Path("pipeline") / "surveyrefs"
COPIED = ("pipeline", "tests", "training", "inputs", "docs", "pyproject.toml", "README.md", "Makefile")
SLOW = ("tests/export/test_programs.py", "tests/training")
TIMEOUT = 600  # seconds for a run of tests: a mutant that hangs is noticed

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
    return ast.unparse(ast.fix_missing_locations(tree))


def places(under: str) -> list[Place]:
    """Return all places of the package below a folder."""
    found = []
    for file in sorted((ROOT / PACKAGE / under).rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        found += [Place(file.relative_to(ROOT), i, line) for i, (_, line) in enumerate(breakable(tree))]
    return found


def survives(place: Place, copy: Path) -> bool:
    """Tell whether all tests pass with the place broken."""
    file = copy / place.file
    source = (ROOT / place.file).read_text(encoding="utf-8")
    file.write_text(mutate(source, place.node), encoding="utf-8")
    try:
        mirror = Path("tests") / place.file.relative_to(PACKAGE).parent / f"test_{place.file.name}"
        own = [str(mirror)] if (copy / mirror).is_file() else []
        return all(_passes(copy, tests) for tests in ([own] if own else []) + [["tests", *_without_slow()]])
    finally:
        file.write_text(source, encoding="utf-8")


def _without_slow() -> list[str]:
    return [f"--ignore={name}" for name in SLOW]


def _passes(copy: Path, arguments: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "2", "-p", "no:cacheprovider", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(copy / "pipeline"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main() -> int:
    """Break random places and print what became of each; the exit status is 1 where more than a tenth survives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--under", default="", help="folder of the package")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "mutants")
    arguments = parser.parse_args()
    copy: Path = arguments.build.resolve()
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
    chosen = random.Random(arguments.seed).sample(places(arguments.under), arguments.places)
    alive = 0
    for place in chosen:
        survived = survives(place, copy)
        alive += survived
        print(f"{'SURVIVED' if survived else 'noticed '}  {place.file}:{place.line}", flush=True)
    print(f"{len(chosen) - alive} noticed, {alive} survived")
    return int(alive * 10 > len(chosen))


if __name__ == "__main__":
    sys.exit(main())
