"""Mend numbers and dates: volume, issue, pages, days of a conference, years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.references.mending.step import CONTAINERS, Labelled, Labels
from surveyrefs.references.tagging.habits import mark_before
from surveyrefs.references.tagging.tagger import OUTSIDE
from surveyrefs.references.tagging.tokens import Token
from surveyrefs.text.months import is_month

_DASHES = frozenset("-–—−‐‑")
_TWICE = 7  # tokens: page, colon, page, dash, page, colon, page
_RANGE_END = 4  # tokens: number, colon, page, dash, page
_ARTICLE_NUMBER = re.compile(r"[A-Z]\d{4,7}")
_BARE_PAGE = re.compile(r"[A-Za-z]{0,4}\d{1,8}")
_BEHIND_VOLUME = frozenset((",", ":"))
_ENDS_PAGES = frozenset((".", "(", ",", ";", "["))
_YEAR_LIKE = re.compile(r"(?:19|20)\d\d")
_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-z]?")
# A year that may be the date of access, or of a work of any age.
_ANY_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_ACCESS = frozenset(
    "accessed retrieved visited access retr cited viewed consulted consultado consulté abgerufen zugriff".split()
)
_ACCESS_REACH = 8  # tokens: "last accessed on the 20th of January, 2022"


def days(work: Labelled) -> Labels:
    """`11–14 June` and `June 11–14` are days of a conference, no pages."""
    tokens, out = work.tokens, list(work.labels)
    for i, token in enumerate(tokens):
        if token.kind != "w" or not is_month(token.text):
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


def pages_of_article(work: Labelled) -> Labels:
    """`248:1–248:38` is one range, the article's number before each page; `17:1–50` without a volume has it there."""
    tokens, out = work.tokens, list(work.labels)
    for i in range(1, len(tokens) - 1):
        glued = tokens[i].text == ":" and not tokens[i].spaced and not tokens[i + 1].spaced
        if not glued or not tokens[i - 1].kind == tokens[i + 1].kind == "n":
            continue
        texts = [t.text for t in tokens[i - 1 : i - 1 + _TWICE]]
        dashed = len(texts) > _RANGE_END and texts[3] in _DASHES and texts[_RANGE_END].isdigit()
        again = dashed and texts[_RANGE_END : _TWICE - 1] == [texts[0], ":"]
        if again and len(texts) == _TWICE and tokens[i + 5].kind == "n":
            out[i - 1 : i - 1 + _TWICE] = ["pages"] * _TWICE
        elif dashed and out[i - 1] == out[i + 1] == "pages" and _unsaid_volume(tokens, out, i - 1):
            out[i - 1], out[i] = "volume", OUTSIDE
        elif out[i - 1] == "pages":
            out[i] = out[i + 1] = "pages"
    return out


def issue_between(work: Labelled) -> Labels:
    """Between volume and pages, a number that is neither is the issue, with a part behind a full stop: `56(3.4):1`."""
    tokens, labels = work.tokens, work.labels
    if work.missing("volume") or work.missing("pages") or work.run("volume")[1] > labels.index("pages"):
        return labels
    first, last = work.run("volume")[1], labels.index("pages")
    places = [i for i in range(first, last) if tokens[i].kind == "n"]
    marks = all(tokens[i].kind in "np" and labels[i] in (OUTSIDE, "issue") for i in range(first, last))
    if not places or not marks or len(places) > len("3.4") or any(_YEAR_LIKE.fullmatch(tokens[i].text) for i in places):
        return labels
    joined = all(t.kind == "n" or t.text in "./-–" for t in tokens[places[0] : places[-1] + 1])
    if not joined or not _MARKED.fullmatch(tokens[first].text):
        return labels
    return ["issue" if places[0] <= i <= places[-1] else label for i, label in enumerate(labels)]


# "Advances in Trees 26" is a volume of a series, "LION 7" the name of a meeting.
_SERIES_WORDS = 3
# What stands between a volume and its issue.
_MARKED = re.compile(r"[,(/:]")


def volume_in_container(work: Labelled) -> Labels:
    """Where the list prints volumes right behind containers, a container's last number is its volume.

    In any list it is in `Advances in Neural Information Processing Systems 26`.
    """
    tokens, labels = work.tokens, work.labels
    if work.has("volume") or work.missing(*CONTAINERS):
        return labels
    first = next(i for i, label in enumerate(labels) if label in CONTAINERS)
    yearly = [t.text.lower() for t in tokens[first : first + 2]] == ["advances", "in"]  # such a number is no name's
    if work.habits.before_volume != "w" and not yearly:
        return labels
    last = max(work.last(name) for name in CONTAINERS if work.has(name)) - 1
    while tokens[last].kind == "p" and tokens[last].text not in ")]" and last:  # "(USENIX Security 15)" is a name
        last -= 1
    number = tokens[last].kind == "n" and tokens[last].text.isdigit() and not _YEAR_LIKE.fullmatch(tokens[last].text)
    behind = last and labels[last - 1] == labels[last] and tokens[last - 1].kind == "w"
    behind = behind and not tokens[last - 1].text.lower().endswith(("volume", "vol", "part"))  # "Linguistics-Volume 1"
    words = sum(label == labels[last] and t.kind == "w" for t, label in zip(tokens, labels, strict=True))
    if not number or not behind or labels[last] == "booktitle" and words < _SERIES_WORDS:
        return labels
    return ["volume" if i == last else label for i, label in enumerate(labels)]


