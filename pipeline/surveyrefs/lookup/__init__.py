"""The lookup stage: what the survey does not print of its works, from Crossref, OpenAlex, arXiv or local files.

References come in, records that agree with them in title, authors and year go out, field by field with their source.
Only `client` opens connections, and only where the settings ask for it (docs/lookup.md).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from surveyrefs.lookup.ask import Ask, Desk
from surveyrefs.lookup.fill import chosen, doubts
from surveyrefs.lookup.local import ReadBib, search_file
from surveyrefs.lookup.plan import Wanted, rounds, wanted_of
from surveyrefs.model.lookup import Answer, LookedUp, Record
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference
from surveyrefs.settings import LookupSettings

__all__ = ["look_up"]

Keep = Callable[[LookedUp], None]


def look_up(
    references: Sequence[Reference],
    settings: LookupSettings,
    known: Sequence[Answer],
    ask: Ask | None,
    read_bib: ReadBib,
    keep: Keep = lambda _: None,
) -> LookedUp:
    """Look up what the references lack.

    `known` are answers of earlier runs, which are not asked for again unless the settings say so. `ask` sends a request
    (None: nothing may be asked). `keep` gets what there is so far from time to time, so that a killed run has it.
    """
    wanted = [wanted_of(n, r) for n, r in enumerate(references)]
    answers: dict[str, tuple[Record, ...]] = {}
    problems: list[Problem] = []
    late = False
    for file in settings.files:
        search = search_file(Path(file), wanted, read_bib, settings.budget)
        answers[f"file {Path(file).name}"] = search.records
        problems += search.problems
        late = late or search.late
    for w in wanted:
        w.take(records for question, records in answers.items() if question.startswith("file "))
    desk = Desk({} if settings.again else {a.question: a.records for a in known}, ask, settings)
    if settings.online:
        for ready in rounds(settings):
            for w in wanted:
                w.take([desk.used.get(q, ()) for q in w.asked])
            desk.answer(ready(wanted), lambda: keep(_so_far(desk, answers)))
        for w in wanted:
            w.take([desk.used.get(q, ()) for q in w.asked])
    result = _result(wanted, desk, answers, problems)
    return msgspec.structs.replace(result, whole=result.whole and not late)


def _so_far(desk: Desk, answers: dict[str, tuple[Record, ...]]) -> LookedUp:
    return LookedUp(_answers(answers | desk.used), whole=False)


def _answers(found: dict[str, tuple[Record, ...]]) -> tuple[Answer, ...]:
    return tuple(Answer(question, found[question]) for question in sorted(found))


def _result(
    wanted: Sequence[Wanted], desk: Desk, answers: dict[str, tuple[Record, ...]], problems: Sequence[Problem]
) -> LookedUp:
    found = [item for w in wanted for item in chosen(w)]
    told = (*problems, *(p for w in wanted for p in doubts(w)), *desk.problems())
    return LookedUp(_answers(answers | desk.used), tuple(found), told, whole=not desk.unanswered)
