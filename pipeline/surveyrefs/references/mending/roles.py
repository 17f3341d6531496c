"""Mend what words around a field say of it: `In`, `Ed.`, `translated by`, a language, an identifier's name."""

from __future__ import annotations

from surveyrefs.references.mending.people import is_initial
from surveyrefs.references.mending.step import CONTAINERS, Labelled, Labels
from surveyrefs.references.tagging.tagger import OUTSIDE

# Reference managers print a work's language behind its title: PubMed's codes, BibLaTeX's names.
_LANGUAGES = frozenset(
    (
        "eng en english ger de german deutsch fre fra fr french français spa es spanish español rus ru russian "
        "chinese japanese korean portuguese italian polish"
    ).split()
)
_IDENTIFIED = frozenset(("pmid", "pmcid", "pii"))
_ROLE = frozenset(("ed", "eds", "edited", "translated", "trans", "hrsg"))
# Where a volume of papers is named right behind `In`, these labels are mistaken.
_MISTAKEN = frozenset((OUTSIDE, "publisher", "institution", "location", "series", "note", "collab"))


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
        if last > first and tokens[first].text.lower() in _LANGUAGES:  # "In Chinese."
            continue
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
