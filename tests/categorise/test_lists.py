"""A survey that is a nested list of bold topics, made with PyMuPDF."""

from __future__ import annotations

from pathlib import Path

import pytest

from surveyrefs import cli
from surveyrefs.categorise.lists import Line, item_of, topic_of
from surveyrefs.csv_text import csv_to_records
from surveyrefs.model.document import BOLD, ITALIC, Passage, Piece
from surveyrefs.model.link import Callout
from surveyrefs.parse.embedded.pdf.library import pymupdf

TOPICS = (
    (0, "Reviews", "[1, 2]"), (0, "Watering", ""), (1, "Leaf pictures", "[3, 4]"), (1, "Graphs", "[5]"),
    (0, "Planting", ""), (1, "By hand", "[6, 7]"), (1, "By rule", ""), (2, "Rule of thirds", "[8, 9]"),
    (2, "Rule of rows", "[10]"),
)  # fmt: skip
WANTED = {
    "Reviews": {"1", "2"}, "Watering > Leaf pictures": {"3", "4"}, "Watering > Graphs": {"5"},
    "Planting > By hand": {"6", "7"}, "Planting > By rule > Rule of thirds": {"8", "9"},
    "Planting > By rule > Rule of rows": {"10"},
}  # fmt: skip


def review(path: Path, *, bold: bool = True, prose: int = 0) -> Path:
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((72, 90), "A Living Review of Gardening", fontname="hebo", fontsize=16)
    page.insert_text((72, 130), "1 Works by topic", fontname="hebo", fontsize=14)
    page.insert_text((72, 155), "The papers are grouped as follows, and the groups grow with every year.", fontsize=10)
    y = 175.0
    for level, topic, callout in TOPICS:
        x = 80.0 + 18 * level
        page.insert_text((x, y), "•", fontname="helv", fontsize=10)
        page.insert_text((x + 10, y), topic, fontname="hebo" if bold else "helv", fontsize=10)
        width = pymupdf.get_text_length(topic, "hebo" if bold else "helv", 10)
        page.insert_text((x + 13 + width, y), callout, fontname="helv", fontsize=10)
        y += 14
    for n in range(prose):
        page.insert_text(
            (72, y), f"Gardens were dug [{n % 10 + 1}] and dug again in later years [{(n + 3) % 10 + 1}].", fontsize=10
        )
        y += 14
    y += 20
    page.insert_text((72, y), "References", fontname="hebo", fontsize=14)
    for n in range(1, 11):
        y += 14
        page.insert_text(
            (72, y), f"[{n}] A. Author{n}. Gardening with tool {n}. Journal of Gardens, {n}(1):1-9, 2019.", fontsize=10
        )
    pdf.save(path)
    return path


def assigned(path: Path, folder: Path) -> list[dict[str, str]]:
    assert cli.main(["extract", str(path), "-o", str(folder), "-q"]) == 0
    return csv_to_records((folder / path.stem / "assignments.csv").read_text(encoding="utf-8"))


def test_topics_are_categories(tmp_path: Path) -> None:
    found: dict[str, set[str]] = {}
    for row in assigned(review(tmp_path / "living.pdf"), tmp_path / "out"):
        assert row["source"] == "list"
        found.setdefault(row["category"], set()).add(row["printed_label"])
    assert found == WANTED


@pytest.mark.parametrize(("bold", "prose"), [(False, 0), (True, 12)])
def test_plain_items_and_lead_ins_among_prose_are_none(tmp_path: Path, bold: bool, prose: int) -> None:
    rows = assigned(review(tmp_path / "prose.pdf", bold=bold, prose=prose), tmp_path / "out")
    assert rows
    assert {row["source"] for row in rows} == {"section"}


def test_a_formula_in_a_topic_is_part_of_it() -> None:
    def piece(start: int, end: int, style: int) -> Piece:
        return Piece(start, end, 1, 10.0 * start, 0, 10.0 * end, 10, 10, style, 1)

    line = [piece(0, 1, 0), piece(2, 5, ITALIC), piece(6, 13, BOLD), piece(14, 18, 0)]
    assert topic_of(Passage("paragraph", "• W/Z tagging [12]"), line) == "W/Z tagging"
    assert topic_of(Passage("paragraph", "• W/Z tagging holds"), line) == ""
    plain = [piece(0, 1, 0), piece(2, 13, ITALIC), piece(14, 15, BOLD)]
    assert topic_of(Passage("paragraph", "• W/Z tagging x"), plain) == ""


def test_a_callout_over_two_lines_is_of_the_topic_on_the_first() -> None:
    lines = [Line(80, 100, 200, 110, 4), Line(60, 112, 150, 122, 4), Line(60, 124, 150, 134, 5)]
    callout = Callout(1, "[1, 2]", 1, (60.0, 100.5, 199.0, 121.0), "body", -1, -1, -1, -1, -1, "", ())
    assert item_of(callout, lines) == 4
    aside = Callout(1, "[1, 2]", 1, (300.0, 100.5, 320.0, 110.0), "body", -1, -1, -1, -1, -1, "", ())
    assert item_of(aside, lines) == -1
