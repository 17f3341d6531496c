"""A sound PDF → a damaged one, the same for the same seed: what disks, downloads, careless programs and malice do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Any

from surveyrefs.parse.embedded.pdf.library import pymupdf

Damage = Callable[[bytes, random.Random], bytes]

NUMBERS = ("0", "-1", "1e30", "-1e30", "99999999999999999999", "0.0000001", "nan", "2147483648", "-2147483649", "²")
VALUES = (*NUMBERS, "null", "true", "()", "[]", "<<>>", "/Name", "(\x1b[31m)", "<FEFF202E0041>", "1 0 R", "99999 0 R")
OPERATORS = (
    b"q", b"Q", b"BT", b"ET", b"q " * 300, b"0 0 0 0 0 0 cm", b"1e30 0 0 1e30 0 0 cm", b"-1 0 0 -1 0 0 cm", b"0 Tf",
    b"1e20 Tz", b"/F1 0 Tf", b"/F1 1e30 Tf", b"/F1 -9 Tf", b"/Nope Do", b"99999 TL", b"T*",
    b"(\x00\x1b\x9b31m\x85) Tj", b"[(a) 1e9 (b)] TJ",
    b"0 0 1e30 1e30 re f", b"n n n", b"BI ID EI", b"/P <</MCID 1>> BDC", b"EMC EMC", b"3 Tr", b"0 0 m 1e9 1e9 l S",
)  # fmt: skip


def flips(data: bytes, chance: random.Random) -> bytes:
    """Change single bytes anywhere, as a bad disk does."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 40))):
        out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def cuts(data: bytes, chance: random.Random) -> bytes:
    """Cut the end off, or a piece out of the middle, or fill it with zeros: a download that broke off."""
    at = chance.randrange(len(data))
    if chance.random() < 0.5:
        return data[:at]
    end = min(len(data), at + chance.randrange(1, 5000))
    return data[:at] + (b"\0" * (end - at) if chance.random() < 0.5 else b"") + data[end:]


def xref(data: bytes, chance: random.Random) -> bytes:
    """Make the numbers after `xref` and `startxref` wrong."""
    spots = [m.start() for m in re.finditer(rb"\d{10} \d{5} [nf]|startxref\s+\d+", data)]
    out = bytearray(data)
    for spot in chance.sample(spots, min(len(spots), chance.choice((1, 5, 50)))):
        digits = [i for i in range(spot, min(spot + 24, len(out))) if chr(out[i]).isdigit()]
        for i in digits:
            out[i] = ord(chance.choice("0123456789"))
    return bytes(out)


def obj_delete(data: bytes, chance: random.Random) -> bytes:
    """Take objects away."""
    return _changed(data, chance, lambda pdf, x: pdf.update_object(x, "null"))


def obj_type(data: bytes, chance: random.Random) -> bytes:
    """Give objects a value of another kind."""
    return _changed(data, chance, lambda pdf, x: pdf.update_object(x, chance.choice(VALUES)))


def obj_values(data: bytes, chance: random.Random) -> bytes:
    """Give entries of dictionaries another value."""

    def change(pdf: Any, x: int) -> None:
        keys = pdf.xref_get_keys(x)
        if keys:
            pdf.xref_set_key(x, chance.choice(keys), chance.choice(VALUES))

    return _changed(data, chance, change)


def pages_tree(data: bytes, chance: random.Random) -> bytes:
    """Let the tree of pages lead in circles or to nonsense."""

    def change(pdf: Any, x: int) -> None:
        key = chance.choice(("Kids", "Parent", "Count", "Type", "Contents", "Resources"))
        page = pdf.page_xref(chance.randrange(pdf.page_count))
        value = chance.choice((f"[{x} 0 R]", f"{x} 0 R", f"[{page} 0 R {page} 0 R]", *NUMBERS, "null", "/Pages"))
        pdf.xref_set_key(chance.choice((x, page)), key, value)

    return _changed(data, chance, change, kind="/Page")


def boxes(data: bytes, chance: random.Random) -> bytes:
    """Give pages boxes and turns that none has."""

    def change(pdf: Any, x: int) -> None:
        sides = " ".join(chance.choice(("0", "612", "792", *NUMBERS)) for _ in range(chance.choice((4, 4, 4, 3))))
        key = chance.choice(("MediaBox", "CropBox", "Rotate", "UserUnit"))
        pdf.xref_set_key(x, key, f"[{sides}]" if "Box" in key else chance.choice(("45", "90", "270", *NUMBERS)))

    return _changed(data, chance, change, kind="/Page")


def fonts(data: bytes, chance: random.Random) -> bytes:
    """Damage fonts: their files, widths, encodings, names."""

    def change(pdf: Any, x: int) -> None:
        keys = pdf.xref_get_keys(x)
        if keys:
            pdf.xref_set_key(x, chance.choice(keys), chance.choice(VALUES))

    return _changed(data, chance, change, kind="/Font")


