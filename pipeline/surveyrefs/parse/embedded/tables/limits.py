"""Thresholds of the tables, in one place: what each does, its unit, and why it is so large.

`em` is the type size of the text at hand.
"""

from __future__ import annotations

# -- rules and shades (sheet.py) --------------------------------------------------------------------------------------

FULL = 7.0  # points by which a rule may miss the table's edges: one that leaves out a column is partial
PARTIAL = 8.0  # points: shorter rules are fraction bars, underlines and the like
COVERED = 0.6  # of a column's width: a rule below a word only (underlined text) parts no rows
SHADED = 0.6  # of the table's width: shading that covers so much is that of a row
SHADE_OVER = 6.0  # points by which shading may reach over the table's outer rules
INNER = 6.0  # points: a vertical rule nearer to the table's edge is its frame

# -- columns (sheet.py, gutters.py) -----------------------------------------------------------------------------------

ACROSS = 0.7  # points by which a word may begin or end beyond the boundary of its column: rounding
HANGS = 1.6  # points by which both words at a boundary may reach over it …
HANGING_PART = 0.25  # … or em, in larger type
MANY_CROSSED = 2  # boundaries that a line of text across the table runs over: a long cell sticks out over one
OTHER_COLUMN = 0.3  # of a word's width: one that begins so little before a boundary belongs behind it
JOIN = 0.45  # em: blanks up to this may stand between words of one cell
NARROW = 0.9  # em: a strip narrower than this needs the header's word for it
ALIGNED_ROWS = 4  # rows with text on both sides that make a narrow strip of white more than chance
CROSSING = 0.06  # part of the rows that may cross a strip: cells that stick out …
OVERFULL = 0.18  # … where the header shows that there are two columns
SAME_START = 1.0  # points by which words differ that begin at one place …
STARTS = 0.7  # … part of the rows of which such words in one place make a column, though cells before it stick out
STARTING = 0.6  # part of a column's lines that begin in one place, where it is flush left
START = 0.6  # points that such a column's boundary stands before it
FEW_BANDS = 3  # that rules make: fewer are a header and a body
BLANKS = 4  # of a line, at least, that show whether they are alike
UNEVEN = 1.8  # times the usual blank of a line: the widest in it, behind a full stop
TRIM = 1.5  # points by which text may stick out of a column before it counts
MIN_ITEMS = 3  # marks of list items that make a column of nothing else none
THINNEST = 0.8  # points: a thinner strip of white is an accident of letter shapes
CENTRAL = 6.0  # points by which a label in the middle of the table may be off it
JUSTIFIED = 3.0  # em: blanks that justified type in a narrow column reaches
ONE_BLANK = 0.24  # em: a strip so narrow within a header text is the blank between its words
USUAL_BLANK = 0.3  # em: the blank between words where a table has none to measure
FEW_ROWS = 0.34  # part of the rows: words in so few of them may be widely set ones of a justified line
ALIGNED = 1.5  # points: steps in which a header's offset from its column's text is told
FULL_HEIGHT = 0.6  # of the table's height that the vertical rules at one place must cover together
DOUBLE_DOWN = 4.0  # points between the two lines of a vertical double rule
GRID_STRIP = 1.5  # em: white narrower than this is no column of its own in a table with a grid of rules

# -- header (header.py, header_cells.py) ------------------------------------------------------------------------------

MOST_HEADER_ROWS = 8
MOST_HEADER_BANDS = 3  # bands between rules that a header may consist of
MOST_FOOT = 12  # printed lines of notes within a table
MIN_NOTE = 3  # letters of a note, more than
FOOT_GAP = 2.0  # em: text across the table has no wider blanks, be it justified
LEVEL = 1.5  # em: lines of one header cell are closer together than this
SAME_PLACE = 3.0  # points by which labels that are set alike may differ in place
CENTRED_OVER = 0.8  # em: how far the middle of a spanning cell may be off the middle of its columns
NEARER = 0.5  # em by which a wider span must be better centred than a narrower one
OVER_LINE = 0.25  # em by which a line may reach up into the one above: more, and they are beside one another
AT_LEFT = 2.0  # em from the table's edge: a label of the first column begins there

