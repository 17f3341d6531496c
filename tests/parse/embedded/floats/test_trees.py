from __future__ import annotations

from pipeline.model.document import Box
from pipeline.parse.embedded.floats.frame import text_of
from pipeline.parse.embedded.floats.trees import Tree, read_tree
from pipeline.parse.embedded.page import Rule, Word
from tests.parse.embedded.floats.drawn import frame_of

BOXES = {
    "Root": Box(100, 150, 140, 170),
    "Left": Box(180, 110, 230, 130),
    "Right": Box(180, 190, 230, 210),
    "Works [1]": Box(270, 110, 350, 130),
    "More [2]": Box(270, 190, 350, 210),
}
AREA = Box(90, 100, 360, 220)


def words_in_boxes() -> list[Word]:
    found: list[Word] = []
    for line, (text, box) in enumerate(BOXES.items()):
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
