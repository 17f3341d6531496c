"""Labels mended by the fixed phrases that styles print."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending.containers import journal_in_title
from surveyrefs.references.mending.people import (
    editors_first,
)
from surveyrefs.references.mending.phrases import genre_said
from surveyrefs.references.mending.step import Labelled
from tests.references.mending.marked import read, words


@pytest.mark.parametrize(
    ("text", "genre", "title"),
    [
        (
            "<author>S. Hopkins<O>, “<title>Graphs<O>,” Master’s thesis, <institution>MIT<O>, 2015.",
            "Master’s thesis",
            "",
        ),
        ("<title>Graphs. Ph. D. thesis<O>, 2015.", "Ph . D . thesis", "Graphs ."),
        ("<title>Trees and what they are Tech<O>. rep. CERN, 2015.", "Tech . rep .", "Trees and what they are"),
        ("<title>GPT-4 technical report. Tech<O>. <genre>rep<O>., 2023.", "Tech . rep", "GPT - 4 technical report ."),
        ("<title>How to write a thesis<O>. 2015.", "", "How to write a thesis"),
        ("<title>Graphs<O>. <genre>Report<O>, PhD thesis", "Report", "Graphs"),
    ],
)
def test_kinds_of_work(text: str, genre: str, title: str) -> None:
    labels = genre_said(Labelled(*read(text)))
    assert words(text, labels, "genre") == genre
    assert words(text, labels, "title") == title or not title


@pytest.mark.parametrize("role", [" (ed.): ", ", Eds., ", " (Eds.), ", ", editors. "])
def test_editors_in_the_authors_place(role: str) -> None:
    text = f"<author>Li, C., Wu, B.<O>{role}<title>Networks<O>. Springer (2022)"
    assert words(text, editors_first(Labelled(*read(text))), "editor").startswith("Li , C . , Wu , B")
    text = "<author>Li, C.<O>: <title>Networks<O>. In: <editor>Wu, B.<O> (ed.) Springer (2022)"
    assert words(text, editors_first(Labelled(*read(text))), "author") == "Li , C ."


def test_the_title_before_a_report_that_took_it() -> None:
    text = "<author>OpenAI<O>. <note>GPT-4 technical report<O> (<genre>tech. rep<O>.). <institution>OpenAI"
    assert words(text, genre_said(Labelled(*read(text))), "title") == "GPT - 4 technical report"


def test_a_journal_that_ran_into_the_title() -> None:
    text = "<author>Breiman L<O>. <title>Random Forests. Machine Learning<O>. <date>2001<O>;<volume>45"
    labels = journal_in_title(Labelled(*read(text)))
    assert (words(text, labels, "title"), words(text, labels, "journal")) == ("Random Forests", "Machine Learning")
    text = "<author>Breiman L<O>. <title>Random Forests. A view<O>. <journal>Machine Learning<O>. <volume>45"
    assert words(text, journal_in_title(Labelled(*read(text))), "title") == "Random Forests . A view"
