"""A reference as a list shows it, and text that is safe in Markdown, in addresses and in badges."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import quote

from surveyrefs.lists.read.links import link_kind
from surveyrefs.lists.venues import ARCHIVE, short_name
from surveyrefs.matching.features import is_archive
from surveyrefs.model.reference import Reference
from surveyrefs.text.controls import MENTION, unmentioned

_SAFE_SCHEME = re.compile(r"^https?://[^\s/]", re.IGNORECASE)
_IN_ADDRESS = {
    " ": "%20",
    "|": "%7C",
    "<": "%3C",
    ">": "%3E",
    "\\": "%5C",
    '"': "%22",
    "`": "%60",
    "'": "%27",
    "*": "%2A",
}
_MARKDOWN = re.compile(r"([\\`*\[\]<>|~$])|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_LONGEST_AUTHORS = 3  # names before "et al." in a list


class Work(NamedTuple):
    """What a list shows of a work; `url` and `code` are safe addresses or empty."""

    key: str
    title: str
    authors: str
    venue: str
    year: str
    url: str
    code: str

    def published(self, archive: str = ARCHIVE) -> str:
        """Return venue and year in one, preprints under the name that the list has for their archive."""
        return " ".join(filter(None, (archive if self.venue == ARCHIVE else self.venue, self.year)))


def work_of(reference: Reference) -> Work:
    """Return a reference as a list shows it."""
    r = reference
    links = [f"https://arxiv.org/abs/{r.arxiv}" if r.arxiv else "", f"https://doi.org/{r.doi}" if r.doi else "", r.url]
    safe = [address(url) for url in links if address(url)]
    code = address(r.extra.get("code", ""))
    if not code and len(safe) > 1 and link_kind(safe[-1]) == "code":
        code = safe[-1]
    archived = bool(r.arxiv) and (not r.container or is_archive(r.container))
    venue = ARCHIVE if archived else short_name(r.container)
    title = " ".join((r.title or r.raw).split())
    return Work(r.key, title, authors_of(r), " ".join(venue.split()), r.year, safe[0] if safe else "", code)


def authors_of(reference: Reference) -> str:
    """Return the authors as `Jane Doe, Max Roe`, long lists cut to `et al.`"""
    names = [
        n.literal or " ".join(filter(None, (n.given, n.family, n.suffix))) for n in reference.authors
    ]  # fmt: skip
    names = [" ".join(name.split()) for name in names if name.strip()]
    more = reference.others or len(names) > _LONGEST_AUTHORS
    return ", ".join(names[:_LONGEST_AUTHORS]) + (" et al." if more and names else "")


def address(url: str) -> str:
    """Return an address that may stand in a link, empty for anything but a web address."""
    url = url.strip()
    if not _SAFE_SCHEME.match(url):
        return ""
    out = "".join(_IN_ADDRESS.get(c, c) if c.isprintable() else quote(c, errors="replace") for c in url)
    if out.count("(") != out.count(")"):
        out = out.replace("(", "%28").replace(")", "%29")
    return MENTION.sub("%40", out)


def markdown(text: str) -> str:
    """Return text so that Markdown shows it as it is, in a table's cell too."""
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return unmentioned(_MARKDOWN.sub(lambda match: "\\" + match[0], text))


def badge(text: str) -> str:
    """Return text as a part of a badge's address."""
    return text.replace("-", "--").replace("_", "__")
