"""Words that lie nowhere, or in type of no size, are left out or mended; a sound page stays as it is."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from surveyrefs.model.box import Box
from surveyrefs.parse import parse
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import PdfLink, Word
from surveyrefs.parse.embedded.pdf.sane import (
    CROWDED,
    FARTHEST,
    HEAP,
    LEAST,
    near_links,
    near_words,
    without_heaps,
)
from surveyrefs.settings import ParseSettings
from tests.bench.hostile import scattered_words, words_on_one_spot

WORD = Word("word", 10, 20, 30, 32, 10.0, 0, 30.0, False, 0, 0, 0, 0, "Font")


def test_a_sound_page_stays_as_it_is() -> None:
    words = (WORD, replace(WORD, x0=-FARTHEST, index=1), replace(WORD, size=LEAST, index=2))
    assert near_words(words) == words
    assert near_words(()) == ()


@pytest.mark.parametrize("field", ["x0", "y0", "x1", "y1", "size", "baseline"])
@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, FARTHEST + 1])
def test_a_word_that_lies_nowhere_is_left_out_and_the_others_count_on(field: str, value: float) -> None:
    words = (WORD, replace(WORD, index=1, **{field: value}), replace(WORD, text="next", index=2))
    assert near_words(words) == (WORD, replace(WORD, text="next", index=1))


def test_type_of_no_size_has_the_least() -> None:
    assert near_words((replace(WORD, size=0.0),)) == (replace(WORD, size=LEAST),)


def test_a_link_to_nowhere_leads_to_the_pages_corner_and_one_that_lies_nowhere_is_out() -> None:
    link = PdfLink(Box(10, 20, 30, 32), "sec", 1, 50.0, 60.0, "", 0)
    assert near_links((link,)) == (link,)
    for x, y in ((FARTHEST + 1, 60.0), (50.0, -FARTHEST - 1), (math.nan, 60.0)):
        assert near_links((link, replace(link, x=x, y=y))) == (link, replace(link, x=0.0, y=0.0))
    assert near_links((replace(link, box=Box(10, 20, math.inf, 32)), link)) == (link,)


@pytest.mark.parametrize(
    ("asked", "turn"),
    [("2147483610", 90), ("-2147483430", 90), ("2147483640", 0), ("-90", 270), ("450", 90), ("45", 0)],
)
def test_a_page_that_is_to_turn_a_million_times_is_turned_at_once(asked: str, turn: int) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        pdf.xref_set_key(page.xref, "Rotate", asked)
        begun = time.process_time()
        assert page.rotation == turn
        assert time.process_time() - begun < 0.1


def test_what_lies_on_one_spot_is_read_once() -> None:
    text = [replace(WORD, x0=float(i), x1=i + 9.0, index=i) for i in range(CROWDED)]
    twice = [replace(WORD, text="heavy", index=CROWDED + i) for i in range(HEAP)]
    heap = [replace(WORD, text="heap", index=CROWDED + HEAP + i) for i in range(HEAP + 1)]
    assert without_heaps([*text, *twice]) == [*text, *twice], "heavy type"
    last = replace(WORD, text="last", index=CROWDED + 2 * HEAP + 1)
    kept = without_heaps([*text, *twice, *heap, last])
    assert [w.text for w in kept[CROWDED:]] == [*["heavy"] * HEAP, "heap", "last"]
    assert [w.index for w in kept] == list(range(len(kept)))
    assert without_heaps(heap) == heap, "a page that is not crowded is left alone"


def test_a_heap_of_words_hides_no_list(tmp_path: Path) -> None:
    path = tmp_path / "heap.pdf"
    path.write_bytes(words_on_one_spot(CROWDED))
    document = parse(path, ParseSettings())
    assert [line.text[:3] for line in document.bibliographies[0].lines] == ["[1]", "[2]", "[3]"]
    assert [(p.code, p.page, p.text[:18]) for p in document.problems] == [("page-unread", 1, "4999 words of the ")]


def test_of_a_page_with_words_without_end_so_many_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveyrefs.parse.embedded.pdf.read.MOST_WORDS", 50)
    path = tmp_path / "scattered.pdf"
    path.write_bytes(scattered_words(60))
    document = parse(path, ParseSettings())
    assert [line.text[:3] for line in document.bibliographies[0].lines] == ["[1]", "[2]", "[3]"]
    assert ("page-unread", 1, "10 words of the pa") in [(p.code, p.page, p.text[:18]) for p in document.problems]
