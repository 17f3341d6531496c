"""Print the same surveys with other programs: a browser, Typst, groff. Each takes `a.md` and `a.json` of a folder.

Needs Chromium, the package `typst`, groff; fonts for writings that the machine has none for are taken from FONT_FOLDER.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.drawn.printers import browser
from tests.bench.word.tongues import RIGHT_TO_LEFT

FONT_FOLDER = Path(os.environ.get("BENCH_FONTS", "/usr/share/fonts"))
SECONDS = 120  # that a program may take
BUILT_IN = {  # styles that Typst has, and their CSL files
    "ieee": "ieee", "apa": "apa", "vancouver": "vancouver", "chicago-author-date": "chicago-author-date",
    "nature": "nature", "elsevier-harvard": "elsevier-harvard", "springer-basic-brackets": "springer-basic",
    "cell": "cell", "modern-language-association": "modern-language-association",
    "american-physics-society": "american-physics-society",
}  # fmt: skip

Look = dict[str, Any]


def print_html(folder: Path, style: Path, language: str, rng: random.Random) -> Look:
    """Print with a browser, as the print view of a journal's page."""
    look: Look = {
        "columns": rng.choice([1, 1, 2]), "family": rng.choice(["Liberation Serif", "Liberation Sans", "Caladea"]),
        "size": rng.choice([9, 10, 11, 12]), "leading": rng.choice([1.2, 1.4, 1.6]), "links": rng.random() < 0.5,
        "browser head": rng.random() < 0.4, "list": rng.choice(["plain", "hanging", "small", "ordered"]),
        "table": rng.choice(["rules", "rows", "grid", "bare"]), "justify": rng.random() < 0.3,
        "heads": rng.choice(["large", "colour", "capitals", "same size"]), "paper": rng.choice(["A4", "Letter"]),
        "edge": rng.choice([10, 18, 25]),
    }  # fmt: skip
    links = ["-M", "link-citations=true"] if look["links"] else []
    (folder / "a.css").write_text(_css(look, language), encoding="utf-8")
    command = ["pandoc", "a.md", "--citeproc", "--csl", str(style), "--bibliography", "a.json", "-s", "--css", "a.css",
               "-M", "title=A review of slow studies", "-M", "document-css=false", *links, "-o", "a.html"]  # fmt: skip
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    page = folder / "a.html"
    if look["list"] == "ordered" and "csl-left-margin" not in page.read_text(encoding="utf-8"):
        look["list"] = "plain"
        (folder / "a.css").write_text(_css(look, language), encoding="utf-8")
    if look["list"] == "ordered":
        page.write_text(_ordered(page.read_text(encoding="utf-8")), encoding="utf-8")
    head = [] if look["browser head"] else ["--no-pdf-header-footer"]
    command = [str(browser()), "--headless", "--no-sandbox", "--disable-gpu", *head, "--allow-file-access-from-files",
               f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'paper.pdf'}",
               page.as_uri()]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return look


def _ordered(html: str) -> str:
    """Return a page without the labels of its list: the browser counts it."""
    return re.sub(r'<div class="csl-left-margin">.*?</div>', "", html, flags=re.S)


