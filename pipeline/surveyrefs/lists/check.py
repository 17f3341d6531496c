"""Where a list and its survey disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from surveyrefs.lists.categories import (
    Path,
    SurveyCategory,
    categories_of,
    corresponding,
    scope,
    shown,
    survey_categories,
)
from surveyrefs.lists.facts import Facts, facts_of_entry, judge
from surveyrefs.lists.match import Match, covered, match_facts, same_facts
from surveyrefs.lists.model import PaperList
from surveyrefs.lists.venues import misspelt, short_name, venues_differ
from surveyrefs.lists.works import work_of
from surveyrefs.model.reference import Reference
from surveyrefs.model.run import Run

# Code → heading of its findings, in the order of every form. docs/awesome.md explains them.
KINDS: Mapping[str, str] = {
    "not-in-list": "In the survey, not in the list",
    "not-in-survey": "In the list, not in the survey",
    "other-category": "In another category than in the survey",
    "duplicate": "Listed more than once",
    "shared-link": "One address, two titles",
    "title-differs": "The title does not fit the identifier",
    "doubtful-match": "Perhaps the same work: please look",
    "venue-differs": "Venue differs",
    "year-differs": "Year differs",
    "venue-misspelt": "Venue misspelt",
    "bad-link": "Malformed link",
    "no-link": "Listed without a link",
    "unread-row": "Rows that could not be read",
}
_LEAST_LIKE = 0.85  # likeness of titles under which a shared identifier is worth a look


class Finding(msgspec.Struct, frozen=True, gc=False):
    """A disagreement: `line` of the list (0: none), `key` of the reference (empty: none), what is said where."""

    code: str
    line: int
    key: str
    title: str
    text: str
    listed: tuple[str, ...] = ()
    survey: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True, gc=False):
    """What a check found. `matched` counts entries that are a reference, `listed` references that the list has,
    `wanted` those that it should have; `uncategorised` cited works in no category are not missed unless asked for.
    """

    name: str
    title: str
    survey: str
    entries: int
    matched: int
    wanted: int
    listed: int
    uncategorised: int
    findings: tuple[Finding, ...]


class Matched(msgspec.Struct, frozen=True, gc=False):
    """A list beside a survey: what both check and write need to know."""

    facts: tuple[Facts, ...]
    matches: tuple[Match, ...]
    categories: tuple[SurveyCategory, ...]
    headings: dict[Path, list[int]]
    missing: tuple[int, ...]
    covered: frozenset[int]


def set_beside(listed: PaperList, run: Run, everything: bool = False) -> Matched:
    """Match a list's entries and headings with a survey's references and categories.

    `missing` are the works that a list of the survey has to have and this one has not, in the survey's order.
    """
    references = run.references.references
    facts = [facts_of_entry(entry) for entry in listed.entries]
    matches = match_facts(facts, references)
    categories = survey_categories(run, everything)
    under: dict[Path, set[int]] = {heading.path: set() for heading in listed.headings if not heading.contents}
    for entry in listed.entries:
        under.setdefault(entry.category, set())
    for match in matches:
        if not match.doubtful:
            under[listed.entries[match.entry].category].add(match.reference)
    headings = corresponding(list(under), categories, under)
    had = covered(matches, references)
    wanted = set(range(len(references))) if everything else scope(categories) or set(range(len(references)))
    missing = tuple(n for n in sorted(wanted) if n not in had)
    return Matched(tuple(facts), matches, tuple(categories), headings, missing, frozenset(had & wanted))


def check_list(listed: PaperList, run: Run, everything: bool = False) -> Report:
    """Say where a list and its survey disagree; `everything` misses works too that the survey puts in no category."""
    both = set_beside(listed, run, everything)
    references = run.references.references
    sure = {match.entry: match for match in both.matches if not match.doubtful}
    findings = [
        *_missing(both, references),
        *_strangers(listed, both.matches),
        *_misplaced(listed, both, references),
        *_repeated(listed, both, sure),
        *_shared_links(listed, both.facts),
        *_about_matches(listed, both.matches, references),
        *_about_entries(listed, sure, references),
    ]
    order = list(KINDS)
    wanted = len(both.covered) + len(both.missing)
    return Report(
        listed.name, listed.title, run.document.title or run.name, len(listed.entries), len(sure), wanted,
        len(both.covered), len(references) - wanted,
        tuple(sorted(findings, key=lambda f: (order.index(f.code), f.line))),
    )  # fmt: skip


def _missing(both: Matched, references: Sequence[Reference]) -> Iterator[Finding]:
    places = categories_of(both.categories)
    for n in both.missing:
        r = references[n]
        where = tuple(dict.fromkeys(shown(both.categories[c].path) for c in places.get(n, ())))
        yield Finding("not-in-list", 0, r.key, r.title or r.raw, _cited(r), (), where)


def _cited(r: Reference) -> str:
    first = next((name.family or name.literal for name in r.authors), "")
    more = " et al." if first and (len(r.authors) > 1 or r.others) else ""
    venue = short_name(r.container) if r.container else "arXiv" if r.arxiv else ""
    return ", ".join(filter(None, (first + more, " ".join(filter(None, (venue, r.year))))))


def _strangers(listed: PaperList, matches: Sequence[Match]) -> Iterator[Finding]:
    known = {match.entry for match in matches}
    for n, entry in enumerate(listed.entries):
        if n not in known:
            said = " ".join(filter(None, (entry.venue, entry.year)))
            yield Finding("not-in-survey", entry.line, "", entry.title, said, (shown(entry.category),))


def _misplaced(listed: PaperList, both: Matched, references: Sequence[Reference]) -> Iterator[Finding]:
    """Tell entries under a heading that is a category of the survey, which does not have them there."""
    places = categories_of(both.categories)
    for match in both.matches:
        entry = listed.entries[match.entry]
        if match.doubtful or entry.category not in both.headings or match.reference not in places:
            continue
        here = both.headings[entry.category]
        if any(match.reference in both.categories[c].references for c in here):
            continue
        sources = {both.categories[c].source for c in here}
        there = [c for c in places[match.reference] if both.categories[c].source in sources] or places[match.reference]
        where = tuple(dict.fromkeys(shown(both.categories[c].path) for c in there))
        text = f"{shown(entry.category)} → {'; '.join(where)}"
        key = references[match.reference].key
        yield Finding("other-category", entry.line, key, entry.title, text, (shown(entry.category),), where)


def _repeated(listed: PaperList, both: Matched, sure: Mapping[int, Match]) -> Iterator[Finding]:
    """Tell a work that is listed again, unless under two headings in both of which the survey has it too."""
    first = same_facts(both.facts)
    by_reference: dict[int, int] = {}
    for n, entry in enumerate(listed.entries):
        before = first[n]
        if before == n and n in sure:
            before = by_reference.setdefault(sure[n].reference, n)
        if before == n:
            continue
        other = listed.entries[before]
        if (
            n in sure
            and other.category != entry.category
            and all(
                any(sure[n].reference in both.categories[c].references for c in both.headings.get(path, ()))
                for path in (entry.category, other.category)
            )
        ):
            continue
        here = (
            "under the same heading"
            if other.category == entry.category
            else f"under {shown(other.category) or 'no heading'}"
        )
        titled = "" if other.title == entry.title else f" as “{other.title}”"
        yield Finding(
            "duplicate", entry.line, "", entry.title, f"also line {other.line}, {here}{titled}",
            (shown(entry.category), shown(other.category)),
        )  # fmt: skip


def _shared_links(listed: PaperList, facts: Sequence[Facts]) -> Iterator[Finding]:
    """Tell addresses of papers that two works bear; a repository may well hold several papers."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for n, entry in enumerate(listed.entries):
        identifiers = (
            f"arXiv {entry.arxiv}" if entry.arxiv else "",
            entry.doi,
            "" if entry.arxiv else entry.link("paper"),
        )
        for identifier in dict.fromkeys(filter(None, identifiers)):
            bearers[identifier].append(n)
    for identifier, entries in bearers.items():
        told: list[int] = []
        for n in entries:
            entry = listed.entries[n]
            if told and all(judge(facts[n], facts[other]).likeness < _LEAST_LIKE for other in told):
                other = listed.entries[told[0]]
                text = f"{identifier} is also “{other.title}”, line {other.line}"
                yield Finding("shared-link", entry.line, "", entry.title, text)
            told.append(n)


