from __future__ import annotations

from collections.abc import Sequence

import msgspec

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.find.regions import Region
from surveyrefs.parse.embedded.layout.line import text_of
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.grid import Grid, read_grid
from surveyrefs.parse.embedded.tables.header import head_and_body
from surveyrefs.parse.embedded.tables.header_cells import column_labels
from tests.parse.embedded.tables.drawn import frame_of, words_of


def grid_of(drawing: str, down: tuple[Rule, ...] = (), more: Sequence[Word] = ()) -> Grid:
    words, rules = words_of(drawing)
    words += more
    x0, x1 = min(w.x0 for w in words), max(w.x1 for w in words)
    across = tuple(rules)
    if across:
        x0, x1 = min(r.x0 for r in across), max(r.x1 for r in across)
    y0, y1 = min([w.y0 for w in words] + [r.y0 for r in across]), max([w.y1 for w in words] + [r.y1 for r in across])
    region = Region(frame_of(words, [*rules, *down]), Box(x0, y0, x1, y1), across, down, tuple(words))
    parts = head_and_body(region)
    return read_grid(parts, parts.gutters)


def header_of(grid: Grid) -> tuple[str, ...]:
    texts = [" ".join(text_of(row) for row in cell.rows) for cell in grid.header]
    return column_labels(grid.header, texts, len(grid.gutters) + 1)


def rows_of(grid: Grid) -> list[list[str]]:
    return [[" ".join(text_of(line) for line in lines) for lines in row.cells] for row in grid.rows]


def above_of(grid: Grid) -> list[list[str]]:
    return [
        [" ".join(text_of(line) for line in lines) for lines in (over.lines for over in row.headings)]
        for row in grid.rows
    ]


def test_a_row_a_line() -> None:
    grid = grid_of("""
-----------------------------
Method      Year  Score
-----------------------------
Alpha [1]   2019   81.5
Beta [2]    2020   83.0
Gamma [3]   2021   80.2
-----------------------------
""")
    assert header_of(grid) == ("Method", "Year", "Score")
    assert rows_of(grid) == [["Alpha [1]", "2019", "81.5"], ["Beta [2]", "2020", "83.0"], ["Gamma [3]", "2021", "80.2"]]


def test_wrapped_cells_at_the_rows_top() -> None:
    grid = grid_of("""
--------------------------------------------------------
Work        What it does                  Data
--------------------------------------------------------
First [1]   learns a representation from  Images
            unlabelled video with a loss
            over time
Second [2]  short                         Text
Third [3]   uses sparse attention over    Images and
            long sequences of frames      sound
--------------------------------------------------------
""")
    assert [row[0] for row in rows_of(grid)] == ["First [1]", "Second [2]", "Third [3]"]
    assert rows_of(grid)[0][1] == "learns a representation from unlabelled video with a loss over time"
    assert rows_of(grid)[2] == ["Third [3]", "uses sparse attention over long sequences of frames", "Images and sound"]


def test_label_in_the_middle_of_its_rows() -> None:
    grid = grid_of("""
---------------------------
Kind     Method     Year
---------------------------
         Alpha [1]  2019
Graph    Beta [2]   2020
         Gamma [3]  2021
---------------------------
         Delta [4]  2022
Tree     Eta [5]    2023
         Zeta [6]   2024
---------------------------
""")
    assert [row[0] for row in rows_of(grid)] == ["Graph"] * 3 + ["Tree"] * 3
    assert all(row.labels[0] for row in grid.rows)
    assert grid.spans == (0,)


def test_partial_rules_part_the_rows_of_the_columns_beside_a_label() -> None:
    grid = grid_of("""
-------------------------------------
Task      Subtask   Method   Code
-------------------------------------
Question  Open      DPR [1]  yes
          --------------------------
          Closed    T5 [2]   no
-------------------------------------
Summary   Short     Pen [3]  yes
          --------------------------
          Long      Ink [4]  no
-------------------------------------
""")
    assert [row[:2] for row in rows_of(grid)] == [
        ["Question", "Open"], ["Question", "Closed"], ["Summary", "Short"], ["Summary", "Long"],
    ]  # fmt: skip


def test_labels_across_the_table() -> None:
    grid = grid_of("""
-------------------------------
Method       Year   Score
-------------------------------
*Supervised* *methods*
Alpha [1]    2019   81.5
Beta [2]     2020   83.0
-------------------------------
*Others*
Gamma [3]    2021   80.2
Delta [4]    2022   79.1
-------------------------------
""")
    assert above_of(grid) == [["Supervised methods"], ["Supervised methods"], ["Others"], ["Others"]]
    assert len(grid.rows) == 4


def test_stacked_header() -> None:
    grid = grid_of("""
---------------------------------------
Model        Text          Images
           ------------  ------------
            EM    F1      Acc   Avg
---------------------------------------
Alpha [1]   80.8  88.5    86.7  82.1
Beta [2]    88.9  94.6    90.2  88.5
---------------------------------------
""")
    assert header_of(grid) == ("Model", "Text / EM", "Text / F1", "Images / Acc", "Images / Avg")


