"""Papers in processes of their own, several at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from importlib import import_module
from multiprocessing.connection import wait

from surveyrefs import store
from surveyrefs.collecting import few_collections
from surveyrefs.guard import Child, forks
from surveyrefs.runner import Notify, Outcome, Paper, Plan, is_list, run_paper
from surveyrefs.stages import SHARED_CODE, SHARED_LIBRARIES, standard_stages

# Where the stages import what they need when they run: all of it.
LOADED = (
    "surveyrefs.parse.embedded.engine", "surveyrefs.references.entries.composite",
    "surveyrefs.references.entries.segment", "surveyrefs.references.fields", "surveyrefs.link",
    "surveyrefs.categorise.assign", "surveyrefs.categorise.shared", "surveyrefs.categorise.tree",
    "surveyrefs.categorise.unread", "surveyrefs.export", "bibtexparser",
)  # fmt: skip
ALWAYS_APART = True  # tests of all around let one job run in their own process, where calls are counted


def run_papers(papers: Sequence[Paper], plan: Plan, jobs: int, notify: Notify) -> Iterator[Outcome]:
    """Run the papers in `jobs` other processes, each within the limits, and give each outcome when it is there."""
    if jobs <= 1 and not ALWAYS_APART:
        for paper in papers:
            yield run_paper(paper, plan, notify)
        return
    waiting = deque(in_order(papers, jobs))
    children = [Child(plan) for _ in range(min(jobs, len(papers)))]
    if len(children) > 1 and forks() and _new(papers, plan) > 1:
        load_libraries()  # once, for all of the processes
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


def in_order(papers: Sequence[Paper], jobs: int) -> Sequence[Paper]:
    """Return the papers as they are begun: with several jobs the largest first, since the last one ends alone."""
    return sorted(papers, key=_size, reverse=True) if jobs > 1 else papers


def _size(paper: Paper) -> int:
    """Return the bytes of a paper, by which we guess how long it takes; 0 where nobody knows."""
    if paper.data is not None:
        return len(paper.data)
    try:
        return paper.path.stat().st_size
    except (OSError, ValueError):
        return 0


def _new(papers: Sequence[Paper], plan: Plan) -> int:
    """Count the PDFs that surely have to be read: where all is up to date nothing should be loaded."""
    if plan.stages is not standard_stages:
        return 0
    pdfs = [paper for paper in papers if not is_list(paper.path)]
    return len(pdfs) if plan.force else sum(not (plan.output / p.name / store.MANIFEST).exists() for p in pdfs)


def load_libraries() -> None:
    """Load what every PDF needs, so that a process that begins as a copy of this one has it."""
    few_collections()
    for name in LOADED:
        import_module(name)
    import_module("surveyrefs.references.tagging.tagger").load()
    for stage in standard_stages():
        store.code_version(stage.code, stage.libraries)
    store.code_version(SHARED_CODE, SHARED_LIBRARIES)
