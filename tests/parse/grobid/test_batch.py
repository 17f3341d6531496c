"""Whole runs against a server: what is done stays done, what failed is tried at the next run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from surveyrefs import store
from surveyrefs.cli import main
from tests.parse.grobid.loopback import Reply, Script, grobid
from tests.parse.grobid.tei_maker import Bibl, tei
from tests.pdfs import REFERENCES, survey

PAPERS = 50
TEI = tei(
    [
        Bibl("Searching large archives", [("A", "Archer"), ("B", "Baker")], journal="Journal of Archives", year="2019"),
        Bibl("A book of lists", [("C", "Carter")], year="2020", publisher="Example Press"),
    ],
    title="A Small Survey of Things",
)


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveyrefs.parse.grobid.client.BUSY_WAIT", (0.0, 0.0))
    monkeypatch.setattr("surveyrefs.parse.grobid.client.GONE_WAIT", (0.0, 0.0))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of small surveys, all different."""
    folder = tmp_path_factory.mktemp("papers")
    first = survey(folder / "first.pdf").read_bytes()
    for number in range(PAPERS):
        (folder / f"paper-{number:02}.pdf").write_bytes(first + b"\n%% %d\n" % number)
    (folder / "first.pdf").unlink()
    return folder


def some(papers: Path, folder: Path, count: int) -> Path:
    """Copy a few of the papers."""
    folder.mkdir()
    for path in sorted(papers.iterdir())[:count]:
        shutil.copy(path, folder)
    return folder


def extract(source: Path, output: Path, url: str, *options: str) -> int:
    return main(["extract", str(source), "-o", str(output), "-q", "--engine", "grobid", "--grobid-url", url, *options])


def test_a_server_that_is_busy_half_the_time_does_every_paper_once(papers: Path, tmp_path: Path) -> None:
    script = Script(lambda n, _pdf: Reply(503) if n % 2 else Reply(200, TEI))
    with grobid(script) as (url, _):
        assert extract(papers, tmp_path, url) == 0
        assert len(script.done) == len(set(script.done)) == PAPERS
        assert len(script.documents) == 2 * PAPERS
        assert script.probes == 3, "health, version and pool are asked for once a run"
        asked = len(script.documents)
        assert extract(papers, tmp_path, url) == 0
        assert len(script.documents) == asked, "a second run has nothing to do"
    manifests = [store.read_manifest(path) for path in sorted(tmp_path.iterdir()) if path.is_dir()]
    assert [m.status for m in manifests] == ["done"] * PAPERS
    assert {m.engine for m in manifests} == {"grobid"}
    assert all(m.engine_version.startswith("GROBID 0.9.1 (abc1234), ") for m in manifests)
    assert manifests[0].settings["parse"]["grobid"] == {
        "flavor": "", "consolidate": False, "version": "0.9.1 (abc1234)"
    }  # fmt: skip
    assert manifests[0].counts["references"] == len(REFERENCES)


def test_a_server_that_dies_fails_the_rest_and_the_next_run_goes_on(papers: Path, tmp_path: Path) -> None:
    source = some(papers, tmp_path / "in", 8)
    output = tmp_path / "out"
    script = Script(lambda n, _pdf: Reply(200, TEI))
    with grobid(script) as (url, stop):
        script.reply = lambda n, _pdf: (stop() if n == 4 else None) or Reply(200, TEI)
        assert extract(source, output, url) == 1
    done = {path.name for path in output.iterdir() if (path / store.MANIFEST).is_file()}
    assert len(done) == 4
    again = Script(lambda _n, _pdf: Reply(200, TEI))
    with grobid(again) as (url, _):
        assert extract(source, output, url) == 0
    assert len(again.documents) == 4
    assert not set(script.done[:4]) & set(again.documents)


