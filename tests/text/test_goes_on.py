"""What says that a text goes on."""

from __future__ import annotations

import re

import pytest

from surveyrefs.text.goes_on import CONTINUED, OPEN_END


@pytest.mark.parametrize("text", ["a,", "a/", "a (", "a —", "well-", "Oak and", "Flowers of", "Eiche und", "made FROM"])
def test_a_line_that_goes_on(text: str) -> None:
    assert OPEN_END.search(text)


@pytest.mark.parametrize("text", ["Oak", "land", "a (b)", "Band.", "", "of Oak", "type"])
def test_a_line_that_has_an_end(text: str) -> None:
    assert not OPEN_END.search(text)


SAID = "continued|Continues below|cont.|cont’d|contd|CONT|Forts.|wird fortgesetzt|à suivre|Suite|continúa|Segue|sigue"


@pytest.mark.parametrize("text", [*SAID.split("|"), "continuation"])
def test_a_table_that_goes_on(text: str) -> None:
    assert re.match(CONTINUED, text, re.IGNORECASE)


@pytest.mark.parametrize("text", ["continuous", "contents", "suites", "sequel", "forts", "contain"])
def test_what_begins_alike(text: str) -> None:
    assert not re.match(CONTINUED, text, re.IGNORECASE)
