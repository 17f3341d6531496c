"""Links that lead elsewhere than the printed callout says."""

from __future__ import annotations

import msgspec
import pytest

from surveyrefs.link import link
from surveyrefs.model.document import Passage
from surveyrefs.model.reference import References
from tests.link.written import document, found, numbered, passage, reference

TEN = "Known [<cite.1|1>], [<cite.2|2>], [<cite.3|3>], [<cite.4|4>], [<cite.5|5>], [<cite.6|6>], [7], [8], [9], [10]."


def placed(p: Passage, shift: int) -> Passage:
    """Return the passage with links to places only: of the reference so many numbers on."""
    links = tuple(
        msgspec.structs.replace(k, name="", y=38.0 + 20 * (int(k.name.split(".")[1]) + shift), x=40.0) for k in p.links
    )
    return msgspec.structs.replace(p, links=links)


def test_links_by_position_that_contradict_the_numbers_are_left_out_and_told() -> None:
    links = link(document(placed(passage(TEN), 2)), numbered(20))
    assert [c for _, c in found(links)] == [[n] for n in range(1, 11)]
    assert {t.resolved_by for c in links.callouts for t in c.targets} == {"label"}
    assert [p.text.split(" links")[0] for p in links.problems if p.code == "links-misplaced"] == ["6 of 6"]
    assert "link-label-mismatch" not in [p.code for p in links.problems]


def test_links_by_position_that_agree_are_followed() -> None:
    links = link(document(placed(passage(TEN), 0)), numbered(20))
    assert [t.resolved_by for c in links.callouts for t in c.targets] == ["link"] * 6 + ["label"] * 4
    assert "links-misplaced" not in [p.code for p in links.problems]


def test_a_few_stray_links_do_not_hide_the_numbers() -> None:
    text = "Known [1], [2], [3], [4], [5], [6], [7], [8]; see "
    text += "<cite.1|the> <cite.2|list> <cite.3|of> <cite.4|all> <cite.5|it>."
    callouts = found(link(document(passage(text)), numbered(8, anchors=True)))
    assert [c for m, c in callouts if m.startswith("[")] == [[n] for n in range(1, 9)]


@pytest.mark.parametrize("text", ["Fig. 3", "Additional file 2", "the list"])
def test_a_link_to_a_place_over_other_words_is_no_callout(text: str) -> None:
    shown = placed(passage(f"{TEN} See <cite.8|{text}> for it."), 0)
    assert len(link(document(shown), numbered(20)).callouts) == 10


def test_links_by_position_that_contradict_names_and_years_are_left_out() -> None:
    people = ("Wang", "Zhao", "Sun", "Fink", "Berg", "Xu")
    refs = References(
        tuple(
            reference("", f"{n}, A.", "2020", box=(40.0, 60.0 + 20 * i, 300.0, 75.0 + 20 * i))
            for i, n in enumerate(people)
        )
    )
    text = "Known (" + "; ".join(f"<cite.{i}|{n}, 2020>" for i, n in enumerate(people[:4], start=1)) + ")."
    links = link(document(placed(passage(text), 1)), refs)
    assert [c for _, c in found(links)] == [[1, 2, 3, 4]]
    assert "links-misplaced" in [p.code for p in links.problems]


def test_one_link_over_two_raised_numbers_tells_of_the_first_only() -> None:
    linked = "".join(f"Fact<cite.{n}|{n}> " for n in range(1, 7))
    text = passage(linked + "and more.<cite.7|7 8> Then on.")
    pieces = tuple(msgspec.structs.replace(p, style=4) if text.text[p.start].isdigit() else p for p in text.pieces)
    links = link(document(msgspec.structs.replace(text, pieces=pieces)), numbered(9, anchors=True))
    assert found(links)[-1] == ("7 8", [7, 8])
    assert [p.code for p in links.problems if p.code.startswith("link-")] == []


def test_typed_callouts_among_linked_ones_are_read_where_they_cite_what_is_left() -> None:
    typed = "Known^{7}, known^{8}, known^{9}, known^{10}, known^{11}, known^{12}."
    linked = "Known [<cite.1|1>], [<cite.2|2>], [<cite.3|3>], [<cite.4|4>], [<cite.5|5>], [<cite.6|6>]."
    links = link(document(passage(linked, top=20.0), passage(typed)), numbered(12, anchors=True))
    assert [c for _, c in found(links)] == [[n] for n in range(1, 13)]


@pytest.mark.parametrize(
    ("markup", "cited"),
    [("typed by hand [7] here", [[7]]), ("the set Σ [1] here", []), ("aged in the range [2–6] here", [])],
)
def test_brackets_without_link_are_doubted_where_callouts_are_links(markup: str, cited: list[list[int]]) -> None:
    linked = "Known [<cite.1|1>], [<cite.2|2>], [<cite.3|3>], [<cite.4|4>], [<cite.5|5>], [<cite.6|6>]."
    links = link(document(passage(linked, top=20.0), passage(markup)), numbered(9, anchors=True))
    assert [c for _, c in found(links)[6:]] == cited
    assert [p.code for p in links.problems if p.code == "callout-without-link"] == ["callout-without-link"] * len(cited)
    assert all(t.confidence == 0.6 for c in links.callouts[6:] for t in c.targets)
