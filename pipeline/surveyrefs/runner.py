"""Runs papers through the stages: what is fresh is not run again, and one bad paper never stops the rest."""

from __future__ import annotations

import contextlib
import os
import stat
import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from surveyrefs import __version__, store
from surveyrefs.collecting import few_collections
from surveyrefs.csv_text import rows_to_csv
from surveyrefs.draft import Draft, keep_edited, settle
from surveyrefs.errors import (
    BadCorrections,
    EmptyFile,
    InternalError,
    LargeFile,
    MemoryLimit,
    MissingFile,
    NotAPdf,
    SurveyrefsError,
    UnreadableFile,
    UnwritableOutput,
)
from surveyrefs.model.correction import Corrected
from surveyrefs.model.document import Document
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.lookup import LookedUp
from surveyrefs.model.reference import References
from surveyrefs.model.run import Run, with_corrections
from surveyrefs.settings import Settings
from surveyrefs.stages import Stage, Work, public_settings, stage_keys
from surveyrefs.store import Manifest
from surveyrefs.text.controls import one_line

INDEX = "index.csv"
LIST_SUFFIXES = (".md", ".markdown")
CORRECTIONS = ".corrections.toml"  # in place of a paper's suffix: the file beside it that is read without being named
HEAD = 1024  # bytes within which "%PDF-" must stand
PART = 1 << 20  # bytes of a pipe that are read at a time
MAX_BYTES = 1 << 30  # of a PDF: a scanned book has a tenth; more is a disk image, or /dev/zero
COUNTS = (
    "pages", "sections", "references", "cited", "callouts", "linked", "unlinked", "tables", "rows", "figures",
    "assignments", "problems",
)  # fmt: skip
UNFINISHED = "unfinished"  # key, or end of a key, of a stage's result that is not whole
LOST = "lost"  # letters of the reference lists that are in no reference
INDEX_COLUMNS = ("survey", "status", "engine", *COUNTS, "message", LOST)

Notify = Callable[[str, str], None]  # paper's name, stage's name
Stages = Callable[[], tuple[Stage, ...]]


class Paper(msgspec.Struct, frozen=True):
    """An input: the PDF as the user named it and the name of its output folder.

    `data` are its bytes where they can be read once only, from a pipe; None where the file is read when its turn comes.
    """

    path: Path
    name: str
    data: bytes | None = None


def is_list(path: Path) -> bool:
    """Tell whether an input is a paper list, by its name."""
    return path.suffix.lower() in LIST_SUFFIXES


