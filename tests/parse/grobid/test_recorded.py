"""A server's answers kept in a folder, and read without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surveyrefs.cli import main
from surveyrefs.errors import BadSetting, EngineError
from surveyrefs.parse.grobid.recorded import INDEX, Answers, Recorded, add_answer, digest, folder_of, is_recorded
from tests.parse.grobid.loopback import Reply, Script, grobid
from tests.parse.grobid.tei_maker import Bibl, tei
from tests.pdfs import survey

TEI = tei([Bibl("Searching large archives", [("A", "Archer")], year="2019", raw="A. Archer. Searching. 2019.")])


def test_what_was_recorded_is_answered_and_nothing_else(tmp_path: Path) -> None:
    index = add_answer(tmp_path, Answers("0.9.1"), b"pdf one", "one", TEI)
    index = add_answer(tmp_path, index, b"pdf two", "one", TEI + b"\n")
    add_answer(tmp_path, index, b"empty", "empty", b"")
    answers = Recorded(tmp_path)
    assert answers.full_text("a.pdf", b"pdf one") == TEI
    assert answers.full_text("b.pdf", b"pdf two") == TEI + b"\n", "two PDFs of one name do not share a file"
    assert answers.full_text("c.pdf", b"empty") == b""
    with pytest.raises(EngineError, match="record-tei"):
        answers.full_text("d.pdf", b"another")


def test_the_version_tells_which_answers(tmp_path: Path) -> None:
    index = add_answer(tmp_path, Answers("0.9.1"), b"pdf one", "one", TEI)
    first = Recorded(tmp_path).version
    assert first.startswith("0.9.1, recorded ")
    add_answer(tmp_path, index, b"pdf two", "two", TEI)
    assert Recorded(tmp_path).version != first


def test_a_changed_or_missing_answer_is_told(tmp_path: Path) -> None:
    add_answer(tmp_path, Answers("0.9.1"), b"pdf", "one", TEI)
    (tmp_path / "one.tei.xml").write_bytes(b"<TEI/>")
    with pytest.raises(EngineError, match="was changed"):
        Recorded(tmp_path).full_text("a.pdf", b"pdf")
    (tmp_path / "one.tei.xml").unlink()
    with pytest.raises(EngineError, match="cannot be read"):
        Recorded(tmp_path).full_text("a.pdf", b"pdf")


@pytest.mark.parametrize("content", [None, "no JSON", "{}"])
def test_a_folder_without_a_readable_index_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / INDEX).write_text(content)
    with pytest.raises(BadSetting):
        Recorded(tmp_path)


def test_addresses(tmp_path: Path) -> None:
    folder = tmp_path / "a b"
    assert is_recorded(folder.as_uri())
    assert folder_of(folder.as_uri()) == folder
    assert not is_recorded("http://localhost:8070")


def test_recorded_once_and_read_without_the_server(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = survey(tmp_path / "survey.pdf")
    kept, out = str(tmp_path / "tei"), str(tmp_path / "out")
    script = Script(lambda _n, _pdf: Reply(body=TEI))
    with grobid(script) as (url, _):
        assert main(["record-tei", str(pdf), "-o", kept, "--grobid-url", url]) == 0
        assert main(["record-tei", str(pdf), "-o", kept, "--grobid-url", url]) == 0
    assert len(script.documents) == 1, "what is kept is not asked again"
    index = json.loads((tmp_path / "tei" / INDEX).read_text())
    assert list(index["answers"]) == [digest(pdf.read_bytes())]
    assert main(["extract", str(pdf), "-o", out, "--engine", "grobid", "--tei", kept, "-q"]) == 0
    manifest = json.loads((tmp_path / "out" / "survey" / "manifest.json").read_text())
    assert manifest["engine"] == "grobid"
    assert str(tmp_path) not in json.dumps(manifest), "outputs tell no path"
    assert main(["doctor", "--engine", "grobid", "--tei", kept]) == 0
    capsys.readouterr()


def test_answers_of_two_servers_do_not_mix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = survey(tmp_path / "survey.pdf")
    add_answer(tmp_path, Answers("0.8.0"), b"another", "one", TEI)
    with grobid(Script(lambda _n, _pdf: Reply(body=TEI))) as (url, _):
        assert main(["record-tei", str(pdf), "-o", str(tmp_path), "--grobid-url", url]) == 2
    assert "0.8.0" in capsys.readouterr().err


def test_one_failure_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = survey(tmp_path / "survey.pdf")
    with grobid(Script(lambda _n, _pdf: Reply(body=TEI))) as (url, _):
        paths = [str(tmp_path / "gone.pdf"), str(pdf)]
        assert main(["record-tei", *paths, "-o", str(tmp_path / "tei"), "--grobid-url", url]) == 1
    assert (tmp_path / "tei" / "survey.tei.xml").is_file()
    assert "gone.pdf" in capsys.readouterr().err
