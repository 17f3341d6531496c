"""The real lists, where they are at hand: counts made by hand against the files."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs.cli import main
from surveyrefs.lists.model import PaperList
from surveyrefs.lists.read import read_list
from surveyrefs.lists.read.lines import encode

LISTS = Path(__file__).parent.parent.parent.parent / "shared" / "lists"
FIRST, SECOND, THIRD, HTML = (
    LISTS / f"{name}.md"
    for name in ("002_571755a55fce4fdb", "000_70311de17302f56f", "001_a7f432342279caf6", "004_3f3b97d49471d620")
)
pytestmark = pytest.mark.skipif(not FIRST.is_file(), reason="the real lists (../shared/lists) are not here")


def read(path: Path) -> PaperList:
    return read_list(path.read_bytes(), path.stem)


@pytest.mark.parametrize(
    ("path", "entries", "unread", "headings", "tables"),
    [
        # One hundred and sixteen rows, six of them `[]()`; the row without its leading bar is read.
        (FIRST, 110, 6, 24, 19),
        # One hundred and twenty-two rows in four tables, the last of them right under its heading.
        (SECOND, 122, 0, 7, 4),
        # One hundred and sixty-two rows in the twelve tables that are not empty.
        (THIRD, 162, 0, 30, 24),
        # One hundred table rows of HTML, sixteen of them headers; one heading is HTML, too.
        (HTML, 84, 0, 37, 16),
    ],
)
def test_every_row_is_read(path: Path, entries: int, unread: int, headings: int, tables: int) -> None:
    found = read(path)
    assert len(found.entries) == entries
    assert (
        sum(problem.code in ("paper-list-row-empty", "paper-list-row-unread") for problem in found.problems) == unread
    )
    assert (len(found.headings), len(found.blocks)) == (headings, tables)
    assert sum(len(block.rows) for block in found.blocks) == entries + unread
    assert encode("".join(found.lines)) == path.read_bytes()


def test_headings_make_the_category() -> None:
    assert {entry.category for entry in read(SECOND).entries} == {
        ("Data work stage", "1 Data preparation"), ("Data work stage", "2 Data Pretraining"),
        ("Data work stage", "3 Data Fine-Tuning"), ("Data work stage", "2 Data Instruction-tuning"),
    }  # fmt: skip
    html = read(HTML)
    assert html.arxiv == "2409.06857"
    assert len({entry.category for entry in html.entries}) == 16
    assert html.entries[0].category == (
        "Collaboration", "SMs Enhance LLMs", "Data Curation", "Curating pre-training data",
    )  # fmt: skip
    assert all(entry.venue and entry.year for entry in html.entries), "every row has a badge of venue and year"


def test_the_revisions_differ_as_counted_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    counts = []
    for old, new in ((FIRST, SECOND), (SECOND, THIRD)):
        assert main(["diff", str(old), str(new), "--stat", "--only", "added,removed"]) == 1
        counts.append([int(line.split()[0]) for line in capsys.readouterr().out.splitlines()])
    assert counts == [[37, 29], [32, 12]]
