"""Balance the books: labels without gap or duplicate, references cited or listed, callouts resolved or listed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from surveyrefs.link.labels import Labels, labels_by_list
from surveyrefs.model.link import Callout
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import References

FEW_ABOVE = 3  # numbers above the highest label that are cited: fewer are misprints


def balance(callouts: Sequence[Callout], references: References, labels: Labels) -> list[Problem]:
    """Return the problems of the whole: labels first, then callouts without target, then references without callout."""
    lists = [each for _, each in labels_by_list(references)] or [labels]
    return [
        *(problem for each in lists for problem in _label_problems(each)),
        *_cut_short(callouts, labels),
        *_unresolved(callouts, labels),
        *_uncited(callouts, references),
    ]


def _label_problems(labels: Labels) -> Iterable[Problem]:
    if not labels.numeric or labels.implied:
        return  # lists without numbers, or numbers that are none of the print's
    missing = [n for n in range(1, labels.highest + 1) if str(n) not in labels.holders]
    if missing:
        yield Problem(
            "label-missing",
            f"the reference list ends with {labels.highest} and lacks {spans(missing)}",
            "a reference was not read or is joined with its neighbour",
        )
    if labels.repeated:
        yield Problem(
            "label-duplicate",
            "the reference list prints more than once: " + ", ".join(labels.repeated),
            "callouts go to the first of each",
        )


def _cut_short(callouts: Sequence[Callout], labels: Labels) -> Iterable[Problem]:
    """Tell that callouts go on where the list does not: its end was not read."""
    if not labels.numeric or labels.implied:
        return
    lost = [target.label for callout in callouts for target in callout.targets if target.reference < 0]
    above = sorted({int(label) for label in lost if label.isdecimal() and int(label) > labels.highest})
    if len(above) >= FEW_ABOVE:
        yield Problem(
            "list-ends-early",
            f"callouts reach {above[-1]}, the reference list ends at {labels.highest}",
            "the end of the list was not read, or is not in the PDF",
        )


def spans(numbers: Sequence[int]) -> str:
    """Write ascending numbers as `3, 5–7`."""
    out: list[list[int]] = []
    for n in numbers:
        if out and n == out[-1][1] + 1:
            out[-1][1] = n
        else:
            out.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in out)


def _unresolved(callouts: Sequence[Callout], labels: Labels) -> Iterable[Problem]:
    for callout in callouts:
        lost = [target.label for target in callout.targets if target.reference < 0]
        if not lost:
            continue
        above = [label for label in lost if label.isdecimal() and int(label) > labels.highest > 0]
        if above:
            text = f"{callout.marker} cites {', '.join(above)}, above the highest label {labels.highest}"
        else:
            text = f"{callout.marker} names no reference of the list"
        code = "callout-above-highest" if above else "callout-unresolved"
        hint = "look for the reference in the list; it may have been joined or lost"
        yield Problem(code, text, hint, callout.page, callout.box)


def _uncited(callouts: Sequence[Callout], references: References) -> Iterable[Problem]:
    cited = {target.reference for callout in callouts for target in callout.targets}
    for i, reference in enumerate(references.references):
        if i not in cited:
            name = reference.label or reference.key
            yield Problem(
                "reference-uncited",
                f"no callout found for {name}: {reference.raw[:80]}",
                "the text may not cite it; otherwise its callout was not recognised",
                reference.page,
                reference.box,
            )
