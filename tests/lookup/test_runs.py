"""Look-up as part of a run: its cache, its files, and that nothing goes online unless asked."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from surveyrefs import stages, store
from surveyrefs.cli import main
from surveyrefs.csv_text import csv_to_records
from surveyrefs.export.databases import typed_tables
from surveyrefs.export.formats import FORMATS, FormatOptions, to_format
from surveyrefs.lookup.ask import NoAnswer
from surveyrefs.model.lookup import Found, LookedUp
from surveyrefs.model.run import Run
from surveyrefs.runner import Outcome, Paper, Plan, load_run, run_paper
from surveyrefs.settings import LookupSettings, Settings
from tests import fakes
from tests.export import build as export_build
from tests.fakes import fake_stages, files_of
from tests.lookup.build import Played, crossref, crossref_item, openalex_work

SAMPLE = Path(__file__).parents[2] / "inputs" / "retrieval-survey-v1.pdf"
TITLE = "Retrieval for Reading Comprehension Models"
ONLINE = Settings(lookup=LookupSettings(online=True, mailto="me@example.org", openalex_key="secret"))


def paper(folder: Path) -> Paper:
    path = folder / "a.pdf"
    path.write_text(f"{TITLE},Another Paper on Reading Books", encoding="utf-8")
    return Paper(path, "a")


def extract(
    folder: Path, ask: object, monkeypatch: pytest.MonkeyPatch, settings: Settings = ONLINE, **how: Any
) -> Outcome:
    monkeypatch.setattr(stages, "_asker", lambda _settings: ask)
    return run_paper(paper(folder), Plan(folder / "out", settings, fake_stages, **how))


def author_item(**fields: Any) -> dict[str, Any]:
    """Return the fakes' first reference as Crossref might have it."""
    container = {"container-title": ["Journal"], "type": "journal-article"}
    return crossref_item(author=[{"family": "Author"}], **(container | fields))


def nobody(_source: str, _url: str, _parameters: Mapping[str, str]) -> bytes:
    raise AssertionError("nobody is asked")


def test_a_second_run_asks_nobody_and_writes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Played(crossref=[crossref(author_item()), crossref()])
    assert extract(tmp_path, ask, monkeypatch).status == "done"
    before = files_of(tmp_path / "out")
    found = load_run(tmp_path / "out" / "a").looked_up.found
    assert [(f.field, f.source) for f in found] == [("doi", "crossref"), ("abstract", "crossref")]
    assert extract(tmp_path, nobody, monkeypatch).fresh
    assert not extract(tmp_path, nobody, monkeypatch, force=True).fresh
    assert files_of(tmp_path / "out") == before
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    shutil.copytree(tmp_path / "out", moved / "out")
    assert not extract(moved, nobody, monkeypatch, force=True).fresh
    assert files_of(moved / "out") == before


def test_the_manifest_knows_of_the_answers_and_keeps_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract(tmp_path, Played(), monkeypatch)
    text = (tmp_path / "out" / "a" / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert "stages/lookup.json" in manifest["files"]
    assert manifest["settings"]["lookup"]["online"] is True
    everything = b"".join(files_of(tmp_path / "out").values())
    assert b"me@example.org" not in everything
    assert b"secret" not in everything
    assert manifest["stages"]["lookup"]


def test_answers_stay_when_what_is_before_them_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract(tmp_path, Played(), monkeypatch)
    other = msgspec.structs.replace(ONLINE, parse=msgspec.structs.replace(ONLINE.parse, max_pages=3))
    fakes.CALLS.clear()
    extract(tmp_path, nobody, monkeypatch, other)
    assert ("a", "parse") in fakes.CALLS


def test_damaged_answers_are_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract(tmp_path, Played(crossref=[crossref(author_item()), crossref()]), monkeypatch)
    path = tmp_path / "out" / "a" / "stages" / "lookup.json"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"10.1000/reading.7", b"10.1000/forged.77"))
    ask = Played(crossref=[crossref(author_item()), crossref()])
    extract(tmp_path, ask, monkeypatch)
    assert ask.sources() == ["crossref", "crossref", "openalex"]
    assert path.read_bytes() == before


def test_what_was_not_answered_is_asked_by_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    down = Played(crossref=[crossref(author_item()), NoAnswer("it answered 503")], openalex=[NoAnswer("down")])
    first = extract(tmp_path, down, monkeypatch)
    assert (first.status, first.problems["lookup-unanswered"]) == ("done", 2)
    fakes.CALLS.clear()
    up = Played()
    second = extract(tmp_path, up, monkeypatch)
    assert up.sources() == ["crossref", "openalex"]
    assert "lookup-unanswered" not in second.problems
    assert [stage for _, stage in fakes.CALLS] == ["export"], "the paper is not read again"
    assert extract(tmp_path, nobody, monkeypatch).fresh


