"""Draw a survey as a word processor sets it: text and list by pandoc and a CSL style, looks by chance, LibreOffice.

Needs pandoc, CSL styles (Debian: `citation-style-language-styles`), LibreOffice Writer and the package `python-docx`.
None of these is needed to use or test surveyrefs.
"""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.bench.word.office import automatic, with_footnotes
from tests.bench.word.printers import GROFF_LANGUAGES, PRINTERS
from tests.bench.word.texts import CELLS, TONGUES, Tongue
from tests.bench.word.tongues import MORE, RIGHT_TO_LEFT, UNSPACED, local_works

STYLES = Path("/usr/share/citation-style-language/styles")
FONTS = ("Liberation Serif", "Liberation Sans", "Carlito", "Caladea")
SIDES = {"grid": ("top", "left", "bottom", "right", "insideH", "insideV"), "rules": ("top", "bottom"), "bare": ()}


class Survey(NamedTuple):
    """A survey's text in Markdown and what it says: headings, works cited below each, works in the rows of tables."""

    markdown: str
    language: str
    headings: tuple[str, ...]
    cited: tuple[tuple[str, tuple[int, ...]], ...]
    rows: tuple[tuple[int, ...], ...]


def draw(folder: Path, seed: int, works: Sequence[dict[str, Any]], styles: Sequence[Path], printer: str = "word",
         only: str = "") -> None:  # fmt: skip
    """Draw the survey of a seed: `paper.pdf`, and `gold.json` with the truth. `only`: in this language."""
    rng = random.Random(seed)
    chosen = rng.sample(list(works), rng.choice([18, 30, 45, 70]))
    language = only or _language(rng, printer)
    own = local_works(language, rng, len(chosen) // 2) if printer != "word" else []
    items = [item | {"id": f"w{i}"} for i, item in enumerate([*own, *chosen[len(own) :]])]
    rng.shuffle(items) if own else None
    (folder / "a.json").write_text(json.dumps(items), encoding="utf-8")
    survey = written(rng, len(items), language)
    (folder / "a.md").write_text(survey.markdown, encoding="utf-8")
    style = rng.choice(list(styles))
    pandoc = ["pandoc", "a.md", "--citeproc", "--csl", str(style), "--bibliography", "a.json"]
    if printer in PRINTERS:
        look = PRINTERS[printer](folder, style, language, rng)
    else:
        if printer == "office":
            (folder / "a.md").write_text(with_footnotes(survey.markdown, rng), encoding="utf-8")
        subprocess.run([*pandoc, "-o", "a.docx"], cwd=folder, check=True, capture_output=True)
        look = dressed(folder / "a.docx", folder / "paper.docx", rng)
        look |= automatic(folder / "paper.docx", rng) if printer == "office" else {}
        office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "paper.docx"], cwd=folder, check=True, capture_output=True)
    said = subprocess.run([*pandoc, "-t", "json"], cwd=folder, check=True, capture_output=True).stdout
    titles = {item["id"]: item["title"] for item in items}
    references = [[key, text, titles[key]] for key, text in _entries(json.loads(said)["blocks"])]
    gold = survey._asdict() | {"references": references, "style": style.stem, "look": look}
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


def _language(rng: random.Random, printer: str) -> str:
    """Choose a language that a printer has letters for."""
    known = list(TONGUES) if printer == "word" else [*TONGUES, *MORE]
    if printer == "typst":  # it takes no font of fallback letters for these
        known = [language for language in known if language not in ("zh", "ja", "ko")]
    if printer == "office":  # whose paragraphs have no direction here
        known = [language for language in known if language not in RIGHT_TO_LEFT]
    if printer == "groff":
        known = [language for language in known if language in GROFF_LANGUAGES]
    weights = [6 if printer == "word" else 3] + [1] * (len(known) - 1)
    return rng.choices(known, weights=weights)[0]


# -- text -------------------------------------------------------------------------------------------------------------


