"""What stands in drawn papers: sentences and titles, made of our own words or taken from folders of papers."""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

LATIN = 256  # characters that every font here has
OWN_SENTENCES = 1500
OWN_TITLES = 900
BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]")

SUBJECTS = """the pond|each mill|a frog of medium weight|the county's register|our second survey|the older method|
a small committee|most of the volunteers|the water at the northern shore|this estimate|an unexpected frost|the model|
every third observer|the sluice|a chain of shallow lakes|the proposed scale|its calibration|the control group|
nearly half of the sites|the summer census|a list of all streams|the simplest explanation|their appetite"""
VERBS = """depends on|was measured with|explains|has been compared to|does not change|follows|is older than|
agrees well with|seldom reaches|was counted before|differs from|had to be corrected for|limits|accounts for|
is described by|cannot be separated from|precedes|improves on"""
OBJECTS = """the depth of the water|rainfall in spring|a list of forty stations|the weight of the animals|
two earlier reports|the width of the channel|the number of observers|temperature and light|any known cause|
the shape of the basin|a random sample of mills|the price of grain|three kinds of reed|errors of the scale|
the distance to the nearest road|what the farmers remember|the daily sum of calls"""
OPENINGS = """|||||In most years,|By contrast,|As a rule,|For the same reason,|After the flood of 1987,|At low water,|
Even so,|Taken together,|In 12 of 40 cases,|Without such a record,|Where data are scarce,"""
TAILS = """||||, although the difference is small|, which nobody had expected|, and this holds for both sexes|
, as the next section shows|; the reasons are not clear|, at least in the north of the county|
, so that 3.5% of the values are missing|, but only when the sluices are open|, whatever the season"""
THEMES = """Pond Water|Frog Calls|Mill Streams|Weighing|Sampling Design|Rainfall|Field Notes|Winter Losses|Models|
Observer Effects|Spawning Sites|Shore Plants|Scales and Balances|Migration|Local Names|Quality Control|
Statistical Analysis|Missing Data|Cost|Study Area|Long-Term Trends|Sluices|Predators|Noise"""
SHAPES = """{a}|{a}|{a} and {b}|{b} in {a}|Effects of {a} on {b}|{a}: {b}|Towards Better {a}|From {a} to {b}|
The Role of {a}|{a}, {b}, and {c}|Limits of {a}|How {a} Changes {b}|Why Count {a}?|{a} & {b}|Comparison with {a}|
{a} Before and After {b}|A Short History of {a} and of {b} in the County"""


class Texts(NamedTuple):
    """Sentences of running text, and titles of sections."""

    sentences: Sequence[str]
    titles: Sequence[str]


def own_texts() -> Texts:
    """Make sentences and titles; always the same."""
    rng = random.Random(0)
    return Texts(
        sorted({_sentence(rng) for _ in range(OWN_SENTENCES)}), sorted({_title(rng) for _ in range(OWN_TITLES)})
    )


def _split(words: str) -> list[str]:
    return words.replace("\n", "").split("|")


def _sentence(rng: random.Random) -> str:
    opening, subject, verb, thing, tail = (
        rng.choice(_split(words)) for words in (OPENINGS, SUBJECTS, VERBS, OBJECTS, TAILS)
    )
    text = f"{opening} {subject} {verb} {thing}{tail}.".strip()
    return text[0].upper() + text[1:]


def _title(rng: random.Random) -> str:
    a, b, c = rng.sample(_split(THEMES), 3)
    title = rng.choice(_split(SHAPES)).format(a=a, b=b, c=c)
    return title if rng.random() < 0.5 else title[0] + title[1:].lower()


def read_texts(folders: Sequence[Path]) -> Texts:
    """Take the sentences that cite from <id>/citations.csv (as the program writes it) and the titles of sections from
    <id>/gold.json."""
    csv.field_size_limit(10**8)  # the longest contexts are longer than the csv module's limit
    sentences: set[str] = set()
    titles: set[str] = set()
    for folder in folders:
        for path in sorted(folder.glob("*/citations.csv")):
            with path.open(encoding="utf-8-sig", newline="") as file:
                sentences |= {_bare(row["context"]) for row in csv.DictReader(file) if row["where"] == "body"}
        for path in sorted(folder.glob("*/gold.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            titles |= {section.get("title") or "" for section in gold["sections"]}
    whole = {text for text in sentences if 40 < len(text) < 260 and text[0].isupper() and text.endswith(".")}
    short = {title for title in titles if 3 < len(title) < 110 and title.isascii()}
    return Texts(sorted(whole), sorted(short))


def _bare(context: str) -> str:
    return "".join(char for char in BRACKETS.sub("", context) if ord(char) < LATIN)
