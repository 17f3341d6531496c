"""PyMuPDF, imported without its layout model.

`import pymupdf` (2.0) also loads `pymupdf.layout`, a neural page analyser with onnxruntime that we never call: two
thirds of the import's time and 100 MiB (docs/speed.md). PyMuPDF treats the analyser as optional (it catches
ImportError), and `None` in sys.modules is the language's own way to say that a module cannot be imported. It is taken
back at once, so that a program that wants the analyser can still `import pymupdf.layout`.
"""

from __future__ import annotations

import sys
from typing import cast

_LAYOUT = "pymupdf.layout"

if "pymupdf" in sys.modules:
    import pymupdf
else:
    modules = cast("dict[str, object]", sys.modules)
    modules[_LAYOUT] = None
    try:
        import pymupdf
    finally:
        modules.pop(_LAYOUT, None)

__all__ = ["pymupdf"]
