"""Mend what is missing, or ran into its neighbour, in a reference's labels: authors, containers, pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.references.normalise.names import is_organisation
from surveyrefs.references.tagging.tagger import OUTSIDE, countries, first_run
from surveyrefs.references.tagging.tokens import SLANTED, Token

Labels = list[str]
SEPARATORS = frozenset((",", ";", "and", "&"))
_NAME_ENDS = frozenset(("al", "others", "jr", "sr", "ii", "iii"))
# An organisation's name is no longer than this; more words are a title without authors.
_MOST_WORDS = 8
_CONTAINERS = ("journal", "booktitle")
_LOOSE = frozenset((OUTSIDE, "publisher", "institution", "series", "location", "note", "genre", "collab"))


def is_initial(token: Token) -> bool:
    """Tell whether a token is a given name's first letter."""
    return (
        token.kind == "w"
        and token.text[0].isupper()
        and (len(token.text) == 1 or bool(_HYPHENED.fullmatch(token.text)))
    )


_HYPHENED = re.compile(r"[A-Z](?:[-‐][A-Z])+")


def trim_authors(tokens: Sequence[Token], labels: Labels, order: str) -> Labels:
    """Where all given names are initials, what has none is no author: the title's first words went astray."""
    if "author" not in labels:
        return labels
    first, last = first_run(labels, "author")
    if order == "given":
        last = _take_family(tokens, labels, first, last)
        labels = [*labels[:first], *("author" for _ in range(first, last)), *labels[last:]]
    cut = _ENDS[order](tokens, first, last)
    while cut < last and (tokens[cut].kind == "p" or tokens[cut].text in SEPARATORS):
        cut += 1
    if cut >= last or cut == first or not _title_follows(tokens, labels, last):
        return labels
    return [
        *labels[:first],
        *("author" for _ in range(first, cut)),
        *("title" for _ in range(cut, last)),
        *labels[last:],
    ]


def _take_family(tokens: Sequence[Token], labels: Labels, first: int, last: int) -> int:
    """Where the authors end in initials ("…, A." "Smith: Title"), take the family name in."""
    joint = max((i for i in range(first, last) if tokens[i].text in SEPARATORS), default=first - 1)
    words = [t for t in tokens[joint + 1 : last] if t.kind == "w"]
    stop = last
    while stop < len(tokens) and tokens[stop].text in ".-":
        stop += 1
    if not words or not all(is_initial(t) for t in words) or stop >= len(tokens) or labels[stop] != "title":
        return last
    end = stop
    while end < len(tokens) and end - stop <= _LONGEST_FAMILY and tokens[end].kind == "w":
        end += 1
    return end if end < len(tokens) and end > stop and tokens[end].text in ".:," else last


_LONGEST_FAMILY = 3


def _title_follows(tokens: Sequence[Token], labels: Labels, at: int) -> bool:
    """Tell whether a title without quotation marks goes on at a place, or there is none at all."""
    if any(t.quoted for t in tokens):
        return False
    following = next((label for label in labels[at:] if label != OUTSIDE), "")
    return following == "title" or "title" not in labels


