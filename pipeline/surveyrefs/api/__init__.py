"""The Python API: what `import surveyrefs` offers.

`extract` reads a survey, `load` an output folder, `diff` compares two; docs/python.md has examples. Everything else in
this package may change without notice.
"""

from __future__ import annotations

from surveyrefs.api.difference import Difference, diff
from surveyrefs.api.reading import extract, load
from surveyrefs.api.survey import Survey

__all__ = ["Difference", "Survey", "diff", "extract", "load"]
