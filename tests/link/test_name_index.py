"""The ways in which author-year styles name a reference, and the words that names are compared by."""

from __future__ import annotations

import pytest

from surveyrefs.link.name_index import build_index, fold_word, is_and, name_words, tail
from surveyrefs.model.reference import Reference, References
from tests.link.written import reference


def forms_of(work: Reference) -> dict[tuple[str, bool], float]:
    """Return (letters, whether *et al.* follows) -> weight of all forms of a reference."""
    index = build_index(References((work,)))
    return {(f.letters, f.others): round(f.weight, 2) for forms in index.anywhere.values() for f in forms}


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("O'Brien", "obrien"), ("D`Angelo", "dangelo"), ("Müller", "muller"), ("Mu¨ller", "muller"),
        ("Straße", "strasse"), ("æther", "aether"), ("œuvre", "oeuvre"), ("þór", "thor"), ("Łukasz", "lukasz"),
        ("Yıldız", "yildiz"), ("Ødegård", "odegard"), ("D’Arcy", "darcy"), ("Ñandú", "nandu"),
        ("ÆTHER", "aether"), ("Þór", "thor"), ("Ðuro", "duro"),
    ],
)  # fmt: skip
def test_a_word_loses_case_accents_and_apostrophes(word: str, folded: str) -> None:
    assert fold_word(word) == folded


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("van der Berg-Smith", ("van", "der", "berg", "smith")),
        ("Wang and Li", ("wang", "li")),
        ("Wang AND Li", ("wang", "li")),
        ("Müller und Weiß", ("muller", "weiss")),
        ("E. Smith", ("e", "smith")),  # a capital is an initial
        ("3GPP 2", ("3", "gpp")),
    ],
)
def test_the_words_of_a_name(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words


@pytest.mark.parametrize(("word", "joins"), [("and", True), ("AND", True), ("e", True), ("E", False), ("or", False)])
def test_words_between_names(word: str, joins: bool) -> None:
    assert is_and(word) == joins


def test_a_name_is_looked_up_by_its_last_three_letters() -> None:
    assert [tail(name) for name in ("berzal", "wu", "li")] == ["zal", "wu", "li"]


def test_one_author() -> None:
    assert forms_of(reference("", "Wang, Li")) == {("wang", False): 1.0}


def test_two_authors_are_named_both_or_seldom_by_the_first() -> None:
    assert forms_of(reference("", "Wang, L.; Zhao, Q.")) == {
        ("wang", True): 0.8,
        ("wangzhao", False): 1.0,
        ("wang", False): 0.6,
    }


def test_three_authors() -> None:
    assert forms_of(reference("", "Wang, L.; Zhao, Q.; Xu, P.")) == {
        ("wang", True): 1.0,
        ("wangzhao", True): 0.9,
        ("wangzhaoxu", False): 1.0,
        ("wang", False): 0.6,
    }


def test_a_list_that_says_et_al_itself() -> None:
    assert forms_of(reference("", "Wang, L.; Zhao, Q.+")) == {
        ("wang", True): 1.0,
        ("wangzhao", True): 0.9,
        ("wangzhao", False): 0.9,
        ("wang", False): 0.6,
    }


def test_at_most_four_names_stand_before_et_al() -> None:
    names = ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff"]
    found = forms_of(reference("", "; ".join(f"{n}, X." for n in names)))
    assert {letters for letters, others in found if others} == {"aa", "aabb", "aabbcc", "aabbccdd"}


@pytest.mark.parametrize(("count", "written_out"), [(20, True), (21, False)])
def test_twenty_names_are_written_out_in_full_at_most(count: int, written_out: bool) -> None:
    names = [c * 2 for c in "ABCDEFGHIJKLMNOPQRSTU"[:count]]
    found = forms_of(reference("", "; ".join(f"{n}, X." for n in names)))
    assert (("".join(names).lower(), False) in found) == written_out


def test_particles_may_be_dropped_up_to_four() -> None:
    found = forms_of(reference("", "van der Berg, J."))
    assert (found["vanderberg", False], found["berg", False]) == (1.0, 0.95)
    assert ("laberg", False) in forms_of(reference("", "van der von de la Berg, J."))
    assert forms_of(reference("", "Van, J.")) == {("van", False): 1.0}  # all of a name is no particle


def test_a_last_given_name_may_belong_to_the_family() -> None:
    assert forms_of(reference("", "Galiano, Fernando Berzal")) == {
        ("galiano", False): 1.0,
        ("berzalgaliano", False): 0.9,
    }
    assert forms_of(reference("", "Galiano, Fernando B.")) == {("galiano", False): 1.0}
    assert forms_of(reference("", "Galiano, Fernando")) == {("galiano", False): 1.0}


def test_the_family_of_the_first_three_authors_only_may_have_another_name() -> None:
    given = "; ".join(f"{n}, Ada Eve" for n in ("Aa", "Bb", "Cc", "Dd"))
    letters = {form for form, _ in forms_of(reference("", given))}
    assert "aabbevecc" in {form[:9] for form in letters}
    assert not any("evedd" in form for form in letters)


def test_initials_taken_for_a_family_give_way_to_the_given_name() -> None:
    assert forms_of(reference("", "J K, Smith")) == {("smith", False): 1.0}


@pytest.mark.parametrize(
    ("name", "initials"),
    [("World Health Organization", "who"), ("Health Organization", "")],
)
def test_an_organisation_of_three_words_is_named_by_its_initials(name: str, initials: str) -> None:
    found = forms_of(reference("", name))
    assert {letters: w for (letters, _), w in found.items() if len(letters) < 5} == (
        {initials: 0.6} if initials else {}
    )


def test_without_authors_the_label_or_the_beginning_of_the_title_names_a_work() -> None:
    work = reference("Whiteson et al., 2014a", title="One two three four five six")
    assert forms_of(work) == {
        ("whiteson", True): 1.0,
        ("onetwo", False): 0.8,
        ("onetwothree", False): 0.8,
        ("onetwothreefour", False): 0.8,
        ("onetwothreefourfive", False): 0.8,
        ("onetwothreefourfivesix", False): 0.9,
        ("one", False): 0.5,
    }


def test_a_form_knows_the_first_authors_initial_and_how_many_families_it_names() -> None:
    index = build_index(References((reference("", "Wang, Li; Zhao, Qi"),)))
    assert {(f.letters, f.families, f.initial) for fs in index.anywhere.values() for f in fs} == {
        ("wang", 1, "l"),
        ("wangzhao", 2, "l"),
    }


def test_forms_are_found_by_year_and_by_the_last_letters_also_of_names_of_two() -> None:
    index = build_index(References((reference("", "Wu, A.", "2019b"), reference("", "Li, A.", "n.d."))))
    assert index.years == ("2019", "")
    assert [f.reference for f in index.forms["2019", "wu"]] == [0]
    assert [f.reference for f in index.forms["", "li"]] == [1]
    assert index.suffixes == ("b", "")


def test_works_named_alike_count_where_the_list_prints_no_letters() -> None:
    three = [reference("", "Wang, L.; Zhao, Q.; Xu, P.")] * 2
    two = [reference("", "Wang, L.; Zhao, Q.")]
    assert build_index(References((*three, *two))).suffixes == ("?a", "?b", "")
    shown = [reference("", "Wang, L.; Someone, E.; Xu, P.")]  # all are `Wang et al.`
    assert build_index(References((*three, *shown))).suffixes == ("?a", "?b", "?c")
    other_year = [reference("", "Wang, L.; Zhao, Q.; Xu, P.", "2021")]
    assert build_index(References((*three[:1], *other_year))).suffixes == ("", "")
    lettered = [reference("", "Wang, L.; Zhao, Q.; Xu, P.", "2020b")]
    assert build_index(References((*three[:1], *lettered))).suffixes == ("", "b")


@pytest.mark.parametrize("count", [26, 27])
def test_letters_end_with_z(count: int) -> None:
    suffixes = build_index(References((reference("", "Wang, L."),) * count)).suffixes
    assert suffixes[-1] == ("?z" if count == 26 else "")


def test_the_first_sixty_characters_hold_the_first_author() -> None:
    raw = "x" * 50 + " Wang, " + "y" * 20
    (head,) = build_index(References((reference("", "", raw=raw),))).heads
    assert "wang" in head
    (head,) = build_index(References((reference("", "", raw="x" * 70 + " Wang"),))).heads
    assert "wang" not in head
