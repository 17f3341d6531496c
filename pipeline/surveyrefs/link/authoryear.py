"""Find author-year callouts: `(Wang et al., 2023a; Li and Zhao, 2022)`, `Wang et al. (2023a, b)`, `[Fink 1998]`."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

from surveyrefs.link.name_index import NO_YEAR, NO_YEAR_WORDS, TAIL, WORD, AuthorIndex, fold_word, is_and, tail
from surveyrefs.text.ideographs import is_ideograph, may_hold
from surveyrefs.text.joining import AND_IDEOGRAPHS, AND_LETTERS, AND_WORDS, OTHERS

WORDS_REACH = 24  # words before a year that can be names
CELL_LENGTH = 80  # characters of a text in which a name and a year in brackets may be something else
TENTATIVE = -1.0  # weight of names that cite only where a reference begins with them
DIRECT = -0.5  # weight of a capitalised word before a year in brackets: a name, if the text has no such word
PRINTED = 0.8  # weight above which a form is what a style prints
SHORT_WORDS = 4  # blanks before the last name of a bracketed callout that names nothing in the list
SHORT_REACH = 12  # characters before a year that hold *idem*
KEY_LENGTH = 4  # letters of a label made of a title's first word
NAME_REACH = 320  # characters before a year in which its names are looked for
_YEAR = re.compile(
    r"(?<![\w.@#$€£:-])(?:(?<!/)|(?<=[12]\d\d\d/))(?P<year>1[6-9]\d\d|20\d\d)(?P<letter>[a-z](?![\w]))?"
    r"(?!(?![年년])[\w%]|[.-]\d|/(?!(?:1[6-9]|20)\d\d(?!\d))\d)"
    rf"|\b(?P<none>{NO_YEAR_WORDS})(?P<extra>-?[a-z](?!\w))?",
    re.IGNORECASE,
)
_AND = "|".join(("&", *AND_WORDS, *AND_LETTERS))
_AND_YEARS = "|".join(("&", *AND_WORDS, "y", "e", "en", "i", "og", "och"))  # "2019 a 2020" may say anything
_LETTERS = re.compile(rf"\s?(?P<sep>,|;|/|–|-|{_AND_YEARS})\s?(?P<letter>[a-z])(?![\w.])")
_SAME_AUTHORS = re.compile(rf"\s*(?:[,;/]|,?\s?(?:{_AND_YEARS}))\s*(?:[([]\s*)?")
_IDEM = re.compile(r"(?<!\w)(?:[Dd](?:ers|ies)\b\.?|[Ii]d(?:\.|em\b)|[Ee]adem\b)[\s,]*[([]?$")  # the authors named last
_BETWEEN = re.compile(
    r"(?:['’]s?)?[\s,.:，：、،]*(?:[(\[{（［〔]\s*(?:(?:see|e\.g\.,?|cf\.?|in|also)\s+)*)?(?:[(\[{])?\s*$"
)
_ET_AL = re.compile(rf"[\s,，]*(?:{OTHERS}|& ?al\b\.?)\s*$", re.IGNORECASE)
_BRACKETED = {"[": re.compile(r"\[([^\[\]]{2,300})\]"), "(": re.compile(r"\(([^()]{2,300})\)")}
_CITED_PAGES = re.compile(r",?\s(?:pp?\.\s?)?\d{1,4}(?:\s?[–-]\s?\d+)?(?:,\s\d{1,4}(?:\s?[–-]\s?\d+)?)*\s*$")
_SHORT_FORM = re.compile(r"(?<!\w)[a-z]\.\s?$")
_CAPITAL = re.compile(r"[^\W\d_a-zß-öø-ÿ]")
_NAMES_BEFORE = re.compile(rf"(?:[^\W\d_a-zß-öø-ÿ][\w’'-]+(?:,? (?:{_AND}) |, |/))*[^\W\d_a-zß-öø-ÿ][\w’'-]+$")
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?|"
    r"in|since|until|of|during|by|from|year|around|before|after|and|the|version)\.?$",
    re.IGNORECASE,
)


class Mention(msgspec.Struct, frozen=True, gc=False):
    """One work named at text[start:end]; `references` are the candidates, best first, `weight` how well names match.

    `year` is as printed with its letter. No candidate: it looks like a callout and nothing in the list fits.
    """

    start: int
    end: int
    names: str
    year: str
    references: tuple[int, ...]
    weight: float


class _Words(msgspec.Struct, frozen=True, gc=False):
    """The words of a text that can be parts of names: folded ("" for *and*), with offsets; initials are kept apart.

    `initials` maps the offset of a word to the first initial printed before it and where that stands.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]
    initials: dict[int, tuple[str, int]]