def test_full_grid_keeps_the_blanks_within_cells() -> None:
    down = tuple(Rule(x, 101.0, x, 170.0) for x in (99.0, 159.0, 214.0))
    grid = grid_of(
        """
-----------------------
Name         Ref.
-----------------------
Alpha        [1] [2]
-----------------------
Beta         [3] [4]
-----------------------
Gamma        [5] [6]
-----------------------
""",
        down,
    )
    assert len(grid.gutters) == 1
    assert rows_of(grid)[1] == ["Beta", "[3] [4]"]


def test_first_row_that_cites_is_no_header() -> None:
    grid = grid_of("""
------------------------
Speed    [1], [2], [3]
Memory   [4], [5]
Energy   [6]
------------------------
""")
    assert header_of(grid) == ("", "")
    assert [row[0] for row in rows_of(grid)] == ["Speed", "Memory", "Energy"]


def test_a_group_above_the_first_rule_is_no_header() -> None:
    grid = grid_of("""
---------------------------------
Method       Kind         Year
      *Additive* *methods*
---------------------------------
Alpha [1]    serial       2019
Beta [2]     parallel     2020
---------------------------------
      *Low* *rank* *ones*
---------------------------------
Gamma [3]    factors      2021
---------------------------------
""")
    assert header_of(grid) == ("Method", "Kind", "Year")
    assert above_of(grid) == [["Additive methods"], ["Additive methods"], ["Low rank ones"]]


def test_rows_that_cite_are_no_header() -> None:
    grid = grid_of("""
---------------------------------
Method       Kind         Year
Alpha [1]    serial       2019
Beta [2]     parallel     2020
---------------------------------
Gamma [3]    factors      2021
---------------------------------
""")
    assert header_of(grid) == ("Method", "Kind", "Year")
    assert len(grid.rows) == 3


def test_a_full_line_below_full_lines_is_a_row() -> None:
    grid = grid_of("""
------------------------------------------------
Property      Paxos      Raft       PBFT
------------------------------------------------
leader        optional   strong     rotates
faults        crash      crash      byzantine
described     [1]        [2]        [3]
------------------------------------------------
""")
    assert [row[0] for row in rows_of(grid)] == ["leader", "faults", "described"]


def test_a_cell_in_the_middle_is_that_of_all_rows_between_rules() -> None:
    grid = grid_of("""
------------------------------------
Attack     Target      Remedy
------------------------------------
Flush [1]  cache
Spectre    predictor   isolation
Meltdown   pipeline
------------------------------------
Hammer     memory      refresh
------------------------------------
""")
    assert [row[2] for row in rows_of(grid)] == ["isolation", "isolation", "isolation", "refresh"]


def test_the_header_again_is_no_row() -> None:
    grid = grid_of("""
------------------------
Method      Idea    Year
------------------------
Alpha [1]   one     2019
------------------------
Method      Idea    Year
------------------------
Beta [2]    two     2020
------------------------
""")
    assert [row[0] for row in rows_of(grid)] == ["Alpha [1]", "Beta [2]"]


def test_items_of_a_list_are_one_cell() -> None:
    grid = grid_of("""
------------------------------------------------------
Scheme       For                  Against
------------------------------------------------------
Alpha [1]    • few rounds         • drift of clients
             • easy to run        • no proof at all
------------------------------------------------------
Beta [2]     • tolerates much     • one more number
------------------------------------------------------
Gamma [3]    • cheap              • slow
             • small              • rough
------------------------------------------------------
""")
    assert [row[1] for row in rows_of(grid)] == ["• few rounds • easy to run", "• tolerates much", "• cheap • small"]


def test_columns_a_blank_apart_are_two_where_the_header_parts_them_and_four_rows_show_it() -> None:
    def columns(count: int) -> int:
        rows = "\n".join(f"20{n} {n}" for n in range(11, 11 + count))
        return len(grid_of(f"-------\nYr   No\n-------\n{rows}\n-------").gutters) + 1

    assert (columns(3), columns(4)) == (1, 2)


def test_in_a_grid_of_rules_words_that_stand_in_line_within_a_cell_are_no_columns() -> None:
    drawing = """
---------------------------
Name   Part Kind   Year
---------------------------
Alpha  one  two    2019
Beta   sun  six    2020
Gamma  its  ten    2021
Delta  now  red    2022
---------------------------
"""
    down = tuple(Rule(x, 100.0, x, 188.0) for x in (98.0, 132.0, 190.0, 235.0))
    assert [len(grid_of(drawing, rules).gutters) for rules in ((), down)] == [3, 2]


def test_a_turned_word_beside_one_row_is_a_cell_of_it() -> None:
    drawing = """
-----------------------------
Method      Year  Form
-----------------------------
Alpha [1]   2019  sheet

Beta [2]    2020

Gamma [3]   2021  sheet
-----------------------------
"""
    words, _ = words_of(drawing)
    beta = next(w for w in words if w.text == "Beta")
    turned = msgspec.structs.replace(
        beta, text="roll", x0=195.0, x1=207.0, y0=beta.y0 - 4, y1=beta.y1 + 4, turn=90, line=99
    )
    assert rows_of(grid_of(drawing, more=[turned]))[1] == ["Beta [2]", "2020", "roll"]
