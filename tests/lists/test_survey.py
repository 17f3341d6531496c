"""A list as the input of the pipeline, and the page and the list made anew."""

from __future__ import annotations

import html.parser
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from surveyrefs.lists.new import awesome_list, parts_of, plain_list
from surveyrefs.lists.page import list_page
from surveyrefs.lists.people import names_of
from surveyrefs.lists.survey import entries_of, run_of
from surveyrefs.lists.works import address, markdown, work_of
from tests.lists.build import HEADER, data, listed, sorted_survey
from tests.versions.survey_maker import reference


def test_each_work_is_one_reference_and_each_entry_a_callout() -> None:
    text = (
        f"# L\n## A\n{HEADER}"
        "| [Quiet motors at night](https://arxiv.org/abs/2301.00001) | arXiv 2023 | https://github.com/q/m |\n"
        f"## B\n### C\n{HEADER}| [Quiet Motors at Night](https://openreview.net/forum?id=q) | ICML 2024 | - |\n"
        "| [Loud motors](https://doi.org/10.1000/loud) | TMLR 2022 | - |\n"
    )
    run = run_of(listed(text))
    first, second = run.references.references
    assert (first.title, first.arxiv, first.container, first.year, first.type) == (
        "Quiet motors at night", "2301.00001", "ICML", "2024", "inproceedings",
    )  # fmt: skip
    assert (first.url, first.extra) == ("https://openreview.net/forum?id=q", {"code": "https://github.com/q/m"})
    assert (second.doi, second.type, second.page) == ("10.1000/loud", "article", 11)
    assert first.key == "anon2024quiet"
    assert [(c.page, c.section, c.targets[0].reference) for c in run.links.callouts] == [
        (5, 1, 0),
        (10, 3, 0),
        (11, 3, 1),
    ]
    first_entry = run.links.callouts[0]
    assert (first_entry.mention, first_entry.marker, first_entry.where) == (1, "Quiet motors at night", "body")
    assert (first_entry.table, first_entry.figure, first_entry.row, first_entry.column, first_entry.node) == (-1,) * 5
    assert [(a.reference, a.category, a.source, a.page) for a in run.categories.assignments] == [
        (0, "A", "list", 5), (0, "B > C", "list", 10), (1, "B > C", "list", 11),
    ]  # fmt: skip
    tops = run.categories.tree
    assert [(top.name, top.references, top.places) for top in tops] == [("A", (0,), ("List",)), ("B", (), ("List",))]
    assert tops[1].children[0].references == (0, 1)
    assert run.categories.keywords == (("A", "B > C"), ("B > C",))
    assert [section.parent for section in run.document.sections] == [-1, -1, -1, 2]


def test_a_number_that_another_work_bears_is_not_taken_where_there_is_a_better_one() -> None:
    text = (
        f"# L\n## A\n{HEADER}| [Quiet motors at night](https://arxiv.org/abs/2301.00001) | 2023 | - |\n"
        "| [Loud engines by day](https://arxiv.org/abs/2301.00001) | 2023 | - |\n"
        "| [Loud engines by day](https://arxiv.org/abs/2301.00002) | 2023 | - |\n"
    )
    run = run_of(listed(text))
    assert [r.arxiv for r in run.references.references] == ["2301.00001", "2301.00002"]
    assert [p.code for p in run.references.problems] == ["paper-list-shared-link"]


def test_what_the_document_carries_is_the_list() -> None:
    found = data("bullets")
    carried = entries_of(run_of(found).document)
    assert [(e.title, e.authors, e.venue, e.year, e.category, e.line, e.arxiv, e.doi) for e in carried] == [
        (e.title, e.authors, e.venue, e.year, e.category, e.line, e.arxiv, e.doi) for e in found.entries
    ]
    assert [[(x.kind, x.url) for x in e.links] for e in carried] == [
        [(x.kind, x.url) for x in e.links] for e in found.entries
    ]


@pytest.mark.parametrize(
    ("text", "families", "others"),
    [
        ("Jane Doe, Max van den Roe and Jim Poe", ["Doe", "van den Roe", "Poe"], False),
        ("Jane Doe*, Max Roe† et al.", ["Doe", "Roe"], True),
        ("Jane Doe & Max Roe, and others", ["Doe", "Roe"], True),
        ("", [], False),
    ],
)
def test_authors(text: str, families: Sequence[str], others: bool) -> None:
    names, more = names_of(text)
    assert [name.family for name in names] == families
    assert more is others


