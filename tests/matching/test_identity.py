"""Identity: which reference is which, and keys that stay."""

from __future__ import annotations

import itertools
import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.matching.assign import heaviest_matching
from surveyrefs.matching.identity import match_references, reuse_keys
from surveyrefs.model.reference import Reference, References
from tests.versions.survey_maker import reference

LONG = "Learning to test programs that nobody wrote"


def reasons(old: Reference, new: Reference) -> list[str]:
    return [m.reason for m in match_references([old], [new])]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (reference(LONG), reference(LONG), "text"),
        (reference(LONG), reference(LONG, year="2021"), "title"),
        (reference(LONG), reference("LEARNING TO TEST PRO-GRAMS THAT NOBODY WROTE", pages="1-9"), "title"),
        (reference(LONG), reference("Leaming to test programs that nobody wrote", raw="x"), "title"),
        (reference(LONG), reference(LONG + ": a study", authors="Doe, J.; Roe, R."), "title"),
        (reference(LONG, authors="Doe, J.", others=True), reference(LONG, authors="Doe, J.; Poe, E."), "title"),
        (reference(LONG, authors=""), reference(LONG, authors="Doe, Jane", volume="2"), "title"),
        (reference(LONG, doi="10.1/x"), reference("Learning to test", authors="Doe, J.", doi="10.1/x"), "doi"),
        (reference(LONG, arxiv="2001.00001"), reference(LONG, arxiv="2001.00001", volume="1"), "arxiv"),
        (reference("Robo", volume="1", pages="7-9"), reference("A web", volume="1", pages="7-9", issue="2"), "place"),
        (reference("", raw="Doe, a page untitled 2020"), reference("", raw="Doe: A page un-titeld, 2020"), "text"),
        # The title was read as the venue in one run; one letter of the text is lost.
        (reference(LONG), reference("Journal of Tests", raw=reference(LONG).raw.replace("nobody", "nobdy")), "text"),
        # A name was read as the title in one run, and an address was added.
        (
            reference("t. Unitary", authors="Hanu, L.", raw="L. Hanu and t. Unitary, “Detoxify,” 2020."),
            reference("Detoxify", authors="Hanu, L.; Unitary Team", raw="L. Hanu and Unitary Team, “Detoxify,” 2020"),
            "text",
        ),
        # The list broke off.
        (reference(LONG), reference("", raw=reference(LONG).raw[:40], year=""), "text"),
        (reference("A", authors="", raw="A, 2020."), reference("A", authors="", raw="A, 2020. May."), "title"),
    ],
)  # fmt: skip
def test_one_work_is_found_again(old: Reference, new: Reference, reason: str) -> None:
    assert reasons(old, new) == [reason]
    assert reasons(new, old) == [reason]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (reference(LONG), reference("A cat sat on the mat and looked at the moon")),
        (reference("GPT-3 technical report"), reference("GPT-4 technical report")),
        (reference("Theory of tests, part I"), reference("Theory of tests, part II")),
        (
            reference("Findings of the 2018 conference on tests", year="2018"),
            reference("Findings of the 2019 conference on tests", year="2019"),
        ),
        (reference("Introduction", authors="Poe, Edgar"), reference("Introduction", authors="Roe, Richard")),
        (
            reference("A survey of large language models", authors="Zhao, W."),
            reference("A survey of large language models in medicine", authors="Zhou, H."),
        ),
        (
            reference("Diffusion probabilistic models for noisy images", authors="Ho, J."),
            reference("Improved diffusion probabilistic models for noisy images", authors="Nichol, A."),
        ),
        # Two papers by the same people under like titles.
        (
            reference("An evaluation of learning in algorithm selection", container="AI Letters", year="2012"),
            reference(
                "A preliminary evaluation of learning in algorithm selection", container="Search Days", year="2011"
            ),
        ),
        # One DOI printed on two references by mistake.
        (reference(LONG, doi="10.1/x"), reference("Of mice and men", authors="Steinbeck, John", doi="10.1/x")),
        (
            reference("", authors="", raw="Acme. 2020. https://acme.org/a", url="https://acme.org/a"),
            reference("", authors="", raw="Acme. 2020. https://acme.org/b", url="https://acme.org/b"),
        ),
    ],
)
def test_two_works_stay_two(old: Reference, new: Reference) -> None:
    assert reasons(old, new) == []
    assert reasons(new, old) == []


def test_preprint_and_printed_form_each_find_their_own() -> None:
    preprint = reference(LONG, container="", arxiv="2001.00001", type="misc")
    printed = reference(LONG, volume="3", pages="1-9", year="2021")
    again = [msgspec.structs.replace(r, raw=r.raw + " Accessed in May.") for r in (printed, preprint)]
    assert [(m.old, m.new) for m in match_references([preprint, printed], again)] == [(1, 0), (0, 1)]


def test_duplicates_are_matched_in_printed_order() -> None:
    twin = reference(LONG)
    assert [(m.old, m.new) for m in match_references([twin, twin], [twin, twin, twin])] == [(0, 0), (1, 1)]


