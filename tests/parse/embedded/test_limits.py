"""Pages made by hand on which one measure changes step by step: where the reading turns, compared with a golden file.

Each line of a golden file (`make golden`) says between which values the page is read in one way, and what is read
otherwise than at the values before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from surveyrefs.errors import PaperError
from surveyrefs.model.box import Box
from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded import engine
from surveyrefs.parse.embedded.pdf.page import Page, PdfFile, Rule, Word
from surveyrefs.settings import ParseSettings
from tests.conftest import Golden
from tests.parse.embedded.build import LEADING, LEFT, SIZE, full, page, pdf, words
from tests.parse.embedded.test_poorer import facts

Line = list[Word]
Value = float | str
ROWS = (
    ("Method", "Task", "Size"),
    ("Archer [1]", "search", "12"),
    ("Baker [2]", "sorting", "340"),
    ("Coe [3]", "trees", "7"),
)
LISTED = (
    "[1] A. Archer. Searching large archives. Journal of Archives, 2019.",
    "[2] B. Baker. Sorting letters in practice. Letters, 4:1-20, 2018.",
    "[3] C. Coe. Trees that grow. In Proceedings of Trees, 2020.",
)


def prose(top: float, count: int = 4, x0: float = LEFT, length: int = 90, leading: float = LEADING) -> list[Line]:
    """Return a paragraph; its last line is short."""
    texts = [full(f"{chr(65 + i)}{chr(97 + i)}", length) for i in range(count - 1)] + ["and so it ends [1]."]
    return [words(text, x0, top + i * leading) for i, text in enumerate(texts)]


def list_lines(top: float, x0: float = LEFT) -> list[Line]:
    texts = ("References", *LISTED)
    return [words(t, x0, top + i * 14.0, 12.0 if not i else SIZE, style=0 if i else BOLD) for i, t in enumerate(texts)]


def survey(middle: Iterable[Line], rules: Sequence[Rule] = (), images: Sequence[Box] = (), **parts: float) -> PdfFile:
    """Return a survey of one page: title, heading, text, what stands in the middle (150 to 480), text, list."""
    lines = [
        words("A Survey of Small Things", 200, 60, 17.0, style=BOLD),
        words("1 Introduction", LEFT, 90, 12.0, style=BOLD),
    ]
    lines += prose(106)
    lines += middle
    lines += prose(parts.get("below", 500.0), 5)
    made = page([*lines, *list_lines(620)], rules=rules)
    return pdf([msgspec.structs.replace(made, images=tuple(images))])


def across(y: float, x0: float = 120.0, x1: float = 420.0, high: float = 0.5) -> Rule:
    return Rule(x0, y - high / 2, x1, y + high / 2)


def down(x: float, y0: float, y1: float) -> Rule:
    return Rule(x - 0.25, y0, x + 0.25, y1)


def rows(
    top: float, *, step: float = 14.0, gap: float = 110.0, size: float = SIZE, texts: Sequence[Sequence[str]] = ROWS
) -> list[Line]:
    return [
        [w for k, cell in enumerate(row) if cell for w in words(cell, 124 + k * gap, top + i * step, size)]
        for i, row in enumerate(texts)
    ]


def table(**of: float) -> PdfFile:
    """Return a survey with a table; each measure may be given."""
    top = 206.0
    step, dx, heavy = of.get("step", 14.0), of.get("dx", 0.0), of.get("heavy", 0.5)
    last = top + 3 * step
    caption = words(
        "Table 1: Methods by their task and size", 124, top - 14 - of.get("near", 10.0), of.get("caption", 9.0)
    )
    body = rows(top, step=step, gap=of.get("gap", 110.0), size=of.get("size", SIZE))
    rules = [across(top - 12, high=heavy), across(top + 4), across(last + 6, 120 + dx, 420 + dx, heavy)]
    if "double" in of:
        rules.insert(1, across(top - 12 + of["double"], high=heavy))
    lines: list[Line] = [caption, *body]
    if "edge" in of:
        rules += [down(x, top - 12, last + 6 - of["edge"]) for x in (120.0, 228.0, 338.0, 420.0)]
    if "only" in of:
        rules = rules[: int(of["only"])]
    if "loose" in of:
        lines += [words(full("goes on", int(of["wide"])), 124, last + (i + 1) * step) for i in range(int(of["loose"]))]
    if "note" in of:
        lines.append(words("a Note: sizes are counted in pages", 124, last + 6 + of["note"], of.get("small", 8.0)))
    if "second" in of:
        begin = last + 6 + of["second"]
        lines += rows(begin + 12, step=step)
        rules += [across(begin, high=heavy), across(begin + 16), across(begin + 12 + 3 * step + 6, high=heavy)]
    if "prose" in of:
        lines += [words(full("Text between", 60), 120, top + 3 * step + 22 + i * 12) for i in range(int(of["prose"]))]
        rules.append(across(top + 3 * step + 80))
    return survey(lines, rules)


def indented(by: float) -> PdfFile:
    """A table whose second and fourth rows are set in below labels."""
    texts = (
        ("Method", "Task", "Size"),
        ("Searching", "", ""),
        ("Archer [1]", "search", "12"),
        ("Sorting", "", ""),
        ("Baker [2]", "sorting", "340"),
    )
    lines = rows(206, texts=texts)
    for i in (2, 4):
        lines[i] = [msgspec.structs.replace(w, x0=w.x0 + by, x1=w.x1 + by) if w.x0 < 200 else w for w in lines[i]]
    rules = [across(194), across(210), across(268)]
    return survey([words("Table 1: Methods by their task", 124, 184, 9.0), *lines], rules)


def wrapped(by: float) -> PdfFile:
    """A table whose first cells go on in a second line so far below, so far set in."""
    lines: list[Line] = [words("Table 1: Methods by their task", 124, 184, 9.0)]
    y = 206.0
    for row in ROWS:
        lines += [
            [w for k, cell in enumerate(row) for w in words(cell, 124 + k * 110, y)],
            words("and more", 124, y + by),
        ]
        y += by + 16
    return survey(lines, [across(194), across(206 + by + 6), across(y)])


def headed(by: float) -> PdfFile:
    """A table whose header spans two columns, with a rule below it that begins so far to the right."""
    lines = [words("Table 1: Methods by their task", 124, 184, 9.0), words("What it does", 250, 206), *rows(222)]
    return survey(lines, [across(194), across(210, 230 + by, 420), across(227), across(270)])


def heading(**of: float) -> PdfFile:
    """A line that may be a heading, between paragraphs."""
    style = int(of.get("style", BOLD))
    texts = {
        0: "2 Methods of search",
        1: "Methods of search",
        2: "2. Methods of search",
        3: "II. Methods of search",
        4: "A. Methods",
    }
    text = texts[int(of.get("form", 0))]
    y = 166 + of.get("above", 20.0)
    line = words(text, LEFT + of.get("indent", 0.0), y, of.get("size", 12.0), style=style)
    return survey([*prose(154, 2), line, *prose(y + of.get("under", 16.0), 6)])


def run_in(form: str) -> PdfFile:
    """A paragraph that begins with words in another type."""
    begun = words(form, LEFT, 200, line=0)
    rest = words("we say what follows and go on for some time", begun[-1].x1 + 3, 200)
    return survey([*prose(154, 2), [*begun, *rest], *prose(212, 5)])


def footnote(**of: float) -> PdfFile:
    """Text below a short rule at the foot of the page."""
    made = survey(prose(170, 8))
    size = of.get("size", 8.0)
    note = words("1 We thank those who read it.", LEFT, 740, size)
    note[0] = msgspec.structs.replace(note[0], size=size * 0.7, baseline=740 - of.get("up", 3.0))
    rule = Rule(LEFT, 728 - of.get("off", 0.0), LEFT + of.get("wide", 80.0), 728.4 - of.get("off", 0.0))
    first = made.pages[0]
    lines = [[w for w in first.words if w.line == n] for n in range(max(w.line for w in first.words) + 1)]
    return pdf([page([*lines, note], rules=[rule])])


def columns(gutter: float) -> PdfFile:
    """Two columns with so much white between them."""
    x = LEFT + 44 * SIZE / 2 + gutter
    lines = [words("A Survey of Small Things", 200, 60, 17.0, style=BOLD)]
    for left in (LEFT, x):
        lines += [words(full(f"{chr(65 + i)}b", 44), left, 100 + i * LEADING) for i in range(30)]
    return pdf([page(lines), page([*prose(80, 12), *list_lines(300)], 2)])


def pages(make: Callable[[int], list[Line]], count: int = 4) -> PdfFile:
    made: list[Page] = []
    for n in range(1, count + 1):
        lines = [words(full(f"{chr(96 + n)}{chr(97 + i)}x", 90), LEFT, 120 + i * LEADING) for i in range(20)]
        made.append(page([*make(n), *lines, *(list_lines(600) if n == count else [])], n))
    return pdf(made)


def turned(x: float) -> PdfFile:
    """A stamp in the margin, turned by 90 degrees."""
    stamp = words("arXiv:2401.00001v1 [cs.CL] 1 Jan 2024", 0, 0)
    up = [
        msgspec.structs.replace(w, x0=x - 8, x1=x + 2, y0=600 - w.x1, y1=600 - w.x0, turn=90, baseline=x) for w in stamp
    ]
    made = pages(lambda _: [])
    first = made.pages[0]
    marked = [msgspec.structs.replace(w, index=len(first.words) + i, line=900) for i, w in enumerate(up)]
    changed = msgspec.structs.replace(first, words=(*first.words, *marked))
    return msgspec.structs.replace(made, pages=(changed, *made.pages[1:]))


def numbered(count: float) -> PdfFile:
    """Lines that numbers in the margin count."""
    made = pages(lambda _: [])
    found = []
    for n, old in enumerate(made.pages):
        lines = [[w for w in old.words if w.line == k] for k in range(max(w.line for w in old.words) + 1)]
        found.append(page([*lines, *(words(str(i + 1), 40, 120 + i * LEADING, 6.0) for i in range(int(count)))], n + 1))
    return pdf(found)


def listing(**of: float) -> PdfFile:
    """A list of works whose lines hang, stand apart or have labels set out."""
    hang, apart, gap = of.get("hang", 20.0), of.get("apart", 0.0), of.get("gap", 0.0)
    lines = [words("References", LEFT, 420, 12.0, style=BOLD)]
    y = 440.0
    for n in range(1, 7):
        name = f"{chr(64 + n)}rcher, {chr(64 + n)}. Title {n} of a work that is told in more than one line of"
        label = f"[{n}] " if of.get("labels") else ""
        lines += [
            words(label + name, LEFT + gap, y),
            words(f"print. Journal of Things {n}, 1-9, {2000 + n}.", LEFT + hang, y + 12),
        ]
        y += 24 + apart
    body = [
        words("A Survey of Small Things", 200, 60, 17.0, style=BOLD),
        words("1 Introduction", LEFT, 90, 12.0, style=BOLD),
    ]
    return pdf([page([*body, *prose(106, 20), *lines])])


def figure(**of: float) -> PdfFile:
    """A picture, words in it, and its caption."""
    box = Box(150, 180, 400, 300)
    words_in = [words("Search", 180, 220, 8.0), words("Sorting", 300, 220 + of.get("low", 0.0), 8.0)]
    caption = words("Figure 1: What hangs from what", 160 + of.get("right", 0.0), 300 + of.get("near", 14.0), 9.0)
    return survey([*words_in, caption], images=[box])


def steps(first: float, last: float, by: float) -> list[Value]:
    return [round(first + i * by, 2) for i in range(int((last - first) / by) + 1)]


RUN_INS = (
    "*Methods.*",
    "/Methods./",
    "*Methods*",
    "*Methods:*",
    "/Methods/",
    "*M.*",
    "*Methods* *of* *search.*",
    "Methods.",
)
KNOBS: dict[str, tuple[Sequence[Value], Callable[..., PdfFile]]] = {
    "caption above a table": (steps(-8, 56, 4), lambda v: table(near=v)),
    "size of a caption": (steps(6, 12, 1), lambda v: table(caption=v)),
    "ends of rules": (steps(0, 9, 1), lambda v: table(dx=v)),
    "double rule": (steps(1, 8, 1), lambda v: table(double=v)),
    "rows apart": (steps(10, 40, 2.5), lambda v: table(step=v)),
    "columns of a table apart": (steps(44, 80, 3), lambda v: table(gap=v)),
    "type of a table": (steps(5, 13, 1), lambda v: table(size=v)),
    "upright rules short by": (steps(0, 48, 6), lambda v: table(edge=v)),
    "rules of a table": (steps(0, 3, 1), lambda v: table(only=v)),
    "lines below two rules": (steps(0, 4, 1), lambda v: table(only=2, loose=v, wide=20)),
    "width of lines below two rules": (steps(10, 70, 10), lambda v: table(only=2, loose=1, wide=v)),
    "note below a table": (steps(4, 44, 4), lambda v: table(note=v)),
    "size of a note": (steps(5, 11, 1), lambda v: table(note=12, small=v)),
    "second table below": (steps(2, 40, 3), lambda v: table(second=v, heavy=1.0)),
    "second table below, light": (steps(2, 40, 6), lambda v: table(second=v)),
    "weight of rules": (steps(0.5, 1.5, 0.1), lambda v: table(second=14, heavy=v)),
    "text between rules": (steps(0, 4, 1), lambda v: table(prose=v)),
    "cells set in": (steps(0, 24, 2), indented),
    "cells go on below": (steps(8, 20, 1), wrapped),
    "rule below a head": (steps(-20, 60, 10), headed),
    "size of a heading": (steps(8, 15, 0.5), lambda v: heading(size=v)),
    "size of a plain heading": (steps(8, 15, 0.5), lambda v: heading(size=v, style=0)),
    "size of an unnumbered heading": (steps(8, 15, 0.5), lambda v: heading(size=v, form=1)),
    "size of an unnumbered plain heading": (steps(8, 15, 0.5), lambda v: heading(size=v, form=1, style=0)),
    "white above a heading": (steps(10, 34, 2), lambda v: heading(above=v, size=10)),
    "white above an unnumbered heading": (steps(10, 34, 2), lambda v: heading(above=v, size=10, form=1)),
    "white above a slanted heading": (steps(10, 34, 2), lambda v: heading(above=v, size=10, form=1, style=ITALIC)),
    "white below a heading": (steps(10, 34, 3), lambda v: heading(under=v, size=10, form=1)),
    "indent of a heading": (steps(0, 200, 20), lambda v: heading(indent=v, form=1)),
    "form of a heading": (steps(0, 4, 1), lambda v: heading(form=v, size=10)),
    "words in other type": (RUN_INS, run_in),
    "size of a footnote": (steps(6, 10.5, 0.5), lambda v: footnote(size=v)),
    "rule of a footnote": (steps(10, 300, 30), lambda v: footnote(wide=v)),
    "mark of a footnote": (steps(-1, 5, 1), lambda v: footnote(up=v)),
    "rule above a footnote": (steps(-4, 24, 4), lambda v: footnote(off=v)),
    "white between columns": (steps(2, 30, 2), columns),
    "height of a head": (steps(20, 110, 10), lambda v: pages(lambda n: [words("A. Author et al.", LEFT, v)])),
    "height of a changing head": (
        steps(20, 110, 10),
        lambda v: pages(lambda n: [words(f"Head {'abcdef'[n] * 3} of it", LEFT, v)]),
    ),
    "pages with a head": (steps(0, 4, 1), lambda v: pages(lambda n: [words("Head", LEFT, 40)] if n <= v else [])),
    "height of a number": (steps(690, 780, 10), lambda v: pages(lambda n: [words(str(n + 6), 300, v)])),
    "stamp in the margin": (steps(10, 90, 8), turned),
    "lines that are counted": (steps(3, 20, 2), numbered),
    "hanging lines": (steps(0, 30, 2), lambda v: listing(hang=v)),
    "labelled lines hang": (steps(0, 30, 5), lambda v: listing(hang=v, labels=1)),
    "works apart": (steps(0, 10, 1), lambda v: listing(apart=v, hang=0)),
    "labels set in": (steps(0, 30, 5), lambda v: listing(gap=v, labels=1)),
    "caption below a picture": (steps(2, 60, 6), lambda v: figure(near=v)),
    "caption beside a picture": (steps(-80, 240, 40), lambda v: figure(right=v)),
}


def read(file: PdfFile, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(engine, "read_pdf", lambda *_: file)
    try:
        return list(facts(engine.EmbeddedEngine().parse(Path("survey.pdf"), ParseSettings()), places=False))
    except PaperError as error:
        return [type(error).__name__]


def turns(values: Sequence[Value], found: Sequence[list[str]]) -> Iterator[str]:
    """Give the stretches of values with one reading, and what each reads otherwise than the one before."""
    before: list[str] = []
    first = 0
    for i in range(1, len(values) + 1):
        if i == len(values) or found[i] != found[first]:
            yield f"  {values[first]} to {values[i - 1]}" if i - 1 > first else f"  {values[first]}"
            yield from (f"    - {line}" for line in before if line not in found[first])
            yield from (f"    + {line}" for line in found[first] if line not in before)
            before, first = found[first], i


@pytest.mark.golden
@pytest.mark.parametrize("part", range(4))
def test_where_the_reading_turns(part: int, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    out: list[str] = []
    for name in list(KNOBS)[part::4]:
        values, make = KNOBS[name]
        out += [f"= {name}", *turns(values, [read(make(value), monkeypatch) for value in values])]
    golden.check(f"limits/{part + 1}.txt", "\n".join(out) + "\n")
