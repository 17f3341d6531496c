"""A Markdown list of the works, under the survey's categories."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from surveyrefs.export.context import authors_text
from surveyrefs.export.work import ARXIV_ABSTRACT
from surveyrefs.model.link import Category
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_DEEPEST = 6  # levels of headings that Markdown has
_NAMED = 3  # authors named before "et al."


def to_markdown(run: Run) -> str:
    """Return the works as a Markdown list: under each category the works directly in it, then those in none."""
    references = run.references.references
    lines = [f"# {_text(run.document.title or run.name)}", ""]
    placed: set[int] = set()
    lines += _categories(run.categories.tree, references, 2, placed)
    rest = [r for n, r in enumerate(references) if n not in placed]
    if rest:
        lines += [*(["## Other works", ""] if placed else []), *map(_line, rest), ""]
    return "\n".join(lines)


def _categories(
    tree: Sequence[Category], references: Sequence[Reference], depth: int, placed: set[int]
) -> Iterator[str]:
    for node in tree:
        works = [n for n in node.references if 0 <= n < len(references)]
        placed.update(works)
        yield from (f"{'#' * min(depth, _DEEPEST)} {_text(node.name)}", "")
        if works:
            yield from (*(_line(references[n]) for n in works), "")
        yield from _categories(node.children, references, depth + 1, placed)


def _line(r: Reference) -> str:
    """Return `- [Title](address). Authors. Container, year. (key)`, or the printed text of a work without title."""
    url = f"https://doi.org/{r.doi}" if r.doi else f"{ARXIV_ABSTRACT}{r.arxiv}" if r.arxiv else r.url
    title = _text(r.title or r.raw)
    linked = f"[{title}](<{url.replace('<', '%3C').replace('>', '%3E')}>)" if url else title
    if not r.title:
        return f"- {linked} (`{r.key}`)"
    authors = authors_text(r).split("; ")
    named = "; ".join(authors[:_NAMED]) + (" et al." if len(authors) > _NAMED else "")
    where = ", ".join(filter(None, (r.container, r.year)))
    parts = [linked, *(_text(part) for part in (named, where) if part)]
    return f"- {'. '.join(part.rstrip('.') for part in parts)}. (`{r.key}`)"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