def find_mentions(text: str, index: AuthorIndex) -> list[Mention]:
    """Return the works named by author and year in a text, in order."""
    found: list[Mention] = []
    for match in _YEAR.finditer(text):
        year, letter = match["year"] or "", match["letter"] or (match["extra"] or "").strip("-")
        words = _split(text, max(0, match.start() - NAME_REACH), match.start())
        previous = found[-1] if found else None
        idem = _IDEM.search(text, max(0, match.start() - SHORT_REACH), match.start())
        if idem and previous is not None:
            mention = _again(index, previous, idem.start(), match.end(), year, letter)
        elif previous is not None and _SAME_AUTHORS.fullmatch(text, previous.end, match.start()):
            mention = _again(index, previous, match.start(), match.end(), year, letter)
            mention = mention or _named(text, words, index, match, previous.end)
        else:
            mention = _named(text, words, index, match, previous.end if previous else 0)
        if mention is None:
            continue
        found.append(mention)
        found += _more_letters(text, index, mention)
    return found


def _split(text: str, start: int, end: int) -> _Words:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    initials: dict[int, tuple[str, int]] = {}
    pending = None
    for match in WORD.finditer(text, start, end):
        shown = match[0][:-2] if match[0].endswith(("'s", "’s")) else match[0]
        word = "" if is_and(shown) else fold_word(shown)
        if len(word) == 1 and text[match.end() : match.end() + 1] == "." and shown.isupper():
            if not _SHORT_FORM.search(text, max(0, match.start() - 4), match.start()):  # "z.B." is no initial
                pending = pending or (word, match.start())
            continue
        if pending:
            initials[match.start()] = pending
            pending = None
        if may_hold(shown) and any(map(is_ideograph, shown)):  # no blank tells where a name begins
            words += ["" if char in AND_IDEOGRAPHS else fold_word(char) for char in shown]
            starts += range(match.start(), match.start() + len(shown))
            ends += range(match.start() + 1, match.start() + len(shown) + 1)
            continue
        words.append(word)
        starts.append(match.start())
        ends.append(match.start() + len(shown))
    return _Words(words, starts, ends, initials)


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
    if last < 0 or words.starts[last] < floor or text[words.ends[last] : end].strip(" ,.’'，、："):
        return None
    printed = year["year"] or ""
    letter = year["letter"] or (year["extra"] or "").strip("-")
    found = _match(index, printed, letter, words, last, others is not None)
    start = words.starts[found.first] if found else 0
    if found is not None and start >= floor and _CAPITAL.search(text, start, end):
        start = words.initials.get(start, ("", start))[1]
        chosen = with_letter(index, found.references, letter)
        return Mention(start, year.end(), text[start:end], printed + letter, chosen, found.weight)
    return _unknown(text, words, last, year, others is not None, floor)


class _Match(msgspec.Struct, frozen=True, gc=False):
    first: int
    references: tuple[int, ...]
    weight: float


def _match(index: AuthorIndex, year: str, letter: str, words: _Words, last: int, others: bool) -> _Match | None:
    """Match the names that end at words[last]: the year's letter, the same use of *et al.*, the longest, the heaviest.

    Words are compared run together, since a hyphen at a line end may have cut a name in two.
    """
    run, starts = "", {}
    for position in range(last, max(-1, last - WORDS_REACH), -1):
        run = words.words[position] + run
        starts[len(run)] = position
    forms = index.forms.get((year, tail(run)), []) if len(run) >= TAIL else []
    short = index.forms.get((year, words.words[last]), []) if len(words.words[last]) < TAIL else []
    if run and is_ideograph(run[-1]):  # each letter is a word
        short = [f for n in range(1, TAIL) for f in index.forms.get((year, run[-n:]), [])]
    fits = [f for f in (*forms, *short) if run.endswith(f.letters) and len(f.letters) in starts]
    lettered = [f for f in fits if letter and index.suffixes[f.reference] == letter]
    fits = lettered or fits
    same = [f for f in fits if f.others == others] or lettered
    if not fits or (others and not same):
        return None
    fits = same or fits
    longest = max((len(f.letters), f.weight) for f in fits)
    best = [f for f in fits if (len(f.letters), f.weight) == longest]
    first = starts[longest[0]]
    while not words.words[first]:
        first += 1
    initial = words.initials.get(words.starts[first], ("", 0))[0]
    named = [f for f in best if initial and f.initial == initial]
    return _Match(first, tuple(sorted({f.reference for f in named or best})), longest[1])


