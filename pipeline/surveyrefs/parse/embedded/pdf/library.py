"""PyMuPDF, imported without what we never call of it.

`import pymupdf` (2.0) also loads a neural page analyser (`pymupdf.layout`, with onnxruntime and its model) and a
Markdown writer (`pymupdf4llm`): most of the import's time and 90 MiB (docs/speed.md). PyMuPDF treats both as optional
(it catches the ImportError), and `None` in sys.modules is the language's own way to say that a module cannot be
imported. It is taken back at once: whoever wants them can still import them. Where a program has imported PyMuPDF
before, nothing is changed for it; where they are not installed (pymupdf-lite, docs/install.md), there is nothing to do.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import cast

_OPTIONAL = ("pymupdf.layout", "pymupdf4llm")


def _has_layout() -> bool:
    """Tell whether the installed PyMuPDF brings the analyser; looks at the folder, because find_spec would import."""
    spec = find_spec("pymupdf")
    return spec is not None and spec.origin is not None and (Path(spec.origin).parent / "layout").is_dir()


def _turn(asked: int) -> int:
    """Return the turn that a page's /Rotate asks for: 0, 90, 180 or 270."""
    return asked % 360 if asked % 90 == 0 else 0


if "pymupdf" in sys.modules or not _has_layout():
    import pymupdf
else:
    modules = cast("dict[str, object]", sys.modules)
    absent = [name for name in _OPTIONAL if name not in modules]
    modules.update(dict.fromkeys(absent))
    try:
        import pymupdf
    finally:
        for name in absent:
            modules.pop(name, None)

# PyMuPDF comes down to a turn by 360 degrees at a time, which takes half a second from 2^31, and asks several times a
# page: a file of 100 pages that say so takes minutes. The results are the same.
if hasattr(pymupdf, "JM_norm_rotation"):
    pymupdf.JM_norm_rotation = _turn

__all__ = ["pymupdf"]
