from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from surveyrefs.export.library import read_library
from surveyrefs.lookup import look_up
from surveyrefs.lookup.ask import NoAnswer
from surveyrefs.model.lookup import LookedUp
from surveyrefs.model.reference import Name, Reference
from surveyrefs.settings import LookupSettings
from tests.lookup.build import (
    Played,
    atom,
    atom_entry,
    crossref,
    crossref_item,
    openalex,
    openalex_work,
    preprint,
    reference,
)

ONLINE = LookupSettings(online=True, mailto="a@example.org")


def look(
    references: Sequence[Reference], ask: Played | None, settings: LookupSettings = ONLINE, known: Any = ()
) -> LookedUp:
    return look_up(references, settings, known, ask, read_library)


def values(found: LookedUp) -> dict[str, tuple[str, str]]:
    return {item.field: (item.value, item.source) for item in found.found}


def test_a_printed_work_gets_its_doi_and_abstract_from_crossref() -> None:
    ask = Played(crossref=[crossref(crossref_item())])
    found = look([reference()], ask)
    assert values(found) == {
        "doi": ("10.1000/reading.7", "crossref"), "abstract": ("We read & retrieve.", "crossref"),
    }  # fmt: skip
    assert found.whole
    assert not found.problems
    ((source, parameters),) = ask.asked
    assert source == "crossref"
    assert parameters["query.bibliographic"] == "retrieval for reading comprehension models lee 2020"
    assert parameters["mailto"] == "a@example.org"


def test_a_preprint_gets_its_abstract_from_arxiv_and_its_venue_from_crossref() -> None:
    ask = Played(arxiv=[atom(atom_entry())], crossref=[crossref(crossref_item())])
    found = look([preprint()], ask)
    assert values(found) == {
        "doi": ("10.1000/reading.7", "crossref"),
        "published_in": ("Proceedings of the Conference on Reading", "crossref"),
        "published_year": ("2020", "crossref"),
        "abstract": ("We read and retrieve.", "arxiv"),
    }
    assert ask.sources() == ["arxiv", "crossref"]
    assert ask.asked[0][1]["id_list"] == "1901.00001"


def test_what_authors_told_arxiv_is_taken_where_crossref_knows_nothing() -> None:
    entry = atom_entry(place="Journal of Reading 3 (2021) 12-17", doi="10.1000/told")
    found = look([preprint()], Played(arxiv=[atom(entry)]))
    assert values(found)["doi"] == ("10.1000/told", "arxiv")
    entry = atom_entry(place="Journal of Reading, vol. 3, 2021")
    found = look([preprint()], Played(arxiv=[atom(entry)]))
    assert values(found)["published_in"] == ("Journal of Reading, vol. 3", "arxiv")
    assert values(found)["published_year"] == ("2021", "arxiv")


def test_openalex_is_asked_for_abstracts_that_are_still_missing_and_searched_with_a_key_only() -> None:
    bare = crossref_item(abstract=None)
    ask = Played(crossref=[crossref(bare)], openalex=[openalex(openalex_work())])
    found = look([reference()], ask)
    assert values(found)["abstract"] == ("We read, and read.", "openalex")
    assert ask.asked[-1][1]["filter"] == "doi:10.1000/reading.7"

    ask = Played(openalex=[openalex(openalex_work())])
    assert not look([reference()], ask).found
    assert ask.sources() == ["crossref"]
    keyed = LookupSettings(online=True, openalex_key="secret")
    ask = Played(openalex=[openalex(openalex_work())])
    assert values(look([reference()], ask, keyed))["doi"] == ("10.1000/reading.7", "openalex")
    assert ask.asked[-1][1]["api_key"] == "secret"


@pytest.mark.parametrize(
    "near_miss",
    [
        {"issued": {"date-parts": [[2021]]}, "published-print": None},
        {"author": [{"family": "Müller", "given": "B."}, {"family": "Lee", "given": "A."}]},
        {"author": [{"family": "Kim", "given": "A."}, {"family": "Müller", "given": "B."}]},
        {"author": [{"family": "Lee"}, {"family": "Kim"}, {"family": "Park"}, {"family": "Cho"}, {"family": "Ahn"}]},
        {"author": []},
        {"subtitle": ["A Survey"]},
        {"title": ["Retrieval for Reading Comprehension Models: A Survey"]},
        {"title": ["Retrieval for Reading Comprehension Models 2"]},
        {"title": ["Retrieval for Reading Comprehension Models II"]},
        {"title": ["Unretrieval for Reading Comprehension Models"]},
        {"title": ["Retrieval for Reading"]},
        {"title": []},
        {"type": "posted-content", "container-title": []},
        {"type": "journal-article", "container-title": ["Journal of Machine Learning"]},
        {"DOI": "10.48550/arxiv.1901.00001"},
    ],
    ids=str,
)
def test_a_near_miss_is_not_taken(near_miss: dict[str, Any]) -> None:
    found = look([reference()], Played(crossref=[crossref(crossref_item(**near_miss))]))
    assert "doi" not in values(found)
    assert found.whole


