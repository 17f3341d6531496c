"""What is read of our own PDFs where much that helps is missing, compared with golden files (`make golden`).

`plain`: no links, destinations, bookmarks or title, and all in one font without styles. `unruled`: no ruled lines, no
shades, no drawings. Each of the rules that weigh several kinds of evidence has to do with less here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from surveyrefs.errors import PaperError
from surveyrefs.model.document import Document, Passage
from surveyrefs.parse.embedded import engine
from surveyrefs.parse.embedded.pdf.page import PdfFile
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.settings import ParseSettings
from tests.conftest import Golden

DATA = Path(__file__).parent.parent.parent / "data"
NAMES = sorted(path.parent.name for path in DATA.glob("*/survey.pdf"))
SHOWN = 30  # characters at either end of a text


def plain(file: PdfFile) -> PdfFile:
    pages = [
        msgspec.structs.replace(
            page, links=(), words=tuple(msgspec.structs.replace(w, style=0, font="Times") for w in page.words)
        )
        for page in file.pages
    ]
    return msgspec.structs.replace(file, pages=tuple(pages), anchors=(), bookmarks=(), title="")


def unruled(file: PdfFile) -> PdfFile:
    pages = [msgspec.structs.replace(page, rules=(), fills=(), paths=()) for page in file.pages]
    return msgspec.structs.replace(file, pages=tuple(pages))


def ends(text: str) -> str:
    return text if len(text) <= 2 * SHOWN else f"{text[:SHOWN]} … {text[-SHOWN:]} ({len(text)})"


def facts(document: Document, *, places: bool = True) -> Iterator[str]:
    """Give what was read as lines: headings, texts, tables, trees, the list, problems; `places` of tables and lists."""
    for section in document.sections:
        yield f"{'  ' * section.level}{section.number} {section.title}{' (run in)' if section.run_in else ''}"
    for passage in document.passages:
        yield f"{passage.kind} {passage.section}: {ends(passage.text)}"
    for table in document.tables:
        where = f" {[round(x) for x in table.box.tuple()]}" if places else ""
        yield f"table {table.number} {ends(table.caption.text)}{where}"
        yield " | ".join(table.header)
        yield from (" | ".join((*row.groups, *_texts(row.cells))) for row in table.rows)
        yield from (f"note {ends(note.text)}" for note in table.notes)
    for figure in document.figures:
        yield f"figure {ends(figure.caption.text)}"
        yield from (f"  {node.parent}: {node.passage.text}" for node in figure.nodes)
    for listed in document.bibliographies:
        yield f"list {listed.heading}: {len(listed.lines)} lines"
        for line in listed.lines:
            yield f"  {f'{round(line.box.x0)} {round(line.box.y0)} ' if places else ''}{ends(line.text)}"
    yield from (f"problem {problem.code} {problem.page} {problem.text}" for problem in document.problems)


def _texts(cells: tuple[Passage, ...]) -> tuple[str, ...]:
    return tuple(cell.text for cell in cells)


KINDS: dict[str, Callable[[PdfFile], PdfFile]] = {"plain": plain, "unruled": unruled}
CASES = [(name, "plain") for name in NAMES] + [(n, "unruled") for n in NAMES if n.startswith(("table", "tree"))]


@pytest.mark.golden
@pytest.mark.parametrize(("name", "kind"), CASES)
def test_a_poorer_pdf_gives_the_golden_facts(
    name: str, kind: str, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "read_pdf", lambda *args: KINDS[kind](read_pdf(*args)))
    try:
        text = "\n".join(facts(engine.EmbeddedEngine().parse(DATA / name / "survey.pdf", ParseSettings())))
    except PaperError as error:
        text = f"{type(error).__name__}: {error}"
    golden.check(f"poorer/{name}-{kind}.txt", text.rstrip("\n") + "\n")
