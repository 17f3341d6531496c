"""Draw papers in the layouts of many journals, with the traits of each, to measure how headings are found by kind.

    python -m training.draw_layouts OUT --count N --seed S

Unlike training.draw_papers, whose seeds are fixed, this program draws what journals do beyond plain type: one to four
levels in looks of their own (by weight, slope, capitals, letters spaced or small, colour alone, underlining, rules or
a band), in the margin, in the line, over two lines; boxes and captions in the same looks; a column of facts about the
article, or the end of another article, on the first page; bookmarks or none. Every sentence that cites ends in a name
that is there only once, so that its place tells where the callout was read.

Writes OUT/l<seed>/survey.pdf and gold.json in the form of the bench, with `traits` and, for each citation, `word`.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.draw_fonts import ITALIC, REGULAR, Fonts, installed
from training.draw_layout_looks import Level, draw_levels, draw_page
from training.draw_layout_parts import BOXES, Parts
from training.draw_sheet import Sheet, Token, store
from training.draw_style import Look
from training.draw_texts import Texts, own_texts

NUMBERS = ("none", "none", "none", "1.", "1", "1.0", "1 |", "1)", "I.", "A.", "top")
PARTS = [
    ["Introduction", "Materials and Methods", "Results", "Discussion", "Conclusion"],
    ["Background", "Methods", "Results and discussion", "Conclusions"],
    ["Introduction", "Experimental", "Results and Discussion", "Concluding remarks"],
    ["Introduction", "Case report", "Discussion"],
    ["Introduction", "Theory", "Study area", "Findings", "Implications", "Outlook"],
]
BACK = ["Acknowledgements", "Funding", "Author contributions", "Competing interests", "Data availability", "ORCID"]
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"]
SPACED = 0.12  # of the type size between letters
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve zi ko mu".split()


class Head(NamedTuple):
    """A heading as printed; `page` counts from 0."""

    number: str
    title: str
    level: int
    in_line: bool
    page: int


class Layout:
    """A paper while it is drawn; `traits` name what is unusual in it."""

    def __init__(self, seed: int, fonts: Fonts, texts: Texts) -> None:
        self.rng = rng = random.Random(f"layout {seed}")
        self.texts = texts
        self.traits: dict[str, str] = {}
        self.style = draw_page(rng, fonts)
        self.levels = draw_levels(rng, self.style)
        self.numbers = rng.choice(NUMBERS)
        self.sheet = Sheet(self.style, fonts)
        self.heads: list[Head] = []
        self.citations: list[dict[str, Any]] = []
        self.total = rng.randint(25, 60)
        self._counts = [0] * 4
        self._path: list[Head] = []
        self._below_head = False
        self.parts = Parts(rng, self.sheet, texts, self.levels[-1].look, self.traits)
        for level, form in enumerate(self.levels):
            self.traits[f"level {level + 1}"] = form.kind if form.look.in_line is None else f"in line, {form.kind}"
        self.traits |= {
            "numbers": self.numbers, "place": self.levels[0].place, "decoration": self.levels[0].decoration or "none",
            "columns": str(self.style.columns), "levels": str(len(self.levels)),
            "names of fonts": "tell nothing" if self.style.body.startswith("an") else "tell",
        }  # fmt: skip
        self._front()
        self._body()
        self._back()
        self._references()
        self._mark()

    # -- the paper -----------------------------------------------------------------------------------------------

    def _front(self) -> None:
        rng, sheet, style, parts = self.rng, self.sheet, self.style, self.parts
        opening = rng.choice(["plain", "plain", "plain", "tail", "facts", "key points"])
        self.traits["first page"] = opening
        if opening == "tail":
            parts.tail()
        parts.title()
        kind = rng.choice(["head", "in line", "parts in line", "parts as heads", "plain", "none"])
        self.traits["abstract"] = kind
        parts.abstract(kind, lambda text: self._show(self.levels[0], "", text))
        if opening == "facts":
            parts.facts()
        if opening == "key points":
            parts.box()
        sheet.y += 14
        sheet.full = False
        if sheet.y > style.height * 0.72:
            sheet.new_page()
        sheet.column_top = sheet.y

    def _body(self) -> None:
        rng = self.rng
        if rng.random() < 0.5:
            titles = rng.choice(PARTS)
        else:
            titles = ["Introduction", *rng.sample(self.texts.titles, rng.randint(2, 5)), "Conclusion"]
        bare = rng.random() < 0.15
        self.traits["text begins"] = "without a heading" if bare else "below a heading"
        for at, title in enumerate(titles):
            if at or not bare:
                self._heading(0, title)
            below = rng.choice([0, 2, 3, 4]) if len(self.levels) > 1 and not (at == 0 and rng.random() < 0.7) else 0
            if not below or rng.random() < 0.4 or self._path == []:
                self._paragraphs()
            for _ in range(below if self._path else 0):
                self._lower(1)

    def _lower(self, level: int) -> None:
        rng = self.rng
        title = rng.choice(self.texts.titles)
        if self.levels[level].look.in_line is not None:
            title = title[:60].rsplit(" ", 1)[0].rstrip(" ,:;&")
        start = self._heading(level, title)
        deeper = rng.randint(2, 3) if level + 1 < len(self.levels) and rng.random() < 0.5 else 0
        if start or not deeper or rng.random() < 0.5:
            self._paragraphs(start)
        for _ in range(deeper):
            self._lower(level + 1)

    def _paragraphs(self, start: Sequence[Token] = ()) -> None:
        for at in range(self.rng.randint(1, 3)):
            self._paragraph(start if at == 0 else ())
        if not start:
            self.parts.piece()

    def _back(self) -> None:
        rng = self.rng
        for title in rng.sample(BACK, rng.randint(0, 4)):
            self._heading(0, title, numbered=False)
            self.sheet.lines(self.sheet.tokens(self.parts.sentence()), justified=self.style.justified)

    def _references(self) -> None:
        rng, sheet, style = self.rng, self.sheet, self.style
        self._heading(0, rng.choice(["References", "Literature Cited", "Bibliography"]), numbered=False)
        size = style.size * 0.88
        for number in range(1, self.total + 1):
            label = Token(style.callout % number if style.callout else f"{number}.", style.body, REGULAR, size)
            sheet.lines([label, *sheet.tokens(self.parts.entry(), style.body, REGULAR, size)], leading=size * 1.15)

    # -- headings ------------------------------------------------------------------------------------------------

    def _heading(self, level: int, title: str, *, numbered: bool = True) -> list[Token]:
        """Print a heading, or return the words that begin its paragraph where it stands in the line."""
        form = self.levels[level]
        number, printed = self._number(level) if numbered else ("", "")
        del self._path[level:]
        if form.look.in_line is not None:
            head = Head(number, title, level + 1, True, self.sheet.page.number)
            self.heads.append(head)
            if number:
                self._path.append(head)
            text = f"{printed} {title}{form.look.in_line}".strip()
            return self.sheet.tokens(text, form.look.family, form.look.style, form.look.size, form.look.color)
        self._show(form, printed, title)
        self._below_head = True
        self.heads.append(Head(number, title, level + 1, False, self.sheet.page.number))
        self._path.append(self.heads[-1])
        return []

    def _show(self, form: Level, printed: str, title: str) -> None:
        """Print a title on lines of its own."""
        sheet, style, look = self.sheet, self.style, form.look
        leading = look.size * 1.2
        if sheet.y > sheet.column_top + 2:
            sheet.y += form.above * style.leading
        sheet.need(leading * 2 + 3 * style.leading)
        left, right = sheet.edges()
        tokens = self._title(look, printed, title.upper() if look.caps else title, form.kind == "spaced capitals")
        if form.place == "margin":
            self._beside(tokens, leading)
            return
        before = sheet.y
        inset = style.size * 1.5 if form.place == "set in" else 4.0 if form.decoration == "band" else 0.0
        if form.decoration == "band":
            count = len(sheet.broken(tokens, right - left - inset, 0.0))
            box = (left, before + leading * 0.15, right, before + leading * (count + 0.3))
            sheet.page.draw_rect(box, fill=style.color, color=None)
            tokens = [token._replace(color=(1, 1, 1)) for token in tokens]
        if form.decoration == "rule above":
            sheet.page.draw_line((left, sheet.y + 3), (right, sheet.y + 3), width=0.6)
            sheet.y += 3
        sheet.lines(tokens, inset=(inset, 0), leading=leading, keep=2, centered=form.place == "centred")
        if form.kind == "underlined":
            width = sheet.broken(tokens, right - left - inset, 0.0)[-1][1]
            sheet.page.draw_line((left, sheet.y + 1.5), (left + width, sheet.y + 1.5), width=0.5)
        if form.decoration == "rule below":
            sheet.page.draw_line((left, sheet.y + 3), (right, sheet.y + 3), width=0.6)
            sheet.y += 3
        if form.decoration == "band":
            sheet.y += leading * 0.35
        sheet.y += form.below * style.leading

    def _beside(self, tokens: Sequence[Token], leading: float) -> None:
        """Print a title in the left margin, its first line level with the next line of text."""
        sheet, style = self.sheet, self.style
        left, right = style.left, style.right
        sheet.style = style._replace(left=style.width * 0.07, right=style.left - 10)
        at = sheet.y
        sheet.y += style.leading - leading
        sheet.lines(tokens, leading=leading)
        sheet.style = style._replace(left=left, right=right)
        sheet.y = at

    def _title(self, look: Look, printed: str, title: str, spaced: bool) -> list[Token]:
        base = Token("", look.family, look.style, look.size, look.color)
        tokens = [base._replace(text=printed)] if printed else []
        blank = self.style.size * 0.5
        for at, word in enumerate(title.split()):
            first = blank if at == 0 and printed else 0.0
            if spaced:
                tokens += [
                    base._replace(text=c, glued=k > 0, blank=look.size * SPACED if k else first)
                    for k, c in enumerate(word)
                ]
            elif look.small_caps and word[0].isalpha():
                tokens.append(base._replace(text=word[0].upper(), blank=first))
                if word[1:]:
                    tokens.append(base._replace(text=word[1:].upper(), size=look.size * 0.8, glued=True))
            else:
                tokens.append(base._replace(text=word, blank=first))
        return tokens

    def _number(self, level: int) -> tuple[str, str]:
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (3 - level)
        top, second = self._counts[:2]
        form = self.numbers
        if form == "none" or (form in ("top", "1)") and level) or (form in ("A.", "I.") and level > 1):
            return "", ""
        if form == "I.":
            return ((ROMAN[top], f"{ROMAN[top]}."), (f"{ROMAN[top]}-{chr(64 + second)}", f"{chr(64 + second)}."))[level]
        if form == "A.":
            return ((chr(64 + top), f"{chr(64 + top)}."), (f"{chr(64 + top)}.{second}", f"{chr(64 + top)}.{second}."))[
                level
            ]
        number = ".".join(str(count) for count in self._counts[: level + 1])
        shown = {
            "1.": "{}.",
            "1": "{}",
            "1.0": "{}.0" if level == 0 else "{}",
            "1 |": "{} |",
            "1)": "{})",
            "top": "{}.",
        }
        printed = shown[form].format(number)
        return printed if form == "1.0" else number, printed

    # -- text ----------------------------------------------------------------------------------------------------

    def _paragraph(self, start: Sequence[Token]) -> None:
        rng, sheet, style = self.rng, self.sheet, self.style
        tokens = list(start)
        quad = bool(start) and self.levels[-1].look.in_line == ""
        for _ in range(rng.randint(2, 6)):
            words = sheet.tokens(self.parts.sentence())
            if rng.random() < 0.12 and len(words) > 6:
                at = rng.randrange(2, len(words) - 3)
                words[at : at + 2] = [word._replace(style=ITALIC) for word in words[at : at + 2]]
            if rng.random() < 0.4 and len(self.citations) < self.total:
                words = self._cited(words)
            if quad:
                words[0] = words[0]._replace(blank=style.size * 0.8)
                quad = False
            tokens += words
        if style.gap and sheet.y > sheet.column_top + 5 and not self._below_head:
            sheet.y += style.gap
        indent = 0.0 if style.first_plain and (start or self._below_head) else style.indent
        self._below_head = False
        sheet.lines(tokens, indent=indent, justified=style.justified)

    def _cited(self, words: list[Token]) -> list[Token]:
        """End a sentence in a name of its own and a callout, before its stop or raised behind it."""
        style, number = self.style, len(self.citations) + 1
        a, b = divmod(number, len(SYLLABLES))
        name = f"X{SYLLABLES[a]}q{SYLLABLES[b]}".title()
        head = self._path[-1] if self._path else None
        self.citations.append(
            {"reference": number, "word": name, "section": (head.number or None) if head else None,
             "section_title": head.title if head else None}
        )  # fmt: skip
        last = words[-1]
        words = [*words[:-1], last._replace(text=last.text.rstrip(".")), last._replace(text="at"), last]
        if style.callout is None:
            size = style.size * 0.65
            raised = Token(str(number), style.body, REGULAR, size, raised=style.size * 0.35, glued=True)
            return [*words[:-1], last._replace(text=f"{name}."), raised]
        callout = Token(f"{style.callout % number}.", style.body, REGULAR, style.size)
        return [*words[:-1], last._replace(text=name), callout]

    def _mark(self) -> None:
        """Give the PDF bookmarks, or none."""
        kind = self.rng.choice(["none", "none", "none", "all", "top"])
        self.traits["bookmarks"] = kind
        self.sheet.flush()
        rows = [h for h in self.heads if kind == "all" and (h.number or not h.in_line)]
        rows = [h for h in self.heads if h.level == 1] if kind == "top" else rows
        self.sheet.document.set_toc([[h.level, f"{h.number} {h.title}".strip(), h.page + 1] for h in _stepwise(rows)])

    def gold(self) -> dict[str, Any]:
        """Return what is on the pages, in the form of the bench."""
        listed = self.heads[:-1]
        return {
            "sections": [
                {"number": h.number or None, "level": h.level, "title": h.title}
                for h in listed
                if h.number or not h.in_line
            ],
            "in_line": [h.title for h in listed if h.in_line and not h.number],
            "citations": self.citations,
            "traits": self.traits,
            "boxes": [title for title in BOXES if title in self.parts.printed],
        }


def _stepwise(rows: Sequence[Head]) -> list[Head]:
    """Return headings whose levels never go down by more than one."""
    out: list[Head] = []
    for head in rows:
        level = min(head.level, out[-1].level + 1 if out else 1)
        out.append(head._replace(level=level))
    return out


def draw(folder: Path, seed: int, fonts: Fonts, texts: Texts) -> None:
    """Draw the paper of a seed into a folder."""
    store(Layout(seed, fonts, texts), folder)


def main() -> None:
    """Draw papers of consecutive seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    fonts, texts = Fonts(installed()), own_texts()
    for seed in range(args.seed, args.seed + args.count):
        draw(args.out / f"l{seed}", seed, fonts, texts)


if __name__ == "__main__":
    main()
