"""New rows of lists, written as the rows above them are."""

from __future__ import annotations

import pytest

from surveyrefs.lists.rows import Manner, _padded, bullet, line_end, pipe_row
from surveyrefs.lists.works import Work
from tests.lists.build import listed

WORK = Work("key", "On trees", "Lee et al.", "Elms", "2020", "https://a.org/t", "https://c.org/t")
BARE = Work("key", "On trees", "", "", "", "", "")
PREPRINT = WORK._replace(venue="arXiv", code="")


def row(table: str, work: Work = WORK) -> str:
    """Return the row that is added to a table."""
    read = listed(table)
    return pipe_row(read, read.blocks[0], work, Manner(read))


def item(bullets: str, work: Work = WORK) -> str:
    """Return the bullet that is added below others."""
    read = listed(bullets)
    return bullet(read, read.blocks[0] if read.blocks else None, work, Manner(read))


HEAD = "| Paper | Venue | Year | Code |\n|---|---|---|---|\n"


@pytest.mark.parametrize(
    ("rows", "made"),
    [
        ("| [Oaks](https://a.org/o) | Ash | 2019 | [code](https://c.org/o) |\n",
         "| [On trees](https://a.org/t) | Elms | 2020 | [code](https://c.org/t) |"),
        ("| **[Oaks](https://a.org/o)** | Ash | 2019 | - |\n",
         "| **[On trees](https://a.org/t)** | Elms | 2020 | https://c.org/t |"),
        ("|[Oaks](https://a.org/o)|Ash|2019|-|\n", "|[On trees](https://a.org/t)|Elms|2020|https://c.org/t|"),
        ("  [Oaks](https://a.org/o) | Ash | 2019 | -\n", "  [On trees](https://a.org/t) | Elms | 2020 | https://c.org/t"),
        ("| Oaks | [Ash](https://a.org/o) | 2019 | - |\n",
         "| On trees | [Elms](https://a.org/t) | 2020 | https://c.org/t |"),
    ],
)  # fmt: skip
def test_a_row_of_a_table(rows: str, made: str) -> None:
    assert row(HEAD + rows).strip() == made.strip()


@pytest.mark.parametrize(
    ("rows", "empty"),
    [
        ("| Oaks | Ash | 2019 | x |\n", "-"),
        ("| Oaks | Ash | 2019 | – |\n| Elms | Ash | 2019 | – |\n| Elms | Ash | 2019 | - |\n", "–"),
        ("| Oaks | Ash | 2019 |  |\n", ""),
    ],
)
def test_where_there_is_no_code_stands_what_stands_above(rows: str, empty: str) -> None:
    assert row(HEAD + rows, BARE).split("|")[4].strip() == empty


def test_bars_in_line_stay_so() -> None:
    table = HEAD + "".join(f"| Oaks number {n}   | Ash  | 2019 | -    |\n" for n in range(5))
    made = row(table, BARE._replace(venue="Elm", year="2020"))
    assert made == "| On trees        | Elm  | 2020 | -    |"
    longer = row(table, BARE._replace(title="On trees of all kinds"))
    assert longer.startswith("| On trees of all kinds |")


@pytest.mark.parametrize(
    ("text", "written", "cell"),
    [
        ("Oakoak", [" Elm    "] * 5, " Oakoak "),
        ("Oakoaka", [" Elm    "] * 5, " Oakoaka "),  # a bar further, with blanks on both sides
        ("Oakoakoak", [" Elm    "] * 5, " Oakoakoak "),
        ("Oakoako", ["Elm     "] * 2, "Oakoako "),  # no blank before, nor here
        ("Oak", [" Elm "], " Oak "),
        ("Oak", ["Elm"], "Oak"),
        ("Oak", [" Elm  "], " Oak  "),
        ("Oak", [], " Oak "),
        ("Oak", ["  Elm  ", "  Ash  "], "  Oak  "),
        ("Oa", ["   Elm   ", "  Elms   "], "   Oa    "),  # in the middle
        ("Oa", ["   Elm   ", "   Ash   "], "   Oa    "),  # to the left
        ("Oakoakoa", ["    Elm   ", "    Ash   "], "  Oakoakoa"),
        ("Oak", ["     ", " Elm   ", "     "], " Oak   "),
        ("Oak", [" Elm ", " Elmelm   ", " Elmel "], " Oak "),  # bars that are not in line
    ],
)
def test_a_cell_stands_as_those_above_it(text: str, written: list[str], cell: str) -> None:
    assert _padded(text, written) == cell


