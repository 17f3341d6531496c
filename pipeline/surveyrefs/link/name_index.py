"""Index references by the ways in which author-year styles name them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from surveyrefs.model.reference import Name, Reference, References
from surveyrefs.text.ideographs import is_hangul, is_ideograph
from surveyrefs.text.joining import AND_IN_CAPITALS, AND_LETTERS, AND_WORDS
from surveyrefs.text.unicode import unaccented

HEAD = 60  # characters at the beginning of a reference that hold its first author, whatever the style
TAIL = 3  # letters of a name's end that the index is keyed by
NAMES_SHOWN = 4  # names before *et al.* at most
COMPOUND_NAMES = 3  # authors whose last given name is tried as part of the family
NAMES_LISTED = 20  # names written out in full at most
PARTICLE_LIMIT = 4  # words that a family name may drop in front: "van der", "de la"
_SPACING_ACCENTS = str.maketrans("", "", "ˇˆ´`¨˜˚¸ˉ˘˙¯’'")
_FOLD = str.maketrans("ıøØłŁđĐðÐ", "ioolldddd", "&") | {
    ord("ß"): "ss",
    ord("ẞ"): "SS",
    ord("æ"): "ae",
    ord("Æ"): "AE",
    ord("œ"): "oe",
    ord("Œ"): "OE",
    ord("þ"): "th",
    ord("Þ"): "TH",
}
_MARK = "['’`´¨ˇˆ˜˘˚¯¸˙˛]"
_LETTER = r"[^\W\d_]"
WORD = re.compile(
    rf"(?:{_MARK}(?={_LETTER}))?{_LETTER}(?:{_LETTER}|{_MARK}(?={_LETTER})|[\u0300-\u036f])*|\d+(?={_LETTER})|(?<=\w)\d+"
)
PARTICLES = frozenset(
    ("van", "der", "den", "de", "la", "le", "du", "da", "das", "dos", "di", "del", "della", "von", "zu", "zur", "ten")
)
AND = frozenset((*AND_WORDS, *AND_LETTERS, *AND_IN_CAPITALS))
# What stands in place of a year.
NO_YEAR_WORDS = r"in press|forthcoming|to appear|n\.\s?d\.|submitted|in prep(?:aration|\.)|under review|accepted"
NO_YEAR = re.compile(NO_YEAR_WORDS, re.IGNORECASE)


def fold_word(word: str) -> str:
    """Return a word without case, accents and apostrophes."""
    if word.isascii():
        return word.replace("'", "").replace("`", "").lower()
    return unaccented(word.translate(_FOLD).translate(_SPACING_ACCENTS)).lower()


def name_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a name; hyphens part words, so a hyphen lost or won at a line end does not matter."""
    return tuple(w for w in (fold_word(m[0]) for m in WORD.finditer(text) if not is_and(m[0])) if w)


def is_and(printed: str) -> bool:
    """Tell whether a printed word stands between two names: in small letters, since a capital is an initial."""
    return printed in AND


class Form(msgspec.Struct, frozen=True, gc=False):
    """A way to name a reference: the folded words run together, how many families, whether *et al.* follows.

    `initial` is that of the first author, `weight` how sure a match of the form is.
    """

    letters: str
    families: int
    others: bool
    reference: int
    initial: str
    weight: float


class AuthorIndex(msgspec.Struct, frozen=True, gc=False):
    """Forms by (year, last letters) and by last letters; of each reference its year, year letter and first words."""

    forms: dict[tuple[str, str], list[Form]]
    anywhere: dict[str, list[Form]]
    years: tuple[str, ...]
    suffixes: tuple[str, ...]
    heads: tuple[frozenset[str], ...]


def tail(letters: str) -> str:
    """Return the last letters of a name, by which forms are looked up: a name cut at a line end still ends so."""
    return letters[-TAIL:]


def build_index(references: References) -> AuthorIndex:
    """Index a reference list by year and names."""
    forms: dict[tuple[str, str], list[Form]] = defaultdict(list)
    anywhere: dict[str, list[Form]] = defaultdict(list)
    years = tuple(_year(reference) for reference in references.references)
    for i, reference in enumerate(references.references):
        for form in _forms(reference, i):
            forms[years[i], tail(form.letters)].append(form)
            anywhere[tail(form.letters)].append(form)
    heads = tuple(frozenset(name_words(reference.raw[:HEAD])) for reference in references.references)
    return AuthorIndex(dict(forms), dict(anywhere), years, _suffixes(references, years), heads)


def _year(reference: Reference) -> str:
    match = re.search(r"\d{4}", reference.year)
    return match[0] if match else ""


