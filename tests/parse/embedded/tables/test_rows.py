"""Which printed rows make one row of a table: what drawings with letters cannot show."""

from __future__ import annotations

from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.cell_lines import SplitLine, cell_leading, split_line
from surveyrefs.parse.embedded.tables.row_weights import row_weights
from surveyrefs.parse.embedded.tables.rows import leading_labels, part_rows
from surveyrefs.parse.embedded.tables.weigher import Weigher

COLUMNS = (50.0, 120.0, 220.0)


def strip(y: float, *texts: str) -> SplitLine:
    """Return a printed row in type of ten points, its cells at fixed places."""
    pieces = []
    for c, (x, text) in enumerate(zip(COLUMNS, texts, strict=True)):
        at, words = x, []
        for i, t in enumerate(text.split()):
            index = int(1000 * y) + 9 * c + i
            words.append(Word(t, at, y - 8, at + 5 * len(t), y + 2, 10, 0, y, False, 0, 0, 0, index, "Times"))
            at += 5 * len(t) + 3
        pieces.append(Line(tuple(words)) if words else None)
    return split_line(pieces)


def rows_of(*strips: SplitLine) -> tuple[tuple[int, int], ...]:
    return part_rows(strips, frozenset(), frozenset())[0].rows


def test_numerators_and_denominators_are_no_rows() -> None:
    found = rows_of(
        strip(96, "", "hits", ""), strip(100, "Precision", "", "relevant"), strip(104, "", "found", ""),
        strip(116, "", "hits", ""), strip(120, "Recall", "", "coverage"), strip(124, "", "wanted", ""),
    )  # fmt: skip
    assert found == ((0, 2), (3, 5))


def test_short_cells_stand_on_the_first_line_of_long_ones() -> None:
    found = rows_of(
        strip(94, "BERT", "", ""), strip(100, "", "Trains an", "Tuned on"), strip(106, "[1]", "", ""),
        strip(112, "", "encoder of", "the task"), strip(124, "", "words", ""),
        strip(136, "GPT [2]", "Generates", "Web"),
    )  # fmt: skip
    assert found == ((0, 4), (5, 5))


def test_double_leading_is_that_of_the_cells_where_nothing_is_closer() -> None:
    strips = [
        strip(100, "BERT [1]", "masked words", ""),
        strip(122, "", "and sentences", ""),
        strip(144, "GPT [2]", "next", ""),
    ]
    assert cell_leading(strips) == 22
    assert cell_leading([strips[0], strip(122, "GPT [2]", "next", "")]) == 12


def test_cells_set_to_the_bottom_of_their_rows() -> None:
    found = rows_of(
        strip(100, "", "Explains causes", ""), strip(112, "", "of growth in soil", "Field"),
        strip(124, "Birch", "and water", "study"),
        strip(136, "", "Measures leaves", ""), strip(148, "Maple", "in spring", "Plot"),
        strip(160, "", "Controls loss of", ""), strip(172, "", "water under long", ""),
        strip(184, "Willow", "drought", "Pot"),
    )  # fmt: skip
    assert found == ((0, 2), (3, 4), (5, 7))


def test_names_in_lines_without_capitals_are_parted_below_a_label_of_several_rows() -> None:
    """A column of labels in front changes nothing in how the names behind it are read."""
    texts = [
        ("Trees", "Growth of roots", "Measures soil"),
        ("", "in dry beds [1]", "and water"),
        ("", "Loss of leaves", "Predicts light"),
        ("", "under shade [2]", "and shade"),
        ("Herbs", "Scent of mint", "Compares mint"),
        ("", "in late spring [3]", "and thyme"),
        ("", "Taste of sage", "Describes oils"),
        ("", "after harvest [4]", "and leaves"),
    ]
    strips = [strip(100 + 12 * i + 4 * (i // 2), *cells) for i, cells in enumerate(texts)]
    partition, spans = part_rows(strips, frozenset(), frozenset())
    assert (partition.rows, spans) == (((0, 1), (2, 3), (4, 5), (6, 7)), frozenset({0}))


ROWS = tuple((i, i) for i in range(4))


def lines(*texts: tuple[str, str, str]) -> list[SplitLine]:
    return [strip(100 + 14 * i, *cells) for i, cells in enumerate(texts)]


def test_blank_first_cells_are_below_a_label() -> None:
    found = lines(("Trees", "Birch", "12"), ("", "Maple", "14"), ("Herbs", "Mint", "9"), ("", "Sage", "8"))
    assert leading_labels(found, ROWS, frozenset()) == {0}


def test_the_second_column_holds_labels_where_each_of_the_first_stands_beside_one() -> None:
    nested = lines(("Trees", "Tall", "12"), ("", "", "14"), ("", "Small", "9"), ("Herbs", "Green", "8"))
    assert leading_labels(nested, ROWS, frozenset()) == {0, 1}
    crossed = lines(("Trees", "Tall", "12"), ("", "", "14"), ("Herbs", "", "9"), ("", "Green", "8"))
    assert leading_labels(crossed, ROWS, frozenset()) == {0}


def test_a_row_with_little_else_is_none_below_a_label() -> None:
    found = lines(("Trees", "Birch", "12"), ("Herbs", "Mint", "9"), ("", "(wild)", ""), ("Ferns", "Moss", "8"))
    assert leading_labels(found, ROWS, frozenset()) == frozenset()


def test_rows_that_all_have_names_have_no_labels() -> None:
    found = lines(("Birch", "a", "12"), ("Maple", "b", "9"), ("Mint", "c", "7"), ("Sage", "d", "8"))
    assert leading_labels(found, ROWS, frozenset()) == frozenset()


def test_figures_below_one_another_are_not_lines_of_one() -> None:
    weigher = Weigher([strip(100, "Elm", "10.25", "x"), strip(112, "", "204.75", "y")], 12.0, frozenset(), frozenset())
    above, below = (line.cells[1] for line in weigher.lines)
    assert above is not None
    assert below is not None
    assert weigher.joint(above, below, 1) == row_weights().figures


def test_small_letters_tell_where_rows_surely_begin_with_capitals() -> None:
    """Names of several lines, as many as the other cells have: below a label or rule one sees how cells begin."""
    lines = [
        strip(100, "Deep cohort", "Open barley controls", "Random dataset"),
        strip(111, "supports large", "loss near open", "variational seeds"),
        strip(122, "seedling,", "delays discrete", "mild weather"),
        strip(133, "between thermal", "LiDAR fracture", "orchard near"),
        strip(144, "terrace controls", "predicts joint", "vector supports"),
        strip(155, "Weak moisture", "IoT antenna", "Neural beetle"),
        strip(166, "needs, balanced", "stable valley", "latent classifier"),
        strip(177, "soil", "parallel dosage", "dense"),
    ]
    assert part_rows(lines, frozenset({5}), frozenset())[0].rows == ((0, 4), (5, 7))


def test_callouts_below_one_another_are_those_of_rows() -> None:
    """A cell's list of callouts goes on behind a comma; a label of several rows stands in their middle."""
    lines = [
        strip(100, "", "Kalman", "[1,2]"), strip(111, "Filters", "Particles", "[3]"), strip(122, "", "Grids", "[4,5]"),
        strip(140, "Graphs", "Poses", "[6]"), strip(151, "", "Factors", "[7-9]"),
    ]  # fmt: skip
    assert part_rows(lines, frozenset({3}), frozenset())[0].rows == tuple((i, i) for i in range(5))
