"""What floats are called."""

from __future__ import annotations

import re

import pytest

from surveyrefs.text.float_names import FloatKind, kind_of, names_behind, names_pattern


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Table", "table"), ("TABELA", "table"), ("Табл.", "table"), ("Rys.", "figure"), ("Box", "other")],
)
def test_a_name_says_its_kind(name: str, kind: FloatKind) -> None:
    assert kind_of(name) == kind
    assert re.fullmatch(names_pattern(kind), name)


def test_the_longest_name_is_read() -> None:
    assert [re.match(names_pattern(), text)[0] for text in ("Tabelle 1", "Tab. 1", "Figure 1")] == [  # type: ignore[index]
        "Tabelle", "Tab.", "Figure",
    ]  # fmt: skip


def test_each_name_has_one_kind() -> None:
    table, figure = (set(names_pattern(kind).split("|")) for kind in ("table", "figure"))
    assert not table & figure


def test_names_behind_their_number_have_a_kind() -> None:
    assert {kind_of(name) for name in names_behind().split("|")} == {"table", "figure"}
    assert re.fullmatch(names_behind(), "Táblázat")
    assert not re.fullmatch(names_behind(), "lentelėje")
