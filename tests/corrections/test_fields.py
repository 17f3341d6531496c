"""Values of corrected fields: what is the same as was read, what cannot be a value."""

from __future__ import annotations

import pytest

from surveyrefs.corrections.fields import same_value, unusable


@pytest.mark.parametrize(
    ("field", "was", "read", "same"),
    [
        ("title", "Oaks of all", "Oaks of all", True),
        ("title", "The Oaks!", "the oaks", True),  # letters and figures count
        ("title", "Oaks", "Elms", False),
        ("title", "?!", "!", False),
        ("title", "", "", True),
        ("title", "", "Oaks", False),
        ("pages", "1–9", "1-9", True),
        ("pages", "1-9", "1-8", False),
        ("doi", "https://doi.org/10.1000/A", "10.1000/a", True),
        ("doi", "10.1000/a", "10.1000/b", False),
        ("arxiv", "arXiv:2001.00001", "2001.00001", True),
        ("authors", "Li Wei", "Li Wei", True),
        ("authors", "Li Wei", "Wu, Li", False),
        ("url", "https://a.org/b", "https://a.org/b", True),
        ("url", "https://a.org/b", "https://a.org/B", False),
        ("key", "li 2020", "li2020", False),
        ("type", "Article", "article", True),
    ],
)
def test_an_old_value_is_what_was_read(field: str, was: str, read: str, same: bool) -> None:
    assert same_value(field, was, read) == same


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("title", "Oaks", ""),
        ("titel", "Oaks", "no field titel"),
        ("type", "article", ""),
        ("type", "an article", "one word"),
        ("key", "li2020", ""),
        ("key", "li 2020", "no blanks"),
        ("key", "li{2020", "no blanks"),
    ],
)
def test_values_that_a_field_cannot_have(field: str, value: str, fault: str) -> None:
    assert fault in unusable(field, value)
    assert bool(fault) == bool(unusable(field, value))
