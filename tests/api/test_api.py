"""The Python API: what it gives, in which types, and what it raises."""

from __future__ import annotations

import doctest
import importlib
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

import surveyrefs
from surveyrefs import errors
from surveyrefs.api import reading
from surveyrefs.cli import main
from surveyrefs.export import schema
from surveyrefs.stages import Stage
from tests.pdfs import encrypted

ROOT = Path(__file__).parent.parent.parent
V1, V2 = (ROOT / "inputs" / f"retrieval-survey-v{n}.pdf" for n in (1, 2))


@pytest.fixture(scope="module")
def survey() -> surveyrefs.Survey:
    return surveyrefs.extract(V1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("out")
    assert main(["extract", str(V1), "-o", str(output), "-q"]) == 0
    return output / V1.stem


def test_examples_of_docstrings_and_guide_are_true(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    monkeypatch.chdir(tmp_path)
    known = cache(surveyrefs.extract)  # each survey is read once, however many examples name it
    monkeypatch.setattr("surveyrefs.api.extract", known)
    monkeypatch.setattr("surveyrefs.api.difference.extract", known)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    for name in ("survey", "difference", "reading"):
        failed, tried = doctest.testmod(importlib.import_module(f"surveyrefs.api.{name}"), optionflags=flags)
        assert tried
        assert not failed
    for page in ("docs/python.md", "README.md"):
        failed, tried = doctest.testfile(str(ROOT / page), module_relative=False, optionflags=flags)
        assert tried > 5
        assert not failed


@pytest.mark.parametrize("name", ["references", "citations", "assignments", "sections", "problems"])
def test_frames_are_the_csv_files_with_types(name: str, survey: surveyrefs.Survey, folder: Path) -> None:
    frame = getattr(survey, name)
    written = pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)
    assert list(frame.columns) == list(written.columns) == list(schema.TABLES[name])
    assert len(frame) == len(written)
    for column, kind in schema.types_of(name).items():
        assert frame[column].dtype == {"string": "string", "integer": "Int64", "number": "Float64"}.get(kind, "boolean")
        if kind == "string":
            assert frame[column].fillna("").tolist() == written[column].tolist()
        elif kind == "integer":
            assert [str(v) if v is not pd.NA else "" for v in frame[column]] == written[column].tolist()
    pd.testing.assert_frame_equal(frame, getattr(surveyrefs.load(folder), name))


def test_ids_that_look_like_numbers_stay_text(survey: surveyrefs.Survey) -> None:
    assert "2310.11511" in survey.references["arxiv"].dropna().tolist()
    assert survey.references["year"].dtype == "Int64"


def test_frames_are_copies(survey: surveyrefs.Survey) -> None:
    mine = survey.references
    mine.loc[0, "key"] = "changed"
    assert survey.references.loc[0, "key"] == "vaswani2017attention"


def test_tables_are_found_by_their_printed_number(survey: surveyrefs.Survey) -> None:
    assert list(survey.tables) == ["I", "II", "III"]
    table = survey.tables["I"]
    assert table.shape == (10, 6)
    assert table.attrs["page"] == 3
    assert table.attrs["title"].startswith("SYSTEMS BY THE PLACE")
    with pytest.raises(KeyError):
        survey.tables["IX"]


def test_what_it_writes_is_what_the_command_writes(survey: surveyrefs.Survey, folder: Path, tmp_path: Path) -> None:
    assert survey.to_bibtex() == (folder / "references.bib").read_text(encoding="utf-8")
    assert survey.to_bibtex("zotero") == (folder / "references.zotero.bib").read_text(encoding="utf-8")
    assert survey.to_format("csl-json").startswith("[")
    again = surveyrefs.extract(V1, output=tmp_path)
    assert repr(again) == repr(survey)
    names = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert [(tmp_path / V1.stem / n).read_bytes() for n in names] == [(folder / n).read_bytes() for n in names]


def test_the_page_to_look_at_is_written_where_asked(survey: surveyrefs.Survey, tmp_path: Path) -> None:
    path = survey.view(tmp_path / "page.html", pages=False)
    assert "<html" in path.read_text(encoding="utf-8")[:200]
    assert "vaswani2017attention" in path.read_text(encoding="utf-8")


def test_nothing_is_written_without_being_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    entry = "- [BERT: Pre-training](https://arxiv.org/abs/1810.04805) 2018\n"
    (tmp_path / "list.md").write_text(entry, encoding="utf-8")
    listed = surveyrefs.extract("list.md")
    assert listed.references["arxiv"].tolist() == ["1810.04805"]
    assert [path.name for path in tmp_path.iterdir()] == ["list.md"]


def test_versions_are_compared_however_they_are_given(survey: surveyrefs.Survey, folder: Path) -> None:
    later = surveyrefs.extract(V2, previous=survey)
    changes = surveyrefs.diff(folder, later)
    assert changes
    assert changes.counts["added"] == 5
    assert changes.to_dict()["references"]["unchanged"] == 57
    assert "RAPTOR" in changes.to_text()
    assert changes.to_markdown().startswith("## ")
    assert set(changes.only("references").counts) == {
        "added", "removed", "published", "reworded", "corrected", "renumbered",
    }  # fmt: skip
    assert not surveyrefs.diff(survey, folder)
    assert repr(surveyrefs.diff(survey, folder)).endswith("none>")
    with pytest.raises(errors.BadSetting, match="nonsense"):
        changes.only("nonsense")


def test_notebooks_show_a_survey_without_running_its_text(survey: surveyrefs.Survey) -> None:
    shown = survey._repr_html_()
    assert "<b>59</b> references" in shown
    assert "SYSTEMS BY THE PLACE" in shown
    document = survey._run.document
    hostile = type(survey)(survey._run.__class__(
        **{f: getattr(survey._run, f) for f in survey._run.__struct_fields__ if f != "document"},
        document=document.__class__(
            **{f: getattr(document, f) for f in document.__struct_fields__ if f != "title"}, title="<script>x</script>"
        ),
    ))  # fmt: skip
    assert "<script>" not in hostile._repr_html_()


def test_errors_are_those_of_the_command(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingFile):
        surveyrefs.extract(tmp_path / "none.pdf")
    with pytest.raises(errors.MissingFile):
        surveyrefs.extract(tmp_path / "none.pdf", output=tmp_path / "out")
    with pytest.raises(errors.MissingRun):
        surveyrefs.load(tmp_path)
    with pytest.raises(errors.BadSetting, match="colour"):
        surveyrefs.extract(V1, settings={"export": {"colour": 1}})
    with pytest.raises(errors.BadSetting, match="holds 3 surveys"):
        surveyrefs.extract(ROOT / "inputs")
    locked = encrypted(tmp_path / "locked.pdf", "secret")
    with pytest.raises(errors.EncryptedPdf):
        surveyrefs.extract(locked)
    assert len(surveyrefs.extract(locked, password="secret").references)


def test_different_surveys_are_no_versions(survey: surveyrefs.Survey, tmp_path: Path) -> None:
    other = encrypted(tmp_path / "other.pdf", "x")
    with pytest.raises(errors.DifferentSurveys):
        surveyrefs.diff(survey, surveyrefs.extract(other, password="x"))
    assert surveyrefs.diff(survey, surveyrefs.extract(other, password="x"), force=True)


def test_without_pandas_frames_say_what_to_install(survey: surveyrefs.Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(errors.MissingLibrary, match=r"pip install 'surveyrefs\[pandas\]'"):
        survey.references  # noqa: B018
    assert survey.to_bibtex()
    assert survey.taxonomy["categories"]
    assert "59" in survey._repr_html_()


def test_importing_it_loads_nothing_and_offers_what_it_names() -> None:
    program = (
        "import sys, surveyrefs\nbefore = [n for n in sys.modules if n.startswith('surveyrefs.')]\n"
        "assert callable(surveyrefs.diff) and callable(surveyrefs.extract)\n"
        "import surveyrefs.versions.compare\nassert callable(surveyrefs.diff)\n"
        "assert {'extract', 'load', 'diff', 'Survey', 'Difference'} <= set(dir(surveyrefs))\n"
        "print(before, 'pandas' in sys.modules, 'pymupdf' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] False False"
    with pytest.raises(AttributeError):
        surveyrefs.nothing  # noqa: B018


# -- limits -----------------------------------------------------------------------------------------------------------


def test_limits_change_nothing_of_what_is_read(survey: surveyrefs.Survey, tmp_path: Path) -> None:
    limited = surveyrefs.extract(V1, timeout=300, max_memory=2000)
    assert limited.to_bibtex() == survey.to_bibtex()
    assert limited.citations.equals(survey.citations)
    kept = surveyrefs.extract(V1, timeout=300, output=tmp_path)
    assert (tmp_path / V1.stem / "references.bib").read_text(encoding="utf-8") == kept.to_bibtex()


def test_a_paper_that_hangs_or_is_greedy_ends_as_an_exception(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "standard_stages", _hanging)
    start = time.monotonic()
    with pytest.raises(errors.TimeLimit):
        surveyrefs.extract(V1, timeout=0.5)
    assert time.monotonic() - start < 20
    monkeypatch.setattr(reading, "standard_stages", _dying)
    with pytest.raises(errors.Crashed):
        surveyrefs.extract(V1, max_memory=500, output=tmp_path)
    if sys.platform == "linux":
        monkeypatch.setattr(reading, "standard_stages", _greedy)
        with pytest.raises(errors.MemoryLimit):
            surveyrefs.extract(V1, max_memory=200)


def test_errors_of_papers_are_the_same_with_limits(tmp_path: Path) -> None:
    with pytest.raises(errors.EncryptedPdf) as found:
        surveyrefs.extract(encrypted(tmp_path / "locked.pdf", "secret"), timeout=100)
    with pytest.raises(errors.EncryptedPdf) as plain:
        surveyrefs.extract(tmp_path / "locked.pdf")
    assert str(found.value) == str(plain.value)


def _hanging() -> tuple[Stage, ...]:
    return (Stage("parse", None, lambda *_: time.sleep(600), lambda _: ()),)


def _dying() -> tuple[Stage, ...]:
    return (Stage("parse", None, lambda *_: os.kill(os.getpid(), signal.SIGKILL), lambda _: ()),)


def _greedy() -> tuple[Stage, ...]:
    return (Stage("parse", None, lambda *_: bytearray(1 << 31), lambda _: ()),)
