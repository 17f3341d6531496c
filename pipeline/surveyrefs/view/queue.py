"""What of a run deserves a person's look, the doubtful first: what the page lists under "Look at these"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from surveyrefs.model.document import is_set_as_figure
from surveyrefs.view.boxes import Place
from surveyrefs.view.model import CalloutView, ProblemView, SurveyView, WorkView

# Below these a value is shown. In the visible surveys about one work in thirty has less, and it is right half the time;
# of the works above it ninety-nine in a hundred are right.
UNSURE_WORK = 0.75
UNSURE_CALLOUT = 0.8
UNSURE_TABLE = 0.8
UNSURE_CATEGORY = 0.5
# Problems that the queue shows as what they are about, with more beside it.
_ABOUT_CALLOUTS = ("callout-unresolved", "callout-above-highest")
_ABOUT_LABELS = ("label-missing",)

Kind = Literal["unlinked", "skipped", "problem", "work", "callout", "table", "category"]
ORDER: tuple[Kind, ...] = ("unlinked", "skipped", "problem", "work", "callout", "table", "category")


class Item(msgspec.Struct, frozen=True, gc=False):
    """Something to look at. `work`, `target` (of the callout), `callout`, `table`, `assignment` and `problem` are
    indexes, -1 for none."""

    kind: Kind
    why: str
    place: Place | None
    page: int
    confidence: float
    work: int = -1
    callout: int = -1
    target: int = -1
    table: int = -1
    assignment: int = -1
    problem: int = -1


def queue(survey: SurveyView) -> tuple[Item, ...]:
    """Return what to look at: by kind, within a kind the least sure first, then in the order of the pages."""
    items = [
        *_callouts(survey.callouts), *_skipped(survey.works, survey.problems), *_problems(survey),
        *_works(survey.works), *_tables(survey), *_categories(survey),
    ]  # fmt: skip
    return tuple(sorted(items, key=lambda item: (ORDER.index(item.kind), item.confidence)))


def _callouts(callouts: Sequence[CalloutView]) -> Iterator[Item]:
    for number, callout in enumerate(callouts):
        page = callout.place.page if callout.place else 0
        for at, target in enumerate(callout.targets):
            if target.work < 0:
                what = f"“{target.label}” in {callout.marker}" if target.label else callout.marker
                yield Item("unlinked", f"{what} leads to no work", callout.place, page, 0.0, callout=number, target=at)
        sure = [t.confidence for t in callout.targets if t.work >= 0]
        if sure and min(sure) < UNSURE_CALLOUT:
            why = f"{callout.marker}: the target is not sure"
            yield Item("callout", why, callout.place, page, min(sure), callout=number)


def _skipped(works: Sequence[WorkView], problems: Iterable[ProblemView]) -> Iterator[Item]:
    """Yield the numbers that a numbered list skips, at the work before the gap."""
    told = {n for p in problems if p.code in _ABOUT_LABELS for n in map(int, re.findall(r"\d+", p.text))}
    numbers = [(int(m[0]), n) for n, w in enumerate(works) if (m := re.match(r"\d+", w.label))]
    if len(numbers) < len(works) / 2:  # a list with other labels
        return
    for (before, n), (after, _) in pairwise(numbers):
        missing = range(before + 1, after)
        if missing and len(missing) < len(works):
            what = f"[{missing[0]}]" if len(missing) == 1 else f"[{missing[0]}] to [{missing[-1]}]"
            verb = "is" if len(missing) == 1 else "are"
            seen = "" if told & set(missing) else ", and nothing else tells it"
            last = works[n].places[-1] if works[n].places else None
            yield Item(
                "skipped", f"{what} {verb} missing after [{before}]{seen}", last, last.page if last else 0, 0.0, work=n
            )


def _problems(survey: SurveyView) -> Iterator[Item]:
    for number, problem in enumerate(survey.problems):
        if problem.code not in _ABOUT_CALLOUTS + _ABOUT_LABELS and not problem.seen:
            yield Item("problem", problem.text, problem.place, problem.page, 0.0, problem=number)


def _works(works: Sequence[WorkView]) -> Iterator[Item]:
    for number, work in enumerate(works):
        if work.confidence < UNSURE_WORK:
            first = work.places[0] if work.places else None
            why = f"fields of {f'[{work.label}]' if work.label else work.key} are not sure"
            yield Item("work", why, first, first.page if first else 0, work.confidence, work=number)


def _called(number: str) -> str:
    if is_set_as_figure(number):
        return number
    return f"Table {number}" if number else "this table"


def _tables(survey: SurveyView) -> Iterator[Item]:
    for number, table in enumerate(survey.tables):
        if table.confidence < UNSURE_TABLE:
            page = table.place.page if table.place else 0
            why = f"the rows of {_called(table.number)} are not sure"
            yield Item("table", why, table.place, page, table.confidence, table=number)


def _categories(survey: SurveyView) -> Iterator[Item]:
    for number, made in enumerate(survey.assignments):
        if made.confidence < UNSURE_CATEGORY:
            row = None
            if 0 <= made.table < len(survey.tables) and 0 < made.row <= len(survey.tables[made.table].rows):
                row = next((p for p in survey.tables[made.table].rows[made.row - 1].places if p), None)
            yield Item(
                "category", f"“{made.category}” is not sure", row, made.page, made.confidence, work=made.work,
                table=made.table, assignment=number,
            )  # fmt: skip
