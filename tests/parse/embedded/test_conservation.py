"""Nothing is lost: every word of a page ends in furniture, a float, the title, a passage or a reference list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from surveyrefs.model.document import Piece
from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.bibliography import reference_lists
from surveyrefs.parse.embedded.running.flow import read_flow
from surveyrefs.parse.embedded.running.passages import Weaver
from surveyrefs.text.dehyphenate import HYPHENS
from surveyrefs.text.unicode import is_accent
from tests import pdfs

ROOT = Path(__file__).parents[3]
PDFS = [*sorted((ROOT / "inputs").glob("*.pdf")), *sorted((ROOT / "tests" / "data").glob("*/*.pdf"))]

Place = tuple[int, float, float, float, float]


def place(page: int, part: Word | Piece) -> Place:
    """Return where a word or a piece stands: a piece has its word's box."""
    return page, part.x0, part.y0, part.x1, part.y1


def undone(words: Sequence[Word], w: Word) -> bool:
    """Tell whether a word is in its neighbour: the letter of an accent before it, or a hyphen at a line's end."""
    return w.text in HYPHENS or (w.glued and is_accent(words[w.index - 1].text[-1]))


def lost(path: Path) -> Iterator[str]:
    """Yield the words that are nowhere."""
    file = read_pdf(path)
    layout = build_layout(file)
    weaver = Weaver(file.pages, layout)
    floats = find_floats(file, layout, weaver)
    flow = read_flow(file, layout, floats.taken, weaver)
    lists, passages, _ = reference_lists(path, flow)
    kept = {place(p.page, p) for passage in passages for p in passage.pieces}
    kept |= {place(p.page, p) for listed in lists for line in listed.lines for p in line.pieces}
    kept |= {place(1, w) for i in flow.title for w in flow.lines[i].words}
    for page, laid, taken in zip(file.pages, layout.pages, floats.taken, strict=True):
        for w in page.words:
            somewhere = w.index in laid.furniture or w.index in taken or place(page.number, w) in kept
            if not somewhere and not undone(page.words, w):
                yield f"page {page.number}: {w.text}"


@pytest.mark.parametrize("path", PDFS, ids=lambda p: p.parent.name if p.parent.name != "inputs" else p.stem)
def test_every_word_is_somewhere(path: Path) -> None:
    assert list(lost(path)) == []


def test_there_is_something_to_test() -> None:
    assert len(PDFS) > 30


def test_a_heading_over_nothing_but_the_list_loses_nothing(tmp_path: Path) -> None:
    assert list(lost(pdfs.survey(tmp_path / "x.pdf"))) == []
    behind = [*pdfs.REFERENCES, "# 3 Supplement", "Words behind the list [1] are kept as well, whatever they say."]
    assert list(lost(pdfs.survey(tmp_path / "x.pdf", references=behind))) == []
