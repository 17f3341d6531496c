"""Documents that lie on their side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.engine import EmbeddedEngine
from surveyrefs.parse.embedded.layout.upright import upright
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import PdfLink
from surveyrefs.settings import ParseSettings
from tests.parse.embedded.build import page, pdf, words
from tests.pdfs import survey


def laid(path: Path, turn: int) -> Path:
    """Write a survey whose pages are drawn turned."""
    upright_pdf, turned_pdf = pymupdf.open(survey(path.with_suffix(".plain"))), pymupdf.open()
    for number in range(len(upright_pdf)):
        rect = upright_pdf[number].rect
        sides = (rect.width, rect.height)
        wide, high = sides if turn == 180 else sides[::-1]
        new = turned_pdf.new_page(width=wide, height=high)
        new.show_pdf_page(new.rect, upright_pdf, number, rotate=turn)
    turned_pdf.save(path)
    return path


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_document_on_its_side_is_read_as_one_turns_it(tmp_path: Path, turn: int) -> None:
    plain = EmbeddedEngine().parse(survey(tmp_path / "plain.pdf"), ParseSettings())
    found = EmbeddedEngine().parse(laid(tmp_path / "x.pdf", turn), ParseSettings())
    assert [x.text for x in found.bibliographies[0].lines] == [x.text for x in plain.bibliographies[0].lines]
    assert [p.text for p in found.passages] == [p.text for p in plain.passages]
    assert [p.code for p in found.problems] == ["pages-turned"]
    assert [tuple(map(round, size)) for size in found.pages] == [tuple(map(round, size)) for size in plain.pages]
    line, same = found.bibliographies[0].lines[0].box, plain.bibliographies[0].lines[0].box
    assert line.tuple() == pytest.approx(same.tuple(), abs=2.0)


def test_a_turned_page_among_upright_ones_stays() -> None:
    rows = [words("A page of words that are read as they are", baseline=100 + 12 * i) for i in range(9)]
    file = pdf([page(rows), page([words("A wide table", turn=90)], 2)])
    assert upright(file) == (file, ())


def test_a_page_of_which_many_letters_stand_upright_is_not_turned() -> None:
    """Pages of a document on its side that hold a wide figure or table for most of their height."""
    lying = [words("A page of words that are read from the side", turn=90)] * 12
    file = pdf([page(lying), page([*lying[:6], *[words("a table's cells")] * 9], 2)])
    turned, _ = upright(file)
    assert [{w.turn for w in p.words} for p in turned.pages] == [{0}, {0, 90}]


@pytest.mark.parametrize(
    ("turn", "box", "goal"),
    [
        (90, (672, 10, 692, 30), (652, 100)),
        (270, (100, 582, 120, 602), (140, 512)),
        (180, (582, 672, 602, 692), (512, 652)),
    ],
)
def test_links_and_their_goals_are_turned_with_the_page(turn: int, box: Sequence[float], goal: Sequence[float]) -> None:
    lying = [words("A page of words that are read from the side", turn=turn)] * 9
    link = PdfLink(Box(10, 100, 30, 120), "sec", 1, 100.0, 140.0, "", 0)
    turned, _ = upright(pdf([page(lying, links=[link])]))
    (found,) = turned.pages[0].links
    assert (found.box.tuple(), (found.x, found.y)) == (box, goal)
