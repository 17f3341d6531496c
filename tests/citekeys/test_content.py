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
