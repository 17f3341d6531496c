from __future__ import annotations

import msgspec
import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.captions import Caption, best_captions, find_captions
from surveyrefs.parse.embedded.layout.line import Layout, PageLayout, PrintedLine, text_of
from surveyrefs.parse.embedded.pdf.page import Page, PdfLink
from tests.parse.embedded.tables.drawn import SIZE, frame_of, page_of, words_of


def captions_of(
    drawing: str, links: tuple[PdfLink, ...] = (), second: float = SIZE, down: float = 0.0
) -> list[Caption]:
    """Return the captions of a drawing; its second line is set in type of a size of its own, the third further down."""
    words, rules = words_of(drawing)
    words = [
        msgspec.structs.replace(w, y0=w.y0 + down, y1=w.y1 + down, baseline=w.baseline + down) if w.line == 2 else w
        for w in words
    ]
    words = [msgspec.structs.replace(w, size=second) if w.line == 1 else w for w in words]
    lines = []
    for number in sorted({w.line for w in words}):
        row = tuple(w for w in words if w.line == number)
        lines.append(PrintedLine(row, 1, 0, 100.0, 400.0, number))
    page = page_of(words, rules)
    page = Page(1, 612.0, 792.0, page.words, page.rules, (), (), (), links)
    layout = Layout((PageLayout(1, ((100.0, 400.0),), frozenset(), tuple(lines)),), 12.0, 14.0)
    return best_captions(find_captions(frame_of(words, rules), page, layout, ()))


@pytest.mark.parametrize(
    ("label", "kind", "number"),
    [
        ("Table 3: Works and years", "table", "3"),
        ("TABLE IV. Works and years", "table", "IV"),
        ("Table A.2: Works and years", "table", "A.2"),
        ("Fig. 12. A tree of works", "figure", "12"),
        ("*Figure* *S1* A tree of works", "figure", "S1"),
        ("Algorithm 1: Sorting", "other", "1"),
        ("Tabelle 2: Arbeiten und Jahre", "table", "2"),
        ("Tableau 3. Travaux", "table", "3"),
        ("Abbildung 4: Ein Baum", "figure", "4"),
        ("Таблица 2. Работы и годы", "table", "2"),
        ("Рис. 3. Дерево работ", "figure", "3"),
        ("Cuadro 5. Obras y años", "table", "5"),
        ("Tabulka 6: Práce a roky", "table", "6"),
        ("Şekil 7. Bir ağaç", "figure", "7"),
        ("表1 文献", "table", "1"),
        ("2. táblázat: Művek és évek", "table", "2"),
        ("3. ábra. Művek fája", "figure", "3"),
        ("4 lentelė. Darbai ir metai", "table", "4"),
        ("5 pav. Darbų medis", "figure", "5"),
        ("6. tabula. Darbi un gadi", "table", "6"),
        ("7-кесте – Жұмыстар", "table", "7"),
        ("*8.* *TÁBLÁZAT* Művek", "table", "8"),
        ("جدول 9: المؤلفات", "table", "9"),
        ("तालिका 2: रचनाएँ", "table", "2"),
    ],
)
def test_labels_and_numbers(label: str, kind: str, number: str) -> None:
    found = captions_of(label)
    assert [(c.kind, c.number) for c in found] == [(kind, number)]


@pytest.mark.parametrize(
    "label",
    [
        "Continued Table 3", "Table 3 (cont.)", "Table 3 (continued)", "Table 3. Continued", "Continuation of Table 3",
        "Fortsetzung Tabelle 3", "Tabelle 3 (Fortsetzung)", "Tableau 3 (suite)", "Suite du tableau 3",
        "Продолжение таблицы 3", "Tabla 3 (continuación)", "Tabela 3 (continuação)", "Tabella 3 (segue)",
    ],
)  # fmt: skip
def test_captions_that_say_that_a_table_goes_on(label: str) -> None:
    assert [(c.kind, c.number, c.continued) for c in captions_of(label)] == [("table", "3", True)]


def test_a_title_that_begins_like_a_continuation_is_none() -> None:
    assert [c.continued for c in captions_of("Table 3: Suites of tests and continuous methods")] == [False]


def test_running_text_that_begins_with_a_table_is_no_caption() -> None:
    text = """
The works that were compared are listed by their year, as can be seen in
Table 3 shows them in the order in which they were found by the authors.
"""
    assert captions_of(text) == []


def test_a_linked_number_is_a_reference() -> None:
    link = PdfLink(Box(130.0, 99.0, 140.0, 111.0), "table.3", 4, 0.0, 0.0, "", 0)
    assert captions_of("Table 3: Works and years", (link,)) == []
    for x1, caption in ((175.0, False), (177.0, True)):  # three ems behind the number a link covers more than it
        link = PdfLink(Box(130.0, 99.0, x1, 111.0), "table.3", 4, 0.0, 0.0, "", 0)
        assert bool(captions_of("Table 3: Works and years", (link,))) == caption


def test_a_title_below_its_label() -> None:
    (caption,) = captions_of("""
                    TABLE II
      SUMMARY OF WORKS AND OF WHAT THEY DO
""")
    assert [text_of(row) for row in caption.rows] == ["TABLE II", "SUMMARY OF WORKS AND OF WHAT THEY DO"]


@pytest.mark.parametrize(("share", "rows"), [(0.71, 2), (0.69, 1)])
def test_a_title_below_its_label_may_be_somewhat_smaller(share: float, rows: int) -> None:
    (caption,) = captions_of(
        "                    TABLE II\n      SUMMARY OF WORKS AND OF WHAT THEY DO", (), share * SIZE
    )
    assert len(caption.rows) == rows


def test_a_caption_ends_at_the_table() -> None:
    (caption,) = captions_of("""
Table 1: Works
Method          Year          Score
""")
    assert len(caption.rows) == 1


def test_a_caption_ends_at_a_rule() -> None:
    (caption,) = captions_of("""
Table 1: Works and their years, as far as they are
known to the authors of this survey
-----------------------------
Method
""")
    assert len(caption.rows) == 2


def test_continued() -> None:
    found = captions_of("""
Table 7. Works by field

Table 7. Works by field (continued)
""")
    assert [(c.number, c.continued) for c in found] == [("7", False), ("7", True)]


def test_cells_of_a_row_are_no_label() -> None:
    assert [(c.kind, c.number) for c in captions_of("Code 29.8")] == [("other", "29.8")]
    assert captions_of("Code            29.8") == []


@pytest.mark.parametrize(("white", "end", "rows"), [(0.0, ".", 3), (1.5, ".", 2), (1.5, "", 3)])
def test_text_close_below_a_caption_that_has_ended_is_none_of_it(white: float, end: str, rows: int) -> None:
    drawing = f"""
Table 1: Works and their years, as far as they are
known to the authors{end}
We go on with what was said before of these works
"""
    (caption,) = captions_of(drawing, down=white)
    assert len(caption.rows) == rows
