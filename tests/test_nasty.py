"""Every format, from a run whose texts hold all that could steer a terminal, a spreadsheet or another program."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import bibtexparser
import msgspec
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from surveyrefs import cli
from surveyrefs.export import export
from surveyrefs.export.categories import FORMS
from surveyrefs.export.formats import FORMATS, FormatOptions, to_format
from surveyrefs.lists.new import awesome_list
from surveyrefs.lists.page import list_page
from surveyrefs.runner import Outcome
from surveyrefs.settings import ExportSettings
from surveyrefs.summary import show_run, summary_of
from surveyrefs.terminal import Steady
from surveyrefs.versions.compare import compare
from surveyrefs.versions.history import history, history_to_csv, history_to_json, history_to_markdown, history_to_text
from surveyrefs.versions.render import to_csv, to_json, to_markdown, to_text
from tests.export.build import full_run

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FORMULA = re.compile(r"[\s\u200b]*[=+@\-＝＋＠－]\s*[^\W\d]")
MENTION = re.compile(r"(?<![\w.`/-])@\w")
NASTY = (
    "\x1b[31m", "\x1b]0;pwn\x07", "\x9b2J", "\x85", "\u2028", "\u202e", "\u2066", "\r\nER  - ", "\nTY  - JOUR",
    "\n}\n@misc{x,", "=cmd|x", "\n=HYPERLINK(1)", " +SUM(1)", "＝cmd", "@octocat ", "\x00", "\t-x", "{", "}", "\\", '"',
    "--", "</script>", "|", "`",
)  # fmt: skip
nasty = st.lists(st.sampled_from(NASTY), min_size=1, max_size=3).map("".join)
FREE = {
    "title", "family", "given", "suffix", "literal", "raw", "container", "publisher", "volume", "issue", "pages", "url",
    "doi", "text", "marker", "context", "label", "row_label", "column", "name", "category", "groups", "header",
    "authors", "hint", "number", "keywords", "year",
}  # fmt: skip


def spoiled(value: Any, words: str, free: bool = False) -> Any:
    """Return a value in which every free text begins and ends with the words."""
    if isinstance(value, str):
        return f"{words}{value}{words}" if free and value else value
    if isinstance(value, tuple):
        return tuple(spoiled(item, words, free) for item in value)
    if isinstance(value, msgspec.Struct):
        names = [field.name for field in msgspec.structs.fields(value)]
        made = {name: spoiled(getattr(value, name), words, name in FREE) for name in names}
        return msgspec.structs.replace(value, **made)
    return value


def check_text(text: str) -> None:
    assert not STEERING.search(text), repr(STEERING.search(text))


def check_csv(text: str) -> None:
    check_text(text.replace("\r", ""))  # within quotes it is a line break of a cell
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) <= 1
    for row in rows[1:]:
        assert not [cell for cell in row if FORMULA.match(cell)]


@settings(max_examples=12)
@given(nasty)
def test_what_a_run_writes(words: str) -> None:
    plain, run = full_run(), spoiled(full_run(), words)
    files, before = export(run, ExportSettings()), export(plain, ExportSettings())
    for name, text in files.items():
        if name.endswith(".csv"):
            check_csv(text)
            continue
        check_text(text)
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith(".bib"):
            library = bibtexparser.parse_string(text)
            assert len(library.entries) == len(bibtexparser.parse_string(before[name]).entries)
            assert not library.failed_blocks
    assert len(files["citations.csv"].splitlines()) >= len(before["citations.csv"].splitlines())


@settings(max_examples=12)
@given(nasty)
def test_other_formats(words: str) -> None:
    run = spoiled(full_run(), words)
    for name in FORMATS:
        text = to_format(run, name, FormatOptions())
        (check_csv if name == "csv" else check_text)(text)
    assert len(rispy.loads(to_format(run, "ris", FormatOptions()))) == len(run.references.references)
    assert len(json.loads(to_format(run, "csl-json", FormatOptions()))) == len(run.references.references)


@settings(max_examples=12)
@given(nasty)
def test_what_is_read_by_people(words: str) -> None:
    old, run = full_run(), spoiled(full_run(), words)
    run = msgspec.structs.replace(run, name=f"survey{words}", references=msgspec.structs.replace(
        run.references, references=run.references.references[:2]))  # fmt: skip
    found, seen = compare(old, run), history([old, run], words)
    markdown = [to_markdown(found), history_to_markdown(seen, True), FORMS["markdown"](run, 0)]
    markdown.append(awesome_list(run, "table", True))
    for text in markdown:
        check_text(text)
        assert not MENTION.search(text)
    for text in (to_text(found), history_to_text(seen, True), FORMS["text"](run, 0), FORMS["mermaid"](run, 0)):
        check_text(text)
    for text in (to_json(found), history_to_json(seen, True), FORMS["json"](run, 0)):
        check_text(text)
        json.loads(text)
    for text in (to_csv(found), history_to_csv(seen, True), FORMS["csv"](run, 0)):
        check_csv(text)
    page = list_page(run, True)
    assert "</script>" not in page.replace("</script>\n", "", 1) or page.count("</script>") == page.count("<script")
    coloured = to_text(found, colour=True)
    assert not STEERING.search(re.sub("\x1b\\[[0-9;]*m", "", coloured))


@settings(max_examples=12)
@given(nasty)
def test_what_a_terminal_shows(words: str) -> None:
    run, screen = spoiled(full_run(), words), io.StringIO()
    counts = dict.fromkeys(
        ("pages", "references", "cited", "callouts", "linked", "unlinked", "tables", "rows", "problems"), 1
    )
    outcome = Outcome(f"x{words}", "done", "fake", counts, shown=show_run(run))
    print(summary_of(outcome, Path("outputs")), file=Steady(screen))
    check_text(screen.getvalue())


@pytest.mark.parametrize("name", ["\x1b[31mred.pdf", "a\x9b2J.pdf", "two\nlines.pdf"])
def test_a_file_name_does_not_steer_the_terminal(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(b"no pdf")
    assert cli.main(["extract", name]) == 1
    seen = capsys.readouterr()
    check_text(seen.out + seen.err)
    assert len(seen.err.splitlines()) == 1


def test_findings_of_check_are_guarded(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "evil.bib"
    entries = "@misc{+SUM(1+9)*cmd,\n title={x}\n}\n@article{-2+3+cmd,\n title={\x1b[31my},year={=1+1}\n}\n"
    path.write_text(entries, encoding="utf-8")
    assert cli.main(["check", str(path), "--format", "csv"]) == 1
    check_csv(capsys.readouterr().out)
    assert cli.main(["check", str(path)]) == 1
    check_text(capsys.readouterr().out)
