"""Headings with a number: the lines that may be some, and all that belongs to each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from surveyrefs.model.document import BOLD
from surveyrefs.parse.embedded.layout.line import PrintedLine
from surveyrefs.parse.embedded.layout.typeface import SHOWN, Body, Typeface, face_of, letters_in
from surveyrefs.parse.embedded.outline.blocks import continues, is_quad, room_left, runs_in
from surveyrefs.parse.embedded.outline.chain import Candidate, look
from surveyrefs.parse.embedded.outline.heading import Heading, clean, text_of
from surveyrefs.parse.embedded.outline.looks import MIXED, alike, look_of
from surveyrefs.parse.embedded.outline.numbering import Label, read_labels, read_opening
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.text.dehyphenate import Vocabulary, joined
from surveyrefs.text.list_names import names_list

MAX_RUN_IN = 110  # characters of a title that a full stop or dash ends within its line
MAX_LINES = 6  # of a heading: in a text that is all bold it ends somewhere
PLAIN_DEPTH = 3  # figures in a number that no sentence begins with
SHORT = 4.0  # type sizes between a short line and the right edge
OPENING_REACH = 9.0  # of its type size: a chapter's title stands that far below "Chapter 1"
OPENING_SIZE = 1.35  # of the body's size: a lone figure as large opens a chapter
ACRONYM = 8  # letters of a title in capitals that may be a name of one word, capitals by itself
ABBREVIATED = 2  # characters of an abbreviated name with its full stop: "R." ends no title
ARTICLE = 0.45  # of the type size: less blank behind "A" than between a number and a title
FOREIGN = 3  # words in other type within a title
NAMED = 3  # words of a line that has no letters: the callout or year that ends a heading


def candidate(
    i: int, lines: Sequence[PrintedLine], supports: Collection[int], body: Body, listed: bool
) -> Candidate | None:
    """Return line i as a numbered heading that it may be; `listed`: it stands behind the reference list's heading."""
    line = lines[i]
    text = line.text
    first = text[0]
    if not (first.isdigit() or first.isupper() or first in "(§" or text[1:2] in (")", ".")):
        return None
    labels = [label for label in read_labels(text) if _has_title(text, label)]
    if not labels and (opening := read_opening(text)) and _opens_chapter(i, lines, body):
        labels = [opening]
    if not labels:
        return None
    start = _word_at(line.words, labels[0].end) % len(line.words)  # "Appendix A" alone: its own words show its type
    rest = line.words[start:]
    face, cut = head_face(rest, body)
    supported = i in supports
    ended = cut < len(rest) and (
        _ends_run_in(rest, cut) or (not _closed(rest, cut) and _ends_in_quad(rest, cut, face, body))
    )
    if cut < len(rest) and not ended:
        if _is_mixed_title(i, lines, rest, body, supported):
            face, cut = look_of(rest)[0], len(rest)
        else:
            cut = _closed(rest, cut) or cut
    alone = cut == len(rest)
    plainly = _plainly_numbered(line, labels[0]) and apart(lines, i)
    if not body.stands_out(face) and not (alone and (supported or plainly)):
        return None
    if not alone and not ended and not _ends_run_in(rest, cut):
        return None
    opens = labels[0].end >= len(text)
    acronym, article = _is_acronym(rest[:cut]), text.startswith("A ") and _set_close(line)
    return Candidate(i, tuple(labels), face, start + cut, alone, supported, listed, acronym, opens, article)


def _set_close(line: PrintedLine) -> bool:
    """Tell whether no more than a word space is behind the first word, as behind an article."""
    return len(line.words) < 2 or line.words[1].x0 - line.words[0].x1 < ARTICLE * line.size


def _opens_chapter(i: int, lines: Sequence[PrintedLine], body: Body) -> bool:
    """Tell whether line i, no more than "Chapter 1" or a large figure, has a title in display type below it."""
    line = lines[i]
    if not any(c.isalpha() for c in line.text) and line.size < OPENING_SIZE * body.size:
        return False
    if i + 1 >= len(lines) or not _in_reach(line, lines[i + 1]):
        return False
    face, _ = look_of(lines[i + 1].words)
    return body.stands_out(face) and (face.size >= line.size - 1 or face.size > OPENING_SIZE * body.size)


def _in_reach(above: PrintedLine, line: PrintedLine) -> bool:
    return above.page == line.page and 0 < line.baseline - above.baseline <= OPENING_REACH * above.size


