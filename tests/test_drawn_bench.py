from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bench.drawn import as_html, as_tex
from tests.bench.drawn.__main__ import Line, read, score, squash, wished
from tests.bench.drawn.made import CHOICES, Cell, Maker, printed
from tests.bench.drawn.printers import print_tex

SEEDS = range(40)


def test_a_seed_makes_one_paper_and_seeds_make_all_styles() -> None:
    assert Maker(3).paper() == Maker(3).paper()
    styles = [Maker(seed).style for seed in range(200)]
    for name, options in CHOICES.items():
        assert {style[name] for style in styles} == set(options), name


@pytest.mark.parametrize("write", [as_html.page, as_tex.page])
def test_all_that_is_wished_is_written(write: object) -> None:
    assert callable(write)
    for seed in SEEDS:
        paper = Maker(seed).paper(1)
        source = squash(write(paper).replace("\\&", "&"))
        for row in paper.tables[0].rows:
            for cell in row.cells:
                words = squash(cell.text.split(" ")[0].lstrip("•–✓✗"))
                assert words in source, (seed, cell)


def test_callouts_are_printed_as_the_style_says() -> None:
    paper = Maker(0).paper(1)
    styles = {
        "[n]": ("Birch [1]", ""), "superscript": ("Birch", "1"),
        "name (year)": (f"Birch ({paper.works[0].family} et al., {paper.works[0].year})", ""),
    }  # fmt: skip
    for name, wanted in styles.items():
        made = paper._replace(style={**paper.style, "callouts": name})
        assert printed(Cell("Birch", (1,)), made) == wanted
    made = paper._replace(style={**paper.style, "callouts": "name [n]"})
    assert printed(Cell("", (1,)), made) == (f"{paper.works[0].family} et al. [1]", "")


def test_rows_count_with_all_cells_and_groups_with_all_labels() -> None:
    want = [Line(("trees",), ("elm", "12")), Line(("trees",), ("ash", "9"))]
    assert score(want, want)[:] == (2, 4, 2, 2, 4, 0)
    assert score(want, [Line(("trees",), ("elm", "12ash"))])[:] == (0, 1, 1, 2, 4, 0)
    assert score(want, [Line((), ("elm", "12")), *want])[:] == (2, 4, 1, 2, 4, 1)


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="no TeX")
def test_a_plain_paper_is_printed_and_read(tmp_path: Path) -> None:
    maker = Maker(1)
    maker.style |= {"printer": "tex", "grouping": "column", "upright": "top", "length": "short",
                    "page": "one column", "contents": "numbers", "first": "short", "works": "last", "callouts": "[n]",
                    "align": "left", "merged": "none", "head": "bold", "blank": "none", "empty": "none",
                    "label place": "top", "rules": "grid"}  # fmt: skip
    paper = maker.paper(1)
    print_tex(paper, tmp_path / "paper.pdf")
    want = wished(paper, paper.tables[0])
    found = score(want, read(tmp_path / "paper.pdf")["1"])
    assert (found.rows, found.groups) == (len(want), len(want))