class Outcome(msgspec.Struct, frozen=True):
    """How a paper ended. `fresh`: nothing had to be done. `problems` counts problems by code, `shown` what a summary
    prints of tables and taxonomy; `trace` is where a bug struck, for -v. `stale`: it failed, and the outputs of an
    earlier run stay; `engine` and `counts` are those of that run then.
    `kept` are files that were edited by hand, and the copies in which the edits are; `kind` is the class of the error,
    `cause` what it was made of, so that it can be raised in another process than the one that it struck.
    """

    name: str
    status: str
    engine: str = ""
    counts: dict[str, int] = {}
    fresh: bool = False
    problems: dict[str, int] = {}
    shown: tuple[str, ...] = ()
    error: str = ""
    message: str = ""
    trace: str = ""
    stale: bool = False
    kept: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    cause: tuple[str, ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """How to run papers. `stages` is a function so that a worker process can make them anew; `lists` gives those of
    paper lists, which take the place of PDFs. `corrections` is the file to apply instead of the one beside each paper,
    `correct` tells whether to apply any.
    """

    output: Path
    settings: Settings
    stages: Stages
    force: bool = False
    show: Callable[[Run], tuple[str, ...]] | None = None
    lists: Stages | None = None
    corrections: Path | None = None
    correct: bool = True

    def corrections_for(self, paper: Paper) -> Path | None:
        """Return the corrections file of a paper, None where there is none."""
        path = self.corrections or paper.path.with_suffix(CORRECTIONS)
        return path if self.correct and (self.corrections or path.is_file()) else None

    def stages_for(self, paper: Paper) -> tuple[Stage, ...]:
        """Return the stages that a paper goes through."""
        made = self.lists if self.lists is not None and is_list(paper.path) else self.stages
        return made()


def run_paper(paper: Paper, plan: Plan, notify: Notify = lambda _name, _stage: None) -> Outcome:
    """Take one paper through the stages; never raises for what is wrong with the paper or the folder.

    The outputs of an earlier run stay as they are until all new ones are made.
    """
    few_collections()
    try:
        return _run_stages(paper, plan, plan.stages_for(paper), notify)
    except Exception as error:  # noqa: BLE001 -- a bug in a stage fails this paper only, and is shown
        known = _explained(paper, error)
        bug = isinstance(known, InternalError)
        return failed(paper, plan, known, "".join(traceback.format_exception(error)) if bug else "")


def run_or_raise(paper: Paper, plan: Plan) -> Outcome:
    """Do what run_paper does, but raise what stops it; a bug is raised as it is."""
    try:
        return _run_stages(paper, plan, plan.stages_for(paper), lambda _name, _stage: None)
    except Exception as error:
        known = _explained(paper, error)
        failed(paper, plan, known)
        if isinstance(known, InternalError) or known is error:
            raise
        raise known from error


def make_run(paper: Paper, settings: Settings, stages: Sequence[Stage]) -> Run:
    """Take one paper through the stages in memory: nothing is written. Raise what stops it."""
    data = _read(paper)
    work = Work(paper.path, paper.name, store.digest(data), data)
    for stage in stages:
        if stage.kind is not None:  # export makes texts of files only
            work.results[stage.name] = stage.make(work, settings)
    return work.run()


def _explained(paper: Paper, error: Exception) -> SurveyrefsError:
    """Return what stopped a paper as an error that a user can understand."""
    if isinstance(error, SurveyrefsError):
        return error
    if isinstance(error, MemoryError):
        return MemoryLimit(paper.path)
    if isinstance(error, OSError):
        return UnwritableOutput(paper.name, f"the operating system refused ({error.strerror})")
    return InternalError(paper.path, f"{InternalError.reason} ({type(error).__name__}: {error})")


def failed(paper: Paper, plan: Plan, error: SurveyrefsError, trace: str = "") -> Outcome:
    """Return the outcome of a failure. Outputs of an earlier run are marked stale; what this run left goes away."""
    folder = plan.output / paper.name
    explanation = error.explanation()
    old = None
    with contextlib.suppress(OSError, SurveyrefsError):  # a full disk takes no mark, and the paper has failed anyway
        old = settle(folder)
        Draft(folder).drop()
        if old and old.status in store.FINISHED:
            # A mistyped path or a slip in the corrections says nothing about the outputs of that name.
            if not isinstance(error, MissingFile | BadCorrections):
                store.save_manifest(folder, msgspec.structs.replace(old, status="stale", message=explanation))
        elif old:  # half of a run that was killed, of no use to anybody
            store.remove_run(folder, [stage.name for stage in plan.stages_for(paper)])
    told = one_line(str(error) if isinstance(error, BadCorrections) else f"{paper.path}: {explanation}")
    kind, cause = type(error).__name__, tuple(map(str, error.args))
    outcome = Outcome(paper.name, "failed", error=told, message=explanation, trace=trace, kind=kind, cause=cause)
    if old is None or old.status not in store.FINISHED:
        return outcome
    return msgspec.structs.replace(outcome, stale=True, engine=old.engine, counts=old.counts)


def _run_stages(paper: Paper, plan: Plan, stages: Sequence[Stage], notify: Notify) -> Outcome:
    folder = plan.output / paper.name
    data = _read(paper)
    work = Work(paper.path, paper.name, store.digest(data), data)
    corrections = plan.corrections_for(paper)
    if corrections is not None:
        work.corrections, work.corrections_name = read_corrections_file(corrections), str(corrections)
    keys = stage_keys(work, plan.settings, stages)
    old = settle(folder)
    known = old if old and old.status in store.FINISHED and not plan.force else None
    again = any(stage.again(plan.settings) for stage in stages)
    if known and not again and known.stages == keys and store.intact(folder, known):
        Draft(folder).drop()  # of a run killed in its very last step
        if known.status == "stale":
            store.save_manifest(folder, msgspec.structs.replace(known, status="done", message=""))
        return Outcome(paper.name, "done", known.engine, known.counts, fresh=True)

    draft = Draft(folder)
    if plan.force:
        draft.drop()
    work.keep = lambda name, result: draft.save_stage(name, UNFINISHED, result)
    for stage in stages:
        fresh = stage.kind is not None and not stage.again(plan.settings)
        stored = _stored(folder, stage, keys[stage.name], known, draft) if fresh else None
        if stored is None:
            notify(paper.name, stage.name)
            if stage.recalls:
                work.earlier[stage.name] = _earlier(folder, stage, old, draft)
            stored = stage.make(work, plan.settings)
            if not stage.whole(stored):
                keys[stage.name] += UNFINISHED  # so that the next run finds nothing under this key
            if stage.kind is not None:
                draft.save_stage(stage.name, keys[stage.name], stored)
        work.results[stage.name] = stored
    return _finish(draft, work, keys, plan, old)


def _stored(folder: Path, stage: Stage, key: str, known: Manifest | None, draft: Draft) -> Any:
    """Return a stage's result that the last run made under this key, or a killed one; None where there is none."""
    name = f"{store.STAGES}/{stage.name}.json"
    if known and name in known.files:
        found = store.load_stage(folder, stage.name, key, stage.kind, known.files[name])
        if found is not None:
            draft.digests[name] = known.files[name]
            return found
    return draft.stage(stage.name, key, stage.kind)


def _earlier(folder: Path, stage: Stage, old: Manifest | None, draft: Draft) -> Any:
    """Return a stage's last result under whatever key: of a killed run first, which went on from the one before."""
    name = f"{store.STAGES}/{stage.name}.json"
    kept = draft.stage(stage.name, UNFINISHED, stage.kind)
    if kept is None and old and name in old.files:
        kept = store.earlier_stage(folder, stage.name, stage.kind, old.files[name])
    return kept


def _read(paper: Paper) -> bytes:
    """Return the input's bytes, read once: what is parsed is what is hashed, whatever happens to the file meanwhile."""
    data = paper.data
    if data is None:
        try:
            data = read_input(paper.path)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise MissingFile(paper.path) from error
        except OSError as error:
            raise UnreadableFile(paper.path, f"the file cannot be read ({error.strerror})") from error
    if not data:
        raise EmptyFile(paper.path)
    return data if len(data) <= MAX_BYTES else _too_large(paper.path)


def read_input(path: Path) -> bytes:
    """Return the bytes of a PDF or list, one more than MAX_BYTES at most; a device that gives no PDF is left alone."""
    with path.open("rb") as file:
        found = os.fstat(file.fileno())
        if stat.S_ISREG(found.st_mode):
            return file.read() if found.st_size <= MAX_BYTES else _too_large(path)
        head = file.read(HEAD)
        if head and not is_list(path) and b"%PDF-" not in head:
            raise NotAPdf(path)
        parts = [head]
        size = len(head)
        while size <= MAX_BYTES and (part := file.read(PART)):  # a size that is asked for is taken at once
            parts.append(part)
            size += len(part)
        return b"".join(parts)


def _too_large(path: Path) -> bytes:
    raise LargeFile(path, f"the file is larger than {MAX_BYTES >> 20} MiB")


def read_corrections_file(path: Path) -> bytes:
    """Return the bytes of a corrections file; raise BadCorrections."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadCorrections(path, f"the file cannot be read ({error.strerror})", "Check the path.") from error


def _finish(draft: Draft, work: Work, keys: dict[str, str], plan: Plan, old: Manifest | None) -> Outcome:
    """Write the exports beside the stages' results and put all of them in the place of the old files."""
    texts: dict[str, str] = work.results["export"]
    for name, text in texts.items():
        draft.save(name, text.encode())
    run = work.run()
    manifest = Manifest(
        survey=work.name,
        status="done",
        surveyrefs=__version__,
        sha256=work.sha256,
        engine=run.document.engine,
        engine_version=run.document.engine_version,
        settings=public_settings(plan.settings),
        counts=counts_of(run),
        stages=keys,
        files=dict(sorted(draft.digests.items())),
    )
    kept = keep_edited(plan.output / work.name, old, draft.digests)
    draft.publish(manifest, old.files if old else {})
    problems: dict[str, int] = {}
    for problem in run.problems():
        problems[problem.code] = problems.get(problem.code, 0) + 1
    shown = plan.show(run) if plan.show else ()
    return Outcome(work.name, "done", manifest.engine, manifest.counts, problems=problems, shown=shown, kept=kept)


def counts_of(run: Run) -> dict[str, int]:
    """Return the figures of a run: those of COUNTS and LOST. A callout is linked when all that it names is."""
    from surveyrefs.references.lost import lost_letters  # loaded by then; not where nothing is to be done

    linked = sum(all(t.reference >= 0 for t in c.targets) and bool(c.targets) for c in run.links.callouts)
    cited = {t.reference for c in run.links.callouts for t in c.targets if t.reference >= 0}
    document = run.document
    figures = (
        len(document.pages), len(document.sections), len(run.references.references), len(cited),
        len(run.links.callouts), linked, len(run.links.callouts) - linked, len(document.tables),
        sum(len(t.rows) for t in document.tables), len(document.figures), len(run.categories.assignments),
        len(run.problems()),
    )  # fmt: skip
    return {**dict(zip(COUNTS, figures, strict=True)), LOST: lost_letters(document, run.references)}


def write_index(output: Path, outcomes: Iterable[Outcome]) -> None:
    """Write index.csv: a row a survey, of this run and of every other finished folder beside it, by name."""
    store.remove_leftovers(output)  # of a run killed while it wrote the index
    rows = {outcome.name: index_row(outcome) for outcome in outcomes}
    for manifest in output.glob(f"*/{store.MANIFEST}"):
        name = manifest.parent.name
        if name not in rows and (old := store.find_manifest(manifest.parent)) and old.status in store.FINISHED:
            stale = old.status == "stale"
            rows[name] = index_row(Outcome(name, "done", old.engine, old.counts, message=old.message, stale=stale))
    store.write(output / INDEX, rows_to_csv(INDEX_COLUMNS, [rows[name] for name in sorted(rows)]).encode())


def index_row(outcome: Outcome) -> tuple[str, ...]:
    """Return the row of index.csv, its columns those of INDEX_COLUMNS."""
    counts = (str(outcome.counts[name]) if name in outcome.counts else "" for name in COUNTS)
    status = "stale" if outcome.stale else outcome.status
    return (outcome.name, status, outcome.engine, *counts, outcome.message, str(outcome.counts.get(LOST, "")))


def load_run(folder: Path) -> Run:
    """Read a finished run back from its folder, as corrected; raise MissingRun or DamagedRun."""
    run = with_corrections(load_as_read(folder), load_corrected(folder))
    return msgspec.structs.replace(run, looked_up=load_looked_up(folder))


def load_looked_up(folder: Path) -> LookedUp:
    """Read what a run looked up; a run of before there was any look-up has nothing."""
    if not (folder / store.STAGES / "lookup.json").is_file():
        return LookedUp()
    return store.read_stage(folder, "lookup", LookedUp)


def load_corrected(folder: Path) -> Corrected:
    """Read what became of a run's corrections; a run of before there were any has none."""
    if not (folder / store.STAGES / "correct.json").is_file():
        return Corrected()
    return store.read_stage(folder, "correct", Corrected)


def load_as_read(folder: Path) -> Run:
    """Read a finished run back as it was before corrections; raise MissingRun or DamagedRun."""
    manifest = store.read_manifest(folder)
    return Run(
        manifest.survey,
        manifest.sha256,
        store.read_stage(folder, "parse", Document),
        store.read_stage(folder, "references", References),
        store.read_stage(folder, "link", Links),
        store.read_stage(folder, "categorise", Categories),
    )
