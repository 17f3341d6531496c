"""Where the abstract ends and running text begins, in a paper that has no heading there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from surveyrefs.model.document import PassageKind
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import Body
from surveyrefs.parse.embedded.outline.looks import look_of, stands_out
from surveyrefs.text.ideographs import is_hangul, is_ideograph, may_hold

Group = Sequence[PrintedLine]

ABSTRACT = re.compile(r"\W*(abstract|summary)\b", re.I)
_KEYWORDS = re.compile(
    r"\W*(index terms|key ?words|ccs concepts|categories|acm reference|additional key|general terms)", re.I
)
# A structured abstract goes on with these.
_PART = re.compile(
    r"\W*(background|introduction|objectives?|aims?|purpose|context|design|setting|participants|patients|methods?|"
    r"materials? and methods|results?|findings|interpretation|conclusions?|significance|limitations)\s*[:.—–-]",
    re.I,
)
# A sentence's end in any script: behind a letter that is no capital (an initial), a figure, a bracket; or a full-width
# stop.
_SENTENCE = re.compile(r"(?P<last>[^\W_]|[)\]])[.?!](?=\s|$)|[。！？]")

MAX_ABSTRACT = 4500  # letters: longer than any abstract
SAME_SIZE = 0.06  # of the body's size that running text differs from it at most
MIN_LETTERS = 140  # of a paragraph that is surely running text
MIN_LINES = 2
IDEOGRAPH = 3  # letters that one ideograph or syllable counts for
FEW_LETTERS = 30  # of a sentence that is running text in a document that has no longer paragraph and no heading
NAMES = 0.45  # of a paragraph's words begin with a capital: names and addresses
SET_IN = 0.8  # type sizes that an abstract is set in on both sides


def front_kinds(groups: Sequence[Group], body: Body, alone: bool = False) -> list[PassageKind]:
    """Return what each paragraph before the first heading is: front matter, the abstract, or already running text.

    Once running text has begun, all goes on being it, but for other type on the first page: addresses and dates.
    `alone`: only the reference list follows, so that the text is among these paragraphs, however short they are.
    """
    short = alone and not any(is_running(group, body) for group in groups)
    kinds: list[PassageKind] = []
    abstract: Group | None = None
    begun = False
    for group in groups:
        text = group[0].text
        kind: PassageKind
        if ABSTRACT.match(text) and not begun:
            abstract, kind = group, "abstract"
        elif _KEYWORDS.match(text):
            abstract, kind = None, "front"
        elif abstract is not None and _goes_on(abstract, group, body):
            kind = "abstract"
        else:
            abstract = None
            begun = begun or is_running(group, body, short)
            kind = "paragraph" if begun and (group[0].page > 1 or _in_size(group, body)) else "front"
        kinds.append(kind)
    return kinds


def abstract_kinds(groups: Sequence[Group], body: Body, alone: bool) -> list[PassageKind]:
    """Return which paragraphs below an abstract's heading are the abstract: all, unless it never ends.

    `alone`: no other heading follows.
    """
    pages = {line.page for group in groups for line in group}
    letters = sum(len(line.text) for group in groups for line in group)
    if len(pages) <= 1 and letters <= MAX_ABSTRACT and not alone:
        return ["abstract"] * len(groups)
    kinds: list[PassageKind] = []
    ended = False
    for i, group in enumerate(groups):
        ended = ended or (i > 0 and not _goes_on(groups[0], group, body))
        kinds.append("paragraph" if ended else "abstract")
    return kinds


def _goes_on(first: Group, group: Group, body: Body) -> bool:
    """Tell whether a paragraph is of the abstract that `first` begins: on its page, and in type or measure unlike the
    body's."""
    one, other = first[-1], group[0]
    if one.page != other.page or abs(one.size - other.size) > SAME_SIZE * one.size:
        return False
    if _PART.match(other.text):
        return True
    own = not _in_size(first, body) or stands_out(look_of([w for line in first[-2:] for w in line.words])[0], body)
    set_in = min(line.x0 - line.left for line in first) > SET_IN * one.size
    same = look_of(one.words)[0].style == look_of(other.words)[0].style and one.column == other.column
    return same and (own or (set_in and min(line.x0 - line.left for line in group) > SET_IN * one.size))


def is_running(group: Group, body: Body, short: bool = False) -> bool:
    """Tell whether a paragraph is running text: sentences in the body's type; `short` ones count as well if asked."""
    words = [w for line in group for w in line.words]
    text = " ".join(line.text for line in group)
    least = FEW_LETTERS if short else MIN_LETTERS
    if not (short or len(group) >= MIN_LINES) or _letters(text) < least or not _in_size(group, body):
        return False
    if not _ends_sentence(text) or stands_out(look_of(words)[0], body):
        return False
    tokens = [token for token in text.split() if token[0].isalpha()]
    return sum(token[0].isupper() for token in tokens) < NAMES * len(tokens)


def _letters(text: str) -> int:
    eastern = sum(is_ideograph(c) or is_hangul(c) for c in text) if may_hold(text) else 0
    return sum(map(str.isalpha, text)) + (IDEOGRAPH - 1) * eastern


def _ends_sentence(text: str) -> bool:
    return any(not (m["last"] or "").isupper() for m in _SENTENCE.finditer(text))


def _in_size(group: Group, body: Body) -> bool:
    sizes = sorted(line.size for line in group)
    return abs(sizes[len(sizes) // 2] - body.size) <= SAME_SIZE * body.size
