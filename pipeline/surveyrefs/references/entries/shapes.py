"""What whole works look like in print: who begins them, where they appeared, and works that only give numbers anew."""

from __future__ import annotations

import re

import msgspec

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_INITIALS = rf"(?:{_CAPITAL}[a-z]?\.[\s‐-]*){{1,4}}"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|ten|ter|al|el|af|zu)\s){0,3}"
_FAMILY = rf"{_PARTICLES}(?:[dDO]['’])?{_CAPITAL}[\w'’‐-]+"
_GIVEN_FIRST = rf"{_INITIALS}{_FAMILY}(?:\s{_CAPITAL}\w+)?(?=,|\.|:|;|\s+(?:and|et|&)\s)"
_INVERTED = rf"{_FAMILY},?\s{_INITIALS}"
_GROUP = r"(?:[Cc]ollaboration|Group|Team|Consortium)"
_COLLABORATION = rf"[\[(]?(?:The\s)?{_CAPITAL}[\w-]*(?:[\s-]{_CAPITAL}[\w-]*){{0,3}}\s{_GROUP}"
PERSON = re.compile(rf"(?:{_GIVEN_FIRST}|{_INVERTED}|{_COLLABORATION})")

# `For reviews, see:` and `see also`, and the letter that follows: no part of the work that they introduce.
LEAD_WORDS = (
    r"(?:[Ff]or|[Ss]ee|[Cc]f\.?|[Aa]lso|[Aa]nd|[Ww]ith|[Rr]eviews?|[Ss]elected|[Rr]ecent|e\.\s?g\.)"
    r"(?:\b|(?<=\.))[^\d;]{0,100}?"
)
_LEAD = re.compile(
    rf"{LEAD_WORDS}(?:(?<=[:,.])|(?<=[Ss]ee)|(?<=also)|(?<=[Aa]nd)|(?<=[Cc]f)|(?<=in))\s*(?:[(\[]?[a-z][)\]]\s*)?"
    rf"(?={PERSON.pattern})"
)

_YEAR = r"(?P<year{n}>(?:1[89]|20)\d\d)"
_VOLUME = r"(?P<volume{n}>[A-Z]?\d{{1,4}}[A-Z]?)"
_PAGES = r"(?P<pages{n}>[A-Z]?\d+(?:\s?[-–]+\s?[A-Z]?\d+)?)"
_ISSUE = r"(?:\s?\((?P<issue{n}>\d{{1,3}}(?:[-–]\d{{1,3}})?)\))?"
# The three orders in which journals number: `12, 34 (2001)`, `12 (2001) 34`, `2001, 12, 34`.
_ORDERS = (
    rf"{_VOLUME}{_ISSUE},\s{_PAGES}\s\({_YEAR}\)",
    rf"{_VOLUME}{_ISSUE}\s\({_YEAR}\),?\s{_PAGES}",
    rf"{_YEAR},\s{_VOLUME}{_ISSUE},\s{_PAGES}",
)
_NUMBERED = "(?:" + "|".join(order.format(n=n) for n, order in enumerate(_ORDERS)) + ")"
_EPRINT = r"(?:,?\s(?:\[(?:arXiv:)?[\w./:-]+(?:\s\[[\w.-]+\])?\]|arXiv:[\w./-]*\w))?"
# A journal's name has capitals in nearly all of its words, and in the first.
_JOURNAL = rf"{_CAPITAL}[\w.]*(?:[\s-](?:{_CAPITAL}[\w.]*|of|the|and|für|de|&)){{0,8}}"
_IBID = r"(?:[Ii]bid(?:em)?\b\.?)"
_IDEM = r"(?:[Ii]dem\b|[Ii]d\.|[Ee]adem\b)"
_CONTINUED = re.compile(
    rf"(?:(?P<ibid>{_IBID}),?\s+|(?:{_IDEM},?\s+)?(?:(?P<journal>{_JOURNAL}),?\s)?)"
    rf"(?:[Vv]ol\.\s)?{_NUMBERED}{_EPRINT}[.,]?\s*"
)
SAME_PLACE = re.compile(rf"{_IBID},?\s+")
SAME_PEOPLE = re.compile(rf"\s*(?P<mark>{_IDEM})[\s,.:]+")
_ENDS_NUMBERED = re.compile(rf"{_NUMBERED}{_EPRINT}[.,]?\s*$")

