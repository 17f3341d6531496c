"""Linked callouts → the categories that the survey puts its works in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from surveyrefs.model.document import Document
from surveyrefs.model.link import Assignment, Categories, Links
from surveyrefs.model.reference import References
from surveyrefs.settings import CategoriseSettings

if TYPE_CHECKING:
    from surveyrefs.categorise.readable import Readable

__all__ = ["categorise", "grow"]


def categorise(
    document: Document, references: References, links: Links, settings: CategoriseSettings | None = None
) -> Categories:
    """Assign every cited work to the table rows, sections, figure leaves and list topics that cite it."""
    from surveyrefs.categorise.assign import assignments
    from surveyrefs.categorise.kinds import kinds_of
    from surveyrefs.categorise.readable import Readable
    from surveyrefs.categorise.unread import unread_figures

    readable = Readable(document)
    found = assignments(document, links, references.references, readable)
    kinds = kinds_of(document, links)
    size = len(references.references)
    made = Categories(found, (), unread_figures(document, links), (), kinds)
    return grow(document, made, size, settings or CategoriseSettings(), readable)


def grow(
    document: Document, made: Categories, size: int, settings: CategoriseSettings, readable: Readable | None = None
) -> Categories:
    """Return the categories with the tree, the shared labels and the keywords of their assignments, of `size` works.

    Where a person gave a category in full, it is shortened as any other.
    """
    from surveyrefs.categorise.readable import Readable
    from surveyrefs.categorise.shared import shared_labels
    from surveyrefs.categorise.tree import category_tree, keywords_of

    found = tuple(map(_shortened, made.assignments))
    grown = category_tree(document, found, made.kinds, settings, readable or Readable(document))
    whole = max([size, *(a.reference + 1 for a in found)])
    return msgspec.structs.replace(
        made,
        assignments=found,
        tree=grown.tree,
        shared=shared_labels(grown.tree),
        keywords=keywords_of(found, grown.paths, whole),
    )


def _shortened(made: Assignment) -> Assignment:
    from surveyrefs.categorise.names import shown_path

    return msgspec.structs.replace(made, category=shown_path(made.path)) if "category" in made.corrected else made
