"""The heading tree: destinations and bookmarks where the PDF has them, else numbering and type."""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Collection, Mapping, Sequence

import msgspec

from surveyrefs.model.document import BOLD
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import LARGER, Body, Typeface, face_of
from surveyrefs.parse.embedded.outline.chain import Candidate, choose, look
from surveyrefs.parse.embedded.outline.numbering import Counter, Label, read_labels
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.text.dehyphenate import Vocabulary, joined
from surveyrefs.text.labels import read_label
from surveyrefs.text.list_names import names_list

MAX_TITLE = 220  # characters: longer than any heading, shorter than a paragraph
FEW = 2  # numbered headings: with fewer, the document does not number them
UNHEADED_MIN = 5  # labels in sequence that make a reference list without a heading
MAX_DISPLAY = 100  # characters of a heading known by its looks alone
MAX_RUN_IN = 110
MAX_LINES = 4
PLAIN_DEPTH = 3  # figures in a number that no sentence begins with
SHORT = 4.0  # type sizes between a short line and the right edge
HEADING_LEADING = 1.55  # of its type size: lines of one heading are no further apart

KNOWN = re.compile(
    r"(abstract|summary|contents|table of contents|acknowledge?ments?|funding|appendix|appendices|"
    r"supplementary material|supporting information|conclusions?|introduction|author contributions?|"
    r"conflicts? of interests?|declarations?|data availability( statement)?|disclosure statement|"
    r"competing interests?|abbreviations|nomenclature|glossary)\s*[.:]?",
    re.I,
)


_YEAR = re.compile(r"\b(1[5-9]|20)\d\d[a-z]?\b")


class Heading(msgspec.Struct, frozen=True, gc=False):
    """A heading over lines[first..last]; `cut` words of the last line belong to it: all, unless it is run in."""

    first: int
    last: int
    number: str
    title: str
    level: int
    run_in: bool
    cut: int
    bibliography: bool = False


def find_headings(lines: Sequence[PrintedLine], supports: Mapping[int, str], body: Body) -> list[Heading]:
    """Return the headings in reading order.

    `supports` names, by line index, the destination or bookmark that begins there (see evidence.py).
    """
    lists = _bibliography_starts(lines)
    listed = min(lists, default=len(lines))
    candidates = [c for i in range(len(lines)) if (c := _candidate(i, lines, supports, body, i > listed))]
    taken = choose(candidates)
    levels = {c.face: _depth(label) for _, (c, label) in sorted(taken.items(), reverse=True) if c.alone}
    unnumbered = len(taken) < FEW
    if unnumbered:
        levels |= _display_levels(lines, lists, body)
    shown = {_line_face(lines[i])[0]: 1 for i in lists}  # behind the list a heading must look like the list's own
    stops = set(supports) | set(taken)
    marked = sum(c.supported for c, _ in taken.values()) > len(taken) / 2
    headings: list[Heading] = []
    counter = Counter()
    i = 0
    while i < len(lines):
        found: Heading | None = None
        if i in taken:
            candidate, label = taken[i]
            number, level = counter.accept(label)
            found = _extended(lines, candidate, label, number, level, stops, not body.stands_out(candidate.face))
        else:
            usual = levels if i <= listed or not unnumbered else shown
            found = _unnumbered(i, lines, supports, usual, body, unnumbered or bool(headings), marked)
        if found is not None:
            headings.append(found)
            i = found.last
        i += 1
    return headings


def unheaded_list(lines: Sequence[PrintedLine]) -> list[int]:
    """Return where the entries of a reference list without a heading begin: the longest run of labels that count
    from 1; empty without such a list."""
    runs: dict[str, list[list[int]]] = {"[n]": [], "n.": [], "n": []}
    last: dict[str, int] = {}
    for i, line in enumerate(lines):
        for label in read_label(line.text):
            if label.form not in runs:
                continue
            if label.number == 1:
                runs[label.form].append([i])
                last[label.form] = 1
            elif runs[label.form] and label.number == last[label.form] + 1:
                runs[label.form][-1].append(i)
                last[label.form] += 1
    longest = max((run for form in runs.values() for run in form), key=len, default=[])
    years = sum(bool(_YEAR.search(line.text)) for line in lines[longest[0] : longest[-1] + 8]) if longest else 0
    return longest if len(longest) >= UNHEADED_MIN and years >= len(longest) / 2 else []


# -- numbered ---------------------------------------------------------------------------------------------------------


