"""Citation keys come from content."""

from __future__ import annotations

import msgspec

from surveyrefs.citekeys.content import assign_keys
from surveyrefs.model.reference import Name, Reference


def work(family: str, year: str, title: str, **more: str) -> Reference:
    blank = Reference(
        "", "", "", "article", title, (), False, year, "", "", "", "", "", "", "", "", "", {}, (), 1, (), 1.0
    )
    return msgspec.structs.replace(blank, authors=(Name(family),) if family else (), **more)


def test_form() -> None:
    works = [
        work("Yehudai", "2024", "Genie: Achieving Human Parity"),
        work("Müller", "2020", "The Theory of X"),
        work("", "", ""),
    ]
    assert assign_keys(works) == ["yehudai2024genie", "muller2020theory", "anonnduntitled"]


def test_clash_grows_by_title_words_whatever_the_order() -> None:
    a, b = work("Li", "2020", "Deep Learning for Cats"), work("Li", "2020", "Deep Networks")
    assert assign_keys([a, b]) == ["li2020deeplearning", "li2020deepnetworks"]
    assert assign_keys([b, a]) == ["li2020deepnetworks", "li2020deeplearning"]


def test_one_title_in_two_places() -> None:
    a, b = work("Li", "2020", "Deep Learning", container="Nature"), work("Li", "2020", "Deep Learning", arxiv="2001.1")
    assert assign_keys([a, b]) == ["li2020deep-nature", "li2020deep-arxiv"]


def test_equal_references_are_numbered() -> None:
    a = work("Li", "2020", "Deep Learning")
    assert assign_keys([a, a, a]) == ["li2020deep", "li2020deep-2", "li2020deep-3"]


def test_numbers_of_titles_do_not_run_into_the_year() -> None:
    works = [work("Black", "2025", "0-1 Knapsacks revisited"), work("Orwell", "1949", "1984")]
    assert assign_keys(works) == ["black2025knapsacks", "orwell1949-1984"]


def test_a_work_without_year_has_that_of_its_arxiv_id() -> None:
    works = [work("Li", "", "Deep", arxiv="1902.09914"), work("Witten", "", "Branes", arxiv="hep-th/9711200")]
    assert assign_keys(works) == ["li2019deep", "witten1997branes"]


def test_keys_have_forty_letters_at_most() -> None:
    long = work("Gesellschaft für angewandte Informatik", "2020", "Donaudampfschifffahrtsgesellschaftskapitän")
    keys = assign_keys([long, long, msgspec.structs.replace(long, container="Nature")])
    assert len(set(keys)) == 3
    assert max(map(len, keys)) <= 40
