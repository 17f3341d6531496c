"""Find author-year callouts: `(Wang et al., 2023a; Li and Zhao, 2022)`, `Wang et al. (2023a, b)`, `[Fink 1998]`."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from pipeline.link.authors import NO_YEAR, WORD, AuthorIndex, Form, fold_word

NAME_REACH = 160  # characters before a year in which its names are looked for
_YEAR = re.compile(
    r"(?<![\w./@#$€£:-])(?P<year>1[6-9]\d\d|20\d\d)(?P<letter>[a-z](?![\w]))?(?![\w%]|[./-]\d)"
    r"|\b(?P<none>in press|forthcoming|to appear|n\.\s?d\.|submitted|in prep(?:aration|\.)|under review|accepted)(?P<extra>-?[a-z](?!\w))?",
    re.I,
)
_LETTERS = re.compile(r"\s?(?P<sep>,|;|/|–|-|and|&)\s?(?P<letter>[a-z])(?![\w.])")
_SAME_AUTHORS = re.compile(r"\s*(?:[,;/]|and|&|,\s?and)\s*(?:[([]\s*)?")
_BETWEEN = re.compile(r"(?:['’]s?)?[\s,.:]*(?:[(\[]\s*(?:(?:see|e\.g\.,?|cf\.?|in|also)\s+)*)?(?:[(\[])?\s*$")
_ET_AL = re.compile(r"[\s,]*(?:\bet\.?\s?als?\b\.?|\band (?:others|colleagues|co-?workers)\b|\bu\.\s?a\.)\s*$", re.I)
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    r"in|since|until|of|during|by|from|year|around|before|after|and|the|version)\.?$",
    re.I,
)


class Mention(NamedTuple):
    """One work named at text[start:end]; `references` are the candidates, best first, `weight` how well names match.

    `year` is as printed with its letter. No candidate: it looks like a callout and nothing in the list fits.
    """

    start: int
    end: int
    names: str
    year: str
    references: tuple[int, ...]
    weight: float


class _Words(NamedTuple):
    words: list[str]
    starts: list[int]
    ends: list[int]


def find_mentions(text: str, index: AuthorIndex) -> list[Mention]:
    """Return the works named by author and year in a text, in order."""
    found: list[Mention] = []
    words: _Words | None = None
    for match in _YEAR.finditer(text):
        year, letter = match["year"] or "", match["letter"] or (match["extra"] or "").strip("-")
        if year and year not in index.years and not found:
            continue
        words = words or _split(text)
        previous = found[-1] if found else None
        if previous is not None and _SAME_AUTHORS.fullmatch(text, previous.end, match.start()):
            mention = _again(index, previous, match.start(), match.end(), year, letter)
            mention = mention or _named(text, words, index, match, previous.end)
        else:
            mention = _named(text, words, index, match, previous.end if previous else 0)
        if mention is None:
            continue
        found.append(mention)
        found += _more_letters(text, index, mention)
    return found


def _split(text: str) -> _Words:
    words, starts, ends = [], [], []
    for match in WORD.finditer(text):
        words.append(fold_word(match[0]))
        starts.append(match.start())
        ends.append(match.end())
    return _Words(words, starts, ends)


def _named(text: str, words: _Words, index: AuthorIndex, year: re.Match[str], floor: int) -> Mention | None:
    """Match the names before a year against the forms of that year."""
    floor = max(floor, year.start() - NAME_REACH)
    end = year.start()
    gap = _BETWEEN.search(text, floor, end)
    end = gap.start() if gap else end
    others = _ET_AL.search(text, floor, end)
    if others:
        end = others.start()
    last = bisect_right(words.ends, end) - 1
    if last < 0 or words.starts[last] < floor or text[words.ends[last] : end].strip(" ,.’'"):
        return None
    printed = year["year"] or ""
    letter = year["letter"] or (year["extra"] or "").strip("-")
    best = match_forms(index, index.forms.get((printed, words.words[last]), ()), words.words, last, others is not None)
    if best:
        start = words.starts[_first_word(words.words, last, best[0])]
        if start >= floor and _CAPITAL_NEAR(text, start, words.ends[last]):
            chosen = with_letter(index, tuple(f.reference for f in best), letter)
            return Mention(start, year.end(), text[start:end], printed + letter, chosen, best[0].weight)
    return _unknown(text, words, last, year, others is not None, floor)


def _CAPITAL_NEAR(text: str, start: int, end: int) -> bool:  # noqa: N802
    return _CAPITAL.search(text, start, end) is not None


def match_forms(index: AuthorIndex, forms: list[Form] | tuple[Form, ...], words: list[str], last: int, others: bool) -> list[Form]:
    """Return the forms that end at words[last], the best first: the same use of *et al.*, then most words, then weight."""
    fits = [f for f in forms if _ends_with(words, last, f.words)]
    if not fits:
        return []
    same = [f for f in fits if f.others == others]
    if not same and others:
        return []
    fits = same or fits
    longest = max((len(f.words), f.weight) for f in fits)
    return sorted((f for f in fits if (len(f.words), f.weight) == longest), key=lambda f: f.reference)


def _ends_with(words: list[str], last: int, form: tuple[str, ...]) -> bool:
    position = last
    for word in reversed(form):
        while position >= 0 and words[position] in ("and", "et", "und", "y") and word not in ("et", "y"):
            position -= 1
        if position < 0 or words[position] != word:
            return False
        position -= 1
    return True


def _first_word(words: list[str], last: int, form: Form) -> int:
    position = last + 1
    for word in reversed(form.words):
        position -= 1
        while words[position] != word:
            position -= 1
    return position


def with_letter(index: AuthorIndex, candidates: tuple[int, ...], letter: str) -> tuple[int, ...]:
    """Narrow candidates by the year's letter: printed letters first, then positions among works alike."""
    if letter:
        exact = tuple(c for c in candidates if index.suffixes[c] == letter)
        counted = tuple(c for c in candidates if index.suffixes[c] == "?" + letter)
        return exact or counted or candidates
    plain = tuple(c for c in candidates if index.suffixes[c] in ("", "?a"))
    return plain or candidates


