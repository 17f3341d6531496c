"""Thresholds of the figures: what each does, its unit, and why it is so large."""

from __future__ import annotations

# -- the area of a figure (figures.py) --------------------------------------------------------------------------------

ALL_COLUMNS = -1  # PrintedLine.column of a line across all columns
LABEL_REACH = 14.0  # points: axis labels and the like stand so close to a drawing
BRACE_REACH = 10.0  # points more than that, for the text at a brace's tip
LISTING_GAP = 2.2  # em: lines of a figure that is text alone are not further apart
BESIDE_TEXT = 20.0  # points by which a figure may be wider than the text
NEAR = 40.0  # points between a caption and the last line of such a figure
BELOW = 60.0  # points between a drawing and its caption where the text between them is the drawing's
BESIDE_COLUMN = 5.0  # points by which a figure may be wider than its column
SMALLER = 0.4  # points by which the type of a listing is smaller than running text

# -- trees (trees.py) -------------------------------------------------------------------------------------------------

STICKS_OUT = 2.5  # points by which a word may stick out of its box at the sides
SAME_BOX = 2.0  # points between the edges of one box drawn twice (filled, then framed)
SHADOW = 0.5  # of the smaller box: one that shares more with a box found before is its shadow, or a panel behind it
BEYOND = 3.0  # points by which a drawing may reach over the figure's area
TOUCH = 7.0  # points between a line's end and the text that it leads to: an arrow head, or the margin around the text
AHEAD = 60.0  # points between a line's end and an unframed text that it points at
BORDER = 1.5  # points: a line ends on the border of a box
SQUARE = 24.0  # points: lines are looked for in squares so large, so that many lines take no longer for each
MEET = 1.2  # points between the ends of two lines that meet
MOST_SHAPES = 600  # drawn boxes: a figure of more is a plot or a drawing of a thing
MIN_NODES = 4
MIN_EDGES = 0.7  # of the nodes that have a parent, where a figure is a tree
MOST_WRONG = 0.1  # of the nodes that may have a second parent, or a line that meets them from behind
MOST_TEXTS = 0.5  # of a figure's texts at least are in its tree
NAMED = 0.8  # of the nodes are words
SURE = 0.8  # of the most votes for a direction: two directions so near are both tried
LARGEST = 1.3  # times the area of any other box, of the one in the middle of a mind map
LEVEL = 3.0  # points between the middles of two boxes that stand side by side without a line

# -- boxes in panels (nested.py) --------------------------------------------------------------------------------------

INSIDE = 2.0  # points by which a text may stick out of its panel
MIN_PANELS = 2
MIN_TEXTS = 0.6  # of a figure's texts are in its panels

# -- braces (braces.py) -----------------------------------------------------------------------------------------------

SAME_LINE = 1.5  # points between the left edges of the pieces of one brace
PIECES_APART = 2.0  # em between its pieces: MuPDF gives the one in the middle half of its height
LARGE_GLYPH = 1.5  # times the usual size: a lone brace in larger type covers several lines
GLYPH_HEIGHT = 0.75  # em that a brace in text type stands above its baseline; it is one em high
UNEVEN_GAPS = 0.25  # em by which the gaps between lines differ, where near lines are one text
CENTRED = 3.0  # points between a tip and the middle of the lines that it points at …
TIP_INSIDE = 3.5  # … and at least between it and the middle of each of them
AT_TIP = 6.0  # points by which a text may be off the tip that points at it, or reach into its brace
COVERED = 3.0  # points by which the middle of a text may stand beyond the end of its brace

# -- tables that are set as figures (as_tables.py) --------------------------------------------------------------------

CITING_ROWS = 2  # printed lines of its body that cite: without them it may be a form, a prompt, the picture of a screen
SHARED_WIDTH = 0.5  # of the narrower one: a caption and its table stand so much over one another
INSIDE_TABLE = 3.0  # points by which the shade of a cell may stick out of its table
