"""Dashes that a bibliography draws as rules, where it repeats authors (`———. 2014.`), given back as text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.parse.embedded.pdf.page import Rule, Word

DASH = "———"
SHORT, LONG = 0.5, 4.0  # widths of a drawn dash, in sizes of type
_FOLLOWING = re.compile(r"and|&|\((?:1[5-9]|20)\d\d[a-z]?\)?[.,:]?")
GAP = 0.5  # blank between a dash and the stop after it, in sizes of type
ABOVE, BELOW = 0.5, 0.15  # how far a dash may stand from the baseline, in sizes of type
MAX_SIZE = 14.0  # points; reference lists are set smaller
CLEAR = 1.2  # sizes of type above and below a dash that hold no words, as a fraction or an underlined word would


def with_drawn_dashes(words: Sequence[Word], rules: Sequence[Rule]) -> tuple[Word, ...]:
    """Return a page's words; a comma or full stop after a short rule takes it in as a dash, and so do "and" and a year
    in parentheses, with a blank between."""
    out = list(words)
    short = [r for r in rules if r.across and r.width < LONG * MAX_SIZE]
    if not short:
        return tuple(out)
    for i, word in enumerate(out):
        stop = word.text[0] in ".,:;"
        if word.turn or not (stop or _FOLLOWING.fullmatch(word.text)):
            continue
        for rule in short:
            if _before(rule, word) and not any(_over(other, rule) for other in words):
                text = DASH + ("" if stop else " ") + word.text
                out[i] = msgspec.structs.replace(word, text=text, x0=rule.x0, glued=False)
                break
    return tuple(out)


def _before(rule: Rule, word: Word) -> bool:
    size = word.size
    return (
        SHORT * size <= rule.width <= LONG * size
        and -1 <= word.x0 - rule.x1 <= GAP * size
        and word.baseline - ABOVE * size <= rule.y0 <= word.baseline + BELOW * size
    )


def _over(word: Word, rule: Rule) -> bool:
    """Tell whether a word stands on, over or under a rule, closer than the next line of a list."""
    middle = word.cy
    return word.x0 < rule.x1 - 1 and word.x1 > rule.x0 + 1 and abs(middle - rule.y0) < CLEAR * word.size / 2
