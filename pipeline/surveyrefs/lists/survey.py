"""A paper list as the input of the pipeline: the results of its stages, made from the list instead of a PDF.

The entries travel in the Document as hints, which is where what an engine knows of references belongs. A list has no
pages: `page` is the line, everywhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib.metadata import version

import msgspec

from surveyrefs.citekeys.content import assign_keys
from surveyrefs.lists.facts import facts_of_entry, judge
from surveyrefs.lists.match import same_works
from surveyrefs.lists.model import PATH, LinkKind, ListEntry, ListLink, PaperList
from surveyrefs.lists.people import names_of
from surveyrefs.lists.venues import ARCHIVE, entry_type, short_names
from surveyrefs.model.box import Box
from surveyrefs.model.document import Document, Hint, Section
from surveyrefs.model.link import Assignment, Callout, Categories, Category, Links, Target
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference, References
from surveyrefs.model.run import Run

ENGINE = "list"
SOURCE = "list"
_NOWHERE = Box(0, 0, 0, 0)
_KEPT_LINKS: tuple[LinkKind, ...] = ("code", "project", "dataset")
_LEAST_LIKE = 0.85  # likeness of titles under which one identifier for two entries is a problem


def document_of(listed: PaperList) -> Document:
    """Return a list as a document: its headings as sections, its entries as hints."""
    place = {heading.path: n for n, heading in enumerate(listed.headings) if heading.path}  # the title is over all
    sections = tuple(
        Section("", heading.title, heading.level, False, heading.line, _NOWHERE, place.get(heading.path[:-1], -1))
        for heading in listed.headings
    )
    hints = tuple(_hint(entry, n) for n, entry in enumerate(listed.entries))
    return Document(
        engine=ENGINE, engine_version=version("markdown-it-py"), title=listed.title or listed.name, authors=(),
        arxiv=listed.arxiv, doi="", pages=(), sections=sections, passages=(), tables=(), figures=(), bibliographies=(),
        anchors=(), hints=hints, problems=listed.problems,
    )  # fmt: skip


def run_of(listed: PaperList, sha256: str = "") -> Run:
    """Return a list as the run that `extract` makes of it."""
    document = document_of(listed)
    links = links_of(document)
    return Run(listed.name, sha256, document, references_of(document), links, categories_of(document, links))


def _hint(entry: ListEntry, number: int) -> Hint:
    fields = {
        "title": entry.title, "authors": entry.authors, "venue": entry.venue, "year": entry.year, "arxiv": entry.arxiv,
        "doi": entry.doi, "category": "\n".join(entry.category),
        "links": "\n".join(f"{link.kind} {link.url}" for link in entry.links),
    }  # fmt: skip
    return Hint(
        "reference", str(number), _raw(entry), entry.line, (), {name: text for name, text in fields.items() if text}
    )


def _raw(entry: ListEntry) -> str:
    """Return an entry as one line: what it says, in the order of a reference."""
    published = " ".join(filter(None, (entry.venue, entry.year)))
    url = entry.link("arxiv", "paper", "doi", "project", "code", "dataset")
    return ". ".join(filter(None, (entry.title, entry.authors.rstrip("."), published, url)))


def entries_of(document: Document) -> list[ListEntry]:
    """Return the entries that a document of a list carries."""
    entries = []
    for hint in document.hints:
        known = defaultdict(str, hint.fields)
        links = []
        for line in filter(None, known["links"].split("\n")):
            kind, _, url = line.partition(" ")
            links.append(ListLink(kind, url))  # type: ignore[arg-type]  # as `_hint` wrote it
        category = tuple(filter(None, known["category"].split("\n")))
        entries.append(
            ListEntry(
                known["title"], tuple(links), known["authors"], known["venue"], known["year"], category, hint.page,
                hint.page, 0, known["arxiv"], known["doi"],
            )
        )  # fmt: skip
    return entries


def references_of(document: Document) -> References:
    """Return the works of a list, each once, in the order of their first entries."""
    entries = entries_of(document)
    first = same_works(entries)
    groups: dict[int, list[ListEntry]] = defaultdict(list)
    for entry, head in zip(entries, first, strict=True):
        groups[head].append(entry)
    raws = [hint.raw for hint in document.hints]
    bearers = Counter(arxiv for group in groups.values() for arxiv in {entry.arxiv for entry in group if entry.arxiv})
    references = [_reference(groups[head], raws[head], bearers) for head in sorted(groups)]
    keys = assign_keys(references)
    keyed = tuple(msgspec.structs.replace(reference, key=key) for reference, key in zip(references, keys, strict=True))
    return References(keyed, tuple(_contradictions(entries)))


def _reference(entries: Sequence[ListEntry], raw: str, bearers: Counter[str]) -> Reference:
    """Return a work by all its entries: the first one's title, the surest of what else they say.

    `bearers` counts the works that an arXiv number stands on: one that another work bears too is the likelier slip.
    """
    head = entries[0]
    printed = [e for e in entries if e.venue and ARCHIVE not in short_names(e.venue)]
    best = next((e for e in printed if e.year), (*printed, head)[0])
    authors, others = names_of(next((e.authors for e in entries if e.authors), ""))
    arxiv = min((e.arxiv for e in entries if e.arxiv), key=lambda number: bearers[number], default="")
    container = "" if arxiv and ARCHIVE in short_names(best.venue) else best.venue
    links: dict[str, str] = {}
    for kind in _KEPT_LINKS:
        url = next((e.link(kind) for e in entries if e.link(kind)), "")
        if url:
            links[kind] = url
    url = next((e.link("paper") for e in entries if e.link("paper")), "")
    if not (url or arxiv or any(e.doi for e in entries)):
        url = next(iter(links.values()), "")
    return Reference(
        key="", label="", raw=raw, type=entry_type(container), title=head.title, authors=authors, others=others,
        year=best.year or head.year, container=container, volume="", issue="", pages="", publisher="",
        doi=next((e.doi for e in entries if e.doi), ""), arxiv=arxiv, primary_class="", url=url, extra=links,
        anchors=(), page=head.line, box=(), confidence=1.0,
    )  # fmt: skip


def _contradictions(entries: Sequence[ListEntry]) -> list[Problem]:
    """Tell one identifier on two works."""
    bearers: dict[str, list[ListEntry]] = defaultdict(list)
    problems = []
    for entry in entries:
        for identifier in filter(None, (entry.arxiv, entry.doi)):
            facts = facts_of_entry(entry)
            others = bearers[identifier]
            if others and all(judge(facts, facts_of_entry(other)).likeness < _LEAST_LIKE for other in others):
                before = f"“{others[0].title}” in line {others[0].line}"
                text = f"line {entry.line}: {identifier} is “{entry.title}” here and {before}"
                problems.append(
                    Problem(
                        "paper-list-shared-link",
                        text,
                        "One of the two links is wrong, or the paper was renamed.",
                        entry.line,
                    )
                )
            others.append(entry)
    return problems


def links_of(document: Document) -> Links:
    """Return each entry as a callout of its work: the list names it there."""
    entries = entries_of(document)
    first = same_works(entries)
    number = {head: n for n, head in enumerate(sorted(set(first)))}
    place = _sections_by_path(document)
    callouts = []
    for n, (entry, head) in enumerate(zip(entries, first, strict=True)):
        target = Target(number[head], "", "list", 1.0)
        section = _section(place, entry.category)
        callouts.append(
            Callout(
                n + 1, entry.title, entry.line, (), "body", section, -1, -1, -1, -1, document.hints[n].raw, (target,)
            )
        )  # fmt: skip
    return Links(tuple(callouts))


def categories_of(document: Document, links: Links) -> Categories:
    """Return the categories that a list's headings are, each work under its own."""
    place = _sections_by_path(document)
    found: dict[tuple[int, tuple[str, ...]], Assignment] = {}
    for entry, callout in zip(entries_of(document), links.callouts, strict=True):
        reference = callout.targets[0].reference
        path = entry.category or (document.title,)
        known = found.get((reference, path))
        found[reference, path] = Assignment(
            reference, PATH.join(path), SOURCE, groups=path, section=_section(place, entry.category),
            page=known.page if known else entry.line, count=known.count + 1 if known else 1, path=path,
        )  # fmt: skip
    tree = _Node("")
    keywords: dict[int, list[str]] = defaultdict(list)
    for reference, path in found:
        node = tree
        for label in path:
            node = node.children.setdefault(label, _Node(label))
        node.references.add(reference)
        keywords[reference].append(PATH.join(path))
    size = 1 + max(keywords, default=-1)
    return Categories(
        tuple(found.values()), tree.frozen().children, keywords=tuple(tuple(keywords[n]) for n in range(size))
    )


class _Node:
    def __init__(self, name: str) -> None:
        self.name = name
        self.references: set[int] = set()
        self.children: dict[str, _Node] = {}

    def frozen(self) -> Category:
        children = tuple(child.frozen() for child in self.children.values())
        return Category(self.name, SOURCE, tuple(sorted(self.references)), children, places=("List",))


def _sections_by_path(document: Document) -> dict[tuple[str, ...], int]:
    """Return the sections by the titles from the top down; of equal paths the first."""
    paths: dict[int, tuple[str, ...]] = {}
    found: dict[tuple[str, ...], int] = {}
    for n, section in enumerate(document.sections):
        paths[n] = (*paths.get(section.parent, ()), section.title)
        found.setdefault(paths[n], n)
    return found


def _section(place: dict[tuple[str, ...], int], category: tuple[str, ...]) -> int:
    """Return the section of a category: of a group within a table, that of the heading over it."""
    while category:
        if category in place:
            return place[category]
        category = category[:-1]
    return -1
