"""Two damaged PDFs of each kind; continuous integration runs a hundred, `make fuzz` thousands (tests/bench/fuzz.py)."""

from __future__ import annotations

import pytest

from tests.bench.damage import DAMAGES, variant
from tests.bench.fuzz import run, seeds

VARIANTS = 2 * len(DAMAGES)
JOBS = 2


def test_a_variant_is_the_same_for_its_number_and_differs_from_its_seed() -> None:
    known = seeds()
    for number in range(len(DAMAGES)):
        name, data = variant(known, number)
        assert variant(known, number) == (name, data)
        assert data not in [seed for _, seed in known], name


@pytest.mark.apart
def test_damaged_pdfs_give_an_answer_or_a_clear_line() -> None:
    findings = {name: found for name, _, found in run(range(VARIANTS), JOBS) if found}
    assert not findings
