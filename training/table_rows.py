"""Fit the weights of the evidence for rows to tables whose rows are known (build/table_rows.json).

    python -m training.table_rows FOLDER ... [--check] [--without ID ...]

A folder holds papers that `python -m tests.bench.drawn --keep FOLDER` drew (<seed>.pdf, and with --close r<seed>.pdf),
or papers as the bench does: <id>/survey.pdf and <id>/gold.json. Of a drawn table the rows are known where the letters
between two printed lines are those of a row; of a table with a gold, where the rows that hand-set weights give are the
gold's one by one: those are to stay as they are.

The model is a conditional random field over the ways to part the printed lines into rows, with the columns that are
labels and how the cells are set as what is not known. Weights are held near hand-set ones (PRIOR). --check prints how
weights that are fitted to two thirds of the papers do on the others, beside the hand-set ones, and writes nothing.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest import mock

import msgspec
import numpy as np

from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.running.passages import Weaver
from surveyrefs.parse.embedded.tables import grid
from surveyrefs.parse.embedded.tables.cell_lines import SplitLine, cell_leading
from surveyrefs.parse.embedded.tables.limits import LABEL_SHARE
from surveyrefs.parse.embedded.tables.row_weights import RowWeights
from surveyrefs.parse.embedded.tables.rows import label_counts, one_a_band, part_rows, readings
from surveyrefs.parse.embedded.tables.weigher import WAYS, Weigher
from tests.bench.drawn.__main__ import wished
from tests.bench.drawn.made import maker_of
from training.fitting import pdfs_of, read_arguments
from training.table_labels import squash

OUT = Path(__file__).parents[1] / "build" / "table_rows.json"  # not that of the package: see docs/tables.md
# What each kind of evidence was thought to weigh before any was fitted; new kinds begin with nothing.
PRIOR: dict[str, float] = dict.fromkeys(RowWeights.__struct_fields__, 0.0) | {
    "joined": -0.35, "first_joined": -1.0, "hyphen": 4.0, "restyled": -0.8, "same_text": -1.5, "no_room": 0.5,
    "room": -1.6, "some_room": -0.8, "unclosed": 3.0, "lower": 1.2, "bracket": 1.2,
    "dangling": 1.8, "listed": 0.8, "callout_end": -0.8, "closed": -2.5, "callouts": -1.5, "short": -1.0,
    "figures": -2.0, "counted": -2.0, "far": -4.0, "wider": -1.5, "blank_first": -2.5, "blank_cell": -0.35,
    "lonely": -1.5, "dense": -6.0, "ruled_style": -2.5, "no_blank": -3.5, "overlap": -4.0,
    "off_top": -3.0, "off_centre": -3.0, "off_bottom": -3.0, "bottom": -0.6, "mixed": -0.4, "label_column": -4.0,
    "label_bands": 3.0,
}  # fmt: skip
NAMES = tuple(RowWeights.__struct_fields__)
FIRST = np.array([PRIOR[name] for name in NAMES])
FOLDS, EPOCHS, BATCH, RATE = 3, 8, 16, 0.05
HELD = 0.003  # by how much weights are held near the hand-set ones
REAL, PLAIN = 6.0, 0.5  # what a table with a gold, and one drawn in any style, counts
BELOW = 18.0  # evidence less than the best rows have: rows so unlikely are left out
SURE, AGAIN = 1e-4, 0.25  # tables that are this well known are looked at less often
LIKE, ALL_LIKE = 0.45, 0.8  # part of a gold row's letters that a row has, and of all rows' in the mean
MOST = 40  # printed lines of a row

Lines = list[SplitLine]
Given = tuple[Lines, frozenset[int], frozenset[int]]  # what is to be parted: see rows.part_rows()


class Body(msgspec.Struct, frozen=True):
    """A table's lines on a page, as rows.part_rows() is given them, and its rows; `labels`: columns of labels."""

    given: Given
    rows: tuple[tuple[int, int], ...]
    labels: int


class Paper(msgspec.Struct, frozen=True):
    """A paper's tables whose rows are known; `kind` is "real", "plain" (drawn in any style) or "close"."""

    name: str
    kind: str
    bodies: Sequence[Body]


# -- tables and their rows --------------------------------------------------------------------------------------------


def bodies_of(pdf: Path) -> list[Given]:
    """Return what is to be parted into rows in a PDF."""
    seen: dict[tuple[int, float, float], Given] = {}

    def keep(lines: Lines, breaks: frozenset[int], spanning: frozenset[int]) -> Any:
        first = next(p for p in lines[0].cells if p is not None).first
        seen[first.index, first.x0, first.baseline] = (list(lines), breaks, spanning)
        return part_rows(lines, breaks, spanning)

    file = read_pdf(pdf)
    layout = build_layout(file)
    with mock.patch.object(grid, "part_rows", keep):
        find_floats(file, layout, Weaver(file.pages, layout))
    return [given for given in seen.values() if len(given[0]) > 1]


