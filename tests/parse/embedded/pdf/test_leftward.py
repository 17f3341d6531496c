"""Pages that are read from the right: their words come in the order of reading, x measured from the right edge."""

from __future__ import annotations

import pytest

from surveyrefs.model.box import Box
from surveyrefs.model.document import Anchor
from surveyrefs.parse.embedded.pdf.leftward import turned_over
from surveyrefs.parse.embedded.pdf.page import Brace, Page, PdfLink, Rule, Word

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


def test_all_that_a_page_holds_is_turned_over_but_what_leads_to_others() -> None:
    words = page(*[TEXT] * 4).words
    up = Word("arXiv", 10.127, 300.0, 22.254, 380.0, 10.0, 0, 20.0, False, 90, 9, 9, len(words), "F")
    links = (
        PdfLink(Box(100.127, 0.0, 120.254, 12.0), "cite.1", 2, 90.0, 5.0, "", 0),  # to a page in other letters
        PdfLink(Box(100.0, 0.0, 120.0, 12.0), "", 1, 0.0, 0.0, "", 1),  # without a place
    )
    full = Page(
        1, WIDTH, 800.0, (*words, up), (Rule(50.127, 5.0, 150.254, 5.5),), (Box(0.127, 0.0, 10.254, 9.0),),
        (Box(1.0, 0.0, 11.0, 9.0),), (Box(2.0, 0.0, 12.0, 9.0),), links,
        braces=(Brace(20.0, 0.0, 30.0, 50.0, 20.0, 25.0),),
    )  # fmt: skip
    english = page("Archer, A. (2010). A title of many words in another language.", number=2)
    (over, _), _, _ = turned_over([full, english], [])
    assert over.links[0].box == Box(479.75, 0.0, 499.87, 12.0)
    assert [link.x for link in over.links] == [90.0, 0.0]
    assert over.rules == (Rule(449.75, 5.0, 549.87, 5.5),)
    assert over.fills == (Box(589.75, 0.0, 599.87, 9.0),)
    assert (over.images, over.paths) == ((Box(589.0, 0.0, 599.0, 9.0),), (Box(588.0, 0.0, 598.0, 9.0),))
    assert over.braces == (Brace(570.0, 0.0, 580.0, 50.0, 580.0, 25.0),)
    assert [(w.text, w.x0, w.x1) for w in over.words if w.turn] == [("arXiv", 577.75, 589.87)]


@pytest.mark.parametrize(
    ("hebrew", "latin", "turned"),
    [(3, 7, True), (3, 8, False), (6, 14, True), (1, 2, True)],
)
def test_a_document_is_written_to_the_left_by_its_letters(hebrew: int, latin: int, turned: bool) -> None:
    made = page("א" * hebrew + " " + "a" * latin + " 12")
    found, _, told = turned_over([made], [])
    assert (found[0] is not made) == turned == bool(told)


@pytest.mark.parametrize(("latin", "turned"), [(10, True), (18, True), (19, False), (30, False)])
def test_a_page_is_written_to_the_left_by_a_few_letters(latin: int, turned: bool) -> None:
    few = page("א " + "a" * latin, number=2)
    (_, found), _, _ = turned_over([page(*[TEXT] * 9), few], [])
    assert (found is not few) == turned


def test_words_of_other_letters_keep_their_place_between_their_neighbours() -> None:
    (found,), _, _ = turned_over([page("דומים Auer S.: Weaving ערכים", TEXT)], [])
    mine = [w for w in found.words if w.line == 0]
    assert [w.text for w in mine] == ["ערכים", "Auer", "S.:", "Weaving", "דומים"]
    places = [(360.0, 385.0), (390.0, 410.0), (415.0, 430.0), (435.0, 470.0), (475.0, 500.0)]
    assert [(w.x0, w.x1) for w in mine] == places


@pytest.mark.parametrize(("begin", "turned"), [((100.0, 120.0, 140.0), True), ((100.0, 100.0, 100.0), False)])
def test_a_page_of_other_letters_set_against_the_right_edge_is_written_to_the_left(
    begin: tuple[float, ...], turned: bool
) -> None:
    ends = [480.0] * 3 if turned else [440.0, 460.0, 480.0]
    lines = [
        Word("Weaving", x0, 20.0 * i, x1, 20.0 * i + 12, 10.0, 0, 20.0 * i + 10, False, 0, 0, i, i, "F")
        for i, (x0, x1) in enumerate(zip(begin, ends, strict=True))
    ]
    listed = Page(2, WIDTH, 800.0, tuple(lines), (), (), (), (), ())
    (_, found), _, _ = turned_over([page(*[TEXT] * 9), listed], [])
    assert (found.words[0].x0 == WIDTH - 480) == turned
