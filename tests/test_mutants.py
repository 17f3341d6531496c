from __future__ import annotations

import ast
import os
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest
from coverage import CoverageData

from tests.bench import breaks, mutants
from tests.bench.breaks import Place, breakable, change, mutate
from tests.bench.mutants import Known, Learnt, choose, functions, joined, read, runs
from tests.bench.warm import alive, broken_file, replace

SOURCE = "def f(a: int, b: int) -> bool:\n    return not (a < b + 1 and b in (0, a))\n"
LONG = """\
def f(a: int) -> int:
    if a and (
        a < 3
    ):
        return g(
            a,
            2,
        )
    return 0
"""

NESTED = """\
def seven():
    def inner():
        return 7
    return inner()

class Holder:
    @property
    def nine(self):
        return 9
"""


def test_each_place_changes_the_source_in_one_way() -> None:
    count = len(list(breakable(ast.parse(SOURCE))))
    plain = ast.unparse(ast.parse(SOURCE))
    changed = {mutate(SOURCE, number) for number in range(count)}
    assert len(changed) == count
    assert plain not in changed
    assert any("a >= b + 1" in text for text in changed)
    assert any("a < b - 1" in text for text in changed)
    assert any("a < b + 2" in text for text in changed)
    assert any(" or " in text for text in changed)
    assert any("b not in" in text for text in changed)


def test_a_report_shows_the_line_before_and_after() -> None:
    assert "-return 0 | +return 1" in {change(LONG, number) for number in range(5)}


def test_a_place_lies_in_the_outermost_function_around_it() -> None:
    assert functions(NESTED) == dict.fromkeys((2, 3, 4), "seven") | {9: "Holder.nine"}


FILE = Path("pipeline/surveyrefs/text/join.py")
F = f"{FILE.as_posix()}::f"


def test_the_quick_ones_of_the_tests_that_run_a_function_come_first() -> None:
    known = Known({"a": 100.0, "b": 0.1, "c": 0.2, "d": 0.0}, {F: ["a", "", "c", "b"], F[:-1] + "g": ["d"]})
    assert runs(Place(FILE, 0, 7), LONG, known) == ["b", "c", "a"]


def test_the_tests_of_the_module_come_before_quicker_ones() -> None:
    own = "tests/text/test_join.py::test_join"
    assert runs(Place(FILE, 0, 9), LONG, Known({own: 2.0, "b": 0.1}, {F: ["b", own]})) == [own, "b"]


def test_a_place_that_no_test_is_known_to_run_meets_the_tests_of_its_folder() -> None:
    place = Place(Path("pipeline/surveyrefs/text/join.py"), 0, 2)
    files = runs(place, LONG, Known({}, {}))
    assert "tests/text/test_join.py" in files
    assert all(name.startswith("tests/text/test_") for name in files)


REPORT = """\
0.25s call     t.py::well
0.50s setup    t.py::well
0.75s call     t.py::other
FAILED t.py::ill[a b] - AssertionError: no
"""


def test_what_tests_run_is_read_by_their_files(tmp_path: Path) -> None:
    """Failing tests notice nothing; what fixtures run may serve all tests of the file."""
    (tmp_path / "m.py").write_text(NESTED)
    covered = CoverageData(str(tmp_path / "data"))
    for context, line in {"t.py::well|run": 2, "t.py::ill[a b]|run": 3, "t.py::well|setup": 9, "": 4}.items():
        covered.set_context(context)
        covered.add_lines({"m.py": [1, line]})
    covered.write()
    found = read(tmp_path / "data", REPORT, tmp_path, {"t.py": "1a"}, Learnt("", {}, {"n.py::g": [""]}))
    tests = {"m.py::seven": ["t.py::well"], "m.py::Holder.nine": ["t.py::other", "t.py::well"]}
    assert found["t.py"] == Learnt("1a", {"t.py::well": 0.75, "t.py::other": 0.75}, tests)
    assert found[""].functions == {"n.py::g": [""], "m.py::seven": [""]}
    assert sorted(joined(found.values()).functions["m.py::seven"]) == ["", "t.py::well"]


@pytest.mark.parametrize(
    ("at", "count", "nodes"),
    [([], 2, 2), ([], None, 20), (["a/m.py"], None, 3), (["m.py:2"], None, 1), (["m.py", "n.py"], 4, 4)],
)
def test_places_are_drawn_or_those_of_a_module_or_line(at: list[str], count: int | None, nodes: int) -> None:
    found = [Place(Path("a/m.py"), node, node + 1) for node in range(3)]
    found += [Place(Path("b/n.py"), node, 1) for node in range(20)]
    chosen = choose(found, at, count, 1)
    assert len(set(chosen)) == nodes
    assert all(any(place.file.name in a for a in at) for place in chosen) or not at


def test_functions_get_the_code_of_the_broken_source(tmp_path: Path) -> None:
    file = tmp_path / "m.py"
    file.write_text(NESTED)
    made: dict[str, Any] = {}
    exec(compile(NESTED, str(file), "exec", dont_inherit=True), made)
    last = len(list(breakable(ast.parse(NESTED)))) - 1
    assert (made["seven"](), made["Holder"].nine.fget(None)) == (7, 9)
    replace(alive(), file, NESTED, 0)
    assert made["seven"]() == 14
    replace(alive(), file, NESTED, last)
    assert made["Holder"].nine.fget(None) == 18


def test_a_file_is_broken_only_for_a_while(tmp_path: Path) -> None:
    file = tmp_path / "m.py"
    file.write_text(SOURCE)
    os.utime(file, (5, 5))
    with broken_file(file, 0) as whole:
        assert whole == SOURCE
        assert file.read_text() != SOURCE
    assert file.read_text() == SOURCE
    assert file.stat().st_mtime == 5


def test_what_no_test_asks_for_survives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in {
        "pipeline/surveyrefs/__init__.py": "",
        "pipeline/surveyrefs/m.py": "def f(a: int) -> int:\n    return a + 0\n\n\ndef g() -> int:\n    return 5\n",
        "tests/test_m.py": "from surveyrefs.m import f, g\ndef test_f():\n    assert f(0) == 0\n    assert g() == 5\n",
        "pyproject.toml": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    for name in ("warm.py", "breaks.py"):
        (tmp_path / "tests/bench").mkdir(exist_ok=True)
        shutil.copy(Path(mutants.__file__).with_name(name), tmp_path / "tests/bench")
    for module in (breaks, mutants):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(mutants, "COPIED", ("pipeline", "tests", "pyproject.toml"))
    monkeypatch.setattr("sys.argv", ["mutants", "--places", "3", "--jobs", "1", "--build", str(tmp_path / "build")])
    assert mutants.main() == 1
    assert [n for n in msgspec.json.decode((tmp_path / "build/learnt.json").read_bytes()) if n] == ["tests/test_m.py"]
    said = capsys.readouterr().out
    assert "SURVIVED  pipeline/surveyrefs/m.py:2  -return a + 0 | +return a - 0" in said
    assert said.count("noticed   ") == 2
    assert (tmp_path / "pipeline/surveyrefs/m.py").read_text().startswith("def f(a: int) -> int:\n    return a + 0\n")
