"""What a batch remembers for the next one: which source held which paper, so that it need not be read again."""

from __future__ import annotations

from pathlib import Path

import msgspec

from surveyrefs.cluster.claim import MARKS
from surveyrefs.cluster.place import Place
from surveyrefs.cluster.sources import Source
from surveyrefs.cluster.work import PAPERS, SHARD, Order, Result, folder_of, paper_of
from surveyrefs.runner import Outcome
from surveyrefs.store import MANIFEST

FILE = f"{MARKS}/ledger.jsonl"


class Entry(msgspec.Struct, frozen=True):
    """A paper that was done: where it was found and in which state, under which recipe, and what came of it."""

    address: str
    member: str
    stamp: str
    recipe: str
    name: str
    sha256: str
    engine: str
    counts: dict[str, int]


class Ledger:
    """The papers that are done in a place, by their sources."""

    def __init__(self, place: Place) -> None:
        """Read what earlier batches have left there; a line that cannot be read is a paper that is read again."""
        self._place = place
        self._shards: dict[str, set[str]] = {}
        self._entries: dict[tuple[str, str, str], Entry] = {}
        for line in (place.read(FILE) or b"").splitlines():
            try:
                self._enter(msgspec.json.decode(line, type=Entry))
            except msgspec.MsgspecError:
                continue

    def _enter(self, entry: Entry) -> None:
        self._entries[entry.address, entry.member, entry.name] = entry

    def known(self, source: Source, order: Order) -> Result | None:
        """Return how a paper ended that is done and whose source has not changed since, None for any other."""
        entry = self._entries.get((source.address, source.member, source.name))
        if order.force or entry is None or not source.stamp:
            return None
        if (entry.stamp, entry.recipe) != (source.stamp, order.recipe):
            return None
        if _is_corrected(source, order) or not self._there(entry):
            return None
        outcome = Outcome(entry.name, "done", entry.engine, entry.counts, fresh=True)
        return Result(source, outcome, entry.sha256)

    def _there(self, entry: Entry) -> bool:
        if self._place.local is not None:
            return self._place.exists(f"{folder_of(entry.sha256, entry.name)}/{MANIFEST}")
        shard = entry.sha256[:SHARD]  # elsewhere, one question for all papers of a shard
        if shard not in self._shards:
            self._shards[shard] = set(self._place.folders(f"{PAPERS}/{shard}"))
        return entry.sha256 in self._shards[shard]

    def enter(self, result: Result, order: Order) -> None:
        """Remember a paper that is done."""
        source, outcome = result.source, result.outcome
        if outcome.status == "done" and source.stamp and not _is_corrected(source, order):
            self._enter(Entry(
                source.address, source.member, source.stamp, order.recipe, source.name, result.sha256, outcome.engine,
                outcome.counts,
            ))  # fmt: skip

    def save(self) -> None:
        """Write all that is remembered."""
        lines = [msgspec.json.encode(self._entries[key]) for key in sorted(self._entries)]
        self._place.write(FILE, b"".join(line + b"\n" for line in lines))


def _is_corrected(source: Source, order: Order) -> bool:
    """Tell whether a person's corrections decide about a paper, too: then its own state says too little."""
    return order.plan(Path()).corrections_for(paper_of(source)) is not None
