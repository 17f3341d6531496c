"""Label works printed in Chinese or Japanese letters, which the tagger never saw: by the marks that their styles set.

GB/T 7714 says behind the title what a work is (`[J]`, `[M]`, `[C]//`), and what stands where follows from it; in the
humanities titles stand in `《》`, the author before a colon. (GB/T 7714—2015, sections 4 and 8; the marks as printed.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.references.mending.step import Labelled, Labels
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import Token
from surveyrefs.text.ideographs import is_ideograph

SHARE = 0.5  # of the letters of a work are ideographs or kana: the tagger has no word of it
_CODES = frozenset("JMCDSPNRGAZ")
_MEDIA = frozenset(("EB", "DB", "CP", "DS"))  # with `/OL`
_SERIAL, _THESES = frozenset("JN"), frozenset("DR")
_IDENTIFIERS = frozenset(("doi", "url", "arxiv", "isbn"))
_STOPS = (".", "．", "。")
_COMMAS = (",", "，")
_COLONS = (":", "：")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_COUNTED = {"期": "issue", "卷": "volume", "页": "pages", "頁": "pages"}  # what is counted stands behind the number


def coded_work(work: Labelled) -> Labels:
    """`王小明. 笔记保存[J]. 图书情报, 2015, 12(3): 45-52`: the code ends the title and tells what follows.

    In other letters as well where the author's are Chinese, or the tagger found no title.
    """
    tokens = work.tokens
    code = _code(tokens)
    if code is None or not (_foreign(tokens) or is_ideograph(tokens[0].text[0]) or work.missing("title")):
        return work.labels
    opens, kind, closes = code
    out = _kept(work)
    stop = next((i for i in range(opens) if tokens[i].text in _STOPS), -1)
    _fill(out, 0, max(stop, 0), "author")
    _fill(out, stop + 1, opens, "title")
    rest = closes + 1
    if [t.text for t in tokens[rest : rest + 2]] == ["/", "/"]:
        end = _next(tokens, rest, _STOPS)
        _fill(out, rest + 2, end, "booktitle")
        rest = end
    if kind in _SERIAL:
        end = _next(tokens, rest + 1, _COMMAS)
        _fill(out, rest + 1, end, "journal")
        return _numbered(tokens, out, end)
    return _published(tokens, out, rest + 1, "institution" if kind in _THESES else "publisher")


def titled_by_marks(work: Labelled) -> Labels:
    """`王小明：《动画史》，北京：影像出版社，2010年`: titles stand in `《》`, the second one is the journal's."""
    tokens = work.tokens
    marks = [(i, _next(tokens, i, ("》",))) for i, t in enumerate(tokens) if t.text == "《"]
    if not marks or not _foreign(tokens) or marks[0][1] >= len(tokens) or _read(work, marks):
        return work.labels
    out = _kept(work)
    first = marks[0][0]
    named = first and tokens[first - 1].text in (*_COLONS, *_COMMAS)
    _fill(out, 0, first - 1 if named else first, "author")
    _fill(out, first + 1, marks[0][1], "title")
    rest = marks[0][1] + 1
    if len(marks) > 1 and marks[1][1] < len(tokens):
        _fill(out, marks[1][0] + 1, marks[1][1], "journal")
        rest = marks[1][1] + 1
        return _dated(tokens, out, rest)
    colon = _next(tokens, rest, _COLONS)
    start = max((i + 1 for i in range(rest, min(colon, len(tokens))) if tokens[i].text in _COMMAS), default=rest)
    if colon < len(tokens):
        return _published(tokens, out, start, "publisher")
    return _dated(tokens, out, rest)


def _read(work: Labelled, marks: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the tagger found a title in the first quotation alone, and who stands before it."""
    titled = ["title" in work.labels[first + 1 : last] for first, last in marks]
    return titled[0] and not any(titled[1:]) and (marks[0][0] == 0 or work.labels[0] != "title")


def _foreign(tokens: Sequence[Token]) -> bool:
    letters = "".join(t.text for t in tokens if t.kind == "w")
    return sum(map(is_ideograph, letters)) > SHARE * len(letters)


def _code(tokens: Sequence[Token]) -> tuple[int, str, int] | None:
    """Return where the code of a work's kind begins, the code, and where it ends: `[J]`, `[EB/OL]`."""
    for i in range(1, len(tokens) - 2):
        if tokens[i].text not in ("[", "［"):
            continue
        code = tokens[i + 1].text
        if code in _CODES | _MEDIA:
            close = _next(tokens, i, ("]", "］"))
            return (i, code, close) if close <= i + len("[EB/OL") else None
    return None


def _kept(work: Labelled) -> list[str]:
    return [t.kind if t.kind in _IDENTIFIERS else OUTSIDE for t in work.tokens]


def _next(tokens: Sequence[Token], start: int, marks: Sequence[str]) -> int:
    """Return the first of these marks from `start` on, the end where there is none."""
    return next((i for i in range(start, len(tokens)) if tokens[i].text in marks), len(tokens))


def _fill(out: list[str], start: int, end: int, label: str) -> None:
    out[start:end] = [label if k == OUTSIDE else k for k in out[start:end]]


def _published(tokens: Sequence[Token], out: list[str], start: int, who: str) -> Labels:
    """Label `上海: 信息学会, 2012: 101-108`: place, who published, year, pages."""
    colon, comma = _next(tokens, start, _COLONS), _next(tokens, start, _COMMAS)
    if colon < comma:
        _fill(out, start, colon, "location")
        _fill(out, colon + 1, comma, who)
        start = comma
    return _dated(tokens, out, start)


def _numbered(tokens: Sequence[Token], out: list[str], start: int) -> Labels:
    """Label `, 2015, 12(3): 45-52`: year, volume, issue, pages."""
    colon = _next(tokens, start, _COLONS)
    for i in range(start, colon):
        if tokens[i].kind == "n" and "date" in out and out[i] == OUTSIDE:
            out[i] = "issue" if tokens[i - 1].text in ("(", "（") else "volume"
        elif tokens[i].kind == "n" and _YEAR.fullmatch(tokens[i].text):
            out[i] = "date"
    return _paged(tokens, out, colon)


def _dated(tokens: Sequence[Token], out: list[str], start: int) -> Labels:
    """Label the first year from `start` on and, as printed behind it, issue and pages."""
    for i in range(start, len(tokens)):
        counted = _COUNTED.get(tokens[i + 1].text[:1]) if tokens[i].kind == "n" and i + 1 < len(tokens) else None
        if counted:
            out[i] = counted
        elif "date" not in out and _YEAR.fullmatch(tokens[i].text):
            out[i] = "date"
        elif tokens[i].text in _COLONS and "date" in out:
            return _paged(tokens, out, i)
    return out


def _paged(tokens: Sequence[Token], out: list[str], colon: int) -> Labels:
    end = _next(tokens, colon, _STOPS)
    _fill(out, colon + 1, end, "pages")
    return out