def _candidate(
    i: int, lines: Sequence[PrintedLine], supports: Mapping[int, str], body: Body, listed: bool
) -> Candidate | None:
    line = lines[i]
    text = line.text
    first = text[0]
    if not (first.isdigit() or first.isupper() or first == "(" or text[1:2] == ")"):
        return None
    labels = [label for label in read_labels(text) if _has_title(text, label)]
    if not labels:
        return None
    start = _word_at(line.words, labels[0].end) % len(line.words)  # "Appendix A" alone: its own words show its type
    rest = line.words[start:]
    face, cut = _head_face(rest, body)
    supported = i in supports
    alone = cut == len(rest)
    plainly = _plainly_numbered(line, labels[0]) and _apart(lines, i)
    if not body.stands_out(face) and not (alone and (supported or plainly)):
        return None
    if not alone and not _ends_run_in(rest, cut):
        return None
    return Candidate(i, tuple(labels), face, start + cut, alone, supported, listed)


def _plainly_numbered(line: PrintedLine, label: Label) -> bool:
    """Tell whether a line in the type of running text is a heading by its number alone: `4.1.2. Title`, and short."""
    return label.kind == "arabic" and len(label.parts) >= PLAIN_DEPTH and line.x1 < line.right - SHORT * line.size


def _has_title(text: str, label: Label) -> bool:
    title = text[label.end :]
    if label.kind == "appendix":
        return len(text) < MAX_TITLE
    return any(c.isalpha() for c in title[:12])


def _word_at(words: Sequence[Word], offset: int) -> int:
    at = 0
    for i, word in enumerate(words):
        at += (0 if word.glued or not i else 1) + len(word.text)
        if at > offset:
            return i
    return len(words)


def _head_face(words: Sequence[Word], body: Body) -> tuple[Typeface, int]:
    """Return the typeface of the first words and how many share it; maths and figures go with their neighbours."""
    head = face_of(words[:1])
    for k in range(2, min(len(words), 4) + 1):  # a first word of one capital or a figure says little of the face
        if head.family:
            break
        head = face_of(words[:k])
    count = 0
    for i, word in enumerate(words):
        if not any(c.isalpha() for c in word.text):
            continue
        face = face_of((word,))
        same = face.style == head.style and (
            abs(face.size - head.size) < 1 or word.text.isupper() or (face.size < head.size and word.glued)
        )
        if same and not head.style and face.family != head.family and body.family == face.family:
            same = False
        if not same:
            return face_of(words[: max(count, 1)]), max(count, 1)
        count = i + 1
    return face_of(words), len(words)


def _ends_run_in(words: Sequence[Word], cut: int) -> bool:
    title = " ".join(w.text for w in words[:cut])
    after = words[cut].text[:1]
    return len(title) <= MAX_RUN_IN and (title[-1] in ".:—–?!" or after in "—–:.")


def _bibliography_starts(lines: Sequence[PrintedLine]) -> list[int]:
    return [i for i, line in enumerate(lines) if len(line.words) < 6 and names_list(line.text)]


def _depth(label: Label) -> int:
    if label.kind == "letter" and len(label.parts) == 1:
        return 2
    return {"paren": 3, "paren-letter": 4}.get(label.kind, len(label.parts))


def _extended(
    lines: Sequence[PrintedLine],
    c: Candidate,
    label: Label,
    number: str,
    level: int,
    stops: Collection[int],
    plain: bool,
) -> Heading:
    """Add the further lines of a heading that does not fit on one; of a `plain` one, in the type of running text, only
    where its line is full."""
    first = lines[c.index]
    title = _text(first.words[_word_at(first.words, label.end) : c.cut])
    last, cut, run_in = c.index, c.cut, not c.alone
    while not run_in and last + 1 < len(lines) and last - c.index + 1 < MAX_LINES:
        line, above = lines[last + 1], lines[last]
        stopped = last + 1 in stops and (title or read_labels(line.text))  # "APPENDIX A" has its title below it
        if not _continues(above, line) or stopped or (plain and above.x1 < above.right - SHORT * above.size):
            break
        face, count = _line_face(line)
        if not _same_face(look(face), c.face) or (count < len(line.words) and not _ends_run_in(line.words, count)):
            break
        if count < len(line.words) and above.x1 < above.right - 3 * above.size:
            break
        last, cut = last + 1, count
        title = joined(title, _text(line.words[:count]), Vocabulary(()))
        run_in = count < len(line.words)
    return Heading(c.index, last, number, _clean(title), level, run_in, cut, names_list(title))


def _line_face(line: PrintedLine) -> tuple[Typeface, int]:
    return _head_face(line.words, Body(0.0, "", 0.0))


def _same_face(one: Typeface, other: Typeface) -> bool:
    if one.capitals and other.capitals:  # capitals of two sizes make small capitals
        return one.style == other.style and abs(one.size - other.size) < 0.3 * max(one.size, other.size)
    return one.style == other.style and abs(one.size - other.size) < 0.6 and one.capitals == other.capitals


