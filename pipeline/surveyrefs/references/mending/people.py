"""Mend authors and editors: people that ran into the title, titles that ran into the people, organisations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from surveyrefs.references.mending.step import CONTAINERS, Labelled, Labels
from surveyrefs.references.normalise.names import is_organisation
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import Token
from surveyrefs.text.joining import AND_LETTERS, AND_WORDS, OTHERS

SEPARATORS = frozenset((",", ";", "and", "&"))
_JOINTS = SEPARATORS.union(AND_WORDS, AND_LETTERS) - {"a", "un", "ja", "ir"}  # words of titles, too
_NAME_ENDS = frozenset(("al", "etal", "others", "jr", "sr", "ii", "iii"))
# An organisation's name is no longer than this; more words are a title without authors.
_MOST_WORDS = 8
_LOOSE = frozenset((OUTSIDE, "publisher", "institution", "series", "location", "note", "genre", "collab"))
_HYPHENED = re.compile(r"[A-Z](?:[-‐][A-Z])+")
_LONGEST_FAMILY = 3
_BARE = re.compile(r"[A-Z]{1,3}")
_EDITOR_WORDS = frozenset(("ed", "eds", "editor", "editors", "hrsg"))
_OWN_ROLES = frozenset(("eds", "Eds", "Hrsg", "hrsg", "editors", "Editors"))  # "Ed" and "ED" are initials, too
_OTHERS = re.compile(rf"{OTHERS}|others\b", re.IGNORECASE)
_OTHERS_TOKENS = 6  # of "et al.", "u. a.", "and 12 others", at most
_ROLE_REACH = 3  # tokens between the last name and its role: ", (", "."


def editors_first(work: Labelled) -> Labels:
    """People before the title with `(eds.)` or `, editors` behind them are editors, no authors."""
    tokens, out = work.tokens, list(work.labels)
    if work.missing("author") or work.has("editor"):
        return out
    first, last = work.run("author")
    said = {t.text.lower() for t in tokens[last : last + _ROLE_REACH] if t.kind == "w"}
    closed = any(t.text in (")", ".", ",", ":") for t in tokens[last + 1 : last + _ROLE_REACH + 1])
    own = tokens[last - 1].text in _OWN_ROLES  # the role ran into the names: "Irmtraud Schnell Hrsg."
    if "author" in out[last:] or not own and (not said & _EDITOR_WORDS or not closed):
        return out
    return ["editor" if first <= i < last else label for i, label in enumerate(out)]


def _others_end(tokens: Sequence[Token], at: int) -> int:
    """Return where *and others* ends that begins with a token; 0 where it does not."""
    text = ""
    ends: list[int] = []
    for token in tokens[at : at + _OTHERS_TOKENS]:
        text += " " * (token.spaced and bool(text)) + token.text
        ends.append(len(text))
    match = _OTHERS.match(text)
    end = len(match[0].rstrip(" .")) if match else 0
    return at + bisect_right(ends, end) if match and ends[0] <= end else 0


def others_behind(work: Labelled) -> Labels:
    """`Li, G.; et al. Title`: *et al.* behind the people is theirs, whatever it passed for."""
    tokens, labels = work.tokens, work.labels
    if work.missing("author"):
        return labels
    start = work.run("author")[1]
    at = start
    while at < len(tokens) and (tokens[at].kind == "p" and tokens[at].text in ".,;&[" or tokens[at].text == "and"):
        at += 1
    end = next((end for first in range(start, at + 1) if (end := _others_end(tokens, first))), start)
    if end == start or {*labels[start:end]} & {"author"}:
        return labels
    behind = end
    while behind < len(tokens) and tokens[behind].kind == "p" and tokens[behind].text in ".,;:]":
        behind += 1
    return [*labels[:start], *["author"] * (end - start), *[OUTSIDE] * (behind - end), *labels[behind:]]


def authors_missing(work: Labelled) -> Labels:
    """Without an author, the words before the title are one: mostly an organisation."""
    tokens, labels = work.tokens, work.labels
    if work.has("author") or work.has("editor") or work.missing("title"):
        return labels
    start = labels.index("title")
    end = 0
    while end < start and labels[end] in _LOOSE | set(CONTAINERS) and tokens[end].text not in (".", ":", "(", "“", '"'):
        end += 1
    words = [t for t in tokens[:end] if t.kind == "w"]
    if not words or len(words) > _MOST_WORDS or words[0].text in ("In", "in") or not words[0].text[0].isupper():
        return labels
    while end > 0 and tokens[end - 1].kind == "p":
        end -= 1
    return ["author" if i < end else label for i, label in enumerate(labels)]


def trim_authors(work: Labelled) -> Labels:
    """Where all given names are initials, what has none is no author: the title's first words went astray."""
    tokens, labels, order = work.tokens, work.labels, work.names
    if work.missing("author") or order not in _ENDS or not work.titled:
        return labels
    first, last = work.run("author")
    if order == "given":
        last = _take_family(tokens, labels, first, last)
        labels = [*labels[:first], *("author" for _ in range(first, last)), *labels[last:]]
    cut = _ENDS[order](tokens, first, last)
    while cut < last and (tokens[cut].kind == "p" or tokens[cut].text in SEPARATORS):
        cut += 1
    if cut >= last or cut == first or not _title_follows(tokens, labels, last):
        return labels
    if is_initial(tokens[cut]) and [t.text for t in tokens[cut + 1 : cut + 3]] == [".", ","]:  # "Hough P. | D., Li"
        return labels
    return [
        *labels[:first],
        *("author" for _ in range(first, cut)),
        *("title" for _ in range(cut, last)),
        *labels[last:],
    ]


