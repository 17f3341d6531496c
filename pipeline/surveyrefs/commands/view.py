"""`surveyrefs view`: one HTML file that shows a finished run beside the pages of its PDF."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path

from surveyrefs import store
from surveyrefs.errors import EXIT_DONE, BadSetting
from surveyrefs.model.run import Run
from surveyrefs.runner import CORRECTIONS, load_run, read_corrections_file

HELP = "write one HTML page that shows a run beside the pages of its PDF, to look at and to correct"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="OUT", help="output folder of a finished run")
    parser.add_argument("pdf", metavar="PDF", nargs="?", help="the survey; looked for in inputs/ if not given")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: OUT/view.html)")
    parser.add_argument("--no-pages", action="store_true", help="leave out the pages: a small file of the works")
    parser.add_argument(
        "--corrections", metavar="FILE",
        help="corrections that there are, which a download from the page keeps (default: NAME.corrections.toml "
        "beside the PDF)",
    )  # fmt: skip
    parser.add_argument("--password", default="", metavar="P", help="password of an encrypted PDF")


def run(arguments: argparse.Namespace) -> int:
    """Write the page."""
    from surveyrefs.view.page import survey_page

    folder = Path(arguments.folder)
    loaded = load_run(folder)
    without = arguments.no_pages or loaded.document.engine == "list"
    pdf = None if without else find_pdf(loaded, folder, Path(arguments.pdf) if arguments.pdf else None)
    corrections = _corrections(arguments.corrections, pdf)
    earlier = corrections.read_text(encoding="utf-8") if corrections else ""
    name = corrections.name if corrections else pdf.with_suffix(CORRECTIONS).name if pdf else ""
    html = survey_page(loaded, pdf, arguments.password, earlier, name)
    path = Path(arguments.output) if arguments.output else folder / "view.html"
    store.write(path, html.encode())
    print(f"{path}  ({len(html.encode()) / 1e6:.1f} MB)")
    return EXIT_DONE


def _corrections(given: str | None, pdf: Path | None) -> Path | None:
    """Return the file of corrections that there are already, checked as extract checks it; None where there is none."""
    from surveyrefs.corrections.read import read_corrections

    path = Path(given) if given else pdf.with_suffix(CORRECTIONS) if pdf else None
    if path is None or not (given or path.is_file()):
        return None
    read_corrections(read_corrections_file(path), str(path))
    return path


def find_pdf(loaded: Run, folder: Path, given: Path | None) -> Path:
    """Return the PDF that a run was made of, known by its digest; raise BadSetting where it is not found."""
    if given is not None:
        if not given.is_file():
            raise BadSetting(str(given), "no such file", "Check the path.")
        if _digest(given) != loaded.sha256:
            raise BadSetting(
                str(given), "this is not the PDF that the run was made of", "Give that one, or extract this one first."
            )
        return given
    for path in _candidates(loaded.name, folder):
        if _digest(path) == loaded.sha256:
            return path
    raise BadSetting(
        str(folder), "the PDF of this run was not found", "Give it after the folder, or leave it out with --no-pages."
    )


def _candidates(name: str, folder: Path) -> Iterator[Path]:
    """Yield the files that may be the PDF: in inputs/, beside the output folder, here."""
    above = folder.resolve().parent
    for base in (Path("inputs"), above.parent / "inputs", folder, above, above.parent, Path()):
        for path in (base / f"{name}.pdf", *sorted((base / name).glob("*.pdf"))):
            if path.is_file():
                yield path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