def test_a_killed_run_keeps_its_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveyrefs.lookup.ask._KEEP_EVERY", 1)

    class Killed(BaseException):
        pass

    asked: list[str] = []

    def killed(source: str, _url: str, _parameters: Mapping[str, str]) -> bytes:
        asked.append(source)
        if len(asked) == 2:
            raise Killed
        return crossref(author_item())

    with pytest.raises(Killed):
        extract(tmp_path, killed, monkeypatch)
    ask = Played()
    extract(tmp_path, ask, monkeypatch)
    assert ask.sources()[0] == "crossref"
    assert "another paper" in ask.asked[0][1]["query.bibliographic"]


def test_lookup_again_asks_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract(tmp_path, Played(), monkeypatch)
    again = msgspec.structs.replace(ONLINE, lookup=msgspec.structs.replace(ONLINE.lookup, again=True))
    ask = Played(crossref=[crossref(author_item()), crossref()])
    assert not extract(tmp_path, ask, monkeypatch, again).fresh
    assert load_run(tmp_path / "out" / "a").looked_up.found
    assert extract(tmp_path, nobody, monkeypatch).fresh


def test_without_look_up_there_is_nothing_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    extract(tmp_path, Played(crossref=[crossref(author_item())]), monkeypatch)
    extract(tmp_path, nobody, monkeypatch, Settings())
    run = load_run(tmp_path / "out" / "a")
    assert run.looked_up == LookedUp()
    manifest = store.read_manifest(tmp_path / "out" / "a")
    assert "lookup" not in manifest.settings


def test_a_large_file_is_known_by_its_size_and_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "LARGE", 1000)
    monkeypatch.setattr(store, "PIECE", 10)
    path = tmp_path / "dump.jsonl"
    path.write_bytes(b"a" * 100_000)
    one = store.digest_of_file(path)
    assert one == store.digest_of_file(path)
    path.write_bytes(b"a" * 100_001)
    assert store.digest_of_file(path) != one
    path.write_bytes(b"a" * 99_999 + b"b")
    assert store.digest_of_file(path) != one
    assert store.digest_of_file(tmp_path / "none") == ""


# -- what is written --------------------------------------------------------------------------------------------------


def looked_up_run() -> Run:
    """Return a run of a preprint and an article with something found for each."""
    cited = export_build.reference(
        key="lee2019retrieval", label="1", type="misc", container="arXiv", year="2019", arxiv="1901.00001", doi="",
        volume="", issue="", pages="", extra={"note": "Printed note"},
    )  # fmt: skip
    printed = export_build.reference(key="mueller2023planning", label="2")
    found = (
        Found(0, "doi", "10.1000/reading.7", "crossref", "10.1000/reading.7"),
        Found(0, "published_in", "Conference on Reading", "crossref", "10.1000/reading.7"),
        Found(0, "published_year", "2020", "crossref", "10.1000/reading.7"),
        Found(0, "abstract", "We read & retrieve 7 % more.", "arxiv", "1901.00001"),
        Found(1, "doi", "10.1000/never", "openalex", "W1"),
    )
    return msgspec.structs.replace(export_build.run(cited, printed), looked_up=LookedUp(found=found))


def test_columns_hold_what_was_found_with_its_source_and_print_stays() -> None:
    from surveyrefs.export import export
    from surveyrefs.settings import ExportSettings

    first, second = csv_to_records(export(looked_up_run(), ExportSettings())["references.csv"])
    assert first["doi"] == "10.1000/reading.7"
    assert (first["published_in"], first["published_year"]) == ("Conference on Reading", "2020")
    assert first["abstract"] == "We read & retrieve 7 % more."
    assert first["source"] == "doi: crossref; published_in: crossref; published_year: crossref; abstract: arxiv"
    assert (first["year"], first["venue"], first["type"]) == ("2019", "arXiv", "misc")
    assert second["doi"] == "10.1000/x_y", "print is never overwritten"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_the_doi_and_says_where_it_is_from(name: str) -> None:
    text = to_format(looked_up_run(), name, FormatOptions())
    assert "10.1000/reading.7" in text
    assert "10.1000/never" not in text
    if name != "markdown":
        assert "doi: crossref" in text
        assert "Conference on Reading" in text
    if name not in ("bibtex", "markdown"):
        assert "We read" in text
    if name == "bibtex":
        assert "We read" not in text
        assert "note          = {Printed note; Published in Conference on Reading, 2020}" in text