# -- labels in a row of their own (heading_rows.py) -------------------------------------------------------------------

MIN_YEARS = 2  # lines of nothing but a year that are labels
PAGE_END = 0.75  # of the page's height: a table that ends below it may go on on the next page
TEXT_WIDTH = 0.8  # of the table's width: a last line so long, with no rows below, is text and no label
UNDERLINE = 4.0  # points by which an underline is off its words, in height and at the ends
MIN_RULED = 2  # rules between rows at least, where rules stand between all rows
OWN_LINE = 0.85  # em: the lines above and below a group's label are at least so far away
TWO_LINES = 1.7  # times the least distance of lines: the lines around a line of its own are so far from one another
PART_GAP = 0.9  # em: a group's label is one part, without blanks wider than this
INDENT = 0.5  # em: rows that all begin so far to the right of a line are below it
INDENTED = 1.5  # em from where other rows begin: a label at the left may be set in so far
LABEL_LEADING = 1.5  # em: lines of one label are no further apart
LABEL_MARGIN = 2.0  # em: a full line of a label may end so far from the table's edge
INDENT_STEP = 4.0  # points: labels whose beginnings differ by more are of different levels
MOST_INDENT = 3.0  # em: what begins further to the right is centred, not indented

# -- labels that only their place tells (lone_lines.py) ---------------------------------------------------------------

LONE_ROOM = 0.5  # em of room beyond what the next word needs, on a line that ends its cell
NEAR_MIDDLE = 0.08  # of the table's width: labels in its middle are so far off it (cells' blanks at its edges) …
SAME_MIDDLE = 2.0  # … and points from one another's middle
MIN_CENTRAL = 2  # such labels, which differ in width by so many times SAME_MIDDLE
CENTRED_CELLS = 0.2  # of the other lines with a cell in one middle: a column of centred cells
LONE_GAP = 1.5  # em before the next column: so far the first one reaches at least, however short its cells are
LONE_FILLED = 0.6  # part of the columns that rows mostly fill, where a row of one cell is a label and not one of blanks

# -- lines of cells (cell_lines.py) -----------------------------------------------------------------------------------

NOTE_SIZE = 0.92  # of the rows' type: a line below them in one part that is smaller is a note, and ends the table
USUAL_LEADING = 1.2  # em: the distance of lines where nothing tells
NO_LEADING = 12.0  # points, for a table without words
LEAST_LEADING = 0.75  # times the usual: closer lines are raised type
DOUBLE_LEADING = 1.4  # times the usual: where all lines are so far apart, so are those of a cell
MOST_LEADING = 2.2  # times the usual: drafts are set with double leading
MIN_CERTAIN, FULL_STARTS = 3, 0.8  # labels that surely begin somewhere, and the part of them that do so on full lines
SAME_LABEL = 1.3  # times the leading between two lines of one label
WORD_SPACE = 0.25  # em: the blank that a word needs before it

# -- labels of several rows (spanning.py, bands.py) -------------------------------------------------------------------

OFF_LABEL = 0.45  # of the leading: a label may be so far off the line or middle that it should be on …
OFF_TURNED = 2.5  # … and a turned one, whose length is its text's, so far
EVENER = 2  # times more even in length: groups that are labelled on their first row, where both readings fit
MIN_SHARED = 2  # rows at least that a cell on lines of its own between them is centred on
OWN_MIDDLE = 0.4  # em: how far a cell of several rows may be off their middle
TURNED_GAP = 1.5  # em: turned words further apart are two labels
AT_RULE = 3.0  # points by which lines may overlap the rule between them: descenders

# -- rows (rows.py, weigher.py; what evidence weighs is in row_weights.py) -------------------------------------------

