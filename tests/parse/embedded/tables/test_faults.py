"""Kinds of tables that were once read wrong, each printed on a page of its own."""

from __future__ import annotations

from pathlib import Path

from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.read import read_pdf
from tests.parse.embedded.tables.printed import Printer, floats_of, table_of

FOUR = (100.0, 220.0, 330.0, 440.0)
BOX = (95.0, 515.0)


def framed(p: Printer, top: float, head: float, bottom: float, x0: float = BOX[0], x1: float = BOX[1]) -> None:
    """Print a caption above, and the rules of a table whose header ends at `head`."""
    p.put(200, top - 10, "Table 1: Things that were compared")
    for y in (top, head, bottom):
        p.rule(y, x0, x1)


def test_a_lone_dash_is_a_cell_and_no_hyphen(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 264)
        p.row(211, FOUR, ("Method", "Source", "Made data", "Date"))
        p.row(227, FOUR, ("Rest [3]", "a list, etc.", "-", "2014"))
        p.row(238, FOUR, ("Rest-EM [4]", "b list", "synthetic leaf", "2015"))
        p.row(249, FOUR, ("Proof [5]", "notes", "-", "2016"))
        p.row(260, FOUR, ("Prune [6]", "more notes", "pruning set", "2017"))

    _, rows = table_of(tmp_path, draw)
    assert [cells[:3] for _, cells in rows] == [
        ["Rest [3]", "a list, etc.", "-"], ["Rest-EM [4]", "b list", "synthetic leaf"],
        ["Proof [5]", "notes", "-"], ["Prune [6]", "more notes", "pruning set"],
    ]  # fmt: skip


def test_labels_in_the_middle_do_not_close_the_white_between_columns(tmp_path: Path) -> None:
    places = (100.0, 190.0, 235.0, 275.0, 315.0, 355.0, 420.0)

    def draw(p: Printer) -> None:
        framed(p, 200, 216, 310)
        p.row(211, places, ("Dataset", "Skill", "Objects", "Size", "Real", "Scale", "Sense"))
        for y, label in ((227, "Early Geometric Grasping"), (260, "Grasping in Very Crowded Beds"), (293, "Hands")):
            p.center(305, y, label, "tibo")
        for y, name in ((238, "Leaf [1]"), (249, "Root [2]"), (271, "Bark [3]"), (282, "Twig [4]"), (304, "Moss [5]")):
            p.row(y, places, (name, "grasp", "one", "240", "yes", "1k", "RGB"))

    header, rows = table_of(tmp_path, draw)
    assert header == ("Dataset", "Skill", "Objects", "Size", "Real", "Scale", "Sense")
    assert [groups for groups, _ in rows] == [
        *2 * [("Early Geometric Grasping",)], *2 * [("Grasping in Very Crowded Beds",)], ("Hands",),
    ]  # fmt: skip


def test_years_in_a_row_of_their_own_are_labels(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 286)
        p.row(211, FOUR, ("Publication", "Method", "Focus", "Data"))
        for y, year in ((227, "2014"), (260, "2016")):
            p.put(100, y, year)
        for y, name in ((238, "Alder [1]"), (249, "Cedar [2]"), (271, "Fir [4]"), (282, "Gorse [5]")):
            p.row(y, FOUR, (name, "leaf count", "dry season", "pictures"))

    _, rows = table_of(tmp_path, draw)
    assert [groups for groups, _ in rows] == [("2014",), ("2014",), ("2016",), ("2016",)]


