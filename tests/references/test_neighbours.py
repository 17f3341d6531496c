"""References and lists of them without one of their parts: what is read, compared with golden files (`make golden`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from surveyrefs.model.reference import Name, Reference
from surveyrefs.references.entries.segment import segment
from tests.conftest import Golden
from tests.neighbours import shown, strings, without_a_word, without_one
from tests.parse.embedded.build import entries
from tests.references.entries.test_segment import document
from tests.references.test_fields import read

HERE = Path(__file__).parent


def name_of(name: Name) -> str:
    return name.literal or "/".join(part for part in (name.given, name.family, name.suffix) if part)


def fields_of(reference: Reference) -> Iterator[str]:
    r = reference
    people = "; ".join(map(name_of, r.authors)) + " and others" * r.others
    yield f"{r.type} {r.confidence:.3f} {r.key}"
    fields = {
        "title": r.title,
        "year": r.year + r.year_suffix,
        "in": r.container,
        "by": people,
        "publisher": r.publisher,
    }
    fields |= {
        "at": f"{r.volume}|{r.issue}|{r.pages}".strip("|"),
        "doi": r.doi,
        "arxiv": r.arxiv,
        "url": r.url,
        **r.extra,
    }
    yield from (f"{key} {value}" for key, value in fields.items() if value)


def is_reference(text: str) -> bool:
    return 60 < len(text) < 220 and text.count(". ") > 2 and any(c.isdigit() for c in text)


def is_list(text: str) -> bool:
    return text.count("\n") > 1 and "." in text


@pytest.mark.golden
def test_fields_of_references_without_a_word(golden: Golden) -> None:
    found = strings(HERE / "test_fields.py", is_reference, 2)
    assert len(found) > 5
    out: list[str] = []
    for text in found:
        near = ((name, [*fields_of(read(other))]) for name, other in without_a_word(text))
        out += shown(text, [*fields_of(read(text))], near)
    golden.check("neighbours/fields.txt", "\n".join(out) + "\n")


def cut(text: str) -> list[str]:
    raws, problems = segment(document(entries(text)))
    return [*(f"{raw.label} | {raw.passage.text}"[:90] for raw in raws), *(f"{p.code} {p.text}"[:90] for p in problems)]


@pytest.mark.golden
def test_lists_without_a_line(golden: Golden) -> None:
    found = strings(HERE / "entries" / "test_segment.py", is_list)
    assert len(found) > 5
    out: list[str] = []
    for text in found:
        lines = text.split("\n")
        near = [(name, "\n".join(rest)) for name, rest in without_one(lines) if rest]
        near += [
            (f"flush {i + 1}", "\n".join([*lines[:i], line.strip(), *lines[i + 1 :]])) for i, line in enumerate(lines)
        ]
        near += [
            (f"set in {i + 1}", "\n".join([*lines[:i], f"   {line}", *lines[i + 1 :]])) for i, line in enumerate(lines)
        ]
        out += shown(
            text.replace("\n", " / "), cut(text), ((name, cut(other)) for name, other in near if other != text)
        )
    golden.check("neighbours/lists.txt", "\n".join(out) + "\n")
