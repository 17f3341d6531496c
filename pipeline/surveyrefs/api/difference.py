"""What changed between two versions of a survey."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from surveyrefs.api.frames import text_frame_of
from surveyrefs.api.reading import extract, load
from surveyrefs.api.survey import Survey
from surveyrefs.errors import BadSetting, DifferentSurveys
from surveyrefs.model.run import Run
from surveyrefs.versions.changes import Comparison
from surveyrefs.versions.compare import compare, same_survey
from surveyrefs.versions.kinds import KINDS, counts, differs, expand
from surveyrefs.versions.render import to_csv, to_json, to_markdown, to_text

if TYPE_CHECKING:
    import pandas as pd


class Difference:
    """What changed from one version of a survey to the next; true where anything did.

    `only` narrows it to kinds of change: those of `surveyrefs diff --only` (docs/diff.md).

    >>> import surveyrefs
    >>> changes = surveyrefs.diff("inputs/retrieval-survey-v1.pdf", "inputs/retrieval-survey-v2.pdf")
    >>> changes.counts["added"], changes.counts["published"]
    (5, 1)
    >>> changes.only("published")
    <Difference 'retrieval-survey-v1' → 'retrieval-survey-v2': 1 published>
    >>> changes.changes.query("change == 'published'")[["key", "field", "old", "new"]].iloc[0].tolist()
    ['asai2024self', 'year', '2023', '2024']
    """

    def __init__(self, comparison: Comparison, kinds: Iterable[str] = tuple(KINDS)) -> None:
        self._comparison = comparison
        self._kinds = tuple(kinds)

    def __bool__(self) -> bool:
        return differs(self._comparison, self._kinds)

    @property
    def counts(self) -> dict[str, int]:
        """The number of changes of each kind."""
        found = counts(self._comparison)
        return {kind: found[kind] for kind in self._kinds}

    def only(self, *kinds: str) -> Difference:
        """Return the changes of these kinds only; raise BadSetting for an unknown one."""
        try:
            return Difference(self._comparison, expand(kinds))
        except ValueError as error:
            text = f"there is no kind of change called {error}"
            raise BadSetting("only", text, f"Kinds: {', '.join(KINDS)}.") from error

    @property
    def changes(self) -> pd.DataFrame:
        """A row for each change, all columns strings: the form of `surveyrefs diff --format csv` (docs/diff.md)."""
        return text_frame_of(to_csv(self._comparison, self._kinds, True))

    def to_text(self) -> str:
        """Return what `surveyrefs diff` prints."""
        return to_text(self._comparison, self._kinds)

    def to_markdown(self) -> str:
        """Return it as Markdown, for a pull request or a changelog."""
        return to_markdown(self._comparison, self._kinds)

    def to_dict(self) -> dict[str, Any]:
        """Return it as the dictionaries and lists of `surveyrefs diff --format json` (docs/diff.md)."""
        made: dict[str, Any] = json.loads(to_json(self._comparison, self._kinds, True))
        return made

    def __repr__(self) -> str:
        old, new = self._comparison.old.name, self._comparison.new.name
        told = ", ".join(f"{number} {kind}" for kind, number in self.counts.items() if number)
        return f"<Difference {old!r} → {new!r}: {told or 'none'}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self.to_text())}</pre>"


def diff(old: Survey | str | PathLike[str], new: Survey | str | PathLike[str], *, force: bool = False) -> Difference:
    """Say what changed between two versions of a survey: Surveys, output folders, PDFs or paper lists (`.md`).

    Works are found again by what they say, not by number. Raise DifferentSurveys where the two are hardly versions of
    one survey, unless `force`; and what `extract` and `load` raise.
    """
    before, after = _survey(old)._run, _survey(new)._run
    comparison = comparison_of(before, after)
    if not force and not same_survey(before, after, comparison):
        raise DifferentSurveys(f"{before.name}, {after.name}")
    return Difference(comparison)


def comparison_of(old: Run, new: Run) -> Comparison:
    """Compare two runs; works of two paper lists are matched by the looser rules for lists."""
    if all(run.document.engine == "list" for run in (old, new)):
        from surveyrefs.lists.match import match_works

        return compare(old, new, match_works)
    return compare(old, new)


def _survey(given: Survey | str | PathLike[str]) -> Survey:
    if isinstance(given, Survey):
        return given
    return load(given) if Path(fspath(given)).is_dir() else extract(given)
