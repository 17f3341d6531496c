"""Titles set in the line."""

from __future__ import annotations

from surveyrefs.parse.embedded.layout.typeface import Body
from surveyrefs.parse.embedded.outline.blocks import HALF_QUAD, QUAD, WIDEST
from surveyrefs.parse.embedded.outline.heading import Heading
from surveyrefs.parse.embedded.outline.runin import MAX_WORDS, OFTEN, find_run_ins
from tests.parse.embedded.build import LEADING, LEFT, SIZE, column, full, printed, words

BODY = Body(SIZE, "Times", LEADING)
SECTION = Heading(0, 0, "1", "Introduction", 1, False, 2)
TEXT = full("", 60)


def run_ins(*texts: str, heading: Heading = SECTION) -> list[tuple[str, int, int]]:
    """Return title, level and number of words of the titles below a heading; each text begins a paragraph."""
    rows = ["1 Introduction"]
    for text in texts:
        rows += ["", text]
    return [(h.title, h.level, h.cut) for h in find_run_ins(column(rows), [heading], BODY)]


def test_bold_at_a_paragraphs_head() -> None:
    assert run_ins(f"*Data.* {TEXT}") == [("Data", 2, 1)]
    assert run_ins(f"*Data* *and* *more:* {TEXT}") == [("Data and more", 2, 3)]
    assert run_ins(f"*Data* — {TEXT}") == [("Data", 2, 1)]
    assert run_ins(f"*Data* *–* {TEXT}") == [("Data", 2, 2)]


def test_italics_and_capitals_only_where_they_come_again() -> None:
    one = f"/Data./ {TEXT}"
    assert run_ins(*[one] * (OFTEN - 1)) == []
    assert len(run_ins(*[one] * OFTEN)) == OFTEN


def test_emphasis_is_no_title() -> None:
    assert run_ins(f"*Data* {TEXT}") == [], "nothing closes it"
    assert run_ins(f"*e.g.* {TEXT}") == []
    assert run_ins("*Data.*") == [], "nothing follows"
    assert run_ins(" ".join(["*word*"] * (MAX_WORDS + 1)) + f"*.* {TEXT}") == []


def test_only_where_a_paragraph_begins() -> None:
    lines = column(["1 Introduction", "", full(), f"*Data.* {TEXT}"])
    assert find_run_ins(lines, [SECTION], BODY) == []
    short = column(["1 Introduction", "", "and so it ended.", f"*Data.* {TEXT}"])
    assert [h.title for h in find_run_ins(short, [SECTION], BODY)] == ["Data"]
    indented = column(["1 Introduction", "", full(), f"   *Data.* {TEXT}"])
    assert [h.title for h in find_run_ins(indented, [SECTION], BODY)] == ["Data"]


def test_a_quad_closes_a_bold_title() -> None:
    title = words("*Data*")
    row = [*title, *words(TEXT, title[-1].x1 + QUAD * SIZE + 1, 124)]
    lines = [printed("1 Introduction"), printed([*words("*Data*", LEFT, 124), *row[1:]], 124)]
    assert [h.title for h in find_run_ins(lines, [SECTION], BODY)] == ["Data"]


def test_half_a_quad_closes_a_title_where_other_blanks_are_narrower_and_a_sentence_begins() -> None:
    def titles(gap: float, text: str) -> list[str]:
        title = words("*High* *banks*", LEFT, 124)
        rest = words(text, title[-1].x1 + gap * SIZE, 124)
        lines = [printed("1 Introduction"), printed([*title, *rest], 124)]
        return [h.title for h in find_run_ins(lines, [SECTION], BODY)]

    half = (HALF_QUAD + QUAD) / 2
    assert titles(half, f"There {TEXT}") == ["High banks"]
    assert titles(half, TEXT) == [], "emphasis within a sentence"
    assert titles(HALF_QUAD - 0.05, f"There {TEXT}") == [], "a word space"


def test_a_bullet_before_a_title() -> None:
    assert run_ins(f"• *Data.* {TEXT}") == [("Data", 2, 2)]


def test_the_mark_of_a_lists_item_before_a_title() -> None:
    for mark in ("1.", "2)", "(3)", "a)", "(iv)", "▶"):
        assert run_ins(f"{mark} *Measure* *first.* {TEXT}") == [("Measure first", 2, 3)]
    assert run_ins(f"100. *Data.* {TEXT}") == run_ins(f"so *Data.* {TEXT}") == []


def test_not_in_a_reference_list_nor_before_the_first_heading() -> None:
    listed = Heading(0, 0, "", "References", 1, False, 1, bibliography=True)
    assert run_ins(f"*Data.* {TEXT}", heading=listed) == []
    assert find_run_ins(column([f"*Data.* {TEXT}"]), [], BODY) == []


def test_a_quad_closes_titles_in_italics_that_come_again() -> None:
    def opened(gap: float, times: int) -> list[str]:
        lines = column(["1 Introduction"])
        for i in range(times):
            title, y = words("/Early/ /counts/", baseline=140 + 30 * i), 140 + 30 * i
            lines.append(printed([*title, *words(TEXT, title[-1].x1 + gap, y)], y, number=i + 1))
        return [h.title for h in find_run_ins(lines, [SECTION], BODY)]

    assert opened(SIZE, OFTEN) == ["Early counts"] * OFTEN
    assert opened(SIZE, OFTEN - 1) == []
    assert opened(0.3 * SIZE, OFTEN) == []


def test_a_title_far_from_the_words_behind_it_stands_beside_its_text() -> None:
    def beside(blank: float, title: str = "*Data* *and* *more*") -> list[bool]:
        head = words(title, LEFT, 300)
        line = printed([*head, *words(TEXT, head[-1].x1 + blank, 300)], 300)
        return [h.run_in for h in find_run_ins([*column(["1 Introduction", ""]), line], [SECTION], BODY)]

    assert beside(QUAD * SIZE + 1) == [True]
    assert beside(WIDEST * SIZE + 1) == [False]
    assert beside(WIDEST * SIZE + 1, "*B*") == [True], "a label"
    assert beside(WIDEST * SIZE + 1, "*CEU* *=* *i* *(1+i)*") == [True], "an equation"
