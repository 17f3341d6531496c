"""Measure whether corrections restore what a reading damaged, and last into a new version of the survey.

`python -m tests.bench.corrections --corpus CORPUS OUT` takes the finished runs of OUT (of CORPUS/<id>/survey.pdf) as
the truth, damages each reading in 100 places with a fixed seed, has the edited tables turned into corrections, and
applies these to the damaged reading. For surveys of which CORPUS has two versions, the same misreadings are put into
the reading of `@v2` wherever it has the same work, field, sentence or cell with the same value, and the corrections of
`@v1` are applied to it. Which works the versions have in common, the golds say. The corrections are also applied to
`@v2` as it is, where they must change nothing that is right. `--write` puts the table into the docs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from rapidfuzz import fuzz

from surveyrefs.categorise import categorise, grow
from surveyrefs.corrections.apply import Again, correct
from surveyrefs.corrections.edited import from_tables
from surveyrefs.corrections.fields import set_field, value_of
from surveyrefs.corrections.read import read_corrections
from surveyrefs.corrections.write import to_toml
from surveyrefs.csv_text import csv_to_records
from surveyrefs.export.tabular import assignments_csv, citations_csv, references_csv
from surveyrefs.model.correction import KINDS, Corrected, Corrections
from surveyrefs.model.link import Assignment, Categories, Links, Target
from surveyrefs.model.reference import Reference, References
from surveyrefs.model.run import Run, with_corrections
from surveyrefs.runner import load_as_read
from surveyrefs.settings import CategoriseSettings

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "corrections.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
SURVEYS = ("genai-ip@v1", "krs@v1", "symex@v1", "qa", "hitl-rl", "phone-agent")
SEED = 18
FIELDS, TARGETS, CATEGORIES = 50, 25, 25
DAMAGED = ("title", "authors", "year", "venue", "volume", "pages", "publisher", "doi", "arxiv", "url", "type")
SAME_TITLE = 90.0  # percent: which reference of ours is which of the gold


class Damage(NamedTuple):
    """What a wrong reading does: to fields of works, to the targets of callouts, to assignments."""

    fields: dict[tuple[int, str], str]
    targets: dict[int, tuple[Target, ...]]
    sorting: dict[tuple[Any, ...], tuple[str, str] | None]


Row = tuple[Any, ...]


# -- damage -----------------------------------------------------------------------------------------------------


def damage(run: Run, rng: random.Random) -> Damage:
    """Choose 100 places and what is read there instead."""
    references = run.references.references
    fields: dict[tuple[int, str], str] = {}
    while len(fields) < FIELDS:
        i, field = rng.randrange(len(references)), rng.choice(DAMAGED)
        wrong = _misread(references, i, field, rng)
        if wrong != value_of(references[i], field):
            fields[i, field] = wrong
    callouts = [k for k, c in enumerate(run.links.callouts) if c.targets and c.context]
    targets = {k: _misled(run, k, rng) for k in rng.sample(callouts, min(TARGETS, len(callouts)))}
    rows = list({row_sign(a) for a in run.categories.assignments})
    rows.sort(key=repr)
    names = sorted({a.category for a in run.categories.assignments})
    sorting: dict[Row, tuple[str, str] | None] = {}
    for sign in rng.sample(rows, min(CATEGORIES, len(rows))):
        category, label = sign[-2:]
        kind = rng.random()
        if kind < 0.2:
            sorting[sign] = None
        elif kind < 0.4 and len(label) > 3:
            sorting[sign] = category, label[: len(label) // 2]
        else:
            sorting[sign] = rng.choice([n for n in names if n != category] or ["Other"]), label
    return Damage(fields, targets, sorting)


def _misread(references: Sequence[Reference], i: int, field: str, rng: random.Random) -> str:
    """Return how a field might be misread: cut, lost, a wrong letter, the neighbour's."""
    value = value_of(references[i], field)
    other = value_of(references[rng.randrange(len(references))], field)
    if field == "type":
        return rng.choice(["misc", "article", "book"])
    if field == "authors":
        names = value.split("; ")
        return rng.choice(["; ".join(names[1:]), "; ".join(names[:-1]), value.replace(", ", " "), other])
    words = value.split()
    cut = " ".join(words[: max(1, len(words) - 2)])
    letter = value[:-1] + rng.choice("0123456789x") if value else other
    return rng.choice([cut, "", letter, other]) if value else other


