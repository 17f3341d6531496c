"""Where callouts stand, in which order they come, and the books of the whole."""

from __future__ import annotations

import random

from surveyrefs.link import link
from surveyrefs.link.balance import spans
from surveyrefs.model.reference import References
from tests.link.written import document, figure, labels, numbered, passage, reference, table


def everywhere() -> tuple[object, ...]:
    """Return a document with a callout in each place."""
    cells = (passage("Ours [7]", "cell", top=320.0), passage("yes", "cell", top=330.0))
    header = ((1, passage("Best [6]", "cell", top=310.0)),)
    listed = table(
        passage("Table 1. Works of [5]", "caption", top=300.0, section=1),
        (cells, (passage("Theirs", "cell", top=340.0), passage("[8, 9]", "cell", top=350.0))),
        header_cells=header,
        notes=(passage("Numbers of [10].", "note", top=360.0),),
    )
    drawn = figure(
        passage("Figure 1. After [11].", "caption", top=500.0),
        texts=(passage("Leaf [13]", "figure", top=520.0), passage("Label [14]", "figure", top=540.0)),
        nodes=(passage("Root [12]", "figure", top=510.0), passage("Leaf [13]", "figure", top=520.0)),
    )
    texts = (
        passage("We survey [1].", "abstract", top=10.0),
        passage("After Smith [2]", "heading", top=20.0, section=0),
        passage("Text [3].", top=30.0, section=1),
        passage("1 A note [4].", "footnote", top=700.0, section=1),
        passage("On page two [15].", page=2, section=1),
    )
    return texts, (listed,), (drawn,)


def test_places_in_reading_order() -> None:
    texts, tables, figures = everywhere()
    links = link(document(*texts, tables=tables, figures=figures), numbered(15))  # type: ignore[misc,arg-type]
    seen = [(c.where, labels(c), c.table, c.row, c.column, c.figure, c.node) for c in links.callouts]
    assert seen == [
        ("abstract", ["1"], -1, -1, -1, -1, -1),
        ("heading", ["2"], -1, -1, -1, -1, -1),
        ("body", ["3"], -1, -1, -1, -1, -1),
        ("footnote", ["4"], -1, -1, -1, -1, -1),
        ("caption", ["5"], 0, -1, -1, -1, -1),
        ("table", ["6"], 0, 0, 1, -1, -1),
        ("table", ["7"], 0, 1, 0, -1, -1),
        ("table", ["8", "9"], 0, 2, 1, -1, -1),
        ("table", ["10"], 0, -1, -1, -1, -1),
        ("caption", ["11"], -1, -1, -1, 0, -1),
        ("figure", ["12"], -1, -1, -1, 0, 0),
        ("figure", ["13"], -1, -1, -1, 0, 1),
        ("figure", ["14"], -1, -1, -1, 0, -1),
        ("body", ["15"], -1, -1, -1, -1, -1),
    ]
    assert [c.mention for c in links.callouts] == list(range(1, 15))


def test_a_label_repeated_over_its_rows_is_one_callout() -> None:
    label = passage("Shared [1]", "cell", top=320.0)
    rows = tuple((label, passage(f"row [{n}]", "cell", top=300.0 + 10 * n)) for n in (2, 3, 4))
    links = link(document(tables=(table(passage("", "caption"), rows),)), numbered(4))
    assert [labels(c) for c in links.callouts] == [["1"], ["2"], ["3"], ["4"]]


def test_adjacent_brackets_in_one_printed_word_are_callouts_of_their_own() -> None:
    links = link(document(passage("smells[1][2][3]")), numbered(3))
    assert [labels(c) for c in links.callouts] == [["1"], ["2"], ["3"]]
    assert len({c.box for c in links.callouts}) == 3


def test_section_and_context() -> None:
    text = passage("Nothing here. Smith et al. [1] found it, cf. Fig. 3. Others [2] did not.", section=2)
    links = link(document(text), numbered(2))
    assert [c.context for c in links.callouts] == ["Smith et al. [1] found it, cf. Fig. 3.", "Others [2] did not."]
    assert [c.section for c in links.callouts] == [2, 2]


def test_a_callout_over_a_page_break_is_on_the_page_where_it_begins() -> None:
    first = passage("found by [1,", page=3)
    second = passage("2] and so on", page=4)
    links = link(document(first, second), numbered(2))
    assert [(c.page, labels(c)) for c in links.callouts] == [(3, ["1"]), (4, ["2"])]


def test_the_ledger() -> None:
    references = References(tuple(reference(str(n)) for n in (1, 2, 2, 4, 7)))
    links = link(document(passage("All of [1, 2, 4, 7] but [3].")), references)
    told = {p.code: p.text for p in links.problems}
    assert told["label-missing"] == "the reference list ends with 7 and lacks 3, 5–6"
    assert "2" in told["label-duplicate"]
    assert "[3]" in told["callout-unresolved"]
    assert "no callout found for 2" in told["reference-uncited"]


def test_lists_by_chapter() -> None:
    references = References(tuple(reference(str(n), page=page) for page in (3, 6) for n in range(1, 6)))
    texts = (passage("One [1], two [2–5].", page=1), passage("One [1], two [2–5].", page=4))
    cited = [[t.reference for t in c.targets] for c in link(document(*texts), references).callouts]
    assert cited == [[0], [1, 2, 3, 4], [5], [6, 7, 8, 9]]


def test_lists_by_chapter_on_one_page() -> None:
    references = References(
        tuple(
            reference(str(n), page=1, box=(40.0, top + 20.0 * n, 300.0, top + 20.0 * n + 12))
            for top in (100.0, 400.0)
            for n in range(1, 6)
        )
    )
    texts = (passage("One [1], two [2–5].", page=1, top=60.0), passage("One [1], two [2–5].", page=1, top=300.0))
    links = link(document(*texts), references)
    cited = [[t.reference for t in c.targets] for c in links.callouts]
    assert cited == [[0], [1, 2, 3, 4], [5], [6, 7, 8, 9]]
    assert links.problems == (), "each list has its own numbers"


def test_spans() -> None:
    assert spans([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"


def test_the_same_document_gives_the_same_links() -> None:
    texts, tables, figures = everywhere()
    doc = document(*texts, tables=tables, figures=figures)  # type: ignore[misc,arg-type]
    first = link(doc, numbered(15))
    random.seed(3)
    assert link(doc, numbered(15)) == first


def test_nothing_to_link() -> None:
    assert link(document(), References(())).callouts == ()
    assert link(document(passage("Text [1] (Smith, 2020).")), References(())).callouts == ()
