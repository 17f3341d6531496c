"""A made-up paper as a source for TeX."""

from __future__ import annotations

import random
import re

from tests.bench.drawn.as_html import merged_at
from tests.bench.drawn.made import Cell, Maker, Paper, Row, Style, Table, printed

SPECIAL = re.compile(r"[&%#_{}$]")
WIDE = {"text": 4.0, "list": 2.6, "phrase": 1.8, "work": 1.6, "name": 1.5, "refs": 1.1}  # parts of the room of a column
LONG_FIRST = 2.4  # parts of a first column that wraps
CLASSES = {
    "one column": (r"\documentclass[10pt]{article}", r"\documentclass[preprint]{elsarticle}", r"\documentclass{llncs}"),
    "in a column": (r"\documentclass[10pt,twocolumn]{article}", r"\documentclass[journal]{IEEEtran}"),
    "across columns": (r"\documentclass[10pt,twocolumn]{article}", r"\documentclass[journal]{IEEEtran}"),
}  # fmt: skip
PACKAGES = r"""\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern,booktabs,multirow,longtable,array}
\usepackage[table]{xcolor}\usepackage{pifont,amssymb,rotating,makecell}"""
SIZES = (r"\small", r"\footnotesize", r"\scriptsize", r"\footnotesize")
PLAIN = ("grid", "outer", "rows")  # rules that are drawn without blank around them
SIGNS = {"✓": r"\checkmark", "✗": r"\ding{55}", "–": "--", "•": r"$\bullet$"}


def tex(text: str) -> str:
    """Return text with what TeX would read as commands escaped."""
    text = SPECIAL.sub(lambda m: rf"\{m[0]}", text)
    for sign, command in SIGNS.items():
        text = text.replace(sign, rf"{command}{{}}")
    return text


