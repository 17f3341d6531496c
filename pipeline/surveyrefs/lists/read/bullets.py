"""One bullet as a paper: which of its words are title, authors, venue and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from surveyrefs.lists.model import ListLink
from surveyrefs.lists.read.badges import badge_words
from surveyrefs.lists.read.links import is_dynamic_badge, links_of, word_kind
from surveyrefs.lists.read.published import Published, published
from surveyrefs.lists.read.spans import Span, Spans

_SEPARATORS = re.compile(r"\s+[-–—|·:]\s+|[|\n]|,\s+|;\s+|\.\s+|\s*[()\[\]]\s*")
_TAG = re.compile(r"^\s*[\[(](?P<tag>[^\[\]()]{2,40})[\])]\s*")
_QUOTED = re.compile(r"^\s*[\"“](?P<title>[^\"”]+)[\"”]")
# A venue with its year at the end of a title: ", ICML 2020", " (ACL'23)".
_TAIL = re.compile(r"(?:[,.;:]|\s[-–—|(\[])\s*[A-Z][\w&/. -]{1,40}?\s?['’]?(?:(?:19|20)\d\d|\d\d)\s*[)\].,;:\s\[(]*$")
_END = " \t\n.,;:|–—-"
_LONG_VENUE = 12  # words; longer text between two marks is a sentence
_LEAST_TITLE = 2  # letters


class Bullet(NamedTuple):
    """What a bullet says of a paper; no title where none can be read."""

    title: str
    authors: str
    published: Published
    links: list[ListLink]


def read_bullet(spans: Spans) -> Bullet:
    """Read one bullet.

    The title is what a link carries that is no mere word for a link (`[paper]`), else what is bold, else what stands
    before the first link or mark.
    """
    shown = [span for span in spans if not is_dynamic_badge(span)]
    links = links_of(shown, "other")
    start, end = _title_range(shown)
    if start < 0:
        shown, start = _plain_title(shown)
        end = start + 1
    title = _title(shown[start:end]) if start >= 0 else ""
    before, after = shown[: max(0, start)], shown[end:]
    badges = " ".join(word for span in shown if span.image for word in badge_words(span.image) if not word_kind(word))
    authors, where = _rest(before, after)
    found = published(where or badges)
    said = published(badges)
    found = Published(found.venue or said.venue, found.year or said.year)
    return Bullet(title, authors, found, links)


def _title(spans: Sequence[Span]) -> str:
    text = " ".join("".join(span.text for span in spans if not span.image).split())
    return text.strip('"“”* ').rstrip(".,;:| ").strip('"“”* ')


def _is_word(span: Span) -> bool:
    return word_kind(span.text.strip(" []()")) is not None


def _title_range(spans: Sequence[Span]) -> tuple[int, int]:
    """Return which spans are the title."""
    for wanted in (_carries_title, _is_bold_title):
        start = next((n for n, span in enumerate(spans) if wanted(span)), -1)
        if start >= 0:
            end = start + 1
            while (
                end < len(spans)
                and not spans[end].image
                and spans[end].url == spans[start].url
                and (spans[start].url is not None or spans[end].bold)
            ):  # one link of several looks: `[A *study* of …](url)`
                end += 1
            return start, end
    return -1, -1


def _carries_title(span: Span) -> bool:
    text = span.text.strip(" []()")
    return (
        span.url is not None and not span.image and not span.url.startswith("#") and len(text) >= _LEAST_TITLE
        and not _is_word(span) and text != span.url and not _only_published(text)
    )  # fmt: skip


def _is_bold_title(span: Span) -> bool:
    text = span.text.strip(" []():.")
    return (
        span.bold
        and span.url is None
        and len(text) >= _LEAST_TITLE
        and not _is_word(span)
        and not _only_published(text)
    )


def _only_published(text: str) -> bool:
    """Tell whether text is a venue with its year (`NeurIPS 2023`, `2024-05`), or no words at all."""
    found = published(text.strip(" []()"))
    return bool(found.year) and len(found.venue.split()) <= 2 or not any(c.isalpha() for c in text)


def _plain_title(spans: Sequence[Span]) -> tuple[list[Span], int]:
    """Part the first plain text into what stands before its title, the title, and the rest; return where the title is.

    For an item such as `(ICML 2021) Title [pdf]`, `"Title". Doe et al. ACL 2020` or `Title, ICML 2020 [pdf]`.
    """
    for n, span in enumerate(spans):
        if span.url is None and not span.image and any(c.isalpha() for c in span.text) and not _is_word(span):
            before, title, after = _cut(span.text)
            parts = [span._replace(text=text) for text in (before, title, after)]
            return [*spans[:n], *parts, *spans[n + 1 :]], n + 1
    return list(spans), -1


def _cut(text: str) -> tuple[str, str, str]:
    tag = _TAG.match(text)
    before = tag[0] if tag and (published(tag["tag"]).year or not any(c.islower() for c in tag["tag"])) else ""
    rest = text[len(before) :]
    if quoted := _QUOTED.match(rest):
        return before, quoted["title"], rest[quoted.end() :]
    tail = _TAIL.search(rest)
    end = tail.start() if tail else len(rest)
    return before, rest[:end].strip(" [(" + _END), rest[end:]


def _rest(before: Sequence[Span], after: Sequence[Span]) -> tuple[str, str]:
    """Return authors and the text that names venue and year, out of what stands around the title."""
    said = [span for span in (*before, *after) if span.url is None and not span.image and not _is_word(span)]
    italics = [span.text.strip(_END) for span in said if span.italic]
    authors = next((text for text in italics if _are_people(text)), "")
    pieces = [
        piece.strip(_END) for span in said for piece in _SEPARATORS.split(span.text) if span.text.strip(_END) != authors
    ]
    linked = [
        s.text.strip(" []()")
        for s in (*before, *after)
        if s.url is not None and _only_published(s.text) and s.text != s.url
    ]
    pieces = [piece for piece in pieces if piece and len(piece.split()) <= _LONG_VENUE and not word_kind(piece)]
    dated = [n for n, piece in enumerate(pieces) if published(piece).year]
    if dated:
        n = dated[-1]
        alone = not published(pieces[n]).venue and n > 0 and not _are_people(pieces[n - 1])
        where = f"{pieces[n - 1]} {pieces[n]}" if alone else pieces[n]
    else:
        where = next((text for text in linked if any(c.isalpha() for c in text)), "") or (linked or [""])[0]
    if not authors:
        authors = next((t for s in said for t in _sentences(s.text) if _are_people(t)), "")
    return authors, where


def _sentences(text: str) -> list[str]:
    return [piece.strip(_END) for piece in re.split(r"\s+[-–—|]\s+|\n|(?<=\w\w)\.\s+", text)]


_PERSON = re.compile(r"^(?:[A-Z][\w’'-]*\.?\s+){1,4}[\w’'-]+$|^et al\.?$", re.UNICODE)


def _are_people(text: str) -> bool:
    """Tell whether text lists people: names with commas between them, or *et al.*"""
    if re.search(r"\bet al\b", text) and not re.search(r"\d{4}\s*$", text.split("et al")[0]):
        return True
    names = [name.strip() for name in re.split(r",|\band\b|&|;", text) if name.strip()]
    return len(names) > 1 and all(_PERSON.match(name) for name in names) and not any(c.isdigit() for c in text)