def drawn_rows(lines: Lines, rows: Sequence[str], labels: int) -> tuple[tuple[int, int], ...]:
    """Return which lines are which of a drawn table's rows (their letters, without labels); empty if not known."""
    kept = [i for i, line in enumerate(lines) if any(p is not None for p in line.cells[labels:])]
    letters = [Counter(squash("".join(p.text for p in lines[i].cells[labels:] if p is not None))) for i in kept]
    wanted = [Counter(row) for row in rows]
    for first in range(len(rows)):
        found: list[tuple[int, int]] = []
        at, row = 0, first
        while at < len(kept) and row < len(wanted):
            have: Counter[str] = Counter()
            end = at
            while end < len(kept) and end - at < MOST and have.total() < wanted[row].total():
                have += letters[end]
                end += 1
            if have != wanted[row] or end == at:
                break
            found.append((kept[at], kept[end - 1]))
            at, row = end, row + 1
        if at == len(kept):
            return tuple(found)
    return ()


def _letters(text: str) -> str:
    return re.sub(r"\d", "", squash(text))


def _likeness(have: str, wanted: str) -> float:
    a, b = (Counter(t[i : i + 3] for i in range(len(t) - 2)) for t in (have, wanted))
    return (a & b).total() / b.total() if b else 0.5


def gold_body(given: Given, tables: Sequence[Sequence[str]]) -> Body | None:
    """Return a table as hand-set weights part it, if its rows are those of a gold, in their order."""
    lines = given[0]
    partition, spans = part_rows(*given, RowWeights(**PRIOR))
    texts = [
        _letters("".join(p.text for i in range(a, b + 1) for p in lines[i].cells if p is not None))
        for a, b in partition.rows
    ]  # fmt: skip
    for rows in tables:
        for first in range(len(rows) - len(texts) + 1):
            like = [_likeness(*both) for both in zip(texts, rows[first:], strict=False)]
            if min(like) >= LIKE and sum(like) >= ALL_LIKE * len(like):
                return Body(given, partition.rows, max((c + 1 for c in spans - given[2]), default=0))
    return None


def read_paper(pdf: Path) -> Paper:
    """Return the tables of a paper whose rows are known."""
    if not pdf.stem.lstrip("r").isdigit():
        gold = json.loads((pdf.parent / "gold.json").read_text(encoding="utf-8"))
        tables = [
            [_letters("".join([*(c["text"] for c in row["cells"]), *row["groups"]])) for row in table["rows"]]
            for table in gold["tables"]
        ]
        own = [body for given in bodies_of(pdf) if (body := gold_body(given, tables))]
        return Paper(pdf.parent.name, "real", own)
    paper = maker_of(pdf.stem).paper()
    known = [(["".join(w.cells[t.labels :]) for w in wished(paper, t)], t.labels) for t in paper.tables]
    found = []
    for given in bodies_of(pdf):
        options = ((drawn_rows(given[0], rows, n), n) for rows, labels in known for n in {labels, 0})
        best = next(((rows, n) for rows, n in options if rows), None)
        if best is not None:
            found.append(Body(given, *best))
    return Paper(pdf.stem, "close" if pdf.stem.startswith("r") else "plain", found)


# -- evidence as numbers ----------------------------------------------------------------------------------------------


class Tally:
    """How often each kind of evidence was found: what a weight is to weigher.py, counted instead of weighed."""

    def __init__(self, counts: Any) -> None:
        """Keep the counts, in the order of NAMES."""
        self.counts = counts

    def __add__(self, other: Any) -> Tally:
        return Tally(self.counts + other.counts) if isinstance(other, Tally) else self  # else nothing: 0.0

    __radd__ = __add__

    def __mul__(self, factor: float) -> Tally:
        return Tally(self.counts * factor)

    __rmul__ = __mul__

    def __lt__(self, other: float) -> bool:
        return float(self.counts @ FIRST) < other


_ONES = {name: Tally(row) for name, row in zip(NAMES, np.eye(len(NAMES)), strict=True)}
TALLIES = cast("RowWeights", SimpleNamespace(**_ONES))


class Option(msgspec.Struct, frozen=True):
    """One way to take columns for labels: the rows that there may be (first and last line, and the evidence for each
    way to set cells), what is evidence for all of them, the number of lines, and which of the rows there are."""

    starts: Any
    ends: Any
    evidence: Any
    always: Any
    count: int
    truth: Any


