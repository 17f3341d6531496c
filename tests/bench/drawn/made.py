"""Styles and contents of tables, made up at random."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import NamedTuple

NOUNS = """accuracy agent alloy antenna attention barley beetle benchmark biomass bridge canopy carbon catalyst
channel classifier cluster codec cohort compost corpus dataset decoder diffusion dosage drainage encoder enzyme
estimator feature fertiliser filter fracture graph harvest humidity isotope kernel lattice ligand loss meadow memory
metric mixture model moisture network neuron nitrogen nutrient orchard outcome parser patient pollen polymer prompt
protein query receptor reservoir river robot sampler seedling sensor silicon soil solvent spectrum speech storage
surface symptom taxonomy tensor terrace tissue token tracker transformer treatment turbine vaccine valley variance
vector vocabulary wavelet weather yield""".split()
ADJECTIVES = """adaptive annual balanced bounded causal clinical coarse deep dense discrete distributed dynamic elastic
federated fine frozen global hidden hybrid inverse joint large latent lean linear local low mild mobile modular neural
open parallel partial passive private random recurrent robust rural seasonal sparse spatial stable static symbolic
synthetic temporal thermal urban variational weak""".split()
VERBS = "measures reduces improves limits predicts explains delays supports controls follows replaces needs".split()
JOINTS = "of in with under for against between near without across during".split()
ACRONYMS = "BERT GAN LSTM CNN RNN SVM GPT PCR MRI DNA RNA LiDAR ResNet YOLO UAV IoT NMR HPLC qPCR mRNA ViT CLIP".split()
FAMILIES = """Abel Baker Castro Dietz Evans Fischer Gupta Hansen Ivanov Jansen Keller Lopez Meyer Novak Okafor Peters
Quinn Rossi Schmidt Tanaka Usman Vogel Wang Xu Yilmaz Zhang Müller O'Neil García Lindström""".split()
CLASSES = "High Low Mixed None Yes No Medium Public Private Partial Full Supervised Unsupervised Online Offline".split()

Groups = tuple[str, ...]

CHOICES: dict[str, dict[str, float]] = {
    "printer": {"html": 1, "tex": 1},
    "grouping": {"none": 3, "across": 3, "nested": 1, "set in": 2, "column": 3, "two columns": 2, "across, column": 1},
    "label": {"bold": 2, "italic": 2, "plain": 1, "small caps": 1, "colour": 1, "shaded": 2, "centred": 1, "ruled": 1,
              "underlined": 0.5, "capitals": 0.5},
    "rules": {"book": 4, "rows": 2, "groups": 2, "grid": 1, "stripes": 2, "bare": 1, "head": 1, "outer": 1},
    "blank": {"none": 2, "little": 2, "wide": 2, "even": 1},
    "upright": {"top": 5, "middle": 2, "bottom": 0.7},
    "label place": {"top": 2, "middle": 1},
    "align": {"left": 4, "centre": 1, "mixed": 2, "justified": 1},
    "callouts": {"[n]": 4, "name [n]": 3, "superscript": 2, "name (year)": 2, "(name, year)": 1},
    "works": {"first": 4, "last": 2, "middle": 1, "groups": 0.3},
    "contents": {"texts": 3, "mixed": 3, "ticks": 1, "numbers": 1, "lists": 0.7},
    "first": {"short": 3, "wrapped": 2, "hanging": 1},
    "page": {"one column": 3, "in a column": 1, "across columns": 2},
    "caption": {"above": 4, "below": 1},
    "head": {"bold": 3, "plain": 2, "shaded": 1, "spanned": 1.5, "italic": 0.5},
    "length": {"short": 4, "usual": 4, "long": 1},
    "going on": {"head again": 2, "plainly": 1, "said so": 1},
    "notes": {"none": 3, "below": 2, "marks": 1},
    "type": {"serif": 2, "sans": 1, "narrow": 0.5},
    "empty": {"none": 3, "some": 1, "dashes": 1},
    "merged": {"none": 6, "some": 1},
}  # fmt: skip

