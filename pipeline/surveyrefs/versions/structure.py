"""Which section, table or figure of one run is which of the other; what was added, removed, renamed, put elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from surveyrefs.matching.assign import heaviest_matching
from surveyrefs.matching.printed import difference
from surveyrefs.text.similarity import fold
from surveyrefs.versions.changes import Item, ItemChange, Structure

_EQUAL_NAME = 0.9  # misprints; under whatever heading
_SAME_NAME = 0.8  # a word of four or five changed
_KEPT_SHARE = 0.5  # of the works cited there: a section or table under a new name is still the same
_LEAST_KEPT = 3  # … and at least so many, or one chance work would marry two sections
_SAME_HEADER = 0.6
_AKIN_NAME = 0.5
_CALLOUT = re.compile(r"\s*\[[\d,;\s–—-]+\]")
_NAMED_CALLOUT = re.compile(  # [Wan+23, ABC99], [Wang et al. 2023a], (Li and Zhao, 2022; Wang, 2023)
    r"\s*(?:\[[A-Z][\w+]*\d\d[a-z]?(?:,\s?[A-Z][\w+]*\d\d[a-z]?)*\]|[\[(][A-Z][^\[\]()]*\W(?:19|20)\d\d[a-z]?[\])])"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A section, table or figure with what it can be known by.

    `context` is the heading above a section or the header of a table; `works` are the matched references cited there,
    by a number that both runs share; `parent` is the index of the section above, -1 at the top.
    """

    item: Item
    name: str
    context: str
    works: frozenset[int]
    parent: int = -1


def part(number: str, title: str, page: int, context: str, works: frozenset[int], parent: int = -1) -> Part:
    """Make a part; callouts in its title change with every renumbering and are left out."""
    shown = without_callouts(title)
    return Part(Item(number, shown, page), fold_label(shown), fold_label(context), works, parent)


def caption_text(caption: str, number: str) -> str:
    """Return a caption without the label printed before it ("Table 4: ", "TABLE IV "), which shifts."""
    return re.sub(
        rf"^\s*(?:table|fig(?:ure|\.)?)\s*{re.escape(number)}\s*[.:|—–-]?\s*", "", caption, flags=re.IGNORECASE
    )


def without_callouts(text: str) -> str:
    """Return a label or caption without numeric callouts."""
    return _CALLOUT.sub("", text)


def fold_label(text: str) -> str:
    """Fold a label or caption, callouts of every style left out: they change with numbering and style."""
    return fold(_NAMED_CALLOUT.sub("", _CALLOUT.sub("", text)))


def match_sections(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Match sections by heading, the heading above, and the works cited."""
    return _match(old, new, _weigh_section)


def match_floats(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Match tables or figures by caption, header, number and the works cited."""
    return _match(old, new, _weigh_float)


def _match(old: Sequence[Part], new: Sequence[Part], weigh: Callable[[Part, Part], float]) -> dict[int, int]:
    weights = {}
    for i, before in enumerate(old):
        for j, after in enumerate(new):
            weight = weigh(before, after)
            if weight > 0:
                # Order decides between equals, such as ten sections called Experiments.
                weights[i, j] = weight - 0.01 * abs(i / len(old) - j / len(new))
    return heaviest_matching(weights)


def _weigh_section(old: Part, new: Part) -> float:
    name, works = _likeness(old.name, new.name), _kept(old.works, new.works)
    same_above = old.context == new.context or _likeness(old.context, new.context) >= _SAME_NAME
    retitled = same_above and works >= _KEPT_SHARE and len(old.works & new.works) >= _LEAST_KEPT
    reworded = same_above and (name >= _SAME_NAME or _extended(old.name, new.name))
    if name < _EQUAL_NAME and not retitled and not reworded:
        return 0.0
    return name + (0.3 if same_above else 0.0) + 0.2 * works


def _weigh_float(old: Part, new: Part) -> float:
    name, works, header = (
        _likeness(old.name, new.name),
        _kept(old.works, new.works),
        _likeness(old.context, new.context),
    )
    same_header = bool(old.context) and header >= _SAME_HEADER
    known = name >= _SAME_NAME or (
        name >= _AKIN_NAME and (same_header or works >= _KEPT_SHARE or _extended(old.name, new.name))
    )
    if not known and not (works >= _KEPT_SHARE and same_header):
        return 0.0
    return name + 0.3 * header + 0.3 * works + (0.1 if old.item.number == new.item.number else 0.0)


def _likeness(old: str, new: str) -> float:
    return fuzz.ratio(old, new) / 100 if old and new else 0.0


def _extended(old: str, new: str) -> bool:
    """Tell whether one name begins with the other, two words at least."""
    shorter, longer = sorted((old, new), key=len)
    return " " in shorter and longer.startswith(shorter + " ")


def _kept(old: frozenset[int], new: frozenset[int]) -> float:
    return len(old & new) / len(old | new) if old or new else 0.0


def structure_changes(old: Sequence[Part], new: Sequence[Part], partner: Mapping[int, int]) -> Structure:
    """Tell what became of the parts, given which is which."""
    renamed = tuple(
        ItemChange(old[i].item, new[j].item) for i, j in partner.items() if _renamed(old[i].name, new[j].name)
    )
    elsewhere = _out_of_order(old, new, partner)
    reordered = tuple(ItemChange(old[i].item, new[j].item) for i, j in partner.items() if i in elsewhere)
    kept = set(partner.values())
    return Structure(
        added=tuple(p.item for j, p in enumerate(new) if j not in kept),
        removed=tuple(p.item for i, p in enumerate(old) if i not in partner),
        renamed=renamed,
        reordered=reordered,
        unchanged=len(partner)
        - len(renamed)
        - len([i for i in elsewhere if not _renamed(old[i].name, new[partner[i]].name)]),
    )


def _renamed(old: str, new: str) -> bool:
    words = difference(old, new)
    return bool(words.old or words.new)


def _out_of_order(old: Sequence[Part], new: Sequence[Part], partner: Mapping[int, int]) -> set[int]:
    """Return the old parts that stand under another heading now, or that others have overtaken."""
    elsewhere = set()
    siblings: dict[int, list[int]] = {}
    for i, j in partner.items():
        above_old, above_new = old[i].parent, new[j].parent
        if above_old in partner and partner[above_old] != above_new and above_new >= 0:
            elsewhere.add(i)
        else:
            siblings.setdefault(above_old, []).append(i)
    for family in siblings.values():
        elsewhere |= set(family) - _longest_rising(sorted(family), partner)
    return elsewhere


def _longest_rising(items: Sequence[int], partner: Mapping[int, int]) -> set[int]:
    """Return the longest part of `items` whose partners stand in rising order."""
    tails: list[int] = []
    chain: list[int] = []
    before: dict[int, int] = {}
    for i in items:
        place = bisect_left(tails, partner[i])
        if place == len(tails):
            tails.append(partner[i])
            chain.append(i)
        else:
            tails[place], chain[place] = partner[i], i
        before[i] = chain[place - 1] if place else -1
    kept = set()
    i = chain[-1] if chain else -1
    while i >= 0:
        kept.add(i)
        i = before[i]
    return kept