def _css(look: Look, language: str) -> str:
    faces = "".join(
        f"@font-face{{font-family:'Own {i}';src:url('{path.as_uri()}')}}"
        for i, path in enumerate(sorted(FONT_FOLDER.glob("*.tt?")))
    )
    own = "".join(f",'Own {i}'" for i in range(len(list(FONT_FOLDER.glob("*.tt?")))))
    turned = ""
    if language in RIGHT_TO_LEFT:  # labels before their entries, which pandoc lets float to the left
        turned = "body{direction:rtl} .csl-left-margin{float:none!important} .csl-right-inline{margin:0!important}"
    lists = {
        "plain": ".csl-entry{margin:4pt 0}", "small": ".csl-entry{font-size:80%;margin:2pt 0}",
        "hanging": ".csl-entry{padding-inline-start:18pt;text-indent:-18pt;margin:3pt 0}",
        "ordered": ".csl-entry{margin:3pt 0;text-indent:0;display:list-item;list-style:decimal} "
        "#refs{padding-inline-start:24pt}",
    }[look["list"]]  # fmt: skip
    margin = ".csl-left-margin{display:inline;margin-inline-end:4pt}.csl-right-inline{display:inline}"
    heads = {
        "large": "h1{font-size:150%}h2{font-size:120%}", "colour": "h1,h2{color:#1a56a8;font-size:120%}",
        "capitals": "h1{text-transform:uppercase;font-size:100%}h2{font-size:100%;font-style:italic}",
        "same size": "h1,h2{font-size:100%}",
    }[look["heads"]]  # fmt: skip
    tables = {
        "rules": "table{border-top:1pt solid;border-bottom:1pt solid}thead{border-bottom:.5pt solid}", "bare": "",
        "rows": "tr{border-bottom:.5pt solid #aaa}", "grid": "td,th{border:.5pt solid}",
    }[look["table"]]  # fmt: skip
    columns = "body{columns:2;column-gap:18pt}" if look["columns"] == 2 else ""
    justified = "p{text-align:justify}" if look["justify"] else ""
    return f"""{faces}@page{{size:{look["paper"]};margin:{look["edge"]}mm}}
body{{font:{look["size"]}pt/{look["leading"]} '{look["family"]}'{own},serif;margin:0}} {turned} {lists} {margin} {heads}
table{{border-collapse:collapse;width:100%;font-size:90%}} td,th{{padding:2pt 5pt;text-align:start}} {tables} {columns}
{justified} h1.title{{font-size:180%;text-align:center}} sup{{line-height:0}} a{{color:#1a56a8;text-decoration:none}}"""


def print_typst(folder: Path, style: Path, language: str, rng: random.Random) -> Look:
    """Print with Typst, list and callouts by its own reader of styles."""
    import typst

    look: Look = {
        "columns": rng.choice([1, 2]), "size": rng.choice([9, 10, 11]), "justify": rng.random() < 0.7,
        "font": rng.choice(["Libertinus Serif", "New Computer Modern", "Liberation Serif", "Liberation Sans"]),
        "heads": rng.choice(["plain", "numbered", "roman", "small"]), "rules": rng.choice(["rules", "grid", "rows"]),
        "page numbers": rng.random() < 0.7, "built in": rng.random() < 0.5,
    }  # fmt: skip
    text = (folder / "a.md").read_text(encoding="utf-8").partition("---\n\n")[2]
    name = BUILT_IN.get(style.stem) if look["built in"] else None
    (folder / "style.csl").write_bytes(style.read_bytes())
    subprocess.run(["pandoc", "-f", "csljson", "-t", "biblatex", "a.json", "-o", "a.bib"], cwd=folder, check=True)
    if look["heads"] in ("numbered", "roman"):
        text = re.sub(r"(?m)^(#+) [\d.]+ ", r"\1 ", text)
    body = _typst(text, name or "style.csl", own_captions=rng.random() < 0.5)
    (folder / "a.typ").write_text(_preamble(look, language) + body, encoding="utf-8")
    typst.compile(str(folder / "a.typ"), output=str(folder / "paper.pdf"), font_paths=[str(FONT_FOLDER)])
    return look | {"loose": True}


def _typst(text: str, style: str, own_captions: bool) -> str:
    """Turn our Markdown into Typst's; captions are its own or paragraphs."""
    blocks, found = [block for block in text.split("\n\n") if block.strip()], []
    for i, block in enumerate(blocks):
        after = blocks[i + 1].lstrip() if i + 1 < len(blocks) else ""
        before = blocks[i - 1].strip() if i else ""
        if block.lstrip().startswith("|"):
            found.append(_typst_table(block.strip(), before if own_captions else ""))
        elif after.startswith("|") and own_captions:
            continue
        elif "{#refs}" in after:
            title = json.dumps(block.strip().lstrip("# "), ensure_ascii=False)
            found.append(f'#bibliography("a.bib", title: {title}, style: {json.dumps(style)})')
        elif "{#refs}" not in block:
            level = len(block.lstrip()) - len(block.lstrip().lstrip("#"))
            found.append("=" * level + _typst_text(block.strip().lstrip("#")))
    return "\n\n".join(found)


