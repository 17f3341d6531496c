"""Tables in the looks of many publishers, drawn at random with their truth, and how many rows of them are read right.

`python -m tests.bench.styles` prints for each way to show groups the rows, cells and groups that are right, of tables
with even seeds (those that rules were made with) and of those with odd ones (kept apart). `--seed N --save FILE` draws
one.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pymupdf

from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.passages import Weaver

NOUNS = """maple willow birch garden river stone valley harvest meadow lantern copper silver granite season orchard
pollen drainage lattice furrow canopy compost seedling terrace humidity shelter bark moss fern clover thistle barley
millet sorghum nectar beetle warbler heron otter badger marten falcon sparrow thrush finch plover""".split()
VERBS = "measures reduces improves limits predicts explains delays supports controls follows".split()
JOINTS = "of in with under for against between near".split()
GROUPINGS = ("none", "across", "column", "two columns", "set in", "across and column")
FONTS = (("tiro", "tibo", "tiit"), ("helv", "hebo", "heit"))

Text = str
Path_ = tuple[str, ...]


class Truth(NamedTuple):
    """A row of the table as a reader sees it."""

    groups: Path_
    cells: tuple[str, ...]


class Look(NamedTuple):
    """How a table is printed; lengths in points."""

    grouping: str
    fonts: tuple[str, str, str]
    size: float
    leading: float
    pad: float  # between rows
    gap: float  # between columns
    width: float
    rules: str  # book, rows, groups, grid, stripes, bare
    label: str  # bold, italic, plain, shaded, centred, ruled
    middle: bool  # labels of several rows in their middle
    cells_middle: bool
    head_fill: bool
    caption_above: bool
    right: frozenset[int]  # columns set flush right or centred
    notes: bool


def words(rng: random.Random, low: int, high: int) -> str:
    """Return some words, the first with a capital."""
    count = rng.randint(low, high)
    parts = []
    for i in range(count):
        parts.append(
            rng.choice(NOUNS if i % 3 == 0 else VERBS if i % 3 == 1 else JOINTS) if count > 3 else rng.choice(NOUNS)
        )
    text = " ".join(parts)
    return text[0].upper() + text[1:]


def cell(rng: random.Random, kind: str, cited: list[int]) -> str:
    """Return a cell's text."""
    if kind == "name":
        return words(rng, 1, 2)
    if kind == "cited":
        cited.append(len(cited) + 1)
        return f"{rng.choice(NOUNS).title()} et al. [{len(cited)}]"
    if kind == "class":
        return rng.choice(("High", "Low", "Mixed", "None", "Yes", "No", "Field study", "Open field"))
    if kind == "figure":
        return rng.choice(
            (
                f"{rng.uniform(0, 99):.1f}",
                f"{rng.uniform(0, 99):.2f} ± {rng.uniform(0, 9):.2f}",
                str(rng.randint(1, 999)),
                "-",
            )
        )
    if kind == "tick":
        return rng.choice(("x", "", "x"))
    if kind == "refs":
        cited.extend(range(len(cited) + 1, len(cited) + 1 + rng.randint(1, 4)))
        return "[" + ", ".join(str(n) for n in cited[-rng.randint(1, 3) :]) + "]"
    return words(rng, 5, 16)


HEADS = {
    "name": "Species",
    "cited": "Study",
    "class": "Type",
    "figure": "Value",
    "tick": "Used",
    "refs": "References",
    "text": "Main finding",
}


def look(rng: random.Random, grouping: str) -> Look:
    """Choose how a table is printed."""
    size = rng.choice((7.0, 7.5, 8.0, 9.0))
    rules = rng.choice(("book", "book", "rows", "groups", "grid", "stripes", "bare"))
    return Look(
        grouping, rng.choice(FONTS), size, size * rng.choice((1.15, 1.2, 1.3)), rng.choice((0.0, 1.0, 2.0, 4.0, 6.0)),
        rng.choice((5.0, 8.0, 12.0, 18.0)), rng.choice((468.0, 468.0, 400.0)), rules,
        rng.choice(("bold", "italic", "plain", "shaded", "centred", "ruled")), rng.random() < 0.4, rng.random() < 0.25,
        rng.random() < 0.3, rng.random() < 0.85,
        frozenset(c for c in range(2, 7) if rng.random() < 0.3), rng.random() < 0.4,
    )  # fmt: skip


class Drawn(NamedTuple):
    """A table to draw: its look, header, and its rows with groups."""

    look: Look
    header: tuple[str, ...]
    rows: tuple[Truth, ...]
    labels: int  # leading columns of labels


