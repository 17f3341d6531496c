"""The import table, the size limits and the places of heavy libraries, machine-checked."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pipeline" / "surveyrefs"
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 80

STAGES = ("parse", "references", "link", "categorise", "corrections", "lookup", "export", "versions", "lists")
SHARED = ("matching", "citekeys", "csv_text")  # rooms that several stages use
VALUES = {"model", "errors"}
STAGE_MAY = VALUES | {"text", "settings", "data", *SHARED}
RUNNER = {"runner", "stages", "guard", "workers", "collecting"}
COMMAND_LINE = {"cli", "__main__", "commands", "config", "inputs", "summary", "terminal"}
CLUSTER = {"cluster"}
API = {"api"}
EVERYTHING = STAGE_MAY | {"store", "draft", "view", *STAGES} | RUNNER | CLUSTER | API | COMMAND_LINE

# Layer → the layers that it may import besides itself.
MAY_IMPORT: dict[str, set[str]] = {
    "model": VALUES,
    "errors": VALUES,
    "text": VALUES | {"settings"},
    "settings": VALUES | {"text"},
    "csv_text": VALUES | {"text"},
    "matching": VALUES | {"text"},
    "citekeys": VALUES | {"text", "settings"},
    "store": VALUES | {"settings"},
    "draft": VALUES | {"store"},
    **dict.fromkeys(STAGES, STAGE_MAY),
    "view": STAGE_MAY | {"store", *STAGES},
    **dict.fromkeys(RUNNER, EVERYTHING - COMMAND_LINE - API - CLUSTER - {"view"}),
    "cluster": EVERYTHING - COMMAND_LINE - API - {"view"} | {"inputs"},
    "api": EVERYTHING - COMMAND_LINE - CLUSTER | {"config", "inputs"},
    "__init__": API | {"errors"},
    **dict.fromkeys(COMMAND_LINE, EVERYTHING),
}

# Library → the only places, as path prefixes, that may import it.
CONFINED = {
    "pymupdf": ("parse/embedded/pdf/",),
    "fitz": (),
    "requests": ("parse/grobid/client.py", "lookup/client.py"),
    "grobid_client": ("parse/grobid/client.py",),
    "httpx": ("parse/grobid/client.py",),
    "http": ("parse/grobid/client.py",),
    "socket": ("parse/grobid/client.py",),
    "urllib.request": ("parse/grobid/client.py",),
    "argparse": ("cli.py", "commands/"),
    "urllib3": ("parse/grobid/client.py", "lookup/client.py"),
    "markdown_it": ("lists/read/",),
    "vl_convert": ("view/pictures.py",),
    "dask": ("cluster/",),
    "distributed": ("cluster/",),
    "fsspec": ("cluster/",),
    "pyarrow": ("cluster/dataset.py", "export/databases.py"),
    "pickle": (),
}

VALUE_LIBRARIES = {"msgspec"}  # what model and errors may import besides the standard library

HEAVY = (
    "pymupdf", "pandas", "numpy", "markdown_it", "rapidfuzz", "pycrfsuite", "bibtexparser", "pylatexenc", "rich",
    "lxml", "requests", "vl_convert", "dask", "distributed", "fsspec", "pyarrow",
)  # fmt: skip

MODULES = sorted(PACKAGE.rglob("*.py"))


def layer_of(path: Path) -> str:
    """Return the layer of a module: its top folder or file under the package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    """Give the absolute names of all that a module imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_module_belongs_to_a_layer() -> None:
    unknown = {layer_of(path) for path in MODULES} - MAY_IMPORT.keys()
    assert not unknown, "add them to the table here and in docs/design.md"
    assert not list((PACKAGE / "data").rglob("*.py")), "data holds files only"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_follow_the_table(path: Path) -> None:
    layer = layer_of(path)
    allowed = MAY_IMPORT.get(layer, set()) | {layer}
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "surveyrefs" and len(parts) > 1 and parts[1] != "__version__":
            assert parts[1] in allowed, f"{layer} may not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_libraries_stay_in_their_places(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for name in imports_of(path):
        for library, places in CONFINED.items():
            if name == library or name.startswith(f"{library}."):
                assert place.startswith(places), f"{library} may only be imported in {places or 'no place'}"
        if layer_of(path) in VALUES and not name.startswith("surveyrefs"):
            root = name.split(".")[0]
            assert root in sys.stdlib_module_names or root in VALUE_LIBRARIES


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_modules_and_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MAX_MODULE_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_public_names_have_docstrings(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("arguments", [["--version"], ["extract", "--help"], ["batch", "--help"]])
def test_starting_imports_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom surveyrefs.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""


def test_stage_packages_are_all_present() -> None:
    for stage in ("parse", "references", "link", "categorise", "export"):
        assert (PACKAGE / stage / "__init__.py").is_file()


# What a comparison may hold without a name: none, one, two, before the first, quarter turns.
PLAIN_NUMBERS = {-1, 0, 1, 2, 90, 180, 270}


@pytest.mark.parametrize(
    "path", [p for p in MODULES if layer_of(p) in {"parse", "references"}], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_thresholds_have_names(path: Path) -> None:
    bare = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        for side in (node.left, *node.comparators)
        if _number(side) is not None and _number(side) not in PLAIN_NUMBERS
    ]
    assert not bare, f"{path.relative_to(PACKAGE)}: give these numbers names, with unit, effect and reason"


def _number(node: ast.expr) -> float | None:
    """Return a number written in the code, None for anything else."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        number = _number(node.operand)
        return None if number is None else -number
    plain = isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    return float(node.value) if plain and isinstance(node, ast.Constant) else None  # type: ignore[arg-type]
