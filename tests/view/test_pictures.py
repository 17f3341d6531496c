"""Pictures as SVG and PNG: what is drawn, what is kept out, what is said without vl-convert."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from surveyrefs import cli
from surveyrefs.runner import load_run
from surveyrefs.view import charts, pictures
from surveyrefs.view.counts import Bar
from surveyrefs.view.model import survey_view

NAMES = ["years", "sections", "taxonomy", "sunburst", "categories-by-year", "cited-together"]
NASTY = "</svg><script>alert(1)</script>"
vl_convert = pytest.importorskip("vl_convert", reason="vl-convert is not installed")


def test_the_sample_has_all_pictures(sample_run: Path) -> None:
    survey = survey_view(load_run(sample_run))
    made = pictures.pictures(survey)
    assert [picture.name for picture in made] == NAMES
    years = made[0]
    assert sum(int(number) for _, number in years.rows) == sum(1 for w in survey.works if w.fields.get("year"))


def test_links_lead_into_the_page_only_and_nothing_is_markup() -> None:
    bars = [Bar(NASTY, 0, 3, "#category=0"), Bar("Out", 0, 2, "https://example.org/")]
    picture = pictures.Picture("x", NASTY, charts.rows(bars, NASTY), ("a", "b"), ((NASTY, "3"),))
    svg = pictures.svg_of(picture)
    assert "<script" not in svg
    assert "example" not in svg
    assert re.findall(r'href="([^"]*)"', svg) == ["#category=0"]
    assert "&lt;script&gt;" in svg
    assert "style=" not in svg
    assert "href" not in pictures.file_svg(picture)


def test_plot_writes_the_same_files_each_time(
    sample_run: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def drawn(folder: Path) -> dict[str, str]:
        assert cli.main(["plot", str(sample_run), "-o", str(folder)]) == 0
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}

    first = drawn(tmp_path / "a")
    assert sorted(first) == sorted(f"{name}.{kind}" for name in NAMES for kind in ("svg", "png"))
    assert "years.svg" in capsys.readouterr().out
    assert drawn(tmp_path / "b") == first
    svg = (tmp_path / "a" / "years.svg").read_text(encoding="utf-8")
    assert "var(" not in svg
    assert (tmp_path / "a" / "years.png").read_bytes().startswith(b"\x89PNG")


def test_without_vl_convert_it_is_said(
    sample_run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pictures, "find_spec", lambda name: None)
    assert cli.main(["plot", str(sample_run)]) == 2
    assert "pip install 'surveyrefs[plot]'" in capsys.readouterr().err
    assert pictures.pictures_html(survey_view(load_run(sample_run))) == ""
