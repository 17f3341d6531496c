"""What two printed texts differ in."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.matching.printed import difference, only_noise, same_venue

WORDS = st.lists(st.sampled_from("multi modal learning of graphs 2020 12 a".split()), max_size=12)


@given(WORDS)
@settings(max_examples=80, deadline=None)
def test_a_text_does_not_differ_from_itself_with_hyphens_and_case_changed(words: list[str]) -> None:
    found = difference(" ".join(words), "-".join(words).upper())
    assert not found.old
    assert not found.new


@given(WORDS, WORDS)
@settings(max_examples=80, deadline=None)
def test_differences_mirror(old: list[str], new: list[str]) -> None:
    there, back = difference(" ".join(old), " ".join(new)), difference(" ".join(new), " ".join(old))
    assert (there.old.total() == 0) == (back.new.total() == 0)
    assert not there.old - Counter(old)


def test_a_word_joined_in_one_text_is_no_difference() -> None:
    found = difference("A multi- modal study, 2015", "A multimodal study, 2016")
    assert dict(found.old) == {"2015": 1}
    assert dict(found.new) == {"2016": 1}


def test_a_field_that_was_read_differently_is_not_explained() -> None:
    found = difference("Doe. A title. In Proceedings of X. 2015.", "Doe. A title. In Proceedings of X. 2016.")
    assert found.explains("2015", "2016")
    assert not found.explains("", "Proceedings of X")
    assert not found.explains("", "Proceedings of X 2016")


def test_venues_that_are_one() -> None:
    assert same_venue(
        "Proceedings of the 36th International Conference on Software Engineering",
        "Proc. 36th Int. Conf. on Software Eng. (ICSE)",
    )
    assert same_venue("", "")
    assert not same_venue("", "Nature")
    assert not same_venue("2019", "N")
    assert not same_venue("IEEE Transactions on Robotics", "IEEE Transactions on Automation")
    assert not same_venue("Journal of Tests", "Workshop on Tests")


def noisy(old: str, new: str) -> bool:
    return only_noise(old.split(), new.split())


def test_poor_recognition_is_told_from_another_text() -> None:
    assert noisy("learning to test of programs 2020", "leaming to te st or programs 2020")
    assert noisy("same words", "same words")
    assert not noisy("part a 2020", "part b 2020")
    assert not noisy("learning to test 2020", "learning to test 2021")
    assert not noisy("diffusion models", "improved diffusion models")
    assert not noisy("cats and mice", "cats and dogs")
    assert not noisy("theory of tests part i", "theory of tests part ii")