MOST_LINES = 40  # printed rows of one row of a table
HOPELESS = -36.0  # evidence for the lines of a row: nothing makes up for less
MOSTLY = 0.85  # part of the lines of a column that make a habit
LABEL_SHARE = 0.85  # a column of labels has at most so many labels as there are rows
LIKE_FILLED = 0.8  # times as many cells as other rows have: below a label of several rows stand rows like those
MOST_LABEL_COLUMNS = 2  # at the left, of labels of several rows
BESIDE_EACH = 0.95  # part of the rows: a column with words beside so many has no labels of several rows
BANDS = 0.7  # of the rows: there are at most so many bands where labels stand for several rows
# Two lines of a column.
MUCH_ROOM = 1.5  # em of room beyond the next word's need: with less there is some
SHORT_TEXT = 4  # letters of a cell such as a tick, which is not broken over lines
FAR_STEP = 1.32  # times the leading: lines further apart than that are far from one another …
WIDER_STEP = 1.1  # … and these less so
LINE, FILLED = 10, 0.75  # letters, and share of its column's width: a line of a paragraph has more
ITEMS = 2  # in each band between two rules: more make a column of lists
FEW_CELLS = 2  # cells that are supposed to begin with a capital where there are few to judge by
LOWER_SHARE = 1.6  # times the share of cells that begin in small letters takes away from what such a letter tells
# What a row of the table should look like.
MOST_BLANK = 4  # blank cells: more tell no more
LATE = 0.8  # of the leading below the row's first line: lists begin a little lower than the cells beside them
CENTRED = 0.2  # of the leading: cells so little off the row's middle stand in it …
MOST_OFF = 1.5  # … and more than so many lines off it tells no more
NEARLY = 0.13  # lines that the cells of a row may be off its middle, all together, to stand in it surely
CLOSE = 0.6  # times the leading: no row begins so close below a line of the row above
RULED_SHARE = 1.3  # beginnings of cells for each band between rules, where rules rule off each row
SET_APART = 1.2  # times the distance of lines of one cell: that of rows with a blank between them, …
MIN_STEPS, STEP_SHARE = 3, 0.15  # … in so many rows at least, and in this part of the lines; …
EVEN_STEPS = 1.15  # … those of one cell differ by less, …
LESS_FILLED = 0.85  # … and this part of them has fewer cells than the lines that begin rows
ONE_EACH = 0.9  # … or, in so many of the rows of several lines, a column at the right has one cell

# -- tables that no rule closes (open_ends.py) ------------------------------------------------------------------------

FEW_BODY = 3  # lines of a body: with fewer, what stands below tells where the columns are
MOST_LABELS = 2  # lines across the columns in a row: labels; more are text below the table
MOST_OVER = 0.1  # of the lines of several parts: those with a word that runs over a boundary
BEYOND = 2  # rows below a rule that may close a table: fewer are notes, formulas, or another's

# -- pieces on several pages (assemble.py) ----------------------------------------------------------------------------

ROW_STEP = 1.4  # em from one row's baseline to the next: lines of one cell are closer
MANUSCRIPT_STEP = 1.8  # em: lines set so far apart may all be, those of one cell too
CELL_STEP = 0.85  # of the distance of rows: lines of one cell are no further apart
SAME_STEP = 0.95  # of the usual distance of rows: no less is one
SAME_WIDTH = 6.0  # points by which the pieces of one table on several pages may differ in place and width
PAGE_TOP = 80.0  # points: what goes on from the page before begins the page, but for captions and the like
SAME_COLUMN = 18.0  # points by which their columns' boundaries may differ
SOUND = 0.9  # confidence of a grid that all evidence agrees on …
UNSURE = 0.08  # … less so much for each unit of evidence against the mean row …
LEAST_SURE, MOST_SURE = 0.3, 0.95  # … within these
MIN_ROWS = 3  # body rows and columns that a region without a caption must have to be taken for a table
MIN_COLUMNS = 2
