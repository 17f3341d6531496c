"""Names and titles that should be the same."""

from __future__ import annotations

from surveyrefs.text.similarity import fold, likeness, most_alike


def test_fold() -> None:
    assert fold("Kühn,  O’Brien-Łu") == "kuhn o brien łu"


def test_likeness() -> None:
    assert likeness("Müller", "Muller") == 100.0
    assert likeness("abc", "xyz") == 0.0


def test_most_alike_takes_the_best_and_refuses_a_tie() -> None:
    assert most_alike("Molinar", [("Molina", 3), ("Miller", 4)])[0] == 3
    assert most_alike("Molinar", [("Molina", 3), ("Molina", 4)]) == (-1, 0.0)
    assert most_alike("Nobody", [("Molina", 3)]) == (-1, 0.0)
