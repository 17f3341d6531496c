"""Mend titles: where they begin and end, and what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.references.mending.step import CONTAINERS, Labelled, Labels
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import SLANTED, Token

# A border of title and container moves no further than this to where the font changes.
_BORDER_REACH = 8
# Words that stand between fields and belong to none.
_BETWEEN = frozenset(
    (
        "in In IN of ed eds Ed Eds edited by vol Vol volume no No nr number pp p pages page "
        "URL url doi DOI ser editors editor and Pages Page Bd Available Retrieved Accessed Online"
    ).split()
)
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*", re.IGNORECASE)
_ROLES = frozenset("ed eds editor editors org orgs hrsg comp transl dir".split())
_MIN_QUOTED = 2  # words: a shorter quotation may be part of a title
_MIN_TITLE = 2
_SERVER = re.compile(r"arxiv(?:\.org)?(?:\s?(?:e\s?[-‐–]\s?prints?|preprints?))?")


def quoted_title(work: Labelled) -> Labels:
    """A quotation that is mostly title, or the only title there is, is title throughout."""
    tokens, labels = work.tokens, work.labels
    quoted = [i for i, t in enumerate(tokens) if t.quoted]
    if not quoted:
        return labels
    first = quoted[0]
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].quoted:
        last += 1
    words = [i for i in range(first, last + 1) if tokens[i].kind in "wn"]
    if len(words) < _MIN_QUOTED:
        return labels
    outside = any(
        label == "title" and not first <= i <= last and tokens[i].kind == "w" for i, label in enumerate(labels)
    )
    titled = sum(labels[i] == "title" for i in words)
    if titled * 2 < len(words) and outside:
        return labels
    span = _span(labels, "title")
    if span and span[0] < first - 1 and any(tokens[i].kind == "w" for i in range(span[0], first)):
        return labels  # the quotation is part of a longer title
    return ["title" if first <= i <= last else OUTSIDE if label == "title" else label for i, label in enumerate(labels)]


def font_border(work: Labelled) -> Labels:
    """Where the font changes once between title and container, there is their border."""
    tokens, labels = work.tokens, work.labels
    if work.missing("title"):
        return labels
    first = labels.index("title")
    last = work.last("title")
    end = last
    while end < len(labels) and (labels[end] in CONTAINERS or labels[end] == OUTSIDE and tokens[end].kind == "p"):
        end += 1
    words = [i for i in range(first, end) if tokens[i].kind == "w" and tokens[i].font]
    behind = [i for i in words if labels[i] in CONTAINERS]
    changes = [
        k for k in range(1, len(words)) if (tokens[words[k]].font == SLANTED) != (tokens[words[k - 1]].font == SLANTED)
    ]
    if not behind or len(changes) != 1 or any(labels[i] not in ("title", *CONTAINERS) for i in words):
        return labels
    border, new = words.index(behind[0]), changes[0]
    if border == new or abs(border - new) > _BORDER_REACH:
        return labels
    name = labels[behind[0]]
    cut = words[new]
    out = list(labels)
    for i in range(first, words[-1] + 1):
        out[i] = "title" if i < cut else name
    while cut > first and tokens[cut - 1].kind == "p":
        cut -= 1
        out[cut] = OUTSIDE
    return out


def title_begins(work: Labelled) -> Labels:
    """Words between the authors (or the year after them) and the title belong to the title."""
    tokens, labels = work.tokens, work.labels
    span = _span(labels, "title")
    if not span:
        return labels
    before = span[0] - 1
    while before >= 0 and labels[before] == OUTSIDE:
        before -= 1
    if before < 0 or labels[before] not in ("author", "date"):
        return labels
    start = before + 1
    while start < span[0] and tokens[start].kind == "p" and tokens[start].text not in "#*[(":
        start += 1
    gap = tokens[start : span[0]]
    if not any(t.kind in "wn" for t in gap) or any(_no_beginning(t) for t in gap):
        return labels
    if tokens[start].text in "[(" and (
        start + 1 >= span[0] or tokens[start + 1].kind != "w" or tokens[start + 1].text.lower() in _BETWEEN
    ):
        return labels
    return [*labels[:start], *("title" for _ in gap), *labels[span[0] :]]


def title_missing(work: Labelled) -> Labels:
    """Without a title, what follows the authors is one: a book's name, or an unlabelled stretch."""
    tokens, labels = work.tokens, work.labels
    if not work.titled or work.has("title"):
        return labels
    start = _behind_people(tokens, labels)
    dated = start > 0 and "date" in labels[max(start - 3, 0) : start]
    stop = start
    while stop < len(labels) and not (tokens[stop].text in ".,;:" and stop > start and _ends(tokens, labels, stop)):
        if tokens[stop].kind not in "wnp" or labels[stop] in ("volume", "pages", "date") and stop > start:
            break
        stop += 1
    words = [i for i in range(start, stop) if tokens[i].kind == "w"]
    taken = {labels[i] for i in words}
    if not words or tokens[start].text in ("In", "in") or taken & {"author", "editor"}:
        return labels
    named = dated or start == 0 or stop + 1 < len(tokens) and tokens[stop + 1].text in ("In", "in")
    if len(words) < _MIN_TITLE and not named or not _others_follow(labels, stop, taken):
        return labels
    return ["title" if start <= i < stop else label for i, label in enumerate(labels)]


