"""Labels in a row of their own."""

from __future__ import annotations

from surveyrefs.model.document import BOLD, ITALIC
from surveyrefs.parse.embedded.layout.line import Line, text_of
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.tables.heading_rows import Setting, _votes, in_force, part_groups

SETTING = Setting((150.0, 250.0), (50.0, 350.0), (), False)


def row(y: float, *cells: tuple[float, str], style: int = 0) -> Line:
    return Line(tuple(
        Word(text, x, y - 8, x + 5 * len(text), y + 2, 10, style, y, False, 0, 0, int(y), int(y + x), "Times")
        for x, text in cells
    ))  # fmt: skip


def texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def test_bold_and_italic_rows() -> None:
    body = [
        row(10, (50, "Language"), style=BOLD), row(22, (50, "BERT"), (160, "masked"), (260, "yes")),
        row(34, (50, "Vision"), style=ITALIC), row(46, (50, "ViT"), (160, "patches"), (260, "no")),
    ]  # fmt: skip
    groups, rest, _ = part_groups(body, SETTING)
    assert texts([g[0] for g in groups]) == ["Language", "Vision"]
    assert texts(rest) == ["BERT masked yes", "ViT patches no"]


def test_plain_rows_between_rules_unless_columns_are_ruled_too() -> None:
    body = [
        row(10, (50, "Language")), row(30, (50, "BERT-old"), (160, "masked"), (260, "yes")),
        row(42, (50, "GPT-2-xl"), (160, "next")),
    ]  # fmt: skip
    ruled = Setting(SETTING.gutters, SETTING.edges, (18.0,), False)
    assert texts([g[0] for g in part_groups(body, ruled)[0]]) == ["Language"]
    assert part_groups(body, SETTING)[0] == []
    down = tuple(Rule(x, 0.0, x, 50.0) for x in (50.0, 150.0, 250.0, 350.0))
    assert part_groups(body, Setting(SETTING.gutters, SETTING.edges, (18.0,), True, down=down))[0] == []


def test_plain_rows_in_shading_unless_it_stripes_the_table() -> None:
    body = [
        row(10, (50, "Language")), row(22, (50, "BERT-old"), (160, "masked"), (260, "yes")),
        row(34, (50, "Pictures")), row(46, (50, "ViT-base"), (160, "patches"), (260, "no")),
    ]  # fmt: skip
    shaded = Setting(SETTING.gutters, SETTING.edges, (), True, shades=((1.0, 13.0), (25.0, 37.0)))
    assert texts([g[0] for g in part_groups(body, shaded)[0]]) == ["Language", "Pictures"]
    striped = Setting(SETTING.gutters, SETTING.edges, (), True, shades=((13.0, 25.0), (37.0, 49.0)))
    assert not any("shade" in votes for votes in _votes(body, striped))


def test_rows_that_all_others_are_set_in_from() -> None:
    body = [row(10, (50, "Trees")), row(22, (60, "Forests"), (160, "many")), row(34, (60, "Boosting"), (160, "steps"))]
    assert texts([g[0] for g in part_groups(body, SETTING)[0]]) == ["Trees"]


def test_labels_nest_by_their_look_and_go_on_over_pages() -> None:
    outer = row(10, (50, "Outer"), style=BOLD)
    inner, second = row(20, (50, "Inner"), style=ITALIC), row(50, (50, "Second"), style=ITALIC)
    found, still = in_force([[outer], [inner], [second]], [22.0, 52.0], 1, 50.0)
    assert [[text_of(o.lines[0]) for o in over] for over in found] == [["Outer", "Inner"], ["Outer", "Second"]]
    third = row(30, (50, "Third"), style=ITALIC)
    found, _ = in_force([[third]], [12.0, 32.0], 2, 50.0, still)
    assert [[(text_of(o.lines[0]), o.page) for o in over] for over in found] == [
        [("Outer", 1), ("Second", 1)],
        [("Outer", 1), ("Third", 2)],
    ]


def test_labels_of_another_colour_are_of_another_level() -> None:
    outer, inner, second = row(10, (50, "Outer")), row(20, (50, "Inner")), row(40, (50, "Second"))
    both = in_force([[outer], [inner], [second]], [22.0, 52.0], 1, 50.0, (), {10: 255})[0]
    assert [[text_of(o.lines[0]) for o in over] for over in both] == [["Outer", "Inner"], ["Outer", "Second"]]


def test_a_label_of_two_lines() -> None:
    long = row(10, (50, "White"), (80, "box:"), (105, "the-adversary-knows-all-weights-of-the-model"), style=ITALIC)
    rest = row(22, (50, "and-all-gradients"), style=ITALIC)
    groups, _, _ = part_groups([long, rest, row(40, (50, "FGSM"), (160, "2015"), (260, "high"))], SETTING)
    assert [texts(g) for g in groups] == [[long.text, "and-all-gradients"]]
