"""The command line: arguments in, exit codes out. The only place that turns errors into exit codes."""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import msgspec

from surveyrefs import __version__
from surveyrefs.errors import EXIT_INTERRUPTED, EXIT_SIGNAL, EXIT_USAGE, Stopped, SurveyrefsError
from surveyrefs.terminal import Steady
from surveyrefs.text.controls import one_line

COMMANDS = (
    "extract", "batch", "categories", "export", "check", "view", "plot", "diff", "history", "list", "corrections",
    "textconv", "doctor", "record-tei", "init", "changes", "match",
)  # fmt: skip

DESCRIPTION = "Turn a survey paper's PDF into BibTeX, citations, table rows and categories."


class Command(msgspec.Struct, frozen=True, gc=False):
    """A subcommand as its module in surveyrefs.commands defines it."""

    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def load_command(name: str) -> Command:
    """Return the subcommand of that name."""
    module = import_module(f"surveyrefs.commands.{name.replace('-', '_')}")
    return Command(module.HELP, module.add_arguments, module.run)


def build_parser(names: Sequence[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser for the named subcommands."""
    parser = argparse.ArgumentParser(prog="surveyrefs", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"surveyrefs {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in names:
        command = load_command(name)
        sub = commands.add_parser(name, help=command.help, description=command.help)
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code; argparse itself exits with 2 on wrong usage."""
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _write_utf8(stream)
    _complete()
    with contextlib.redirect_stdout(Steady(sys.stdout)), contextlib.redirect_stderr(Steady(sys.stderr)):
        return _run(list(sys.argv[1:] if argv is None else argv))


def _run(given: list[str]) -> int:
    # Only the command that is called for has to be imported; help and errors need all of them.
    names = [given[0]] if given and given[0] in COMMANDS else COMMANDS
    arguments = build_parser(names).parse_args(given)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except SurveyrefsError as error:
        print(f"surveyrefs: {one_line(str(error))}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("surveyrefs: interrupted; the next call goes on where this one stopped", file=sys.stderr)
        return EXIT_INTERRUPTED
    except Stopped as stop:
        print("surveyrefs: stopped by a signal; the next call goes on where this one stopped", file=sys.stderr)
        return EXIT_SIGNAL + stop.signum
    except BrokenPipeError:
        # The reader of a pipe (head, less) has enough. Python would complain again when it flushes at exit.
        _silence_output()
        return EXIT_USAGE
    except OSError as error:  # a full disk under standard output; all else has become a SurveyrefsError
        _silence_output()
        print(f"surveyrefs: {error.filename or 'standard output'}: {error.strerror}", file=sys.stderr)
        return EXIT_USAGE
    return code


def _write_utf8(stream: io.TextIOWrapper) -> None:
    """Make what goes into a file or pipe UTF-8 with line feeds, whatever the code page; a terminal keeps its own.

    A terminal that lacks a letter gets a question mark, not a crash.
    """
    if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def _complete() -> None:
    """Answer a shell that asks how a word goes on, where argcomplete is installed (docs/install.md)."""
    if "_ARGCOMPLETE" in os.environ:
        with contextlib.suppress(ModuleNotFoundError):
            import argcomplete

            argcomplete.autocomplete(build_parser())


def _open_closed_streams() -> None:
    """Open standard streams that were closed (`>&-`), to nowhere: else a file of ours would take their number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is not None:
            continue
        with contextlib.suppress(OSError):
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)
            setattr(sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False))


def _silence_output() -> None:
    """Send what is still to be printed nowhere: Python would complain again when it flushes at exit."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
