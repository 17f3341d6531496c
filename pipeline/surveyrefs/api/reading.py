"""From a PDF or an output folder to a Survey."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from surveyrefs.api.survey import Survey
from surveyrefs.config import settings_of
from surveyrefs.errors import BadSetting, error_of
from surveyrefs.inputs import check_output, find_papers
from surveyrefs.model.run import Run
from surveyrefs.runner import Paper, Plan, is_list, load_run, make_run, run_or_raise
from surveyrefs.settings import LimitSettings, Settings
from surveyrefs.stages import list_stages, standard_stages
from surveyrefs.store import locked

PathName = str | PathLike[str]


def extract(
    path: PathName,
    *,
    output: PathName | None = None,
    previous: Survey | PathName | None = None,
    password: str = "",
    settings: Mapping[str, Any] | None = None,
    timeout: float = 0,
    max_memory: int = 0,
) -> Survey:
    """Read a survey's PDF, or a paper list (`.md`), and return it.

    Nothing is written unless `output` names a folder: then `output/<name of the PDF>/` is the folder that
    `surveyrefs extract` writes, and is not made again where it is up to date. `previous` is an earlier version
    (a Survey or its output folder) whose citation keys stay. `settings` are those of surveyrefs.toml as nested
    dictionaries (docs/settings.md): `{"categorise": {"generic_sections": True}}`; no file is read for them.

    With `timeout` (seconds of the clock) or `max_memory` (MiB; Linux keeps to it) it is read in a process of its own,
    which is ended where it wants more: a PDF from anywhere can neither hang, crash nor fill the program that reads it.
    0 is no limit. Where processes are started anew (Windows, macOS, a program with threads), a script needs the usual
    `if __name__ == "__main__":`.

    Raise a PaperError of surveyrefs.errors where the PDF cannot be done (MissingFile, EncryptedPdf, NoTextLayer,
    NoBibliography …; with limits also TimeLimit, MemoryLimit, Crashed), BadSetting for settings of no use. A survey of
    40 pages takes some seconds.
    """
    (paper, *more) = find_papers([fspath(path)], "file")
    if more:
        raise BadSetting(path, f"this folder holds {len(more) + 1} surveys", "Name one of them.")
    chosen = _settings(previous, password, settings or {})
    source = None if is_list(paper.path) else paper.path
    if timeout > 0 or max_memory > 0:
        limits = LimitSettings(max(timeout, 0), max(max_memory, 0))
        return Survey(_guarded(paper, output, replace(chosen, limits=limits)), source, password)
    if output is None:
        stages = list_stages() if is_list(paper.path) else standard_stages()
        return Survey(make_run(paper, chosen, stages), source, password)
    return Survey(_written(paper, Path(output), chosen), source, password)


def _written(paper: Paper, output: Path, settings: Settings) -> Run:
    check_output(output)
    with locked(output):
        run_or_raise(paper, Plan(output, settings, standard_stages, lists=list_stages))
    return load_run(output / paper.name)


def _guarded(paper: Paper, output: PathName | None, settings: Settings) -> Run:
    """Read a paper in a process of its own; without `output` its files are made in a folder that goes away."""
    from surveyrefs.guard import run_guarded  # late: most programs that import surveyrefs start no processes

    with tempfile.TemporaryDirectory() as passing:
        folder = Path(passing if output is None else output)
        check_output(folder)
        with locked(folder):
            plan = Plan(folder, settings, standard_stages, lists=list_stages, correct=output is not None)
            outcome = run_guarded(paper, plan)
        if outcome.status == "failed":
            raise error_of(outcome.kind, outcome.cause)
        return load_run(folder / paper.name)


def _settings(previous: Survey | PathName | None, password: str, tree: Mapping[str, Any]) -> Settings:
    groups: dict[str, Any] = {group: dict(values) for group, values in tree.items()}
    if password:
        groups.setdefault("parse", {})["password"] = password
    if previous is not None:
        earlier = previous if isinstance(previous, Survey) else load(previous)
        groups.setdefault("references", {})["previous"] = earlier._run.references.references
    return settings_of(groups)


def load(folder: PathName) -> Survey:
    """Return the survey of an output folder that `surveyrefs extract` wrote, without reading its PDF again.

    Raise MissingRun where there is no finished run, DamagedRun where a file of it cannot be read.

    >>> import surveyrefs
    >>> surveyrefs.load("outputs/no-such-survey")
    Traceback (most recent call last):
    surveyrefs.errors.MissingRun: ...
    """
    return Survey(load_run(Path(folder)))