def written(rng: random.Random, count: int, language: str) -> Survey:
    """Write a survey in a language that cites so many works."""
    tongue = (TONGUES | MORE)[language]
    author = _Author(rng, tongue, count, language)
    titles = [tongue.headings[0], *rng.sample(tongue.headings[1:-1], rng.choice([3, 4, 5])), tongue.headings[-1]]
    numbered = rng.random() < 0.5
    for n, title in enumerate(titles, 1):
        inner = 1 < n < len(titles)
        author.section(title, f"{n}. " if numbered else "", 1, rng.choice([2, 3, 4]))
        if inner and rng.random() < 0.4:
            for k in (1, 2):
                below = " ".join(author.sentence().split()[:4])
                author.section(below, f"{n}.{k}. " if numbered else "", 2, 1)
        if inner and rng.random() < 0.5:
            author.table()
    author.lines.append(f"# {rng.choice(tongue.lists)}\n\n::: {{#refs}}\n:::\n")
    if rng.random() < 0.6:
        author.lines.append(f"# {rng.choice(tongue.after)}\n\n{author.prose(rng.choice([3, 8, 12]))}\n")
    text = f"---\nlang: {language}\n---\n\n" + "\n".join(author.lines)
    return Survey(text, language, tuple(author.headings), tuple(author.cited), tuple(author.rows))


class _Author:
    """Writes sections and tables, and keeps what they say."""

    def __init__(self, rng: random.Random, tongue: Tongue, count: int, language: str) -> None:
        self.rng, self.tongue, self.count = rng, tongue, count
        self.blank, self.stop = ("", "。") if language in UNSPACED else (" ", ".")
        self.next = 0
        self.lines: list[str] = []
        self.headings: list[str] = []
        self.cited: list[tuple[str, tuple[int, ...]]] = []
        self.rows: list[tuple[int, ...]] = []

    def sentence(self) -> str:
        return self.rng.choice(self.tongue.sentences)

    def prose(self, sentences: int) -> str:
        return self.blank.join(f"{self.sentence()}{self.stop}" for _ in range(sentences))

    def section(self, title: str, number: str, level: int, paragraphs: int) -> None:
        self.headings.append(title)
        self.lines.append(f"{'#' * level} {number}{title}\n")
        for _ in range(paragraphs):
            said = [self.sentence() + self._citation(title) for _ in range(self.rng.choice([4, 6, 8]))]
            self.lines.append(self.blank.join(f"{s}{self.stop}" for s in said) + "\n")

    def _citation(self, title: str) -> str:
        if self.rng.random() < 0.4:
            return ""
        wanted = self.rng.choice([1, 1, 1, 2, 3])
        fresh = [(self.next + k) % self.count for k in range(wanted)]
        self.next += wanted
        works = tuple(dict.fromkeys(w if self.rng.random() < 0.7 else self.rng.randrange(self.count) for w in fresh))
        self.cited.append((title, works))
        return f"{self.blank}[" + "; ".join(f"@w{w}" for w in works) + "]"

    def table(self) -> None:
        works = tuple(self.rng.sample(range(self.count), self.rng.choice([4, 6, 8])))
        names = ("Study", "Method", "Data", "Year")[: self.rng.choice([3, 4])]
        rows = [f"| [@w{w}] | " + " | ".join(self.rng.choice(CELLS) for _ in names[1:]) + " |" for w in works]
        head = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
        self.rows.append(works)
        name, number = self.tongue.table, len(self.rows)
        label = f"{name.format(number)}:" if "{}" in name else f"{name} {number}."
        caption = f"{label} {self.sentence()}."
        self.lines.append(f"{caption}\n\n" + "\n".join([*head, *rows]) + "\n")


# -- looks ------------------------------------------------------------------------------------------------------------


def dressed(source: Path, target: Path, rng: random.Random) -> dict[str, Any]:
    """Give a document fonts, columns, line numbers, heads and borders by chance; return what was chosen."""
    document = docx.Document(str(source))
    look: dict[str, Any] = {
        "font": rng.choice(FONTS), "size": rng.choice([10, 11, 12]), "columns": rng.choice([1, 1, 2]),
        "spacing": rng.choice([1, 1, 1.15, 1.5, 2]), "table": rng.choice(list(SIDES)),
        "line numbers": rng.choice([0] * 6 + [1, 5]),
        "plain headings": rng.random() < 0.35, "small list": rng.random() < 0.4, "hanging": rng.random() < 0.7,
        "justified": rng.random() < 0.6, "page numbers": rng.random() < 0.7, "head": rng.random() < 0.5,
    }  # fmt: skip
    _set_fonts(document, look)
    _set_page(document.sections[0], look, rng)
    _set_paragraphs(document, look)
    for table in document.tables:
        _set_table(table, document.sections[0], look)
    first, size = document.paragraphs[0], look["size"]
    for text, points, bold in (("A review of slow studies", size + 6, True), ("A. Author, B. Writer", size, False)):
        added = first.insert_paragraph_before(text)
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in added.runs:
            run.font.size, run.font.bold = Pt(points), bold
    document.save(str(target))
    return look


