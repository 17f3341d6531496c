"""How a table is set on its pages: as it comes, turned, in parts, or with caption and header alone at a page's foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.bench.printed.looks import Look
from tests.bench.printed.tables import MOST_TURNED, Line, Made


class Said(NamedTuple):
    """What is printed around a table, as HTML: its caption, what stands above its second part, notes, and the text
    of the page whose foot holds its header."""

    caption: str
    goes_on: str
    notes: str
    text: str = ""


def kept(table: Made, look: Look) -> Made:
    """Leave out what the setting has no room for."""
    if look["setting"] != "turned" or len(table.lines) <= MOST_TURNED:
        return table
    cut = next(i for i in range(MOST_TURNED, 0, -1) if _may_part(table.lines, i))
    return Made(table.header, table.lines[:cut])


def _may_part(lines: Sequence[Line], at: int) -> bool:
    return lines[at].begins and lines[at - 1].row is not None


def set_table(table: Made, look: Look, said: Said) -> str:
    """Return a table as HTML."""
    caption, notes = f"<div class=caption>{said.caption}</div>", f"<div class=notes>{said.notes}</div>"
    notes = notes if said.notes else ""
    setting, rows = look["setting"], [line.html for line in table.lines]
    again = table.header if look["head again"] == "yes" else ""
    if setting == "turned":
        return f"<div class=turned><div class=table>{caption}{_grid(table.header, rows, look)}{notes}</div></div>"
    if setting == "head at the foot":
        head = f"<div class=table>{caption}{_grid(table.header, [], look)}</div>"
        above = f"<div class=filled><div class=columns>{said.text}</div>{head}</div>"
        return f"{above}<div class='table across'>{_grid(again, rows, look)}{notes}</div>"
    cut = _cut(table.lines) if setting == "continued" else 0
    if cut:
        goes_on = f"<div class=caption>{said.goes_on}</div>"
        parts = _grid(table.header, rows[:cut], look), _grid(again, rows[cut:], look)
        first = f"<div class='table across'>{caption}{parts[0]}</div>"
        return f"{first}<div class='table across next'>{goes_on}{parts[1]}{notes}</div>"
    long = look["kind"] == "long"
    kind = ("table across" if look["wide"] == "across" else "table") + (" long" if long else "")
    kind += " no-repeat" if long and not again else ""
    below = look["caption"] == "below"
    grid = _grid(table.header, rows, look)
    return f"<div class='{kind}'>{'' if below else caption}{grid}{caption if below else ''}{notes}</div>"


def _cut(lines: Sequence[Line]) -> int:
    """Return the line near the middle with which a second part may begin; 0: none."""
    places = [i for i in range(2, len(lines) - 1) if _may_part(lines, i)]
    return min(places, key=lambda i: abs(2 * i - len(lines)), default=0)


def _grid(header: str, rows: Sequence[str], look: Look) -> str:
    """Return a table's grid; parts of one have the same columns."""
    head = f"<thead>{header}</thead>" if header else ""
    even = " even" if look["setting"] in ("continued", "head at the foot") else ""
    return f"<table class='rules-{look['rules'].replace(' ', '-')}{even}'>{head}<tbody>{''.join(rows)}</tbody></table>"
