"""What is read otherwise of our own PDFs when one measure of their setting changes, compared with a golden file.

Each kind changes one thing everywhere: type is smaller, lines stand farther apart, words are torn, rules are short.
The golden file (`make golden`) has the lines that are read otherwise; what is not in it is read as before. A
threshold of any step that moves shows here. Each PDF has every third kind.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from itertools import groupby, islice
from pathlib import Path

import msgspec
import pytest

from surveyrefs.errors import PaperError
from surveyrefs.model.box import Box
from surveyrefs.parse.embedded import engine
from surveyrefs.parse.embedded.pdf.page import Page, PdfFile, PdfLink, Rule, Word
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.settings import ParseSettings
from tests.conftest import Golden
from tests.parse.embedded.test_poorer import facts

DATA = Path(__file__).parent.parent.parent / "data"
NAMES = sorted(path.parent.name for path in DATA.glob("*/survey.pdf"))
SHOWN = 80  # characters of a line
Change = Callable[[Word], Word]

_replace = msgspec.structs.replace


def _words(change: Callable[[Page], Iterator[Word]]) -> Callable[[PdfFile], PdfFile]:
    """Return the change of a PDF that changes the words of each page."""

    def changed(file: PdfFile) -> PdfFile:
        pages = []
        for page in file.pages:
            words = (_replace(w, index=i) for i, w in enumerate(change(page)))
            pages.append(_replace(page, words=tuple(words)))
        return _replace(file, pages=tuple(pages))

    return changed


def _rules(change: Callable[[Rule], Iterator[Rule]]) -> Callable[[PdfFile], PdfFile]:
    def changed(file: PdfFile) -> PdfFile:
        pages = (_replace(page, rules=tuple(r for rule in page.rules for r in change(rule))) for page in file.pages)
        return _replace(file, pages=tuple(pages))

    return changed


def _smaller(by: float) -> Callable[[PdfFile], PdfFile]:
    """All type is smaller, its words begin where they began: the white between them grows."""

    def words(page: Page) -> Iterator[Word]:
        for w in page.words:
            if w.turn:
                yield w
            else:
                y0, y1 = w.baseline - (w.baseline - w.y0) * by, w.baseline + (w.y1 - w.baseline) * by
                yield _replace(w, size=w.size * by, x1=w.x0 + w.width * by, y0=y0, y1=y1)

    return _words(words)


def _stretched(down: float, across: float) -> Callable[[PdfFile], PdfFile]:
    """Everything stands farther apart (or closer), the type has its size."""

    def box(b: Box) -> Box:
        return Box(b.x0 * across, b.y0 * down, b.x1 * across, b.y1 * down)

    def rule(r: Rule) -> Rule:
        return Rule(r.x0 * across, r.y0 * down, r.x1 * across, r.y1 * down)

    def link(k: PdfLink) -> PdfLink:
        return _replace(k, box=box(k.box), x=k.x * across, y=k.y * down)

    def word(w: Word) -> Word:
        if w.turn in (90, 270):
            dx, dy = w.baseline * (across - 1), w.y0 * (down - 1)
            base = w.baseline * across
        else:
            dx, dy = w.x0 * (across - 1), w.baseline * (down - 1)
            base = w.baseline * down
        if w.glued:
            dx = 0.0
        return _replace(w, x0=w.x0 + dx, x1=w.x1 + dx, y0=w.y0 + dy, y1=w.y1 + dy, baseline=base)

    def page(p: Page) -> Page:
        words: list[Word] = []
        for w in p.words:
            moved = word(w)
            if w.glued and words:
                last, before = words[-1], p.words[len(words) - 1]
                dx = last.x1 - before.x1
                moved = _replace(moved, x0=w.x0 + dx, x1=w.x1 + dx)
            words.append(moved)
        return _replace(
            p,
            width=p.width * across,
            height=p.height * down,
            words=tuple(words),
            rules=tuple(map(rule, p.rules)),
            fills=tuple(map(box, p.fills)),
            images=tuple(map(box, p.images)),
            paths=tuple(map(box, p.paths)),
            links=tuple(map(link, p.links)),
        )

    def changed(file: PdfFile) -> PdfFile:
        anchors = tuple(_replace(a, x=a.x * across, y=a.y * down) for a in file.anchors)
        marks = tuple(_replace(b, y=b.y * down) for b in file.bookmarks)
        return _replace(file, pages=tuple(map(page, file.pages)), anchors=anchors, bookmarks=marks)

    return changed


def _uneven(by: float) -> Callable[[Page], Iterator[Word]]:
    """Every other word stands a little higher and more to the left, as a scanner would have it."""

    def words(page: Page) -> Iterator[Word]:
        for i, w in enumerate(page.words):
            dx, dy = by * (i % 3 - 1), by * (i % 2)
            base = w.baseline - (dx if w.turn in (90, 270) else dy)
            yield _replace(w, x0=w.x0 - dx, x1=w.x1 - dx, y0=w.y0 - dy, y1=w.y1 - dy, baseline=base)

    return words


def _one_size(page: Page) -> Iterator[Word]:
    for w in page.words:
        yield _replace(w, size=10.0)


def _upright(page: Page) -> Iterator[Word]:
    for w in page.words:
        yield _replace(w, style=0)


def _line_lost(page: Page) -> Iterator[Word]:
    """Each fifth of MuPDF's lines is missing."""
    for number, (_, words) in enumerate(groupby(page.words, key=lambda w: w.line)):
        if number % 5 != 4:
            yield from words


