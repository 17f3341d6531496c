"""Lists without one of their lines or marks: what is read of them, compared with golden files (`make golden`)."""

from __future__ import annotations

import re

import pytest

from surveyrefs.lists.model import PaperList
from tests.conftest import Golden
from tests.lists.build import DATA, listed
from tests.neighbours import shown, without_one

MARKS = re.compile(r"[\[\]()|*`]|<[^>]+>|https?://|\d{4}|^(?:#+|-)", re.MULTILINE)


def read(found: PaperList) -> list[str]:
    lines = [f"heading {h}" for h in found.headings]
    for e in found.entries:
        links = " ".join(f"{link.kind}={link.url}" for link in e.links)
        said = (
            f"{' > '.join(e.category)} | {e.title} | {e.authors} | {e.venue} | {e.year} | {e.arxiv} {e.doi} | {links}"
        )
        lines.append(said)
    return [*(line[:120] for line in lines), *(f"{p.code} {p.text.partition(': ')[2]}"[:120] for p in found.problems)]


@pytest.mark.golden
@pytest.mark.parametrize("name", ["bullets", "html", "pipe"])
def test_lists_without_a_line_or_a_mark(name: str, golden: Golden) -> None:
    text = (DATA / f"{name}.md").read_text(encoding="utf-8")
    near = [(of, "\n".join(rest)) for of, rest in without_one(text.split("\n"))]
    for m in [*MARKS.finditer(text)][::2]:
        line = text.count("\n", 0, m.start()) + 1
        near.append((f"without {m[0]} in {line}", text[: m.start()] + text[m.end() :]))
    out = shown(name, read(listed(text)), ((of, read(listed(other))) for of, other in near))
    golden.check(f"neighbours/{name}.txt", "\n".join(out) + "\n")
