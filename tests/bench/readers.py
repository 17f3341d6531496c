"""Read our files with the programs that users have, and count the fields that arrive.

Better BibTeX's parser and citation-js run under node (`npm install` into --node; `make readers` does it),
bibtexparser 1 and papis in a Python of their own (--python: they and we want different versions of bibtexparser),
pandoc, bibtexparser, rispy and rdflib as they are. A reader that is missing is left out with its reason. Prints a
Markdown table for docs/formats.md, field × reader: works of which the field arrived as we know it, of works that have
it. Fails where a work is lost.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from surveyrefs import store
from surveyrefs.export.formats import FormatOptions, to_format
from surveyrefs.model.reference import Reference
from surveyrefs.runner import load_run

FIELDS = ("title", "authors", "year", "container", "volume", "pages", "doi", "arxiv")
_NAME_PARTS = ("dropping-particle", "non-dropping-particle", "family", "literal")  # CSL parts particles from families
Found = dict[str, dict[str, str]]  # key → field → text

_RETORQUERE = """
const text = require('fs').readFileSync(0, 'utf8');
import('@retorquere/bibtex-parser').then(({parse}) => console.log(JSON.stringify(parse(text).entries.map(
  e => ({...e.fields, key: e.key, author: (e.fields.author || []).map(
    a => `${a.prefix || ''} ${a.lastName || a.name}`).join(';')})))));
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
_PAPIS = """
import json, sys
from papis.bibtex import bibtex_to_dict
print(json.dumps([entry | {"key": entry["ref"]} for entry in bibtex_to_dict(sys.stdin.read())], default=str))
"""


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
            "container": e.get("journal") or e.get("journaltitle") or e.get("booktitle", ""),
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
            "year": str(i.get("issued", {}).get("date-parts", [[""]])[0][0]), "container": i.get("container-title", ""),
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
        done = subprocess.run(["node", str(script)], input=text, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return read


def python(program: str, interpreter: Path) -> Callable[[str], Any]:
    """Return what runs a program of ours under another Python and reads the JSON that it prints."""

    def read(text: str) -> Any:
        if not interpreter.is_file():
            raise FileNotFoundError(f"there is no {interpreter}")
        done = subprocess.run([interpreter, "-c", program], input=text, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    return read


def pandoc(text: str, form: str) -> Any:
    """Return the CSL items that pandoc reads from a text."""
    if shutil.which("pandoc") is None:
        raise FileNotFoundError("pandoc is not installed")
    command = ["pandoc", "-f", form, "-t", "csljson"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
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


def readers(folder: Path, interpreter: Path) -> dict[str, tuple[str, Callable[[str], Found]]]:
    """Return each reader: its name in the table → the format that it reads, and how."""
    better, citation = node(_RETORQUERE, folder), node(_CITATION_JS, folder)
    older, papis = python(_BIBTEXPARSER_1, interpreter), python(_PAPIS, interpreter)
    return {
        "Better BibTeX, bibtex": ("bibtex", lambda t: from_bib(better(t))),
        "Better BibTeX, zotero": ("zotero", lambda t: from_bib(better(t))),
        "citation-js, bibtex": ("bibtex", lambda t: from_csl(citation(t))),
        "pandoc, biblatex": ("biblatex", lambda t: from_csl(pandoc(t, "biblatex"))),
        "pandoc, csl-json": ("csl-json", lambda t: from_csl(pandoc(t, "csljson"))),
        "bibtexparser, bibtex": ("bibtex", lambda t: from_bib(bibtexparser_entries(t))),
        "bibtexparser 1, bibtex": ("bibtex", lambda t: from_bib(families_only(older(t)))),
        "papis, bibtex": ("bibtex", lambda t: from_bib(families_only(papis(t)))),
        "rispy, ris": ("ris", rispy_entries),
        "rdflib, zotero-rdf": ("zotero-rdf", rdf_items),
    }


def main(argv: list[str] | None = None) -> int:
    """Count, print and judge."""
    parser = argparse.ArgumentParser(description="count what arrives in other programs")
    parser.add_argument("folders", nargs="+", type=Path, metavar="OUT")
    parser.add_argument("--node", type=Path, default=Path("build/readers"), help="folder of the node packages")
    parser.add_argument(
        "--python", type=Path, default=Path("build/readers/python/bin/python"), help="a Python with papis"
    )
    arguments = parser.parse_args(argv)
    runs = [load_run(folder) for folder in arguments.folders if (folder / store.MANIFEST).is_file()]
    table: dict[str, list[str]] = {}
    wrong = 0
    for name, (form, read) in readers(arguments.node, arguments.python).items():
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
            print(f"{name}: left out ({error})", file=sys.stderr)
            continue
        wrong += lost
        table[name] = [str(lost), *(f"{arrived[f]} of {had[f]}" for f in FIELDS)]
    print(f"| reader, format | lost | {' | '.join(FIELDS)} |\n| --- |{' ---: |' * (len(FIELDS) + 1)}")
    for name, cells in table.items():
        print(f"| {name} | {' | '.join(cells)} |")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
