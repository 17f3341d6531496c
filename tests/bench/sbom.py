"""Write docs/sbom.json, the bill of materials (CycloneDX) of all that may be installed with surveyrefs: `make sbom`.

That is what requirements.txt pins, and what the extras need on top, with the versions of requirements-dev.txt. The
development environment has all of it: the tool looks there, and what is for development only is left out.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.bench.licences import ROOT, complete, pins

PAGE = ROOT / "docs" / "sbom.json"


def shipped() -> dict[str, str]:
    """Return the version that is pinned of every package that is installed with surveyrefs or one of its extras."""
    always = {str(canonicalize_name(name)): version for name, version in pins("requirements.txt").items()}
    pinned = {str(canonicalize_name(name)): version for name, version in pins("requirements-dev.txt").items()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = (Requirement(text) for name, texts in extras.items() if name != "all" for text in texts)
    return always | {name: pinned[name] for name in _closure(wanted) if name not in always}


def _closure(wanted: Iterable[Requirement]) -> set[str]:
    """Return the names of these packages and of all that they need in turn, as the installed ones say."""
    found: set[tuple[str, frozenset[str]]] = set()
    waiting = list(wanted)
    while waiting:
        asked = waiting.pop()
        known = (str(canonicalize_name(asked.name)), frozenset(asked.extras))
        if known in found:
            continue
        found.add(known)
        for text in metadata.requires(asked.name) or ():
            needed = Requirement(text)
            extras = ("", *asked.extras)
            if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(needed)
    return {name for name, _ in found}


def trimmed(bill: dict[str, Any], versions: dict[str, str]) -> dict[str, Any]:
    """Return a bill with the components of these versions only, and without addresses of hosts and files.

    Raise RuntimeError where one is not installed, or with another version.
    """
    kept = {}
    for component in bill["components"]:
        name = str(canonicalize_name(component["name"]))
        if name in versions:
            kept[name] = {k: v for k, v in component.items() if k not in ("externalReferences", "properties")}
    other = [name for name, version in versions.items() if kept.get(name, {}).get("version") != version]
    if other:
        raise RuntimeError(f"not installed as pinned: {', '.join(other)} (pip install -r requirements-dev.txt)")
    bill = {**bill, "components": [kept[name] for name in sorted(kept)]}
    known = {component["bom-ref"] for component in bill["components"]}
    for edge in (edges := [edge for edge in bill["dependencies"] if edge["ref"] in known]):
        edge["dependsOn"] = [ref for ref in edge.get("dependsOn", ()) if ref in known]
    bill["dependencies"] = edges
    for tool in bill["metadata"]["tools"]["components"]:
        tool.pop("externalReferences", None)
    return bill


def made() -> tuple[dict[str, Any], list[str]]:
    """Return the bill of this environment, and the names of packages that tell no licence."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "sbom.json")
        tool = [sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", str(ROOT / "pyproject.toml")]
        subprocess.run([*tool, "--output-reproducible", "--of", "JSON", "-o", str(path), sys.executable], check=True)
        bill = trimmed(json.loads(path.read_text(encoding="utf-8")), shipped())
    return bill, complete(bill)


def main() -> int:
    """Write the page."""
    bill, silent = made()
    PAGE.write_text(json.dumps(bill, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    total = len(bill["components"])
    print(f"{PAGE}: {total - len(silent)} of {total} components with licence; none told: {', '.join(silent) or '-'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
