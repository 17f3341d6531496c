"""Pages as pictures for the screen, small enough to put into a page: and the text that lies on them.

A page of text in 16 greys is a PNG half as large as the JPEG or WebP of the same sharpness, and no library is needed:
the few steps below work on whole planes at once (bytes.translate, integers of a million bits), not pixel by pixel.
"""

from __future__ import annotations

import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, Self

from surveyrefs.errors import EncryptedPdf
from surveyrefs.model.box import Box
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import MOSTLY_TURNED

DPI = 120  # a page 1,000 pixels wide: more than a window leaves for it on most screens, about 100 kB
SHARE_OF_IMAGES = 0.08  # of the page's area; more photographs than that look torn in few colours, a JPEG does not
JPEG_QUALITY = 62  # text is still clean
JPEG_DPI = 100  # photographs are coarse by themselves
_DEFLATE = 5  # half the time of zlib's usual 6, 3 % more bytes
_THREADS = 2  # deflating, which leaves the interpreter free to draw the next page
_AHEAD = 4  # pages that wait for it: 2 MB each
_GREYS, _LEVELS = 16, 6  # 6 levels each of red, green and blue are the 216 colours of a palette
_GREY_NIBBLES = bytes(round(i / 255 * (_GREYS - 1)) for i in range(256))
_HIGH_NIBBLES = bytes(n << 4 for n in _GREY_NIBBLES)
_PLANES = tuple(bytes(round(i / 255 * (_LEVELS - 1)) * _LEVELS**place for i in range(256)) for place in (2, 1, 0))
_PALETTE = b"".join(
    bytes(level * 51 for level in (n // _LEVELS**2, n // _LEVELS % _LEVELS, n % _LEVELS)) for n in range(_LEVELS**3)
)
_TEXT_FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE


class Picture(NamedTuple):
    """An image file and its kind: `image/png` or `image/jpeg`."""

    data: bytes
    kind: str


class TextLine(NamedTuple):
    """A printed line as it can be selected: its text, its box in points; `turn` is 0, 90, 180 or 270 degrees."""

    text: str
    box: Box
    turn: int


class Pictures:
    """The pages of a PDF as pictures and lines. To be used in a `with` statement."""

    def __init__(self, path: Path, password: str = "") -> None:
        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
        self._pdf: Any = pymupdf.open(path, filetype="pdf")
        if self._pdf.needs_pass and not self._pdf.authenticate(password):
            raise EncryptedPdf(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return int(self._pdf.page_count)

    def turn_upright(self) -> None:
        """Turn pages whose text runs up or down, as one turns them to read (layout.upright does so with boxes)."""
        for number in range(1, len(self) + 1):
            letters: Counter[int] = Counter()
            for line in self.lines(number):
                letters[line.turn] += len(line.text)
            turn, most = letters.most_common(1)[0] if letters else (0, 0)
            if turn and most > MOSTLY_TURNED * letters.total():
                page = self._pdf[number - 1]
                page.set_rotation((page.rotation - turn) % 360)

    def page(self, number: int, dpi: int = DPI) -> Picture:
        """Return a page (from 1) as a picture."""
        return _finished(self._drawn(number, dpi))

    def _drawn(self, number: int, dpi: int) -> Picture | tuple[int, int, bytes]:
        page = self._pdf[number - 1]
        if _image_share(page) > SHARE_OF_IMAGES:
            pixels = page.get_pixmap(dpi=min(dpi, JPEG_DPI), alpha=False)
            return Picture(pixels.tobytes("jpeg", jpg_quality=JPEG_QUALITY), "image/jpeg")
        return _pixels(page.get_pixmap(dpi=dpi, alpha=False))

    def pages(self, dpi: int = DPI) -> Iterator[Picture]:
        """Yield all pages as pictures."""
        with ThreadPoolExecutor(_THREADS) as threads:
            waiting = []
            for number in range(1, len(self) + 1):
                drawn = self._drawn(number, dpi)
                waiting.append(threads.submit(_finished, drawn))
                if len(waiting) > _AHEAD:
                    yield waiting.pop(0).result()
            yield from (picture.result() for picture in waiting)

    def crop(self, number: int, box: Sequence[float], margin: float = 6, dpi: int = DPI) -> Picture:
        """Return what a box (in points) of a page shows, with so many points around it."""
        page = self._pdf[number - 1]
        x0, y0, x1, y1 = box
        clip = pymupdf.Rect(x0 - margin, y0 - margin, x1 + margin, y1 + margin) & page.rect
        if clip.is_empty:
            clip = page.rect
        return _png(*_pixels(page.get_pixmap(dpi=dpi, clip=clip, alpha=False)))

    def lines(self, number: int) -> Iterator[TextLine]:
        """Yield the lines of text of a page, as displayed."""
        page = self._pdf[number - 1]
        matrix = page.rotation_matrix if page.rotation else None
        for block in page.get_text("dict", flags=_TEXT_FLAGS)["blocks"]:
            for line in block.get("lines", ()):
                text = "".join(span["text"] for span in line["spans"]).strip()
                if text:
                    box = pymupdf.Rect(line["bbox"])
                    box = box * matrix if matrix is not None else box
                    yield TextLine(text, Box(box.x0, box.y0, box.x1, box.y1), _turn(line["dir"], page.rotation))


def _turn(direction: tuple[float, float], rotation: int) -> int:
    x, y = direction
    printed = (0 if x >= 0 else 180) if abs(x) >= abs(y) else (90 if y > 0 else 270)
    return (printed + rotation) % 360


def _image_share(page: Any) -> float:
    """Return what share of the page bitmaps cover; overlaps count twice."""
    area = abs(page.rect.width * page.rect.height) or 1.0
    boxes = (pymupdf.Rect(info["bbox"]) & page.rect for info in page.get_image_info())
    return float(sum(abs(box.width * box.height) for box in boxes if not box.is_empty) / area)


def _finished(drawn: Picture | tuple[int, int, bytes]) -> Picture:
    return drawn if isinstance(drawn, Picture) else _png(*drawn)


def _pixels(drawn: Any) -> tuple[int, int, bytes]:
    return drawn.width, drawn.height, drawn.samples


def _png(width: int, height: int, samples: bytes) -> Picture:
    """Return pixels (RGB) as a PNG of 16 greys, of 216 colours where there are any."""
    planes = [samples[n::3] for n in range(3)]
    if planes[0] == planes[1] == planes[2]:
        if width % 2:  # two pixels a byte
            rows = (planes[0][y * width : (y + 1) * width] for y in range(height))
            planes[0] = b"\xff".join((*rows, b""))
        left, right = planes[0][0::2].translate(_HIGH_NIBBLES), planes[0][1::2].translate(_GREY_NIBBLES)
        return Picture(_png_file(width, height, 4, 0, b"", _sum(left, right)), "image/png")
    index = _sum(*(plane.translate(table) for plane, table in zip(planes, _PLANES, strict=True)))
    return Picture(_png_file(width, height, 8, 3, _PALETTE, index), "image/png")


def _sum(*parts: bytes) -> bytes:
    """Return the sums byte by byte; none exceeds 255, so that one addition of long integers does them all."""
    return sum(int.from_bytes(part) for part in parts).to_bytes(len(parts[0]))


def _png_file(width: int, height: int, depth: int, colours: int, palette: bytes, pixels: bytes) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    stride = len(pixels) // height
    raw = b"".join(b"\0" + pixels[at : at + stride] for at in range(0, len(pixels), stride))
    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, 0))]
    parts += [chunk(b"PLTE", palette)] if palette else []
    return b"".join((*parts, chunk(b"IDAT", zlib.compress(raw, _DEFLATE)), chunk(b"IEND", b"")))
