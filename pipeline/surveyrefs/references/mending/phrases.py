"""Mend by the fixed phrases that styles print: kinds of report and thesis, editions, institutions before them."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.references.mending.step import Labelled, Labels
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import Token

_DEGREES = frozenset(
    (
        "master masters master's master’s bachelor bachelors bachelor's bachelor’s ph phd ph.d d m s sc msc ms ma "
        "mphil doctoral doctor diploma licentiate habilitation"
    ).split()
)
_THESES = frozenset(("thesis", "dissertation"))
_BEFORE_PHRASE = frozenset((".", ",", ";", ":", "(", "[", "”", '"', "?", "!"))


def genre_said(work: Labelled) -> Labels:
    """`Master’s thesis` and `Tech. rep.` behind a mark are the kind of work, whatever they passed for."""
    tokens, out = work.tokens, list(work.labels)
    if work.has("genre"):
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


def _of_degree(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word, or the full stop behind it, is part of a degree's name: `Ph. D.`, `M.S.`."""
    word = tokens[at].text.lower()
    dotted = word == "." and at > 0 and len(tokens[at - 1].text) <= len("Ph")
    return word in _DEGREES or dotted and tokens[at - 1].text.lower() in _DEGREES
