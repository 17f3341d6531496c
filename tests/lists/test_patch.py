"""Missing works put into a list: their rows only, in the table's own manner; reading and writing back is exact."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs.lists.check import set_beside
from surveyrefs.lists.new import Style, awesome_list, plain_list
from surveyrefs.lists.patch import patched
from surveyrefs.lists.read import read_list
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run
from surveyrefs.text.similarity import fold
from tests.lists.build import data, listed, sorted_survey
from tests.versions.survey_maker import reference

NIGHT = reference(
    "Listening at night: a study of quiet motors", key="night", arxiv="2301.00001", year="2023", container=""
)
HUSH = reference("Hush: what is not heard", key="hush", arxiv="2301.00002", year="2024", container="")
NEW = reference("A new [ear] for | machines", key="new", arxiv="2305.00009", year="2025", container="")
CODED = reference(
    "Noise with code", key="coded", year="2022", doi="10.1000/noise", extra={"code": "https://github.com/n/o"},
    container="Proceedings of the 39th International Conference on Machine Learning",
)  # fmt: skip


def survey(*works: Reference, category: str = "Ears") -> Run:
    return sorted_survey({category: works})


def added_lines(text: str, run: Run) -> list[str]:
    patch = patched(listed(text), run)
    new = patch.data.decode()
    lines = list(difflib.ndiff(text.splitlines(keepends=True), new.splitlines(keepends=True)))
    assert not [line for line in lines if line.startswith("- ")], "nothing else changes"
    again = patched(read_list(patch.data, "list"), run)
    assert (again.data, again.added) == (patch.data, ()), "a second call changes nothing"
    return [line[2:].rstrip("\r\n") for line in lines if line.startswith("+ ")]


def padded(paper: str, published: str, code: str) -> str:
    """Return a row as editors lay tables out: bars in line."""
    return f"| {paper:<84} | {published:<12} | {code:<12} |"


PADDED = "\n".join([
    "# L", "## Ears", "",
    padded("Paper", "Published in", "Code/Project"),
    f"| {'-' * 84} |:------------:|:------------:|",
    padded("[Hush: what is not heard](https://arxiv.org/abs/2301.00002)", "arxiv 2024", "-"),
    padded("[Listening at night: a study of quiet motors](https://arxiv.org/abs/2301.00001)", "arxiv 2023", "-"),
    "", "Other text", "",
])  # fmt: skip


def test_one_new_reference_is_one_new_line_with_bars_in_line() -> None:
    assert added_lines(PADDED, survey(NIGHT, HUSH, NEW)) == [
        padded("[A new \\[ear\\] for \\| machines](https://arxiv.org/abs/2305.00009)", "arxiv 2025", "-")
    ]


@pytest.mark.parametrize(
    ("row", "new"),
    [
        (
            "|[Hush: what is not heard](https://arxiv.org/abs/2301.00002)|arxiv 2024|-|",
            "|[Noise with code](https://doi.org/10.1000/noise)|ICML 2022|https://github.com/n/o|",
        ),
        (
            "| [Hush: what is not heard](https://arxiv.org/abs/2301.00002) |     arxiv 2024      |    -    |",
            "| [Noise with code](https://doi.org/10.1000/noise) |     ICML 2022      |    https://github.com/n/o    |",
        ),
        (
            "[Hush: what is not heard](https://arxiv.org/abs/2301.00002) | arXiv 2024 | [link](https://github.com/h)",
            "[Noise with code](https://doi.org/10.1000/noise) | ICML 2022 | [link](https://github.com/n/o)",
        ),
        (
            "| **[Hush: what is not heard](https://arxiv.org/abs/2301.00002)** | arXiv 2024 | - |",
            "| **[Noise with code](https://doi.org/10.1000/noise)** | ICML 2022 | https://github.com/n/o |",
        ),
    ],
)
def test_a_row_takes_the_dress_of_the_last_one(row: str, new: str) -> None:
    text = f"# L\n## Ears\n| Paper | Published in | Code |\n|---|---|---|\n{row}\n"
    assert added_lines(text, survey(HUSH, CODED)) == [new]


def test_columns_in_the_table_s_own_order() -> None:
    text = (
        "# L\n## Ears\n| Year | Title | Authors | Topic | Link | Venue |\n|--|--|--|--|--|--|\n"
        "| 2024 | Hush: what is not heard | Jane Doe | Quiet | [PDF](https://arxiv.org/abs/2301.00002) | arXiv |\n"
    )
    assert added_lines(text, survey(HUSH, CODED)) == [
        "| 2022 | Noise with code | Jane Doe, Richard Roe |  | [PDF](https://doi.org/10.1000/noise) | ICML |"
    ]


def test_an_empty_table_and_an_empty_heading() -> None:
    text = "# L\n## Ears\n\n| Paper | Published in | Code |\n|---|---|---|\n\n## Noses\n\ntext\n"
    run = sorted_survey({"Ears": [HUSH], "Noses": [NIGHT, CODED]})
    assert added_lines(text, run) == [
        "| [Hush: what is not heard](https://arxiv.org/abs/2301.00002) | arXiv 2024 | - |",
        "| Paper | Published in | Code |",
        "|---|---|---|",
        "| [Listening at night: a study of quiet motors](https://arxiv.org/abs/2301.00001) | arXiv 2023 | - |",
        "| [Noise with code](https://doi.org/10.1000/noise) | ICML 2022 | https://github.com/n/o |",
        "",
    ]


@pytest.mark.parametrize(
    ("row", "new"),
    [
        (
            "- [Hush: what is not heard](https://arxiv.org/abs/2301.00002) — arXiv 2024",
            "- [Noise with code](https://doi.org/10.1000/noise) — ICML 2022 [code](https://github.com/n/o)",
        ),
        (
            "* **Hush: what is not heard**, *Jane Doe, Max Roe*, arXiv 2024, [[paper]](https://arxiv.org/abs/2301.00002)",
            "* **Noise with code**, *Jane Doe, Richard Roe*, ICML 2022 [[paper]](https://doi.org/10.1000/noise) [[code]](https://github.com/n/o)",
        ),
        (
            "3. [Hush: what is not heard](https://arxiv.org/abs/2301.00002) (arXiv 2024)",
            "4. [Noise with code](https://doi.org/10.1000/noise) (ICML 2022) [code](https://github.com/n/o)",
        ),
    ],
)
def test_bullets_take_the_dress_of_the_last_one(row: str, new: str) -> None:
    assert added_lines(f"# L\n## Ears\n{row}\n\nEnd\n", survey(HUSH, CODED)) == [new]


def test_html_rows_take_the_tags_of_the_last_one() -> None:
    found = data("html")
    run = sorted_survey({"Ears": [CODED]})
    text = (
        "".join(found.lines)
        .replace(' rowspan="2"', "")
        .replace('\n\n    <td><a href="https://openreview', '\n    <td>Night</td>\n    <td><a href="https://openreview')
    )
    new = added_lines(text, run)
    assert new == [
        "  <tr>",
        "    <td>Noise with code</td>",
        "    <td> </td>",
        '    <td><a href="https://doi.org/10.1000/noise">',
        '      <img src="https://img.shields.io/badge/PDF-ICML 2022-10868" alt="PDF Badge">',
        "      </a></td>",
        '    <td><a href="https://github.com/n/o">',
        (
            '  <img src="https://img.shields.io/badge/GitHub-%23121011.svg?logo=github&logoColor=white" '
            'alt="PDF Badge"></a> </td>'
        ),
        "  </tr>",
    ]


def test_html_in_a_title_is_text() -> None:
    evil = reference("<script>alert(1)</script> & more", key="evil", arxiv="2305.00001", container="")
    text = (
        "# L\n## Ears\n<table>\n<tr><th>Title</th><th>Link</th></tr>\n"
        '<tr>\n<td>Hush: what is not heard</td>\n<td><a href="https://arxiv.org/abs/2301.00002">PDF</a></td>\n</tr>\n</table>\n'
    )
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</td>" in added_lines(text, survey(HUSH, evil))


def test_a_work_without_heading_is_left_out_and_named() -> None:
    patch = patched(listed("# L\n## Noses\n\n| Paper |\n|---|\n"), survey(HUSH))
    assert (patch.added, patch.homeless) == ((), ("hush",))


def test_of_two_headings_of_one_name_that_with_rows_takes_the_work() -> None:
    text = "# L\n## Ears\n| Paper | Year |\n|---|---|\n## Other\n### Ears\nwords\n"
    assert added_lines(text, survey(HUSH)) == ["| [Hush: what is not heard](https://arxiv.org/abs/2301.00002) | 2024 |"]


def test_the_nearest_heading_over_a_category_takes_its_works() -> None:
    run = sorted_survey({"Machines > Ears > Left": [HUSH]})
    assert len(added_lines("# L\n## Machines\n### Ears\n| Paper | Year |\n|---|---|\n", run)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_and_a_last_line_without_end_keeps_its_want(end: str) -> None:
    text = "# L\n## Ears\n| Paper | Year |\n|---|---|\n| [Hush: what is not heard](https://x.org/h) | 2024 |"
    source = ("\ufeff" + text.replace("\n", end)).encode()
    patch = patched(read_list(source, "l"), survey(HUSH, NEW))
    row = "| [A new \\[ear\\] for \\| machines](https://arxiv.org/abs/2305.00009) | 2025 |"
    assert patch.data == source + end.encode() + row.encode()


def test_a_title_that_no_reader_could_find_again_is_not_added() -> None:
    odd = reference("Code", key="odd", arxiv="", container="", year="2020", url="https://x.org/code")
    patch = patched(listed(PADDED), survey(NIGHT, HUSH, odd))
    assert (patch.added, patch.homeless) == ((), ("odd",))


TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


@given(st.lists(TITLES, min_size=1, max_size=4), st.sampled_from(["table", "bullets"]))
def test_any_title_is_written_so_that_it_is_read_again(titles: list[str], style: Style) -> None:
    works = [
        reference(f"Zebras {title} motors", key=f"k{n}", arxiv=f"2301.{10000 + n}", container="", authors="")
        for n, title in enumerate(titles)
    ]
    run = survey(*works)
    for text in (plain_list(run, style), awesome_list(run, style)):
        found = read_list(text.encode(), "l").entries
        assert [fold(e.title) for e in found] == [fold(r.title) for r in works]
        assert [(e.arxiv, e.year, e.category) for e in found] == [(r.arxiv, "2020", ("Ears",)) for r in works]


@settings(max_examples=40)
@given(st.lists(TITLES, min_size=1, max_size=4))
def test_patching_is_idempotent_whatever_the_titles(titles: list[str]) -> None:
    works = [reference(title, key=f"k{n}", arxiv=f"2301.{10000 + n}", container="") for n, title in enumerate(titles)]
    run = survey(HUSH, *works)
    patch = patched(listed(PADDED), run)
    again = patched(read_list(patch.data, "list"), run)
    assert (again.data, again.added) == (patch.data, ())
    missing = {run.references.references[n].key for n in set_beside(read_list(patch.data, "l"), run).missing}
    assert missing == set(patch.homeless)
    assert patch.data.startswith(PADDED.encode()[: PADDED.index("\n\nOther")])


HUSHED = "[Hush: what is not heard](https://arxiv.org/abs/2301.00002)"
HEARD = "[Listening at night: a study of quiet motors](https://arxiv.org/abs/2301.00001)"
CODE = "[Noise with code](https://doi.org/10.1000/noise)"
FAR_TABLE = "## Mouths\n\n|Title|Year|Venue|\n|---|---|---|\n|[Z](https://a.org/z)|2020|Elms|\n\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "rows", "added"),
    [
        ("", ["| Paper | Year |", "| --- | --- |", f"| {HUSHED} | 2024 |"],
         ["| Paper | Year |", "| --- | --- |", f"| {HEARD} | 2023 |", f"| {CODE} | 2022 |"]),
        ("", [f"- {HUSHED}, 2024"],
         [f"- {HEARD}, arXiv 2023", f"- {CODE}, ICML 2022 [code](https://github.com/n/o)"]),
        (FAR_TABLE, ["", "", "", "| Paper | Year |", "| --- | --- |", f"| {HUSHED} | 2024 |"],  # the nearer
         ["|Title|Year|Venue|", "|---|---|---|", f"|{HEARD}|2023|arXiv|", f"|{CODE}|2022|ICML|"]),
    ],
)  # fmt: skip
def test_an_empty_heading_gets_a_table_or_bullets_as_the_list_has(
    before: str, rows: list[str], added: list[str], end: str
) -> None:
    run = sorted_survey({"Ears": [NIGHT, CODED], "Noses": [HUSH]})
    head, tail = f"# L\n\n{before}## Ears\n\n", "\n".join(["## Noses", "", *rows, ""])
    patch = patched(read_list((head + tail).replace("\n", end).encode(), "list"), run)
    assert patch.data.decode() == (head + "\n".join([*added, "", tail])).replace("\n", end)
    assert (patch.added, patch.homeless) == (("night", "coded"), ())
