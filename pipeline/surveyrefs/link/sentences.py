"""Find the sentence around a place in scholarly text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

LONGEST = 2000  # characters of a sentence; the longest in real surveys has 992, and each callout repeats its own
SHORT = 200  # characters of a sentence behind ALL: a hundred thousand callouts of one sentence fill no disk
ALL = 10_000_000  # characters of the sentences of all callouts; a thesis of 1,000 pages has three million
_END = re.compile(
    r"""(?P<stop>[.!?])(?P<close>["'”’)\]]*)"""
    r"""(?P<mark>(?<=[^\W\d_][.!?])\d{1,3}(?:\s?[,–-]\s?\d{1,3})*"""  # a superscript callout after the full stop
    r"""|\s\[\d[\d,;\s–-]*\](?=\s+[^\W\d_a-zß-öø-ÿ]))?"""  # or one in brackets
    r"""\s+(?=["'“‘(\[]?[^\W\d_a-zß-öø-ÿ]|[(\[]?\d|["“‘][a-z]|[•◦▪])"""
)
_NUMBER_OPENS = re.compile(r"[(\[]?\d[\d,;\s–-]*[)\]]?\s+(?P<next>\S)")
_BLANKS = re.compile(r"\s*")
_LAST_WORD = re.compile(r"[^\s(\[“\"‘]*$")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that end in a full stop inside a sentence: in references to parts, in Latin, in names and titles.
ABBREVIATIONS = _words(
    "al e.g eg i.e ie cf vs viz fig figs eq eqs eqn eqns sec secs sect sects tab tabs ch chap chaps ref refs no nos "
    "vol vols p pp ed eds thm lem def defn prop cor alg algs app appx resp approx ca c est dr mr mrs ms prof st jr sr "
    "inc ltd co corp dept univ etc incl excl max min avg w.r.t wrt s.t a.k.a aka u.s u.k e.u ph.d m.sc b.sc op cit "
    "vgl z.b bzw hg hrsg bd nr d.h u.a evtl ggf sog ebd pág núm ej "
    "ibid n.b jan feb mar apr jun jul aug sep sept oct nov dec art para ex obs rem assum"
)
# These end a sentence as often as not; what follows decides, and a capital follows a real end.
_MAY_END = frozenset({"etc", "u.s", "u.k", "e.u", "al", "inc", "ltd", "co", "corp"})
# Words that only a new sentence begins with a capital.
_OPENERS = _words(
    "the a an this these those that in we our it its however moreover furthermore therefore thus for to as by with on "
    "at from after before while when although since if such there they their he she both other another one first "
    "second finally also here more most many some several recent unlike similarly instead then"
)


def boundaries(text: str, callouts: Iterable[tuple[int, int]] = ()) -> list[int]:
    """Return the offsets at which the sentences of the text begin, 0 first; none within a callout (start, end)."""
    found = [match.end() for match in _END.finditer(text) if _ends_sentence(text, match)]
    for start, end in callouts:
        i = bisect_right(found, start)
        if i < len(found) and found[i] < end:  # "… years.³ ⁴ The next": the sentence ends behind the callout
            after = _BLANKS.match(text, end).end()  # type: ignore[union-attr]  # matches nothing as well
            found[i : bisect_right(found, end)] = [after]
    return [0, *found]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    word = _LAST_WORD.search(text, max(0, match.start() - 40), match.start())
    last = word[0].lower() if word else ""
    rest = text[match.end() : match.end() + 60]
    number = _NUMBER_OPENS.match(rest)
    if match["stop"] == ".":
        if last in ABBREVIATIONS:
            opener = re.match(r"[\"“‘(]?(\w+)", rest)
            return last in _MAY_END and opener is not None and opener[1].lower() in _OPENERS and opener[1][0].isupper()
        if len(last) == 1 and last.isalpha() and last != "i":  # an initial
            return False
    if number is not None and rest[0] in "[(":
        return number["next"].islower()  # "… found. [12] proposes", but not "… found. [12] We"
    # "Section 2. 3 of them": a list number
    return number is None or not last.isdecimal() or bool(match["close"])


def sentence_at(text: str, starts: list[int], offset: int, longest: int = LONGEST) -> str:
    """Return the sentence that holds the offset; `starts` is what boundaries() gave.

    Of text without ends of sentences a part is returned, marked where it is cut.
    """
    i = bisect_right(starts, offset) - 1
    start, end = starts[i], starts[i + 1] if i + 1 < len(starts) else len(text)
    if end - start <= longest:
        return text[start:end].strip()
    first = start if offset - start <= longest // 2 else text.rfind(" ", start, offset - longest // 2) + 1
    first = first if offset - first <= longest else offset - longest // 2
    last = min(end, first + longest)
    return ("… " if first > start else "") + text[first:last].strip() + (" …" if last < end else "")
