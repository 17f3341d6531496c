"""What a damaged file does not answer."""

from __future__ import annotations

import pytest

from surveyrefs.parse.embedded.pdf.asked import MAX_TOLD, Asked


def fails(text: str) -> int:
    raise RuntimeError(text)


def test_a_question_without_an_answer_is_a_problem_of_its_page_once() -> None:
    asked = Asked()
    assert asked.answer("links", 3, lambda: 7, 0) == 7
    assert not asked.failed
    assert [asked.answer("links", 3, lambda: fails("code=7:\n no  xref"), 0) for _ in range(2)] == [0, 0]
    assert asked.answer("links", 4, lambda: fails(""), 0) == 0
    assert [(p.page, p.text) for p in asked.problems] == [
        (3, "links could not be read (RuntimeError: code=7: no xref)"), (4, "links could not be read (RuntimeError)"),
    ]  # fmt: skip
    assert asked.failed


def test_a_file_that_is_damaged_throughout_is_told_of_so_many_times() -> None:
    asked = Asked()
    for page in range(MAX_TOLD + 9):
        asked.note("links", page, "no xref")
    assert len(asked.problems) == MAX_TOLD


def test_short_memory_is_no_damage() -> None:
    with pytest.raises(MemoryError):
        Asked().answer("links", 1, lambda: fails("malloc (80 bytes) failed"), 0)
