"""The .bib files: fields of each dialect, and the round trip through bibtexparser."""

from __future__ import annotations

from collections.abc import Sequence

import bibtexparser
import pytest
from bibtexparser.model import Entry
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.export import DIALECTS, BibOptions, export, to_bibtex
from surveyrefs.export.latex import clean, unescape
from surveyrefs.export.names import parse_names
from surveyrefs.model.reference import Name, Reference
from surveyrefs.settings import ExportSettings
from tests.export.build import full_run, reference, run


def entries(text: str) -> list[Entry]:
    """Parse a .bib file that must be whole."""
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    return library.entries


def entry(one: Reference, dialect: str = "bibtex", **options: bool) -> dict[str, str]:
    """Return the fields of a reference written alone, `ENTRYTYPE` among them."""
    (parsed,) = entries(to_bibtex(run(one), BibOptions(dialect, **options)))
    return {"ENTRYTYPE": parsed.entry_type} | {f.key: f.value for f in parsed.fields}


PREPRINT = reference(
    key="p", type="misc", title="GPT-4", container="arXiv preprint", volume="abs/2401.12345", issue="", pages="",
    doi="", arxiv="2401.12345", primary_class="cs.CL", others=True,
)  # fmt: skip


def test_an_entry_as_written() -> None:
    assert to_bibtex(run(reference(extra={"month": "June"}, aliases=("old2023key",))), BibOptions()) == (
        "@article{mueller2023planning,\n"
        "  author        = {Müller, Jörg},\n"
        "  title         = {Planning with Models},\n"
        "  journal       = {Journal of Planning},\n"
        "  volume        = {3},\n"
        "  number        = {2},\n"
        "  pages         = {12--17},\n"
        "  month         = jun,\n"
        "  year          = {2023},\n"
        "  doi           = {10.1000/x_y},\n"
        "  annote        = {Reference 12 on page 9 of survey-1.},\n"
        "  ids           = {old2023key}\n"
        "}\n"
    )


def test_a_preprint_has_no_journal() -> None:
    fields = entry(PREPRINT)
    assert fields["ENTRYTYPE"] == "misc"
    assert (fields["eprint"], fields["archiveprefix"], fields["primaryclass"]) == ("2401.12345", "arXiv", "cs.CL")
    assert fields["url"] == "https://arxiv.org/abs/2401.12345"
    assert fields["author"] == "Müller, Jörg and others"
    assert not {"journal", "howpublished", "booktitle"} & set(fields)


def test_biblatex_names_its_fields() -> None:
    fields = entry(PREPRINT, "biblatex")
    assert fields["ENTRYTYPE"] == "online"
    assert (fields["eprinttype"], fields["eprintclass"], fields["date"]) == ("arxiv", "cs.CL", "2023")
    assert not {"archiveprefix", "primaryclass", "year", "volume"} & set(fields)
    article = entry(reference(extra={"month": "6", "address": "Rome", "isbn": "1"}, publisher="ACM"), "biblatex")
    assert (article["journaltitle"], article["date"]) == ("Journal of Planning", "2023-06")
    assert article["addendum"] == "ACM, Rome, ISBN 1"


def test_zotero_reads_no_others_and_wants_eprinttype() -> None:
    fields = entry(PREPRINT, "zotero")
    assert fields["ENTRYTYPE"] == "online"
    assert fields["eprinttype"] == "arxiv"
    assert fields["author"] == "Müller, Jörg"
    assert fields["annote"].endswith("The author list ends with et al.")
    assert "archiveprefix" not in fields
    assert entry(PREPRINT, "zotero", provenance=False)["annote"] == "The author list ends with et al."
    assert entry(reference(url="http://a.b/~x"), "zotero")["url"] == "http://a.b/%7Ex"


@pytest.mark.parametrize(
    ("fields", "classic", "biblatex"),
    [
        ({}, "article", "article"),
        ({"authors": ()}, "misc", "misc"),
        ({"year": ""}, "misc", "article"),
        ({"type": "book", "container": "", "publisher": "X"}, "book", "book"),
        ({"type": "book", "container": ""}, "booklet", "book"),
        ({"type": "book", "container": "", "authors": ()}, "booklet", "manual"),
        ({"type": "inbook", "publisher": "X"}, "incollection", "inbook"),
        ({"type": "incollection"}, "inproceedings", "inbook"),
        ({"type": "incollection", "container": ""}, "misc", "book"),
        ({"type": "incollection", "publisher": "X", "extra": {"editor": "Roe, A."}}, "incollection", "incollection"),
        ({"type": "phdthesis", "container": "", "extra": {"school": "MIT"}}, "phdthesis", "thesis"),
        ({"type": "phdthesis", "container": ""}, "misc", "misc"),
        ({"type": "techreport", "container": "", "publisher": "NIST"}, "techreport", "report"),
        ({"type": "unpublished", "container": ""}, "misc", "unpublished"),
        ({"type": "proceedings", "container": "", "authors": ()}, "proceedings", "proceedings"),
        ({"type": "proceedings", "container": "", "publisher": "X"}, "book", "book"),
        ({"type": "manual", "container": ""}, "manual", "manual"),
        ({"type": "online", "container": "", "url": "http://a.b"}, "misc", "online"),
        ({"type": "misc", "container": "", "extra": {"subtype": "software"}}, "misc", "software"),
        ({"type": "misc", "container": "", "extra": {"subtype": "dataset"}}, "misc", "dataset"),
        ({"type": "nonsense", "container": ""}, "misc", "misc"),
    ],
)
def test_a_type_has_all_that_it_must_have(fields: dict[str, object], classic: str, biblatex: str) -> None:
    one = reference(**fields)
    assert entry(one)["ENTRYTYPE"] == classic
    assert entry(one, "biblatex")["ENTRYTYPE"] == biblatex


