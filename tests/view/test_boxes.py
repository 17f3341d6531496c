"""Where things stand: references over columns and pages, passages over pages."""

from __future__ import annotations

from surveyrefs.model.box import Box
from surveyrefs.model.document import Bibliography, Line, Passage, Piece
from surveyrefs.view.boxes import Markers, Place, place, places_of, reference_places
from tests.export.build import reference


def line(page: int, x0: float, y0: float) -> Line:
    return Line("words", (), (), page, Box(x0, y0, x0 + 200, y0 + 10), x0, x0 + 200)


def test_a_place_is_a_box_on_a_page() -> None:
    assert place(3, (1.04, 2, 30.26, 40)) == Place(3, 1.0, 2.0, 30.3, 40.0)
    assert place(0, (1, 2, 30, 40)) is None
    assert place(3, ()) is None
    assert place(3, Box(5, 5, 5, 9)) is None


def test_a_passage_has_a_box_for_each_page() -> None:
    pieces = (Piece(0, 1, 1, 10, 700, 30, 710, 9, 0, 0), Piece(1, 2, 2, 10, 50, 90, 60, 9, 0, 1))
    passage = Passage("cell", "ab", (*pieces, Piece(2, 3, 2, 20, 60, 120, 70, 9, 0, 2)))
    assert places_of(passage) == (Place(1, 10, 700, 30, 710), Place(2, 10, 50, 120, 70))


def test_a_reference_goes_on_in_the_next_column_and_page() -> None:
    references = (
        reference(page=1, box=(50, 700, 250, 710)),
        reference(page=1, box=(300, 120, 500, 130)),
        reference(page=2, box=(50, 62, 250, 72)),
    )
    lines = (
        line(1, 50, 700), line(1, 300, 100), line(1, 300, 110), line(1, 300, 120), line(2, 50, 50), line(2, 50, 62),
    )  # fmt: skip
    first, second, third = reference_places(references, [Bibliography("References", 1, lines)])
    assert first == (Place(1, 50, 700, 250, 710), Place(1, 300, 100, 500, 120))
    assert second == (Place(1, 300, 120, 500, 130), Place(2, 50, 50, 250, 60))
    assert third == (Place(2, 50, 62, 250, 72),)


def test_a_box_around_both_columns_does_not_take_the_works_in_it() -> None:
    references = (reference(page=1, box=(50, 100, 500, 710)), reference(page=1, box=(300, 120, 500, 130)))
    lines = (line(1, 50, 700), line(1, 300, 100), line(1, 300, 120))
    first, second = reference_places(references, [Bibliography("References", 1, lines)])
    assert first == (Place(1, 50, 700, 250, 710), Place(1, 300, 100, 500, 110))
    assert second == (Place(1, 300, 120, 500, 130),)


def test_a_reference_that_no_list_shows_keeps_its_box() -> None:
    (found,) = reference_places((reference(page=4, box=(1, 2, 3, 4)),), [])
    assert found == (Place(4, 1, 2, 3, 4),)
    assert reference_places((reference(page=0, box=()),), []) == [()]


def test_a_callout_over_the_end_of_a_line_has_a_box_a_line() -> None:
    text = "few [14, 36] so"
    pieces = (
        Piece(0, 3, 1, 50, 100, 65, 110, 9, 0, 0), Piece(4, 8, 1, 220, 100, 240, 110, 9, 0, 0),
        Piece(9, 12, 1, 50, 112, 65, 122, 9, 0, 1), Piece(13, 15, 1, 70, 112, 80, 122, 9, 0, 1),
    )  # fmt: skip
    markers = Markers([Passage("paragraph", "[14, 36] elsewhere"), Passage("paragraph", text, pieces)])
    found = markers.places(1, (50, 100, 240, 122), "[14, 36]")
    assert found == (Place(1, 220, 100, 240, 110), Place(1, 50, 112, 65, 122))
    assert markers.places(1, (50, 300, 240, 322), "[14, 36]") == (Place(1, 50, 300, 240, 322),)
    assert markers.places(1, (220, 100, 240, 110), "[14,") == (Place(1, 220, 100, 240, 110),)
    assert markers.places(0, (), "[1]") == ()
    for box in ((220, 100, 240, 122), (220, 88, 240, 110)):  # begins or ends on the line of the first piece
        assert markers.places(1, box, "[14,") == (Place(1, *box),)
