"""What became of each raised number: a callout, told as a problem, named as something else, or unknown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from surveyrefs.model.document import SUPERSCRIPT, Document, Passage, Piece
from surveyrefs.model.link import Callout, Categories, Links
from surveyrefs.model.reference import References
from surveyrefs.model.run import Run
from tests.bench.conserve import Raised, lost_callouts, raised_numbers, raised_of
from tests.fakes import make_reference


def _passage(marked: str, kind: str = "paragraph") -> Passage:
    """Make a passage of a text in which `^2^` is raised."""
    text, pieces = "", []
    for i, part in enumerate(marked.split("^")):
        style = SUPERSCRIPT if i % 2 else 0
        pieces.append(Piece(len(text), len(text) + len(part), 1, 0, 0, 1, 1, 10, style, 0))
        text += part
    return Passage(kind, text, tuple(p for p in pieces if p.end > p.start))  # type: ignore[arg-type]


def _run(*passages: Passage, cited: tuple[str, ...] = ()) -> Run:
    callouts = tuple(
        Callout(i, marker, 1, (0, 0, 1, 1), "body", -1, -1, -1, -1, -1, "", ()) for i, marker in enumerate(cited)
    )
    pages = ((600.0, 800.0),)
    document = Document("embedded", "1", "", (), "", "", pages, (), passages, (), (), (), ())
    return Run("x", "", document, References(()), Links(callouts), Categories((), ()))


def test_numbers_that_are_raised_together_are_one() -> None:
    found = list(raised_of(_passage("As shown^3,^^4^ and^5–7^; the first^a^ of E = mc^2^")))
    assert [(r.text, r.before[-5:], r.after[:4]) for r in found] == [
        ("3,4", "shown", " and"), ("5–7", "4 and", "; th"), ("2", " = mc", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Water^3^ boils.", "callout"),
        ("It grew by 20 m^2^ in a year.", "power"),
        ("Yields of 955 kg ha^−1^ were had.", "power"),
        ("Traces of ^13^C were found.", "isotope"),
        ("On the 4^2^nd floor", "ordinal"),
        ("A claim with a note.^8^ Then more.", "mark of a note"),
        ("The norm ∥x∥^2^ of it", "formula"),
    ],
)
def test_each_raised_number_is_named(text: str, name: str) -> None:
    run = _run(_passage(text), _passage("^8^ See the appendix.", "footnote"), cited=("3",))
    ends, unknown = raised_numbers(run)
    assert (dict(ends), unknown) == ({name: 1}, [])


def test_a_callout_that_is_lost_is_unknown_and_counts_once() -> None:
    run = _run(_passage("Water^3^ boils,^3^ and freezes.^12^"), cited=("3",))
    ends, unknown = raised_numbers(run)
    assert ends["callout"] == 1
    assert ends["unknown"] == 2
    assert [r.text for r in unknown] == ["3", "12"]
    assert isinstance(unknown[0], Raised)


def test_a_lost_callout_in_brackets_is_counted_and_an_index_is_none() -> None:
    run = _run(Passage("paragraph", "Seen in [2], [4] and the axes t[1] and t[2]."), cited=("[2]",))
    works = tuple(replace(make_reference(n, "Title"), label=str(n)) for n in range(1, 5))
    listed = replace(run, references=References(works))
    assert lost_callouts(listed) == {"[4]": 1}