def cmaps(data: bytes, chance: random.Random) -> bytes:
    """Damage the tables from codes to letters: other letters, control characters, ranges without end."""

    def change(pdf: Any, x: int) -> None:
        if b"begincmap" not in (pdf.xref_stream(x) or b""):
            return
        lines = pdf.xref_stream(x).split(b"\n")
        for _ in range(chance.choice((1, 4, 16))):
            at = chance.randrange(len(lines))
            new = chance.choice((
                b"<00> <ffff> <0000>", b"<41> <5a> <202e>", b"<61> <7a> <0085>", b"<00> <ff> <001b>",
                b"9999 beginbfchar", b"endcmap", b"", lines[at][::-1], b"<20> <0009>",
            ))  # fmt: skip
            lines[at] = new
        pdf.update_stream(x, b"\n".join(lines))

    return _changed(data, chance, change, share=1.0)


def content_ops(data: bytes, chance: random.Random) -> bytes:
    """Put operators into pages that belong elsewhere, or take some away."""
    return _contents(data, chance, _ops)


def content_bytes(data: bytes, chance: random.Random) -> bytes:
    """Change bytes of the pages' content."""
    return _contents(data, chance, flips)


def streams(data: bytes, chance: random.Random) -> bytes:
    """Damage packed streams, so that they cannot be unpacked to their ends."""

    def change(pdf: Any, x: int) -> None:
        if pdf.xref_is_stream(x):
            pdf.update_stream(x, flips(pdf.xref_stream_raw(x) or b"x", chance), compress=False)

    return _changed(data, chance, change)


def names_cycle(data: bytes, chance: random.Random) -> bytes:
    """Let destinations, outline and annotations lead in circles, or to names of odd numbers."""

    def change(pdf: Any, x: int) -> None:
        key = chance.choice(("Kids", "Next", "First", "Prev", "Parent", "Dest", "A", "Names", "Annots", "Limits"))
        name = chance.choice(("section.99999999999", "cite.\x1b]0;x", "section.²", "table.-1", "equation.1.1.1.1.1.1"))
        value = chance.choice((f"{x} 0 R", f"[{x} 0 R]", f"({name})", f"[{x} 0 R /XYZ 1e30 nan null]"))
        pdf.xref_set_key(x, key, value)

    return _changed(data, chance, change)


def swaps(data: bytes, chance: random.Random) -> bytes:
    """Let references lead to other objects: a font where a page is asked for, a stream where a tree is."""

    def change(pdf: Any, x: int) -> None:
        text = pdf.xref_object(x, compressed=True)
        found = list(re.finditer(r"\d+ 0 R", text))
        if found and not pdf.xref_is_stream(x):
            spot = chance.choice(found)
            other = f"{chance.randrange(1, pdf.xref_length())} 0 R"
            pdf.update_object(x, text[: spot.start()] + other + text[spot.end() :])

    return _changed(data, chance, change)


def filters(data: bytes, chance: random.Random) -> bytes:
    """Say that streams are packed in other ways, and with impossible figures."""

    def change(pdf: Any, x: int) -> None:
        if pdf.xref_is_stream(x):
            names = "FlateDecode LZWDecode ASCIIHexDecode ASCII85Decode RunLengthDecode DCTDecode JBIG2Decode JPXDecode"
            name = "/" + chance.choice(names.split())
            columns, colours = chance.choice(NUMBERS[:-1]), chance.choice(NUMBERS[:-1])
            figures = f"<</Predictor {chance.choice((2, 12, 15, 99))}/Columns {columns}/Colors {colours}/K {columns}>>"
            pdf.xref_set_key(x, "Filter", chance.choice((name, f"[{name} {name}]", f"[{name}" * 40 + "]" * 40)))
            pdf.xref_set_key(x, "DecodeParms", figures)

    return _changed(data, chance, change)


def graphics(data: bytes, chance: random.Random) -> bytes:
    """Draw on pages what they have no use for: forms in themselves, pictures in the line, patterns, curves, colours."""
    lines = (
        "BI /W {0} /H {1} /BPC 8 /CS /G ID zzz EI", "{0} {1} {2} {0} {1} {2} c S", "{0} {1} m {2} {0} l {1} {2} l f*",
        "[{0} {1}] {2} d 0 0 m 9 9 l S", "{0} w 0 0 m 9 9 l S", "/Pattern cs /P0 scn 0 0 99 99 re f", "{0} {1} {2} rg",
        "{0} 0 0 {1} {2} 0 cm", "BT /F1 {0} Tf {1} {2} Td (x) Tj ET", "BT {0} Tc {1} Tw {2} Tz {0} Ts (a b) Tj ET",
        "0 0 {0} {1} re W n", "q " * 60 + "{0} 0 0 {1} 0 0 cm", "BT /F1 9 Tf {0} {1} {2} {0} 0 0 Tm (xyz) Tj ET",
    )  # fmt: skip

    def draw(content: bytes, chance: random.Random) -> bytes:
        made = (
            chance.choice(lines).format(*chance.choices(NUMBERS[:-1], k=3)) for _ in range(chance.choice((1, 4, 20)))
        )
        drawn = "\n".join(made).encode()
        return drawn + b"\n" + content if chance.random() < 0.5 else content + b"\n" + drawn

    return _contents(data, chance, draw)


