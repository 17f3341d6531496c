"""Mend what the tagger leaves in pieces, by marks, fonts and numbers that a reader would go by.

Each function takes the tokens and labels of a reference and gives better labels; `repair` runs them in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from surveyrefs.references.mending.missing import (
    authors_missing,
    container_missing,
    font_border,
    journal_missing,
    pages_behind_volume,
    pages_of_article,
    pages_twice,
    place_before_days,
    slanted_container,
    stray_initial,
    trim_authors,
)
from surveyrefs.references.mending.phrases import (
    accessed,
    closing_date,
    container_presented,
    edition_said,
    editors_first,
    family_before_stop,
    genre_said,
    institution_said,
    journal_in_title,
    no_phrase_for_title,
    organisation_first,
    people_before_date,
    second_title,
    title_before_colon,
)
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import SLANTED, Token

Labels = list[str]
_CONTAINERS = ("journal", "booktitle")
_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-z]?")
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


def repair(tokens: Sequence[Token], labels: Sequence[str], initials: str = "", titled: bool = True) -> Labels:
    """Mend the labels of one reference.

    `initials` is the order of names of a list that abbreviates all given names; `titled`: the list's works have titles.
    """
    out = list(labels)
    if initials in ("given", "inverted", "bare"):
        out = trim_authors(tokens, out, initials)
    for step in _STEPS:
        if titled or step is not _title_missing:
            out = step(tokens, out)
    return out


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


def _quoted_title(tokens: Sequence[Token], labels: Labels) -> Labels:
    """A quotation that is mostly title, or the only title there is, is title throughout."""
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


def _whole_slanted(tokens: Sequence[Token], labels: Labels) -> Labels:
    """A stretch in italics that is mostly container is container throughout, but for numbers at its end."""
    out, i = labels, 0
    while i < len(tokens):
        if tokens[i].font != SLANTED:
            i += 1
            continue
        j = i
        while j < len(tokens) and tokens[j].font == SLANTED:
            j += 1
        words = [k for k in range(i, j) if tokens[k].kind == "w"]
        inside = [out[k] for k in words if out[k] in _CONTAINERS]
        if len(words) > 1 and len(inside) * 2 > len(words) and not any(out[k] in ("author", "title") for k in words):
            name = max(set(inside), key=lambda x: (inside.count(x), x))
            stop = max(k for k in words) + 1
            start = i + 1 if tokens[i].text in ("In", "in") else i
            tail = next(
                (
                    k
                    for k in range(start, stop)
                    if tokens[k].text.lower() in ("vol", "volume", "no", "pp", "pages", "ser")
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


def _et_al(tokens: Sequence[Token], labels: Labels) -> Labels:
    """*Et al.* at a title's beginning closes the authors."""
    if "title" not in labels:
        return labels
    start = labels.index("title")
    if tokens[start].text.lower() != "et" or start + 1 >= len(tokens) or tokens[start + 1].text.lower() != "al":
        return labels
    return ["author" if i in (start, start + 1) else label for i, label in enumerate(labels)]


