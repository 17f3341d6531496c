"""Footnotes: small type at the foot of a column, below a short rule or behind a mark."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from surveyrefs.model.document import SUPERSCRIPT, Passage
from surveyrefs.parse.embedded.layout.frame import joined_rules
from surveyrefs.parse.embedded.layout.line import PrintedLine, is_one_type
from surveyrefs.parse.embedded.layout.off_line import is_raised
from surveyrefs.parse.embedded.layout.sheet_use import used_heights
from surveyrefs.parse.embedded.pdf.page import Page, Rule
from surveyrefs.text.labels import read_label
from surveyrefs.text.list_names import names_list

SMALLER = 0.93  # of the body's size: notes are set in smaller type
TINY = 0.86  # of the text's size: smaller than a caption or a quotation set in the text
APART = 1.9  # type sizes between baselines: more than lines of one text have
MAX_NOTE_LINES = 6
SAME_SIZE = 0.3  # points between the type sizes of the lines of one list, or of one note
LIST_LINES = 1500  # lines that a list has, at most
OFF_LIST = 1.4  # type sizes between the baselines of a list's last line and a note below it
FOOT = 0.45  # of the page's height: notes stand below
UNDERLINE = 0.35  # of the type size below the baseline, at most: the rule that underlines a line's words
DASH = 0.6  # of the type size above the baseline, at most: a dash that is drawn, as for an author said before
RULE_WIDTH = (25.0, 0.6)  # points, and part of the column: the rule above notes is short
RULE_THICK = 1.5  # points, at most
RULE_EDGE = 6.0  # points between the left ends of the rule and of the column
SHORT_LINE = 2.0  # type sizes that the last line of a note may lack where the note goes on
_STOPS = ".!?"
COUNTED = 2  # steps from one number to the next that entries of a list take, at least
_NUMBER = re.compile(r"[\[(]?(\d{1,3})(?!\d)")
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶‖∥•#∗⋆♯♠♦\ufffd]|[a-z])(?!\d)")
_NUMBERS = re.compile(r"\d{1,3}")
_PLAIN = re.compile(r"(\d{1,3})[.)]?\s")  # a note's number on the line, as Chicago's style has it


def footnote_lines(lines: Sequence[PrintedLine], pages: Sequence[Page], body: float) -> dict[int, int]:
    """Return, by index into lines, the number of the note (0, 1 … in the document) that a line belongs to."""
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        columns[line.page, line.column].append(i)
    found: dict[int, int] = {}
    raised, heights = _raised_numbers(lines), used_heights(pages)
    # The rules across, by page; those of a table's cells in a row are one long rule.
    rules = {number: joined_rules(pages[number - 1].rules)[0] for number in {number for number, _ in columns}}
    count = last = 0
    for (number, _), members in sorted(columns.items()):
        height = heights[number - 1]
        dividers = _dividers(lines, members, rules[number])
        tail = (
            _counted_tail(lines, members, dividers)
            or _tail(lines, members, height, body)
            or _ruled_tail(lines, members, height, dividers)
            or _marked_tail(lines, members, height)
        )
        if not tail:
            continue
        start = _below_rule(lines, tail, dividers)
        first = _first_listed(lines, tail[0]) if start is None else None
        if first is not None:
            # Entries that raised numbers count begin as notes do, and white may stand between them.
            start = None if _marked(lines[first]) else _set_off(lines, tail)
            if start is None:
                continue
        if start is None:
            start = next((k for k, i in enumerate(tail) if _marked(lines[i])), None)
            number_of = _marked_number
            if start is None:
                start, number_of = _called(lines, tail, raised.get(number, frozenset()), last), _plain_number
            if start is not None and _counts_on(lines, tail[start:], height, rules[number], number_of):
                continue
            if start and _unended(lines, found, tail[0]):
                start = 0
        if start is None and _set_apart(lines, members, tail):
            start = 0
        if start is None:
            continue
        for k, i in enumerate(tail[start:]):
            begun = _begun(lines[i], last, k == 0)
            if (begun or _marked(lines[i])) and found and i - 1 in found:
                count += 1
            last = begun or last
            found[i] = count
        count += 1
    return found


def _begun(line: PrintedLine, last: int, first: bool) -> int:
    """Return the number of the note that a line begins, 0 for none: a raised one, or one that counts on after the last;
    in the first line of a page's notes any."""
    if raised := _marked_number(line):
        return raised
    plain = _plain_number(line)
    return plain if first or plain == last + 1 else 0


