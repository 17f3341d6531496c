"""survey.json and taxonomy.json."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from surveyrefs.csv_text import printable
from surveyrefs.model.link import Category
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run


def survey_json(run: Run) -> str:
    """Return survey.json: what is known of the survey itself."""
    document = run.document
    return to_json(
        {
            "name": run.name,
            "title": document.title,
            "authors": list(document.authors),
            "arxiv": document.arxiv,
            "doi": document.doi,
            "pages": len(document.pages),
            "sha256": run.sha256,
        }
    )


def taxonomy_json(run: Run) -> str:
    """Return taxonomy.json: the categories as one tree, each node with the keys of its references; shared labels."""
    references = run.references.references
    shared = [
        {"name": label.name, "paths": list(label.paths), "references": _keys(label.references, references)}
        for label in run.categories.shared
    ]
    tree = [_node(c, references) for c in run.categories.tree]
    return to_json({"survey": run.name, "categories": tree, "shared": shared})


def _keys(indexes: Sequence[int], references: Sequence[Reference]) -> list[str]:
    return [references[i].key for i in indexes if 0 <= i < len(references)]


def _node(category: Category, references: Sequence[Reference]) -> dict[str, Any]:
    return {
        "name": category.name,
        "title": category.title,
        "source": category.source,
        "places": list(category.places),
        "references": _keys(category.references, references),
        "children": [_node(child, references) for child in category.children],
    }


def to_json(value: Any) -> str:
    """Return JSON as all our files have it: two blanks of indentation, Unicode as it is, a line feed at the end."""
    return printable(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
