"""Promises are tested: every command, option, exit code, error, problem code, setting and column is documented."""

from __future__ import annotations

import argparse
import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from surveyrefs import cli, errors, runner
from surveyrefs.export import tabular
from surveyrefs.lists.check import KINDS
from surveyrefs.settings import Settings

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pipeline" / "surveyrefs"
DOCS = {path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}
EVERYTHING = "\n".join(DOCS.values())

STAGES_WITH_PROBLEMS = ("parse", "references", "link", "categorise", "corrections", "lookup", "lists/read")
MODULES_WITH_PROBLEMS = ("lists/survey.py",)
KEBAB = re.compile(r"[a-z]+(-[a-z]+)+")
SOURCES = "lookup"
# Words of the same form in these packages that are no problem codes.
NOT_CODES = {"author-year", "grobid-client-python", "paren-letter", "markdown-it-py"}


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of every subcommand."""
    for action in cli.build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("there are no subcommands")


def table_rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of the Markdown table under a heading."""
    part = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row] for row in rows[2:]]


def test_every_command_and_option_is_documented() -> None:
    for name, parser in subcommands().items():
        assert f"surveyrefs {name}" in EVERYTHING, name
        for action in parser._actions:
            spellings = [option for option in action.option_strings if option.startswith("--")]
            if spellings and spellings != ["--help"]:
                assert any(option in EVERYTHING for option in spellings), f"{name} {spellings}"


def test_every_exit_code_is_documented() -> None:
    rows = table_rows(DOCS["errors.md"], "Exit codes")
    documented = {(row[0].strip("`"), row[1]) for row in rows}
    for name in cli.COMMANDS:
        assert {(name, "0"), (name, "2")} <= documented, name
    for code in ("0", "1", "2"):
        assert ("extract", code) in documented
    assert ("any", str(errors.EXIT_INTERRUPTED)) in documented


def concrete_errors(base: type[errors.SurveyrefsError]) -> Iterator[type[errors.SurveyrefsError]]:
    """Give the classes without subclasses: those that are raised."""
    for sub in base.__subclasses__():
        if sub.__subclasses__():
            yield from concrete_errors(sub)
        elif sub.__module__ == errors.__name__:
            yield sub


def test_every_error_is_documented_with_its_exit_code() -> None:
    documented = {row[0].strip("`"): row[1] for row in table_rows(DOCS["errors.md"], "Errors")}
    raised = {cls.__name__: str(cls.exit_code) for cls in concrete_errors(errors.SurveyrefsError)}
    assert documented == raised
    for cls in concrete_errors(errors.SurveyrefsError):
        assert cls.remedy, f"{cls.__name__} has no remedy"


GLYPH_NAMES = "signs.py"  # its names have hyphens too


def problem_codes() -> dict[str, str]:
    """Return every code in the source with the module that has it."""
    found = {}
    modules = [path for package in STAGES_WITH_PROBLEMS for path in sorted((PACKAGE / package).rglob("*.py"))]
    for path in [*modules, *(PACKAGE / name for name in MODULES_WITH_PROBLEMS)]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEBAB.fullmatch(node.value):
                found[node.value] = path.name if path.parent.name != "lookup" else SOURCES
    ours = {c: m for c, m in found.items() if m != SOURCES or c.startswith("lookup-")}  # sources have such words too
    return {code: module for code, module in ours.items() if code not in NOT_CODES and module != GLYPH_NAMES}


def test_every_problem_code_is_documented_and_none_that_is_gone() -> None:
    rows = table_rows(DOCS["errors.md"], "Problem codes")
    documented = {row[0].strip("`") for row in rows}
    assert documented == set(problem_codes())
    for row in rows:
        assert len(row) == 3
        assert all(row), "code, meaning, what to do"


COLUMNS = {
    "references.csv": tabular.REFERENCE_COLUMNS,
    "citations.csv": tabular.CITATION_COLUMNS,
    "assignments.csv": tabular.ASSIGNMENT_COLUMNS,
    "sections.csv": tabular.SECTION_COLUMNS,
    "problems.csv": tabular.PROBLEM_COLUMNS,
    "tables.csv": tabular.TABLE_COLUMNS,
    "index.csv": runner.INDEX_COLUMNS,
}


