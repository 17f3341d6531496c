"""Characters → words."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from surveyrefs.model.document import BOLD, ITALIC, MONO, SMALL_CAPS
from surveyrefs.parse.embedded.pdf import words
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.page import Word
from surveyrefs.parse.embedded.pdf.read import read_pdf
from surveyrefs.parse.embedded.pdf.words import _hundredths, style_of, words_of

SAMPLE = Path(__file__).parents[4] / "inputs" / "retrieval-survey-v1.pdf"


def words_of_line(tmp_path: Path, *parts: tuple[str, str], rotate: int = 0) -> list[Word]:
    """Return the words that are read of text set at (72, 100), each part in a font of PyMuPDF's own."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        writer = pymupdf.TextWriter(page.rect)
        at = pymupdf.Point(72, 100)
        for text, font in parts:
            _, at = writer.append(at, text, font=pymupdf.Font(font), fontsize=10)
        writer.write_text(page)
        page.set_rotation(rotate)
        pdf.save(tmp_path / "x.pdf")
    return list(read_pdf(tmp_path / "x.pdf").pages[0].words)


@pytest.mark.parametrize("blank", ["\u2002", "\u2003", "\u2009", "\u200a", "\u3000", "\u202f", "\xa0"])
def test_blanks_of_any_width_part_words_and_leave_each_its_place(tmp_path: Path, blank: str) -> None:
    words = words_of_line(tmp_path, (f"2{blank}Materials and methods", "helv"))
    assert [w.text for w in words] == ["2", "Materials", "and", "methods"]
    assert not any(w.glued for w in words)
    edges = [edge for w in words for edge in (w.x0, w.x1)]
    assert edges == sorted(edges), "each stands where it is printed"
    assert words[0].x1 - words[0].x0 == pytest.approx(5.56, abs=0.1), "the figure is as wide as the figure"


def test_blanks_of_any_width_part_words_of_two_types(tmp_path: Path) -> None:
    words = words_of_line(tmp_path, ("Table\u20031 of ", "helv"), ("bold\u2003type", "hebo"))
    assert [(w.text, w.style, w.glued) for w in words] == [
        ("Table", 0, False), ("1", 0, False), ("of", 0, False), ("bold", BOLD, False), ("type", BOLD, False),
    ]  # fmt: skip
    assert [w.x0 for w in words] == sorted(w.x0 for w in words)


def test_marks_without_width_part_nothing() -> None:
    """No font of PyMuPDF's own prints such a mark without width: a text page by hand."""
    shown: list[dict[str, Any]] = []
    x = 72.0
    for c in "org/\u200b10 on":
        wide = 0.0 if c == "\u200b" else 5.0
        shown.append({"c": c, "bbox": (x, 92.0, x + wide, 102.0), "synthetic": False})
        x += wide
    span = {
        "font": "Helvetica", "flags": 0, "size": 10.0, "origin": (72.0, 100.0), "bbox": (72.0, 92.0, x, 102.0),
        "text": "".join(c["c"] for c in shown), "chars": shown,
    }  # fmt: skip
    block = {"number": 0, "lines": [{"dir": (1.0, 0.0), "bbox": span["bbox"], "spans": [span]}]}

    class Text:
        this = SimpleNamespace(m_internal=SimpleNamespace(mediabox=SimpleNamespace(x0=0, y0=0, x1=200, y1=200)))

        def extractWORDS(self) -> list[tuple[object, ...]]:  # noqa: N802
            return [(72, 92, 107, 102, "org/\u200b10", 0, 0, 0), (112, 92, 122, 102, "on", 0, 0, 1)]

        def extractRAWDICT(self) -> dict[str, object]:  # noqa: N802
            return {"blocks": [block]}

    found = words_of(Text(), [block], {})
    assert [(w.text, w.x0, w.x1, w.glued) for w in found] == [("org/10", 72, 102, False), ("on", 107, 117, False)]


def test_characters_of_single_lines_are_those_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_MAYBE_TWO", re.compile("o"))  # every line that has one is looked at closely
    with pymupdf.open(SAMPLE) as pdf:
        for page in pdf:
            text = page.get_textpage()
            blocks, whole = text.extractDICT()["blocks"], text.extractRAWDICT()["blocks"]
            found = []
            for few in (0, 1000):
                monkeypatch.setattr(words, "FEW", few)
                found.append(words_of(text, blocks, {}, ruled=True))
            assert found[0] == found[1]
            assert text.extractRAWDICT()["blocks"] == whole, "the page is as it was"


def test_a_line_alone_is_asked_for_without_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    with pymupdf.open(SAMPLE) as pdf:
        text = pdf[0].get_textpage()
        blocks = text.extractDICT()["blocks"]
        read = text.extractRAWDICT

        def counted() -> dict[str, Any]:
            found: dict[str, Any] = read()
            asked.append(sum(len(block["lines"]) for block in found["blocks"]))
            return found

        monkeypatch.setattr(text, "extractRAWDICT", counted)
        monkeypatch.setattr(words, "_MAYBE_TWO", re.compile("retrieval"))
        words_of(text, blocks, {}, ruled=True)
    assert asked
    assert max(asked) <= 3, "the line, and what of its neighbours reaches into it"


def test_lines_printed_twice_are_read_with_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for _ in range(2):
            page.insert_text((72, 100), "MiniMaps in NeRF")
        text = page.get_textpage()
        blocks = text.extractDICT()["blocks"]
        found = words_of(text, blocks, {}, ruled=True)
        monkeypatch.setattr(words, "FEW", 0)
        assert words_of(text, blocks, {}, ruled=True) == found
    assert [w.text for w in found] == ["MiniMaps", "in", "NeRF"] * 2


