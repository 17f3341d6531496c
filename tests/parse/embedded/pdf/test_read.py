"""PDF → plain values."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from surveyrefs.errors import DamagedPdf, EmptyFile, EncryptedPdf, MissingFile, NotAPdf, TooManyPages
from surveyrefs.model.document import BOLD
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import Page, PdfFile, Word
from surveyrefs.parse.embedded.pdf.read import read_pdf
from tests import pdfs

SAMPLE = Path(__file__).parents[4] / "inputs" / "retrieval-survey-v1.pdf"


@pytest.fixture(scope="module")
def sample() -> PdfFile:
    return read_pdf(SAMPLE)


def test_boxes_do_not_depend_on_who_imported_pymupdf_first(sample: PdfFile) -> None:
    program = (
        "import pymupdf\npymupdf.TOOLS.unset_quad_corrections(True)\nimport sys, pathlib\n"
        "from surveyrefs.parse.embedded.pdf.read import read_pdf\n"
        "file = read_pdf(pathlib.Path(sys.argv[1]))\n"
        "print(*[(w.text, w.x0, w.y0, w.x1, w.y1) for p in file.pages for w in p.words], sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", program, str(SAMPLE)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        str((w.text, w.x0, w.y0, w.x1, w.y1)) for page in sample.pages for w in page.words
    ]


# -- what cannot be read (what the command line says of it: tests/test_cli.py) -----------------------------------------


def test_each_failure_has_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_pdf(tmp_path / "gone.pdf")
    with pytest.raises(MissingFile):
        read_pdf(tmp_path)
    path = tmp_path / "x.pdf"
    path.write_bytes(b"")
    with pytest.raises(EmptyFile):
        read_pdf(path)
    path.write_bytes(b"<html>" * 400)
    with pytest.raises(NotAPdf):
        read_pdf(path)
    with pytest.raises(DamagedPdf):
        read_pdf(pdfs.truncated(path))
    with pytest.raises(EncryptedPdf):
        read_pdf(pdfs.encrypted(path, "secret"), "wrong")
    assert len(read_pdf(path, "secret").pages) == 1
    with pytest.raises(TooManyPages):
        read_pdf(pdfs.survey(path, copies=3), max_pages=3)


def test_bytes_before_the_header_are_no_harm(tmp_path: Path) -> None:
    path = pdfs.survey(tmp_path / "x.pdf")
    path.write_bytes(b"\n\n" + path.read_bytes())
    assert len(read_pdf(path).pages) == 1


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_cut_file_gives_an_error_or_pages(tmp_path: Path, share: float) -> None:
    whole = SAMPLE.read_bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(whole[: int(share * len(whole))])
    try:
        found = read_pdf(path)
    except DamagedPdf:
        return
    assert found.pages


# -- words -------------------------------------------------------------------------------------------------------------


def test_words_are_cut_at_blanks_and_changes_of_type(tmp_path: Path) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((72, 100), "plain words", fontname="tiro", fontsize=10)
        page.insert_text((72, 130), "bold", fontname="tibo", fontsize=10)
        page.insert_text((72 + pymupdf.get_text_length("bold", "tibo", 10), 130), "ness", fontname="tiro", fontsize=10)
        page.insert_text((72, 160), "ﬁne", fontname="tiro", fontsize=10)
        page.insert_text((300, 400), "up", fontname="tiro", fontsize=10, rotate=90)
        page.insert_text((300, 500), "down", fontname="tiro", fontsize=10, rotate=270)
        pdf.save(tmp_path / "x.pdf")
    words = {w.text: w for w in read_pdf(tmp_path / "x.pdf").pages[0].words}
    assert {"plain", "words", "bold", "ness", "up", "down"} <= set(words)
    assert (words["bold"].style, words["ness"].style) == (BOLD, 0)
    assert (words["bold"].glued, words["ness"].glued, words["words"].glued) == (False, True, False)
    assert words["bold"].x1 == pytest.approx(words["ness"].x0, abs=0.1)
    assert words["plain"].baseline == pytest.approx(100)
    assert words["plain"].x0 == pytest.approx(72, abs=0.5)
    assert [words["up"].turn, words["up"].baseline] == pytest.approx([90, 300])
    assert [words["down"].turn, words["down"].baseline] == pytest.approx([270, 300])
    assert words["up"].y1 == pytest.approx(400, abs=0.5), "it begins at its foot"


def test_words_of_a_page_are_all_its_letters(sample: PdfFile) -> None:
    with pymupdf.open(SAMPLE) as pdf:
        for page, read in zip(pdf, sample.pages, strict=True):
            want = Counter("".join(page.get_text().split()))
            have = Counter("".join(w.text for w in read.words))
            ligatures = {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
            for char, apart in ligatures.items():
                for c in apart:
                    want[c] += want[char]
                del want[char]
            assert have == want


def test_words_count_and_stand_on_their_page(sample: PdfFile) -> None:
    for page in sample.pages:
        assert [w.index for w in page.words] == list(range(len(page.words)))
        for w in page.words:
            assert w.x0 <= w.x1
            assert w.y0 <= w.y1
            assert -5 < w.x0 < page.width + 5
            if w.turn == 0:
                assert w.y0 <= w.baseline <= w.y1 + 1


# -- links, destinations, bookmarks, drawings --------------------------------------------------------------------------


def test_links_name_destinations_that_exist(sample: PdfFile) -> None:
    places = {a.name: a for a in sample.anchors}
    named = [k for page in sample.pages for k in page.links if k.name]
    assert named
    for k in named:
        assert (k.page, k.x, k.y) == (places[k.name].page, places[k.name].x, places[k.name].y)
    numbers = [k.annotation for page in sample.pages for k in page.links]
    assert numbers == list(range(len(numbers)))
    assert any(k.uri.startswith("http") for page in sample.pages for k in page.links)


def test_destinations_stand_just_above_what_they_begin(sample: PdfFile) -> None:
    cited = [a for a in sample.anchors if a.name.startswith("cite.")]
    assert cited
    for a in cited:
        words = sample.pages[a.page - 1].words
        assert any(0 <= w.baseline - a.y < 30 and abs(w.x0 - a.x) < 30 for w in words), a


def test_bookmarks_have_levels_and_pages(sample: PdfFile) -> None:
    assert sample.bookmarks
    assert all(1 <= b.page <= len(sample.pages) and b.level >= 1 and b.title for b in sample.bookmarks)


def test_rules_fills_and_paths(tmp_path: Path) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.draw_rect((0, 0, page.rect.width, page.rect.height), color=None, fill=(0.9, 0.9, 0.9))
        page.draw_line((72, 100), (300, 100), width=0.5)
        page.draw_rect((72, 200, 300, 200.8), color=None, fill=(0, 0, 0))
        page.draw_rect((72, 300, 300, 340), color=None, fill=(0.8, 0.8, 1))
        page.draw_rect((72, 400, 300, 440), color=None, fill=(1, 1, 1))
        page.draw_line((72, 500), (100, 540))
        page.draw_bezier((72, 600), (80, 610), (90, 620), (100, 600))
        pdf.save(tmp_path / "x.pdf")
    read = read_pdf(tmp_path / "x.pdf").pages[0]
    assert [(round(r.x0), round(r.y0), round(r.x1)) for r in read.rules] == [(72, 100, 300), (72, 200, 300)]
    assert [(b.y0, b.y1) for b in read.fills] == [(300, 340)], "paper and white boxes are no fills"
    assert [round(b.y0) for b in read.paths] == [500, 600]


# -- rotated pages -----------------------------------------------------------------------------------------------------


def _shown(page: Page, width: float, height: float, rotation: int) -> list[tuple[str, tuple[int, ...], int]]:
    """Return text, box and turn of a page's words, the box turned as a rotation of the page turns it."""
    return [(w.text, _turned(w, width, height, rotation), (w.turn - rotation) % 360) for w in page.words]


