"""The bill of materials names all that may be installed, in the pinned versions, and no addresses."""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from typing import Any

import pytest

from tests.bench import licences, sbom

TEXT = sbom.PAGE.read_text(encoding="utf-8")
BILL = json.loads(TEXT)
OLDEST = (3, 11)


def test_all_that_is_pinned_to_run_or_for_an_extra_is_named_with_its_version() -> None:
    named = {component["name"].lower().replace("_", "-"): component["version"] for component in BILL["components"]}
    assert licences.pins("requirements.txt").items() <= named.items()
    try:
        shipped = sbom.shipped()
    except metadata.PackageNotFoundError as error:
        pytest.skip(f"{error} is not installed, which says what an extra needs")
    assert shipped.items() <= named.items(), "make sbom"
    # Later Pythons have in themselves what some packages need for the oldest one, with which the bill is made.
    assert sys.version_info[:2] > OLDEST or shipped == named, "make sbom"
    assert {"distributed", "pyarrow", "fsspec", "xlsxwriter", "argcomplete"} <= named.keys()
    assert not {"pytest", "mypy", "ruff"} & named.keys(), "what is for development only"


def test_each_has_a_licence_and_what_it_needs_is_there() -> None:
    silent = [c["name"].replace("_", "-") for c in BILL["components"] if not c.get("licenses")]
    assert sorted(silent) == ["pymupdf-layout", "pymupdf4llm"], "empty packages: docs/licences.md"
    refs = {component["bom-ref"] for component in BILL["components"]}
    assert {edge["ref"] for edge in BILL["dependencies"]} == refs
    assert {ref for edge in BILL["dependencies"] for ref in edge["dependsOn"]} <= refs


def test_it_names_no_hosts_and_no_paths() -> None:
    addresses = re.findall(r"\w+://[^\"]*", TEXT)
    assert addresses == [BILL["$schema"]]
    assert not re.findall(r"\"(?:/|~|[A-Z]:)[^\"]*\"", TEXT)


def _bill(**versions: str) -> dict[str, Any]:
    components = [
        {"name": name, "version": version, "bom-ref": name, "externalReferences": [{"url": "https://x"}]}
        for name, version in versions.items()
    ]
    tools = {"components": [{"name": "tool", "externalReferences": []}]}
    edges = [{"ref": name, "dependsOn": sorted(versions)} for name in versions]
    return {"components": components, "dependencies": edges, "metadata": {"tools": tools}}


def test_what_is_for_development_only_is_left_out_with_all_that_leads_to_it() -> None:
    bill = sbom.trimmed(_bill(b="2", Own_Name="1", pytest="9"), {"own-name": "1", "b": "2"})
    assert [component["name"] for component in bill["components"]] == ["b", "Own_Name"]
    assert [edge["dependsOn"] for edge in bill["dependencies"]] == [["Own_Name", "b"], ["Own_Name", "b"]]
    assert "externalReferences" not in json.dumps(bill)


def test_another_version_than_the_pinned_one_is_refused() -> None:
    with pytest.raises(RuntimeError, match="as pinned: a, c"):
        sbom.trimmed(_bill(a="1", b="2"), {"a": "2", "b": "2", "c": "3"})


def test_a_bill_is_completed_and_says_what_tells_no_licence() -> None:
    known = [{"license": {"id": "MIT"}}]
    names = ("pymupdf", "pymupdf_layout", "msgspec")
    bill = {"components": [{"name": name, "licenses": known if name == "msgspec" else []} for name in names]}
    assert licences.complete(bill) == ["pymupdf-layout"]
    found = {c["name"]: c["licenses"] for c in bill["components"]}
    assert found["msgspec"] == known
    assert found["pymupdf"][0]["license"]["name"].startswith("AGPL-3.0")  # type: ignore[index]
    assert found["pymupdf_layout"] == []
