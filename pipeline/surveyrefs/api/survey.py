"""A survey as Python sees it."""

from __future__ import annotations

import json
from functools import cached_property
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveyrefs.api.frames import Tables, frame_of
from surveyrefs.export import tabular
from surveyrefs.export.context import filled, with_unique_keys
from surveyrefs.model.run import Run
from surveyrefs.runner import counts_of

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = ("pages", "references", "callouts", "unlinked", "tables", "problems")


class Survey:
    """What a survey holds: its works, where it cites them, and how it sorts them.

    Made by `surveyrefs.extract` and `surveyrefs.load`. Each data frame has the columns of the CSV file of its name, in
    the same order (docs/outputs.md), with nullable types: `string` (all ids, labels and numbers of sections, so that
    `2303.11370` stays text), `Int64`, `Float64`, `boolean`; what is not known is `pd.NA`. Pages count from 1; boxes are
    `x0 y0 x1 y1` in points from the top left of the page. They are made at the first use, need pandas (MissingLibrary
    says so), and are yours to change: the survey keeps its own.

    >>> import surveyrefs
    >>> survey = surveyrefs.extract("inputs/retrieval-survey-v1.pdf")
    >>> survey
    <Survey 'retrieval-survey-v1': 6 pages, 59 references, 135 callouts, 0 unlinked, 3 tables, 0 problems>
    >>> survey.references[["key", "year"]].head(2)
                        key  year
    0  vaswani2017attention  2017
    1        devlin2019bert  2019
    >>> survey.references.query("arxiv.notna()")["arxiv"].tolist()[:2]
    ['2312.10997', '2404.16130']
    >>> survey.tables["I"].columns.tolist()[:3]
    ['Entry point', 'System', 'Retriever']
    >>> survey.assignments.query("category == 'Input text'")["key"].nunique()
    10
    >>> print(survey.to_bibtex("biblatex")[:36])
    @inproceedings{vaswani2017attention,
    """

    def __init__(self, run: Run, source: Path | None = None, password: str = "") -> None:
        self._run = with_unique_keys(run)
        self._source = source
        self._password = password

    @property
    def name(self) -> str:
        """The name of its output folder."""
        return self._run.name

    @property
    def title(self) -> str:
        """The survey's title, empty where none was found."""
        return self._run.document.title

    @property
    def authors(self) -> tuple[str, ...]:
        """Its authors as printed."""
        return self._run.document.authors

    @property
    def arxiv(self) -> str:
        """Its arXiv id, or empty."""
        return self._run.document.arxiv

    @property
    def doi(self) -> str:
        """Its DOI, lower case, or empty."""
        return self._run.document.doi

    @property
    def counts(self) -> dict[str, int]:
        """How many pages, references, callouts, tables and so on it has: the columns of index.csv."""
        return counts_of(self._run)

    @property
    def references(self) -> pd.DataFrame:
        """The works of its list, in printed order: the columns of references.csv, a row each."""
        return frame_of("references", self._csv["references"])

    @property
    def citations(self) -> pd.DataFrame:
        """A row for each callout (`[3]`, `(Lee, 2020)`) and work that it names: the columns of citations.csv."""
        return frame_of("citations", self._csv["citations"])

    @property
    def assignments(self) -> pd.DataFrame:
        """A row for each category that a work is put in: the columns of assignments.csv."""
        return frame_of("assignments", self._csv["assignments"])

    @property
    def sections(self) -> pd.DataFrame:
        """Its headings in reading order: the columns of sections.csv."""
        return frame_of("sections", self._csv["sections"])

    @property
    def problems(self) -> pd.DataFrame:
        """What was seen and not understood: the columns of problems.csv; docs/errors.md explains the codes."""
        return frame_of("problems", self._csv["problems"])

    @cached_property
    def tables(self) -> Tables:
        """Its printed tables by number: `survey.tables["I"]` is a data frame, a row for each body row."""
        texts: dict[str, str] = {}
        about: dict[str, dict[str, object]] = {}
        files = tabular.table_files(self._run.document)
        for index, ((file, text), table) in enumerate(zip(files, self._run.document.tables, strict=True)):
            number = table.number if table.number and table.number not in texts else file[len("table-") : -len(".csv")]
            texts[number] = text
            about[number] = {
                "title": tabular.table_title(table), "kind": tabular.kind_of(self._run, index), "page": table.page,
                "confidence": round(table.confidence, 2),
            }  # fmt: skip
        return Tables(texts, about)

    @property
    def taxonomy(self) -> dict[str, Any]:
        """Its categories as one tree, and labels that come twice: the content of taxonomy.json."""
        from surveyrefs.export.survey import taxonomy_json

        tree: dict[str, Any] = json.loads(taxonomy_json(self._run))
        return tree

    def to_bibtex(self, dialect: str = "bibtex", *, latex: bool = False, key_format: str = "") -> str:
        """Return the references as BibTeX in a dialect: `bibtex`, `biblatex`, `zotero` or `jabref` (docs/formats.md).

        `latex` writes letters beyond ASCII as LaTeX commands, `key_format` makes keys from a template such as
        `{auth}{year}{word}`. Raise BadSetting for an unknown dialect or an unusable template.
        """
        from surveyrefs.errors import BadSetting
        from surveyrefs.export import DIALECTS

        if dialect not in DIALECTS:
            raise BadSetting("dialect", f"there is no dialect {dialect}", f"Dialects: {', '.join(DIALECTS)}.")
        return self.to_format(dialect, latex=latex, key_format=key_format)

    def to_format(self, name: str, *, latex: bool = False, provenance: bool = True, key_format: str = "") -> str:
        """Return the references in any text format of `surveyrefs export --to` (docs/formats.md)."""
        from surveyrefs.errors import BadSetting
        from surveyrefs.export.formats import FORMATS, FormatOptions, to_format

        if name not in FORMATS:
            raise BadSetting("format", f"there is no format {name}", f"Formats: {', '.join(FORMATS)}.")
        return to_format(self._run, name, FormatOptions(latex, provenance, key_format))

    def view(self, path: str | PathLike[str] | None = None, *, pages: bool = True) -> Path:
        """Write the page that shows the survey beside its printed pages (docs/view.md), and return where it is.

        Without `path` it is `<name>.html` in the current folder. The printed pages are there where the survey was
        extracted from its PDF, and left out where it was loaded or with `pages=False`.
        """
        from surveyrefs.store import write
        from surveyrefs.view.page import survey_page

        target = Path(path) if path is not None else Path(f"{self.name}.html")
        write(target, survey_page(self._run, self._source if pages else None, self._password).encode())
        return target

    @cached_property
    def _csv(self) -> dict[str, str]:
        run = filled(self._run)
        return {
            "references": tabular.references_csv(run),
            "citations": tabular.citations_csv(run),
            "assignments": tabular.assignments_csv(run),
            "sections": tabular.sections_csv(run),
            "problems": tabular.problems_csv(run),
        }

    def __repr__(self) -> str:
        counts = self.counts
        return f"<Survey {self.name!r}: {', '.join(f'{counts[what]} {what}' for what in _SHOWN)}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: title, figures and tables."""
        counts = self.counts
        figures = "".join(f"<td><b>{counts[what]}</b> {what}</td>" for what in _SHOWN)
        tables = "".join(f"<li>{escape(number)}: {escape(self.tables.title(number))}</li>" for number in self.tables)
        by = f"<br>{escape(', '.join(self.authors))}" if self.authors else ""
        return f"<p><b>{escape(self.title or self.name)}</b>{by}</p><table><tr>{figures}</tr></table>" + (
            f"<details><summary>Tables</summary><ul>{tables}</ul></details>" if tables else ""
        )
