"""Whole references: strings in, fields out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.model.document import ITALIC, Passage, Piece, TextLink
from surveyrefs.model.reference import Name, RawReference, Reference
from surveyrefs.references.assemble import assemble
from surveyrefs.references.fields import parse_references
from surveyrefs.references.normalise.names import NameStyle
from surveyrefs.references.tagging.confidence import confidence
from surveyrefs.references.tagging.tagger import Tagged
from tests.references.mending.marked import read as marked


def raw(text: str, label: str = "1", passage: Passage | None = None) -> RawReference:
    return RawReference(label, passage or Passage("paragraph", text), (), 1)


def read(text: str, passage: Passage | None = None) -> Reference:
    return parse_references([raw(text, passage=passage)]).references[0]


ELSARTICLE = "A. K. Jain, M. N. Murty, P. J. Flynn, Data clustering: A review, ACM Comput. Surv. 31 (3) (1999) 264–323."
PLAIN = (
    "M. Yang, Z. Zhang, X. Li, and Y. Dai. An empirical study of free-riding. In Workshop on Peer-to-Peer Systems, "
    "pages 182–192. Springer, 2005."
)
ANNUAL = "Onodera T, Sadakane K, Shibuya T. 2013. Detecting superbubbles in assembly graphs. Bioinformatics 7:338–48"
IEEE = (
    "J. Smits and T. Borghuis, “Generative AI and property rights,” IEEE Trans. Softw. Eng., vol. 12, no. 2, "
    "pp. 1–9, Feb. 2022."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ELSARTICLE, "article|Data clustering: A review|Jain|1999|ACM Comput. Surv.|31|3|264-323"),
        (
            PLAIN,
            "inproceedings|An empirical study of free-riding|Yang|2005|Workshop on Peer-to-Peer Systems|||182-192",
        ),
        (ANNUAL, "article|Detecting superbubbles in assembly graphs|Onodera|2013|Bioinformatics|7||338-348"),
        (IEEE, "article|Generative AI and property rights|Smits|2022|IEEE Trans. Softw. Eng.|12|2|1-9"),
    ],
)
def test_common_styles(text: str, expected: str) -> None:
    r = read(text)
    found = (r.type, r.title, r.authors[0].family, r.year, r.container, r.volume, r.issue, r.pages)
    assert "|".join(found) == expected


def test_preprint_has_no_journal() -> None:
    r = read(
        "Chitwan Saharia et al. “Photorealistic text-to-image models with deep language understanding”. "
        "In: arXiv preprint arXiv:2205.11487 (2022)."
    )
    assert (r.type, r.arxiv, r.container, r.others, r.year) == ("misc", "2205.11487", "", True, "2022")


def test_thesis_and_report() -> None:
    thesis = read("J. Gruber. Studies in lexical relations. PhD thesis, Massachusetts Institute of Technology, 1965.")
    assert (thesis.type, thesis.extra["school"]) == ("phdthesis", "Massachusetts Institute of Technology")
    report = read(
        "J. Lehman and J. Laird. A gentle introduction to Soar. Technical report, University of Michigan, 2006."
    )
    assert (report.type, report.extra["institution"]) == ("techreport", "University of Michigan")


def test_web_page_keeps_its_address() -> None:
    r = read("Knublauch, H. and Kontokostas, D. (2017). Shapes Constraint Language. https://www.w3.org/TR/shacl/.")
    assert (r.type, r.url, r.extra["entrysubtype"]) == ("misc", "https://www.w3.org/TR/shacl/", "web")


def test_address_of_a_link_mends_a_broken_doi() -> None:
    text = "A. Smith. A title of a paper. Journal of Things, 3:1–2, 2020."
    link = TextLink(0, len(text), "", 0, 0.0, 0.0, "https://doi.org/10.1000/ABC-12", 1)
    assert read(text, Passage("paragraph", text, links=(link,))).doi == "10.1000/abc-12"


def test_dash_repeats_the_authors() -> None:
    out = parse_references(
        [
            raw("Smith, A. and Jones, B. 2001. On the first thing. Journal of Things 1, 2–3.", ""),
            raw("——. 2003. On the second thing. Journal of Things 3, 4–5.", ""),
        ]
    )
    first, second = out.references
    assert second.authors == first.authors
    assert second.raw.startswith("——")


def test_same_work_twice_is_reported_with_both_labels() -> None:
    out = parse_references(
        [
            raw("A. Smith. A long title of an interesting paper. In Proceedings of ICML, 2020.", "3"),
            raw("A. Smith. A long title of an interesting paper. arXiv preprint arXiv:2001.00001, 2020.", "9"),
        ]
    )
    problem = next(p for p in out.problems if p.code == "duplicate-reference")
    assert "3" in problem.text
    assert "9" in problem.text
    assert len({r.key for r in out.references}) == 2


def test_italics_end_a_title() -> None:
    text = "Lee, C. Learning, planning and control. Software Testing, Verification & Reliability 14, 105–156, 2004."
    start = text.index("Software")
    end = text.index(" 14")
    pieces = tuple(
        Piece(a, b, 1, 0.0, 0.0, 1.0, 1.0, 9.0, ITALIC if start <= a < end else 0, 1) for a, b in _words(text)
    )
    assert read(text, Passage("paragraph", text, pieces)).container == "Software Testing, Verification & Reliability"


def _words(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for word in text.split(" "):
        out.append((at, at + len(word)))
        at += len(word) + 1
    return out


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), max_size=4))
def test_any_text_gives_a_reference_each(texts: list[str]) -> None:
    out = parse_references([raw(t, str(i)) for i, t in enumerate(texts)])
    assert [r.raw for r in out.references] == texts
    assert len({r.key for r in out.references}) == len(texts)
    assert all(0 <= r.confidence <= 1 for r in out.references)


def test_a_long_list_is_read_in_a_second() -> None:
    text = (
        "A. K. Jain, M. N. Murty, P. J. Flynn, Data clustering: A review {}, ACM Comput. Surv. 31 (3) (1999) 264–323."
    )
    began = time.process_time()
    parse_references([raw(text.format(i), str(i)) for i in range(200)])
    assert time.process_time() - began < 2.0


def test_model_is_small() -> None:
    data = Path(__file__).parents[2] / "pipeline" / "surveyrefs" / "data"
    assert (data / "fields.crfsuite").stat().st_size < 7_000_000
    assert (data / "writings.crfsuite").stat().st_size < 3_000_000


def test_pages_with_the_number_of_the_article() -> None:
    r = read(
        "Z. Ji, N. Lee, and P. Fung, “Survey of hallucination in natural language generation,” ACM Computing Surveys, "
        "vol. 55, no. 12, pp. 248:1–248:38, 2023."
    )
    assert r.pages == "248:1-248:38"


def test_volume_glued_to_pages() -> None:
    """`17:1–50` has the volume in front; `248:1–248:38` an article's number."""
    r = read(
        "T. Miller. Explanation in artificial intelligence: Insights from the social sciences. AI, 267:1–38, 2019."
    )
    assert (r.volume, r.pages) == ("267", "1-38")


