"""Thresholds of the search for captions, tables and figures: what each does, its unit, and why it is so large.

`em` is the type size of the text at hand.
"""

from __future__ import annotations

# -- shared -----------------------------------------------------------------------------------------------------------

NEAR = 45.0  # points between a caption and its table
TOUCHES = 3.0  # points by which a caption's box may reach into its table's
DOUBLE = 4.5  # points between the two lines of a double rule
IN_COLUMN = 10.0  # points by which what stands in a column may stick out of it
SMALLER = 0.4  # points by which type is smaller than running text, and not the same by rounding

# -- running text (view.py) -------------------------------------------------------------------------------------------

PROSE_EDGE = 3.0  # points between a line's ends and its column's: running text fills its column
PROSE_INDENT = 4.0  # em that a line of running text may be set in
PROSE_GAP = 1.3  # em: blanks wider than this are none of running text, be it justified
PROSE_WORDS = 4  # fewer are no evidence of running text
PROSE_SHARED = 5.0  # points that a line of running text must stand over another thing, to be counted as being there
USUAL = 0.25  # of the pages: columns so frequent are those of running text
BODY_SIZE = 0.6  # points by which running text's size varies
SAME_SIZE = 0.3  # points by which type of one size varies
SAME_LEADING = 1.1  # times the usual line distance: lines of one paragraph

# -- captions (captions.py) -------------------------------------------------------------------------------------------

CHUNK_GAP = 2.5  # em: two captions side by side are at least so far apart
ACCEPT = 3  # points of evidence that make a caption, see captions._evidence() …
CERTAIN = 6  # … and that make two captions of one number two floats
MARKED = 2  # points for a mark behind the number, …
TITLE_BELOW = 2  # … nothing behind it, …
STYLED = 2  # … bold or small capitals, …
ANCHORED = 2  # … a destination of hyperref's that says so, …
SMALL_TYPE = 1  # … type smaller than running text, …
APART = 1  # … a blank above; …
GOES_ON = -3  # … and against one: the sentence goes on behind the number, …
PARAGRAPH = -2  # … it stands within a paragraph, …
LINKED = -4  # … or is a link to the float itself
AT_RULE = 2  # points for a long rule next to it
RULE_NEAR = 14.0  # points between a caption and the rule that its table begins or ends with …
LONG_RULE = 60.0  # … which is at least so long
NEAR_ANCHOR = 30.0  # points between hyperref's destination and the caption
LABEL_END = 3.0  # em that a link over a label may go on behind it
LEADING = 1.5  # em: lines of a caption are not further apart …
TITLE_LEADING = 2.4  # … except a title below a label that stands alone
EVEN = 1.2  # times the distance of the lines before: a caption's lines are evenly apart
TABLE_GAP = 1.6  # em between two parts of a table's row
HEADER_GAP = 0.9  # em between two cells of a header, …
HEADER_CHUNKS = 3  # … a line of so many of which is no caption
TITLE_SIZE = 0.7  # of the label's size: a title below may be so much smaller
CAPTION_SIZE = 0.6  # points by which the lines of a caption differ in size
HANGING = 4.0  # em that lines of a caption may begin further left than its label

# -- regions of rules (regions.py) ------------------------------------------------------------------------------------

EXTENT = 4.0  # points by which the ends of one table's rules may differ
TABLE_WIDTH = 60.0  # points: shorter rules are fractions, footnote rules, marks
BLANK = 8.0  # points between the last rule of a table and the first of the next below it
HEAVY = 1.3  # times the lightest rule's thickness: tables that begin and end with heavier rules
AS_HEAVY = 0.9  # of the heaviest
MOST_OUT = 0.2  # of a page's lines that begin left of their column, where that is running text's
PROSE_ROWS = 2  # lines of running text that end a table
STRAY = 5.0  # points that words of a table may reach beyond its rules …
STRAY_COLUMN = 4.0  # … and those of one in a text column, whose neighbour is near
WIDE = 20.0  # points by which a table is wider than a column, when it stands in several
FEW_WORDS = 4  # a region with fewer words is none
BARE_HEAD_LINES = 2  # most printed lines between the only two rules of a table that goes on below them: its header …
HEAD_LINES = 6  # … where a caption stands above
MIN_BELOW = 2  # lines of several parts below such a header
MOST_LOOSE = 2  # lines of one part in a row between them
LOOSE_WIDTH = 0.5  # of the table: wider lines of one part are text below it
SAME_START = 2.0  # points by which lines of a cell may begin beside its column's header
BLANK_BEFORE = 0.5  # em before a word that begins a cell where its column's header does
OPEN_GAP = 1.3  # em between the lines of such a table
ROW_GAP = 2.0  # em between the lines of a table without rules
TAIL_GAP = 0.5  # em more than between its rows: lines of one part below so much white are none of it
HEADING_SIZE = 1.1  # times running text: larger type is a heading
MOST_OVER = 0.6  # of the lines in the other column go on from a caption's where its table is wider than the column
MIN_UNRULED = 2  # lines of several parts that a table without rules has

# -- shaded rows (stripes.py) ------------------------------------------------------------------------------------------

MIN_STRIPES = 3  # shaded rows that make a table
STRIPE_HEIGHT = 150.0  # points: higher boxes hold text, no row
STRIPE_GAP = 3.0  # times their height: shaded rows of one table are no further apart
STRIPE_TOUCH = 2.0  # points between shaded cells of one row

# -- several parts under one caption (panels.py) ----------------------------------------------------------------------

SHARED = 0.5  # of the lower part's height that parts side by side have in common
STACKED = 36.0  # points between two parts one above the other: a caption of their own stands there
LABEL_GAP = 1.8  # em between a part and its own caption …
LABEL_LEADING = 0.6  # … and between two printed lines of it
SAME_TOP = 12.0  # points: parts whose tops differ by less stand in one row
STICKS_OUT = 12.0  # points by which a part's own caption may be wider than the part

# -- notes (notes.py) -------------------------------------------------------------------------------------------------

MOST_NOTES = 12  # printed lines
NOTES_REACH = 150.0  # points below a table in which its notes stand
NOTE_GAP = 1.0  # em: blank between the table and its notes, or two lines of notes
NOTE_MARGIN = 4.0  # points by which notes may be wider than the table or its column
NOTE_SMALL = 0.85  # of the body's size: type so small below a table, and no wider than it, is a note without saying so
CAPTION_BELOW = 30.0  # points between a table and a caption below it, which notes follow

# -- regions without a caption (floats.py) ----------------------------------------------------------------------------

TEXT_LINE = 0.6  # of the region's width: the last part of a line of running text, behind a bullet, is so long
OTHER_FLOAT = 40.0  # points between a region and the caption of a figure or algorithm that it belongs to
