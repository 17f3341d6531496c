"""The fonts that papers are drawn in: PyMuPDF's own, and Liberation and DejaVu where fontconfig knows them."""

from __future__ import annotations

import shutil
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pymupdf

REGULAR, BOLD, ITALIC, BOLD_ITALIC = range(4)  # bit 0: bold, bit 1: italic
OWN = {
    "times": ("tiro", "tibo", "tiit", "tibi"),
    "helv": ("helv", "hebo", "heit", "hebi"),
    "mono": ("cour", "cobo", "coit", "cobi"),
}
LIBERATION = ("-Regular", "-Bold", "-Italic", "-BoldItalic")
FILES = {
    "lser": [f"LiberationSerif{style}.ttf" for style in LIBERATION],
    "lsan": [f"LiberationSans{style}.ttf" for style in LIBERATION],
    "lnar": [f"LiberationSansNarrow{style}.ttf" for style in LIBERATION],
    "djse": [f"DejaVuSerifCondensed{style}.ttf" for style in ("", "-Bold", "-Italic", "-BoldItalic")],
    "djsa": [f"DejaVuSansCondensed{style}.ttf" for style in ("", "-Bold", "-Oblique", "-BoldOblique")],
}
# Copies whose names and flags tell nothing of weight and slope, as in journals with fonts of their own.
NAMELESS = {
    "anse": ("lser", ("AdvOT46dcae81", "AdvOTb92eb7df", "AdvOT7d6df7ab", "AdvOTe1f0c2aa")),
    "ansa": ("lsan", ("AdvOT35387326", "AdvOT863180fb", "AdvOT19ab4c3f", "AdvOT02ff97c1")),
}
SERIF = ("times", "times", "lser", "djse")  # twice: drawn twice as often
SANS = ("helv", "lsan", "lnar", "djsa")
MEASURED_AT = 100.0  # points: widths are taken once, at this size


def installed() -> dict[str, Path]:
    """Return the font files that fontconfig knows, by name; none where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return {}
    listed = subprocess.run([program, "--format", "%{file}\n"], capture_output=True, text=True, check=True).stdout
    return {Path(line).name: Path(line) for line in sorted(listed.splitlines())}


class Fonts:
    """The families that can be drawn with; `missing` says which cannot, and why."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._sources: dict[str, list[str | bytes]] = {name: list(codes) for name, codes in OWN.items()}
        self.missing: list[str] = []
        for family, names in FILES.items():
            lacking = [name for name in names if name not in files]
            if lacking:
                self.missing.append(f"{family}: fontconfig knows no {', '.join(lacking)}")
            else:
                self._sources[family] = [files[name].read_bytes() for name in names]
        for family, (origin, given) in NAMELESS.items():
            if origin in self._sources:
                copies = zip(self._sources[origin], given, strict=True)
                self._sources[family] = [nameless(data, name) for data, name in copies if isinstance(data, bytes)]
            else:
                self.missing.append(f"{family}: a copy of {origin}")
        self._fonts: dict[tuple[str, int], pymupdf.Font] = {}
        self._widths: dict[tuple[str, int, str], float] = {}

    def only(self, *families: str) -> list[str]:
        """Return those of some families that are there, in their order."""
        return [family for family in families if family in self._sources]

    def font(self, family: str, style: int) -> pymupdf.Font:
        """Return one of a family's four fonts."""
        key = (family, style)
        if key not in self._fonts:
            source = self._sources[family][style]
            font = pymupdf.Font(source) if isinstance(source, str) else pymupdf.Font(fontbuffer=source)
            self._fonts[key] = font
        return self._fonts[key]

    def width(self, text: str, family: str, style: int, size: float) -> float:
        """Return how wide a text is, in points."""
        key = (family, style, text)
        if key not in self._widths:
            self._widths[key] = float(self.font(family, style).text_length(text, MEASURED_AT))
        return self._widths[key] * size / MEASURED_AT


def nameless(font: bytes, name: str) -> bytes:
    """Return a copy of a TrueType font of a given name whose flags say regular and upright, whatever it looks like.

    The table of names goes to the end. Checksums are left as they were: what reads fonts in PDFs takes no notice.
    """
    data = bytearray(font)
    (count,) = struct.unpack_from(">H", data, 4)
    records = {bytes(data[at : at + 4]): at for at in range(12, 12 + 16 * count, 16)}
    begin = {tag: struct.unpack_from(">I", data, at + 8)[0] for tag, at in records.items()}
    struct.pack_into(">H", data, begin[b"head"] + 44, 0)  # macStyle: neither bold nor italic
    struct.pack_into(">H", data, begin[b"OS/2"] + 4, 400)  # usWeightClass: regular
    struct.pack_into(">H", data, begin[b"OS/2"] + 62, 0x40)  # fsSelection: regular
    struct.pack_into(">i", data, begin[b"post"] + 4, 0)  # italicAngle: upright
    names = _names(name)
    data += bytes(-len(data) % 4)
    struct.pack_into(">II", data, records[b"name"] + 8, len(data), len(names))
    return bytes(data + names + bytes(-len(names) % 4))


def _names(name: str) -> bytes:
    """Return a table of names: family, style, identity, full name and PostScript name, in Microsoft's Unicode."""
    entries, strings = b"", b""
    for kind in (1, 2, 3, 4, 6):
        text = ("Regular" if kind == 2 else name).encode("utf-16-be")
        entries += struct.pack(">6H", 3, 1, 0x409, kind, len(text), len(strings))
        strings += text
    return struct.pack(">3H", 0, 5, 6 + len(entries)) + entries + strings
