"""Surveys set by chance from words with places: columns, headings, lists, notes, tables and figures in any setting."""

from __future__ import annotations

import random
from collections.abc import Callable

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, ITALIC, SMALL_CAPS, Anchor
from surveyrefs.parse.embedded.pdf.page import Bookmark, Brace, Page, PdfFile, PdfLink, Rule, Word
from tests.parse.embedded.build import HEIGHT, WIDTH, page, words

_FILLER = (
    "trees grow where nobody looks at them and seeds that fall in autumn come up in spring unless a frost is late so "
    "that gardens differ from year to year while beds which face the sun are early by a week or two in most of them"
).split()
_TITLES = (
    "Methods of search", "Beds and borders", "What grows where", "Results", "Soil", "Related work", "Seeds of old",
)  # fmt: skip
_BEHIND = " [1]", " [2, 3]", ".", ". Then", " (Coe, 2020)", "-"
_CELLS = "yes", "12", "late in spring", "-", "from seeds and roots", "3.5"
_NAMES = "Archer Baker Coe Dean Ellis Ford Grant Hughes Irwin Jones".split()


class Setter:
    """Sets a survey page by page: each method takes the next lines of the column at hand."""

    def __init__(self, seed: int) -> None:
        c = self.chance = random.Random(seed)
        self.size = c.choice((8.0, 9.0, 10.0, 10.0, 11.0, 12.0))
        self.leading = self.size * c.choice((1.1, 1.2, 1.2, 1.35, 1.6, 2.0))
        self.margin = c.choice((48.0, 60.0, 72.0, 90.0))
        self.count = c.choice((1, 1, 2, 2, 3)) if self.size < 11 else 1
        self.gutter = c.choice((12.0, 18.0, 24.0))
        self.width = (WIDTH - 2 * self.margin - (self.count - 1) * self.gutter) / self.count
        self.indent = c.choice((0.0, 0.0, 10.0, 15.0, 20.0))
        self.apart = c.choice((0.0, 0.0, 6.0)) if self.indent else self.leading / 2
        self.ragged = c.random() < 0.3
        self.top, self.bottom = c.choice((60.0, 72.0, 90.0)), HEIGHT - c.choice((60.0, 80.0))
        self.pages: list[Page] = []
        self.lines: list[list[Word]] = []
        self.rules: list[Rule] = []
        self.links: list[PdfLink] = []
        self.images: list[Box] = []
        self.fills: list[Box] = []
        self.paths: list[Box] = []
        self.braces: list[Brace] = []
        self.anchors: list[Anchor] = []
        self.marks: list[Bookmark] = []
        self.column, self.y = 0, self.top
        self.head = c.choice(("", "", "A. Author et al.", "JOURNAL OF SMALL THINGS"))
        self.foot = c.choice(("", "middle", "outer"))
        self.linked = c.random() < 0.4
        self.callout = 0

    @property
    def left(self) -> float:
        return self.margin + self.column * (self.width + self.gutter)

    def end_page(self) -> None:
        """Give the page its head and foot and begin the next one."""
        number = len(self.pages) + 1
        if self.head and number > 1:
            self.lines.insert(0, words(self.head, self.margin, 40.0, 8.0))
        if self.foot:
            x = WIDTH / 2 if self.foot == "middle" else self.margin if number % 2 else WIDTH - self.margin - 8
            self.lines.append(words(str(number + 6), x, HEIGHT - 36.0, 9.0))
        made = page(self.lines, number, self.rules, self.links)
        drawn = {
            "images": tuple(self.images),
            "fills": tuple(self.fills),
            "paths": tuple(self.paths),
            "braces": tuple(self.braces),
        }
        self.pages.append(msgspec.structs.replace(made, **drawn))
        self.lines, self.rules, self.links = [], [], []
        self.images, self.fills, self.paths, self.braces = [], [], [], []
        self.column, self.y = 0, self.top

    def room(self, height: float) -> None:
        """See that so much of the column is left, or go on in the next."""
        if self.y + height > self.bottom:
            if self.column + 1 < self.count:
                self.column, self.y = self.column + 1, self.top
            else:
                self.end_page()

    def line(self, text: str, *, size: float = 0.0, style: int = 0, indent: float = 0.0, step: float = 0.0) -> None:
        """Print a line and go down."""
        size = size or self.size
        self.room(step or self.leading)
        self.lines.append(words(text, self.left + indent, self.y, size, style=style))
        self.y += step or self.leading

    def paragraph(self, lines: int, begun: str = "") -> None:
        """Print running text that is as wide as its column (or ends where it likes), with callouts."""
        c = self.chance
        todo = [*begun.split(), *(c.choice(_FILLER) for _ in range(lines * 20))]
        todo[len(begun.split())] = todo[len(begun.split())].capitalize()
        for _ in range(c.randint(0, 3)):
            todo[c.randint(2 + len(begun.split()), len(todo) - 1)] += c.choice(_BEHIND)
        todo = " ".join(todo).split()
        for number in range(lines):
            indent = 0.0 if number else self.indent
            made = words(" ".join(todo[:40]), 0.0, 0.0, self.size)
            fits = max(1, sum(w.x1 <= self.width - indent for w in made))
            mine, todo = todo[:fits], todo[fits:]
            if not mine:
                break
            if number == lines - 1:
                mine = [*mine[: max(2, len(mine) // 2)], "end."]
            self.room(self.leading)
            row = words(" ".join(mine), self.left + indent, self.y, self.size)
            spare = self.left + self.width - row[-1].x1
            if not self.ragged and number < lines - 1 and len(row) > 1:
                each = spare / (len(row) - 1)
                row = [msgspec.structs.replace(w, x0=w.x0 + i * each, x1=w.x1 + i * each) for i, w in enumerate(row)]
            for w in row if self.linked else ():
                if w.text[0] == "[":
                    self.callout += 1
                    name = f"cite.{w.text.strip('[].,')}"
                    self.links.append(PdfLink(Box(w.x0, w.y0, w.x1, w.y1), name, 9, 72.0, 100.0, "", self.callout))
            self.lines.append(row)
            self.y += self.leading
        self.y += self.apart

    def heading(self, title: str, number: str, look: tuple[float, int, bool, float], level: int) -> None:
        """Print a heading; some have a bookmark."""
        larger, style, capitals, white = look
        text = f"{number} {title}".strip()
        self.room(4 * self.leading)
        self.y += white * self.leading
        self.line(text.upper() if capitals else text, size=self.size * larger, style=style)
        if self.chance.random() < 0.2:
            self.marks.append(Bookmark(level, text, len(self.pages) + 1, self.y, ""))
        self.y += white / 2 * self.leading

    def table(self, number: int, ruled: str, above: bool) -> None:
        """Print a table with its caption: in one piece, or over columns and pages where it comes to their foot; some
        are called figures."""
        c = self.chance
        columns = c.randint(2, 3 + (self.count == 1))
        name = "Figure" if ruled in ("three", "all") and c.random() < 0.15 else "Table"
        caption = f"{name} {number}{c.choice(('.', ':', ''))} {c.choice(_TITLES)} by week"
        size, places = self.size * c.choice((0.8, 0.9, 1.0)), [i * self.width / columns for i in range(columns)]
        whole = c.random() < 0.7
        self.room(((9 if whole else 5) + columns) * self.leading)
        self.y += self.leading
        if above:
            self.line(caption, size=size, style=c.choice((0, BOLD)))
        rows = self.rows(columns, c.randint(2, 5) if whole else c.randint(8, 30))
        shaded, down = c.random() < 0.2, c.random() < 0.15
        top = self.y - size
        for i, row in enumerate(rows):
            if self.y > self.bottom:
                self.room(1)
                top = self.y - size
                if c.random() < 0.3:
                    self.line(f"{name} {number} (continued)", size=size)
                if c.random() < 0.3:
                    self.rule(self.y - size)
            if i < {"all": len(rows), "three": 2, "open": 2, "two": 1, "none": 0}[ruled]:
                self.rule(self.y - size)
            if shaded and i % 2 == 0:
                self.fills.append(Box(self.left, self.y - size, self.left + self.width, self.y + 0.3 * size))
            made = [w for x, cell in zip(places, row, strict=False) for w in words(cell, self.left + x, self.y, size)]
            if made:
                self.lines.append(made)
            self.y += size * 1.3
        if ruled not in ("none", "open"):
            self.rule(self.y - size)
        if down:
            self.rules += [Rule(self.left + x - 3, top, self.left + x - 2.6, self.y - size) for x in places[1:]]
        if c.random() < 0.3:
            self.line(c.choice(("Note: weeks are counted.", "* seen in autumn")), size=size * 0.9)
        if not above:
            self.y += 0.3 * self.leading
            self.line(caption, size=size)
        self.y += self.leading

    def rows(self, columns: int, count: int) -> list[list[str]]:
        """Return a header and rows, some of which go on in a second line, and labels between them."""
        c = self.chance
        rows = [[c.choice(_TITLES).split()[0] for _ in range(columns)]]
        for _ in range(count):
            rows.append([f"{c.choice(_NAMES)} [{c.randint(1, 6)}]", *(c.choice(_CELLS) for _ in range(columns - 1))])
            if c.random() < 0.1:
                rows.append(["", *(c.choice(("and so on", "")) for _ in range(columns - 1))])
            if c.random() < 0.06:
                rows.append([c.choice(("Early beds", "Others that are seen in spring and autumn"))])
        return rows

    def rule(self, y: float) -> None:
        self.rules.append(Rule(self.left, y - 0.2, self.left + self.width, y + 0.2))

    def figure(self, number: int) -> None:
        """Print a picture with its caption, or a tree with braces."""
        c = self.chance
        self.room(140)
        if c.random() < 0.5:
            self.images.append(Box(self.left + 10, self.y, self.left + self.width - 10, self.y + 80))
            self.lines.append(words("Oak", self.left + 30, self.y + 40, 7.0))
        else:
            self.tree(c.randint(2, 3))
        self.y += 80 + 1.2 * self.leading
        self.line(f"Figure {number}: {c.choice(_TITLES)}", size=self.size * 0.9)
        self.y += self.leading

    def tree(self, count: int) -> None:
        """Print a root, a brace, and texts of one or two lines at it, each with leaves at a brace of its own."""
        c, step, x = self.chance, 80 / count, self.left
        self.lines.append(words("Garden", x, self.y + 42, 7.0))
        self.brace(x + 30, self.y, self.y + 80)
        for i in range(count):
            y = self.y + i * step
            label = c.choice((["Trees"], ["Beds and", "borders"], ["Soil"]))
            for k, text in enumerate(label):
                self.lines.append(words(text, x + 40, y + step / 2 + 9 * k - 4.5 * (len(label) - 1) + 2, 7.0))
            self.brace(x + 76, y + 3, y + step - 3)
            for k in range(c.randint(1, 3)):
                self.lines.append(words(f"{c.choice(_NAMES)} [{c.randint(1, 6)}]", x + 86, y + 9 + 8.5 * k, 7.0))

    def brace(self, x: float, y0: float, y1: float) -> None:
        brace = Brace(x, y0, x + 6, y1, x, (y0 + y1) / 2)
        self.braces.append(brace)
        self.paths.append(Box.around([brace]))

    def note(self, mark: str) -> None:
        """Print a footnote at the foot of the column."""
        y = self.bottom + 4
        row = words(f"{mark} We thank those who read it.", self.left, y, self.size * 0.8)
        row[0] = msgspec.structs.replace(row[0], size=self.size * 0.56, baseline=y - 2.5)
        self.lines.append(row)
        if self.chance.random() < 0.5:
            self.rules.append(Rule(self.left, y - 12, self.left + 60, y - 11.6))

    def references(self, kind: str, title: str) -> None:
        """Print a list of works: with numbers, or hanging."""
        c = self.chance
        self.heading(title, "", (1.1, BOLD, c.random() < 0.3, 1.0), 1)
        labels = {"brackets": "[{}]", "dots": "{}.", "names": "", "plain": "{}"}[kind]
        hang = c.choice((0.0, 12.0, 20.0)) if kind != "names" else c.choice((10.0, 18.0))
        for n in range(1, c.randint(4, 9)):
            text = (
                f"{labels.format(n)} {_NAMES[n]}, {c.choice('ABC')}. {c.choice(_TITLES)} of "
                f"{' '.join(c.choice(_FILLER) for _ in range(c.randint(3, 14)))}. "
                f"Journal of Beds {n}({c.randint(1, 4)}), {n}-{n + 9} ({c.randint(1990, 2024)})."
            ).split()
            first = True
            while text:
                made = words(" ".join(text), 0.0, 0.0, self.size * 0.9)
                indent = 0.0 if first else hang
                fits = max(1, sum(w.x1 <= self.width - indent for w in made))
                if first and self.linked:
                    self.anchors.append(Anchor(f"cite.{n}", len(self.pages) + 1, self.left, self.y - self.size))
                self.line(" ".join(text[:fits]), size=self.size * 0.9, indent=indent, step=self.size * 1.1)
                text, first = text[fits:], False
            self.y += c.choice((0.0, 0.0, 3.0)) if n == 1 else 0.0


def survey(seed: int) -> PdfFile:
    """Set a survey of two to four pages."""
    s = Setter(seed)
    c = s.chance
    s.lines.append(words("A Survey of Small Things", s.margin + 40, s.y, s.size * 1.7, style=c.choice((0, BOLD))))
    s.y += 3 * s.size
    s.lines.append(words("Ann Archer and Bob Baker", s.margin + 60, s.y, s.size))
    s.y += 3 * s.leading
    s.top, top = s.y, s.top
    if c.random() < 0.6:
        s.line("Abstract", style=BOLD)
        s.paragraph(3)
    looks = [
        (
            c.choice((1.0, 1.1, 1.2, 1.4)),
            c.choice((BOLD, BOLD, 0, ITALIC, SMALL_CAPS)),
            c.random() < 0.2,
            c.choice((0.5, 1.0)),
        ),
        (c.choice((1.0, 1.0, 1.1)), c.choice((BOLD, ITALIC, BOLD | ITALIC)), False, c.choice((0.2, 0.5))),
    ]
    numbered: Callable[[int, int], str] = c.choice(
        (
            lambda a, b: f"{a}.{b}" if b else str(a),
            lambda a, b: f"{a}.{b}." if b else f"{a}.",
            lambda a, b: "ABCDEF"[b - 1] + "." if b else ("I.", "II.", "III.", "IV.")[a - 1],
            lambda _a, _b: "",
        )
    )
    run_in = c.random() < 0.3
    style = c.choice(("three", "three", "all", "two", "none", "open"))
    above = c.random() < 0.7
    tables = figures = 0
    for a in range(1, c.randint(3, 5)):
        s.heading("Introduction" if a == 1 else _TITLES[a], numbered(a, 0), looks[0], 1)
        for b in range(c.randint(0, 2) + 1):
            if b:
                s.heading(c.choice(_TITLES), numbered(a, b), looks[1], 2)
            for _ in range(c.randint(1, 3)):
                s.paragraph(c.randint(2, 7), c.choice(("", f"*{c.choice(_TITLES).split()[0]}.*")) if run_in else "")
            if c.random() < 0.4:
                tables += 1
                s.table(tables, style, above)
            elif c.random() < 0.3:
                figures += 1
                s.figure(figures)
            if c.random() < 0.15:
                s.note(c.choice(("1", "*", "a")))
        if s.pages:
            s.top = top
    kind = c.choice(("brackets", "dots", "names", "plain"))
    s.references(kind, c.choice(("References", "Bibliography", "Literature")))
    if c.random() < 0.2:
        s.heading("Appendix", "", looks[0], 1)
        s.paragraph(4)
    s.end_page()
    return PdfFile(tuple(s.pages), tuple(s.anchors), tuple(s.marks), "A Survey of Small Things", "", "0")