def _continues(above: PrintedLine, line: PrintedLine) -> bool:
    step = line.baseline - above.baseline
    return line.page == above.page and line.column == above.column and 0 < step <= HEADING_LEADING * above.size


def _text(words: Sequence[Word]) -> str:
    return "".join(w.text if w.glued or not i else " " + w.text for i, w in enumerate(words))


def _clean(title: str) -> str:
    return re.sub(r"[\s.:—–]+$", "", title).strip()


# -- unnumbered -------------------------------------------------------------------------------------------------------


def _unnumbered(
    i: int,
    lines: Sequence[PrintedLine],
    supports: Mapping[int, str],
    levels: Mapping[Typeface, int],
    body: Body,
    begun: bool,
    marked: bool,
) -> Heading | None:
    line = lines[i]
    text = line.text.strip()
    if len(text) > MAX_TITLE or (i not in supports and _plain(line, body)):
        return None
    if not any(c.isalpha() for c in text):
        return None
    listed = names_list(text)
    face, count = _line_face(line)
    if listed:  # an ornament before the name is in type of its own
        worded = [w for w in line.words if any(c.isalpha() for c in w.text)]
        face, count = face_of(worded), len(line.words)
    if count < len(line.words):
        return None
    out = body.stands_out(face)
    if listed and not text[0].islower() and (out or line.x1 - line.x0 < 0.5 * (line.right - line.left)):
        return Heading(i, i, "", _clean(text), 1, False, count, True)
    if KNOWN.fullmatch(text) and (out or text.isupper()):
        return Heading(i, i, "", _clean(text), _level(face, levels), False, count)
    looks = out and face in levels and begun and _stands_alone(lines, i) and not text.endswith((".", ",", ";"))
    if not looks and not (i in supports and out):
        return None
    last, title = i, text
    while last + 1 < len(lines) and last - i + 1 < MAX_LINES and _continues(lines[last], lines[last + 1]):
        more, n = _line_face(lines[last + 1])
        if n < len(lines[last + 1].words) or not _same_face(more, face) or last + 1 in supports:
            break
        last += 1
        title = joined(title, lines[last].text, Vocabulary(()))
    if len(title) > MAX_TITLE or (i not in supports and ". " in title):  # sentences, whatever their type
        return None
    # Where destinations mark the headings, a line without one is set by hand: a title within the section.
    by_hand = (marked and i not in supports) or title.endswith(":")
    return Heading(i, last, "", _clean(title), _level(face, levels), by_hand, len(lines[last].words))


def _display_levels(lines: Sequence[PrintedLine], lists: Sequence[int], body: Body) -> dict[Typeface, int]:
    """Return the levels of headings by typeface in a document that does not number them: the larger, the higher.

    The heading of the reference list shows one; any other recurs before it.
    """
    seen: Tally[Typeface] = Tally()
    for i, line in enumerate(lines[: max(lists, default=len(lines)) + 1]):
        if i in lists or (len(line.text) <= MAX_DISPLAY and _stands_alone(lines, i)):
            face, count = _line_face(line)
            if count == len(line.words) and body.stands_out(face) and line.text[-1] not in ".,;:":
                seen[face] += 2 if i in lists else 1
    often = [face for face, n in seen.items() if n >= 2 and face.family]
    order = sorted(often, key=lambda face: (-face.size, not face.capitals, not face.style & BOLD, face.style))
    return {face: rank for rank, face in enumerate(order, 1)}


def _plain(line: PrintedLine, body: Body) -> bool:
    """Tell at a glance that a long line is running text."""
    if len(line.words) < 6:
        return False
    return all(not w.style & 3 and w.size <= LARGER * body.size and not w.text.isupper() for w in line.words[1:4])


def _level(face: Typeface, levels: Mapping[Typeface, int]) -> int:
    for known, level in levels.items():
        if _same_face(known, face):
            return level
    return 1


def _stands_alone(lines: Sequence[PrintedLine], i: int) -> bool:
    """Tell whether a line of display type is a title, not a line of a paragraph that is set so."""
    line = lines[i]
    text = line.text
    if not (text[0].isupper() or text[0].isdigit()) or not _apart(lines, i):
        return False
    above = lines[i - 1] if i else None
    top = above is None or above.page != line.page or above.column != line.column
    # At the top of a column no distance shows: there a title is a short line.
    return not top or line.x1 < line.right - SHORT * line.size


def _apart(lines: Sequence[PrintedLine], i: int) -> bool:
    """Tell whether more than a line's distance, or a column's end, is above the line."""
    if i == 0:
        return True
    above, line = lines[i - 1], lines[i]
    if above.page != line.page or above.column != line.column:
        return True
    return line.baseline - above.baseline > 1.25 * max(line.size, above.size) * 1.1
