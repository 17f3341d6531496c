from __future__ import annotations

import csv
import json
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from surveyrefs import store
from surveyrefs.errors import DamagedRun, MissingRun
from surveyrefs.runner import (
    INDEX_COLUMNS,
    Outcome,
    Paper,
    Plan,
    load_run,
    run_paper,
    write_index,
)
from surveyrefs.settings import ExportSettings, ParseSettings, Settings
from surveyrefs.stages import Stage, Work, stage_keys
from surveyrefs.workers import run_papers
from tests import fakes
from tests.fakes import fake_stages, files_of

ORDER = ["parse", "references", "link", "categorise", "export"]


@pytest.fixture(autouse=True)
def _no_calls() -> None:
    fakes.CALLS.clear()


def called() -> list[str]:
    stages = [stage for _, stage in fakes.CALLS]
    fakes.CALLS.clear()
    return stages


def paper(tmp_path: Path, text: str = "One,Two", name: str = "a") -> Paper:
    path = tmp_path / f"{name}.pdf"
    path.write_text(text, encoding="utf-8")
    return Paper(path, name)


def plan(tmp_path: Path, settings: Settings | None = None, force: bool = False) -> Plan:
    return Plan(tmp_path / "out", settings or Settings(), fake_stages, force)


def test_a_first_run_makes_all_files_and_a_second_does_nothing(tmp_path: Path) -> None:
    first = run_paper(paper(tmp_path), plan(tmp_path))
    assert first.status == "done"
    assert not first.fresh
    assert called() == ORDER
    before = files_of(tmp_path / "out")
    assert set(before) == {
        "a/manifest.json", "a/references.csv", "a/references.bibtex.bib", "a/references.zotero.bib",
        "a/tables/table-1.csv", "a/stages/parse.json", "a/stages/references.json", "a/stages/link.json",
        "a/stages/categorise.json",
        "a/stages/correct.json", "a/stages/lookup.json",
    }  # fmt: skip
    second = run_paper(paper(tmp_path), plan(tmp_path))
    assert second.fresh
    assert called() == []
    assert second.counts == first.counts
    assert files_of(tmp_path / "out") == before


def test_counts_tell_linked_from_unlinked(tmp_path: Path) -> None:
    counts = run_paper(paper(tmp_path), plan(tmp_path)).counts
    assert counts["references"] == 2
    assert (counts["callouts"], counts["linked"], counts["unlinked"]) == (2, 1, 1)
    assert (counts["tables"], counts["rows"], counts["problems"], counts["cited"]) == (1, 1, 1, 1)


