"""A new row in the manner of the rows that stand there already: of tables with bars, and of bullets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from surveyrefs.lists.model import ListBlock, ListEntry, PaperList, Role
from surveyrefs.lists.read.lines import ending
from surveyrefs.lists.read.links import word_kind
from surveyrefs.lists.read.published import is_nothing
from surveyrefs.lists.works import Work, markdown
from surveyrefs.text.similarity import fold

_BAR = re.compile(r"(?<!\\)\|")
_LINK = re.compile(r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<url>[^)]*)\)")
_MARKER = re.compile(r"^(?P<indent>\s*(?:>\s*)*)(?P<marker>[-*+]|\d+[.)])(?P<gap>\s+)(?:\[[ xX]\]\s+)?")
_ALIGNED = 0.8  # of a table's rows have their bars in one place: then a new row has too


class Manner:
    """How a list writes things: its spelling of arXiv, what it puts where there is nothing."""

    def __init__(self, listed: PaperList) -> None:
        spelt = Counter(entry.venue for entry in listed.entries if fold(entry.venue) == "arxiv")
        self.archive = spelt.most_common(1)[0][0] if spelt else "arXiv"
        self.listed = listed

    def nothing(self, block: ListBlock, column: int) -> str:
        """Return what stands in a column where there is nothing: a dash, or a blank."""
        same = [one for one in self.listed.blocks if one.kind == "pipe" and one.columns == block.columns]
        cells = [cells[column].strip() for one in same for cells in _rows(self.listed, one) if column < len(cells)]
        empty = Counter(cell for cell in cells if is_nothing(cell))
        return (
            min(empty, key=lambda cell: (-empty[cell], cell)) if empty else "-" if block.roles[column] == "code" else ""
        )


def pipe_row(listed: PaperList, block: ListBlock, work: Work, manner: Manner) -> str:
    """Return a row for a table with bars, without its line end: columns, bars and blanks as in the rows before."""
    rows = _rows(listed, block)
    model = listed.lines[(block.rows[-1][0] if block.rows else block.line) - 1].rstrip("\r\n")
    cells = []
    for column, role in enumerate(block.roles):
        written = [row[column] for row in rows if column < len(row)]
        text = _cell(role, work, [cell.strip() for cell in written], block.roles, manner)
        cells.append(_padded(text or manner.nothing(block, column), written))
    start = re.match(r"\s*", model)
    stripped = model.strip()
    left = (start[0] if start else "") + ("|" if stripped.startswith("|") or len(cells) == 1 else "")
    return left + "|".join(cells) + ("|" if stripped.endswith("|") and not stripped.endswith("\\|") else "")


def _rows(listed: PaperList, block: ListBlock) -> list[list[str]]:
    """Return the cells of a block's rows as written, blanks included."""
    found = []
    for line, _ in block.rows:
        text = listed.lines[line - 1].strip("\r\n")
        inner = text.strip().removeprefix("|")
        inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
        found.append(_BAR.split(inner))
    return found


def _padded(text: str, written: Sequence[str]) -> str:
    """Return a cell with the blanks of the cells above it; where their bars are in line, so is the new one's."""
    if not written:
        return f" {text} "
    widths = Counter(map(len, written))
    width, often = widths.most_common(1)[0]
    # In a long column the model is the last row; a cell of blanks only tells nothing of blanks around words.
    model = next((cell for cell in reversed(written) if cell.strip()), written[-1])
    before = len(model) - len(model.lstrip())
    after = len(model) - len(model.rstrip())
    if len(written) > 1 and often >= _ALIGNED * len(written) and len(text) + min(before, 1) < width:
        centred = before > 1 and abs(before - after) <= 1 and len({len(c) - len(c.lstrip()) for c in written}) > 1
        before = (width - len(text)) // 2 if centred else min(before, width - len(text))
        return " " * before + text + " " * (width - len(text) - before)
    return (
        " " * before + text + " " * (after if often < _ALIGNED * len(written) or len(written) == 1 else min(after, 1))
    )