@pytest.mark.parametrize(
    "variant",
    [
        {"title": ["Retrieval for reading-comprehension models."]},
        {"title": ["Retrieval for Reading Comprehension Model"]},  # one letter of 38
        {"author": [{"family": "Lee", "given": "Ann"}, {"family": "Mueller-Müller", "given": "B."}]},
        {"published-online": {"date-parts": [[2020]]}, "issued": {"date-parts": [[2021]]}, "published-print": None},
        {"type": "book-chapter", "container-title": ["Lecture Notes"]},
        {"type": "journal-article", "container-title": ["Proc. Conf. Reading"]},
    ],
    ids=str,
)
def test_what_is_printed_otherwise_is_the_same_work(variant: dict[str, Any]) -> None:
    found = look([reference()], Played(crossref=[crossref(crossref_item(**variant))]))
    assert values(found)["doi"] == ("10.1000/reading.7", "crossref")


def test_the_title_of_a_tool_must_be_the_same_to_the_letter() -> None:
    short = reference(title="BERT for ranking")
    near = crossref_item(title=["BART for ranking"])
    assert not look([short], Played(crossref=[crossref(near)])).found


def test_a_preprint_may_be_printed_two_years_later_and_no_work_earlier() -> None:
    def year_of_doi(year: int) -> bool:
        item = crossref_item(issued={"date-parts": [[year]]}, **{"published-print": None})
        return "doi" in values(look([preprint()], Played(crossref=[crossref(item)])))

    assert [year for year in range(2017, 2024) if year_of_doi(year)] == [2019, 2020, 2021]


def test_two_works_that_fit_are_told_and_none_is_taken() -> None:
    twice = crossref(crossref_item(), crossref_item(DOI="10.1000/other"))
    found = look([reference(container="")], Played(crossref=[twice]))
    assert "doi" not in values(found)
    (problem,) = found.problems
    assert problem.code == "lookup-ambiguous"
    assert "10.1000/other, 10.1000/reading.7" in problem.text
    assert (problem.page, problem.box) == (9, (1.0, 2.0, 3.0, 4.0))


def test_the_printed_venue_decides_between_two() -> None:
    other = crossref_item(DOI="10.1000/other", **{"container-title": ["Workshop on Writing"]})
    found = look([reference()], Played(crossref=[crossref(other, crossref_item())]))
    assert values(found)["doi"] == ("10.1000/reading.7", "crossref")
    assert not found.problems


def test_print_is_never_overwritten_and_corrections_win() -> None:
    printed = reference(doi="10.1000/printed")
    item = crossref_item(DOI="10.1000/printed")
    ask = Played(crossref=[crossref(item)])
    found = look([printed], ask)
    assert set(values(found)) == {"abstract"}
    assert ask.asked[0][1]["filter"] == "doi:10.1000/printed"
    kept_out = reference(corrected=("doi",))
    assert "doi" not in values(look([kept_out], Played(crossref=[crossref(crossref_item())])))


def test_a_printed_doi_of_another_work_is_told() -> None:
    item = crossref_item(DOI="10.1000/printed", title=["Growth of Spruce in Norway"], author=[{"family": "Berg"}])
    found = look([reference(doi="10.1000/printed")], Played(crossref=[crossref(item)]))
    assert not found.found
    assert [p.code for p in found.problems] == ["lookup-other-work"]
    assert "Growth of Spruce in Norway" in found.problems[0].text
    misread = crossref_item(DOI="10.1000/printed", title=["Retrieval for Reading"])
    assert not look([reference(doi="10.1000/printed")], Played(crossref=[crossref(misread)])).problems


def test_with_one_identifier_a_subtitle_is_no_matter() -> None:
    printed = reference(doi="10.1000/reading.7", title="Retrieval for Reading Comprehension Models: New Results")
    assert "abstract" in values(look([printed], Played(crossref=[crossref(crossref_item())])))


@pytest.mark.parametrize(
    "lacking", [{"title": "", "raw": "x"}, {"authors": ()}, {"year": ""}, {"title": "BERT"}], ids=str
)
def test_a_work_that_could_not_be_known_again_is_not_searched_for(lacking: dict[str, Any]) -> None:
    ask = Played()
    look([reference(**lacking)], ask)
    assert ask.asked == []


