"""What a person sees of a paper on one screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from surveyrefs.model.correction import Status
from surveyrefs.model.document import Table
from surveyrefs.model.link import Category
from surveyrefs.model.run import Run
from surveyrefs.runner import Outcome

# One screen of 24 lines holds them all with the figures.
MAX_TABLES = 5
MAX_NODES = 10
MAX_CODES = 5
# Problems that say that references may be missing, joined or none.
LIST_DOUBTS = (
    "label-missing",
    "list-doubtful",
    "list-ends-early",
    "list-left-over",
    "list-uncut",
    "reference-list-preamble",
    "reference-outsized",
)
# What became of corrections, in the order of telling.
FATES: dict[Status, str] = {
    "applied": "applied", "already": "needless: it is read so", "unused": "unused", "conflict": "in conflict",
}  # fmt: skip
WIDTH = 60  # characters of a caption or category


def show_run(run: Run) -> tuple[str, ...]:
    """Return the lines on tables and taxonomy, which need the whole run."""
    tables = [_table_line(table) for table in run.document.tables]
    nodes = list(_tree_lines(run.categories.tree, 0))
    heading = ["  categories"] if nodes else []
    return (
        *_cut(tables, MAX_TABLES, "tables"), *heading, *_cut(nodes, MAX_NODES, "categories"), *_corrections(run),
        *_looked_up(run),
    )  # fmt: skip


def _corrections(run: Run) -> list[str]:
    """Return the line on corrections; a run without any has none."""
    fates = Counter(fate.status for fate in run.corrected.fates)
    if not fates:
        return []
    told = [f"{fates[s]} {word}" for s, word in FATES.items() if fates[s]]
    return [f"  corrections {fates.total():5}   {', '.join(told)}"]


def _looked_up(run: Run) -> list[str]:
    """Return the line on what was found outside the survey; a run without look-up has none."""
    found = Counter(item.field for item in run.looked_up.found)
    if not run.looked_up.answers:
        return []
    told = f"{found['doi']} DOIs, {found['published_in']} published preprints, {found['abstract']} abstracts"
    return [f"  looked up   {len({i.reference for i in run.looked_up.found}):5}   {told}"]


def show_run_with_differences(run: Run) -> tuple[str, ...]:
    """Return the same, and in what GROBID's reading differs from ours where ours is most likely right."""
    return (*show_run(run), *(f"  {p.code}: {p.text}" for p in run.differences()))


def _table_line(table: Table) -> str:
    from surveyrefs.export.tabular import table_title  # loaded by then; not where nothing is to be done

    size = f"{len(table.rows)} × {len(table.header)}"
    return f"    {table.number or 'unnumbered'}: {_short(table_title(table))} ({size})"


def _tree_lines(nodes: Sequence[Category], depth: int) -> Iterator[str]:
    for node in nodes:
        works = len(_works(node))
        yield f"    {'  ' * depth}{_short(node.name)} ({works} {'work' if works == 1 else 'works'})"
        if depth == 0:
            yield from _tree_lines(node.children, depth + 1)


def _works(node: Category) -> set[int]:
    return set(node.references).union(*(_works(child) for child in node.children))


def _cut(lines: Sequence[str], limit: int, what: str) -> tuple[str, ...]:
    if len(lines) <= limit:
        return tuple(lines)
    return (*lines[: limit - 1], f"    … and {len(lines) - limit + 1} more {what}")


def _short(text: str) -> str:
    return text if len(text) <= WIDTH else text[: WIDTH - 1].rstrip() + "…"


def summary_of(outcome: Outcome, output: Path) -> str:
    """Return the summary of a finished paper."""
    counts = outcome.counts
    if outcome.engine == "list":
        lines = [
            f"{outcome.name} (paper list)",
            f"  entries     {counts['callouts']:5}   {counts['references']} works",
            f"  headings    {counts['sections']:5}",
            *outcome.shown,
            f"  problems    {counts['problems']:5}{_codes(outcome.problems)}",
            f"  written to {output / outcome.name}",
        ]
        return "\n".join(lines)
    uncited = counts["references"] - counts["cited"]
    lines = [
        f"{outcome.name} ({counts['pages']} pages, {outcome.engine})",
        f"  references  {counts['references']:5}" + (f"   {uncited} never cited" if uncited else ""),
        *_doubts(outcome.problems),
        f"  callouts    {counts['callouts']:5}   {counts['linked']} linked, {counts['unlinked']} unlinked",
        f"  tables      {counts['tables']:5}   {counts['rows']} rows",
        *outcome.shown,
        f"  problems    {counts['problems']:5}{_codes(outcome.problems)}",
        f"  written to {output / outcome.name}",
    ]
    return "\n".join(lines)


def _doubts(problems: dict[str, int]) -> list[str]:
    """Warn where the list may not be whole: figures alone would look like success."""
    doubts = [code for code in LIST_DOUBTS if problems.get(code)]
    return [f"    check the list: {', '.join(doubts)} (problems.csv)"] if doubts else []


def _codes(problems: dict[str, int]) -> str:
    ranked = sorted(problems.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{code} {number}" for code, number in ranked[:MAX_CODES]]
    if len(ranked) > MAX_CODES:
        shown.append("…")
    return "   " + ", ".join(shown) if shown else ""
