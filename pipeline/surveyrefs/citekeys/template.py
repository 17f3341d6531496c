"""Citation keys from a template such as `{auth}{year}{word}`.

A placeholder is a name, with a number after a colon where there is something to count: `{auth}` the first author's
family name (`{auth:3}` its first three letters), `{auths:2}` the first two family names and `etal` where there are
more, `{year}`, `{yy}` its last two digits, `{word}` the first significant word of the title, `{words:3}` three of
them, `{venue}` the initials of the container, `{label}` the printed label. With a capital (`{Auth}`, `{Word}`) each
part begins with a capital; all else is lower case. Of the template's own text, everything but letters, digits and
`-_:.+/` is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import msgspec

from surveyrefs.citekeys.letters import STOP_WORDS, to_word, words_of
from surveyrefs.errors import BadSetting
from surveyrefs.model.reference import Name, Reference

_PLACEHOLDER = re.compile(r"\{([A-Za-z]+)(?::(\d{1,2}))?\}")
_OUTSIDE = re.compile(r"[^A-Za-z0-9_:.+/-]")


def keys_by_template(references: Sequence[Reference], template: str) -> list[str]:
    """Return a key for each reference, ASCII and unique, decided by what the references say and not by their position.

    Clashing keys grow by further title words; references that are the same in all of these get `-2`, `-3` … Raises
    BadSetting for a template without placeholder or with an unknown one.
    """
    parts = _parse(template)
    titles = [_title_words(reference.title) for reference in references]
    keys = [_render(parts, reference) for reference in references]
    for length in range(max(map(len, titles), default=0)):
        clashing = {key for key, n in Counter(keys).items() if n > 1}
        if not clashing:
            break
        keys = [k + titles[i][length] if k in clashing and length < len(titles[i]) else k for i, k in enumerate(keys)]
    return _numbered(keys)


def _parse(template: str) -> list[tuple[str, str, int]]:
    """Return (literal text, placeholder, number) triples."""
    parts: list[tuple[str, str, int]] = []
    end = 0
    for match in _PLACEHOLDER.finditer(template):
        if match[1].lower() not in _PARTS:
            known = ", ".join("{" + name + "}" for name in _PARTS)
            raise BadSetting("--key-format", f"there is no placeholder {match[0]}", f"Use some of {known}.")
        parts.append((_OUTSIDE.sub("", template[end : match.start()]), match[1], int(match[2] or 0)))
        end = match.end()
    if not parts or "{" in template[end:] or any("{" in literal for literal, _, _ in parts):
        raise BadSetting("--key-format", f"{template!r} is no template", "Write one such as {auth}{year}{word}.")
    return [*parts, (_OUTSIDE.sub("", template[end:]), "", 0)]


def _render(parts: Sequence[tuple[str, str, int]], reference: Reference) -> str:
    out: list[str] = []
    for literal, name, number in parts:
        out.append(literal)
        if name:
            words = _PARTS[name.lower()](reference, number)
            out += [word.capitalize() for word in words] if name[0].isupper() else words
    return "".join(out)


def _auth(reference: Reference, number: int) -> list[str]:
    family = _family(reference.authors[0]) if reference.authors else "anon"
    return [family[:number] if number else family]


def _auths(reference: Reference, number: int) -> list[str]:
    families = [_family(name) for name in reference.authors] or ["anon"]
    shown = families[:number] if number else families
    return [*shown, "etal"] if len(shown) < len(families) or reference.others else shown


def _family(name: Name) -> str:
    return to_word(name.family or name.literal or name.given) or "anon"


def _words(reference: Reference, number: int) -> list[str]:
    return _title_words(reference.title)[: number or 1] or ["untitled"]


def _venue(reference: Reference, _number: int) -> list[str]:
    words = [word for word in map(to_word, re.findall(r"\w+", reference.container)) if word not in STOP_WORDS]
    return ["".join(word[0] for word in words if word)]


_PARTS: dict[str, Callable[[Reference, int], list[str]]] = {
    "auth": _auth,
    "auths": _auths,
    "year": lambda r, _: [to_word(r.year) or "nd"],
    "yy": lambda r, _: [to_word(r.year)[-2:] or "nd"],
    "word": lambda r, _: _words(r, 1),
    "words": _words,
    "venue": _venue,
    "label": lambda r, _: [to_word(r.label)],
}


def _title_words(title: str) -> list[str]:
    words = words_of(title)
    return [word for word in words if word not in STOP_WORDS] or words


def _numbered(keys: Sequence[str]) -> list[str]:
    taken = set(keys)
    seen: set[str] = set()
    out: list[str] = []
    for key in keys:
        candidate, number = key or "untitled", 2
        while candidate in seen or (candidate in taken and candidate != key):
            candidate, number = f"{key or 'untitled'}-{number}", number + 1
        seen.add(candidate)
        out.append(candidate)
    return out


def rekeyed(references: Sequence[Reference], template: str) -> tuple[Reference, ...]:
    """Return the references with keys from the template."""
    keys = keys_by_template(references, template)
    return tuple(msgspec.structs.replace(r, key=key) for r, key in zip(references, keys, strict=True))
