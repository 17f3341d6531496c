"""List the licences of the pinned packages in docs/licences.md: `python -m tests.bench.licences [--write]`.

Read from the metadata of the packages that are installed, with the versions that the requirement files pin. Without
--write it says where the page differs from them, and fails.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "licences.md"
FILES = {"to run": "requirements.txt", "to develop": "requirements-dev.txt"}
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[a-z,-]+\])?==([^\s;\\]+)", re.MULTILINE)
# The licence is told in words of the package's own; those in use, as SPDX writes them.
_NAMES = {
    "3-clause bsd license": "BSD-3-Clause",
    "apache 2.0": "Apache-2.0",
    "apache license": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "dual licensed - gnu affero gpl 3.0 or artifex commercial license": "AGPL-3.0 OR Artifex-Commercial",
    "isc license (iscl)": "ISC",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "psfl": "PSF-2.0",
}
# What metadata do not tell: read in the package itself.
_BY_HAND = {
    "axe-playwright-python": "MIT AND MPL-2.0",  # its licence file; axe-core inside is under the MPL
    "colorama": "BSD-3-Clause",  # its licence file
    "contourpy": "BSD-3-Clause",  # likewise
    "jinja2": "BSD-3-Clause",  # likewise
    "pymupdf-layout": "none told",  # an empty package that keeps older versions away
    "pymupdf4llm": "none told",  # likewise
}
# Licences whose works may be combined with ours, as the Free Software Foundation's list has them.
_FIT = frozenset((
    "0BSD", "AGPL-3.0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-2.1-or-later", "MIT",
    "MIT-0", "MPL-2.0", "PSF-2.0", "Unlicense", "Zlib",
))  # fmt: skip


def pins(file: str) -> dict[str, str]:
    """Return the versions that a requirement file pins, by the package's name."""
    return dict(_PIN.findall((ROOT / file).read_text(encoding="utf-8")))


def spdx(name: str, about: Mapping[str, str], classifiers: list[str]) -> str:
    """Return the licence of a package as an SPDX expression, or in its own words where they are unknown."""
    if name in _BY_HAND:
        return _BY_HAND[name]
    if expression := about.get("License-Expression"):
        return expression
    told = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License :: OSI Approved :: ")]
    words = (about.get("License") or "").strip().split("\n")[0].strip()
    for text in (*told, words):
        if found := _NAMES.get(text.lower()):
            return found
    return words or "none told"


def fits(licence: str) -> str:
    """Say whether a work under this SPDX expression may be combined with ours: `yes` or `unsure`."""
    every = licence.replace("(", "").replace(")", "").split(" AND ")
    return "yes" if all(any(one.strip() in _FIT for one in part.split(" OR ")) for part in every) else "unsure"


def row(package: metadata.Distribution, name: str) -> str:
    """Return the row of an installed package that the requirement files call `name`."""
    about = package.metadata
    licence = spdx(name, {key: about[key] for key in set(about)}, about.get_all("Classifier") or [])
    return f"| `{name}` | {package.version} | {licence} | {fits(licence)} |"


def rows(file: str) -> list[str]:
    """Return the rows of a requirement file; raise RuntimeError where another version is installed than is pinned."""
    found = []
    for name, version in sorted(pins(file).items()):
        package = metadata.distribution(name)
        if package.version != version:
            raise RuntimeError(f"{name} {package.version} is installed, {version} is pinned")
        found.append(row(package, name))
    return found


def part(text: str, name: str) -> tuple[int, int]:
    """Return where the table of a part stands in the page, between its two marks."""
    begin, end = f"<!-- {name}: make licences -->\n", f"<!-- end of {name} -->"
    start = text.index(begin) + len(begin)
    return start, text.index(end, start)


def renewed(text: str) -> str:
    """Return the page with its tables as the installed packages say."""
    for name, file in FILES.items():
        start, end = part(text, name)
        head = "| package | version | licence | fits |\n| --- | --- | --- | --- |\n"
        text = text[:start] + head + "\n".join(rows(file)) + "\n" + text[end:]
    return text


def complete(bill: dict[str, Any]) -> list[str]:
    """Give components of a bill of materials (CycloneDX) the licence that their metadata tell in words of their own;
    return the names of those that tell none."""
    silent = []
    for component in bill["components"]:
        name = component["name"].lower().replace("_", "-")
        if component.get("licenses"):
            continue
        package = metadata.distribution(name)
        about = {key: package.metadata[key] for key in set(package.metadata)}
        licence = spdx(name, about, package.metadata.get_all("Classifier") or [])
        if licence == "none told":
            silent.append(name)
        else:
            component["licenses"] = [{"license": {"name": licence, "acknowledgement": "declared"}}]
    return silent


def main(argv: list[str] | None = None) -> int:
    """Compare the page, or write it; 1 where it differs."""
    parser = argparse.ArgumentParser(description="licences of the pinned packages in docs/licences.md")
    parser.add_argument("--write", action="store_true", help="write the tables anew")
    arguments = parser.parse_args(argv)
    text = PAGE.read_text(encoding="utf-8")
    fresh = renewed(text)
    if arguments.write:
        PAGE.write_text(fresh, encoding="utf-8")
    elif fresh != text:
        print("docs/licences.md differs from what is installed: make licences", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
