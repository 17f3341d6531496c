from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from training import csl
from training.csl_items import draw_habits, settle, to_item
from training.csl_labels import Char, labelled
from training.records import Record
from training.render import Run

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>t</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <macro name="author">
    <names variable="author" suffix=".">
      <name sort-separator=", " initialize-with=". " name-as-sort-order="all" delimiter="; "/>
      <label form="short" prefix=" (" suffix=")"/>
      <substitute><names variable="editor"/></substitute>
    </names>
  </macro>
  <citation><layout><text variable="citation-number"/></layout></citation>
  <bibliography et-al-min="3" et-al-use-first="1">
    <layout suffix=".">
      <text variable="citation-number" suffix=". "/>
      <text macro="author" suffix=" "/>
      <text variable="title" quotes="true" suffix=". "/>
      <text variable="container-title" form="short" font-style="italic" suffix=" "/>
      <group delimiter=", ">
        <date variable="issued"><date-part name="month" form="short" suffix=" "/><date-part name="year"/></date>
        <text variable="volume" font-weight="bold" prefix="vol. "/>
        <group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group>
      </group>
    </layout>
  </bibliography>
</style>
"""
ARTICLE = Record(
    "article",
    "On Things",
    (("Ada Maria", "Berg"), ("Bo", "Lund")),
    year="2012",
    fields={"journal": "Physical Review B", "volume": "12", "pages": "123--129", "month": "May"},
)
BOOK = Record("book", "Things", editors=(("Ada", "Berg"),), year="1999")


@pytest.fixture
def style(tmp_path: Path) -> Path:
    path = tmp_path / "t.csl"
    path.write_text(STYLE, encoding="utf-8")
    return path


def _shown(runs: list[Run]) -> str:
    return "".join(text if label == "O" else f"[{label} {text}]" for text, label, _ in runs)


def _chars(text: str, label: str, edge: bool = False) -> list[Char]:
    return [Char(c, "p", label, edge and i == 0) for i, c in enumerate(text)]


def test_marks_stand_at_the_value_and_numbers_of_entries_are_gone(style: Path) -> None:
    marked = csl.mark_style(style)
    xml = marked.xml.decode()
    assert 'variable="citation-number"' not in xml
    assert f'prefix="vol. &#{ord(csl.OPEN["volume"])};"' in xml
    assert marked.inside


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc prints the styles")
def test_prints_a_list_with_labels(style: Path) -> None:
    rng = random.Random(1)
    habits = draw_habits(rng)._replace(
        science=False, titles=True, short="both", months=1.0, days=0.0, first_page=0.0, sentence_case=False, dois=0.0
    )
    printed = [_shown(runs) for runs in csl.print_list([ARTICLE, BOOK], style, rng, habits)]
    first = "[author Berg, A. M.; Lund, B]. “[title On Things].” [journal Phys. Rev. B] [date May 2012]"
    assert printed == [
        f"{first}, vol. [volume 12], pp. [pages 123–129].",
        "[editor Berg, A]. (ed.). “[title Things].” [date 1999].",
    ]


def test_the_same_generator_prints_the_same(style: Path) -> None:
    habits = draw_habits(random.Random(3))
    items = [to_item("k", ARTICLE, habits, random.Random(4)) for _ in range(2)]
    assert items[0] == items[1]


def test_punctuation_joins_where_marks_were() -> None:
    chars = [
        *_chars("Berg, A.", "author"),
        *_chars(". ", "O", True),
        *_chars("“What?”", "title", True),
        *_chars(". X", "O", True),
    ]
    runs = labelled(chars, ARTICLE, True)
    assert runs is not None
    assert _shown(runs) == "[author Berg, A]. “[title What?]” X"


def test_notes_on_access_dates_and_kinds_of_reports_are_stretched() -> None:
    web = [
        *_chars("World Bank", "author"),
        *_chars(" (last accessed on ", "O"),
        *_chars("3 May 2020", "accessed"),
        *_chars(")", "O"),
    ]
    runs = labelled(web, Record("web", "t"), False)
    assert runs is not None
    assert _shown(runs) == "[author World Bank] ([note last accessed on 3 May 2020])"
    report = [*_chars("Technical Report", "genre"), *_chars(" No. ", "O"), *_chars("12", "number")]
    runs = labelled(report, Record("report", "t"), False)
    assert runs is not None
    assert _shown(runs) == "[genre Technical Report No. 12]"
    thesis = [*_chars("Berg", "author"), *_chars(". PhD thesis, ", "O"), *_chars("MIT", "publisher")]
    runs = labelled(thesis, Record("thesis", "t"), False)
    assert runs is not None
    assert _shown(runs) == "[author Berg]. [genre PhD thesis], [institution MIT]"


def test_other_writings_are_left_out() -> None:
    assert labelled(_chars("Письмо", "title"), ARTICLE, False) is None


def test_fields_that_touch_are_left_out() -> None:
    assert (
        labelled([*_chars("Berg ", "author"), *_chars("2012", "date"), *_chars("2012", "date", True)], ARTICLE, False)
        is None
    )


def test_a_preprints_number_is_one_wherever_it_stands() -> None:
    record = Record("preprint", "t", fields={"arxiv": "2005.15636"})
    runs = labelled([*_chars("arXiv", "publisher"), *_chars(" ", "O"), *_chars("2005.15636", "pages")], record, False)
    assert runs is not None
    assert _shown(runs) == "[journal arXiv] [arxiv 2005.15636]"


def test_lists_of_the_sciences_are_of_articles() -> None:
    paper = Record("inproceedings", "t", (("A", "Berg"),), year="2001", fields={"booktitle": "Proc. X", "pages": "1-2"})
    habits = draw_habits(random.Random(1))
    kinds = [settle(paper, habits._replace(science=True), random.Random(i)).kind for i in range(40)]
    assert kinds.count("article") > kinds.count("inproceedings") > 0
    assert settle(paper, habits._replace(science=False), random.Random(1)) == paper
