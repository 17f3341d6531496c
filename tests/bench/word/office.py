"""What a word processor does by itself, added to a drawn document: numbers of headings and entries by automatic lists,
sections of several columns, turned pages, frames, footnotes, running titles."""

from __future__ import annotations

import random
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

LABELS = {"[n]": "[%1]", "n.": "%1.", "(n)": "(%1)", "n": "%1"}
HEADS = {"1.": ("%1.", "%1.%2."), "1": ("%1", "%1.%2"), "I.": ("%1.", "%2."), "Chapter": ("Part %1:", "%1.%2")}


def with_footnotes(text: str, rng: random.Random) -> str:
    """Return Markdown with remarks in footnotes at the ends of some paragraphs."""
    if rng.random() < 0.5:
        return text
    blocks = text.split("\n\n")
    for i, block in enumerate(blocks[1:], 1):
        if block[-1:] in ".。" and not block.startswith(("#", "|")) and rng.random() < 0.25:
            first = re.split(r"(?<=[.。])", re.sub(r"\[@[^\]]*\]", "", block))[0]
            blocks[i] = f"{block}^[{first}]"
    return "\n\n".join(blocks)


def automatic(path: Path, rng: random.Random) -> dict[str, Any]:
    """Change a document in place; return what was chosen."""
    document = docx.Document(str(path))
    look: dict[str, Any] = {
        "automatic list": rng.choice(["", *LABELS]), "automatic heads": rng.choice(["", "", *HEADS]),
        "title across": rng.random() < 0.6, "turned page": rng.random() < 0.25, "frame": rng.random() < 0.3,
        "running titles": rng.random() < 0.4, "narrow": rng.random() < 0.3, "caption below": rng.random() < 0.3,
    }  # fmt: skip
    if look["automatic list"]:
        _count_entries(document, LABELS[look["automatic list"]])
    if look["automatic heads"]:
        _count_heads(document, HEADS[look["automatic heads"]], look["automatic heads"] == "I.")
    if look["caption below"]:
        for table in document.tables:
            above = table._tbl.getprevious()
            if above is not None and above.tag == qn("w:p"):
                table._tbl.addnext(above)
    if look["narrow"]:
        for section in document.sections:
            section.left_margin = section.right_margin = Cm(1.27)
    if look["frame"]:
        _frame(document)
    if look["running titles"]:
        section = document.sections[0]
        document.settings.odd_and_even_pages_header_footer = True
        section.header.paragraphs[0].text = "A review of slow studies"
        section.even_page_header.paragraphs[0].text = "Author and Writer / Slow Studies 12 (2021)"
    if look["title across"]:
        _break(document.paragraphs[1]._p, document.sections[0]._sectPr, columns=1)
    if look["turned page"] and document.tables:
        _turn(document, document.tables[0]._tbl)
    document.save(str(path))
    return look


def _numbering(document: Any, levels: tuple[str, ...], roman: bool = False, hang: int = 500) -> int:
    """Add an automatic list; return its number."""
    part = document.part.numbering_part.element
    number = 900 + len(part)
    formats = ("upperRoman", "upperLetter") if roman else ("decimal", "decimal")
    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{formats[i]}"/><w:lvlText w:val="{text}"/>'
        f'<w:pPr><w:ind w:left="{hang}" w:hanging="{hang}"/></w:pPr></w:lvl>'
        for i, text in enumerate(levels)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>')
    part.insert(0, abstract)
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
    return number


def _count(paragraph: Any, number: int, level: int) -> None:
    props = paragraph._p.get_or_add_pPr()
    props.insert(1, parse_xml(
        f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    ))  # fmt: skip
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.first_line_indent = None


def _without_number(paragraph: Any, pattern: str) -> bool:
    """Take a typed number off a paragraph's head; tell whether it had one."""
    match = re.match(pattern, paragraph.text)
    if match is None:
        return False
    left = match.end()
    for run in paragraph.runs:
        text = run.text
        run.text = text[left:]
        left = max(0, left - len(text))
        if not left:
            break
    return True


def _count_entries(document: Any, label: str) -> None:
    entries = [p for p in document.paragraphs if p.style.name == "Bibliography"]
    if not entries or not all(re.match(r"[\[(]?\d+[\]).]?\s", p.text) for p in entries):
        return
    number = _numbering(document, (label,))
    for paragraph in entries:
        _without_number(paragraph, r"[\[(]?\d+[\]).]?\s+")
        _count(paragraph, number, 0)


def _count_heads(document: Any, levels: tuple[str, ...], roman: bool) -> None:
    number = _numbering(document, levels, roman, 600)
    for paragraph in document.paragraphs:
        level = re.fullmatch(r"(\d+)\.((?:\d+)\.)?\s.*", paragraph.text)
        short = (
            len(paragraph.text) < 80
            and ":" not in paragraph.text
            and paragraph.style.name in ("Heading 1", "Heading 2", "Body Text")
        )
        if level and short and _without_number(paragraph, r"[\d.]+\s+"):
            _count(paragraph, number, 1 if level[2] else 0)


def _break(paragraph: Any, last: Any, columns: int, kind: str = "continuous", turned: bool = False) -> None:
    """End a section with a paragraph; what follows begins in the next one's columns on the same page."""
    section = deepcopy(last)
    for child in list(section):
        if child.tag in (qn("w:cols"), qn("w:headerReference"), qn("w:footerReference"), qn("w:type")):
            section.remove(child)
    section.insert(0, parse_xml(f'<w:type {nsdecls("w")} w:val="{kind}"/>'))
    section.append(parse_xml(f'<w:cols {nsdecls("w")} w:num="{columns}" w:space="500"/>'))
    if turned:
        size = section.find(qn("w:pgSz"))
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        for name, value in (("w", height), ("h", width), ("orient", "landscape")):
            size.set(qn(f"w:{name}"), value)
    props = paragraph.find(qn("w:pPr"))
    if props is None:
        props = parse_xml(f"<w:pPr {nsdecls('w')}/>")
        paragraph.insert(0, props)
    props.append(section)
    for old in last.findall(qn("w:type")):
        last.remove(old)
    last.insert(0, parse_xml(f'<w:type {nsdecls("w")} w:val="continuous"/>'))


def _turn(document: Any, table: Any) -> None:
    """Set a table with what is before it on a page of its own, turned."""
    last = document.sections[-1]._sectPr
    cols = last.find(qn("w:cols"))
    columns = int(cols.get(qn("w:num")) or 1) if cols is not None else 1
    before = table.getprevious()
    if before is None or before.tag != qn("w:p") or before.getprevious() is None:
        return
    above = before.getprevious()
    if above.tag == qn("w:p"):
        _break(above, last, columns)
    after = parse_xml(f"<w:p {nsdecls('w')}/>")
    table.addnext(after)
    _break(after, last, 1, "nextPage", turned=True)
    last.find(qn("w:type")).set(qn("w:val"), "nextPage")


def _frame(document: Any) -> None:
    """Put a box of text beside the second paragraph of the text."""
    body = [p for p in document.paragraphs if p.style.name in ("Body Text", "First Paragraph") and len(p.text) > 100]
    if len(body) < 2:
        return
    box = deepcopy(body[0]._p)
    props = box.get_or_add_pPr()
    props.insert(1, parse_xml(
        f'<w:framePr {nsdecls("w")} w:w="3000" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" '
        'w:xAlign="right" w:y="1"/>'
    ))  # fmt: skip
    for run in box.findall(qn("w:r")):
        for text in run.findall(qn("w:t")):
            text.text = re.sub(r"[\[(].*?[\])]|\d", "", text.text or "")
    body[1]._p.addprevious(box)
