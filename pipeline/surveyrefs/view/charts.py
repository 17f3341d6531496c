"""Numbers as Vega charts: what is drawn where, in colours that the page or the file fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from surveyrefs.view.counts import Bar, Cell, works_in
from surveyrefs.view.model import CategoryView

Spec = dict[str, Any]
INK, MUTED, LINE, ACCENT, GROUND = (f"var(--{name})" for name in ("ink", "muted", "line", "accent", "surface"))
FONT = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif"
WIDTH = 640  # pixels
BAR = 22  # height of a row in pixels
LETTER, CAPITAL = 6.4, 8.6  # widths of letters at 12 pixels, for the room that names need
SMALL_LETTER = 5.8  # likewise in the rings
LONGEST_NAME = 44  # letters; longer names end in …
LONGEST_HEAD = 24  # letters of a head of a column that is turned
YEAR = 36  # pixels that a year under a column needs
SUNBURST, HOLE = 640, 46  # pixels across, and from the middle to the first ring
RINGS = 3  # more are too narrow to be read
SMALLEST_LABEL = 15  # pixels of an arc that its name needs in height
# Middle tones with enough contrast for white letters, told apart without red and green: one a top category.
BRANCHES = ("#2f6db5", "#b3541e", "#227f6e", "#7d4a9e", "#8a6d12", "#a8436b", "#45616e", "#3f6f2a")


def cut(name: str, longest: int = LONGEST_NAME) -> str:
    """Return a name, shortened with … where it is too long."""
    return name if len(name) <= longest else name[: longest - 1].rstrip() + "…"


def _width(name: str) -> float:
    capitals = sum(c.isupper() for c in name)
    return capitals * CAPITAL + (len(name) - capitals) * LETTER


def _chart(width: float, height: float, words: str, data: dict[str, list[Any]], marks: list[Spec]) -> Spec:
    named = [{"name": name, "values": values} for name, values in data.items()]
    return {
        "$schema": "https://vega.github.io/schema/vega/v5.json", "width": width, "height": height, "padding": 4,
        "background": None, "description": words, "config": {"text": {"font": FONT}}, "data": named, "marks": marks,
    }  # fmt: skip


def _mark(kind: str, data: str, **channels: Any) -> Spec:
    """Return a mark for each value of `data`: `@x` is the value's member x, `=…` an expression, else as given."""
    mark: Spec = {"type": kind, "encode": {"enter": {name: _channel(value) for name, value in channels.items()}}}
    return mark | ({"from": {"data": data}} if data else {})


def _channel(value: Any) -> Spec:
    if isinstance(value, str) and value[:1] in ("@", "="):
        return {"field" if value[0] == "@" else "signal": value[1:]}
    return {"value": value}


def _words(data: str, text: str, **channels: Any) -> Spec:
    return _mark("text", data, text=text, **{"baseline": "middle", "fontSize": 12, "fill": INK, **channels})


def columns(bars: Sequence[Bar], words: str) -> Spec:
    """Return a chart of upright bars, for years."""
    height, top = 220, max((bar.number for bar in bars), default=1)
    step = min(36.0, WIDTH / max(1, len(bars)))
    every = _every(step)
    values = [
        {
            **bar._asdict(), "x": n * step, "top": height - bar.number / top * height, "middle": (n + 0.5) * step,
            "label": bar.name if n % every == (len(bars) - 1) % every else "", "shown": str(bar.number or ""),
        }
        for n, bar in enumerate(bars)
    ]  # fmt: skip
    small: Spec = {"fill": MUTED, "align": "center", "x": "@middle"}
    return _chart(
        step * len(bars), height + 20, words, {"bars": values},
        [
            _mark("rule", "", x2=step * len(bars), y=height, y2=height, stroke=LINE),
            _mark(
                "rect", "bars", x=f"=datum.x + {step * 0.1}", width=step * 0.8, y="@top", y2=height, fill=ACCENT,
                href="@address", description="=datum.name + ': ' + datum.number",
            ),
            _words("bars", "@label", y=height + 12, fontSize=11, **small),
            _words("bars", "@shown", y="=datum.top - 7", fontSize=10, **small),
        ],
    )  # fmt: skip


