"""Works cited in notes by names and titles, in full or in short, and by what refers to another note.

Humanities and law cite so: `Ann Lee, The Long Road (London 1990), 12.`, then `Lee, Long Road, 14.`, `Ibid., 15.`,
`Lee (n 3) 16.` or `Lee, op. cit., 17.` A work is known by a stretch of its title's words, the more of them the surer,
and by its authors' names before it. Short forms and numbers without brackets are read only where many works of the list
are found in notes like this; elsewhere a note is a remark.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from surveyrefs.link.labels import Labels, clean_label
from surveyrefs.link.markers import expand, parse_items
from surveyrefs.link.name_index import name_words
from surveyrefs.link.named_works import Found, Works
from surveyrefs.link.reading import NO_TARGET, SHARED, Dispute, Reading
from surveyrefs.model.link import Target
from surveyrefs.model.reference import References

NOTED = 0.25  # of the list's works that notes must name by title, so that the document cites in its notes
LEAST = 3  # and so many works
LEAD_WORDS = 3  # words before a work that leave a note a mere citation: "See also"
BY_TITLE, BY_NAME, BY_NOTE = 0.95, 0.8, 0.85  # confidence

_LOCATOR = (
    r"(?:[\s,.:;()\[\]–-]|\d+|[ivxlc]+\b|\b(?:pp?|S|s|Sp|f+|ff|at|para|paras|paragraph|ch|chap|chapter|sec|no|Nr|vol|Bd|"
    r"T|t|Rn|Rdnr|Rz|Anm|Fn|fn|n|nn|note|above|supra|op|cit|ci|loc|a\.?\s?a\.?\s?O|hereafter|passim|et seq|seq|esp|"
    r"see|here|and|u|und|et|cf)\b|§|[a-f]\b)*"
)
_REST = re.compile(_LOCATOR)
_SAME = re.compile(
    r"(?:(?:see|cf\.?|vgl\.?|siehe|compare|also|but|so|auch|again)\s+)*"
    r"(?P<word>ibid(?:em)?|ebd|ebenda|id|loc\.\s?cit|a\.\s?a\.\s?O|ivi|там же|同上|o\.\s?c|ib)(?![^\W\d_])\.?",
    re.IGNORECASE,
)
_OTHER_NOTE = re.compile(
    r"\((?:above |supra |cit\. )?(?:nn?|notes?|fn|Fn|Anm|Fußn|Fußnote|wie Anm)\.?\s?(\d{1,3})\)|"
    r"\b(?:supra|above|see|cit\.|wie|siehe|in)\s(?:nn?|notes?|fn|Fn|Anm|Fußn|Fußnote)\.?\s?(\d{1,3})(?!\d)|"
    r"(?:同|见|参见)(?:上?注)?\s?(\d{1,3})(?!\d)"
)
_TEXT_AT = re.compile(r"\b(?:text (?:at|to|accompanying)|accompanying)\W+$", re.IGNORECASE)  # of a note: no work
_SAME_INSIDE = re.compile(r"(?<![\w.])(?:ibid(?:em)?|ebd|ebenda|loc\.\s?cit)(?![^\W\d_])", re.IGNORECASE)
ABOUT = 80  # characters before the number of another note in which the names of its work stand
_SENTENCE_END = re.compile(r"(?:(?<=[^\W\d_]{2}\.)|(?<=\d\d\.)|(?<=\s\d\.)|(?<=[^\W_][)”\"’]\.))\s+(?=[A-ZÀ-Þ])")
_LEAD = re.compile(
    r"(?:\s*(?:see|also|e\.g\.|cf\.?|for|compare|vgl\.?|siehe|auch|so|but|and|dazu|hierzu|etwa|bei|nach|voir|véase|cfr\.?|"
    r"vedi|in|quoted|cited|zit\.)[\s,.]+)*",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?<!\w)(?i:see|cf\.?|compare|vgl\.?|siehe|voir|véase|cfr\.?|vedi)\s+(?:also |auch |aussi )?(?=[^\W\d_a-z])"
)
_LABEL_AND_PAGE = re.compile(
    r"(?:\s*(?:see|cf\.|vgl\.|siehe)\s)?\s*(\d{1,3}), (\d{1,4})(?:[,–-]\d+)?[\s.]*", re.IGNORECASE
)
_PARENTHESES = re.compile(r"\(([\d][\d\s,;–-]{0,60})\)")
_OPENS, _CLOSES = re.compile(r"[\s,:‘“„«'\"]*"), re.compile(r"[\s,.’”“»'\"]*")  # a short title
# What a work is called from here on, in parentheses behind it: `(henceforth cited as KpV)`, `(im Folgenden: DDR)`.
_CALLED = re.compile(
    r"[(\[](?:(?i:hence(?:forth|forward)|here(?:in)?after|hereinafter|from now on|im folgenden|künftig|fortan|"
    r"nachfolgend|désormais|ci-après|d[’']ora in poi|en adelante|doravante|cited|abbreviated|referred to|quoted|"
    r"zitiert|zit\.|abgekürzt|cité|abrégé|citato|citado|as|to as|als|como|come|comme)[\s:,]*)+"
    r"[‘“„«'\"]?(?P<name>[^\W\d_][^()\[\]\d,;“”„«»\"]{0,40}?)[,.]?[’”“»'\"]?[,.]?[)\]]"
)
_BEHIND_NAMES = re.compile(r"(?:[\s.,]|et al|and others|u\.\s?a\.|and|&|und|/|eds?\b|Hrsg|\((?:eds?|Hrsg)\.?\))*")


class Note(msgspec.Struct, frozen=True, gc=False):
    """A note: its number, and where its text stands: text[start:end] of the passage of that index."""

    number: str
    passage: int
    text: str
    start: int
    end: int


# -- reading notes ----------------------------------------------------------------------------------------------------


def read_notes(notes: Sequence[Note], references: References, labels: Labels) -> dict[int, list[Reading]]:
    """Return the callouts in the text of notes by the index of their passage; {} where works are not cited so.

    Notes come in the order of their marks.
    """
    works = Works(references)
    titles = [works.in_text(note.text, note.start, note.end) for note in notes]
    named = {f.reference for found in titles for f in found}
    wanted = max(LEAST, NOTED * len(references.references))
    pairs: list[tuple[int, list[Reading]]] = []
    if len(named) < wanted and labels.numeric:
        paged = any(_is_paged(note, labels) for note in notes)
        pairs = [(note.passage, _by_number(note, labels, paged)) for note in notes]
    cited = {t.reference for _, readings in pairs for r in readings for t in r.targets}
    if len(cited) >= wanted:
        pairs += [(note.passage, _in_parentheses(note, labels)) for note in notes]
    elif len(named) >= wanted or _by_short_forms(works, notes, wanted):
        reader = _Reader(works)
        pairs = [(note.passage, reader.read(note, found)) for note, found in zip(notes, titles, strict=True)]
    else:
        return {}
    out: dict[int, list[Reading]] = defaultdict(list)
    for passage, readings in pairs:
        out[passage] += readings
    return out


def _by_short_forms(works: Works, notes: Sequence[Note], wanted: float) -> bool:
    """Tell whether notes name many works by nothing but their authors."""
    reader = _Reader(works)
    for note in notes:
        reader.read(note, [])
    return len(reader.latest) >= wanted


def _is_paged(note: Note, labels: Labels) -> bool:
    """Tell whether a note gives a label and a page without saying so: `12, 94` where the list has fewer works."""
    pair = _LABEL_AND_PAGE.fullmatch(note.text, note.start, note.end)
    return pair is not None and bool(labels.all_of(pair[1])) and not labels.all_of(pair[2])


def _by_number(note: Note, labels: Labels, paged: bool) -> list[Reading]:
    """Return the callout that a note of numbers alone makes: `12, p. 3`; `paged`: the second of two is a page."""
    body = note.text[note.start : note.end]
    first = note.start + len(body) - len(body.lstrip())
    last = note.start + len(body.rstrip(" ."))
    pair = _LABEL_AND_PAGE.fullmatch(note.text, note.start, note.end) if paged else None
    if pair:
        first, last = pair.span(1)
    targets = _targets(note.text, first, last, labels) if first < last else ()
    return [Reading(first, last, targets, ())] if targets else []


def _in_parentheses(note: Note, labels: Labels) -> list[Reading]:
    """Return the callouts within a remark among notes of numbers: `see also (12)`."""
    found = []
    for match in _PARENTHESES.finditer(note.text, note.start, note.end):
        if targets := _targets(note.text, match.start(1), match.end(1), labels):
            found.append(Reading(match.start(), match.end(), targets, ()))
    return found


def _targets(text: str, start: int, end: int, labels: Labels) -> tuple[Target, ...]:
    """Return the works whose labels text[start:end] is; () where one of them is not in the list."""
    items = parse_items(text, start, end, labels)
    named = [label for item in items for label in expand(item, labels)]
    if not all(map(labels.all_of, named)):
        return ()
    return tuple(Target(r, label, "label", BY_TITLE) for label in named for r in labels.all_of(label))


class _Reader:
    """Reads notes in order; knows what the last one cited, what each note cites, and each author's last work."""

    def __init__(self, works: Works) -> None:
        self._works = works
        self._last: tuple[int, ...] = ()
        self._of_note: dict[str, tuple[int, ...]] = {}
        self._called: dict[str, int] = {}
        self.latest: dict[int, int] = {}  # when a work was cited last
        self._clock = 0

    def read(self, note: Note, found: Sequence[Found]) -> list[Reading]:
        """Return the callouts of a note in which these works' titles were found."""
        readings: list[Reading] = []
        for start, end in _parts(note):
            mine = [f for f in found if start <= f.start < end]
            if mine:
                readings += [self._cite(f.start, f.end, (f.reference,), BY_TITLE) for f in mine]
                continue
            for first, last in _sentences(note.text, start, end):
                reading = self._short(note.text, first, last)
                if reading is not None:
                    readings.append(reading)
        cited = tuple(t.reference for r in readings for t in r.targets if t.reference >= 0)
        if cited:
            self._of_note[note.number] = cited
        self._learn_names(note, readings)
        return readings

    def _cite(
        self, start: int, end: int, works: tuple[int, ...], confidence: float, dispute: Dispute | None = None
    ) -> Reading:
        for work in works:
            self._clock += 1
            self.latest[work] = self._clock
        if works:
            self._last = works
        by = "title" if confidence == BY_TITLE else "note"
        labels = [clean_label(self._works.references[w].label) for w in works]
        targets = tuple(Target(w, label, by, confidence) for w, label in zip(works, labels, strict=True)) or (
            Target(-1, "", "", NO_TARGET),
        )
        return Reading(start, end, targets, (dispute,) if dispute else ())

    def _learn_names(self, note: Note, readings: Sequence[Reading]) -> None:
        """Learn what a note calls a work from there on: `… (henceforth cited as KpV)`."""
        for match in _CALLED.finditer(note.text, note.start, note.end):
            before = [r for r in readings if r.end <= match.start() and r.targets[0].reference >= 0]
            if before:
                self._called[match["name"]] = before[-1].targets[0].reference

    def _as_called(self, text: str, start: int, end: int) -> Reading | None:
        opens = _OPENS.match(text, start, end)
        start = opens.end() if opens else start
        for name, work in self._called.items():
            last = start + len(name)
            if last <= end and text.startswith(name, start) and not text[last : last + 1].isalnum():
                return self._cite(start, last, (work,), BY_NOTE)
        return None

    def _short(self, text: str, start: int, end: int) -> Reading | None:
        """Read a segment that gives no title: *ibid.*, names with the number of another note, or names alone."""
        same = _SAME.match(text, start, end)
        if same:
            return self._cite(same.start("word"), same.end("word"), self._last[-1:], BY_NOTE)
        lead = _LEAD.match(text, start, end)
        begin = lead.end() if lead else start
        if self._called and (called := self._as_called(text, begin, end)):
            return called
        works, names_end = self._works.by_names(text, begin, end)
        other = _OTHER_NOTE.search(text, names_end, end)
        if other and not text[names_end : other.start()].strip(" ,.:;"):
            there = self._of_note.get(other[other.lastindex or 0], ())
            mine = tuple(w for w in there if w in works) if works else there[:1]
            if mine or (works and there):
                return self._cite(begin, other.end(), mine[:1] or there[:1], BY_NOTE)
        if not works:
            return self._pointed_at(text, start, end)
        behind = _BEHIND_NAMES.match(text, names_end, end)
        after = behind.end() if behind else names_end
        rest = _REST.match(text, after, end)
        if rest is None or rest.end() < end:
            return self._titled(text, begin, after, end, works) or self._pointed_at(text, start, end)
        return self._named(begin, names_end, works)

    def _titled(self, text: str, begin: int, after: int, end: int, works: Sequence[int]) -> Reading | None:
        """Read names with a short title behind them and no more: `Malinowski, Argonauts, 81`."""
        title = _OPENS.match(text, after, end)
        titled, title_end = self._works.short_title(text, works, title.end() if title else after, end)
        rest = _CLOSES.match(text, title_end, end)
        rest = _REST.match(text, rest.end() if rest else title_end, end)
        if not titled or rest is None or rest.end() < end:
            return None
        return self._named(begin, title_end, titled, BY_TITLE)

    def _pointed_at(self, text: str, start: int, end: int) -> Reading | None:
        """Read names that a remark points at: `for another view compare Lee, who is older`."""
        for lead in _POINTS.finditer(text, start, end):
            works, names_end = self._works.by_names(text, lead.end(), end)
            if works and not text[names_end : names_end + 1].isalnum():
                return self._named(lead.end(), names_end, works)
        return self._inside(text, start, end)

    def _inside(self, text: str, start: int, end: int) -> Reading | None:
        """Read another note's number, or *ibid.*, within a remark: `Lee, (n 3), who is older`."""
        for other in _OTHER_NOTE.finditer(text, start, end):
            there = self._of_note.get(other[other.lastindex or 0], ())
            if there and not _TEXT_AT.search(text, start, other.start()):
                before = frozenset(name_words(text[max(start, other.start() - ABOUT) : other.start()]))
                named = [w for w in there if before & frozenset(f[-1] for f in self._works.families[w][:1])]
                return self._cite(other.start(), other.end(), tuple(named[:1]) or there[:1], BY_NOTE)
        same = _SAME_INSIDE.search(text, start, end)
        return self._cite(*same.span(), self._last[-1:], BY_NOTE) if same and self._last else None

    def _named(self, start: int, end: int, works: Sequence[int], sure_by: float = BY_NAME) -> Reading | None:
        """Return the callout of names alone: the work of these authors that was cited last, or their only one."""
        cited = sorted((w for w in works if w in self.latest), key=lambda w: -self.latest[w])
        best = cited[0] if cited else works[0]
        dispute = None
        sure = len(works) == 1 or len(cited) == 1
        if not sure:
            others = ", ".join(self._works.references[w].key for w in works if w != best)
            dispute = Dispute(
                "callout-ambiguous",
                f"names in a note fit {self._works.references[best].key} and {others}",
                "the work that was cited last was taken; look at the page",
            )
        return self._cite(start, end, (best,), sure_by if sure else SHARED, dispute)


def _parts(note: Note) -> Iterator[tuple[int, int]]:
    """Yield the parts of a note that semicolons part."""
    start = note.start
    while start < note.end:
        end = note.text.find(";", start, note.end)
        end = end if end >= 0 else note.end
        yield start, end
        start = end + 1


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a part, each of which may cite a work in short."""
    for match in _SENTENCE_END.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    if start < end:
        yield start, end
