from __future__ import annotations

import pytest

from surveyrefs.categorise.readable import Readable, in_capitals
from surveyrefs.model.box import Box
from surveyrefs.model.document import Passage, Section
from tests.categorise.build import document_of

BOX = Box(0, 0, 10, 10)


def readable(*texts: str) -> Readable:
    return Readable(document_of(passages=tuple(Passage("paragraph", text) for text in texts)))


TEXT = "The BERT model and a NeRF of the loops in our text are used for the search in many rooms with LLMs, see [1]."


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("INTRODUCTION TO LOOPS", "Introduction to Loops"), ("BERT AND NERF MODELS", "BERT and NeRF Models"),
        ("LLMS: THE SEARCH", "LLMs: The Search"), ("LOOPS", "Loops"), ("EMBER", "EMBER"), ("XQZT FILES", "XQZT Files"),
        ("SAT, EMBERS", "SAT, Embers"),
        ("Mixed BERT", "Mixed BERT"), ("DL", "DL"), ("OPEN-WORLD MODELS", "Open-World Models"),
    ],
)  # fmt: skip
def test_capitals_become_the_case_of_the_text(title: str, wanted: str) -> None:
    assert readable(TEXT).title(title) == wanted


def test_german_keeps_the_case_that_its_words_have() -> None:
    text = "Die Suche nach der Wahrheit ist mit den Mitteln der Logik und dem Rechner; eine neue Suche beginnt."
    assert readable(text).title("DIE NEUE SUCHE NACH DER WAHRHEIT") == "Die neue Suche nach der Wahrheit"


def test_a_bookmark_knows_better() -> None:
    marked = Section("3", "MEMORY MODEL", 1, False, 1, BOX, bookmark="3 Memory model")
    other = Section("3", "MEMORY MODEL", 1, False, 1, BOX, bookmark="Something else")
    assert readable(TEXT).section(marked) == "Memory model"
    assert readable(TEXT).section(other) == "Memory Model"


def test_hyphens_of_line_ends_are_undone() -> None:
    made = readable("A man-in-the-middle and the representation that we mean, with a representation here.")
    assert made.title("Represen- tation of things") == "Representation of things"
    assert made.title("A man-in- the-middle") == "A man-in- the-middle"  # no word that the text has
    assert readable("What is rule-based is rule-based.").title("A rule- based way") == "A rule-based way"
    assert made.title("Pre- and post-processing") == "Pre- and post-processing"


@pytest.mark.parametrize(
    ("text", "capitals"), [("TABLE", True), ("LLMs IN USE", True), ("DL + Horn", False), ("AI", False)]
)
def test_what_is_in_capitals(text: str, capitals: bool) -> None:
    assert in_capitals(text) == capitals
