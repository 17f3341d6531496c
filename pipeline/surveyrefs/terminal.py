"""The progress bar: with paper and stage on a terminal, nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol


class Bar(Protocol):
    """What a run tells of its progress."""

    def stage(self, name: str, stage: str) -> None:
        """Tell that a paper has come to a stage."""

    def done(self, name: str) -> None:
        """Tell that a paper is finished."""

    def pause(self) -> AbstractContextManager[None]:
        """Give way to what is printed meanwhile."""


class Silent:
    """No progress at all."""

    def stage(self, name: str, stage: str) -> None:
        """Do nothing."""

    def done(self, name: str) -> None:
        """Do nothing."""

    def pause(self) -> AbstractContextManager[None]:
        """Do nothing."""
        return nullcontext()


class Plain(Silent):
    """A line a stage on standard error, for -v."""

    def stage(self, name: str, stage: str) -> None:
        """Print paper and stage."""
        print(f"{name}: {stage}", file=sys.stderr, flush=True)


@contextmanager
def progress(papers: int, *, wanted: bool, verbose: bool) -> Iterator[Bar]:
    """Give the bar that suits: rich's on a terminal, lines with `verbose`, else none."""
    if verbose:
        yield Plain()
    elif not wanted or not sys.stderr.isatty():
        yield Silent()
    else:
        with _rich_bar(papers) as bar:
            yield bar


@contextmanager
def _rich_bar(papers: int) -> Iterator[Bar]:
    from rich.console import Console  # not needed without a terminal, and not cheap
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    # Standard output stays what it is, also where it goes into a file: rich would send it to its own console.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as shown:
        task = shown.add_task("starting", total=papers)

        class RichBar:
            def stage(self, name: str, stage: str) -> None:
                shown.update(task, description=f"{escape(name)}: {stage}")

            def done(self, name: str) -> None:
                shown.update(task, advance=1, description=escape(name))

            @contextmanager
            def pause(self) -> Iterator[None]:
                shown.stop()
                yield
                shown.start()

        yield RichBar()
