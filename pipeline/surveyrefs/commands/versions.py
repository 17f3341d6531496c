"""What diff, history and list share: runs from output folders, PDFs or paper lists; failures as exit status 2."""

from __future__ import annotations

import argparse
import functools
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from surveyrefs import __version__, store
from surveyrefs.config import load_settings
from surveyrefs.errors import DamagedRun, NoPapersListed, PaperError, SurveyrefsError, UsageError
from surveyrefs.inputs import PDF_SUFFIX, check_output
from surveyrefs.lists.model import PaperList
from surveyrefs.model.run import Run
from surveyrefs.runner import Paper, Plan, is_list, load_run
from surveyrefs.stages import standard_stages
from surveyrefs.terminal import progress
from surveyrefs.workers import run_papers

NO_LOOKUP = {"lookup": {"online": False, "files": ()}}  # versions are compared by what they print
JOBS = 1  # processes that extract a PDF
EXIT_SAME = 0
EXIT_DIFFERENT = 1
EXIT_TROUBLE = 2
_DIGEST_SHOWN = 16  # characters of a PDF's SHA-256 that name its cache folder
_STORED = ("parse", "references", "link", "categorise")


class Version(msgspec.Struct, frozen=True):
    """A run and the version of surveyrefs that made it."""

    run: Run
    surveyrefs: str


def add_shared_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of both commands."""
    parser.add_argument("--force", action="store_true", help="compare even what looks like different surveys")
    parser.add_argument(
        "--cache", metavar="DIR", help="where PDFs are extracted to (default: surveyrefs in the user's cache folder)"
    )
    parser.add_argument(
        "--colour", "--color", choices=("auto", "always", "never"), default="auto", help="default: auto, on a terminal"
    )


def load_versions(arguments: Sequence[str], cache: str | None) -> list[Version]:
    """Load each output folder, extract each PDF, read each list; equal names give way to the arguments as written."""
    versions = [_version(Path(argument), cache) for argument in arguments]
    names = [version.run.name for version in versions]
    if len(set(names)) == len(names):
        return versions
    return [
        msgspec.structs.replace(version, run=msgspec.structs.replace(version.run, name=argument))
        for version, argument in zip(versions, arguments, strict=True)
    ]


def _version(path: Path, cache: str | None) -> Version:
    if is_list(path) and not path.is_dir():
        return Version(load_list_run(path), __version__)
    return _load(_folder_of(path, cache))


def load_list(path: Path, name: str = "") -> PaperList:
    """Read a paper list; raise UsageError where the file cannot be read."""
    from surveyrefs.lists.read import read_list

    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(path, f"the file cannot be read ({error.strerror})", "Name a Markdown file.") from error
    return read_list(data, name or path.stem)


def load_list_run(path: Path) -> Run:
    """Read a paper list as a run: what extract would make of it."""
    from surveyrefs.lists.survey import run_of

    listed = load_list(path)
    if not listed.entries:
        raise NoPapersListed(path)
    return run_of(listed, store.digest(path.read_bytes()))


def _load(folder: Path) -> Version:
    manifest = store.read_manifest(folder)
    for stage in _STORED:
        name = f"{store.STAGES}/{stage}.json"
        path = folder / name
        if not path.is_file():
            raise DamagedRun(path, "this file of the run is missing")
    return Version(load_run(folder), manifest.surveyrefs)


def _folder_of(path: Path, cache: str | None) -> Path:
    """Return an output folder as it is; extract a PDF into the cache, where it stays for the next time."""
    if path.is_dir() or path.suffix.lower() != PDF_SUFFIX:
        return path
    try:
        digest = store.digest(path.read_bytes())
    except OSError as error:
        raise UsageError(path, f"the file cannot be read ({error.strerror})", "Check the path.") from error
    output = (Path(cache) if cache else _user_cache()) / digest[:_DIGEST_SHOWN]
    paper = Paper(path, path.stem)
    check_output(output)
    plan = Plan(output, load_settings(Path.cwd(), os.environ, NO_LOOKUP), standard_stages)
    with progress(1, wanted=True, verbose=False) as bar:
        (outcome,) = run_papers([paper], plan, JOBS, bar.stage)
    if outcome.status == "failed":
        raise PaperError(path, outcome.message.rstrip("."))
    return output / paper.name


def _user_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "surveyrefs"


def version_note(versions: Sequence[Version]) -> str:
    """Return a remark where the runs were made by different versions of surveyrefs, else nothing."""
    made_by = list(dict.fromkeys(version.surveyrefs for version in versions))
    if len(made_by) < 2:
        return ""
    return f"The runs were made by surveyrefs {', '.join(made_by)}: extract again for changes of the survey only."


def wants_colour(choice: str) -> bool:
    """Tell whether to colour standard output: as chosen, else on a terminal that does not ask for none."""
    if choice == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return choice == "always"


def trouble_is_two(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Make every failure exit with 2, as diff(1) has it: 1 says that something differs."""

    @functools.wraps(run)
    def guarded(arguments: argparse.Namespace) -> int:
        try:
            return run(arguments)
        except BrokenPipeError:
            raise
        except SurveyrefsError as error:
            print(f"surveyrefs: {error}", file=sys.stderr)
        except Exception:  # noqa: BLE001 -- a bug must not look like a difference
            traceback.print_exc()
        return EXIT_TROUBLE

    return guarded
