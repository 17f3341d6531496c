"""Papers in processes of their own, several at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait

from surveyrefs.guard import Child
from surveyrefs.runner import Notify, Outcome, Paper, Plan, run_paper

ALWAYS_APART = True  # tests of all around let one job run in their own process, where calls are counted


def run_papers(papers: Sequence[Paper], plan: Plan, jobs: int, notify: Notify) -> Iterator[Outcome]:
    """Run the papers in `jobs` other processes, each within the limits, and give each outcome when it is there."""
    if jobs <= 1 and not ALWAYS_APART:
        for paper in papers:
            yield run_paper(paper, plan, notify)
        return
    waiting = deque(papers)
    children = [Child(plan) for _ in range(min(jobs, len(papers)))]
    try:
        while True:
            for child in children:
                if child.paper is None and waiting:
                    child.give(waiting.popleft())
            busy = [child for child in children if child.paper is not None]
            if not busy:
                return
            limits = [left for child in busy if (left := child.left()) is not None]
            wait([child.connection for child in busy], min(limits, default=None))
            for child in busy:
                if (outcome := child.look(notify)) is not None:
                    yield outcome
    finally:
        for child in children:
            child.end()
