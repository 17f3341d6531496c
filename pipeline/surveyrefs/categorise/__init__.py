"""Linked callouts → the categories that the survey puts its works in."""

from __future__ import annotations

from surveyrefs.model.document import Document
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.reference import References

__all__ = ["categorise"]


def categorise(
    document: Document,
    references: References,  # noqa: ARG001 -- every stage is handed what was made before it
    links: Links,
) -> Categories:
    """Assign every cited work to the table rows, sections and figure leaves that cite it."""
    from surveyrefs.categorise.assign import assignments
    from surveyrefs.categorise.shared import shared_labels
    from surveyrefs.categorise.tree import category_tree

    found = assignments(document, links)
    tree = category_tree(document, found)
    return Categories(found, tree, shared=shared_labels(tree))
