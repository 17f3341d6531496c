"""Document → references: the printed list cut into entries, each entry's fields read."""

from __future__ import annotations

from pipeline.model.document import Document
from pipeline.model.reference import References
from pipeline.settings import ReferencesSettings
from pipeline.text.keyformat import rekeyed


def read_references(document: Document, settings: ReferencesSettings) -> References:
    """Read the references of a document, in printed order."""
    from pipeline.references.fields import parse_references  # loads the tagger's model
    from pipeline.references.segment import segment

    raws, problems = segment(document)
    parsed = parse_references(raws)
    references = parsed.references
    if settings.key_format:
        references = rekeyed(references, settings.key_format)
    return References(references, (*problems, *parsed.problems))
