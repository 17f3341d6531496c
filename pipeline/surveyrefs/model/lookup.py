"""What was looked up outside the survey: the records that sources gave, and what of them a work takes."""

from __future__ import annotations

import msgspec

from surveyrefs.model.problem import Problem


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A work as a source describes it. `id` is the source's own name of it: a DOI, an arXiv id, a key.

    `titles` are the forms that its title may be printed in (with and without its subtitle), `families` the families of
    its authors in order, `years` all years in which it may be said to have appeared. `container` is empty for a
    preprint. `kind` is article, paper, chapter, book, preprint or empty.
    """

    source: str
    id: str = ""
    titles: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    kind: str = ""
    container: str = ""
    doi: str = ""
    arxiv: str = ""
    abstract: str = ""


class Answer(msgspec.Struct, frozen=True, gc=False):
    """What a source said to a question; no records where it knows nothing. Kept, so that it is asked once."""

    question: str
    records: tuple[Record, ...] = ()


class Found(msgspec.Struct, frozen=True, gc=False):
    """A field of a reference (an index) that the survey does not print, and the source that it comes from.

    `field` is doi, published_in, published_year or abstract; `id` is the record's.
    """

    reference: int
    field: str
    value: str
    source: str
    id: str


class LookedUp(msgspec.Struct, frozen=True, gc=False):
    """The result of the lookup stage. It is `whole` where every question was answered, be it with nothing."""

    answers: tuple[Answer, ...] = ()
    found: tuple[Found, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
