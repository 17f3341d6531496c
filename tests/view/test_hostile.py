"""A survey that attacks the page: nothing of it becomes markup, script, a harmful link or a letter that turns lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
import pytest

from surveyrefs.corrections.read import read_corrections
from surveyrefs.model.box import Box
from surveyrefs.model.document import Figure, Passage, Row, Section, Table
from surveyrefs.model.link import Assignment, Callout, Category, Target
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Name
from surveyrefs.view.page import survey_page
from tests.export.build import reference, run
from tests.view.conftest import Tab

SCRIPT = "<script>window.hit = 1; alert(1)</script>"
CLOSING = "</script></style></textarea><img src=x onerror='window.hit = 2'>"
QUOTES = "\" autofocus onfocus='window.hit = 3' x='"
TURNED = "cod\u202eexe.txt\u2066"
NASTY = f"{SCRIPT} {CLOSING} {QUOTES} {TURNED} ${{window.hit = 4}} $title &lt;b&gt; <!-- ]]>"
PROTOCOLS = "(all) => all.map((a) => new URL(a.getAttribute('href'), location.href).protocol)"
CATCH = "(() => { try { document.body.innerHTML = '<b>x</b>'; return ''; } catch (e) { return e.name; } })()"
PLACES = ("", "#ref=bad", "#callout=1", "#tab=look", "#tab=categories", "#table=0", "#tab=pictures", "#tab=changes")
MORE = ("#category=0", "#section=0", f"#ref={CLOSING}", f"#tab={SCRIPT}", "#page=1", "#year=__proto__")


def hostile() -> Any:
    box = Box(20, 20, 200, 60)
    passage = Passage("cell", NASTY)
    bad = reference(
        key="bad", label=NASTY, raw=NASTY, title=NASTY, authors=(Name(NASTY, NASTY), Name(literal=NASTY)), year="2020",
        container=NASTY, url="javascript:window.hit=5", doi="javascript:window.hit=6",
        extra={"note": NASTY, SCRIPT: "x"}, page=1, box=box.tuple(), confidence=0.1, type=NASTY,
    )  # fmt: skip
    worse = reference(key=NASTY, url="data:text/html,<script>window.hit=7</script>", title="Plain", year=NASTY)
    targets = (Target(0, NASTY, "label", 0.5), Target(-1, NASTY, "", 0.0), Target(1, "", "label", 0.9))
    callout = Callout(1, NASTY, 1, box.tuple(), "table", 0, 0, -1, 1, 0, f"Say {NASTY}.", targets)
    table = Table(NASTY, passage, (NASTY,), (), (Row((passage,), (NASTY,), 1, box),), (), 1, box, confidence=0.2)
    return run(
        bad, worse, callouts=(callout, callout),
        tree=(Category(NASTY, "table", (0, 1), (Category("x", "table", (0,)),), NASTY, (NASTY,)),),
        assignments=(Assignment(0, NASTY, "table", table=0, row=1, row_label=NASTY, column=NASTY, confidence=0.1),),
        problems=(Problem(NASTY, NASTY, NASTY, 1, box.tuple()),), kinds=(NASTY,),
        document={
            "title": NASTY, "authors": (NASTY,), "tables": (table,), "pages": ((612.0, 792.0),),
            "sections": (Section(NASTY, NASTY, 1, False, 1, box),),
            "figures": (Figure(NASTY, passage, (), (), 1, box),),
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    pdf = pymupdf.open()
    page = pdf.new_page(width=612, height=792)
    for n, line in enumerate((SCRIPT, CLOSING, QUOTES)):
        page.insert_text((30, 60 + 20 * n), line)
    pdf.save(folder / "a.pdf")
    (folder / "page.html").write_text(survey_page(hostile(), folder / "a.pdf"), encoding="utf-8")
    return folder / "page.html"


def test_no_place_of_the_page_runs_anything(tab: Tab, hostile_page: Path) -> None:
    page = tab.open(hostile_page)
    page.locator("#p1 .words span").first.wait_for(state="attached")
    assert SCRIPT in page.locator("#p1 .words").inner_text()
    for place in PLACES + MORE:
        page.evaluate("(place) => { location.hash = place; }", place)
        page.wait_for_timeout(50)
        links = page.eval_on_selector_all("a[href]", PROTOCOLS)
        assert set(links) <= {"file:", "http:", "https:"}, place
        assert page.locator("#panel script, #panel img:not([alt]), #panel [onfocus]").count() == 0
        assert not any(c in page.locator("body").inner_text() for c in "\u202e\u2066")
    page.keyboard.press("e")
    assert page.evaluate("window.hit") is None
    assert page.title().startswith(SCRIPT)


def test_editing_keeps_it_harmless(tab: Tab, hostile_page: Path) -> None:
    page = tab.open(hostile_page, "#ref=bad")
    page.keyboard.press("e")
    page.fill("#field-venue", NASTY + " more")
    page.fill("#field-url", "javascript:window.hit=8")
    page.click("form.edit button.primary")
    page.locator("#tab-changes").click()
    assert SCRIPT in page.locator("#panel .changes").inner_text()
    assert page.evaluate("window.hit") is None
    assert page.locator("#panel a[href^='javascript']").count() == 0
    page.evaluate("location.hash = 'tab=look'")
    page.get_by_role("button", name="Mark as seen").first.click()
    page.locator("#tab-changes").click()
    with page.expect_download() as download:
        page.locator("#download").click()
    made = read_corrections(Path(download.value.path()).read_bytes(), "hostile")
    assert [(fix.code, fix.text) for fix in made.seen] == [(NASTY, NASTY)]
    assert [fix.now for fix in made.field if fix.field == "venue"] == [f"{NASTY} more"]


def test_scripts_of_others_are_kept_out_by_the_policy(browser: Any, hostile_page: Path) -> None:
    tab = Tab(browser)
    page = tab.open(hostile_page)
    page.evaluate("const s = document.createElement('script'); s.append('window.hit = 9'); document.body.append(s);")
    assert page.evaluate(CATCH) == "TypeError"
    assert page.evaluate("window.hit") is None
    assert tab.wrong, "the browser tells what the policy stopped"
    tab.context.close()
