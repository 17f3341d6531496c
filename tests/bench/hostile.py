"""PDFs that ask for more than any paper does, of one kind each: what they cost, and how they end.

`python -m tests.bench.hostile` prints a Markdown table for docs/reliability.md; `--kinds` names some of them, `--part`
makes them smaller (0.1: a tenth). Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.generated import survey

TIMEOUT = 300  # seconds of the clock, for one paper on a machine that may be busy
MEMORY = 2048  # MiB: what --max-memory is without being asked
LEFT, TOP, LEADING, LINES = 72, 740, 12, 55  # points, points, points, lines of a page
PER_LINE = 12  # words
LIST = (
    "References", "[1] A. Archer and B. Baker. Searching large archives. Journal of Archives, 12(3):45-67, 2019.",
    "[2] C. Carter. A book of lists. Example Press, 2020.", "[3] D. Dean. Sorting in practice. Letters, 4:1-9, 2021.",
)  # fmt: skip
WORDS = "archives answer questions about records that people keep while models learn from lists of examples".split()


def written(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of numbered objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def stream(content: bytes, head: bytes = b"") -> bytes:
    """Return a packed stream."""
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (head, len(packed), packed)


def shown(lines: Sequence[str]) -> bytes:
    """Return a page's content: lines below each other."""
    told = (line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode() for line in lines)
    return b"BT /F1 10 Tf %d TL %d %d Td %s ET" % (LEADING, LEFT, TOP, b"\n".join(b"(%s) Tj T*" % t for t in told))


def pdf(
    contents: Sequence[bytes], catalogue: bytes = b"", page: bytes = b"", resources: bytes = b"",
    more: Sequence[bytes] = (), box: bytes = b"0 0 612 792", all_pages: bytes = b"",
) -> bytes:  # fmt: skip
    """Return a PDF of pages with these contents; objects from 4 on are `more`, the pages and contents stand behind.

    `page` and `resources` are entries of the first page, `all_pages` those of the tree.
    """
    first = 4 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[%s]%s>>" % (len(contents), kids, box, all_pages),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    ]
    for i, content in enumerate(contents):
        extra = page if i == 0 else b""
        held = b"/Resources<</Font<</F1 3 0 R>>%s>>" % (resources if i == 0 else b"")
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%s%s>>" % (first + 2 * i + 1, held, extra))
        objects.append(stream(content))
    return written(objects)


BODY = ("A Survey of Things", "", "1 Introduction", "Archives have been searched [1], and lists were kept [2, 3].", "")


def text_of(count: int, seed: int = 1) -> list[str]:
    """Return lines of so many words."""
    chance = random.Random(seed)
    words = [chance.choice(WORDS) for _ in range(count)]
    return [" ".join(words[i : i + PER_LINE]) for i in range(0, count, PER_LINE)]


def paged(lines: Sequence[str]) -> list[bytes]:
    """Return contents of pages that hold these lines."""
    return [shown(lines[i : i + LINES]) for i in range(0, len(lines), LINES)]


# -- the kinds --------------------------------------------------------------------------------------------------------


def deep_names(n: int) -> bytes:
    """A tree of names, each level of which has one child."""
    more = [b"<</Kids[%d 0 R]>>" % (5 + i) for i in range(n - 1)] + [b"<</Names[(cite.1) [%d 0 R/Fit]]>>" % (4 + n)]
    return pdf([shown((*BODY, *LIST))], b"/Names<</Dests 4 0 R>>", more=more)


def destinations(n: int) -> bytes:
    """Named places."""
    named = b"".join(b"/cite.%d[5 0 R/XYZ 72 %d null]" % (i, i % 700) for i in range(n))
    return pdf([shown((*BODY, *LIST))], b"/Dests 4 0 R", more=[b"<<%s>>" % named])


def huge_section(n: int) -> bytes:
    """A place called section.999999999999."""
    place = b"/section.%s[4 0 R/XYZ 72 700 null]" % (b"9" * n)
    return pdf([shown((*BODY, *LIST))], b"/Dests<<%s>>" % place)