def _typst_text(text: str) -> str:
    return re.sub(r"\[(@w\d+(?:; @w\d+)*)\]", lambda m: re.sub(r"@(w\d+)(?:; )?", r"#cite(<\1>)", m[1]), text)


def _typst_table(block: str, caption: str) -> str:
    rows = [[_typst_text(cell.strip()) for cell in line.strip("| ").split("|")] for line in block.split("\n")]
    head, cells = rows[0], [cell for row in rows[2:] for cell in row]
    inner = ", ".join(f"[{cell}]" for cell in cells)
    table = f"table(columns: {len(head)}, table.header({', '.join(f'[*{h}*]' for h in head)}), {inner})"
    label = re.match(r"(.*?)\s*(?<!\d)(\d+)\.?\s*([^\d.:]*)[.:]\s*(.*)", caption)
    if label is None:
        return f"#{table}"
    return f"#figure({table}, caption: [{label[4]}], supplement: [{label[1] or label[3]}])"


def _preamble(look: Look, language: str) -> str:
    numbering = {"numbered": '"1.1"', "roman": '"I.A."'}.get(look["heads"], "none")
    size = look["size"]
    heads = f"#show heading: set text(size: {size}pt)\n" if look["heads"] == "small" else ""
    if look["heads"] == "roman":
        heads = f"#show heading.where(level: 1): it => align(center, text({size}pt, smallcaps(it)))\n"
    strokes = {"grid": "0.5pt", "rows": "(bottom: 0.5pt)", "rules": "none"}[look["rules"]]
    pages = 'numbering: "1", ' if look["page numbers"] else ""
    return f"""#set page(paper: "a4", {pages}columns: {look["columns"]})
#set text(font: ("{look["font"]}", "DejaVu Sans", "Lohit Devanagari"), size: {size}pt, lang: "{language}")
#set par(justify: {str(look["justify"]).lower()})
#set heading(numbering: {numbering})
#set table(stroke: {strokes}, inset: 4pt)
#let horizontalrule = line(length: 100%)
{heads}#place(top + center, float: true, scope: "parent", text(17pt)[A review of slow studies])
"""


def print_groff(folder: Path, style: Path, language: str, rng: random.Random) -> Look:
    """Print with groff's macros `ms`."""
    look: Look = {"columns": rng.choice([1, 2]), "size": rng.choice([10, 11]), "numbered": rng.random() < 0.5}
    command = ["pandoc", "a.md", "--citeproc", "--csl", str(style), "--bibliography", "a.json", "-t", "ms"]
    body = subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout.decode()
    head = f".nr PS {look['size']}\n.nr VS {look['size'] + 2}\n.TL\nA review of slow studies\n.AU\nA. Author\n"
    head += ".2C\n" if look["columns"] == 2 else ""
    if look["numbered"]:
        body = body.replace(".SH ", ".NH ")
    (folder / "a.ms").write_text(head + body, encoding="utf-8")
    with (folder / "paper.pdf").open("wb") as target:
        subprocess.run(["groff", "-k", "-t", "-ms", "-Tpdf", "a.ms"], cwd=folder, check=True, stdout=target,
                       stderr=subprocess.DEVNULL)  # fmt: skip
    return look


PRINTERS: dict[str, Callable[[Path, Path, str, random.Random], Look]] = {
    "html": print_html, "typst": print_typst, "groff": print_groff,
}  # fmt: skip
GROFF_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "fi", "id")  # what its fonts have
