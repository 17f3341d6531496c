"""Mend labels by the fixed phrases that styles print: kinds of theses and reports, editions, roles, "Available at"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.references.mending.missing import SEPARATORS
from surveyrefs.references.tagging.tagger import OUTSIDE, first_run
from surveyrefs.references.tagging.tokens import Token

Labels = list[str]
_DEGREES = frozenset(
    (
        "master masters master's master’s bachelor bachelors bachelor's bachelor’s ph phd ph.d d m s sc msc ms ma "
        "mphil doctoral doctor diploma licentiate habilitation"
    ).split()
)
_THESES = frozenset(("thesis", "dissertation"))
_BEFORE_PHRASE = frozenset((".", ",", ";", ":", "(", "[", "”", '"', "?", "!"))
_ORDINAL = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|revised|rev)", re.IGNORECASE
)
_EDITION_WORDS = frozenset(("ed", "edn"))  # what is written out may be the title's own
_EDITOR_WORDS = frozenset(("ed", "eds", "editor", "editors", "hrsg"))
_NO_TITLE = frozenset(
    "available at|available from|available online|available|url|online|retrieved from|accessed|accessed on".split("|")
)
_ROLE_REACH = 3  # tokens between the last name and its role: ", (", "."
_SUFFIXES = frozenset(("Jr", "Sr", "al", "St"))
_SENTENCE = 3  # words: a journal's name that ran into the title is mostly shorter
_LEADING_WORDS = 3  # of a title before its colon: "Adam:", "Deep Residual Nets:"
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_ACCESS = frozenset(
    "accessed retrieved visited access retr cited viewed consulted consultado consulté abgerufen zugriff".split()
)
_ACCESS_REACH = 8  # tokens: "last accessed on the 20th of January, 2022"


def genre_said(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """`Master’s thesis` and `Tech. rep.` behind a mark are the kind of work, whatever they passed for."""
    out = list(labels)
    if "genre" in out:
        first = out.index("genre")  # "technical report Tech" | "rep."
        cut = first - 1 if tokens[first - 1].text != "." else first - 2
        if first > 2 and tokens[cut].text.lower() == "tech" and tokens[first].text.lower().startswith("rep"):
            out[cut:first] = ["genre"] * (first - cut)
        return _title_before_kind(tokens, out)
    for i, token in enumerate(tokens):
        word = token.text.lower()
        start, end = i, i + 1
        if word in _THESES:
            while start and _of_degree(tokens, start - 1):
                start -= 1
        elif word == "tech":
            while end < len(tokens) and tokens[end].text.lower() in (".", "rep", "report"):
                end += 1
        named = end - start > 1
        behind = start > 0 and tokens[start - 1].text in _BEFORE_PHRASE or word == "tech"
        if named and behind and not token.quoted and {*out[start:end]} <= {OUTSIDE, "title", "note"}:
            return [*out[:start], *("genre" for _ in range(start, end)), *out[end:]]
    return out


def _title_before_kind(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Without a title, the words before `tech. rep.` are one: in brackets behind it, or right behind it."""
    first = labels.index("genre")
    kind = next((i for i in range(first, len(labels)) if tokens[i].text.lower() == "tech"), -1)
    if "title" in labels or kind <= 0 or labels[kind] != "genre":
        return labels
    start, stop = kind, kind - 1 if tokens[kind - 1].text in "([" else kind
    while start and labels[start - 1] in ("genre", "note", OUTSIDE) and tokens[start - 1].text not in ".,;)":
        start -= 1
    if not any(tokens[i].kind == "w" for i in range(start, stop)):
        return labels
    return [*labels[:start], *("title" for _ in range(start, stop)), *labels[stop:]]