def test_text_across_the_table_at_its_end_is_a_row_and_no_label(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 314)
        p.row(211, FOUR, ("Author", "Place", "Form", "Data"))
        for i, name in enumerate(("Alder [1]", "Cedar [2]", "Dogwood [3]", "Fir [4]")):
            p.row(227 + 11 * i, FOUR, (name, "a shelf", "Perl", "yes"))
        p.put(100, 276, "The code was named in the paper and could not be found.", "tiit")
        p.put(100, 290, "Gorse [5] Mosser, Juniper [6] Froster, Kapok and Larch [7] Seeder, Maple and many [8] Shader,")
        p.put(100, 301, "Nettle and Oak [9] Netter, Pine [10] Mossrule, Quince [11] Barkbook")

    header, rows = table_of(tmp_path, draw)
    assert header == ("Author", "Place", "Form", "Data")
    groups, cells = rows[-1]
    assert groups == ("The code was named in the paper and could not be found.",)
    assert cells[0].startswith("Gorse [5] Mosser, Juniper [6]")
    assert cells[0].endswith("Quince [11] Barkbook")
    assert len(rows) == 5


def test_a_label_at_a_tables_end_is_not_lost(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 264)
        p.row(211, FOUR, ("Author", "Place", "Form", "Data"))
        for i, name in enumerate(("Alder [1]", "Cedar [2]", "Dogwood [3]")):
            p.row(227 + 11 * i, FOUR, (name, "a shelf", "Perl", "yes"))
        p.put(100, 260, "Others are at hand", "tibo")

    _, rows = table_of(tmp_path, draw)
    assert rows[-1] == ((), ["Others are at hand", "", "", ""])


def test_an_outer_frame_is_no_box_around_one_header_cell(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 228, 266)
        p.down(BOX[0], 200, 266)
        p.down(BOX[1], 200, 266)
        p.row(211, FOUR, ("Author", "Basis", "Gain that was", "Experimental"))
        p.row(222, FOUR[2:], ("measured", "parameters"))
        for i, name in enumerate(("Alder [1]", "Cedar [2]", "Dogwood [3]")):
            p.row(239 + 11 * i, FOUR, (name, "counting", "quick", "season"))

    header, _ = table_of(tmp_path, draw)
    assert header == ("Author", "Basis", "Gain that was measured", "Experimental parameters")


def test_cells_that_stick_out_do_not_join_columns_that_begin_at_one_place(tmp_path: Path) -> None:
    places = (100.0, 176.0, 300.0, 440.0)

    def draw(p: Printer) -> None:
        framed(p, 200, 216, 293)
        p.row(211, places, ("Work", "Main goal", "Way", "Evidence"))
        works = ("Leafer (2014) [1]", "Barklive (2016) [3]", "TwigXY (2016) [4]", "Moss (2017) [5]", "Reed (2017) [6]")
        for i, work in enumerate(works):
            p.row(227 + 11 * i, places, (work, "light browsing", "graphs", "a study"))
        p.row(282, places, ("Frostexplorer (2017) [7]", "slow exploring", "search", "a tool"))

    header, rows = table_of(tmp_path, draw)
    assert header == ("Work", "Main goal", "Way", "Evidence")
    assert [cells[1] for _, cells in rows[:5]] == ["light browsing"] * 5
    assert [cells[0] for _, cells in rows[:3]] == ["Leafer (2014) [1]", "Barklive (2016) [3]", "TwigXY (2016) [4]"]


def test_a_stretched_line_makes_no_column(tmp_path: Path) -> None:
    places = (100.0, 220.0, 350.0)

    def draw(p: Printer) -> None:
        framed(p, 200, 216, 320)
        p.row(211, places, ("Method", "Source", "Date"))
        y = 227.0
        for lines, source in (
            (("Genie [1]",), "leaves"), (("Query|in-", "quiring [3]"), "seeds"), (("Twig [4]",), "stems"),
            (("Modal|self-", "instruct [5]"), "words"), (("Core [9]",), "film"), (("Anyroot [7]",), "topics"),
        ):  # fmt: skip
            p.row(y, places[1:], (source, "2015"))
            for line in lines:
                first, _, last = line.partition("|")
                p.put(100, y, first)
                if last:
                    p.center(190 - 2.2 * len(last), y, last)
                y += 11

    header, rows = table_of(tmp_path, draw)
    assert header == ("Method", "Source", "Date")
    assert [cells[0] for _, cells in rows] == [
        "Genie [1]", "Query inquiring [3]", "Twig [4]", "Modal self-instruct [5]", "Core [9]", "Anyroot [7]",
    ]  # fmt: skip


