"""A new row for a table in HTML, made from the last row's own tags."""

from __future__ import annotations

import re
from html import escape

from surveyrefs.lists.model import ListBlock, PaperList, Role
from surveyrefs.lists.rows import Manner
from surveyrefs.lists.works import Work, badge

_CELL = re.compile(r"(<t[dh]\b[^>]*>)(.*?)(</t[dh]\s*>)", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"^(?P<before>\s*)<tr\b.*</tr\s*>(?P<after>\s*)$", re.IGNORECASE | re.DOTALL)
_HREF = re.compile(r"(<a\b[^>]*\bhref\s*=\s*)(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_ANCHOR_TEXT = re.compile(r"(<a\b[^>]*>)(?!\s*<img)(.*?)(</a\s*>)", re.IGNORECASE | re.DOTALL)
_BADGE = re.compile(r"(/badge/)(?P<label>(?:[^\-\"'?]|--)+-)?(?P<message>(?:[^\-\"'?]|--)+)(?P<colour>-[^\"']*)")


def html_row(listed: PaperList, block: ListBlock, work: Work, manner: Manner) -> str:
    """Return a row with its line ends, empty where the table's rows do not stand on lines of their own."""
    for number, (line, end) in enumerate(reversed(block.rows)):
        model = "".join(listed.lines[line - 1 : end])
        if number == 0 and not _ROW.match(model):
            return ""  # the table's end stands on the line of its last row
        if _ROW.match(model) and len(_CELL.findall(model)) == len(block.roles) and "rowspan" not in model.lower():
            return _filled(model, block, _with_code(listed, block, work), work, manner)
    return ""


def _with_code(listed: PaperList, block: ListBlock, work: Work) -> str:
    """Return the inside of a cell with a link to code, from whatever row has one; empty where none has."""
    column = block.roles.index("code") if "code" in block.roles else -1
    for line, end in reversed(block.rows) if work.code and column >= 0 else ():
        cells = _CELL.findall("".join(listed.lines[line - 1 : end]))
        if column < len(cells) and _HREF.search(cells[column][1]):
            return str(cells[column][1])
    return ""


def _filled(model: str, block: ListBlock, code: str, work: Work, manner: Manner) -> str:
    out, end = [], 0
    for role, match in zip(block.roles, _CELL.finditer(model), strict=True):
        out += [model[end : match.start()], match[1], _inner(role, match[2], block.roles, code, work, manner), match[3]]
        end = match.end()
    return "".join([*out, model[end:]])


def _inner(role: Role, model: str, roles: tuple[Role, ...], code: str, work: Work, manner: Manner) -> str:
    """Return the inside of a cell: the model's tags around what is new."""
    url = escape(work.url, quote=True)
    if role == "title":
        return _dressed(model, work.title, url if _HREF.search(model) else "")
    if role == "authors":
        return escape(work.authors)
    if role in ("venue", "link"):
        said = work.venue if "year" in roles else work.published(manner.archive)
        return _dressed(model, said, url) if role == "venue" else _dressed(model, "", url)
    if role == "year":
        return work.year
    if role == "code" and work.code:
        link = escape(work.code, quote=True)
        return _HREF.sub(lambda m: f'{m[1]}"{link}"', code) if code else f'<a href="{link}">code</a>'
    return " "


def _dressed(model: str, said: str, url: str) -> str:
    """Return words and address in place of the model's; without an address the link goes, its words stay."""
    text = escape(said)
    if not url:
        return text
    if not _HREF.search(model):
        return text or f'<a href="{url}">paper</a>'
    made = _HREF.sub(lambda m: f'{m[1]}"{url}"', model)
    if "/badge/" in made:
        return _BADGE.sub(lambda m: f"{m[1]}{m['label'] or ''}{escape(badge(said)) or m['message']}{m['colour']}", made)
    return _ANCHOR_TEXT.sub(lambda m: m[1] + (text or m[2]) + m[3], made)
