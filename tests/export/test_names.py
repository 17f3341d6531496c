"""Names as BibTeX reads them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.export.latex import clean, escape
from surveyrefs.export.names import bib_names, parse_names
from surveyrefs.model.reference import Name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (Name("Müller", "Jörg"), "Müller, Jörg"),
        (Name("van der Berg", "A. B.", "Jr."), "van der Berg, Jr., A. B."),
        (Name(literal="OpenAI, Inc."), "{OpenAI, Inc.}"),
        (Name(literal="Research and Development"), "{Research and Development}"),
        (Name("Plato"), "Plato"),
        (Name("Ali Reza"), "{Ali Reza}"),
        (Name("", "Madonna"), "Madonna"),
        (Name("Bell and Howell", "X."), "{Bell and Howell}, X."),
        (Name("others", "X."), "{others}, X."),
        (Name(), ""),
    ],
)
def test_bib_names(name: Name, value: str) -> None:
    assert bib_names([name], others=False, encode=escape, cut_safe=False) == value


def test_first_letters_are_safe_from_cutting_by_bytes() -> None:
    names = [Name("Élan", "Émile-Ösk J."), Name("Kučera", "Žiga"), Name("王", "伟")]
    assert bib_names(names, others=True, encode=escape, cut_safe=True) == (
        r"{\'E}lan, {\'E}mile-{\"O}sk J. and Kučera, {\v{Z}}iga and 王, 伟 and others"
    )


def test_others_without_anybody_is_nothing() -> None:
    assert bib_names([], others=True, encode=escape, cut_safe=False) == ""


def test_parse_names() -> None:
    assert parse_names("Doe, Jane and {ACM} and Roe, Jr., J. and John Q. Public and others") == (
        (Name("Doe", "Jane"), Name(literal="ACM"), Name("Roe", "J.", "Jr."), Name("Public", "John Q.")),
        True,
    )
    assert parse_names("") == ((), False)


WORD = st.text(st.characters(categories=("Lu", "Ll")), min_size=1, max_size=6)


@given(st.lists(st.builds(Name, WORD, WORD), min_size=1, max_size=4), st.booleans())
def test_names_come_back(names: list[Name], others: bool) -> None:
    names = [Name(clean(n.family), clean(n.given)) for n in names]
    names = [n for n in names if not {n.family.casefold(), n.given.casefold()} & {"others", "and"}]
    text = bib_names(names, others, escape, cut_safe=False)
    assert parse_names(text) == (tuple(names), others and bool(names))
