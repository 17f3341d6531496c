"""Tables drawn by chance: every way of setting a header, rows, labels and rules, in combinations that nobody chose."""

from __future__ import annotations

import random
import textwrap

_WORDS = (
    "trees of beds and their leaves in rows by week that fall below the frost with care for soil seen over years "
    "to roots (early) Late Oak Elm Fir seeds, light-grey water/air growth"
).split()
_NAMES = "Ash Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper Kapok Larch Maple Nutmeg Oak Pine Quince".split()
_HEADS = ("Name", "Year", "What it does", "Number of trees", "Soil", "Kind", "Best week", "Code", "Score (%)", "Used")
_LABELS = ("Early trees", "Grown from seeds", "Others", "In water", "Trees and shrubs of old")
Cell = list[str]


def drawing(seed: int) -> str:
    """Draw one table of two to six columns."""
    c = random.Random(seed)
    count = c.randint(2, 6)
    kinds = ["name", *(c.choice(("text", "text", "number", "year", "tick", "short", "work")) for _ in range(count - 1))]
    if c.random() < 0.2:
        kinds[0] = c.choice(("text", "year", "short"))
    widths = [{"text": c.randint(9, 26), "name": c.randint(8, 15), "work": 11}.get(kind, 6) for kind in kinds]
    heads = c.sample(_HEADS, count)
    aligned = [c.choice("lllcr") for _ in kinds]
    upright = c.choice("tttcb")
    blank = c.choice((2, 2, 3, 5))
    places = [sum(widths[:i]) + blank * i for i in range(count)]
    end = places[-1] + widths[-1]
    full = "-" * end
    head = _head(c, heads, widths, places, aligned)
    style = c.choice(("three", "three", "grid", "groups", "none", "two"))
    lines = [full] if style != "none" else []
    lines += head
    lines += [full] if style not in ("none", "two") else []
    groups = c.choice(("none", "none", "rows", "bold", "middle", "beside", "beside"))
    rows = c.randint(3, 9)
    bounds = sorted(c.sample(range(1, rows), min(rows - 1, c.choice((1, 1, 2))))) if groups != "none" else []
    apart = c.random() < 0.15
    beside = _beside(c, rows, bounds) if groups == "beside" else {}
    for number in range(rows):
        if groups not in ("none", "beside") and number in (0, *bounds):
            label = c.choice(_LABELS)
            label = " ".join(f"*{w}*" for w in label.split()) if groups == "bold" else label
            lines.append(label.center(end).rstrip() if groups == "middle" else label)
        cells = [_cell(c, kind, number, width) for kind, width in zip(kinds, widths, strict=True)]
        if beside:
            cells[0] = beside[number]
        lines += _row(cells, widths, places, aligned, upright)
        if number + 1 < rows:
            if style == "grid" or style == "groups" and number + 1 in bounds:
                partial = beside and number + 1 not in bounds and count > 2
                lines.append(" " * places[1] + "-" * (end - places[1]) if partial else full)
            elif apart:
                lines.append("")
    if style not in ("none", "two"):
        lines.append(full)
    if c.random() < 0.15:
        lines.append(c.choice(("Note: weeks are counted.", "a seen in autumn", "* from seeds", "Sources: own counts")))
    return "\n".join(line.rstrip() for line in lines)


def _head(c: random.Random, heads: list[str], widths: list[int], places: list[int], aligned: list[str]) -> list[str]:
    upright = c.choice("tcb")
    bold = c.random() < 0.3
    cells = [textwrap.wrap(head, width) for head, width in zip(heads, widths, strict=True)]
    if bold:
        cells = [[" ".join(f"*{w}*" for w in line.split()) for line in cell] for cell in cells]
    lines = _row(cells, widths, places, aligned, upright)
    if len(heads) > 3 and c.random() < 0.4:
        first = c.randint(1, len(heads) - 2)
        last = c.randint(first + 1, len(heads) - 1)
        width = places[last] + widths[last] - places[first]
        over = [" " * places[first] + c.choice(("Trees", "In the garden", "Both")).center(width)]
        if c.random() < 0.6:
            over.append(" " * places[first] + "-" * width)
        lines = [*over, *lines]
    return lines


def _beside(c: random.Random, rows: int, bounds: list[int]) -> dict[int, Cell]:
    """Return the cells of a first column whose labels stand for several rows, on the first or middle one."""
    found: dict[int, Cell] = {n: [] for n in range(rows)}
    middle = c.random() < 0.5
    for a, b in zip((0, *bounds), (*bounds, rows), strict=True):
        found[(a + b - 1) // 2 if middle else a] = c.choice((["Early"], ["Late", "ones"], ["Trees"]))
    return found


def _cell(c: random.Random, kind: str, number: int, width: int) -> Cell:
    if c.random() < 0.08:
        return c.choice(([], ["-"]))
    if kind == "name":
        name = f"{_NAMES[number % len(_NAMES)]} [{c.randint(1, 60)}]"
        return textwrap.wrap(name + c.choice(("", "", " and others")), width)
    if kind == "text":
        text = " ".join(c.choice(_WORDS) for _ in range(c.randint(1, 9)))
        if c.random() < 0.1:
            return [f"• {line}" for line in textwrap.wrap(text, max(8, width - 2))]
        return textwrap.wrap(text[0].upper() + text[1:] if c.random() < 0.7 else text, width)
    return [
        {
            "number": f"{c.randint(1, 99)}.{c.randint(0, 9)}",
            "year": str(c.randint(1990, 2024)),
            "tick": c.choice(("yes", "no", "✓", "x")),
            "short": c.choice(("Oak", "up", "n/a", "12k", "*best*")),
            "work": f"[{c.randint(1, 60)}], [{c.randint(61, 99)}]",
        }[kind]
    ]


def _row(cells: list[Cell], widths: list[int], places: list[int], aligned: list[str], upright: str) -> list[str]:
    """Set the lines of a row's cells beside one another."""
    high = max(1, *map(len, cells))
    lines = [""] * high
    for cell, width, place, side in zip(cells, widths, places, aligned, strict=True):
        first = {"t": 0, "c": (high - len(cell)) // 2, "b": high - len(cell)}[upright]
        for i, text in enumerate(cell):
            set_ = {"l": text, "c": text.center(width).rstrip(), "r": text.rjust(width)}[side]
            lines[first + i] = lines[first + i].ljust(place) + set_
    return lines
