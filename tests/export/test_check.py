"""What `surveyrefs check` complains about, and that it leaves our own files alone."""

from __future__ import annotations

import pytest

from surveyrefs.export import DIALECTS, BibOptions, to_bibtex
from surveyrefs.export.check import check_bibtex
from tests.export.build import reference, run

WHOLE = "@article{k, author={Doe, J.}, title={T}, journal={J}, year={2020}%s}"


def codes(text: str) -> list[str]:
    """Return the codes of the findings."""
    return [finding.code for finding in check_bibtex(text)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (", doi={https://doi.org/10.1000/X}", "bad-doi"),
        (", doi={nonsense}", "bad-doi"),
        (", doi={10/a}", "bad-doi"),
        (", eprint={2401.00001}", "eprint-without-type"),
        (", eprint={24.1}, archiveprefix={arXiv}", "bad-arxiv"),
        (", isbn={978-0-00-000000-0}", "bad-isbn"),
        (", issn={1234-5678}", "bad-issn"),
        (", month={Spring}", "bad-month"),
        (", pages={1-9}", "bad-pages"),
        (", url={www.example.org}", "bad-url"),
        (", note={A & B}", "unescaped"),
        (r", note={A \{ B}", "unbalanced-braces"),
        (", editor={Doe, J. et al.}", "et-al-in-names"),
        (", editor={Doe, J.; Roe, R.}", "names-not-separated"),
        (", editor={Doe, Jr., J., X}", "bad-name"),
        (", editor={Doe1, J.}", "digit-in-name"),
    ],
)
def test_one_complaint(more: str, code: str) -> None:
    assert codes(WHOLE % more) == [code]


@pytest.mark.parametrize(
    "more",
    [
        "", ", doi={10.1000/a_b(c)1}", ", eprint={hep-ph/9901001v2}, archiveprefix={arXiv}",
        ", isbn={978-0-262-03384-8}",
        ", issn={0028-0836}", ", month=jun", ", pages={1--9}", ", pages={e12}", ", url={http://a.b/x_y%20&z}",
        r", note={A \& B \{c\}}", ", editor={{3M Company} and Doe, J. and others}",
    ],
)  # fmt: skip
def test_no_complaint(more: str) -> None:
    assert codes(WHOLE % more) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@article{k, title={T}, year={n.d.}}", ["missing-field", "missing-field", "bad-year"]),
        ("@online{k, title={T}, date={2020}}", ["missing-field"]),
        ("@thesis{k, author={A, B}, title={T}, type={phdthesis}, institution={I}, date={May}}", ["bad-date"]),
        ("@foo{k, title={T}}", ["unknown-type"]),
        ("@misc{ké y, title={T}}", ["bad-key"]),
        ("@misc{, title={T}}", ["no-key"]),
        ("@misc{k, title={T}}\n@misc{k, title={U}}", ["duplicate-key"]),
        ("@misc{k, title={T}, title={U}}", ["duplicate-field"]),
        ("@misc{k, title={T", ["syntax"]),
        ("@misc{a, title={The T}, year=2020}\n@misc{b, title={the {T}}, year=2020}", ["duplicate-entry"]),
        ("@misc{a, title={T}, doi={10.1000/X}}\n@misc{b, title={U}, doi={10.1000/x}}", ["duplicate-entry"]),
    ],
)
def test_whole_files(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_findings_name_label_and_remedy() -> None:
    (finding,) = check_bibtex(WHOLE % ", doi={doi:10.1000/X}", {"k": "12"})
    assert (finding.key, finding.label, finding.field, finding.remedy) == ("k", "12", "doi", "Write 10.1000/X.")


def test_duplicates_name_both_labels() -> None:
    text = "@misc{a, title={T}, year=2020}\n@misc{b, title={T}, year=2020}"
    (finding,) = check_bibtex(text, {"a": "1", "b": "7"})
    assert (finding.label, finding.text) == ("7", "it has the same title and year as a [1]")


@pytest.mark.parametrize("dialect", DIALECTS)
def test_our_own_files_have_no_findings(dialect: str) -> None:
    survey = run(
        reference(key="a"), reference(key="b", authors=(), title="B"), reference(key="c", year="", title="C % }"),
        reference(key="d", type="book", container="", title="D"), reference(key="e", type="phdthesis", title="E"),
        reference(key="f", type="incollection", title="F"), reference(key="g", title="", container=""),
        reference(key="h", type="misc", container="", arxiv="2401.00001", title="H & K"),
    )  # fmt: skip
    found = [f for f in check_bibtex(to_bibtex(survey, BibOptions(dialect))) if f.code != "duplicate-entry"]
    if dialect == "zotero":  # Zotero needs no mandatory fields, and the type decides the kind of item
        found = [f for f in found if f.code not in ("missing-field", "bad-date")]
    assert found == []
