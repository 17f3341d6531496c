"""A thing that was seen and not understood, or that contradicts itself."""

from __future__ import annotations

import msgspec


class Problem(msgspec.Struct, frozen=True, gc=False):
    """One row of problems.csv; `code` is listed in docs/errors.md, `box` is (x0, y0, x1, y1) in points or empty.

    A `quiet` one is no row: it tells how two engines differ where ours is most likely right, and `-v` prints it.
    A `seen` one a person has looked at.
    """

    code: str
    text: str
    hint: str = ""
    page: int = 0
    box: tuple[float, ...] = ()
    quiet: bool = False
    seen: bool = False
