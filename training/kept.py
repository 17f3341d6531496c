"""Keep what a training draws on disk, so that a run that was ended goes on and the next one need not draw again."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")
_HERE = Path(__file__).resolve().parent
# These use what is drawn and do not draw themselves: a change in them leaves the lists as they are.
_READERS = frozenset(
    "average calibrate crf_file fitting headings kept papers processes starts table_labels table_rows train".split()
)
_TOKENS = _HERE.parent / "pipeline" / "surveyrefs" / "references" / "tagging" / "tokens.py"


# These draw lists of their own, and what the others draw stays as it is.
_ASIDE = ("draw_", "aside_")


class Kept:
    """A folder of pickled values (our own, never another's), one folder for each state of the programs that draw.

    `aside`: how the names of further programs begin that draw what is kept here.
    """

    def __init__(self, folder: Path | None, aside: str = ""):
        self.folder = folder / _state(aside) if folder else None

    def get(self, name: str, make: Callable[[], Made]) -> Made:
        """Read the value of that name, or make and keep it."""
        if not self.folder:
            return make()
        path = self.folder / f"{name}.pickle"
        if path.exists():
            kept: Made = pickle.loads(path.read_bytes())  # noqa: S301  # written below
            return kept
        made = make()
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_bytes(pickle.dumps(made))
        part.replace(path)
        return made


def _state(aside: str = "") -> str:
    """Tell the programs that draw from those of another day."""
    others = tuple(name for name in _ASIDE if name != aside)
    files = sorted(p for p in _HERE.glob("*.py") if p.stem not in _READERS and not p.stem.startswith(others))
    return hashlib.sha256(b"\0".join(p.read_bytes() for p in (*files, _TOKENS))).hexdigest()[:12]