def _raised_numbers(lines: Sequence[PrintedLine]) -> dict[int, set[int]]:
    """Return by page the numbers that are raised within lines: the marks of notes are among them."""
    found: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        if not is_one_type(line.words):
            for word in line.words:
                if word.text[:1].isdecimal() and is_raised(word, line.size, line.baseline):
                    found[line.page].update(int(n) for n in _NUMBERS.findall(word.text))
    return found


def _called(lines: Sequence[PrintedLine], tail: Sequence[int], raised: AbstractSet[int], last: int) -> int | None:
    """Return where notes begin whose numbers stand on the line, below no rule: each is raised in the page's text, and
    they count on after the last note, or are several."""
    begun = [(k, n) for k, i in enumerate(tail) if (n := _plain_number(lines[i])) in raised and n]
    counted = sum(b == a + 1 for (_, a), (_, b) in pairwise(begun))
    return begun[0][0] if begun and (begun[0][1] == last + 1 or counted == len(begun) - 1 > 0) else None


def _unended(lines: Sequence[PrintedLine], found: Mapping[int, int], i: int) -> bool:
    """Tell whether the last note before a line stops amid a sentence, so that small lines at the foot go on with it."""
    before = next(reversed(found), i)
    return before < i and lines[before].text[-1:] not in _STOPS


def _first_listed(lines: Sequence[PrintedLine], i: int) -> int | None:
    """Return the first line of the reference list that a line is of: since the list's name was printed all has had
    one type size."""
    size = lines[i].set_size
    for k in range(i - 1, max(0, i - LIST_LINES) - 1, -1):
        if names_list(lines[k].text):
            return k + 1
        if abs(lines[k].set_size - size) > SAME_SIZE:
            return None
    return None


def _counts_on(
    lines: Sequence[PrintedLine],
    tail: Sequence[int],
    height: float,
    rules: Sequence[Rule],
    number_of: Callable[[PrintedLine], int],
) -> bool:
    """Tell whether marked lines at the foot of a column are entries of a list without a heading: those of their size
    right above them, or right behind them at the top of a column, count on with them. Notes below a rule do not."""
    size = lines[tail[0]].set_size

    def same(i: int) -> bool:
        return 0 <= i < len(lines) and abs(lines[i].set_size - size) <= SAME_SIZE

    first, last = tail[0], tail[-1]
    while same(first - 1) and tail[0] - first < LIST_LINES:
        first -= 1
    while same(last + 1) and last - tail[-1] < LIST_LINES:
        last += 1
    numbers = [(i, number) for i in range(first, last + 1) if (number := number_of(lines[i]))]
    steps = [(a, b) for (a, before), (b, number) in pairwise(numbers) if number == before + 1]
    above = any(a < tail[0] <= b for a, b in steps)
    behind = lines[min(tail[-1] + 1, last)].y0 < FOOT * height and any(a <= tail[-1] < b for a, b in steps)
    if len(steps) < COUNTED or not (above or behind):
        return False
    return _below_rule(lines, [first], rules) is None


def _marked_number(line: PrintedLine) -> int:
    """Return the raised number that a line begins with, 0 without one."""
    number = _NUMBER.match(line.words[0].text) if _marked(line) else None
    return int(number[1]) if number else 0


def _plain_number(line: PrintedLine) -> int:
    """Return the number on the line that it begins with, 0 without one."""
    number = _PLAIN.match(line.text)
    return int(number[1]) if number else 0


