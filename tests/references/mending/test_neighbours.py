"""What each step of mending makes of works that are nearly its example, compared with golden files.

A neighbour of an example lacks one token or all behind one, or has one token twice, without its label, with that of
the token before or behind it, apart by a blank, in small letters, in the other type, as another mark, or as another
number (a year for a number, a number for a year). The golden file of a step says which of them it still changes in the
same way, and which otherwise: where a rule's conditions end shows here (`make golden` writes the files).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from surveyrefs.references.mending.step import Labelled, Step
from surveyrefs.references.mending.steps import STEPS
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import PLAIN, SLANTED, Token
from tests.conftest import Golden
from tests.references.mending.marked import read


def written(tokens: Sequence[Token], labels: Sequence[str]) -> str:
    """Return tokens with their labels as a marked string; the beginning is outside."""
    out, before = "", OUTSIDE
    for token, label in zip(tokens, labels, strict=True):
        out += " " * token.spaced + (f"<{label}>" if label != before else "") + token.text
        before = label
    return out


_OTHER_MARK = {",": ".", ".": ",", ":": ".", ";": ",", "(": ",", ")": ","}


def neighbours(work: Labelled) -> Iterator[tuple[str, list[int], Labelled]]:
    """Give the neighbours of a work: a name, the numbers that its tokens have in the work, the neighbour."""
    tokens, labels = list(work.tokens), list(work.labels)
    none = [*range(len(tokens))]
    for i, token in enumerate(tokens):
        word = f"{token.text!r}"
        for name, taken in (
            ("without", none[:i] + none[i + 1 :]),
            ("twice", none[: i + 1] + none[i:]),
            ("up to", none[: i + 1]),
        ):
            yield (
                f"{name} {word}",
                taken,
                replace(work, tokens=[tokens[n] for n in taken], labels=[labels[n] for n in taken]),
            )
        if token.text in _OTHER_MARK:
            mark = replace(token, text=_OTHER_MARK[token.text])
            yield f"{word} as {mark.text!r}", none, replace(work, tokens=_put(tokens, i, mark))
        if i + 1 < len(tokens) and labels[i + 1] != labels[i]:
            yield f"{word} as behind", none, replace(work, labels=_put(labels, i, labels[i + 1]))
        if labels[i] != OUTSIDE:
            yield f"unlabelled {word}", none, replace(work, labels=_put(labels, i, OUTSIDE))
        if i and labels[i - 1] != labels[i]:
            yield f"{word} as before", none, replace(work, labels=_put(labels, i, labels[i - 1]))
        if not token.spaced and i:
            yield f"apart {word}", none, replace(work, tokens=_put(tokens, i, replace(token, spaced=True)))
        if token.text[0].isupper():
            small = replace(token, text=token.text.lower())
            yield f"small {word}", none, replace(work, tokens=_put(tokens, i, small))
        if token.font:
            turned = replace(token, font=PLAIN if token.font == SLANTED else SLANTED)
            yield f"turned {word}", none, replace(work, tokens=_put(tokens, i, turned))
        if token.kind == "n":
            year = replace(token, text="15" if len(token.text) == len("2015") else "2015")
            yield f"{word} as {year.text}", none, replace(work, tokens=_put(tokens, i, year))


def _put(values: list[Any], at: int, value: Any) -> list[Any]:
    return [*values[:at], value, *values[at + 1 :]]


def changes(step: Step, work: Labelled, numbers: Sequence[int]) -> dict[int, str]:
    """Return the new labels that a step gives, by the number of the token in the example."""
    return {i: new for i, old, new in zip(numbers, work.labels, step(work).labels, strict=True) if old != new}


@pytest.mark.golden
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_neighbours_of_an_example(step: Step, golden: Golden) -> None:
    work = Labelled(*read(step.example[0]), step.names, habits=step.habits)
    wanted = changes(step, work, range(len(work.tokens)))
    assert wanted
    alike, unchanged, otherwise = [], [], []
    for name, numbers, other in neighbours(work):
        found = changes(step, other, numbers)
        if not found:
            unchanged.append(name)
        elif found == {i: label for i, label in wanted.items() if i in numbers}:
            alike.append(name)
        else:
            otherwise.append(f"{name}: {written(other.tokens, step(other).labels)}")
    lines = [written(work.tokens, step(work).labels), f"== the same: {', '.join(alike)}"]
    lines += [f"== nothing: {', '.join(unchanged)}", "== something else:", *otherwise]
    golden.check(f"mending/{step.name}.txt", "\n".join(lines) + "\n")
