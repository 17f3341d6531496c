"""Stages that read text files instead of PDFs, for tests of all that surrounds the real ones."""

from __future__ import annotations

import os
import time
from pathlib import Path

from msgspec.structs import replace

from surveyrefs.errors import NoBibliography
from surveyrefs.model.box import Box
from surveyrefs.model.document import Bibliography, Document, Passage, Row, Section, Table
from surveyrefs.model.link import Callout, Categories, Category, Links, Target
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Name, Reference, References
from surveyrefs.settings import Settings
from surveyrefs.stages import Stage, Work, standard_stages

BOX = Box(0, 0, 10, 10)
CALLS: list[tuple[str, str]] = []  # (paper, stage) of every stage that ran in this process


def make_reference(number: int, title: str) -> Reference:
    """Return a plain article."""
    return Reference(
        key=f"author2020{number}", label=str(number), raw=f"A. Author. {title}. 2020.", type="article", title=title,
        authors=(Name(family="Author", given="A."),), others=False, year="2020", container="Journal", volume="1",
        issue="2", pages="3-4", publisher="", doi="", arxiv="", primary_class="", url="", extra={}, anchors=(), page=1,
        box=(0.0, 0.0, 10.0, 10.0), confidence=0.9,
    )  # fmt: skip


def _parse(work: Work, settings: Settings) -> Document:
    CALLS.append((work.name, "parse"))
    text = work.data.decode()
    if text.startswith("no bibliography"):
        raise NoBibliography(work.path)
    if text.startswith("bug"):
        raise ZeroDivisionError("a bug")
    if text.startswith("crash"):
        os._exit(9)
    if text.startswith("killed"):
        os.kill(os.getpid(), 9)
    if text.startswith("hang"):
        time.sleep(60)
    if text.startswith("greedy"):
        bytearray(1 << 40)
    if text.startswith("refused"):
        raise OSError(5, "Input/output error")
    cells = (Passage("cell", "row"), Passage("cell", "[1]"))
    table = Table("1", Passage("caption", "Table 1. All"), ("Name", "Works"), (), (Row(cells, (), 1, BOX),), (), 1, BOX)
    return Document(
        engine="fake", engine_version="1", title=text.strip(), authors=(), arxiv="", doi="", pages=((100.0, 200.0),),
        sections=(Section("1", "Introduction", 1, False, 1, BOX),), passages=(Passage("paragraph", text),),
        tables=(table,), figures=(), bibliographies=(Bibliography("References", 1, ()),), anchors=(),
        problems=(Problem("fake-problem", settings.parse.engine),),
    )  # fmt: skip


def _references(work: Work, _settings: Settings) -> References:
    CALLS.append((work.name, "references"))
    titles = work.results["parse"].title.split(",")
    return References(tuple(make_reference(i, title) for i, title in enumerate(titles, 1)))


def _link(work: Work, _settings: Settings) -> Links:
    CALLS.append((work.name, "link"))
    target = Target(0, "1", "label", 1.0)
    return Links((
        Callout(1, "[1]", 1, (), "body", 0, -1, -1, -1, -1, "Text [1].", (target,)),
        Callout(2, "[9]", 1, (), "body", 0, -1, -1, -1, -1, "Text [9].", (Target(-1, "9", "", 0.0),)),
    ))  # fmt: skip


def _categorise(work: Work, _settings: Settings) -> Categories:
    CALLS.append((work.name, "categorise"))
    return Categories((), (Category("Group", "table", (0,), (Category("Inner", "table", (0,)),)),))


def _export(work: Work, settings: Settings) -> dict[str, str]:
    CALLS.append((work.name, "export"))
    files = {"references.csv": f"title\n{work.results['parse'].title}\n", "tables/table-1.csv": "a,b\n"}
    return files | {f"references.{dialect}.bib": "" for dialect in settings.export.dialects}


def fake_stages() -> tuple[Stage, ...]:
    """Return the standard stages with fakes in their places: settings and types stay."""
    fakes = {"parse": _parse, "references": _references, "link": _link, "categorise": _categorise, "export": _export}
    return tuple(replace(stage, make=fakes.get(stage.name, stage.make)) for stage in standard_stages())


def files_of(folder: Path) -> dict[str, bytes]:
    """Return all files under a folder with their bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