def test_a_dead_server_stops_a_run_before_any_work(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = some(papers, tmp_path / "in", 2)
    output = tmp_path / "out"
    with grobid(Script(lambda _n, _pdf: Reply(200, TEI))) as (url, stop):
        assert extract(source, output, url) == 0
        stop()
        before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
        assert extract(source, output, url) == 0, "all is up to date: no server is needed"
        assert extract(source, output, url, "--force") == 2
        shutil.copy(papers / "paper-40.pdf", source)
        assert extract(source, output, url) == 2
    error = capsys.readouterr().err
    assert "no GROBID server answers at" in error
    assert "make grobid-up" in error
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before


def test_auto_takes_what_answers_and_says_so(papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = some(papers, tmp_path / "in", 1)
    options = ["extract", str(source), "--engine", "auto", "--grobid-url"]
    with grobid(Script(lambda _n, _pdf: Reply(200, TEI))) as (url, stop):
        assert main([*options, url, "-o", str(tmp_path / "with")]) == 0
        assert "Engine: GROBID 0.9.1 (abc1234) at http://127.0.0.1" in capsys.readouterr().err
        stop()
        assert main([*options, url, "-o", str(tmp_path / "without")]) == 0
        assert "Engine: embedded (no GROBID server answers" in capsys.readouterr().err
    asked, alone = (store.read_manifest(tmp_path / place / "paper-00") for place in ("with", "without"))
    assert asked.engine == "grobid"
    assert alone.engine == "embedded"
    assert "grobid" not in alone.settings["parse"]


def test_auto_reads_a_paper_alone_on_which_grobid_fails(papers: Path, tmp_path: Path) -> None:
    source = some(papers, tmp_path / "in", 1)
    with grobid(Script(lambda _n, _pdf: Reply(500, b"[GENERAL] broke", "text/plain"))) as (url, _):
        options = ["extract", str(source), "-q", "--grobid-url", url]
        assert main([*options, "-o", str(tmp_path / "grobid"), "--engine", "grobid"]) == 1
        assert main([*options, "-o", str(tmp_path / "auto"), "--engine", "auto"]) == 0
    assert not (tmp_path / "grobid" / "paper-00").exists()
    assert "GROBID GENERAL" in (tmp_path / "grobid" / "index.csv").read_text()
    problems = (tmp_path / "auto" / "paper-00" / "problems.csv").read_text()
    assert "grobid-failed" in problems
    assert "GROBID GENERAL: the server failed on this file" in problems


def test_outputs_do_not_depend_on_where_the_server_is(papers: Path, tmp_path: Path) -> None:
    source = some(papers, tmp_path / "in", 1)
    trees = []
    for place in ("a", "b"):
        with grobid(Script(lambda _n, _pdf: Reply(200, TEI))) as (url, _):
            assert extract(source, tmp_path / place, url) == 0
        root = tmp_path / place
        trees.append({p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()})
    assert trees[0] == trees[1]


def test_jobs_keep_to_the_pool(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def run_papers(_papers: object, _plan: object, jobs: int, _notify: object) -> list[object]:
        seen.append(jobs)
        return []

    monkeypatch.setattr("surveyrefs.commands.extract.run_papers", run_papers)
    source = some(papers, tmp_path / "in", 1)
    with grobid(Script(lambda _n, _pdf: Reply(200, TEI), pool=3)) as (url, _):
        extract(source, tmp_path / "out", url, "--jobs", "8")
        extract(source, tmp_path / "out", url, "--jobs", "8", "--grobid-concurrency", "2")
        extract(source, tmp_path / "out", url, "--jobs", "2")
    assert seen == [3, 2, 2]


@pytest.mark.parametrize(
    "url", ["localhost:8070", "ftp://host", "http://", "http://a b", "http://host:port", "http://host:8070/api"]
)
def test_an_unusable_address_is_a_usage_error(url: str, papers: Path, tmp_path: Path) -> None:
    assert extract(papers, tmp_path / "out", url) == 2


def test_the_environment_names_the_server(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = some(papers, tmp_path / "in", 1)
    script = Script(lambda _n, _pdf: Reply(200, TEI))
    with grobid(script) as (url, _):
        monkeypatch.setenv("SURVEYREFS_GROBID_URL", url)
        assert main(["extract", str(source), "-q", "--engine", "grobid", "-o", str(tmp_path / "out")]) == 0
    assert len(script.done) == 1
