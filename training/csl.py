# ruff: noqa: E501
# A table of variables reads best in long lines.
"""Print records through real CSL styles by pandoc; labels are read off marks that the style itself prints.

A style is rewritten before the run: whatever prints a value gets a mark at the end of its prefix and at the beginning of
its suffix. So a mark stands directly at the value, words such as "vol." stay outside, and initials, "et al.", months and
shortened page ranges are labelled as they are printed. A value that is not there prints no marks.
"""

from __future__ import annotations

import json
import random
import subprocess
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from training.csl_items import STYLES, Habits, Item, draw_habits, settle, to_item
from training.csl_labels import Char, labelled
from training.records import Record
from training.render import Run

__all__ = ["STYLES", "find_styles", "mark_style", "print_items", "print_list", "weighted_styles"]

# Kinds of styles drawn more often: what the subjects of surveys print; the rest, in any language, once.
WEIGHTS = {"physics": 8, "chemistry": 8, "astronomy": 8, "engineering": 6, "math": 6, "science": 4, "generic-base": 3, "medicine": 2, "biology": 2}  # fmt: skip
LANGUAGES = frozenset(("en", "fr", "de", "es", "pt", "it"))
TIMEOUT = 20
_PANDOC = "pandoc --citeproc --csl a.csl --bibliography a.json -f markdown -t json".split()
_CITE_ALL = b"---\nnocite: '@*'\n---\n"
_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Marks: one character of the private area for each variable.
FIRST_MARK, CLOSE = 0xE000, "\uf8ff"
# What a variable's words are before the record's kind is known; several variables may share a name.
NAMES = (
    "author", "editor", "title", "container", "series", "volume", "issue", "pages", "date", "publisher", "place", "genre",
    "number", "edition", "note", "accessed", "archive", "doi", "url", "isbn", "O", "drop",
)  # fmt: skip
VARIABLES = {
    "author": "author", "container-author": "editor", "editor": "editor", "editorial-director": "editor", "translator": "editor",
    "collection-editor": "editor", "title": "title", "title-short": "title", "shortTitle": "title",
    "container-title": "container", "container-title-short": "container", "journalAbbreviation": "container",
    "event": "container", "event-title": "container", "collection-title": "series", "collection-title-short": "series",
    "collection-number": "volume", "volume": "volume", "issue": "issue", "page": "pages", "page-first": "pages",
    "issued": "date", "event-date": "date", "original-date": "date", "year-suffix": "date", "publisher": "publisher",
    "authority": "publisher", "publisher-place": "place", "event-place": "place", "genre": "genre", "number": "number",
    "edition": "edition", "medium": "note", "note": "note", "status": "note", "version": "note", "chapter-number": "note",
    "PMID": "note", "PMCID": "note", "annote": "note", "accessed": "accessed", "archive": "archive",
    "archive_location": "archive", "archive-place": "note", "DOI": "doi", "URL": "url", "ISBN": "isbn", "ISSN": "isbn",
    "number-of-pages": "O", "number-of-volumes": "O",
}  # fmt: skip
_TERMS = {"no date": "date", "accessed": "accessed", "cited": "accessed", "in press": "note", "forthcoming": "note"}  # fmt: skip
_NUMBERING = frozenset(("citation-number", "citation-label", "first-reference-note-number"))
_PRINTING = tuple(_NAMESPACE + tag for tag in ("text", "number", "date", "names"))
OPEN = {name: chr(FIRST_MARK + i) for i, name in enumerate(NAMES)}
_NAME_OF = {mark: name for name, mark in OPEN.items()}
_MARKUP = frozenset("{}|@=\\")
# An entry must have so many kinds of fields, a list so much of what was asked.
_LEAST_FIELDS, _LEAST_PRINTED = 2, 0.5
_QUOTE_MARKS = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
_FONT_OF = {"Emph": "i", "Strong": "b"}


class Marked(NamedTuple):
    """A style with marks; `inside`: full stops and commas go inside quotation marks."""

    xml: bytes
    inside: bool


def find_styles(languages: frozenset[str] = LANGUAGES) -> list[Path]:
    """Find the styles with a bibliography in one of the languages, one of those that print the same."""
    found: dict[bytes, Path] = {}
    for path in sorted(STYLES.glob("*.csl")):
        root = etree.parse(path).getroot()
        language = root.get("default-locale", "en-US")[:2]
        body = root.find(_NAMESPACE + "bibliography")
        if body is None or language not in languages or _prints_markup(root) or path.stem.endswith("figures"):
            continue
        for part in root.findall(_NAMESPACE + "info") + root.findall(_NAMESPACE + "citation"):
            root.remove(part)
        found.setdefault(etree.tostring(root, method="c14n"), path)
    return sorted(found.values())


def weighted_styles() -> list[Path]:
    """Find the styles for a draw: those of the sciences stand in the list several times, notes' styles not at all."""
    out = []
    for path in find_styles():
        root = etree.parse(path).getroot()
        categories = list(root.iter(_NAMESPACE + "category"))
        if any(c.get("citation-format") == "note" for c in categories):
            continue
        times = max((WEIGHTS.get(c.get("field", ""), 1) for c in categories), default=1)
        english = root.get("default-locale", "en").startswith("en")
        out += [path] * (times if english else 1)
    return out


def print_list(records: list[Record], style: Path, rng: random.Random, habits: Habits | None = None) -> list[list[Run]]:
    """Print the records in a style and give labelled runs; [] where the style fails."""
    habits = habits or draw_habits(rng)
    records = [settle(record, habits, rng) for record in records]
    items = [to_item(f"k{i}", record, habits, rng) for i, record in enumerate(records)]
    return print_items(items, records, style)


