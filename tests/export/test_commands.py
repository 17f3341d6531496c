"""`surveyrefs export` and `surveyrefs check` on a finished run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from surveyrefs import cli
from surveyrefs.commands import export as export_command
from surveyrefs.export import export
from surveyrefs.export.formats import FORMATS
from surveyrefs.model.document import Document
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.reference import References
from surveyrefs.runner import Paper, Plan, run_paper
from surveyrefs.settings import Settings
from surveyrefs.stages import Stage
from tests.export.build import full_run


def stages() -> tuple[Stage, ...]:
    """Return stages that make the parts of a known run."""
    run = full_run()
    return (
        Stage("parse", Document, lambda _w, _s: run.document, lambda _: 0),
        Stage("references", References, lambda _w, _s: run.references, lambda _: 0),
        Stage("link", Links, lambda _w, _s: run.links, lambda _: 0),
        Stage("categorise", Categories, lambda _w, _s: run.categories, lambda _: 0),
        Stage("export", None, lambda w, s: export(w.run(), s.export), lambda _: 0),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a finished run."""
    pdf = tmp_path / "s.pdf"
    pdf.write_text("x", encoding="utf-8")
    outcome = run_paper(Paper(pdf, "survey-1"), Plan(tmp_path / "out", Settings(), stages))
    assert outcome.status == "done", outcome
    return tmp_path / "out" / "survey-1"


def test_the_formats_of_the_command_are_those_of_the_package() -> None:
    assert export_command.FORMATS == FORMATS


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(folder: Path, name: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["export", str(folder), "--to", name]) == 0
    text = capfdbinary.readouterr().out.decode()
    assert text.count("openai2024gpt") >= 1
    if name == "bibtex":
        assert text == (folder / "references.bib").read_text(encoding="utf-8")
    if name == "zotero":
        assert text == (folder / "references.zotero.bib").read_text(encoding="utf-8")


def test_options(folder: Path) -> None:
    out = folder.parent / "deep" / "refs.csv"
    assert cli.main(["export", str(folder), "--to", "csv", "--bom", "-o", str(out)]) == 0
    assert out.read_bytes().startswith("\ufeffprinted_label,key,".encode())
    assert ",Search > Fast / greedy; Planning\n" in out.read_text(encoding="utf-8-sig")
    bib = folder.parent / "x.bib"
    arguments = ["export", str(folder), "--latex", "--no-provenance", "--key-format", "{Auth}{yy}", "-o", str(bib)]
    assert cli.main(arguments) == 0
    text = bib.read_text(encoding="utf-8")
    assert '@article{Muller23,\n  author        = {M{\\"u}ller, J{\\"o}rg},' in text
    assert "annote" not in text


def test_keys_of_a_template_reach_every_format(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["export", str(folder), "--to", "csl-json", "--key-format", "{label}"]) == 0
    assert [item["id"] for item in json.loads(capfdbinary.readouterr().out)] == ["1", "2", "3"]


def test_errors(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(folder), "--key-format", "{nonsense}"]) == 2
    assert "there is no placeholder {nonsense}" in capsys.readouterr().err
    assert cli.main(["export", str(folder.parent)]) == 2
    assert cli.main(["check", str(folder / "missing.bib")]) == 2


def test_check_of_a_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == "references.bib: no findings\n"
    bib = folder / "references.bib"
    bib.write_text(bib.read_text(encoding="utf-8").replace("10.1000/x_y", "doi:10.1000/x"), encoding="utf-8")
    assert cli.main(["check", str(folder)]) == 1
    assert capsys.readouterr().out == (
        "mueller2023planning [1] doi: 'doi:10.1000/x' is no plain DOI. Write 10.1000/x. (bad-doi)\n"
        "references.bib: 1 finding\n"
    )
    assert cli.main(["check", str(bib), "--format", "csv"]) == 1
    assert capsys.readouterr().out.splitlines()[1].startswith("bad-doi,mueller2023planning,,doi,")