def _set_off(lines: Sequence[PrintedLine], tail: list[int]) -> int | None:
    """Return where marked notes begin below entries of their size: white is between, and the entries have no marks."""
    for k, i in enumerate(tail):
        if i and _marked(lines[i]):
            return k if lines[i].baseline - lines[i - 1].baseline > OFF_LIST * lines[i].size else None
    return None


def _tail(lines: Sequence[PrintedLine], members: list[int], height: float, body: float) -> list[int]:
    """Return the run of small lines that ends a column, none of them a reference list's heading or above it."""
    tail: list[int] = []
    for i in reversed(members):
        line = lines[i]
        if line.set_size > SMALLER * body or line.y0 < FOOT * height or names_list(line.text):
            break
        tail.append(i)
    return tail[::-1]


def _counted_tail(lines: Sequence[PrintedLine], members: list[int], rules: Sequence[Rule]) -> list[int]:
    """Return the lines of notes that a short rule and their counting numbers tell, however much of the column they take
    and whatever their size: one type down to the column's end. The first lines may go on with the page before's last.
    """
    at = _below_rule(lines, members, rules)
    if at is None:
        return []
    tail = members[at:]
    size = lines[tail[0]].set_size
    begun = [(k, n) for k, i in enumerate(tail) if (n := _begun(lines[i], 0, first=True))]
    if sum(b == a + 1 for (_, a), (_, b) in pairwise(begun)) < COUNTED or begun[0][0] > MAX_NOTE_LINES:
        return []
    alike = all(lines[i].set_size <= size + SAME_SIZE and not names_list(lines[i].text) for i in tail)
    return tail if alike else []


def _ruled_tail(lines: Sequence[PrintedLine], members: list[int], height: float, rules: Sequence[Rule]) -> list[int]:
    """Return the last lines of a column where a short rule and a mark part them off, whatever their size."""
    at = _below_rule(lines, members, rules)
    if at is None or lines[members[at]].y0 < FOOT * height:
        return []
    return members[at:] if _marked(lines[members[at]]) else []


def _marked_tail(lines: Sequence[PrintedLine], members: list[int], height: float) -> list[int]:
    """Return the last lines of a column where a mark and a distance set them apart, whatever their size."""
    for k in range(len(members) - 1, max(0, len(members) - MAX_NOTE_LINES), -1):
        line = lines[members[k]]
        if line.y0 < FOOT * height:
            return []
        if line.baseline - lines[members[k - 1]].baseline > APART * line.size:
            return members[k:] if _marked(line) else []
    return []


def _set_apart(lines: Sequence[PrintedLine], members: list[int], tail: list[int]) -> bool:
    """Tell whether small lines at the foot stand far below the column's text: a copyright, a permission."""
    at = members.index(tail[0])
    above, first = lines[members[at - 1]], lines[tail[0]]
    if at == 0 or len(tail) > MAX_NOTE_LINES or names_list(first.text) or read_label(first.text):
        return False
    return first.set_size < TINY * above.set_size and first.baseline - above.baseline > APART * first.size


