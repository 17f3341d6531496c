"""Labels in a row of their own that only their place tells."""

from __future__ import annotations

from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.lone_lines import central_labels, least_step, lone_labels, stands_alone

GUTTERS = (150.0, 250.0)


def row(y: float, *cells: tuple[float, str]) -> Line:
    words = [(x + 5 * at, text) for x, cell in cells for at, text in _words(cell)]
    return Line(tuple(
        Word(text, x, y - 8, x + 5 * len(text), y + 2, 10, 0, y, False, 0, 0, int(y), int(y + x), "Times")
        for x, text in words
    ))  # fmt: skip


def _words(cell: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for text in cell.split(" "):
        found.append((at, text))
        at += len(text) + 1
    return found


def test_a_line_with_room_for_what_follows_is_a_label() -> None:
    body = [
        row(10, (50, "Overall prevalence"), (160, "4.4"), (260, "5.1")), row(22, (50, "Age")),
        row(34, (50, "Young"), (160, "3.3"), (260, "3.2")), row(46, (50, "Old"), (160, "8.0"), (260, "7.9")),
        row(58, (50, "Sex")), row(70, (50, "Male"), (160, "3.3"), (260, "3.2")),
    ]  # fmt: skip
    # There is no room for "Age" behind "Overall prevalence", but for "Sex" behind "Old".
    assert lone_labels(body, GUTTERS, 12.0) == {1, 4}


def test_lines_without_room_are_the_second_ones_of_cells() -> None:
    body = [
        row(10, (50, "Recurrent networks"), (160, "4.4"), (260, "5.1")), row(22, (50, "Memory")),
        row(34, (50, "Graphs of networks"), (160, "3.3"), (260, "3.2")), row(46, (50, "Attention")),
    ]  # fmt: skip
    assert lone_labels(body, GUTTERS, 12.0) == set()


def test_a_line_that_goes_on_is_no_label() -> None:
    for above, line in (("Trees and", "Forests"), ("Trees", "of all sorts"), ("Pre-", "Trained"), ("Trees", "(old)")):
        body = [
            row(10, (50, above), (160, "4.4"), (260, "5.1")), row(22, (50, line)),
            row(34, (50, "A much longer name"), (160, "3.3"), (260, "3.2")),
        ]  # fmt: skip
        assert lone_labels(body, GUTTERS, 12.0) == set(), (above, line)


def test_rows_that_are_set_in_below_a_label() -> None:
    body = [
        row(10, (50, "Trees")), row(22, (60, "Forests of trees"), (160, "many")),
        row(34, (50, "Age"), (160, "steps"), (260, "1")),
    ]  # fmt: skip
    assert lone_labels(body, GUTTERS, 12.0) == {0}


def test_a_row_of_blanks_in_a_sparse_table_is_a_row() -> None:
    many = (150.0, 200.0, 250.0, 300.0, 350.0)
    body = [
        row(10, (50, "Informed consent"), (160, "x")), row(22, (50, "Age")),
        row(34, (50, "Visit"), (260, "x")), row(46, (50, "Test"), (310, "x")),
    ]  # fmt: skip
    assert lone_labels(body, many, 12.0) == set()


def test_a_label_beside_the_rows_is_on_no_line_of_its_own() -> None:
    body = [row(10, (160, "one"), (260, "1")), row(20, (50, "Label")), row(30, (160, "two"), (260, "2"))]
    assert least_step([body[0], body[2]]) == 20
    assert not stands_alone(body, 1, 12.0)
    assert stands_alone(body, 1, 8.0)


def test_the_first_column_reaches_to_the_next_however_short_its_cells_are() -> None:
    body = [
        row(10, (50, "Trees")), row(22, (50, "Elm1"), (160, "4.4"), (260, "5.1")), row(34, (50, "Herbs")),
        row(46, (50, "Sage2"), (160, "3.3"), (260, "3.2")), row(58, (50, "Mint3"), (160, "8.0"), (260, "7.9")),
    ]  # fmt: skip
    assert lone_labels(body, GUTTERS, 12.0) == {0, 2}


def central(y: float, text: str) -> Line:
    return row(y, (200 - 2.5 * len(text), text))


def test_lines_of_different_widths_in_the_middle_of_the_table_are_labels() -> None:
    body = [
        central(10, "Trees of the northern woods"), row(22, (50, "Elm"), (160, "4.4"), (260, "5.1")),
        central(34, "Herbs for every garden"), row(46, (50, "Sage"), (160, "3.3"), (260, "3.2")),
    ]  # fmt: skip
    assert central_labels(body, GUTTERS, (50.0, 350.0), 12.0) == {0, 2}


def test_lines_of_cells_that_are_centred_in_the_middle_are_none() -> None:
    body = [
        central(10, "Soil and water"), row(22, (50, "Elm"), (170, "seen in spring")),
        central(34, "Light and rain"), row(46, (50, "Sage"), (172.5, "late in fall")), central(58, "Shade"),
    ]  # fmt: skip
    assert central_labels(body, GUTTERS, (50.0, 350.0), 12.0) == set()


def test_a_line_as_far_off_as_rows_are_is_a_row_whatever_room_there_was() -> None:
    def body(step: float, inner: float = 0.0) -> list[Line]:
        texts = ["Recurrent networks", "Memory", "Graphs of networks", "Attention", "Trees"]
        lines = [
            row(10 + step * i, (50, text), *([] if i in (1, 3) else [(160, "4.4"), (260, "5.1")]))
            for i, text in enumerate(texts)
        ]
        return [*lines, row(lines[-1].baseline + inner, (260, "and"))] if inner else lines

    for step, inner, labels in ((16.0, 0.0, {1, 3}), (12.0, 0.0, set()), (22.0, 0.0, set()), (22.0, 12.0, {1, 3})):
        lines = body(step, inner)
        assert lone_labels(lines, GUTTERS, least_step(lines)) == labels, (step, inner)


def test_family_names_with_small_words_begin_rows() -> None:
    for below, labels in (("de la Rosa", {1}), ("de facto", set())):
        body = [
            row(10, (50, "Recurrent"), (160, "4.4"), (260, "5.1")), row(22, (50, "Memory")),
            row(34, (50, below), (160, "3.3"), (260, "3.2")), row(46, (50, "Some longer name"), (160, "3"), (260, "4")),
        ]  # fmt: skip
        assert lone_labels(body, GUTTERS, 12.0) == labels
