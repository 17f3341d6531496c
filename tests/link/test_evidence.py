"""Links against printed markers: agreement, disagreement, half links, links beside their callout."""

from __future__ import annotations

import msgspec
import pytest

from surveyrefs.link import link
from surveyrefs.link.annotations import at_place, read_targets
from surveyrefs.model.document import Passage, TextLink
from surveyrefs.model.reference import References
from tests.link.written import document, found, numbered, passage, reference

LINKED = "Known [<cite.1|1>], [<cite.2|2>], [<cite.3|3>], [<cite.4|4>], [<cite.5|5>], [<cite.6|6>]."
AUTHORS = References(
    (
        reference("", "Sutton, R.; Barto, A.", "2018", anchors=("cite.sutton",)),
        reference("", "Wang, L.; Zhao, Q.; Sun, P.", "2023a", anchors=("cite.wang",)),
        reference("", "Wang, L.; Xu, Q.; Sun, P.", "2023b", anchors=("cite.xu",)),
    )
)


def resolved(markup: str) -> list[list[tuple[str, str]]]:
    """Return (label, resolved by) of each callout after a text in which all is linked."""
    links = link(document(passage(LINKED, top=20.0), passage(markup)), numbered(30, anchors=True))
    return [[(t.label, t.resolved_by) for t in c.targets] for c in links.callouts[6:]]


@pytest.mark.parametrize("markup", ["here <cite.7|[7]>.", "here [<cite.7|7>].", "here [<cite.7|7>, p. 3]."])
def test_a_link_over_the_number_or_the_brackets(markup: str) -> None:
    assert resolved(markup) == [[("7", "link")]]


def test_a_range_linked_at_its_ends() -> None:
    middle = [(str(n), "label") for n in (8, 9)]
    assert resolved("here [<cite.7|7>–<cite.10|10>].") == [[("7", "link"), *middle, ("10", "link")]]


def test_a_joined_range_linked_at_its_ends() -> None:
    assert resolved("here <cite.7|[7]>–<cite.9|[9]>.") == [[("7", "link"), ("8", "label"), ("9", "link")]]


def test_sloppy_rectangles_go_to_their_own_labels() -> None:
    assert resolved("here <cite.7|[7,><cite.9| 9]>.") == [[("7", "link"), ("9", "link")]]


def test_named_link_wins_a_dispute_and_both_readings_are_told() -> None:
    links = link(document(passage(LINKED, top=20.0), passage("here [<cite.8|7>].")), numbered(30, anchors=True))
    assert [(t.label, t.resolved_by) for t in links.callouts[6].targets] == [("8", "link")]
    problem = next(p for p in links.problems if p.code == "link-label-mismatch")
    assert "prints 7" in problem.text
    assert "leads to 8" in problem.text


def test_the_same_label_of_another_list_is_no_dispute() -> None:
    second = [msgspec.structs.replace(r, anchors=(f"cite.b{r.label}",)) for r in numbered(9).references]
    both = References((*numbered(9, anchors=True).references, *second))
    links = link(document(passage(LINKED), passage("and [<cite.b7|7>]", top=300.0)), both)
    assert [t.reference for t in links.callouts[6].targets] == [15]
    assert "link-label-mismatch" not in [p.code for p in links.problems]


def test_labels_win_where_links_mostly_contradict_them() -> None:
    shifted = "Known [<cite.2|1>], [<cite.3|2>], [<cite.4|3>], [<cite.5|4>], [<cite.6|5>], [<cite.7|6>]."
    links = link(document(passage(shifted)), numbered(30, anchors=True))
    assert [c for _, c in found(links)] == [[n] for n in range(1, 7)]


def without_names(p: Passage, page: int = 9) -> Passage:
    """Return the passage with links to places only, at the top of reference n for the target cite.n."""
    placed = tuple(
        msgspec.structs.replace(k, name="", page=page, y=38.0 + 20 * int(k.name.split(".")[1]), x=40.0) for k in p.links
    )
    return msgspec.structs.replace(p, links=placed)


def test_links_by_position() -> None:
    links = link(document(without_names(passage(LINKED))), numbered(30, anchors=True))
    assert [[(t.reference + 1, t.resolved_by) for t in c.targets] for c in links.callouts] == [
        [(n, "link")] for n in range(1, 7)
    ]


def test_links_to_a_page_only_leave_it_to_the_label() -> None:
    text = without_names(passage(LINKED))
    text = msgspec.structs.replace(text, links=tuple(msgspec.structs.replace(k, y=0.0, x=0.0) for k in text.links))
    links = link(document(text), numbered(6, anchors=True))
    assert [[(t.reference + 1, t.resolved_by) for t in c.targets] for c in links.callouts] == [
        [(n, "label")] for n in range(1, 7)
    ]


@pytest.mark.parametrize("name", ["equation.3", "Hfootnote.3", "section.3", "figure.caption.3"])
def test_a_number_that_is_linked_to_something_else_does_not_cite(name: str) -> None:
    assert resolved(f"see [<{name}|3>] above") == []


