"""Two batches into one store: the second is told so, one that died keeps nobody out, and no paper is ever lost."""

from __future__ import annotations

import uuid
from pathlib import Path

import msgspec
import pytest

from surveyrefs.cluster import claim
from surveyrefs.cluster.batch import Batch
from surveyrefs.cluster.claim import MARK, claimed, is_mark
from surveyrefs.cluster.place import Place
from surveyrefs.cluster.sources import find_sources
from surveyrefs.cluster.work import Order, Result
from surveyrefs.csv_text import csv_to_rows
from surveyrefs.errors import OutputInUse
from tests.cluster.conftest import FakeClient, write_list


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claim, "BEAT", 0.02)
    monkeypatch.setattr(claim, "WATCH", 0.5)


@pytest.fixture
def there(order: Order) -> Order:
    """Give an order for a store, of this test only."""
    return msgspec.structs.replace(order, place=Place(f"memory://{uuid.uuid4().hex}"))


@pytest.fixture
def papers(tmp_path: Path) -> list[str]:
    return [str(write_list(tmp_path / f"{name}.md", f"A work of {name}")) for name in "abc"]


def batch_of(order: Order, papers: list[str], told: object = None, said: list[str] | None = None) -> Batch:
    def tell(result: Result, _tally: object) -> None:
        if callable(told):
            told(result)

    heard = said if said is not None else []
    sources = find_sources(papers, "file")
    return Batch(FakeClient(), "", order, sources, tell, lambda *_: None, heard.append)  # type: ignore[arg-type]


def listed(order: Order) -> list[tuple[str, str]]:
    """Return survey and status of the rows of index.csv."""
    header, *rows = csv_to_rows((order.place.read("index.csv") or b"").decode())
    return [(row[header.index("survey")], row[header.index("status")]) for row in rows]


ALL = [("a", "done"), ("b", "done"), ("c", "done")]


def test_a_second_batch_is_told_and_the_first_goes_on(there: Order, papers: list[str]) -> None:
    refused = []

    def try_second(result: Result) -> None:
        if result.source.name == "a":
            with pytest.raises(OutputInUse, match="another run"):
                batch_of(there, papers).run()
            refused.append(result.source.name)

    batch = batch_of(there, papers, try_second)
    batch.run()
    assert refused == ["a"]
    assert batch.tally.done == 3
    assert listed(there) == ALL
    assert not there.place.exists(MARK)


def test_the_mark_of_a_batch_that_died_keeps_nobody_out(there: Order, papers: list[str]) -> None:
    there.place.write(MARK, b"dead 17")
    said: list[str] = []
    batch = batch_of(there, papers, said=said)
    batch.run()
    assert batch.tally.done == 3
    assert [("mark" in text, there.place.address in text) for text in said] == [(True, True)]
    assert not there.place.exists(MARK)


def test_of_two_that_begin_in_one_moment_one_goes_on_and_no_paper_is_lost(there: Order, papers: list[str]) -> None:
    other = []

    def overtake(result: Result) -> None:  # both have seen no mark; the other one writes its own last
        if result.source.name == "a":
            other.append(batch_of(there, papers[1:]))
            there.place.remove(MARK)
            other[0].run()
            there.place.write(MARK, b"other 0")

    with pytest.raises(OutputInUse, match="another run"):
        batch_of(there, papers, overtake).run()
    assert listed(there) == ALL[1:], "the lists of the one that has the place stay"
    assert there.place.read(MARK) == b"other 0"
    there.place.remove(MARK)
    last = batch_of(there, papers)
    last.run()
    assert (last.tally.fresh, last.tally.done) == (3, 0)
    assert listed(there) == ALL


def test_a_claim_that_is_lost_writes_no_more_and_leaves_the_others_mark(there: Order) -> None:
    with claimed(there.place, "mine", lambda _: None) as held:
        assert is_mark(there.place.read(MARK) or b"", "mine")
        there.place.write(MARK, b"other 5")
        held.beat()
        assert held.lost
        with pytest.raises(OutputInUse):
            held.check()
    assert there.place.read(MARK) == b"other 5"


def test_a_folder_of_this_machine_is_not_watched(order: Order) -> None:
    order.place.write(MARK, b"dead 17")
    said: list[str] = []
    with claimed(order.place, "mine", said.append) as held:
        assert is_mark(order.place.read(MARK) or b"", "mine")
        assert not held.lost
    assert said == []
    assert not order.place.exists(MARK)
