"""From a PDF or an output folder to a Survey."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from surveyrefs.api.survey import Survey
from surveyrefs.config import settings_of
from surveyrefs.errors import BadSetting
from surveyrefs.inputs import check_output, find_papers
from surveyrefs.model.run import Run
from surveyrefs.runner import Paper, Plan, is_list, load_run, make_run, run_or_raise
from surveyrefs.settings import Settings
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
) -> Survey:
    """Read a survey's PDF, or a paper list (`.md`), and return it.

    Nothing is written unless `output` names a folder: then `output/<name of the PDF>/` is the folder that
    `surveyrefs extract` writes, and is not made again where it is up to date. `previous` is an earlier version
    (a Survey or its output folder) whose citation keys stay. `settings` are those of surveyrefs.toml as nested
    dictionaries (docs/settings.md): `{"categorise": {"generic_sections": True}}`; no file is read for them.

    Raise a PaperError of surveyrefs.errors where the PDF cannot be done (MissingFile, EncryptedPdf, NoTextLayer,
    NoBibliography …), BadSetting for settings of no use. A survey of 40 pages takes some seconds.
    """
    (paper, *more) = find_papers([fspath(path)], "file")
    if more:
        raise BadSetting(path, f"this folder holds {len(more) + 1} surveys", "Name one of them.")
    chosen = _settings(previous, password, settings or {})
    source = None if is_list(paper.path) else paper.path
    if output is None:
        stages = list_stages() if is_list(paper.path) else standard_stages()
        return Survey(make_run(paper, chosen, stages), source, password)
    return Survey(_written(paper, Path(output), chosen), source, password)


def _written(paper: Paper, output: Path, settings: Settings) -> Run:
    check_output(output)
    with locked(output):
        run_or_raise(paper, Plan(output, settings, standard_stages, lists=list_stages))
    return load_run(output / paper.name)


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
