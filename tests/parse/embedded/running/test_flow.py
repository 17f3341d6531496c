"""Lines → headings, paragraphs, footnotes and lists."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from surveyrefs.model.document import Anchor
from surveyrefs.parse.embedded.layout.line import MARGIN_COLUMN, PrintedLine
from surveyrefs.parse.embedded.outline.heading import Heading
from surveyrefs.parse.embedded.pdf.page import Page
from surveyrefs.parse.embedded.running.flow import Flow, read_flow, without_entries
from surveyrefs.parse.embedded.running.passages import Weaver
from tests.parse.embedded.build import LEFT, SIZE, column, full, layout_of, page, pdf, printed, words

LIST = ["", "*References*", "[1] A. Archer. A title, 2019.", "[2] B. Baker. A title, 2020."]


def flow_of(lines: Sequence[PrintedLine], taken: frozenset[int] = frozenset(), anchors: Sequence[Anchor] = ()) -> Flow:
    """Return the flow of lines; `taken` are words of the first page by index."""
    pages: list[Page] = []
    numbered: list[PrintedLine] = []
    for n in sorted({line.page for line in lines} or {1}):
        mine = [line for line in lines if line.page == n]
        pages.append(page([line.words for line in mine], n))
        by_line: dict[int, list[int]] = {}
        for w in pages[-1].words:
            by_line.setdefault(w.line, []).append(w.index)
        for i, line in enumerate(mine):
            fresh = tuple(pages[-1].words[k] for k in by_line[i])
            numbered.append(msgspec.structs.replace(line, words=fresh, number=len(numbered)))
    layout = layout_of(numbered)
    gone = [taken if i == 0 else frozenset() for i in range(len(pages))]
    return read_flow(pdf(pages, anchors), layout, gone, Weaver(pages, layout))


def shown(flow: Flow) -> list[tuple[str, str, int]]:
    """Return kind, the first three words and the section of the passages."""
    return [(p.kind, " ".join(p.text.split()[:3]), p.section) for p in flow.passages]


def test_sections_paragraphs_and_the_list() -> None:
    rows = ["*1* *Introduction*", full("One"), full("more"), "", "*2* *Methods*", full("Two"), *LIST]
    flow = flow_of(column(["", *rows], 500))
    assert [(s.number, s.title, s.level, s.parent) for s in flow.sections] == [
        ("1", "Introduction", 1, -1), ("2", "Methods", 1, -1), ("", "References", 1, -1),
    ]  # fmt: skip
    assert shown(flow) == [
        ("heading", "1 Introduction", 0), ("paragraph", "One and so", 0), ("heading", "2 Methods", 1),
        ("paragraph", "Two and so", 1), ("heading", "References", 2),
    ]  # fmt: skip
    (listed,) = flow.bibliographies
    assert (listed.heading, [line.text[:3] for line in listed.lines]) == ("References", ["[1]", "[2]"])


def paragraphs(*rows: str) -> list[str]:
    """Return the first word of each paragraph below a heading."""
    flow = flow_of(column(["", "*1* *Introduction*", "", *rows, "", "*2* *Methods*", full()], 480))
    return [p.text.split()[0] for p in flow.passages if p.kind == "paragraph"][:-1]


def test_paragraphs_begin_with_an_indent_or_a_gap() -> None:
    assert paragraphs(full("One"), full("more"), f"   {full('Two', 90)}", full("more")) == ["One", "Two"]
    assert paragraphs(full("One"), "ends here.", "", full("Two")) == ["One", "Two"]
    assert paragraphs(full("One"), "ends here.", full("goes")) == ["One"]


@pytest.mark.parametrize("second", ["[2], and also", "Catcher and", "goes on"])
@pytest.mark.parametrize("mark", ["•", "–", "3.", "(a)"])
def test_the_second_line_of_a_list_item_hangs_and_goes_on(mark: str, second: str) -> None:
    lines = column(["", "*1* *Introduction*", "", f"{mark} {full('Nets', 90)}", "", "", "*2* *Methods*", full()], 480)
    item = lines[1]
    hanging = printed(second, item.baseline + 12, item.words[1].x0)
    other = printed(f"{mark} {second}", item.baseline + 24)
    flow = flow_of([*lines[:2], hanging, other, *lines[2:]])
    texts = [p.text for p in flow.passages if p.kind == "paragraph"]
    assert texts[0].startswith(f"{mark} Nets")
    assert second in texts[0]


@pytest.mark.parametrize("mark", ["•", "–"])
def test_each_item_of_a_list_is_a_paragraph(mark: str) -> None:
    rows = [full("One"), f"   {mark} Single nets [2]", f"   {mark} Many nets [3]"]
    assert paragraphs(*rows) == ["One", mark, mark]
    inset = [f"   {mark} {full('Single', 80)}", "     and more of them", f"   {mark} Many nets [3]"]
    assert paragraphs(*inset) == [mark, mark]
    assert paragraphs(full("One"), f"{mark} as he said {mark} goes on") == ["One"], "a dash within a sentence"


def test_a_paragraph_goes_on_over_a_page() -> None:
    first = column(["", "*1* *Introduction*", full("One"), full("more")], 600)
    on = [printed(full("goes"), 100, page=2), printed("to its end.", 112, page=2)]
    new = [printed(full("Two"), 100, page=2)]
    ends = [*first[:-1], printed("ends here.", first[-1].baseline)]
    heading = [printed("*2* *Methods*", 180, page=2), printed(full(), 192, page=2)]
    assert next(t for k, t, _ in shown(flow_of([*first, *on, *heading])) if k == "paragraph") == "One and so"
    assert len([1 for k, *_ in shown(flow_of([*first, *on, *heading])) if k == "paragraph"]) == 2
    assert len([1 for k, *_ in shown(flow_of([*ends, *new, *heading])) if k == "paragraph"]) == 3


def test_run_in_titles_are_sections_below_the_heading() -> None:
    rows = [
        "",
        "*1* *One*",
        full(),
        "",
        f"*Data.* {full('', 80)}",
        "",
        f"*More.* {full('', 80)}",
        "",
        "*2* *Two*",
        full(),
    ]
    found = [(s.title, s.level, s.parent, s.run_in) for s in flow_of(column(rows, 480)).sections]
    assert found == [("One", 1, -1, False), ("Data", 2, 0, True), ("More", 2, 0, True), ("Two", 1, -1, False)]
    flow = flow_of(column(rows, 480))
    assert [t for k, t, s in shown(flow) if s == 1] == ["Data. and so"], "the title stays in its paragraph"


def test_a_title_of_a_list_item_is_in_force_within_the_list_only() -> None:
    def sections(indent: str) -> list[tuple[str, int]]:
        items = [f"{indent}• *{title}.* {full('', 80)}" for title in ("Morning", "Night")]
        rows = ["", "*1* *One*", full(), "", f"*Data.* {full('', 80)}", "", *items, "", full("Then")]
        flow = flow_of(column([*rows, "", "*2* *Two*", full()], 480))
        assert [s.title for s in flow.sections][:4] == ["One", "Data", "Morning", "Night"]
        return [(p.text.split()[0], p.section) for p in flow.passages if p.kind == "paragraph"][1:-1]

    assert sections("   ") == [("Data.", 1), ("•", 2), ("•", 3), ("Then", 1)]
    assert sections("")[-1] == ("Then", 3), "bullets at the margin tell no end"


@pytest.mark.parametrize("mark", ["•", "2.", "(b)"])
def test_behind_a_list_its_last_title_is_not_in_force_again(mark: str) -> None:
    def sections(*behind: str, second: str = "     goes on.") -> list[int]:
        item = [f"   {mark} *Night.* {full('', 80)}", second]
        rows = ["", "*1* *One*", full(), "", *item, *behind]
        flow = flow_of(column([*rows, "", "*2* *Two*", full()], 480))
        assert [s.title for s in flow.sections] == ["One", "Night", "Two"]
        return [p.section for p in flow.passages if p.kind == "paragraph"][1:-1]

    indented = (f"    {full('Indented', 90)}", full("goes"))
    assert sections("", full("Then"), "and ends.", *indented) == [1, 0, 0], "left once, left for good"
    assert sections("", *indented) == [1, 0], "its second line stands left of the item"
    assert sections("", *indented, second="goes on at the margin.") == [1, 1], "as the item's own does here"


def test_an_abstract_by_heading_or_by_its_first_word() -> None:
    rows = ["", "*Abstract*", full("We"), "", "*1* *One*", full(), "", "*2* *Two*", full()]
    assert ("abstract", "We and so", 0) in shown(flow_of(column(rows, 480)))
    rows = ["", full("Abstract—We"), "", full("Keywords: a"), "", "*1* *One*", full(), "", "*2* *Two*", full()]
    kinds = [kind for kind, *_ in shown(flow_of(column(rows, 480)))][:2]
    assert kinds == ["abstract", "front"]


def test_a_summary_behind_other_headings_is_no_abstract() -> None:
    rows = ["", "*Soft* *Kites*", full(), "", "*Summary*", full("They"), "", "*Hard* *Kites*", full(), "", "*End*"]
    rows.append(full())
    assert [kind for kind, text, _ in shown(flow_of(column(rows, 480))) if text == "They and so"] == ["paragraph"]
    assert ("abstract", "They and so", 0) in shown(flow_of(column(rows[3:], 480))), "before all others it is one"


def test_words_of_floats_are_left_out() -> None:
    lines = column(["", "*1* *One*", "cell cell", full("Text"), "", "*2* *Two*", full()], 480)
    assert ("paragraph", "cell cell Text", 0) in shown(flow_of(lines))
    assert ("paragraph", "Text and so", 0) in shown(flow_of(lines, frozenset({2, 3})))
    assert ("paragraph", "cell Text and", 0) in shown(flow_of(lines, frozenset({2})))


def test_a_table_of_contents_makes_no_headings() -> None:
    entries = [f"*{n}* *{t}* . . . . . . . . {p}" for n, t, p in ((1, "One", 2), (2, "Two", 3))]
    rows = ["", "*Contents*", *entries, "", "*1* *One*", full(), "", "*2* *Two*", full()]
    flow = flow_of(column(rows, 480))
    assert [s.title for s in flow.sections] == ["Contents", "One", "Two"]
    assert {p.kind for p in flow.passages if ". . ." in p.text} == {"front"}, "kept, but not as text"


def note(text: str, mark: str) -> PrintedLine:
    """Return a footnote with a raised mark."""
    return printed([*words(mark, LEFT, 717, 5.0), *words(text, LEFT + 4, 720, 8.0)], 720, size=8.0)


def test_a_footnote_is_in_the_section_of_its_mark() -> None:
    rows = ["", "*1* *One*", full("Said^1"), "", "*2* *Two*", full(), full()]
    flow = flow_of([*column(rows, 560), note("a note", "1")])
    assert [(t, s) for k, t, s in shown(flow) if k == "footnote"] == [("1 a note", 0)]
    assert flow.passages[-1].kind == "footnote"
    unmarked = flow_of([*column([r.replace("^1", "") for r in rows], 560), note("a note", "1")])
    assert [s for k, _, s in shown(unmarked) if k == "footnote"] == [1], "the last one on its page"


def test_notes_in_the_margin_stand_before_the_text() -> None:
    aside = printed("an aside", 500, 10, column=MARGIN_COLUMN, edges=(10.0, 60.0))
    flow = flow_of([*column(["", "*1* *One*", full(), "", "*2* *Two*", full()], 480), aside])
    assert shown(flow)[0] == ("front", "an aside", -1)


def test_a_list_without_heading_is_found_by_its_labels() -> None:
    listed = [f"[{n}] A. Archer. A title of some words, 20{10 + n}." for n in range(1, 8)]
    flow = flow_of(column(["", "*1* *One*", full(), "", "*2* *Two*", full(), "", *listed], 480))
    (found,) = flow.bibliographies
    assert (found.heading, len(found.lines)) == ("", 7)
    assert not any("[1]" in p.text for p in flow.passages)


@pytest.mark.parametrize(
    ("title", "kept"),
    [("ALLEN, F. and WU, A. (1995). Capital", False), ("ALLEN, F. and others", False), ("Primary sources", True)],
)
def test_an_entry_in_capitals_below_a_lists_name_is_no_heading(title: str, kept: bool) -> None:
    lines = column(["References", title, "and its cost. Elm Press, 1995.", "About the author"])
    headings = [Heading(i, i, "", lines[i].text, 1, False, len(lines[i].words), bibliography=i == 0) for i in (0, 1, 3)]
    assert [h.first for h in without_entries(lines, headings)] == ([0, 1, 3] if kept else [0, 3])
    assert without_entries(lines, headings[1:]) == headings[1:], "above the list it may be one"


def test_the_title_is_no_passage() -> None:
    lines = [
        printed("A Survey of Things", 80, size=18),
        *column(["", "*1* *One*", full(), "", "*2* *Two*", full()], 480),
    ]
    flow = flow_of(lines)
    assert [flow.lines[i].text for i in flow.title] == ["A Survey of Things"]
    assert not any("Survey" in p.text for p in flow.passages)
    assert flow.first_heading == 1


def test_no_lines_no_flow() -> None:
    flow = flow_of([])
    assert (flow.sections, flow.passages, flow.bibliographies) == ((), (), ())


def test_a_sections_box_is_its_headings() -> None:
    rows = ["", "*1* *One*", full(), "", "*2* *Two*", f"*Data.* {full('', 70)}"]
    section = flow_of(column(rows, 480)).sections[0]
    assert [section.box.x0, section.box.y0] == pytest.approx([LEFT, 492 - 0.8 * SIZE])
