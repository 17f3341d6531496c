"""Split a printed author list into names, whichever order and form its style gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.model.reference import Name
from surveyrefs.references.normalise.caseless import FIRST_WITHOUT_CASE, is_body, parted
from surveyrefs.text.ideographs import is_hangul, may_hold
from surveyrefs.text.joining import AND_LETTERS, AND_WORDS, OTHERS

_OTHERS = re.compile(
    rf"[\s,;.&]*(?:\b(?:and|&)\s*)?(?:{OTHERS}|\bothers\b|…|\.\.\.)[\s.,;]*",
    re.IGNORECASE,
)
# APA leaves out people in the middle: "Parashar, G., … Khanuja, S. P. S."; BibTeX has no word for that.
_GAP = re.compile(r"[\s,]*(?:…|\. \. \.|\.\.\.)[\s,&]*(?=[^\W\d_a-z][\w'’-]+, [^\W\d_a-z]\.)")
_ROLE = re.compile(r"[\s,]*[(\[]?\b(?:eds?|editors?|hrsg|coord|comp|trans)\b\.?[)\]]?[\s,.:]*$", re.IGNORECASE)
_INITIALS_ED = re.compile(
    r"(?:^|[,;&] ?|\band )[^\W\d_][\w'’-]+ ED\.?$"
)  # "Wiafe ED" is a person, "Li W, ED" has a role
_WORDS = "|".join(("AND", "&", *AND_WORDS))
_AND_WORDS = re.compile(rf"\s*[,;]?\s+(?:{_WORDS})\s+|\s*[,;]\s*(?:and|AND|&)\s+|\s+&\s+|(?<=\w\.)&\s*")
# Beside initials one letter joins people as well: "A. Garzón y B. López", "Silva, J. e Costa, P.", "J. Wit en P. Bos";
# before a family name in capitals, too: "NOWAK, Jan i SINGH, Sam"; in "Ortega y Gasset" it does not.
_LETTERS = "|".join((*AND_LETTERS, "in"))  # Slovenian, too, in an author list alone
_AND_LETTERS = re.compile(
    rf"\s*,?\s+(?:{_LETTERS})\s+(?=[^\W\d_a-z]\.)|(?<=[^\W\d_a-z]\.),?\s+(?:{_LETTERS})\s+(?=[^\W\d_a-z])"
    rf"|(?<=[^\W\d_A-Z])\s+(?:{_LETTERS})\s+(?=[^\W\d_a-z]{{2}}[^\W\d_a-z'’-]*,\s)"
)
_SLASH = re.compile(r"\s*/\s*")  # "Berg, B./Carl, C.": between people who each show a comma or initials
_PERSON = re.compile(r"[^\W\d_][\w'’-]*, ?[^\W\d_a-z]|(?:[^\W\d_a-z]\.\s?)+[^\W\d_]")
_STANDARD = re.compile(r"([A-Z]{2,}(?:[/ ][A-Z]{2,})*) \d[\d:.‐–-]*")  # "ISO 690", "ISO/IEC 27001:2022"
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV|(?:2nd|3rd)", re.IGNORECASE)
# One or several initials, with or without dots and hyphens: "A. C. P.", "J.-G.", "AB", "F.-Y".
_INITIALS = re.compile(
    r"[^\W\d_a-z]{1,4}\.?"
    r"|(?:(?:[^\W\d_a-z](?:\.\s?[-‐–]?|[\s\-‐–]+)|[A-Z][a-z]\.\s?[-‐–]?)\s?){1,5}(?:[^\W\d_a-z]\.?|[A-Z][a-z]\.|[a-z]\.)?"
)
# One word of initials behind a family name: "A", "B.C.", "C.-Y.", "AB".
_TAIL = re.compile(r"(?:[^\W\d_a-z]\.?[-‐]?){1,4}")
_BLOCK = re.compile(r"[A-Z]{1,3}")
_SHORT_GIVEN = re.compile(r"[A-Z][a-z]")  # "Rf" for Ren-feng
# Particles that styles set behind the given names: "Cruz, M. de la", "Berg JP van den".
_BEHIND = re.compile(r"\s+((?:(?:von|van|der|den|de|del|della|di|da|dos|das|du|la|le|ter|ten|zu|zur|vom|af)\s?){1,3})$")
_LONGEST_BLOCK = 3  # letters without dots ("ACP"); longer ones are names in capitals
_PARTICLES = frozenset(
    (
        "von van der den de del della di da dos das do du la le ter ten zu zur vom af av al el bin ibn ben st st. 't "
        "y e"
    ).split()
)
# Capitalised, they begin a family name too ("De Wagter"), except as the first word of a name.
_BIG_PARTICLES = frozenset(
    "Von Van Der Den De Del Della Di Da Dos Das Du La Le Ter Ten Mac Mc St. Los Las Vander Vande O".split()
)
_ORGANISATION = re.compile(
    r"\b(?:team|universit\w+|institut\w*|foundation|organi[sz]ation|commission|inc|ltd|llc|gmbh|corp|corporation|group|consortium|committee|council|department|dept"
    r"|research|labs?|laborator\w+|association|collaboration|union|ministry|agency|cent(?:er|re)|society|company|project|community|contributors|authority|administration"
    r"|office|bureau|board|network|alliance|initiative|government|parliament|nations|bank|press|news|times|post|software|technologies|systems|services|workshop|academy|college|school"
    r"|ai|developers|working|communications?|networks|solutions|media|magazine|wikipedia|enterprise|mobile|standards?|technology|electronics|security|core|data)\b\.?",
    re.IGNORECASE,
)
_ENDS_AS_ORGANISATION = re.compile(
    r"^(?:cent(?:er|re)s?|department|ministry|national|institute|university|federal|office|european|international)\b|\b(?:organi[sz]ation|commission|council|agency|institute|association|foundation|prevention)$",
    re.IGNORECASE,
)
# People bear these words too: "Ofir Press", "Bo Ai".
_ALSO_FAMILIES = frozenset(("Press", "Post", "Bank", "Core", "School", "Union", "Board"))
_MAX_FAMILY_WORDS = 4


# The full stop behind a style's authors, none of "Apple Inc.", "Smith Jr.", "U.S." or initials.
_LAST_STOP = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[A-Z]{2}))(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bDept)(?<!\bAssoc)(?<!\bUniv)\.$"
)
_ACCOUNT = re.compile(r"@\w+")


class NameStyle(msgspec.Struct, frozen=True, gc=False):
    """What the list as a whole says of names; see ListStyle."""

    order: str = ""
    initials: str = ""


UNKNOWN = NameStyle()


def parse_names(text: str, style: NameStyle = UNKNOWN) -> tuple[tuple[Name, ...], bool]:
    """Split an author list; the flag tells whether it ends in *et al.*"""
    text = _BLANKS.sub(" ", text.replace("\u00ad", "")).strip(" ,;:")
    text = _ROLE.sub("", text) if not _INITIALS_ED.search(text) else text
    text = _GAP.sub(", ", text)
    closing = _OTHERS.search(text)
    others = bool(closing)
    if closing:
        text = text[: closing.start()].strip(" ,;:&،؛")
    if max(text, default="") >= FIRST_WITHOUT_CASE:
        text = parted(text)  # behind "and others", which is written so, too
    text = _AND_AT_ENDS.sub("", text).strip(" ,;:&")
    if not text:
        return (), others
    if may_hold(text) and any(map(_is_written_together, text)):
        from surveyrefs.references.normalise.ideographs import ideographic_names  # patterns that few papers need

        written = ideographic_names(text)
        if written is not None:
            return written[0], others or written[1]
    if text[:1] >= FIRST_WITHOUT_CASE and is_body(text):
        return (Name(literal=text),), others
    standard = _STANDARD.fullmatch(text)
    if standard:
        return (Name(literal=standard[1]),), others
    style = msgspec.structs.replace(style, order="bare") if _all_bare(text, style) else style
    text = _LAST_STOP.sub("", text)
    parts = _cut(_joined_plainly(text), style)
    names = [name for name in (_name(part, style) for part in parts) if name != Name()]
    return tuple(_lowered(_among_people(names, style))), others


def _joined_plainly(text: str) -> str:
    """Write what joins people in some languages and styles as others do: `y` and `e` beside initials, a slash."""
    text = _AND_LETTERS.sub(" and ", text)
    people = _SLASH.split(text)
    return "; ".join(people) if len(people) > 1 and all(map(_PERSON.match, people)) else text


def _among_people(names: Sequence[Name], style: NameStyle) -> Sequence[Name]:
    """Read "Ofir Press" as a person where another name of the list is one."""
    if not any(n.given for n in names):
        return names
    return [
        _given_first(n.literal, style)
        if len(n.literal.split()) == len(("given", "family")) and n.literal.split()[1] in _ALSO_FAMILIES
        else n
        for n in names
    ]


def _lowered(names: Sequence[Name]) -> Sequence[Name]:
    """Write families in normal letters where a style sets them all in capitals."""
    people = [n for n in names if n.family]
    if not people or not all(n.family.isupper() for n in people) or max(len(n.family) for n in people) < _SHOUTED:
        return names
    return [msgspec.structs.replace(n, family=_TITLE_CASE.sub(lambda m: m[0].title(), n.family)) for n in names]


_SHOUTED = 4  # letters: a shorter family name alone may be an acronym
_TITLE_CASE = re.compile(r"[^\W\d_]{2,}")


def _cut(text: str, style: NameStyle) -> list[tuple[str, str, str]]:
    """Cut a list into (family or whole, given, suffix); given is empty where the part is a whole name."""
    if ";" in text:
        return [
            p
            for piece in text.split(";")
            for p in _cut_plain(re.sub(r"^\s*(?:and|&)\s+", "", piece).strip(" ,"), style)
            if any(p)
        ]
    return [p for p in _cut_plain(text, style) if any(p)]


_BARE_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*[a-z][\w'’-]*(?: [^\W\d_a-z][\w'’-]*[a-z])* [A-Z]{1,3}")


def _is_written_together(char: str) -> bool:
    """Tell whether names in such letters have no blank between family and given name."""
    return "\u4e00" <= char <= "\u9fff" or is_hangul(char)


def _all_bare(text: str, style: NameStyle) -> bool:
    """Tell whether a text is "Okoh AI, Igbinosa EO": families and initials, however much "AI" sounds like a company."""
    people = [part.strip(" .") for part in text.split(",")]
    return (len(people) > 1 or style.order == "bare") and all(map(_BARE_NAME.fullmatch, people))


def _cut_plain(text: str, style: NameStyle) -> list[tuple[str, str, str]]:
    if (
        not _all_bare(text, style)
        and is_organisation(text)
        and not _AND_WORDS.search(text)
        or _ENDS_AS_ORGANISATION.search(text)
        and " and " in text
        and "," not in text
        and not re.search(r"\b[A-Z]\.", text)
        and len(text.split()) > _MAX_FAMILY_WORDS
    ):
        return [(text, "", "org")]
    pieces = [piece.strip(" ,") for piece in _AND_WORDS.split(text)]
    atoms = [[a.strip() for a in piece.split(",") if a.strip()] for piece in pieces]
    atoms = [a for a in atoms if a]
    flat = [a for piece in atoms for a in piece]
    if not flat:
        return []
    if len(flat) == 1:
        return [(flat[0], "", "")]
    mode = _mode(atoms, flat, style)
    out: list[tuple[str, str, str]] = []
    for number, piece in enumerate(atoms):
        out += _pair(piece, mode if not (mode == "first" and number) else "given")
    return out


def _mode(atoms: list[list[str]], flat: list[str], style: NameStyle) -> str:
    """Tell "inverted" (Family, Given), "first" (only the first so) and "given" (whole names) lists apart."""
    flat = [a for a in flat if not _SUFFIX.fullmatch(a)]
    initials = [bool(_INITIALS.fullmatch(a)) for a in flat]
    if any(initials):
        if len(flat) > 2 and initials[1] and not any(initials[2:]) and all(" " in a for a in flat[2:]):
            return "first"
        return "inverted"
    words = [len(a.split()) for a in flat]
    if sum(w == 1 for w in words) == 0:
        return "inverted" if style.order == "inverted" and len(flat) % 2 == 0 and _paired(atoms) else "given"
    if len(atoms[0]) >= 2 and words[0] == 1 and len(flat) > 2 and all(w > 1 for w in words[2:]):
        return "first"
    if style.order == "given" and sum(w > 1 for w in words) * 2 >= len(words):
        return "given"
    if all(len(piece) % 2 == 0 for piece in atoms) and (
        style.order == "inverted" or sum(w == 1 for w in words) * 2 >= len(words)
    ):
        return "inverted"
    return style.order if style.order == "inverted" else "given"


def _paired(atoms: list[list[str]]) -> bool:
    return all(len([a for a in piece if not _SUFFIX.fullmatch(a)]) % 2 == 0 for piece in atoms)


def _pair(atoms: list[str], mode: str) -> list[tuple[str, str, str]]:
    out: list[tuple[str, str, str]] = []
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        following = atoms[at + 1] if at + 1 < len(atoms) else ""
        third = atoms[at + 2] if at + 2 < len(atoms) else ""
        if _SUFFIX.fullmatch(atom) and out:
            out[-1] = (out[-1][0], out[-1][1], atom)
            at += 1
        elif mode == "given" or not following or _bare(atom, "") and not _INITIALS.fullmatch(following):
            out.append((atom, "", ""))
            at += 1
        elif _SUFFIX.fullmatch(following) and third and mode != "given":
            out.append((atom, third, following))
            at += 3
        elif mode == "inverted" and _whole(atom) and not _INITIALS.fullmatch(following):
            out.append((atom, "", ""))
            at += 1
        else:
            out.append((atom, following, ""))
            at += 2
            if mode == "first":
                mode = "given"
    return out


def _whole(atom: str) -> bool:
    """Tell whether an atom is a name with its initials ("A. Smith") although the list inverts."""
    head, _, tail = atom.partition(" ")
    return bool(re.fullmatch(r"(?:[A-Z]\.-?)+", head)) and len(tail) > 1


def _name(part: tuple[str, str, str], style: NameStyle) -> Name:
    family, given, suffix = part
    if suffix == "org":
        return Name(literal=_LAST_STOP.sub("", family))
    if _ACCOUNT.fullmatch(family.strip(" .,")):
        return Name(literal=family.strip(" .,"))
    family = family.strip(" .,") if not family.endswith(("Jr.", "Sr.")) else family
    if given:
        behind = _BEHIND.search(" " + given)
        if behind:
            family, given = f"{behind[1].strip()} {family}", (" " + given)[: behind.start()].strip()
        return Name(family=_tidy(family), given=_given(given), suffix=suffix)
    if not re.search(r"[^\W\d_]", family):
        return Name()
    if is_organisation(family) and not (style.order == "bare" and _BARE_NAME.fullmatch(family)):
        return Name(literal=_LAST_STOP.sub("", family))
    if _is_written_together(family[0]):
        from surveyrefs.references.normalise.ideographs import ideographic_name

        return ideographic_name(family)
    behind = _BEHIND.search(family)
    if behind and re.search(r"\s[^\W\d_a-z]{1,4}\.?$", family[: behind.start()]):
        family = f"{behind[1].strip()} {family[: behind.start()]}"
    bare = _bare(family, style.order)
    if bare:
        return Name(family=_tidy(bare[0]), given=_given(bare[1]), suffix=bare[2])
    return _given_first(family, style)


def _bare(text: str, order: str) -> tuple[str, str, str] | None:
    """Read "Smith AB Jr", "van Dyk D. E.": family, initials, suffix; None where the initials do not come last."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and re.fullmatch(r"(?:Jr|Sr|2nd|3rd)\.?", words[-1]) else ""
    if len(words) > 2 and words[-1] in ("II", "III", "IV") and _BLOCK.fullmatch(words[-2]):
        suffix = words.pop()  # "Zimmerman RR II"
    cut = len(words)
    if order == "bare" and cut > 1 and _SHORT_GIVEN.fullmatch(words[-1]):
        return " ".join(words[:-1]), words[-1], suffix
    while cut > 1 and _TAIL.fullmatch(words[cut - 1]):
        word = words[cut - 1].rstrip(".")
        block = len(word) > 1 and word.isalpha()
        front = words[: cut - 1]
        shouted = front[-1].isupper() and len(front[-1]) > 1
        long = len(word) > _LONGEST_BLOCK + (order == "bare")
        whole = block and word >= FIRST_WITHOUT_CASE  # a name is as short as initials where no letter is a capital
        if block and (whole or order == "given" or long or shouted or word in ("II", "III")):
            break
        cut -= 1
    if cut == len(words) or _TAIL.fullmatch(words[0]) and not (len(words[0]) > 1 and words[0].isalpha()):
        return None
    return " ".join(words[:cut]), " ".join(words[cut:]), suffix


