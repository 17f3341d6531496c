"""Inline HTML in lists: what is bold, linked, a picture, and what is not read."""

from __future__ import annotations

import pytest

from surveyrefs.lists.read.spans import InlineHtml

Shown = tuple[str, bool, bool, str | None, str]


def plain(text: str, *, bold: bool = False, italic: bool = False, url: str | None = None, image: str = "") -> Shown:
    return text, bold, italic, url, image


@pytest.mark.parametrize(
    ("html", "spans"),
    [
        ("<b>Oak</b> <i>elm</i>", [plain("Oak", bold=True), plain(" "), plain("elm", italic=True)]),
        ("<strong>a</strong><em>b</em>", [plain("a", bold=True), plain("b", italic=True)]),
        ("<b><b>a</b>b</b>c", [plain("a", bold=True), plain("b", bold=True), plain("c")]),
        ("a</b>b<b>c", [plain("a"), plain("b"), plain("c", bold=True)]),  # what closes nothing counts for nothing
        ('<a href="u">Oak</a> x', [plain("Oak", url="u"), plain(" x")]),
        ("<a>Oak</a>", [plain("Oak")]),  # a place, no link
        ('<a href="">Oak</a>', [plain("Oak", url="")]),
        ('<img alt="A" src="s.png">', [plain("A", image="s.png")]),
        ('<img src="s.png">', [plain("", image="s.png")]),
        ('<img alt="A">', [plain("A", image=" ")]),
        ("<style>x<script>y</script>z</style>w", [plain("w")]),
        ("</style>a<style>b", [plain("a")]),
        ("a  \n b<br>c", [plain("a b"), plain("\n"), plain("c")]),
    ],
)
def test_spans_of_html(html: str, spans: list[Shown]) -> None:
    reader = InlineHtml()
    reader.feed(html)
    reader.close()
    assert [(s.text, s.bold, s.italic, s.url, s.image) for s in reader.spans] == spans
