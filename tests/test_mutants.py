from __future__ import annotations

import ast
from pathlib import Path

import pytest
from coverage import CoverageData

from tests.bench import breaks, mutants
from tests.bench.breaks import Place, breakable, change, mutate, statement_lines
from tests.bench.mutants import Known, read, runs

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


@pytest.mark.parametrize(
    ("line", "lines"), [(2, range(2, 5)), (3, range(2, 5)), (6, range(5, 9)), (9, range(9, 10)), (99, range(99, 100))]
)
def test_a_place_lies_in_its_innermost_statement_or_above_what_the_statement_holds(line: int, lines: range) -> None:
    assert statement_lines(LONG, line) == lines


def test_the_quick_ones_of_the_tests_that_run_a_place_come_first() -> None:
    file = Path("pipeline/surveyrefs/text/join.py")
    seconds = {"a": 100.0, "b": 0.1, "c": 0.2, "d": 0.0}
    known = Known(seconds, {file.as_posix(): {5: ["a", ""], 6: ["c", "b"], 9: ["d"]}})
    assert runs(Place(file, 0, 7), LONG, known) == [["b", "c"], ["a"]]


def test_a_place_that_no_test_is_known_to_run_meets_the_tests_of_its_folder() -> None:
    place = Place(Path("pipeline/surveyrefs/text/join.py"), 0, 2)
    ((*files,),) = runs(place, LONG, Known({}, {}))
    assert "tests/text/test_join.py" in files
    assert all(name.startswith("tests/text/test_") for name in files)


def test_tests_that_fail_with_whole_code_notice_nothing(tmp_path: Path) -> None:
    covered = CoverageData(str(tmp_path / "data"))
    for test in ("t.py::well|run", "t.py::ill[a b]|run"):
        covered.set_context(test)
        covered.add_lines({"m.py": [3]})
    covered.write()
    report = "0.25s call     t.py::well\n0.50s setup    t.py::well\nFAILED t.py::ill[a b] - AssertionError: no\n"
    assert read(tmp_path / "data", report) == Known({"t.py::well": 0.75}, {"m.py": {3: ["t.py::well"]}})


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
    for module in (breaks, mutants):
        monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(mutants, "COPIED", ("pipeline", "tests", "pyproject.toml"))
    monkeypatch.setattr("sys.argv", ["mutants", "--places", "3", "--jobs", "1", "--build", str(tmp_path / "build")])
    assert mutants.main() == 1
    said = capsys.readouterr().out
    assert "SURVIVED  pipeline/surveyrefs/m.py:2  -return a + 0 | +return a - 0" in said
    assert said.count("noticed   ") == 2
    assert (tmp_path / "pipeline/surveyrefs/m.py").read_text().startswith("def f(a: int) -> int:\n    return a + 0\n")
