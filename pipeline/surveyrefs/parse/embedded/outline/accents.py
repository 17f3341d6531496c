"""Lines that colour or a rule below them sets apart from running text, though their type does not."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from surveyrefs.model.document import ACCENT
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.pdf.page import Page, Rule

SEEN = 0x48  # of 255: colours that differ by less in each of red, green and blue are one to a reader
BELOW = 0.35  # of the type size: an underline is no further below the baseline
COVERED = 0.9  # of the line's width that its underline has at least
BEYOND = 3.0  # points that an underline reaches beyond the words: a rule across the column is no underline


def with_accents(lines: Sequence[PrintedLine], pages: Sequence[Page]) -> list[PrintedLine]:
    """Return the lines; the words of those in a colour of their own, or underlined, have the style ACCENT as well."""
    colours = {page.number: page.colours for page in pages}
    rules = {page.number: sorted((r for r in page.rules if r.across), key=lambda rule: rule.y0) for page in pages}
    mine = [_colour(line, colours.get(line.page, {})) for line in lines]
    tally: Counter[int] = Counter()
    for line, colour in zip(lines, mine, strict=True):
        if colour is not None:
            tally[colour] += len(line.words)
    usual = tally.most_common(1)[0][0] if tally else 0
    out = []
    for line, colour in zip(lines, mine, strict=True):
        set_apart = (colour is not None and _differ(colour, usual)) or _underlined(line, rules.get(line.page, []))
        words = tuple(replace(w, style=w.style | ACCENT) for w in line.words) if set_apart else line.words
        out.append(replace(line, words=words) if set_apart else line)
    return out


def _colour(line: PrintedLine, colours: Mapping[int, int]) -> int | None:
    """Return the colour of a line's words, None where they have several."""
    found = {colours[w.line] for w in line.words if w.line in colours}
    colour = found.pop() if len(found) == 1 else -1
    return colour if colour >= 0 else None


def _differ(one: int, other: int) -> bool:
    return any(abs((one >> shift & 255) - (other >> shift & 255)) >= SEEN for shift in (0, 8, 16))


def _underlined(line: PrintedLine, rules: Sequence[Rule]) -> bool:
    """Tell whether a rule runs just below a line's words, and no further; `rules` of the page from top to bottom."""
    low, high = line.baseline, line.baseline + BELOW * line.size
    for at in range(bisect_left(rules, low, key=lambda rule: rule.y0), len(rules)):
        rule = rules[at]
        if rule.y0 > high:
            return False
        within = line.x0 - BEYOND <= rule.x0 and rule.x1 <= line.x1 + BEYOND
        if within and rule.width >= COVERED * line.width:
            return True
    return False