BARE_INITIALS = (
    "LeCun Y, Bengio Y, Hinton G. Deep Learning. Nature. 2015;521(7553):436-44.",
    "Hochreiter S, Schmidhuber J. Long Short-Term Memory. Neural Computation. 1997;9(8):1735-80.",
    "Breiman L. Random Forests. Machine Learning. 2001;45(1):5-32.",
    "Cortes C, Vapnik V. Support-Vector Networks. Machine Learning. 1995;20(3):273-97.",
    "Blei DM, Ng AY, Jordan MI. Latent Dirichlet Allocation. Journal of Machine Learning Research. 2003;3:993-1022.",
    "Shannon CE. A Mathematical Theory of Communication. Bell System Technical Journal. 1948;27(3):379-423.",
)


def test_bare_initials_end_the_authors_at_their_full_stop() -> None:
    found = parse_references([raw(text, str(n)) for n, text in enumerate(BARE_INITIALS, 1)]).references
    assert [r.title for r in found] == [
        "Deep Learning",
        "Long Short-Term Memory",
        "Random Forests",
        "Support-Vector Networks",
        "Latent Dirichlet Allocation",
        "A Mathematical Theory of Communication",
    ]
    assert [r.authors[-1].family for r in found] == ["Hinton", "Schmidhuber", "Breiman", "Vapnik", "Jordan", "Shannon"]