def with_letter(index: AuthorIndex, candidates: tuple[int, ...], letter: str) -> tuple[int, ...]:
    """Narrow candidates by the year's letter: printed letters first, then positions among works alike."""
    if letter:
        exact = tuple(c for c in candidates if index.suffixes[c] == letter)
        counted = tuple(c for c in candidates if index.suffixes[c] == "?" + letter)
        return exact or counted or candidates
    plain = tuple(c for c in candidates if index.suffixes[c][:1] in ("", "?"))
    return plain or candidates


def _again(index: AuthorIndex, previous: Mention, start: int, end: int, year: str, letter: str) -> Mention | None:
    """Read a further year after a mention as a work of the same names."""
    if not previous.references:
        return None
    cited = previous.references[0]
    own = {(f.letters, f.others) for forms in index.anywhere.values() for f in forms if f.reference == cited}
    same = tuple(
        dict.fromkeys(
            f.reference
            for letters, others in sorted(own)
            for f in index.forms.get((year, tail(letters)), ())
            if f.letters == letters and f.others == others and f.weight >= previous.weight
        )
    )
    if not same:
        return None
    chosen = with_letter(index, tuple(sorted(same)), letter)
    return Mention(start, end, previous.names, year + letter, chosen, previous.weight)


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
    """Return a mention without reference where *et al.* or brackets say that the name before a year cites.

    Its weight is 0, DIRECT or TENTATIVE.
    """
    start, end = words.starts[last], words.ends[last]
    name, between = text[start:end], text[end : year.start()].strip()
    if not year["year"] or _MONTH.search(name):
        return None
    if not _CAPITAL.match(name):
        return _keyed(text, start, end, year)
    opened = max(text.rfind(mark, floor, start + 1) for mark in "([;")
    enclosed = opened >= 0 and not any(mark in text[opened : year.start()] for mark in ")]")
    after = text[year.end() : year.end() + 1]
    short = enclosed and text[opened + 1 : start].count(" ") <= SHORT_WORDS and between == ","
    direct = between in ("(", "[") and after in (")", "]", ",", ";")
    direct = direct and not name.isupper() and len(text) > CELL_LENGTH  # "CVPR (2024)" in a table names a venue
    tentative = between in ("(", "[") or (enclosed and after in (")", "]", ",", ";", ":"))
    if not (others or short or direct or tentative):
        return None
    names = _NAMES_BEFORE.search(text, floor, end)
    start = names.start() if names else start
    weight = 0.0 if others or short else DIRECT if direct else TENTATIVE
    return Mention(start, year.end(), text[start:end], year["year"] + (year["letter"] or ""), (), weight)


def _keyed(text: str, start: int, end: int, year: re.Match[str]) -> Mention | None:
    """Return the mention that a label of a work without authors makes: `[gra 2010]`, the first letters of its title."""
    alone = text[:start].rstrip()[-1:] in ("[", ";") and text[year.end() : year.end() + 1] in ("]", ";")
    if not alone or end - start > KEY_LENGTH or text[end : year.start()].strip(" ,"):
        return None
    return Mention(start, year.end(), text[start:end], year["year"] + (year["letter"] or ""), (), 0.0)


def find_names_only(text: str, index: AuthorIndex, opener: str = "[") -> list[Mention]:
    """Return the works named by author alone in brackets, where every part names one: `[Fink; Joshi et al.]`.

    Pages may follow: `(Fink 23–25; Joshi et al.)`.
    """
    out: list[Mention] = []
    for match in _BRACKETED[opener].finditer(text):
        parts = list(re.finditer(r"[^;]+", match[1]))
        mentions = [_name_alone(match[1], p.start(), p.end(), match.start(1), index) for p in parts]
        if all(m is not None for m in mentions):
            out += [m for m in mentions if m is not None]
    return out


def _name_alone(text: str, start: int, end: int, offset: int, index: AuthorIndex) -> Mention | None:
    part = _CITED_PAGES.sub("", text[start:end])
    others = _ET_AL.search(part)
    words = _split(part, 0, others.start() if others else len(part))
    run = "".join(words.words)
    if not run or NO_YEAR.search(part) or not _CAPITAL.search(part):
        return None
    alike = [f for f in index.anywhere.get(tail(run), ()) if f.letters == run and f.others == (others is not None)]
    fits = [f for f in alike if f.weight > PRINTED]
    if not fits:
        return None
    lead = len(part) - len(part.lstrip())
    by_year = sorted({f.reference for f in fits}, key=lambda r: (index.years[r], index.suffixes[r], r))
    return Mention(offset + start + lead, offset + end, part.strip(), "", tuple(by_year), 0.7)