def container_presented(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """What was `presented at` a conference is no title: the words name the conference."""
    out = list(labels)
    if "title" not in out or {"journal", "booktitle"} & {*out}:
        return out
    first = out.index("title")
    lead = [t.text.lower() for t in tokens[max(first - 3, 0) : first]]
    return ["booktitle" if x == "title" else x for x in out] if lead == ["presented", "at", "the"] else out


def second_title(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """Of two titles the second is the book's where its editors follow in brackets, and a report's institution."""
    out = list(labels)
    if "title" not in out:
        return out
    last = len(out) - out[::-1].index("title")
    first = last
    while first and out[first - 1] == "title":
        first -= 1
    if "title" not in out[:first] or not tokens[first].text[0].isupper() or tokens[first - 1].text not in ".,)":
        return out
    name = ""
    if "genre" in out[:first] and not {"institution", "publisher"} & {*out}:
        name = "institution"
    elif not {"journal", "booktitle"} & {*out} and "editor" in out[last : last + 2] and tokens[last].text == "(":
        name = "booktitle"
    return [name if name and first <= i < last else label for i, label in enumerate(out)]


def people_before_date(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """Of two titles with the date between, the first, right behind the authors, is more of them."""
    out = list(labels)
    if "author" not in out or "title" not in out:
        return out
    first, last = first_run(out, "title")
    after = last
    while after < len(out) and tokens[after].text in _BEFORE_PHRASE:
        after += 1
    dated = after < len(out) and out[after] == "date" and "title" in out[after:]
    before = first - 1
    while before > 0 and tokens[before].text in SEPARATORS:
        before -= 1
    if not dated or out[before] != "author" or tokens[first].quoted:
        return out
    out[before:last] = ["author"] * (last - before)
    return out


def _of_degree(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word, or the full stop behind it, is part of a degree's name: `Ph. D.`, `M.S.`."""
    word = tokens[at].text.lower()
    dotted = word == "." and at > 0 and len(tokens[at - 1].text) <= len("Ph")
    return word in _DEGREES or dotted and tokens[at - 1].text.lower() in _DEGREES


def edition_said(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """`Second ed.` at a title's end is the edition."""
    out = list(labels)
    for i in range(1, len(tokens) - 1):
        said = tokens[i + 1].text.lower() in _EDITION_WORDS and bool(_ORDINAL.fullmatch(tokens[i].text))
        if said and out[i] == "title" and "title" not in out[i + 2 :] and tokens[i - 1].text not in ("(", "["):
            return [*out[:i], "edition", OUTSIDE, *out[i + 2 :]]
    return out


def editors_first(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """People before the title with `(eds.)` or `, editors` behind them are editors, no authors."""
    out = list(labels)
    if "author" not in out or "editor" in out:
        return out
    first, last = first_run(out, "author")
    said = {t.text.lower() for t in tokens[last : last + _ROLE_REACH] if t.kind == "w"}
    closed = any(t.text in (")", ".", ",", ":") for t in tokens[last + 1 : last + _ROLE_REACH + 1])
    if "author" in out[last:] or not said & _EDITOR_WORDS or not closed:
        return out
    return ["editor" if first <= i < last else label for i, label in enumerate(out)]


def no_phrase_for_title(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """`Available at` is no title; the words that the last author ran into are."""
    out = list(labels)
    if "title" in out:
        first, last = first_run(out, "title")
        words = " ".join(t.text.lower() for t in tokens[first:last] if t.kind == "w")
        if words not in _NO_TITLE or "title" in out[last:]:
            return out
        out[first:last] = [OUTSIDE] * (last - first)
    return _title_behind_authors(tokens, out)


def _title_behind_authors(tokens: Sequence[Token], labels: Labels) -> Labels:
    """Part `Ann Lu. Making` at its last full stop, where a whole name or bare initials end."""
    if "author" not in labels or "title" in labels or any(t.quoted for t in tokens):
        return labels
    first, last = first_run(labels, "author")
    stops = [i for i in range(first + 2, last - 1) if tokens[i].text == "."]
    if not stops:
        return labels
    cut = stops[-1]
    tail = [t for t in tokens[cut + 1 : last] if t.kind == "w"]
    whole = len(tokens[cut - 1].text) > 1 or len(tail) > 2 and any(t.text[0].islower() for t in tail)
    joined = any(t.text in (",", ";", "and", "&", "et", "al") for t in tokens[cut + 1 : last])
    suffix = tokens[cut - 1].text in _SUFFIXES
    if not tail or not whole or joined or suffix:
        return labels
    return [*labels[:cut], OUTSIDE, *("title" for _ in range(cut + 1, last)), *labels[last:]]


def institution_said(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """Words between a title and the kind of work, behind commas, name the institution: `…,” CERN, Tech. Rep. 5`."""
    out = list(labels)
    if "genre" not in out or {"institution", "publisher", "journal", "booktitle"} & {*out} or "title" not in out:
        return out
    stop = out.index("genre")
    start = stop
    while start and out[start - 1] == OUTSIDE:
        start -= 1
    if not start or out[start - 1] != "title":
        return out
    while start < stop and tokens[start].kind == "p":
        start += 1
    while start < stop and tokens[stop - 1].kind == "p":
        stop -= 1
    if start == stop or not tokens[start].text[0].isupper():
        return out
    return [*out[:start], *("institution" for _ in range(start, stop)), *out[stop:]]


def closing_date(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """Of several dates behind the title, the last is the work's; earlier ones are of its conference.

    Not where the first date stands behind the authors, and never a date of access.
    """
    out = list(labels)
    runs = _dated(tokens, out)
    if len(runs) < 2 or "title" not in out or runs[0][0] < out.index("title"):
        return out
    kept = [run for run in runs if not accessed(tokens, run[0])]
    if len(kept) < 2 or not _closes(tokens, kept[-1]):
        return out
    for first, last in runs:
        if (first, last) != kept[-1]:
            out[first:last] = [OUTSIDE] * (last - first)
    return out


def _dated(tokens: Sequence[Token], labels: Labels) -> list[tuple[int, int]]:
    """Return the runs of dates that name a year."""
    runs: list[tuple[int, int]] = []
    i = 0
    while i < len(labels):
        first = i
        while i < len(labels) and labels[i] == "date":
            i += 1
        if any(_YEAR.fullmatch(t.text) for t in tokens[first:i]):
            runs.append((first, i))
        i = max(i, first + 1)
    return runs


def accessed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a year is that of an access date: a word for it stands shortly before, and no year between."""
    for token in reversed(tokens[max(0, at - _ACCESS_REACH) : at]):
        if token.kind == "n" and _YEAR.fullmatch(token.text):
            return False
        if token.text.lower() in _ACCESS:
            return True
    return False


def _closes(tokens: Sequence[Token], run: tuple[int, int]) -> bool:
    """Tell whether a mark closes a date: no semicolon, behind which the address follows that was read then."""
    last = run[1]
    return last >= len(tokens) or tokens[last].text in (".", ")", "]", ",", ":")


def title_before_colon(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """`Jimmy Ba. Adam: A method` has its title begin behind the full stop, not behind the colon."""
    out = list(labels)
    if "title" not in out or "author" not in out:
        return out
    start = out.index("title")
    end = start - 1
    if end < 2 or tokens[end].text != ":" or out[end - 1] != "author":
        return out
    stop = end - 1
    while stop > 0 and out[stop] == "author" and tokens[stop].kind == "w" and tokens[stop].text not in ("and", "al"):
        stop -= 1
    whole = tokens[stop].text == "." and len(tokens[stop - 1].text) > 1 and tokens[stop - 1].text not in _SUFFIXES
    if not whole or out[stop] != "author" or not 0 < end - 1 - stop <= _LEADING_WORDS:
        return out
    return [*out[:stop], OUTSIDE, *("title" for _ in range(stop + 1, start)), *out[start:]]


def family_before_stop(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """`Edsger W.` | `Dijkstra. Go to statement`: given names that end in an initial take the family name in."""
    out = list(labels)
    if not out or out[0] != "author" or "title" not in out:
        return out
    start = out.index("title")
    end = start + 1
    joint = max((i for i in range(start) if tokens[i].text in SEPARATORS), default=-1)
    person = [t.text for t in tokens[joint + 1 : start] if t.kind == "w"]
    apart = joint < 0 or tokens[joint].text in ("and", "&")
    if not apart or not person or not re.fullmatch(r"[A-Z]", person[-1]) or tokens[start].kind != "w":
        return out
    rest = [t for t, label in zip(tokens[end + 1 :], out[end + 1 :], strict=True) if label == "title"]
    if end >= len(out) or tokens[end].text != "." or len(rest) < _SENTENCE or not rest[0].text[0].isupper():
        return out
    return [*("author" for _ in range(end)), OUTSIDE, *out[end + 1 :]]


def organisation_first(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """`Microsoft. A case for queries`: without people, a short capitalised first sentence is the author."""
    out = list(labels)
    if {"author", "editor"} & {*out} or not out or out[0] != "title" or any(t.quoted for t in tokens):
        return out
    stop = next((i for i, t in enumerate(tokens) if t.text == "." or out[i] != "title"), 0)
    rest = [t for t, label in zip(tokens[stop + 1 :], out[stop + 1 :], strict=True) if label == "title"]
    name = tokens[:stop]
    short = 0 < len(name) <= _LEADING_WORDS and all(t.kind == "w" and t.text[0].isupper() for t in name)
    whole = len(rest) >= _SENTENCE and not rest[0].text[0].islower() and tokens[stop].text == "."
    if not short or not whole or len(name[-1].text) < _SENTENCE:
        return out
    return [*("author" for _ in name), OUTSIDE, *out[stop + 1 :]]


def journal_in_title(tokens: Sequence[Token], labels: Sequence[str]) -> Labels:
    """Without a container, the last sentence of a title that a volume follows is the journal."""
    out = list(labels)
    if "volume" not in out or "title" not in out or {"journal", "booktitle"} & {*out}:
        return out
    first = out.index("title")
    last = len(out) - out[::-1].index("title")
    if any(out[i] != "title" and tokens[i].kind != "p" for i in range(first, last)):
        return out
    between = {*out[last : out.index("volume")]} if out.index("volume") > last else {"volume"}
    stops = [i for i in range(first + 1, last - 1) if tokens[i].text in ".?!" and tokens[i + 1].text[0].isupper()]
    if not stops or not between <= {OUTSIDE, "date"} or out.index("volume") < last:
        return out
    cut = stops[-1]
    return [*out[:cut], OUTSIDE, *("journal" for _ in range(cut + 1, last)), *out[last:]]
