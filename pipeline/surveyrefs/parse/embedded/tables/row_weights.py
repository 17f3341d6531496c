"""The weights of the evidence for rows (`weigher`), from data/table_rows.json.

They are set by hand; training/table_rows.py fits others to tables whose rows are known (docs/tables.md tells why those
are not used). 1 is about as telling as a small first letter.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import msgspec


class RowWeights(msgspec.Struct, frozen=True):
    """What each kind of evidence weighs."""

    # Two lines of a column, joined to one cell …
    joined: float  # … at all; first_joined: in the first column, too, which mostly names the row
    first_joined: float
    hyphen: float  # … at a hyphen
    restyled: float  # … with another look: upright type below italic, and the like
    same_text: float  # … that say the same
    no_room: float  # … where the next word would not have fitted on the line above, room: with much room for it,
    room: float  # some_room: with little
    some_room: float
    unclosed: float  # … with a bracket still open
    lower: float  # … the second with a small letter
    bracket: float  # … the second with a bracket
    dangling: float  # … the first with a comma, a preposition and the like at its end
    listed: float  # … items of a list
    callout_end: float  # … the first with a callout at its end; closed: as nearly all lines of the column
    closed: float
    callouts: float  # … both nothing but callouts, and no comma between
    short: float  # … of a few letters, such as ticks; figures: of figures
    figures: float
    counted: float  # … of numbers in the first column, the second by one greater: they number the rows
    far: float  # … further apart than lines of a paragraph; wider: a little so
    wider: float
    # A row …
    blank_first: float  # … without first cell
    blank_cell: float  # … for each other cell that it has not
    lonely: float  # … of a single cell
    dense: float  # … with two lines that have words in each cell, where nearly all lines are like that
    ruled_style: float  # … that begins without a rule, where rules part the rows
    no_blank: float  # … that begins without the blank that parts the rows
    overlap: float  # … so close below a line above that they overlap
    # The cells of a row set to its top, middle, bottom or to one line.
    off_top: float  # for each cell that begins below the first line
    off_centre: float  # for each line that a cell is off the middle
    off_bottom: float  # for each cell that ends above the last line
    bottom: float  # for each row that is set to its bottom …
    mixed: float  # … or to one line
    # Columns of labels.
    label_column: float  # for each column that is taken for labels of several rows
    label_bands: float  # where rules leave one label to each band of several rows


@lru_cache(maxsize=1)
def row_weights() -> RowWeights:
    """Return the weights."""
    file = resources.files("surveyrefs").joinpath("data", "table_rows.json")
    return msgspec.json.decode(file.read_bytes(), type=RowWeights)
