"""Which PDFs and lists to read and the folder that each writes: all that can be wrong before any work is found here."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from surveyrefs.errors import NoInput, SameFolder, UnwritableOutput
from surveyrefs.runner import INDEX, LIST_SUFFIXES, Paper, is_list

PDF_SUFFIX = ".pdf"
# Markdown of these names in a folder tells about the folder; as an argument by itself it is read.
ABOUT_FOLDERS = frozenset(("readme", "changelog", "changes", "contributing", "license", "licence", "notes", "todo"))


def find_papers(inputs: Sequence[str], name_by: str) -> list[Paper]:
    """Return the papers that the arguments name, each once, folders searched: for PDFs all the way down, for paper
    lists only where they lie directly in the folder.

    `name_by`: "file" names outputs after the PDF, "parent" after its folder. Raise NoInput or SameFolder.
    """
    papers: dict[str, Paper] = {}
    for argument in inputs:
        for path in _files(Path(argument)):
            paper = Paper(path, _name(path, name_by))
            other = papers.setdefault(paper.name, paper)
            if other.path.resolve() != path.resolve():
                raise SameFolder(paper.name, f"two inputs would write this folder: {other.path} and {path}")
    return list(papers.values())


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
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


def _name(path: Path, name_by: str) -> str:
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


def check_output(output: Path, papers: Sequence[Paper]) -> None:
    """Make the output folder and raise UnwritableOutput unless it, and each paper's folder in it, can be written."""
    for folder in (output, *(output / paper.name for paper in papers)):
        if folder == output or folder.exists():
            _check_folder(folder)


def _check_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
        os.close(handle)
        with contextlib.suppress(OSError):
            Path(name).unlink()
    except OSError as error:
        raise UnwritableOutput(folder, f"the output folder cannot be written ({error.strerror})") from error