def _absorb_words(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Words that touch a title or container without a mark between, and belong to no other field, are part of it."""
    out = list(labels)
    for names in (("title",), _CONTAINERS):
        span = _span(out, *names)
        if not span:
            continue
        first, last = span
        name = out[first]
        while (
            first > 0
            and out[first - 1] == OUTSIDE
            and tokens[first - 1].kind in "wn"
            and tokens[first - 1].text not in _BETWEEN
        ):
            first -= 1
            out[first] = name
        while (
            first > 1
            and out[first - 1] == OUTSIDE
            and tokens[first - 1].text in ("of", "of the", "and", "'", "’", "-", "–")
            and out[first - 2] == OUTSIDE
            and tokens[first - 2].kind == "w"
            and tokens[first - 2].text not in _BETWEEN
        ):
            first -= 2
            out[first] = out[first + 1] = name
        while (
            last < len(out)
            and out[last] == OUTSIDE
            and tokens[last].kind in ("wn" if name == "title" else "w")
            and tokens[last].text not in _BETWEEN
        ):
            out[last] = name
            last += 1
    return out


def _title_begins(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Words between the authors (or the year after them) and the title belong to the title."""
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


def _no_beginning(token: Token) -> bool:
    """Tell whether a word before the title cannot be its first: a role, a month, or one that stands between fields."""
    role = token.text.lower() in _ROLES or bool(_MONTH.fullmatch(token.text))
    return role or token.text in _BETWEEN and token.text[0].isupper()


def _title_missing(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Without a title, what follows the authors is one: a book's name, or an unlabelled stretch."""
    if any(label == "title" for label in labels):
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


def _days(tokens: Sequence[Token], labels: Labels) -> Labels:
    """`11–14 June` and `June 11–14` are days of a conference, no pages."""
    out = list(labels)
    for i, token in enumerate(tokens):
        if token.kind != "w" or not _MONTH.fullmatch(token.text):
            continue
        j = i - 1
        while (
            j >= 0 and j >= i - 4 and (tokens[j].text in "–-—." or tokens[j].kind == "n" and len(tokens[j].text) <= 2)
        ):
            j -= 1
        after = i + 1
        while (
            after < len(tokens)
            and after <= i + 4
            and (tokens[after].text in "–-—.," or tokens[after].kind == "n" and len(tokens[after].text) <= 2)
        ):
            after += 1
        for k in (*range(j + 1, i), *range(i + 1, after)):
            if out[k] in ("pages", "volume", "issue"):
                out[k] = "date" if k < i or after < len(tokens) and _YEAR.fullmatch(tokens[after].text) else out[k]
    return out


def _issue_alone(tokens: Sequence[Token], labels: Labels) -> Labels:
    """A journal's only number is its volume, unless a word or brackets say otherwise."""
    if "issue" not in labels or "volume" in labels or "journal" not in labels:
        return labels
    lead = labels.index("issue")
    before = {t.text.lower().rstrip(".") for t in tokens[max(lead - 2, 0) : lead]}
    if before & {"no", "nr", "number", "issue", "n", "num", "("} or any(_MONTH.fullmatch(word) for word in before):
        return labels
    return ["volume" if label == "issue" else label for label in labels]


def _year_missing(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Without a date, the last year outside title, container and identifiers is it."""
    if any(label == "date" and _YEAR.fullmatch(t.text) for t, label in zip(tokens, labels, strict=True)):
        return labels
    for wanted in (
        (OUTSIDE, "date", "location", "publisher"),
        ("note", "issue", "volume", "pages", "institution", "author", "series"),
    ):
        for i in range(len(tokens) - 1, -1, -1):
            lone = not (i + 1 < len(tokens) and tokens[i + 1].text in "-–/" and not tokens[i + 1].spaced) and not (
                i and tokens[i - 1].text in "-–/#" and not tokens[i].spaced
            )
            if (
                tokens[i].kind == "n"
                and _YEAR.fullmatch(tokens[i].text)
                and labels[i] in wanted
                and lone
                and not accessed(tokens, i)
            ):
                return [*labels[:i], "date", *labels[i + 1 :]]
    return labels


def _article(tokens: Sequence[Token], labels: Labels) -> Labels:
    """A title's "A" is no initial."""
    out = list(labels)
    for i in range(1, len(tokens) - 1):
        between = out[i] == "author" and out[i + 1] == "title" and tokens[i - 1].kind == "p"
        if between and tokens[i].text in ("A", "An", "The"):
            out[i] = "title"
    return out


_SERVER = re.compile(r"arxiv(?:\.org)?(?:\s?(?:e\s?[-‐–]\s?prints?|preprints?))?")


def _no_title(tokens: Sequence[Token], labels: Labels) -> Labels:
    """The name of a preprint server, or one letter ("1999 (a)"), is no title."""
    span = _span(labels, "title")
    if not span:
        return labels
    words = [t.text.lower() for t in tokens[span[0] : span[1]] if t.kind != "p" or t.text in "-‐–"]
    letter = len("".join(words)) == 1 and words[0].isalpha()
    if not letter and not _SERVER.fullmatch(" ".join(words)):
        return labels
    return [OUTSIDE if span[0] <= i < span[1] else label for i, label in enumerate(labels)]


_STEPS: tuple[Callable[[Sequence[Token], Labels], Labels], ...] = (
    genre_said,
    edition_said,
    editors_first,
    container_presented,
    second_title,
    people_before_date,
    organisation_first,
    family_before_stop,
    title_before_colon,
    _quoted_title,
    font_border,
    _whole_slanted,
    _et_al,
    _article,
    _title_begins,
    slanted_container,
    _absorb_words,
    no_phrase_for_title,
    _title_missing,
    _no_title,
    stray_initial,
    authors_missing,
    container_missing,
    journal_missing,
    journal_in_title,
    _days,
    pages_of_article,
    pages_twice,
    pages_behind_volume,
    place_before_days,
    _issue_alone,
    institution_said,
    closing_date,
    _year_missing,
)
