"""Markdown lists: every row an entry or a problem with its line, headings as category, the file kept to the byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveyrefs.lists.model import PaperList
from surveyrefs.lists.read import read_list
from surveyrefs.lists.read.lines import encode
from tests.lists.build import HEADER, data, listed


def rows(found: PaperList) -> list[tuple[int, str, str, str, str]]:
    return [(e.line, " > ".join(e.category), e.title, e.venue, e.year) for e in found.entries]


def kinds(found: PaperList, title: str) -> list[tuple[str, str]]:
    entry = next(e for e in found.entries if e.title == title)
    return [(link.kind, link.url) for link in entry.links]


def codes(found: PaperList) -> list[tuple[str, int]]:
    return [(problem.code, problem.page) for problem in found.problems]


def test_pipe_tables() -> None:
    found = data("pipe")
    assert found.title == "Papers on Quiet Machines"
    assert rows(found) == [
        (13, "Hearing > 1 Ears", "Ears for engines", "arxuv", "2023"),
        (14, "Hearing > 1 Ears", "Listening at night: a study of quiet motors", "arxiv", "2023"),
        (15, "Hearing > 1 Ears", "Hush: counting what is not heard", "41 ICML", ""),
        (16, "Hearing > 1 Ears", "Broken address", "NeurIPS Workshop 2023 / ACL 2024", "2024"),
        (26, "Speaking", "Whispering well", "ICLR (Workshop)", "2022"),
        (27, "Speaking", "Ears for engines", "arXiv", "2023"),
        (31, "Speaking > 2 Shouting", "Shouts", "", ""),
        (33, "Speaking > 2 Shouting", "Left alone", "", ""),
    ]
    assert [e.arxiv for e in found.entries] == [
        "", "2301.00001", "2301.00002", "2301.00003", "", "2301.00004", "", "2301.00005",
    ]  # fmt: skip
    assert found.entries[4].doi == "10.1000/whisper"
    assert kinds(found, "Listening at night: a study of quiet motors")[1] == ("code", "https://github.com/quiet/night")
    assert [kind for kind, _ in kinds(found, "Shouts")] == ["code", "project", "dataset"]
    assert [(h.title, h.contents) for h in found.headings][:3] == [
        ("Papers on Quiet Machines", False), ("Table of Contents", True), ("Hearing", False),
    ]  # fmt: skip
    empty = next(block for block in found.blocks if block.category == ("Hearing", "2 Noses"))
    assert (empty.line, empty.rows, empty.roles) == (20, (), ("title", "venue", "code"))


def test_rows_that_cannot_be_read_are_problems_with_their_line() -> None:
    assert codes(data("pipe")) == [
        ("paper-list-link-malformed", 13), ("paper-list-link-malformed", 16), ("paper-list-row-empty", 17),
        ("paper-list-row-loose", 33),
    ]  # fmt: skip
    assert [p.text for p in data("pipe").problems][:2] == [
        "line 13: https://arxiv.org/abs/... of “Ears for engines”: the address is a placeholder",
        "line 16: https://huggingface.co/ datasets/quiet/broken of “Broken address”: the address has a blank in it",
    ]
    assert codes(listed("# T\n\n| [A b](https://x.org/1) | 2020 |\n")) == [("paper-list-row-unread", 3)]
    assert codes(listed("# T\n## C\n\n- words only\n")) == [("paper-list-row-unread", 4)]


def test_html_tables_with_badges() -> None:
    found = data("html")
    assert (found.title, found.arxiv) == ("Quiet Machines", "2401.12345")
    assert rows(found) == [
        (23, "Hearing > Ears", "Listening at night: a study of quiet & small motors", "NeurIPS", "2023"),
        (33, "Hearing > Ears", "Hush: counting what is not heard", "arXiv", "2023"),
        (45, "Hearing > Ears > Folded away", "Whispering well", "ICLR", "2022"),
        (49, "Hearing > Ears", "Open again", "ICML", "2021"),
    ]
    assert [entry.notes for entry in found.entries[:2]] == [(("Topic", "Night"),), (("Topic", "Night"),)]
    assert kinds(found, "Listening at night: a study of quiet & small motors") == [
        ("arxiv", "https://arxiv.org/abs/2301.00001"), ("code", "https://github.com/quiet/night"),
    ]  # fmt: skip
    assert kinds(found, "Hush: counting what is not heard") == [("paper", "https://openreview.net/forum?id=hush")]
    assert [h.title for h in found.headings][1] == "A Survey of Quiet Machines"
    assert found.problems == ()


def test_bullets() -> None:
    found = data("bullets")
    assert found.title == "Awesome Quiet Machines"
    assert [(e.title, e.authors, e.venue, e.year) for e in found.entries] == [
        ("A survey of quiet machines", "", "ACM Computing Surveys", "2023"),
        ("Better ears for all", "Jane Doe, Max Roe", "", ""),
        ("Ear-Net: Learning to hear", "Jane Doe, Max Roe, and Jim Poe", "NeurIPS", "2022"),
        ("Silence is all you need", "", "ICML", "2021"),
        ("Old ears", "", "ACL", "2023"),
        ("Tricky italic ears: [x] y", "", "ACL", "2023"),
        ("Plain title of a paper", "", "EMNLP", "2020"),
        ("Quoted title: of a paper", "Doe et al", "AAAI", "2024"),
        ("Deep ears", "", "", "2023"),
        ("Deeper ears", "", "NeurIPS", "2023"),
        ("Flat ears", "", "", ""),
        ("Ears in a paragraph", "Jane Doe, Max Roe", "ICLR", "2024"),
    ]
    assert [" > ".join(e.category) for e in found.entries[8:]] == [
        "Methods > Deep", "Methods > Deep > Deeper", "Methods", "Methods",
    ]  # fmt: skip
    assert kinds(found, "Ear-Net: Learning to hear") == [
        ("paper", "https://openreview.net/forum?id=x"), ("project", "https://ear.github.io"),
    ]  # fmt: skip
    assert kinds(found, "Silence is all you need")[1] == ("dataset", "https://zenodo.org/record/1")
    assert codes(found) == [("paper-list-row-unread", 22)]


def test_a_row_of_bold_words_heads_those_below_it() -> None:
    found = listed(f"# T\n## C\n{HEADER}| **Group** | | |\n| [A paper](https://x.org/a) | ICML 2020 | |\n")
    assert rows(found) == [(6, "C > Group", "A paper", "ICML", "2020")]


def test_columns_in_another_order_and_under_other_names() -> None:
    text = (
        "# T\n## C\n| Date | Method | Paper | Code | Venue |\n|--|--|--|--|--|\n"
        "| 2023-04 | X-Net | Nets for x [[pdf]](https://arxiv.org/abs/2304.00001) | [code](https://github.com/x) | X |"
    )
    entry = listed(text).entries[0]
    assert (entry.title, entry.venue, entry.year, entry.arxiv) == ("Nets for x", "X", "2023", "2304.00001")
    assert entry.notes == (("Method", "X-Net"),)
    assert entry.link("code") == "https://github.com/x"


def test_escapes_and_several_looks_in_a_title() -> None:
    text = f"# T\n{HEADER}| [A \\| *b* and `c` \\[d\\]](https://x.org/a) | - | - |\n"
    assert listed(text).entries[0].title == "A | b and c [d]"


def test_a_list_whose_title_is_plain_text() -> None:
    found = listed(
        f"Papers on quiet\n\n## Contents\n\n* [A](#A)\n\n# A\n\n{HEADER}| [P q](https://x.org/a) | - | - |\n"
    )
    assert found.title == "Papers on quiet"
    assert found.entries[0].category == ("A",)


def test_a_heading_with_entries_among_others_of_its_level_is_no_title() -> None:
    found = listed(
        f"# A\n{HEADER}| [P q](https://x.org/a) | - | - |\n# B\n{HEADER}| [R s](https://x.org/b) | - | - |\n"
    )
    assert [e.category for e in found.entries] == [("A",), ("B",)]
    only = listed(f"# A\n{HEADER}| [P q](https://x.org/a) | - | - |\n")
    assert (only.title, only.entries[0].category) == ("A", ())


@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe\x89PNG\r\n\x1a\n" * 20, b"\xef\xbb\xbf", b"| a |", b"|\n|-|\n"])
def test_odd_files_have_no_entries_and_lose_no_byte(data: bytes) -> None:
    found = read_list(data, "odd")
    assert found.entries == ()
    assert encode("".join(found.lines)) == data


def test_bytes_that_are_no_utf8_are_a_problem_and_stay() -> None:
    text = f"# T\n{HEADER}| [Caf\xe9 machines](https://x.org/a) | - | - |\n".encode("latin-1")
    found = read_list(text, "latin")
    assert codes(found) == [("paper-list-encoding", 4)]
    assert encode("".join(found.lines)) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_change_nothing(end: str, start: str) -> None:
    text = data("pipe")
    changed = start + "".join(text.lines).replace("\n", end).rstrip(end)
    found = read_list(changed.encode(), "pipe")
    assert rows(found) == rows(text)
    assert codes(found) == codes(text)
    assert "".join(found.lines) == changed


def test_tabs_within_rows_are_blanks() -> None:
    found = listed(f"# T\n{HEADER}|\t[A paper](https://x.org/a)\t|\tICML 2020\t|\t-\t|\n")
    assert rows(found) == [(4, "", "A paper", "ICML", "2020")]


PIECES = (
    "# ", "## A\n",
    "|", " | ", "\n", "[t](u)", "<td>", "<tr>", "</table>", "<table>", "- ", "  ", "x", "é", "\r", "---",
    "<li>", "**b**", "\x00", "](",
)  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(MARKDOWN | st.text())
def test_any_text_is_read_without_failing_and_kept(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    found = read_list(data, "any")
    assert encode("".join(found.lines)) == data
    assert all(1 <= entry.line <= entry.end <= len(found.lines) for entry in found.entries)
    assert all(entry.title for entry in found.entries)


def test_an_item_of_html_ends_on_its_last_line() -> None:
    for text, end in (("<li>[t](u) A\n", 1), ("<ul>\n<li>[t](u) A\nand B</li>\n</ul>\n", 3)):
        found = read_list(text.encode(), "html")
        assert [entry.end for entry in found.entries] == [end]


TABLE = "| Title | Year |\n| --- | --- |\n| Oaks | 2020 |\n"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Trees\n\n{TABLE}", "Trees"),
        (f"# Trees\n\n{TABLE}\n## Oaks\n\n{TABLE}", "Trees"),
        (f"# Trees\n\n{TABLE}\n# Oaks\n\n{TABLE}", ""),  # one of several that have entries
        (f"# Trees\n\n# Oaks\n\n{TABLE}", "Trees"),
        (f"# Trees\n\n## Small\n\n{TABLE}\n# Oaks\n\n{TABLE}", "Trees"),
        (f"## Trees\n\n{TABLE}", ""),
        (f"# Contents\n\n# Trees\n\n{TABLE}", ""),
    ],
)
def test_the_title_of_a_list_is_its_first_heading_without_entries_or_its_only_one(text: str, title: str) -> None:
    assert listed(text).title == title


@pytest.mark.parametrize(("span", "years"), [("", 1), (' rowspan="1"', 1), (' rowspan="2"', 2), (' rowspan="3"', 3)])
def test_a_cell_counts_for_as_many_rows_as_it_spans(span: str, years: int) -> None:
    rows_below = "".join(f"<tr><td>Oak of kind {n}</td></tr>" for n in "BCD")
    text = f"<table><tr><th>Year</th><th>Title</th></tr><tr><td{span}>2020</td><td>Oak of kind A</td></tr>{rows_below}"
    found = {e.title: e.year for e in listed(text + "</table>").entries}
    assert sum(year == "2020" for year in found.values()) == years, found


def test_bullets_below_one_heading_are_one_block_and_a_table_parts_them() -> None:
    def bullet(title: str) -> str:
        return f"- [{title}](https://a.org/{title}) 2020\n"

    text = f"# Trees\n\n## Oaks\n\n{bullet('Ash')}{bullet('Elm')}\n{TABLE}\n{bullet('Fir')}\n## Elms\n\n{bullet('Yew')}"
    found = listed(text)
    assert [(b.kind, b.category[-1], [line for line, _ in b.rows]) for b in found.blocks] == [
        ("bullets", "Oaks", [5, 6]), ("pipe", "Oaks", [10]), ("bullets", "Oaks", [12]), ("bullets", "Elms", [16]),
    ]  # fmt: skip
    assert [e.block for e in found.entries] == [0, 0, 1, 2, 3]