def _again(index: AuthorIndex, previous: Mention, start: int, end: int, year: str, letter: str) -> Mention | None:
    """A further year after a mention belongs to the same names."""
    if not previous.references:
        return None
    first = {f.words for forms in index.anywhere.values() for f in forms if f.reference == previous.references[0]}
    same = tuple(
        dict.fromkeys(
            f.reference
            for words in sorted(first)
            for f in index.forms.get((year, words[-1]), ())
            if f.words == words and f.weight >= previous.weight
        )
    )
    if not same:
        return None
    return Mention(start, end, previous.names, year + letter, with_letter(index, tuple(sorted(same)), letter), previous.weight)


def _more_letters(text: str, index: AuthorIndex, mention: Mention) -> list[Mention]:
    """Read `, b, c` and `–c` after `2023a`."""
    out: list[Mention] = []
    year, letter = mention.year.rstrip("abcdefghijklmnopqrstuvwxyz"), mention.year[-1:]
    if not letter.isalpha() or not mention.references:
        return out
    end = mention.end
    while match := _LETTERS.match(text, end):
        letters = [match["letter"]]
        if match["sep"] in "–-" and ord(letter) < ord(match["letter"]):
            letters = [chr(c) for c in range(ord(letter) + 1, ord(match["letter"]) + 1)]
        for each in letters:
            again = _again(index, mention, match.start("letter"), match.end(), year, each)
            if again is None:
                return out
            out.append(again)
        letter, end = match["letter"], match.end()
    return out


def _unknown(text: str, words: _Words, last: int, year: re.Match[str], others: bool, floor: int) -> Mention | None:
    """Return a mention without reference where a name with *et al.*, or a name in the same brackets, stands before the year."""
    name = text[words.starts[last] : words.ends[last]]
    if not year["year"] or not _CAPITAL.match(name) or _MONTH.search(name):
        return None
    opened = text.rfind("(", floor, words.starts[last] + 1)
    enclosed = opened >= 0 and ")" not in text[opened : year.start()]
    direct = text[words.ends[last] : year.start()].strip() in ("(", "[")
    short = enclosed and text[opened + 1 : words.starts[last]].count(" ") <= 4 and text[words.ends[last] : year.start()].strip() == ","
    if not (others or short or (direct and text[year.end() : year.end() + 1] in ")],;")):
        return None
    start = words.starts[last]
    return Mention(start, year.end(), text[start : words.ends[last]], (year["year"] or "") + (year["letter"] or ""), (), 0.0)


def find_names_only(text: str, index: AuthorIndex) -> list[Mention]:
    """Return the works named by author alone in brackets: `[Fink; Joshi et al.]`, where every part names one."""
    out: list[Mention] = []
    for match in re.finditer(r"\[([^\[\]]{2,300})\]", text):
        parts = list(re.finditer(r"[^;]+", match[1]))
        mentions = [_name_alone(match[1], p.start(), p.end(), match.start(1), index) for p in parts]
        if all(m is not None for m in mentions):
            out += [m for m in mentions if m is not None]
    return out


def _name_alone(text: str, start: int, end: int, offset: int, index: AuthorIndex) -> Mention | None:
    part = text[start:end]
    others = _ET_AL.search(part)
    words = _split(part[: others.start()] if others else part)
    names = [w for w in words.words if w not in ("and", "et", "und", "y")]
    if not names or NO_YEAR.search(part):
        return None
    fits = [
        f
        for f in index.anywhere.get(names[-1], ())
        if f.others == (others is not None) and list(f.words) == names and f.weight > 0.8
    ]
    if not fits or not _CAPITAL.search(part):
        return None
    lead = len(part) - len(part.lstrip())
    by_year = sorted({f.reference for f in fits}, key=lambda r: (index.years[r], index.suffixes[r], r))
    return Mention(offset + start + lead, offset + end, part.strip(), "", tuple(by_year), 0.7)