def test_databases_have_the_columns_typed() -> None:
    table = next(t for t in typed_tables(looked_up_run()) if t.name == "references")
    assert table.types["published_year"] == "integer"
    assert table.rows[0][list(table.types).index("published_year")] == 2020


def test_two_versions_are_compared_by_what_they_print() -> None:
    from surveyrefs.versions.compare import compare

    run = looked_up_run()
    plain = msgspec.structs.replace(run, looked_up=LookedUp())
    assert compare(plain, run).references == compare(plain, plain).references


# -- the command line -------------------------------------------------------------------------------------------------


@pytest.fixture
def _no_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, forbidden)
    for name in ("getaddrinfo", "create_connection", "gethostbyname"):
        monkeypatch.setattr(socket, name, forbidden)


@pytest.mark.usefixtures("_no_sockets")
def test_nothing_goes_online_unless_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What SECURITY.md promises: extract, with a file to look up in too, and what reads its folder; and it can fail."""
    out = str(tmp_path / "out")
    library = tmp_path / "my.bib"
    library.write_text("@misc{a, title = {Dense passage retrieval}}", encoding="utf-8")
    assert main(["extract", str(SAMPLE), "-o", out, "-q", "--lookup-from", str(library)]) == 0
    folder = f"{out}/{SAMPLE.stem}"
    for command in (
        ["view", folder], ["export", folder, "--to", "zotero-rdf"], ["check", folder], ["categories", folder],
        ["match", folder, str(library)],
    ):  # fmt: skip
        assert main(command) in (0, 1), command
    assert main(["diff", folder, folder]) == 0
    capsys.readouterr()
    # Asked for, it is tried: each source once and once more, and the paper is done all the same.
    settings = LookupSettings(online=True, retries=0)
    with pytest.raises(AssertionError, match="a connection was tried"):
        client(settings).ask("crossref", "https://api.crossref.org/works", {})


def client(settings: LookupSettings) -> Any:
    from surveyrefs.lookup.client import Client

    return Client(settings, lambda _: None)


def test_the_command_looks_up_in_a_file_and_sums_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "works.jsonl"
    title = "Dense passage retrieval for open-domain question answering"
    people = ("Karpukhin", "Oğuz", "Min", "Lewis", "Wu", "Edunov", "Chen", "Yih")
    work = openalex_work(
        title=title, authorships=[{"author": {"display_name": f"A. {name}"}} for name in people], doi="10.1000/dpr",
        primary_location=None,
    )  # fmt: skip
    lines.write_text(json.dumps(work), encoding="utf-8")
    pdf = tmp_path / "survey.pdf"
    pdf.write_bytes(SAMPLE.read_bytes())
    command = ["extract", str(pdf), "-o", str(tmp_path / "out"), "--lookup-from", str(lines)]
    assert main(command) == 0
    assert "looked up       1   1 DOIs, 0 published preprints, 1 abstracts" in capsys.readouterr().out
    table = tmp_path / "out" / "survey" / "references.csv"
    row = next(r for r in csv_to_records(table.read_text(encoding="utf-8")) if r["title"] == title)
    assert (row["doi"], row["source"]) == ("10.1000/dpr", "doi: works.jsonl; abstract: works.jsonl")

    # Emptied in a copy, it stays away; and a DOI of one's own goes before.
    for mine, kept in (("", ""), ("10.1000/mine", "10.1000/mine")):
        copy = tmp_path / "copy.csv"
        copy.write_text(table.read_text(encoding="utf-8").replace(",10.1000/dpr,", f",{mine},"), encoding="utf-8")
        fixes = tmp_path / "survey.corrections.toml"
        fixes.unlink(missing_ok=True)
        assert main(["corrections", "from-diff", str(table), str(copy), "-o", str(fixes)]) == 0
        assert main([*command, "-q"]) == 0
        after = next(r for r in csv_to_records(table.read_text(encoding="utf-8")) if r["title"] == title)
        assert (after["doi"], after["source"]) == (kept, "abstract: works.jsonl")
        assert main([*command, "-q", "--no-corrections"]) == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--lookup-from", "none.bib"], "there is no such file"),
        (["--lookup-from", str(SAMPLE)], "it is none of .bib"),
        (["--lookup", "--mailto", "nobody"], "nobody is no mail address"),
    ],
)
def test_slips_are_told_before_any_work(
    options: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(SAMPLE), "-o", str(tmp_path / "out"), *options]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_options_of_grobid_without_grobid_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option, value in (("--tei", str(tmp_path)), ("--grobid-url", "http://localhost:1"), ("--consolidate", "")):
        command = ["extract", str(SAMPLE), "-o", str(tmp_path / "out"), option, *([value] if value else [])]
        assert main(command) == 2
        assert f"surveyrefs: {option}: it is for GROBID" in capsys.readouterr().err