def test_words_on_a_line_with_odd_blanks_are_as_on_any_line(tmp_path: Path) -> None:
    plain = words_of_line(tmp_path, ("Tea and ", "helv"), ("milk", "hebo"))
    odd = words_of_line(tmp_path, ("Tea\u2002and\u2002", "helv"), ("milk", "hebo"))
    assert [(w.text, w.y0, w.y1, w.size, w.baseline, w.style, w.glued) for w in odd] == [
        (w.text, w.y0, w.y1, w.size, w.baseline, w.style, w.glued) for w in plain
    ]
    turned = words_of_line(tmp_path, ("Tea\u2002and milk", "helv"), rotate=90)
    assert [(w.text, w.turn) for w in turned] == [("Tea", 270), ("and", 270), ("milk", 270)]


@pytest.mark.parametrize(
    ("font", "flags", "style"),
    [
        ("ABCDEF+NimbusRomNo9L-Medi", 0, BOLD),
        ("NimbusRomNo9L-MediItal", 0, BOLD | ITALIC),
        ("NimbusRomNo9L-Regu", 0, 0),
        ("CMTI10", 0, ITALIC),
        ("CMSL10", 0, ITALIC),
        ("CMBX12", 0, BOLD),
        ("CMBXTI10", 0, BOLD | ITALIC),
        ("CMCSC10", 0, SMALL_CAPS),
        ("CMR10", 0, 0),
        ("LinBiolinumTB", 0, BOLD),
        ("LinLibertineTI", 0, ITALIC),
        ("AdvTTaf7f9f4f.B", 0, BOLD),
        ("AdvTTaf7f9f4f.BI", 0, BOLD | ITALIC),
        ("Minion-It", 0, ITALIC),
        ("Some", pymupdf.TEXT_FONT_BOLD | pymupdf.TEXT_FONT_ITALIC, BOLD | ITALIC),
        ("Courier", pymupdf.TEXT_FONT_MONOSPACED, MONO),
    ],
)
def test_styles_come_from_flags_and_names(font: str, flags: int, style: int) -> None:
    assert style_of(font, flags) == style


def ruled_page(tmp_path: Path, *cells: tuple[float, str], rules: int = 3) -> list[str]:
    """Return the words of a page with rules across it, and with texts set at their places on one line."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for y in range(rules):
            page.draw_line((72, 200 + 20 * y), (400, 200 + 20 * y), width=0.5)
        for x, text in cells:
            page.insert_text((x, 215), text, fontname="helv", fontsize=8)
        pdf.save(tmp_path / "x.pdf")
    return [w.text for w in read_pdf(tmp_path / "x.pdf").pages[0].words]


def test_a_cell_printed_over_the_end_of_another_begins_a_word(tmp_path: Path) -> None:
    wide = pymupdf.get_text_length("minimap2x", "helv", 8)
    over = (100, "minimap2x"), (100 + wide - 3.2, "Python")
    assert ruled_page(tmp_path, *over) == ["minimap2x", "Python"]
    assert ruled_page(tmp_path, (100, "minimap2x"), (100 + wide - 0.6, "Python")) == ["minimap2xPython"], "kerned"
    wide = pymupdf.get_text_length("(2015) [2]", "helv", 8)
    assert ruled_page(tmp_path, (100, "(2015) [2]"), (100 + wide - 4.1, "Relation finding")) == [
        "(2015)", "[2]", "Relation", "finding",
    ]  # fmt: skip


def test_a_letter_printed_over_another_whole_is_no_cell(tmp_path: Path) -> None:
    wide = pymupdf.get_text_length("team", "helv", 8)  # an I is 2.2 points wide, a fifth of the size 1.6
    for over, found in ((1.8, ["team", "Index"]), (2.1, ["teamIndex"]), (4.5, ["teamIndex"])):
        assert ruled_page(tmp_path, (100, "team"), (100 + wide - over, "Index")) == found


def test_letters_that_all_stand_tight_are_one_word(tmp_path: Path) -> None:
    places = [(100 + 3.4 * i, letter) for i, letter in enumerate("ab2Con")]
    assert ruled_page(tmp_path, *places) == ["ab2Con"]


def test_rounding_without_strings_is_that_of_python() -> None:
    values = [struct.unpack("f", struct.pack("f", n / 7919 + n % 8 / 8))[0] for n in range(1, 4_000_000, 1999)]
    values += [0.005, 0.125, 0.375, 72.125, 612.0, 791.99, 14400.625, float("inf"), -3.125]
    exact = [struct.unpack("f", struct.pack("f", value))[0] for value in values]
    assert [_hundredths(value) for value in exact] == [round(value, 2) for value in exact]


@pytest.mark.parametrize("lift", [3.0, -2.0])
@pytest.mark.parametrize("rest", [("Zoe",), ("Zoe", "Yu"), ("Zoe", "Yu", "Xu")])
def test_a_word_behind_a_raised_or_lowered_number_stands_on_its_line(
    tmp_path: Path, lift: float, rest: tuple[str, ...]
) -> None:
    """As TeX prints it: without blanks, each word at its place."""
    path = tmp_path / "x.pdf"
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((72, 100 - lift), "35", fontsize=7)
        for i, word in enumerate(rest):
            page.insert_text((82.5 + 24 * i, 100), word, fontsize=10)
        pdf.save(path)
    number, *found = read_pdf(path).pages[0].words
    assert [w.text for w in found] == list(rest)
    assert (number.baseline, number.size) == (100 - lift, 7)
    assert {(w.baseline, w.size, w.glued) for w in found} == {(100, 10, False)}
    assert {round(w.y1 - w.y0, 1) for w in found} == {round(10 * (number.y1 - number.y0) / 7, 1)}
