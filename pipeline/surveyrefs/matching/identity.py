"""Which reference of one run is which of the other, and keys that stay.

Two references are the same work where they say so: by DOI, arXiv id, the whole text, or title with authors and year.
Every pair that could be is weighed, and the one-to-one matching with the greatest sum wins, so that a preprint and its
printed form, or two editions, each find their own. docs/diff.md gives the rules for users.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from rapidfuzz import fuzz

from surveyrefs.matching.assign import heaviest_matching
from surveyrefs.matching.features import ROMAN, Features, features_of
from surveyrefs.matching.printed import only_noise, same_venue
from surveyrefs.model.reference import Reference, References
from surveyrefs.text.similarity import fold

# Similarities are 0 to 1 on folded text. Chosen on pairs of versions and lists with noise.
_SAME_TITLE = 0.9  # a letter in ten: OCR, a lost accent, a corrected word
_EQUAL_TITLE = 0.96  # where no author speaks for it: "Improved …" is another work
_AKIN_TITLE = 0.72  # a title reworded for print; authors and year must then agree
_SAME_TEXT = 0.88  # the whole reference, where no title was recognised
_SAME_START = 0.85  # of the shorter text in the longer
_NAME = 6  # letters: the title of a tool or data set, where the texts are alike as well
_LIKELY_ID = 0.45  # an identifier alone is not enough: lists print one DOI on two references
_OWN_TITLE = 24  # letters: a title of this length is hardly shared by two works
_CONTAINED = 20  # letters: a title this long found inside the other's title or text is that title
_FOUND_INSIDE = 0.85  # what such a find counts: authors and year must agree
_FILLS = 0.6  # … or this share of the other title
_AUTHORS_AGREE = 0.5
_AUTHORS_CLASH = 0.2
_YEARS_APART = 2  # preprint to print seldom takes longer
_COMMON_WORD = 40  # postings; a word in more references than this tells none of them apart
_LEAST_COMMON = 0.06  # … or in more than this share of a long list
_CANDIDATES = 8  # a reference is weighed against so many that share its rarer words
_SHORT_WORD = 3  # letters
_ORDER_TIE = 1e-6  # far below any difference of evidence: equal candidates keep the printed order


@dataclass(frozen=True, slots=True)
class Match:
    """References old and new (indexes) are one work; `reason` is doi, arxiv, text, title or place, `score` 0 to 1."""

    old: int
    new: int
    reason: str
    score: float


def match_references(old: Sequence[Reference], new: Sequence[Reference]) -> tuple[Match, ...]:
    """Match two lists one to one, in the order of the new one."""
    olds, news = [features_of(r) for r in old], [features_of(r) for r in new]
    matches = _equal_texts(olds, news)
    left_old = [i for i in range(len(olds)) if i not in {m.old for m in matches}]
    left_new = [j for j in range(len(news)) if j not in {m.new for m in matches}]
    reasons: dict[tuple[int, int], tuple[float, str]] = {}
    for i, j in _candidates(left_old, left_new, olds, news):
        score, reason = weigh(olds[i], news[j])
        if reason:
            reasons[i, j] = (score, reason)
    weights = {
        (i, j): score - _ORDER_TIE * (i / len(olds) - j / len(news)) ** 2 for (i, j), (score, _) in reasons.items()
    }
    for i, j in heaviest_matching(weights).items():
        score, reason = reasons[i, j]
        matches.append(Match(i, j, reason, round(score, 3)))
    return tuple(sorted(matches, key=lambda match: match.new))


def _equal_texts(olds: Sequence[Features], news: Sequence[Features]) -> list[Match]:
    """Match what is printed the same, in printed order where a text occurs twice."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for i, feature in enumerate(olds):
        waiting[feature.raw_key].append(i)
    matches = []
    for j, feature in enumerate(news):
        if feature.raw_key and waiting[feature.raw_key]:
            matches.append(Match(waiting[feature.raw_key].pop(0), j, "text", 1.0))
    return matches


def _candidates(
    left_old: Sequence[int], left_new: Sequence[int], olds: Sequence[Features], news: Sequence[Features]
) -> list[tuple[int, int]]:
    """Return the pairs worth weighing: an identifier or title in common, or the most rare words, from either side."""
    old_postings, new_postings = _postings(left_old, olds), _postings(left_new, news)
    limit = max(_COMMON_WORD, int(_LEAST_COMMON * max(len(left_old), len(left_new))))
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for sign, found in old_postings.items():
        others = new_postings.get(sign, ())
        if others and max(len(found), len(others)) <= limit:
            weight = 1.0 / (len(found) * len(others)) ** 0.5 + (1.0 if ":" in sign else 0.0)
            for i in found:
                for j in others:
                    shared[i, j] += weight
    ranked = sorted(shared, key=lambda pair: (-round(shared[pair], 9), pair))
    of_old: dict[int, int] = defaultdict(int)
    of_new: dict[int, int] = defaultdict(int)
    chosen = []
    for i, j in ranked:
        of_old[i] += 1
        of_new[j] += 1
        if min(of_old[i], of_new[j]) <= _CANDIDATES:
            chosen.append((i, j))
    return chosen


