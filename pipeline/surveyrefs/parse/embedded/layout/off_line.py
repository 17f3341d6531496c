"""What a raised or lowered word is: smaller type off the line it stands in. Whoever asks, asks here.

Where a font draws small figures in type of full size, `pdf.raised` has made words of their own of them before.
"""

from __future__ import annotations

from surveyrefs.model.document import SUBSCRIPT, SUPERSCRIPT
from surveyrefs.parse.embedded.pdf.page import Word

SMALLER = 0.86  # of the line's type size: type off the line is no larger; a note or a label may be as small
OFF = 0.1  # of the line's type size: its baseline is off the line's by more; small capitals and figures stand on it …
FURTHEST = 1.0  # … and by less: what is further off is another line's


def off_line(word: Word, size: float, baseline: float, turn: int = 0) -> int:
    """Return the style bit of a word that is raised or lowered in a line of that type size and baseline, else 0.

    `turn` is that of the line's words on the page: of one that runs down, what is raised stands right of the others.
    """
    above = word.baseline - baseline if turn == 270 else baseline - word.baseline
    along = word.turn == turn if turn in (90, 270) else word.turn in (0, 180)
    if word.size > SMALLER * size or not along or not OFF * size < abs(above) < FURTHEST * size:
        return 0
    return SUPERSCRIPT if above > 0 else SUBSCRIPT


def is_raised(word: Word, size: float, baseline: float) -> bool:
    """Tell whether a word is raised in a line of that type size and baseline."""
    return off_line(word, size, baseline) == SUPERSCRIPT


def raised_before(mark: Word, word: Word) -> bool:
    """Tell whether a word is raised before the next one: a label, or the mark of a note."""
    return is_raised(mark, word.size, word.baseline)
