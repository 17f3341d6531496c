"""How well entries of a list are matched with a survey's references, when their titles are not quite the survey's.

`python -m tests.bench.lists --corpus FOLDER` makes a list of each survey's true references, disturbs every title as
people do, adds works of other surveys, reads the list back and counts the matches that are right. `--rows N` times a
check of a list so long instead.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from surveyrefs.lists.check import check_list
from surveyrefs.lists.match import match_entries
from surveyrefs.lists.model import PaperList
from surveyrefs.lists.read import read_list
from surveyrefs.matching.features import squash
from surveyrefs.model.reference import Name, Reference
from tests.versions.survey_maker import survey

SEED = 17
STRANGERS = 0.5  # works of other surveys, for each of the survey's own
LINKED = 0.5  # of the entries whose reference has an arXiv id or DOI
LEAST_LETTERS = 12  # of a title; what is shorter is hardly a title (software, web pages)


class Count(NamedTuple):
    """Matches made, right ones among them, and those wanted."""

    made: int
    right: int
    wanted: int

    def f1(self) -> float:
        """Return F1 in percent."""
        return 200 * self.right / max(1, self.made + self.wanted)


def misspelt(title: str, chance: random.Random) -> str:
    """Swap, drop or double letters: one in thirty, one at least."""
    letters = list(title)
    for _ in range(1 + len(letters) // 30):
        at = chance.randrange(1, max(2, len(letters) - 1))
        kind = chance.choice(("swap", "drop", "double"))
        if kind == "swap" and at + 1 < len(letters):
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        elif kind == "drop":
            del letters[at]
        else:
            letters.insert(at, letters[at])
    return "".join(letters)


def without_subtitle(title: str, chance: random.Random) -> str:
    """Keep what stands before the colon; a title without one is misspelt."""
    head, colon, _ = title.partition(": ")
    return head if colon and len(head) >= LEAST_LETTERS else misspelt(title, chance)


def with_subtitle(title: str, chance: random.Random) -> str:
    """Add a subtitle to a title without one."""
    added = chance.choice((": A survey", ": Methods and applications", " - an empirical study"))
    return misspelt(title, chance) if ":" in title else title + added


def reworded(title: str, chance: random.Random) -> str:
    """Take another form of one word, and leave a small one out."""
    words = title.split()
    at = chance.randrange(len(words))
    words[at] = words[at][:-1] if words[at].endswith("s") else words[at] + "s"
    small = [n for n, word in enumerate(words) if word.lower() in ("a", "an", "the", "of", "for", "with")]
    if len(words) > 5 and small:
        del words[chance.choice(small)]
    return " ".join(words)


KINDS: Mapping[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda title, _: title,
    "other case": lambda title, chance: chance.choice((title.lower(), title.title(), title.upper())),
    "no marks": lambda title, _: re.sub(r"[-:,]", " ", title),
    "misspelt": misspelt,
    "subtitle left out": without_subtitle,
    "subtitle added": with_subtitle,
    "reworded": reworded,
}


def reference_of(gold: Mapping[str, Any]) -> Reference:
    """Return a true reference as the pipeline would give it."""

    def text(name: str) -> str:
        return str(gold.get(name) or "")

    names = tuple(Name(a.get("family") or "", a.get("given") or "") for a in gold.get("authors") or ())
    return Reference(
        key=text("key"), label=text("label"), raw=text("raw"), type=text("type"), title=text("title"), authors=names,
        others=bool(gold.get("others")), year=text("year"), container=text("venue"), volume=text("volume"),
        issue=text("number"), pages=text("pages"), publisher=text("publisher"), doi=text("doi"), arxiv=text("arxiv"),
        primary_class="", url=text("url"), extra={}, anchors=(), page=1, box=(), confidence=1.0,
    )  # fmt: skip


def row(title: str, reference: Reference, linked: bool) -> str:
    """Return a row of a list."""
    url = ""
    if linked:
        url = f"https://arxiv.org/abs/{reference.arxiv}" if reference.arxiv else f"https://doi.org/{reference.doi}"
    shown = title.replace("|", "\\|").replace("[", "\\[").replace("]", "\\]").replace("*", "\\*").replace("`", "")
    return f"| {f'[{shown}]({url})' if url else shown} | {reference.year} | - |\n"


def disturbed(own: Sequence[Reference], others: Sequence[Reference], chance: random.Random) -> tuple[str, list[str]]:
    """Return a list and, for each of its rows, the true key, empty for a work of another survey."""
    rows: list[tuple[str, str]] = []
    kinds = list(KINDS)
    for n, reference in enumerate(own):
        linked = bool(reference.arxiv or reference.doi) and chance.random() < LINKED
        rows.append((row(KINDS[kinds[n % len(kinds)]](reference.title, chance), reference, linked), reference.key))
    strangers = chance.sample(list(others), min(len(others), int(STRANGERS * len(own))))
    rows += [
        (row(reference.title, reference, chance.random() < LINKED and bool(reference.arxiv)), "")
        for reference in strangers
    ]
    chance.shuffle(rows)
    head = "# List\n\n## Papers\n\n| Paper | Year | Code |\n| --- | --- | --- |\n"
    return head + "".join(text for text, _ in rows), [key for _, key in rows]


def count(listed: PaperList, truth: Sequence[str], references: Sequence[Reference], errors: list[str]) -> Count:
    """Count the matches of a list; a reference that is listed twice in the survey counts under either key."""
    assert len(listed.entries) == len(truth), "every row is an entry"
    groups = {reference.key: squash(reference.title) for reference in references}
    made = right = 0
    found = {match.entry: match for match in match_entries(listed.entries, references) if not match.doubtful}
    for n, key in enumerate(truth):
        match = found.get(n)
        got = references[match.reference] if match else None
        made += got is not None
        good = got is not None and bool(key) and groups[got.key] == groups[key]
        right += good
        if not good and (got or key):
            errors.append(
                f"{listed.entries[n].title!r} → {got.title if got else None!r} ({match}) wanted {groups.get(key)!r}"
            )
    return Count(made, right, sum(map(bool, truth)))


def measure(corpus: Path, errors: list[str]) -> dict[str, Count]:
    """Return the counts of each survey of a corpus."""
    golds = {
        path.parent.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(corpus.glob("*/gold.json"))
    }
    works = {
        name: [r for r in map(reference_of, gold["references"]) if len(squash(r.title)) >= LEAST_LETTERS]
        for name, gold in golds.items()
    }
    counts = {}
    for name, own in works.items():
        known = {squash(r.title) for r in own}
        ids = {r.arxiv for r in own} | {r.doi for r in own}
        family = name.split("@")[0]
        others = [
            r for other, references in works.items() if other.split("@")[0] != family for r in references
            if squash(r.title) not in known and r.arxiv not in ids - {""} and r.doi not in ids - {""}
        ]  # fmt: skip
        text, truth = disturbed(own, others, random.Random(f"{SEED} {name}"))
        counts[name] = count(read_list(text.encode(), name), truth, own, errors)
    return counts


def seconds(rows: int) -> float:
    """Return the processor time of reading and checking a list of so many rows against a survey of a tenth of them."""
    chance = random.Random(SEED)
    lines = (files("surveyrefs") / "data" / "words.txt").read_text(encoding="utf-8").splitlines()
    words = chance.sample([line.split("\t")[0] for line in lines], 3000)
    often = [1 / (n + 10) for n in range(len(words))]  # few words are in most titles, as in any field's
    titles = [f"{' '.join(chance.choices(words, often, k=8)).capitalize()} {n}" for n in range(rows)]
    head = "\n| Paper | Published in | Code |\n| --- | --- | --- |\n"
    text = "# List\n" + "".join(
        (f"\n## Part {n // 100}\n{head}" if n % 100 == 0 else "")
        + f"| [{title}](https://arxiv.org/abs/2001.{10000 + n}) | arXiv 2020 | https://github.com/a/{n} |\n"
        for n, title in enumerate(titles)
    )
    references = [
        reference_of({"key": f"k{n}", "title": title, "raw": title, "year": "2020"})
        for n, title in enumerate(titles)
        if n % 10 == 0
    ]
    run = survey(references, "long")
    start = time.process_time()
    check_list(read_list(text.encode(), "long"), run)
    return time.process_time() - start


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table, or the time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("../shared/bench/corpus"))
    parser.add_argument("--errors", action="store_true", help="print what was matched wrongly or not at all")
    parser.add_argument("--rows", type=int, help="time a check of a list of so many rows")
    arguments = parser.parse_args(argv)
    if arguments.rows:
        print(f"{arguments.rows} rows: {seconds(arguments.rows):.2f} s")
        return 0
    errors: list[str] = []
    counts = measure(arguments.corpus, errors)
    for name, one in counts.items():
        print(f"{name:24} {one.wanted:5} listed {one.made:5} matched {one.right:5} right   F1 {one.f1():6.2f}")
    total = Count(*(sum(values) for values in zip(*counts.values(), strict=True)))
    print(f"{'ALL':24} {total.wanted:5} listed {total.made:5} matched {total.right:5} right   F1 {total.f1():6.2f}")
    if arguments.errors:
        print(*errors, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