def test_a_label_of_one_row_beside_labels_of_several_is_a_group(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 298)
        p.row(211, FOUR[1:], ("Kind", "Method", "Source"))
        p.put(100, 246, "Distilled")
        p.put(220, 238, "Text")
        p.put(220, 260, "Image")
        p.put(100, 282, "Augmented")
        p.put(220, 277, "Text")
        p.put(220, 293, "Image")
        p.rule(252, 215, BOX[1])
        p.rule(264, *BOX)
        p.rule(285.5, 215, BOX[1])
        for y, name in (
            (227, "A [1]"),
            (238, "B [2]"),
            (249, "C [3]"),
            (260, "D [4]"),
            (272, "E [5]"),
            (282.5, "F [6]"),
            (293, "G [7]"),
        ):
            p.row(y, FOUR[2:], (name, "leaves"))

    _, rows = table_of(tmp_path, draw)
    assert rows[3][0] == ("Distilled", "Image")
    assert rows[0][0] == ("Distilled", "Text")
    assert rows[4][0] == ("Augmented", "Text")


def test_a_label_between_the_lines_of_four_rows_is_no_shared_cell(tmp_path: Path) -> None:
    places = (100.0, 190.0, 270.0, 360.0, 440.0)

    def draw(p: Printer) -> None:
        framed(p, 200, 216, 280)
        p.row(211, places, ("Way", "Kind", "Method", "Source", "Date"))
        p.put(100, 246, "Distilled")
        p.put(190, 243.5, "Text")
        p.put(190, 272, "Image")
        p.rule(264, 185, BOX[1])
        for i, name in enumerate(("A [1]", "B [2]", "C [3]", "D [4]")):
            p.row(227 + 11 * i, places[2:], (name, "leaves", "2014"))
        p.row(272, places[2:], ("E [5]", "moss", "2015"))

    _, rows = table_of(tmp_path, draw)
    assert [groups for groups, _ in rows][:4] == [("Distilled", "Text")] * 4


def test_a_tall_cell_between_rules_is_no_label(tmp_path: Path) -> None:
    places = (100.0, 200.0, 300.0, 420.0)

    def draw(p: Printer) -> None:
        p.put(200, 190, "Table 1: Things that were compared")
        p.rule(200, *BOX)
        p.row(211, places, ("Kind", "Author", "Basis", "Loss"))
        y = 216.0
        for first, author in (
            (("Compute", "water-based,", "Cost-based"), "Alder [1]"), (("Delay,", "Leaf-based,", "Flow"), "Cedar [2]"),
            (("Root-based,", "twig-based,", "Delay"), "Fir [3]"),
        ):  # fmt: skip
            p.rule(y, *BOX)
            for i, line in enumerate(first):
                p.put(100, y + 10 + 11 * i, line)
            p.row(y + 21, places[1:], (author, "Counting of leaves", "wind"))
            y += 38
        p.rule(y, *BOX)

    _, rows = table_of(tmp_path, draw)
    assert [(groups, cells[0]) for groups, cells in rows] == [
        ((), "Compute water-based, Cost-based"), ((), "Delay, Leaf-based, Flow"), ((), "Root-based, twig-based, Delay"),
    ]  # fmt: skip


def test_a_cell_between_the_lines_of_several_rows_is_that_of_each(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 290)
        p.row(211, FOUR, ("Parameter", "Symbol", "Value", "Source"))
        p.row(227, FOUR, ("coupling", "h", "2.85", "bark [3]"))
        p.row(238, FOUR[:3], ("magnetic coupling", "a", "2.97"))
        p.row(249, FOUR[:3], ("electric coupling", "b", "1.02"))
        p.row(260, FOUR[:3], ("spare coupling", "c", "2.60"))
        p.put(440, 243.5, "moss making")
        p.put(440, 254.5, "at work [4]")

    _, rows = table_of(tmp_path, draw)
    assert [cells for _, cells in rows][1:] == [
        ["magnetic coupling", "a", "2.97", "moss making at work [4]"],
        ["electric coupling", "b", "1.02", "moss making at work [4]"],
        ["spare coupling", "c", "2.60", "moss making at work [4]"],
    ]