def _set_fonts(document: Any, look: dict[str, Any]) -> None:
    for style in document.styles:
        if style.type == 1:
            style.font.name = look["font"]
            fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
            if fonts is not None:
                fonts.attrib.clear()
                for name in ("ascii", "hAnsi", "cs", "eastAsia"):
                    fonts.set(qn(f"w:{name}"), look["font"])
    document.styles["Normal"].font.size = Pt(look["size"])
    if look["small list"]:
        document.styles["Bibliography"].font.size = Pt(look["size"] - 2)


def _set_page(section: Any, look: dict[str, Any], rng: random.Random) -> None:
    section.page_width, section.page_height = rng.choice([(Cm(21), Cm(29.7)), (Cm(21.59), Cm(27.94))])
    for edge in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, edge, Cm(rng.choice([2, 2.5])))
    if look["columns"] > 1:
        _child(section._sectPr, "cols", num=look["columns"], space=500)
    if look["line numbers"]:
        _child(section._sectPr, "lnNumType", countBy=look["line numbers"])
    if look["head"]:
        section.header.paragraphs[0].text = "Journal of Slow Studies 12 (2021) 1–20"
    if look["page numbers"]:
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run = section.footer.paragraphs[0].add_run()._r
            if kind:
                _child(run, "fldChar", fldCharType=kind)
            else:
                _child(run, "instrText").text = text


def _child(parent: Any, name: str, **attributes: object) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    parent.append(element)
    return element


def _set_paragraphs(document: Any, look: dict[str, Any]) -> None:
    for paragraph in document.paragraphs:
        style, form = paragraph.style.name, paragraph.paragraph_format
        form.line_spacing = look["spacing"] if look["columns"] == 1 else 1
        if look["justified"] and style in ("Body Text", "First Paragraph", "Bibliography"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if style == "Bibliography" and not look["hanging"]:
            form.left_indent = form.first_line_indent = Cm(0)
        if style.startswith("Heading") and look["plain headings"]:
            paragraph.style = document.styles["Body Text"]
            for run in paragraph.runs:
                run.font.bold, run.font.size = True, Pt(look["size"])


def _set_table(table: Any, section: Any, look: dict[str, Any]) -> None:
    width = section.page_width - section.left_margin - section.right_margin
    width = width if look["columns"] == 1 else (width - Pt(25)) // 2
    table.autofit = False
    for column in table.columns:
        for cell in column.cells:
            cell.width = int(width / len(table.columns))
    borders = _child(table._tbl.tblPr, "tblBorders")
    for side in SIDES[look["table"]]:
        _child(borders, side, val="single", sz=4, color="000000")
    if look["table"] == "rules":
        for cell in table.rows[0].cells:
            _child(_child(cell._tc.get_or_add_tcPr(), "tcBorders"), "bottom", val="single", sz=4)


# -- what pandoc printed ----------------------------------------------------------------------------------------------


def _entries(node: Any) -> Iterator[tuple[str, str]]:
    """Yield the key and the text of each entry of the list."""
    if isinstance(node, dict):
        if node.get("t") == "Div" and node["c"][0][0].startswith("ref-"):
            yield node["c"][0][0].removeprefix("ref-"), _text(node["c"][1])
        else:
            yield from _entries(node.get("c", []))
    elif isinstance(node, list):
        for part in node:
            yield from _entries(part)


def _text(node: Any) -> str:
    if isinstance(node, dict):
        kind = node.get("t")
        return str(node["c"]) if kind == "Str" else " " if kind in ("Space", "SoftBreak") else _text(node.get("c", ""))
    return "".join(_text(part) for part in node if not isinstance(part, str)) if isinstance(node, list) else ""