def drawn(seed: int) -> Drawn:
    """Make up a table."""
    rng = random.Random(seed)
    grouping = GROUPINGS[seed // 2 % len(GROUPINGS)]
    style = look(rng, grouping)
    labels = {"column": 1, "two columns": 2, "across and column": 1}.get(grouping, 0)
    kinds = [rng.choice(("name", "cited", "cited"))]
    kinds += [
        rng.choice(("class", "figure", "text", "figure", "tick", "class", "text")) for _ in range(rng.randint(2, 4))
    ]
    if rng.random() < 0.4:
        kinds.append("refs")
    cited: list[int] = []
    rows: list[Truth] = []
    for _ in range(1 if grouping == "none" else rng.randint(2, 4)):
        outer = words(rng, 1, 4 if labels == 0 else 2)
        for _ in range(rng.randint(1, 2) if grouping in ("two columns", "across and column") else 1):
            path: Path_ = () if grouping == "none" else (outer,)
            if grouping in ("two columns", "across and column"):
                path = (outer, words(rng, 1, 2))
            for _ in range(rng.randint(4, 9) if grouping == "none" else rng.choice((1, 2, 2, 3, 3, 4, 5))):
                rows.append(Truth(path, tuple(cell(rng, kind, cited) for kind in kinds)))
    heads = tuple(["Group", "Class"][:labels]) + tuple(HEADS[k] for k in kinds)
    return Drawn(style, heads, tuple(rows), labels)


# -- printing ---------------------------------------------------------------------------------------------------------


def wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Break a text into lines."""
    lines: list[str] = []
    for word in text.split():
        if lines and pymupdf.get_text_length(f"{lines[-1]} {word}", fontname=font, fontsize=size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def widths(table: Drawn) -> list[float]:
    """Return the widths of the columns: what their words need, the rest for those with long texts."""
    style = table.look
    grid = [table.header, *([*r.groups[-table.labels :], *r.cells] if table.labels else r.cells for r in table.rows)]
    needs, least = [], []
    for column in zip(*grid, strict=True):
        lengths = [pymupdf.get_text_length(t, fontname=style.fonts[1], fontsize=style.size) for t in column]
        single = [
            pymupdf.get_text_length(w, fontname=style.fonts[1], fontsize=style.size) for t in column for w in t.split()
        ]
        needs.append(max(lengths))
        least.append(max(single, default=10.0))
    room = style.width - style.gap * len(needs)
    if sum(needs) <= room:
        extra = (room - sum(needs)) / len(needs)
        return [n + extra for n in needs]
    free = max(room - sum(least), 0.0)
    want = [n - m for n, m in zip(needs, least, strict=True)]
    return [m + free * w / max(sum(want), 1.0) for m, w in zip(least, want, strict=True)]


class Printer:
    """Prints a table on a page."""

    def __init__(self, page: pymupdf.Page, table: Drawn, top: float) -> None:
        """Measure the columns."""
        self.page, self.table, self.look, self.y = page, table, table.look, top
        self.widths = widths(table)
        self.left = 72.0 + (468.0 - self.look.width) / 2
        self.right = self.left + sum(self.widths) + self.look.gap * len(self.widths)
        self.lefts = [
            self.left + self.look.gap / 2 + sum(self.widths[:c]) + self.look.gap * c for c in range(len(self.widths))
        ]
        self.down: list[tuple[float, float, int]] = []

    def line(self, x0: float | None = None, width: float = 0.5) -> None:
        """Draw a rule at the present height."""
        self.page.draw_line((x0 if x0 is not None else self.left, self.y), (self.right, self.y), width=width)

    def fill(self, height: float) -> None:
        """Shade a row."""
        self.page.draw_rect((self.left, self.y, self.right, self.y + height), color=None, fill=(0.88, 0.9, 0.94))

    def put(self, c: int, lines: Sequence[str], top: float, font: str, inset: float = 0.0) -> None:
        """Print the lines of a cell."""
        for i, text in enumerate(lines):
            x = self.lefts[c] + inset
            length = pymupdf.get_text_length(text, fontname=font, fontsize=self.look.size)
            if c in self.look.right:
                x += (self.widths[c] - length) / 2
            self.page.insert_text(
                (x, top + self.look.size * 0.9 + i * self.look.leading), text, fontname=font, fontsize=self.look.size
            )

    def height(self, lines: Sequence[Sequence[str]]) -> float:
        """Return the height of a row."""
        return (
            max(len(cell_) for cell_ in lines) * self.look.leading
            + self.look.pad
            + (4.0 if self.look.rules in ("grid", "rows", "stripes") else 0.0)
        )


def draw(seed: int, path: Path) -> Drawn:
    """Print a paper with one table; return its truth."""
    rng = random.Random(-seed)
    table = drawn(seed)
    style = table.look
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=612, height=792)
        y = prose(page, rng, 72.0, 5)
        caption = f"Table 1: {words(rng, 4, 9)}."
        if style.caption_above:
            page.insert_text((72, y + 14), caption, fontname=style.fonts[0], fontsize=9)
            y += 20
        p = Printer(page, table, y)
        printed(p, rng)
        y = p.y
        if not style.caption_above:
            page.insert_text((72, y + 14), caption, fontname=style.fonts[0], fontsize=9)
            y += 18
        if style.notes:
            page.insert_text(
                (p.left, y + 10), "Note: values are means of three seasons.", fontname=style.fonts[0], fontsize=7
            )
            y += 14
        prose(page, rng, y + 26, 6)
        pdf.save(path)
    return table


def prose(page: pymupdf.Page, rng: random.Random, y: float, count: int) -> float:
    """Print running text, justified, until `count` lines are full; return where it ends."""
    for _ in range(count):
        line = words(rng, 14, 14).split()
        while pymupdf.get_text_length(" ".join(line), fontname="tiro", fontsize=10) < 430:
            line.append(rng.choice(NOUNS))
        natural = sum(pymupdf.get_text_length(w, fontname="tiro", fontsize=10) for w in line)
        blank = (468 - natural) / (len(line) - 1)
        x = 72.0
        for word in line:
            page.insert_text((x, y), word, fontname="tiro", fontsize=10)
            x += pymupdf.get_text_length(word, fontname="tiro", fontsize=10) + blank
        y += 12
    return y


def printed(p: Printer, rng: random.Random) -> None:
    """Print header and rows."""
    style, table = p.look, p.table
    regular, bold, _ = style.fonts
    top = p.y
    if style.rules != "bare":
        p.line(width=1.0)
    heads = [wrapped(t, bold, style.size, w) for t, w in zip(table.header, p.widths, strict=True)]
    height = p.height(heads) + 3
    if style.head_fill or style.rules == "stripes":
        p.fill(height)
    for c, lines in enumerate(heads):
        p.put(c, lines, p.y + 2, bold if style.rules != "book" or rng.random() < 0.6 else regular)
    p.y += height
    p.line()
    p.y += 1
    bands = banded(table)
    for n, band in enumerate(bands):
        across(p, band, n)
        rows(p, band, n == len(bands) - 1, n)
    if style.rules != "bare":
        p.line(width=1.0)
    if style.rules == "grid":
        for x in (p.left, *(x - style.gap / 2 for x in p.lefts[1:]), p.right):
            p.page.draw_line((x, top), (x, p.y), width=0.5)


class Band(NamedTuple):
    """Rows with the same groups; which labels begin here, and how many rows each has."""

    rows: tuple[Truth, ...]
    begins: tuple[bool, ...]


def banded(table: Drawn) -> list[Band]:
    """Return the rows group by group."""
    bands: list[Band] = []
    last: Path_ = ()
    run: list[Truth] = []
    for row in (*table.rows, None):
        if run and (row is None or row.groups != run[0].groups):
            mine = run[0].groups
            bands.append(Band(tuple(run), tuple(mine[: i + 1] != last[: i + 1] for i in range(len(mine)))))
            last, run = mine, []
        if row is not None:
            run.append(row)
    return bands


def across(p: Printer, band: Band, n: int) -> None:
    """Print the labels of a band that stand in a row of their own."""
    style = p.look
    if style.grouping not in ("across", "set in", "across and column") or not band.begins[0]:
        return
    label = band.rows[0].groups[0]
    height = style.leading + style.pad + (4.0 if style.rules in ("grid", "rows", "stripes") else 0.0)
    kind = "plain" if style.grouping == "set in" else style.label
    if kind == "shaded":
        p.fill(height)
    if n and (kind == "ruled" or style.rules in ("rows", "groups", "grid")):
        p.line()
    font = {"bold": style.fonts[1], "italic": style.fonts[2], "shaded": style.fonts[1], "ruled": style.fonts[0]}.get(
        kind, style.fonts[0]
    )
    x = p.lefts[0]
    if kind == "centred":
        x = (p.left + p.right - pymupdf.get_text_length(label, fontname=style.fonts[1], fontsize=style.size)) / 2
        font = style.fonts[1]
    p.page.insert_text((x, p.y + 1 + style.size * 0.9), label, fontname=font, fontsize=style.size)
    p.y += height
    if kind == "ruled" or style.rules in ("rows", "grid"):
        p.line()


def rows(p: Printer, band: Band, last: bool, n: int) -> None:
    """Print the rows of a band, and the labels at their left."""
    style, table = p.look, p.table
    regular = style.fonts[0]
    inset = style.size if style.grouping == "set in" else 0.0
    label_lines = (
        [
            wrapped(t, regular, style.size, w)
            for t, w in zip(band.rows[0].groups[-table.labels :], p.widths, strict=False)
        ]
        if table.labels
        else []
    )
    if n and style.rules in ("groups", "rows", "grid") and table.labels:
        p.line(None if band.begins[0] or table.labels == 1 else p.lefts[1] - style.gap / 2)
    start = p.y
    for i, row in enumerate(band.rows):
        cells = [
            wrapped(t, regular, style.size, w - (inset if not c else 0)) or [""]
            for c, (t, w) in enumerate(zip(row.cells, p.widths[table.labels :], strict=True))
        ]
        height = p.height(cells)
        if i == 0 and label_lines:
            lone = max(len(lines) for lines in label_lines) * style.leading + style.pad
            height = max(height, lone if len(band.rows) == 1 or not style.middle else height)
        if i and style.rules in ("rows", "grid"):
            p.line(p.lefts[table.labels] - style.gap / 2)
        if style.rules == "stripes" and (n if table.labels else i) % 2 == 0:
            p.fill(height)
        for c, lines in enumerate(cells):
            top = p.y + 1 + ((height - style.pad - len(lines) * style.leading) / 2 if style.cells_middle else 0)
            p.put(c + table.labels, lines, top, regular, inset if not c else 0.0)
        p.y += height
    for c, lines in enumerate(label_lines):
        begins = band.begins[c - table.labels]
        if begins:
            end = p.y
            top = (
                start
                + 1
                + (
                    ((end - start) - style.pad - len(lines) * style.leading) / 2
                    if style.middle and (c == table.labels - 1)
                    else 0
                )
            )
            p.put(c, lines, top, regular)
    if style.rules == "groups" and not table.labels and not last and style.grouping == "none":
        p.line()


# -- reading ----------------------------------------------------------------------------------------------------------


class Score(NamedTuple):
    """Right and all: rows with every cell right, cells, rows with the right groups."""

    rows: int
    cells: int
    groups: int
    all_rows: int
    all_cells: int


def squash(text: str) -> str:
    """Fold blanks and hyphens away."""
    return "".join(text.split()).replace("-", "")


def read(path: Path) -> list[Truth]:
    """Return the rows that we read."""
    file = read_pdf(path, "", 10)
    layout = build_layout(file)
    tables = find_floats(file, layout, Weaver(file.pages, layout)).tables
    return [Truth(row.groups, tuple(c.text for c in row.cells)) for t in tables[:1] for row in t.rows]


def score(table: Drawn, found: Sequence[Truth]) -> Score:
    """Compare the rows that were read with those that were drawn, in order; cells as bags."""

    def bag(texts: Sequence[str]) -> Counter[str]:
        return Counter(filter(None, map(squash, texts)))

    left = [(row.groups, bag(row.cells)) for row in found]
    rows_ = cells = groups = total = 0
    for row in table.rows:
        want = bag([*row.groups[len(row.groups) - table.labels :], *row.cells] if table.labels else row.cells)
        total += want.total()
        best = max(range(len(left)), key=lambda i: (want & left[i][1]).total() - 0.1 * left[i][1].total(), default=None)
        if best is None:
            continue
        path, got = left.pop(best)
        cells += (want & got).total() - min(0, want.total() - got.total()) * 0
        rows_ += want == got
        groups += tuple(map(squash, path)) == tuple(map(squash, row.groups))
    return Score(rows_, cells, groups, len(table.rows), total)


def measured(seed: int, folder: Path) -> Score:
    """Draw a table, read it, and compare."""
    path = folder / f"{seed}.pdf"
    table = draw(seed, path)
    found = read(path)
    path.unlink()
    return score(table, found)


def main(arguments: Sequence[str]) -> None:
    """Print how much is right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--worst", action="store_true", help="list the even seeds with mistakes")
    o = parser.parse_args(arguments)
    if o.seed is not None:
        table = draw(o.seed, o.save)
        print(table.look)
        for row in table.rows:
            print("want", row)
        for row in read(o.save):
            print("have", row)
        return
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0] * 5)
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(o.count):
            s = measured(seed, Path(folder))
            half = "even" if seed % 2 == 0 else "odd"
            for key in ((half, "all"), (half, GROUPINGS[seed // 2 % len(GROUPINGS)])):
                sums[key] = [a + b for a, b in zip(sums[key], s, strict=True)]
            if o.worst and half == "even" and (s.rows < s.all_rows or s.groups < s.all_rows):
                print(seed, drawn(seed).look.grouping, drawn(seed).look.rules, drawn(seed).look.label, s)
    for key, (rows_, cells, groups, all_rows, all_cells) in sorted(sums.items()):
        shares = 100 * rows_ / all_rows, 100 * cells / all_cells, 100 * groups / all_rows
        rates = "rows {:5.1f}  cells {:5.1f}  groups {:5.1f}".format(*shares)
        print(f"{key[0]:5} {key[1]:18} {rates}  ({all_rows:.0f} rows)")


if __name__ == "__main__":
    main(sys.argv[1:])
