"""A survey of any length, made on the spot: what `make bench` measures growth with.

Each page of text has a numbered heading with a destination and a bookmark, paragraphs with linked callouts, and on
every fifth page a ruled table; the reference list stands at the end. All of it grows with the pages, nothing faster.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REFERENCES = 4  # a page of text
REFERENCES_ON_PAGE = 24  # of the list
LINES = 50  # a page
WORDS = 12  # a line
TABLE_EVERY = 5  # pages
TABLE_ROWS = 8
LEFT, TOP, LEADING, SIZE, WIDTH, HEIGHT = 72, 740, 13, 10, 612, 792
NARROW = 5.0  # points that a character of Helvetica at this size takes, about
_VOCABULARY = (
    "archives answer questions about records that people keep for reasons of their own while models learn from lists "
    "of examples which were written by hand and checked against a second reading so that errors become rare enough"
).split()
_NAMES = "Archer Baker Carter Dean Ellis Ford Grant Hughes Irwin Jones Keller Lopez Miller Norris Owens Price".split()
_VENUES = "Journal of Archives", "Annals of Searching", "Review of Lists", "Letters on Sorting"


class Text(NamedTuple):
    """A line of a page: place, type ("F1" upright, "F2" bold) and words."""

    x: float
    y: float
    font: str
    size: int
    words: str


class Sheet(NamedTuple):
    """A page: its lines, rules (x0, y0, x1), links (box, name) and destinations (name, y)."""

    texts: list[Text]
    rules: list[tuple[float, float, float]]
    links: list[tuple[tuple[float, float, float, float], str]]
    places: list[tuple[str, float]]


def survey(path: Path, pages: int, seed: int = 1) -> Path:
    """Write a survey of so many pages, its list included."""
    chance = random.Random(seed)
    listed = max(1, round(pages * REFERENCES / (REFERENCES + REFERENCES_ON_PAGE)))
    count = listed * REFERENCES_ON_PAGE
    sheets = [_text_page(number, count, chance) for number in range(1, pages - listed + 1)]
    sheets += [_list_page(i * REFERENCES_ON_PAGE + 1, i == 0, chance) for i in range(listed)]
    path.write_bytes(_written(sheets))
    return path


def _text_page(number: int, references: int, chance: random.Random) -> Sheet:
    sheet = Sheet([], [], [], [])
    title = f"{number} {' '.join(w.capitalize() for w in chance.choices(_VOCABULARY, k=3))}"
    sheet.texts.append(Text(LEFT, TOP, "F2", 14, title))
    sheet.places.append((f"section.{number}", TOP + 16))
    line = 2
    if number % TABLE_EVERY == 0:
        line = _table(sheet, number // TABLE_EVERY, line, references, chance)
    while line < LINES:
        for k in range(min(chance.randint(4, 8), LINES - line)):
            words = chance.choices(_VOCABULARY, k=WORDS)
            y = TOP - line * LEADING
            if k == 0:
                words[0] = words[0].capitalize()
            if k % 2:
                _cite(sheet, words, y, chance.randint(1, references))
            sheet.texts.append(Text(LEFT, y, "F1", SIZE, " ".join(words)))
            line += 1
        line += 1
    return sheet


def _cite(sheet: Sheet, words: list[str], y: float, number: int) -> None:
    """Put a linked callout into a line."""
    words[WORDS // 2] = f"[{number}]"
    x = LEFT + NARROW * len(" ".join(words[: WORDS // 2]))
    sheet.links.append(((x - 10, y - 2, x + 30, y + 9), f"cite.{number}"))


def _table(sheet: Sheet, number: int, line: int, references: int, chance: random.Random) -> int:
    """Print a table below a line; return the next free line."""
    sheet.texts.append(Text(LEFT, TOP - line * LEADING, "F1", SIZE, f"Table {number}: Systems and what they read"))
    for row in range(TABLE_ROWS + 1):
        line += 1
        y = TOP - line * LEADING - 4
        if row in (0, 1):
            sheet.rules.append((LEFT, y + LEADING - 2, LEFT + 400))
        cells = ("System", "Input", "Source") if row == 0 else (
            f"Model-{chance.randint(10, 99)}", chance.choice(_VOCABULARY), f"[{chance.randint(1, references)}]"
        )  # fmt: skip
        sheet.texts.extend(Text(LEFT + 150 * i, y, "F1", SIZE, cell) for i, cell in enumerate(cells))
    sheet.rules.append((LEFT, y - 4, LEFT + 400))
    return line + 3


def _list_page(first: int, headed: bool, chance: random.Random) -> Sheet:
    sheet = Sheet([], [], [], [])
    if headed:
        sheet.texts.append(Text(LEFT, TOP, "F2", 14, "References"))
    for i in range(REFERENCES_ON_PAGE):
        number, y = first + i, TOP - (2 * i + 2) * LEADING
        one, two = chance.sample(_NAMES, 2)
        title = " ".join(chance.choices(_VOCABULARY, k=7)).capitalize()
        venue, volume, page = chance.choice(_VENUES), chance.randint(1, 40), chance.randint(1, 400)
        sheet.texts.append(Text(LEFT, y, "F1", SIZE, f"[{number}] A. {one} and B. {two}. {title}."))
        printed = f"{venue}, {volume}({chance.randint(1, 9)}):{page}-{page + 12}, {chance.randint(1990, 2025)}."
        sheet.texts.append(Text(LEFT + 22, y - LEADING, "F1", SIZE, printed))
        sheet.places.append((f"cite.{number}", y + LEADING))
    return sheet


# -- the file ---------------------------------------------------------------------------------------------------------


def _written(sheets: list[Sheet]) -> bytes:
    """Return a PDF of the pages, written as TeX does: a tree of names, an outline, fonts that need no embedding."""
    objects: dict[int, bytes] = {}
    page_of = {i: 10 + 2 * i for i in range(len(sheets))}
    marks = 10 + 2 * len(sheets)
    headings = [(i, sheet) for i, sheet in enumerate(sheets) if sheet.texts[0].font == "F2"]
    kids = " ".join(f"{page_of[i]} 0 R" for i in page_of)
    objects[1] = b"<</Type/Catalog/Pages 2 0 R/Names<</Dests 3 0 R>>/Outlines 4 0 R>>"
    objects[2] = f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]/MediaBox[0 0 {WIDTH} {HEIGHT}]>>".encode()
    objects[4] = f"<</First {marks} 0 R/Last {marks + len(headings) - 1} 0 R/Count {len(headings)}>>".encode()
    objects[5] = b"<</Font<</F1 6 0 R/F2 7 0 R>>>>"
    for number, font in ((6, "Helvetica"), (7, "Helvetica-Bold")):
        objects[number] = f"<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>".encode()
    places = sorted(
        (name, f"[{page_of[i]} 0 R/XYZ {LEFT} {y} null]") for i, sheet in enumerate(sheets) for name, y in sheet.places
    )
    objects[3] = f"<</Names[{' '.join(f'({name}){place}' for name, place in places)}]>>".encode()
    for i, sheet in enumerate(sheets):
        links = "".join(
            f"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[{' '.join(map(str, box))}]/A<</S/GoTo/D({name})>>>>"
            for box, name in sheet.links
        )
        page = page_of[i]
        objects[page] = f"<</Type/Page/Parent 2 0 R/Resources 5 0 R/Contents {page + 1} 0 R/Annots[{links}]>>".encode()
        content = "\n".join(_drawn(sheet)).encode()
        objects[page + 1] = b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)
    for n, (i, sheet) in enumerate(headings):
        near = f"/Prev {marks + n - 1} 0 R" if n else ""
        near += f"/Next {marks + n + 1} 0 R" if n + 1 < len(headings) else ""
        title, place = sheet.texts[0].words, f"[{page_of[i]} 0 R/XYZ {LEFT} {TOP} null]"
        objects[marks + n] = f"<</Title({title})/Parent 4 0 R{near}/Dest{place}>>".encode()
    return _file(objects)


def _drawn(sheet: Sheet) -> Iterator[str]:
    for text in sheet.texts:
        yield f"BT /{text.font} {text.size} Tf {text.x} {text.y} Td ({text.words}) Tj ET"
    for x0, y, x1 in sheet.rules:
        yield f"0.5 w {x0} {y} m {x1} {y} l S"


def _file(objects: dict[int, bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    offsets: dict[int, int] = {}
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    size, start = max(objects) + 1, len(out)
    rows = (b"%010d 00000 n \n" % offsets[i] if i in offsets else b"0000000000 65535 f \n" for i in range(size))
    out += b"xref\n0 %d\n%s" % (size, b"".join(rows))
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)
