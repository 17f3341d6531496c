"""The style sheet of a look."""

from __future__ import annotations

from pathlib import Path

from tests.bench.printed.looks import Look

SERIF, SANS = "'Liberation Serif'", "'Liberation Sans'"
HEIGHTS = {"A4": 250, "Letter": 232}  # millimetres of a page that text may fill
MARGINS = "20mm 18mm"
WIDE = "44mm"  # to the left of the text; not a margin of the page, where a browser prints no heading

BASE = Path(__file__).with_name("base.css").read_text(encoding="utf-8")
FIRST = {
    "bold": "font-size:110%", "sans": f"font:bold 11pt {SANS}", "centred": "text-align:center",
    "small capitals": "font-variant:small-caps;font-weight:normal;text-align:center;font-size:115%",
    "coloured": "font:bold 12pt {sans};color:{colour}", "squares before": f"font:bold 9.5pt {SANS}",
    "coloured bars": "font:bold 10pt {sans};color:#fff;background:{colour};padding:2pt 4pt",
    "ruled": f"font:bold 10.5pt {SANS};border-top:.5pt solid;padding-top:2pt", "spaced letters": "font-size:105%",
    "margin heads": "margin:0 0 0 -44mm;width:40mm;float:left;font:bold 9.5pt {sans};text-align:right;clear:both",
}  # fmt: skip
SECOND = {
    "bold": "font-size:100%", "italic": "font-style:italic;font-weight:normal", "sans": f"font:bold 9.5pt {SANS}",
    "coloured": "font:bold 9.5pt {sans};color:{colour}",
    "centred italic": "text-align:center;font-style:italic;font-weight:normal",
    "margin heads": "margin:0 0 0 -44mm;width:40mm;float:left;font:bold 8.5pt {sans};text-align:right;clear:both",
}  # fmt: skip
THIRD = {"italic": "font-style:italic;font-weight:normal", "bold italic": "font-style:italic"}


def style_sheet(look: Look) -> str:
    """Return the CSS of a look."""
    fills = {"{sans}": SANS, "{colour}": look["colour"]}
    rules = [f"h{n}{{{filled(of[look[name]], fills)}}}" for n, name, of in
             ((1, "first", FIRST), (2, "second", SECOND), (3, "third", THIRD)) if look[name] in of]  # fmt: skip
    if look["first"] == "squares before":
        rules.append("h1 span:before{content:'■ ';color:#c60}")
    if look["second"] == "italic":
        rules.append(".in2,.in3{font-style:italic;font-weight:normal}")
    family = SERIF if look["type"] == "serif" else SANS
    if look["margins"] == "wide left":
        rules.append(f"body{{padding-left:{WIDE}}}")
    rules.append(f"body{{font-family:{family};font-size:{look['size']}pt}}")
    rules.append(f".turned,.filled{{height:{HEIGHTS[look['sheet']]}mm}}")
    return BASE + "".join(rules) + _page(look)


def filled(text: str, fills: dict[str, str]) -> str:
    """Put values in their places in a text."""
    for name, value in fills.items():
        text = text.replace(name, value)
    return text


def _page(look: Look) -> str:
    head = "@top-left{content:'SMITH ET AL.';font:8pt SANS}@top-right{content:counter(page);font:8pt SANS}"
    foot = "@bottom-center{content:'Pond Studies 2019, 12, 34–56. doi:10.1234/pond.12345';font:7pt SANS}"
    boxes = (head if "head" in look["running"] else "") + (foot if "foot" in look["running"] else "")
    return f"@page{{size:{look['sheet']};margin:{MARGINS};{boxes.replace('SANS', SANS)}}}"