def test_parentheses_with_links_cite_in_a_bracketed_document() -> None:
    assert resolved("here (<cite.7|7>) it") == [[("7", "link")]]


def test_unlinked_brackets_in_a_linked_document_cite_by_label() -> None:
    assert resolved("typed by hand [7] here") == [[("7", "label")]]


def test_a_link_beside_its_callout_is_not_counted_twice() -> None:
    assert resolved("In Sybil<cite.7|Gua>rd [7] it") == [[("7", "label")]]


def test_an_annotation_over_its_label_elsewhere_is_not_counted_again() -> None:
    with_label, beside = (
        passage("here [<cite.7|7>].", top=300.0),
        passage("Agents <cite.7|in> tasks", "figure", top=400.0),
    )
    same = with_label.links[0].annotation
    beside = msgspec.structs.replace(
        beside, links=tuple(msgspec.structs.replace(k, annotation=same) for k in beside.links)
    )
    links = link(document(passage(LINKED, top=20.0), with_label, beside), numbered(30, anchors=True))
    assert len(links.callouts) == 7


@pytest.mark.parametrize(
    ("markup", "marker", "cited"),
    [
        ("(<cite.sutton|Sutton and Barto>, <cite.sutton|2018>)", "(Sutton and Barto, 2018)", [1]),
        ("(<cite.sutton|Sutton and>~<cite.sutton|Barto, 2018>)", "(Sutton andBarto, 2018)", [1]),
        ("<cite.wang|Wang et al.> (<cite.wang|2023a>,<cite.xu|b>) say", "Wang et al. (2023a,b)", [2, 3]),
        ("<cite.sutton|Sutton and Barto (2018)> say", "Sutton and Barto (2018)", [1]),
        ("as in <cite.sutton|Sutton and Barto (2018>) say", "Sutton and Barto (2018)", [1]),
        ("<cite.sutton|Sutton and Barto> say", "Sutton and Barto", [1]),
        ("(<cite.sutton|Sutton and Barto>, <cite.sutton|2018)> say", "(Sutton and Barto, 2018)", [1]),
        (
            "<cite.sutton|(Sutton and Barto, 2018;> <cite.wang|Wang et al., 2023a)>",
            "(Sutton and Barto, 2018; Wang et al., 2023a)",
            [1, 2],
        ),
        ("<cite.wang|Wang> other words <cite.wang|et al. 2023a> end", "Wang other words et al. 2023a", [2]),
    ],
)
def test_names_and_years_under_links(markup: str, marker: str, cited: list[int]) -> None:
    assert found(link(document(passage(markup)), AUTHORS)) == [(marker, cited)]


def test_a_link_over_a_stray_figure_does_not_cite() -> None:
    text = passage("The tool S<cite.sutton|2>E of <cite.sutton|Sutton and Barto (2018)> says")
    assert found(link(document(text), AUTHORS)) == [("Sutton and Barto (2018)", [1])]


def test_two_callouts_of_one_work_in_a_row_are_two() -> None:
    text = passage("Later <cite.sutton|Sutton and Barto (2018)>, so <cite.sutton|Sutton and Barto (2018)> say")
    assert [c for _, c in found(link(document(text), AUTHORS))] == [[1], [1]]


def test_a_callout_cut_by_a_page_break_is_one() -> None:
    parts = passage("as found by <cite.sutton|Sutton and>", page=1), passage("<cite.sutton|Barto (2018)> in it", page=2)
    assert found(link(document(*parts), AUTHORS)) == [("Sutton and", [1])]


def test_a_link_that_contradicts_name_and_year_is_told() -> None:
    links = link(document(passage("as found by <cite.wang|Sutton and Barto (2018)>")), AUTHORS)
    assert found(links)[0][1] == [2]
    assert "link-name-mismatch" in [p.code for p in links.problems]


def test_of_entries_side_by_side_a_link_goes_to_the_one_in_its_column() -> None:
    left, right = (reference(str(n), box=(x, 60.0, x + 200, 75.0)) for n, x in ((1, 40.0), (2, 340.0)))
    targets = read_targets(References((left, right)))
    for x, index in ((38.0, 0), (159.0, 0), (161.0, -1), (279.0, -1), (281.0, 1), (0.0, 0)):  # no x: the first
        assert at_place(TextLink(0, 1, "", 9, x, 58.0, "", 1), targets) == index


def test_halves_of_a_callout_that_stand_far_apart_are_two() -> None:
    def read(between: str) -> list[str]:
        markup = f"as <cite.sutton|Sutton> {between} <cite.sutton|2018> say"
        return [marker for marker, _ in found(link(document(passage(markup)), AUTHORS))]

    assert read("w " * 28) == [f"Sutton {'w ' * 28} 2018"]
    assert read("w " * 29) == ["Sutton", "2018"]
