"""Mend what words around a field say of it: `In`, `Ed.`, `translated by`, a language, an identifier's name."""

from __future__ import annotations

import re

from surveyrefs.references.mending.people import is_initial
from surveyrefs.references.mending.step import CONTAINERS, Labelled, Labels
from surveyrefs.references.tagging.tagger import OUTSIDE

# Reference managers print a work's language behind its title: PubMed's codes, BibLaTeX's names.
_LANGUAGES = frozenset("eng en english ger de german deutsch fre fra fr french français spa es spanish rus ru".split())
_IDENTIFIED = frozenset(("pmid", "pmcid", "pii"))
_ROLE = frozenset(("ed", "eds", "edited", "translated", "trans", "hrsg"))
# Where a volume of papers is named right behind `In`, these labels are mistaken.
_MISTAKEN = frozenset((OUTSIDE, "publisher", "institution", "location", "series", "note", "collab"))
_LATIN = frozenset(("vitro", "vivo", "situ", "silico", "utero", "ovo", "planta"))
_YEAR = re.compile(r"1[0-9]\d\d|20[0-2]\d")
_DASHES = frozenset("-–—")
_LEAST_TITLE = 2  # words of a book's title that ran into its author


def language_note(work: Labelled) -> Labels:
    """`“Title”. eng. In: Cell`: a language alone between two marks is no container and no title."""
    tokens, out = work.tokens, list(work.labels)
    for i in range(1, len(tokens) - 1):
        alone = out[i - 1] == out[i + 1] == OUTSIDE and tokens[i - 1].kind == "p" and tokens[i + 1].text == "."
        if alone and tokens[i].text.lower() in _LANGUAGES and out[i] in CONTAINERS and {*out[i + 1 :]} & {*CONTAINERS}:
            out[i] = "note"  # "Eng." of a journal's name stands within it
    return out


def identifier_alone(work: Labelled) -> Labels:
    """`Pain. doi:S0304-3959(13)00330-8 [pii]`: an identifier is part of no other field."""
    pairs = zip(work.tokens, work.labels, strict=True)
    return [OUTSIDE if t.kind in _IDENTIFIED else label for t, label in pairs]


def in_vitro(work: Labelled) -> Labels:
    """`In vitro effects of sage`, `Roots: in situ studies`: before such a word, `in` announces no container."""
    tokens, labels = work.tokens, work.labels
    for i in range(1, len(tokens)):
        if tokens[i].text not in _LATIN or tokens[i - 1].text not in ("In", "in") or labels[i] not in CONTAINERS:
            continue
        first, last = i - 1, i
        while last < len(tokens) and labels[last] == labels[i]:
            last += 1
        if work.has("title"):
            end = work.run("title")[1]
            if end > first or any(t.kind != "p" for t in tokens[end:first]):
                return labels
            first = end
        elif tokens[first - 1].text not in (".", ",", ":", ")"):
            return labels  # "dissolution/in vitro release": the title begins before it
        return [*labels[:first], *["title"] * (last - first), *labels[last:]]
    return labels


def behind_in(work: Labelled) -> Labels:
    """`In: IJCAI. pp. 4–9`: without a container, what stands right behind `In` is one."""
    tokens, labels = work.tokens, work.labels
    if work.has(*CONTAINERS) or work.missing("author"):
        return labels
    for i in range(1, len(tokens) - 1):
        if tokens[i].text not in ("In", "in") or tokens[i - 1].kind != "p" or labels[i] not in _MISTAKEN:
            continue
        first = i + 1 + (tokens[i + 1].text == ":")
        last = first
        while last < len(tokens) and tokens[last].kind == "w" and labels[last] in _MISTAKEN:
            last += 1
        named = last > first and tokens[first].text[0].isupper() and (last == len(tokens) or tokens[last].kind != "w")
        if named and last < len(tokens) and tokens[last].text.lower() not in ("ed", "eds"):
            return [*labels[:first], *["booktitle"] * (last - first), *labels[last:]]
    return labels


def named_before_editors(work: Labelled) -> Labels:
    """`in Optics East (A. Li, ed.)`, `Ghost Stories. Ed. P. Li`: words before the editors are what they edited."""
    tokens, labels = work.tokens, work.labels
    if work.missing("editor"):
        return labels
    first, last = work.run("editor")
    role = next((i for i in range(first + 1, last) if _opens_role(work, i)), 0)
    words = [t for t in tokens[first:role] if t.kind == "w"]
    if not words or any(is_initial(t) for t in words) or any(t.text == "," for t in tokens[first:role]):
        return labels
    inside = first > 0 and tokens[first - 1].text.lower() in ("in", ":")
    name = "booktitle" if inside else "title"
    if inside and work.has(*CONTAINERS) or not inside and work.has("title"):
        return labels
    end = role
    while tokens[end - 1].kind == "p":
        end -= 1
    return [*labels[:first], *[name] * (end - first), *[OUTSIDE] * (role - end), *labels[role:]]


def _opens_role(work: Labelled, at: int) -> bool:
    """Tell whether editors begin at a token: a bracket, or a word for what they do behind a mark."""
    tokens = work.tokens
    if tokens[at].text == "(":
        return True
    return tokens[at].text.lower() in _ROLE and tokens[at - 1].kind == "p" and tokens[at].text[0].isupper()


def book_behind_author(work: Labelled) -> Labels:
    """`Forster, E. M. Howards End. New York: Barnes`: without a title, words behind the author's initials are it."""
    tokens, labels = work.tokens, work.labels
    if work.missing("author") or work.has("title", *CONTAINERS) or work.missing("publisher"):
        return labels
    first, last = work.run("author")
    comma = next((i for i in range(first, last) if tokens[i].text == ","), last)  # "E. M. Forster" has none
    cut = max((i + 1 for i in range(comma, last) if tokens[i].text == "." and is_initial(tokens[i - 1])), default=0)
    words = [t for t in tokens[cut:last] if t.kind == "w"]
    joined = any(t.text in (",", ";", "and", "&") for t in tokens[cut:last])
    if not cut or len(words) < _LEAST_TITLE or joined or not words[0].text[0].isupper():
        return labels
    return [*labels[: cut - 1], OUTSIDE, *["title"] * (last - cut), *labels[last:]]


def years_of_title(work: Labelled) -> Labels:
    """`Frontier in Brazil, 1580–1822. Berkeley: …`: a span of years behind a book's title is its end."""
    tokens, labels = work.tokens, work.labels
    if work.missing("title") or work.missing("pages") or work.has("volume", "issue", *CONTAINERS):
        return labels
    end, (first, last) = work.run("title")[1], work.run("pages")
    years = [t.text for t in tokens[first:last] if t.text not in _DASHES]
    if first - end != 1 or tokens[end].text not in (",", ":") or last - first != len(("a", "-", "b")):
        return labels
    if not all(map(_YEAR.fullmatch, years)) or not years[0] < years[-1] or work.missing("publisher", "location"):
        return labels
    return [*labels[:end], *["title"] * (last - end), *labels[last:]]
