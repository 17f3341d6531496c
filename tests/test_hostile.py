"""A hundredth of what the bench of hostile PDFs makes ends as any paper does; the whole is run by hand."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.pdf.library import pymupdf
from tests.bench.hostile import KINDS, WHOLE, callouts, deep_outline, many_links, run, words_on_one_spot

PART = 0.01
CHOSEN = ("huge_section", "nested_forms", "deep_names")  # growth of the others: tests/test_growth.py


@pytest.mark.parametrize("make", KINDS)
def test_each_kind_is_a_pdf(make: object) -> None:
    number = KINDS[make] if make in WHOLE else max(2, round(KINDS[make] * PART))  # type: ignore[index]
    with pymupdf.open(stream=make(number), filetype="pdf") as pdf:  # type: ignore[operator]
        assert not pdf.is_repaired
        assert pdf.page_count


def test_what_is_counted_is_there() -> None:
    with pymupdf.open(stream=many_links(30), filetype="pdf") as pdf:
        assert len(list(pdf[0].links())) == 30
    with pymupdf.open(stream=deep_outline(7), filetype="pdf") as pdf:
        assert pdf.get_toc()[-1][0] == 7
    with pymupdf.open(stream=words_on_one_spot(40), filetype="pdf") as pdf:
        assert pdf[0].get_text().count("word") == 40
    with pymupdf.open(stream=callouts(60), filetype="pdf") as pdf:
        assert sum(page.get_text().count("word [") for page in pdf) == 60


@pytest.mark.apart
@pytest.mark.parametrize("name", CHOSEN)
def test_small_ones_are_read_in_no_time(name: str) -> None:
    (make,) = (make for make in KINDS if make.__name__ == name)
    cost = run(make(KINDS[make] if make in WHOLE else max(2, round(KINDS[make] * PART))), 100)
    assert cost.end == "done"
    assert cost.seconds < 20  # of the processor, on a slow machine: each takes one
    assert cost.memory < 300
