"""The page of a diff: what matters first, both sides, and no text of a PDF that becomes markup."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from surveyrefs.cli import main
from surveyrefs.model.run import Run
from surveyrefs.versions.changes import FieldChange
from surveyrefs.versions.compare import compare
from surveyrefs.view.changes import RANK, _compared, changes_page
from tests.versions.survey_maker import reference, survey
from tests.versions.test_render import first, second

ROOT = Path(__file__).parents[2]
EVIL = '<script>alert(1)</script></style><img src=x onerror=alert(2)> javascript:x "quoted" \u202eevil'


def _page(old: Run, new: Run) -> str:
    return changes_page(compare(old, new), old, new, (None, None))


def test_what_matters_most_comes_first_and_nothing_is_left_out() -> None:
    html = _page(first(), second())
    shown = re.findall(r'<section id="(\w+)"', html)
    assert shown == [kind for kind in RANK if kind in shown]
    assert set(shown) == set(RANK)
    assert shown[:4] == ["survey", "added", "removed", "categories"]
    assert "title: A Survey of Tests → A Survey of Tests and Doubts" in html


def test_added_stands_at_the_right_and_removed_at_the_left() -> None:
    html = _page(first(), second())
    added = html.split('<section id="added">')[1].split("</section>")[0]
    removed = html.split('<section id="removed">')[1].split("</section>")[0]
    assert added.index("not in this version") < added.index("poe2023query")
    assert removed.index("acme2019price") < removed.index("not in this version")


def test_the_words_that_differ_are_marked() -> None:
    made = _compared(FieldChange("title", "Graph search by hand", "Graph search by two hands"))
    assert made == (
        "<td><bdi>Graph search by <del>hand</del></bdi></td>"
        "<td><bdi>Graph search by <ins>two hands</ins></bdi></td>"
    )  # fmt: skip
    assert "(none)" in _compared(FieldChange("doi", "", "10.1/a"))


def test_text_of_a_pdf_becomes_neither_markup_nor_script() -> None:
    work = reference(EVIL, key="evil", authors=EVIL.replace(";", ""), container=EVIL)
    mended = msgspec.structs.replace(work, container="Other", corrected=("venue",))
    works = [work, reference("Gone " + EVIL, key="gone")], [mended, reference("New " + EVIL, key="new")]
    old = survey(works[0], EVIL, table={EVIL: ["evil"]}, caption=EVIL, title=EVIL)
    new = survey(works[1], "v2", table={"B": ["evil"]}, caption=EVIL, title="Other")
    html = changes_page(compare(old, new), old, new, (None, None))
    assert "<script" not in html
    assert "<img" not in html
    assert "\u202e" not in html
    assert html.count("</style>") == 1
    assert "script-src 'none'" in html
    assert not re.search(r"<[^>]*\son\w+=", html)


def test_two_versions_of_the_sample_with_crops_of_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdfs = [ROOT / "inputs" / f"retrieval-survey-v{n}.pdf" for n in (1, 2)]
    page = tmp_path / "d.html"
    monkeypatch.chdir(tmp_path)
    arguments = ["diff", *map(str, pdfs), "--format", "html", "-o", str(page), "--cache", str(tmp_path / "cache")]
    assert main(arguments) == 1
    html = page.read_text(encoding="utf-8")
    assert html.count(': the reference as printed"') == 8
    assert 'the row of the table"' in html
    assert "are not at hand" not in html
    assert len(html) < 500_000
