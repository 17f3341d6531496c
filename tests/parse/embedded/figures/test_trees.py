from __future__ import annotations

import pytest

from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.figures.limits import AHEAD
from surveyrefs.parse.embedded.figures.trees import Tree, _nets, read_tree
from surveyrefs.parse.embedded.layout.line import text_of
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from tests.parse.embedded.tables.drawn import frame_of

BOXES = {
    "Root": Box(100, 150, 140, 170),
    "Left": Box(180, 110, 230, 130),
    "Right": Box(180, 190, 230, 210),
    "Works [1]": Box(270, 110, 350, 130),
    "More [2]": Box(270, 190, 350, 210),
}
AREA = Box(90, 100, 360, 220)


def words_in_boxes() -> list[Word]:
    return words_in(BOXES)


def words_in(boxes: dict[str, Box]) -> list[Word]:
    found: list[Word] = []
    for line, (text, box) in enumerate(boxes.items()):
        x = box.x0 + 4
        for part in text.split():
            x1, y = x + 5 * len(part), box.y0 + 5
            found.append(Word(part, x, y, x1, y + 10, 10.0, 0, y + 8, False, 0, 0, line, len(found), "Times"))
            x += 5 * len(part) + 3
    return found


def parents(tree: Tree) -> dict[str, str]:
    names = [" ".join(text_of(line) for line in cell.lines) for cell in tree.cells]
    return {names[i]: names[p] if p >= 0 else "" for i, p in enumerate(tree.parents)}


def test_forked_lines() -> None:
    rules = [
        Rule(140, 160, 160, 160), Rule(160, 120, 160, 200), Rule(160, 120, 180, 120), Rule(160, 200, 180, 200),
        Rule(230, 120, 270, 120), Rule(230, 200, 270, 200),
    ]  # fmt: skip
    words = words_in_boxes()
    tree = read_tree(frame_of(words, rules, fills=tuple(BOXES.values())), AREA, words)
    assert parents(tree) == {"Root": "", "Left": "Root", "Right": "Root", "Works [1]": "Left", "More [2]": "Right"}


def test_slanted_lines() -> None:
    paths = (Box(140, 120, 180, 160), Box(140, 160, 180, 200))
    rules = [Rule(230, 120, 270, 120), Rule(230, 200, 270, 200)]
    words = words_in_boxes()
    tree = read_tree(frame_of(words, rules, fills=tuple(BOXES.values()), paths=paths), AREA, words)
    assert parents(tree) == {"Root": "", "Left": "Root", "Right": "Root", "Works [1]": "Left", "More [2]": "Right"}


def test_boxes_without_lines_are_no_tree() -> None:
    words = words_in_boxes()
    tree = read_tree(frame_of(words, [], fills=tuple(BOXES.values())), AREA, words)
    assert tree.parents == ()
    assert len(tree.cells) == len(BOXES)


def test_a_tree_around_its_largest_box() -> None:
    boxes = {"Middle": Box(200, 180, 280, 240), "East": Box(320, 200, 350, 220), "North": Box(225, 110, 255, 130),
             "West": Box(120, 200, 150, 220), "Far": Box(60, 200, 90, 220)}  # fmt: skip
    words = words_in(boxes)
    rules = [Rule(280, 210, 320, 210), Rule(240, 130, 240, 180), Rule(150, 210, 200, 210), Rule(90, 210, 120, 210)]
    tree = read_tree(frame_of(words, rules, fills=tuple(boxes.values())), Box(50, 100, 360, 250), words)
    assert parents(tree) == {"Middle": "", "East": "Middle", "North": "Middle", "West": "Middle", "Far": "West"}


def test_labels_on_an_axis_are_no_tree() -> None:
    names = ["Time", "Early", "Middle", "Late", "Latest"]
    words = [
        Word(name, 120 + 50 * n, 205, 150 + 50 * n, 215, 10.0, 0, 213, False, 0, 0, n, n, "Times")
        for n, name in enumerate(names)
    ]
    rules = [Rule(100, 195, 380, 195), *(Rule(135 + 50 * n, 195, 135 + 50 * n, 202) for n in range(len(names)))]
    tree = read_tree(frame_of(words, rules), Box(90, 100, 390, 220), words)
    assert tree.parents == ()


def test_a_chain_of_boxes_is_a_flow_chart() -> None:
    names = ("Data", "Train", "Test", "Ship")
    boxes = {name: Box(100 + 60 * n, 150, 140 + 60 * n, 170) for n, name in enumerate(names)}
    words = words_in(boxes)
    rules = [Rule(140 + 60 * n, 160, 160 + 60 * n, 160) for n in range(3)]
    tree = read_tree(frame_of(words, rules, fills=tuple(boxes.values())), Box(90, 140, 340, 180), words)
    assert tree.parents == ()


def test_lines_that_touch_are_one_net_wherever_they_stand() -> None:
    across, down, far = Rule(10, 50, 300, 50.4), Rule(300, 51, 300.4, 200), Rule(310, 50, 400, 50.4)
    nets = _nets([across, far, down])
    assert [len(net) for net in nets] == [4, 2]
    many = [Rule(x * 3.0, y * 3.0, x * 3.0 + 1, y * 3.0 + 0.4) for x in range(60) for y in range(60)]
    assert len(_nets(many)) == len(many)


def mirrored(box: Box) -> Box:
    return Box(500 - box.x1, box.y0, 500 - box.x0, box.y1)


@pytest.mark.parametrize("leftward", [False, True])
@pytest.mark.parametrize(
    ("short", "more", "parent"),
    [
        (0.0, (), "Left"),
        (AHEAD - 1, (), "Left"),
        (AHEAD + 1, (), ""),
        (AHEAD - 1, ((-1.0, -20.0, 0.0, 0.0),), ""),  # the line turns there
        (AHEAD - 1, ((-3.0, -20.0, -2.5, 20.0),), "Left"),  # it is crossed before its end
        (AHEAD - 1, ((20.0, -20.0, 20.5, 20.0),), "Left"),
    ],
)
def test_a_line_points_at_a_text_whose_box_is_not_drawn(
    leftward: bool, short: float, more: tuple[tuple[float, ...], ...], parent: str
) -> None:
    """`more` are lines around the end of the one from "Left", which ends `short` of the text that it points at."""
    turn = mirrored if leftward else lambda box: box
    boxes = {name: turn(box) for name, box in BOXES.items()}
    wide = 4 + 5 * len("Works[1]") + 3 + 4  # its words, with as much white behind as before
    boxes["Works [1]"] = turn(Box(340, 110, 340 + wide, 130))
    words = words_in(boxes)
    lines = [
        Box(140, 160, 160, 160), Box(160, 120, 160, 200), Box(160, 120, 180, 120), Box(160, 200, 180, 200),
        Box(230, 200, 270, 200), Box(230, 120, 344 - short, 120),
    ]  # fmt: skip
    lines += [Box(344 - short + a, 120 + b, 344 - short + c, 120 + d) for a, b, c, d in more]
    rules = [Rule(*turn(line).tuple()) for line in lines]
    fills = tuple(boxes[name] for name in ("Root", "Left", "Right", "More [2]"))
    area = turn(Box(90, 100, 410, 220))
    assert parents(read_tree(frame_of(words, rules, fills=fills), area, words)).get("Works [1]", "") == parent
