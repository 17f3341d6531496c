"""Which of the lines that look like numbered headings are the headings: the numbers must make an outline."""

from __future__ import annotations

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from surveyrefs.model.document import BOLD
from surveyrefs.parse.embedded.layout.typeface import Typeface
from surveyrefs.parse.embedded.outline.numbering import Label

SUPPORTED = 3.0  # what a destination or bookmark weighs against a line of its own (1) and a run-in title
RUN_IN = 0.6
COMMON = 0.7  # part of a line's weight that its typeface's frequency decides
GAP_COST = 0.6  # what each number left out costs: two skipped headings outweigh one found
MAX_GAP = 3
COMMON_FACE = 0.2  # of the headings of a kind share a typeface before it counts as theirs
MARKED = 0.75  # of the lines that look like headings: so many destinations are all there are …
MARKED_MIN = 4  # … where there are at least that many headings
FEWEST_TOPS = 3  # sections `A.` or `1)` that make an outline by themselves

Faces = Mapping[tuple[str, int], frozenset[Typeface]]


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A line that may begin a heading: the ways to read its number, its typeface, how many words share it.

    `listed`: it stands in a reference list. `acronym`: its title is one short word in capitals, which says nothing of
    the capitals of its kind. `opens`: it is no more than a chapter's number, its title below it. `article`: its number
    may be the article ("A Short History").
    """

    index: int
    labels: tuple[Label, ...]
    face: Typeface
    cut: int
    alone: bool
    supported: bool
    listed: bool = False
    acronym: bool = False
    opens: bool = False
    article: bool = False


Chosen = dict[int, tuple[Candidate, Label]]


def choose(candidates: Sequence[Candidate]) -> Chosen:
    """Return, by line index, the candidates that are headings and how to read their numbers.

    The first round learns the typefaces of the headings of each kind, the second keeps to them.
    """
    candidates = _in_common_capitals([msgspec.structs.replace(c, face=look(c.face)) for c in candidates])
    first = _outline([c for c in candidates if not c.listed], _shares(candidates))
    faces = usual_faces(first)
    displayed = _displayed(first)
    tops = {
        face for (kind, depth), known in faces.items() if depth == 1 and kind in ("arabic", "roman") for face in known
    }
    marked = _marked_kinds(candidates, faces)
    kept = []
    for c in candidates:
        if c.supported:
            kept.append(c)
        else:
            fitting = (label for label in c.labels if _fits(c, label, faces, tops, displayed))
            labels = tuple(
                label for label in fitting if (label.kind, len(label.parts)) not in marked or label.kind == "appendix"
            )
            if labels and (c.alone or not c.listed):
                kept.append(msgspec.structs.replace(c, labels=labels))
    return _outline(kept, _shares(kept))


def _in_common_capitals(candidates: list[Candidate]) -> list[Candidate]:
    """Give titles of one word in capitals (`B. CNN`) the look of the titles in words of their kind and depth in the
    same type, if there are."""
    worded = {(*kind, c.face) for c in candidates if not c.acronym for kind in _kinds(c)}
    found = []
    for c in candidates:
        plain = msgspec.structs.replace(c.face, capitals=False)
        moved = c.acronym and c.face.capitals and not any((*kind, c.face) in worded for kind in _kinds(c))
        moved = moved and any((*kind, plain) in worded for kind in _kinds(c))
        found.append(msgspec.structs.replace(c, face=plain) if moved else c)
    return found


def _kinds(c: Candidate) -> set[tuple[str, int]]:
    return {(label.kind, len(label.parts)) for label in c.labels}


def look(face: Typeface) -> Typeface:
    """Fold what headings of one kind may differ in: a bold title in capitals among bold titles is one of them."""
    return msgspec.structs.replace(face, capitals=face.capitals and not face.style & BOLD)


def _fits(c: Candidate, label: Label, faces: Faces, tops: set[Typeface], displayed: Faces) -> bool:
    if label.kind == "appendix" and len(label.parts) == 1:  # it says so: any heading's looks will do
        return c.alone and any(c.face in known for known in faces.values())
    if label.kind == "letter" and ("letter", 1) not in faces and len(label.parts) == 1:
        return c.face in tops  # an appendix looks like a section
    known = faces.get((label.kind, len(label.parts)), frozenset())
    if label.kind == "arabic" and len(label.parts) == 1 and ("arabic", 1) not in faces:
        known = faces.get(("paren", 1), frozenset())  # `1.` below letters
    if not c.alone and not c.supported and (label.kind, len(label.parts)) in displayed:
        known = displayed[label.kind, len(label.parts)]  # a list's items count like sections, but look like text
    if not known and label.kind in ("letter", "appendix"):
        known = faces.get(("arabic", len(label.parts)), frozenset())
    return c.face in known


def _displayed(chosen: Chosen) -> Faces:
    """Return the typefaces of the headings on lines of their own, for the kinds and depths that mostly stand so."""
    alone: dict[tuple[str, int], list[Typeface]] = defaultdict(list)
    run_in: Tally[tuple[str, int]] = Tally()
    for candidate, label in chosen.values():
        if candidate.alone:
            alone[label.kind, len(label.parts)].append(candidate.face)
        else:
            run_in[label.kind, len(label.parts)] += 1
    return {kind: frozenset(faces) for kind, faces in alone.items() if len(faces) >= run_in[kind]}


def usual_faces(chosen: Chosen) -> dict[tuple[str, int], frozenset[Typeface]]:
    """Return the typefaces that headings of a kind and depth commonly have."""
    tallies: dict[tuple[str, int], Tally[Typeface]] = defaultdict(Tally)
    for candidate, label in chosen.values():
        tallies[label.kind, len(label.parts)][candidate.face] += 3 if candidate.supported else 1
    return {
        kind: frozenset(face for face, n in tally.items() if n >= COMMON_FACE * tally.total())
        for kind, tally in tallies.items()
    }


def _marked_kinds(candidates: Sequence[Candidate], faces: Faces) -> set[tuple[str, int]]:
    """Return the kinds and depths that destinations or bookmarks mark where they mark the numbered headings: a line of
    such a kind without one is none. Bookmarks often end at some depth."""
    usual = {face for kind in faces.values() for face in kind}
    alone = [c for c in candidates if c.alone and c.face in usual]
    known = [c for c in candidates if c.supported]
    depth = max((depth for c in known for _, depth in _kinds(c)), default=0)
    shallow = [c for c in alone if c.supported or min((d for _, d in _kinds(c)), default=0) <= depth]
    if len(shallow) < MARKED_MIN or sum(c.supported for c in shallow) < MARKED * len(shallow):
        return set()
    return {kind for c in candidates for kind in _kinds(c) if kind[1] <= depth}


def _shares(candidates: Sequence[Candidate]) -> dict[tuple[str, int, Typeface], float]:
    """Return how common a typeface is among the candidates of a kind and depth: 1 for the most common."""
    tallies: dict[tuple[str, int], Tally[Typeface]] = defaultdict(Tally)
    for c in candidates:
        for label in c.labels:
            tallies[label.kind, len(label.parts)][c.face] += 3 if c.supported else 1
    return {(*kind, face): n / max(tally.values()) for kind, tally in tallies.items() for face, n in tally.items()}


# -- the outline ------------------------------------------------------------------------------------------------------


def _outline(candidates: Sequence[Candidate], shares: Mapping[tuple[str, int, Typeface], float]) -> Chosen:
    readings: dict[str, list[tuple[Candidate, Label, float]]] = defaultdict(list)
    for c in candidates:
        for label in c.labels:
            base = SUPPORTED if c.supported or c.opens else 1.0 if c.alone else RUN_IN
            weight = base * (1 - COMMON + COMMON * shares[label.kind, len(label.parts), c.face])
            readings[label.kind].append((c, label, weight))
    arabic = [r for r in readings["arabic"] if len(r[1].parts) == 1]
    roman = [r for r in readings["roman"] if len(r[1].parts) == 1]
    tops, weight = best_chain(arabic)
    romans, roman_weight = best_chain(roman)
    if len(romans) >= 2 and roman_weight > weight:
        chosen: Chosen = {c.index: (c, label) for c, label, _ in romans}
        _appendices({"appendix": readings["appendix"]}, chosen, romans)
        _under_roman(readings, chosen)
        _dotted(readings["roman"], chosen, romans)
        return chosen
    # The items of a list may count like sections, and a chapter may have no number that we can read: the sections that
    # find no place among the first are then worth more than these.
    shown, _ = best_chain([r for r in arabic if r[0].alone or r[0].supported])
    outlines = [_below_tops(readings, tops) for tops in (tops, shown, [])]
    outlines += [found for kind in ("letter", "paren") if (found := _below_others(readings[kind]))]
    weights = {(c.index, label): weight for family in readings.values() for c, label, weight in family}
    return max(outlines, key=lambda found: sum(weights[i, label] for i, (_, label) in found.items()))


def _below_tops(readings: Mapping[str, list[Reading]], tops: Sequence[Reading]) -> Chosen:
    """Return the outline below the sections `tops`."""
    chosen: Chosen = {c.index: (c, label) for c, label, _ in tops}
    _dotted(readings.get("arabic", []), chosen, tops)
    _appendices(readings, chosen, tops)
    for kind in ("paren", "paren-letter"):
        more = readings.get(kind, [])
        chosen.update({c.index: (c, label) for c, label, _ in more if c.supported and c.index not in chosen})
    _lettered(readings.get("paren-letter", []), chosen, tops)
    return chosen


def _lettered(readings: Sequence[Reading], chosen: Chosen, tops: Sequence[Reading]) -> None:
    """Add `(a)`, `(b)` … on lines of their own below each section, where two sections or more have some: items of a
    list are lettered, too."""
    bounds = [*(c.index for c, _, _ in tops), 1 << 60]
    shown = [r for r in readings if r[0].alone and r[0].index not in chosen]
    chains = [best_chain([r for r in shown if low < r[0].index < high])[0] for low, high in pairwise(bounds)]
    whole = [chain for chain in chains if len(chain) > 1 and chain[0][1].parts == (1,)]
    if len(whole) > 1:
        chosen.update({c.index: (c, label) for chain in chains for c, label, _ in chain})


def _below_others(readings: Sequence[Reading]) -> Chosen:
    """Return an outline of sections `A.`, with `A.1` below them, or of sections `1)`."""
    single = [r for r in readings if len(r[1].parts) == 1 and (r[0].alone or r[0].supported)]
    tops, _ = best_chain([r for r in single if not r[0].article or r[0].supported])
    if len(tops) < FEWEST_TOPS or tops[0][1].parts[0] > 1:
        return {}
    chosen: Chosen = {c.index: (c, label) for c, label, _ in tops}
    _dotted(readings, chosen, tops)
    return chosen


Reading = tuple[Candidate, Label, float]


def best_chain(readings: Sequence[Reading]) -> tuple[list[Reading], float]:
    """Return the heaviest run of readings whose last figures rise, numbers left out at a cost; and its weight."""
    scores: list[float] = []
    before: list[int] = []
    for j, (_, label, weight) in enumerate(readings):
        n = label.parts[-1]
        best, at = weight - GAP_COST * max(0, n - 1), -1
        if n - 1 > MAX_GAP:
            best = float("-inf")
        for i in range(j):
            m = readings[i][1].parts[-1]
            if m < n <= m + 1 + MAX_GAP:
                score = scores[i] + weight - GAP_COST * (n - m - 1)
                if score > best:
                    best, at = score, i
        scores.append(best)
        before.append(at)
    if not scores or max(scores) <= 0:
        return [], 0.0
    j = scores.index(max(scores))
    total = scores[j]
    chain = []
    while j >= 0:
        chain.append(readings[j])
        j = before[j]
    return chain[::-1], total


def _dotted(readings: Sequence[Reading], chosen: Chosen, tops: Sequence[Reading]) -> None:
    """Add the subsections: of each parent the heaviest chain that stands before the next section."""
    families: dict[tuple[int, ...], list[Reading]] = defaultdict(list)
    for reading in readings:
        if len(reading[1].parts) > 1:
            families[reading[1].parts[:-1]].append(reading)
    ends = {label.parts[0]: i for i, (_, label, _) in enumerate(tops)}
    places = {label.parts: c.index for c, label, _ in tops}
    for parent, family in sorted(families.items(), key=lambda item: (len(item[0]), item[0])):
        low = places.get(parent, _floor(parent[0], tops))
        high = _ceiling(parent[0], tops, ends)
        following = places.get((*parent[:-1], parent[-1] + 1)) if len(parent) > 1 else None
        high = min(high, following) if following is not None and following > low else high
        if not tops:  # nothing bounds the families but each other
            low = max([low, *(i for parts, i in places.items() if parts[0] < parent[0])])
        inside = [r for r in family if low < r[0].index < high and r[0].index not in chosen]
        for c, label, _ in best_chain(inside)[0]:
            chosen[c.index] = (c, label)
            places[label.parts] = c.index


def _floor(number: int, tops: Sequence[Reading]) -> int:
    return max((c.index for c, label, _ in tops if label.parts[0] < number), default=-1)


def _ceiling(number: int, tops: Sequence[Reading], ends: Mapping[int, int]) -> int:
    return min((tops[i][0].index for n, i in ends.items() if n > number), default=1 << 60)


def _as_paren(reading: Reading) -> Reading:
    """Return `1.` as `1)`, for what stands below letters."""
    c, label, weight = reading
    return c, msgspec.structs.replace(label, kind="paren"), weight


def _appendices(readings: Mapping[str, list[Reading]], chosen: Chosen, tops: Sequence[Reading]) -> None:
    last = max((c.index for c, _, _ in tops), default=-1)
    if not tops and not any(c.supported for c, _, _ in readings["appendix"]):
        return
    lettered = [r for kind in ("appendix", "letter") for r in readings.get(kind, ()) if r[0].index > last]
    lettered.sort(key=lambda r: (r[0].index, r[1].kind))
    tops_here, _ = best_chain([r for r in lettered if len(r[1].parts) == 1])
    if len(tops_here) == 1 and not tops_here[0][0].supported:
        c, label, _ = tops_here[0]
        if label.parts[-1] > 1 or (c.article and label.kind == "letter"):
            return  # a lone "B" is an author's initial rather than a second appendix, and "A" the article
    chosen.update({c.index: (c, label) for c, label, _ in tops_here})
    _dotted([r for r in lettered if len(r[1].parts) > 1], chosen, tops_here)


def _under_roman(readings: Mapping[str, list[Reading]], chosen: Chosen) -> None:
    """Add `A.` below each roman section, `1)` or `1.` below each letter, `a)` below each of those."""
    parents: dict[int, str] = {}
    single = [r for r in readings.get("arabic", ()) if len(r[1].parts) == 1]
    plain = [_as_paren(r) for r in single if r[0].alone or r[0].supported]
    for kind in ("letter", "paren", "paren-letter"):
        family = [r for r in readings.get(kind, ()) if len(r[1].parts) == 1]
        bounds = [*sorted(chosen), 1 << 60]
        for low, high in zip(bounds, bounds[1:], strict=False):
            inside = [r for r in family if low < r[0].index < high]
            chain, weight = best_chain(inside)
            if kind == "paren":
                other, more = best_chain([r for r in plain if low < r[0].index < high])
                chain = other if more > weight else chain
            if len(chain) == 1 and chain[0][0].article and not chain[0][0].supported:
                continue
            for c, label, _ in chain:
                chosen[c.index] = (c, label)
                if kind == "paren":
                    parents[c.index] = chosen[low][1].kind if low in chosen else ""
    if "letter" in parents.values():  # `1)` below a letter: right below a section it is a list's item
        for i in [i for i, parent in parents.items() if parent == "roman" and not chosen[i][0].supported]:
            del chosen[i]
