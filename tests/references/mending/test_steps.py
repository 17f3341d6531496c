"""Each step of mending changes its example, and no other step does."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending.step import Labelled, Step
from surveyrefs.references.mending.steps import STEPS
from tests.references.mending.marked import read


def with_steps(work: Labelled, left_out: str = "") -> list[str]:
    for step in STEPS:
        if step.name != left_out:
            work = step(work)
    return list(work.labels)


def of_example(step: Step) -> tuple[Labelled, list[str]]:
    before, after = (read(marked) for marked in step.example)
    assert [t.text for t in before[0]] == [t.text for t in after[0]]
    return Labelled(*before, step.names, habits=step.habits), after[1]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_an_example_changes_with_its_step_and_only_with_it(step: Step) -> None:
    before, after = of_example(step)
    assert with_steps(before) == after != list(before.labels)
    assert with_steps(before, step.name) == list(before.labels)


def test_names_are_functions() -> None:
    assert all(step.function.__name__ == step.name for step in STEPS)
    assert len({step.name for step in STEPS}) == len(STEPS)