def _is_mixed_title(i: int, lines: Sequence[PrintedLine], rest: Sequence[Word], body: Body, supported: bool) -> bool:
    """Tell whether a line is a title in spite of a change of type within: maths, a Greek letter, a name in italics."""
    if runs_in(lines, i, body, rest):
        return False
    face, share = look_of(rest)
    return supported or (share >= MIXED and body.stands_out(face))


def _closed(words: Sequence[Word], cut: int) -> int:
    """Return where the last full stop within the first words in one type ends a title: `*2.1 Frogs. Rana* is a genus`
    goes on in the title's type; 0 where there is none."""
    for k in range(cut - 1, 0, -1):
        token = words[k - 1].text
        if token[-1] in ".:?!" and len(token) > ABBREVIATED:
            return k
    return 0


def _is_acronym(words: Sequence[Word]) -> bool:
    return len(words) == 1 and words[0].text.isupper() and len(words[0].text.rstrip(".:")) <= ACRONYM


def _plainly_numbered(line: PrintedLine, label: Label) -> bool:
    """Tell whether a line in the type of running text is a heading by its number alone: `4.1.2. Title`, and short."""
    return label.kind == "arabic" and len(label.parts) >= PLAIN_DEPTH and line.x1 < line.right - SHORT * line.size


def _has_title(text: str, label: Label) -> bool:
    return label.kind == "appendix" or any(c.isalpha() for c in text[label.end :][:12])


def _word_at(words: Sequence[Word], offset: int) -> int:
    at = 0
    for i, word in enumerate(words):
        at += (0 if word.glued or not i else 1) + len(word.text)
        if at > offset:
            return i
    return len(words)


def head_face(words: Sequence[Word], body: Body) -> tuple[Typeface, int]:
    """Return the typeface of the first words and how many share it; maths and figures go with their neighbours."""
    lead = _symbols(words, body)
    head = face_of(words[lead : lead + 1])
    for k in range(2, min(len(words), 4) + 1):  # a first word of one capital or a figure says little of the face
        if head.family:
            break
        head = face_of(words[:k])
    count = lead
    capitals = False
    for i, word in enumerate(words):
        if i < lead or not any(c.isalpha() for c in word.text):
            continue
        face = face_of((word,))
        same = face.style == head.style and (
            abs(face.size - head.size) < 1 or word.text.isupper() or (face.size < head.size and word.glued)
        )
        if same and not head.style and face.family != head.family and body.has(face.family):
            same = False
        if not same:
            if not _taken_up(words, i, head, body):
                return face_of(words[: max(count, 1)]), max(count, 1)
            capitals = capitals or _shouted(words[:i])
        count = i + 1
    whole = face_of(words)
    if capitals and not head.style:  # a name in italics within capitals
        return msgspec.structs.replace(whole, style=0, capitals=True, size=max(whole.size, head.size)), len(words)
    return (msgspec.structs.replace(whole, style=head.style) if head.style else whole), len(words)


def _symbols(words: Sequence[Word], body: Body) -> int:
    """Return how many single letters, as of a formula, stand before the title's own type: one or none."""
    if len(words) < FOREIGN or letters_in(words[0].text) != 1 or letters_in(words[1].text) < FOREIGN:
        return 0
    other = bool(words[1].style & BOLD) and words[0].style != words[1].style
    return int(other and body.stands_out(face_of(words[1:2])))


def _shouted(words: Sequence[Word]) -> bool:
    """Tell whether words are capitals but for those in other type than the first."""
    return face_of([w for w in words if w.style == words[0].style]).capitals


def _taken_up(words: Sequence[Word], i: int, head: Typeface, body: Body) -> bool:
    """Tell whether a title in type of its own goes on behind a word in other type: a Greek letter, an italic name."""
    if i == 0 or words[i - 1].text[-1] in ".:?!—":
        return False
    after = [w for w in words[i + 1 : i + 1 + FOREIGN] if any(c.isalpha() for c in w.text)]
    if not head.style and _shouted(words[:i]):
        return any(w.text.isupper() and w.style == words[0].style for w in after)
    if not body.stands_out(head) or not head.style:
        return False
    return any(w.style & SHOWN == head.style and abs(w.size - head.size) < 1 for w in after)


def _ends_run_in(words: Sequence[Word], cut: int) -> bool:
    title = " ".join(w.text for w in words[:cut])
    after = words[cut].text[:1]
    return len(title) <= MAX_RUN_IN and (title[-1] in ".:—–?!" or after in "—–:.")


def _ends_in_quad(words: Sequence[Word], cut: int, face: Typeface, body: Body) -> bool:
    """Tell whether a blank wider than a word space closes a title in bold or italics within its line."""
    return bool(face.style) and is_quad(words, cut, body)


