"""Work grows with the size of a document, and with nothing faster: processor time at two sizes, generously bounded."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from surveyrefs.categorise import categorise
from surveyrefs.export import export
from surveyrefs.link import link
from surveyrefs.link.markers import style_at
from surveyrefs.model.box import Box
from surveyrefs.model.document import Line, Passage, Piece, TextLink
from surveyrefs.model.run import Run
from surveyrefs.parse import parse
from surveyrefs.parse.embedded.layout.line import Layout, PageLayout, PrintedLine
from surveyrefs.parse.embedded.layout.lines import join_rows
from surveyrefs.parse.embedded.layout.text_columns import Segment, page_columns
from surveyrefs.parse.embedded.layout.wraps import wrapped_words
from surveyrefs.parse.embedded.outline.numbering import to_roman
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import Page, Word
from surveyrefs.parse.embedded.pdf.places import Places
from surveyrefs.references import read_references
from surveyrefs.settings import Settings
from surveyrefs.text.dehyphenate import Vocabulary
from surveyrefs.text.join import join_lines
from surveyrefs.text.spans import touching
from tests.bench.generated import survey
from tests.link.written import document, numbered, passage

TIMES = 8  # how much more there is at the larger size …
WORSE = 24.0  # … and how much longer it may take: what is quadratic takes 64 times as long
FEW_PAGES = 4
SHORTEST = 0.02  # seconds: less is not measured well, and long enough for nobody to mind


def growth(work: Callable[[int], object], size: int, runs: int = 2) -> float:
    """Return how much longer work takes for TIMES as much, by the processor's time; the best of some runs of either."""
    times = []
    for count in (size, TIMES * size):
        best = float("inf")
        for _ in range(runs):
            start = time.process_time()
            work(count)
            best = min(best, time.process_time() - start)
        times.append(best)
    return times[1] / max(times[0], SHORTEST)


def word(text: str, x: float, baseline: float, index: int, size: float = 10.0) -> Word:
    """Return an upright word; each is a line of MuPDF's own."""
    width = 5.0 * len(text)
    return Word(
        text, x, baseline - size, x + width, baseline + 2, size, 0, baseline, False, 0, index, index, index, "Times"
    )  # fmt: skip


def test_lines_of_one_paragraph() -> None:
    def join(count: int) -> None:
        piece, over = Piece(0, 9, 1, 0, 0, 9, 1, 10.0, 0, 0), TextLink(0, 4, "cite.1", 1, 0, 0, "", 1)
        lines = [Line("some anno-", (piece,), (over,), 1, Box(0, 0, 9, 1), 0.0, 100.0)] * count
        join_lines("paragraph", lines, Vocabulary(()))

    assert growth(join, 500) < WORSE


def test_lines_that_may_stand_beside_a_float() -> None:
    beside = word("something", 300.0, 100.0, 0)
    line = PrintedLine((beside,), 1, 0, 100.0, 400.0, 0)

    def look(count: int) -> None:
        page = PageLayout(1, ((100.0, 400.0),), frozenset(), (line,) * count)
        assert not wrapped_words(page, (), Layout((page,), 10.0, 12.0))

    assert growth(look, 4_000) < WORSE


@pytest.mark.parametrize("place", ["one spot", "one row"])
def test_words_of_a_row(place: str) -> None:
    def rows(count: int) -> None:
        step = 0.0 if place == "one spot" else 60.0
        join_rows([Segment([word("something", 100 + step * i, 100.0, i)]) for i in range(count)])

    assert growth(rows, 500) < WORSE


def test_links_of_a_page(tmp_path: Path) -> None:
    def links(count: int) -> int:
        path = tmp_path / f"{count}.pdf"
        if not path.exists():
            with pymupdf.open() as made:
                page = made.new_page()
                annotations = "".join(
                    f"<</Type/Annot/Subtype/Link/Rect[{i % 600} 10 {i % 600 + 5} 20]/A<</S/GoTo/D(cite.{i})>>>>"
                    for i in range(count)
                )
                made.xref_set_key(page.xref, "Annots", f"[{annotations}]")
                names = "".join(f"/cite.{i}[{page.xref} 0 R/XYZ 72 {i % 700} null]" for i in range(count))
                made.xref_set_key(made.pdf_catalog(), "Dests", f"<<{names}>>")
                made.save(path)
        with pymupdf.open(path) as pdf:
            places = Places(pdf)
            found = places.links(pdf[0], 0)
            assert len(found) == len(places.anchors) == count
            assert found[1].name == "cite.1"
            return len(found)

    links(100), links(TIMES * 100)
    assert growth(links, 100) < WORSE


def test_callouts_of_one_paragraph() -> None:
    references = numbered(20, anchors=True)

    def read(count: int) -> None:
        markup = " ".join(f"Words <cite.{i % 20 + 1}|[{i % 20 + 1}]>~" for i in range(count))
        assert len(link(document(passage(markup)), references).callouts) == count

    assert growth(read, 100) < WORSE


def test_a_whole_survey(tmp_path: Path) -> None:
    settings = Settings()

    def run(pages: int) -> Run:
        path = tmp_path / f"{pages}.pdf"
        read = parse(path, settings.parse)
        references = read_references(read, settings.references)
        links = link(read, references)
        categories = categorise(read, references, links, settings.categorise)
        made = Run("made", "", read, references, links, categories)
        export(made, settings.export)
        return made

    for pages in (FEW_PAGES, TIMES * FEW_PAGES):
        survey(tmp_path / f"{pages}.pdf", pages)
    made = run(FEW_PAGES)  # libraries and vocabularies are loaded now
    assert len(made.references.references) == 24
    assert len(made.links.callouts) > 20
    assert growth(run, FEW_PAGES, runs=1) < 2.5 * TIMES


def test_a_page_a_million_points_wide_and_a_section_of_a_million() -> None:
    lines = [Segment([word(f"some words of line {i} and so on", 100.0, 20.0 * i, i)]) for i in range(20)]
    page = Page(1, 1e12, 800.0, tuple(w for line in lines for w in line), (), (), (), (), ())
    assert len(page_columns([page], [lines])) == 1
    assert to_roman(14) == "XIV"


def test_touching_finds_what_a_look_at_all_finds() -> None:
    chance = random.Random(5)
    for count in (3, 40):
        spans = sorted((start, start + chance.randint(1, 30)) for start in chance.choices(range(9000), k=count))
        pieces = [Piece(a, b, 1, 0, 0, 1, 1, 10.0, 4, 0) for a, b in spans]
        for start in range(0, 9000, 7):
            end = start + chance.randint(1, 20)
            assert list(touching(pieces, start, end)) == [p for p in pieces if p.start < end and p.end > start]
    flat = [Piece(3 * i, 3 * i + 2, 1, 0, 0, 1, 1, 10.0, 4 if i == 40 else 0, 0) for i in range(99)]
    raised = Passage("paragraph", "ab " * 99, tuple(flat))
    assert [style_at(raised, *span) for span in ((120, 122), (119, 121), (119, 124))] == [4, 4, 0]