def pages_twice(work: Labelled) -> Labels:
    """Of two pages, the range is the pages; a number before it is the issue, or the volume.

    Without a range it is the one behind the date, `57, 2 (2020), 102142`, or the one said to be.
    """
    tokens, labels = work.tokens, work.labels
    runs: list[tuple[int, int]] = []
    for i, label in enumerate(labels):
        if label == "pages" and (not i or labels[i - 1] != "pages"):
            runs.append((i, i + 1))
        elif label == "pages":
            runs[-1] = (runs[-1][0], i + 1)
    ranges = [run for run in runs if any(t.text in "–-—−" for t in tokens[run[0] : run[1]])]
    if len(runs) > 1 and not ranges and (_said(tokens, runs[-1][0]) or _behind_issue(work, *runs[-2:])):
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


def _behind_issue(work: Labelled, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Tell whether the first of two numbers stands right behind the volume, and the date between the two."""
    at = first[0]
    beside = at > 1 and work.labels[at - 2] == "volume" and work.tokens[at - 1].text in ",("
    return beside and "date" in work.labels[first[1] : last[0]]


_ARTICLE_WORDS = frozenset(("article", "art", "artikel", "paper"))
_ARTICLE_REACH = 4  # tokens from the word to its number: "Article ID", "Art. no."


def article_number(work: Labelled) -> Labels:
    """`24, 1, Article 3`: a number said to be an article's is its page, and the one before it the issue."""
    tokens, out = work.tokens, list(work.labels)
    if work.missing("volume"):
        return out
    end = work.run("volume")[1]
    word = next((i for i in range(end, len(tokens)) if tokens[i].text.lower() in _ARTICLE_WORDS), 0)
    reach = range(word + 1, min(word + 1 + _ARTICLE_REACH, len(tokens)))
    number = next((i for i in reach if tokens[i].kind == "n"), 0)
    loose = (OUTSIDE, "issue", "pages", "volume")  # a second volume, behind the first, is none
    if not word or not number or out[number] not in loose or out[word] not in (OUTSIDE, "note"):
        return out
    alone = not any(label == "pages" for i, label in enumerate(out) if i > number or i < end)
    before = [i for i in range(end, word) if tokens[i].kind == "n"]
    marks = all(tokens[i].kind == "n" or tokens[i].text in ",()." for i in range(end, word))
    issue = len(before) == 1 and marks and not _YEAR_LIKE.fullmatch(tokens[before[0]].text)
    if out[number] == "issue" or issue:
        out[number] = "pages" if alone else OUTSIDE
    if issue and "issue" not in out:
        out[before[0]] = "issue"
    return out


_VOLUME_WORDS = frozenset(("vol", "volume", "bd", "band"))


def volume_said(work: Labelled) -> Labels:
    """`vol. 1649, pp. 93–101 (2016)`: the number behind the word is the volume, whatever year it looks like."""
    tokens, labels = work.tokens, work.labels
    if work.has("volume") or work.missing(*CONTAINERS):
        return labels
    behind = max(work.last(name) for name in CONTAINERS if work.has(name))
    for i, label in enumerate(labels):
        if i < behind or label not in (OUTSIDE, "date") or not _ANY_YEAR.fullmatch(tokens[i].text):
            continue
        if mark_before(tokens, i) in _VOLUME_WORDS:
            return [*labels[:i], "volume", *labels[i + 1 :]]
    return labels


# How pages are announced where a bare number behind a container is none.
_PAGES_ANNOUNCED = frozenset(("p", "pp", "page", "pages", "s", ":"))
_MOST_VOLUME_DIGITS = 4  # more are an article's number


def volume_bare(work: Labelled) -> Labels:
    """`Trees, 150, 2018`: where the list announces its pages, a lone number right behind a journal is its volume.

    Before an issue, `Trees, 10(2)`, it is in any list.
    """
    tokens, labels = work.tokens, work.labels
    if work.has("volume") or work.missing("journal") or labels.count("pages") != 1:
        return labels
    at, behind = labels.index("pages"), work.last("journal")
    beside = at == behind or at == behind + 1 and tokens[behind].text == ","
    text = tokens[at].text
    if not beside or not text.isdigit() or len(text) > _MOST_VOLUME_DIGITS or _YEAR_LIKE.fullmatch(text):
        return labels
    before_issue = labels[at + 1 : at + 3] == [OUTSIDE, "issue"] and tokens[at + 1].text == "("
    if not before_issue and (work.has("issue") or work.habits.before_pages not in _PAGES_ANNOUNCED):
        return labels
    return [*labels[:at], "volume", *labels[at + 1 :]]


_MOST_ISSUES = 12  # of a year


def issue_alone(work: Labelled) -> Labels:
    """`Trees 20, 5 (2018)`: where the list announces its pages, a small number behind the volume is the issue."""
    tokens, labels = work.tokens, work.labels
    if work.has("issue") or labels.count("volume") != 1 or labels.count("pages") != 1:
        return labels
    at = labels.index("pages")
    beside = at > 1 and labels[at - 2] == "volume" and tokens[at - 1].text == ","
    small = tokens[at].text.isdigit() and int(tokens[at].text) <= _MOST_ISSUES
    closed = at + 1 == len(tokens) or tokens[at + 1].text in "(.,"
    if not beside or not small or not closed or work.habits.before_pages not in _PAGES_ANNOUNCED:
        return labels
    return [*labels[:at], "issue", *labels[at + 1 :]]


def volume_like_year(work: Labelled) -> Labels:
    """`News 2016(105) (2016)`, `(2008). … Acta 1779, 682`: of two years, the one behind the journal is the volume."""
    tokens, labels = work.tokens, work.labels
    if work.has("volume") or work.missing(*CONTAINERS):
        return labels
    at = max(work.last(name) for name in CONTAINERS if work.has(name))
    while at < len(tokens) - 1 and tokens[at].text in ".,":
        at += 1
    year = at < len(tokens) - 2 and labels[at] == "date" and _ANY_YEAR.fullmatch(tokens[at].text)
    follows = (
        year and tokens[at + 1].text in "(,:" and labels[at + 2] in ("issue", "pages") and labels[at + 1] != "date"
    )
    others = (i for i, label in enumerate(labels) if label == "date" and i != at and _YEAR.fullmatch(tokens[i].text))
    if not follows or next(others, -1) < 0:
        return labels
    return [*labels[:at], "volume", *labels[at + 1 :]]


def volume_between(work: Labelled) -> Labels:
    """`Genome Med. 1, 34`: between journal and pages, the only number is the volume."""
    tokens, labels = work.tokens, work.labels
    if work.has("volume", "issue") or work.missing("journal") or work.missing("pages"):
        return labels
    first, last = work.last("journal"), labels.index("pages")
    numbers = [i for i in range(first, last) if tokens[i].kind == "n"]
    marks = all(
        labels[i] == OUTSIDE and (tokens[i].kind == "n" or tokens[i].text in ".,:;") for i in range(first, last)
    )
    if len(numbers) != 1 or not marks or _YEAR_LIKE.fullmatch(tokens[numbers[0]].text) or numbers[0] == last - 1:
        return labels
    return [*labels[: numbers[0]], "volume", *labels[numbers[0] + 1 :]]


def pages_behind_volume(work: Labelled) -> Labels:
    """Without pages, the number behind the volume is the first of them; `P12004` alone is an article's number."""
    tokens, labels = work.tokens, work.labels
    if work.has("pages") or work.missing("volume"):
        return labels
    at = labels.index("volume")
    number = tokens[at].text
    if _ARTICLE_NUMBER.fullmatch(number) and labels.count("volume") == 1 and work.missing("issue"):
        return ["pages" if i == at else label for i, label in enumerate(labels)]
    after = at + 2
    loose = after < len(tokens) and labels[after] in (OUTSIDE, "note")
    if not loose or tokens[after - 1].text not in _BEHIND_VOLUME:
        return labels
    closed = after + 1 == len(tokens) or tokens[after + 1].text in _ENDS_PAGES
    if not closed or not _BARE_PAGE.fullmatch(tokens[after].text) or _YEAR_LIKE.fullmatch(tokens[after].text):
        return labels
    return ["pages" if i == after else label for i, label in enumerate(labels)]


def year_missing(work: Labelled) -> Labels:
    """Without a date, the last year outside title, container and identifiers is it, else that at a container's end."""
    tokens, labels = work.tokens, work.labels
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
    return _year_behind_container(work)


def _year_behind_container(work: Labelled) -> Labels:
    """`In CVPR 2021, pages 3–9`: where no other year is printed, the one at a container's end is the work's."""
    tokens, labels = work.tokens, work.labels
    if work.missing(*CONTAINERS):
        return labels
    last = max(work.last(name) for name in CONTAINERS if work.has(name)) - 1
    if (
        not _YEAR_LIKE.fullmatch(tokens[last].text)
        or tokens[last - 1].kind not in "wp"
        or tokens[last - 1].text in "-–/’"
    ):
        return labels
    return [*labels[:last], "date", *labels[last + 1 :]] if labels[last - 1] in CONTAINERS else labels


def _unsaid_volume(tokens: Sequence[Token], labels: Labels, at: int) -> bool:
    """Tell whether a number before a colon may be the volume: a journal has none, and no word says pages."""
    return "volume" not in labels and "journal" in labels and not _said(tokens, at)


def _said(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word before a number says that it is a page."""
    return bool({"p", "pp", "page", "pages"} & {t.text.lower() for t in tokens[max(at - 2, 0) : at]})


def accessed(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a year is that of an access date: a word for it stands shortly before, and no year between."""
    for token in reversed(tokens[max(0, at - _ACCESS_REACH) : at]):
        if token.kind == "n" and _ANY_YEAR.fullmatch(token.text):
            return False
        if token.text.lower() in _ACCESS:
            return True
    return False
