from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.bench import thresholds, watched
from tests.bench.watched import FAR, LEDGER, NEAR_NO, NEAR_YES, Seen, plain, watch, watching

LIMITS = "GAP = 2.0\nMOST = 3\nNEVER = 7\nTEXT = 'a'\nBOTH = GAP * 2\nTRUE = True\n"
RULES = """\
from watched_room.limits import BOTH, GAP, MOST as MANY
PAIRS = {"gap": GAP}
def wide(white, size, gap=GAP):
    return white > gap * size
def one(white):
    return white < PAIRS["gap"]
def few(words):
    return len(words) <= MANY
def capped(value):
    return min(value, BOTH) + MANY
"""


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A room of two modules, imported with its numbers watched."""
    folder = tmp_path / "watched_room"
    folder.mkdir()
    for name, text in {"__init__": "", "limits": LIMITS, "rules": RULES}.items():
        (folder / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    with watching(["watched_room"]):
        import watched_room.rules as module  # type: ignore[import-not-found]

        yield module
    for name in [name for name in sys.modules if name.startswith("watched_room")]:
        del sys.modules[name]


def seen(name: str) -> Seen:
    """What all places of a constant of the room saw."""
    places = LEDGER.counts()[f"watched_room.limits.{name}"]
    return thresholds.over_all({place: (sums, [0, 0]) for place, sums in places.items()})[0]


def test_a_number_counts_how_its_comparisons_end_wherever_it_was_copied_to(rules: ModuleType) -> None:
    assert [rules.wide(white, 10.0) for white in (15.0, 19.0, 30.0)] == [False, False, True]
    assert rules.one(1.0)
    assert seen("GAP") == [2, 2, 0.5, pytest.approx(0.05)]
    assert [rules.few("a" * count) for count in (1, 3, 5)] == [True, True, False]
    assert seen("MOST")[:2] == [2, 1]


def test_how_far_a_constant_is_from_another_outcome_is_a_share_of_the_constant(rules: ModuleType) -> None:
    rules.wide(31.0, 10.0)  # 3.1 instead of 2.0
    assert seen("GAP")[NEAR_YES] == pytest.approx(0.55)
    assert seen("GAP")[NEAR_NO] == FAR


def test_what_is_made_of_several_constants_counts_for_each_of_them(rules: ModuleType) -> None:
    value = rules.capped(9.0)
    assert (value > 6.0, value == 7.0) == (True, True)
    assert seen("GAP")[:2] == [2, 0]  # in min(), and in the line above
    assert seen("MOST")[:2] == [1, 0]
    assert "watched_room.limits.NEVER" not in LEDGER.counts()


def test_a_watched_number_computes_as_a_plain_one() -> None:
    one, two = watch("a", 2.5), watch("b", -3)
    made = [one + 1, 1 + one, one - 1, 1 - one, one * 2, one / 2, 5 / one, 7 // one, -one, abs(two), round(one)]
    assert [plain(value) for value in made] == [3.5, 3.5, 1.5, -1.5, 5.0, 1.25, 2.0, 2.0, -2.5, 3, 2]
    assert all(isinstance(value, watched.Watched) for value in made)
    assert {one: 1}[2.5] == 1
    assert f"{one:.2f} {two}" == "2.50 -3"
    assert type(watch("c", True)) is bool


def test_what_goes_in_and_comes_out_again_is_plain() -> None:
    whole = watch("whole", 2.0**20)
    assert type(3.7 * 100 + whole - whole) is float


def test_a_report_says_which_numbers_no_document_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    room = tmp_path / "pipeline" / "surveyrefs" / "room"
    room.mkdir(parents=True)
    (room / "limits.py").write_text("LIVE = 1.0\nONE = 2.0\nPLACE = -3\nNEVER = 4\nx = 'no number'\n")
    (room / "rules.py").write_text("from surveyrefs.room.limits import NEVER as N\nfirst = 'abc'[:N]\nx = y.NEVER")
    monkeypatch.setattr(thresholds, "PACKAGE", room.parent)
    total: thresholds.Counts = {}
    for path, yes in (("a.pdf", 1), ("b.pdf", 0)):
        counts: dict[str, dict[str, Seen]] = {
            "surveyrefs.room.limits.LIVE": {f"{room}/rules.py:5": [yes, 2, 0.1, 0.2]},
            "surveyrefs.room.limits.ONE": {f"{room}/rules.py:6": [0, 2, FAR, 0.25]},
            "surveyrefs.room.limits.PLACE": {"a:7": [1, 1, 0.1, 0.1], f"{room}/rules.py:8": [3, 0, 0.5, FAR]},
        }
        thresholds.merge(total, thresholds.Told(path, json.loads(json.dumps(counts))))
    thresholds.report(total, ["room"], {"surveyrefs.room.limits.ONE": {"a:1": ([3, 1, FAR, 0.5], [1, 1])}})
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == "never 1, one 1, place 1, live 1"
    uses = ["    room/rules.py:2: first = 'abc'[:N]", "    room/rules.py:3: x = y.NEVER"]
    assert said[2:5] == ["surveyrefs.room.limits.NEVER = 4", *uses]
    values = {row.split()[0]: row.split()[1:] for row in said if "limits." in row and "=" not in row}
    assert values["surveyrefs.room.limits.ONE"] == ["2.0", "0/4", "0/2", "-", "0.250", "tests:", "3/1"]
    assert values["surveyrefs.room.limits.LIVE"] == ["1.0", "1/4", "1/2", "0.100", "0.200"]
    assert [row.split()[0] for row in said if row.startswith("    room/rules.py:8")]
