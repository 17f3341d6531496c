"""Document → references: the printed list cut into entries, each entry's fields read."""

from __future__ import annotations

from pipeline.model.document import Document
from pipeline.model.reference import References
from pipeline.settings import ReferencesSettings


def read_references(document: Document, settings: ReferencesSettings) -> References:
    """Read the references of a document, in printed order."""
    from pipeline.references.composite import parted
    from pipeline.references.fields import parse_references  # loads the tagger's model
    from pipeline.references.segment import segment

    raws, problems = segment(document)
    if document.hints:
        from pipeline.references.hinted import raws_of
        from pipeline.references.mend import mend

        raws, mended = mend(raws, document.hints) if raws else (raws_of(document.hints), [])
        problems += mended
    raws, together = parted(raws, document.anchors)
    problems += together
    parsed = parse_references(raws)
    if document.hints:
        from pipeline.references.fusion import fuse

        parsed = fuse(parsed, document.hints)
    references = parsed.references
    if settings.key_format:
        from pipeline.text.keyformat import rekeyed

        references = rekeyed(references, settings.key_format)
    return References(references, (*problems, *parsed.problems))
