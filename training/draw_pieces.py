"""What stands between the paragraphs of a drawn paper and is no heading, though much of it looks like one."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from training.draw_fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR
from training.draw_sheet import Sheet, Token
from training.draw_style import Color
from training.draw_texts import Texts

SURNAMES = (
    "Smith Jones Weber Rossi Garcia Novak Tanaka Olsen Dubois Kowalski Fischer Brown Silva Kumar Chen Wang Park Meyer "
    "Larsen Costa"
).split()
PROGRAM = ["def count(frogs):", "    total = 0", "    for frog in frogs:", "        total += frog.weight"]
PROGRAM += ["    return total"]
BOXES = ["Key points", "Highlights", "Box 1. Search terms", "Strengths and limitations of this study"]
BLUE: Color = (0.8, 0.85, 0.9)
GREY: Color = (0.93, 0.93, 0.93)


class Pieces:
    """Draws pieces on a sheet; the captions are numbered."""

    def __init__(self, rng: random.Random, sheet: Sheet, texts: Texts) -> None:
        self.rng, self.sheet, self.texts = rng, sheet, texts
        self.style = sheet.style
        self.caption_family = rng.choice([self.style.body, self.style.other])
        self.caption_style = rng.choice([REGULAR, REGULAR, REGULAR, ITALIC])
        self._numbers = {"figure": 0, "table": 0}

    def draw(self) -> None:
        """Draw one piece or, about as often, none."""
        chances: Sequence[tuple[float, Callable[[], None]]] = [
            (0.13, self.figure),
            (0.23, self.table),
            (0.30, self.items),
            (0.35, self.equation),
            (0.38, self.quotation),
            (0.41, self.box),
            (0.44, self.hypotheses),
            (0.47, self.program),
            (0.49, self.pull),
            (0.52, self.loose_table),
            (0.55, self.theorem),
            (0.57, self.emphasis),
        ]
        drawn = self.rng.random()
        for limit, piece in chances:
            if drawn < limit:
                piece()
                return

    def sentence(self) -> str:
        """Draw a sentence."""
        return self.rng.choice(self.texts.sentences)

    def caption(self, kind: str) -> None:
        """Print the caption of a figure or table."""
        self._numbers[kind] += 1
        label = self.rng.choice(["Figure", "Fig.", "FIGURE"] if kind == "figure" else ["Table", "TABLE"])
        size = self.style.size * 0.88
        tokens = self.sheet.tokens(f"{label} {self._numbers[kind]}.", self.caption_family, BOLD, size)
        tokens += self.sheet.tokens(self.sentence(), self.caption_family, self.caption_style, size)
        self.sheet.lines(tokens, justified=self.style.justified, leading=size * 1.2)

    def figure(self) -> None:
        """Draw a field with a line and a label, and its caption."""
        sheet = self.sheet
        sheet.need(150)
        left, right = sheet.edges()
        sheet.y += self.style.leading * 0.8
        sheet.page.draw_rect((left + 20, sheet.y, right - 20, sheet.y + 100), fill=BLUE, width=0.5)
        sheet.page.draw_line((left + 30, sheet.y + 90), (right - 30, sheet.y + 10))
        sheet.put(left + 40, sheet.y + 20, Token("Control group", self.style.other, BOLD, 7))
        sheet.y += 108
        self.caption("figure")
        sheet.y += self.style.leading * 0.8

    def table(self) -> None:
        """Draw a table between rules; a third row may head those below."""
        sheet, rng, family = self.sheet, self.rng, self.caption_family
        sheet.need(160)
        sheet.y += self.style.leading * 0.8
        self.caption("table")
        left, right = sheet.edges()
        sheet.y += 4
        size, width = self.style.size * 0.85, (right - left) / 3
        sheet.page.draw_line((left, sheet.y), (right, sheet.y), width=0.7)
        sheet.y += size * 1.3
        for column, text in enumerate(["Variable", "Group A", "Group B"]):
            sheet.put(left + column * width + 2, sheet.y, Token(text, family, BOLD, size))
        sheet.y += 4
        sheet.page.draw_line((left, sheet.y), (right, sheet.y), width=0.4)
        for row in range(rng.randint(3, 7)):
            sheet.y += size * 1.3
            if row == 2 and rng.random() < 0.5:
                sheet.put(left + 2, sheet.y, Token("Outcome measures", family, rng.choice([BOLD, ITALIC]), size))
                continue
            for column in range(3):
                text = self._figures()[column]
                sheet.put(left + column * width + 2, sheet.y, Token(text, family, REGULAR, size))
        sheet.y += 4
        sheet.page.draw_line((left, sheet.y), (right, sheet.y), width=0.7)
        sheet.y += self.style.leading

    def _figures(self) -> list[str]:
        rng = self.rng
        name, first, second = f"{rng.choice(SURNAMES)} index", rng.random() * 10, rng.random() * 10
        return [name, f"{first:.2f}", f"{second:.2f} (0.{rng.randint(10, 99)})"]

    def loose_table(self) -> None:
        """Draw a table without rules."""
        sheet, rng = self.sheet, self.rng
        sheet.need(110)
        sheet.y += self.style.leading
        self.caption("table")
        left, right = sheet.edges()
        width, style = (right - left) / 3, rng.choice([REGULAR, BOLD, ITALIC])
        size = self.style.size * rng.choice([0.85, 1])
        for row in range(rng.randint(3, 5)):
            sheet.y += size * 1.3
            for column in range(3):
                text = ["Measure", "Before", "After"][column] if row == 0 else self._scores()[column]
                shown = style if row == 0 or column == 0 else REGULAR
                sheet.put(left + column * width, sheet.y, Token(text, self.caption_family, shown, size))
        sheet.y += self.style.leading

    def _scores(self) -> list[str]:
        rng = self.rng
        return [f"{rng.choice(SURNAMES)} score", f"{rng.random() * 9:.1f}", rng.choice(["Yes", "No", "Partly"])]

    def items(self) -> None:
        """Draw a list of two to four items, some of which begin with bold words."""
        rng, sheet, style = self.rng, self.sheet, self.style
        _ = rng.random()  # decides nothing: the seeds count on it
        bold, mark = rng.random() < 0.4, rng.choice(["•", "–", "1."])
        for item in range(rng.randint(2, 4)):
            shown = f"{item + 1}." if mark == "1." else mark
            tokens = [Token(shown, "helv" if mark == "•" else style.body, REGULAR, style.size)]
            if bold:
                words = rng.choice(self.texts.titles).split()[:4]
                tokens += sheet.tokens(" ".join(words) + ":", style=BOLD)
            tokens += sheet.tokens(self.sentence())
            sheet.lines(tokens, inset=(style.size, 0), justified=style.justified)

    def equation(self) -> None:
        """Draw a displayed equation with its number."""
        sheet, style = self.sheet, self.style
        sheet.need(40)
        left, right = sheet.edges()
        sheet.y += style.leading * 1.3
        sheet.put((left + right) / 2 - 30, sheet.y, Token("E = a + b x", style.body, ITALIC, style.size))
        sheet.put(right - 18, sheet.y, Token(f"({self.rng.randint(1, 9)})", style.body, REGULAR, style.size))
        sheet.y += style.leading * 0.5

    def quotation(self) -> None:
        """Draw a quotation that is set in on both sides."""
        sheet, style = self.sheet, self.style
        sheet.y += style.leading * 0.4
        text = self.sentence()
        tokens = sheet.tokens(text, style=self.rng.choice([REGULAR, ITALIC]), size=style.size * 0.95)
        sheet.lines(tokens, inset=(2 * style.size, 2 * style.size), justified=style.justified)
        sheet.y += style.leading * 0.4

    def box(self) -> None:
        """Draw a grey box with a title of its own."""
        sheet, style = self.sheet, self.style
        sheet.need(120)
        left, right = sheet.edges()
        sheet.y += style.leading * 0.7
        top = sheet.y
        sheet.page.draw_rect((left, top, right, top + 90), fill=GREY, color=None)
        sheet.y += 2
        sheet.lines(sheet.tokens(self.rng.choice(BOXES), style.other, BOLD, style.size), inset=(6, 6))
        text = self.sentence()[:150]
        sheet.lines(sheet.tokens(text, style.other, REGULAR, style.size * 0.9), inset=(6, 6))
        sheet.y = max(sheet.y, top + 90) + style.leading * 0.7

    def hypotheses(self) -> None:
        """Draw hypotheses or questions in emphasis, each a paragraph."""
        rng, sheet, style = self.rng, self.sheet, self.style
        shown = rng.choice([BOLD, ITALIC, BOLD_ITALIC])
        for at in range(1, rng.randint(1, 3) + 1):
            sheet.y += style.leading * 0.3
            label = rng.choice(["H%d:", "Hypothesis %d.", "RQ%d:"]) % at
            text = f"{label} {rng.choice(self.texts.titles).lower()}{rng.choice(['.', '?', ''])}"
            sheet.lines(sheet.tokens(text, style=shown), indent=style.indent, justified=style.justified)
        sheet.y += style.leading * 0.3

    def program(self) -> None:
        """Draw two to five lines of a program."""
        sheet, style = self.sheet, self.style
        sheet.need(70)
        sheet.y += style.leading * 0.3
        left, _ = sheet.edges()
        for line in PROGRAM[: self.rng.randint(2, 5)]:
            sheet.y += style.size * 1.15
            text = line.lstrip()
            x = left + 10 + (len(line) - len(text)) * 5
            sheet.put(x, sheet.y, Token(text, "mono", REGULAR, style.size * 0.9))
        sheet.y += style.leading * 0.3

    def pull(self) -> None:
        """Draw a sentence in large type, pulled out of the text."""
        sheet, style, rng = self.sheet, self.style, self.rng
        sheet.need(90)
        sheet.y += style.leading * 0.8
        text = f"“{self.sentence()[:110]}”"
        family, shown = rng.choice([style.other, style.body]), rng.choice([REGULAR, BOLD, ITALIC])
        tokens = sheet.tokens(text, family, shown, style.size * 1.3, style.color)
        sheet.lines(tokens, inset=(6, 6), leading=style.size * 1.6)
        sheet.y += style.leading * 0.8

    def theorem(self) -> None:
        """Draw a theorem, definition or example in italics behind a bold label."""
        sheet, style, rng = self.sheet, self.style, self.rng
        sheet.y += style.leading * 0.4
        number = rng.randint(1, 9)
        tokens = sheet.tokens(f"{rng.choice(['Theorem', 'Definition', 'Example'])} {number}.", style=BOLD)
        tokens += sheet.tokens(self.sentence(), style=ITALIC)
        sheet.lines(tokens, indent=rng.choice([0, style.indent]), justified=style.justified)
        sheet.y += style.leading * 0.4

    def emphasis(self) -> None:
        """Draw a paragraph of one sentence in bold or italics."""
        text = self.sentence()
        tokens = self.sheet.tokens(text, style=self.rng.choice([BOLD, ITALIC]))
        self.sheet.lines(tokens, indent=self.style.indent, justified=self.style.justified)
