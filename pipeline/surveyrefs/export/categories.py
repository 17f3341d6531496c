"""The tree of categories for people and other programs: text, Markdown, CSV, JSON, a Mermaid diagram."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from surveyrefs.csv_text import rows_to_csv
from surveyrefs.export.context import PATH
from surveyrefs.export.survey import to_json
from surveyrefs.model.link import Category
from surveyrefs.model.run import Run
from surveyrefs.text.controls import one_line, unmentioned

CATEGORY_COLUMNS = ("path", "name", "level", "works", "works_below", "source", "places", "keys", "survey")
_MARKDOWN = str.maketrans({c: "\\" + c for c in "\\`*_[]<>#|"})
_MERMAID = str.maketrans({'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "`": "#96;", "\n": " "})


def works_of(node: Category) -> set[int]:
    """Return the works of a category and of all below it."""
    return set(node.references).union(*(works_of(child) for child in node.children))


def categories_text(run: Run, depth: int = 0) -> str:
    """Return the tree as indented lines with the number of works in and below each category."""
    lines = [f"{one_line(run.document.title or run.name)} ({_works(set().union(*map(works_of, run.categories.tree)))})"]
    lines += [f"{'  ' * level}{one_line(node.name)} ({len(works_of(node))})" for level, _, node in _walk(run, depth)]
    return "\n".join(lines) + "\n"


def categories_markdown(run: Run, depth: int = 0) -> str:
    """Return the tree as a nested list."""
    lines = [
        f"{'  ' * (level - 1)}- {unmentioned(one_line(node.name).translate(_MARKDOWN))} ({len(works_of(node))})"
        for level, _, node in _walk(run, depth)
    ]
    return "\n".join(lines) + "\n" if lines else ""


def categories_csv(run: Run, depth: int = 0) -> str:
    """Return a row a category: its path, how many works are in it and below it, who names it, and the keys."""
    keys = [r.key for r in run.references.references]
    rows = (
        (
            PATH.join(path), node.name, str(level), str(len(node.references)), str(len(works_of(node))), node.source,
            "; ".join(node.places), "; ".join(keys[i] for i in node.references if 0 <= i < len(keys)), run.name,
        )
        for level, path, node in _walk(run, depth)
    )  # fmt: skip
    return rows_to_csv(CATEGORY_COLUMNS, rows)


def categories_json(run: Run, depth: int = 0) -> str:
    """Return the tree as JSON with counts."""
    keys = [r.key for r in run.references.references]

    def node_of(node: Category, level: int) -> dict[str, Any]:
        below = node.children if not depth or level < depth else ()
        return {
            "name": node.name,
            "works": len(node.references),
            "works_below": len(works_of(node)),
            "source": node.source,
            "places": list(node.places),
            "references": [keys[i] for i in node.references if 0 <= i < len(keys)],
            "children": [node_of(child, level + 1) for child in below],
        }

    return to_json({"survey": run.name, "categories": [node_of(node, 1) for node in run.categories.tree]})


def categories_mermaid(run: Run, depth: int = 0) -> str:
    """Return the tree as a Mermaid flow chart, which GitHub and many editors draw."""
    lines = ["flowchart LR", f'  n0["{one_line(run.document.title or run.name).translate(_MERMAID)}"]']
    parents = {0: 0}
    for number, (level, _, node) in enumerate(_walk(run, depth), start=1):
        parents[level] = number
        name = one_line(node.name).translate(_MERMAID)
        lines.append(f'  n{parents[level - 1]} --> n{number}["{name} ({len(works_of(node))})"]')
    return "\n".join(lines) + "\n"


FORMS: dict[str, Callable[[Run, int], str]] = {
    "text": categories_text, "markdown": categories_markdown, "csv": categories_csv, "json": categories_json,
    "mermaid": categories_mermaid,
}  # fmt: skip


def _walk(run: Run, depth: int) -> Iterator[tuple[int, tuple[str, ...], Category]]:
    """Yield level (from 1), path and node, depth first; `depth` levels at most, all for 0."""

    def visit(nodes: Sequence[Category], above: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...], Category]]:
        for node in nodes:
            path = (*above, node.name)
            yield len(path), path, node
            if not depth or len(path) < depth:
                yield from visit(node.children, path)

    return visit(run.categories.tree, ())


def _works(found: set[int]) -> str:
    return f"{len(found)} work" if len(found) == 1 else f"{len(found)} works"