def page(paper: Paper) -> str:
    """Return the paper's source."""
    rng = random.Random(paper.seed)
    maker = Maker(paper.seed + 100000)
    style = paper.style
    many = style["length"] == "long"
    classes = CLASSES["one column" if many else style["page"]]
    own = classes[paper.seed // 2 % len(classes)]
    serif = r"\renewcommand\familydefault{\sfdefault}" if style["type"] == "sans" else ""
    parts = [own, PACKAGES, serif, r"\begin{document}"]
    parts.append(rf"\title{{{maker.words(4, 6)}}}\author{{A. Baker}}\date{{}}\maketitle")
    for table in paper.tables:
        text = ". ".join(maker.words(10, 16) for _ in range(rng.randint(5, 12)))
        parts.append(rf"\section{{{maker.words(2, 3)}}} {text}, see Table~{table.number}. {text}.")
        parts.append(floating(paper, table, rng))
    parts.append(rf"{maker.words(30, 60)}.\begin{{thebibliography}}{{99}}")
    for n, work in enumerate(paper.works, 1):
        parts.append(rf"\bibitem{{k{n}}} A. {tex(work.family)}, B. Jones. {maker.words(6, 10)}. "
                     rf"\emph{{Review of {maker.words(2, 2)}}}, {n}(2):{n * 7}--{n * 7 + 9}, {work.year}.")  # fmt: skip
    return "\n".join([*parts, r"\end{thebibliography}\end{document}", ""])


def floating(paper: Paper, table: Table, rng: random.Random) -> str:
    """Return a table with its caption and notes."""
    style = paper.style
    size = SIZES[paper.seed % len(SIZES)]
    stretch = {"none": "1", "little": "1.15", "wide": "1", "even": "1.5"}[style["blank"]]
    set_up = (rf"{size}\renewcommand\arraystretch{{{stretch}}}"
              rf"\setlength\tabcolsep{{{rng.choice((3, 4, 6, 9))}pt}}"
              rf"\setlength\extrarowheight{{{rng.choice((0, 0, 1))}pt}}")  # fmt: skip
    notes = {"none": "", "below": r"\par Note: values are means of three seasons.",
             "marks": r"\par\textsuperscript{a} Estimated. \textsuperscript{b} Mean."}[style["notes"]]  # fmt: skip
    caption = rf"\caption{{{tex(table.caption)}}}"
    if style["length"] == "long":
        head = rf"{top(style)}{header(paper, table)}{under(style)}"
        again = rf"\endfirsthead {continued(style, len(table.header))}{head}\endhead"
        again = again if style["going on"] != "plainly" else ""
        return (rf"{{{set_up}\begin{{longtable}}{{{spec(paper, table)}}}{caption}\\ {head}{again}"
                rf"{body(paper, table)}{end(style)}\end{{longtable}}}}")  # fmt: skip
    star = "*" if style["page"] == "across columns" else ""
    inner = rf"\begin{{tabular}}{{{spec(paper, table)}}}{top(style)}{header(paper, table)}{under(style)}"
    inner += rf"{body(paper, table)}{end(style)}\end{{tabular}}"
    both = f"{caption}{inner}{notes}" if style["caption"] == "above" else f"{inner}{caption}"
    return rf"\begin{{table{star}}}[tp]\centering{set_up} {both}\end{{table{star}}}"


def continued(style: Style, columns: int) -> str:
    """Return what stands above a table that goes on."""
    if style["going on"] != "said so":
        return ""
    return rf"\multicolumn{{{columns}}}{{c}}{{\tablename\ \thetable{{}} (continued)}}\\ "


def top(style: Style) -> str:
    """Return the rule above the header."""
    rules = style["rules"]
    return "" if rules in ("bare", "head") else r"\hline " if rules in PLAIN else r"\toprule "


def under(style: Style) -> str:
    """Return the rule below the header."""
    rules = style["rules"]
    return {"bare": "", "grid": r"\hline ", "outer": r"\hline ", "rows": r"\hline\hline "}.get(rules, r"\midrule ")


def end(style: Style) -> str:
    """Return the rule below the last row."""
    rules = style["rules"]
    return "" if rules in ("bare", "head") else r"\hline " if rules in PLAIN else r"\bottomrule "


def spec(paper: Paper, table: Table) -> str:
    """Return the columns' widths and how they are set."""
    style = paper.style
    kinds = [*(["label"] * table.labels), *table.kinds]
    upright = {"top": "p", "middle": "m", "bottom": "b"}[style["upright"]]
    room = 0.8 if style["page"] == "in a column" else 0.84
    first = style["first"] != "short"
    named = 0.8 if "year" in style["callouts"] else 0.0
    wide = {**WIDE, "label": 1.2, "refs": WIDE["refs"] + named}
    parts = {c: wide.get(k, 0.0) for c, k in enumerate(kinds)}
    if first:
        parts[table.labels] = LONG_FIRST
    narrow = sum(not w for w in parts.values()) * (0.09 if style["page"] != "in a column" else 0.15)
    unit = max(0.3, room - narrow) / max(1.0, sum(parts.values()))
    set_as = {"centre": r"\centering", "justified": ""}.get(style["align"], r"\raggedright")
    found = []
    for c, kind in enumerate(kinds):
        hang = r"\hangindent=1em\hangafter=1" if style["first"] == "hanging" and c == table.labels else ""
        if parts[c]:
            found.append(rf">{{{set_as}\arraybackslash{hang}}}{upright}{{{parts[c] * unit:.3f}\linewidth}}")
        else:
            found.append({"mixed": "r" if kind == "number" else "c", "centre": "c"}.get(style["align"], "l"))
    bar = "|" if style["rules"] == "grid" else ""
    sides = "|" if style["rules"] in ("grid", "outer") else ""
    return f"{sides}{bar.join(found)}{sides}"


def header(paper: Paper, table: Table) -> str:
    """Return the header's rows."""
    look = {"italic": r"\textit", "plain": ""}.get(paper.style["head"], r"\textbf")
    shade = r"\rowcolor{gray!25}" if paper.style["head"] == "shaded" else ""
    cells = " & ".join(rf"\multicolumn{{1}}{{{'c' if not c % 2 else 'l'}}}{{{look}{{{t}}}}}" if paper.seed % 3 == 0
                       else f"{look}{{{t}}}" for c, t in enumerate(tex(h) for h in table.header))  # fmt: skip
    over, at, rules = [], 1, ""
    for text, n in table.spanned:
        over.append(rf"\multicolumn{{{n}}}{{c}}{{{look}{{{text}}}}}" if text else " & ".join([""] * n))
        rules += rf"\cmidrule(lr){{{at}-{at + n - 1}}}" if text else ""
        at += n
    spanned = rf"{' & '.join(over)}\\ {rules} " if over else ""
    return rf"{spanned}{shade}{cells}\\ "


def body(paper: Paper, table: Table) -> str:
    """Return the rows."""
    style, rules = paper.style, paper.style["rules"]
    last: tuple[str, ...] = ()
    parts: list[str] = []
    skip = 0
    for i, row in enumerate(table.rows):
        begins = row.groups != last
        across = labels_across(paper, table, row, last)
        if i:
            parts.append(between(style, table, begins and bool(row.groups), bool(across), row, last))
        parts.append(across)
        if rules == "stripes" and i % 2:
            parts.append(r"\rowcolor{gray!12}")
        merged = merged_at(table, i) if rules not in ("rows", "grid", "stripes") else 0
        parts.append(line(paper, table, i, last, merged, skip))
        skip, last = merged, row.groups
    return "".join(parts)


def between(style: Style, table: Table, begins: bool, across: bool, row: Row, last: tuple[str, ...]) -> str:
    """Return what stands between two rows."""
    rules, blank = style["rules"], r"\addlinespace[3pt]" if style["blank"] == "wide" else ""
    if rules in ("rows", "grid"):
        same = sum(a == b for a, b in zip(row.groups, last, strict=False)) if last else 0
        kept = max(0, same - (len(row.groups) - table.labels)) if not across else 0
        return r"\hline " if not kept else rf"\cline{{{kept + 1}-{len(table.header)}}} "
    if rules == "groups" and begins:
        same = sum(a == b for a, b in zip(row.groups, last, strict=False)) if table.labels == 2 else 0
        return r"\midrule " if not same else rf"\cmidrule{{2-{len(table.header)}}} "
    return "" if rules in ("stripes", "outer") else blank


def labels_across(paper: Paper, table: Table, row: Row, last: tuple[str, ...]) -> str:
    """Return the labels across the table that begin above a row."""
    found = ""
    style = paper.style
    for level in range(len(row.groups) - table.labels):
        if row.groups[: level + 1] == last[: level + 1]:
            continue
        text = tex(row.groups[level])
        look = style["label"] if not level else ("plain" if style["label"] == "italic" else "italic")
        if style["grouping"] == "set in":
            look = "plain"
        where = "c" if look == "centred" else "l"
        written = {"bold": rf"\textbf{{{text}}}", "italic": rf"\textit{{{text}}}", "small caps": rf"\textsc{{{text}}}",
                   "colour": rf"\textcolor{{blue!60!black}}{{{text}}}", "centred": rf"\textbf{{{text}}}",
                   "shaded": rf"\cellcolor{{blue!10}}\textbf{{{text}}}", "underlined": rf"\underline{{{text}}}",
                   "capitals": rf"\MakeUppercase{{{text}}}"}.get(look, text)  # fmt: skip
        rule = r"\hline " if look == "ruled" else ""
        found += rf"{rule}\multicolumn{{{len(table.header)}}}{{{where}}}{{{written}}}\\ {rule}"
        found += r"\hline " if style["rules"] in ("rows", "grid") and not rule else ""
    return found


def line(paper: Paper, table: Table, i: int, last: tuple[str, ...], merged: int, skip: int) -> str:
    """Return a row."""
    row = table.rows[i]
    cells = []
    for level in range(len(row.groups) - table.labels, len(row.groups)):
        path = row.groups[: level + 1]
        if path == last[: level + 1]:
            cells.append("")
            continue
        span = next((n for n, r in enumerate(table.rows[i:]) if r.groups[: level + 1] != path), len(table.rows) - i)
        text = tex(row.groups[level])
        centred = paper.style["label place"] == "middle" and span > 1 and paper.style["length"] != "long"
        cells.append(rf"\multirow{{{span}}}{{=}}{{{text}}}" if centred else text)
    for c, cell in enumerate(row.cells):
        if c and c == skip:
            cells.append("")
        else:
            cells.append(content(cell, paper))
            if c and c == merged:
                cells[-1] = rf"\multirow{{2}}{{{'=' if table.kinds[c] in WIDE else '*'}}}{{{cells[-1]}}}"
    if paper.style["grouping"] == "set in":
        cells[0] = rf"\hspace{{1em}}{cells[0]}"
    return rf"{' & '.join(cells)}\\ "


def content(cell: Cell, paper: Paper) -> str:
    """Return a cell's content."""
    if cell.items:
        return r" \newline ".join(map(tex, cell.items))
    text, raised = printed(cell, paper)
    return tex(text) + (rf"\textsuperscript{{{raised}}}" if raised else "")
