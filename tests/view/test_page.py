"""The page as a file: what is in it, how large it is, where its PDF is looked for."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pymupdf
import pytest

from surveyrefs import cli
from surveyrefs.view import embed, page
from tests.view.conftest import SAMPLE

AES_256 = 5  # PyMuPDF does not annotate its PDF_ENCRYPT_AES_256


def block(html: str, name: str) -> object:
    match = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html)
    assert match
    return json.loads(match[1])


def test_all_is_in_one_small_file(sample_page: Path) -> None:
    html = sample_page.read_text(encoding="utf-8")
    assert len(html) < 2_000_000
    assert len(re.findall(r'id="page-\d+">"data:image/png;base64,', html)) == 6
    assert not re.findall(r'(?:src|href)="(?!#|data:)', re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL))
    survey = block(html, "survey")
    assert isinstance(survey, dict)
    assert len(survey["works"]) == 59
    assert survey["works"][0]["places"][0][0] == 4
    lines = block(html, "lines")
    assert isinstance(lines, list)
    assert len(lines) == 6


def test_the_same_run_gives_the_same_page(sample_run: Path, sample_page: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.html"
    assert cli.main(["view", str(sample_run), str(SAMPLE), "-o", str(again)]) == 0
    assert again.read_bytes() == sample_page.read_bytes()


def test_the_pdf_is_found_in_inputs(
    sample_run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(sample_run, tmp_path / "outputs" / sample_run.name)
    monkeypatch.chdir(tmp_path)
    assert cli.main(["view", str(folder)]) == 2
    assert "--no-pages" in capsys.readouterr().err
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    (inputs / SAMPLE.name).write_bytes(b"%PDF- another file of that name")
    assert cli.main(["view", str(folder)]) == 2
    shutil.copy(SAMPLE, inputs)
    assert cli.main(["view", str(folder)]) == 0
    assert 'id="page-6"' in (folder / "view.html").read_text(encoding="utf-8")


def test_another_pdf_is_refused(sample_run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = SAMPLE.with_name("retrieval-survey-v2.pdf")
    assert cli.main(["view", str(sample_run), str(other), "-o", str(tmp_path / "x.html")]) == 2
    assert "not the PDF" in capsys.readouterr().err
    assert cli.main(["view", str(sample_run), str(tmp_path / "none.pdf")]) == 2


def test_an_encrypted_pdf_needs_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(page, "pictures_html", lambda survey: "")
    locked = tmp_path / "locked.pdf"
    with pymupdf.open(SAMPLE) as made:
        made.save(locked, encryption=AES_256, user_pw="open", owner_pw="x")
    assert cli.main(["extract", str(locked), "-o", str(tmp_path / "out"), "--password", "open", "-q"]) == 0
    command = ["view", str(tmp_path / "out" / "locked"), str(locked)]
    assert cli.main(command) == 1
    assert "password" in capsys.readouterr().err
    assert cli.main([*command, "--password", "open"]) == 0


def test_without_pages_it_is_smaller(sample_run: Path, tmp_path: Path) -> None:
    path = tmp_path / "small.html"
    assert cli.main(["view", str(sample_run), "--no-pages", "-o", str(path)]) == 0
    html = path.read_text(encoding="utf-8")
    assert len(html) < 700_000
    survey = block(html, "survey")
    assert isinstance(survey, dict)
    assert survey["pages"] == []


def test_a_paper_list_has_a_page_too(tmp_path: Path) -> None:
    listed = SAMPLE.with_name("retrieval-list.md")
    assert cli.main(["extract", str(listed), "-o", str(tmp_path), "-q"]) == 0
    assert cli.main(["view", str(tmp_path / listed.stem)]) == 0
    assert (tmp_path / listed.stem / "view.html").is_file()


def test_all_scripts_are_in_the_page_and_define_no_name_twice() -> None:
    files = {path.name for path in embed.STATIC.glob("*.js")}
    assert files == set(page.SCRIPTS)
    names = [
        name
        for file in page.SCRIPTS
        for name in re.findall(r"^(?:export )?(?:async )?(?:function|class|const|let) (\w+)", embed.static(file), re.M)
    ]
    assert len(names) == len(set(names))
    for number, file in enumerate(page.SCRIPTS):
        for imported in re.findall(r'from "\./([\w-]+\.js)"', embed.static(file)):
            assert imported in page.SCRIPTS[:number]