def _misled(run: Run, k: int, rng: random.Random) -> tuple[Target, ...]:
    """Return the targets of a callout with one wrong, lost, unresolved or too many."""
    targets = list(run.links.callouts[k].targets)
    held = {t.reference for t in targets}
    others = [i for i in range(len(run.references.references)) if i not in held]
    wrong = rng.choice(others)
    label = run.references.references[wrong].label
    at = rng.randrange(len(targets))
    deed = rng.choice(["wrong", "lost", "unresolved", "extra"])
    if deed == "extra":
        targets.append(Target(wrong, label, "label", 0.9))
    elif deed == "lost" and len(targets) > 1:
        del targets[at]
    elif deed == "unresolved":
        targets[at] = Target(-1, targets[at].label, "", 0.0)
    else:
        targets[at] = Target(wrong, label, "label", 0.9)
    return tuple(targets)


def row_sign(a: Assignment) -> Row:
    """Return what tells an assignment from the others, its category and row label last."""
    return a.reference, a.source, a.table, a.figure, a.row, a.column, a.section, a.category, a.row_label


def damaged(run: Run, hurt: Damage) -> tuple[Run, Again]:
    """Return the run as the wrong reader has it, and that reader's stages: they make the same mistakes again."""
    references = list(run.references.references)
    for (i, field), value in hurt.fields.items():
        references[i] = set_field(references[i], field, value)
    callouts = [
        msgspec.structs.replace(c, targets=hurt.targets[k]) if k in hurt.targets else c
        for k, c in enumerate(run.links.callouts)
    ]
    links = msgspec.structs.replace(run.links, callouts=tuple(callouts))
    listed = msgspec.structs.replace(run.references, references=tuple(references))

    def sort(works: References, linked: Links) -> Categories:
        made = categorise(run.document, works, linked)
        return msgspec.structs.replace(made, assignments=_missorted(made.assignments, hurt))

    again = Again(None, lambda _: links, sort, lambda made, size: grow(run.document, made, size, CategoriseSettings()))
    return msgspec.structs.replace(run, references=listed, links=links, categories=sort(listed, links)), again


def _missorted(assignments: Sequence[Assignment], hurt: Damage) -> tuple[Assignment, ...]:
    out = []
    for a in assignments:
        wrong = hurt.sorting.get(row_sign(a), (a.category, a.row_label))
        if wrong is not None:
            path = a.path if wrong[0] == a.category else tuple(wrong[0].split(" > "))
            out.append(msgspec.structs.replace(a, category=wrong[0], row_label=wrong[1], path=path))
    return tuple(out)


# -- comparison -------------------------------------------------------------------------------------------------


def facts(run: Run) -> dict[str, Counter[Row]]:
    """Return what a run says, by kind: fields of works, targets of callouts, rows of assignments."""
    references = run.references.references
    fields = Counter((i, f, value_of(r, f)) for i, r in enumerate(references) for f in DAMAGED)
    targets = Counter((k, t.reference) for k, c in enumerate(run.links.callouts) for t in c.targets)
    return {
        "fields": Counter(dict.fromkeys(fields, 1)),
        "targets": Counter({fact: 1 for fact in targets if fact[1] >= 0}),
        "categories": Counter(tuple(row[name] for name in _ROW) for row in csv_to_records(assignments_csv(run))),
    }  # fmt: skip


_ROW = ("key", "source", "table_title", "column", "section_title", "category", "row_label")


class Score(NamedTuple):
    """Facts that the damage made wrong or lost, those that are right again, and those that corrections made wrong."""

    damaged: int
    restored: int
    wrong: int


def score(truth: Run, hurt: Run, mended: Run, also: frozenset[Row] = frozenset()) -> Score:
    """Compare a mended run with the truth, fact by fact. `also` are values that are right as well.

    What a person says of a work in one version is right in the other, which may print less of it.
    """
    total = restored = wrong = 0
    for kind, right in facts(truth).items():
        before, after = facts(hurt)[kind], facts(mended)[kind]
        bad_before, bad_after = _apart(right, before), _apart(right, after)
        total += bad_before.total()
        worse = bad_after - bad_before
        said = {sign[1:3] for sign in worse if sign[0] == "+" and sign[1:] in also}
        wrong += sum(n for sign, n in worse.items() if kind != "fields" or sign[1:3] not in said)
        restored += bad_before.total() - (bad_after & bad_before).total()
    return Score(total, restored, wrong)


