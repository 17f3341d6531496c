"""Decide a document's callout styles from evidence over all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec

from surveyrefs.link.annotations import Hit
from surveyrefs.link.labels import Labels
from surveyrefs.link.markers import BRACKET, CIRCLED, PAREN, RAISED, SPELT, expand, find_markers
from surveyrefs.link.nocite import Marks, not_a_callout, read_marks
from surveyrefs.link.notes import Endnote
from surveyrefs.model.document import Passage
from surveyrefs.text.spans import touching

ALL_FORMS = frozenset((BRACKET, PAREN, RAISED, CIRCLED))
MAIN_COVERAGE = 0.25  # share of the labels that the main form must cite
MINOR_COVERAGE = 0.5  # share of the labels left over that makes a second form a style of its own
MINOR_LABELS = 5  # and so many of them
LINKED_SHARE = 0.5  # share of a form's markers that are links in a linked document of that form
GLUED = 0.2  # share of a form's markers that follow a word without a blank, so that this is no sign of an index
LINKED_HITS = 5  # links to references that make a document a linked one
IMPLIED_COVERAGE = 0.6  # share of 1..N that markers must name before positions in the list stand for labels


class Style(msgspec.Struct, frozen=True, gc=False):
    """The forms of numbers and labels in use, whether names and years cite, and whether callouts are links.

    `shares` says of each form what part of its markers are links, `covered` is how many labels the forms cite,
    `glued` are the forms whose markers often follow a word without a blank. `years`: names cite with the year; without
    it in the style of the Modern Language Association.
    """

    forms: frozenset[str]
    author_year: bool
    linked: bool
    shares: Mapping[str, float] = MappingProxyType({})
    covered: int = 0
    glued: frozenset[str] = frozenset((BRACKET, PAREN))
    years: bool = True


class _Evidence(msgspec.Struct, frozen=True, gc=False):
    cited: dict[str, set[str]]
    markers: dict[str, int]
    linked: dict[str, int]
    glued: dict[str, int]


def decide_style(passages: Sequence[tuple[Passage, list[Hit]]], labels: Labels, references: int, marks: Marks) -> Style:
    """Weigh the labels of so many references, the links and the markers of all passages (each with its links).

    `marks` are those that read_marks gives of the passages and labels.
    """
    linked = sum(len(found) for _, found in passages) >= LINKED_HITS
    if 2 * (labels.numbers + labels.words) < references:  # none, or some that were misread
        return Style(frozenset(), author_year=True, linked=linked)
    evidence = _gather(passages, labels, marks)
    forms = _forms_in_use(evidence, labels, linked)
    covered = len(set().union(*(evidence.cited[form] for form in sorted(forms))))
    if labels.words:
        forms |= {BRACKET}
    if forms & {RAISED, PAREN}:
        forms |= {SPELT}
    shares = {f: evidence.linked[f] / n if n and linked else 0.0 for f, n in evidence.markers.items()}
    glued = frozenset(f for f, n in evidence.markers.items() if evidence.glued[f] > GLUED * n)
    return Style(forms, False, linked, shares, covered, glued)


def _gather(passages: Sequence[tuple[Passage, list[Hit]]], labels: Labels, marks: Marks) -> _Evidence:
    cited: dict[str, set[str]] = {form: set() for form in sorted(ALL_FORMS)}
    markers, linked, glued = dict.fromkeys(cited, 0), dict.fromkeys(cited, 0), dict.fromkeys(cited, 0)
    for passage, hits in passages:
        if passage.kind == "front":
            continue
        for marker in find_markers(passage, ALL_FORMS, labels):
            touched = bool(touching(hits, marker.start, marker.end))
            if touched or not not_a_callout(passage, marker, labels, marks):
                printed = (labels.entry(n) for item in marker.items for n in expand(item, labels))
                cited[marker.form].update(filter(None, printed))
                markers[marker.form] += 1
                linked[marker.form] += touched
                glued[marker.form] += marker.start > 0 and passage.text[marker.start - 1].isalpha()
    return _Evidence(cited, markers, linked, glued)


def _forms_in_use(evidence: _Evidence, labels: Labels, linked: bool) -> frozenset[str]:
    """Return the forms that cite: those whose markers mostly are links, else the one that cites most of 1..N.

    Brackets always may cite in a numbered document without links. A further form does where it cites much of what the
    first ones leave, so that callouts typed by hand among linked ones are read.
    """
    order = (BRACKET, RAISED, PAREN, CIRCLED)
    forms = {f for f, n in evidence.markers.items() if linked and n and evidence.linked[f] >= LINKED_SHARE * n}
    if not forms:
        main = max(order, key=lambda form: (len(evidence.cited[form]), -order.index(form)))
        if len(evidence.cited[main]) >= MAIN_COVERAGE * len(labels.holders):
            forms.add(main)
        cited = set(evidence.cited[main])
        if labels.numeric:
            forms.add(BRACKET)
    else:
        cited = set().union(*(evidence.cited[form] for form in sorted(forms)))
    left = set(labels.holders) - cited
    for form in order:
        more = evidence.cited[form] & left
        if form not in forms and len(more) >= max(MINOR_LABELS, MINOR_COVERAGE * len(left)):
            forms.add(form)
    return frozenset(forms)


def implied_style(
    passages: Sequence[tuple[Passage, list[Hit]]], implied: Labels, endnotes: Sequence[Endnote] = ()
) -> Style | None:
    """Return the style of a numbered list whose labels could not be read, None where markers do not count it."""
    evidence = _gather(passages, implied, read_marks(passages, implied, endnotes))
    for form in (BRACKET, RAISED):
        if len(evidence.cited[form]) >= IMPLIED_COVERAGE * implied.highest and evidence.markers[form] >= MINOR_LABELS:
            return Style(frozenset((form,)), False, sum(len(hits) for _, hits in passages) >= LINKED_HITS)
    return None
