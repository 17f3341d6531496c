"""Find and normalise DOIs, arXiv ids, URLs, ISBNs, ISSNs and PubMed's numbers in printed text.

`find_identifiers` is tolerant of what print does to them: blanks at line ends, Unicode hyphens, resolver prefixes.
"""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import unquote

import msgspec

Kind = Literal["doi", "arxiv", "url", "isbn", "issn", "pmid", "pmcid", "pii"]


class Identifier(msgspec.Struct, frozen=True, gc=False):
    """An identifier as found in text[start:end]; `value` is its normal form."""

    kind: Kind
    start: int
    end: int
    value: str
    primary_class: str = ""


_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−\xad", "-"))
_URL_CHARS = {0x00AD: None, ord("−"): "-", ord("∼"): "~", ord("˜"): "~"}
_OLD_ARCHIVES = (
    "astro-ph|cond-mat|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math-ph|nlin|nucl-ex|nucl-th|physics|quant-ph|math|cs|q-bio|q-fin|stat"
    "|cmp-lg|alg-geom|chao-dyn|solv-int|patt-sol|adap-org|comp-gas|dg-ga|funct-an|q-alg"
)
_NEW_ID = r"\d{2}(?:0[1-9]|1[0-2])\s?\.\s?\d{4,5}"
# Names that lost their hyphen where a line ended behind it.
_UNHYPHENED = {a.replace("-", ""): a for a in _OLD_ARCHIVES.split("|") if "-" in a}
_OLD_ID = rf"(?:{_OLD_ARCHIVES}|{'|'.join(_UNHYPHENED)})(?:\s?\.\s?[A-Z]{{2}})?\s?/\s?\d{{7}}"
_VERSION = r"(?:v\d{1,2})?"
_CLASS = r"(?:\s?\[(?P<cls>[a-z-]+(?:\.[A-Za-z-]{2,})?)[^\]]{0,40}\])?"
ARXIV_MARKED = re.compile(
    rf"(?:arxiv\s?(?:\.\s?org)?\s?(?:preprint|e-?prints?)?\s?[:.,/]?\s?(?:abs/|pdf/)?|(?:CoRR|abs)\s?[,/]?\s?(?:abs\s?/\s?)?)\s?"
    rf"(?P<id>{_NEW_ID}|{_OLD_ID}){_VERSION}(?!\d){_CLASS}",
    re.IGNORECASE,
)
ARXIV_BARE = re.compile(rf"\b(?P<id>{_OLD_ID}){_VERSION}(?!\d){_CLASS}")
# Styles that know nothing of arXiv print its number alone, as a reference's last sentence: "… (2019). 1904.01234."
ARXIV_ALONE = re.compile(r"(?<=[.),] )(?P<id>(?:0[7-9]|[1-3]\d)(?:0[1-9]|1[0-2])\.\d{4,5})(?=\.?$)")
ARXIV_IN_URL = re.compile(rf"arxiv\.org/(?:abs|pdf|html|format)/(?P<id>{_NEW_ID}|{_OLD_ID})", re.IGNORECASE)
ARXIV_IN_DOI = re.compile(rf"10\.48550/arxiv\.(?P<id>{_NEW_ID}|{_OLD_ID})", re.IGNORECASE)
# A DOI's suffix may hold any character; print ends it at a blank, and closing punctuation is not part of it.
_DOI_HEAD = r"(?:(?:https?\s?:\s?//\s?)?(?:dx\s?\.\s?)?doi\s?\.\s?org\s?/\s?|doi\s?[:.]?\s?)?"
_DOI_TAIL = r"(?:\(SICI\)\S+?CO;\d-[\dA-Z]|[\w()-]+(?:\s[./-]\s[\w()-]+)+(?:\.[\w()-]+)*|[^\s\"“”<>{}]+)"
DOI = re.compile(rf"{_DOI_HEAD}(?P<doi>10\s?\.\s?\d{{4,9}}(?:\.\d+)*\s?/\s?{_DOI_TAIL})", re.IGNORECASE)
# Short DOIs (shortdoi.org): "doi:10/abc", "https://doi.org/10/gf2d"; only where the print says that it is one.
SHORT_DOI = re.compile(
    r"(?:(?:https?\s?:\s?//\s?)?(?:dx\.)?doi\.org/|\bdoi\s?[:.]\s?)(?P<doi>10/[a-z\d]{3,10})\b", re.IGNORECASE
)
_SCHEME = r"(?:(?:https?|ftp)\s?:\s?/\s?/\s?|www\.)"
# Typewriter type set loosely reads as "https : / / www . example . com".
_SPACED_URL = r"[\w%~+-]+(?:\s[./?=&#_:~-]\s[\w%~+-]+)(?:(?:\s[./?=&#_:~-]\s|[./?=&#_:~-])[\w%~+-]+)*/?"
URL = re.compile(rf"{_SCHEME}(?:{_SPACED_URL}|[^\s\"“”<>{{}}]+)", re.IGNORECASE)
# What the print glues to an identifier where a blank was lost.
_GLUED = re.compile(
    r"[.,;]?(?:\(?(?:last )?accessed\b|\(?visited\b|\(?retrieved\b|arxiv:|url:|doi:|\[doi\]|pmc?id:|(?<=.)https?:)",
    re.IGNORECASE,
)
ISBN = re.compile(
    r"(?<![\w/.-])(?P<bare>97[89](?:-\d+){3}-[\dX])\b"
    r"|\bISBN(?:-1[03])?\s?:?\s?(?P<isbn>(?:97[89][-‐–\s]?)?\d[-‐–\s\d]{7,14}[\dXx])\b"
)
_ONE_ISSN = r"\d{4}[-‐–]\s?\d{3}[\dXx]\b"
ISSN = re.compile(rf"\bISSN\s?:?\s?(?P<issn>{_ONE_ISSN})(?:\s?\([A-Za-z]+\)(?:[\s;,]+{_ONE_ISSN})?)*", re.IGNORECASE)
_NEXT_ISSN = re.compile(rf"[\s;,/]+(?:e-?ISSN\s?:?\s?)?(?P<issn>{_ONE_ISSN})", re.IGNORECASE)
PMID = re.compile(r"\b(?:PubMed\s)?PMID\s?:?\s?(?P<pmid>\d{5,8})\b", re.IGNORECASE)
PMCID = re.compile(r"\b(?:PubMed ?Central\s)?PMCID\s?:?\s?(?:PMC)?(?P<pmcid>PMC\d{4,9})\b", re.IGNORECASE)
# A publisher's item identifier, marked as PubMed's exports do: no DOI although "doi:" stands before it.
PII = re.compile(r"(?:doi\s?:\s?)?(?P<pii>[\w/.()-]{4,40}\d[\w/.()-]*)\s?\[pii\]", re.IGNORECASE)

