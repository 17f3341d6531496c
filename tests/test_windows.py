"""What would go wrong on Windows and can be seen from here: paths, names, encodings, modules that are missing."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest

from surveyrefs import store
from surveyrefs.export.tabular import table_files
from surveyrefs.model.document import Document, Passage, Table
from surveyrefs.parse.grobid.recorded import path_of
from tests.export import build as export_build

ROOT = Path(__file__).parent.parent
PROGRAMS = [p for folder in ("pipeline/surveyrefs", "tests/bench") for p in sorted((ROOT / folder).rglob("*.py"))]
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def without_encoding(tree: ast.AST) -> Iterator[str]:
    """Give the calls that read or write text in whatever encoding the system has."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        on = ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""
        given = {keyword.arg for keyword in node.keywords}
        given |= {"encoding"} if (name == "read_text" and node.args) or on == "writer" else set()  # a TextWriter
        text = name in ("read_text", "write_text") or (name in ("run", "Popen", "check_output") and "text" in given)
        mode = next((a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)), "r")
        if name in ("open", "fdopen") and on not in ("pymupdf", "tagger", "tarfile", "archive") and "b" not in mode:
            text = not (on == "os" and name == "open")
        if text and "encoding" not in given:
            yield f"line {node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda p: str(p.relative_to(ROOT)))
def test_text_has_an_encoding_of_its_own(path: Path) -> None:
    assert list(without_encoding(ast.parse(path.read_text(encoding="utf-8")))) == []


def test_the_check_of_encodings_can_fail() -> None:
    for wrong in ("p.read_text()", "open(p)", "p.open('w')", "subprocess.run(c, text=True)", "p.write_text(t)"):
        assert list(without_encoding(ast.parse(wrong))), wrong
    for right in ("p.read_text('utf-8')", "open(p, 'rb')", "os.open(p, 0)", "subprocess.run(c)"):
        assert not list(without_encoding(ast.parse(right))), right


@pytest.mark.parametrize("name", ["C:/Windows/x", "c:x", "\\x", "a\\b", "..\\x", "//server/share/x", "/x", "../x", ""])
def test_no_name_in_a_manifest_leads_out_of_its_folder(name: str, tmp_path: Path) -> None:
    manifest = store.Manifest(survey="s", status="done", surveyrefs="1", sha256="", files={name: "0", "a/b.csv": "1"})
    (tmp_path / "manifest.json").write_bytes(store.manifest_bytes(manifest))
    found = store.find_manifest(tmp_path)
    assert found is not None
    assert set(found.files) == {"a/b.csv"}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("file:///C:/Users/me/my%20tei", "C:/Users/me/my tei"),
        ("file://server/share/tei", "//server/share/tei"),
        ("file:///home/me/tei", "/home/me/tei"),
        ("file://localhost/home/me", "/home/me"),
    ],
)
def test_a_folder_as_an_address_and_back(url: str, path: str) -> None:
    assert path_of(url) == path
    there = PureWindowsPath("C:\\Users\\me\\my tei")
    assert PureWindowsPath(path_of(there.as_uri())) == there


def test_names_of_tables_are_names_of_files_there() -> None:
    numbers = ("IV", "A.2", "1:2", "3*", 'x"y', "a/b", "a\\b", "<1>", "?", "|", "1.", "Ⅳ")
    box = export_build.NO_BOX
    tables = tuple(Table(n, Passage("caption", n), ("A",), (), (), (), 1, box) for n in numbers)
    document: Document = export_build.run(document={"tables": tables}).document
    names = [name for name, _ in table_files(document)]
    assert len({name.lower() for name in names}) == len(numbers), "case does not part names there"
    for name in names:
        assert PureWindowsPath(name).name == name
        assert not set(name) & set('<>:"/\\|?*')
        assert PureWindowsPath(name).stem.lower() not in RESERVED
        assert not PureWindowsPath(name).stem.endswith(" ")


def test_a_run_without_what_only_posix_has(tmp_path: Path) -> None:
    """Modules and signals that Windows lacks are taken away, and the console speaks cp1252."""
    program = (
        "import os, signal, sys\n"
        "for name in ('fcntl', 'resource', 'termios', 'pwd', 'grp'): sys.modules[name] = None\n"
        "for name in ('SIGALRM', 'SIGHUP', 'setitimer', 'ITIMER_REAL'): delattr(signal, name)\n"
        "import surveyrefs.guard as guard\n"
        "class System: platform = 'win32'; version_info = sys.version_info\n"
        "guard.sys = System\n"
        "from surveyrefs.__main__ import run\n"
        "if __name__ == '__main__':\n"
        f"    sys.argv = ['surveyrefs', 'extract', {str(ROOT / 'inputs/retrieval-survey-v1.pdf')!r}, '-o', 'out']\n"
        "    sys.exit(run())\n"
    )
    script = tmp_path / "without.py"
    script.write_text(program, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONIOENCODING"}
    environment |= {"PYTHONPATH": str(ROOT / "pipeline"), "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run([sys.executable, script], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "I: SYSTEMS BY THE PLACE WHERE RETRIEVED TEXT ENTERS THE MODEL (10 × 6)" in done.stdout.decode("utf-8")
    manifest = json.loads((tmp_path / "out" / "retrieval-survey-v1" / "manifest.json").read_bytes())
    assert manifest["counts"]["references"] == 59
