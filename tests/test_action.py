"""action.yml and the hook of pre-commit as users run them: the steps' own scripts, in a made-up workflow."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
yaml: Any = pytest.importorskip("yaml")
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


class Workflow:
    """A run of the action in a repository: what expressions stand for, where steps write, what `gh` was called with."""

    def __init__(self, repository: Path, folder: Path, context: dict[str, str]) -> None:
        self.action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
        self.repository = repository
        self.folder = folder
        self.context = dict(context)
        for name in ("out", "summary", "calls"):
            (folder / name).touch()
        for name, script in (
            ("surveyrefs", f'exec "{sys.executable}" -m surveyrefs "$@"'),
            ("gh", f'printf "%s\\n" "$@" >> "{folder / "calls"}"; cat "$7" >> "{folder / "comment"}"'),
        ):
            program = folder / "bin" / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            program.chmod(0o755)
        for name, given in self.action["inputs"].items():
            self.context.setdefault(f"inputs.{name}", self.value(given.get("default", "")))

    def value(self, text: str) -> str:
        """Return a text with its expressions filled in; `a || b` is the first that is there."""
        return EXPRESSION.sub(
            lambda match: next((v for p in match[1].split("||") if (v := self.context.get(p.strip(), ""))), ""), text
        )

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run the script of a step with its environment; take over what it puts out."""
        step = next(s for s in self.action["runs"]["steps"] if s.get("name") == name)
        assert step["shell"] == "bash"
        environment = {
            **os.environ, **{k: self.value(v) for k, v in step.get("env", {}).items()},
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(self.folder),
            "GITHUB_OUTPUT": str(self.folder / "out"), "GITHUB_STEP_SUMMARY": str(self.folder / "summary"),
            "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_REPOSITORY": "owner/name",
            "PYTHONPATH": str(ROOT / "pipeline"), "XDG_CACHE_HOME": str(self.folder / "cache"),
        }  # fmt: skip
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]  # as a runner starts it
        done = subprocess.run(
            command, cwd=self.repository, env=environment, capture_output=True, text=True, check=False
        )
        for line in (self.folder / "out").read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            self.context[f"steps.{step.get('id', '')}.outputs.{key}"] = value
        return done


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository whose second commit brings a new version of a survey."""
    if shutil.which("git") is None or shutil.which("bash") is None:
        pytest.skip("git or bash is not installed")
    folder = tmp_path_factory.mktemp("repository")
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)
    for version in ("v1", "v2"):
        shutil.copy(ROOT / "inputs" / f"retrieval-survey-{version}.pdf", folder / "survey.pdf")
        subprocess.run(["git", "add", "."], cwd=folder, check=True)
        subprocess.run(["git", *who, "commit", "-q", "-m", version], cwd=folder, check=True)
    return folder


def test_the_action_compares_sums_up_and_comments(repository: Path, tmp_path: Path) -> None:
    before = subprocess.run(
        ["git", "rev-parse", "HEAD~1"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout.strip()
    context = {
        "github.event.pull_request.base.sha": before, "github.event.pull_request.number": "7", "github.token": "t",
        "github.event_name": "pull_request",
    }  # fmt: skip
    workflow = Workflow(repository, tmp_path, context)
    compared = workflow.run("Compare")
    assert compared.returncode == 0, compared.stderr
    summary = (tmp_path / "summary").read_text(encoding="utf-8")
    assert "RAPTOR: Recursive abstractive processing" in summary
    assert "Added (5)" in summary
    assert workflow.run("Comment").returncode == 0
    calls = (tmp_path / "calls").read_text(encoding="utf-8").split("\n")
    assert calls[:5] == ["pr", "comment", "7", "--repo", "owner/name"]
    assert {"--edit-last", "--create-if-none"} <= set(calls)
    assert (tmp_path / "comment").read_text(encoding="utf-8") == summary
    assert workflow.value(workflow.action["outputs"]["file"]["value"]) == f"{tmp_path}/surveyrefs-changes.md"


def test_the_action_without_changes_and_with_a_broken_pdf(repository: Path, tmp_path: Path) -> None:
    workflow = Workflow(repository, tmp_path, {"inputs.since": "HEAD"})
    assert workflow.run("Compare").returncode == 0
    workflow.context |= {"inputs.pdfs": "none.pdf missing.pdf"}
    done = workflow.run("Compare")
    assert done.returncode == 0, "a PDF that cannot be read fails no workflow"
    assert "missing.pdf" in done.stderr


def test_the_action_names_steps_that_exist() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert action["runs"]["using"] == "composite"
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"inputs\.(\w+)", text)) == set(action["inputs"])
    steps = {step.get("id") for step in action["runs"]["steps"]}
    assert set(re.findall(r"steps\.(\w+)\.", text)) <= steps


def test_the_hook_prints_the_changes_of_what_is_staged(repository: Path, tmp_path: Path) -> None:
    """What pre-commit does: it calls the entry with the names of the staged PDFs behind it."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["language"] == "python"
    assert re.search(hook["files"], "papers/a survey.pdf")
    folder = tmp_path / "clone"
    shutil.copytree(repository, folder)
    shutil.copy(ROOT / "inputs" / "retrieval-survey-v1.pdf", folder / "survey.pdf")
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    program, *arguments = hook["entry"].split()
    assert program == "surveyrefs"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "pipeline"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "surveyrefs", *arguments, "survey.pdf"], cwd=folder, env=environment,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Removed (5)" in done.stdout
