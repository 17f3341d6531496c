"""Rows of our CSV files as pandas data frames, every column of its type and nullable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from surveyrefs.csv_text import csv_to_rows
from surveyrefs.errors import MissingLibrary
from surveyrefs.export.schema import Type, types_of, value_of

if TYPE_CHECKING:
    import pandas as pd

_DTYPES: Mapping[Type, str] = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


def require_pandas() -> None:
    """Raise MissingLibrary where pandas is not installed."""
    try:
        import pandas  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingLibrary(
            "pandas", "data frames need this library, which is not installed",
            "Install it: pip install 'surveyrefs[pandas]'.",
        ) from error  # fmt: skip


def frame_of(name: str, text: str) -> pd.DataFrame:
    """Return the CSV text of one of surveyrefs.export.schema.TABLES as a data frame; empty cells are NA."""
    require_pandas()
    import pandas as pd

    _, *rows = csv_to_rows(text)
    types = types_of(name)
    return pd.DataFrame(
        {
            column: pd.Series([value_of(row[n], kind) for row in rows], dtype=_DTYPES[kind])
            for n, (column, kind) in enumerate(types.items())
        }
    )


def text_frame_of(text: str) -> pd.DataFrame:
    """Return any CSV text of ours as a data frame of strings; blank cells are NA, equal headers stay as printed."""
    require_pandas()
    import pandas as pd

    header, *rows = csv_to_rows(text)
    columns = {n: pd.Series([row[n] or None for row in rows], dtype="string") for n in range(len(header))}
    frame = pd.DataFrame(columns)
    frame.columns = pd.Index(header)
    return frame


class Tables(Mapping[str, "pd.DataFrame"]):
    """A survey's printed tables by their number as printed (`I`, `A.2`), each a data frame of strings.

    A second table of a number is `I-2`, one without number `p3-1` (the first on page 3). `frame.attrs` has `title`
    (the caption without the number), `kind` (docs/categories.md), `page` (from 1) and `confidence` (0 to 1).
    """

    def __init__(self, texts: Mapping[str, str], about: Mapping[str, Mapping[str, object]]) -> None:
        self._texts = texts
        self._about = about

    def __getitem__(self, number: str) -> pd.DataFrame:
        frame = text_frame_of(self._texts[number])
        frame.attrs.update(self._about[number])
        return frame

    def title(self, number: str) -> str:
        """Return a table's caption without its number; no pandas needed."""
        return str(self._about[number]["title"])

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        named = (f"{number}: {self._about[number]['title']}" for number in self)
        return f"<{len(self)} tables{'; ' if self else ''}{'; '.join(named)}>"