def _about_matches(listed: PaperList, matches: Sequence[Match], references: Sequence[Reference]) -> Iterator[Finding]:
    for match in matches:
        entry, r = listed.entries[match.entry], references[match.reference]
        if match.doubtful and match.reason in ("arxiv", "doi"):
            text = f"{entry.arxiv or entry.doi} is “{r.title}” in the survey: the same work renamed, or a wrong link"
            yield Finding("title-differs", entry.line, r.key, entry.title, text)
            continue
        if match.doubtful:
            text = f"survey: “{r.title or r.raw}”, {_cited(r)} (by {match.reason}, {match.confidence:.2f})"
            yield Finding("doubtful-match", entry.line, r.key, entry.title, text)
            continue
        if match.reason in ("arxiv", "doi") and match.likeness < _LEAST_LIKE:
            text = f"{entry.arxiv or entry.doi} is “{r.title}” in the survey"
            yield Finding("title-differs", entry.line, r.key, entry.title, text)
        elif entry.arxiv and r.arxiv and entry.arxiv != r.arxiv:
            text = f"arXiv {entry.arxiv} in the list, {r.arxiv} in the survey"
            yield Finding("title-differs", entry.line, r.key, entry.title, text)
        printed = r.container or ("arXiv" if r.arxiv else "")
        ours, theirs = f"{entry.venue} {entry.year}".strip(), f"{short_name(printed)} {r.year}".strip()
        if entry.venue and venues_differ(entry.venue, printed):
            yield Finding("venue-differs", entry.line, r.key, entry.title, f"{ours} → {theirs}", (ours,), (theirs,))
        elif entry.year and r.year and entry.year != r.year:
            yield Finding(
                "year-differs", entry.line, r.key, entry.title, f"{entry.year} → {r.year}", (ours,), (theirs,)
            )


def _about_entries(listed: PaperList, sure: Mapping[int, Match], references: Sequence[Reference]) -> Iterator[Finding]:
    for n, entry in enumerate(listed.entries):
        if meant := misspelt(entry.venue):
            yield Finding("venue-misspelt", entry.line, "", entry.title, f"{entry.venue} → {meant}")
        # One with an empty address is told with the malformed ones. The survey may know no address either.
        known = work_of(references[sure[n].reference]).url if n in sure else ""
        if not entry.links and (known or n not in sure):
            yield Finding("no-link", entry.line, "", entry.title, f"the survey has {known}" if known else "")
    for problem in listed.problems:
        code = "bad-link" if problem.code == "paper-list-link-malformed" else "unread-row"
        yield Finding(code, problem.page, "", "", problem.text.partition(": ")[2], (problem.code,))