# Springer's DOI of a book; its chapters have "_12" behind.
_BOOK_DOI = re.compile(r"10\.\d{4}/(?:978-\d{1,5}-\d+-\d+-[\dx]|\d{8,10})")
_CHAPTER = re.compile(r"\s?[_ ]\s?(\d{1,3})(?=[.,;\s]|$)")

_NUMBERED: dict[Kind, re.Pattern[str]] = {"pmid": PMID, "pmcid": PMCID, "pii": PII}
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_URL_TAIL_MAX_PIECES = 6
# A piece after a blank continues a broken URL when the break came after one of these, or before one.
_URL_BREAK_AFTER = "/-_.=&?%#~:"
_URL_PIECE = re.compile(r"[\w\-./=&?%#~:+@,;()!$*']+")
_HALF_DOI = re.compile(r"\b10\.\d{4,9}/[A-Za-z.]+$")
_PLAIN_WORD = re.compile(r"[A-Z]?[a-z]+[.,;:]?$|\d{4}[a-z]?[.,;]?$|[A-Z][A-Za-z]*[.,:]?$|\d{1,2}[,.]?$|pp?\.$")


def normalise_doi(text: str) -> str:
    """Give the DOI in `text` in lower case without resolver, or "" where there is none."""
    text = re.sub(r"\s", "", unquote(text).translate(_HYPHENS))
    match = re.search(r"10\.\d{4,9}(?:\.\d+)*/\S+", text)
    return trim_closing(match[0]).lower() if match else ""


def normalise_arxiv(text: str) -> str:
    """Give the arXiv id in `text` without version, or ""."""
    match = re.search(rf"({_NEW_ID}|{_OLD_ID})", text.translate(_HYPHENS), re.IGNORECASE)
    if not match:
        return ""
    value = re.sub(r"\s", "", match[0])
    return re.sub(r"^([a-z-]+)(?:\.[A-Z]{2})?/", lambda m: _archive(m[1].lower()) + "/", value, flags=re.IGNORECASE)


def _archive(name: str) -> str:
    return _UNHYPHENED.get(name, name)


def trim_closing(text: str) -> str:
    """Cut punctuation off the end that closes the sentence and not the identifier."""
    while text:
        last = text[-1]
        if last in ".,;:'\"”’»…" or last in _CLOSERS and text.count(last) > text.count(_CLOSERS[last]):
            text = text[:-1]
        else:
            break
    return text


RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(?:doi:)?10\.", re.IGNORECASE)


def is_doi_url(url: str) -> bool:
    """Tell whether a URL only resolves a DOI."""
    return bool(RESOLVER.match(url))


def _valid_issn(text: str) -> bool:
    """Tell whether eight digits with their check digit are an ISSN, and no pages."""
    digits = [10 if c in "Xx" else int(c) for c in text if c.isdecimal() or c in "Xx"]
    return sum(digit * weight for digit, weight in zip(digits, range(8, 0, -1), strict=True)) % 11 == 0