def test_ids_go_many_in_one_request_and_each_answer_is_its_own() -> None:
    works = [preprint(arxiv=f"1901.{n:05}", title=f"Retrieval for Reading Comprehension, Part {n}") for n in range(60)]
    entries = [atom_entry(f"1901.{n:05}v1", f"Retrieval for Reading Comprehension, Part {n}") for n in range(50)]
    ask = Played(arxiv=[atom(*entries), atom()])
    found = look(works, ask, LookupSettings(online=True, sources=("arxiv",)))
    assert [len(p["id_list"].split(",")) for _, p in ask.asked] == [50, 10]
    assert [item.reference for item in found.found] == list(range(50))
    assert len(found.answers) == 60
    assert sum(not answer.records for answer in found.answers) == 10


def test_known_answers_are_not_asked_for_again_even_that_there_is_none() -> None:
    works = [reference(), preprint(title="Another Work on the Reading of Books", arxiv="1901.00009")]
    first = look(works, Played(crossref=[crossref(crossref_item()), crossref()]))
    nobody = Played(arxiv=[AssertionError()], crossref=[AssertionError()], openalex=[AssertionError()])
    again = look(works, nobody, known=first.answers)
    assert again == first
    assert nobody.asked == []
    anew = Played()
    look(works, anew, LookupSettings(online=True, again=True), known=first.answers)
    assert anew.asked


BROKEN: list[tuple[str, Callable[[], bytes | Exception]]] = [
    ("no network", lambda: NoAnswer("no connection", gone=True)),
    ("busy", lambda: NoAnswer("it answered 503")),
    ("no JSON", lambda: b"<html>Down for maintenance</html>"),
    ("other JSON", lambda: b'{"message": {"items": [7, null]}}'),
    ("another shape", lambda: b'{"message": "Resource not found.", "results": {"a": 1}}'),
    ("nothing", lambda: b""),
    ("cut off", lambda: crossref(crossref_item())[:200]),
    ("deep", lambda: b"[" * 100_000),
    ("bytes", lambda: b"\xff\xfe\x00\x01"),
]


@pytest.mark.parametrize(("name", "make"), BROKEN, ids=[name for name, _ in BROKEN])
def test_a_source_that_fails_costs_nothing_but_a_problem(name: str, make: Callable[[], bytes | Exception]) -> None:
    broken = {source: [make()] for source in ("arxiv", "crossref", "openalex")}
    works = [preprint(), reference(title=f"Another Paper on Reading and {name}"), reference(doi="10.1000/printed")]
    found = look(works, Played(**broken))
    assert not found.whole
    assert not found.answers
    assert {p.code for p in found.problems} == {"lookup-unanswered"}
    assert [p.text.split()[0] for p in found.problems] == ["arXiv", "Crossref", "OpenAlex"]


def test_a_source_that_fails_twice_is_left_alone_and_the_next_run_asks_only_for_the_rest() -> None:
    works = [reference(title=f"The {n}th Paper on Reading Books") for n in (4, 5, 6, 7, 8)]
    ask = Played(crossref=[crossref(), NoAnswer("it answered 503")])
    first = look(works, ask)
    assert len(ask.asked) == 3
    assert len(first.answers) == 1
    assert "Crossref left 4 questions unanswered: it answered 503" in first.problems[0].text
    ask = Played()
    second = look(works, ask, known=first.answers)
    assert len(ask.asked) == 4
    assert second.whole


def test_a_question_that_spoils_its_batch_is_found_out() -> None:
    works = [preprint(arxiv=f"1901.0000{n}", title=f"Retrieval for Reading Comprehension, Part {n}") for n in range(3)]
    refused = NoAnswer("it answered 400", refused=True)
    one = atom(atom_entry("1901.00000", "Retrieval for Reading Comprehension, Part 0"))
    ask = Played(arxiv=[refused, one, refused, atom()])
    found = look(works, ask, LookupSettings(online=True, sources=("arxiv",)))
    assert len(ask.asked) == 4
    assert found.whole
    assert [item.reference for item in found.found] == [0]


def test_when_the_time_is_over_what_is_left_stays_open() -> None:
    ask = Played()
    found = look([reference()], ask, LookupSettings(online=True, budget=-1.0))
    assert ask.asked == []
    assert "the time for one paper was over" in found.problems[0].text


def test_without_the_library_nothing_is_asked() -> None:
    found = look([reference()], None)
    assert "surveyrefs[lookup]" in found.problems[0].text
    assert not found.whole


def test_an_organisation_and_particles_are_names_too() -> None:
    printed = reference(authors=(Name(literal="World Health Organization"), Name("van der Maaten", "L.")))
    item = crossref_item(author=[{"name": "World Health Organization"}, {"family": "Maaten", "given": "L. van der"}])
    assert "doi" in values(look([printed], Played(crossref=[crossref(item)])))


def test_what_is_kept_so_far_is_handed_out_on_the_way() -> None:
    works = [reference(title=f"The {n}th Paper on Reading Books") for n in range(45)]
    kept: list[LookedUp] = []
    look_up(works, ONLINE, (), Played(), read_library, kept.append)
    assert [len(k.answers) for k in kept] == [20, 40]
    assert not any(k.whole for k in kept)
