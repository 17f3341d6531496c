"""What the README shows is what the program prints today."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest

from surveyrefs.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
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


def shown(beginning: str, text: str = README) -> list[str]:
    """Return the lines of the README's (or another text's) block that begins with this line, that line left out."""
    block = re.search(rf"^{re.escape(beginning)}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
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


def test_the_samples_of_the_docs(outputs: Path, summary: str, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = (str(outputs / f"retrieval-survey-v{number}") for number in (1, 2))
    assert main(["diff", old, new]) == 1
    printed = capsys.readouterr().out
    first = printed.splitlines()[0]
    in_order(shown(first, DOCS["diff.md"]), printed)
    assert main(["categories", old, "--depth", "2"]) == 0
    command = "$ surveyrefs categories outputs/retrieval-survey-v1 --depth 2"
    in_order(shown(command, DOCS["categories.md"]), capsys.readouterr().out)
    assert main(["categories", old]) == 0
    in_order(shown("$ surveyrefs categories outputs/retrieval-survey-v1"), capsys.readouterr().out)


@pytest.mark.parametrize("name", ["README.md", *sorted(DOCS)])
def test_commands_in_the_docs_are_commands_with_their_options(name: str) -> None:
    """Every `surveyrefs …` line of a block is parsed by the program's own parser; nothing is run."""
    from surveyrefs.cli import build_parser

    wrong = []
    for command in commands_in(README if name == "README.md" else DOCS[name]):
        try:
            build_parser().parse_args(shlex.split(command)[1:])
        except SystemExit as end:
            wrong += [command] if end.code else []
    assert not wrong


def commands_in(text: str) -> list[str]:
    """Return the plain calls of surveyrefs in the blocks of a page, without comments and what they are piped into."""
    blocks = re.findall(r"^```(?:console|sh)?\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    commands = [re.split(r"#| \| | > ", line)[0].strip() for line in lines if line.startswith("surveyrefs ")]
    return [c for c in commands if "[" not in c and LEFT_OUT not in c and "&&" not in c]


def test_there_are_commands_in_the_docs() -> None:
    assert sum(len(commands_in(text)) for text in (README, *DOCS.values())) > 40
    assert commands_in("```\n$ surveyrefs diff a b > c  # why\n```\n") == ["surveyrefs diff a b"]


def test_the_number_of_columns_is_told(outputs: Path, summary: str) -> None:
    header = (outputs / "retrieval-survey-v1" / "citations.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    assert len(header) == 19
    assert "of nineteen columns" in README
