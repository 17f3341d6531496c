"""Running text as spans: Markdown's inline tokens and HTML's inline tags in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it.token import Token

BREAK = "\n"  # the text of a forced line break
_BOLD, _ITALIC = frozenset(("b", "strong")), frozenset(("i", "em", "cite"))
_UNREAD = frozenset(("script", "style"))
_RAW_LINK = re.compile(r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])*)\]\((?P<url>[^()]*(?:\([^()]*\)[^()]*)*)\)")
_OPENERS = {")": "(", "]": "["}
# A blank behind a slash and more of a path after it: an address that was broken when it was copied.
_BARE_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"|]+(?:(?<=/) [\w.-]+/[\w./-]*\w)?", re.IGNORECASE)


class Span(NamedTuple):
    """Text of one look; `image` is the address of a picture (`text` its alternative text), `url` what it links to."""

    text: str
    bold: bool = False
    italic: bool = False
    url: str | None = None
    image: str = ""
    raw: bool = False  # a link that Markdown does not take for one: its address has a blank


Spans = tuple[Span, ...]


class InlineHtml(HTMLParser):
    """Collects spans from inline HTML; Markdown's own tokens are handed in between by `add`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.spans: list[Span] = []
        self.bold = self.italic = self.unread = 0
        self.url: str | None = None

    def add(self, text: str, image: str = "") -> None:
        """Add text in the look now in force."""
        if text or image:
            self.spans.append(Span(text, self.bold > 0, self.italic > 0, self.url, image))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Follow what inline tags open."""
        known = dict(attrs)
        if tag == "a":
            self.url = known.get("href") or (None if "href" not in known else "")
        elif tag == "img":
            self.add(known.get("alt") or "", known.get("src") or " ")
        elif tag == "br":
            self.add(BREAK)
        elif tag in _UNREAD:
            self.unread += 1
        self.bold += tag in _BOLD
        self.italic += tag in _ITALIC

    def handle_endtag(self, tag: str) -> None:
        """Follow what inline tags close."""
        if tag == "a":
            self.url = None
        elif tag in _UNREAD:
            self.unread = max(0, self.unread - 1)
        self.bold = max(0, self.bold - (tag in _BOLD))
        self.italic = max(0, self.italic - (tag in _ITALIC))

    def handle_data(self, data: str) -> None:
        """Add text."""
        if not self.unread:
            self.add(re.sub(r"\s+", " ", data))


def spans_of(tokens: Sequence[Token] | None) -> Spans:
    """Return Markdown's inline tokens as spans."""
    reader = InlineHtml()
    for token in tokens or ():
        match token.type:
            case "text" | "code_inline":
                reader.add(token.content)
            case "softbreak":
                reader.add(" ")
            case "hardbreak":
                reader.add(BREAK)
            case "strong_open" | "em_open":
                reader.handle_starttag(token.tag, [])
            case "strong_close" | "em_close":
                reader.handle_endtag(token.tag)
            case "link_open":
                reader.url = str(token.attrGet("href") or "")
            case "link_close":
                reader.url = None
            case "image":
                reader.add(token.content, str(token.attrGet("src") or " "))
            case "html_inline":
                reader.feed(token.content)
                reader.close()
            case _:
                reader.add(token.content)
    return with_raw_links(reader.spans)


def with_raw_links(spans: Iterable[Span]) -> Spans:
    """Return spans with the links that stand in plain text: bare addresses, and links that Markdown refused."""
    merged: list[Span] = []
    for span in spans:
        last = merged[-1] if merged else None
        if last and not span.image and not last.image and last[1:] == span[1:]:
            merged[-1] = last._replace(text=last.text + span.text)
        else:
            merged.append(span)
    found: list[Span] = []
    for span in merged:
        if span.url is None and not span.image and ("](" in span.text or "://" in span.text or "www." in span.text):
            found += _parted(span)
        else:
            found.append(span)
    return tuple(found)


def _parted(span: Span) -> list[Span]:
    out: list[Span] = []
    end = 0
    for match in _RAW_LINK.finditer(span.text):
        out += _with_bare_urls(span._replace(text=span.text[end : match.start()]))
        out.append(span._replace(text=match["text"], url=match["url"].strip(), raw=True))
        end = match.end()
    return [*out, *_with_bare_urls(span._replace(text=span.text[end:]))]


def _with_bare_urls(span: Span) -> list[Span]:
    out: list[Span] = []
    end = 0
    for match in _BARE_URL.finditer(span.text):
        out.append(span._replace(text=span.text[end : match.start()]))
        url = match[0].rstrip(",;")
        while url[-1] in _OPENERS and url.count(url[-1]) > url.count(_OPENERS[url[-1]]):
            url = url[:-1]
        out.append(span._replace(text=url, url=url))
        end = match.start() + len(url)
    out.append(span._replace(text=span.text[end:]))
    return [one for one in out if one.text]


def plain(spans: Iterable[Span]) -> str:
    """Return the words of spans, pictures left out."""
    return " ".join("".join(span.text for span in spans if not span.image).split())
