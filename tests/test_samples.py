"""What the README shows is what the program prints today."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from surveyrefs.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LEFT_OUT = "…"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("samples")


@pytest.fixture(scope="module")
def summary(outputs: Path) -> str:
    """Extract both versions; return what the first one prints."""
    import contextlib
    import io

    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        for number in (1, 2):
            pdf = ROOT / "inputs" / f"retrieval-survey-v{number}.pdf"
            assert main(["extract", str(pdf), "-o", str(outputs)]) == 0
    return told.getvalue().replace(str(outputs), "outputs")


def shown(beginning: str) -> list[str]:
    """Return the lines of the README's block that begins with this line, that line left out."""
    block = re.search(rf"^{re.escape(beginning)}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert block, beginning
    return block[1].splitlines()


def in_order(lines: list[str], text: str) -> None:
    """Check that the lines stand in the text, in order; one that ends in … may go on there, a lone … is a gap."""
    printed = iter(text.splitlines())
    for line in lines:
        if line.strip() in ("", LEFT_OUT):
            continue
        whole = line.removesuffix(LEFT_OUT)
        assert any(p == line or (line != whole and p.startswith(whole)) for p in printed), line


def said(cell: str, value: str) -> bool:
    """Tell whether a cell of the README is a value, or its beginning and …."""
    return cell == value or (cell.endswith(LEFT_OUT) and value.startswith(cell.removesuffix(LEFT_OUT)))


def test_the_summary(summary: str) -> None:
    in_order(shown("$ make extract"), summary)


def test_the_entry(outputs: Path, summary: str) -> None:
    bib = (outputs / "retrieval-survey-v1" / "references.bib").read_text(encoding="utf-8")
    assert "\n".join(shown("```bibtex")) in bib


@pytest.mark.parametrize("name", ["citations.csv", "assignments.csv"])
def test_the_tables(name: str, outputs: Path, summary: str) -> None:
    part = README.split(f"`{name}`, ", 1)[1].split("\n\n", 2)[1]
    header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines()]
    with (outputs / "retrieval-survey-v1" / name).open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert rows
    for row in rows:
        cells = dict(zip(header, row, strict=True))
        assert any(all(said(c, w[n]) for n, c in cells.items()) for w in written), row


def test_the_differences(outputs: Path, summary: str, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = (str(outputs / f"retrieval-survey-v{number}") for number in (1, 2))
    assert main(["diff", old, new]) == 1
    command = "$ make diff OLD=outputs/retrieval-survey-v1 NEW=outputs/retrieval-survey-v2"
    in_order(shown(command), capsys.readouterr().out)


def test_the_number_of_columns_is_told(outputs: Path, summary: str) -> None:
    header = (outputs / "retrieval-survey-v1" / "citations.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert len(header) == 19
    assert "of nineteen columns" in README
