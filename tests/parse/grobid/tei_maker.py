"""TEI as GROBID writes it, made by us: for tests, from a few facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:space="preserve" xmlns="http://www.tei-c.org/ns/1.0"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xlink="http://www.w3.org/1999/xlink">
<teiHeader xml:lang="en"><fileDesc><titleStmt><title level="a" type="main">{title}</title></titleStmt>
<publicationStmt><publisher/></publicationStmt><sourceDesc><biblStruct><analytic>{authors}</analytic>
<monogr><imprint><date/></imprint></monogr>{idno}</biblStruct></sourceDesc></fileDesc>
<encodingDesc><appInfo><application version="0.9.1" ident="GROBID" when="2026-01-01T00:00+0000">
<label type="revision">abc1234</label></application></appInfo></encodingDesc>
<profileDesc><abstract><p>{abstract}</p></abstract></profileDesc></teiHeader>
<facsimile>{surfaces}</facsimile>
"""


@dataclass
class Bibl:
    """A reference to be written as a biblStruct; `authors` are (forenames, family)."""

    title: str = ""
    authors: Sequence[tuple[str, str]] = ()
    journal: str = ""
    book: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: tuple[str, ...] = ()
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    raw: str = ""
    coords: str = ""
    status: str = "extracted"


def callout(marker: str, target: str = "", coords: str = "") -> str:
    """Return a callout as GROBID writes it."""
    attributes = f" coords={quoteattr(coords)}" if coords else ""
    attributes += f" target={quoteattr('#' + target)}" if target else ""
    return f'<ref type="bibr"{attributes}>{escape(marker)}</ref>'


def _person(given: str, family: str) -> str:
    kinds = ["first", *["middle"] * 9]
    names = [f'<forename type="{kind}">{escape(f)}</forename>' for kind, f in zip(kinds, given.split(), strict=False)]
    return "".join(names) + f"<surname>{escape(family)}</surname>"


def bibl_struct(entry: Bibl, number: int) -> str:
    """Return a reference's biblStruct."""
    authors = "".join(f"<author><persName>{_person(*name)}</persName></author>" for name in entry.authors)
    title = f'<title level="a" type="main">{escape(entry.title)}</title>' if entry.title else ""
    analytic = f"<analytic>{title}{authors}</analytic>"
    container = ""
    if entry.journal:
        container = f'<title level="j">{escape(entry.journal)}</title>'
    elif entry.book:
        container = f'<title level="m">{escape(entry.book)}</title>'
    imprint = f"<publisher>{escape(entry.publisher)}</publisher>" if entry.publisher else ""
    for unit in ("volume", "issue"):
        if getattr(entry, unit):
            imprint += f'<biblScope unit="{unit}">{escape(getattr(entry, unit))}</biblScope>'
    if len(entry.pages) == 2:
        imprint += f'<biblScope unit="page" from={quoteattr(entry.pages[0])} to={quoteattr(entry.pages[1])} />'
    elif entry.pages:
        imprint += f'<biblScope unit="page">{escape(entry.pages[0])}</biblScope>'
    if entry.year:
        imprint += f'<date type="published" when={quoteattr(entry.year)}>{entry.year}</date>'
    idno = f'<idno type="DOI">{escape(entry.doi)}</idno>' if entry.doi else ""
    idno += f'<idno type="arXiv">{escape(entry.arxiv)}</idno>' if entry.arxiv else ""
    pointer = f"<ptr target={quoteattr(entry.url)} />" if entry.url else ""
    raw = f'<note type="raw_reference">{escape(entry.raw)}</note>' if entry.raw else ""
    coords = f" coords={quoteattr(entry.coords)}" if entry.coords else ""
    return (
        f'<biblStruct status="{entry.status}"{coords} xml:id="b{number}">{analytic}'
        f"<monogr>{container}<imprint>{imprint}</imprint></monogr>{idno}{pointer}{raw}</biblStruct>\n"
    )


def tei(
    entries: Iterable[Bibl] = (), body: str = "", title: str = "", abstract: str = "", back: str = "",
    pages: Sequence[tuple[float, float]] = ((595.0, 842.0),), authors: str = "", idno: str = "",
) -> bytes:  # fmt: skip
    """Return a TEI document; `body` and `back` are markup."""
    surfaces = "".join(
        f'<surface n="{n}" ulx="0.0" uly="0.0" lrx="{w}" lry="{h}"/>' for n, (w, h) in enumerate(pages, 1)
    )
    head = HEAD.format(title=escape(title), authors=authors, idno=idno, abstract=abstract, surfaces=surfaces)
    listed = "".join(bibl_struct(entry, i) for i, entry in enumerate(entries))
    return (
        f'{head}<text xml:lang="en"><body>\n{body}\n</body><back>{back}'
        f'<div type="references"><listBibl>\n{listed}</listBibl></div></back></text></TEI>\n'
    ).encode()


def paragraph(*parts: str, head: str = "", number: str = "") -> str:
    """Return a div with a heading and a paragraph."""
    n = f" n={quoteattr(number)}" if number else ""
    heading = f"<head{n}>{escape(head)}</head>" if head else ""
    return f'<div xmlns="http://www.tei-c.org/ns/1.0">{heading}<p>{"".join(parts)}</p></div>'