def print_items(items: list[Item], records: list[Record], style: Path, locale: str = "") -> list[list[Run]]:
    """Print items, made of these records, in a style and, where it is given, with another language's words."""
    marked = mark_style(style)
    asked = _CITE_ALL + (f"---\nlang: {locale}\n---\n".encode() if locale else b"")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.csl").write_bytes(marked.xml)
        (folder / "a.json").write_text(json.dumps(items), encoding="utf-8")
        try:
            done = subprocess.run(_PANDOC, input=asked, cwd=folder, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            return []
    if done.returncode:
        return []
    out = []
    for key, chars in _entries(json.loads(done.stdout)):
        runs = labelled(chars, records[key], marked.inside, any_writing=bool(locale))
        if runs and len({label for _, label, _ in runs}) > _LEAST_FIELDS:
            out.append(runs)
    return out if len(out) >= _LEAST_PRINTED * len(records) else []


def _prints_markup(root: Any) -> bool:
    """Tell a style that prints wiki or TeX commands rather than a bibliography."""
    values = (element.get(name, "") for element in root.iter(etree.Element) for name in ("prefix", "suffix", "value"))
    return any(set(value) & _MARKUP for value in values)


@lru_cache(maxsize=512)
def mark_style(path: Path) -> Marked:
    """Rewrite a style so that it prints marks around its values."""
    root = etree.parse(path).getroot()
    for element in root.iter(*_PRINTING):
        _mark(element)
    for element in list(root.iter(_NAMESPACE + "text")):
        parent = element.getparent()
        if element.get("variable") in _NUMBERING and parent is not None:
            parent.remove(element)
    for body in root.iter(_NAMESPACE + "bibliography"):
        for name in ("second-field-align", "subsequent-author-substitute", "subsequent-author-substitute-rule"):
            body.attrib.pop(name, None)
    return Marked(etree.tostring(root), _inside(root))


def _mark(element: Any) -> None:
    name = _name(element)
    if not name:
        return
    _wrap(element, name)
    if element.tag == _NAMESPACE + "names":
        for label in element.iterchildren(_NAMESPACE + "label"):
            # "(eds.)" is printed between the names and the closing mark
            prefix, suffix = label.get("prefix", ""), label.get("suffix", "")
            label.set("prefix", OPEN["O"] + prefix)
            label.set("suffix", suffix + CLOSE)


def _name(element: Any) -> str:
    if element.get("term"):
        return _TERMS.get(element.get("term"), "")
    variables = (element.get("variable") or "").split()
    return next((VARIABLES[v] for v in variables if v in VARIABLES), "note" if variables else "")


def _wrap(element: Any, name: str) -> None:
    element.set("prefix", element.get("prefix", "") + OPEN[name])
    element.set("suffix", CLOSE + element.get("suffix", ""))


def _inside(root: Any) -> bool:
    """Tell whether a style puts full stops and commas inside quotation marks, as American English does."""
    options = [o.get("punctuation-in-quote") for o in root.iter(_NAMESPACE + "style-options")]
    options = [o for o in options if o]
    return bool(options[0] == "true" if options else root.get("default-locale", "en-US") == "en-US")


# -- pandoc's tree back to characters ---------------------------------------------------------------------------------


def _entries(document: dict[str, Any]) -> Iterator[tuple[int, list[Char]]]:
    """Give each entry's number and characters: text, font, the names of the marks around it."""
    for block in document["blocks"]:
        if block["t"] != "Div":
            continue
        for entry in block["c"][1]:
            if entry["t"] != "Div" or not entry["c"][0][0].startswith("ref-k"):
                continue
            raw: list[tuple[str, str]] = []
            _walk(entry["c"][1], "p", raw)
            chars = _marks_off(raw)
            if chars:
                yield int(entry["c"][0][0][5:]), chars


def _walk(nodes: list[Any], font: str, out: list[tuple[str, str]]) -> None:
    for node in nodes:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            out += [(c, font) for c in content]
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append((" ", font))
        elif kind in ("Para", "Plain"):
            _walk(content, font, out)
            out.append((" ", font))
        elif kind in ("Emph", "Strong"):
            _walk(content, _FONT_OF[kind], out)
        elif kind == "Quoted":
            marks = _QUOTE_MARKS[content[0]["t"]]
            out.append((marks[0], font))
            _walk(content[1], font, out)
            out.append((marks[1], font))
        elif kind in ("Span", "Link", "Div"):
            _walk(content[1], font, out)
            if kind == "Div" or any(c.startswith("csl-") for c in content[0][1]):
                out.append((" ", font))
        elif kind in ("SmallCaps", "Superscript", "Subscript", "Strikeout", "Underline"):
            _walk(content, font, out)
        elif kind in ("Code", "Math"):
            out += [(c, font) for c in content[1]]


def _marks_off(raw: list[tuple[str, str]]) -> list[Char] | None:
    """Take the marks away; None where they don't pair."""
    out: list[Char] = []
    open_names: list[str] = []
    edge = False
    for char, font in raw:
        if char in _NAME_OF:
            open_names.append(_NAME_OF[char])
            edge = True
        elif char == CLOSE:
            if not open_names:
                return None
            open_names.pop()
            edge = True
        else:
            out.append(Char(char, font, open_names[-1] if open_names else "O", edge))
            edge = False
    return None if open_names else out
