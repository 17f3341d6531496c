"""Tables of a paper: nine kinds of contents, as lines of HTML with what is true of them."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.bench.printed.looks import Look
from tests.bench.printed.truth import Row, Work, callout, named
from tests.bench.printed.words import APPROACHES, CELLS, LABELS, PROPERTIES, SPECIES, TAXA

MOST_TURNED = 10  # rows that a turned page has room for


class Sheet(NamedTuple):
    """What a table is made from: chance, the list, the paper's look, the table's, and words."""

    rng: random.Random
    listed: Sequence[Work]
    paper: Look
    look: Look
    sentences: Sequence[str]


class Line(NamedTuple):
    """A `<tr>`, the row that it is (None: a label), and whether a part of the table may begin with it."""

    html: str
    row: Row | None
    begins: bool = True


class Made(NamedTuple):
    """A table's header as HTML and its lines."""

    header: str
    lines: list[Line]


def made(sheet: Sheet) -> Made:
    """Make the table of a kind."""
    return KINDS[sheet.look["kind"]](sheet)


def _header(names: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>"


def _cells(texts: Sequence[str]) -> str:
    return "".join(f"<td>{html.escape(text, quote=False)}</td>" for text in texts)


def _sample(sheet: Sheet, *counts: int) -> list[int]:
    return sorted(sheet.rng.sample(range(len(sheet.listed)), sheet.rng.choice(counts)))


def _study(sheet: Sheet, work: int, texts: Sequence[str], groups: tuple[str, ...] = (), before: str = "",
           begins: bool = True, opens: bool = False) -> Line:  # fmt: skip
    """Return the line of a study: its name with the callout, and cells."""
    cells = f"{before}<td>{named(work, sheet.listed, sheet.paper)}</td>{_cells(texts)}"
    return Line(f"<tr{' class=opens' if opens else ''}>{cells}</tr>", Row(groups, tuple(texts), (work,)), begins)


def names_first(sheet: Sheet) -> Made:
    """Make a row a study, its name in the first column."""
    columns = sheet.rng.choice([3, 4, 5]) if sheet.look["wide"] == "across" else 3
    lines = [_study(sheet, w, [sheet.rng.choice(CELLS) for _ in range(columns - 1)]) for w in _sample(sheet, 5, 8, 10)]
    return Made(_header(["Study", "Design", "Sample", "Outcome", "Country"][:columns]), lines)


def _label_line(sheet: Sheet, label: str, columns: int, look: str) -> Line:
    shown = {"bold": f"<b>{label}</b>", "italic": f"<i>{label}</i>", "capitals": label.upper()}.get(look, label)
    kind = " class=shaded" if look == "shaded" else ""
    return Line(f"<tr{kind}><td colspan={columns}>{shown}</td></tr>", None)


def labels_across(sheet: Sheet) -> Made:
    """Make groups of studies, each below a label across the table."""
    lines: list[Line] = []
    for label in sheet.rng.sample(LABELS, 3):
        lines.append(_label_line(sheet, label, 4, sheet.look["label"]))
        for n, w in enumerate(_sample(sheet, 2, 3, 4)):
            texts = [sheet.rng.choice(CELLS) for _ in range(3)]
            lines.append(_study(sheet, w, texts, (label,), begins=n > 0))
    return Made(_header(["Study", "Design", "Sample", "Outcome"]), lines)


def merged_labels(sheet: Sheet) -> Made:
    """Make groups of studies, their labels merged cells of the first column."""
    lines: list[Line] = []
    place, ruled = sheet.look["label's place"], sheet.look["label's rules"] == "above"
    for label in sheet.rng.sample(LABELS, sheet.rng.choice([2, 3, 4])):
        works = _sample(sheet, 1, 2, 3, 4)
        merged = f"<td rowspan={len(works)} style='vertical-align:{place}'>{label}</td>"
        for n, w in enumerate(works):
            texts, before = [sheet.rng.choice(CELLS) for _ in range(3)], "" if n else merged
            lines.append(_study(sheet, w, texts, (label,), before, not n, ruled and not n))
    return Made(_header(["Category", "Study", "Method used", "Main finding", "Limits"]), lines)


def works_in_column(sheet: Sheet) -> Made:
    """Make rows of approaches, with a column of callouts: the last or the second."""
    rng, lines = sheet.rng, []
    head, last = ["Approach", "Data", "Strengths"], sheet.look["kind"] == "works last"
    paper = sheet.paper | ({"callouts": "[1]"} if sheet.paper["callouts"] == "raised" else {})
    wrapped = rng.random() < 0.6
    for _ in range(rng.choice([4, 6, 9])):
        works = _sample(sheet, 1, 2, 3) if rng.random() < 0.6 else list(range(n := rng.randrange(10), n + 4))
        said = callout(works, sheet.listed, paper)
        said = said[1:-1] if paper["callouts"] == "author year" else said
        strength = " ".join(rng.choice(sheet.sentences).split()[: rng.choice([3, 9, 14])])
        texts = [rng.choice(APPROACHES), rng.choice(CELLS), strength if wrapped else rng.choice(CELLS)]
        where = 3 if last else 1
        cells = f"{_cells(texts[:where])}<td>{said}</td>{_cells(texts[where:])}"
        lines.append(Line(f"<tr>{cells}</tr>", Row((), tuple(texts), tuple(works))))
    head.insert(3 if last else 1, rng.choice(["Ref.", "References", "Refs", "Reference"]))
    return Made(_header(head), lines)


def long_table(sheet: Sheet) -> Made:
    """Make a table of more than a page."""
    rng, grouped = sheet.rng, sheet.rng.random() < 0.5
    lines: list[Line] = []
    groups: tuple[str, ...] = ()
    for n in range(rng.choice([30, 45])):
        if grouped and n % 9 == 0:
            groups = (f"{rng.choice(LABELS)} {n // 9 + 1}",)
            lines.append(_label_line(sheet, groups[0], 4, sheet.look["label"]))
        prose = " ".join(rng.choice(sheet.sentences).split()[: rng.choice([2, 6, 12])])
        texts = [rng.choice(CELLS), rng.choice(CELLS), prose]
        lines.append(_study(sheet, rng.randrange(len(sheet.listed)), texts, groups))
    return Made(_header(["Author (year)", "Country", "Method", "Result"]), lines)


def stacked_heads(sheet: Sheet) -> Made:
    """Make a table whose header has two lines."""
    rng = sheet.rng
    over = "".join(f"<th colspan=2 class=over>{name}</th>" for name in ("Sample", "Outcome"))
    below = "".join(f"<th>{name}</th>" for name in ("Size", "Age", "Growth", "Loss"))
    lines = []
    for w in _sample(sheet, 4, 7):
        last = rng.choice(["NR", "rising", "0.5 (0.1–0.9)"])
        lines.append(
            _study(sheet, w, [f"{rng.randint(10, 900)}", f"{rng.randint(18, 80)}", f"{rng.random():.2f}", last])
        )
    return Made(f"<tr><th rowspan=2>Study</th>{over}</tr><tr>{below}</tr>", lines)


def rows_set_in(sheet: Sheet) -> Made:
    """Make groups of rows that are set in below a label in the first column."""
    rng, lines = sheet.rng, []
    shown = {"bold": "<b>{}</b>", "italic": "<i>{}</i>"}.get(sheet.look["label"], "{}")
    for label in rng.sample(TAXA, 3):
        lines.append(Line(f"<tr><td>{shown.format(label)}</td><td></td><td></td><td></td></tr>", None))
        for n in range(rng.choice([2, 3, 4])):
            w, species = rng.randrange(len(sheet.listed)), rng.choice(SPECIES)
            texts = [rng.choice(["pond", "shore", "mill stream"]), str(rng.randint(1, 99))]
            source = callout([w], sheet.listed, sheet.paper)
            source = named(w, sheet.listed, sheet.paper) if sheet.paper["callouts"] == "author year" else source
            cells = f"<td class=set-in><i>{species}</i></td>{_cells(texts)}<td>{source}</td>"
            lines.append(Line(f"<tr>{cells}</tr>", Row((label,), (species, *texts), (w,)), n > 0))
    return Made(_header(["Taxon or group", "Habitat", "Records", "Source"]), lines)


def matrix(sheet: Sheet) -> Made:
    """Make a table of judgements, some with a callout."""
    rng, lines = sheet.rng, []
    for name in rng.sample(PROPERTIES, 5):
        works, cells = [], ""
        for _ in range(3):
            text = rng.choice(["Yes", "No", "Partly", "High", "Low"])
            if rng.random() < 0.6:
                works.append(rng.randrange(len(sheet.listed)))
                gap = "" if sheet.paper["callouts"] == "raised" else " "
                text += gap + callout(works[-1:], sheet.listed, sheet.paper)
            cells += f"<td>{text}</td>"
        lines.append(Line(f"<tr><td>{name}</td>{cells}</tr>", Row((), (name,), tuple(works))))
    return Made(_header(["Property", "Pond", "Stream", "Shore"]), lines)


KINDS: dict[str, Callable[[Sheet], Made]] = {
    "names first": names_first, "labels across": labels_across, "merged labels": merged_labels,
    "works last": works_in_column, "works second": works_in_column, "long": long_table,
    "stacked heads": stacked_heads, "rows set in": rows_set_in, "matrix": matrix,
}  # fmt: skip
