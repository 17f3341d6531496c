"""Linked callouts → the categories that the survey puts its works in."""

from __future__ import annotations

from surveyrefs.model.document import Document
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.reference import References
from surveyrefs.settings import CategoriseSettings

__all__ = ["categorise"]


def categorise(
    document: Document, references: References, links: Links, settings: CategoriseSettings | None = None
) -> Categories:
    """Assign every cited work to the table rows, sections, figure leaves and list topics that cite it."""
    from surveyrefs.categorise.assign import assignments
    from surveyrefs.categorise.kinds import kinds_of
    from surveyrefs.categorise.readable import Readable
    from surveyrefs.categorise.shared import shared_labels
    from surveyrefs.categorise.tree import category_tree, keywords_of
    from surveyrefs.categorise.unread import unread_figures

    readable = Readable(document)
    found = assignments(document, links, references.references, readable)
    kinds = kinds_of(document, links)
    grown = category_tree(document, found, kinds, settings or CategoriseSettings(), readable)
    size = max([len(references.references), *(a.reference + 1 for a in found)])
    return Categories(
        found, grown.tree, unread_figures(document, links), shared_labels(grown.tree), kinds,
        keywords_of(found, grown.paths, size),
    )  # fmt: skip