def _apart(one: Counter[Row], other: Counter[Row]) -> Counter[Row]:
    """Return what only one of the two has, with its sign."""
    return Counter({("-", *f): n for f, n in (one - other).items()} | {("+", *f): n for f, n in (other - one).items()})


def corrections_between(hurt: Run, truth: Run, again: Again) -> Corrections:
    """Return the corrections that a person makes, through the text of the file.

    References and citations are edited first, and what is still wrong in the assignments then.
    """
    works = csv_to_records(references_csv(hurt))
    first = [_edited(table, hurt, truth, works) for table in (references_csv, citations_csv)]
    made = _together(first)
    mended = with_corrections(hurt, correct(hurt, made, again))
    last = _edited(assignments_csv, mended, truth, works)
    return read_corrections(to_toml(_together([made, last])).encode(), "made")


def _edited(table: Callable[[Run], str], hurt: Run, truth: Run, works: Sequence[dict[str, str]]) -> Corrections:
    rows = csv_to_records(assignments_csv(hurt))
    return from_tables(csv_to_records(table(hurt)), csv_to_records(table(truth)), works, rows).corrections


def _together(made: Sequence[Corrections]) -> Corrections:
    return msgspec.convert({kind: [f for c in made for f in getattr(c, kind)] for kind in KINDS}, Corrections)


# -- two versions -----------------------------------------------------------------------------------------------


def gold_keys(run: Run, gold: dict[str, Any]) -> dict[int, str]:
    """Return the gold's own key of each reference, where one title or text is clearly the same."""
    found = {}
    for i, r in enumerate(run.references.references):
        scores = [(_likeness(r, g), g["key"]) for g in gold["references"]]
        best = max(scores, default=(0.0, ""))
        if best[0] >= SAME_TITLE:
            found[i] = best[1]
    return found


def _likeness(reference: Reference, gold: dict[str, Any]) -> float:
    title, other = _plain(reference.title), _plain(gold["title"] or "")
    return 100.0 if title and title == other else fuzz.ratio(_plain(reference.raw), _plain(gold["raw"] or ""))


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text).lower()


def carried(one: Run, two: Run, same: dict[int, int], hurt: Damage) -> tuple[Damage, int]:
    """Return the damage that still makes sense in the other version, and in how many places it does."""
    fields = {
        (same[i], field): value
        for (i, field), value in hurt.fields.items()
        if i in same
        and value_of(one.references.references[i], field) == value_of(two.references.references[same[i]], field)
    }
    targets = {}
    for k, misled in hurt.targets.items():
        place = _same_callout(one, two, k, same)
        if place >= 0 and all(t.reference in same for t in misled if t.reference >= 0):
            targets[place] = tuple(msgspec.structs.replace(t, reference=same.get(t.reference, -1)) for t in misled)
    sorting: dict[Row, tuple[str, str] | None] = {}
    mine = {row_sign(a): a for a in one.categories.assignments}
    for sign, wrong in hurt.sorting.items():
        twins = [a for a in two.categories.assignments if _same_place(one, two, mine[sign], a, same)]
        if len(twins) == 1:
            sorting[row_sign(twins[0])] = wrong
    return Damage(fields, targets, sorting), len(fields) + len(targets) + len(sorting)


def _same_callout(one: Run, two: Run, k: int, same: dict[int, int]) -> int:
    """Return the callout of the other version in the same sentence that cites the same works, -1 for none."""
    mine = one.links.callouts[k]
    cited = sorted(same.get(t.reference, -2) for t in mine.targets)
    found = [
        n
        for n, c in enumerate(two.links.callouts)
        if _letters(c.context) == _letters(mine.context)
        and c.column == mine.column
        and sorted(t.reference for t in c.targets) == cited
    ]
    return found[0] if len(found) == 1 else -1


