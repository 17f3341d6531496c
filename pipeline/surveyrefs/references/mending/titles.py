"""Mend titles: where they begin and end, and what is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.references.mending.step import CONTAINERS, Labelled, Labels
from surveyrefs.references.tagging.habits import Habits
from surveyrefs.references.tagging.tagger import OUTSIDE, lexicon
from surveyrefs.references.tagging.tokens import PLAIN, SLANTED, Token
from surveyrefs.text.months import is_month

# A border of title and container moves no further than this to where the font changes.
_BORDER_REACH = 8
# Words that stand between fields and belong to none.
_BETWEEN = frozenset(
    (
        "in In IN of ed eds Ed Eds edited by vol Vol volume no No nr number pp p pages page "
        "URL url doi DOI ser editors editor and Pages Page Bd Available Retrieved Accessed Online"
    ).split()
)
# What stands before an address.
_WEB_WORDS = frozenset("available online from at url see http https internet retrieved accessed doi".split())
_ROLES = frozenset("ed eds edd editor editors org orgs hrsg comp transl dir others".split())
_INSIDE = frozenset("In in Dans dans Em em En en".split())
_OPENING = frozenset('“«„"')
_MIN_QUOTED = 2  # words: a shorter quotation may be part of a title
_MIN_TITLE = 2
_LEADING_WORDS = 3  # of a title before its colon: "Adam:", "Deep Residual Nets:"
_SERVER = re.compile(r"(?:arxiv|biorxiv|medrxiv)(?:\.org)?(?:\s?(?:(?:e|pre)\s?[-‐–]\s?prints?|preprints?))?")
# Suffixes end no name before a title.
_SUFFIXES = frozenset(("Jr", "Sr", "al", "St"))
_MEETINGS = frozenset("proceedings proc conference conf symposium symp workshop".split())
_PERIODICALS = frozenset(("transactions", "trans", "journal", "annals"))


def title_before_colon(work: Labelled) -> Labels:
    """`Jimmy Ba. Adam: A method` has its title begin behind the full stop, not behind the colon."""
    tokens, out = work.tokens, list(work.labels)
    if work.missing("title") or work.missing("author"):
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
    contained = sum(labels[i] in CONTAINERS for i in words)
    in_quotes = first > 0 and tokens[first - 1].text in _INSIDE or work.habits.before_container in _OPENING
    if titled * 2 < len(words) and (outside or contained * 2 >= len(words) and in_quotes):
        return labels  # "in «Pharm Biol», XLIV"
    if {*labels[first : last + 1]} & {"volume", "pages"} or labels[words[-1]] in ("date", "publisher"):
        return labels  # the quotation mark that closes was not printed
    span = _span(labels, "title")
    if span and span[0] < first - 1 and any(tokens[i].kind == "w" for i in range(span[0], first)):
        return labels  # the quotation is part of a longer title
    book = "booktitle" if work.missing(*CONTAINERS) and tokens[last + 1 : last + 2] else OUTSIDE
    return [
        "title" if first <= i <= last else label if label != "title" else book if i > last else OUTSIDE
        for i, label in enumerate(labels)
    ]


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
    quoted = any(tokens[i].quoted for i in words)
    if quoted or not behind or len(changes) != 1 or any(labels[i] not in ("title", *CONTAINERS) for i in words):
        return labels
    border, new = words.index(behind[0]), changes[0]
    if border == new or abs(border - new) > _BORDER_REACH or _GLUED_IN.match(tokens[behind[0]].text):
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


# `In` before a container in italics, whose blank the PDF lost: one word of two types.
_GLUED_IN = re.compile(r"In[A-Z]")


# What may stand between a title's first word and its container's last where both are to be parted anew.
_PARTED = frozenset(("title", *CONTAINERS, "location", "series", "note", "collab", OUTSIDE))
_ALONE = ("publisher", "institution", "genre", "editor", "edition")


def list_border(work: Labelled) -> Labels:
    """Part title and container as the list does: by the containers' type, or at the last full stop before it ends."""
    tokens, labels, habits = work.tokens, work.labels, work.habits
    if work.missing("title") or work.missing("volume", "pages") or work.has(*_ALONE) or any(t.quoted for t in tokens):
        return labels
    first = labels.index("title")
    stop = next((i for i in range(first, len(labels)) if labels[i] == habits.behind_container), first)
    while stop > first and (
        tokens[stop - 1].kind == "p" and tokens[stop - 1].text != ")" or _announces(tokens[stop - 1])
    ):
        stop -= 1
    start = _by_look(tokens, first, stop, habits) or _by_stop(tokens, first, stop, habits)
    start = start or _by_colon(tokens, labels, first, stop, habits)
    if not start or not {*labels[first:stop]} <= _PARTED or tokens[start].text in _INSIDE:
        return labels
    end = _behind_words(tokens, start)
    if tokens[end - 1].text in _INSIDE:  # "Oil of sage. In: Pharm Biol", but "moths in Allium" is one title
        if end == start or tokens[end - 2].kind != "p":
            return labels
        end = _behind_words(tokens, end - 1)
    if labels[end - 1] == "title" and labels[start] in CONTAINERS and labels[start - 1] not in CONTAINERS:
        return labels  # parted there already; where the container ends is not asked
    name = next((label for label in labels[start:stop] if label in CONTAINERS), "journal")
    between = [OUTSIDE] * (start - end)
    return [*labels[:first], *["title"] * (end - first), *between, *[name] * (stop - start), *labels[stop:]]


def _announces(token: Token) -> bool:
    """Tell whether a word stands before a volume: `Demography, v. 5`."""
    return token.text in ("v", "vol", "volume", "Vol", "Bd")