# Tables in which it is hard to see which lines make a row: cells of several lines, names too, and nothing between rows.
CLOSE_ROWS: dict[str, dict[str, float]] = CHOICES | {
    "grouping": {"none": 5, "across": 1, "column": 1},
    "rules": {"book": 4, "bare": 1, "head": 1, "outer": 1, "groups": 1, "rows": 0.5},
    "blank": {"none": 6, "little": 1, "wide": 1},
    "upright": {"top": 2, "middle": 2, "bottom": 1},
    "callouts": {"[n]": 4, "name [n]": 1, "superscript": 1, "(name, year)": 1},
    "works": {"first": 3, "last": 2, "middle": 1},
    "contents": {"texts": 3, "mixed": 4, "lists": 1, "numbers": 1},
    "first": {"short": 1, "wrapped": 4, "hanging": 1},
    "page": {"one column": 3, "across columns": 2},
    "length": {"short": 4, "usual": 3},
}

Style = dict[str, str]


class Cell(NamedTuple):
    """A cell: its text, the works that it cites, and marks of notes behind it."""

    text: str
    keys: tuple[int, ...] = ()
    mark: str = ""
    items: tuple[str, ...] = ()  # lines that the author broke: the items of a list


class Row(NamedTuple):
    """A row of the table as a reader sees it: labels over it, outermost first, and its own cells."""

    groups: Groups
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """A table: caption, header, rows. `labels` of the groups stand in columns at the left, the others across."""

    number: int
    caption: str
    header: tuple[str, ...]
    spanned: tuple[tuple[str, int], ...]  # cells of a header row above the header, with the columns they span
    rows: tuple[Row, ...]
    labels: int
    kinds: tuple[str, ...]  # of the columns, without those of labels


class Work(NamedTuple):
    """A cited work: its family name and year."""

    family: str
    year: int


class Paper(NamedTuple):
    """Tables of one style, and the works that they cite, numbered from 1."""

    seed: int
    style: Style
    tables: tuple[Table, ...]
    works: tuple[Work, ...]