def _given_first(text: str, style: NameStyle) -> Name:
    """Read "Given von Family Jr."."""
    text = _INITIAL_BEFORE_NAME.sub(". ", text)
    words = text.split()
    suffix = ""
    tail = []
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        # Styles print a suffix behind a comma; without one it was given as part of the family name.
        tail = [words.pop()]
    if len(words) == 1:
        return Name(family=words[0]) if words[0][:1].isalpha() else Name()
    cut = len(words) - 1
    lead = 0  # leading initials
    small = next((i for i in range(1, len(words) - 1) if _SMALL_INITIAL.fullmatch(words[i])), None)
    if small is not None:  # "A. v. d. Oord": abbreviated particles stay with the given names
        last = max(i for i in range(len(words) - 1) if _SMALL_INITIAL.fullmatch(words[i]))
        return Name(family=_tidy(" ".join(words[last + 1 :])), given=" ".join(words[: last + 1]), suffix=suffix)
    while lead < len(words) - 1 and _LEADING.fullmatch(words[lead]):
        lead += 1
    particle = next(
        (i for i in range(1, len(words) - 1) if words[i] in _PARTICLES or words[i] in _BIG_PARTICLES and i), None
    )
    if particle is not None:
        cut = particle
    elif lead and style.initials != "no" and len(words) - lead <= _MAX_FAMILY_WORDS:
        cut = lead
    elif lead == 0 and words[0] in _PARTICLES and len(words) == 2:
        return Name(family=" ".join(words), suffix=suffix)
    return Name(family=_tidy(" ".join([*words[cut:], *tail])), given=_given(" ".join(words[:cut])), suffix=suffix)


