"""Links that lead to references that were not read."""

from __future__ import annotations

import msgspec

from surveyrefs.link import link
from surveyrefs.model.document import Passage
from surveyrefs.model.link import Links
from surveyrefs.model.reference import References
from tests.link.written import document, numbered, passage, reference

NUMBERS = "Known [" + "], [".join(f"<cite.{n}|{n}>" for n in range(1, 13)) + "], and by hand [11]."
NAMES = ("Wang", "Zhao", "Sun", "Fink", "Berg", "Xu", "Lind", "Moe", "Nord", "Olsen")
CITED = "Known (" + "; ".join(f"<cite.{i}|{n}, 2020>" for i, n in enumerate(NAMES)) + ")."


def people(count: int, anchors: bool = True) -> References:
    """Return unlabelled references of the first so many people."""
    return References(
        tuple(
            reference("", f"{n}, A.", anchors=(f"cite.{i}",) * anchors, box=(40.0, 60.0 + 20 * i, 300.0, 75.0 + 20 * i))
            for i, n in enumerate(NAMES[:count])
        )
    )


def to_places(p: Passage) -> Passage:
    """Return the passage with links to places only, each 20 points below the one before."""
    links = tuple(msgspec.structs.replace(k, name="", x=40.0, y=58.0 + 20 * int(k.name.split(".")[1])) for k in p.links)
    return msgspec.structs.replace(p, links=links)


def overleaf(p: Passage) -> Passage:
    """Return the passage with its named links to the page after that of the references."""
    return msgspec.structs.replace(p, links=tuple(msgspec.structs.replace(k, page=10) for k in p.links))


def told(links: Links) -> list[str]:
    """Return what is told of a list that ends early."""
    return [p.text for p in links.problems if p.code == "list-ends-early"]


def test_links_named_like_the_references_that_lead_to_none_are_told() -> None:
    assert told(link(document(overleaf(passage(CITED))), people(6))) == [
        "4 links over callouts lead to 4 places on page 10 where no reference was read"
    ]


def test_links_to_places_behind_the_first_reference_are_told() -> None:
    assert len(told(link(document(to_places(passage(CITED))), people(6, anchors=False)))) == 1


def test_a_whole_list_and_few_slips_are_not_told() -> None:
    assert told(link(document(overleaf(passage(CITED))), people(10))) == []
    assert told(link(document(overleaf(passage(CITED))), people(8))) == []


def test_links_that_lead_before_the_list_or_elsewhere_are_not_told() -> None:
    early = to_places(passage(CITED))
    early = msgspec.structs.replace(early, links=tuple(msgspec.structs.replace(k, page=2) for k in early.links[6:]))
    both = msgspec.structs.replace(early, links=(*to_places(passage(CITED)).links[:6], *early.links))
    assert told(link(document(both), people(6, anchors=False))) == []
    other = overleaf(passage(CITED.replace("<cite.6|", "<section.6|").replace("<cite.7|", "<section.7|")))
    assert told(link(document(other), people(6))) == []


def test_callouts_resolved_by_their_print_are_not_told() -> None:
    named = people(10)
    bare = References(
        tuple(msgspec.structs.replace(r, anchors=r.anchors * (i < 6)) for i, r in enumerate(named.references))
    )
    assert told(link(document(overleaf(passage(CITED))), bare)) == []


def test_numbers_that_the_list_lacks_are_told_once() -> None:
    lacking = numbered(12, anchors=True)
    kept = tuple(r for i, r in enumerate(lacking.references) if i not in (3, 4, 5))
    assert len(told(link(document(overleaf(passage(NUMBERS))), References(kept)))) == 1
    assert len(told(link(document(overleaf(passage(NUMBERS))), numbered(8, anchors=True)))) == 1
