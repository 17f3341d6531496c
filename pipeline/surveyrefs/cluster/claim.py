"""One batch at a time into a place: an object store has no lock, so that a batch leaves a mark there that changes.

Two batches into one place lose no paper, since papers are known by their content and delivered whole; but each would
write its own lists over those of the other. A mark that does not change is that of a batch which died.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from surveyrefs.cluster.place import Place
from surveyrefs.errors import BadSource, OutputInUse, UnwritableOutput

MARKS = ".surveyrefs-batch"  # what a batch keeps of its own in its place
MARK = f"{MARKS}/mark"
BEAT = 5.0  # seconds between two changes of the mark
WATCH = 3 * BEAT  # seconds for which a mark that is there must not change: one that is at work may miss a beat


class Claim:
    """A batch's hold on a place."""

    def __init__(self, place: Place, mark: str) -> None:
        self._place = place
        self._mark = mark
        self._beats = 0
        self.lost = False  # another batch has put its mark over ours

    def beat(self) -> None:
        """Change the mark, unless it is another's by now. A store that has a bad moment is asked again next time."""
        with contextlib.suppress(BadSource, UnwritableOutput):
            found = self._place.read(MARK) if self._beats else None
            self.lost = self.lost or (found is not None and not is_mark(found, self._mark))
            if not self.lost:
                self._place.write(MARK, f"{self._mark} {self._beats}".encode())
                self._beats += 1

    def check(self) -> None:
        """Raise OutputInUse where another batch has taken the place over."""
        if self.lost:
            raise OutputInUse(self._place.address)

    def release(self) -> None:
        """Take the mark away, unless it is another's."""
        found = self._place.read(MARK)
        if found is not None and is_mark(found, self._mark):
            self._place.remove(MARK)


def is_mark(data: bytes, mark: str) -> bool:
    """Tell whether the file MARK, with these bytes, is of the batch of this mark."""
    return data.partition(b" ")[0] == mark.encode()


@contextmanager
def claimed(place: Place, mark: str, say: Callable[[str], None]) -> Iterator[Claim]:
    """Mark a place as this batch's; raise OutputInUse where another one is at work there.

    On a disk the operating system's lock keeps others out (surveyrefs.store.locked); elsewhere the mark does.
    """
    claim = Claim(place, mark)
    if place.local is None:
        _watch(place, say)
    place.write(MARK, mark.encode())  # a place that cannot be written to is told
    claim.beat()
    ended = threading.Event()
    beats = threading.Thread(target=_beat_until, args=(claim, ended), daemon=True)
    if place.local is None:
        beats.start()
    try:
        yield claim
    finally:
        ended.set()
        if beats.ident is not None:
            beats.join()
        claim.release()


def _watch(place: Place, say: Callable[[str], None]) -> None:
    """Raise OutputInUse where there is a mark that changes."""
    found = place.read(MARK)
    if found is None:
        return
    say(f"a batch has left its mark in {place.address}: {WATCH:g} s will show whether it is at work")
    end = time.monotonic() + WATCH
    while time.monotonic() < end:
        time.sleep(min(BEAT / 2, WATCH / 2))
        now = place.read(MARK)
        if now is None:  # it has ended meanwhile
            return
        if now != found:
            raise OutputInUse(place.address)


def _beat_until(claim: Claim, ended: threading.Event) -> None:
    while not claim.lost and not ended.wait(BEAT):
        claim.beat()
