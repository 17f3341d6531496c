"""Pages that are read from the right: their words come in the order of reading, x measured from the right edge."""

from __future__ import annotations

import pytest

from surveyrefs.model.box import Box
from surveyrefs.model.document import Anchor
from surveyrefs.parse.embedded.pdf.leftward import turned_over
from surveyrefs.parse.embedded.pdf.page import Page, PdfLink, Rule, Word

WIDTH, WIDE = 600.0, 5.0  # of the page and of every letter, points
TEXT = "אחרים מעדיפים מודל"


def page(*lines: str, number: int = 1) -> Page:
    """Return a page of lines, each as its words stand from the left; `~` glues what is behind it to what is before."""
    words: list[Word] = []
    for row, line in enumerate(lines):
        x = 100.0
        for token in line.replace("~", " ~").split(" "):
            text = token.removeprefix("~")
            glued = token != text
            x = x - WIDE if glued else x
            y, size = 20.0 * row, 6.0 if glued else 10.0
            end = x + WIDE * len(text)
            words.append(Word(text, x, y, end, y + 12, size, 0, y + 10, glued, 0, 0, row, len(words), "F"))
            x = end + WIDE
    return Page(number, WIDTH, 800.0, tuple(words), (), (), (), (), ())


def read(*lines: str) -> list[str]:
    """Return the lines of a page as they are read."""
    (found,), _, _ = turned_over([page(*lines)], [])
    out: list[str] = []
    for row in range(len(lines)):
        mine = [w for w in found.words if w.line == row]
        assert [w.x0 for w in mine] == sorted(w.x0 for w in mine)
        out.append("".join(w.text if w.glued else f" {w.text}" for w in mine).strip())
    return out


@pytest.mark.parametrize(
    ("stands", "reads"),
    [
        ("דומים ערכים על", "על ערכים דומים"),
        (".]12[ דומים ערכים", "ערכים דומים [12]."),
        (".]6–4 ,1[ ערכים", "ערכים [1, 4–6]."),
        ("שנים זה .6.1", "6.1. זה שנים"),
        (".)2016( 60–48 ,39 .ישראלית", "ישראלית. 39, 48–60 (2016)."),
        (":בתוך .Tramp, S., Auer, S.: Weaving a Web .3", "3. Tramp, S., Auer, S.: Weaving a Web. בתוך:"),
        ("(Huang & Belongie, 2017( דומים", "דומים (Huang & Belongie, 2017("),
    ],
)
def test_lines(stands: str, reads: str) -> None:
    assert read(stands, TEXT, TEXT) == [reads, *[" ".join(TEXT.split()[::-1])] * 2]


def test_brackets_as_drawn_are_those_as_read() -> None:
    assert read(".[12] דומים", "[3] ערכים", "(2016) ישראלית")[0] == "דומים [12]."


def test_raised_figures_stay_glued() -> None:
    (found,), _, _ = turned_over([page("ערכים~12 דומים", TEXT)], [])
    assert [(w.text, w.glued) for w in found.words[:3]] == [("דומים", False), ("12", False), ("ערכים", True)]


def test_all_of_a_page_is_turned_over_and_told() -> None:
    link = PdfLink(Box(100.0, 0.0, 120.0, 12.0), "cite.1", 1, 90.0, 5.0, "", 0)
    words = page(*[TEXT] * 4).words
    drawn = Page(1, WIDTH, 800.0, words, (Rule(50.0, 5.0, 150.0, 5.5),), (Box(0.0, 0.0, 10.0, 9.0),), (), (), (link,))
    english = page("Archer, A. (2010). A title of many words in another language.", number=2)
    places = [Anchor("cite.1", 1, 90.0, 5.0), Anchor("x", 2, 1.0, 2.0)]
    (over, same), anchors, (told,) = turned_over([drawn, english], places)
    assert (over.rules, over.fills) == ((Rule(450.0, 5.0, 550.0, 5.5),), (Box(590.0, 0.0, 600.0, 9.0),))
    assert (over.links[0].box, over.links[0].x) == (Box(480.0, 0.0, 500.0, 12.0), 510.0)
    assert same is english
    assert anchors == [Anchor("cite.1", 1, 510.0, 5.0), Anchor("x", 2, 1.0, 2.0)]
    assert (told.code, told.page) == ("right-to-left", 1)


def test_other_documents_stay() -> None:
    english = page("A text with one word, מודל, of another writing in it and many more of its own")
    assert turned_over([english], []) == ([english], [], [])