def options_of(body: Body) -> list[Option]:
    """Return the ways to read a table, none if its rows are in none of them."""
    lines, breaks, spanning = body.given
    leading = cell_leading(lines)
    found = []
    for reading in readings(lines, breaks, spanning):
        lead = sorted(reading.skip - spanning)
        counts = label_counts(lines, lead, leading)
        if lead and not 1 <= counts[0] <= counts[-1] <= LABEL_SHARE * len(reading.at):
            continue
        always = np.zeros(len(NAMES))
        always[NAMES.index("label_column")] = len(lead)
        always[NAMES.index("label_bands")] = bool(lead) and one_a_band(lines, lead[0], breaks, leading)
        weigher = Weigher(reading.kept, leading, reading.breaks, reading.skip, TALLIES)
        rows = [(a, b, both) for a, near in weigher.all_rows() for b, both in near]
        evidence = np.array([[t.counts for t in cast("Any", both)] for _, _, both in rows])
        truth = _truth(body, reading.at, [(a, b) for a, b, _ in rows]) if _labels_fit(body, lead) else None
        starts, ends = (np.array([row[k] for row in rows]) for k in (0, 1))
        found.append(_likely(Option(starts, ends, evidence, always, len(reading.kept), truth)))
    return found if any(o.truth is not None for o in found) else []


def _labels_fit(body: Body, lead: Sequence[int]) -> bool:
    """Tell whether the columns taken for labels are those that there are."""
    spanning = body.given[2]
    return all(c in lead or c in spanning for c in range(body.labels)) and all(c < body.labels for c in lead)


def _truth(body: Body, at: Sequence[int], rows: Sequence[tuple[int, int]]) -> Any:
    """Return the numbers of the rows that there are among all that there may be; None if one of them is not."""
    places = {line: i for i, line in enumerate(at)}
    number = {row: i for i, row in enumerate(rows)}
    mine = [[places[i] for i in range(a, b + 1) if i in places] for a, b in body.rows]
    wanted = [(row[0], row[-1]) for row in mine if row]
    whole = [i for a, b in wanted for i in range(a, b + 1)] == list(range(len(at)))
    return np.array([number[row] for row in wanted]) if whole and all(row in number for row in wanted) else None


def _likely(option: Option) -> Option:
    """Leave out rows that are in no way to part the lines that is not much worse than the best by hand-set weights."""
    weights = (option.evidence @ FIRST).max(axis=1)
    before, after = _best_before(option, weights), _best_after(option, weights)
    keep = before[option.starts] + weights + after[option.ends + 1] > before[-1] - BELOW
    if option.truth is not None:
        keep[option.truth] = True
    number = np.cumsum(keep) - 1
    truth = None if option.truth is None else number[option.truth]
    evidence = option.evidence[keep].astype(np.float32)
    return Option(option.starts[keep], option.ends[keep], evidence, option.always, option.count, truth)


def _best_before(option: Option, weights: Any) -> Any:
    best = np.array([0.0] + [-1e9] * option.count)
    for end in range(option.count):
        mine = np.flatnonzero(option.ends == end)
        best[end + 1] = (best[option.starts[mine]] + weights[mine]).max(initial=-1e9)
    return best


def _best_after(option: Option, weights: Any) -> Any:
    best = np.array([-1e9] * option.count + [0.0])
    for start in range(option.count - 1, -1, -1):
        mine = np.flatnonzero(option.starts == start)
        best[start] = (best[option.ends[mine] + 1] + weights[mine]).max(initial=-1e9)
    return best


# -- fitting ----------------------------------------------------------------------------------------------------------


def _log_sum(values: Any) -> Any:
    most = values.max(axis=0)
    return most + np.log(np.exp(values - most).sum(axis=0))


def _expected(option: Option, weights: Any) -> tuple[Any, Any]:
    """Return for each way to set cells the log of the sum over all partings of the lines, and the evidence expected."""
    n = option.count
    before, after = np.full((n + 1, WAYS), -1e9), np.full((n + 1, WAYS), -1e9)
    before[0] = after[n] = 0
    for end in range(n):
        mine = np.flatnonzero(option.ends == end)
        if len(mine):
            before[end + 1] = _log_sum(before[option.starts[mine]] + weights[mine])
    for start in range(n - 1, -1, -1):
        mine = np.flatnonzero(option.starts == start)
        if len(mine):
            after[start] = _log_sum(after[option.ends[mine] + 1] + weights[mine])
    chance = np.exp(np.minimum(0, before[option.starts] + weights + after[option.ends + 1] - before[n]))
    return before[n], np.einsum("rw,rwf->wf", chance.astype(np.float32), option.evidence)


