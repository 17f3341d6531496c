"""A made-up paper as a page for a browser to print."""

from __future__ import annotations

import random
from html import escape

from tests.bench.drawn.made import Cell, Maker, Paper, Row, Style, Table, printed

FONTS = {"serif": "Liberation Serif", "sans": "Liberation Sans", "narrow": "Liberation Sans Narrow"}
BLANKS = {"none": (0.0, 1.15), "little": (1.2, 1.2), "wide": (4.0, 1.2), "even": (1.5, 1.5)}  # padding, line height
ALIGNED = {"left": "left", "centre": "center", "justified": "justify"}


def page(paper: Paper) -> str:
    """Return the paper as HTML."""
    rng = random.Random(paper.seed)
    maker = Maker(paper.seed + 100000)
    parts = [f"<style>{css(paper.style, rng)}</style><h1>{maker.words(4, 6)}</h1>"]
    for table in paper.tables:
        cites = "".join(f" {maker.words(10, 16)}." for _ in range(rng.randint(4, 9)))
        parts.append(f"<div class=text><h2>{table.number} {maker.words(2, 3)}</h2><p>{cites}</p><p>{cites}</p></div>")
        parts.append(floating(paper, table, rng))
    parts.append(f"<div class=text><p>{maker.words(30, 60)}.</p></div><h2>References</h2><div class=refs>")
    numbered = "n" in paper.style["callouts"].split() or paper.style["callouts"] in ("[n]", "name [n]", "superscript")
    for n, work in enumerate(paper.works, 1):
        label = f"[{n}] " if numbered else ""
        parts.append(f"<p>{label}{work.family}, A., Jones, B. ({work.year}). {maker.words(6, 10)}. "
                     f"<i>Journal of {maker.words(2, 2)}</i>, {n}(2), {n * 7}–{n * 7 + 9}.</p>")  # fmt: skip
    return f"<html><meta charset=utf-8><body>{''.join(parts)}</div></body></html>"


def css(style: Style, rng: random.Random) -> str:
    """Return the style sheet."""
    pad, leading = BLANKS[style["blank"]]
    size = rng.choice((7.0, 7.5, 8.0, 9.0))
    gap = rng.choice((2.5, 4.0, 6.0, 9.0))
    rules = style["rules"]
    thick = {"grid": "td,th{border:0.5pt solid #000}", "rows": "tr{border-bottom:0.5pt solid #000}",
             "outer": "table{border:0.75pt solid #000}", "bare": "", "head": ""}.get(rules, "")  # fmt: skip
    if rules not in ("bare", "grid", "outer", "head"):
        thick += "table{border-top:1pt solid #000;border-bottom:1pt solid #000}"
    if rules != "bare":
        thick += "thead{border-bottom:0.5pt solid #000}"
    if rules == "groups":
        thick += "tr.begins{border-top:0.5pt solid #000}"
    if rules == "stripes":
        thick += "tr.odd td{background:#e8ebf2}"
    column = "columns:2;column-gap:18pt" if style["page"] != "one column" else ""
    return f"""@page{{size:612pt 792pt;margin:60pt 64pt}}
body{{font:10pt/1.2 '{FONTS["serif"]}';margin:0}} .text{{text-align:justify;{column}}}
h1{{font-size:16pt}} h2{{font-size:11pt}} p{{margin:0 0 6pt}}
.float{{margin:10pt 0;{"break-inside:avoid" if style["length"] != "long" else ""}}}
table{{border-collapse:collapse;font:{size}pt/{leading} '{FONTS[style["type"]]}';width:{rng.choice(("100%", "100%", "auto"))}}}
td,th{{padding:{pad}pt {gap}pt;vertical-align:{style["upright"]};text-align:{ALIGNED.get(style["align"], "left")};font-weight:normal}}
td.label{{vertical-align:{style["label place"]}}}
{"td.mid,th.mid{text-align:center} td.right,th.right{text-align:right}" if style["align"] == "mixed" else ""}
{"td.first{padding-left:" + str(gap + size) + "pt;text-indent:-" + str(size) + "pt}" if style["first"] == "hanging" else ""}
td.in{{padding-left:{gap + size * 1.2}pt}} td.first{{{"max-width:90pt" if style["first"] != "short" else ""}}}
thead th{{{head_css(style)}}} {label_css(style)} td.in1{{padding-left:{gap + size}pt}}
tr{{break-inside:avoid}} {"thead{display:table-row-group}" if style["going on"] != "head again" else ""}
.caption{{font-size:{size + 1}pt;margin:3pt 0}} .notes{{font-size:{size - 0.5}pt;margin:2pt 0}} {thick}
sup{{line-height:0;font-size:70%}}"""  # noqa: E501


def head_css(style: Style) -> str:
    """Return how header cells look."""
    looks = {"bold": "font-weight:bold", "spanned": "font-weight:bold", "italic": "font-style:italic",
             "shaded": "background:#d0d8e8;font-weight:bold"}  # fmt: skip
    return looks.get(style["head"], "")


