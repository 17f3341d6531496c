"""Papers in several processes at once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.queues import SimpleQueue
from typing import TYPE_CHECKING

from surveyrefs import store
from surveyrefs.errors import InternalError
from surveyrefs.runner import Notify, Outcome, Paper, Plan, run_paper

if TYPE_CHECKING:
    News = SimpleQueue[tuple[str, str]]

# Fresh interpreters on every system alike: a fork would copy threads (the progress bar's) in mid-step.
START_METHOD = "spawn"
POLL = 0.1  # seconds between looks at the workers' news

_news: News | None = None


def run_papers(papers: Sequence[Paper], plan: Plan, jobs: int, notify: Notify) -> Iterator[Outcome]:
    """Run the papers, in this process or in `jobs` others, and give each outcome when it is there."""
    if jobs <= 1 or len(papers) <= 1:
        for paper in papers:
            yield run_paper(paper, plan, notify)
    else:
        yield from run_in_processes(papers, plan, min(jobs, len(papers)), notify)


def run_in_processes(papers: Sequence[Paper], plan: Plan, jobs: int, notify: Notify) -> Iterator[Outcome]:
    """Run papers in `jobs` processes. A worker that dies (memory, a crash in a library) costs only its own paper."""
    left = {paper.name: paper for paper in papers}
    for outcome in _pooled(papers, plan, jobs, notify):
        del left[outcome.name]
        yield outcome
    for paper in left.values():  # the pool broke: nobody knows by whose fault, so each is tried alone
        outcomes = list(_pooled([paper], plan, 1, notify))
        yield outcomes[0] if outcomes else _crashed(paper, plan)


def _pooled(papers: Sequence[Paper], plan: Plan, jobs: int, notify: Notify) -> Iterator[Outcome]:
    """Give the outcomes of one pool; ends early when the pool breaks."""
    context = multiprocessing.get_context(START_METHOD)
    news: News = context.SimpleQueue()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(news,))
    try:
        waiting: set[Future[Outcome]] = {pool.submit(_work, paper, plan) for paper in papers}
        while waiting:
            done, waiting = wait(waiting, timeout=POLL, return_when=FIRST_COMPLETED)
            while not news.empty():
                notify(*news.get())
            for future in done:
                yield future.result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _crashed(paper: Paper, plan: Plan) -> Outcome:
    store.remove_run(plan.output / paper.name, [stage.name for stage in plan.stages_for(paper)])
    error = InternalError(
        paper.path,
        "the process that worked on this paper was killed or crashed",
        "Memory may be short: try fewer --jobs.",
    )
    return Outcome(paper.name, "failed", error=str(error), message=error.explanation())


def _start(news: News) -> None:
    global _news  # noqa: PLW0603 -- a pool's initializer has no other way to hand something to the workers
    _news = news


def _work(paper: Paper, plan: Plan) -> Outcome:
    news = _news
    return run_paper(paper, plan, lambda name, stage: news.put((name, stage)) if news else None)
