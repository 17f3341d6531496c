"""Mend what a work appeared in: journals, proceedings and books, and the place behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.references.mending.step import CONTAINERS, Labelled, Labels
from surveyrefs.references.tagging.tagger import OUTSIDE, countries
from surveyrefs.references.tagging.tokens import SLANTED, Token

_BEFORE_CONTAINER = frozenset((".", ",", "?", "!", "”", ":"))
_NUMBERS = ("volume", "issue", "pages", "date")
_DAYS = re.compile(r"\d{1,2}")
_MOST_CITY_WORDS = 4
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
# Words before containers and numbers that a style may set in italics.
_ANNOUNCE = frozenset("in of vol volume no number pp page pages".split())


def whole_slanted(work: Labelled) -> Labels:
    """A stretch in italics that is mostly container is container throughout, but for numbers at its end."""
    tokens, labels = work.tokens, work.labels
    out, i = labels, 0
    while i < len(tokens):
        if tokens[i].font != SLANTED:
            i += 1
            continue
        j = i
        while j < len(tokens) and tokens[j].font == SLANTED:
            j += 1
        words = [k for k in range(i, j) if tokens[k].kind == "w"]
        inside = [out[k] for k in words if out[k] in CONTAINERS]
        if len(words) > 1 and len(inside) * 2 > len(words) and not any(out[k] in ("author", "title") for k in words):
            name = max(set(inside), key=lambda x: (inside.count(x), x))
            stop = max(k for k in words) + 1
            start = i + 1 if tokens[i].text in ("In", "in") else i
            tail = next(
                (
                    k
                    for k in range(start, stop)
                    if tokens[k].text.lower() in ("vol", "volume", "no", "pp", "pages", "ser") or _series_opens(work, k)
                ),
                stop,
            )
            out = [
                name
                if start <= k < tail
                and (tokens[k].kind != "n" or label not in ("volume", "issue", "pages") or k < tail - 1)
                else label
                for k, label in enumerate(out)
            ]
        i = j
    return out


def _series_opens(work: Labelled, at: int) -> bool:
    """Tell whether a bracket opens a series: `Li. 2015. … *Proceedings of Trees (Notes on Elms, Vol. 5)*`.

    ACM's style, with the year behind the authors, prints series there; elsewhere the bracket is as often the name's.
    """
    opens = work.tokens[at].text == "(" and work.labels[at + 1 : at + 2] == ["series"]
    return opens and "date" in work.labels[:at]


def slanted_container(work: Labelled) -> Labels:
    """Without a container, the italics behind the title's roman words are one, even where they passed for title."""
    tokens, labels = work.tokens, work.labels
    if work.has(*CONTAINERS) or work.missing("title"):
        return labels
    start = labels.index("title")
    if tokens[start].font == SLANTED:
        return labels  # a book or thesis: the italics are the title
    first = next((i for i in range(start + 1, len(tokens)) if tokens[i].font == SLANTED), len(tokens))
    last = first
    while last < len(tokens) and tokens[last].font == SLANTED and tokens[last].kind in "wnp":
        last += 1
    numbered = [i for i in range(first, last) if labels[i] in _NUMBERS]
    if numbered and any(label == "title" for label in labels[numbered[-1] : last]):  # "Pages 5–20 of: Humanoid robots"
        first = labels.index("title", numbered[-1])
    mark = tokens[first - 1].text if first < len(tokens) else ""
    start = _behind_announced(work, first, last)
    words = [t for t in tokens[start:last] if t.kind == "w" and t.text.lower() not in _ANNOUNCE]  # "*Pages* 5–20"
    behind = mark in ("In", "in") or mark in _BEFORE_CONTAINER
    if not words or not behind or not words[0].text[0].isupper() or {"author", "editor"} & set(labels[first:last]):
        return labels
    name = "booktitle" if mark in ("In", "in", ":") or start > first else "journal"
    return [
        name if start <= i < last and not (label in _NUMBERS and tokens[i].kind == "n") else label
        for i, label in enumerate(labels)
    ]


def _behind_announced(work: Labelled, first: int, last: int) -> int:
    """Return where a container begins in tokens[first:last]: behind `Pages 5–20 of:`, which a style may slant too."""
    tokens = work.tokens
    if first >= last or tokens[first].text.lower() not in _ANNOUNCE:
        return first
    return next(
        (i for i in range(first, last) if tokens[i].kind == "w" and tokens[i].text.lower() not in _ANNOUNCE), last
    )


def journal_in_title(work: Labelled) -> Labels:
    """Without a container, the last sentence of a title that a volume follows is the journal."""
    tokens, out = work.tokens, list(work.labels)
    if work.missing("volume") or work.missing("title") or work.has("journal", "booktitle"):
        return out
    first = out.index("title")
    last = work.last("title")
    if any(out[i] != "title" and tokens[i].kind != "p" for i in range(first, last)):
        return out
    between = {*out[last : out.index("volume")]} if out.index("volume") > last else {"volume"}
    stops = [
        i
        for i in range(first + 1, last - 1)
        if tokens[i].text in ".?!" and tokens[i + 1].text[0].isupper() and not _bracketed(tokens[first:i])
    ]
    if not stops or not between <= {OUTSIDE, "date"} or out.index("volume") < last:
        return out
    cut = stops[-1]
    return [*out[:cut], OUTSIDE, *("journal" for _ in range(cut + 1, last)), *out[last:]]


def _bracketed(tokens: Sequence[Token]) -> bool:
    """Tell whether a bracket that opens here is still open at the end: the sentence that ends in it is no title."""
    depth = sum((token.text in _OPEN) - (token.text in _CLOSE) for token in tokens)
    return depth > 0


def one_container(work: Labelled) -> Labels:
    """A container that changes its label behind a full stop or comma is one: `Proc. Int. Conf. Knowl. Discovery`."""
    tokens, labels = work.tokens, work.labels
    if work.missing("journal") or work.missing("booktitle"):
        return labels
    out = list(labels)
    before = -1  # the last token of a container with nothing but marks behind it so far
    for i, label in enumerate(labels):
        if label in CONTAINERS:
            if before >= 0:
                out[before + 1 : i + 1] = [out[before]] * (i - before)
            before = i
        elif label != OUTSIDE or tokens[i].kind != "p":
            before = -1
    return out if out != list(labels) else labels


def place_before_days(work: Labelled) -> Labels:
    """`…, Seoul, Korea, 6–10 June 2016`: where days follow, the place before them is no part of the container."""
    tokens, labels = work.tokens, work.labels
    if work.missing("booktitle"):
        return labels
    first, last = work.run("booktitle")
    after = last + 1
    if after + 1 >= len(tokens) or tokens[last].text != "," or not _DAYS.fullmatch(tokens[after].text):
        return labels
    if labels[after] != "date":
        return labels
    commas = [i for i in range(first, last) if tokens[i].text == ","]
    cut, seen = last, False
    for comma in reversed(commas):
        part = " ".join(t.text for t in tokens[comma + 1 : cut] if t.kind != "p")
        country = part in countries() or part.replace(" South", " (South)") in countries()
        state = len(part) == len("CA") and part.isupper()
        if not (country and not seen or state or seen and len(part.split()) <= _MOST_CITY_WORDS):
            break
        cut = comma
        if seen and not state:
            break
        seen = True
    return [OUTSIDE if i == cut < last else "location" if cut < i < last else label for i, label in enumerate(labels)]