def test_a_small_initial_before_the_colon_is_the_authors() -> None:
    r = read(
        "Karpukhin, V., Min, S., Yih, W.t.: Dense passage retrieval for open-domain question answering. In: "
        "Proceedings of EMNLP. pp. 6769–6781 (2020)"
    )
    assert (r.title, r.authors[-1].family) == ("Dense passage retrieval for open-domain question answering", "Yih")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Smith J. A method for maps[P]. US Patent 9,123,456, 2015.", {"note": "US Patent 9,123,456"}),
        ("Smith J. A method for maps[P]. US Patent 9,123,456, 2015.", {"title": "A method for maps"}),
        ("Zhang L. Deep maps of roads[J]. Journal of Soft, 2019, 30(4): 100-120.", {"title": "Deep maps of roads"}),
        ("Brown T. Deep machines[M]. Beijing: Tsinghua University Press, 2016.", {"title": "Deep machines"}),
        ("Jones, K. Maps. In Proc. of the Workshop on Maps, Geneva, Jul. 2010, pp. 1-4.", {"month": "july"}),
        ("Jones, K. Maps. In Proc. of the Workshop on Maps, Geneva, Jul. 2010, pp. 1-4.", {"address": "Geneva"}),
        ("Blackphone, https://www.blackphone.ch/.", {"title": "Blackphone", "authors": ()}),
        ("Doe v. GitHub, Inc., No. 4:22-cv-06823 (N.D. Cal. 2022).", {"title": "Doe v. GitHub, Inc", "issue": ""}),
    ],
)
def test_kinds_of_works_that_styles_know_little_of(text: str, wanted: dict[str, object]) -> None:
    found = read(text)
    said = {**found.extra, **{name: getattr(found, name) for name in found.__struct_fields__}}
    assert {name: said.get(name) for name in wanted} == wanted


def test_the_month_that_passed_for_an_issue_is_the_month() -> None:
    tokens, labels = marked("<author>A. Li<O>. <title>Oaks<O>. <journal>Elms <volume>5<O> (<issue>June<O>). <date>2016")
    found = assemble(
        "A. Li. Oaks. Elms 5 (June). 2016",
        Tagged(tokens, labels, [1.0] * len(labels)),
        (),
        NameStyle(),
    )
    assert (found.date.month, found.fields.get("issue")) == ("june", None)


def of_list(texts: list[str]) -> list[Reference]:
    return list(parse_references([raw(text, str(i)) for i, text in enumerate(texts, 1)]).references)


PEOPLE = "Smith J,Jones A,Brown K,Miller P,Davis R,Moore T,Clark S,Lewis W,Young E,Hall M,Allen D,King B".split(",")
JOURNALS = [f"{name}. Growth of oaks in dry woods. Elm Studies. 20{i:02};{i}:1-9." for i, name in enumerate(PEOPLE, 10)]


def test_capitals_are_an_organisation_where_people_are_not_set_so() -> None:
    hat = "RED HAT. Growth of elms in wet woods. Elm Studies. 2015;5:1-9."
    assert of_list([*JOURNALS, hat])[-1].authors == (Name(literal="RED HAT"),)
    loud = [text.replace(name, name.upper()) for text, name in zip(JOURNALS, PEOPLE, strict=True)]
    assert of_list([*loud, hat])[-1].authors != (Name(literal="RED HAT"),)


def test_evidence_is_told_for_each_reference() -> None:
    found: list[tuple[float, ...]] = []
    references = parse_references([raw(text) for text in JOURNALS], found.append).references
    assert [confidence(each) for each in found] == [r.confidence for r in references]
