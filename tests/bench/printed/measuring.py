"""Compare what was read of a drawn paper with what is true of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from surveyrefs.api import Survey
from tests.bench.printed.truth import Paper, Row, Table
from tests.bench.printed.words import ABSTRACTS, PARTS
from tests.bench.word.comparing import matched, squash, texts

NAMES = tuple(squash(name) for names in ABSTRACTS.values() for name in names)  # of abstracts: may be read or not


class Share(NamedTuple):
    """How many of so many."""

    found: int
    there: int

    def __add__(self, other: object) -> Share:
        assert isinstance(other, Share)
        return Share(self.found + other.found, self.there + other.there)


class Measured(NamedTuple):
    """A paper: shares by name, how much was read that is not there, shares of tables by trait, and what is wrong."""

    shares: dict[str, Share]
    invented: dict[str, int]
    by_trait: dict[tuple[str, str], dict[str, Share]]
    wrong: list[str]


def compare(paper: Paper, survey: Survey | None) -> Measured:
    """Compare a paper with what was read of it; None where nothing was."""
    total = Measured({}, {}, {}, [])
    keys = _references(paper, survey, total)
    _callouts(paper, survey, keys, total)
    _headings(paper, survey, total)
    by_row = _by_row(survey, keys)
    groups = _groups(survey, keys)
    for name in ("rows", "groups", "cited in rows"):
        total.shares[name] = Share(0, 0)
    for table in paper.tables:
        _table(table, survey, by_row[table.number], groups[table.number], total)
    return total


def _references(paper: Paper, survey: Survey | None, total: Measured) -> dict[str, str]:
    """Count entries; return ours for the keys of what was read."""
    read = texts(survey.references, "key", "title", "raw") if survey else []
    mine = matched([list(entry) for entry in paper.references], [raw for _, _, raw in read])
    total.shares["entries"] = Share(len(mine), len(paper.references))
    total.invented["entries"] = len(read) - len(mine)
    if len(mine) < len(paper.references):
        lost = [text[:60] for key, text, _ in paper.references if key not in mine.values()]
        total.wrong.append(f"entries lost: {lost[:4]}")
    return {read[i][0]: key for i, key in mine.items()}


def _callouts(paper: Paper, survey: Survey | None, keys: dict[str, str], total: Measured) -> None:
    wished = Counter((f"w{w}", None if title is None else squash(title)) for title, works in paper.cited for w in works)
    read = texts(survey.citations, "key", "where", "section_title") if survey else []
    have = Counter((keys[key], squash(title)) for key, where, title in read if key in keys and where != "table")
    works, found = Counter[str](), Counter[str]()
    for (key, _), n in wished.items():
        works[key] += n
    for (key, _), n in have.items():
        found[key] += n
    below = Counter({(key, title): n for (key, title), n in wished.items() if title is not None})
    total.shares["cited"] = Share((works & found).total(), works.total())
    total.shares["placed"] = Share(sum(min(n, have[key, title]) for (key, title), n in below.items()), below.total())
    missed = Counter(title for (key, title), n in below.items() if n > have[key, title])
    if missed:
        total.wrong.append(f"not below their heading: {dict(missed)}")


def _headings(paper: Paper, survey: Survey | None, total: Measured) -> None:
    read = texts(survey.sections, "title", "run_in") if survey else []
    wished = Counter(squash(h.title) for h in paper.headings if not h.in_line)
    have = Counter(squash(title) for title, run_in in read if run_in.lower() != "true")
    total.shares["headings"] = Share((wished & have).total(), wished.total())
    may_be = (*NAMES, *map(squash, PARTS)) if paper.look["abstract"] == "headed parts" else NAMES
    more = have - wished - Counter(may_be)
    total.invented["headings"] = more.total()
    if wished - have or more:
        total.wrong.append(f"headings lost {list(wished - have)}, invented {list(more)}")


def _by_row(survey: Survey | None, keys: dict[str, str]) -> dict[str, dict[int, Counter[str]]]:
    """Return the works cited in each row of each table."""
    found: dict[str, dict[int, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    read = texts(survey.citations, "key", "where", "table", "row") if survey else []
    for key, where, table, row in read:
        if where == "table" and key in keys:
            found[table][int(float(row or 0))][keys[key]] += 1
    return found


def _groups(survey: Survey | None, keys: dict[str, str]) -> dict[str, dict[str, set[str]]]:
    """Return the groups that each work has in each table."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    read = texts(survey.assignments, "key", "source", "table", "groups") if survey else []
    for key, source, table, groups in read:
        if source == "table" and key in keys:
            found[table][keys[key]].add(squash(groups))
    return found


def _table(table: Table, survey: Survey | None, by_row: dict[int, Counter[str]], groups: dict[str, set[str]],
           total: Measured) -> None:  # fmt: skip
    frame = survey.tables.get(table.number) if survey else None
    lines = [] if frame is None else [list(map(squash, line)) for line in texts(frame, *frame.columns)]
    lost = _lost(table.rows, lines, by_row)
    works = Counter(f"w{w}" for row in table.rows for w in row.works)
    read = sum(by_row.values(), Counter[str]())
    labelled = [row for row in table.rows if row.groups]
    right = sum(all(squash(" ".join(row.groups)) in groups.get(f"w{w}", ()) for w in row.works) for row in labelled)
    shares = {"rows": Share(len(table.rows) - len(lost), len(table.rows)), "groups": Share(right, len(labelled)),
              "cited in rows": Share((works & read).total(), works.total())}  # fmt: skip
    traits = [*table.look.items(), ("", "all")]
    for name, share in shares.items():
        total.shares[name] += share
        for trait in traits:
            by = total.by_trait.setdefault(trait, {})
            by[name] = by.get(name, Share(0, 0)) + share
    if any(share.found < share.there for share in shares.values()):
        seen = " ".join(f"{name} {share.found}/{share.there}" for name, share in shares.items())
        look = {k: v for k, v in table.look.items() if k not in ("wide", "notes")}
        lost_texts = [row.cells for row in lost[:2]]
        total.wrong.append(
            f"table {table.number} {'' if lines else 'LOST '}{seen} read {len(lines)} {look} {lost_texts}"
        )


def _lost(rows: Sequence[Row], lines: Sequence[Sequence[str]], by_row: dict[int, Counter[str]]) -> list[Row]:
    """Return the rows of which no line has all cells and exactly the works."""
    lost, left = [], list(range(len(lines)))
    for row in rows:
        cells, works = Counter(map(squash, row.cells)), Counter(f"w{w}" for w in row.works)
        hit = next((i for i in left if not cells - Counter(lines[i]) and by_row.get(i + 1, Counter()) == works), None)
        if hit is None:
            lost.append(row)
        else:
            left.remove(hit)
    return lost