def no_title(work: Labelled) -> Labels:
    """The name of a preprint server, or one letter ("1999 (a)"), is no title."""
    tokens, labels = work.tokens, work.labels
    span = _span(labels, "title")
    if not span:
        return labels
    words = [t.text.lower() for t in tokens[span[0] : span[1]] if t.kind != "p" or t.text in "-‐–"]
    letter = len("".join(words)) == 1 and words[0].isalpha()
    if not letter and not _SERVER.fullmatch(" ".join(words)):
        return labels
    return [OUTSIDE if span[0] <= i < span[1] else label for i, label in enumerate(labels)]


def _span(labels: Sequence[str], *names: str) -> tuple[int, int] | None:
    """First and behind-last index of the longest run of labels in `names`, marks outside between allowed."""
    best: tuple[int, int] | None = None
    i, n = 0, len(labels)
    while i < n:
        if labels[i] in names:
            j = i + 1
            while j < n and labels[j] in names:
                j += 1
            if best is None or j - i > best[1] - best[0]:
                best = (i, j)
            i = j
        else:
            i += 1
    return best


def _no_beginning(token: Token) -> bool:
    """Tell whether a word before the title cannot be its first: a role, a month, or one that stands between fields."""
    role = token.text.lower() in _ROLES or bool(_MONTH.fullmatch(token.text))
    return role or token.text in _BETWEEN and token.text[0].isupper()


def _behind_people(tokens: Sequence[Token], labels: Labels) -> int:
    """Return where the words behind the authors (else the leading editors) and the date behind them begin."""
    people = "author" if "author" in labels else "editor"
    start = 0
    for i, label in enumerate(labels):
        if label == people and (people == "author" or i <= len(labels) // 2):
            start = i + 1
    while 0 < start < len(labels):
        role = people == "editor" and tokens[start].text.lower() in ("ed", "eds", "editor", "editors")
        if not (role or labels[start] == "date" or tokens[start].kind == "p" and tokens[start].text not in '“"#'):
            break
        start += 1
    return start


def _ends(tokens: Sequence[Token], labels: Labels, at: int) -> bool:
    """Tell whether a mark ends a field: the label changes behind it, or a sentence ends."""
    following = labels[at + 1] if at + 1 < len(labels) else OUTSIDE
    return following != labels[at - 1] or tokens[at].text == "." and len(tokens[at - 1].text) > 2


def _others_follow(labels: Labels, stop: int, taken: set[str]) -> bool:
    """A journal with volume and pages is the journal (styles without titles); else the stretch may be the title."""
    rest = set(labels[stop:])
    return not (taken & {"journal", "series"} and rest & {"volume", "pages"})
