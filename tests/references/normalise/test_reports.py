"""Kinds of report and their numbers."""

from __future__ import annotations

import pytest

from surveyrefs.references.normalise.reports import parted_report


@pytest.mark.parametrize(
    ("genre", "parts"),
    [
        ("Tech. Rep. CMU-CS-97-101", ("Tech. Rep.", "CMU-CS-97-101")),
        ("Technical Report NIST AI 100-2", ("Technical Report", "NIST AI 100-2")),
        ("Working Paper No. 5", ("Working Paper", "5")),
        ("RFC 5322", ("RFC", "5322")),
        ("Technical report", ("Technical report", "")),
        ("tech. rep., DISI", ("tech. rep., DISI", "")),
    ],
)
def test_numbers_of_reports(genre: str, parts: tuple[str, str]) -> None:
    assert parted_report(genre) == parts
