"""references.bib in each dialect, written with bibtexparser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, get_args

import msgspec

from surveyrefs.export import biblatex, classic
from surveyrefs.export.context import sources_text, unit_of
from surveyrefs.export.folders import folders, jabref_comments, keywords_of, paths_by_key, zotero_comments
from surveyrefs.export.latex import clean, escape, protected, to_ascii, url_text
from surveyrefs.export.names import bib_names
from surveyrefs.export.work import Work, month_macro, month_number, provenance, remarks, work_of
from surveyrefs.model.run import Run
from surveyrefs.settings import Dialect

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Entry

DIALECTS: tuple[str, ...] = get_args(Dialect)
_VERBATIM = frozenset(("doi", "eprint", "url", "code", "project", "dataset"))  # addresses: TeX does not read them
_PROTECTED = frozenset(("title",))  # what styles lower; booktitle and journal they leave
_INDENT = "  "
_WIDTH = 16  # of the longest field name with its equals sign: values start in one column, in every file


class BibOptions(msgspec.Struct, frozen=True):
    """How to write a .bib: dialect, LaTeX escapes for letters, the printed label and page as a note, categories."""

    dialect: str = "bibtex"
    latex: bool = False
    provenance: bool = True
    keywords: bool = True


class Prepared(msgspec.Struct, frozen=True):
    """What all dialects of a run share: the references as facts and their keywords."""

    run: Run
    works: tuple[Work, ...]
    keywords: tuple[str, ...]


def prepare(run: Run) -> Prepared:
    """Return what all dialects of a run share."""
    return Prepared(run, tuple(map(work_of, run.references.references)), tuple(keywords_of(run)))


def to_bibtex(run: Run, options: BibOptions) -> str:
    """Return the .bib file of a run, one entry per reference in printed order."""
    return write_bibtex(prepare(run), options)


def write_bibtex(prepared: Prepared, options: BibOptions) -> str:
    """Return the .bib file of a prepared run."""
    import bibtexparser  # 40 ms that other exports need not pay
    from bibtexparser.middlewares import AddEnclosingMiddleware

    enclosing = AddEnclosingMiddleware(
        reuse_previous_enclosing=False, default_enclosing="{", enclose_integers=True, allow_inplace_modification=True
    )
    form = bibtexparser.BibtexFormat()
    form.indent, form.value_column, form.block_separator = _INDENT, _WIDTH, "\n"
    text: str = bibtexparser.write_string(_library(prepared, options), unparse_stack=[enclosing], bibtex_format=form)
    header = "% Encoding: UTF-8\n\n" if options.dialect == "jabref" else ""
    return header + text


def _library(prepared: Prepared, options: BibOptions) -> Library:
    from bibtexparser.library import Library
    from bibtexparser.model import ExplicitComment

    run, keywords = prepared.run, prepared.keywords
    with_tree = options.dialect in ("jabref", "zotero")
    tree = folders(run.categories.tree, [r.key for r in run.references.references]) if with_tree else []
    paths = paths_by_key(tree) if options.dialect == "jabref" else {}
    entries = [
        _entry(work, words, ", ".join(paths.get(work.reference.key, ())), run, options)
        for work, words in zip(prepared.works, keywords, strict=True)
    ]
    comments = jabref_comments(bool(paths)) if options.dialect == "jabref" else zotero_comments(tree)
    return Library([*entries, *map(ExplicitComment, comments)])


def _entry(work: Work, keywords: str, paths: str, run: Run, options: BibOptions) -> Entry:
    from bibtexparser.model import Entry, Field

    type_, plain = _typed_fields(work, options.dialect)
    encode = _ascii if options.latex else escape
    fields = _people(work, type_, encode, options.dialect)
    fields |= {name: _value(name, text, encode, options.dialect) for name, text in plain.items()}
    if options.dialect == "bibtex":  # what styles print and what identifies; abstracts are for managers
        fields.pop("abstract", None)
        fields["source"] = encode(sources_text(work.reference, "abstract"))
    if options.keywords:
        fields["keywords"] = encode(keywords)
    fields["categories"] = encode(paths)
    told = provenance(work, run.name, unit_of(run)) if options.provenance else ""
    remark = remarks(told, work) if options.dialect == "zotero" else told
    fields["annotation" if options.dialect == "biblatex" else "annote"] = encode(clean(remark))
    if options.dialect != "zotero":
        fields["ids"] = ",".join(map(clean, work.reference.aliases))
    macro = month_macro(month_number(plain["month"])) if month_number(plain.get("month", "")) else ""
    return Entry(
        type_,
        work.reference.key,
        [
            Field(name, value, enclosing="no-enclosing" if name == "month" and value == macro else None)
            for name, value in fields.items()
            if value
        ],
    )


def _typed_fields(work: Work, dialect: str) -> tuple[str, dict[str, str]]:
    if dialect == "biblatex":
        type_ = biblatex.biblatex_type(work)
        return type_, biblatex.biblatex_fields(work, type_)
    if dialect == "zotero":
        type_ = classic.zotero_type(work)
        return type_, classic.zotero_fields(work, type_)
    type_ = classic.classic_type(work)
    return type_, classic.classic_fields(work, type_)


def _people(work: Work, type_: str, encode: Callable[[str], str], dialect: str) -> dict[str, str]:
    """Return author and editor. Zotero would take `others` for a person, so there it goes to the note."""
    cut_safe = dialect in ("bibtex", "jabref")
    others, more_editors = (work.others and dialect != "zotero"), (work.more_editors and dialect != "zotero")
    people = {"author": bib_names(work.authors, others, encode, cut_safe)}
    takes_editor = {"biblatex": biblatex.takes_editor(type_), "zotero": True}
    if takes_editor.get(dialect, classic.takes_editor(work, type_)):
        people["editor"] = bib_names(work.editors, more_editors, encode, cut_safe)
    return people


def _value(name: str, text: str, encode: Callable[[str], str], dialect: str) -> str:
    if name in _VERBATIM:
        return url_text(text)
    text = clean(text)
    # Zotero keeps capitals as they are and takes the braces off.
    return protected(text, encode) if name in _PROTECTED and dialect != "zotero" else encode(text)


def _ascii(text: str) -> str:
    return to_ascii(escape(text))
