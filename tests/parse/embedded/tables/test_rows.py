"""Which printed rows make one row of a table: what drawings with letters cannot show."""

from __future__ import annotations

from surveyrefs.parse.embedded.layout.line import Line
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.tables.cell_lines import SplitLine, cell_leading, split_line
from surveyrefs.parse.embedded.tables.rows import part_rows

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
