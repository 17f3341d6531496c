"""What all steps of mending together make of works that are nearly those of their tests, in lists of several habits,
compared with golden files (`make golden`): per change of labels, the neighbours in which it is made."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace

from surveyrefs.references.mending.step import Labelled
from surveyrefs.references.mending.steps import STEPS, mended
from surveyrefs.references.tagging.habits import NONE, Habits
from tests.conftest import Golden
from tests.neighbours import strings
from tests.references.mending.marked import read
from tests.references.mending.test_neighbours import neighbours

HERE = Path(__file__).parent
HABITS = {
    "no habits": NONE,
    "italic": Habits(title="p", container="i", ends=".", before_container=".", behind_container="volume", dotted="y"),
    "roman": Habits(title="p", container="p", ends=".", before_container=".", behind_container="date", dotted="n"),
    "colons": Habits(title="p", container="p", ends=":", before_container=":", alike="y", before_volume="w"),
}
EVERY = 2  # neighbours: one of so many is looked at
ORDERS = ("", "given", "inverted", "bare")


def changes(work: Labelled) -> str:
    """Return the labels that mending changes: the number of the token, its text, the labels."""
    made = mended(work.tokens, work.labels, work.names, work.titled, work.habits)
    pairs = enumerate(zip(work.labels, made, strict=True))
    return " ".join(f"{work.tokens[i].text}:{old}>{new}" for i, (old, new) in pairs if old != new)


def shown(marked: str) -> list[str]:
    work = Labelled(*read(marked))
    lines = [f"= {marked}"]
    for name, habits in HABITS.items():
        found = {order: changes(replace(work, names=order, habits=habits)) for order in ORDERS}
        lines.append(f"  {name}: {found['']}")
        lines += [f"    {order}: {said}" for order, said in found.items() if said != found[""]]
    alike: dict[str, list[str]] = {}
    for number, (name, _, other) in enumerate(islice(neighbours(work), 0, None, EVERY)):
        habits = list(HABITS.values())[number % len(HABITS)]
        alike.setdefault(changes(replace(other, habits=habits, titled=number % 5 > 0)), []).append(name)
    return [*lines, *(f"  {said or 'nothing'} | {'; '.join(names)}" for said, names in alike.items())]


@pytest.mark.golden
@pytest.mark.parametrize("module", ["rules", "titles", "phrases", "steps"])
def test_all_steps_on_neighbours(module: str, golden: Golden) -> None:
    found = strings(HERE / f"test_{module}.py", lambda t: re.search(r"<\w+>", t))
    if module == "steps":
        found = [step.example[0] for step in STEPS]
    lines = [line for marked in found for line in shown(marked)]
    golden.check(f"mending-all/{module}.txt", "\n".join(lines) + "\n")