def test_a_header_above_a_double_rule_and_underlined_labels(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        p.put(200, 185, "Table 1: Things that were compared")
        p.row(198, FOUR, ("Reference", "Variant", "Bound", "Time"))
        y = 203.0
        p.rule(y, *BOX)
        p.rule(y + 2, *BOX)
        for label, names in (("Shade", ("Alder [1]", "Cedar [2]")), ("Frost", ("Fir [3]", "Gorse [4]"))):
            x0, x1 = p.center(345, y + 14, label)
            p.rule(y + 16, x0, x1)
            for i, name in enumerate(names):
                p.row(y + 28 + 11 * i, FOUR, (name, "Trees", "3n", "fast"))
            y += 44

    header, rows = table_of(tmp_path, draw)
    assert header == ("Reference", "Variant", "Bound", "Time")
    assert [(groups, cells[0]) for groups, cells in rows] == [
        (("Shade",), "Alder [1]"), (("Shade",), "Cedar [2]"), (("Frost",), "Fir [3]"), (("Frost",), "Gorse [4]"),
    ]  # fmt: skip


def test_a_header_between_two_rules_with_rows_of_two_lines_below(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        p.put(95, 190, "Table 1: Things that were compared")
        p.rule(200, *BOX)
        p.row(211, FOUR, ("Author", "Detection", "Antibody", "History"))
        p.row(221, FOUR[1:3], ("method", "type"))
        p.put(440, 221, "and stage")
        p.put(440, 231, "of it")
        p.rule(236, *BOX)
        for i, name in enumerate(("Meyer [5]", "Garrity [6]", "Fodor [7]", "Zhang [8]")):
            p.row(248 + 23 * i, FOUR, (name, "microscope", "mouse", "CC"))
            p.put(100, 258 + 23 * i, "in Canada")
            p.put(440, 258 + 23 * i, "II-IV")

    header, rows = table_of(tmp_path, draw)
    assert header == ("Author", "Detection method", "Antibody type", "History and stage of it")
    assert [cells[0] for _, cells in rows] == [
        "Meyer [5] in Canada", "Garrity [6] in Canada", "Fodor [7] in Canada", "Zhang [8] in Canada",
    ]  # fmt: skip


def test_notes_above_the_last_rule_are_notes(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 290)
        p.row(211, FOUR, ("Author", "Place", "Form", "Data"))
        for i, name in enumerate(("Alder [1]", "Cedar [2]", "Dogwood [3]")):
            p.row(227 + 11 * i, FOUR, (name, "a shelf", "Perl", "yes"))
        p.put(100, 264, "Notes: the shelves are those of Burgos [7], who counted them twice, as did those whom")
        p.put(100, 275, "Mirza and others named after him [8, 9].")

    (table,) = floats_of(tmp_path, draw).tables
    assert len(table.rows) == 3
    assert [note.text.split("[")[0] for note in table.notes] == ["Notes: the shelves are those of Burgos "]
    assert table.notes[0].text.endswith("[8, 9].")


def test_top_rules_at_one_place_on_many_pages_are_the_tables(tmp_path: Path) -> None:
    def draw_table(number: int, p: Printer) -> None:
        p.put(200, 72, f"Table {number}: Things of kind {number}")
        for y in (83, 99, 136):
            p.rule(y, *BOX)
        p.row(94, FOUR, ("Author", "Basis", "Gain", "Loss"))
        for i, name in enumerate(("Alder", "Cedar", "Fir")):
            p.row(110 + 11 * i, FOUR, (f"{name} [{number}]", "counting", "quick", "coarse"))

    def plain(p: Printer) -> None:
        p.text(200)

    draws = [f for n in (1, 2, 3) for f in (lambda p, n=n: draw_table(n, p), plain, plain)]
    found = floats_of(tmp_path, *draws, top=300)
    assert [table.header for table in found.tables] == [("Author", "Basis", "Gain", "Loss")] * 3
    assert [len(table.rows) for table in found.tables] == [3, 3, 3]


def test_a_box_of_running_text_is_no_table(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        for y in (200, 262):
            p.rule(y, *BOX)
        lines = (
            "Efforts should be limited in scope, so that a single kind of bed can be judged by eye alone, as in",
            "earlier works, whose authors asked for no more than a look at each of the beds and a note of what",
            "grew there; plain beds are easier to make, and their behaviour can be seen at once by all [1], and",
            "all measures of growth come from a paper that was reviewed, as those of the second kind do not, a",
        )
        for i, line in enumerate(lines):
            p.put(112, 222 + 11 * i, line, size=10)
            p.put(100, 222 + 11 * i, "o", size=10)

    assert floats_of(tmp_path, draw).tables == ()


def test_small_capitals_of_two_sizes_go_on_without_a_large_one(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        p.center(305, 170, "TABLE I", size=8)
        x = p.put(130, 180, "M", size=8)
        p.put(x, 180, "ETHODS THAT MAKE NEW DATA WHILE THE GARDEN IS BEING TUNED AND WHEN IT IS PLANTED BY", size=6)
        p.center(305, 189, "HAND OR BY RULE AS FAR AS THE PAPERS SAY SO", size=6)
        p.rule(198, *BOX)
        p.row(209, FOUR, ("Method", "Source", "Made data", "Date"))
        p.rule(214, *BOX)
        for i, name in enumerate(("Leafer [1]", "Rooter [2]", "Barker [3]")):
            p.row(225 + 11 * i, FOUR, (name, "leaves", "lists", "2014"))
        p.rule(252, *BOX)

    (table,) = floats_of(tmp_path, draw).tables
    assert table.caption.text.endswith("AS FAR AS THE PAPERS SAY SO")
    assert table.header == ("Method", "Source", "Made data", "Date")


def test_a_row_that_goes_on_over_a_page_is_one_row(tmp_path: Path) -> None:
    places = (100.0, 200.0, 360.0)

    def first(p: Printer) -> None:
        p.put(200, 520, "Table 1: Things that were compared")
        for y in (530, 546, 604):
            p.rule(y, *BOX)
        p.row(541, places, ("Author", "What it does", "Data"))
        p.row(557, places, ("Alder [1]", "counts leaves by hand", "pictures"))
        p.row(568, places, ("Cedar [2]", "waters beds by night", "diaries"))
        p.row(579, places, ("Fir [3]", "measures the depth of", "pictures"))
        p.put(200, 590, "roots that were never")

    def second(p: Printer) -> None:
        p.put(200, 52, "Table 1 (cont.)")
        for y in (62, 78, 120):
            p.rule(y, *BOX)
        p.row(73, places, ("Author", "What it does", "Data"))
        p.put(200, 89, "dug out [7]")
        p.row(100, places, ("Gorse [4]", "prunes twice a year", "notes"))
        p.row(111, places, ("Kapok [5]", "grows seeds in pots", "notes"))

    (table,) = floats_of(tmp_path, first, second, top=300).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row[0] for row in cells] == ["Alder [1]", "Cedar [2]", "Fir [3]", "Gorse [4]", "Kapok [5]"]
    assert cells[2][1] == "measures the depth of roots that were never dug out [7]"
    assert {piece.page for piece in table.rows[2].cells[1].pieces} == {1, 2}


def test_what_a_clip_hides_is_not_drawn(tmp_path: Path) -> None:
    figure = pymupdf.open()
    page = figure.new_page(width=300, height=300)
    page.insert_text((40, 60), "shade", fontname="tiro", fontsize=9)
    for y in (40, 120, 160, 200, 240):
        page.draw_line((20, y), (280, y), width=0.5)
    figure.save(tmp_path / "figure.pdf")

    def draw(p: Printer) -> None:
        p.page.show_pdf_page(pymupdf.Rect(150, 200, 410, 260), figure, 0, clip=pymupdf.Rect(20, 30, 280, 90))
        p.put(200, 275, "Figure 1: Shade over a season")
        p.text(300)

    found = floats_of(tmp_path, draw)
    file = read_pdf(tmp_path / "paper.pdf", "", 100)
    assert len(file.pages[0].rules) == 1
    assert found.tables == ()


def test_a_figure_that_reaches_into_the_gutter_takes_no_words_of_the_next_column(tmp_path: Path) -> None:
    left, right = (72.0, 296.0), (316.0, 540.0)
    words = "Ponds have been counted by many people and most of them agree on what makes a pond good for frogs".split()

    def column(p: Printer, x0: float, x1: float, top: float, bottom: float) -> None:
        y, at = top, 0
        while y < bottom:
            x = x0
            while x + 30 < x1:
                word = words[at % len(words)]
                x = p.put(x, y, word, size=10) + 2.5 if x + 6 * len(word) < x1 else x1
                at += 1
            y += 12

    def draw(p: Printer) -> None:
        column(p, *left, 300, 620)
        column(p, *right, 80, 620)
        p.page.draw_rect(pymupdf.Rect(72, 140, 308, 270), width=1)
        p.page.draw_line((80, 150), (300, 260), width=1)
        p.put(72, 284, "Figure 1: A pond seen from above")

    (figure,) = floats_of(tmp_path, draw, draw, top=30).figures[:1]
    assert figure.texts == ()


def test_two_frames_with_text_between_are_two_tables(tmp_path: Path) -> None:
    places = (100.0, 330.0)

    def framed_list(p: Printer, y: float, number: int) -> None:
        p.put(104, y - 4, f"Table {number}: What was counted")
        for height in (y - 16, y, y + 60):
            p.rule(height, *BOX)
        for x in BOX:
            p.down(x, y, y + 60)
        for i, name in enumerate(("Alder [1]", "Cedar [2]", "Fir [3]", "Oak [4]")):
            p.row(y + 12 + 13 * i, places, (name, "seen twice"))

    def draw(p: Printer) -> None:
        framed_list(p, 200, 1)
        for i in range(2):  # narrow columns, which no other page has
            p.row(275 + 11 * i, (100, 310), ("What was seen there is told in the", "next part, where we come to the"))
        framed_list(p, 330, 2)

    tables = floats_of(tmp_path, draw).tables
    assert [t.number for t in tables] == ["1", "2"]
    assert not any("told" in cell.text or "part" in cell.text for t in tables for r in t.rows for cell in r.cells)


def test_numbered_items_between_stripes_are_cells(tmp_path: Path) -> None:
    lists: tuple[tuple[float, list[tuple[str, str]]], ...] = (
        (211.0, [("1.", "Leaves and stems"), ("2.", "Flowers"), ("3.", "Roots of plants that were seen in the third")]),
        (257.0, [("1.", "Growth in all beds [7]")]),
        (273.0, [("1.", "Side shoots and blossoms"), ("2.", "Fruit"), ("3.", "Weight and number of plants in beds")]),
    )
    names = ("First aim: a small trial", "First aim: the trial", "Second aim: the trial")

    def draw(p: Printer) -> None:
        p.put(200, 190, "Table 1: Things that were counted")
        for y in (200, 310):
            p.rule(y, *BOX)
        p.page.draw_rect(pymupdf.Rect(BOX[0], 246, BOX[1], 262), fill=(0.7, 0.8, 0.9), color=None)
        for name, (top, items) in zip(names, lists, strict=True):
            p.put(100, top, name)
            for i, item in enumerate(items):
                p.row(top + 11 * i, (300, 318), item)

    header, rows = table_of(tmp_path, draw)
    assert header == ("", "")
    assert [cells for _, cells in rows] == [
        [names[0], "1. Leaves and stems 2. Flowers 3. Roots of plants that were seen in the third"],
        [names[1], "1. Growth in all beds [7]"],
        [names[2], "1. Side shoots and blossoms 2. Fruit 3. Weight and number of plants in beds"],
    ]


def test_marks_of_items_in_the_first_column_leave_no_white(tmp_path: Path) -> None:
    asked = (
        ("in the beds of the first year", "Alder [1]"), ("under all of the larger trees", "Cedar [2]"),
        ("next to these, and how often", "Fir [3]"), ("later on, by more than one", "Oak [4]"),
    )  # fmt: skip

    def draw(p: Printer) -> None:
        framed(p, 200, 216, 312)
        p.row(211, (100, 330), ("What is asked", "Source"))
        for i, (text, source) in enumerate(asked):
            p.row(227 + 22 * i, (100, 330), ("1.", source))
            p.put(124, 227 + 22 * i, "How many of them were seen")
            p.put(100, 238 + 22 * i, text)

    header, rows = table_of(tmp_path, draw)
    assert header == ("What is asked", "Source")
    assert [cells for _, cells in rows] == [["1. How many of them were seen " + text, source] for text, source in asked]


def test_text_below_the_last_rule_but_one_is_notes(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 290)
        p.rule(245, *BOX)
        p.row(211, FOUR, ("Method", "Source", "Made data", "Date"))
        p.row(227, FOUR, ("Rest [3]", "a list", "none", "2014"))
        p.row(238, FOUR, ("Proof [5]", "notes", "leaf", "2016"))
        p.put(100, 257, "Values are means of three seasons.")
        p.put(100, 268, "# differs from the year before")
        p.put(100, 279, "The seasons were compared by rank")

    (table,) = floats_of(tmp_path, draw).tables
    assert [[c.text for c in row.cells][:2] for row in table.rows] == [["Rest [3]", "a list"], ["Proof [5]", "notes"]]
    assert "differs from the year before" in " ".join(n.text for n in table.notes)


def test_a_sign_between_two_figures_makes_no_column(tmp_path: Path) -> None:
    places = (100.0, 220.0, 300.0, 400.0)

    def draw(p: Printer) -> None:
        framed(p, 200, 216, 264)
        p.row(211, places, ("Bed", "Normal", "HC + EO", "Date"))
        means = (("65.8", "1.5"), ("32.3", "0.8"), ("11.2", "3.1"), ("26.1", "0.3"))
        for y, name, (x, n) in zip((227, 238, 249, 260), ("Liver", "Heart", "Leaf", "Root"), means, strict=True):
            p.row(y, places, (name, "32", "", "2014"))
            end = p.put(300, y, x)
            end = p.put(end + 4.5, y, "\u00b1")
            p.put(end + 4.5, y, n)

    header, rows = table_of(tmp_path, draw)
    assert header == ("Bed", "Normal", "HC + EO", "Date")
    assert [cells[2] for _, cells in rows][:2] == ["65.8 \u00b1 1.5", "32.3 \u00b1 0.8"]


def test_figures_that_span_rows_at_the_right_are_no_groups(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 304)
        p.row(211, FOUR, ("Compound", "Level", "Dose", "Test"))
        for i, (name, tested) in enumerate((("Sulfide [1]", "7.43"), ("Ether [2]", "67.68"), ("Alcohol [3]", "5.1"))):
            top = 216 + 29 * i
            p.put(100, top + 18, name)
            p.put(440, top + 18, tested)
            p.rule(top + 15, 215, 435)
            for y, level, dose in ((top + 12, "low", "11"), (top + 24, "high", "22")):
                p.put(220, y, level)
                p.put(330, y, dose)
            if i:
                p.rule(top + 1, *BOX)

    _, rows = table_of(tmp_path, draw)
    assert [groups for groups, _ in rows] == [
        *2 * [("Sulfide",)], *2 * [("Ether",)], *2 * [("Alcohol",)],
    ]  # fmt: skip


def test_stripes_tell_how_wide_a_table_without_rules_is(tmp_path: Path) -> None:
    rows = [
        ("Otter [1]", "river", "low", "2014"), ("Heron [2]", "lake", "high", "2015"),
        ("Moss [3]", "bank", "low", "2016"), ("Fern [4]", "wood", "none", "2017"),
    ]  # fmt: skip

    def draw(p: Printer) -> None:
        p.put(95, 196, "Table 1: Things", size=9)
        for y in (204, 236, 268):
            p.page.draw_rect((95, y, 515, y + 16), color=None, fill=(0.85, 0.85, 0.85))
        p.row(215, FOUR, ("Name", "Place", "Level", "Date"))
        for i, cells in enumerate(rows):
            p.row(231 + 16 * i, FOUR, cells)

    header, found = table_of(tmp_path, draw)
    assert header == ("Name", "Place", "Level", "Date")
    assert [cells for _, cells in found] == [list(r) for r in rows]


def test_below_one_gap_of_the_header_the_widest_white_is_the_boundary(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 264)
        p.row(211, (100.0, 400.0, 470.0), ("Method", "Level", "Date"))
        for y, text in ((227, "Rest [3] with leaves"), (238, "Rot [5]"), (249, "Ray [6]"), (260, "Run [7]")):
            p.row(y, (100.0, 400.0, 470.0), (text, "low", "2014"))

    header, rows = table_of(tmp_path, draw)
    assert header == ("Method", "Level", "Date")
    assert rows[0][1] == ["Rest [3] with leaves", "low", "2014"]


def test_names_of_two_lines_beside_each_row_are_no_labels(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 216, 310)
        p.row(211, FOUR, ("Study", "Source", "Made data", "Date"))
        for n, (name, one, two) in enumerate((("Otter", "a list", "leaf of"), ("Heron", "b list", "root of"),
                                              ("Moss", "notes", "bark of"), ("Fern", "more", "twig of"))):  # fmt: skip
            y = 227 + 20.8 * n
            p.put(100, y, f"{name} watching")
            p.put(100, y + 10.4, f"Oslo, 2014 [{n + 1}]")
            p.put(220, y + 5.2, one)
            p.put(330, y, two)
            p.put(330, y + 10.4, "maples")
            p.put(440, y + 5.2, "2014")

    _, rows = table_of(tmp_path, draw)
    assert [(groups, cells[0], cells[2]) for groups, cells in rows] == [
        ((), "Otter watching Oslo, 2014 [1]", "leaf of maples"),
        ((), "Heron watching Oslo, 2014 [2]", "root of maples"),
        ((), "Moss watching Oslo, 2014 [3]", "bark of maples"), ((), "Fern watching Oslo, 2014 [4]", "twig of maples"),
    ]  # fmt: skip


def test_the_second_line_of_a_header_cell_beside_others_is_no_label(tmp_path: Path) -> None:
    def draw(p: Printer) -> None:
        framed(p, 200, 224, 272)
        p.put(100, 210, "Study")
        p.row(215.2, FOUR[1:], ("Source", "Made data", "Date"))
        p.put(100, 220.4, "country")
        p.row(236, FOUR, ("Otter [1]", "a list", "leaf", "2014"))
        p.put(100, 247, "more of it")
        p.row(258, FOUR, ("Heron [2]", "b list", "root", "2015"))
        p.put(100, 269, "and of this")

    header, rows = table_of(tmp_path, draw)
    assert header == ("Study country", "Source", "Made data", "Date")
    assert [groups for groups, _ in rows] == [(), ()]


def test_cells_printed_over_the_next_column_are_cells_of_their_own(tmp_path: Path) -> None:
    names = ("grasp", "minimap2x", "NA", "Multiple", "STAR")
    places = (100.0, 220.0, 330.0, 330.0 + pymupdf.get_text_length("minimap2x", "tiro", 9) - 3.2)

    def draw(p: Printer) -> None:
        framed(p, 200, 216, 275)
        p.row(211, places, ("Tool", "Task", "Aligner", "Language"))
        for i, name in enumerate(names):
            p.row(227 + 11 * i, places, (f"Leaf [{i + 1}]", "counts leaves", name, "Python"))

    _, rows = table_of(tmp_path, draw)
    assert [cells[2:] for _, cells in rows] == [[name, "Python"] for name in names]