def _family(name: Name) -> tuple[str, ...]:
    """Return the words of a family name; where initials were taken for it, those of the given name."""
    words = name_words(name.literal or name.family)
    given = tuple(w for w in name_words(name.given) if len(w) > 1)
    return given if given and all(len(w) == 1 and not is_ideograph(w) for w in words) else words


class _Forms:
    """Gathers the forms of one reference, each once."""

    def __init__(self, reference: Reference, i: int) -> None:
        given = name_words(reference.authors[0].given) if reference.authors else ()
        self.initial = given[0][0] if given else ""
        self.reference = i
        self.found: list[Form] = []

    def add(self, families: Sequence[tuple[str, ...]], others: bool, weight: float) -> None:
        letters = "".join(word for family in families for word in family)
        if letters and not any(f.letters == letters and f.others == others for f in self.found):
            self.found.append(Form(letters, len(families), others, self.reference, self.initial, weight))


def _forms(reference: Reference, i: int) -> list[Form]:
    """All forms of a reference; weights fall from what styles print to what people write."""
    families = [words for words in (_family(a) for a in reference.authors) if words]
    forms = _Forms(reference, i)
    if not families:
        _without_authors(reference, forms)
        return forms.found
    several = len(families) > 1 or reference.others
    for shown, penalty in _spellings(reference, families):
        if several:
            forms.add(shown[:1], True, (1.0 if len(shown) > 2 or reference.others else 0.8) - penalty)
        for count in range(2, min(len(shown) + reference.others, NAMES_SHOWN + 1)):
            forms.add(shown[:count], True, 0.9 - penalty)
        if len(shown) <= NAMES_LISTED:
            forms.add(shown, False, (0.9 if reference.others else 1.0) - penalty)
        if several:
            forms.add(shown[:1], False, 0.6 - penalty)
    if len(families) == 1 and len(families[0]) > 2:  # an organisation by its initials
        forms.add([("".join(w[0] for w in families[0]),)], False, 0.6)
    return forms.found


def _spellings(reference: Reference, families: list[tuple[str, ...]]) -> list[tuple[list[tuple[str, ...]], float]]:
    """Return the families as read, without particles, and with a given name that may belong to them; each with a malus.

    Where a style prints `Fernando Berzal Galiano`, nothing in the reference tells that the family is `Berzal Galiano`.
    """
    out = [(families, 0.0), ([_drop_particles(f) for f in families], 0.05)]
    if len(families) != len(reference.authors):
        return out
    first = reference.authors[0].family[:1] or " "
    if is_ideograph(first) or is_hangul(first):  # there texts name people in full
        out.append(([(*f, *name_words(a.given)) for f, a in zip(families, reference.authors, strict=True)], 0.0))
    for i, author in enumerate(reference.authors[:COMPOUND_NAMES]):
        given = name_words(author.given)
        if len(given) > 1 and len(given[-1]) > 1:
            out.append(([*families[:i], (given[-1], *families[i]), *families[i + 1 :]], 0.1))
    return out


def _without_authors(reference: Reference, forms: _Forms) -> None:
    """Name a work without authors by its label or by the first words of its title."""
    label = name_words(re.sub(r"\b(?:et al\.?|(?:1[6-9]|20)\d\d[a-z]?)", " ", reference.label))
    if label:
        forms.add([label], "et al" in reference.label, 1.0)
    words = name_words(reference.title or reference.raw[:80])
    for count in (2, 3, 4, 5):
        if len(words) >= count:
            forms.add([words[:count]], False, 0.8)
    if words:
        forms.add([words], False, 0.9)
        forms.add([words[:1]], False, 0.5)


def _drop_particles(family: tuple[str, ...]) -> tuple[str, ...]:
    kept = family
    for _ in range(PARTICLE_LIMIT):
        if len(kept) > 1 and kept[0] in PARTICLES:
            kept = kept[1:]
    return kept


def _suffixes(references: References, years: tuple[str, ...]) -> tuple[str, ...]:
    """Return each reference's year letter; where a list prints none, works named alike count `?a`, `?b`, `?c`."""
    printed = [reference.year_suffix for reference in references.references]
    groups: dict[tuple[tuple[str, ...], str], list[int]] = defaultdict(list)
    for i, reference in enumerate(references.references):
        families = [_family(a) for a in reference.authors]
        if families:
            groups[_named(families, reference.others), years[i]].append(i)
    for members in groups.values():
        if 1 < len(members) <= 26 and not any(printed[i] for i in members):
            for n, i in enumerate(members):
                printed[i] = "?" + chr(ord("a") + n)
    return tuple(printed)


def _named(families: list[tuple[str, ...]], others: bool) -> tuple[str, ...]:
    if len(families) > 2 or others:
        return (*families[0], "+")
    return tuple(w for family in families for w in family)
