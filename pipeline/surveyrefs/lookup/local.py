"""Works in local files: one's own .bib, lines of OpenAlex, DBLP's XML. Large files are read piece by piece."""

from __future__ import annotations

import gzip
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar, cast
from xml.parsers import expat

from surveyrefs.lookup import openalex
from surveyrefs.lookup.dblp import KINDS, record_of
from surveyrefs.lookup.plan import Wanted
from surveyrefs.lookup.xml import elements
from surveyrefs.matching.features import squash
from surveyrefs.model.lookup import Record
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import Reference

T = TypeVar("T")
ReadBib = Callable[[str], Sequence[Reference]]

SUFFIXES = (".bib", ".jsonl", ".json", ".ndjson", ".xml")  # and each of them with .gz
_START = 12  # letters of a title by which it is found, from either end: a slip of print spoils one of them
_LOOK_EVERY = 1000  # records: some hundredths of a second
_LONGEST_LINE = 1 << 26  # bytes; the longest works of OpenAlex have thousands of authors and take a tenth
_KINDS = {
    "article": "article", "inproceedings": "paper", "incollection": "chapter", "inbook": "chapter", "book": "book",
}  # fmt: skip


class _Shelf:
    """The works that are looked for, by what a record can be known by."""

    def __init__(self, wanted: Sequence[Wanted], seconds: float, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._end = clock() + seconds
        self._signs: dict[str, set[int]] = defaultdict(set)
        for n, w in enumerate(wanted):
            for sign in (*_ends(w.features.title_key), f"doi:{w.features.doi}", f"arxiv:{w.features.arxiv}"):
                self._signs[sign].add(n)
        for nothing in ("doi:", "arxiv:"):
            self._signs.pop(nothing, None)
        self.records: dict[Record, None] = {}

    def look_at_the_clock(self) -> None:
        """Raise TimeoutError where the time for searching is over."""
        if self._clock() > self._end:
            raise TimeoutError

    def wants(self, title: str, links: Sequence[str]) -> bool:
        """Tell whether a title or a link to a DOI or preprint may be of one of the works."""
        if any(end in self._signs for end in _ends(squash(title))):
            return True
        for link in links:
            tail = link.lower().partition("doi.org/")[2] or link.lower().partition("arxiv.org/abs/")[2]
            if tail and (f"doi:{tail}" in self._signs or f"arxiv:{tail}" in self._signs):
                return True
        return False

    def offer(self, record: Record) -> None:
        """Keep a record that may be one of the works."""
        signs = [f"doi:{record.doi}", f"arxiv:{record.arxiv}"]
        for title in record.titles:
            signs += _ends(squash(title))
        if any(sign in self._signs for sign in signs):
            self.records[record] = None


def _ends(key: str) -> tuple[str, ...]:
    return (f"^{key[:_START]}", f"{key[-_START:]}$") if key else ()


def is_known(path: Path) -> bool:
    """Tell whether a file is of a form that can be read, by its name."""
    return _form(path) in SUFFIXES


def _form(path: Path) -> str:
    name = path.with_suffix("") if path.suffix == ".gz" else path
    return name.suffix.lower()


class Search(NamedTuple):
    """What a search of a file gave: records that may be among the works, in its order; `late` if its time was over."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    late: bool = False


def search_file(
    path: Path, wanted: Sequence[Wanted], read_bib: ReadBib, seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> Search:  # fmt: skip
    """Search a file for the works, so many seconds at most."""
    shelf = _Shelf(wanted, seconds, clock)
    late = False
    damaged = ""
    try:
        with closing(_open(path)) as file:
            if _form(path) == ".bib":
                damaged = _bib(file, path.name, shelf, read_bib)
            elif _form(path) == ".xml":
                damaged = _dblp(file, path.name, shelf)
            else:
                damaged = _lines(file, path.name, shelf)
    except TimeoutError:  # an OSError too, but nobody else raises it here
        late = True
        damaged = f"the time for looking up was over ({seconds:g} s) before its end; raise lookup.budget"
    except (OSError, EOFError, zlib.error) as error:  # a damaged .gz ends early
        damaged = f"the file cannot be read to its end ({error})"
    problems = (Problem("lookup-file", f"{path.name}: {damaged}", "What was read was used."),) if damaged else ()
    return Search(tuple(shelf.records), problems, late)


def _open(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb"))


def _bib(file: BinaryIO, name: str, shelf: _Shelf, read_bib: ReadBib) -> str:
    text = file.read().decode("utf-8-sig", "replace")
    for r in read_bib(text):
        families = tuple(n.family or n.literal for n in r.authors)
        preprint = r.arxiv and r.type in ("misc", "online", "unpublished")
        shelf.offer(Record(
            name, r.key, (r.title,) if r.title else (), families, (int(r.year),) if r.year.isdecimal() else (),
            "preprint" if preprint else _KINDS.get(r.type, ""), "" if preprint else r.container, r.doi, r.arxiv,
            r.extra.get("abstract", ""),
        ))  # fmt: skip
    return ""


def _lines(file: BinaryIO, name: str, shelf: _Shelf) -> str:
    bad = 0
    for line in _now_and_then(shelf, _bounded(file)):
        if not line.strip():
            continue
        try:
            record = openalex.decode(line, name)
        except ValueError:
            bad += 1
            continue
        shelf.offer(record)
    return f"{bad} lines are no works of OpenAlex" if bad else ""


def _bounded(file: BinaryIO) -> Iterator[bytes]:
    """Give lines; one that is too long comes in pieces, none of which is a work."""
    while line := file.readline(_LONGEST_LINE):
        yield line


def _now_and_then(shelf: _Shelf, things: Iterable[T]) -> Iterator[T]:
    """Give things, with a look at the clock at some of them."""
    for n, thing in enumerate(things):
        if n % _LOOK_EVERY == 0:
            shelf.look_at_the_clock()
        yield thing


def _dblp(file: BinaryIO, name: str, shelf: _Shelf) -> str:
    try:
        for element in _now_and_then(shelf, elements(file)):
            # Of millions of elements few are wanted: the title and the links tell which, for a tenth of the time.
            if element.name in KINDS and shelf.wants(element.text("title"), [e.text() for e in element.all("ee")]):
                shelf.offer(record_of(element, name))
    except expat.ExpatError as error:
        return f"it is no XML of DBLP, or damaged ({error})"
    return ""
