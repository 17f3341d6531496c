"""Document → references: the printed list cut into entries, each entry's fields read."""

from __future__ import annotations

from surveyrefs.model.document import Document
from surveyrefs.model.reference import References
from surveyrefs.settings import ReferencesSettings


def read_references(document: Document, settings: ReferencesSettings) -> References:
    """Read the references of a document, in printed order."""
    from surveyrefs.references.entries.composite import parted
    from surveyrefs.references.entries.segment import segment
    from surveyrefs.references.fields import parse_references  # loads the tagger's model

    raws, problems = segment(document)
    if document.hints:
        from surveyrefs.references.hints.cut import mend
        from surveyrefs.references.hints.raws import raws_of

        raws, mended = mend(raws, document.hints) if raws else (raws_of(document.hints), [])
        problems += mended
    raws, together = parted(raws, document.anchors)
    problems += together
    parsed = parse_references(raws)
    if document.hints:
        from surveyrefs.references.hints.fuse import fuse

        parsed = fuse(parsed, document.hints)
    references = parsed.references
    if settings.key_format:
        from surveyrefs.citekeys.template import rekeyed

        references = rekeyed(references, settings.key_format)
    return References(references, (*problems, *parsed.problems))
