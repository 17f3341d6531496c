"""Texts with callouts without one of their words: what is read of them, compared with golden files (`make golden`)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from surveyrefs.link import link
from surveyrefs.link.name_index import AuthorIndex, build_index
from surveyrefs.model.reference import References
from tests.conftest import Golden
from tests.link.test_author_year import LIST
from tests.link.test_numeric import ALL
from tests.link.written import document, numbered, passage
from tests.neighbours import shown, strings, without_a_word

HERE = Path(__file__).parent


def callouts(markup: str, references: References, before: str = "") -> list[str]:
    """Return the callouts of a text, with the ends of their sentences."""
    passages = [passage(before, top=50.0)] if before else []
    links = link(document(*passages, passage(markup)), references)
    found = []
    for c in links.callouts[bool(before) :]:
        cited = " ".join(f"{t.reference + 1}:{t.label}:{t.resolved_by}:{t.confidence:.2f}" for t in c.targets)
        found.append(f"{c.marker} -> {cited} in {c.context[:9]}…{c.context[-9:]}")
    return [*found, *(f"{p.code} {p.text}" for p in links.problems if p.code != "reference-uncited")]


@pytest.fixture(autouse=True)
def _one_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """Index the list of a test once: all its texts cite the same works."""
    made: dict[int, AuthorIndex] = {}

    def index(references: References) -> AuthorIndex:
        if id(references) not in made:
            made[id(references)] = build_index(references)
        return made[id(references)]

    monkeypatch.setattr("surveyrefs.link.build_index", index)


@pytest.mark.golden
def test_names_and_years_without_a_word(golden: Golden) -> None:
    found = strings(
        HERE / "test_author_year.py", lambda t: re.search(r"\w \(.*\d{4}|\(\w.*\d{4}", t) and len(t) < 100, 2
    )
    assert len(found) > 9
    out: list[str] = []
    for text in found:
        near = ((name, callouts(other, LIST)) for name, other in without_a_word(text))
        out += shown(text, callouts(text, LIST), near)
    golden.check("neighbours/names.txt", "\n".join(out) + "\n")


@pytest.mark.golden
def test_numbers_without_a_word(golden: Golden) -> None:
    found = strings(
        HERE / "test_numeric.py", lambda t: re.search(r"[\[({]\d|\d[\])]", t) and " " in t and len(t) < 70, 2
    )
    assert len(found) > 9
    works = numbered(40)
    out: list[str] = []
    for text in found:
        style = "^" if "^{" in text else "[" if "[" in text else "("
        near = ((name, callouts(other, works, ALL[style])) for name, other in without_a_word(text))
        out += shown(text, callouts(text, works, ALL[style]), near)
    golden.check("neighbours/numbers.txt", "\n".join(out) + "\n")


@pytest.mark.golden
def test_linked_numbers_without_a_word(golden: Golden) -> None:
    files = ("numeric", "evidence", "powers", "trust", "composite", "places", "hints")
    found = [
        t
        for name in files
        for t in strings(HERE / f"test_{name}.py", lambda t: len(t) < 90 and re.search(r"<[^|<>]*\||\^\{", t), 3)
    ]
    assert len(found) > 9
    works = numbered(40, anchors=True)
    out: list[str] = []
    for text in found:
        near = ((name, callouts(other, works)) for name, other in without_a_word(text))
        out += shown(text, callouts(text, works), near)
    golden.check("neighbours/links.txt", "\n".join(out) + "\n")
