"""One survey's run: all stage results together, as exporters, report and diff see it."""

from __future__ import annotations

import msgspec

from surveyrefs.model.document import Document
from surveyrefs.model.link import Categories, Links
from surveyrefs.model.problem import Problem
from surveyrefs.model.reference import References


class Run(msgspec.Struct, frozen=True, gc=False):
    """All that is known of one survey; `name` is its output folder, `sha256` of the PDF in hex."""

    name: str
    sha256: str
    document: Document
    references: References
    links: Links
    categories: Categories

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems of all stages that are rows of problems.csv, in the order of the stages."""
        return tuple(p for p in self._all_problems() if not p.quiet)

    def differences(self) -> tuple[Problem, ...]:
        """Return what is told with `-v` only."""
        return tuple(p for p in self._all_problems() if p.quiet)

    def _all_problems(self) -> tuple[Problem, ...]:
        stages = (self.document, self.references, self.links, self.categories)
        return tuple(p for stage in stages for p in stage.problems)