def label_css(style: Style) -> str:
    """Return how labels across the table look; inner ones are set in or lighter."""
    looks = {"bold": "font-weight:bold", "italic": "font-style:italic", "small caps": "font-variant:small-caps",
             "colour": "color:#1a56a8", "shaded": "background:#dde3ee",
             "centred": "text-align:center;font-weight:bold", "underlined": "text-decoration:underline",
             "ruled": "border-top:0.5pt solid #000;border-bottom:0.5pt solid #000",
             "capitals": "text-transform:uppercase"}  # fmt: skip
    inner = "font-style:italic" if style["label"] != "italic" else "font-style:normal"
    return f"td.over{{{looks.get(style['label'], '')}}} td.over.inner{{{inner};font-weight:normal;background:none}}"


def floating(paper: Paper, table: Table, rng: random.Random) -> str:
    """Return a table with its caption and notes."""
    style = paper.style
    word = ("<b>Table {}</b>. {}", "Table {}: {}", "<b>Table {}.</b> {}", "<b>Table {}</b> {}", "TABLE {}. {}")
    caption = f"<div class=caption>{word[paper.seed % 5].format(table.number, table.caption)}</div>"
    notes = {"none": "", "below": "<div class=notes>Note: values are means of three seasons.</div>",
             "marks": "<div class=notes><sup>a</sup> Estimated. <sup>b</sup> From others.</div>"}  # fmt: skip
    inner = grid(paper, table)
    wide = "width:232pt" if style["page"] == "in a column" else ""
    body = f"{caption}{inner}{notes[style['notes']]}" if style["caption"] == "above" else f"{inner}{caption}"
    return f"<div class=float style='{wide}'>{body}</div>"


def grid(paper: Paper, table: Table) -> str:
    """Return the table's rows."""
    heads = "".join(f"<th class='{place(c, table)}'>{escape(text)}</th>" for c, text in enumerate(table.header))
    over = "".join(
        f"<th colspan={n} style='text-align:center{';border-bottom:0.5pt solid #000' if t else ''}'>{escape(t)}</th>"
        for t, n in table.spanned
    )
    lines = [f"<thead>{f'<tr>{over}</tr>' if over else ''}<tr>{heads}</tr></thead><tbody>"]
    last: tuple[str, ...] = ()
    skip = 0
    for i, row in enumerate(table.rows):
        lines += labels_across(paper, table, row, last)
        merged = merged_at(table, i)
        lines.append(line(paper, table, i, last, merged, skip))
        skip = merged
        last = row.groups
    return f"<table>{''.join(lines)}</tbody></table>"


def labels_across(paper: Paper, table: Table, row: Row, last: tuple[str, ...]) -> list[str]:
    """Return the labels across the table that begin above a row."""
    found = []
    for level in range(len(row.groups) - table.labels):
        if row.groups[: level + 1] != last[: level + 1]:
            look = "plain" if paper.style["grouping"] == "set in" else f"over{' inner' if level else ''}"
            found.append(f"<tr class=begins><td class='{look}' colspan={len(table.header)}>"
                         f"{escape(row.groups[level])}</td></tr>")  # fmt: skip
    return found


def merged_at(table: Table, i: int) -> int:
    """Return the column whose cell is that of the next row, too; 0 if there is none."""
    if i + 1 >= len(table.rows) or i % 4:
        return 0
    row, below = table.rows[i], table.rows[i + 1]
    same = [c for c, (a, b) in enumerate(zip(row.cells, below.cells, strict=True)) if a is b and c and a.text]
    return same[0] if same and row.groups == below.groups else 0


def line(paper: Paper, table: Table, i: int, last: tuple[str, ...], merged: int, skip: int) -> str:
    """Return a row; the column `merged` has a cell of two rows that begins here, `skip` one from above."""
    row = table.rows[i]
    found = []
    begins = row.groups != last
    for level in range(len(row.groups) - table.labels, len(row.groups)):
        if row.groups[: level + 1] != last[: level + 1]:
            path = row.groups[: level + 1]
            span = next((n for n, r in enumerate(table.rows[i:]) if r.groups[: level + 1] != path), len(table.rows) - i)
            found.append(f"<td class=label rowspan={span}>{escape(row.groups[level])}</td>")
    for c, cell in enumerate(row.cells):
        if c == skip and c:
            continue
        rowspan = " rowspan=2" if c == merged and c else ""
        inset = " in" if not c and paper.style["grouping"] == "set in" else ""
        first = " first" if not c else ""
        found.append(f"<td class='{place(c + table.labels, table)}{inset}{first}'{rowspan}>{content(cell, paper)}</td>")
    odd = " odd" if i % 2 else ""
    return f"<tr class='{'begins' if begins and (table.labels or not i) else ''}{odd}'>{''.join(found)}</tr>"


def place(column: int, table: Table) -> str:
    """Return how a column is set where columns differ."""
    own = column - table.labels
    kind = table.kinds[own] if own >= 0 else ""
    return {"number": "right", "tick": "mid", "class": "mid", "year": "mid"}.get(kind, "")


def content(cell: Cell, paper: Paper) -> str:
    """Return a cell's content."""
    if cell.items:
        return "<br>".join(map(escape, cell.items))
    text, raised = printed(cell, paper)
    return escape(text) + (f"<sup>{raised}</sup>" if raised else "")
