"""The works that drawn papers cite."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

KINDS = {
    "article": "article-journal", "inproceedings": "paper-conference", "book": "book", "phdthesis": "thesis",
    "techreport": "report", "online": "webpage", "incollection": "chapter",
}  # fmt: skip
FIELDS = {
    "venue": "container-title", "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher",
    "doi": "DOI", "url": "URL",
}  # fmt: skip


def works_of(golds: Sequence[Path]) -> list[dict[str, Any]]:
    """Return the works of surveys' true lists, each once, as pandoc reads them."""
    found: dict[str, dict[str, Any]] = {}
    for path in golds:
        for r in json.loads(path.read_text(encoding="utf-8"))["references"]:
            year = re.search(r"\d{4}", r.get("year") or "")
            if not (r.get("title") and r.get("authors") and year):
                continue
            item: dict[str, Any] = {"type": KINDS.get(r["type"], "article"), "title": r["title"]}
            item["author"] = [{k: v for k, v in name.items() if v} for name in r["authors"]]
            item["issued"] = {"date-parts": [[int(year[0])]]}
            item |= {theirs: r[ours] for ours, theirs in FIELDS.items() if r.get(ours)}
            found.setdefault(re.sub(r"\W", "", r["title"].lower()), item)
    return list(found.values())
