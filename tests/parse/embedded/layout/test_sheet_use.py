"""Small pages in the corner of large paper."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.layout.sheet_use import used_heights
from surveyrefs.parse.embedded.pdf.page import Page
from tests.parse.embedded.build import HEIGHT, WIDTH, page, words


def pages(right: float, low: float, count: int = 3) -> list[Page]:
    """Return pages of a line at the top and, on the last, one that ends at a share of width and height."""
    last = words("end", 0.0, 0.0)[-1]
    dx, dy = right * WIDTH - last.x1, low * HEIGHT - last.y1
    first = [page([words("start", 50.0, 80.0)], n) for n in range(1, count)]
    return [*first, page([words("end", dx, dy)], count)]


@pytest.mark.parametrize(
    ("right", "low", "count", "part"),
    [(0.6, 0.6, 3, 0.636), (0.64, 0.64, 3, 0.6784), (0.66, 0.6, 3, 1.0), (0.6, 0.66, 3, 1.0), (0.6, 0.6, 2, 1.0)],
)
def test_what_no_page_uses_is_none_of_its_height(right: float, low: float, count: int, part: float) -> None:
    assert used_heights(pages(right, low, count)) == pytest.approx([part * HEIGHT] * count, rel=1e-3)
