"""A survey without one of its values in every format, compared with a golden file (`make golden`)."""

from __future__ import annotations

import re

import msgspec
import pytest

from surveyrefs.export.check import check_bibtex
from surveyrefs.export.formats import FORMATS, FormatOptions, to_format
from surveyrefs.model.reference import Name, Reference
from tests.conftest import Golden
from tests.export.build import full_run, reference, run
from tests.neighbours import lacking, shown, without_one

EXTRA = {
    "editor": "Roe, Richard",
    "series": "Lecture Notes",
    "address": "Oslo",
    "month": "June",
    "edition": "2nd",
    "isbn": "978-3-16-148410-0",
    "note": "To appear",
    "school": "A School",
    "institution": "A House",
    "howpublished": "Online",
    "urldate": "2020-05-01",
    "entrysubtype": "web",
    "type": "Master's thesis",
}
TYPES = ("article", "inproceedings", "book", "misc")
OTHERS = {
    "pages": ("e12", "12", "1-3, 7", "xii"),
    "year": ("2023-05", "in press", "1998/99"),
    "volume": ("A", "12-13", "2019"),
    "issue": ("Suppl. 1", "3-4"),
    "arxiv": ("hep-th/9901001",),
    "url": ("https://arxiv.org/abs/2401.1", "not one"),
    "title": ("A {B} & C_d $x^2$ 100%", "GPT-4: what is it?", "über α"),
    "container": ("arXiv preprint", "Proc. ICML"),
}


def work(kind: str) -> Reference:
    people = (Name("Müller", "Jörg"), Name("van der Berg", "A. B.", "Jr."), Name(literal="OpenAI, Inc."))
    return reference(
        key="one",
        type=kind,
        label="1",
        authors=people,
        others=True,
        arxiv="2401.12345",
        primary_class="cs.CL",
        url="https://example.org/a_b",
        publisher="Example Press",
        year_suffix="a",
        aliases=("old",),
        extra=EXTRA,
    )


def lines(one: Reference) -> list[str]:
    return [
        f"{name}: {line.strip()[:60]}"
        for name in FORMATS
        for line in to_format(run(one), name, FormatOptions()).splitlines()
    ]


@pytest.mark.golden
@pytest.mark.parametrize("kind", TYPES)
def test_a_work_without_a_value(kind: str, golden: Golden) -> None:
    whole = work(kind)
    near = [(name, lines(other)) for name, other in lacking(whole) if not name.startswith("no sources")]
    for field, values in OTHERS.items():
        near += [(f"{field} {v!r}", lines(msgspec.structs.replace(whole, **{field: v}))) for v in values]
    golden.check(f"neighbours/export-{kind}.txt", "\n".join(shown(kind, lines(whole), near)) + "\n")


ENTRIES = """@article{one,
  author = {Müller, Jörg and van der Berg, A. B., Jr. and others},
  title = {Planning with {Models} & more},
  journal = {Journal of Planning},
  volume = {3},
  pages = {12-17},
  month = jun,
  year = {2023},
  doi = {10.1000/x_y},
  url = {https://example.org/a b},
}

@inproceedings{two,
  author = {Doe, Jane},
  title = {On trees},
  booktitle = {Proceedings of Trees},
  year = {2020},
  pages = {17--12},
  doi = {https://doi.org/10.1000/x_y},
}

@misc{three,
  title = {On trees},
  author = {Doe, Jane},
  year = {in press},
  eprint = {2401.12345},
  archiveprefix = {arXiv},
}
"""


def findings(text: str) -> list[str]:
    return [f"{f.code} {f.key} {f.field} {f.text} {f.label}" for f in check_bibtex(text, {"one": "1", "two": "2"})]


@pytest.mark.golden
def test_what_is_found_in_entries_without_a_line(golden: Golden) -> None:
    lines = ENTRIES.split("\n")
    near = [(name, findings("\n".join(rest))) for name, rest in without_one(lines)]
    for i, line in enumerate(lines):
        twice = [*lines[: i + 1], *lines[i:]]
        near.append((f"{i + 1} twice", findings("\n".join(twice))))
        if "{" in line[1:]:
            empty = re.sub(r"\{.*\}", "{}", line)
            near.append((f"{i + 1} empty", findings("\n".join([*lines[:i], empty, *lines[i + 1 :]]))))
            near.append((f"{i + 1} open", findings("\n".join([*lines[:i], line.replace("}", ""), *lines[i + 1 :]]))))
    for old, new in (
        ("@misc", "@online"),
        ("@article", "@thing"),
        ("{one,", "{,"),
        ("two", "one"),
        ("journal", "journaltitle"),
    ):
        near.append((f"{new} for {old}", findings(ENTRIES.replace(old, new))))
    golden.check("neighbours/check.txt", "\n".join(shown("whole", findings(ENTRIES), near)) + "\n")


@pytest.mark.golden
def test_a_survey_in_every_format(golden: Golden) -> None:
    out: list[str] = []
    for name in FORMATS:
        for options in (FormatOptions(), FormatOptions(latex=True, provenance=False, byte_order_mark=True)):
            out += [f"= {name}", *to_format(full_run(), name, options).splitlines()]
    golden.check("neighbours/formats.txt", "\n".join(out) + "\n")