def _turned(w: Word, width: float, height: float, rotation: int) -> tuple[int, ...]:
    x0, y0, x1, y1 = w.x0, w.y0, w.x1, w.y1
    box = {
        0: (x0, y0, x1, y1),
        90: (height - y1, x0, height - y0, x1),
        180: (width - x1, height - y1, width - x0, height - y0),
        270: (y0, width - x1, y1, width - x0),
    }[rotation]
    return tuple(round(v) for v in box)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_rotated_pages_are_read_as_displayed(tmp_path: Path, sample: PdfFile, rotation: int) -> None:
    with pymupdf.open(SAMPLE) as pdf:
        for page in pdf:
            page.set_rotation(rotation)
        pdf.save(tmp_path / "x.pdf")
    read = read_pdf(tmp_path / "x.pdf")
    for plain, page in zip(sample.pages, read.pages, strict=True):
        size = (plain.width, plain.height) if rotation == 180 else (plain.height, plain.width)
        assert (page.width, page.height) == size
        want = _shown(plain, plain.width, plain.height, rotation)
        have = [(w.text, tuple(round(v) for v in (w.x0, w.y0, w.x1, w.y1)), w.turn) for w in page.words]
        assert [(t, turn) for t, _, turn in have] == [(t, turn) for t, _, turn in want]
        # Along the text; across it, type on its side is bounded by its letters, not by the height of the type.
        sides = (0, 1, 2, 3) if rotation == 180 else (1, 3)
        assert all(abs(h[i] - w[i]) <= 1 for (_, h, _), (_, w, _) in zip(have, want, strict=True) for i in sides)
        assert all(abs(h[i] - w[i]) <= 8 for (_, h, _), (_, w, _) in zip(have, want, strict=True) for i in (0, 2))
        assert len(page.links) == len(plain.links)


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_type_turned_on_a_turned_page_stands_upright(tmp_path: Path, rotation: int) -> None:
    """A landscape table: the page's content is turned, and the page is displayed turned back."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((300, 400), "upright", fontsize=10, rotate=rotation)
        page.set_rotation(rotation)
        x, y = pymupdf.Point(300, 400) * page.rotation_matrix
        pdf.save(tmp_path / "x.pdf")
    read = read_pdf(tmp_path / "x.pdf").pages[0]
    (word,) = read.words
    assert word.turn == 0
    assert [word.baseline, word.x0] == pytest.approx([y, x], abs=0.6)
    assert word.y0 < word.baseline < word.y1


def test_links_of_rotated_pages_lie_on_their_words(tmp_path: Path, sample: PdfFile) -> None:
    """Links, words and destinations of a rotated page are in the same coordinates."""
    with pymupdf.open(SAMPLE) as pdf:
        for page in pdf:
            page.set_rotation(90)
        pdf.save(tmp_path / "x.pdf")
    read = read_pdf(tmp_path / "x.pdf")

    def linked(pages: tuple[Page, ...]) -> list[list[str]]:
        return [
            [
                w.text
                for w in p.words
                if k.box.x0 < (w.x0 + w.x1) / 2 < k.box.x1 and k.box.y0 < (w.y0 + w.y1) / 2 < k.box.y1
            ]
            for p in pages
            for k in p.links
        ]

    assert linked(read.pages) == linked(sample.pages)
    for a, b in zip(sample.anchors, read.anchors, strict=True):
        height = sample.pages[a.page - 1].height
        assert (b.name, b.page) == (a.name, a.page)
        assert [b.x, b.y] == pytest.approx([height - a.y, a.x], abs=1)


def test_destinations_of_cropped_pages_stand_where_their_text_does(tmp_path: Path, sample: PdfFile) -> None:
    with pymupdf.open(SAMPLE) as pdf:
        for page in pdf:
            page.set_cropbox(pymupdf.Rect(20, 30, page.rect.width - 10, page.rect.height - 20))
        pdf.save(tmp_path / "x.pdf")
    read = read_pdf(tmp_path / "x.pdf")
    for a, b in zip(sample.anchors, read.anchors, strict=True):
        assert [b.x, b.y] == pytest.approx([a.x - 20, a.y - 30], abs=0.1)
    assert read.pages[0].words[5].x0 == pytest.approx(sample.pages[0].words[5].x0 - 20, abs=0.1)


def with_objects(tmp_path: Path, change: Callable[[Any], object], **options: Any) -> bytes:
    """Return the bytes of a small survey, changed."""
    pdf = pymupdf.open(pdfs.survey(tmp_path / "small.pdf", **options))
    change(pdf)
    data: bytes = pdf.tobytes()
    return data


def told(file: PdfFile) -> list[tuple[str, int]]:
    return [(problem.code, problem.page) for problem in file.problems]


def test_a_sound_file_has_no_problem(tmp_path: Path) -> None:
    assert told(read_pdf(tmp_path / "x.pdf", data=with_objects(tmp_path, lambda pdf: pdf))) == []


def test_a_page_that_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    def damage(pdf: Any) -> None:
        pdf.update_stream(pdf[1].get_contents()[0], b"q " * 20_000 + b"BT")  # more than MuPDF nests

    file = read_pdf(tmp_path / "x.pdf", data=with_objects(tmp_path, damage, copies=2))
    assert [bool(page.words) for page in file.pages] == [True, False, True]
    assert set(told(file)) == {("page-unread", 2)}


def test_a_file_without_a_readable_page_is_damaged(tmp_path: Path) -> None:
    def damage(pdf: Any) -> None:
        root = pdf.xref_get_key(pdf.pdf_catalog(), "Pages")[1].split()[0]
        pdf.xref_set_key(int(root), "Kids", f"[{root} 0 R]")

    with pytest.raises(DamagedPdf):
        read_pdf(tmp_path / "x.pdf", data=with_objects(tmp_path, damage))


@pytest.mark.parametrize("box", ["[0 0 1e30 1e30]", "[0 0 1e9 792]", "[nan 0 1 1]"])
def test_a_page_of_no_size_is_told(tmp_path: Path, box: str) -> None:
    data = with_objects(tmp_path, lambda pdf: pdf.xref_set_key(pdf.page_xref(0), "MediaBox", box))
    file = read_pdf(tmp_path / "x.pdf", data=data)
    assert 0 < file.pages[0].width <= 30_000
    assert 0 < file.pages[0].height <= 30_000
    assert all(abs(word.x0) <= 30_000 and abs(word.y1) <= 30_000 for word in file.pages[0].words)


def test_controls_in_words_are_told_and_taken_out(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(pdfs.survey(tmp_path / "small.pdf").read_bytes())
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((72, 100), "a\x85b \x1b[31m plain", fontname="helv")
    page.insert_text((72, 130), "more", fontname="helv")
    file = read_pdf(tmp_path / "y.pdf", data=pdf.tobytes())
    texts = [word.text for word in file.pages[0].words]
    assert "plain" in texts
    assert not [text for text in texts if not text.isprintable()]


def test_a_repaired_file_is_told(tmp_path: Path) -> None:
    data = pdfs.survey(tmp_path / "small.pdf").read_bytes()
    cut = data[: data.rindex(b"startxref")]
    assert ("pdf-repaired", 0) in told(read_pdf(tmp_path / "x.pdf", data=cut))
