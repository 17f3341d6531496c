"""The heading tree."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import Body
from surveyrefs.parse.embedded.outline.heading import Heading
from surveyrefs.parse.embedded.outline.headings import UNHEADED_MIN, find_headings, unheaded_list
from tests.parse.embedded.build import LEADING, LEFT, SIZE, column, full, printed, words

BODY = Body(SIZE, "Times", LEADING)


def bold(text: str) -> str:
    """Return a text in bold."""
    return " ".join(f"*{word}*" for word in text.split())


def page_of(*texts: str) -> list[PrintedLine]:
    """Return lines; `# text` is a bold line with space above it, an empty text a line of running text."""
    rows: list[str] = []
    for text in texts:
        if text.startswith("# "):
            rows += ["", bold(text[2:])]
        else:
            rows.append(text or full())
    return column(rows, 60)


def headings(lines: Sequence[PrintedLine], supports: dict[int, str] | None = None) -> list[tuple[str, str, int]]:
    """Return number, title and level of the headings."""
    return [(h.number, h.title, h.level) for h in find_headings(lines, supports or {}, BODY)]


def test_a_heading_ends_after_six_lines_where_all_that_follows_is_set_like_it() -> None:
    lines = page_of("# 1 A page in bold", *[bold(full("", 104))] * 9, "", "# 2 Methods", "")
    (_, title, _), *_ = headings(lines)
    assert title.count("and so the text of the line") == 5


def test_numbered_headings() -> None:
    lines = page_of("# 1 Introduction", "", "# 1.1 Data", "", "# 2 Methods", "", "# References", "[1] A. Author.")
    assert headings(lines) == [("1", "Introduction", 1), ("1.1", "Data", 2), ("2", "Methods", 1), ("", "References", 1)]
    assert [h.bibliography for h in find_headings(lines, {}, BODY)] == [False, False, False, True]


def test_numbers_in_running_text_are_no_headings() -> None:
    assert headings(page_of("# 1 Introduction", "", "2 more of them", "", "# 2 Methods", "")) == [
        ("1", "Introduction", 1), ("2", "Methods", 1),
    ]  # fmt: skip


def test_a_plain_line_is_a_heading_where_a_destination_begins() -> None:
    lines = column(["", "1 Introduction", full(), "", "2 Methods", full()])
    assert headings(lines) == []
    assert headings(lines, {0: "section.1", 2: "section.2"}) == [("1", "Introduction", 1), ("2", "Methods", 1)]


def test_a_long_heading_takes_several_lines() -> None:
    lines = page_of(
        "# 1 A title of many words that does not fit on a single line of the", bold("col-"), bold("umn"), ""
    )
    assert headings(lines) == [("1", "A title of many words that does not fit on a single line of the column", 1)]
    (found,) = find_headings(lines, {}, BODY)
    assert (found.first, found.last, found.cut) == (0, 2, 1)


def test_hyphens_that_belong_to_a_title_stay() -> None:
    first = "1 A title of so many words that its line is full and all the rest of it on Vision-"
    assert headings(page_of(f"# {first}", bold("Language Models"), ""))[0][1].endswith("on Vision-Language Models")


def test_a_numbered_title_in_the_line() -> None:
    lines = page_of(
        "# 1 Introduction", "", f"{bold('1.1 Data.')} {full('', 60)}", "", f"{bold('1.2 More.')} {full('', 60)}"
    )
    found = find_headings(lines, {}, BODY)
    assert [(h.number, h.title, h.run_in) for h in found] == [
        ("1", "Introduction", False), ("1.1", "Data", True), ("1.2", "More", True),
    ]  # fmt: skip
    assert [h.cut for h in found] == [2, 2, 2]


def test_roman_sections() -> None:
    lines = page_of("# I. INTRODUCTION", "", "# II. METHODS", "", "# A. Data", "", "# III. END", "")
    assert [number for number, _, _ in headings(lines)] == ["I", "II", "II-A", "III"]


def test_an_appendix_with_no_more_than_its_number() -> None:
    lines = page_of("# 1 Introduction", "", "# 2 Methods", "", "# Appendix A", "")
    found = find_headings(lines, {}, BODY)
    assert (found[-1].number, found[-1].title, found[-1].cut) == ("A", "", 2)


def test_an_appendix_with_its_title_on_a_line_of_its_own() -> None:
    lines = page_of("# 1 Introduction", "", "# 2 METHODS", "", "# APPENDIX A", bold("HOW IT WAS DONE"), "")
    supports = {0: "section.1", 2: "section.2", 5: "bookmark.1"}
    assert headings(lines, supports)[-1] == ("A", "HOW IT WAS DONE", 1)
    assert headings(lines)[-1] == ("A", "HOW IT WAS DONE", 1)


def test_known_names_need_no_number() -> None:
    lines = page_of("# Abstract", "", "# 1 Introduction", "", "# 2 Methods", "", "# Acknowledgements", "")
    assert [title for _, title, _ in headings(lines)] == ["Abstract", "Introduction", "Methods", "Acknowledgements"]
    assert headings(page_of("", "introduction", "", "conclusion", "")) == []


def test_documents_without_numbers_have_levels_by_looks() -> None:
    kinds = [(bold("History"), 14.0), (bold("Early days"), 12.0), (full(), SIZE)] * 3
    lines = [printed(text, 60 + 24.0 * i, size=size, number=i) for i, (text, size) in enumerate(kinds)]
    assert [(title, level) for _, title, level in headings(lines)] == [("History", 1), ("Early days", 2)] * 3


def test_lines_set_by_hand_are_titles_within_the_section() -> None:
    lines = page_of("# 1 One", "", "# 2 Two", "", "# By hand", "", "# By hand", "")
    supports = {0: "section.1", 2: "section.2"}
    assert [h.run_in for h in find_headings(lines, supports, BODY)][:2] == [False, False]
    assert all(h.run_in for h in find_headings(lines, supports, BODY)[2:])


def test_a_title_in_mixed_type_is_a_title() -> None:
    lines = page_of("# 1 Introduction", "", "# 2 Methods", "", "# 2.1 Plain counts", "", "")
    x = lines[4]
    mixed = printed([*words("*2.2* *The*", LEFT, 400), *words("α-count", LEFT + 60, 400, style=ITALIC, font="CMMI10"),
                     *words("*of* *frogs*", LEFT + 120, 400)], 400)  # fmt: skip
    frog = words("Rana temporaria", LEFT + 100, 440, style=BOLD | ITALIC)
    species = printed([*words("*2.3* *Counts* *of*", LEFT, 440), *frog, *words("*here*", 320, 440)], 440)
    rows = [*lines, mixed, printed(full(), 412), species, printed(full(), 452)]
    assert [number for number, _, _ in headings(rows)] == ["1", "2", "2.1", "2.2", "2.3"]
    assert headings(rows)[-1][1] == "Counts of Rana temporaria here"
    assert x.words[0].style == BOLD


def test_a_title_of_one_acronym_is_like_the_others() -> None:
    rows = [f"# 2.{n} {title}" for n, title in enumerate(("Early designs", "CNN", "Later designs", "More", "End"), 1)]
    lines = page_of("# 1 Introduction", "", "# 2 Methods", "", *[part for row in rows for part in (row, "")])
    slanted = [
        printed(line.text, line.baseline, style=ITALIC) if line.text.startswith("2.") else line for line in lines
    ]
    assert [number for number, _, _ in headings(slanted)] == ["1", "2", "2.1", "2.2", "2.3", "2.4", "2.5"]


def test_a_chapters_number_stands_above_its_title() -> None:
    def chapter(number: int, title: str, top: float) -> list[PrintedLine]:
        return [
            printed(f"*Chapter* *{number}*", top, size=20), printed(bold(title), top + 40, size=24),
            printed(full(), top + 70),
        ]  # fmt: skip

    items = [printed(f"{n}. *Measure* *first.* and then some words of text", 240.0 + 12 * n) for n in (1, 2, 3)]
    lines = [*chapter(1, "Beginnings", 100), *items, *chapter(2, "Practice", 320), printed("*2.1* *Hardware*", 420),
             printed(full(), 432)]  # fmt: skip
    assert headings(lines) == [("1", "Beginnings", 1), ("2", "Practice", 1), ("2.1", "Hardware", 2)]
    far = [printed("*Chapter* *1*", 100, size=20), printed(bold("Beginnings"), 285, size=24), printed(full(), 315)]
    assert not any(number for number, _, _ in headings(far)), "nine times its size below, a title is another's"


def test_sections_keep_their_numbers_where_those_of_the_chapters_are_lost() -> None:
    item = f"{bold('1. Measure first.')} {full('', 60)}"
    lines = page_of("# Beginnings", "", "# 1.1 Data", "", "# 1.2 Words", "", "# Practice", "", item,
                    item.replace("1.", "2."), "", "# 2.1 Hardware", "", "# 2.2 Software", "")  # fmt: skip
    numbers = [number for number, _, _ in headings(lines) if number]
    assert numbers == ["1.1", "1.2", "2.1", "2.2"]


def test_a_callout_that_ends_a_title_is_of_it() -> None:
    title = "1 The differentiable count of frogs at night in all of the ponds by Burgos and the man called Cane the"
    lines = page_of(f"# {title}", "*[2015]*", "", "# 2 Methods", "")
    assert headings(lines)[0][1].endswith("Cane the [2015]")
    more = page_of(f"# {title}", "*[2015]* *[2016]* *[2017]* *[2018]*", "", "# 2 Methods", "")
    assert headings(more)[0][1].endswith("Cane the"), "a row of figures"
    plain = page_of(f"# {title}", "[2015]", "", "# 2 Methods", "")
    assert headings(plain)[0][1].endswith("Cane the"), "in the text's type it is of the text"


def test_items_of_a_list_are_no_sections_where_headings_have_no_numbers() -> None:
    item = f"{bold('1. Measure first.')} {full('', 60)}"
    lines = page_of("# Early Times", "", "", item, item.replace("1.", "2."), "# Later Times", "", "")
    assert [(number, title) for number, title, _ in headings(lines)] == [("", "Early Times"), ("", "Later Times")]


def test_unnumbered_titles_below_numbered_ones() -> None:
    texts = [("*1* *One*", 14.0), ("*1.1* *Half*", 12.0), ("*High* *banks*", SIZE)]
    kinds = [part for text in texts for part in (text, ("There " + full("", 85), SIZE), (full(), SIZE))]
    lines, y = [], 60.0
    for text, size in [*kinds, *[(t.replace("1", "2", 1), s) for t, s in kinds]]:
        y += 26 if text.startswith("*") else 12
        lines.append(printed(text, y, size=size))
    assert headings(lines) == [
        ("1", "One", 1), ("1.1", "Half", 2), ("", "High banks", 3),
        ("2", "One", 1), ("2.1", "Half", 2), ("", "High banks", 3),
    ]  # fmt: skip


def test_one_sentence_may_be_all_that_stands_below_an_unnumbered_title() -> None:
    titles = [
        ("*1* *One*", 14.0), ("*1.1* *Banks*", 12.0), ("*High* *banks*", SIZE), ("*/Cliffs/*", SIZE),
        ("*Low* *banks*", SIZE), ("*/Rocks/*", SIZE), ("*1.2* *Boats*", 12.0), ("*2* *Two*", 14.0),
    ]  # fmt: skip

    def read(sentence: str) -> list[tuple[str, str, int]]:
        lines, y = [], 60.0
        for text, size in titles:
            style = BOLD | ITALIC if "/" in text else 0
            lines.append(printed(text.strip("*/") if style else text, y, size=size, style=style))
            lines.append(printed(sentence, y + 15, size=SIZE))
            y += 39
        return headings(lines)

    assert read("One sees far [3].") == [
        ("1", "One", 1), ("1.1", "Banks", 2), ("", "High banks", 3), ("", "Cliffs", 4), ("", "Low banks", 3),
        ("", "Rocks", 4), ("1.2", "Boats", 2), ("2", "Two", 1),
    ]  # fmt: skip
    assert [number for number, _, _ in read("far and 3 m")] == ["1", "1.1", "1.2", "2"], "no sentence"


def test_the_list_begins_below_its_name_in_many_languages() -> None:
    spaced = "R E F E R E N C E S"
    for name in ("References", "REFERENCES", "Bibliography", "Literature Cited", "Références", "Works Cited:", spaced):
        (found,) = find_headings(page_of(f"# {name}", "[1] A. Author."), {}, BODY)
        assert found.bibliography
    assert not any(h.bibliography for h in find_headings(page_of("# References to others", ""), {}, BODY))


def test_a_sentence_that_says_references_is_no_heading() -> None:
    assert headings(column([full(), "references", full()])) == []


def entry(number: int) -> str:
    """Return a reference of one line."""
    return f"[{number}] A. Author. A title of some words. A journal, 20{10 + number}."


def test_a_list_without_a_heading() -> None:
    lines = column([full(), *(entry(n) for n in range(1, UNHEADED_MIN + 2))])
    assert unheaded_list(lines)[::UNHEADED_MIN] == [1, UNHEADED_MIN + 1]
    assert unheaded_list(lines[:UNHEADED_MIN]) == [], "too few"
    assert unheaded_list(column([f"[{n}] an item of a list" for n in range(1, 12)])) == [], "no years"
    assert unheaded_list([]) == []


def test_every_heading_lies_within_its_lines() -> None:
    lines = page_of(
        "# 1 Introduction", "", "# 1.1 Data and what it says", "", f"{bold('Note.')} {full('', 60)}", "# References", ""
    )
    for h in find_headings(lines, {}, BODY):
        assert isinstance(h, Heading)
        assert 0 <= h.first <= h.last < len(lines)
        assert 0 < h.cut <= len(lines[h.last].words)


def test_a_numbered_title_in_the_line_ends_in_a_quad() -> None:
    def opened(gap: float) -> list[PrintedLine]:
        title = words("*2.0.1* *Early* *counts*", baseline=172)
        text = words("It is so.", title[-1].x1 + gap, 172)
        return [*page_of("# 1 Waters", "", "# 2 Counts", ""), printed([*title, *text], 172)]

    assert headings(opened(SIZE))[2:] == [("2.0.1", "Early counts", 3)]
    stop = words("*2.0.1* *Frogs.* *Rana*", baseline=172)
    stretched = printed([*stop, *words("is a genus.", stop[-1].x1 + SIZE, 172)], 172)
    before = page_of("# 1 Waters", "", "# 2 Counts", "")
    assert headings([*before, stretched])[2:] == [("2.0.1", "Frogs", 3)], "a stop before a wide blank"
    assert ("2.0.1", "Early counts", 3) not in headings(opened(0.3 * SIZE))


def test_emphasis_in_the_first_sentence_is_no_second_line_of_a_title() -> None:
    slanted = " ".join(f"/{word}/" for word in full("", 60).split())
    lines = column(["", "/1/ /Early/ /counts/", f"  Finally, {slanted}", full(), "", "/2/ /Later/ /counts/", full()])
    assert headings(lines) == [("1", "Early counts", 1), ("2", "Later counts", 1)]


def test_a_number_set_close_to_its_title_is_none_of_it() -> None:
    lines = page_of("# 1.Introduction", "", "# 1.1.Early counts", "", "# 2.Methods", "")
    assert headings(lines) == [("1", "Introduction", 1), ("1.1", "Early counts", 2), ("2", "Methods", 1)]


def test_an_address_is_no_section_where_headings_have_no_numbers() -> None:
    address = printed("/1/ /Department/ /of/ /Ponds,/ /University/ /of/ /Mill/", 40)
    lines = [address, *page_of("# Early Times", "", "", "# Later Times", "", "")]
    assert [(number, title) for number, title, _ in headings(lines)] == [("", "Early Times"), ("", "Later Times")]


def test_a_title_told_by_its_family_alone_ends_where_the_text_begins() -> None:
    rows: list[PrintedLine] = []
    for k, title in enumerate(("1 Early", "1.1 Counts", "2 Late")):
        y = 60 + 48.0 * k
        rows += [printed(words(title, LEFT, y, font="Sans"), y), *(printed(full(), y + 12 * n) for n in (1, 2))]
    assert headings(rows) == [("1", "Early", 1), ("1.1", "Counts", 2), ("2", "Late", 1)]


def test_a_chapters_title_is_in_its_own_type_on_all_its_lines() -> None:
    lines = [
        printed("*Chapter* *1*", 100, size=20), printed(bold("From spawning sites to"), 140, size=24),
        printed(bold("mills and ponds"), 170, size=24), printed(full(), 200), printed("*Chapter* *2*", 300, size=20),
        printed(bold("Practice"), 340, size=24), printed(full(), 370),
    ]  # fmt: skip
    assert headings(lines) == [("1", "From spawning sites to mills and ponds", 1), ("2", "Practice", 1)]


def test_a_starred_section_looks_like_the_sections_and_is_not_set_by_hand() -> None:
    kinds = [("1 One", 14.0), ("2 Two", 14.0), ("3 Three", 14.0), ("Thanks to all", 14.0)]
    lines = []
    for at, (text, size) in enumerate(kinds):
        lines += [printed(bold(text), 60 + 60.0 * at, size=size), printed(full(), 80 + 60.0 * at),
                  printed(full("end."), 92 + 60.0 * at)]  # fmt: skip
    supports = {0: "section.1", 3: "section.2", 6: "section.3"}
    found = find_headings(lines, supports, BODY)
    assert [(h.title, h.run_in) for h in found] == [
        ("One", False), ("Two", False), ("Three", False), ("Thanks to all", False),
    ]  # fmt: skip


def test_a_publishers_bookmarks_do_not_tell_what_is_set_by_hand() -> None:
    lines = page_of("# 1 One", "", "# 2 Two", "", "# Below it", "", "# Below it too", "")
    supports = {0: "bookmark.1", 2: "bookmark.1"}
    assert not any(h.run_in for h in find_headings(lines, supports, BODY))


def test_a_name_in_italics_within_capitals() -> None:
    def line(text: str, baseline: float) -> PrintedLine:
        return printed(text, baseline)

    rows = []
    titles = ["I. HOW FROGS ARE COUNTED", "II. USE OF /Rana/ /temporaria/ IN MILLS", "III. END OF IT"]
    for at, text in enumerate(titles):
        rows += [line(text, 60 + 40.0 * at), line(full(), 80 + 40.0 * at)]
    assert [title for _, title, _ in headings(rows)][1] == "USE OF Rana temporaria IN MILLS"


def test_a_letter_of_a_formula_before_a_bold_title() -> None:
    rows = []
    for at, title in enumerate(["*1.1.* *Plain* *counts.*", "*1.2.* k *-Means* *for* *ponds.*", "*1.3.* *More.*"]):
        rows += [printed(f"{title} {full('', 60)}", 100 + 40.0 * at), printed(full(), 112 + 40.0 * at)]
    lines = [*page_of("# 1. Frogs", ""), *rows]
    assert [(number, title) for number, title, _ in headings(lines)][2] == ("1.2", "k -Means for ponds")


def test_the_article_before_a_title_is_no_number() -> None:
    lines = page_of("# 1 One", "", "# 2 Two", "", "# A Short History of Frogs", "")
    assert [number for number, _, _ in headings(lines)] == ["1", "2", ""]
    apart = printed([*words("*A*", LEFT, 300), *words("*Proofs* *and* *tables*", LEFT + 15, 300)], 300)
    assert [number for number, _, _ in headings([*lines[:-3], apart, printed(full(), 312)])] == ["1", "2", "A"]