def _first_stranger(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the first part of "A. Smith, B. Jones, Title" begins that is no name with initials."""
    start, named, stranger = first, False, last
    for i in range(first, last + 1):
        if i < last and tokens[i].text not in SEPARATORS:
            continue
        part = tokens[start:i]
        words = [t for t in part if t.kind in "wn"]
        if words:
            fits = any(is_initial(t) or t.text.lower() in _NAME_ENDS for t in words)
            text = " ".join(t.text for t in words)
            if fits:
                named, stranger = True, last
            elif named and stranger == last and not is_organisation(text):
                stranger = start
        start = i
    return stranger


def _after_initials(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the end of the last initial of "Smith, A., Jones, B. Title"."""
    ends = [i for i in range(first, last) if is_initial(tokens[i]) or tokens[i].text.lower() in _NAME_ENDS]
    if not ends:
        return last
    cut = ends[-1] + 1
    joint = max((i for i in range(first, last) if tokens[i].text in ("and", "&")), default=first - 1)
    if joint >= first and joint + 1 < last and is_initial(tokens[joint + 1]):
        return last  # only the first name is inverted
    tail = [t for t in tokens[cut:last] if t.kind == "w"]
    if not tail or is_organisation(" ".join(t.text for t in tail)) or cut >= last or tokens[cut].text != ".":
        return last
    return cut + 1


def _after_bare_initials(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the full stop ends "Smith A, Jones BC. Title"."""
    ends = (
        i
        for i in range(first + 1, last - 1)
        if _BARE.fullmatch(tokens[i].text)
        and tokens[i + 1].text in ".:"
        and not (i + 2 < last and tokens[i + 2].text in SEPARATORS)  # "Ping W., Xu Y.": a full stop behind each
    )
    return next(ends, last - 2) + 2


_BARE = re.compile(r"[A-Z]{1,3}")
# By the order of names in the list: where the authors end.
_ENDS = {"given": _first_stranger, "inverted": _after_initials, "bare": _after_bare_initials}


def stray_initial(tokens: Sequence[Token], labels: Labels) -> Labels:
    """`Yih, W.t.: Dense`: a small letter and a full stop before the colon are the last author's, not the title's."""
    if "title" not in labels:
        return labels
    at = labels.index("title")
    head = [t.text for t in tokens[at : at + 3]]
    behind = at > 0 and (labels[at - 1] == "author" or (at > 1 and labels[at - 2] == "author"))
    if not behind or len(head) < 3 or not re.fullmatch(r"[^\W\d_]", head[0]) or head[1] != "." or head[2] not in ":,":
        return labels
    return [*labels[:at], "author", "author", OUTSIDE, *labels[at + 3 :]]


def authors_missing(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Without an author, the words before the title are one: mostly an organisation."""
    if "author" in labels or "editor" in labels or "title" not in labels:
        return labels
    start = labels.index("title")
    end = 0
    while (
        end < start and labels[end] in _LOOSE | set(_CONTAINERS) and tokens[end].text not in (".", ":", "(", "“", '"')
    ):
        end += 1
    words = [t for t in tokens[:end] if t.kind == "w"]
    if not words or len(words) > _MOST_WORDS or words[0].text in ("In", "in") or not words[0].text[0].isupper():
        return labels
    while end > 0 and tokens[end - 1].kind == "p":
        end -= 1
    return ["author" if i < end else label for i, label in enumerate(labels)]


def container_missing(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Without a container, what follows "In" is one."""
    if any(label in _CONTAINERS for label in labels) or "title" not in labels:
        return labels
    after = len(labels) - labels[::-1].index("title")
    for i in range(after, len(tokens) - 1):
        if tokens[i].text not in ("In", "in") or tokens[i - 1].kind != "p":
            continue
        start = i + 2 if tokens[i + 1].text == ":" else i + 1
        stop = start
        while stop < len(tokens) and labels[stop] in _LOOSE and tokens[stop].text not in ".,;(":
            stop += 1
        if any(t.kind == "w" and t.text[0].isupper() for t in tokens[start:stop]):
            return ["booktitle" if start <= k < stop else label for k, label in enumerate(labels)]
    return labels


def slanted_container(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Without a container, the italics behind the title's roman words are one, even where they passed for title."""
    if any(label in _CONTAINERS for label in labels) or "title" not in labels:
        return labels
    start = labels.index("title")
    if tokens[start].font == SLANTED:
        return labels  # a book or thesis: the italics are the title
    first = next((i for i in range(start + 1, len(tokens)) if tokens[i].font == SLANTED), len(tokens))
    last = first
    while last < len(tokens) and tokens[last].font == SLANTED and tokens[last].kind in "wnp":
        last += 1
    words = [t for t in tokens[first:last] if t.kind == "w"]
    mark = tokens[first - 1].text if first < len(tokens) else ""
    behind = mark in ("In", "in") or mark in _BEFORE_CONTAINER
    if not words or not behind or not words[0].text[0].isupper() or {"author", "editor"} & set(labels[first:last]):
        return labels
    name = "booktitle" if mark in ("In", "in", ":") else "journal"
    return [
        name if first <= i < last and not (label in _NUMBERS and tokens[i].kind == "n") else label
        for i, label in enumerate(labels)
    ]


def journal_missing(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Without a container, the capitalised words between title and volume are a journal."""
    if any(label in _CONTAINERS for label in labels) or "title" not in labels or "volume" not in labels:
        return labels
    stop = labels.index("volume")
    start = stop
    while start > 0 and labels[start - 1] in _LOOSE and tokens[start - 1].kind in "wp":
        start -= 1
    if not start or labels[start - 1] not in ("title", "date"):
        return labels
    while start < stop and tokens[start].kind == "p":
        start += 1
    while start < stop and (tokens[stop - 1].kind == "p" or tokens[stop - 1].text.lower() in ("vol", "volume")):
        stop -= 1
    if start == stop or not tokens[start].text[0].isupper():
        return labels
    return ["journal" if start <= i < stop else label for i, label in enumerate(labels)]


# A border of title and container moves no further than this to where the font changes.
_BORDER_REACH = 8


def font_border(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Where the font changes once between title and container, there is their border."""
    if "title" not in labels:
        return labels
    first = labels.index("title")
    last = len(labels) - labels[::-1].index("title")
    end = last
    while end < len(labels) and (labels[end] in _CONTAINERS or labels[end] == OUTSIDE and tokens[end].kind == "p"):
        end += 1
    words = [i for i in range(first, end) if tokens[i].kind == "w" and tokens[i].font]
    behind = [i for i in words if labels[i] in _CONTAINERS]
    changes = [
        k for k in range(1, len(words)) if (tokens[words[k]].font == SLANTED) != (tokens[words[k - 1]].font == SLANTED)
    ]
    if not behind or len(changes) != 1 or any(labels[i] not in ("title", *_CONTAINERS) for i in words):
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


_BEFORE_CONTAINER = frozenset((".", ",", "?", "!", "”", ":"))
_NUMBERS = ("volume", "issue", "pages", "date")


_DAYS = re.compile(r"\d{1,2}")
_MOST_CITY_WORDS = 4


def place_before_days(tokens: Sequence[Token], labels: Labels) -> Labels:
    """`…, Seoul, Korea, 6–10 June 2016`: where days follow, the place before them is no part of the container."""
    if "booktitle" not in labels:
        return labels
    first, last = first_run(labels, "booktitle")
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


def pages_of_article(tokens: Sequence[Token], labels: Labels) -> Labels:
    """`248:1–248:38` is one range, the article's number before each page; `17:1–50` without a volume has it there."""
    out = list(labels)
    for i in range(1, len(tokens) - 1):
        glued = tokens[i].text == ":" and not tokens[i].spaced and not tokens[i + 1].spaced
        if not glued or not tokens[i - 1].kind == tokens[i + 1].kind == "n":
            continue
        texts = [t.text for t in tokens[i - 1 : i + 6]]
        dashed = len(texts) > _RANGE_END and texts[3] in _DASHES and texts[_RANGE_END].isdigit()
        again = dashed and texts[_RANGE_END:6] == [texts[0], ":"]
        if again and len(texts) > 6 and tokens[i + 5].kind == "n":
            out[i - 1 : i + 6] = ["pages"] * 7
        elif dashed and out[i - 1] == out[i + 1] == "pages" and _unsaid_volume(tokens, out, i - 1):
            out[i - 1], out[i] = "volume", OUTSIDE
        elif out[i - 1] == "pages":
            out[i] = out[i + 1] = "pages"
    return out


def _unsaid_volume(tokens: Sequence[Token], labels: Labels, at: int) -> bool:
    """Tell whether a number before a colon may be the volume: a journal has none, and no word says pages."""
    return "volume" not in labels and "journal" in labels and not _said(tokens, at)


_DASHES = frozenset("-–—−‐‑")
_RANGE_END = 4  # tokens: number, colon, page, dash, page


_ARTICLE_NUMBER = re.compile(r"[A-Z]\d{3,7}")
_BARE_PAGE = re.compile(r"[A-Z]?\d{1,7}")
_BEHIND_VOLUME = frozenset((",", ":"))
_ENDS_PAGES = frozenset((".", "(", ",", ";", "["))


def pages_behind_volume(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Without pages, the number behind the volume is the first of them; `P12004` alone is an article's number."""
    if "pages" in labels or "volume" not in labels:
        return labels
    at = labels.index("volume")
    number = tokens[at].text
    if _ARTICLE_NUMBER.fullmatch(number) and labels.count("volume") == 1 and "issue" not in labels:
        return ["pages" if i == at else label for i, label in enumerate(labels)]
    after = at + 2
    if after >= len(tokens) or tokens[after - 1].text not in _BEHIND_VOLUME or labels[after] != OUTSIDE:
        return labels
    closed = after + 1 == len(tokens) or tokens[after + 1].text in _ENDS_PAGES
    if not closed or not _BARE_PAGE.fullmatch(tokens[after].text) or _YEAR_LIKE.fullmatch(tokens[after].text):
        return labels
    return ["pages" if i == after else label for i, label in enumerate(labels)]


_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")


def _said(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word before a number says that it is a page."""
    return bool({"p", "pp", "page", "pages"} & {t.text.lower() for t in tokens[max(at - 2, 0) : at]})


def pages_twice(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Of two pages, the range is the pages; a number before it is the issue, or the volume."""
    runs: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == "pages" and (not i or labels[i - 1] != "pages"):
            runs.append((i, i + 1))
        elif label == "pages":
            runs[-1] = (runs[-1][0], i + 1)
    ranges = [run for run in runs if any(t.text in "–-—−" for t in tokens[run[0] : run[1]])]
    if len(runs) > 1 and not ranges and _said(tokens, runs[-1][0]):  # "Journal, 520 (1986), p. 23169"
        ranges = [runs[-1]]
    if len(runs) < 2 or not ranges:
        return labels
    out = list(labels)
    for first, last in runs:
        if (first, last) == ranges[-1]:
            continue
        lone = first < ranges[-1][0] and last - first == 1 and tokens[first].text.isdigit()
        name = "issue" if "volume" in out else "volume"
        new = name if lone and name not in out else OUTSIDE
        out[first:last] = [new] * (last - first)
    return out