def _cell(role: Role, work: Work, written: Sequence[str], roles: Sequence[Role], manner: Manner) -> str:
    """Return what a cell of a role says of a work, linked or plain as the cells above are."""
    linked = [match for cell in written if (match := _LINK.search(cell))]
    title = markdown(work.title)
    if role == "title":
        bold = bool(written) and written[-1].startswith("**")
        plain = bool(written) and not any(not word_kind(match["text"].strip("[]")) for match in linked)
        shown = f"[{title}]({work.url})" if work.url and (not plain or not {"link", "venue"} & set(roles)) else title
        return f"**{shown}**" if bold else shown
    if role == "authors":
        return markdown(work.authors)
    if role == "venue":
        shown = markdown(work.venue if "year" in roles else work.published(manner.archive))
        shown = manner.archive if shown == "arXiv" else shown
        return f"[{shown}]({work.url})" if linked and work.url and shown else shown
    if role == "year":
        return work.year
    if role == "link":
        return f"[{linked[-1]['text'] if linked else 'paper'}]({work.url})" if work.url else ""
    if role == "code" and work.code:
        return f"[{linked[-1]['text']}]({work.code})" if linked else work.code
    return ""


def bullet(listed: PaperList, block: ListBlock | None, work: Work, manner: Manner) -> str:
    """Return a bullet in the manner of the last one of its block, without its line end."""
    entry = next((e for e in reversed(listed.entries) if block and (e.line, e.end) == block.rows[-1]), None)
    if block is None or entry is None:
        return "- " + _bullet_text("", None, work, manner)
    model = " ".join("".join(listed.lines[entry.line - 1 : entry.end]).split("\n"))
    marker = _MARKER.match(model)
    if not marker:
        return "- " + _bullet_text("", None, work, manner)
    sign = marker["marker"]
    if sign[:-1].isdecimal():
        sign = f"{int(sign[:-1]) + 1}{sign[-1]}"
    head = marker["indent"] + sign + marker["gap"]
    return head + _bullet_text(model[marker.end() :].rstrip(), entry, work, manner)


def _bullet_text(model: str, entry: ListEntry | None, work: Work, manner: Manner) -> str:
    """Return title, authors, venue and links in the order and dress of the model."""
    title, when = markdown(work.title), markdown(work.published(manner.archive))
    bold = model.startswith("**")
    linked = not model or re.match(r"(?:\*\*)?\[(?!\[)", model) is not None
    shown = f"[{title}]({work.url})" if linked and work.url else title
    parts = [f"**{shown}**" if bold or (not linked and model.startswith("*")) else shown]
    if entry is not None and entry.authors and work.authors:
        authors = markdown(work.authors)
        parts.append(f"*{authors}*" if re.search(r"(?<!\*)\*(?!\*)|(?<!\w)_(?=\w)", model) else authors)
    separator = _separator(model)
    if when:
        dressed = f"({when})" if entry is not None and f"({entry.venue or entry.year}" in model else when
        parts.append(dressed)
    text = parts[0] + "".join((" " if part.startswith("(") else separator) + part for part in parts[1:])
    links = [] if linked and work.url else [("paper", work.url)]
    links += [("code", work.code)]
    return text + "".join(_worded(model, word, url) for word, url in links if url)


def _separator(model: str) -> str:
    """Return what parts the title from what follows, such as ` — ` or `, `."""
    rest = re.sub(r"^(?:\*\*)?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\([^)]*\)(?:\*\*)?|^\*\*.*?\*\*", "", model)
    match = re.match(r"\s*(?:[-–—|]\s+|[,.:;]\s*)", rest) if rest != model else None
    return match[0] if match and match[0].strip() else ", "


def _worded(model: str, word: str, url: str) -> str:
    """Return a link on a word, its brackets as the model has them: `[[paper]](…)`, `[[paper](…)]`, `[paper](…)`."""
    if "[[" in model and "]](" in model:
        return f" [[{word}]]({url})"
    return f" [[{word}]({url})]" if "[[" in model else f" [{word}]({url})"


def line_end(listed: PaperList, line: int) -> str:
    """Return how lines end around a line; a file without any line end gets line feeds."""
    for n in (line - 1, line - 2, 0):
        if 0 <= n < len(listed.lines) and ending(listed.lines[n]):
            return ending(listed.lines[n])
    return "\n"