def find_identifiers(text: str) -> list[Identifier]:
    """Find the identifiers of a reference string, in order, without overlap (a DOI or arXiv id wins over its URL)."""
    folded = text.translate(_HYPHENS)
    found: list[Identifier] = []
    taken = [False] * len(text)

    def add(kind: Kind, start: int, end: int, value: str, primary_class: str = "") -> None:
        if value and end > start and not any(taken[start:end]):
            found.append(Identifier(kind, start, end, value, primary_class))
            taken[start:end] = [True] * (end - start)

    for match in ISBN.finditer(folded):
        add("isbn", match.start(), match.end(), re.sub(r"\s", "", match["isbn"] or match["bare"]))
    small = folded.lower()  # what an identifier is marked with is looked for first: that is quick
    for match in ISSN.finditer(folded) if "issn" in small else ():
        second = _NEXT_ISSN.match(folded, match.end())
        end = second.end() if second and _valid_issn(second["issn"]) else match.end()
        add("issn", match.start(), end, re.sub(r"\s", "", match["issn"]))
    for kind, pattern in _NUMBERED.items():
        for match in pattern.finditer(folded) if kind in small else ():
            add(kind, match.start(), match.end(), match[kind])
    for match in SHORT_DOI.finditer(folded) if "10/" in folded else ():
        add("doi", match.start(), match.end(), match["doi"].lower())
    for match in URL.finditer(folded):
        end = _end(folded, match.start(), match.end())
        if not RESOLVER.match(re.sub(r"\s", "", folded[match.start() : end])):
            value = re.sub(r"\s", "", text[match.start() : end]).translate(_URL_CHARS)
            add("url", match.start(), end, value)
    for match in DOI.finditer(folded):
        end = _end(folded, match.start("doi"), match.end())
        value = normalise_doi(folded[match.start("doi") : end])
        chapter = _CHAPTER.match(folded, end) if _BOOK_DOI.fullmatch(value) else None
        if chapter:  # TeX draws the underscore as a rule, which leaves a blank in the text
            value, end = f"{value}_{chapter[1]}", chapter.end()
        add("doi", match.start(), end, value)
    for match in _arxiv_ids(folded):
        add("arxiv", match.start(), match.end(), normalise_arxiv(match["id"]), match.groupdict().get("cls") or "")
    return sorted(found, key=lambda identifier: identifier.start)


def _arxiv_ids(text: str) -> list[re.Match[str]]:
    """Find arXiv's numbers; one that nothing marks only where there is no other."""
    marked = [match for pattern in (ARXIV_MARKED, ARXIV_BARE) for match in pattern.finditer(text)]
    return marked or list(ARXIV_ALONE.finditer(text.rstrip()))


def _end(text: str, start: int, end: int) -> int:
    """Return where the identifier that begins at `start` ends: broken pieces joined, closing marks left."""
    found = _with_tail(text, start, end)
    glued = _GLUED.search(found, 8)
    if glued:
        found = found[: glued.start()]
    return start + len(trim_closing(found))


def _with_tail(text: str, start: int, end: int) -> str:
    """Extend text[start:end] over blanks that a line break left in a URL or DOI."""
    for _ in range(_URL_TAIL_MAX_PIECES):
        if end >= len(text) or text[end] != " ":
            break
        piece = _URL_PIECE.match(text, end + 1)
        if not piece or not _continues(text[start:end], piece[0]):
            break
        end = piece.end()
    return text[start:end]


def _continues(before: str, piece: str) -> bool:
    if re.match(r"(?:https?:|www\.|doi|arxiv|pp?\.|\(|\[)", piece, re.IGNORECASE):
        return False
    if before[-1] in ",;)" or piece[0] in ",;(":
        return False
    if (
        _HALF_DOI.search(before)
        and re.match(r"[A-Za-z]{0,12}[./]?\d[\w./()-]{2,}", piece)
        and not _PLAIN_WORD.match(piece)
    ):
        return True  # a DOI without a number is cut in two: "10.1074/jbc." "M109.086827"
    if before[-1] == ".":  # a sentence's end, unless what follows cannot begin one
        return bool(re.match(r"[a-z0-9][\w-]*[./?=_-]\S|(?:html?|pdf|php|org|com|txt)\b", piece)) or bool(
            re.search(r"10\.\s?\d{4,9}/\S*\.$", before)
            and re.fullmatch(r"\d{3,}[.,]?", piece)
            and not _PLAIN_WORD.match(piece)
        )
    if before[-1] in _URL_BREAK_AFTER:
        return True
    return bool(re.match(r"[./?=&#_~%-]\S", piece)) or bool(
        re.search(r"[a-z0-9]{2,}[/?=&_%]", piece) and "," not in piece
    )
