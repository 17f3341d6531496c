"""Keys of works that lack a value, compared with a golden file (`make golden`)."""

from __future__ import annotations

import msgspec
import pytest

from surveyrefs.citekeys.content import assign_keys
from surveyrefs.citekeys.template import keys_by_template
from surveyrefs.model.reference import Name, Reference
from tests.conftest import Golden
from tests.export.build import reference
from tests.neighbours import lacking, shown, without_a_word

WORK = reference(
    authors=(Name("Müller-Lüdenscheidt", "A."), Name("van den Berg", "B."), Name(literal="OpenAI, Inc.")),
    title="On the 3 Laws: GPT-4 and a Theory of Über-Robots in Practice", container="Journal of the Laws of Robots",
    year_suffix="b", raw="A. Müller-Lüdenscheidt et al. On the 3 laws. 2023b.",
)  # fmt: skip
TEMPLATES = (
    "{auth}{year}{word}",
    "{Auth:3}{yy}{Word}",
    "{auths:2}:{year}",
    "{Auths}-{Words:3}",
    "{label}_{venue}",
    "{words}",
)


def keys(*works: Reference) -> list[str]:
    made = [" ".join(assign_keys(works))]
    return [*made, *(f"{t}: {' '.join(keys_by_template(works, t))}" for t in TEMPLATES)]


@pytest.mark.golden
def test_keys_of_works_that_lack_a_value(golden: Golden) -> None:
    replace = msgspec.structs.replace
    near = [(name, keys(other)) for name, other in lacking(WORK)]
    near += [(f"title {name}", keys(replace(WORK, title=title))) for name, title in without_a_word(WORK.title)]
    near += [(f"year {year!r}", keys(replace(WORK, year=year))) for year in ("1998/99", "in press", "98", "2023-05")]
    twins = [replace(WORK, raw=f"another {n}", year_suffix="") for n in range(3)]
    near += [("twins", keys(WORK, WORK)), ("three alike", keys(*twins)), ("thirty alike", keys(*[WORK] * 30)[:2])]
    near.append(("no names", keys(replace(WORK, authors=()), replace(WORK, authors=(), title=""))))
    golden.check("neighbours/keys.txt", "\n".join(shown("whole", keys(WORK), near)) + "\n")
