"""Read our files with the programs that users have, and count the fields that arrive.

Better BibTeX's parser, citation-js and Zotero's own translators (an npm package has those of 2019) run under node,
bibtexparser 1 and papis in a Python of their own (they and we want different versions of bibtexparser), ASReview in
another; --install puts all of these into --folder. pandoc, bibtexparser, rispy and rdflib run as they are. A reader
that is missing is left out with its reason. Prints a Markdown table for docs/formats.md, field × reader: works of which
the field arrived as we know it, of works that have it; a dash where the program has no such field. Fails where a work
is lost.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from surveyrefs import store
from surveyrefs.csv_text import csv_to_records
from surveyrefs.export.formats import FormatOptions, to_format
from surveyrefs.model.reference import Reference
from surveyrefs.runner import load_run

_KEY = re.compile(r"^@(?!comment)\w+\{([^,\s]+),|^ID  - (.+)$|Citation Key: ([^\s<]+)", re.MULTILINE)
SCREENING = ("title", "authors", "year", "doi")  # all that a record of ASReview has of our fields
FIELDS = ("title", "authors", "year", "container", "volume", "pages", "doi", "arxiv")
_NAME_PARTS = ("dropping-particle", "non-dropping-particle", "family", "literal")  # CSL parts particles from families
Found = dict[str, dict[str, str]]  # key → field → text

_RETORQUERE = """
const text = require('fs').readFileSync(0, 'utf8');
import('@retorquere/bibtex-parser').then(({parse}) => console.log(JSON.stringify(parse(text).entries.map(
  e => ({...e.fields, key: e.key, author: (e.fields.author || []).map(
    a => `${a.prefix || ''} ${a.lastName || a.name}`).join(';')})))));
"""
# It tells what it does on standard output, which is ours.
_ZOTERO = """
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;
const text = require('fs').readFileSync(0, 'utf8');
require('zotero-translators').referenceImport(text).then(
  items => write(JSON.stringify(items), () => process.exit(0)), error => { console.error(error); process.exit(1); });
"""
_CITATION_JS = """
const {Cite} = require('@citation-js/core');
require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris');
const text = require('fs').readFileSync(0, 'utf8');
console.log(JSON.stringify(new Cite(text).data.map(({_graph, ...item}) => item)));
"""
_BIBTEXPARSER_1 = """
import json, sys, bibtexparser
from bibtexparser.bparser import BibTexParser
from bibtexparser.customization import convert_to_unicode
parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False, customization=convert_to_unicode)
entries = bibtexparser.loads(sys.stdin.read(), parser=parser).entries
print(json.dumps([entry | {"key": entry["ID"]} for entry in entries]))
"""
# A record has no key: they are told apart by their order. A value in `included` would be a decision of nobody.
_ASREVIEW = """
import json, pathlib, sys, tempfile
from asreview.data.loader import load_records
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder, "works.%s")
    path.write_bytes(sys.stdin.buffer.read())
    records = load_records(path, dataset_id="works")
assert not any(record.included is not None for record in records), "works are screened already"
names = ("title", "authors", "year", "doi")
print(json.dumps([{name: getattr(record, name) for name in names} for record in records], default=str))
"""
_PAPIS = """
import json, sys
from papis.bibtex import bibtex_to_dict
print(json.dumps([entry | {"key": entry["ref"]} for entry in bibtex_to_dict(sys.stdin.read())], default=str))
"""


NODE_PACKAGES = (
    "@retorquere/bibtex-parser@9.0.29", "@citation-js/core@0.7", "@citation-js/plugin-bibtex@0.7",
    "@citation-js/plugin-ris@0.7", "zotero-translators@0.0.2",
)  # fmt: skip
# One requirement of the translators is a git address, which npm cannot reach everywhere; it reads web pages, which
# imports are not: the package of that name will do.
_OVERRIDES = {"private": True, "overrides": {"wicked-good-xpath": "1.3.0"}}
PYTHONS = {"python": ("bibtexparser<2", "papis==0.16.1"), "asreview": ("asreview==3.0.8",)}


def interpreter(folder: Path, name: str) -> Path:
    """Return where the Python of one of PYTHONS is."""
    return folder / name / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(folder: Path) -> None:
    """Install the readers that are not there yet; what fails is told and left out."""
    folder.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm")
    if npm and not (folder / "node_modules").is_dir():
        (folder / "package.json").write_text(json.dumps(_OVERRIDES), encoding="utf-8")
        _try([npm, "install", "--silent", "--no-audit", "--no-fund", *NODE_PACKAGES], folder)
    for name, packages in PYTHONS.items():
        there = interpreter(folder, name)
        if there.is_file():
            continue
        _try([sys.executable, "-m", "venv", name], folder)
        pip = [str(there.absolute()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _try([*pip, *packages], folder)


def _try(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        print(f"{' '.join(command)}: {done.stderr.strip()}", file=sys.stderr)


def plain(text: str) -> str:
    """Return letters and digits only, folded: what is left when styles have had their way with a field."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed.casefold() if c.isalnum())


