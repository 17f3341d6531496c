"""What the tests of a cluster share: small papers, a place, a client whose only worker is the caller."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any

import pytest

from surveyrefs.cluster import work
from surveyrefs.cluster.claim import MARK
from surveyrefs.cluster.place import Place
from surveyrefs.cluster.work import Order, recipe_of
from surveyrefs.runner import Outcome, Paper, run_paper
from surveyrefs.settings import Settings


class FakeFuture:
    """A future that is done when it is asked for."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self._call = call

    def add_done_callback(self, tell: Callable[[FakeFuture], None]) -> None:
        tell(self)

    def result(self) -> Any:
        return self._call()


class FakeClient:
    """A client whose only worker is the caller; `lose` names what stands for a job instead of its result."""

    def __init__(self) -> None:
        self.status = "running"
        self.submitted: list[tuple[Any, ...]] = []
        self.lose: Callable[[tuple[Any, ...]], BaseException | None] = lambda _: None

    def nthreads(self) -> dict[str, int]:
        return {"here": 1}

    def submit(self, function: Callable[..., Any], *arguments: Any, pure: bool) -> FakeFuture:
        self.submitted.append(arguments)
        error = self.lose(arguments)
        return FakeFuture(lambda: _raise(error) if error else function(*arguments))

    def cancel(self, futures: list[FakeFuture]) -> None:
        """Do nothing: all is done."""


def _raise(error: BaseException) -> None:
    if isinstance(error, CancelledError):
        raise CancelledError
    raise error


@pytest.fixture
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run papers in the test's own process, where coverage sees them."""

    def run(seat: Any, paper: Paper) -> Outcome:
        return run_paper(paper, seat.order.plan(seat.folder))

    work._ending.clear()
    monkeypatch.setattr(work._Seat, "run", run)
    yield
    work.end_processes()


@pytest.fixture
def order(tmp_path: Path, _in_this_process: None) -> Order:
    """Give an order for a folder that workers see."""
    place = Place(str(tmp_path / "dest"))
    place.write(MARK, b"here")
    return Order(place, Settings(), recipe_of(Settings()), "here")


def write_list(path: Path, *titles: str) -> Path:
    """Write a paper list: an input that costs next to nothing and goes through real stages."""
    rows = "".join(f"- [{title}](https://arxiv.org/abs/2301.{n:05}) 2023\n" for n, title in enumerate(titles, 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"# Papers of {path.stem}\n\n## Methods\n\n{rows}", encoding="utf-8")
    return path