def test_what_does_not_fit_a_type_goes_elsewhere() -> None:
    undated = entry(reference(year=""))
    assert undated["howpublished"] == "Journal of Planning"
    assert entry(reference(year=""), "biblatex")["date"] == "XXXX"
    volume = entry(reference(volume="12A"), "biblatex")
    assert volume["number"] == "12A(2)"
    assert "volume" not in volume
    paper = entry(reference(type="inproceedings"))
    assert (paper["volume"], paper["issue"], paper["booktitle"]) == ("3", "2", "Journal of Planning")
    visited = entry(reference(extra={"urldate": "May 2020"}), "biblatex")
    assert visited["addendum"] == "visited May 2020"
    assert entry(reference(extra={"month": "Spring"}), "biblatex")["issue"] == "Spring"


def test_a_reference_that_was_not_understood_keeps_its_text() -> None:
    broken = reference(key="x", type="misc", title="", authors=(), year="", container="", raw="@a{garbled }")
    assert entry(broken)["note"] == r"@a\{garbled \}"
    assert entry(broken)["key"] == r"@a\{garbled \}"
    for dialect in ("biblatex", "zotero"):
        assert unescape(entry(broken, dialect)["title"]) == "@a{garbled }"


def test_latex_is_ascii_where_latex_can_be() -> None:
    text = to_bibtex(run(reference(container="Časopis für Ökologie — α漢")), BibOptions(latex=True))
    assert r"{\v{C}}asopis f{\"u}r {\"O}kologie" in text.replace(r"{\v C}", r"{\v{C}}")
    assert {c for c in text if ord(c) > 127} == {"漢"}


def test_provenance_can_be_left_out() -> None:
    assert "annote" not in entry(reference(), provenance=False)
    assert entry(reference(label="", page=0))["annote"] == "Reference of survey-1."


def test_the_files_of_a_run() -> None:
    files = export(full_run(), ExportSettings(dialects=("zotero", "jabref")))
    assert sorted(files) == [
        "assignments.csv", "citations.csv", "datapackage.json", "problems.csv", "references.bib", "references.csv",
        "references.jabref.bib", "references.zotero.bib", "sections.csv", "survey.json", "tables.csv",
        "tables/table-IV-2.csv", "tables/table-IV.csv", "taxonomy.json",
    ]  # fmt: skip
    assert [e.key for e in entries(files["references.bib"])] == ["mueller2023planning", "openai2024gpt", "x"]
    assert files == export(full_run(), ExportSettings(dialects=("zotero", "jabref")))


def test_an_empty_run_has_all_files() -> None:
    files = export(run(), ExportSettings())
    assert files["references.bib"] == ""
    assert files["references.csv"].count("\n") == 1


AWKWARD = st.text(st.sampled_from(list("aBcé漢 {}\\&%$#_~^\"'@,=()\u0301-–\n")), max_size=25)
VALUE = st.one_of(AWKWARD, st.text(st.characters(exclude_categories=["Cs"]), max_size=25))
NAME = st.builds(Name, family=VALUE, given=VALUE) | st.builds(Name, literal=VALUE)
REFERENCES = st.lists(
    st.builds(
        reference,
        key=st.just("k"), title=VALUE, container=VALUE, publisher=VALUE, authors=st.tuples(NAME), others=st.booleans(),
        volume=VALUE, url=VALUE, doi=VALUE, raw=VALUE, label=VALUE,
        type=st.sampled_from(["article", "book", "inproceedings", "misc", "phdthesis", "techreport"]),
        year=st.sampled_from(["2020", ""]), arxiv=st.sampled_from(["", "2401.00001"]),
        extra=st.dictionaries(st.sampled_from(["note", "series", "address", "editor", "howpublished"]), VALUE),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(REFERENCES, st.sampled_from(DIALECTS), st.booleans())
def test_any_text_survives_bibtexparser(references: Sequence[Reference], dialect: str, latex: bool) -> None:
    from msgspec.structs import replace

    references = [replace(r, key=f"k{i}") for i, r in enumerate(references)]
    text = to_bibtex(run(*references), BibOptions(dialect, latex))
    found = entries(text)
    assert [e.key for e in found] == [r.key for r in references]
    assert all(line.count("{") == line.count("}") for line in text.splitlines() if " = " in line)
    for one, written in zip(references, found, strict=True):
        if latex:
            continue  # dashes and quotes come back as LaTeX means them; letters: test_latex.py
        whole = unescape(" | ".join(str(f.value) for f in written.fields))
        for value in (one.title, one.container, one.publisher):
            assert clean(value) in whole or one.arxiv


@settings(max_examples=30, deadline=None)
@given(VALUE, VALUE, st.lists(st.tuples(VALUE, VALUE), max_size=3))
def test_title_and_names_come_back(title: str, organisation: str, people: list[tuple[str, str]]) -> None:
    names = [Name(family, given) for family, given in people if clean(family) and clean(given)]
    names += [Name(literal=organisation)] if clean(organisation) else []
    fields = entry(reference(title=title, authors=tuple(names)), "biblatex")
    if clean(title):
        assert unescape(fields["title"]) == clean(title)
    flat = "".join(clean(n.literal) or clean(n.family) + clean(n.given) for n in names)
    shown = "".join(unescape(c) for c in fields.get("author", "").split(" and "))
    letters = str.maketrans("", "", ", ")
    assert sorted(flat.translate(letters)) == sorted(shown.translate(letters)) or "and" in flat
    plain = [n for n in names if all(c.isalpha() for c in n.family + n.given)]
    if names and plain == names:
        assert len(parse_names(fields["author"])[0]) == len(names)
