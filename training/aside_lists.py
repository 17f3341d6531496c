"""Draw lists that the others lack: in other writings, in languages whose `and` reads as another word, of publishers.

Each has its own random numbers, as the other lists have, and stands beside them (`training/train.py`).
"""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from training import csl
from training.aside_forms import Form, home_marks, with_marks
from training.aside_publishers import PUBLISHERS
from training.aside_words import TONGUES
from training.aside_works import TRAINING, in_tongue, words
from training.csl_items import Habits, Item, draw_habits, to_item
from training.disturb import disturbed
from training.records import Maker, Record
from training.render import Run

if TYPE_CHECKING:
    from training.train import Labelled

KINDS = {"article": 50, "inproceedings": 12, "incollection": 9, "book": 17, "thesis": 4, "report": 2, "web": 6}
BOOKS = {"article": 20, "inproceedings": 10, "incollection": 15, "book": 45, "thesis": 5, "report": 5}
# Latin-written languages whose locale has words that are others' in English: "in" for and, "v", "w", "u" for in.
LOCALES = ("sl-SI",) * 3 + tuple("cs-CZ pl-PL hr-HR hu-HU tr-TR fi-FI sv-SE nl-NL ro-RO vi lt-LT".split())
# How given names are written.
_FORMS = {
    "he": ("full", "full", "initials", "tick"), "ru": ("initials", "initials", "full"), "uk": ("initials", "full"),
}  # fmt: skip
# Of the lists, so many are in another writing, of publishers' books, in another Latin-written language.
WEIGHTS = (76, 12, 12)
_ENGLISH = (0.0, 0.0, 0.15, 0.4)  # how many of a list's works are English
_TITLED = 0.96  # of the lists have titles
_RATE = 0.4  # of the accidents of print that other lists have
_AT_HOME = 0.45  # of the lists in other writings are printed by the forms of their own
_JOINED_BADLY = frozenset(("hi",))  # pandoc writes its names together, which nobody does


@cache
def _styles(local: bool) -> list[Path]:
    """Return the styles: those that other lists are drawn from, or of the languages that are written otherwise."""
    return csl.find_styles(frozenset(TONGUES)) if local else csl.weighted_styles()


@cache
def _language(style: Path) -> str:
    return str(etree.parse(style).getroot().get("default-locale", "en"))[:2]


def draw_aside(maker: Maker, rng: random.Random) -> Labelled:
    """Draw one of these lists; [] where its style fails."""
    kind = rng.choices(("writing", "publishers", "locale"), WEIGHTS)[0]
    if kind == "writing":
        return tongue_list(maker, rng, rng.choice(sorted(TONGUES)), TRAINING)
    if kind == "publishers":
        return _cut(_of_publishers(maker, rng), rng, rng.random() < 0.8)
    records = _records(maker, rng, KINDS)
    return _cut(_by_style(records, rng.choice(LOCALES), rng, draw_habits(rng)), rng, rng.random() < 0.8)


def tongue_list(maker: Maker, rng: random.Random, language: str, tenths: range) -> Labelled:
    """Draw a list in another writing, of the words that are for training or those to measure on."""
    w = words(language, tenths)
    form = rng.choice(_FORMS.get(language, ("full", "full", "initials")))
    english = rng.choice(_ENGLISH)
    home = rng.random() < _AT_HOME
    records = [
        record if rng.random() < english else in_tongue(record, w, rng, form)
        for record in _records(maker, rng, {"article": 65, "book": 35} if home else KINDS)
    ]
    fonts = rng.random() < 0.7
    if home:
        own = Form(language, rng, w.tongue.joined)
        printed = [with_marks(runs, own.marks) for record in records if (runs := own.print(record))]
        return _cut(printed, rng, fonts)
    habits = draw_habits(rng)._replace(
        science=False, titles=rng.random() < _TITLED, short="full", collaborations=0.0, sentence_case=False
    )
    marks = home_marks(language, rng)
    printed = _by_style(records, w.tongue.locale, rng, habits, language)
    return _cut([with_marks(runs, marks) for runs in printed], rng, fonts)


def _records(maker: Maker, rng: random.Random, kinds: dict[str, int]) -> list[Record]:
    drawn = rng.choices(list(kinds), list(kinds.values()), k=rng.randint(10, 35))
    return [maker.make(kind) for kind in drawn]


def _of_publishers(maker: Maker, rng: random.Random) -> list[list[Run]]:
    """Print works that publishers beyond the well-known ones have published, most without a place."""
    places = rng.random() < 0.4
    records = []
    for record in _records(maker, rng, BOOKS):
        fields = dict(record.fields)
        if record.kind in ("book", "incollection", "inproceedings"):
            fields["publisher"] = rng.choice(PUBLISHERS)
            fields["address"] = fields.get("address", "") if places else ""
        records.append(replace(record, fields=fields))
    return csl.print_list(records, rng.choice(_styles(False)), rng)


def _by_style(
    records: list[Record], locale: str, rng: random.Random, habits: Habits, language: str = ""
) -> list[list[Run]]:
    """Print records in a style with a locale's words; now and then in a style of the language's own."""
    local = bool(language) and rng.random() < 0.25
    styles = _styles(local)
    if local:
        styles = [s for s in styles if _language(s) == language] or _styles(False)
    given_first = rng.random() < 0.5
    items: list[Item] = []
    for i, record in enumerate(records):
        item = to_item(f"k{i}", record, habits, rng)
        if language in _JOINED_BADLY:
            for name in ("author", "editor"):
                if name in item:
                    item[name] = [_literal(person, given_first) for person in item[name]]
        items.append(item)
    return csl.print_items(items, records, rng.choice(styles), locale)


def _literal(person: dict[str, str], given_first: bool) -> dict[str, str]:
    if "literal" in person or person["family"].isascii():
        return person
    family, given = person["family"], person["given"]
    return {"literal": f"{given} {family}" if given_first else f"{family}, {given}"}


def _cut(printed: list[list[Run]], rng: random.Random, fonts: bool) -> Labelled:
    made = (disturbed(runs, rng, fonts, _RATE) for runs in printed)
    return [(tokens, labels) for tokens, labels in made if tokens]
