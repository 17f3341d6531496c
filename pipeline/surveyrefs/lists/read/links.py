"""What kind of thing a link leads to, and whether its address can be right: by its letters alone, nothing is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from surveyrefs.lists.model import LinkKind, ListLink, Role
from surveyrefs.lists.read.badges import badge_words, is_badge, urlsplit_host
from surveyrefs.lists.read.spans import Span
from surveyrefs.text.identifiers import normalise_arxiv, normalise_doi
from surveyrefs.text.similarity import fold

_CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "sourceforge.net")
_DATA_HOSTS = ("kaggle.com", "zenodo.org", "figshare.com", "dataverse.org", "data.mendeley.com")
_PAPER_HOSTS = (
    "openreview.net", "aclanthology.org", "proceedings.neurips.cc", "papers.nips.cc", "proceedings.mlr.press",
    "openaccess.thecvf.com", "dl.acm.org", "ieeexplore.ieee.org", "link.springer.com", "sciencedirect.com",
    "ojs.aaai.org", "semanticscholar.org", "biorxiv.org", "medrxiv.org", "hal.science", "usenix.org", "pnas.org",
    "nature.com", "science.org", "jmlr.org", "mdpi.com", "cell.com", "wiley.com", "tandfonline.com", "springer.com",
)  # fmt: skip
# Words that only carry a link; the title stands elsewhere.
_WORDS_BY_KIND: dict[LinkKind, str] = {
    "paper": "paper papers pdf link abs abstract arxiv openreview html doi url preprint article here",
    "code": "code github repo repository implementation official source pytorch tensorflow jax",
    "project": "project page website site homepage home demo blog video slides poster web model models",
    "dataset": "data dataset datasets benchmark huggingface",
}
_WORDS: dict[str, LinkKind] = {word: kind for kind, words in _WORDS_BY_KIND.items() for word in words.split()}
_BY_ROLE: dict[Role, LinkKind] = {"code": "code", "dataset": "dataset", "title": "paper", "link": "paper"}
_ARXIV_URL = re.compile(
    r"^https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format)/(?P<id>[^?#]*)", re.IGNORECASE
)
_ARXIV_ID = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,2})?(?:\.pdf)?/?")
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DOUBLED = re.compile(r"^https?:/*https?[:/]", re.IGNORECASE)
_TORN_SCHEME = re.compile(r"^https?:?/(?!/)|^https?//", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+", re.IGNORECASE)
_LINK_LABEL_WORDS = 3  # "Official PyTorch code"; longer text is a title


@lru_cache(maxsize=1024)  # "paper" and "code" stand in every row
def word_kind(text: str) -> LinkKind | None:
    """Return what kind of link these words announce (`[[paper]]`, `Code`), None where they are no such words."""
    words = fold(text).split()
    if not words or any(len(word) == 4 and word.isdecimal() for word in words):  # "arXiv 2023" is a venue
        return None
    words = [word for word in words if not word.isdecimal()]
    if not words or len(words) > _LINK_LABEL_WORDS or not all(word in _WORDS for word in words):
        return None
    known = [_WORDS[word] for word in words]
    return next((kind for kind in ("code", "dataset", "project") if kind in known), "paper")


def link_kind(url: str, text: str = "", role: Role = "other") -> LinkKind:
    """Return the kind of a link by its address, then by its words, then by its column."""
    host = urlsplit_host(url)
    said = word_kind(text)
    if host.endswith("arxiv.org"):
        return "arxiv"
    if host.endswith("doi.org") or re.search(r"/doi/(?:abs/|full/|pdf/|epdf/)?10\.\d{4}", url):
        return "doi"
    if host.endswith(_CODE_HOSTS):
        return "dataset" if said == "dataset" else "code"
    if host.endswith(_DATA_HOSTS) or "huggingface.co/datasets" in url:
        return "dataset"
    if said:
        return said
    if host.endswith(_PAPER_HOSTS) or url.lower().endswith(".pdf"):
        return "paper"
    if host.endswith((".github.io", "huggingface.co")) and role != "dataset":
        return "project"
    return "project" if role == "code" else _BY_ROLE.get(role, "paper" if role == "other" else "project")


def link_of(span: Span, role: Role) -> ListLink | None:
    """Return the link that a span is, None for plain text and for links within the page."""
    if span.url is None or span.url.startswith("#"):
        return None
    words = " ".join(badge_words(span.image)) or span.text if span.image else span.text
    text = " ".join(words.split())
    return ListLink(link_kind(span.url, text, role), span.url, "" if text == span.url else text)


def links_of(spans: Iterable[Span], role: Role) -> list[ListLink]:
    """Return the links of a cell, one for each address."""
    found: dict[str, ListLink] = {}
    for span in spans:
        link = link_of(span, role)
        if link is not None and (link.url not in found or (link.text and not found[link.url].text)):
            found[link.url] = link
    return list(found.values())


def is_dynamic_badge(span: Span) -> bool:
    """Tell whether a span is a badge that says nothing lasting, such as a count of stars."""
    return bool(span.image) and is_badge(span.image) and not badge_words(span.image)


def arxiv_of(url: str) -> str:
    """Return the arXiv id in an address or text, without version; only where arXiv is named."""
    return normalise_arxiv(url) if "arxiv" in url.lower() else ""


def doi_of(url: str) -> str:
    """Return the DOI in an address; arXiv's own DOIs name the preprint and are not taken for one."""
    doi = normalise_doi(url)
    return "" if doi.startswith("10.48550/arxiv.") else re.sub(r"\.(?:pdf|html?)$|/(?:full|abstract|pdf)$", "", doi)


def fault_of(url: str) -> str:
    """Return what is wrong with an address as written, empty where nothing is."""
    if not url.strip():
        return "the address is empty"
    if re.search(r"\s", url.strip()):
        return "the address has a blank in it"
    if "..." in url or "…" in url:
        return "the address is a placeholder"
    if _DOUBLED.match(url):
        return "the address has its scheme twice"
    scheme = _SCHEME.match(url)
    if _TORN_SCHEME.match(url):
        return "the address does not begin with https://"
    if url.startswith(("#", "./", "../", "/")) or (scheme is None and not _named_host(url)):
        return ""  # a place in the same repository
    if scheme is None or not re.match(r"^(?:https?|ftp)://", url, re.IGNORECASE):
        if scheme is not None and scheme[1].lower() == "mailto":
            return ""
        return "the address does not begin with https://"
    if not _HOST.fullmatch(urlsplit_host(url)):
        return "the address names no host"
    if url[-1] in ".,;:" or any(url.count(a) != url.count(b) for a, b in ("()", "[]")):
        return "the address ends in a mark that is hardly part of it"
    arxiv = _ARXIV_URL.match(url)
    if arxiv and not _ARXIV_ID.fullmatch(arxiv["id"]):
        return "this is no arXiv number"
    return ""


def _named_host(url: str) -> bool:
    """Tell whether an address without scheme begins with a host: `arxiv.org/abs/…`, not `docs/more.md`."""
    head, slash, _ = url.partition("/")
    return (
        bool(slash or head.startswith("www.")) and bool(_HOST.fullmatch(head)) and not head.endswith((".md", ".html"))
    )
