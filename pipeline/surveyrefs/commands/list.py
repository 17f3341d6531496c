"""`surveyrefs list`: check, patch, make or convert the paper list (README) beside a survey."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from surveyrefs import store
from surveyrefs.commands.versions import EXIT_DIFFERENT, EXIT_SAME, load_list, load_list_run, trouble_is_two
from surveyrefs.errors import EXIT_DONE, BadSetting, NoPapersListed, UsageError
from surveyrefs.runner import is_list, load_run

if TYPE_CHECKING:
    from surveyrefs.model.run import Run

HELP = "check, patch, make or convert the paper list (README.md) that goes with a survey"
FORMATS = ("text", "markdown", "json")
STYLES = ("table", "bullets")
DIALECTS = ("bibtex", "biblatex", "zotero", "jabref")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the four things to do with a list, each with its options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    check = actions.add_parser("check", help="say where a list and its survey disagree")
    check.add_argument("list", metavar="README.md", help="the paper list")
    check.add_argument("folder", metavar="OUT", help="output folder of the survey's run")
    check.add_argument("--format", choices=FORMATS, default="text", help="default: text")
    check.add_argument("--only", metavar="CODE[,CODE…]", action="append", default=[], help="only these findings")
    _add_all(check)

    write = actions.add_parser("write", help="write a list of the survey's works, or add what an existing one lacks")
    write.add_argument("folder", metavar="OUT", help="output folder of the survey's run")
    write.add_argument("--into", metavar="README.md", help="the list to add missing rows to, in place")
    write.add_argument("-n", "--dry-run", action="store_true", help="with --into: print what would change, as a diff")
    _add_output(write)
    _add_style(write)
    _add_all(write)

    to_bib = actions.add_parser("to-bib", help="write a list as BibTeX, or add its code links to a survey's references")
    to_bib.add_argument("list", metavar="README.md", help="the paper list")
    to_bib.add_argument("--merge", metavar="OUT", help="write the references of this run, with the list's code links")
    to_bib.add_argument("--dialect", choices=DIALECTS, default="bibtex", help="default: bibtex")
    _add_output(to_bib)

    new = actions.add_parser("new", help="write a new list in the form that such lists commonly have, or as a web page")
    new.add_argument("--from", dest="folder", metavar="OUT", required=True, help="output folder of a run, or a list")
    new.add_argument("--format", choices=("markdown", "html"), default="markdown", help="default: markdown")
    _add_output(new)
    _add_style(new)
    _add_all(new)


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write it (default: standard output)")


def _add_style(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--style", choices=STYLES, default="table", help="of a new list in Markdown (default: table)")


def _add_all(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="works too that are cited in the text only")


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked for; check exits as diff(1) does."""
    if arguments.action == "check":
        return _check(arguments)
    return {"write": _write, "to-bib": _to_bib, "new": _new}[arguments.action](arguments)


@trouble_is_two
def _check(arguments: argparse.Namespace) -> int:
    from surveyrefs.lists.check import KINDS, check_list
    from surveyrefs.lists.render import to_json, to_markdown, to_text

    wanted = [name.strip() for names in arguments.only for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in KINDS]:
        raise BadSetting("--only", f"there is no finding called {unknown[0]}", f"Findings: {', '.join(KINDS)}.")
    path = Path(arguments.list)
    listed = load_list(path, path.name)
    if not listed.entries and not listed.problems:
        raise NoPapersListed(path)
    report = check_list(listed, load_run(Path(arguments.folder)), arguments.all)
    kinds = tuple(kind for kind in KINDS if kind in wanted or not wanted)
    write = {"text": to_text, "markdown": to_markdown, "json": to_json}[arguments.format]
    _print(write(report, kinds))
    return EXIT_DIFFERENT if any(finding.code in kinds for finding in report.findings) else EXIT_SAME


def _write(arguments: argparse.Namespace) -> int:
    survey = load_run(Path(arguments.folder))
    if not arguments.into:
        if arguments.dry_run:
            raise BadSetting("--dry-run", "it goes with --into", "Name the list to add to.")
        from surveyrefs.lists.new import plain_list

        _put(plain_list(survey, arguments.style, arguments.all).encode(), arguments.output)
        return EXIT_DONE
    from surveyrefs.lists.patch import patched

    path = Path(arguments.into)
    listed = load_list(path, path.name)
    patch = patched(listed, survey, arguments.all)
    if arguments.dry_run:
        new = patch.data.decode("utf-8", "replace").splitlines(keepends=True)
        old = [line.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for line in listed.lines]
        _print(
            "".join(
                line if line.endswith("\n") else line + "\n"
                for line in difflib.unified_diff(old, new, arguments.into, arguments.into)
            )
        )
    elif patch.added or arguments.output:
        store.write(Path(arguments.output or arguments.into), patch.data)
    done = "would be added" if arguments.dry_run else "added"
    print(f"{arguments.into}: {_count(len(patch.added))} {done}", file=sys.stderr)
    if patch.homeless:
        keys = ", ".join(patch.homeless)
        print(f"{_count(len(patch.homeless))} without a heading in the list, not added: {keys}", file=sys.stderr)
    return EXIT_DONE


def _count(number: int) -> str:
    return f"{number} work" if number == 1 else f"{number} works"


def _to_bib(arguments: argparse.Namespace) -> int:
    from surveyrefs.export import BibOptions, to_bibtex

    path = Path(arguments.list)
    survey = _with_code_links(load_run(Path(arguments.merge)), path) if arguments.merge else load_list_run(path)
    managed = arguments.dialect != "bibtex"  # as references.bib has it; a list by itself has its categories always
    options = BibOptions(arguments.dialect, provenance=managed, keywords=managed or not arguments.merge)
    _put(to_bibtex(survey, options).encode("utf-8", "replace"), arguments.output)
    return EXIT_DONE


def _with_code_links(survey: Run, path: Path) -> Run:
    """Return a run whose references have the links to code, project and data that a list gives their works."""
    from surveyrefs.lists.match import match_entries

    listed = load_list(path)
    references = list(survey.references.references)
    for match in match_entries(listed.entries, references):
        if match.doubtful:
            continue
        r, entry = references[match.reference], listed.entries[match.entry]
        links = {kind: entry.link(kind) for kind in ("code", "project", "dataset")}
        found = {kind: url for kind, url in links.items() if url and url != r.url and kind not in r.extra}
        references[match.reference] = msgspec.structs.replace(r, extra={**r.extra, **found})
    changed = msgspec.structs.replace(survey.references, references=tuple(references))
    return msgspec.structs.replace(survey, references=changed)


def _new(arguments: argparse.Namespace) -> int:
    path = Path(arguments.folder)
    survey = load_list_run(path) if is_list(path) and path.is_file() else load_run(path)
    if arguments.format == "html":
        from surveyrefs.lists.page import list_page

        text = list_page(survey, arguments.all)
    else:
        from surveyrefs.lists.new import awesome_list

        text = awesome_list(survey, arguments.style, arguments.all)
    _put(text.encode("utf-8", "replace"), arguments.output)
    return EXIT_DONE


def _put(data: bytes, output: str | None) -> None:
    if not output:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)  # UTF-8 and line feeds whatever the terminal's settings
        return
    try:
        store.write(Path(output), data)
    except OSError as error:
        raise UsageError(output, f"the file cannot be written ({error.strerror})", "Check the path.") from error


def _print(text: str) -> None:
    sys.stdout.write(text)
