"""`surveyrefs changes`: what new versions of PDFs under git change, for pull requests and commit hooks."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from surveyrefs.errors import EXIT_DONE, EXIT_PAPER_FAILED, PaperError, UsageError

HELP = "say what changed in survey PDFs since a git revision (for pull requests and commit hooks)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("pdfs", metavar="PDF", nargs="*", help="which PDFs (default: all that changed)")
    parser.add_argument("--since", metavar="REV", default="HEAD", help="compare with this revision (default: HEAD)")
    parser.add_argument("--format", choices=("text", "markdown"), default="markdown", help="default: markdown")


def run(arguments: argparse.Namespace) -> int:
    """Print the changes of each PDF; return 1 where one could not be read, the others are compared."""
    from surveyrefs.api import diff, extract

    code = EXIT_DONE
    for name in arguments.pdfs or _changed(arguments.since):
        path = Path(name)
        try:
            new = extract(path)
            with tempfile.TemporaryDirectory() as folder:
                earlier = Path(folder) / path.name
                old = extract(earlier) if _fetch(arguments.since, path, earlier) else None
        except PaperError as error:
            print(f"surveyrefs: {error}", file=sys.stderr)
            code = EXIT_PAPER_FAILED
            continue
        if old is None:
            counts = new.counts
            title = f"## {new.title or new.name}" if arguments.format == "markdown" else new.title or new.name
            print(f"{title}\n\nNew: {counts['references']} references, {counts['callouts']} callouts.\n")
            continue
        changes = diff(old, new, force=True)
        print(changes.to_markdown() if arguments.format == "markdown" else changes.to_text())
    return code


def _git(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise UsageError("git", "this command asks git, which is not installed", "Install it, or use surveyrefs diff.")
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603


def _changed(revision: str) -> list[str]:
    """Return the PDFs that differ from the revision and are still there."""
    done = _git("diff", "--name-only", "-z", "--relative", "--diff-filter=d", revision, "--", "*.pdf")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError(revision, said, "Name a revision of this repository.")
    return [name.decode() for name in done.stdout.split(b"\0") if name]


def _fetch(revision: str, path: Path, target: Path) -> bool:
    """Write a file as it was in the revision; tell whether it was there."""
    done = _git("show", f"{revision}:./{path.name}", folder=path.parent)
    if done.returncode:
        return False
    target.write_bytes(done.stdout)
    return True
