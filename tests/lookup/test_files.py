from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from surveyrefs.export.library import read_library
from surveyrefs.lookup import look_up
from surveyrefs.lookup.local import is_known, search_file
from surveyrefs.lookup.plan import wanted_of
from surveyrefs.model.lookup import LookedUp
from surveyrefs.model.reference import Name, Reference
from surveyrefs.settings import LookupSettings
from tests.lookup.build import openalex_work, preprint, reference

BIB = """
@inproceedings{mine, title = {Retrieval for {Reading} Comprehension Models}, author = {Lee, Ann and M{\\"u}ller, B.},
  booktitle = {Conference on Reading}, year = 2020, doi = {https://doi.org/10.1000/Reading.7}, abstract = {We read.}}
@article{other, title = {Growth of Spruce}, author = {Berg, A.}, year = 2020, journal = {Trees}}
"""
DBLP = """<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<article key="journals/corr/Spruce"><author>A. Berg</author><title>Growth of Spruce.</title></article>
<inproceedings key="conf/read/Lee20" mdate="2020-12-01">
<author>Ann Lee 0003</author><author>Bernd M&uuml;ller</author>
<title>Retrieval for <i>Reading</i> Comprehension Models.</title>
<year>2020</year><booktitle>READ</booktitle><ee>https://doi.org/10.1000/reading.7</ee></inproceedings>
<www key="homepages/l/Lee"><author>Ann Lee</author><title>Home Page</title></www>
</dblp>
"""


def look(work: Reference, *files: Path) -> LookedUp:
    return look_up([work], LookupSettings(files=tuple(map(str, files))), (), None, read_library)


def doi(found: LookedUp) -> tuple[str, str, str]:
    return next(((i.value, i.source, i.id) for i in found.found if i.field == "doi"), ("", "", ""))


def test_a_library_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "my.bib"
    path.write_text(BIB, encoding="utf-8")
    found = look(reference(), path)
    assert doi(found) == ("10.1000/reading.7", "my.bib", "mine")
    assert [i.value for i in found.found if i.field == "abstract"] == ["We read."]
    assert len(found.answers[0].records) == 1, "only what may be one of the works is kept"
    assert found.whole


@pytest.mark.parametrize("name", ["works.jsonl", "works.json.gz", "works.ndjson"])
def test_lines_of_openalex(tmp_path: Path, name: str) -> None:
    lines = [json.dumps(openalex_work(title="Growth of Spruce in Norway", doi=None)), "", json.dumps(openalex_work())]
    data = "\n".join(lines).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = look(reference(), tmp_path / name)
    assert doi(found) == ("10.1000/reading.7", name, "W7")
    assert not found.problems


@pytest.mark.parametrize("name", ["dblp.xml", "dblp.xml.gz"])
def test_dblp_with_letters_of_a_dtd_that_is_not_there(tmp_path: Path, name: str) -> None:
    data = DBLP.encode("latin-1")
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = look(reference(), tmp_path / name)
    assert doi(found) == ("10.1000/reading.7", name, "conf/read/Lee20")
    (record,) = found.answers[0].records
    assert record.families == ("Lee", "Müller")
    assert not found.problems
    places = {i.field: i.value for i in look(preprint(arxiv=""), tmp_path / name).found}
    assert (places["published_in"], places["published_year"]) == ("READ", "2020")


def test_a_slip_of_print_does_not_hide_a_work(tmp_path: Path) -> None:
    path = tmp_path / "my.bib"
    path.write_text(BIB, encoding="utf-8")
    for title in ("Retrieva for Reading Comprehension Models", "Retrieval for Reading Comprehension Modells"):
        assert doi(look(reference(title=title), path))[2] == "mine"


def test_files_go_before_servers_and_the_first_file_first(tmp_path: Path) -> None:
    one, two = tmp_path / "one.bib", tmp_path / "two.jsonl"
    one.write_text(BIB.replace("Reading.7", "from.one"), encoding="utf-8")
    two.write_text(json.dumps(openalex_work()), encoding="utf-8")
    assert doi(look(reference(), one, two))[1] == "one.bib"
    assert doi(look(reference(), two, one))[1] == "two.jsonl"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.jsonl", b'{"id": 7}\n[1]\nnonsense\n' + json.dumps(openalex_work()).encode(), "3 lines are no works"),
        ("a.jsonl.gz", gzip.compress(json.dumps(openalex_work()).encode() + b"\n" * 99_999)[:-9], "to its end"),
        ("a.xml", DBLP.encode("latin-1")[:-30], "damaged"),
        ("a.xml", b"<html><body>Down", "damaged"),
        ("a.xml", b'<!DOCTYPE dblp [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><dblp>&b;</dblp>', "entities of its own"),
        ("a.xml", b"<dblp>" + b"<a>" * 10_000, "nested too deeply"),
        ("a.xml.gz", b"no gzip at all", "to its end"),
    ],
)
def test_a_damaged_file_is_told_and_what_was_read_is_used(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = look(reference(), tmp_path / name)
    (problem,) = found.problems
    assert problem.code == "lookup-file"
    assert told in problem.text
    if b"reading.7" in data or name == "a.jsonl.gz":
        assert doi(found)[0] == "10.1000/reading.7"


def test_no_entity_opens_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Retrieval for Reading Comprehension Models", encoding="utf-8")
    path = tmp_path / "dblp.xml"
    path.write_text(
        f'<!DOCTYPE dblp SYSTEM "{secret.as_uri()}"><dblp><article><title>&uuml;</title></article></dblp>',
        encoding="utf-8",
    )
    assert not look(reference(), path).problems
    path.write_text(
        f'<!DOCTYPE dblp [<!ENTITY x SYSTEM "{secret.as_uri()}">]><dblp><article><title>&x;</title></article></dblp>',
        encoding="utf-8",
    )
    found = look(reference(authors=(Name(family="Lee"),)), path)
    assert [p.code for p in found.problems] == ["lookup-file"]
    assert not found.answers[0].records


def test_a_file_without_end_costs_its_time_only(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps(openalex_work())] * 3000), encoding="utf-8")
    ticks = iter(range(100))
    search = search_file(path, [wanted_of(0, reference())], read_library, 2.0, lambda: next(ticks))
    assert search.late
    assert len(search.records) == 1
    assert "the time for looking up was over" in search.problems[0].text
    assert not look_up([reference()], LookupSettings(files=(str(path),), budget=-1.0), (), None, read_library).whole


def test_names_of_files_that_are_read() -> None:
    known = ("a.bib", "A.BIB", "x/dblp.xml.gz", "works.jsonl", "w.json.gz", "w.ndjson")
    assert all(is_known(Path(name)) for name in known)
    assert not any(is_known(Path(name)) for name in ("a.ris", "a.gz", "a", "a.bib.zip"))