class Maker:
    """Makes up a paper."""

    def __init__(self, seed: int, choices: dict[str, dict[str, float]] = CHOICES) -> None:
        """Choose its style among `choices`."""
        self.seed = seed
        self.rng = random.Random(seed * 7919 + 13)
        self.style = {
            name: self.rng.choices(list(options), list(options.values()))[0] for name, options in choices.items()
        }
        if self.style["page"] == "in a column":
            self.style["contents"] = self.rng.choice(("mixed", "ticks", "numbers"))
        if self.style["rules"] == "bare" and self.style["label"] == "ruled":
            self.style["label"] = "bold"
        self.works: list[Work] = []

    def paper(self, tables: int = 3) -> Paper:
        """Make up its tables."""
        made = tuple(self.table(n) for n in range(1, tables + 1))
        return Paper(self.seed, self.style, made, tuple(self.works))

    # -- words --------------------------------------------------------------------------------------------------------

    def words(self, low: int, high: int) -> str:
        """Return a phrase, the first word with a capital."""
        rng = self.rng
        count = rng.randint(low, high)
        if count <= 3:
            parts = [rng.choice(ADJECTIVES) for _ in range(count - 1)] + [rng.choice(NOUNS)]
        else:
            parts = []
            for i in range(count):
                pool = (ADJECTIVES, NOUNS, VERBS, ADJECTIVES, NOUNS, JOINTS)[i % 6]
                parts.append(rng.choice(ACRONYMS) if rng.random() < 0.06 else rng.choice(pool))
            if rng.random() < 0.3:
                parts[count // 2] += ","
            if rng.random() < 0.15:
                parts[-1] += f" ({rng.choice(ACRONYMS)})"
        text = " ".join(parts)
        return text[0].upper() + text[1:]

    def name(self) -> str:
        """Return what names a row."""
        rng = self.rng
        if self.style["first"] != "short":
            return self.words(3, 9)
        return rng.choice(
            (
                self.words(1, 2),
                self.words(2, 2),
                rng.choice(ACRONYMS),
                f"{rng.choice(NOUNS).title()}{rng.choice(ACRONYMS)}",
                f"{rng.choice(ACRONYMS)}-{rng.choice(NOUNS)}",
            )
        )

    def cite(self, count: int = 1) -> tuple[int, ...]:
        """Cite works, new ones and known ones."""
        found: list[int] = []
        for _ in range(count):
            if self.works and self.rng.random() < 0.15:
                found.append(self.rng.randint(1, len(self.works)))
            else:
                self.works.append(Work(self.rng.choice(FAMILIES), self.rng.randint(1994, 2025)))
                found.append(len(self.works))
        return tuple(sorted(set(found)))

    # -- cells --------------------------------------------------------------------------------------------------------

    def cell(self, kind: str, first: bool) -> Cell:
        """Return a cell of a column."""
        rng = self.rng
        if not first and kind not in ("refs", "name") and self.style["empty"] != "none" and rng.random() < 0.2:
            return Cell("" if self.style["empty"] == "some" else "–")
        mark = rng.choice("abc") if self.style["notes"] == "marks" and first and rng.random() < 0.15 else ""
        if kind == "work":
            keys = self.cite()
            text = self.name() if "name" not in self.style["callouts"] else ""
            return Cell(text, keys, mark)
        if kind == "refs":
            return Cell("", self.cite(rng.choice((1, 1, 1, 2, 3))))
        return Cell(*self.plain(kind), mark=mark) if kind != "list" else self.listed()

    def plain(self, kind: str) -> tuple[str]:
        """Return the text of a cell that cites nothing."""
        rng = self.rng
        number = rng.choice(
            (f"{rng.random() * 99:.1f}", f"{rng.random() * 9:.2f}", f"{rng.randint(1, 9999)}", f"{rng.randint(1, 99)}%")
        )
        texts = {
            "name": self.name(),
            "class": rng.choice(CLASSES),
            "number": number,
            "tick": rng.choice(("✓", "✓", "✗", "")) if self.seed % 2 else rng.choice(("x", "x", "")),
            "year": str(rng.randint(1994, 2025)),
            "phrase": self.words(2, 5),
            "text": self.words(6, 22) + rng.choice(("", "", ".", f". {self.words(3, 8)}.")),
        }
        return (texts[kind],)

    def listed(self) -> Cell:
        """Return a cell of several items, each on a line of its own."""
        mark = ("• ", "", "– ", "")[self.seed % 4]
        items = tuple(f"{mark}{self.words(2, 5)}" for _ in range(self.rng.randint(1, 4)))
        return Cell(" ".join(items), items=items)

    # -- tables -------------------------------------------------------------------------------------------------------

    def columns(self) -> list[str]:
        """Choose the kinds of a table's columns."""
        rng, style = self.rng, self.style
        narrow = style["page"] == "in a column"
        many = rng.randint(1, 2) if narrow else rng.randint(2, 5)
        pools = {
            "texts": ("text", "text", "phrase", "class", "year"),
            "mixed": ("class", "phrase", "number", "year", "text"),
            "ticks": ("tick", "tick", "tick", "class"),
            "numbers": ("number", "number", "class", "year"),
            "lists": ("list", "phrase", "class"),
        }
        if style["contents"] == "ticks":
            many += 2
        own = [rng.choice(pools[style["contents"]]) for _ in range(many)]
        works = style["works"]
        if works in ("first", "groups"):
            return ["work", *own]
        if works == "middle":
            return ["name", own[0], "refs", *own[1:]]
        return ["name", *own, "refs"]

    def table(self, number: int) -> Table:
        """Make up a table."""
        rng, grouping = self.rng, self.style["grouping"]
        kinds = self.columns()
        labels = {"column": 1, "two columns": 2, "across, column": 1}.get(grouping, 0)
        depth = {"none": 0, "nested": 2, "two columns": 2, "across, column": 2}.get(grouping, 1)
        low, high = {"short": (4, 8), "usual": (8, 18), "long": (25, 45)}[self.style["length"]]
        large = self.style["contents"] in ("texts", "lists") or self.style["first"] != "short"
        if self.style["length"] != "long" and large:
            high = low + 3  # so that a page holds them
        count = rng.randint(low, high)
        rows: list[Row] = []
        while len(rows) < count:
            outer = self.label(labels if depth == labels else 0)
            for _ in range(rng.randint(1, 3) if depth == 2 else 1):
                path = (outer, self.label(labels))[:depth] if depth else ()
                size = count if not depth else rng.choice((1, 2, 2, 3, 3, 4, 5))
                rows += [Row(path, self.cells(kinds)) for _ in range(size)]
        rows = self.with_merged(rows, kinds)
        heads = [*("Group Class".split()[:labels]), *(self.head(k) for k in kinds)]
        caption = self.words(4, 9) + rng.choice(("", ".", f". {self.words(6, 14)}."))
        return Table(number, caption, tuple(heads), self.spanned(len(heads)), tuple(rows), labels, tuple(kinds))

    def label(self, columns: int) -> str:
        """Return a group's label; those in columns are short."""
        rng = self.rng
        text = self.words(1, 2) if columns and rng.random() < 0.7 else self.words(1, 4)
        return f"{rng.choice(ACRONYMS)} {text.lower()}" if rng.random() < 0.1 else text

    def cells(self, kinds: Sequence[str]) -> tuple[Cell, ...]:
        """Return the cells of a row."""
        return tuple(self.cell(kind, not i) for i, kind in enumerate(kinds))

    def with_merged(self, rows: list[Row], kinds: Sequence[str]) -> list[Row]:
        """Let two rows of one group have one cell in common, here and there."""
        if self.style["merged"] == "none" or len(kinds) < 3:
            return rows
        found = list(rows)
        at = next((i for i, k in enumerate(kinds) if i and k in ("class", "phrase")), 0)
        for i in range(0, len(rows) - 1, 4):
            if at and rows[i].groups == rows[i + 1].groups:
                cells = list(found[i + 1].cells)
                cells[at] = found[i].cells[at]
                found[i + 1] = found[i + 1]._replace(cells=tuple(cells))
        return found

    def head(self, kind: str) -> str:
        """Return a column's header."""
        texts = {
            "work": ("Study", "Method", "Reference", "Work", "Approach"), "name": ("Name", "Species", "Dataset"),
            "refs": ("Refs.", "References", "Ref.", "Works"), "class": ("Type", "Level", "Setting"),
            "number": ("Size", "Score", "N", "Value (%)"), "tick": ("A1", "Code", "Open", "B2", "Eval."),
            "year": ("Year",), "phrase": ("Task", "Area", "Main idea"),
            "text": ("Main finding", "Limitations", "Summary"), "list": ("Contributions", "Items"),
        }  # fmt: skip
        return self.rng.choice(texts[kind])

    def spanned(self, count: int) -> tuple[tuple[str, int], ...]:
        """Return header cells over several columns, above the header."""
        if self.style["head"] != "spanned" or count < 4:
            return ()
        first = self.rng.randint(1, count - 2)
        second = count - first
        return (("", first), (self.words(1, 2), second)) if second < 4 else (
            ("", first), (self.words(1, 1), second // 2), (self.words(1, 1), second - second // 2))  # fmt: skip


def maker_of(stem: str) -> Maker:
    """Return what makes up the paper of a file's name: its seed, with `r` before it where rows are hard to part."""
    return Maker(int(stem[1:]), CLOSE_ROWS) if stem.startswith("r") else Maker(int(stem))


def printed(cell: Cell, paper: Paper) -> tuple[str, str]:
    """Return a cell's text with its callouts, and what is printed raised behind it."""
    style = paper.style["callouts"]
    works = [paper.works[k - 1] for k in cell.keys]
    if not works:
        return cell.text, cell.mark
    numbers = ", ".join(map(str, cell.keys))
    names = "; ".join(f"{w.family} et al., {w.year}" for w in works)
    callout = {"(name, year)": f"({names})", "name (year)": f"({names})"}.get(style, f"[{numbers}]")
    if style.startswith("name") and not cell.text and len(works) == 1:
        own = f"({works[0].year})" if style == "name (year)" else f"[{numbers}]"
        return f"{works[0].family} et al. {own}", cell.mark
    if style == "superscript":
        return (cell.text, numbers.replace(" ", "")) if cell.text else (numbers, "")
    return f"{cell.text} {callout}".strip(), cell.mark
