"""Underscores that TeX draws as lines are put back into addresses."""

from __future__ import annotations

import pytest

from surveyrefs.model.document import Passage, Piece
from surveyrefs.references.normalise.addresses import with_underscores
from surveyrefs.text.identifiers import find_identifiers

SIZE = 10.0  # points


def passage(words: list[str], gap: float, lines: tuple[int, ...]) -> Passage:
    """Set words side by side with so much white between them, in points, on these lines."""
    pieces, at, x = [], 0, 0.0
    for word, line in zip(words, lines, strict=True):
        pieces.append(Piece(at, at + len(word), 1, x, 0, x + 5 * len(word), SIZE, SIZE, 0, line))
        at, x = at + len(word) + 1, x + 5 * len(word) + gap
    return Passage("paragraph", " ".join(words), tuple(pieces))


@pytest.mark.parametrize(
    ("words", "gap", "lines", "url"),
    [
        (["https://a.org/en", "us/docs/a.pdf"], 4, (0, 0), "https://a.org/en_us/docs/a.pdf"),
        (["https://a.org/en", "us/docs/a.pdf"], 4, (0, 1), "https://a.org/enus/docs/a.pdf"),
        (["https://a.org/en", "us/docs/a.pdf"], 1, (0, 0), "https://a.org/enus/docs/a.pdf"),
        (["https://a.org/en", "us/docs/a.pdf"], 12, (0, 0), "https://a.org/enus/docs/a.pdf"),
    ],
)
def test_white_of_an_underscores_width_inside_a_line_is_one(
    words: list[str], gap: float, lines: tuple[int, ...], url: str
) -> None:
    text = passage(words, gap, lines)
    assert [i.value for i in with_underscores(find_identifiers(text.text), text)] == [url]


def test_a_chapters_underscore_is_not_doubled() -> None:
    text = passage(["doi:10.1007/978-3-030-57321-8", "12"], 4, (0, 0))
    assert [i.value for i in with_underscores(find_identifiers(text.text), text)] == ["10.1007/978-3-030-57321-8_12"]


def test_the_blank_behind_the_word_doi_is_none() -> None:
    text = passage(["doi", "10.1234/water.55"], 4, (0, 0))
    assert [i.value for i in with_underscores(find_identifiers(text.text), text)] == ["10.1234/water.55"]


def test_typewriter_type_set_loosely_has_none() -> None:
    text = passage(["https", ":", "/", "/", "www", ".", "example", ".", "com"], 4, (0,) * 9)
    assert "_" not in with_underscores(find_identifiers(text.text), text)[0].value
