"""Texts without one of their words: identifiers, labels, names and joints, compared with a golden file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from surveyrefs.text.dehyphenate import Vocabulary, joined
from surveyrefs.text.identifiers import find_identifiers, normalise_arxiv, normalise_doi, trim_closing
from surveyrefs.text.labels import read_label
from surveyrefs.text.list_names import names_list
from surveyrefs.text.people import people_of, people_text
from surveyrefs.text.similarity import likeness, most_alike
from surveyrefs.text.unicode import compose, tidy
from tests.conftest import Golden
from tests.neighbours import shown, strings, without_a_word

HERE = Path(__file__).parent
KNOWN = Vocabulary(
    ["a retrieval wellknown preprocess stateoftheart multi modal reranking nonlinear self-attention end"]
)
JOINTS = (
    ("retrie-", "val"),
    ("well-", "known"),
    ("pre-", "process"),
    ("multi-", "modal"),
    ("GPT-", "3"),
    ("state-of-the-", "art"),
    ("re-", "ranking"),
    ("non-", "linear"),
    ("X-", "ray"),
    ("e-", "mail"),
    ("self-", "attention"),
    ("Smith-", "Jones"),
    ("3-", "5"),
    ("https://a.b/c-", "d"),
    ("data\u00ad", "base"),
    ("word", "next"),
    ("al-", "Qaeda"),
    ("10-", "fold"),
)


def read(text: str) -> Iterator[str]:
    yield from (f"identifier {i}" for i in find_identifiers(text))
    yield f"doi {normalise_doi(text)!r} arxiv {normalise_arxiv(text)!r} trimmed {trim_closing(text)[-12:]!r}"
    yield from (f"label {label}" for label in read_label(text))
    names, others = people_of(text)
    yield f"list {names_list(text)} people {people_text(names, others)[:60]!r}"
    if tidy(text) != text or compose(text) != text:
        yield f"tidy {tidy(text)[:40]!r} composed {compose(text)[:40]!r}"


@pytest.mark.golden
def test_texts_without_a_word(golden: Golden) -> None:
    out: list[str] = []
    for name in ("identifiers", "labels", "list_names", "unicode"):
        found = strings(HERE / f"test_{name}.py", lambda t: 3 < len(t) < 90, 6)
        assert found
        for text in found:
            near = ((of, [*read(other)]) for of, other in without_a_word(text))
            out += shown(text, [*read(text)], near)
    golden.check("neighbours/texts.txt", "\n".join(out).replace("\r", "␍") + "\n")


@pytest.mark.golden
def test_joints_and_likeness(golden: Golden) -> None:
    out = []
    for before, after in JOINTS:
        for a, b in (
            (before, after),
            (before, after.upper()),
            (before.capitalize(), after),
            (before, after[:2]),
            (before[1:], after),
        ):
            out.append(f"{a} {b}: {joined(a, b, KNOWN)} {joined(a, b, Vocabulary([]))}")
    title = "Learning to test GPT-3 programs"
    others = [other for _, other in without_a_word(title)]
    out += [f"{other}: {likeness(title, other):.3f} {likeness(other[:12], title):.3f}" for other in others]
    for least in (0.5, 0.8, 0.95):
        out.append(f"{least}: {most_alike(title, [(other, n) for n, other in enumerate(others)], least)}")
    golden.check("neighbours/joints.txt", "\n".join(out) + "\n")