def test_a_thousand_changed_references_take_less_than_two_seconds() -> None:
    words = ["alpha", "beta", "gamma", "delta", "testing", "learning", "models", "systems", "of", "for"]
    old = [
        reference(
            f"{words[n % 10]} {words[n // 10 % 10]} number{n} and {words[n // 100 % 10]} things",
            authors=f"Doe{n % 97}, J.",
        )
        for n in range(1000)
    ]
    new = [msgspec.structs.replace(r, raw=r.raw.replace("Journal of Tests", "J. Tests")) for r in reversed(old)]
    start = time.process_time()
    matches = match_references(old, new)
    assert time.process_time() - start < 2
    assert all(m.old == 999 - m.new for m in matches)
    assert len(matches) == 1000


weights = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 50).map(float), max_size=12)


@given(weights)
@settings(max_examples=40, deadline=None)
def test_the_matching_is_the_heaviest(edges: dict[tuple[int, int], float]) -> None:
    found = heaviest_matching(edges)
    assert all(pair in edges for pair in found.items())
    assert len(set(found.values())) == len(found)
    best = max(
        sum(edges.get((i, j), 0.0) for i, j in enumerate(columns)) for columns in itertools.permutations(range(5))
    )
    assert sum(edges[pair] for pair in found.items()) == best


@pytest.mark.parametrize(("count", "heaviest"), [(80, True), (81, False)])
def test_of_so_many_works_that_may_each_be_another_the_likeliest_pairs_are_taken_first(
    count: int, heaviest: bool
) -> None:
    chain = {(i, i + 1): 0.5 for i in range(count - 1)} | {(i, i): 2.0 for i in range(count)} | {(0, 1): 3.0}
    found = heaviest_matching(chain)
    assert sum(chain[pair] for pair in found.items()) == 2 * count - (not heaviest)


titles = st.lists(
    st.sampled_from("graph neural test model learning vision language robot proof query index cache".split()),
    min_size=1, max_size=6,
).map(" ".join)  # fmt: skip
made = st.builds(
    reference,
    titles,
    authors=st.sampled_from(["Doe, Jane", "Roe, R.; Poe, E.", "", "Acme", "Doe, J.; Roe, R.; Poe, E."]),
    year=st.sampled_from(["2019", "2020", "2023", ""]),
    volume=st.sampled_from(["", "3"]),
    arxiv=st.sampled_from(["", "", "2001.00001", "2002.00002"]),
)
lists = st.lists(made, max_size=8)


@given(lists, lists)
@settings(max_examples=100, deadline=None)
def test_matching_is_one_to_one_and_the_same_both_ways(old: list[Reference], new: list[Reference]) -> None:
    there, back = match_references(old, new), match_references(new, old)
    assert len({m.old for m in there}) == len({m.new for m in there}) == len(there)
    assert sorted(old[m.old].raw for m in there) == sorted(old[m.new].raw for m in back)
    assert sorted(new[m.new].raw for m in there) == sorted(new[m.old].raw for m in back)


def with_keys(references: list[Reference]) -> References:
    return References(tuple(msgspec.structs.replace(r, key=f"{r.key}{n}") for n, r in enumerate(references)))


@given(lists)
@settings(max_examples=40, deadline=None)
def test_keys_of_a_list_are_kept_by_itself(references: list[Reference]) -> None:
    whole = with_keys(references)
    assert reuse_keys(whole, whole) == whole


@given(lists, lists)
@settings(max_examples=40, deadline=None)
def test_reused_keys_are_those_of_the_matches_and_unique(old: list[Reference], new: list[Reference]) -> None:
    before, after = with_keys(old), with_keys(new)
    kept = reuse_keys(after, before).references
    for match in match_references(before.references, after.references):
        assert kept[match.new].key == before.references[match.old].key
    keys = [r.key for r in kept]
    aliases = [alias for r in kept for alias in r.aliases]
    assert len({*keys, *aliases}) == len(keys) + len(aliases)


def test_a_corrected_reference_keeps_its_key_and_the_new_form_is_an_alias() -> None:
    old = References((reference(LONG, key="doe2020learning", year="2020"),))
    new = References(
        (reference("Added since then by others", key="x"), reference(LONG, key="doe2021learning", year="2021"))
    )
    kept = reuse_keys(new, old).references
    assert [(r.key, r.aliases) for r in kept] == [("x", ()), ("doe2020learning", ("doe2021learning",))]
    third = References((reference(LONG, key="doe2022learning", year="2022"),))
    again = reuse_keys(third, References(kept)).references[0]
    assert (again.key, again.aliases) == ("doe2020learning", ("doe2021learning", "doe2022learning"))


def test_a_new_reference_does_not_take_a_key_that_is_in_use() -> None:
    old = References((reference(LONG, key="doe2020learning"),))
    other = reference("Learning about mice and men", key="doe2020learning", authors="Doe, Mary")
    new = References((other, reference(LONG, key="doe2020learningtest", volume="4")))
    assert [r.key for r in reuse_keys(new, old).references] == ["doe2020learningabout", "doe2020learning"]