def _dividers(lines: Sequence[PrintedLine], members: list[int], rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules that stand between lines: no dashes within one, nor those that underline an address."""
    spans = [(lines[i].baseline, lines[i].size, lines[i].x0, lines[i].x1) for i in members]
    return [
        rule
        for rule in rules
        if not any(
            -DASH * size < rule.y0 - baseline < UNDERLINE * size and rule.x0 >= x0 - 1 and rule.x1 <= x1 + 1
            for baseline, size, x0, x1 in spans
        )
    ]


def _below_rule(lines: Sequence[PrintedLine], tail: list[int], rules: Sequence[Rule]) -> int | None:
    first = lines[tail[0]]
    width = first.right - first.left
    for rule in rules:
        long = rule.width
        if rule.height > RULE_THICK or not RULE_WIDTH[0] <= long <= RULE_WIDTH[1] * width:
            continue
        if abs(rule.x0 - first.left) > RULE_EDGE:
            continue
        for k, i in enumerate(tail):
            if 0 < lines[i].baseline - rule.y0 < 3 * lines[i].size:
                return k
    return None


def _marked(line: PrintedLine) -> bool:
    word = line.words[0]
    return is_raised(word, line.size, line.baseline) and bool(_MARK.match(word.text))


def _mark(line: PrintedLine) -> str:
    """Return the mark that a note's first line begins with, raised or a number on the line; "" without one."""
    if _marked(line):
        return line.words[0].text
    number = _plain_number(line)
    return str(number) if number else ""


def note_groups(lines: Sequence[tuple[PrintedLine, int]]) -> list[list[PrintedLine]]:
    """Gather the lines of each note, given with its number: one that goes on overleaf is one note."""
    groups: dict[int, list[PrintedLine]] = {}
    for line, number in lines:
        groups.setdefault(number, []).append(line)
    out: list[list[PrintedLine]] = []
    for group in groups.values():
        if out and _goes_on(out[-1], group):
            out[-1] = [*out[-1], *group]
        else:
            out.append(group)
    return out


def _goes_on(note: Sequence[PrintedLine], following: Sequence[PrintedLine]) -> bool:
    """Tell whether lines without a mark at the foot of a page or column go on with the marked note before."""
    last, first = note[-1], following[0]
    begins = _marked if _marked(note[0]) else _plain_number
    if not begins(note[0]) or begins(first) or not 0 <= first.page - last.page <= 1:
        return False
    full = last.x1 > last.right - SHORT_LINE * last.size
    return (full or last.text[-1:] not in _STOPS) and abs(first.size - last.size) < SAME_SIZE


def side_notes(
    margin: Sequence[PrintedLine], text: Sequence[PrintedLine]
) -> tuple[list[list[PrintedLine]], list[PrintedLine]]:
    """Return the notes in the margin whose raised numbers the page's text has as well, and the margin's other lines."""
    raised = _raised_numbers(text) if margin else {}
    notes: list[list[PrintedLine]] = []
    rest: list[PrintedLine] = []
    page = 0
    for line in margin:
        number = _marked_number(line)
        if number and number in raised.get(line.page, ()):
            notes.append([line])
            page = line.page
        elif line.page == page and not _marked(line) and abs(line.size - notes[-1][0].size) < SAME_SIZE:
            notes[-1].append(line)
        else:
            rest.append(line)
            page = 0
    return notes, rest


def note_sections(notes: Sequence[Sequence[PrintedLine]], passages: Sequence[Passage]) -> list[int]:
    """Return the section of each note: that in which its mark stands, else the last one on its page."""
    called = {(note[0].page, mark) for note in notes if (mark := _mark(note[0]))}
    section_at: dict[int, int] = {}
    marks: dict[tuple[int, str], int] = {}
    for passage in passages:
        for piece in passage.pieces[:1]:
            section_at[piece.page] = passage.section
        for piece in passage.pieces:
            if piece.style & SUPERSCRIPT:
                for mark in _marks_of(passage.text[piece.start : piece.end], piece.page, called):
                    marks.setdefault((piece.page, mark), passage.section)
    last = -1
    found = []
    pages = sorted(section_at)
    for note in notes:
        page = note[0].page
        before = bisect_right(pages, page)
        last = section_at[pages[before - 1]] if before else last
        found.append(marks.get((page, _mark(note[0])), last))
    return found


def _marks_of(raised: str, page: int, called: set[tuple[int, str]]) -> list[str]:
    """Return a raised mark, or both where two that touch (`¹²`, `⁶⁴⁶⁵`) are those of notes on the page."""
    if (page, raised) not in called:
        for cut in range(1, len(raised)):
            parts = [raised[:cut], raised[cut:]]
            if all((page, part) in called for part in parts):
                return parts
    return [raised]
