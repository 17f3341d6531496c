"""Edited and published references; what only looks changed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.model.reference import Reference
from surveyrefs.versions.edits import edit_between
from tests.versions.survey_maker import reference

TITLE = "Learning to test programs that nobody wrote"


def change(old: Reference, new: Reference) -> tuple[str, dict[str, tuple[str, str]]]:
    found = edit_between(old, new, "title")
    return (found[0], {c.field: (c.old, c.new) for c in found[1].changed}) if found else ("same", {})


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"year": "2021"}, {"year": ("2020", "2021")}),
        ({"volume": "12"}, {"volume": ("", "12")}),
        ({"container": "Letters of Proof"}, {"venue": ("Journal of Tests", "Letters of Proof")}),
        ({"pages": "1-9", "doi": "10.1/abc"}, {"pages": ("", "1-9"), "doi": ("", "10.1/abc")}),
        ({"authors": "Doe, Jane; Poe, Edgar"}, {"authors": ("Doe, Jane; Roe, Richard", "Doe, Jane; Poe, Edgar")}),
        ({"url": "https://acme.org/a"}, {"url": ("", "https://acme.org/a")}),
    ],
)
def test_fields_that_changed(fields: dict[str, Any], changed: dict[str, tuple[str, str]]) -> None:
    assert change(reference(TITLE), reference(TITLE, **fields)) == ("edited", changed)


def test_a_corrected_title() -> None:
    found = change(reference(TITLE), reference("Learning to test programs that somebody wrote"))
    assert found == ("edited", {"title": (TITLE, "Learning to test programs that somebody wrote")})


def test_further_fields_count_too() -> None:
    new = reference(TITLE, raw=reference(TITLE).raw + " Second edition.", extra={"edition": "Second"})
    assert change(reference(TITLE), new) == ("edited", {"edition": ("", "Second")})


@pytest.mark.parametrize(
    "new",
    [
        reference(TITLE, authors="Doe, J.; Roe, R."),
        reference(TITLE, container="J. Tests"),
        reference(TITLE.upper()),
        reference(TITLE, authors="Doe, Jane", others=True),
        # Read differently, printed the same.
        reference(TITLE, raw=reference(TITLE).raw, year="", container="", volume="7", authors="Jane, Doe"),
        reference(TITLE, raw=reference(TITLE).raw.replace("programs", "pro- grams")),
        reference(TITLE, raw=reference(TITLE).raw + " PhD thesis.", extra={"type": "PhD thesis"}),
        # Printed in other words, all fields the same.
        reference(TITLE, raw=reference(TITLE).raw + " [cs.SE]"),
        # The container was read only in one run; what changed on paper is something else.
        reference(TITLE, raw=reference(TITLE).raw + " Seen in May.", container="Journal of"),
    ],
)
def test_style_and_reading_are_no_edits(new: Reference) -> None:
    assert change(reference(TITLE), new) == ("same", {})
    assert change(new, reference(TITLE)) == ("same", {})


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(["", "1999", "2020"]))
@settings(max_examples=80, deadline=None)
def test_one_printed_text_is_never_an_edit(title: str, container: str, year: str) -> None:
    old = reference(TITLE)
    new = reference(title, container=container, year=year, raw=old.raw)
    assert edit_between(old, new, "text") is None


@pytest.mark.parametrize(
    "preprint",
    [
        reference(TITLE, container="", arxiv="2001.00001"),
        reference(TITLE, container="arXiv preprint arXiv:2001.00001", arxiv="2001.00001"),
        reference(TITLE, container="CoRR"),
        reference(TITLE, container="bioRxiv"),
    ],
)
def test_a_preprint_that_appeared(preprint: Reference) -> None:
    kind, changed = change(preprint, reference(TITLE, container="Letters of Proof", volume="3", year="2021"))
    assert kind == "published"
    assert changed["venue"][1] == "Letters of Proof"
    assert changed["year"] == ("2020", "2021")


def test_a_preprint_whose_id_changed_is_edited() -> None:
    old, new = (reference(TITLE, container="", arxiv=number) for number in ("2001.00001", "2001.00002"))
    assert change(old, new) == ("edited", {"arxiv": ("2001.00001", "2001.00002")})


def test_an_address_that_only_resolves_the_doi_is_no_change_of_its_own() -> None:
    new = reference(TITLE, doi="10.1/abc", url="https://doi.org/10.1/ABC")
    assert change(reference(TITLE), new) == ("edited", {"doi": ("", "10.1/abc")})


def test_what_was_read_badly_is_no_edit() -> None:
    new = reference(TITLE, year="2021")
    for sure, said in ((0.5, "edited"), (0.49, "same")):
        assert change(reference(TITLE), msgspec.structs.replace(new, confidence=sure))[0] == said
        assert change(msgspec.structs.replace(new, confidence=sure), reference(TITLE))[0] == said