def _whole_rows(page: Page) -> Iterator[Word]:
    """What stands on one baseline was drawn as one line."""
    order = sorted(page.words, key=lambda w: (w.turn, round(w.baseline / 3), w.x0))
    for number, (_, words) in enumerate(groupby(order, key=lambda w: (w.turn, round(w.baseline / 3)))):
        for w in words:
            yield _replace(w, line=number)


def _short(rule: Rule) -> Iterator[Rule]:
    """A rule is shorter by a tenth at its end."""
    across = rule.across
    yield Rule(
        rule.x0, rule.y0, rule.x1 - (rule.width / 10 if across else 0), rule.y1 - (0 if across else rule.height / 10)
    )


def _broken(rule: Rule) -> Iterator[Rule]:
    """A rule is drawn in two pieces that do not meet."""
    if rule.across and rule.width > 60:
        x = rule.x0 + rule.width * 0.4
        yield Rule(rule.x0, rule.y0, x - 3, rule.y1)
        yield Rule(x + 3, rule.y0, rule.x1, rule.y1)
    else:
        yield rule


KINDS: dict[str, Callable[[PdfFile], PdfFile]] = {
    "smaller": _smaller(0.82),
    "larger": _smaller(1.14),
    "far lines": _stretched(1.4, 1.0),
    "close lines": _stretched(0.8, 1.0),
    "wide": _stretched(1.0, 1.15),
    "narrow": _stretched(1.0, 0.92),
    "uneven": _words(_uneven(2.0)),
    "one size": _words(_one_size),
    "without styles": _words(_upright),
    "lines lost": _words(_line_lost),
    "drawn in rows": _words(_whole_rows),
    "short rules": _rules(_short),
    "broken rules": _rules(_broken),
}


def _facts(file: PdfFile, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(engine, "read_pdf", lambda *_: file)
    try:
        document = engine.EmbeddedEngine().parse(Path("survey.pdf"), ParseSettings())
    except PaperError as error:
        return [type(error).__name__]
    lines = facts(document, places=False)
    return [line if len(line) <= SHOWN else f"{line[:SHOWN]}… ({len(line)})" for line in lines]


@pytest.mark.golden
@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_otherwise_when_a_measure_changes(
    name: str, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = read_pdf(DATA / name / "survey.pdf")
    before = _facts(file, monkeypatch)
    found = []
    for kind, change in islice(KINDS.items(), NAMES.index(name) % 3, None, 3):
        changed = change(file)
        if changed != file:
            lines = list(difflib.unified_diff(before, _facts(changed, monkeypatch), lineterm="", n=0))[2:]
            found += [f"== {kind}", *(line for line in lines if not line.startswith("@@"))]
    golden.check(f"otherwise/{name}.txt", "\n".join(found) + "\n")