@pytest.mark.parametrize("name", COLUMNS)
def test_every_column_is_documented_in_its_order(name: str) -> None:
    documented = tuple(row[0].strip("`") for row in table_rows(DOCS["outputs.md"], name))
    assert documented == COLUMNS[name]


def settings_names(value: object, prefix: str = "") -> Iterator[str]:
    """Give the dotted name of every setting."""
    for field in msgspec.structs.fields(value):  # type: ignore[arg-type]
        inner = getattr(value, field.name)
        if isinstance(inner, msgspec.Struct):
            yield from settings_names(inner, f"{prefix}{field.name}.")
        else:
            yield prefix + field.name


def test_every_target_of_the_makefile_has_a_way_without_make() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    told = DOCS["install.md"].partition("without make: ")[2] or DOCS["install.md"].partition("## Windows")[2]
    rows = " ".join(line.split("|")[1] for line in told.splitlines() if line.startswith("| `make"))
    assert len(targets) > 20
    missing = [target for target in targets if target != "help" and not re.search(rf"\b{target}\b", rows)]
    assert not missing, "docs/install.md, the table of targets"


def test_every_setting_is_documented() -> None:
    documented = {name for line in DOCS["settings.md"].splitlines() for name in re.findall(r"^\| `([a-z_.]+)`", line)}
    assert documented == set(settings_names(Settings()))


def test_every_finding_of_a_list_is_documented() -> None:
    rows = table_rows(DOCS["awesome.md"], "What check finds")
    assert [row[0].strip("`") for row in rows] == list(KINDS)


def test_every_option_of_list_is_documented() -> None:
    (actions,) = [a for a in subcommands()["list"]._actions if isinstance(a, argparse._SubParsersAction)]
    for name, parser in actions.choices.items():
        assert f"surveyrefs list {name}" in DOCS["awesome.md"], name
        for action in parser._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    assert option in DOCS["awesome.md"], f"{name} {option}"


def test_every_make_target_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split():
        assert re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE), target
        assert f"make {target}" in EVERYTHING + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), target


def test_links_between_documents_lead_somewhere() -> None:
    for name, text in DOCS.items():
        base = ROOT if name == "README.md" else ROOT / "docs"
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (base / target).exists(), f"{name} links to {target}"


def test_the_package_with_its_extras_asks_for_what_the_requirement_file_pins() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    asked = sorted(line for line in lines if line and not line.startswith("#"))
    extras = project["optional-dependencies"]
    single = {name: lines for name, lines in extras.items() if name != "all"}
    assert extras["all"] == [f"surveyrefs[{','.join(single)}]"]
    # Formats that few ask for are installed for tests only.
    developers = (ROOT / "requirements-dev.in").read_text(encoding="utf-8").splitlines()
    optional = [line for name in ("xlsx", "parquet", "completion", "cluster") for line in single.pop(name)]
    assert set(optional) <= set(developers)
    everything = [*project["dependencies"], *(line for lines in single.values() for line in lines)]
    # The same module under two names: docs/install.md says why.
    assert sorted(line.replace("pymupdf-lite", "pymupdf") for line in everything) == asked
    assert not [line for line in project["dependencies"] if line.startswith(("pandas", "grobid", "pymupdf>"))]
    pins = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([A-Za-z0-9._-]+)==", pins, re.MULTILINE))
    assert {re.split(r"[><=]", line)[0] for line in asked} <= pinned


def test_requirement_files_name_no_index_and_pin_everything_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text, name
        lines = [line.strip() for line in text.replace("\\\n", " ").splitlines()]
        pins = [line for line in lines if line and not line.startswith("#")]
        assert pins, name
        for pin in pins:
            wanted = r"[A-Za-z0-9._-]+(?:\[[a-z,-]+\])?==[^\s=]+(\s+--hash=sha256:[0-9a-f]{64})+"
            assert re.fullmatch(wanted, pin), f"{name}: {pin[:80]}"


@pytest.mark.parametrize("page", ["errors.md", "settings.md"])
def test_no_row_stands_twice(page: str) -> None:
    rows = [line.split("|")[1:3] for line in DOCS[page].splitlines() if line.startswith("| `")]
    names = [tuple(row) if page == "errors.md" else row[0] for row in rows]
    assert len(names) == len(set(names))
