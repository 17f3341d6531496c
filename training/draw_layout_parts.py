"""What stands on the pages of a drawn layout beside headings and paragraphs: front matter, boxes, captions, lists."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Protocol

from training.draw_fonts import BOLD, ITALIC, REGULAR
from training.draw_pieces import GREY, SURNAMES, Pieces
from training.draw_sheet import Sheet, Token
from training.draw_style import Look
from training.draw_texts import Texts

BOXES = ["Key points", "Highlights", "Box 1. Search terms", "Strengths and limitations of this study", "At a glance",
         "What is already known on this topic", "What this study adds", "Practical implications"]  # fmt: skip
FACTS = [
    ("Article history", "Received 12 March 2019; Accepted 4 May 2019"),
    ("Correspondence", "A. Smith, Department of Pond Studies, Mill"),
    ("Keywords", "frogs; ponds; mills; counting"),
    ("Funding information", "Mill Foundation, Grant 12/34"),
    ("Editor", "B. Weber"),
    ("Citation", "Smith A (2019) Counting frogs. J Pond Stud 12:34"),
]
KICKERS = [None, None, "Original Article", "RESEARCH ARTICLE", "Review", "OPEN ACCESS", "Review Article"]
ADDRESS = "1 Department of Pond Studies, University of Mill, 12345 Mill, Frogland; 2 Institute of Frogs, Lake City"
PARTS = ("Background", "Methods", "Results", "Conclusions")


class Marked(Protocol):
    """A writer of headings in the look of the first level."""

    def __call__(self, text: str) -> None:
        """Print a title."""


class Parts:
    """Draws on a sheet; `heads`: the look that confusable captions and boxes take; `printed`: titles of boxes."""

    def __init__(self, rng: random.Random, sheet: Sheet, texts: Texts, heads: Look, traits: dict[str, str]) -> None:
        self.rng, self.sheet, self.texts, self.heads = rng, sheet, texts, heads
        self.style = sheet.style
        self.pieces = Pieces(rng, sheet, texts)
        self.printed: list[str] = []
        self.captions = rng.choice(["plain", "plain", "in the type of headings", "title on its own line"])
        traits["captions"] = self.captions
        self._numbers = {"Figure": 0, "Table": 0}

    def sentence(self) -> str:
        """Draw a sentence."""
        return self.rng.choice(self.texts.sentences)

    def entry(self) -> str:
        """Draw an entry of a reference list."""
        rng = self.rng
        return (
            f"{rng.choice(SURNAMES)} {rng.choice('ABCD')}, {rng.choice(SURNAMES)} {rng.choice('EFGH')}. "
            f"{rng.choice(self.texts.titles)}. J Pond Stud. {rng.randint(1990, 2019)};{rng.randint(1, 40)}:"
            f"{rng.randint(1, 400)}–{rng.randint(401, 900)}."
        )

    # -- first page ----------------------------------------------------------------------------------------------

    def title(self) -> None:
        """Print the paper's title, its authors and their address."""
        rng, sheet, style = self.rng, self.sheet, self.style
        kicker = rng.choice(KICKERS)
        if kicker:
            sheet.lines(
                sheet.tokens(kicker, style.other, rng.choice([REGULAR, BOLD]), rng.choice([9, 11]), style.color)
            )
            sheet.y += 6
        large = rng.choice([15, 17, 20, 24])
        title = " ".join(rng.sample(self.texts.titles, 2))[:130]
        family = rng.choice([style.other, style.body])
        sheet.lines(sheet.tokens(title, family, rng.choice([REGULAR, BOLD]), large), leading=large * 1.2)
        sheet.y += 8
        names = ", ".join(f"{rng.choice('ABCDEFGHJ')}. {name}" for name in rng.sample(SURNAMES, rng.randint(1, 6)))
        sheet.lines(sheet.tokens(names, style.body, rng.choice([REGULAR, BOLD]), rng.choice([10, 11])), leading=14)
        small = style.size * 0.85
        sheet.lines(sheet.tokens(ADDRESS, style.body, rng.choice([REGULAR, ITALIC]), small), leading=style.size)
        sheet.y += 10

    def abstract(self, kind: str, head: Marked) -> None:
        """Print an abstract of a kind: below a heading, in the line, in parts …"""
        rng, sheet, style = self.rng, self.sheet, self.style
        size = style.size * rng.choice([0.9, 1, 1])
        family = rng.choice([style.body, style.body, style.other])
        text = " ".join(self.sentence() for _ in range(5))
        if kind == "head":
            head("Abstract")
            sheet.lines(sheet.tokens(text, family, REGULAR, size), justified=True)
        elif kind == "in line":
            label = sheet.tokens("Abstract:", family, BOLD, size)
            sheet.lines(label + sheet.tokens(text, family, REGULAR, size), justified=True)
        elif kind == "parts in line":
            sheet.lines(sheet.tokens("ABSTRACT", style.other, BOLD, size))
            for name in PARTS:
                words = sheet.tokens(f"{name}:", family, BOLD, size) + sheet.tokens(
                    self.sentence(), family, REGULAR, size
                )
                sheet.lines(words, justified=True)
        elif kind == "parts as heads":
            head("Abstract")
            for name in PARTS:
                sheet.lines(sheet.tokens(name, family, BOLD, size))
                sheet.lines(sheet.tokens(f"{self.sentence()} {self.sentence()}", family, REGULAR, size), justified=True)
        elif kind == "plain":
            sheet.lines(sheet.tokens(text, family, rng.choice([BOLD, ITALIC]), size), justified=True)
        sheet.y += 6
        if rng.random() < 0.5:
            sheet.lines(
                sheet.tokens("Keywords:", family, BOLD, size) + sheet.tokens("frogs; ponds", family, REGULAR, size)
            )

    def facts(self) -> None:
        """Print a row of facts about the article, each below a small heading."""
        rng, sheet, style = self.rng, self.sheet, self.style
        size = style.size * rng.choice([0.85, 1.0])
        shown = rng.choice([BOLD, self.heads.style or BOLD])
        sheet.y += 6
        for name, text in rng.sample(FACTS, rng.randint(2, 4)):
            sheet.lines(sheet.tokens(name, style.other, shown, size, style.color))
            sheet.lines(sheet.tokens(text, style.body, REGULAR, size))

    def tail(self) -> None:
        """Print the end of another article and a rule: this one begins in the middle of a page."""
        sheet, style = self.sheet, self.style
        sheet.lines(sheet.tokens(" ".join(self.sentence() for _ in range(3))), justified=style.justified)
        for _ in range(self.rng.randint(0, 4)):
            sheet.lines(sheet.tokens(self.entry(), size=style.size * 0.85), leading=style.size)
        left, right = sheet.edges()
        sheet.y += 12
        sheet.page.draw_line((left, sheet.y), (right, sheet.y), width=1)
        sheet.y += 14

    # -- between paragraphs --------------------------------------------------------------------------------------

    def piece(self) -> None:
        """Draw something between two paragraphs or, about as often, nothing."""
        chances: list[tuple[float, Callable[[], None]]] = [
            (0.14, lambda: self.float("Figure")),
            (0.22, lambda: self.float("Table")),
            (0.27, self.pieces.items),
            (0.30, self.pieces.equation),
            (0.33, self.pieces.quotation),
            (0.38, self.box),
            (0.40, self.pieces.hypotheses),
            (0.42, self.pieces.pull),
            (0.44, self.pieces.loose_table),
            (0.46, self.pieces.theorem),
        ]
        drawn = self.rng.random()
        for limit, draw in chances:
            if drawn < limit:
                draw()
                return

    def float(self, kind: str) -> None:
        """Draw a figure or table whose caption looks as those of this paper do."""
        sheet, style = self.sheet, self.style
        sheet.need(170)
        sheet.y += style.leading
        if kind == "Table":
            self._caption(kind)
            self._cells()
        else:
            left, right = sheet.edges()
            sheet.page.draw_rect((left + 15, sheet.y, right - 15, sheet.y + 90), fill=GREY, width=0.5)
            sheet.put(left + 30, sheet.y + 20, Token("Control group", style.other, BOLD, 7))
            sheet.y += 98
            self._caption(kind)
        sheet.y += style.leading

    def _caption(self, kind: str) -> None:
        sheet, style, rng, heads = self.sheet, self.style, self.rng, self.heads
        self._numbers[kind] += 1
        label = f"{kind} {self._numbers[kind]}"
        size = style.size * 0.88
        if self.captions == "title on its own line":
            sheet.lines(sheet.tokens(label.upper(), style.other, BOLD, size), leading=size * 1.2)
            title = rng.choice(self.texts.titles)
            sheet.lines(sheet.tokens(title, heads.family, heads.style or BOLD, size), leading=size * 1.2)
            return
        shown, family, of = REGULAR, style.body, size
        if self.captions == "in the type of headings":
            shown, family, of = heads.style or BOLD, heads.family, heads.size
        tokens = sheet.tokens(f"{label}.", family, BOLD, of)
        text = rng.choice(self.texts.titles) if shown else self.sentence()
        sheet.lines(tokens + sheet.tokens(text, family, shown, of), leading=of * 1.2)

    def _cells(self) -> None:
        sheet, rng, style = self.sheet, self.rng, self.style
        left, right = sheet.edges()
        size, width = style.size * 0.85, (right - left) / 3
        rows = [["Variable", "Group A", "Group B"]]
        rows += [
            [f"{rng.choice(SURNAMES)} index", f"{rng.random() * 9:.2f}", rng.choice(["Yes", "No"])] for _ in range(4)
        ]
        sheet.y += 3
        for at, row in enumerate(rows):
            if at < 2:
                sheet.page.draw_line((left, sheet.y), (right, sheet.y), width=0.6)
            sheet.y += size * 1.35
            for column, text in enumerate(row):
                token = Token(text, style.body, REGULAR if at else BOLD, size)
                sheet.put(left + column * width + 2, sheet.y - 2, token)
        sheet.page.draw_line((left, sheet.y + 2), (right, sheet.y + 2), width=0.6)

    def box(self) -> None:
        """Draw a box, grey or ruled, with a title and sentences or items."""
        sheet, style, rng = self.sheet, self.style, self.rng
        sheet.need(130)
        left, right = sheet.edges()
        sheet.y += style.leading * 0.7
        top, title = sheet.y, rng.choice(BOXES)
        self.printed.append(title)
        heads = self.heads
        alike = rng.random() < 0.5
        words = sheet.tokens(title, heads.family, heads.style or BOLD, heads.size) if alike else sheet.tokens(
            title, style.other, BOLD, style.size
        )  # fmt: skip
        sheet.y += 2
        page = sheet.page
        sheet.lines(words, inset=(6, 6))
        for _ in range(rng.randint(2, 4)):
            text = f"• {self.sentence()[:90]}"
            sheet.lines(sheet.tokens(text, style.other, REGULAR, style.size * 0.9), inset=(6, 6))
        if sheet.page is page:
            fill = rng.choice([GREY, None])
            page.draw_rect((left, top, right, sheet.y + 5), fill=fill, color=None if fill else (0, 0, 0), overlay=False)
        sheet.y += 5 + style.leading * 0.7