def _given(text: str) -> str:
    """Tidy given names: initials written apart, each with its dot as printed."""
    text = _BLANKS.sub(" ", text).strip(" ,")
    text = _DOT_BEFORE.sub(". ", text)
    if _BARE_INITIALS.fullmatch(text):
        return " ".join(c + "." for c in text)
    text = _HYPHEN.sub("-", text)
    return _LONE_INITIAL.sub(r"\1\2.", text)


_BLANKS = re.compile(r"\s+")
_DOT_BEFORE = re.compile(r"\.(?=[^\W\d_])")
_BARE_INITIALS = re.compile(r"[A-Z]{2,4}")
_HYPHEN = re.compile(r"\s?[-‐–]\s?")
_DASH = re.compile(r"\s?[-‐]\s?")
_SHORT_NAME = re.compile(r"[A-Z0-9&/-]{2,}|[A-Z][a-z]+[A-Z]\w*(?:-\w+)?|[a-z]+[A-Z]\w*|\d\w+")
_WITH_PARTICLE = re.compile(r"(?:Mc|Mac|De|La|Le|Di|Van|Fitz|O)[A-Z]")
_INITIAL = re.compile(r"\.\s*[A-Z]|\b[A-Z]\.")
_FIRM = re.compile(r"\b(?:inc|ltd|corp|U\.S)\b", re.IGNORECASE)
_FIRMS_END = re.compile(r",?\s*(?:Inc|Ltd|LLC|Corp)\.?$")
_GIVEN_BEHIND = re.compile(r",\s*[A-Z][\w.]*$")
_INITIAL_BEFORE_NAME = re.compile(r"(?<=[A-Z])\.(?=[^\W\d_\-‐])")
_SMALL_INITIAL = re.compile(r"[a-z]\.")
_LEADING = re.compile(r"(?:[^\W\d_a-z][a-z]?\.[-‐]?)+[a-z]?\.?|[A-Z](?:[-‐][A-Z])?")
_AND_AT_ENDS = re.compile(r"\s*,?\s+and$|^and\s+")
_LONE_INITIAL = re.compile(r"(^|[\s-])([A-Z])(?=$|[\s-])")


def _tidy(text: str) -> str:
    return _DASH.sub("-", text).strip(" .,")


def is_organisation(text: str) -> bool:
    """Tell whether a name is that of an organisation."""
    words = text.split()
    if len(words) == 1:
        word = words[0].strip(".,")
        return bool(_SHORT_NAME.fullmatch(word)) and not _WITH_PARTICLE.match(word)
    if _INITIAL.search(text) and not _FIRM.search(text):
        return False
    if text.count(",") > 1 or words[1:] == ["Ai"]:
        return False
    return bool(_ORGANISATION.search(text)) and not _GIVEN_BEHIND.search(_FIRMS_END.sub("", text))
