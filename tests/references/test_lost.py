"""Letters of the list that are in no reference."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.model.document import Bibliography, Document, Line
from surveyrefs.model.reference import References
from surveyrefs.references.lost import lost_letters
from tests.fakes import BOX, make_reference

LINES = ("[1] A. Archer. Searching ar-", "chives. 2019.", "[2] B. Müller. Lists. 2020.", "[3] C. Carter. Trees. 2021.")
RAWS = ("A. Archer. Searching archives. 2019.", "B. Müller. Lists. 2020.", "C. Carter. Trees. 2021.")


def lost(lines: Sequence[str], raws: Sequence[str]) -> int:
    listed = Bibliography("References", 1, tuple(Line(text, (), (), 1, BOX, 0, 1) for text in lines))
    document = Document("x", "1", "", (), "", "", (), (), (), (), (), (listed,), ())
    made = [msgspec.structs.replace(make_reference(i, ""), raw=raw) for i, raw in enumerate(raws, 1)]
    return lost_letters(document, References(tuple(made)))


def test_a_whole_list_loses_nothing() -> None:
    assert lost(LINES, RAWS) == 0
    assert lost((), RAWS) == 0


def test_what_no_reference_holds_is_counted() -> None:
    assert lost(LINES, RAWS[:1] + RAWS[2:]) == len("BMullerLists")
    assert lost((*LINES, "A note of the editors."), RAWS) == len("Anoteoftheeditors")


def test_order_and_what_is_said_twice_do_not_matter() -> None:
    assert lost(LINES, (RAWS[2], RAWS[0], RAWS[1])) == 0
    assert lost(LINES, (*RAWS, RAWS[0])) == 0
