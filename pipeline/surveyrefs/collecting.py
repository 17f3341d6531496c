"""How often Python looks for cycles among values: rarely."""

from __future__ import annotations

import gc

# New values between two searches for cycles. Our values have none, and a search costs more than what it finds: with
# Python's own 700, a twentieth of all time, and a tenth of the time to start. Cycles of libraries are still found, a
# little later.
YOUNG_VALUES = 200_000


def few_collections() -> None:
    """Have Python look for cycles among values rarely."""
    gc.set_threshold(YOUNG_VALUES)
