from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.model.document import Section
from surveyrefs.parse.embedded.outline.bookmarks import with_bookmarks
from surveyrefs.parse.embedded.pdf.page import Bookmark

BOX = Box(0, 0, 10, 10)


def titles(*pairs: tuple[str, int], marks: tuple[tuple[str, int], ...]) -> list[str]:
    sections = [Section("", title, 1, False, page, BOX) for title, page in pairs]
    found = with_bookmarks(sections, [Bookmark(1, title, page, 0.0, "") for title, page in marks])
    return [section.bookmark for section in found]


def test_a_heading_gets_the_bookmark_of_its_letters_and_page() -> None:
    marks = (("3 Memory model", 3), ("Loops", 9))
    assert titles(("MEMORY MODEL", 3), ("LOOPS", 4), marks=marks) == ["Memory model", ""]


def test_a_float_may_have_moved_the_heading_to_the_next_page() -> None:
    assert titles(("LOOPS", 4), marks=(("Loops", 3),)) == ["Loops"]


def test_the_same_title_needs_no_keeping() -> None:
    assert titles(("Loops", 4), ("—", 4), marks=(("Loops", 4), ("—", 4))) == ["", ""]


def whole(title: str, *marks: str, number: str = "3.3", others: tuple[str, ...] = ()) -> str:
    sections = [Section(number, title, 2, False, 1, BOX), *(Section("", t, 2, False, 1, BOX) for t in others)]
    return with_bookmarks(sections, [Bookmark(2, mark, 1, 0.0, "") for mark in marks])[0].title


def test_a_numbered_title_that_was_read_in_part_is_the_bookmarks() -> None:
    long = "Adapting L* into L*M"
    assert whole("Adapting L∗into", long, "Data") == long
    assert whole("Adapting L∗into", f"3.3 {long}") == long
    assert whole("Adapting L∗into", long, number="") == "Adapting L∗into", "titles of many kinds have no number"
    assert whole("Adapting L∗into", long, "Adapting L into K") == "Adapting L∗into", "one of two"
    assert whole("Adapting L∗into", long, others=(long,)) == "Adapting L∗into", "another section's"
    assert whole("Adaptin", "Adapting") == "Adaptin", "seven letters"
    assert whole("Adapting", "Adapting it") == "Adapting it"
