"""What the bench of kills calls half a file; a few kills and one full disk of it."""

from __future__ import annotations

import sys

import pytest

from tests.bench.kills import full, killed, wrong_files

KNOWN = [{"a.csv": b"1\n", "b.bib": b"x"}, {"a.csv": b"2\n"}]


def test_a_file_is_whole_where_a_finished_run_has_it_so() -> None:
    assert wrong_files({"a.csv": b"2\n", "b.bib": b"x", "index.csv": b"any"}, KNOWN) == []
    assert wrong_files({"a.csv": b"1", "b.bib": b"x", "c.csv": b""}, KNOWN) == ["a.csv", "c.csv"]
    assert wrong_files({"s/manifest.json": b'{"status": "running"}'}, KNOWN) == []
    assert wrong_files({"s/manifest.json": b'{"stat'}, KNOWN) == ["s/manifest.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX systems")
def test_killed_runs_and_a_full_disk_lose_nothing() -> None:
    ends = killed(3, papers=2, jobs=2)
    assert ends["left behind"] == 0
    assert not [end for end in ends if end.startswith("wrong")]
    assert ends["killed"] == 3
    assert ends["ended by the next run"] >= 1
    assert full(1).total() == 2
