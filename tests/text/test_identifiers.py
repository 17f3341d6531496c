"""DOIs, arXiv ids and URLs as print leaves them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.text.identifiers import find_identifiers, is_doi_url, normalise_arxiv, normalise_doi, trim_closing


def values(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.value) for found in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("doi:10.1145/3357236.3395525.", [("doi", "10.1145/3357236.3395525")]),
        ("DOI: 10.1038/S41586-023-05895-Y", [("doi", "10.1038/s41586-023-05895-y")]),
        ("https://doi.org/10.1016/S1474-6670(17)32084-0.", [("doi", "10.1016/s1474-6670(17)32084-0")]),
        ("doi: 10. 48550/arXiv.2209. 14988. url: x", [("doi", "10.48550/arxiv.2209.14988")]),
        ("doi: 10 . 48550 / arXiv . 2209 . 14988.", [("doi", "10.48550/arxiv.2209.14988")]),
        ("doi: 10.1007/978-3-030-57321-8 12.", [("doi", "10.1007/978-3-030-57321-8_12")]),
        ("doi:10/gf2d3a.", [("doi", "10/gf2d3a")]),
        ("https://doi.org/10/gf2d3a", [("doi", "10/gf2d3a")]),
        ("Pages 10/12 of the report", []),
        ("doi: 10.1074/jbc. M109.086827", [("doi", "10.1074/jbc.m109.086827")]),
        ("doi: 10.1038/nature 10810", [("doi", "10.1038/nature10810")]),
        ("doi: 10.1038/nature 2010", [("doi", "10.1038/nature")]),
        ("doi:10.1000/a‐b", [("doi", "10.1000/a-b")]),
        ("arXiv preprint arXiv:2205.11487 (2022)", [("arxiv", "2205.11487")]),
        ("CoRR abs/1312.6114", [("arxiv", "1312.6114")]),
        ("arXiv: hep-ph/9901001", [("arxiv", "hep-ph/9901001")]),
        ("arXiv:2401.17461v2 [cs.CL].", [("arxiv", "2401.17461")]),
        ("arXiv: 2204. 02641 [cs.CV].", [("arxiv", "2204.02641")]),
        ("http://doi.acm.org/10.1145/1858996.1859035.", [("url", "http://doi.acm.org/10.1145/1858996.1859035")]),
        ("https://proceedings. mlr.press/v37/a.html", [("url", "https://proceedings.mlr.press/v37/a.html")]),
        ("https : / / www . example . com/. Accessed: 2023", [("url", "https://www.example.com/")]),
        ("https://a.org/1059598/(accessed 2024-01-31)", [("url", "https://a.org/1059598/")]),
        ("http: //trec.nist.gov/pubs/qa10.pdf.", [("url", "http://trec.nist.gov/pubs/qa10.pdf")]),
        ("ISBN: 978-1-4503-0116-9, pages", [("isbn", "978-1-4503-0116-9")]),
        ("pages 10.5 and 11/12", []),
        (
            "Pain. doi:S0304-3959(13)00330-8[pii]; 10.1016/j.pain.2013.06.022[doi]",
            [("pii", "S0304-3959(13)00330-8"), ("doi", "10.1016/j.pain.2013.06.022")],
        ),
        (
            "PMID: 20979621 PMCID: PMC3218662, R106. issn: 1465- 6914 (Electronic)",
            [("pmid", "20979621"), ("pmcid", "PMC3218662"), ("issn", "1465-6914")],
        ),
        ("doi:10.1126/science.1193063.PMID:20847271.", [("doi", "10.1126/science.1193063"), ("pmid", "20847271")]),
    ],
)
def test_find(text: str, found: list[tuple[str, str]]) -> None:
    assert values(text) == found


def test_arxiv_numbers_alone_or_without_their_hyphen() -> None:
    assert values("Graus, M. P. Improving experience (2017). 1501.08567.") == [("arxiv", "1501.08567")]
    assert values("How fast is it? arXiv:astroph/9402637 [cs], 1979.") == [("arxiv", "astro-ph/9402637")]
    assert values("Journal of Things. 1501.08567, 12 (2017).") == []
    assert values("Set loosely. doi: 10 . 48550 / arXiv . 2409.12161.") == [("doi", "10.48550/arxiv.2409.12161")]


def test_class_of_an_arxiv_paper() -> None:
    assert find_identifiers("arXiv:2401.17461v2 [cs.CL]")[0].primary_class == "cs.CL"


def test_normal_forms() -> None:
    assert normalise_doi("https://dx.doi.org/10.1000/ABC.") == "10.1000/abc"
    assert normalise_doi("nothing") == ""
    assert normalise_arxiv("https://arxiv.org/abs/math.GT/0309136v1") == "math/0309136"
    assert is_doi_url("http://dx.doi.org/10.1/x") is True
    assert is_doi_url("http://doi.acm.org/10.1/x") is False
    assert trim_closing("https://a.org/x_(y).") == "https://a.org/x_(y)"


@given(st.text(max_size=80))
def test_places_are_in_order_and_apart(text: str) -> None:
    at = 0
    for found in find_identifiers(text):
        assert at <= found.start < found.end <= len(text)
        at = found.end


def test_a_second_issn_is_no_page_range() -> None:
    text = "LNCS, ISSN 0302-9743, 1611-3349, 2020"
    found = find_identifiers(text)[0]
    assert (found.value, text[found.start : found.end]) == ("0302-9743", "ISSN 0302-9743, 1611-3349")
    text = "LNCS, ISSN 0302-9743, 2918-2928, 2020"
    assert text[find_identifiers(text)[0].start : find_identifiers(text)[0].end] == "ISSN 0302-9743"


def test_a_sici_is_whole() -> None:
    text = "Phyther Res 10, doi: 10.1002/(SICI)1099-1573(199608)10:5<383::AID-PTR855>3.0.CO;2-9 (1996)."
    assert find_identifiers(text)[0].value == "10.1002/(sici)1099-1573(199608)10:5<383::aid-ptr855>3.0.co;2-9"
