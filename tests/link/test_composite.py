"""Callouts of entries that hold several works: all of them, one, some."""

from __future__ import annotations

import msgspec
import pytest

from surveyrefs.link import link
from surveyrefs.model.link import Links
from surveyrefs.model.reference import Reference, References
from tests.link.written import document, numbered, passage, reference

ALL = {"[": "All of it is known [1–20].", "^": "All of it is known^{1–20}."}


def lettered(anchors: bool = False) -> References:
    """Return [1] to [20]; [5] has the works a to d, [7] a and b, all with cite.<number>, 5b with its own."""
    works: list[Reference] = []
    for n in range(1, 21):
        letters = {5: "abcd", 7: "ab"}.get(n, "")
        for part, letter in enumerate(letters or [""], start=1 if letters else 0):
            names = (f"cite.{n}",) if anchors else ()
            own = ("cite.own",) if anchors and f"{n}{letter}" == "5b" else ()
            works.append(reference(f"{n}{letter}", f"Author{n}{letter}, A.", anchors=(*own, *names), part=part))
    return References(tuple(works))


def plain() -> References:
    """Return [1] to [20], of which [5] holds three works without letters."""
    works = [reference(str(n), f"Author{n}, A.") for n in range(1, 21)]
    more = [reference("5", f"Author5{x}, A.", part=part, key=f"5{x}") for part, x in enumerate("xyz", start=1)]
    return References((*works[:4], *more, *works[5:]))


def cited(links: Links, references: References) -> list[list[str]]:
    """Return the keys that the callouts behind the first cite."""
    return [[references.references[t.reference].key for t in c.targets] for c in links.callouts[1:]]


def read(markup: str, style: str = "[", references: References | None = None) -> list[list[str]]:
    """Return the keys cited in a text after a sentence that cites everything in the style."""
    chosen = references or lettered()
    return cited(link(document(passage(ALL[style], top=50.0), passage(markup)), chosen), chosen)


@pytest.mark.parametrize(
    ("marker", "keys"),
    [
        ("5", ["5a", "5b", "5c", "5d"]),
        ("5b", ["5b"]),
        ("5a,c", ["5a", "5c"]),
        ("5a, c", ["5a", "5c"]),
        ("5b–d", ["5b", "5c", "5d"]),
        ("5a,c–d", ["5a", "5c", "5d"]),
        ("5ab", ["5a", "5b"]),
        ("5a,b,7", ["5a", "5b", "7a", "7b"]),
        ("4–6", ["4", "5a", "5b", "5c", "5d", "6"]),
        ("5c–7a", ["5c", "5d", "6", "7a"]),
        ("5d–8", ["5d", "6", "7a", "7b", "8"]),
        ("5,5c", ["5a", "5b", "5c", "5d"]),
        ("3,5b,9–10", ["3", "5b", "9", "10"]),
    ],
)
@pytest.mark.parametrize("style", ["[", "^"])
def test_letters_name_works(style: str, marker: str, keys: list[str]) -> None:
    markup = f"as shown [{marker}] before" if style == "[" else f"as shown^{{{marker}}} before"
    assert read(markup, style) == [keys]


def test_letters_in_parentheses() -> None:
    assert read("as shown [5(b)] and [3, 7(a), 9].") == [["5b"], ["3", "7a", "9"]]


@pytest.mark.parametrize("markup", ["as shown [5,b]", "as shown [5a,a]", "as shown [a]", "the values [5–b]"])
def test_other_letters_are_no_works(markup: str) -> None:
    assert read(markup) == []


def test_letters_of_an_entry_that_was_not_parted_cite_it() -> None:
    references = numbered(20)
    links = link(document(passage(ALL["["], top=50.0), passage("as shown [12a,c].")), references)
    assert [[t.reference for t in c.targets] for c in links.callouts[1:]] == [[11]]


def test_works_without_letters_share_their_number() -> None:
    references = plain()
    assert read("as shown [5], and [4–6].", references=references) == [
        ["5x", "5y", "5z"],
        ["4", "5x", "5y", "5z", "6"],
    ]
    links = link(document(passage(ALL["["])), references)
    assert links.problems == ()


def test_labels_of_works_are_neither_missing_nor_repeated() -> None:
    links = link(document(passage(ALL["["])), lettered())
    assert links.problems == ()


def test_works_that_the_list_numbers_itself_are_cited_by_number_too() -> None:
    entries = [reference(label, "Author, A.") for label in ("1", "2a", "2b", "3", "4", "5")]
    references = References(tuple(entries))
    links = link(document(passage("Known [1–5].", top=50.0), passage("Known [2], [2b].")), references)
    assert cited(links, references) == [["2a", "2b"], ["2b"]]
    assert links.problems == ()


def test_links_lead_to_all_works_or_to_their_own() -> None:
    references = lettered(anchors=True)
    markup = (
        "known [<cite.1|1>], [<cite.2|2>], [<cite.3|3>], [<cite.5|5>], [<cite.5|5c>], [<cite.own|5b>], [<cite.own|5>]"
    )
    links = link(document(passage(markup)), references)
    assert cited(links, references)[2:] == [["5a", "5b", "5c", "5d"], ["5c"], ["5b"], ["5b"]]
    assert {t.resolved_by for c in links.callouts for t in c.targets} == {"link"}
    assert [p.code for p in links.problems if p.code.startswith("link")] == []


def test_a_link_by_position_leads_to_all_works() -> None:
    tops = [20.0 * int(r.label.rstrip("abcd")) for r in lettered().references]
    entries = [
        msgspec.structs.replace(r, box=(50.0, top, 300.0, top + 10))
        for r, top in zip(lettered().references, tops, strict=True)
    ]
    markup = "known [<x.1|1>], [<x.5|5>], [<x.5|5c>]"
    text = passage(markup)
    places = {"x.1": 20.0, "x.5": 100.0}
    links = tuple(msgspec.structs.replace(k, y=places[k.name]) for k in text.links)
    references = References(tuple(entries))
    found = link(document(passage(ALL["["], top=50.0), msgspec.structs.replace(text, links=links)), references)
    assert cited(found, references) == [["1"], ["5a", "5b", "5c", "5d"], ["5c"]]
