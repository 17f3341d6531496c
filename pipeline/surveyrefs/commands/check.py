"""`surveyrefs check`: what reference managers, BibTeX and biber would complain about."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from surveyrefs.csv_text import rows_to_csv
from surveyrefs.errors import EXIT_DONE, UsageError
from surveyrefs.runner import load_run

if TYPE_CHECKING:
    from surveyrefs.export.check import Finding

HELP = "tell what reference managers, BibTeX or biber would complain about in a .bib file or a run"
EXIT_FINDINGS = 1
BIB_FILE = "references.bib"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("bib", metavar="FILE.bib|OUT", help="a .bib file, or the output folder of a finished run")
    parser.add_argument("--format", choices=("text", "csv"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; return 1 where there are any."""
    from surveyrefs.export.check import check_bibtex

    path = Path(arguments.bib)
    labels: dict[str, str] = {}
    if path.is_dir():
        labels = {r.key: r.label for r in load_run(path).references.references}
        path /= BIB_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise UsageError(path, f"the file cannot be read ({error})", "Name a .bib file in UTF-8.") from error
    findings = check_bibtex(text, labels)
    if arguments.format == "csv":
        rows = ((f.code, f.key, f.label, f.field, f.text, f.remedy) for f in findings)
        print(rows_to_csv(("code", "key", "label", "field", "text", "remedy"), rows), end="")
    else:
        for finding in findings:
            print(_line(finding, path.name))
        print(f"{path.name}: {len(findings) or 'no'} finding{'' if len(findings) == 1 else 's'}")
    return EXIT_FINDINGS if findings else EXIT_DONE


def _line(finding: Finding, name: str) -> str:
    where = " ".join(filter(None, (finding.key or name, finding.label and f"[{finding.label}]", finding.field)))
    return f"{where}: {finding.text}. {finding.remedy} ({finding.code})"
