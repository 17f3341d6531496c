"""What the columns of a table hold, by the words of its header."""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.lists.model import Role
from surveyrefs.text.similarity import fold

# In this order: a column "Paper link" is a link, one "Code/Project" code.
_WORDS: tuple[tuple[Role, frozenset[str]], ...] = (
    ("code", frozenset("code codes github repo repository implementation project projects resource resources".split())),
    ("venue", frozenset("venue published publication conference journal source where pub publisher venues".split())),
    ("year", frozenset("year date time years month".split())),
    ("authors", frozenset("author authors".split())),
    ("link", frozenset("link links url urls pdf arxiv doi".split())),
    ("title", frozenset("title titles paper papers name work works article method model models reference".split())),
    ("dataset", frozenset("dataset datasets data download benchmark".split())),
)
_TITLE_FIRST = ("title", "titles", "paper", "papers")  # a column of this name holds the title rather than "Model" does


def roles_of(header: Sequence[str]) -> tuple[Role, ...]:
    """Return the role of each column; one column is the title, the first where no header says so."""
    words = [fold(cell).split() for cell in header]
    roles: list[Role] = [_role(column) for column in words]
    titles = [n for n, role in enumerate(roles) if role == "title"]
    if not titles:
        titles = [n for n, role in enumerate(roles) if role in ("dataset", "link", "other")][:1] or [0] * bool(roles)
    named = [n for name in _TITLE_FIRST for n in titles if name in words[n]]
    best = (named or titles or [-1])[0]
    return tuple("title" if n == best else "other" if role == "title" else role for n, role in enumerate(roles))


def _role(words: Sequence[str]) -> Role:
    return next((role for role, known in _WORDS if known & set(words)), "other")