def _behind_words(tokens: Sequence[Token], at: int) -> int:
    """Return the place behind the last word before `at`; question marks and closing brackets are the title's own."""
    while tokens[at - 1].kind == "p" and tokens[at - 1].text not in "?!)]":
        at -= 1
    return at


def _by_look(tokens: Sequence[Token], first: int, stop: int, habits: Habits) -> int:
    """Return where the last italics before `stop` begin in a list whose containers alone are so, else 0."""
    if (habits.title, habits.container) != (PLAIN, SLANTED):
        return 0
    start = stop
    while start > first and (tokens[start - 1].font == SLANTED or _roman_stop(tokens, start - 1, habits)):
        start -= 1
    while start < stop and tokens[start].kind == "p":
        start += 1
    return start if first < start and any(t.kind == "w" for t in tokens[start:stop]) else 0


def _roman_stop(tokens: Sequence[Token], at: int, habits: Habits) -> bool:
    """Tell whether a mark is one between the parts of a name, set roman: `*J*. *Biol*`, `*Affairs*: *Review*`."""
    inside = tokens[at].text in (":", "&") or habits.dotted != "n" and tokens[at].text in (".", ",", "-")
    return at > 0 and inside and tokens[at - 1].font == SLANTED


def _by_stop(tokens: Sequence[Token], first: int, stop: int, habits: Habits) -> int:
    """Return where the last sentence before `stop` begins in a list whose containers are one without stops, else 0."""
    alike = habits.title == habits.container or len({t.font for t in tokens[first:stop]}) == 1
    if not alike or habits.dotted != "n" or not habits.ends == habits.before_container == ".":
        return 0
    start = stop
    while start > first and not _closes(tokens, start - 1):
        start -= 1
    return start if start - first >= _MIN_TITLE and start < stop and tokens[start].text[0].isupper() else 0


def _by_colon(tokens: Sequence[Token], labels: Labels, first: int, stop: int, habits: Habits) -> int:
    """Return where the words behind the last colon begin in a list that prints containers behind one, else 0.

    A container that the tagger saw begin behind a full stop or a question mark stays.
    """
    begins = next((i for i in range(first, stop) if labels[i] in CONTAINERS), first)
    if begins > first and tokens[begins - 1].text in (".", "?", "!"):
        return 0
    if habits.before_container != ":" or habits.alike != "y" or habits.ends not in ("", ":"):  # "In:" stands behind "."
        return 0
    colons = (i for i in range(stop - 1, first + _MIN_TITLE, -1) if tokens[i].text == ":")
    start = next(colons, -1) + 1
    return start if 0 < start < stop and tokens[start].text[0].isupper() else 0


def _closes(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a mark closes a sentence: no full stop behind an initial or a word of abbreviated names."""
    if tokens[at].text != "." or not at:
        return tokens[at].text in "?!"
    word = tokens[at - 1].text
    if word in ")]":
        return True
    return len(word) > 1 and "a" not in lexicon().get(word.lower(), "")


def title_begins(work: Labelled) -> Labels:
    """Words between the authors (or the year after them) and the title belong to the title."""
    tokens, labels = work.tokens, work.labels
    span = _span(labels, "title")
    if not span or tokens[span[0]].quoted or tokens[span[0]].text in _OPENING:
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
    words = {t.text.lower() for t in gap if t.kind in "wn"}
    if not words or words == {"n", "d"} or any(_no_beginning(t) for t in gap):
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
    if taken <= {"genre"} or taken <= {"location"} or all(tokens[i].text.lower() in _WEB_WORDS for i in words):
        return labels
    if not words or tokens[start].text in ("In", "in") or taken & {"author", "editor"}:
        return labels
    named = dated or start == 0 or stop + 1 < len(tokens) and tokens[stop + 1].text in ("In", "in")
    if len(words) < _MIN_TITLE and not named or not _others_follow(labels, stop, taken):
        return labels
    said = {tokens[i].text.lower() for i in words}
    if "booktitle" in taken and "pages" in labels[stop:] and said & _MEETINGS:
        return labels  # a list that prints no titles of papers
    named = len(words) <= _MIN_TITLE and all(tokens[i].text.isupper() for i in words)
    short = named or len(words) == 1 and bool(_SERVER.fullmatch(min(said)))
    yearly = "advances" in said and work.has("volume", "pages")
    if taken <= {*CONTAINERS} and (short or yearly or said & _PERIODICALS):
        return labels  # "2021 ICLR", "Transactions of … (2023)": no title was printed
    return ["title" if start <= i < stop else label for i, label in enumerate(labels)]


def case_name(work: Labelled) -> Labels:
    """`Doe v. Roe, No. 4:22-cv-06823`: parties are a case's title, its number is one word."""
    tokens, labels = work.tokens, work.labels
    if work.missing("author") or work.has("title"):
        return labels
    first, last = work.run("author")
    against = any(
        tokens[i].text in ("v", "vs") and tokens[i + 1].text == "." and not _behind_initial(tokens, i)
        for i in range(first + 1, last - 1)
    )
    if not against:
        return labels
    return ["title" if label == "author" else "note" if label == "issue" else label for label in labels]


def _behind_initial(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a token stands behind an initial: `L. v. Ahn` is one person."""
    before = tokens[at - 2 if tokens[at - 1].text == "." and at > 1 else at - 1].text
    return len(before) == 1 and before.isupper()


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
    role = token.text.lower() in _ROLES
    return role or is_month(token.text) or token.text in _BETWEEN and token.text[0].isupper()


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
