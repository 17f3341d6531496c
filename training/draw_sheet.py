"""Pages that text is set on: columns, lines, and what is written where."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pymupdf

from training.draw_fonts import ITALIC, REGULAR, Fonts
from training.draw_style import BLACK, Color, Style

JOURNAL = "J. Pond. Stud. 2019, 12, 34"


class Drawn(Protocol):
    """A drawn paper: its pages, and what is true of them."""

    sheet: Sheet

    def gold(self) -> dict[str, Any]:
        """Return the truth, in the form that the scorer reads."""


def store(paper: Drawn, folder: Path) -> None:
    """Write a paper and its truth into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "survey.pdf").write_bytes(paper.sheet.save())
    gold = json.dumps(paper.gold(), ensure_ascii=False, indent=1)
    (folder / "gold.json").write_text(gold + "\n", encoding="utf-8")


class Token(NamedTuple):
    """A word as it is printed; `glued`: no blank before it; `raised`, `blank` (beyond the usual one): points."""

    text: str
    family: str
    style: int
    size: float
    color: Color = BLACK
    raised: float = 0.0
    glued: bool = False
    blank: float = 0.0


class _Placed(NamedTuple):
    token: Token
    space: float  # before it
    width: float


class Sheet:
    """The pages of a paper while they are filled, from the top of the first column on."""

    def __init__(self, style: Style, fonts: Fonts) -> None:
        self.style, self.fonts = style, fonts
        self.document = pymupdf.open()
        self.full = True  # the text runs over all columns
        self.y = self.column_top = style.top
        self.column = 0
        self.page: Any = None
        self._writers: dict[Color, Any] = {}
        self.new_page()

    def new_page(self) -> None:
        """Begin a page, with its running head and its number."""
        self.flush()
        style = self.style
        self.page = self.document.new_page(width=style.width, height=style.height)
        self.column, self.y = 0, style.top
        count = len(self.document)
        if style.running_head:
            x, text = (style.left, JOURNAL) if count % 2 else (style.right - 120, "Smith et al.")
            self.put(x, style.top - 25, Token(text, style.body, ITALIC, style.size * 0.85))
        if style.page_numbers:
            number = Token(str(100 + count), style.body, REGULAR, style.size * 0.9)
            self.put(style.width / 2, style.bottom + 25, number)

    def flush(self) -> None:
        """Write what the page in hand has been given."""
        for color, writer in self._writers.items():
            writer.write_text(self.page, color=color)
        self._writers = {}

    def put(self, x: float, y: float, token: Token) -> None:
        """Print a word or a text with its baseline beginning at a point."""
        if token.color not in self._writers:
            self._writers[token.color] = pymupdf.TextWriter(self.page.rect)
        font = self.fonts.font(token.family, token.style)
        self._writers[token.color].append(pymupdf.Point(x, y), token.text, font=font, fontsize=token.size)

    def edges(self) -> tuple[float, float]:
        """Return the left and right edge of the column in hand."""
        style = self.style
        if style.columns == 1 or self.full:
            return style.left, style.right
        width = (style.right - style.left - style.gutter) / 2
        x = style.left + self.column * (width + style.gutter)
        return x, x + width

    def need(self, height: float) -> None:
        """Go to the next column or page where less than a height is left."""
        if self.y + height <= self.style.bottom:
            return
        if not self.full and self.style.columns == 2 and self.column == 0:
            self.column, self.y = 1, self.column_top
        else:
            self.new_page()
            self.column_top = self.style.top

    def tokens(
        self, text: str, family: str = "", style: int = REGULAR, size: float = 0.0, color: Color = BLACK
    ) -> list[Token]:
        """Return the words of a text, in the body's family and size where none is given."""
        of, at = family or self.style.body, size or self.style.size
        return [Token(word, of, style, at, color) for word in text.split()]

    def lines(
        self,
        tokens: Sequence[Token],
        *,
        inset: tuple[float, float] = (0.0, 0.0),
        indent: float = 0.0,
        justified: bool = False,
        leading: float = 0.0,
        keep: int = 0,
        centered: bool = False,
    ) -> None:
        """Break words into lines and print them below what stands there.

        `inset`: left and right of the column's edges; `keep`: lines that must fit below the first.
        """
        step = leading or self.style.leading
        left, right = self.edges()
        rows = self.broken(tokens, right - left - inset[0] - inset[1], indent)
        for at, (row, width) in enumerate(rows):
            self.need(step * (1 + (keep if at == 0 else 0)))
            left, right = self.edges()
            slack = right - inset[1] - left - inset[0] - width
            gaps = sum(placed.space > 0 for placed in row[1:])
            extra = slack / gaps if justified and at < len(rows) - 1 and gaps and slack > 0 else 0.0
            x = left + inset[0] + (slack / 2 if centered else indent if at == 0 else 0.0)
            self.y += step
            for token, space, wide in row:
                x += space + (extra if space > 0 else 0.0)
                self.put(x, self.y - token.raised, token)
                x += wide

    def broken(self, tokens: Sequence[Token], room: float, indent: float) -> list[tuple[list[_Placed], float]]:
        """Return the lines that words make in some room, each with its width; the first is set in by `indent`."""
        rows: list[tuple[list[_Placed], float]] = []
        row: list[_Placed] = []
        width = indent
        for token in tokens:
            wide = self.fonts.width(token.text, token.family, token.style, token.size)
            space = token.blank if token.glued else 0.0
            if row and not token.glued:
                space = self.fonts.width(" ", self.style.body, REGULAR, token.size) + token.blank
                if width + space + wide > room:
                    rows.append((row, width))
                    row, width, space = [], 0.0, 0.0
            row.append(_Placed(token, space, wide))
            width += space + wide
        return [*rows, (row, width)] if row else rows

    def save(self) -> bytes:
        """Return the PDF: the same bytes for the same pages."""
        self.flush()
        return bytes(self.document.tobytes(garbage=3, deflate=True, no_new_id=True))