def _bookmarks(n: int, deep: bool) -> bytes:
    more = [b"<</Type/Outlines/First 5 0 R/Last %d 0 R/Count %d>>" % (4 + n, n)]
    for i in range(n):
        next_ = b"" if i + 1 == n else b"/%s %d 0 R" % (b"First" if deep else b"Next", 6 + i)
        more.append(b"<</Title(%d Words)/Parent 4 0 R/Dest[%d 0 R/Fit]%s>>" % (i, 5 + n, next_))
    return pdf([shown((*BODY, *LIST))], b"/Outlines 4 0 R", more=more)


def wide_outline(n: int) -> bytes:
    """Bookmarks of one level."""
    return _bookmarks(n, False)


def deep_outline(n: int) -> bytes:
    """Bookmarks within bookmarks."""
    return _bookmarks(n, True)


def many_links(n: int) -> bytes:
    """Links on one page."""
    one = b"<</Type/Annot/Subtype/Link/Rect[%d %d %d %d]/A<</S/GoTo/D(cite.%d)>>>>"
    links = b"".join(
        one % (i % 500, 10 + i // 500 % 70 * 10, i % 500 + 9, 20 + i // 500 % 70 * 10, i) for i in range(n)
    )
    return pdf([shown((*BODY, *LIST))], page=b"/Annots[%s]" % links)


def words_on_one_spot(n: int) -> bytes:
    """Words printed one over the other."""
    heap = b"BT /F1 10 Tf 1 0 0 1 200 300 Tm %s ET" % (b"(word) Tj 1 0 0 1 200 300 Tm " * n)
    return pdf([heap + b"\n" + shown((*BODY, *LIST))])


def scattered_words(n: int) -> bytes:
    """Words all over a page."""
    chance = random.Random(1)
    places = ((chance.randrange(50, 560), chance.randrange(30, 560)) for _ in range(n))
    heap = b"BT /F1 8 Tf %s ET" % b"".join(b"1 0 0 1 %d %d Tm (word) Tj " % place for place in places)
    return pdf([heap, shown((*BODY, *LIST))])


def callouts(n: int) -> bytes:
    """Callouts in one paragraph that goes over pages."""
    marks = [f"word [{i % 3 + 1}]" for i in range(n)]
    lines = [" ".join(marks[i : i + 6]) for i in range(0, n, 6)]
    return pdf(paged([*BODY, *lines, "", *LIST]))


def paragraph(n: int) -> bytes:
    """One paragraph of so many letters."""
    return pdf(paged([*BODY, *text_of(n // 7), "", *LIST]))


def pages(n: int) -> bytes:
    """A survey of so many pages, with its headings, tables, links and list."""
    with tempfile.TemporaryDirectory() as folder:
        return survey(Path(folder, "x.pdf"), n).read_bytes()


def references(n: int) -> bytes:
    """A list of so many works."""
    entry = "[{0}] A. Archer{0} and B. Baker. Searching archive {0}. Journal of Archives, 12:{0}, 2019."
    lines = [entry.format(i) for i in range(1, n + 1)]
    return pdf(paged([*BODY, "References", *lines]))


def turns(n: int) -> bytes:
    """Pages that are to turn by millions of degrees."""
    return pdf(paged([*BODY, *text_of(n * LINES * PER_LINE), "", *LIST]), all_pages=b"/Rotate -2147483430")


def rules(n: int) -> bytes:
    """Ruled lines on one page."""
    chance = random.Random(1)
    ends = ((chance.randrange(50, 500), chance.randrange(50, 700)) for _ in range(n))
    drawn = b"".join(b"%d %d m %d %d l S " % (x, y, x + 60, y) for x, y in ends)
    return pdf([drawn + shown((*BODY, *LIST))])


def nested_forms(n: int) -> bytes:
    """Forms that draw ten forms each, so deep."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]"
    more = [stream(b"/X Do " * 10, head + b"/Resources<</XObject<</X %d 0 R>>>>" % (5 + i)) for i in range(n)]
    more.append(stream(b"0 0 9 9 re f", head))
    return pdf([shown((*BODY, *LIST)) + b" /X Do"], resources=b"/XObject<</X 4 0 R>>", more=more)


def packed_blanks(n: int) -> bytes:
    """A page's content of so many million blanks, packed to a thousandth."""
    return pdf([shown((*BODY, *LIST)) + b" " * (n * 1_000_000)])


def wide_page(n: int) -> bytes:
    """A page so many points wide."""
    return pdf([shown((*BODY, *LIST))], box=b"0 0 %d 792" % n)


KINDS: dict[Callable[[int], bytes], int] = {
    deep_names: 5_000, destinations: 200_000, huge_section: 12, wide_outline: 50_000, deep_outline: 5_000,
    many_links: 10_000, words_on_one_spot: 200_000, scattered_words: 200_000, callouts: 100_000,
    paragraph: 2_000_000, pages: 2_000, references: 5_000, rules: 100_000, nested_forms: 9, packed_blanks: 200,
    wide_page: 10**12, turns: 100,
}  # fmt: skip
WHOLE = (huge_section, nested_forms, wide_page)  # --part does not make them smaller


class Cost(NamedTuple):
    """What a run took and how it ended: seconds, MiB, bytes of input and outputs, and its message."""

    seconds: float
    memory: float
    size: int
    written: int
    end: str


# A process between us and the run: the system counts what a process had before it became another program, and we may be
# large.
_MEASURE = """
import json, resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump([status, used.ru_utime + used.ru_stime, used.ru_maxrss], file)
"""


def run(data: bytes, timeout: int) -> Cost:
    """Extract a PDF by the command, within limits, and measure it."""
    with tempfile.TemporaryDirectory() as place:
        path, out = Path(place, "hostile.pdf"), Path(place, "out")
        path.write_bytes(data)
        limits = ["--timeout", str(timeout), "--max-memory", str(MEMORY), "--max-pages", "100000"]
        program = [sys.executable, "-m", "surveyrefs", "extract", str(path), "-o", str(out), *limits]
        measured = Path(place, "measured")
        said = subprocess.run(
            [sys.executable, "-c", _MEASURE, str(measured), *program],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        lines = said.stdout.strip().splitlines()
        status, seconds, memory = json.loads(measured.read_text(encoding="utf-8"))
        size = sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
        told = next((line for line in lines if line.startswith("surveyrefs: ")), "")
        end = "done" if status == 0 else told.rsplit("hostile.pdf: ")[-1].split(". ")[0] or f"exit {status}"
        return Cost(seconds, memory / 1024, len(data), size, end)


def costs(kinds: Sequence[str], part: float, timeout: int) -> Iterator[tuple[str, int, Cost]]:
    """Yield name, number and cost of each kind."""
    for make, most in KINDS.items():
        if not kinds or make.__name__ in kinds:
            number = most if make in WHOLE else max(1, round(most * part))
            yield make.__name__.replace("_", " "), number, run(make(number), timeout)


def main() -> int:
    """Print the table; return 1 where a paper ended by a bug, a crash or a limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", nargs="*", default=(), choices=[make.__name__ for make in KINDS])
    parser.add_argument("--part", type=float, default=1.0)
    parser.add_argument("--timeout", type=int, default=TIMEOUT, help="seconds of the clock, for each")
    arguments = parser.parse_args()
    print("| kind | number | PDF | outputs | processor | memory | end |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    bad = False
    for name, number, cost in costs(arguments.kinds, arguments.part, arguments.timeout):
        row = f"| {name} | {number:,} | {cost.size / 1e3:,.0f} KB | {cost.written / 1e6:.1f} MB | {cost.seconds:.1f} s "
        print(f"{row}| {cost.memory:.0f} MiB | {cost.end} |", flush=True)
        bad = bad or cost.end != "done"
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