def extended(
    lines: Sequence[PrintedLine],
    c: Candidate,
    label: Label,
    number: str,
    level: int,
    stops: Collection[int],
    body: Body,
) -> Heading:
    """Add the further lines of a heading that does not fit on one; of one in the type of running text only where its
    line is full."""
    plain = not body.stands_out(c.face)
    first = lines[c.index]
    title = text_of(first.words[: c.cut])[label.end :].strip()  # of "1.Introduction" a part of a word
    last, cut, run_in = c.index, c.cut, not c.alone
    while not run_in and last + 1 < len(lines) and last - c.index + 1 < MAX_LINES:
        line, above = lines[last + 1], lines[last]
        # "APPENDIX A" has its title below it, and destinations of long titles may stand at their last line.
        stopped = last + 1 in stops and bool(read_labels(line.text) or (title and room_left(above, line)))
        near = continues(above, line) or (not title and _in_reach(above, line))
        if not near or stopped or (plain and above.x1 < above.right - SHORT * above.size):
            break
        face, count = line_face(line)
        mixed = count < len(line.words) and not _ends_run_in(line.words, count) and look_of(line.words)[1] >= MIXED
        if mixed and not _is_sentence(line, above, count, face, body):
            face, count = look_of(line.words)[0], len(line.words)
        closed = count == len(line.words) or _ends_run_in(line.words, count)
        if not closed or not _goes_on(line, face, c, title, body):
            break
        if count < len(line.words) and above.x1 < above.right - 3 * above.size:
            break
        if not title:  # "Chapter 1" stood alone: the title is in type of its own
            c = msgspec.structs.replace(c, face=look(face))
        last, cut = last + 1, count
        title = joined(title, text_of(line.words[:count]), Vocabulary(()))
        run_in = count < len(line.words)
    return Heading(c.index, last, number, clean(title), level, run_in, cut, names_list(title))


def _is_sentence(line: PrintedLine, above: PrintedLine, count: int, face: Typeface, body: Body) -> bool:
    """Tell whether a line that begins in the type of running text is no more of a title: emphasis within a sentence."""
    return not body.stands_out(face) and (count >= FOREIGN or room_left(above, line))


def _goes_on(line: PrintedLine, face: Typeface, c: Candidate, title: str, body: Body) -> bool:
    """Tell whether a line near below is in a heading's type; what has no letters, in its size."""
    if not title:  # the title of "Chapter 1" may be in other type than that
        return body.stands_out(face) and (face.size >= c.face.size - 1 or bool(face.style))
    if not any(ch.isalpha() for ch in line.text):
        styled = all(w.style & SHOWN == c.face.style for w in line.words)
        return styled and len(line.words) <= NAMED and abs(line.size - c.face.size) < 1
    if not body.has(c.face.family) and body.has(face.family) and not (face.capitals or body.stands_out(face)):
        return False  # a title told by its family alone ends where the text's begins
    return same_face(look(face), c.face) or (c.acronym and alike(face, c.face))


def line_face(line: PrintedLine) -> tuple[Typeface, int]:
    """Return the typeface of a line's first words and how many share it."""
    return head_face(line.words, Body(0.0, "", 0.0))


def same_face(one: Typeface, other: Typeface) -> bool:
    """Tell whether lines in two typefaces may be of one heading, or of headings of one level."""
    return one.capitals == other.capitals and alike(one, other)


def apart(lines: Sequence[PrintedLine], i: int) -> bool:
    """Tell whether more than a line's distance, or a column's end, is above the line."""
    if i == 0:
        return True
    above, line = lines[i - 1], lines[i]
    if above.page != line.page or above.column != line.column:
        return True
    return line.baseline - above.baseline > 1.25 * max(line.size, above.size) * 1.1


def faces_by_level(taken: Mapping[int, tuple[Candidate, Label]]) -> dict[Typeface, int]:
    """Return the levels of the typefaces that numbered headings have."""
    under = any(label.kind == "roman" for _, label in taken.values())
    return {c.face: _depth(label, under) for _, (c, label) in sorted(taken.items(), reverse=True) if c.alone}


def _depth(label: Label, under: bool) -> int:
    """Return the level of a number; `under`: the sections have roman numbers."""
    if label.kind == "letter" and len(label.parts) == 1:
        return 2 if under else 1
    if label.kind == "paren" and not under:
        return 1
    return {"paren": 3, "paren-letter": 4 if under else 2}.get(label.kind, len(label.parts))
