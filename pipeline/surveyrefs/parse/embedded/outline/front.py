"""Title, authors and identifiers of the survey itself, from its first page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.off_line import is_raised
from surveyrefs.parse.embedded.layout.typeface import SAME_SIZE
from surveyrefs.parse.embedded.pdf.page import Page, PdfFile
from surveyrefs.text.dehyphenate import Vocabulary, joined
from surveyrefs.text.list_names import names_list
from surveyrefs.text.unicode import tidy

ARXIV_STAMP = re.compile(r"arXiv:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?")
DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>,;]+[^\s\"<>,;.)\]])")
TITLE_AREA = 0.6  # of the page's height: a title stands above
MAX_TITLE_LINES = 6
MAX_AUTHOR_LINES = 8
WORDED = 4  # letters of a line that is no sign
_MARKS = re.compile(r"[*†‡§¶‖∗⋆]|\b\d+\b|[¹²³⁴⁵⁶⁷⁸⁹⁰]")
_FIRST_SECTION = re.compile(r"(1|I)\.?\s+[A-Z]")  # in type as large as the title's, below it
_CHAPTER = re.compile(r"(chapter|kapitel|chapitre|cap[ií]tulo)\s+(\d|[IVXL]+\b)", re.I)  # its title is not the whole's
_NOT_NAMES = re.compile(
    r"@|universit|institut|department|school|college|laborator|faculty|street|http|email|member|fellow|abstract|\d{3}|"
    r"\bcenter\b|\bcentre\b|academy|research|inc\.|corporation|china|usa\b|germany|france",
    re.I,
)


def title_lines(lines: Sequence[PrintedLine], height: float) -> list[int]:
    """Return the indexes of the first page's lines that make the title: the largest type in its upper part.

    Where that is the name of a reference list the page prints no title.
    """
    top = [i for i, line in enumerate(lines) if line.page == 1 and line.y0 < TITLE_AREA * height and _worded(line)]
    if not top:
        return []
    opening = next((k for k, i in enumerate(top) if k and _CHAPTER.match(lines[i].text)), len(top))
    top = top[:opening]
    largest = max(lines[i].size for i in top)
    picked: list[int] = []
    for i in top:
        if lines[i].size >= largest - SAME_SIZE and not names_list(lines[i].text):
            # A line of names between ends the title, be the first heading as large; a lone "and" does not.
            between = lines[picked[-1] + 1 : i] if picked else []
            named = any(_worded(line) and len(line.words) > 1 for line in between)
            if picked and (i - picked[-1] > 2 or named or _FIRST_SECTION.match(lines[i].text)):
                break
            picked.append(i)
    return picked[:MAX_TITLE_LINES]


def _worded(line: PrintedLine) -> bool:
    return sum(c.isalpha() for c in line.text) >= WORDED


def title_of(lines: Sequence[PrintedLine], picked: Sequence[int], file: PdfFile) -> str:
    """Return the title as printed; the PDF's own where nothing on the page says it."""
    text = ""
    for i in picked:
        text = joined(text, lines[i].text, Vocabulary(()))
    return tidy(text) or tidy(file.title)


def authors_of(lines: Sequence[PrintedLine], picked: Sequence[int], end: int) -> tuple[str, ...]:
    """Return the names printed below the title, as far as lines below it look like names."""
    if not picked:
        return ()
    names: list[str] = []
    start = picked[-1] + 1
    for line in lines[start : min(end, start + MAX_AUTHOR_LINES)]:
        text = tidy(line.text)
        if _NOT_NAMES.search(text):
            if names:
                break
            continue
        plain = _MARKS.sub(" ", "".join(_unraised(line)))
        for part in re.split(r",|;|\band\b|&| {3,}", plain):
            name = " ".join(part.split())
            if re.fullmatch(r"[^\W\d_][\w.'’-]*( [\w.'’-]+){1,4}", name) and name[0].isupper():
                names.append(name.title() if name.isupper() else name)
    return tuple(names)


def _unraised(line: PrintedLine) -> list[str]:
    """Return the words without raised marks of affiliation, blanks between them."""
    kept = []
    for w in line.words:
        if is_raised(w, line.size, line.baseline):
            kept.append(" ")
            continue
        kept.append(w.text if w.glued else " " + w.text)
    return kept


def identifiers(pages: Sequence[Page]) -> tuple[str, str]:
    """Return the survey's own arXiv id and DOI, as its first page gives them ("" where it does not)."""
    if not pages:
        return "", ""
    page = pages[0]
    turned = " ".join(w.text for w in page.words if w.turn in (90, 270))
    stamp = ARXIV_STAMP.search(turned)
    edge = 0.15 * page.height
    margins = " ".join(w.text for w in page.words if w.turn == 0 and (w.y1 < edge or w.y0 > page.height - 2 * edge))
    doi = DOI.search(margins)
    return (stamp[1] if stamp else ""), (doi[1].lower() if doi else "")
