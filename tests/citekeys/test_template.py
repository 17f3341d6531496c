"""Keys from templates: ASCII, unique, the same wherever a reference stands."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.citekeys.template import keys_by_template
from surveyrefs.errors import BadSetting
from surveyrefs.model.reference import Name
from tests.export.build import reference

TWO = (Name("Müller-Lüdenscheidt", "A."), Name("O'Neil", "B."), Name("Øre", "C."))


@pytest.mark.parametrize(
    ("template", "key"),
    [
        ("{auth}{year}{word}", "mullerludenscheidt2023planning"),
        ("{Auth:3}{yy}", "Mul23"),
        ("{auths:2}:{year}", "mullerludenscheidtoneiletal:2023"),
        ("{Auths}-{Words:3}", "MullerludenscheidtOneilOre-PlanningModels"),
        ("{label}_{venue}", "12_jp"),
        ("ref {year} é!", "ref2023"),
    ],
)
def test_placeholders(template: str, key: str) -> None:
    assert keys_by_template([reference(authors=TWO)], template) == [key]


def test_what_is_missing_has_a_word() -> None:
    empty = reference(authors=(), year="", title="")
    assert keys_by_template([empty], "{auth}{year}{word}") == ["anonnduntitled"]


def test_a_clash_is_resolved_from_the_titles() -> None:
    first, second = reference(title="Planning with Models"), reference(title="Planning with Graphs")
    assert keys_by_template([first, second, first], "{auth}") == [
        "mullerplanningmodels", "mullerplanninggraphs", "mullerplanningmodels-2",
    ]  # fmt: skip


@pytest.mark.parametrize("template", ["", "plain", "{author}", "{auth", "{auth}{", "{year:x}"])
def test_bad_templates(template: str) -> None:
    with pytest.raises(BadSetting):
        keys_by_template([reference()], template)


@given(st.lists(st.text(max_size=6), max_size=6), st.sampled_from(["{auth}", "{year}{word}", "{label}"]), st.randoms())
def test_keys_are_ascii_unique_and_independent_of_order(titles: list[str], template: str, rng: random.Random) -> None:
    references = [reference(title=title) for title in titles]
    keys = keys_by_template(references, template)
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9_:.+/-]+", key) for key in keys)
    order = list(range(len(references)))
    rng.shuffle(order)
    assert sorted(keys_by_template([references[i] for i in order], template)) == sorted(keys)
