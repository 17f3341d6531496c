from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from surveyrefs import __version__, cli
from surveyrefs.commands import extract
from tests import pdfs
from tests.fakes import fake_stages, files_of

ROOT = Path(__file__).parent.parent


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put fakes in the place of the real stages."""
    monkeypatch.setattr(extract, "standard_stages", fake_stages)


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with two inputs of the fake stages and go to its parent."""
    folder = tmp_path / "inputs"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.pdf").write_text("Beta", encoding="utf-8")
    (folder / "deep" / "a.PDF").write_text("Alpha", encoding="utf-8")
    (folder / "notes.txt").write_text("no input", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_version_and_module_are_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["--version"])
    assert stop.value.code == 0
    assert capsys.readouterr().out == f"surveyrefs {__version__}\n"
    done = subprocess.run(
        [sys.executable, "-m", "surveyrefs", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"surveyrefs {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["extract"], ["extract", "x", "--jobs", "0"], ["extract", "x", "--jobs", "many"]]
)
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2


def test_every_command_loads_and_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    for name in cli.COMMANDS:
        with pytest.raises(SystemExit) as stop:
            cli.main([name, "--help"])
        assert stop.value.code == 0
        assert capsys.readouterr().out.startswith(f"usage: surveyrefs {name}")


@pytest.mark.usefixtures("faked")
def test_folders_are_searched_and_a_second_run_does_nothing(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", "inputs"]) == 0
    first = capsys.readouterr()
    assert "a (1 pages, fake)" in first.out
    assert "1 linked, 1 unlinked" in first.out
    assert first.out.endswith("2 papers done; see outputs/index.csv.\n")
    assert first.err == "", "no progress bar without a terminal"
    before = files_of(Path("outputs"))
    assert cli.main(["extract", "inputs"]) == 0
    assert capsys.readouterr().out == "Nothing to do: 2 papers up to date in outputs.\n"
    assert files_of(Path("outputs")) == before
    assert {name.split("/")[0] for name in before} == {"a", "b", "index.csv"}


@pytest.mark.usefixtures("faked")
def test_names_come_from_the_file_or_its_folder(inputs: Path) -> None:
    assert cli.main(["extract", "inputs/deep", "--name", "parent", "-q", "-o", "x/y"]) == 0
    assert Path("x/y/deep/references.csv").is_file()


@pytest.mark.usefixtures("faked")
def test_one_input_named_twice_is_one_paper(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", "inputs/b.pdf", "inputs", str(inputs / "b.pdf")]) == 0
    assert "2 papers done" in capsys.readouterr().out


@pytest.mark.usefixtures("faked", "inputs")
def test_quiet_prints_nothing_and_verbose_prints_stages(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", "inputs", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert cli.main(["extract", "inputs/b.pdf", "-v", "--force"]) == 0
    assert capsys.readouterr().err.splitlines()[0] == "b: parse"


@pytest.mark.usefixtures("faked")
def test_a_failing_paper_is_one_line_and_exit_one(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (inputs / "bad.pdf").write_text("no bibliography", encoding="utf-8")
    (inputs / "bug.pdf").write_text("bug", encoding="utf-8")
    assert cli.main(["extract", "inputs", "inputs/gone.pdf"]) == 1
    seen = capsys.readouterr()
    lines = seen.err.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("surveyrefs: inputs/bad.pdf: no bibliography was found. ")
    assert lines[1].startswith("surveyrefs: inputs/bug.pdf: ")
    assert lines[2] == "surveyrefs: inputs/gone.pdf: no such file. Check the path."
    assert seen.out.endswith("2 papers done, 3 failed; see outputs/index.csv.\n")
    assert {p.name for p in Path("outputs").iterdir()} == {"a", "b", "index.csv"}
    cli.main(["extract", "inputs/bug.pdf", "-v"])
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.usefixtures("faked")
def test_two_inputs_of_one_name_are_refused_before_any_work(inputs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (inputs / "deep" / "b.pdf").write_text("Other", encoding="utf-8")
    assert cli.main(["extract", "inputs"]) == 2
    error = capsys.readouterr().err
    assert "inputs/b.pdf" in error
    assert "inputs/deep/b.pdf" in error
    assert error.count("\n") == 1
    assert not Path("outputs").exists()


@pytest.mark.usefixtures("faked", "inputs")
def test_an_unwritable_output_is_refused_before_any_work(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").write_text("x", encoding="utf-8")
    assert cli.main(["extract", "inputs", "-o", "file"]) == 2
    assert capsys.readouterr().err.startswith("surveyrefs: file: the output folder cannot be written")
    assert cli.main(["extract", "inputs", "-o", "file/deeper"]) == 2
    Path("out").mkdir()
    Path("out/b").write_text("x", encoding="utf-8")
    assert cli.main(["extract", "inputs", "-o", "out"]) == 1, "the folder of one paper is its own failure"
    assert sorted(p.name for p in Path("out").iterdir()) == ["a", "b", "index.csv"]

    def refused(*_args: object, **_kwargs: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("surveyrefs.inputs.tempfile.mkstemp", refused)
    assert cli.main(["extract", "inputs", "-o", "locked"]) == 2


@pytest.mark.usefixtures("faked", "inputs")
@pytest.mark.parametrize("name", ["index.csv.pdf", ".pdf"])
def test_a_name_that_cannot_be_a_folder_is_refused(name: str) -> None:
    Path(name).write_text("x", encoding="utf-8")
    assert cli.main(["extract", name]) == 2


@pytest.mark.usefixtures("faked", "inputs")
@pytest.mark.parametrize(
    ("name", "folder"), [(b"caf\xe9.pdf", "caf\ufffd"), (b'a, "b"\n c.pdf', 'a, "b"\n c'), (b"=x.pdf", "=x")]
)
def test_odd_names_are_no_trouble(name: bytes, folder: str) -> None:
    try:
        Path(os.fsdecode(name)).write_text("Alpha", encoding="utf-8")
    except OSError:
        pytest.skip("this file system does not take the name")
    assert cli.main(["extract", os.fsdecode(name)]) == 0
    assert (Path("outputs") / folder / "references.csv").is_file()


def test_a_terminal_that_lacks_a_letter_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "日本.txt").write_text("x", encoding="utf-8")
    command = [sys.executable, "-m", "surveyrefs", "extract", str(tmp_path / "日本.txt"), "-o", str(tmp_path / "out")]
    env = os.environ | {"PYTHONIOENCODING": "ascii:strict"}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"??.txt: this is not a PDF" in done.stderr


@pytest.mark.usefixtures("faked", "inputs")
def test_an_empty_folder_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("empty").mkdir()
    assert cli.main(["extract", "empty"]) == 2
    assert "empty: there is no PDF in this folder" in capsys.readouterr().err


@pytest.mark.usefixtures("faked", "inputs")
def test_a_bad_settings_file_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("surveyrefs.toml").write_text("[export]\ndialect = 1\n", encoding="utf-8")
    assert cli.main(["extract", "inputs"]) == 2
    assert "export.dialect: there is no such setting" in capsys.readouterr().err


@pytest.mark.usefixtures("faked", "inputs")
def test_an_interrupt_is_explained(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(extract, "run_papers", interrupted)
    assert cli.main(["extract", "inputs"]) == 130
    assert "goes on" in capsys.readouterr().err


@pytest.mark.usefixtures("faked", "inputs")
def test_previous_wants_one_paper_and_a_finished_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["extract", "inputs", "--previous", "outputs/b"]) == 2
    assert "--previous" in capsys.readouterr().err
    assert cli.main(["extract", "inputs/b.pdf", "--previous", "outputs/b"]) == 2
    assert "no finished run" in capsys.readouterr().err


# With the real stages, from here on.


def test_bad_pdfs_fail_with_reason_and_remedy_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty.pdf").write_bytes(b"")
    Path("html.pdf").write_text("<!DOCTYPE html><p>Not found</p>" * 50, encoding="utf-8")
    Path("folder.txt").mkdir()
    pdfs.survey(Path("good.pdf"))
    pdfs.truncated(Path("truncated.pdf"))
    pdfs.encrypted(Path("locked.pdf"), "secret")
    pdfs.scan(Path("scan.pdf"))
    pdfs.survey(Path("nobib.pdf"), body=[*pdfs.BODY] * 2, references=())
    pdfs.survey(Path("long.pdf"), copies=6)
    assert cli.main(["extract", ".", "gone.pdf", "--max-pages", "5", "--password", "wrong"]) == 1
    reasons = dict(re.findall(r"surveyrefs: (\S+): (.*)\n", capsys.readouterr().err))
    expected = {
        "empty.pdf": "empty", "html.pdf": "not a PDF", "truncated.pdf": "truncated or damaged",
        "locked.pdf": "encrypted", "scan.pdf": "no text layer", "nobib.pdf": "no bibliography",
        "long.pdf": "pages", "gone.pdf": "no such file",
    }  # fmt: skip
    assert reasons.keys() == expected.keys()
    for name, words in expected.items():
        assert words in reasons[name]
    assert {p.name for p in Path("outputs").iterdir()} == {"good", "index.csv"}


def test_the_right_password_opens(tmp_path: Path) -> None:
    path = pdfs.encrypted(tmp_path / "locked.pdf", "secret")
    assert cli.main(["extract", str(path), "-o", str(tmp_path / "out"), "--password", "secret", "-q"]) == 0
    assert (tmp_path / "out" / "locked" / "references.bib").is_file()


def test_keys_come_from_a_template(tmp_path: Path) -> None:
    path = pdfs.survey(tmp_path / "x.pdf")
    out = tmp_path / "out"
    assert cli.main(["extract", str(path), "-o", str(out), "--key-format", "{year}{auth}", "-q"]) == 0
    rows = (out / "x" / "references.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.split(",")[1] for row in rows] == ["2019archer", "2020carter", "2021dean", "2018grant"]


def _extract(tmp_path: Path, out: str, *options: str, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "surveyrefs", "extract", str(tmp_path / "in"), "-o", str(tmp_path / out), "-q"]
    env = os.environ | {"PYTHONHASHSEED": "random"} | environment
    subprocess.run([*command, *options], cwd=ROOT, env=env, check=True, timeout=120)
    return files_of(tmp_path / out)


def test_runs_give_the_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    pdfs.survey(tmp_path / "in" / "one.pdf")
    pdfs.survey(tmp_path / "in" / "two.pdf", body=[*pdfs.BODY, "# 3 Ünïcode", "Naïve œuvres [4]."])
    plain = _extract(tmp_path, "a")
    elsewhere = {"TZ": "Asia/Kathmandu", "LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE", "PYTHONUTF8": "0"}
    other = _extract(tmp_path, "b", "--jobs", "2", **elsewhere)
    assert plain == other
    assert "one/citations.csv" in plain
    for name, data in plain.items():
        assert str(tmp_path).encode() not in data, name
        assert b"\r" not in data, name