def gradient(options: Sequence[Option], by: Any) -> tuple[float, Any]:
    """Return the log likelihood of a table's rows by some weights, and its gradient."""
    known: list[tuple[float, Any]] = []
    all_: list[tuple[float, Any]] = []
    for option in options:
        weights = (option.evidence @ by.astype(np.float32)).astype(float)
        total, expected = _expected(option, weights)
        more = option.always @ by
        all_ += [(total[w] + more, expected[w] + option.always) for w in range(WAYS)]
        if option.truth is not None:
            own, found = weights[option.truth].sum(axis=0), option.evidence[option.truth].sum(axis=0)
            known += [(own[w] + more, found[w] + option.always) for w in range(WAYS)]
    logs = [np.array([log for log, _ in part]) for part in (known, all_)]
    sums = [_log_sum(log) for log in logs]
    means = [
        np.exp(log - total) @ np.array([e for _, e in part])
        for log, total, part in zip(logs, sums, (known, all_), strict=True)
    ]
    return float(sums[0] - sums[1]), means[0] - means[1]


def fit(tables: Sequence[tuple[Sequence[Option], float]]) -> Any:
    """Return the weights that make the rows of tables most likely (Adam); beside each table is what it counts."""
    rng = np.random.default_rng(0)
    by, slope, square = FIRST.copy(), np.zeros(len(NAMES)), np.zeros(len(NAMES))
    last = np.full(len(tables), -1.0)
    step = 0
    for epoch in range(EPOCHS):
        order = [k for k in rng.permutation(len(tables)) if last[k] < -SURE or rng.random() < AGAIN]
        for i in range(0, len(order), BATCH):
            batch = order[i : i + BATCH]
            total = -HELD * (by - FIRST)
            for k in batch:
                last[k], one = gradient(tables[k][0], by)
                total = total + tables[k][1] * one / len(batch)
            step += 1
            slope, square = 0.9 * slope + 0.1 * total, 0.99 * square + 0.01 * total * total
            rate = RATE * (1 - epoch / EPOCHS)
            by = by + rate * (slope / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return by


def weights_of(by: Any) -> dict[str, float]:
    """Return weights by their names."""
    return {name: round(float(value), 3) for name, value in zip(NAMES, by, strict=True)}


# -- the program ------------------------------------------------------------------------------------------------------


def right(body: Body, by: Mapping[str, float]) -> tuple[int, int, int]:
    """Count a table's rows, those that weights find, and whether all are found and no others."""
    lines = body.given[0]

    def own(row: tuple[int, int]) -> tuple[int, ...]:
        return tuple(i for i in range(row[0], row[1] + 1) if any(lines[i].cells[body.labels :]))

    got, want = ({own(r) for r in rows} for rows in (part_rows(*body.given, RowWeights(**by))[0].rows, body.rows))
    return len(want), len(got & want), int(got == want)


def tables_of(papers: Sequence[Paper]) -> list[tuple[Sequence[Option], float]]:
    """Return the tables to fit to, with what each counts: less for each row the more rows it has."""
    share = {"real": REAL, "plain": PLAIN, "close": 1.0}
    both = ((options_of(body), share[p.kind] * len(body.rows) ** -0.5) for p in papers for body in p.bodies)
    return [(options, weight) for options, weight in both if options]


def check(papers: Sequence[Paper]) -> Iterator[str]:
    """Say how weights do that are fitted to other papers, and how the hand-set ones do, by kinds of papers."""
    sums: Counter[tuple[str, str, int]] = Counter()
    for fold in range(FOLDS):
        by = weights_of(fit(tables_of([p for i, p in enumerate(papers) if i % FOLDS != fold])))
        for paper in papers[fold::FOLDS]:
            for body in paper.bodies:
                for name, weights in (("by hand", PRIOR), ("fitted", by)):
                    for k, n in enumerate((*right(body, weights), 1)):
                        sums[paper.kind, name, k] += n
    for kind, name in sorted({(kind, name) for kind, name, _ in sums}):
        rows, found, whole, tables = (sums[kind, name, k] for k in range(4))
        yield f"{kind:6} {name:8} {found} of {rows} rows, {whole} of {tables} tables without mistake"


def main() -> None:
    """Read the papers, and check or write the weights."""
    args = read_arguments(__doc__)
    with ProcessPoolExecutor(2) as pool:
        papers = [p for p in pool.map(read_paper, pdfs_of(args), chunksize=4) if p.bodies]
    if args.check:
        for text in check(papers):
            print(text)
        return
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(weights_of(fit(tables_of(papers))), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
