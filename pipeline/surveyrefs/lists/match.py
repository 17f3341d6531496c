"""Which reference of the survey each entry of a list is, and which entries of a list are one work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from typing import NamedTuple

from surveyrefs.lists.facts import DOUBTFUL, Facts, Verdict, facts_of_entry, facts_of_reference, judge
from surveyrefs.lists.model import ListEntry
from surveyrefs.matching import identity
from surveyrefs.matching.assign import heaviest_matching
from surveyrefs.model.reference import Reference

_FEW = 40  # works that share a word; a commoner word is looked at only where no rarer one is shared
_MANY = 300  # … at most
_CANDIDATES = 6  # works that are weighed against one entry
_WORD = 4  # letters
_BEGINNING = 5  # letters of a word whose end may be misspelt
_EDGE = 10  # letters at either end of a title: whole words may all be misspelt
_SURE = 0.95  # of a work found by its identifier or whole title
_SAME_WORK = 0.8  # surer than a doubt: two entries of one list are made one work by it
_OUTDONE = 0.1  # a doubtful entry that fits a reference by so much less than another does is not that reference


class Match(NamedTuple):
    """An entry and the reference that it is, by index, with the reason; `likeness` of the titles, 0 to 1."""

    entry: int
    reference: int
    reason: str
    confidence: float
    likeness: float

    @property
    def doubtful(self) -> bool:
        """Whether a person has to look."""
        return self.confidence < DOUBTFUL


class Index:
    """Finds the few works that an entry can be without weighing it against all."""

    def __init__(self, works: Sequence[Facts]) -> None:
        self.works = works
        self.signs: dict[str, list[int]] = defaultdict(list)
        for number, facts in enumerate(works):
            for sign in _signs(facts):
                self.signs[sign].append(number)

    def surest(self, facts: Facts) -> list[int]:
        """Return the works with the same identifier, title or name: no need to look further where one of them fits."""
        found = dict.fromkeys(n for sign in _sure_signs(facts) for n in self.signs.get(sign, ())[:_CANDIDATES])
        return list(found)

    def candidates(self, facts: Facts) -> list[int]:
        """Return the works that share most with one, the likeliest first; common words count where rare ones fail."""
        found = self._sharing(facts, _FEW)
        return found if len(found) >= _CANDIDATES else self._sharing(facts, _MANY)

    def _sharing(self, facts: Facts, limit: int) -> list[int]:
        shared: dict[int, float] = defaultdict(float)
        for sign in _signs(facts):
            found = self.signs.get(sign, ())
            if found and (len(found) <= limit or sign[0] in "@="):
                weight = (8.0 if sign[0] in "@=" else 1.0) / len(found) ** 0.5
                for number in found:
                    shared[number] += weight
        best = nsmallest(_CANDIDATES, [(-weight, number) for number, weight in shared.items()])
        return [number for _, number in best]


def _sure_signs(facts: Facts) -> list[str]:
    signs = [f"={facts.key}"] if facts.key else []
    return signs + [f"@{mark}{value}" for mark, value in (("a", facts.arxiv), ("d", facts.doi)) if value]


def _signs(facts: Facts) -> list[str]:
    """Return what a work can be found by: `@` identifiers, `=` titles, words, and the ends of titles."""
    signs = {word for word in facts.words if len(word) >= _WORD}
    signs |= {f"~{word[:_BEGINNING]}" for word in facts.words if len(word) > _BEGINNING}
    signs |= {f"<{facts.key[:_EDGE]}", f">{facts.key[-_EDGE:]}"} if facts.key else set()
    signs |= {f"={facts.key}", f"={facts.lead}"} - {"="}
    signs |= {f"@{mark}{value}" for mark, value in (("a", facts.arxiv), ("d", facts.doi), ("u", facts.url)) if value}
    return sorted(signs)


def match_entries(entries: Sequence[ListEntry], references: Sequence[Reference]) -> tuple[Match, ...]:
    """Return the reference of each entry that is one, at most one each; several entries may be one reference."""
    return match_facts([facts_of_entry(entry) for entry in entries], references)


def match_facts(entries: Sequence[Facts], references: Sequence[Reference]) -> tuple[Match, ...]:
    """Do the same with entries folded already."""
    index = Index([facts_of_reference(reference) for reference in references])
    found: list[Match] = []
    for number, facts in enumerate(entries):
        best = _best((judge(facts, index.works[c]), c) for c in index.surest(facts))
        if best is None or best[0].confidence < _SURE:
            best = _best((judge(facts, index.works[c]), c) for c in index.candidates(facts))
        if best is not None:
            verdict, reference = best
            found.append(Match(number, reference, verdict.reason, verdict.confidence, round(verdict.likeness, 3)))
    return _without_outdone(found)


def _best(verdicts: Iterable[tuple[Verdict, int]]) -> tuple[Verdict, int] | None:
    """Return the surest; a title that fits well is surer than an identifier whose title does not."""
    ranked = sorted(verdicts, key=lambda one: (-one[0].confidence, -one[0].likeness, one[1]))
    if not ranked or not ranked[0][0].confidence:
        return None
    if len(ranked) > 1 and ranked[0][0].reason == "name" == ranked[1][0].reason:  # a name that two works bear
        return ranked[0][0]._replace(confidence=DOUBTFUL / 2), ranked[0][1]
    return ranked[0]


def _without_outdone(found: Sequence[Match]) -> tuple[Match, ...]:
    """Leave out a doubt about a reference that another entry is for sure."""
    best: dict[int, float] = defaultdict(float)
    for match in found:
        best[match.reference] = max(best[match.reference], match.confidence)
    kept = []
    for match in found:
        weak = match.doubtful and match.reason in ("title", "name")
        if not (weak and match.confidence < best[match.reference] - _OUTDONE):
            kept.append(match)
    return tuple(kept)


def same_works(entries: Sequence[ListEntry]) -> list[int]:
    """Return for each entry the first entry of the same work: itself where it is the first."""
    return same_facts([facts_of_entry(entry) for entry in entries])


def same_facts(facts: Sequence[Facts]) -> list[int]:
    """Do the same with entries folded already."""
    index = Index(facts)
    first = list(range(len(facts)))
    for number, one in enumerate(facts):
        for other in sorted(c for c in index.candidates(one) if c < number):
            if judge(one, facts[other]).confidence >= _SAME_WORK:
                first[number] = first[other]
                break
    return first


def match_works(old: Sequence[Reference], new: Sequence[Reference]) -> tuple[identity.Match, ...]:
    """Match the works of two lists one to one, in the order of the new one: entries name no authors to go by."""
    index = Index([facts_of_reference(reference) for reference in old])
    found: dict[tuple[int, int], Verdict] = {}
    for number, facts in enumerate(map(facts_of_reference, new)):
        for other in index.candidates(facts):
            verdict = judge(index.works[other], facts)
            if verdict.confidence >= DOUBTFUL:
                found[other, number] = verdict
    pairs = heaviest_matching({pair: verdict.confidence + verdict.likeness for pair, verdict in found.items()})
    made = (identity.Match(i, j, found[i, j].reason, found[i, j].confidence) for i, j in pairs.items())
    return tuple(sorted(made, key=lambda match: match.new))


def covered(matches: Iterable[Match], references: Sequence[Reference]) -> set[int]:
    """Return the references that a list has: those matched, and those that are the same work as one of them."""
    matched = {match.reference for match in matches}
    facts = [facts_of_reference(reference) for reference in references]
    keys = {facts[r].key for r in matched} - {""}
    ids = {value for r in matched for value in (facts[r].arxiv, facts[r].doi) if value}
    return matched | {
        n for n, one in enumerate(facts) if one.key in keys or one.arxiv in ids or one.doi in ids
    }  # fmt: skip
