"""What speaks against a reference, each piece of evidence alone."""

from __future__ import annotations

import math

import pytest
from msgspec.structs import replace

from surveyrefs.model.reference import Name
from surveyrefs.references.assemble import Parts
from surveyrefs.references.normalise.dates import Date
from surveyrefs.references.tagging.confidence import EVIDENCE, Reading, confidence, evidence
from surveyrefs.references.tagging.habits import Habits
from tests.references.mending.marked import read

SOUND = "<author>A. Lee<O>. <title>Learning of graphs<O>. <journal>Elms <volume>5<O>, <pages>1–9<O>, <date>2015"
FIELDS = {"title": "Learning of graphs", "container": "Elms", "pages": "1-9"}
PARTS = Parts(FIELDS, (), (), False, Date("2015"), 1.0, 1.0)
AUTHORS = (Name(family="Lee", given="A."),)


def reading(marked: str = SOUND, first: str = "", second: str = "", **more: object) -> Reading:
    tokens, labels = read(marked)
    before = read(first)[1] if first else labels
    between = read(second)[1] if second else labels
    return Reading(tokens, before, between, labels, [1.0] * len(labels), **more)  # type: ignore[arg-type]


def against(name: str, **given: object) -> float:
    fields = given.get("fields", FIELDS)
    parts, people = given.get("parts", PARTS), given.get("authors", AUTHORS)
    found = evidence(fields, parts, people, given.get("reading", reading()))  # type: ignore[arg-type]
    return found[EVIDENCE.index(name)]


def test_nothing_speaks_against_a_sound_reference() -> None:
    assert set(evidence(FIELDS, PARTS, AUTHORS, reading())) == {0.0}
    assert confidence(evidence(FIELDS, PARTS, AUTHORS, reading())) > 0.95


MENDED = SOUND.replace("<title>Learning of graphs<O>. <journal>Elms", "<title>Learning of graphs. Elms")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("doubt", {"parts": replace(PARTS, sure=0.5)}),
        ("worst", {"parts": replace(PARTS, worst=0.5)}),
        ("faint", {"reading": replace(reading(), sure=[0.5])}),
        ("no_title", {"fields": {**FIELDS, "title": ""}}),
        ("odd_title", {"fields": {**FIELDS, "title": "Oaks”"}}),
        ("stops", {"fields": {**FIELDS, "title": "Learning of graphs. Pharm Biol"}}),
        ("no_authors", {"authors": ()}),
        ("odd_name", {"authors": (Name(family="D7 policy", given="A."),)}),
        ("bare_name", {"authors": (*AUTHORS, Name(family="Elms"))}),
        ("no_year", {"parts": replace(PARTS, date=Date())}),
        ("no_year", {"parts": replace(PARTS, date=Date("1066"))}),
        ("no_container", {"fields": {**FIELDS, "container": ""}}),
        ("no_style", {"reading": reading(styled=False)}),
        ("reread", {"reading": reading(first=MENDED)}),
        ("mended", {"reading": reading(second=MENDED)}),
        ("left", {"reading": reading(SOUND + "<O>. Oaks")}),
        ("twice", {"reading": reading(SOUND + "<O>. <title>Oaks")}),
        ("unlike", {"reading": reading(habits=Habits(before_volume="vol"))}),
        ("lacks", {"reading": reading(SOUND.replace("<pages>", "<O>"), habits=Habits(before_pages=","))}),
    ],
)
def test_each_piece_of_evidence_is_seen(name: str, given: dict[str, object]) -> None:
    assert against(name, **given) > 0


def test_words_between_fields_are_not_left_out() -> None:
    assert against("left", reading=reading(SOUND + "<O>. Available from")) == 0


def test_a_rule_that_rewrites_lowers_the_confidence() -> None:
    sound = evidence(FIELDS, PARTS, AUTHORS, reading())
    mended = evidence(FIELDS, PARTS, AUTHORS, reading(second=MENDED))
    assert confidence(mended) < confidence(sound)


def test_doubt_grows_like_a_root() -> None:
    assert against("doubt", parts=replace(PARTS, sure=math.exp(-4))) == pytest.approx(2)
