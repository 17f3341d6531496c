"""What resolving a passage yields, and what both of its roads share: links with labels, and names with years."""

from __future__ import annotations

import re

import msgspec

from surveyrefs.link.annotations import Hit
from surveyrefs.link.labels import Labels, clean_label
from surveyrefs.link.name_index import AuthorIndex
from surveyrefs.link.nocite import Marks
from surveyrefs.link.style import Style
from surveyrefs.model.link import Target
from surveyrefs.model.reference import References

# Confidence by evidence; docs/callouts.md explains the order.
AGREED = 0.99  # link and printed marker say the same
LINK = 0.95  # link alone
PLACED = 0.9  # link by position alone
LABEL = 0.95  # printed label alone
UNLINKED = 0.85  # printed label alone in a document whose callouts are links
NAMES = 0.95  # names and year, times the weight of the form
DOUBTED = 0.6  # printed label alone where nearly all such markers are links
DISPUTED = 0.6  # link and marker differ
SHARED = 0.5  # several references fit
HEADED = 0.75  # the reference begins with the name, though it was not read as its author
SIMILAR = 0.6  # names alike, year the same
NO_TARGET = 0.0

_OPENING = re.compile(
    r"[(\[{](?:(?:see|e\.\s?g\.|cf\.?|in|also|for example|i\.\s?e\.|"
    r"vgl\.|siehe|auch|so|etwa|grundlegend|z\.\s?B\.|u\.\s?a\.|"
    r"voir|aussi|par exemple|p\.\s?ex\.|v[ée]ase|ver|también|também|por (?:ejemplo|exemplo)|zie|ook|bijv\.)[,\s]*)*$",
    re.IGNORECASE,
)
OPENING_REACH = 32  # characters that may stand between the opening bracket and the first name
_TAIL_REACH = 60  # characters between the last work of a callout and its closing bracket (a locator)


class Context(msgspec.Struct, frozen=True, gc=False):
    """What holds for the whole document while its passages are read; `common` are its words in lower case."""

    references: References
    labels: Labels
    names: AuthorIndex | None
    style: Style
    trust_links: bool
    marks: Marks = Marks()
    claimed: frozenset[int] = frozenset()
    common: frozenset[str] = frozenset()


class Dispute(msgspec.Struct, frozen=True, gc=False):
    """A problem with one target of a reading: its code, what to tell and what to do; `quiet` as in Problem."""

    code: str
    text: str
    hint: str
    quiet: bool = False


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A callout at text[start:end] of its passage, its targets, and what is wrong with it."""

    start: int
    end: int
    targets: tuple[Target, ...]
    disputes: tuple[Dispute, ...]


def by_link(hit: Hit, context: Context, printed: str = "") -> Target:
    """Return the target of a link, with its own label or else the printed one."""
    return Target(hit.reference, label_of(hit.reference, context) or printed, "link", LINK if hit.named else PLACED)


def label_of(reference: int, context: Context) -> str:
    """Return a reference's label without brackets."""
    return clean_label(context.references.references[reference].label)


def whole_words(text: str, hit: Hit) -> tuple[int, int]:
    """Widen a link to whole words: one broken within a word covers the parts, not the letters lost between."""
    start, end = hit.start, hit.end
    while start > 0 and text[start].isalpha() and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end - 1].isalpha() and text[end].isalpha():
        end += 1
    return start, end


def extent(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a callout to the brackets around it, or to the bracket that it left open."""
    opening = _OPENING.search(text, max(0, start - OPENING_REACH), start)
    inner = text[start:end]
    open_inside = max(inner.count(pair[0]) - inner.count(pair[1]) for pair in ("()", "[]", "{}"))
    if not opening and open_inside <= 0:
        return start, end
    stop = re.compile(r"[^()\[\]{}]*[)\]}]").match(text, end, end + _TAIL_REACH)
    if stop is None:
        return start, end
    return (opening.start() if opening else start), stop.end()