@pytest.mark.parametrize(("crooked", "in_line"), [(1, True), (2, False)])
def test_four_rows_in_five_are_in_line(crooked: int, in_line: bool) -> None:
    rows = ["| Oaks number  | Ash | 2019 | - |\n"] * (5 - crooked) + [
        "| Oak of some more letters | Ash | 2019 | - |\n"
    ] * crooked
    made = row(HEAD + "".join(sorted(rows)), BARE)
    assert (made.index("|", 1) == len("| Oaks number  ")) == in_line


def test_an_empty_table_gets_blanks() -> None:
    assert row(HEAD) == "| [On trees](https://a.org/t) | Elms | 2020 | https://c.org/t |"


def test_preprints_have_the_lists_name_of_their_archive() -> None:
    table = HEAD + "| Oaks | ArXiv | 2019 | - |\n| Elms | ArXiv | 2019 | - |\n| Ash | arXiv | 2019 | - |\n"
    assert row(table, PREPRINT).split("|")[2].strip() == "ArXiv"


@pytest.mark.parametrize(
    ("bullets", "made"),
    [
        ("- [Oaks](https://a.org/o), Ash 2019 [[code](https://c.org/o)]\n",
         "- [On trees](https://a.org/t), Elms 2020 [[code](https://c.org/t)]"),
        ("* [Oaks](https://a.org/o) - Ash 2019\n", "* [On trees](https://a.org/t) - Elms 2020 [code](https://c.org/t)"),
        ("3. [Oaks](https://a.org/o), Ash 2019\n", "4. [On trees](https://a.org/t), Elms 2020 [code](https://c.org/t)"),
        ("  - **[Oaks](https://a.org/o)** — Ash 2019\n",
         "  - **[On trees](https://a.org/t)** — Elms 2020 [code](https://c.org/t)"),
        ("- **Oaks**, Ash 2019 [[paper](https://a.org/o)]\n",
         "- **On trees**, Elms 2020 [[paper](https://a.org/t)] [[code](https://c.org/t)]"),
        ("- **Oaks**, Ash 2019 [[paper]](https://a.org/o)\n",
         "- **On trees**, Elms 2020 [[paper]](https://a.org/t) [[code]](https://c.org/t)"),
        ("- [Oaks](https://a.org/o) (Ash 2019)\n", "- [On trees](https://a.org/t) (Elms 2020) [code](https://c.org/t)"),
    ],
)  # fmt: skip
def test_a_bullet(bullets: str, made: str) -> None:
    assert item("# Trees\n\n" + bullets) == made


def test_a_bullet_without_a_model() -> None:
    assert item("# Trees\n\nNothing.\n") == "- [On trees](https://a.org/t), Elms 2020 [code](https://c.org/t)"
    assert item("# Trees\n", BARE) == "- On trees"


@pytest.mark.parametrize(
    ("text", "line", "end"),
    [
        ("a\r\nb\r\n", 2, "\r\n"),
        ("a\nb\r\n", 1, "\n"),
        ("a\r\nb", 2, "\r\n"),
        ("a", 1, "\n"),
        ("", 1, "\n"),
        ("a\r\n", 9, "\r\n"),
    ],
)
def test_line_ends_are_those_around(text: str, line: int, end: str) -> None:
    assert line_end(listed(text), line) == end
