"""The page in a real browser: looked at, searched, corrected; extracted again with the corrections."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from surveyrefs import cli
from surveyrefs.corrections.read import read_corrections
from surveyrefs.csv_text import csv_to_records
from surveyrefs.model.lookup import Found, LookedUp
from surveyrefs.runner import load_run
from surveyrefs.view.page import survey_page
from tests.view.conftest import PATIENCE, SAMPLE, Tab

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
expect.set_options(timeout=PATIENCE)


def panel(page: Any) -> Any:
    return page.locator("#panel")


def test_a_callout_leads_to_its_work_and_back(tab: Tab, sample_page: Path) -> None:
    page = tab.open(sample_page)
    assert page.title().startswith("Language Models with a Library Card")
    expect(panel(page).locator("h2")).to_have_text("59 works")
    box = page.locator("#p1 a.callout", has_text="").first
    box.wait_for()
    where = box.bounding_box()
    page.mouse.click(where["x"] + where["width"] / 2, where["y"] + where["height"] / 2)
    expect(panel(page).locator(".callout-card mark")).to_have_text("[1, 2]")
    page.wait_for_url("**#callout=1")
    expect(panel(page).locator("article.work .title")).to_have_text("Attention is all you need")
    panel(page).locator(".targets a").nth(1).click()
    expect(panel(page).locator("article.work")).to_have_attribute("data-work", "devlin2019bert")
    expect(panel(page).locator(".callouts .from mark")).to_have_text("[1, 2]")
    panel(page).get_by_role("button", name="back").click()
    expect(panel(page).locator("article.work")).to_have_attribute("data-work", "vaswani2017attention")
    page.keyboard.press("Escape")
    expect(page.locator("article.work")).to_have_count(0)
    expect(panel(page).locator("h2")).to_have_text("59 works")


def test_addresses_lead_to_places(tab: Tab, sample_page: Path) -> None:
    page = tab.open(sample_page, "#page=5")
    expect(page.locator("#page-number")).to_have_value("5")
    page.locator("#p5 .words span").nth(20).wait_for(state="attached")
    page.goto("about:blank")
    page = tab.open(sample_page, "#ref=lewis2020retrieval")
    expect(panel(page).locator(".title")).to_contain_text("Retrieval-augmented generation")
    expect(panel(page).locator(".callouts > li")).to_have_count(5)
    page.locator("#pages .mark").first.wait_for(state="attached")


def test_search_and_keys(tab: Tab, sample_page: Path) -> None:
    page = tab.open(sample_page)
    page.keyboard.press("/")
    page.keyboard.type("dense passage")
    expect(page.locator(".items a").first).to_have_attribute("href", re.compile("karpukhin"))
    panel(page).locator(".hit").first.wait_for()
    page.keyboard.press("Escape")
    expect(panel(page).locator("h2")).to_have_text("59 works")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("article.work")).to_have_attribute("data-work", "devlin2019bert")
    page.keyboard.press("k")
    expect(page.locator("article.work")).to_have_attribute("data-work", "vaswani2017attention")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def corrected(tab: Tab, page: Any, folder: Path) -> Path:
    """Download the corrections of a page."""
    page.locator("#tab-changes").click()
    with page.expect_download() as download:
        page.locator("#download").click()
    path: Path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def records(path: Path) -> list[dict[str, str]]:
    return csv_to_records(path.read_text(encoding="utf-8"))


def test_corrections_last(tab: Tab, sample_page: Path, tmp_path: Path) -> None:
    page = tab.open(sample_page, "#ref=lewis2020retrieval")
    page.keyboard.press("e")
    page.fill("#field-title", 'RAG, "corrected" \\ by hand')
    page.select_option("#field-type", "book")
    page.click("form.edit button.primary")
    expect(panel(page).locator("article.work .title")).to_have_text('RAG, "corrected" \\ by hand')
    panel(page).get_by_role("button", name=re.compile("Change the category: Input text")).first.click()
    panel(page).get_by_role("textbox", name="Change the category").fill("Input > Words")
    page.keyboard.press("Enter")
    page.evaluate("location.hash = 'callout=1'")
    panel(page).locator(".targets .fix summary").first.click()
    chooser = panel(page).locator(".targets .chooser input").first
    chooser.fill("petroni2019language")
    chooser.press("Enter")
    expect(page.locator("#tab-changes .count")).to_have_text("4")
    page.reload()  # kept in the browser
    expect(page.locator("#tab-changes .count")).to_have_text("4")
    path = corrected(tab, page, tmp_path)
    assert path.name == f"{SAMPLE.stem}.corrections.toml"
    made = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [f["now"] for f in made["field"] if f["field"] == "title"] == ['RAG, "corrected" \\ by hand']
    assert made["category"][0]["now"] == "Input > Words"
    assert made["callout"][0]["was"]["title"] == "Attention is all you need"

    shutil.copy(SAMPLE, tmp_path)
    assert cli.main(["extract", str(tmp_path / SAMPLE.name), "-o", str(tmp_path / "out"), "-q"]) == 0
    folder = tmp_path / "out" / SAMPLE.stem
    (rag,) = [r for r in records(folder / "references.csv") if r["title"] == 'RAG, "corrected" \\ by hand']
    assert rag["type"] == "book"
    categories = {r["category"] for r in records(folder / "assignments.csv") if r["key"] == rag["key"]}
    assert "Input > Words" in categories
    first = [r["key"] for r in records(folder / "citations.csv") if r["mention"] == "1"]
    assert first == ["petroni2019language", "devlin2019bert"]
    assert not [r for r in records(folder / "problems.csv") if r["code"].startswith("correction")]

    again = tmp_path / "again.html"
    assert cli.main(["view", str(folder), str(tmp_path / SAMPLE.name), "-o", str(again)]) == 0
    page = tab.open(again, f"#ref={rag['key']}")
    expect(panel(page).locator(".fields .chip")).to_have_count(2)  # type and title
    expect(page.locator("#tab-changes .count")).to_have_text("")  # they are no corrections of this reading
    page.keyboard.press("e")
    page.fill("#field-year", "2021")
    page.click("form.edit button.primary")
    both = tomllib.loads(corrected(tab, page, tmp_path / "second").read_text(encoding="utf-8"))
    assert [fix["now"] for fix in both["field"]] == ["book", 'RAG, "corrected" \\ by hand', "2021"]
    assert len(both["category"]) == len(both["callout"]) == 1


def open_at(page: Any, place: str) -> None:
    page.evaluate("(place) => { location.hash = place; }", place)
    expect(page).to_have_url(re.compile(re.escape(f"#{place}") + "$"))


def choose(page: Any, where: str, work: str) -> None:
    field = panel(page).locator(f"{where} .chooser input").first
    field.fill(work)
    field.press("Enter")


def test_every_kind_of_correction_is_applied(tab: Tab, sample_page: Path, tmp_path: Path) -> None:
    page = tab.open(sample_page)
    button = panel(page).get_by_role

    open_at(page, "ref=lewis2020retrieval")
    button("button", name="Change the category: Introduction").first.click()
    button("button", name="Take out").first.click()
    button("button", name="Add a category").click()
    button("textbox", name="Add a category").fill("Mine > New")
    page.keyboard.press("Enter")
    open_at(page, "callout=2")
    panel(page).locator(".callout-card > .fix summary").click()
    choose(page, ".callout-card > .fix", "[20]")
    open_at(page, "callout=4")
    panel(page).locator(".callout-card > .fix summary").click()
    button("button", name="No callout at all").click()
    open_at(page, "table=0")
    button("button", name="Change the row's label: RETRO", exact=True).click()
    button("textbox", name="Change the row's label").fill("RETRO (small)")
    page.keyboard.press("Enter")
    open_at(page, "ref=guu2020retrieval")
    panel(page).locator(".repairs summary").first.click()
    text = panel(page).locator(".repairs textarea").first
    text.evaluate("(t) => { const at = t.value.indexOf('Z. Tung'); t.focus(); t.setSelectionRange(at, at); }")
    button("button", name="Part here").click()
    open_at(page, "ref=chase2022langchain")
    panel(page).locator(".repairs summary").first.click()
    button("button", name="Join with the next").click()
    open_at(page, "ref=petroni2019language")
    panel(page).locator(".repairs summary").first.click()
    button("textbox", name="Reference as printed").fill("A. Nobody, “A lost work,” in Proceedings of Nothing, 2001.")
    button("textbox", name="Printed label").fill("3b")
    button("button", name="Add reference").click()
    panel(page).locator(".repairs summary").first.click()
    button("textbox", name="Sentence of the callout").fill("Libraries, and later search engines, separate")
    button("textbox", name="Callout as printed").fill("search engines")
    button("button", name="Add callout").click()
    open_at(page, "ref=johnson2021billion")
    panel(page).locator(".repairs summary").first.click()
    button("button", name="Take out").last.click()

    path = corrected(tab, page, tmp_path)
    made = read_corrections(path.read_bytes(), path.name)
    counts = {kind: len(getattr(made, kind)) for kind in ("category", "row", "callout", "split", "join", "drop", "add")}
    assert counts == {"category": 2, "row": 1, "callout": 3, "split": 1, "join": 1, "drop": 1, "add": 1}
    shutil.copy(SAMPLE, tmp_path)
    assert cli.main(["extract", str(tmp_path / SAMPLE.name), "-o", str(tmp_path / "out"), "-q"]) == 0
    folder = tmp_path / "out" / SAMPLE.stem
    problems = [r["text"] for r in records(folder / "problems.csv") if r["code"].startswith("correction")]
    assert problems == []
    titles = [r["title"] for r in records(folder / "references.csv")]
    assert len(titles) == 59 + 1 - 1 - 1 + 1
    assert "A lost work" in titles


def test_nothing_is_left_of_an_undone_correction(tab: Tab, sample_page: Path) -> None:
    page = tab.open(sample_page, "#ref=lewis2020retrieval")
    page.keyboard.press("e")
    page.fill("#field-year", "1999")
    page.click("form.edit button.primary")
    expect(panel(page).locator(".fields")).to_contain_text("1999")
    panel(page).get_by_role("button", name="undo").click()
    expect(panel(page).locator(".fields")).not_to_contain_text("1999")
    expect(page.locator("#tab-changes .count")).to_have_text("")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('corrections')).length") == 0


def test_what_was_looked_up_is_shown_apart_with_its_source(tab: Tab, sample_run: Path, tmp_path: Path) -> None:
    values = {"doi": "10.1/a", "published_in": "J. <b>", "abstract": "Words " * 40, "title": "T"}
    found = tuple(Found(0, field, value, "crossref", "10.1/a") for field, value in values.items())
    run = msgspec.structs.replace(load_run(sample_run), looked_up=LookedUp(found=found))
    path = tmp_path / "view.html"
    path.write_text(survey_page(run, None), encoding="utf-8")
    page = tab.open(path, "#ref=vaswani2017attention")
    shown = panel(page).locator("section.found")
    expect(shown.locator("dt")).to_have_text(["doi", "published in", "abstract"])  # the title is printed
    expect(shown.locator("a")).to_have_attribute("href", "https://doi.org/10.1/a")
    expect(shown.locator("dd").nth(1)).to_contain_text("J. <b>")
    expect(shown.locator(".chip")).to_have_text(["crossref"] * 3)
    expect(panel(page).locator("article.work > dl.fields")).not_to_contain_text("10.1/a")


def test_a_screen_reader_can_use_it(browser: Any, sample_page: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    # Addresses of works and callouts are read by the script: to axe they look like links that skip to nowhere.
    options = {"resultTypes": ["violations"], "rules": {"skip-link": {"enabled": False}}}
    told = []
    for number, place in enumerate(("", "#callout=1", "#tab=look", "#tab=categories", "#table=0", "#tab=pictures")):
        tab = Tab(browser, bypass_csp=True, color_scheme="dark" if number % 2 else "light")
        page = tab.open(sample_page, place)
        page.locator("#pages a.callout").first.wait_for(state="attached")
        whole = None if number < 2 else "#side"  # the pages stay the same, and their words take axe its time
        found = axe.Axe().run(page, context=whole, options=options).response["violations"]
        told += [f"{place} {v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]
        tab.context.close()
    assert told == []