_ANY_YEAR = re.compile(r"\b(?:1[89]|20)\d\d[a-z]?\b")
_ELSEWHERE = re.compile(
    r"\([^()]*[^\W\d][^()]*,\s*(?:1[89]|20)\d\d\)|\b(?:arXiv|doi|e-?print|unpublished|in preparation|in press|preprint|"
    r"private communication|submitted|to be published|to appear|thesis)\b",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    r"\b(?:unpublished|in preparation|in press|private communication|submitted|to be published)\b", re.IGNORECASE
)
# "Int. Ed." is a journal's, "Smith, J., Ed.;" a person.
_EDITOR = re.compile(r"\([Ee]ds?\.?\)|,\s\(?[Ee]d\.?\)?[;,:]|\b[Ee]ds\b|\b[Ee]ditors?\b")
_TAIL = 120  # characters in which a work ends: numbers, e-print, address
_ENDS = re.compile(
    r"(?:\d[A-Za-z]?|[)\]]|/\S+|unpublished|in press|in preparation|communication|published|submitted)[.,]?$"
)
_TRANSLATED = re.compile(
    r"\b(?:Zh|Fiz|Pis['’]?ma|Usp|Dokl|Sov|JETP)\b|[Ee]rrat|\(E\)|[Aa]ddend|[Tt]ransl",
)


class Numbers(msgspec.Struct, frozen=True, gc=False):
    """Where in a journal a work stands; `journal` is empty where it is that of the work before."""

    journal: str
    volume: str
    issue: str
    pages: str
    year: str
    ibid: bool


def numbers_only(text: str) -> Numbers | None:
    """Read a work that prints no author: `ibid. 57, 90 (2003)`, `Phys. Rev. B 56, 78 (2002)`, `56, 78 (2002)`."""
    found = _CONTINUED.fullmatch(text)
    if found is None:
        return None
    values = {name: _value(found, name) for name in ("volume", "issue", "pages", "year")}
    return Numbers(found["journal"] or "", **values, ibid=bool(found["ibid"]))


def _value(found: re.Match[str], name: str) -> str:
    return next((found[f"{name}{n}"] for n in range(len(_ORDERS)) if found[f"{name}{n}"]), "")


def lead_end(text: str) -> int:
    """Return where the work begins behind `For reviews, see:`; what no author follows is no lead-in."""
    found = _LEAD.match(text)
    return found.end() if found else 0


def begins_with_person(text: str) -> bool:
    """Tell whether a text begins with an author who has initials, or a collaboration, a lead-in aside."""
    return bool(PERSON.match(text, lead_end(text)))


def dates_itself(text: str) -> bool:
    """Tell whether a text names a year, or says that there is none yet."""
    return bool(_ANY_YEAR.search(text) or _NO_YEAR.search(text))


def is_work(text: str) -> bool:
    """Tell whether a text holds a whole work: someone with initials, a year, and a place in print or on a server."""
    if not begins_with_person(text):
        return False
    if not _ANY_YEAR.search(text):
        return dates_itself(text)
    first_number = re.search(r"\d", text)
    if first_number and _EDITOR.search(text, 0, first_number.start()):
        return False
    rest = _ANY_YEAR.sub(" ", text)
    return bool(re.search(r"\d", rest) or _ELSEWHERE.search(text))


def ends_as_work(text: str) -> bool:
    """Tell whether a text ends as works do: in a number, a bracket, an address."""
    return bool(_ENDS.search(text[-_TAIL:].rstrip()))


def ends_numbered(text: str) -> str:
    """Return the year of a text that ends in volume, page and year of a journal, else nothing."""
    found = _ENDS_NUMBERED.search(text[-_TAIL:])
    return _value(found, "year") if found else ""


def translated(text: str) -> bool:
    """Tell whether two places in print may be those of one work: a translated journal, an erratum."""
    return bool(_TRANSLATED.search(text))
