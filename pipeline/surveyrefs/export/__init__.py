"""The export stage: a run becomes the text of its data files. Nothing is written here."""

from __future__ import annotations

from surveyrefs.csv_text import printable
from surveyrefs.export.bibtex import DIALECTS, BibOptions, prepare, to_bibtex, write_bibtex
from surveyrefs.export.context import filled, with_unique_keys
from surveyrefs.export.datapackage import datapackage_json
from surveyrefs.export.survey import survey_json, taxonomy_json
from surveyrefs.export.tabular import (
    assignments_csv,
    citations_csv,
    problems_csv,
    references_csv,
    sections_csv,
    table_files,
    tables_csv,
)
from surveyrefs.model.run import Run
from surveyrefs.settings import ExportSettings

__all__ = ["DIALECTS", "BibOptions", "export", "to_bibtex"]


def export(run: Run, settings: ExportSettings) -> dict[str, str]:
    """Return the text of every data file of a run, by file name relative to the run's folder.

    `references.bib` is always there, in the bibtex dialect; each further dialect of the settings has a file of its own
    (`references.zotero.bib`).
    """
    run = filled(with_unique_keys(run))
    prepared = prepare(run)
    dialects = dict.fromkeys(("bibtex", *settings.dialects))
    files = {bib_name(d): printable(write_bibtex(prepared, bib_options(d, settings))) for d in dialects}
    files |= {
        "references.csv": references_csv(run),
        "citations.csv": citations_csv(run),
        "assignments.csv": assignments_csv(run),
        "sections.csv": sections_csv(run),
        "tables.csv": tables_csv(run),
        "problems.csv": problems_csv(run),
        "taxonomy.json": taxonomy_json(run),
        "survey.json": survey_json(run),
        "datapackage.json": datapackage_json(run),
    }
    files |= {f"tables/{name}": text for name, text in table_files(run.document)}
    return files


def bib_name(dialect: str) -> str:
    """Return the file name of a dialect: `references.bib` for bibtex, else `references.<dialect>.bib`."""
    return "references.bib" if dialect == "bibtex" else f"references.{dialect}.bib"


def bib_options(dialect: str, settings: ExportSettings) -> BibOptions:
    """Return how a dialect is written under these settings.

    `references.bib` says only what the survey prints of a work: labels and pages in it would change every entry with
    every new version, categories half of them. The files for reference managers carry them.
    """
    managed = dialect != "bibtex"
    return BibOptions(dialect, settings.latex, provenance=settings.provenance and managed, keywords=managed)
