"""Runs papers through the stages: what is fresh is not run again, and one bad paper never stops the rest."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from surveyrefs import __version__, store
from surveyrefs.csv_text import rows_to_csv
from surveyrefs.errors import EmptyFile, InternalError, MissingFile, PaperError, SurveyrefsError
from surveyrefs.model.document import Document
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.reference import References
from surveyrefs.model.run import Run
from surveyrefs.settings import Settings
from surveyrefs.stages import SHARED_CODE, SHARED_LIBRARIES, Stage, Work
from surveyrefs.store import Manifest

INDEX = "index.csv"
LIST_SUFFIXES = (".md", ".markdown")
COUNTS = (
    "pages", "sections", "references", "cited", "callouts", "linked", "unlinked", "tables", "rows", "figures",
    "assignments", "problems",
)  # fmt: skip
INDEX_COLUMNS = ("survey", "status", "engine", *COUNTS, "message")

Notify = Callable[[str, str], None]  # paper's name, stage's name
Stages = Callable[[], tuple[Stage, ...]]


class Paper(msgspec.Struct, frozen=True):
    """An input: the PDF as the user named it and the name of its output folder."""

    path: Path
    name: str


def is_list(path: Path) -> bool:
    """Tell whether an input is a paper list, by its name."""
    return path.suffix.lower() in LIST_SUFFIXES


class Outcome(msgspec.Struct, frozen=True):
    """How a paper ended. `fresh`: nothing had to be done. `problems` counts problems by code, `shown` what a summary
    prints of tables and taxonomy; `trace` is where a bug struck, for -v.
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


@dataclass(frozen=True)
class Plan:
    """How to run papers. `stages` is a function so that a worker process can make them anew; `lists` gives those of
    paper lists, which take the place of PDFs.
    """

    output: Path
    settings: Settings
    stages: Stages
    force: bool = False
    show: Callable[[Run], tuple[str, ...]] | None = field(default=None)
    lists: Stages | None = None

    def stages_for(self, paper: Paper) -> tuple[Stage, ...]:
        """Return the stages that a paper goes through."""
        made = self.lists if self.lists is not None and is_list(paper.path) else self.stages
        return made()


def run_paper(paper: Paper, plan: Plan, notify: Notify = lambda _name, _stage: None) -> Outcome:
    """Take one paper through the stages; never raises for what is wrong with the paper, and leaves no outputs then."""
    stages = plan.stages_for(paper)
    folder = plan.output / paper.name
    try:
        return _run_stages(paper, plan, stages, notify)
    except SurveyrefsError as error:
        if not isinstance(error, MissingFile):  # a mistyped path says nothing about the outputs of that name
            store.remove_run(folder, [s.name for s in stages])
        return Outcome(paper.name, "failed", error=f"{paper.path}: {error.explanation()}", message=error.explanation())
    except Exception as error:  # noqa: BLE001 -- a bug in a stage fails this paper only, and is shown
        store.remove_run(folder, [s.name for s in stages])
        bug = InternalError(paper.path, f"{InternalError.reason} ({type(error).__name__}: {error})")
        trace = "".join(traceback.format_exception(error))
        return Outcome(paper.name, "failed", error=str(bug), message=bug.explanation(), trace=trace)


def _run_stages(paper: Paper, plan: Plan, stages: Sequence[Stage], notify: Notify) -> Outcome:
    folder = plan.output / paper.name
    work = Work(paper.path, paper.name, store.digest(_read(paper.path)))
    keys = stage_keys(work, plan.settings, stages)
    old = store.find_manifest(folder)
    if old and old.status == "done" and old.stages == keys and not plan.force and store.intact(folder, old):
        return Outcome(paper.name, "done", old.engine, old.counts, fresh=True)

    started = _started(work, keys, old)
    store.save_manifest(folder, started)
    store.remove_leftovers(folder)
    for stage in stages:
        stored = None if plan.force or stage.kind is None else store.load_stage(
            folder, stage.name, keys[stage.name], stage.kind
        )
        if stored is None:
            notify(paper.name, stage.name)
            stored = stage.make(work, plan.settings)
            if stage.kind is not None:
                store.save_stage(folder, stage.name, keys[stage.name], stored)
        work.results[stage.name] = stored
    return _finish(folder, started, work, plan)