def _postings(left: Sequence[int], features: Sequence[Features]) -> dict[str, list[int]]:
    postings: dict[str, list[int]] = defaultdict(list)
    for index in left:
        for sign in _signs(features[index]):
            postings[sign].append(index)
    return postings


def _signs(features: Features) -> list[str]:
    """Return what a reference can be found by; identifiers and the title carry a colon, words do not."""
    signs = {word for word in features.raw.split() if len(word) > _SHORT_WORD} | set(features.title.split())
    signs |= {f"doi:{features.doi}"} if features.doi else set()
    signs |= {f"arxiv:{features.arxiv}"} if features.arxiv else set()
    signs |= {f"title:{features.title_key}"} if features.title_key else set()
    return sorted(signs)


def weigh(old: Features, new: Features) -> tuple[float, str]:
    """Return how sure it is that two references are one work, 0 to 1, and why; no reason where they are not."""
    title, authors = _title_likeness(old, new), _author_likeness(old, new)
    apart = _years_apart(old, new)
    # Agreement in everything orders the candidates of one reference; the thresholds below only admit them.
    score = 0.6 * title + 0.25 * (0.5 if authors is None else authors) + 0.15 * max(0.0, 1 - apart / 3)
    agreed = authors is not None and authors >= _AUTHORS_AGREE
    clash = authors is not None and authors <= _AUTHORS_CLASH
    likely = title >= (_AKIN_TITLE if clash else _LIKELY_ID) or (agreed and not (old.title and new.title))
    if old.doi and old.doi == new.doi and likely:
        return (1 + score) / 2, "doi"
    if old.arxiv and old.arxiv == new.arxiv and likely:
        return (1 + score) / 2, "arxiv"
    if _admits_title(old, new, title, authors, apart) and not _differ_by_number(old, new):
        return score, "title"
    if agreed and (_same_volume(old, new) or (_same_page(old, new) and likely)):
        return score, "place"
    if _admits_text(old, new, apart) or _misprinted(old, new) or (apart == 0 and _lengthened(old, new)):
        return score, "text"
    return 0.0, ""


def _admits_title(old: Features, new: Features, title: float, authors: float | None, apart: int) -> bool:
    """Tell whether a title so alike is one title, given what authors, year and venue say."""
    if title < _AKIN_TITLE or _two_papers(old, new):
        return False
    if authors is not None and authors >= _AUTHORS_AGREE:
        return title >= _SAME_TITLE or apart <= _YEARS_APART
    if title >= _EQUAL_TITLE and min(len(old.title_key), len(new.title_key)) >= _OWN_TITLE:
        return apart == 0 or (authors is None and apart == 1)
    # A web page cited by its title only, or first by its heading and then as what it is.
    return authors is None and apart == 0 and title in (1, _FOUND_INSIDE)


def _two_papers(old: Features, new: Features) -> bool:
    """Tell whether a reworded title appeared in another venue: people often write two such papers."""
    if not old.venue or not new.venue or old.title_key == new.title_key:
        return False
    return not only_noise(old.title.split(), new.title.split()) and not same_venue(old.venue, new.venue)


def _admits_text(old: Features, new: Features, apart: int) -> bool:
    """Tell whether two references are one as a whole, one of them without a title or broken off."""
    shorter, longer = sorted((old.raw_key, new.raw_key), key=len)
    if len(shorter) >= _CONTAINED and longer.startswith(shorter):  # the list broke off in one run
        return True
    if (
        (old.title and new.title)
        or apart
        or (old.url and new.url and old.url != new.url)
        or _romans(old) != _romans(new)
    ):
        return False
    return max(fuzz.ratio(old.raw_key, new.raw_key), fuzz.token_sort_ratio(old.raw, new.raw)) >= 100 * _SAME_TEXT


def _lengthened(old: Features, new: Features) -> bool:
    """Tell whether one text is the other with something at its end, though a title was read wrongly in one of them."""
    if old.families[:1] != new.families[:1] or not old.families:
        return False
    found = any(len(a.title_key) >= _NAME and f" {a.title} " in f" {b.raw} " for a, b in ((old, new), (new, old)))
    return found and fuzz.partial_ratio(old.raw_key, new.raw_key) >= 100 * _SAME_START


