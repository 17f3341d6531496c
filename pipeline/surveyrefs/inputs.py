"""Which PDFs and lists to read and the folder that each writes: all that can be wrong before any work is found here."""

from __future__ import annotations

import contextlib
import os
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from surveyrefs.errors import NoInput, SameFolder, SurveyrefsError, UnwritableOutput
from surveyrefs.runner import INDEX, LIST_SUFFIXES, Paper, is_list, read_input
from surveyrefs.store import PART

PDF_SUFFIX = ".pdf"
STREAMS = (Path("/dev/stdin"), Path("/dev/fd/0"))
# Markdown of these names in a folder tells about the folder; as an argument by itself it is read.
ABOUT_FOLDERS = frozenset(("readme", "changelog", "changes", "contributing", "license", "licence", "notes", "todo"))


def find_papers(inputs: Sequence[str], name_by: str) -> list[Paper]:
    """Return the papers that the arguments name, each once, folders searched: for PDFs all the way down, for paper
    lists only where they lie directly in the folder.

    `name_by`: "file" names outputs after the PDF, "parent" after its folder. Raise NoInput or SameFolder: names that
    differ in case only, or in how an accent is coded, are one folder on many file systems.
    """
    papers: dict[str, Paper] = {}
    for argument in inputs:
        for path in _files(Path(argument)):
            paper = Paper(path, name_of(path, name_by))
            other = papers.setdefault(unicodedata.normalize("NFC", paper.name).casefold(), paper)
            if other.path.resolve() != path.resolve():
                raise SameFolder(paper.name, f"two inputs would write this folder: {other.path} and {path}")
    return [_with_data(paper) for paper in papers.values()]


def _with_data(paper: Paper) -> Paper:
    """Return a paper with its bytes where they come from a pipe: the process that works on it cannot read that."""
    path = paper.path
    with contextlib.suppress(OSError, SurveyrefsError):  # told when its turn comes
        if path in STREAMS or path.is_fifo():
            return Paper(path, paper.name, read_input(path))
    return paper


def _files(path: Path) -> Iterator[Path]:
    if not os.path.isdir(path):  # noqa: PTH112 -- pathlib's own raises for a name that is too long
        yield path  # what is missing or no PDF fails later, as that paper's own error
        return
    found = sorted(
        p for p in path.rglob("*")
        if (p.suffix.lower() == PDF_SUFFIX or (is_list(p) and p.parent == path and p.stem.lower() not in ABOUT_FOLDERS))
        and p.is_file()
    )  # fmt: skip
    if not found:
        raise NoInput(path)
    yield from found


def name_of(path: Path, name_by: str) -> str:
    """Return the name of a survey's output folder: that of its file, or with "parent" of the folder around it."""
    if name_by == "parent":
        name = path.resolve().parent.name
    else:
        suffix = next((end for end in (PDF_SUFFIX, *LIST_SUFFIXES) if path.name.lower().endswith(end)), "")
        name = path.name.removesuffix(path.name[-len(suffix) :]) if suffix else path.name
    # Bytes that are no UTF-8 cannot stand in a file of ours.
    name = os.fsencode(name).decode("utf-8", "replace")
    if not name or name in (".", "..", INDEX):
        raise UnwritableOutput(path, "no output folder can be named after this", "Rename the PDF.")
    return name


def check_output(output: Path) -> None:
    """Make the output folder and raise UnwritableOutput unless it can be written. What is wrong with the folder of one
    paper is that paper's own failure."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=PART[0], suffix=PART[1], dir=output)
        os.close(handle)
        with contextlib.suppress(OSError):
            Path(name).unlink()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise UnwritableOutput(output, f"the output folder cannot be written ({reason})") from error
