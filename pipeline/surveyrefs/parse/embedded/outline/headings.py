"""The heading tree: destinations and bookmarks where the PDF has them, else numbering and type."""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Mapping, Sequence

from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import Body, Typeface
from surveyrefs.parse.embedded.outline.chain import choose
from surveyrefs.parse.embedded.outline.display import display_headings
from surveyrefs.parse.embedded.outline.evidence import names_section
from surveyrefs.parse.embedded.outline.heading import Heading, clean
from surveyrefs.parse.embedded.outline.listings import listing_lines
from surveyrefs.parse.embedded.outline.numbered import candidate, extended, faces_by_level
from surveyrefs.parse.embedded.outline.numbering import Counter
from surveyrefs.text.labels import read_label
from surveyrefs.text.list_names import names_list

FEW = 2  # numbered headings: with fewer, the document does not number them
UNHEADED_MIN = 5  # labels in sequence that make a reference list without a heading

_YEAR = re.compile(r"\b(1[5-9]|20)\d\d[a-z]?\b")


def find_headings(
    lines: Sequence[PrintedLine], supports: Mapping[int, str], body: Body, barred: frozenset[int] = frozenset()
) -> list[Heading]:
    """Return the headings in reading order.

    `supports` names, by line index, the destination or bookmark that begins there (see evidence.py); no heading begins
    in the lines `barred`, those of algorithms and the like.
    """
    lists = _lists(lines)
    listed = min(lists, default=len(lines))
    barred |= listing_lines(lines) - supports.keys()
    candidates = [
        c for i in range(len(lines)) if i not in barred and (c := candidate(i, lines, supports, body, i > listed))
    ]  # fmt: skip
    taken = choose(candidates)
    few = len(taken) < FEW and not any(c.supported for c, _ in taken.values())
    if (few or not any(c.alone or c.supported for c, _ in taken.values())) and _has_display(
        lines, supports, body, lists, barred
    ):
        taken = {}  # the items of a list, an address (`1 Department of …`), where headings have no numbers
    stops = set(supports) | set(taken)
    counter = Counter()
    found: list[Heading] = []
    for i in sorted(taken):
        if not found or i > found[-1].last:
            c, label = taken[i]
            number, level = counter.accept(label)
            found.append(extended(lines, c, label, number, level, stops, body))
    covered = {i for h in found for i in range(h.first, h.last + 1)}
    found += [h for i, h in lists.items() if i not in covered]
    covered |= set(lists) | barred
    faces: dict[Typeface, int] = faces_by_level(taken) if len(taken) >= FEW else {}
    marked = sum(names_section(supports.get(i, "")) for i in taken) > len(taken) / 2
    before = min((h.first for h in found), default=len(lines)) if faces else 0
    sure = Tally(c.face for c, _ in taken.values() if c.alone) if faces else Tally()
    starts = [h.first for h in lists.values()]
    more = display_headings(lines, supports, body, covered, faces, starts, before, marked, sure)
    return sorted([*found, *more], key=lambda h: h.first)


def _has_display(
    lines: Sequence[PrintedLine], supports: Mapping[int, str], body: Body, lists: Mapping[int, Heading],
    barred: frozenset[int],
) -> bool:  # fmt: skip
    """Tell whether a document has headings on lines of their own without numbers."""
    found = display_headings(lines, supports, body, set(lists) | barred, {}, list(lists), 0, False)
    return sum(h.level == 1 for h in found) >= FEW


def _lists(lines: Sequence[PrintedLine]) -> dict[int, Heading]:
    """Return the headings of reference lists by their lines; those with a number come as numbered headings."""
    found = {}
    for i, line in enumerate(lines):
        text = line.text.strip()
        if names_list(text) and not text[0].islower():
            found[i] = Heading(i, i, "", clean(text), 1, False, len(line.words), True)
    return found


def unheaded_list(lines: Sequence[PrintedLine]) -> list[int]:
    """Return where the entries of a reference list without a heading begin: the longest run of labels that count
    from 1; empty without such a list."""
    runs: dict[str, list[list[int]]] = {"[n]": [], "n.": [], "n": []}
    last: dict[str, int] = {}
    for i, line in enumerate(lines):
        for label in read_label(line.text):
            if label.form not in runs:
                continue
            if label.number == 1:
                runs[label.form].append([i])
                last[label.form] = 1
            elif runs[label.form] and label.number == last[label.form] + 1:
                runs[label.form][-1].append(i)
                last[label.form] += 1
    longest = max((run for form in runs.values() for run in form), key=len, default=[])
    years = sum(bool(_YEAR.search(line.text)) for line in lines[longest[0] : longest[-1] + 8]) if longest else 0
    return longest if len(longest) >= UNHEADED_MIN and years >= len(longest) / 2 else []