def _misprinted(old: Features, new: Features) -> bool:
    """Tell whether two references are one but for letters: that outweighs whatever was read out of them."""
    alike = fuzz.ratio(old.raw_key, new.raw_key, score_cutoff=100 * _SAME_TITLE)
    return bool(alike) and only_noise(old.raw.split(), new.raw.split())


def _romans(features: Features) -> list[str]:
    return sorted(word for word in features.raw.split() if word in ROMAN)


def _title_likeness(old: Features, new: Features) -> float:
    same = fuzz.ratio(old.title_key, new.title_key) / 100 if old.title_key and new.title_key else 0.0
    if same < _FOUND_INSIDE and (_inside(old.title_key, new) or _inside(new.title_key, old)):
        return _FOUND_INSIDE
    return same


def _inside(title: str, other: Features) -> bool:
    """Tell whether a title begins or fills most of the other's (a subtitle came or went) or stands in its text."""
    if len(title) < _CONTAINED:
        return False
    if title in other.title_key:
        return other.title_key.startswith(title) or len(title) >= _FILLS * len(other.title_key)
    return title in other.raw_key


def _author_likeness(old: Features, new: Features) -> float | None:
    """Return the share of families in common, or of the shorter list where one ends in *et al.*."""
    if not old.families or not new.families:
        return None
    ours, theirs = set(old.families), set(new.families)
    # A family misread in one run may still stand in the other's text.
    ours_found = sum(1 for name in ours if name in theirs or (len(name) > _SHORT_WORD and name in new.raw_key))
    theirs_found = sum(1 for name in theirs if name in ours or (len(name) > _SHORT_WORD and name in old.raw_key))
    shares = (ours_found / len(ours), theirs_found / len(theirs))
    return max(shares) if old.others or new.others else sum(shares) / 2


def _years_apart(old: Features, new: Features) -> int:
    """Return the distance of the years; one unknown year counts as one year apart, two as none."""
    if old.year.isdecimal() and new.year.isdecimal():
        return abs(int(old.year) - int(new.year))
    return 1 if old.year or new.year else 0


def _same_page(old: Features, new: Features) -> bool:
    """Tell whether both name the same first page and the same year."""
    return bool(old.first_page and old.year) and (old.first_page, old.year) == (new.first_page, new.year)


def _same_volume(old: Features, new: Features) -> bool:
    """Tell whether both name the same first page of the same volume and year: nothing else begins there."""
    return bool(old.volume) and old.volume == new.volume and _same_page(old, new)


def _differ_by_number(old: Features, new: Features) -> bool:
    """Tell GPT-3 from GPT-4, part I from part II, and one year's shared task from the next."""
    if old.numerals == new.numerals or not (old.title and new.title):
        return False
    gone, come = Counter(old.numerals) - Counter(new.numerals), Counter(new.numerals) - Counter(old.numerals)
    if gone.total() == come.total():
        return True
    # A number that one title has and the other's text has is a matter of where the title was cut.
    return not (gone.keys() <= set(new.raw.split()) and come.keys() <= set(old.raw.split()))


def reuse_keys(references: References, previous: References) -> References:
    """Give every reference that was in an earlier version the key it had there; the key made anew joins its aliases.

    References that are new keep their own key, lengthened by further words of the title where an earlier reference
    holds it already.
    """
    old, new = previous.references, references.references
    partner = {match.new: old[match.old] for match in match_references(old, new)}
    taken = {reference.key for reference in partner.values()}
    free = {j for j, reference in enumerate(new) if j not in partner and reference.key not in taken}
    taken |= {new[j].key for j in free}
    result = []
    for j, reference in enumerate(new):
        if j in partner:
            key, known = partner[j].key, (*partner[j].aliases, *reference.aliases, reference.key)
        else:
            key, known = reference.key if j in free else _free_key(reference, taken), reference.aliases
            taken.add(key)
        aliases = tuple(dict.fromkeys(alias for alias in known if alias != key))
        result.append(msgspec.structs.replace(reference, key=key, aliases=aliases))
    return msgspec.structs.replace(references, references=_without_key_clashes(result))


def _free_key(reference: Reference, taken: set[str]) -> str:
    """Return the first free lengthening of a key: by further words of the title, then by -2, -3 …"""
    longer = reference.key
    for word in fold(reference.title).split():
        if len(word) > _SHORT_WORD and word.isascii() and not longer.endswith(word):
            longer += word
            if longer not in taken:
                return longer
    return next(key for n in itertools.count(2) if (key := f"{reference.key}-{n}") not in taken)


def _without_key_clashes(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Drop aliases that are another reference's key: biber takes each name once."""
    keys = {reference.key for reference in references}
    seen: set[str] = set()
    result = []
    for reference in references:
        kept = tuple(a for a in reference.aliases if a not in keys and a not in seen)
        seen.update(kept)
        result.append(msgspec.structs.replace(reference, aliases=kept))
    return tuple(result)