def is_initial(token: Token) -> bool:
    """Tell whether a token is a given name's first letter."""
    return (
        token.kind == "w"
        and token.text[0].isupper()
        and (len(token.text) == 1 or bool(_HYPHENED.fullmatch(token.text)))
    )


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
            fits = any(is_initial(t) or t.text.lower() in _NAME_ENDS for t in words) or _block(part)
            text = " ".join(t.text for t in words)
            if fits:
                named, stranger = True, last
            elif named and stranger == last and not is_organisation(text):
                stranger = start
        start = i
    return stranger


def _block(part: Sequence[Token]) -> bool:
    """Tell whether a name begins with initials in one: `SL. Salzberg`."""
    words = [t for t in part if t.text not in SEPARATORS]
    return len(words) > len(("SL", ".")) and words[1].text == "." and bool(_BARE.fullmatch(words[0].text))


def _ends_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token is a name's last: an initial, several in one (`Salzberg, SL.`), or *al*."""
    if is_initial(tokens[at]) or tokens[at].text.lower() in _NAME_ENDS:
        return True
    dotted = at + 1 < len(tokens) and tokens[at + 1].text == "." and at > 0 and tokens[at - 1].text == ","
    return dotted and bool(_BARE.fullmatch(tokens[at].text))


def _after_initials(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return the end of the last initial of "Smith, A., Jones, B. Title"."""
    ends = [i for i in range(first, last) if _ends_name(tokens, i)]
    if not ends:
        return last
    cut = ends[-1] + 1
    joints = (i for i in range(first, last - 1) if tokens[i].text in _JOINTS and tokens[i].text not in ",;")
    if any(is_initial(tokens[i + 1]) for i in joints):
        return last  # only the first name is inverted
    tail = [t for t in tokens[cut:last] if t.kind == "w"]
    if not tail or is_organisation(" ".join(t.text for t in tail)) or cut >= last or tokens[cut].text != ".":
        return last
    if cut + 1 < last and tokens[cut + 1].text in _JOINTS:
        return last  # "Sery, O., Natasha Sharygina": only the first name is inverted
    return cut + 1


def _after_bare_initials(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the full stop ends "Smith A, Jones BC. Title"."""
    ends = (
        i
        for i in range(first + 1, last - 1)
        if _BARE.fullmatch(tokens[i].text)
        and tokens[i + 1].text in ".:"
        and not (i + 2 < last and _goes_on(tokens, i + 2, last))
    )
    return next(ends, last - 2) + 2


def _goes_on(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Tell whether the names go on at a token behind an initial's full stop."""
    if tokens[at].text in _JOINTS or tokens[at].text in "-‐":
        return True  # "Ping W., Xu Y.": a full stop behind each; "Jing X.-Y."
    # "Höhne G.W.H.", "Epstein S. L., Freuder E. C."
    return is_initial(tokens[at]) and (not tokens[at].spaced or at + 1 >= last or tokens[at + 1].text in ".,")


# By the order of names in the list: where the authors end.
_ENDS = {"given": _first_stranger, "inverted": _after_initials, "bare": _after_bare_initials}
