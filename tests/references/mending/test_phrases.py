"""Labels mended by the fixed phrases that styles print."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Passage
from surveyrefs.references.mending.phrases import (
    closing_date,
    container_presented,
    edition_said,
    editors_first,
    family_before_stop,
    genre_said,
    institution_said,
    journal_in_title,
    no_phrase_for_title,
    organisation_first,
    people_before_date,
    second_title,
    title_before_colon,
)
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import Token, tokenise
from surveyrefs.text.identifiers import find_identifiers


def read(marked: str) -> tuple[list[Token], list[str]]:
    """Read `<title>A title<O>. <date>2015`: tokens and labels."""
    text, borders = "", []
    for piece in marked.split("<"):
        label, _, words = piece.rpartition(">")
        borders.append((len(text), label or OUTSIDE))
        text += words
    tokens = tokenise(Passage("paragraph", text, ()), find_identifiers(text))
    return tokens, [next(label for at, label in reversed(borders) if at <= t.start) for t in tokens]


def words(marked: str, labels: list[str], label: str) -> str:
    """Return the tokens of a label."""
    return " ".join(t.text for t, found in zip(read(marked)[0], labels, strict=True) if found == label)


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
    labels = genre_said(*read(text))
    assert words(text, labels, "genre") == genre
    assert words(text, labels, "title") == title or not title


def test_an_edition_ends_a_title() -> None:
    text = "<author>A. Lee<O>. <title>On shape spaces Second ed<O>. <publisher>ACM"
    assert words(text, edition_said(*read(text)), "edition") == "Second"
    text = "<author>A. Lee<O>. <title>On shapes, Second Edition<O>. <publisher>ACM"
    assert words(text, edition_said(*read(text)), "edition") == ""


@pytest.mark.parametrize("role", [" (ed.): ", ", Eds., ", " (Eds.), ", ", editors. "])
def test_editors_in_the_authors_place(role: str) -> None:
    text = f"<author>Li, C., Wu, B.<O>{role}<title>Networks<O>. Springer (2022)"
    assert words(text, editors_first(*read(text)), "editor").startswith("Li , C . , Wu , B")
    text = "<author>Li, C.<O>: <title>Networks<O>. In: <editor>Wu, B.<O> (ed.) Springer (2022)"
    assert words(text, editors_first(*read(text)), "author") == "Li , C ."


@pytest.mark.parametrize(
    ("text", "author", "title"),
    [
        ("<author>Ann Lu. Making<O>, 2011. <title>Available at<O> x", "Ann Lu", "Making"),
        ("<author>Xie FL, Li H. A new divergence<O>. <date>2008", "Xie FL , Li H", "A new divergence"),
        ("<author>A. Xie, B. Li<O>. <date>2008", "A . Xie , B . Li", ""),
        ("<author>A. Xie et al. Others<O>. <date>2008", "A . Xie et al . Others", ""),
    ],
)
def test_a_phrase_is_no_title(text: str, author: str, title: str) -> None:
    labels = no_phrase_for_title(*read(text))
    assert (words(text, labels, "author"), words(text, labels, "title")) == (author, title)


def test_a_second_title_is_the_books_or_an_institution() -> None:
    text = "<title>Read-once resolution<O>, <title>Statistical Analysis<O> (<editor>D. Ferstl<O>, ed.), 2024"
    assert words(text, second_title(*read(text)), "booktitle") == "Statistical Analysis"
    text = "<title>Shape models<O> (<genre>Working Paper No. 5<O>). <title>Waymo<O>."
    assert words(text, second_title(*read(text)), "institution") == "Waymo"
    text = "<title>Shape models<O>, <title>Learning them<O>. <journal>Shapes<O> 5"
    assert words(text, second_title(*read(text)), "title") == "Shape models Learning them"


def test_what_is_presented_at_a_conference() -> None:
    text = "<author>X. Li<O>, presented at the <title>25th Conference on Data<O>, pp. <pages>1–2"
    assert words(text, container_presented(*read(text)), "booktitle") == "25th Conference on Data"


def test_the_title_before_a_report_that_took_it() -> None:
    text = "<author>OpenAI<O>. <note>GPT-4 technical report<O> (<genre>tech. rep<O>.). <institution>OpenAI"
    assert words(text, genre_said(*read(text)), "title") == "GPT - 4 technical report"


def test_the_institution_before_a_report() -> None:
    text = "“<title>Gaussian fields<O>,” BigScience Workshop, <genre>Working Paper<O>, 2017."
    assert words(text, institution_said(*read(text)), "institution") == "BigScience Workshop"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("<author>A. Lee<O>. <title>T<O>. In <booktitle>IC<O>, <date>2017<O>. ACM, <date>2022<O>.", "2022"),
        ("<author>A. Lee<O>. <title>T<O>. <date>2017<O>, accessed <date>2022<O>.", "2017 2022"),
        ("<author>A. Lee<O>. <title>T<O>. <date>2017<O>, (<date>2022<O>; ", "2017 2022"),
        ("<author>A. Lee<O>. <date>2016<O>. <title>T<O>. In <booktitle>IC<O>, <date>2017<O>.", "2016 2017"),
    ],
)
def test_the_last_date_is_the_works(text: str, date: str) -> None:
    assert words(text, closing_date(*read(text)), "date") == date


@pytest.mark.parametrize(
    ("text", "author", "title"),
    [
        ("<author>D. Kingma and Jimmy Ba. Adam<O>: <title>A method<O>.", "D . Kingma and Jimmy Ba", "Adam : A method"),
        ("<author>Karpukhin, V., Min, S.<O>: <title>A method<O>.", "Karpukhin , V . , Min , S .", "A method"),
        (
            "<author>D. Kingma, Jimmy Ba Jr. et al<O>: <title>A method<O>.",
            "D . Kingma , Jimmy Ba Jr . et al",
            "A method",
        ),
    ],
)
def test_a_title_begins_before_its_colon(text: str, author: str, title: str) -> None:
    labels = title_before_colon(*read(text))
    assert (words(text, labels, "author"), words(text, labels, "title")) == (author, title)


def test_lone_initials_take_the_family_in() -> None:
    text = "<author>E. W<O>. <title>Dijkstra. Go to statement considered harmful<O>. 1968"
    labels = family_before_stop(*read(text))
    assert (words(text, labels, "author"), words(text, labels, "title")) == (
        "E . W . Dijkstra",
        "Go to statement considered harmful",
    )
    text = "<author>Edsger W<O>. <title>Dijkstra. Go to statement considered harmful<O>. 1968"
    assert words(text, family_before_stop(*read(text)), "author") == "Edsger W . Dijkstra"
    text = "<author>Smith, J<O>. <title>Learning. A view of all<O>. 1968"
    assert words(text, family_before_stop(*read(text)), "author") == "Smith , J"


def test_a_journal_that_ran_into_the_title() -> None:
    text = "<author>Breiman L<O>. <title>Random Forests. Machine Learning<O>. <date>2001<O>;<volume>45"
    labels = journal_in_title(*read(text))
    assert (words(text, labels, "title"), words(text, labels, "journal")) == ("Random Forests", "Machine Learning")
    text = "<author>Breiman L<O>. <title>Random Forests. A view<O>. <journal>Machine Learning<O>. <volume>45"
    assert words(text, journal_in_title(*read(text)), "title") == "Random Forests . A view"


def test_an_organisation_before_the_title() -> None:
    text = "<title>Microsoft. A case for query by image and text<O>. 2011"
    assert words(text, organisation_first(*read(text)), "author") == "Microsoft"
    for text in ("<title>Learning graphs. A view of it<O>. 2011", "<title>U.S. News and world report<O>. 2011"):
        assert words(text, organisation_first(*read(text)), "author") == ""


def test_people_before_the_date_are_no_title() -> None:
    text = "<author>Ann Poe<O>, <title>Bo van Rip, and Cy Day<O>. <date>2015<O>. <title>Models of libraries<O>."
    labels = people_before_date(*read(text))
    assert words(text, labels, "author") == "Ann Poe , Bo van Rip , and Cy Day"
    assert words(text, labels, "title") == "Models of libraries"
    once = "<author>Ann Poe<O>, <title>Models of libraries<O>. <date>2015<O>. <journal>Journal<O>."
    assert words(once, people_before_date(*read(once)), "title") == "Models of libraries"