def _read(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingFile(path) from error
    except OSError as error:
        raise PaperError(path, f"the file cannot be read ({error.strerror})", "Check its permissions.") from error
    if not data:
        raise EmptyFile(path)
    return data


def stage_keys(work: Work, settings: Settings, stages: Sequence[Stage]) -> dict[str, str]:
    """Return each stage's key: of its settings and code, and of the key before, so that a change goes all the way."""
    keys: dict[str, str] = {}
    before = store.key_of(work.name, work.sha256, store.code_version(SHARED_CODE, SHARED_LIBRARIES))
    for stage in stages:
        code = store.code_version(stage.code, stage.libraries)
        before = keys[stage.name] = store.key_of(stage.name, before, store.encode(stage.settings(settings)), code)
    return keys


def _started(work: Work, keys: dict[str, str], old: Manifest | None) -> Manifest:
    """Return the manifest of a run at work; it keeps the names of earlier files, to be removed when they are stale."""
    return Manifest(
        survey=work.name,
        status="running",
        surveyrefs=__version__,
        sha256=work.sha256,
        stages=keys,
        files=old.files if old else {},
    )


def _finish(folder: Path, started: Manifest, work: Work, plan: Plan) -> Outcome:
    texts: dict[str, str] = work.results["export"]
    files = {name: text.encode() for name, text in texts.items()}
    stage_files = [f"{store.STAGES}/{name}.json" for name in work.results if name != "export"]
    digests = {name: store.digest(data) for name, data in files.items()}
    # From here on the manifest names old and new files, so that a run killed in between still knows all of them.
    store.save_manifest(folder, msgspec.structs.replace(started, files=started.files | digests))
    for name, data in files.items():
        store.write(folder / name, data)
    digests |= {name: store.digest((folder / name).read_bytes()) for name in stage_files}
    store.remove(folder, [name for name in started.files if name not in digests])
    run = work.run()
    manifest = msgspec.structs.replace(
        started,
        status="done",
        engine=run.document.engine,
        engine_version=run.document.engine_version,
        settings=public_settings(plan.settings),
        counts=counts_of(run),
        files=dict(sorted(digests.items())),
    )
    store.save_manifest(folder, manifest)
    problems: dict[str, int] = {}
    for problem in run.problems():
        problems[problem.code] = problems.get(problem.code, 0) + 1
    shown = plan.show(run) if plan.show else ()
    return Outcome(work.name, "done", manifest.engine, manifest.counts, problems=problems, shown=shown)


def counts_of(run: Run) -> dict[str, int]:
    """Return the figures of a run, in the order of COUNTS. A callout is linked when all that it names is."""
    linked = sum(all(t.reference >= 0 for t in c.targets) and bool(c.targets) for c in run.links.callouts)
    cited = {t.reference for c in run.links.callouts for t in c.targets if t.reference >= 0}
    document = run.document
    figures = (
        len(document.pages), len(document.sections), len(run.references.references), len(cited),
        len(run.links.callouts), linked, len(run.links.callouts) - linked, len(document.tables),
        sum(len(t.rows) for t in document.tables), len(document.figures), len(run.categories.assignments),
        len(run.problems()),
    )  # fmt: skip
    return dict(zip(COUNTS, figures, strict=True))


def public_settings(settings: Settings) -> dict[str, Any]:
    """Return the settings for the manifest: without the password, and without a server that was not asked."""
    shown: dict[str, Any] = msgspec.to_builtins(settings)
    del shown["parse"]["password"]
    if settings.parse.engine == "embedded":
        del shown["parse"]["grobid"]
    else:  # where the server stands says nothing of what it read, and an address may hold a password
        for name in ("url", "timeout", "retries", "concurrency"):
            del shown["parse"]["grobid"][name]
    previous = settings.references.previous
    shown["references"]["previous"] = store.digest(store.encode(previous)) if previous else ""
    return {group: values for group, values in shown.items() if values}


def write_index(output: Path, outcomes: Iterable[Outcome]) -> None:
    """Write index.csv: a row a survey, of this run and of every other finished folder beside it, by name."""
    for leftover in output.glob(".*.part"):  # of a run killed while it wrote the index
        leftover.unlink(missing_ok=True)
    rows = {outcome.name: _index_row(outcome) for outcome in outcomes}
    for manifest in output.glob(f"*/{store.MANIFEST}"):
        if manifest.parent.name not in rows and (old := store.find_manifest(manifest.parent)) and old.status == "done":
            rows[manifest.parent.name] = _index_row(Outcome(manifest.parent.name, "done", old.engine, old.counts))
    store.write(output / INDEX, rows_to_csv(INDEX_COLUMNS, [rows[name] for name in sorted(rows)]).encode())


def _index_row(outcome: Outcome) -> tuple[str, ...]:
    counts = (str(outcome.counts[name]) if name in outcome.counts else "" for name in COUNTS)
    return (outcome.name, outcome.status, outcome.engine, *counts, outcome.message)


def load_run(folder: Path) -> Run:
    """Read a finished run back from its folder; raise MissingRun or DamagedRun."""
    manifest = store.read_manifest(folder)
    return Run(
        manifest.survey,
        manifest.sha256,
        store.read_stage(folder, "parse", Document),
        store.read_stage(folder, "references", References),
        store.read_stage(folder, "link", Links),
        store.read_stage(folder, "categorise", Categories),
    )
