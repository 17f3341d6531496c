"""Draw papers in random typography whose headings are known, to fit data/headings.json to.

    python -m training.draw_papers OUT --count N --seed S [--texts FOLDER ...]

Writes OUT/s<seed>/survey.pdf and gold.json for the N seeds from S on, in the form that training.headings reads: the
sections as printed, the titles in the line without a number (`in_line`; they make no section), and the section of
every citation. A seed gives the same bytes again with the same fonts, texts and PyMuPDF; a line says which fonts are
missing. The texts are made of our own words, or taken from --texts: folders with <id>/citations.csv (sentences) and
<id>/gold.json (titles).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.draw_fonts import BOLD, ITALIC, REGULAR, Fonts, installed
from training.draw_pieces import SURNAMES, Pieces
from training.draw_sheet import Sheet, Token, store
from training.draw_style import Look, draw_style
from training.draw_texts import Texts, own_texts, read_texts

USUAL_PARTS = [
    ["Introduction", "Materials and Methods", "Results", "Discussion", "Conclusion"],
    ["Background", "Methods", "Results and discussion", "Conclusions"],
    ["Introduction", "Experimental", "Results and Discussion", "Conclusions"],
    ["Introduction", "Case presentation", "Discussion"],
]
BACK = [
    "Acknowledgements", "Funding", "Author contributions", "Competing interests", "Data availability",
    "Conflict of interest", "Abbreviations", "Ethics approval", "Supplementary Materials", "Disclosure",
]  # fmt: skip
ADDRESS = "1 Department of Pond Studies, University of Mill, 12345 Mill, Frogland; 2 Institute of Frogs, Lake City"
DATES = "Received: 12 March 2019; Accepted: 4 May 2019; Published: 7 June 2019"
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"]


class Section(NamedTuple):
    """A heading as printed; `in_line`: in the line of its paragraph."""

    number: str
    title: str
    level: int
    in_line: bool


class Citation(NamedTuple):
    """A callout and the section it stands in."""

    reference: int
    number: str
    title: str


class Paper:
    """A paper while it is drawn."""

    def __init__(self, seed: int, fonts: Fonts, texts: Texts) -> None:
        self.rng = random.Random(seed)
        self.texts = texts
        self.style = draw_style(self.rng, fonts)
        self.sheet = Sheet(self.style, fonts)
        self.pieces = Pieces(self.rng, self.sheet, texts)
        self.total = self.rng.randint(25, 60)  # references
        self.sections: list[Section] = []
        self.citations: list[Citation] = []
        self._path: list[tuple[str, str]] = []
        self._counts = [0, 0, 0]
        self._front()
        self._body()
        self._back()
        self._references()

    def _front(self) -> None:
        rng, sheet, style = self.rng, self.sheet, self.style
        kicker = rng.choice([None, "Original Article", "RESEARCH ARTICLE", "Review", "Open Access"])
        if kicker:
            shown = rng.choice([REGULAR, BOLD, ITALIC])
            sheet.lines(sheet.tokens(kicker, style.other, shown, rng.choice([9, 11, 12]), style.color))
            sheet.y += 6
        large, family = rng.choice([14, 16, 18, 22]), rng.choice([style.body, style.other])
        title = " ".join(rng.sample(self.texts.titles, 2))[:140]
        sheet.lines(sheet.tokens(title, family, rng.choice([REGULAR, BOLD, BOLD]), large), leading=large * 1.2)
        sheet.y += 8
        names = [f"{rng.choice('ABCDEFGHJ')}. {name}" for name in rng.sample(SURNAMES, rng.randint(2, 6))]
        shown = rng.choice([REGULAR, BOLD, ITALIC])
        sheet.lines(sheet.tokens(", ".join(names), style.body, shown, rng.choice([10, 11, 12])), leading=14)
        small = style.size * 0.85
        sheet.lines(sheet.tokens(ADDRESS, style.body, rng.choice([REGULAR, ITALIC]), small), leading=style.size)
        sheet.y += 10
        family, size = self._abstract()
        sheet.y += 6
        if rng.random() < 0.7:
            label = sheet.tokens(rng.choice(["Keywords:", "KEYWORDS", "Key words"]), family, BOLD, size)
            sheet.lines(label + sheet.tokens("frogs; ponds; mills; counting", family, REGULAR, size))
        if rng.random() < 0.4:
            sheet.lines(sheet.tokens(DATES, style.body, REGULAR, small))
        sheet.y += 14
        sheet.full = False
        if sheet.y > style.height * 0.75:
            sheet.new_page()
        sheet.column_top = sheet.y

    def _abstract(self) -> tuple[str, float]:
        """Print an abstract, or none; return the family and size of its text."""
        rng, sheet, style = self.rng, self.sheet, self.style
        kind = rng.choice(["head", "in line", "parts", "plain", "none"])
        size, shown = style.size * rng.choice([0.9, 1, 1, 1]), rng.choice([REGULAR, REGULAR, REGULAR, BOLD, ITALIC])
        family = rng.choice([style.body, style.body, style.other])
        text = " ".join([self.pieces.sentence() for _ in range(5)])
        if kind == "head":
            look = style.headings.levels[0]
            title = rng.choice(["Abstract", "ABSTRACT", "Summary"])
            sheet.lines(sheet.tokens(title, look.family, look.style, look.size, look.color))
            sheet.lines(sheet.tokens(text, family, shown, size), justified=True)
        elif kind == "in line":
            label = sheet.tokens("Abstract:", family, BOLD, size)
            sheet.lines(label + sheet.tokens(text, family, REGULAR, size), justified=True)
        elif kind == "parts":
            sheet.lines(sheet.tokens("Abstract", style.other, BOLD, size * 1.1))
            for name in ("Background:", "Methods:", "Results:", "Conclusions:"):
                part = sheet.tokens(name, family, BOLD, size)
                sheet.lines(part + sheet.tokens(self.pieces.sentence(), family, REGULAR, size), justified=True)
        elif kind == "plain":
            sheet.lines(sheet.tokens(text, family, rng.choice([BOLD, ITALIC]), size), justified=True)
        return family, size

    def _body(self) -> None:
        rng = self.rng
        if rng.random() < 0.6:
            parts = rng.choice(USUAL_PARTS)
        else:
            parts = ["Introduction", *rng.sample(self.texts.titles, rng.randint(2, 5)), "Conclusion"]
        bare = rng.random() < 0.12  # the text begins without a heading
        for at, title in enumerate(parts):
            untitled = at == 0 and bare
            if not untitled:
                self._heading(0, title)
            below = 0 if at == 0 and (bare or rng.random() < 0.7) else rng.randint(0, 4)
            below = 2 if below == 1 else below
            if below == 0 or rng.random() < 0.5:
                self._paragraphs()
            for _ in range(below):
                self._subsection()

    def _subsection(self) -> None:
        rng = self.rng
        self._heading(1, rng.choice(self.texts.titles))
        below = rng.randint(2, 3) if rng.random() < 0.25 else 0
        if not below or rng.random() < 0.5:
            self._paragraphs()
        for _ in range(below):
            start = self._heading(2, rng.choice(self.texts.titles)[:60].strip())
            for at in range(rng.randint(1, 2)):
                self._paragraph(start=start if at == 0 else (), below_heading=at == 0 and not start)

    def _paragraphs(self) -> None:
        for at in range(self.rng.randint(1, 3)):
            self._paragraph(below_heading=at == 0)
        self.pieces.draw()

    def _back(self) -> None:
        rng = self.rng
        level = rng.choice([0, 0, 1])
        for title in rng.sample(BACK, rng.randint(0, 4)):
            _ = rng.random()  # decides nothing: the seeds count on it
            self._heading(level, title, numbered=False)
            self._paragraph(1, cites=False, below_heading=True)

    def _references(self) -> None:
        rng, sheet, style = self.rng, self.sheet, self.style
        self._heading(0, rng.choice(["References", "References", "Literature cited", "REFERENCES"]), numbered=False)
        size = style.size * 0.88
        for number in range(1, self.total + 1):
            label = Token(style.callout % number if style.callout else f"{number}.", style.body, REGULAR, size)
            text = (
                f"{rng.choice(SURNAMES)} {rng.choice('ABCD')}, {rng.choice(SURNAMES)} {rng.choice('EFGH')}. "
                f"{rng.choice(self.texts.titles)}. J Pond Stud. {rng.randint(1990, 2019)};{rng.randint(1, 40)}:"
                f"{rng.randint(1, 400)}–{rng.randint(401, 900)}."
            )
            sheet.lines([label, *sheet.tokens(text, style.body, REGULAR, size)], leading=size * 1.15)

    def _heading(self, level: int, title: str, *, numbered: bool = True) -> list[Token]:
        """Print a heading, or return the words that begin its paragraph where it stands in the line."""
        look = self.style.headings.levels[level]
        number, printed = self._number(level) if numbered else ("", "")
        self.sections.append(Section(number, title, level + 1, look.in_line is not None))
        del self._path[level:]
        while len(self._path) < level:
            self._path.append(self._path[-1] if self._path else ("", ""))
        if look.in_line is None or number:  # a title in the line without a number makes no section
            self._path.append((number, title))
        if look.in_line is not None:
            text = f"{printed} {title}{look.in_line}"
            return self.sheet.tokens(text, look.family, look.style, look.size, look.color)
        self._print(level, look, printed, title)
        return []

    def _print(self, level: int, look: Look, printed: str, title: str) -> None:
        sheet, style, habits = self.sheet, self.style, self.style.headings
        leading = look.size * 1.2
        if sheet.y > sheet.column_top + 2:
            sheet.y += habits.above[level] * style.leading
        sheet.need(leading + 3 * style.leading)
        if habits.ruled and level == 0:
            left, right = sheet.edges()
            sheet.page.draw_line((left, sheet.y + 4), (right, sheet.y + 4), width=0.5)
            sheet.y += 4
        tokens = self._title(look, printed, title.upper() if look.caps else title)
        inset = style.indent if habits.indented else 0.0
        centered = habits.centered and level == 0
        sheet.lines(tokens, inset=(inset, 0), leading=leading, keep=2, centered=centered)
        sheet.y += habits.below[level] * style.leading

    def _title(self, look: Look, printed: str, title: str) -> list[Token]:
        size = self.style.size
        base = Token("", look.family, look.style, look.size, look.color)
        tokens = [base._replace(text=printed)] if printed else []
        for at, word in enumerate(title.split()):
            first = at == 0 and bool(printed)
            if not look.small_caps:
                tokens.append(base._replace(text=word, blank=size * 0.6 if first else 0.0))
                continue
            small = base._replace(size=look.size * 0.8)
            if not word[0].isalpha():
                tokens.append(small._replace(text=word.upper()))
                continue
            tokens.append(base._replace(text=word[0].upper(), blank=size * 0.5 if first else 0.0))
            if word[1:]:
                tokens.append(small._replace(text=word[1:].upper(), glued=True))
        return tokens

    def _number(self, level: int) -> tuple[str, str]:
        """Count a section; return its number and how it is printed."""
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (2 - level)
        top, second, third = self._counts
        form = self.style.headings.numbers
        if form is None or (form == "1. top" and level > 0):
            return "", ""
        if form == "I.":
            letter = chr(64 + second)
            return [
                (ROMAN[top], f"{ROMAN[top]}."),
                (f"{ROMAN[top]}-{letter}", f"{letter}."),
                (f"{ROMAN[top]}-{letter}{third}", f"{third})"),
            ][level]
        number = ".".join(str(count) for count in self._counts[: level + 1])
        return number, {"1.": f"{number}.", "1": number, "1 |": f"{number} |", "1. top": f"{number}."}[form]

    def _paragraph(
        self,
        sentences: int | None = None,
        *,
        start: Sequence[Token] = (),
        cites: bool = True,
        below_heading: bool = False,
    ) -> None:
        rng, sheet, style = self.rng, self.sheet, self.style
        tokens = list(start)
        quad = bool(start) and start[-1].text[-1] not in ".:"
        for _ in range(sentences or rng.randint(2, 6)):
            words = sheet.tokens(self.pieces.sentence())
            if rng.random() < 0.15 and len(words) > 6:
                at = rng.randrange(2, len(words) - 3)
                words[at : at + 2] = [word._replace(style=ITALIC) for word in words[at : at + 2]]
            if cites and rng.random() < 0.3 and len(self.citations) < self.total:
                words = self._cited(words)
            if quad:
                words[0] = words[0]._replace(blank=style.size * rng.choice([0.3, 0.75]))
                quad = False
            tokens += words
        if style.gap and not below_heading and sheet.y > style.top + 5:
            sheet.y += style.gap
        indent = 0.0 if below_heading and style.first_plain else style.indent
        sheet.lines(tokens, indent=indent, justified=style.justified)

    def _cited(self, words: list[Token]) -> list[Token]:
        """Put a callout behind a sentence: raised behind its stop, or before it."""
        style, last = self.style, words[-1]
        number = len(self.citations) + 1
        self.citations.append(Citation(number, *(self._path[-1] if self._path else ("", ""))))
        if style.callout is None:
            size = style.size * 0.65
            return [*words, Token(str(number), style.body, REGULAR, size, raised=style.size * 0.35, glued=True)]
        callout = Token(f"{style.callout % number}.", style.body, REGULAR, style.size)
        return [*words[:-1], last._replace(text=last.text.rstrip(".")), callout]

    def gold(self) -> dict[str, Any]:
        """Return what is on the pages, in the form of the bench."""
        listed = self.sections[:-1]  # the reference list is no section
        return {
            "sections": [
                {"number": s.number or None, "level": s.level, "title": s.title}
                for s in listed
                if s.number or not s.in_line
            ],
            "in_line": [s.title for s in listed if s.in_line and not s.number],
            "citations": [
                {"reference": c.reference, "section": c.number or None, "section_title": c.title or None}
                for c in self.citations
            ],
        }


def draw(folder: Path, seed: int, fonts: Fonts, texts: Texts) -> None:
    """Draw the paper of a seed into a folder."""
    store(Paper(seed, fonts, texts), folder)


def main() -> None:
    """Draw papers of consecutive seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=190)
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--texts", type=Path, nargs="+", help="folders of papers to take sentences and titles from")
    args = parser.parse_args()
    fonts = Fonts(installed())
    for line in fonts.missing:
        print(f"left out: {line}", file=sys.stderr)
    texts = read_texts(args.texts) if args.texts else own_texts()
    if len(texts.sentences) < 1 or len(texts.titles) < 5:
        parser.error("--texts: no sentences, or fewer than five titles")
    for seed in range(args.seed, args.seed + args.count):
        draw(args.out / f"s{seed}", seed, fonts, texts)
    print(f"{args.count} papers, {len(texts.sentences)} sentences, {len(texts.titles)} titles")


if __name__ == "__main__":
    main()