def _every(step: float) -> int:
    """Return which columns of that width have room for their year: each, every second …"""
    return -(-YEAR // max(1, int(step)))


def rows(bars: Sequence[Bar], words: str) -> Spec:
    """Return a chart of lying bars with their names at the left, indented by depth."""
    names = [cut(bar.name) for bar in bars]
    room = max((_width(name) + bar.depth * 16 for name, bar in zip(names, bars, strict=True)), default=0) + 12
    top, length = max((bar.number for bar in bars), default=1), max(160.0, WIDTH - room - 40)
    values = [
        {
            **bar._asdict(), "short": name, "y": n * BAR, "middle": (n + 0.5) * BAR, "x": bar.depth * 16,
            "w": bar.number / top * length, "share": 0.55 if bar.depth else 1,
        }
        for n, (bar, name) in enumerate(zip(bars, names, strict=True))
    ]  # fmt: skip
    return _chart(
        room + length + 34, len(bars) * BAR, words, {"bars": values},
        [
            _mark(
                "rect", "bars", x=room, width="@w", y="=datum.y + 4", height=BAR - 8, fill=ACCENT, fillOpacity="@share",
                href="@address", description="=datum.name + ': ' + datum.number",
            ),
            _words("bars", "@short", x="@x", y="@middle"),
            _words("bars", "@number", x=f"={room + 6} + datum.w", y="@middle", fill=MUTED),
        ],
    )  # fmt: skip


def grid(cells: Sequence[Cell], words: str, upright: bool = False) -> Spec:
    """Return a grid whose cells are the fuller the larger their numbers; `upright` turns the heads of the columns."""
    row_names = list(dict.fromkeys(cell.row for cell in cells))
    column_names = row_names if upright else sorted({cell.column for cell in cells})
    names = [cut(name) for name in row_names]
    room = max(map(_width, names), default=0) + 12
    head = max((_width(cut(name, LONGEST_HEAD)) for name in column_names), default=0) + 8 if upright else 20.0
    step = float(BAR) if upright else min(34.0, max(float(BAR), (WIDTH - room) / max(1, len(column_names))))
    top = max((cell.number for cell in cells), default=1)
    values = [
        {
            **cell._asdict(), "x": room + column_names.index(cell.column) * step,
            "y": head + row_names.index(cell.row) * BAR, "share": 0.18 + 0.82 * cell.number / top,
        }
        for cell in cells
    ]  # fmt: skip
    every = 1 if upright else _every(step)
    heads = [
        {"name": cut(name, LONGEST_HEAD), "x": room + (n + 0.5) * step}
        for n, name in enumerate(column_names)
        if n % every == (len(column_names) - 1) % every
    ]
    lines = [{"name": name, "y": head + (n + 0.5) * BAR} for n, name in enumerate(names)]
    turned: Spec = {"angle": -90, "align": "left"} if upright else {"align": "center"}
    return _chart(
        room + len(column_names) * step, head + len(row_names) * BAR, words,
        {"cells": values, "rows": lines, "heads": heads},
        [
            _mark(
                "rect", "cells", x="=datum.x + 1", width=step - 2, y="=datum.y + 1", height=BAR - 2, fill=ACCENT,
                fillOpacity="@share", href="@address",
                description="=datum.row + ', ' + datum.column + ': ' + datum.number",
            ),
            _words(
                "cells", "@number", x=f"=datum.x + {step / 2}", y=f"=datum.y + {BAR / 2 + 0.5}", align="center",
                fontSize=10, fill=f"=datum.share > 0.6 ? '{GROUND}' : '{INK}'",
            ),
            _words("rows", "@name", x=0, y="@y"),
            _words("heads", "@name", x="@x", y=head - 8, fontSize=11, fill=MUTED, **turned),
        ],
    )  # fmt: skip


def sunburst(nodes: Sequence[CategoryView], words: str) -> Spec:
    """Return the tree of categories as rings, an arc as long as its category has works."""
    total = len(set().union(*map(works_in, nodes)))
    values: list[Spec] = [{"id": "all", "parent": None, "own": 0, "level": 0}]
    for number, node in enumerate(nodes):
        values += _arcs(node, str(number), "all", BRANCHES[number % len(BRANCHES)], 1)
    radius = SUNBURST / 2
    ring = (radius - HOLE) / max(1, *(value["level"] for value in values))
    for value in values[1:]:  # shortened here: Vega's own limit measures every name again and again
        value["short"] = cut(value["name"], max(2, int((ring - 12) / SMALL_LETTER)))
        value["inner"] = HOLE + (value["level"] - 1) * ring
    turn, flipped = "((datum.a0 + datum.a1) / 2)", "((datum.a0 + datum.a1) / 2 > PI)"
    chart = _chart(
        SUNBURST, SUNBURST, words, {"nodes": values},
        [
            _mark(
                "arc", "arcs", x=radius, y=radius, startAngle="@a0", endAngle="@a1", innerRadius="@inner",
                outerRadius=f"=datum.inner + {ring - 1}", fill="@colour", fillOpacity="=1.12 - 0.12 * datum.level",
                stroke=GROUND, strokeWidth=1, href="='#category=' + datum.id",
                description="=datum.name + ': ' + datum.works",
            ),
            _words(
                "labels", "@short", x=f"={radius} + (datum.inner + 6) * sin{turn}",
                y=f"={radius} - (datum.inner + 6) * cos{turn}", fill="#ffffff", fontSize=10.5,
                angle=f"={turn} * 180 / PI - 90 + ({flipped} ? 180 : 0)", align=f"={flipped} ? 'right' : 'left'",
            ),
            _words("", f"{total} works", x=radius, y=radius, align="center", fontSize=14),
        ],
    )  # fmt: skip
    chart["data"][0]["transform"] = [
        {"type": "stratify", "key": "id", "parentKey": "parent"},
        {
            "type": "partition", "field": "own", "sort": {"field": "order"}, "size": [{"signal": "2 * PI"}, 1],
            "as": ["a0", "r0", "a1", "r1", "deep", "children"],
        },
    ]  # fmt: skip
    long_enough = f"(datum.a1 - datum.a0) * (datum.inner + {ring / 2}) > {SMALLEST_LABEL}"
    chart["data"] += [
        {"name": "arcs", "source": "nodes", "transform": [{"type": "filter", "expr": "datum.level > 0"}]},
        {"name": "labels", "source": "arcs", "transform": [{"type": "filter", "expr": long_enough}]},
    ]
    return chart


def _arcs(node: CategoryView, path: str, parent: str, colour: str, level: int) -> list[Spec]:
    works, name = len(works_in(node)), node.name or node.title
    shown = node.children if level < RINGS else ()
    below = sum(len(works_in(child)) for child in shown)
    found: list[Spec] = [
        {
            "id": path, "parent": parent, "name": name, "own": max(0, works - below), "works": works, "colour": colour,
            "level": level, "order": int(path.rsplit(".", 1)[-1]),
        }
    ]  # fmt: skip
    for number, child in enumerate(shown):
        found += _arcs(child, f"{path}.{number}", path, colour, level + 1)
    return found