def updates(data: bytes, chance: random.Random) -> bytes:
    """Add objects behind the end, as programs do that change a file: wrong ones, under numbers that are taken."""
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        count = pdf.xref_length()
        root = pdf.pdf_catalog()
    out = bytearray(data)
    places = []
    for _ in range(chance.choice((1, 3, 9))):
        places.append((chance.randrange(count + 2), len(out)))
        value = chance.choice(
            (*VALUES, f"<</Kids[{root} 0 R]/Count 3>>", f"<</Length {chance.choice(NUMBERS)}>>stream\nx")
        )
        out += f"{places[-1][0]} 0 obj\n{value}\nendobj\n".encode()
    start = len(out)
    out += b"xref\n" + b"".join(f"{n} 1\n{place:010} 00000 n \n".encode() for n, place in places)
    previous = chance.choice((start, 0, data.rfind(b"xref"), 10**12))
    out += f"trailer\n<</Size {count}/Root {root} 0 R/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def twice(data: bytes, chance: random.Random) -> bytes:
    """Damage a file, and what comes of it once more."""
    kinds = [kind for kind in DAMAGES.values() if kind is not twice]
    return chance.choice(kinds)(chance.choice(kinds)(data, chance), chance)


DAMAGES: dict[str, Damage] = {
    made.__name__: made
    for made in (
        flips, cuts, xref, obj_delete, obj_type, obj_values, pages_tree, boxes, fonts, cmaps, content_ops,
        content_bytes, streams, names_cycle, swaps, filters, graphics, updates, twice,
    )
}  # fmt: skip


def _ops(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    for _ in range(chance.choice((1, 3, 12))):
        at = chance.randrange(len(lines))
        kind = chance.random()
        if kind < 0.6:
            lines.insert(at, chance.choice(OPERATORS))
        elif kind < 0.8:
            del lines[at : at + chance.randrange(1, 6)]
            lines = lines or [b""]
        else:
            lines[at] = re.sub(rb"-?\d+(\.\d+)?", lambda _: chance.choice(NUMBERS).encode(), lines[at], count=2)
    return b"\n".join(lines)


def _contents(data: bytes, chance: random.Random, damage: Damage) -> bytes:
    def change(pdf: Any, x: int) -> None:
        for part in pdf[_number(pdf, x)].get_contents():
            pdf.update_stream(part, damage(pdf.xref_stream(part) or b"q", chance))

    return _changed(data, chance, change, kind="/Page")


def _number(pdf: Any, page: int) -> int:
    return next((i for i in range(pdf.page_count) if pdf.page_xref(i) == page), 0)


def _changed(
    data: bytes, chance: random.Random, change: Callable[[Any, int], object], kind: str = "", share: float = 0.0
) -> bytes:
    """Return the PDF with some objects changed: those of a kind where one is named; all with `share` of 1."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    with pymupdf.open(stream=data, filetype="pdf") as pdf:
        found = [x for x in range(1, pdf.xref_length()) if not kind or pdf.xref_get_key(x, "Type")[1] == kind]
        number = len(found) if share else min(len(found), chance.choice((1, 2, 5)))
        for x in chance.sample(found, number):
            try:
                change(pdf, x)
            except Exception:  # noqa: BLE001 -- MuPDF's errors have many classes
                continue  # damaged so far that it cannot be damaged more here
        try:
            out: bytes = pdf.tobytes(expand=chance.choice((0, 255)), no_new_id=True)
        except Exception:  # noqa: BLE001
            return flips(data, chance)
        return out


def variant(seeds: Sequence[tuple[str, bytes]], number: int) -> tuple[str, bytes]:
    """Return the damaged PDF of that number, with a name that says from what and how."""
    chance = random.Random(number)
    name, data = chance.choice(seeds)
    kind = list(DAMAGES)[number % len(DAMAGES)]
    try:
        return f"{number:06}-{name}-{kind}", DAMAGES[kind](data, chance)
    except Exception as error:  # noqa: BLE001 -- MuPDF's errors have many classes; a damage that fails is none
        return f"{number:06}-{name}-{type(error).__name__}", flips(data, chance)
