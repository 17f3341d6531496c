"""Work for many numbers in several processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A process of its own: one that tests run in has threads, beside which forking is unsafe.
SCRIPT = """
import json, os, sys
from training.processes import in_processes
held = {3: "oak", 1: "elm", 2: "ash"}  # not handed over: a forked process has it
done = list(in_processes(lambda number: (held[number] * number, os.getpid()), [3, 1, 2], int(sys.argv[1])))
print(json.dumps([[text for text, _ in done], sum(process == os.getpid() for _, process in done)]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
@pytest.mark.parametrize(("jobs", "own"), [(1, 3), (2, 0)])
def test_results_come_in_order_whatever_the_processes(jobs: int, own: int) -> None:
    command = [sys.executable, "-c", SCRIPT, str(jobs)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [["oakoakoak", "elm", "ashash"], own]
