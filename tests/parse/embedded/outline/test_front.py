"""Title, authors and identifiers."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.outline.front import MAX_TITLE_LINES, authors_of, identifiers, title_lines, title_of
from surveyrefs.parse.embedded.pdf.page import Word
from tests.parse.embedded.build import HEIGHT, LEFT, full, page, pdf, printed, words


def front(*rows: tuple[str, float]) -> list[PrintedLine]:
    """Return lines of some sizes, one below the other."""
    return [printed(text, 60 + 24.0 * i, size=size, number=i) for i, (text, size) in enumerate(rows)]


def title(lines: list[PrintedLine], own: str = "") -> str:
    """Return the title of lines on the first page."""
    return title_of(lines, title_lines(lines, HEIGHT), pdf([page([])], title=own))


def authors(*rows: str) -> tuple[str, ...]:
    """Return the authors printed below a title."""
    lines = front(("A Title of Things", 18), *((row, 10) for row in rows))
    return authors_of(lines, title_lines(lines, HEIGHT), len(lines))


def test_the_largest_type_is_the_title() -> None:
    lines = front(("A journal's name", 9), ("A Survey of", 18), ("Many Things", 18), ("Ann Archer", 12), (full(), 10))
    assert title(lines) == "A Survey of Many Things"
    assert title_lines(lines, HEIGHT) == [1, 2]


def test_hyphens_and_accents_of_titles() -> None:
    assert title(front(("On Retriev-", 18), ("al and G¨odel", 18))) == "On Retrieval and Gödel"
    assert title(front(("On Vision-", 18), ("Language Models", 18))) == "On Vision-Language Models"


def test_large_type_further_down_is_not_of_the_title() -> None:
    lines = front(("A Survey", 18), ("Ann Archer", 12), (full(), 10), (full(), 10), ("Quoted large", 18))
    assert title(lines) == "A Survey"
    deep = [printed("Large words far down", 0.8 * HEIGHT, size=20), *front(("A Survey", 18))]
    assert title(deep) == "A Survey"
    assert len(title_lines(front(*[("Same size", 10.0)] * 20), HEIGHT)) == MAX_TITLE_LINES


def test_a_heading_below_the_authors_is_not_of_the_title_be_it_as_large() -> None:
    assert (
        title(front(("A Survey", 18), ("Ann Archer, Bo Baker", 12), ("Introduction", 18), (full(), 10))) == "A Survey"
    )
    assert title(front(("The Cat", 18), ("and", 12), ("The Dog", 18), (full(), 10))) == "The Cat The Dog"


def test_a_title_that_is_not_on_the_page() -> None:
    assert title([], "The PDF's own") == "The PDF's own"
    assert title([printed("12 3", 60)], "The PDF's own") == "The PDF's own"
    assert authors_of([], [], 0) == ()


@pytest.mark.parametrize(
    ("row", "names"),
    [
        ("Ann Archer, Bo Baker and Cy D. Carter", ("Ann Archer", "Bo Baker", "Cy D. Carter")),
        ("ANN ARCHER", ("Ann Archer",)),
        ("Ann Archer∗ Bo", ("Ann Archer Bo",)),
        ("Ann^1 Archer^2,", ("Ann Archer",)),
        ("Jean-Luc O'Neill", ("Jean-Luc O'Neill",)),
        ("Zoë Müller & Łukasz Nowak", ("Zoë Müller", "Łukasz Nowak")),
        ("ann@example.org", ()),
        ("University of Somewhere", ()),
    ],
)
def test_names(row: str, names: tuple[str, ...]) -> None:
    assert authors(row) == names


def test_names_end_where_affiliations_begin() -> None:
    assert authors("Ann Archer", "University of Things", "Not Aname") == ("Ann Archer",)
    assert authors("University of Things", "Ann Archer") == ("Ann Archer",)


def stamp(text: str) -> list[Word]:
    """Return words that read upwards in the margin."""
    return words(text, 15, 400, turn=90)


@pytest.mark.parametrize(
    ("text", "arxiv"),
    [
        ("arXiv:2301.01234v2 [cs.CL] 3 Jan 2023", "2301.01234"),
        ("arXiv:hep-ph/9901001v1", "hep-ph/9901001"),
        ("arXiv:math.GT/0309136", "math.GT/0309136"),
        ("draft", ""),
    ],
)
def test_arxiv_stamps(text: str, arxiv: str) -> None:
    assert identifiers([page([stamp(text)])]) == (arxiv, "")


def test_an_arxiv_number_in_the_text_is_not_the_surveys_own() -> None:
    assert identifiers([page([words("see arXiv:2301.01234 for more", LEFT, 400)])]) == ("", "")


def test_a_doi_at_the_pages_edges() -> None:
    assert identifiers([page([words("https://doi.org/10.1145/ABC.123.", LEFT, 40)])]) == ("", "10.1145/abc.123")
    assert identifiers([page([words("10.1145/1234", LEFT, HEIGHT - 40)])]) == ("", "10.1145/1234")
    assert identifiers([page([words("10.1145/1234", LEFT, HEIGHT / 2)])]) == ("", "")
    assert identifiers([]) == ("", "")


def test_the_name_of_the_list_is_no_title() -> None:
    lines = [printed("We cite it.", 100), printed("References", 140, size=14), printed("A. Lee. Ponds. 2001.", 160)]
    assert title_lines(lines, HEIGHT) == []
    assert title_lines([printed("A Survey of Ponds", 60, size=14), *lines], HEIGHT) == [0]
