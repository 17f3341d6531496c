"""Citation keys such as `yehudai2024genie`, from content and not from position."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from surveyrefs.citekeys.letters import STOP_WORDS, to_word, words_of
from surveyrefs.model.reference import Reference

_MAX_FAMILY = 24
_MAX_KEY = 40  # letters; what parts equal keys (`-2`) may follow


def assign_keys(references: Sequence[Reference]) -> list[str]:
    """Give each reference its key; equal keys grow by title words, equal references get `-2`, `-3` …"""
    words = [_title_words(r.title) for r in references]
    keys = [_joined(_stem(r), words[i][0] if words[i] else "untitled") for i, r in enumerate(references)]
    longest = max(map(len, words), default=0)
    for length in range(2, longest + 1):
        growing = _of_several_titles(keys, words)
        if not growing:
            break
        keys = [k + words[i][length - 1] if k in growing and len(words[i]) >= length else k for i, k in enumerate(keys)]
    keys = _by_more([key[:_MAX_KEY] for key in keys], references)
    return _numbered(keys)


def _joined(stem: str, word: str) -> str:
    """Put a title's word behind the year; a number (`1984`) stands apart, or it would run into the year."""
    return f"{stem}-{word}" if stem[-1].isdigit() and word[0].isdigit() else stem + word


def _of_several_titles(keys: Sequence[str], words: Sequence[Sequence[str]]) -> set[str]:
    """Return the keys behind which the titles are not all the same: only then do more words help."""
    titles: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for key, mine in zip(keys, words, strict=True):
        titles[key].add(tuple(mine))
    return {key for key, different in titles.items() if len(different) > 1}


def _by_more(keys: list[str], references: Sequence[Reference]) -> list[str]:
    """Part references of one title by what else they say: container, volume and pages, arXiv id or DOI."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        groups[key].append(i)
    out = list(keys)
    for key, members in groups.items():
        for part in _PARTS if len(members) > 1 else ():
            values = [part(references[i]) for i in members]
            if len(set(values)) == len(values):
                for i, value in zip(members, values, strict=True):
                    out[i] = f"{key[: _MAX_KEY - len(value) - 1]}-{value}" if value else key
                break
    return out


_LONGEST_PART = 12
_PARTS: tuple[Callable[[Reference], str], ...] = (
    lambda r: to_word(r.container)[:_LONGEST_PART] or ("arxiv" if r.arxiv else ""),
    lambda r: to_word(r.volume + r.pages),
    lambda r: to_word(r.arxiv + r.doi)[-_LONGEST_PART:],
)


def _numbered(keys: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    taken, out = set(keys), []
    for key in keys:
        seen[key] += 1
        candidate = key
        number = seen[key]
        if number > 1:
            stem = key[: _MAX_KEY - len("-99")]
            candidate = f"{stem}-{number}"
            while candidate in taken:
                number += 1
                candidate = f"{stem}-{number}"
            taken.add(candidate)
        out.append(candidate)
    return out


def _stem(reference: Reference) -> str:
    first = reference.authors[0] if reference.authors else None
    family = to_word(first.family or first.literal)[:_MAX_FAMILY] if first else ""
    return (family or "anon") + (reference.year or _year_of_id(reference.arxiv) or "nd")


_ID = re.compile(r"(?:[a-z.-]+/)?(\d\d)(?:0[1-9]|1[0-2])(?:\.\d{4,5}|\d{3})")
_FIRST_YEAR = 91  # of arXiv


def _year_of_id(arxiv: str) -> str:
    """Return the year in which an arXiv id was given: 2019 for `1902.09914`, 1997 for `hep-th/9711200`."""
    match = _ID.match(arxiv.lower())
    if not match:
        return ""
    return ("19" if int(match[1]) >= _FIRST_YEAR else "20") + match[1]


def _title_words(title: str) -> list[str]:
    words = words_of(re.sub(r"['’]s\b", "s", title))
    telling = [w for w in words if w not in STOP_WORDS]
    # A number behind the year would run into it: `black2025` and "0-1 knapsacks".
    return [w for w in telling if not w[0].isdigit()] or telling or words
