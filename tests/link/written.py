"""Passages and references written in a small markup: `^{13}` is superscript, `<cite.a|12>` a link, `~` a line break."""

from __future__ import annotations

import re
from typing import Any

from surveyrefs.model.box import Box
from surveyrefs.model.document import SUPERSCRIPT, Document, Figure, Node, Passage, Piece, Row, Section, Table, TextLink
from surveyrefs.model.link import Callout, Links
from surveyrefs.model.reference import Name, Reference, References

WIDTH = 5.0
LEADING = 12.0
_TOKEN = re.compile(r"\^\{(?P<up>[^}]*)\}|<(?P<name>[^|<>]*)\|(?P<text>[^<>]*)>|(?P<plain>[^<^]+|[<^])")


def passage(markup: str, kind: Any = "paragraph", page: int = 1, top: float = 100.0, section: int = -1) -> Passage:
    """Return a passage; every word is a piece, `~` begins a new printed line, links are numbered as they come."""
    text, pieces, links = "", [], []
    x, line = 0.0, 0

    def put(chunk: str, style: int) -> None:
        nonlocal text, x, line
        for word in re.findall(r"~|\s|[^~\s]+", chunk):
            if word == "~":
                line, x = line + 1, 0.0
            elif word.isspace():
                text, x = text + " ", x + WIDTH
            else:
                y = top + line * LEADING
                end = x + WIDTH * len(word)
                pieces.append(Piece(len(text), len(text) + len(word), page, x, y, end, y + 10, 10.0, style, line))
                text, x = text + word, end

    for n, token in enumerate(_TOKEN.finditer(markup)):
        if token["up"] is not None:
            put(token["up"], SUPERSCRIPT)
        elif token["name"] is not None:
            start = len(text)
            put(token["text"], 0)
            links.append(TextLink(start, len(text), token["name"], 9, 50.0, 100.0, "", 100 * page + n))
        else:
            put(token["plain"], 0)
    return Passage(kind, text, tuple(pieces), tuple(links), section)


def reference(label: str = "", authors: str = "", year: str = "2020", **fields: Any) -> Reference:
    """Return a reference; authors as `Wang, Li; Zhao`, a trailing `+` for *et al.*; the year with its letter."""
    names = [n.strip() for n in authors.rstrip("+").split(";") if n.strip()]
    people = tuple(Name(*(part.strip() for part in n.split(","))) if "," in n else Name(literal=n) for n in names)
    values: dict[str, Any] = {
        "key": fields.get("key", label or authors.lower()), "label": label, "raw": f"{authors}. Work {label}. {year}.",
        "type": "article", "title": f"Work {label}", "authors": people, "others": authors.endswith("+"),
        "year": year[:4] if year[:4].isdigit() else year, "container": "", "volume": "", "issue": "", "pages": "",
        "publisher": "", "doi": "", "arxiv": "", "primary_class": "", "url": "", "extra": {}, "anchors": (), "page": 9,
        "box": (), "confidence": 1.0, "year_suffix": year[4:] if year[:4].isdigit() else "",
    }  # fmt: skip
    return Reference(**(values | fields))


def numbered(count: int, anchors: bool = False) -> References:
    """Return references [1] to [count]; with anchors cite.1 …, each 20 points below the one before on page 9."""
    return References(
        tuple(
            reference(
                str(n),
                f"Author{n}, A.",
                anchors=(f"cite.{n}",) if anchors else (),
                box=(40.0, 40.0 + 20 * n, 300.0, 55.0 + 20 * n),
            )
            for n in range(1, count + 1)
        )
    )


def document(*passages: Passage, tables: tuple[Table, ...] = (), figures: tuple[Figure, ...] = ()) -> Document:
    """Return a document of these passages, without sections unless they name one."""
    count = max((p.section for p in passages), default=-1) + 1
    sections = tuple(Section(str(n + 1), f"S{n + 1}", 1, False, 1, Box(0, 0, 1, 1)) for n in range(count))
    size = ((600.0, 800.0),) * 9
    return Document("fake", "0", "T", (), "", "", size, sections, passages, tables, figures, (), ())


def table(caption: Passage, rows: tuple[tuple[Passage, ...], ...], page: int = 1, **fields: Any) -> Table:
    """Return a table whose header has no callouts unless `header_cells` says so."""
    body = tuple(Row(cells, (), page, Box(0, 0, 1, 1)) for cells in rows)
    width = max((len(r) for r in rows), default=0)
    values: dict[str, Any] = {
        "number": "1", "caption": caption, "header": ("",) * width, "header_cells": (), "rows": body, "notes": (),
        "page": page, "box": Box(0, 300, 100, 400),
    }  # fmt: skip
    return Table(**(values | fields))


def figure(caption: Passage, texts: tuple[Passage, ...] = (), nodes: tuple[Passage, ...] = (), page: int = 1) -> Figure:
    """Return a figure; its nodes all hang from the first."""
    tree = tuple(Node(p, -1 if i == 0 else 0) for i, p in enumerate(nodes))
    return Figure("1", caption, texts, tree, page, Box(0, 500, 100, 600))


def labels(callout: Callout) -> list[str]:
    """Return the labels that a callout cites."""
    return [t.label for t in callout.targets]


def found(links: Links) -> list[tuple[str, list[int]]]:
    """Return marker and 1-based references (0: unresolved) of every callout."""
    return [(c.marker, [t.reference + 1 for t in c.targets]) for c in links.callouts]