def known(reference: Reference) -> dict[str, str]:
    """Return what we know of a work, plain; a field that it has not is missing."""
    families = "".join(plain(n.family or n.literal) for n in reference.authors)
    container = "" if reference.type == "misc" else reference.container
    facts = {
        "title": reference.title, "authors": families, "year": reference.year, "container": container,
        "volume": reference.volume, "pages": reference.pages, "doi": reference.doi, "arxiv": reference.arxiv,
    }  # fmt: skip
    return {name: plain(value) for name, value in facts.items() if value}


def from_bib(entries: Iterable[dict[str, Any]]) -> Found:
    """Read entries with BibTeX's names of fields."""
    return {
        str(e["key"]): {
            "title": e.get("title", ""), "authors": e.get("author", ""), "year": e.get("year") or e.get("date", ""),
            # A paper without authors is @misc, since styles want them of the type it has; its venue is howpublished.
            "container": next((e[n] for n in ("journal", "journaltitle", "booktitle", "howpublished") if e.get(n)), ""),
            "volume": e.get("volume", ""), "pages": e.get("pages", ""), "doi": e.get("doi", ""),
            "arxiv": f"{e.get('eprint', '')} {e.get('url', '')}",
        }
        for e in entries
    }  # fmt: skip


def families_only(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entries whose authors are one text, `Family, Given and Family, Given`, with the families alone."""
    return [
        e | {"author": " ".join(name.split(",")[0] for name in e.get("author", "").split(" and "))} for e in entries
    ]  # fmt: skip


def from_csl(items: Iterable[dict[str, Any]]) -> Found:
    """Read CSL items."""
    return {
        str(i["id"]): {
            "title": i.get("title", ""),
            "authors": " ".join(" ".join(a.get(part, "") for part in _NAME_PARTS) for a in i.get("author", ())),
            "year": str(i.get("issued", {}).get("date-parts", [[""]])[0][0]),
            "container": i.get("container-title") or i.get("publisher", ""),
            "volume": str(i.get("volume", "")), "pages": str(i.get("page", "")), "doi": i.get("DOI", ""),
            "arxiv": f"{i.get('URL', '')} {i.get('number', '')} {i.get('archive_location', '')} {i.get('note', '')}",
        }
        for i in items
    }  # fmt: skip


def node(program: str, folder: Path) -> Callable[[str], Any]:
    """Return what runs a program of ours under node, its packages in `folder`, and reads the JSON that it prints."""

    def read(text: str) -> Any:
        if shutil.which("node") is None or not (folder / "node_modules").is_dir():
            raise FileNotFoundError("node or its packages are not installed")
        script = folder / "read.cjs"
        script.write_text(program, encoding="utf-8")
        done = subprocess.run(["node", str(script)], input=text, capture_output=True, encoding="utf-8", check=True)
        return json.loads(done.stdout)

    return read


def python(program: str, executable: Path) -> Callable[[str], Any]:
    """Return what runs a program of ours under another Python and reads the JSON that it prints."""

    def read(text: str) -> Any:
        if not executable.is_file():
            raise FileNotFoundError(f"there is no {executable}")
        environment = os.environ | {"PYTHONUTF8": "1"}
        command = [str(executable), "-c", program]
        done = subprocess.run(command, env=environment, input=text, capture_output=True, encoding="utf-8", check=True)
        return json.loads(done.stdout)

    return read


def pandoc(text: str, form: str) -> Any:
    """Return the CSL items that pandoc reads from a text."""
    if shutil.which("pandoc") is None:
        raise FileNotFoundError("pandoc is not installed")
    command = ["pandoc", "-f", form, "-t", "csljson"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def bibtexparser_entries(text: str) -> list[dict[str, Any]]:
    """Return what bibtexparser reads."""
    from surveyrefs.export.library import read_library

    return [
        {
            "key": r.key, "title": r.title, "author": " ".join(n.family or n.literal for n in r.authors),
            "year": r.year, "journal": r.container, "volume": r.volume, "pages": r.pages, "doi": r.doi,
            "eprint": r.arxiv,
        }
        for r in read_library(text)
    ]  # fmt: skip


def rispy_entries(text: str) -> Found:
    """Return what rispy reads."""
    import rispy

    return {
        e["id"]: {
            "title": e.get("title", ""), "authors": " ".join(a.split(",")[0] for a in e.get("authors", ())),
            "year": e.get("year", ""), "container": e.get("secondary_title", ""), "volume": e.get("volume", ""),
            "pages": f"{e.get('start_page', '')}{e.get('end_page', '')}", "doi": e.get("doi", ""),
            "arxiv": e.get("accession_number", ""),
        }
        for e in rispy.loads(text)
    }  # fmt: skip


def rdf_items(text: str) -> Found:
    """Return what rdflib reads of Zotero RDF, by the key in Extra."""
    from rdflib import Graph
    from rdflib.namespace import DC, DCTERMS, FOAF
    from rdflib.term import Node, URIRef

    from surveyrefs.export.zotero_rdf import NAMESPACES

    def named(prefix: str, name: str) -> URIRef:
        return URIRef(NAMESPACES[prefix] + name)

    graph = Graph().parse(data=text, format="xml", publicID="http://example.org/file")

    def value(node: Node | None, name: URIRef) -> str:
        return str(graph.value(node, name) or "") if node else ""

    def item(node: Node) -> dict[str, str]:
        container = graph.value(node, DCTERMS.isPartOf)
        people = graph.value(node, named("bib", "authors")) or graph.value(node, named("schema", "author"))
        members = sorted((len(str(p)), str(p), o) for p, o in graph.predicate_objects(people)) if people else ()
        volume = named("prism", "volume")
        dois = [str(o) for o in graph.objects(node, DC.identifier) if str(o).startswith("DOI ")]
        return {
            "title": value(node, DC.title), "authors": " ".join(value(o, FOAF.surname) for _, _, o in members),
            "year": value(node, DC.date), "container": value(container, DC.title),
            "volume": value(container, volume) or value(node, volume), "pages": value(node, named("bib", "pages")),
            "doi": " ".join(dois), "arxiv": value(node, DC.description),
        }  # fmt: skip

    items = list(graph.subjects(named("z", "itemType"), None))
    return {value(n, DC.description).split("\n")[0].removeprefix("Citation Key: "): item(n) for n in items}


def keys_in(text: str) -> list[str]:
    """Return the keys of a file of ours in their order: BibTeX, RIS, Zotero RDF or CSV."""
    if text.lstrip("\ufeff").startswith("printed_label,"):
        return [record["key"] for record in csv_to_records(text)]
    return [next(filter(None, groups)) for groups in _KEY.findall(text)]


def from_zotero(text: str, items: Iterable[dict[str, Any]]) -> Found:
    """Read Zotero's items: keys go by their order, since Zotero drops them from some formats; notes are items too."""
    works = [item for item in items if item["itemType"] != "note"]
    places = ("publicationTitle", "proceedingsTitle", "bookTitle", "websiteTitle", "series", "publisher")
    keys = [re.match(r"Citation Key: (\S+)", item.get("extra", "")) for item in works]
    found = [match[1] if match else key for match, key in zip(keys, keys_in(text), strict=True)]
    return {
        key: {
            "title": i.get("title", ""), "year": i.get("date", ""), "volume": i.get("volume", ""),
            "authors": " ".join(c.get("lastName") or c.get("name", "") for c in i.get("creators", ())),
            "container": " ".join(i.get(name, "") for name in places), "pages": i.get("pages", ""),
            "doi": f"{i.get('DOI', '')} {i.get('extra', '')}",
            "arxiv": f"{i.get('url', '')} {i.get('archiveLocation', '')} {i.get('extra', '')}",
        }
        for key, i in zip(found, works, strict=True)
    }  # fmt: skip


def from_asreview(text: str, records: Sequence[dict[str, Any]]) -> Found:
    """Read ASReview's records, which are in the order of the file."""
    return {
        key: {
            "title": r["title"] or "", "year": str(r["year"] or ""), "doi": r["doi"] or "",
            "authors": " ".join(name.split(",")[0] for name in _people(r["authors"])),
        }
        for key, r in zip(keys_in(text), records, strict=True)
    }  # fmt: skip


def _people(authors: object) -> list[str]:
    names = authors if isinstance(authors, list) else [authors]
    return [part for name in names for part in str(name).split(";")]


def readers(folder: Path) -> dict[str, tuple[str, Callable[[str], Found]]]:
    """Return each reader: its name in the table → the format that it reads, and how."""
    better, citation, zotero = node(_RETORQUERE, folder), node(_CITATION_JS, folder), node(_ZOTERO, folder)
    screen = {form: python(_ASREVIEW % form, interpreter(folder, "asreview")) for form in ("csv", "ris")}
    own = interpreter(folder, "python")
    older, papis = python(_BIBTEXPARSER_1, own), python(_PAPIS, own)
    return {
        "Better BibTeX, bibtex": ("bibtex", lambda t: from_bib(better(t))),
        "Better BibTeX, zotero": ("zotero", lambda t: from_bib(better(t))),
        "Zotero, zotero": ("zotero", lambda t: from_zotero(t, zotero(t))),
        "Zotero, ris": ("ris", lambda t: from_zotero(t, zotero(t))),
        "Zotero, zotero-rdf": ("zotero-rdf", lambda t: from_zotero(t, zotero(t))),
        "citation-js, bibtex": ("bibtex", lambda t: from_csl(citation(t))),
        "pandoc, biblatex": ("biblatex", lambda t: from_csl(pandoc(t, "biblatex"))),
        "pandoc, csl-json": ("csl-json", lambda t: from_csl(pandoc(t, "csljson"))),
        "bibtexparser, bibtex": ("bibtex", lambda t: from_bib(bibtexparser_entries(t))),
        "bibtexparser 1, bibtex": ("bibtex", lambda t: from_bib(families_only(older(t)))),
        "papis, bibtex": ("bibtex", lambda t: from_bib(families_only(papis(t)))),
        "rispy, ris": ("ris", rispy_entries),
        "ASReview, csv": ("csv", lambda t: from_asreview(t, screen["csv"](t))),
        "ASReview, ris": ("ris", lambda t: from_asreview(t, screen["ris"](t))),
        "rdflib, zotero-rdf": ("zotero-rdf", rdf_items),
    }


def main(argv: list[str] | None = None) -> int:
    """Count, print and judge."""
    parser = argparse.ArgumentParser(description="count what arrives in other programs")
    parser.add_argument("folders", nargs="+", type=Path, metavar="OUT")
    parser.add_argument("--folder", type=Path, default=Path("build/readers"), help="where the readers are")
    parser.add_argument("--install", action="store_true", help="install what is missing there first")
    arguments = parser.parse_args(argv)
    if arguments.install:
        install(arguments.folder)
    runs = [load_run(folder) for folder in arguments.folders if (folder / store.MANIFEST).is_file()]
    table: dict[str, list[str]] = {}
    wrong = 0
    for name, (form, read) in readers(arguments.folder).items():
        arrived, had = dict.fromkeys(FIELDS, 0), dict.fromkeys(FIELDS, 0)
        lost = 0
        try:
            for run in runs:
                found = read(to_format(run, form, FormatOptions()))
                for reference in run.references.references:
                    lost += reference.key not in found
                    for field, value in known(reference).items():
                        had[field] += 1
                        arrived[field] += value in plain(found.get(reference.key, {}).get(field, ""))
        except (FileNotFoundError, subprocess.CalledProcessError) as error:
            told = getattr(error, "stderr", "") or error
            print(f"{name}: left out ({str(told).strip().splitlines()[-1]})", file=sys.stderr)
            continue
        wrong += lost
        has = SCREENING if name.startswith("ASReview") else FIELDS
        table[name] = [str(lost), *(f"{arrived[f]} of {had[f]}" if f in has else "–" for f in FIELDS)]
    print(f"| reader, format | lost | {' | '.join(FIELDS)} |\n| --- |{' ---: |' * (len(FIELDS) + 1)}")
    for name, cells in table.items():
        print(f"| {name} | {' | '.join(cells)} |")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