def _same_place(one: Run, two: Run, a: Assignment, b: Assignment, same: dict[int, int]) -> bool:
    if (a.source, a.category, a.row_label, a.column) != (b.source, b.category, b.row_label, b.column):
        return False
    if same.get(a.reference) != b.reference:
        return False

    def title(run: Run, made: Assignment) -> tuple[str, str]:
        table = run.document.tables[made.table].caption.text if made.table >= 0 else ""
        return _letters(table), run.document.sections[made.section].title if made.section >= 0 else ""

    return title(one, a) == title(two, b)


# -- the measurement --------------------------------------------------------------------------------------------


def measure(corpus: Path, out: Path, name: str, say: Callable[[str], None]) -> list[tuple[str, ...]]:
    """Return the rows of the table for one survey: itself, and its second version where there is one."""
    truth = load_as_read(out / name)
    truth = msgspec.structs.replace(truth, categories=categorise(truth.document, truth.references, truth.links))
    hurt = damage(truth, random.Random(f"{SEED} {name}"))
    wrong, again = damaged(truth, hurt)
    fixes = corrections_between(wrong, truth, again)
    corrected = correct(wrong, fixes, again)
    mended = with_corrections(wrong, corrected)
    places = len(hurt.fields) + len(hurt.targets) + len(hurt.sorting)
    rows = [_row(name, places, fixes, score(truth, wrong, mended), mended)]
    say(f"{rows[0]} {[f for f in corrected.fates if f.status != 'applied'][:5]}")
    later = name.replace("@v1", "@v2")
    if later == name:
        return rows
    two = load_as_read(out / later)
    two = msgspec.structs.replace(two, categories=categorise(two.document, two.references, two.links))
    golds = [json.loads((corpus / n / "gold.json").read_text(encoding="utf-8")) for n in (name, later)]
    keys = [gold_keys(run, gold) for run, gold in zip((truth, two), golds, strict=True)]
    back = {key: j for j, key in keys[1].items()}
    same = {i: back[key] for i, key in keys[0].items() if key in back}
    references = truth.references.references
    also = frozenset((j, f, value_of(references[i], f)) for i, j in same.items() for f in DAMAGED)
    hurt_two, places = carried(truth, two, same, hurt)
    wrong_two, again_two = damaged(two, hurt_two)
    corrected = correct(wrong_two, fixes, again_two)
    mended_two = with_corrections(wrong_two, corrected)
    rows.append(_row(later, places, fixes, score(two, wrong_two, mended_two, also), mended_two))
    say(f"{rows[1]} {[f for f in corrected.fates if f.status != 'unused']}")
    untouched = correct(two, fixes, damaged(two, Damage({}, {}, {}))[1])
    spoiled = score(two, two, with_corrections(two, untouched), also).wrong
    rows.append((f"{later}, read rightly", "0", rows[0][2], "0", "", str(spoiled), _reported(untouched)))
    return rows


def _row(name: str, places: int, fixes: Corrections, scored: Score, mended: Run) -> tuple[str, ...]:
    share = 100 * scored.restored / scored.damaged if scored.damaged else 100.0
    total = sum(len(getattr(fixes, kind)) for kind in KINDS)
    reported = _reported(mended.corrected)
    return name, str(places), str(total), str(scored.damaged), f"{share:.1f}", str(scored.wrong), reported


def _reported(corrected: Corrected) -> str:
    return str(sum(fate.status in ("unused", "conflict") for fate in corrected.fates))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("out", type=Path, help="folder of finished runs")
    parser.add_argument("--corpus", type=Path, required=True, help="folder of surveys with gold.json")
    parser.add_argument("--write", action="store_true", help=f"write the table into {PAGE.name}")
    parser.add_argument("-v", "--verbose", action="store_true", help="print what was not restored")
    arguments = parser.parse_args(argv)
    say: Callable[[str], None] = (lambda text: print(text, file=sys.stderr)) if arguments.verbose else lambda _: None
    rows = [row for name in SURVEYS for row in measure(arguments.corpus, arguments.out, name, say)]
    head = ("survey", "places misread", "corrections", "facts wrong", "right again, %", "made wrong", "reported")
    lines = [f"| {' | '.join(head)} |", f"| --- {'| ---: ' * (len(head) - 1)}|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if arguments.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN, 1)
        PAGE.write_text(f"{before}{BEGIN}{text}{END}{rest.split(END, 1)[1]}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
