from __future__ import annotations

import io
import sys

import pytest

from surveyrefs.terminal import Plain, Silent, Steady, progress


class Terminal(io.StringIO):
    """Stands for a terminal."""

    def isatty(self) -> bool:
        return True


def test_there_is_no_bar_without_a_terminal_or_when_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    with progress(1, wanted=True, verbose=False) as bar:
        assert type(bar) is Silent
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress(1, wanted=False, verbose=False) as bar:
        assert type(bar) is Silent
    with progress(1, wanted=True, verbose=True) as bar:
        assert type(bar) is Plain


def test_the_bar_shows_paper_and_stage_and_keeps_off_standard_output(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress(2, wanted=True, verbose=False) as bar:
        bar.stage("[odd] name", "parse")
        bar.done("[odd] name")
        with bar.pause():
            print("summary")  # noqa: T201 -- what a command prints meanwhile
        bar.stage("other", "link")
    assert "[odd] name" in terminal.getvalue()
    assert "1/2" in terminal.getvalue()
    assert capsys.readouterr().out == "summary\n"


def test_a_stream_outlives_the_one_that_it_writes_to() -> None:
    stream = io.StringIO()
    steady = Steady(stream)
    steady.write("a\x1b")
    assert stream.getvalue() == "a\ufffd"
    stream.close()
    steady.flush()
    steady.close()  # as when it is collected