EVIL = reference(
    '"><script>alert(1)</script><img src=x onerror=alert(2)>', key="evil", url="javascript:alert(3)", year="2020",
    container="</td><script>alert(4)</script>", authors="<b>Bold</b>, Jane",
)  # fmt: skip
PLAIN = reference(
    "Quiet motors", key="plain", arxiv="2301.00001", container="", year="2023", extra={"code": "https://github.com/q/m"}
)


class Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_page_runs_no_script_but_its_own() -> None:
    run = sorted_survey({'A <img src="x"> > B': [EVIL, PLAIN]})
    text = list_page(run)
    tags = Tags()
    tags.feed(text)
    names = [tag for tag, _ in tags.seen]
    assert names.count("script") == 1
    assert "img" not in names
    assert not [attrs for _, attrs in tags.seen if any(name.startswith("on") for name in attrs)]
    links = [attrs["href"] for tag, attrs in tags.seen if tag == "a"]
    assert links == ["https://arxiv.org/abs/2301.00001", "https://github.com/q/m"]
    policy = next(attrs["content"] for tag, attrs in tags.seen if attrs.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "&lt;script&gt;alert(1)" in text


def test_the_common_form_of_a_list() -> None:
    run = sorted_survey({"Ears": [PLAIN], "Dogs > Big ones": [EVIL], "Dogs > Big ones > Ears": [PLAIN]})
    text = awesome_list(run, "bullets")
    assert text.startswith("# A Survey of Tests [![Awesome](https://awesome.re/badge.svg)](https://awesome.re)\n")
    assert (
        "- [Ears](#ears)\n- [Dogs](#dogs)\n  - [Big ones](#big-ones)\n    - [Ears](#ears-1)\n"
        "\n## Ears\n\n- [Quiet motors](https://arxiv.org/abs/2301.00001), *Jane Doe, Richard Roe*, arXiv 2023 "
        "[[code]](https://github.com/q/m)\n\n## Dogs\n\n### Big ones\n"
    ) in text
    assert "<script>" not in text.replace("\\<script\\>", "")
    table = plain_list(run)
    assert "| [Quiet motors](https://arxiv.org/abs/2301.00001) | arXiv 2023 | https://github.com/q/m |\n" in table


def test_a_work_of_a_part_is_not_repeated_over_it() -> None:
    run = sorted_survey({"Dogs": [PLAIN, EVIL], "Dogs > Big ones": [EVIL]})
    assert [(part.title, [work.key for work in part.works]) for part in parts_of(run)] == [
        ("Dogs", ["plain"]), ("Big ones", ["evil"]),
    ]  # fmt: skip


def test_works_outside_all_categories_come_last_when_asked_for() -> None:
    run = sorted_survey({"Ears": [PLAIN]}, [EVIL])
    assert [part.title for part in parts_of(run)] == ["Ears"]
    assert [part.title for part in parts_of(run, everything=True)] == ["Ears", "Further works"]


def test_safe_text_and_addresses() -> None:
    assert address("javascript:alert(1)") == ""
    assert address("https://x.org/@lee,@roe") == "https://x.org/@lee,%40roe"  # a name behind a slash calls nobody
    assert address("https://x.org/a b|c(d") == "https://x.org/a%20b%7Cc%28d"
    assert address('https://x.org/"><script>') == "https://x.org/%22%3E%3Cscript%3E"
    assert markdown("a_b *c* [d] |e| <f> `g` &amp; ~h") == "a_b \\*c\\* \\[d\\] \\|e\\| \\<f\\> \\`g\\` \\&amp; \\~h"
    many = reference("T", authors="A, A; B, B; C, C; D, D")
    assert work_of(many).authors == "A A, B B, C C et al."


@pytest.mark.parametrize(
    ("named", "code"), [("", "https://github.com/a/b"), ("https://github.com/c/d", "https://github.com/c/d")]
)
def test_a_link_to_code_is_the_works_code_where_none_is_named(named: str, code: str) -> None:
    extra = {"code": named} if named else {}
    both = replace(reference("Oak"), arxiv="2101.00001", doi="", url="https://github.com/a/b", extra=extra)
    assert work_of(both).code == code
    assert work_of(replace(both, arxiv="", extra={})).code == ""  # it is the work's only link
