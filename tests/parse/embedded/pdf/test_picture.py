"""Pages as pictures: grey pages in 16 greys, others in 216 colours, photographs as JPEG; lines of text on top."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from surveyrefs.errors import EncryptedPdf
from surveyrefs.parse.embedded.layout.upright import upright
from surveyrefs.parse.embedded.pdf.picture import Pictures, _png
from surveyrefs.parse.embedded.pdf.read import read_pdf

RED = (1, 0, 0)
AES_256 = 5  # PyMuPDF does not annotate its PDF_ENCRYPT_AES_256


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    made = pymupdf.open()
    for width in (301, 300, 300, 300):
        made.new_page(width=width, height=200).insert_text((20, 40), "Grey words")
    made[1].draw_rect((100, 100, 200, 150), color=RED, fill=RED)
    photo = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 60, 60))
    photo.set_rect(photo.irect, (10, 200, 90))
    made[2].insert_image((100, 50, 250, 180), pixmap=photo)
    made[3].set_rotation(90)
    made.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def colours(data: bytes) -> dict[tuple[int, ...], int]:
    pixels = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(data))
    found = pixels.color_count(colors=True)
    return {tuple(colour): count for colour, count in found.items()}


def test_each_page_has_the_form_that_suits_it(pdf: Path) -> None:
    with Pictures(pdf) as pictures:
        grey, red, photo, turned = pictures.pages(dpi=72)
        assert pictures.page(1, dpi=72) == grey
    assert [p.kind for p in (grey, red, photo, turned)] == ["image/png", "image/png", "image/jpeg", "image/png"]
    drawn = pymupdf.Pixmap(grey.data)
    assert (drawn.width, drawn.height) == (301, 200)  # odd, though two pixels share a byte
    greys = colours(grey.data)
    assert 2 < len(greys) <= 16
    assert max(greys, key=lambda c: greys[c]) == (255, 255, 255)
    assert 4_500 < colours(red.data)[255, 0, 0] < 5_500
    turned_pixels = pymupdf.Pixmap(turned.data)
    assert (turned_pixels.width, turned_pixels.height) == (200, 300)


def test_many_pages_come_in_their_order(tmp_path: Path) -> None:
    made = pymupdf.open()
    for width in range(20, 29):
        made.new_page(width=width, height=9)
    made.save(tmp_path / "many.pdf")
    with Pictures(tmp_path / "many.pdf") as pictures:
        assert [pymupdf.Pixmap(picture.data).width for picture in pictures.pages(dpi=72)] == list(range(20, 29))


@pytest.mark.parametrize("width", [1, 2, 3, 4, 7])
@pytest.mark.parametrize("grey", [True, False])
def test_each_pixel_keeps_its_place_and_nearly_its_colour(width: int, grey: bool) -> None:
    greys = [(x * 37 + y * 91) % 256 for y in range(3) for x in range(width)]
    plane = [(g, g, g) if grey else (g, 255 - g, g // 2) for g in greys]
    drawn = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.Pixmap(_png(width, 3, bytes(c for rgb in plane for c in rgb)).data))
    assert (drawn.width, drawn.height) == (width, 3)
    step = 17 if grey else 51  # of 16 greys, of 6 shades of each colour
    for was, now in zip(plane, zip(*(iter(drawn.samples),) * 3, strict=True), strict=True):
        assert all(abs(a - b) < step for a, b in zip(was, now, strict=True)), (was, now)
        assert all(b % step == 0 for b in now)


def test_the_same_page_gives_the_same_bytes(pdf: Path) -> None:
    with Pictures(pdf) as one, Pictures(pdf) as two:
        assert list(one.pages(dpi=72)) == list(two.pages(dpi=72))


def test_a_crop_shows_the_box_and_its_margin(pdf: Path) -> None:
    with Pictures(pdf) as pictures:
        inside = pymupdf.Pixmap(pictures.crop(2, (110, 110, 150, 140), margin=0, dpi=72).data)
        around = pymupdf.Pixmap(pictures.crop(2, (110, 110, 150, 140), margin=5, dpi=72).data)
        corner = pymupdf.Pixmap(pictures.crop(2, (0, 0, 40, 30), margin=5, dpi=72).data)
        whole = pymupdf.Pixmap(pictures.crop(2, (900, 900, 950, 950), dpi=72).data)
    assert (inside.width, inside.height) == (40, 30)
    assert (around.width, around.height) == (50, 40)
    assert (corner.width, corner.height) == (45, 35)  # the page ends there
    assert (whole.width, whole.height) == (300, 200)


def test_lines_lie_where_they_are_seen(pdf: Path) -> None:
    with Pictures(pdf) as pictures:
        (line,) = pictures.lines(1)
        (turned,) = pictures.lines(4)
    assert (line.text, line.turn, turned.turn) == ("Grey words", 0, 90)
    assert line.box.holds(30, 36)
    assert turned.box.height > turned.box.width
    assert turned.box.holds(200 - 36, 30)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_pages_are_turned_as_their_boxes_are(tmp_path: Path, angle: int) -> None:
    made = pymupdf.open()
    page = made.new_page(width=400, height=300)
    for n in range(3):
        page.insert_text((150 + 14 * n, 150 + 14 * n), f"Words of line {n} to read", rotate=angle)
    made.save(tmp_path / "a.pdf")
    read, told = upright(read_pdf(tmp_path / "a.pdf"))
    assert bool(told) == bool(angle)
    with Pictures(tmp_path / "a.pdf") as pictures:
        pictures.turn_upright()
        lines = list(pictures.lines(1))
        drawn = pymupdf.Pixmap(pictures.page(1, dpi=72).data)
    (words,) = (page.words for page in read.pages)
    assert (drawn.width, drawn.height) == (read.pages[0].width, read.pages[0].height)
    assert [line.turn for line in lines] == [0, 0, 0]
    for line in lines:
        first = line.text.split()[3]
        (word,) = (w for w in words if w.text == first)
        assert line.box.grown(1).holds((word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)


def test_a_password_is_asked_for(tmp_path: Path, pdf: Path) -> None:
    locked = tmp_path / "locked.pdf"
    with pymupdf.open(pdf) as made:
        made.save(locked, encryption=AES_256, user_pw="open", owner_pw="x")
    with pytest.raises(EncryptedPdf):
        Pictures(locked)
    with Pictures(locked, "open") as pictures:
        assert len(pictures) == 4
