"""Questions become requests, several in one where the source takes that; answers are kept, failures are told."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType

from surveyrefs.lookup import arxiv, crossref, openalex
from surveyrefs.lookup.plan import Question
from surveyrefs.lookup.texts import near
from surveyrefs.model.lookup import Record
from surveyrefs.model.problem import Problem
from surveyrefs.settings import LookupSettings

Ask = Callable[[str, str, Mapping[str, str]], bytes]  # source, URL, parameters -> body of the answer; raises NoAnswer

SOURCES: Mapping[str, ModuleType] = {"arxiv": arxiv, "crossref": crossref, "openalex": openalex}
NAMES = {"arxiv": "arXiv", "crossref": "Crossref", "openalex": "OpenAlex"}
_PATIENCE = 2  # failures of a source in a row after which it is left alone until the next run
_KEEP_EVERY = 20  # requests between two times that what there is so far is kept


class NoAnswer(Exception):
    """A source gave no answer of use; the text says why.

    `refused`: it would refuse the same question again. `gone`: it need not be asked for anything more in this run.
    """

    def __init__(self, reason: str, *, refused: bool = False, gone: bool = False) -> None:
        super().__init__(reason)
        self.refused = refused
        self.gone = gone


class Desk:
    """Where questions are answered: from what is known, or by asking. `used` are the answers that were wanted."""

    def __init__(
        self, known: Mapping[str, tuple[Record, ...]], ask: Ask | None, settings: LookupSettings,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        self.used: dict[str, tuple[Record, ...]] = {}
        self.unanswered: Counter[str] = Counter()
        self._known = known
        self._ask = ask
        self._settings = settings
        self._clock = clock
        self._end = clock() + settings.budget
        self._failures: Counter[str] = Counter()
        self._reasons: dict[str, str] = {}
        self._requests = 0

    def answer(self, questions: Sequence[Question], keep: Callable[[], None]) -> None:
        """Answer questions of one source; what cannot be answered is counted."""
        open_: dict[str, Question] = {}
        for question in questions:
            if question.key in self._known:
                self.used[question.key] = self._known[question.key]
            elif question.key not in self.used:
                open_[question.key] = question
        for batch in _batches(list(open_.values())):
            self._answer_batch(batch)
            self._requests += 1
            if self._requests % _KEEP_EVERY == 0:
                keep()

    def problems(self) -> Iterator[Problem]:
        """Give a problem for each source that left questions open."""
        for source in sorted(self.unanswered):
            reason = self._reasons.get(source, "")
            text = f"{NAMES[source]} left {self.unanswered[source]} questions unanswered: {reason}"
            yield Problem("lookup-unanswered", text, "Run the same command again: only these are asked for.")

    def _answer_batch(self, batch: Sequence[Question]) -> None:
        source = batch[0].source
        if self._failures[source] < _PATIENCE and self._clock() > self._end:
            self._reasons[source] = f"the time for one paper was over ({self._settings.budget:g} s)"
        elif self._failures[source] < _PATIENCE:
            try:
                self.used |= self._asked(batch)
                self._failures[source] = 0
                return
            except NoAnswer as error:
                if error.refused:
                    self._refused(batch)
                    return
                self._reasons[source] = str(error)
                self._failures[source] += _PATIENCE if error.gone else 1
        self.unanswered[source] += len(batch)

    def _refused(self, batch: Sequence[Question]) -> None:
        """Ask one by one, since one question may have spoiled the others; a source knows nothing of what it refuses."""
        if len(batch) == 1:
            self.used[batch[0].key] = ()
            return
        for question in batch:
            self._answer_batch([question])

    def _asked(self, batch: Sequence[Question]) -> dict[str, tuple[Record, ...]]:
        if self._ask is None:
            raise NoAnswer("the library requests is not installed (pip install 'surveyrefs[lookup]')", gone=True)
        source = SOURCES[batch[0].source]
        body = self._ask(batch[0].source, source.URL, source.parameters(batch, self._settings))
        try:
            records = source.records(body)
        except ValueError as error:
            raise NoAnswer(f"its answer is not what it should be ({error})") from error
        return {q.key: tuple(r for r in records if _answers(r, q)) for q in batch}


def _answers(record: Record, question: Question) -> bool:
    """Tell whether a record belongs to a question; of a search's finds only those are kept that may be the work."""
    if question.kind == "title":
        return any(near(title, question.text) for title in record.titles)
    return question.text in (record.doi, record.arxiv)


def _batches(questions: Sequence[Question]) -> Iterator[Sequence[Question]]:
    """Part questions into those of one request each: searches go alone."""
    sizes = {(q.source, q.kind): 1 if q.kind == "title" else int(SOURCES[q.source].BATCH) for q in questions}
    for (source, kind), size in sizes.items():
        same = [q for q in questions if (q.source, q.kind) == (source, kind)]
        yield from (same[start : start + size] for start in range(0, len(same), size))
