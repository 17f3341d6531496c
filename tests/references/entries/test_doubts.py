"""What does not fit in a list is said."""

from __future__ import annotations

import msgspec

from surveyrefs.model.document import Bibliography, Document, Passage
from surveyrefs.references.entries.segment import segment
from tests.link.written import passage
from tests.parse.embedded.build import entries

GOOD = "\n".join(f"[{n}] A. Archer. A title of words. Journal of Titles, {1990 + n}." for n in range(1, 13))


def codes(text: str, *passages: Passage) -> list[str]:
    """Return the codes of the problems of a list."""
    listed = Bibliography("References", 1, tuple(entries(text)))
    document = Document("test", "0", "", (), "", "", ((612.0, 792.0),), (), passages, (), (), (listed,), ())
    return [problem.code for problem in segment(document)[1]]


def test_a_list_that_fits() -> None:
    assert codes(GOOD) == []


def test_an_entry_many_times_as_long_as_the_others() -> None:
    more = "\n".join("    and text that has nothing to do with it, in long lines that go on and on" for _ in range(20))
    assert codes(f"{GOOD}\n{more}") == ["reference-outsized"]
    assert codes(f"{GOOD}\n" + "\n".join(more.split("\n")[:3])) == []


def test_entries_that_show_neither_year_nor_author() -> None:
    bare = "\n".join(f"[{n}] the things that one has to know" for n in range(1, 13))
    assert codes(bare) == ["list-doubtful"]


def test_a_list_that_was_not_cut() -> None:
    text = "\n".join("words that go on without any end or beginning that would show where" for _ in range(30))
    assert "list-uncut" in codes(text)


def test_entries_beside_the_list() -> None:
    left = [
        passage(f"[{n}] B. Baker. Another title of words. Journal of Other Titles, {1990 + n}.", top=100.0 * n)
        for n in (13, 14)
    ]
    assert codes(GOOD, *left) == ["list-left-over"]
    assert codes(GOOD, left[0]) == [], "one may be a quotation"
    have = [msgspec.structs.replace(p, text=p.text.replace("[13]", "[3]").replace("[14]", "[4]")) for p in left]
    assert codes(GOOD, *have) == [], "the list has these numbers"


def test_a_preamble() -> None:
    assert codes("These are the works that were used.\n" + GOOD) == ["reference-list-preamble"]