def test_force_runs_every_stage_and_gives_the_same_bytes(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    before = files_of(tmp_path / "out")
    called()
    run_paper(paper(tmp_path), plan(tmp_path, force=True))
    assert called() == ORDER
    assert files_of(tmp_path / "out") == before


def test_only_what_depends_on_a_changed_setting_runs_again(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    called()
    run_paper(paper(tmp_path), plan(tmp_path, Settings(export=ExportSettings(dialects=("biblatex",)))))
    assert called() == ["export"]
    names = files_of(tmp_path / "out" / "a")
    assert "references.biblatex.bib" in names
    assert "references.zotero.bib" not in names, "files of the earlier run are gone"


def test_a_changed_pdf_runs_everything(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    called()
    run_paper(paper(tmp_path, "Three"), plan(tmp_path))
    assert called() == ORDER
    assert load_run(tmp_path / "out" / "a").document.title == "Three"


def test_changed_code_runs_its_stage_and_those_after_it(tmp_path: Path) -> None:
    def changed() -> tuple[Stage, ...]:
        return tuple(replace(s, code=(*s.code, "cli.py")) if s.name == "link" else s for s in fake_stages())

    run_paper(paper(tmp_path), plan(tmp_path))
    called()
    run_paper(paper(tmp_path), replace(plan(tmp_path), stages=changed))
    assert called() == ["link", "categorise", "export"]


@pytest.mark.parametrize("name", ["references.csv", "stages/link.json"])
def test_a_deleted_or_edited_file_is_made_anew(tmp_path: Path, name: str) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    before = files_of(tmp_path / "out")
    (tmp_path / "out" / "a" / name).unlink()
    run_paper(paper(tmp_path), plan(tmp_path))
    assert files_of(tmp_path / "out") == before
    (tmp_path / "out" / "a" / name).write_text("{}", encoding="utf-8")
    outcome = run_paper(paper(tmp_path), plan(tmp_path))
    copies = {f"a/{copy}" for _, copy in outcome.kept}
    assert {path: data for path, data in files_of(tmp_path / "out").items() if path not in copies} == before


def test_files_of_others_in_the_folder_stay(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    note = tmp_path / "out" / "a" / "notes.csv"
    note.write_text("mine", encoding="utf-8")
    settings = Settings(export=ExportSettings(dialects=("biblatex",)))
    run_paper(paper(tmp_path), plan(tmp_path, settings))
    assert note.read_text(encoding="utf-8") == "mine"
    assert "a/references.zotero.bib" not in files_of(tmp_path / "out")


class Killed(BaseException):
    """Stands for a kill: nothing below catches it."""


@pytest.mark.parametrize("victim", ORDER)
def test_a_killed_run_continues_where_it_stopped(tmp_path: Path, victim: str) -> None:
    def dying() -> tuple[Stage, ...]:
        def die(_work: Work, _settings: Settings) -> None:
            raise Killed

        return tuple(replace(s, make=die) if s.name == victim else s for s in fake_stages())

    with pytest.raises(Killed):
        run_paper(paper(tmp_path), replace(plan(tmp_path), stages=dying))
    assert called() == ORDER[: ORDER.index(victim)]
    with pytest.raises(MissingRun):
        load_run(tmp_path / "out" / "a")
    outcome = run_paper(paper(tmp_path), plan(tmp_path))
    assert outcome.status == "done"
    assert called() == ORDER[ORDER.index(victim) :]


@pytest.mark.parametrize("moves", range(8))
def test_a_run_killed_while_files_are_moved_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    real = Path.replace
    left = [moves]

    def kill(self: Path, target: Path) -> Path:
        if ".surveyrefs-run" in str(self) and ".surveyrefs-run" not in str(target):
            left[0] -= 1
            if left[0] < 0:
                raise Killed
        return real(self, target)

    changed, settings = paper(tmp_path, "Three"), Settings(export=ExportSettings(dialects=("biblatex",)))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", kill)
        with pytest.raises(Killed):
            run_paper(changed, plan(tmp_path, settings))
    called()
    outcome = run_paper(changed, plan(tmp_path, settings))
    assert outcome.status == "done"
    assert outcome.fresh == (moves > 0), "once files are moved nothing has to be made again"
    assert called() == ([] if moves else ["export"])
    fresh = tmp_path / "fresh"
    run_paper(changed, replace(plan(tmp_path, settings), output=fresh))
    assert files_of(tmp_path / "out") == files_of(fresh)


def test_a_bad_paper_leaves_no_outputs_and_the_others_go_on(tmp_path: Path) -> None:
    papers = [
        paper(tmp_path, name="a"), paper(tmp_path, "no bibliography", "b"), paper(tmp_path, "bug", "c"),
        Paper(tmp_path / "missing.pdf", "d"), paper(tmp_path, "", "e"), paper(tmp_path, name="f"),
    ]  # fmt: skip
    outcomes = list(run_papers(papers, plan(tmp_path), 1, lambda _n, _s: None))
    assert [o.status for o in outcomes] == ["done", "failed", "failed", "failed", "failed", "done"]
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"a", "f"}
    bug = outcomes[2]
    assert "ZeroDivisionError: a bug" in bug.error
    assert "fakes.py" in bug.trace
    for outcome, path in zip(outcomes, papers, strict=True):
        if outcome.status == "failed":
            assert outcome.error.startswith(f"{path.path}: ")
            assert "\n" not in outcome.error
            assert str(tmp_path) not in outcome.message


@pytest.mark.parametrize("text", ["no bibliography", "bug", "refused", ""])
def test_a_failure_keeps_the_outputs_of_an_earlier_run_and_marks_them(tmp_path: Path, text: str) -> None:
    good = run_paper(paper(tmp_path), plan(tmp_path))
    before = files_of(tmp_path / "out")
    outcome = run_paper(paper(tmp_path, text), plan(tmp_path))
    assert (outcome.status, outcome.stale, outcome.counts) == ("failed", True, good.counts)
    after = files_of(tmp_path / "out")
    manifest = json.loads(after.pop("a/manifest.json"))
    assert after == {name: data for name, data in before.items() if name != "a/manifest.json"}
    assert (manifest["status"], manifest["message"]) == ("stale", outcome.message)
    assert load_run(tmp_path / "out" / "a").document.title == "One,Two"
    write_index(tmp_path / "out", [])
    with (tmp_path / "out" / "index.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["status"], row["references"], row["message"]) == ("stale", "2", outcome.message)
    called()
    assert run_paper(paper(tmp_path), plan(tmp_path)).fresh
    (tmp_path / "out" / "index.csv").unlink()
    assert files_of(tmp_path / "out") == before, "the mark is gone with the next good run"


def test_an_edited_stage_file_is_never_taken_over(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    before = files_of(tmp_path / "out")
    path = tmp_path / "out" / "a" / "stages" / "references.json"
    path.write_bytes(path.read_bytes().replace(b'"title":"One"', b'"title":"Onf"'))
    with pytest.raises(DamagedRun, match="changed or damaged"):
        load_run(tmp_path / "out" / "a")
    run_paper(paper(tmp_path), plan(tmp_path))
    assert files_of(tmp_path / "out") == before


def test_a_file_replaced_in_mid_run_is_stored_under_the_hash_of_what_was_read(tmp_path: Path) -> None:
    source = paper(tmp_path)

    def replaced(_name: str, _stage: str) -> None:
        source.path.write_text("Other", encoding="utf-8")

    run_paper(source, plan(tmp_path), replaced)
    run = load_run(tmp_path / "out" / "a")
    assert (run.document.title, run.sha256) == ("One,Two", store.digest(b"One,Two"))


def test_a_folder_in_the_place_of_a_file_fails_the_paper_before_anything_is_touched(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    folder = tmp_path / "out" / "a"
    (folder / "references.biblatex.bib").mkdir()
    before = files_of(folder)
    outcome = run_paper(paper(tmp_path), plan(tmp_path, Settings(export=ExportSettings(dialects=("biblatex",)))))
    assert outcome.status == "failed"
    assert "a folder stands where references.biblatex.bib belongs" in outcome.message
    after = files_of(folder)
    assert after.keys() == before.keys()
    assert [name for name in before if before[name] != after[name]] == ["manifest.json"]


def test_a_manifest_cannot_name_files_outside(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    (tmp_path / "mine" / "empty").mkdir(parents=True)
    path = tmp_path / "out" / "a" / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["files"] |= {"../../mine/empty/x": "0", str(tmp_path / "mine" / "empty" / "y"): "0"}
    manifest["stages"]["export"] = "0"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    assert run_paper(paper(tmp_path), plan(tmp_path)).status == "done"
    assert (tmp_path / "mine" / "empty").is_dir()


def test_a_mistyped_path_takes_no_outputs_away(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    outcome = run_paper(Paper(tmp_path / "elsewhere" / "a.pdf", "a"), plan(tmp_path))
    assert outcome.status == "failed"
    assert load_run(tmp_path / "out" / "a").name == "a"


def test_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    papers = [paper(tmp_path, f"Title {n},Other", n) for n in "abc"]
    told: list[tuple[str, str]] = []
    one, two = plan(tmp_path), replace(plan(tmp_path), output=tmp_path / "two")
    outcomes = list(run_papers(papers, one, 1, lambda _n, _s: None))
    write_index(one.output, outcomes)
    parallel = list(run_papers(papers, two, 2, lambda name, stage: told.append((name, stage))))
    write_index(two.output, parallel)
    assert files_of(one.output) == files_of(two.output)
    assert {o.name for o in parallel} == set("abc")
    assert ("a", "parse") in told


def test_a_crashing_worker_costs_its_own_paper_only(tmp_path: Path) -> None:
    papers = [paper(tmp_path, "crash", "a"), paper(tmp_path, name="b")]
    outcomes = {o.name: o for o in run_papers(papers, plan(tmp_path), 2, lambda _n, _s: None)}
    assert outcomes["a"].status == "failed"
    assert outcomes["b"].status == "done"
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["b"]


def test_the_manifest_says_what_was_done_and_keeps_secrets(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path, Settings(parse=ParseSettings(password="hush"))))
    text = (tmp_path / "out" / "a" / "manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert "hush" not in text
    assert str(tmp_path) not in text
    assert (manifest["status"], manifest["engine"], manifest["survey"]) == ("done", "fake", "a")
    assert set(manifest["stages"]) == {*ORDER, "correct", "lookup"}
    assert manifest["files"]["references.csv"] == store.digest(b"title\nOne,Two\n")


def test_keys_depend_on_the_password_but_not_on_a_server_that_is_not_asked(tmp_path: Path) -> None:
    work = Work(tmp_path, "a", "0" * 64)
    plain = Settings()
    other_server = msgspec.convert({"parse": {"grobid": {"url": "http://elsewhere"}}}, Settings)
    other_password = msgspec.convert({"parse": {"password": "x"}}, Settings)
    keys = stage_keys(work, plain, fake_stages())
    assert stage_keys(work, other_server, fake_stages()) == keys
    assert stage_keys(work, other_password, fake_stages())["parse"] != keys["parse"]


def test_the_index_has_a_row_per_survey_by_name(tmp_path: Path) -> None:
    papers = [paper(tmp_path, name="b"), paper(tmp_path, "no bibliography", "=c"), paper(tmp_path, name="a")]
    outcomes = list(run_papers(papers, plan(tmp_path), 1, lambda _n, _s: None))
    write_index(tmp_path / "out", outcomes)
    with (tmp_path / "out" / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == INDEX_COLUMNS
    assert [(r["survey"], r["status"]) for r in rows] == [("'=c", "failed"), ("a", "done"), ("b", "done")]
    assert rows[0]["message"].startswith("no bibliography was found.")
    assert rows[1]["references"] == "2"


def test_the_index_keeps_surveys_of_earlier_runs(tmp_path: Path) -> None:
    for name in "ab":
        write_index(tmp_path / "out", [run_paper(paper(tmp_path, name=name), plan(tmp_path))])
    text = (tmp_path / "out" / "index.csv").read_text(encoding="utf-8")
    assert [line.split(",")[0] for line in text.splitlines()] == ["survey", "a", "b"]


def test_load_run_gives_what_the_stages_made(tmp_path: Path) -> None:
    run_paper(paper(tmp_path), plan(tmp_path))
    run = load_run(tmp_path / "out" / "a")
    assert [r.title for r in run.references.references] == ["One", "Two"]
    assert run.links.callouts[1].targets[0].label == "9"
    assert run.categories.tree[0].children[0].name == "Inner"


def test_load_run_explains_what_is_missing_or_damaged(tmp_path: Path) -> None:
    with pytest.raises(MissingRun):
        load_run(tmp_path)
    run_paper(paper(tmp_path), plan(tmp_path))
    folder = tmp_path / "out" / "a"
    (folder / "stages" / "link.json").write_bytes(b'{"key":"x","result":{"callouts":[{')
    with pytest.raises(DamagedRun, match=r"link\.json"):
        load_run(folder)
    (folder / "manifest.json").write_bytes(b"\xff")
    with pytest.raises(DamagedRun, match=r"manifest\.json"):
        load_run(folder)


def test_outcomes_show_tables_and_taxonomy(tmp_path: Path) -> None:
    from surveyrefs.summary import show_run, summary_of

    outcome: Outcome = run_paper(paper(tmp_path), replace(plan(tmp_path), show=show_run))
    text = summary_of(outcome, tmp_path / "out")
    assert "    1: All (1 × 2)" in text
    assert "Group (1 work)" in text
    assert "1 linked, 1 unlinked" in text
    assert "fake-problem 1" in text
    assert "1 never cited" in text
