"""The terminal's side of a run: the progress bar, signals, streams that are closed or take no raw letters."""

from __future__ import annotations

import io
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import FrameType
from typing import BinaryIO, Protocol, TextIO

from surveyrefs.errors import Stopped
from surveyrefs.text.controls import visible


class Steady(io.TextIOBase):
    """A text stream on which nothing that a PDF or a file's name holds steers the terminal."""

    def __init__(self, stream: TextIO) -> None:
        """Write to this stream; `raw` is the way around, for colours of ours."""
        self.raw = stream

    def write(self, text: str, /) -> int:
        """Write the text, what steers shown as unknown letters."""
        return self.raw.write(visible(text))

    def flush(self) -> None:
        """Flush the stream; one that is closed, as Python finds it when it tidies up, holds nothing back."""
        if not self.raw.closed:
            self.raw.flush()

    def isatty(self) -> bool:
        """Tell whether the stream is a terminal."""
        return self.raw.isatty()

    def fileno(self) -> int:
        """Return the stream's number."""
        return self.raw.fileno()

    def writable(self) -> bool:
        """Tell that it can be written."""
        return True

    @property
    def buffer(self) -> BinaryIO:
        """The stream's bytes, for files that are guarded already."""
        return self.raw.buffer

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The stream's encoding."""
        return self.raw.encoding


def raw_output() -> TextIO:
    """Return standard output as it is, for text with colours of ours in which all else has been cleaned."""
    return sys.stdout.raw if isinstance(sys.stdout, Steady) else sys.stdout


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
    console = Console(file=sys.stderr.raw if isinstance(sys.stderr, Steady) else sys.stderr)
    # Standard output stays what it is, also where it goes into a file: rich would send it to its own console. No
    # thread refreshes the bar: processes are forked, and none may hold a lock then (surveyrefs.guard).
    with Progress(
        *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False, auto_refresh=False
    ) as shown:
        task = shown.add_task("starting", total=papers)

        class RichBar:
            def stage(self, name: str, stage: str) -> None:
                shown.update(task, description=f"{escape(name)}: {stage}", refresh=True)

            def done(self, name: str) -> None:
                shown.update(task, advance=1, description=escape(name), refresh=True)

            @contextmanager
            def pause(self) -> Iterator[None]:
                shown.stop()
                yield
                shown.start()

        yield RichBar()


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into Stopped, so that processes are ended and what is done is listed.

    A signal that is ignored stays so (nohup). Only the main thread can be asked.
    """
    names = ("SIGTERM", "SIGHUP") if threading.current_thread() is threading.main_thread() else ()
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    kept = {number: handler for number, handler in before.items() if handler == signal.SIG_DFL}
    try:
        for number in kept:
            signal.signal(number, _stop)
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # once is enough: what follows ends by itself
    raise Stopped(number)
