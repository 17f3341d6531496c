"""surveyrefs: the bibliography of a survey paper, and its organisation.

    import surveyrefs

    survey = surveyrefs.extract("paper.pdf")     # or surveyrefs.load("outputs/paper")
    survey.references                            # a pandas data frame
    survey.to_bibtex()
    surveyrefs.diff("paper-v1.pdf", survey)

Public are `extract`, `load`, `diff`, the classes `Survey` and `Difference` that they return, and the exceptions of
`surveyrefs.errors`. Everything else may change without notice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from surveyrefs import errors
    from surveyrefs.api import Difference, Survey, diff, extract, load

__version__ = "0.1.0"
__all__ = ["Difference", "Survey", "__version__", "diff", "errors", "extract", "load"]


def __getattr__(name: str) -> Any:
    """Load the API when it is first used: the command line does not need it, and starts in a blink."""
    from importlib import import_module

    if name == "errors":
        return import_module("surveyrefs.errors")
    if name in __all__:
        return getattr(import_module("surveyrefs.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
