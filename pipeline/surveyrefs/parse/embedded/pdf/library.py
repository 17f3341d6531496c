"""PyMuPDF, imported without what we never call of it.

`import pymupdf` (2.0) also loads a neural page analyser (`pymupdf.layout`, with onnxruntime and its model) and a
Markdown writer (`pymupdf4llm`): most of the import's time and 90 MiB (docs/speed.md). PyMuPDF treats both as optional
(it catches the ImportError), and `None` in sys.modules is the language's own way to say that a module cannot be
imported. It is taken back at once: whoever wants them can still import them. Where a program has imported PyMuPDF
before, nothing is changed for it.
"""

from __future__ import annotations

import sys
from typing import cast

_OPTIONAL = ("pymupdf.layout", "pymupdf4llm")

if "pymupdf" in sys.modules:
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

__all__ = ["pymupdf"]
