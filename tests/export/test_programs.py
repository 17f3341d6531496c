"""Proof with the real programs, each skipped where the program is missing (apt: biber texlive-… pandoc)."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from typing import cast

import pytest

from surveyrefs.export import DIALECTS, BibOptions, to_bibtex
from surveyrefs.export.csl import to_csl_json
from surveyrefs.model.reference import Name, Reference
from surveyrefs.model.run import Run
from surveyrefs.runner import Paper, Plan, load_run, run_paper
from surveyrefs.settings import Settings
from surveyrefs.stages import standard_stages
from tests.export import programs
from tests.export.build import full_run, reference, run

SAMPLE = Path(__file__).parents[2] / "inputs" / "retrieval-survey-v2.pdf"
CSL_SCHEMA = "CSL_DATA_SCHEMA"  # environment variable: a copy of the official csl-data.json


def needs(*names: str) -> pytest.MarkDecorator:
    """Skip a test where a program is missing."""
    missing = [name for name in names if not shutil.which(name)]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} is not installed")


def difficult(step: int = 1) -> Run:
    """Return references of every type, whole and with each field missing, with awkward text and names.

    `step` takes every step-th combination only, for the slow programs.
    """
    names = (
        Name("Élan", "Émile-Øystein"), Name("van der Berg", "A. B.", "Jr."), Name(literal="OpenAI, Inc. & Sons"),
        Name("Nguyễn", "Thị"), Name("Ali Reza"),
    )  # fmt: skip
    whole = reference(
        authors=names, others=True, title="Über 100% {braces} & #1: a_b^c ~ $5 \\ “BERT” @ }", publisher="A & B",
        url="https://a.b/~x_y%20z?q={1}&r=#f", arxiv="2401.12345", primary_class="cs.CL",
        extra={
            "month": "June", "address": "Rome", "series": "LNCS", "edition": "2", "isbn": "978-0-262-03384-8",
            "issn": "0028-0836", "note": "Best paper_1", "editor": "Roe, Ødegård and others", "school": "MIT",
            "institution": "NIST", "organization": "ACM", "urldate": "2020-01-02", "chapter": "3",
            "howpublished": "web",
        },
    )  # fmt: skip
    types = (
        "article", "book", "booklet", "inbook", "incollection", "inproceedings", "manual", "mastersthesis", "misc",
        "phdthesis", "proceedings", "techreport", "unpublished", "online", "dataset", "software",
    )  # fmt: skip
    gaps: tuple[dict[str, object], ...] = (
        {}, {"authors": ()}, {"year": ""}, {"title": ""}, {"container": ""}, {"volume": "12A"}, {"volume": ""},
        {"publisher": "", "extra": {}}, {"arxiv": "", "url": "", "doi": ""}, {"pages": "e12"}, {"issue": ""},
        {"year": "", "authors": (), "title": "", "container": "", "extra": {}, "raw": "Unread {text}"},
        {"extra": {"month": "Spring", "urldate": "May 2020"}},
    )  # fmt: skip
    from msgspec.structs import replace

    made: list[Reference] = []
    for t, type_ in enumerate(types):
        for i, gap in enumerate(gaps):
            if (t + i) % step:
                continue
            more = {"key": f"{type_}{i}", "type": type_, "label": str(len(made) + 1), "year": str(1800 + len(made))}
            made.append(replace(whole, **(more | gap)))
    return run(*made)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Give the run of the sample survey."""
    output = tmp_path_factory.mktemp("sample")
    outcome = run_paper(Paper(SAMPLE, "sample"), Plan(output, Settings(), standard_stages))
    assert outcome.status == "done", outcome
    return load_run(output / "sample")


@pytest.fixture(scope="module", params=["difficult", "full", "sample"])
def survey(request: pytest.FixtureRequest) -> Run:
    """Give the runs that all programs must take."""
    if request.param == "sample":
        return cast("Run", request.getfixturevalue("sample"))
    return difficult() if request.param == "difficult" else full_run()


@pytest.fixture(scope="module", params=["difficult", "sample"])
def small_survey(request: pytest.FixtureRequest) -> Run:
    """Give the same with fewer references, for slow programs."""
    if request.param == "sample":
        return cast("Run", request.getfixturevalue("sample"))
    return difficult(step=4)


def but_for_titles(complaints: list[str], survey: Run) -> list[str]:
    """Return the complaints but for that of a missing title, where the work prints none: no title is made up."""
    untitled = {r.key for r in survey.references.references if not r.title}
    about = re.compile(r"empty title in (\S+)|Entry '([^']+)' .*Missing mandatory field 'title'")
    keys = [next(filter(None, found.groups())) if (found := about.search(text)) else "" for text in complaints]
    return [text for text, key in zip(complaints, keys, strict=True) if key not in untitled]


@needs("biber")
def test_biber_finds_nothing_against_the_data_model(small_survey: Run) -> None:
    complaints = programs.biber_complaints(to_bibtex(small_survey, BibOptions("biblatex")))
    assert but_for_titles(complaints, small_survey) == []


@needs("bibtex", "kpsewhich")
@pytest.mark.parametrize("style", programs.STYLES)
def test_bibtex_has_no_warning_about_our_entries(survey: Run, style: str) -> None:
    if not programs.has_style(style):
        pytest.skip(f"{programs.STYLES[style]}.bst is not installed")
    assert but_for_titles(programs.bibtex_complaints(to_bibtex(survey, BibOptions()), style), survey) == []


@needs("pdflatex", "bibtex")
@pytest.mark.parametrize("latex", [False, True])
def test_plain_compiles(survey: Run, latex: bool) -> None:
    assert programs.latex_complaints(to_bibtex(survey, BibOptions(latex=latex)), "plain") == []


@needs("pdflatex", "biber")
def test_biblatex_compiles(small_survey: Run) -> None:
    assert programs.latex_complaints(to_bibtex(small_survey, BibOptions("biblatex")), "biblatex") == []


@needs("pandoc")
def test_pandoc_renders_all(small_survey: Run) -> None:
    for dialect in ("bibtex", "biblatex"):
        assert programs.pandoc_complaints(to_bibtex(small_survey, BibOptions(dialect)), ".bib") == []
    assert programs.pandoc_complaints(to_csl_json(small_survey), ".json") == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_pybtex_parses_strictly(survey: Run, dialect: str) -> None:
    from pybtex import errors
    from pybtex.database import parse_string

    errors.set_strict_mode(True)
    found = parse_string(to_bibtex(survey, BibOptions(dialect)), "bibtex")
    assert list(found.entries) == [r.key for r in survey.references.references]
    assert all(str(person) for entry in found.entries.values() for person in entry.persons.get("author", ()))


def test_csl_json_follows_the_official_schema(survey: Run) -> None:
    path = os.environ.get(CSL_SCHEMA, "")
    if not path:
        pytest.skip(f"{CSL_SCHEMA} names no copy of csl-data.json")
    import jsonschema

    jsonschema.validate(json.loads(to_csl_json(survey)), json.loads(Path(path).read_text(encoding="utf-8")))
