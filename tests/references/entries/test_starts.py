"""Beginnings of entries in lists without labels: the same list in many layouts, evidence that contradicts itself."""

from __future__ import annotations

import random

import pytest

from surveyrefs.references.entries.anchors import standing, standing_at
from surveyrefs.references.entries.starts import read_starts
from tests.parse.embedded.build import entries
from training.typeset import Layout, typeset

FAMILIES = (
    "Archer", "Baker", "Carter", "Dean", "Ellis", "Ford", "Grant", "Hill", "Irwin", "Jones", "Keller", "Lang", "Moss",
    "Nolan", "Ott", "Price", "Quinn", "Reed", "Stone", "Tate",
)  # fmt: skip
TOPICS = (
    "Lists of things that were kept",
    "On the order of books",
    "Notes",
    "How long archives last and why it matters",
)


def works(form: str, count: int = 20) -> list[str]:
    """Return the printed works of a list; `form` has the places for a family, an initial, a year and a number."""
    return [
        form.format(family=family, initial="AJMR"[n % 4], year=1990 + n, n=n, topic=TOPICS[n % len(TOPICS)])
        for n, family in enumerate(FAMILIES[:count])
    ]


APA = works(
    "{family}, {initial}., & Moore, B. ({year}). {topic} in the north and the south. J. Old Things, {n}(2), 11–29."
)
IEEE = works("{initial}. {family} and B. Moore, “{topic} in houses,” J. Old Things, vol. {n}, pp. 11–29, {year}.")
BIOLOGY = works("{family} {initial}, Moore BK ({year}) {topic} and what follows from it. J Old Things {n}:11–29")
GERMAN = works("{family}, Anna; Moore, Berta ({year}): {topic}. In: Zeitschrift für Altes, {n}. Jg., H. 2, S. 11-29.")

PLAIN = Layout(10, 260, 500, 2, 0.0, 0.0, 12, 0.0, True, False, False, False, "", "")
LAYOUTS = {
    "hanging": PLAIN._replace(further=14.0),
    "hanging, ragged, double-spaced": PLAIN._replace(further=36.0, justified=False, leading=24.0, columns=1, width=430),
    "first line set in": PLAIN._replace(first=18.0, justified=False),
    "flush left, space between": PLAIN._replace(gap=4.0),
    "flush left, a blank line between": PLAIN._replace(gap=12.0, columns=1, width=430),
    "flush left, double-spaced": PLAIN._replace(leading=24.0, justified=False, columns=1, width=430),
    "flush left, ragged": PLAIN._replace(justified=False),
    "flush left, full lines": PLAIN,
    "destinations a line high": PLAIN._replace(further=14.0, anchored="a line high"),
    "destinations at the margin": PLAIN._replace(further=14.0, anchored="at the margin"),
    "some destinations": PLAIN._replace(anchored="some"),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("texts", [APA, IEEE, BIOLOGY, GERMAN], ids=["apa", "ieee", "biology", "german"])
def test_a_list_of_any_layout(texts: list[str], layout: Layout) -> None:
    made = typeset(texts, layout, random.Random(1))
    reading = read_starts(made.lines, standing(standing_at(made.lines, made.anchors)))
    assert list(reading.starts) == made.starts


def test_entries_of_one_line_each_and_one_of_two() -> None:
    texts = [
        "2004. The Frog Register. Frog House.", "2010. Harbour Tables. Harbour Office.", "Bo Burgos. 2015. Ponds.",
        "Kai Kalinin. 2011. Shallow waters. Annals of Water 7, 2 (2011),\n 101–120.", "Mo Mirza. 2019. Frogs.",
        "Ole Odell. 1998. Ponds by hand.", "Sid Sigurd. 2017. Salt in ponds.", "Tom Torres. 2016. Deep ponds.",
    ]  # fmt: skip
    lines = entries("\n\n".join(texts))
    assert read_starts(lines, {}).starts == (0, 1, 2, 3, 5, 6, 7, 8)


def test_an_author_who_is_repeated_as_a_dash() -> None:
    text = "Archer, A. (2001). A title of\nsome words. Press.\n——— (2003). Another title of\nsome words. Press.\n"
    text += "Baker, B. (1999). A title of\nother words. Press."
    assert read_starts(entries(text), {}).starts == (0, 2, 4)


def test_a_column_that_only_goes_on_with_an_entry() -> None:
    made = typeset(APA, PLAIN._replace(further=14.0, width=150, height=96.0, columns=3), random.Random(2))
    starts = read_starts(made.lines, {}).starts
    assert list(starts) == made.starts


def test_an_empty_list_and_one_line() -> None:
    assert read_starts([], {}).starts == ()
    assert read_starts(entries("Archer, A. (2001). A title."), {}).starts == (0,)
