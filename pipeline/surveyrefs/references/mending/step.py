"""What the steps of mending work on, and what a step is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from surveyrefs.references.tagging.habits import NONE, Habits
from surveyrefs.references.tagging.tokens import Token

Labels = Sequence[str]
CONTAINERS = ("journal", "booktitle")


class Labelled(msgspec.Struct, frozen=True, gc=False):
    """A reference's tokens with a label each.

    `names` is the order of names ("given", "inverted", "bare") of a list that abbreviates all given names, else "";
    `titled`: the list's works have titles; `habits`: what its first reading shows.
    """

    tokens: Sequence[Token]
    labels: Sequence[str]
    names: str = ""
    titled: bool = True
    habits: Habits = NONE

    def has(self, *names: str) -> bool:
        """Tell whether a token has one of these labels."""
        labels = self.labels
        for name in names:  # noqa: SIM110 -- thrice as quick as any(), and asked fifty times of a reference
            if name in labels:
                return True
        return False

    def missing(self, *names: str) -> bool:
        """Tell whether no token has one of these labels."""
        return not self.has(*names)

    def run(self, name: str) -> tuple[int, int]:
        """Return where the first run of a label begins and where it ends (behind its last token); it must be there."""
        first = last = self.labels.index(name)
        while last < len(self.labels) and self.labels[last] == name:
            last += 1
        return first, last

    def last(self, name: str) -> int:
        """Return the place behind the last token of a label; it must be there."""
        return len(self.labels) - self.labels[::-1].index(name)


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of mending: its name, the reason, an example before and after, and the function that gives new labels.

    Examples are marked strings, `<title>A title<O>. <date>2015`; `*word*` is in italics. `names` and `habits` are those
    of the list in which the example stands.
    """

    name: str
    why: str
    example: tuple[str, str]
    function: Callable[[Labelled], Labels]
    names: str = ""
    habits: Habits = NONE

    def __call__(self, work: Labelled) -> Labelled:
        """Return the reference with this step's labels."""
        labels = self.function(work)
        # Most steps find nothing to do, and give the labels back as they are.
        return work if labels is work.labels else Labelled(work.tokens, labels, work.names, work.titled, work.habits)
