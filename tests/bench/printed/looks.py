"""How a paper looks: every trait by its own chance, so that what no publisher joins comes up as well."""

from __future__ import annotations

import random

Look = dict[str, str]

CHOICES: dict[str, dict[str, float]] = {
    "sheet": {"A4": 3, "Letter": 1},
    "margins": {"even": 4, "wide left": 1.5},
    "columns": {"two": 2, "one": 1},
    "type": {"serif": 3, "sans": 1},
    "size": {"8.5": 1, "9.5": 2, "10.5": 1},
    "language": {"en": 8, "pt": 1.3, "es": 0.7},
    "order": {"methods": 4, "background": 1.5, "no first heading": 1, "themes": 1.5},
    "first": {"bold": 3, "sans": 3, "centred": 2, "small capitals": 1.5, "coloured": 2, "coloured bars": 1,
              "squares before": 1, "ruled": 1, "spaced letters": 0.7, "margin heads": 0.5},
    "second": {"bold": 3, "italic": 3, "sans": 2, "coloured": 2, "centred italic": 1, "margin heads": 0.7,
               "in the line": 2.5, "none": 0.5},
    "third": {"none": 4, "italic": 2, "bold italic": 1, "in the line": 3},
    "capitals": {"none": 4, "first": 3, "both": 0.3},
    "numbers": {"none": 5, "1": 1, "1.": 1.5, "bars behind numbers": 1, "I. A. 1)": 1, "1. (a)": 0.7},
    "in the line ends": {".": 3, ":": 1, ".—": 1, " –": 0.5, "": 0.5},
    "callouts": {"[1]": 2, "(1)": 1, "raised": 2, "author year": 3},
    "joint": {"and": 2, "&": 1},
    "abstract": {"plain": 2, "in the line": 2, "parts": 2, "headed parts": 1, "beside facts": 1, "bold, no heading": 1,
                 "spaced letters": 0.5},
    "boxes": {"none": 4, "some": 1, "many": 1},
    "end matter": {"headings": 4, "in the line": 1.5, "below one heading": 0.7},
    "end matter stands": {"before the list": 4, "after the list": 1},
    "entries": {"names, title, venue": 2, "names (year)": 2, "names, year last": 1},
    "labels": {"1.": 3, "1": 1, "[1]": 2, "(1)": 1},
    "list's heading": {"as others": 6, "none": 0.4},
    "running": {"head and foot": 2, "head": 1, "foot": 1},
    "colour": {"#1a56a8": 1, "#a31": 1, "#0a6": 1, "#222": 1},
}  # fmt: skip

TABLE_CHOICES: dict[str, dict[str, float]] = {
    "kind": {"names first": 2, "labels across": 2, "merged labels": 2, "works last": 2, "works second": 0.7,
             "long": 1.3, "stacked heads": 1, "rows set in": 1, "matrix": 1},
    "rules": {"top and bottom": 2, "stripes": 1, "grid": 1, "bare": 1, "rows": 1},
    "setting": {"as it comes": 7, "turned": 1, "continued": 1, "head at the foot": 1},
    "caption": {"above": 5, "below": 0.5},
    "wide": {"across": 3, "in a column": 1},
    "label": {"bold": 2, "italic": 1, "plain": 1, "shaded": 1, "capitals": 1},
    "label's place": {"top": 1, "middle": 1},
    "label's rules": {"none": 1, "above": 1},
    "head again": {"yes": 2, "no": 1},
    "notes": {"none": 2, "below": 1},
}  # fmt: skip


def chosen(rng: random.Random, choices: dict[str, dict[str, float]]) -> Look:
    """Choose a value for every trait."""
    return {name: rng.choices(list(values), list(values.values()))[0] for name, values in choices.items()}


def look_of(rng: random.Random) -> Look:
    """Choose a paper's look; what cannot be printed together is changed."""
    look = chosen(rng, CHOICES)
    if "margin heads" in (look["first"], look["second"]):
        look |= {"columns": "one", "margins": "wide left"}
    if look["first"] == "margin heads":
        look |= {"second": "in the line" if look["second"] == "margin heads" else look["second"]}
    if look["first"] == "spaced letters":
        look |= {"numbers": "none", "capitals": "first"}
    if look["second"] in ("none", "in the line"):
        look["third"] = "none"
    if look["language"] != "en":
        look["order"] = "methods"
    return look


def table_look_of(rng: random.Random) -> Look:
    """Choose a table's look."""
    look = chosen(rng, TABLE_CHOICES)
    if look["kind"] in ("long", "stacked heads"):
        look["setting"] = "as it comes"
    if look["setting"] != "as it comes":
        look |= {"caption": "above", "wide": "across"}
    if look["kind"] in ("labels across", "merged labels", "works last", "works second", "long"):
        look["wide"] = "across"  # their columns are too many for half a page
    return look
