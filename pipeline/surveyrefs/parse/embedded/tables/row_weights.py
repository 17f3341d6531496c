"""The weights of the evidence for rows (`weigher`), from data/table_rows.json.

Hand-set ones that were fitted to tables whose rows are known, without going far from where they were
(training/table_rows.py). 1 is about as telling as a small first letter.
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
    no_room_narrow: float  # as no_room, in a narrow column, which its own cells make as wide as it is
    unclosed: float  # … with a bracket still open
    lower: float  # … the second with a small letter
    bracket: float  # … the second with a bracket
    dangling: float  # … the first with a comma, a preposition and the like at its end
    sentence: float  # … the first with a full stop at its end, and the second with a capital
    capital: float  # … the second with a capital, where small letters tell
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
    row: float  # … at all
    single_line: float  # … of one printed line
    blank_first: float  # … without first cell
    blank_cell: float  # … for each other cell that it has not
    blank_sparse: float  # … for each that it has not in a column with few cells
    blank_short: float  # … for each cell that it has not in a column of figures, ticks and the like
    late_first: float  # … whose first cell begins below its first line
    small_first: float  # … whose first cell begins with a small letter, where that tells
    lonely: float  # … of a single cell
    dense: float  # … with two lines that have words in each cell, where nearly all lines are like that
    ruled_style: float  # … that begins without a rule, where rules part the rows
    no_blank: float  # … that begins without the blank that parts the rows
    overlap: float  # … so close below a line above that they overlap
    close: float  # … that begins as close as any two lines, and wide: … further away, where lines differ in that
    wide: float
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
