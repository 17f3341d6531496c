"""Fit what shows the beginning of an entry: `python -m training.starts LISTS.json…`.

Each file holds `{"lists": [[raw, …], …]}`, the references of printed lists as strings, and may hold printed lists
whose beginnings are known, `{"printed": [{"lines": […], "anchors": […], "starts": […]}]}`. The strings are set in many
layouts (`typeset`). Shares of values are counted; weights come from a logistic regression over the log ratios that the
product's own code gives in its last reading, so that sightings that say the same twice count once. Lists of every
fourth source are left out and tell how good the result is.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from surveyrefs.model.document import Anchor, Line
from surveyrefs.references.entries import starts as product
from surveyrefs.references.entries.anchors import standing, standing_at
from surveyrefs.references.entries.evidence import sightings
from training.typeset import Made, draw_layout, typeset

DATA = Path(__file__).resolve().parents[1] / "pipeline" / "surveyrefs" / "data"
SEED = 20
APART = 4  # every fourth source is left out
SHORTEST, LONGEST = 8, 60  # references of a made list
# As how many lines of a list the fitted shares count: what a text says is alike in all lists, a layout is a list's own.
TEXT = ("begins", "above ends")
STRENGTH = {"text": 150.0, "layout": 8.0}
# Tried on lists of other layouts; between half and twice these values the result changes by less than half a percent.
RATE_OF_STARTS, ORDER, LENGTH = -1.0, 1.0, 0.3
FLOOR = 0.004  # share of a value that was never seen
# Shares at least, of values that the texts do not have as printed lists do: repeated authors are spelt out in them, and
# numbers like labels stand at line heads in lists without labels, too.
AT_LEAST = {("begins", "same authors"): (0.05, 0.0), ("begins", "label"): (0.0, 0.03)}
ROUNDS = 3
STEPS, RATE, DECAY = 3000, 0.3, 1e-3


def main() -> None:
    """Fit the model and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--layouts", type=int, default=8, help="of each list")
    parser.add_argument("--output", type=Path, default=DATA / "entry_starts.json")
    args = parser.parse_args()
    fit_on, check_on = made_lists(args.files, args.layouts)
    model = best = counted(fit_on)
    most = -1.0
    for _ in range(ROUNDS):
        model = weighed(model, fit_on)
        f1, whole = quality(model, fit_on)
        if whole > most:
            best, most = model, whole
        apart = quality(model, check_on)
        print(f"{len(fit_on)} lists: entries {f1:.1f}, whole {whole:.1f}; left out: {apart[0]:.1f}, {apart[1]:.1f}")
    model = best
    args.output.write_text(json.dumps(rounded(model), indent=1) + "\n", encoding="utf-8")


def made_lists(files: Sequence[Path], layouts: int) -> tuple[list[Made], list[Made]]:
    """Return the lists to fit on and those left out."""
    rng = random.Random(SEED)
    fit_on: list[Made] = []
    check_on: list[Made] = []
    for file in files:
        held = json.loads(file.read_text(encoding="utf-8"))
        for number, texts in enumerate(held.get("lists", ())):
            into = check_on if number % APART == APART - 1 else fit_on
            for _ in range(layouts):
                size = rng.randint(SHORTEST, LONGEST)
                first = rng.randrange(max(1, len(texts) - size))
                chosen = list(texts[first : first + size])
                if rng.random() < 0.5:
                    chosen.sort(key=str.casefold)
                into.append(typeset(chosen, draw_layout(rng), rng))
        for number, printed in enumerate(held.get("printed", ())):
            into = check_on if number % APART == APART - 1 else fit_on
            lines = [msgspec.convert(line, Line) for line in printed["lines"]]
            anchors = [msgspec.convert(anchor, Anchor) for anchor in printed["anchors"]]
            into += [Made(lines, printed["starts"], anchors)] * layouts
    return fit_on, check_on


def counted(lists: Sequence[Made]) -> product.Model:
    """Count how often each value is seen at beginnings and elsewhere; a list counts the same whatever its length."""
    counts: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    for made in lists:
        begin = set(made.starts)
        seen = sightings(made.lines, standing(standing_at(made.lines, made.anchors)))
        shares = (1 / max(1, len(begin)), 1 / max(1, len(seen) - len(begin)))
        for i, line in enumerate(seen):
            for name, value in line.items():
                counts[name][value][i not in begin] += shares[i not in begin]
    likely = {}
    for name, values in sorted(counts.items()):
        totals = [sum(pair[k] for pair in values.values()) for k in (0, 1)]
        likely[name] = {
            value: _shares(pair, totals, AT_LEAST.get((name, value), (0.0, 0.0)))
            for value, pair in sorted({**_known(name), **values}.items())
        }
    strength = {name: STRENGTH["text" if name in TEXT else "layout"] for name in likely}
    return product.Model(likely, dict.fromkeys(likely, 0.6), strength, RATE_OF_STARTS, ORDER, LENGTH)


def _known(name: str) -> dict[str, list[float]]:
    return {value: [0.0, 0.0] for known, value in AT_LEAST if known == name}


def _shares(pair: Sequence[float], totals: Sequence[float], least: tuple[float, float]) -> tuple[float, float]:
    return max(FLOOR, least[0], pair[0] / totals[0]), max(FLOOR, least[1], pair[1] / totals[1])


def log_ratios(habit: product.Habit, line: Mapping[str, str]) -> dict[str, float]:
    """Return what each sighting at a line says for a beginning: the log ratio of its value's shares."""
    known = {name: habit[name][value] for name, value in line.items() if value in habit.get(name, {})}
    return {name: math.log(a / b) for name, (a, b) in known.items()}


def weighed(model: product.Model, lists: Sequence[Made]) -> product.Model:
    """Fit the weights to the log ratios of each list's own last reading."""
    names = sorted(model.likely)
    rows: list[list[float]] = []
    truth: list[float] = []
    counts: list[float] = []
    for made in lists:
        destinations = standing(standing_at(made.lines, made.anchors))
        seen = sightings(made.lines, destinations)
        habit = product.read_habit(made.lines, destinations, model)
        begin = set(made.starts)
        for i, line in enumerate(seen):
            if i:
                ratios = log_ratios(habit, line)
                rows.append([ratios.get(name, 0.0) for name in names])
                truth.append(float(i in begin))
                counts.append(1 / len(seen))
    weights = regression(np.array(rows), np.array(truth), np.array(counts))
    fitted = {name: max(0.0, float(w)) for name, w in zip(names, weights[:-1], strict=True)}
    return msgspec.structs.replace(model, weight=fitted, rate=float(weights[-1]))


def regression(x: np.ndarray, y: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return weights, none below 0 or above 1, and the constant: more than 1 makes a list believe its first reading."""
    x = np.hstack([x, np.ones((len(x), 1))])
    w = np.full(x.shape[1], 0.5)
    counts = counts / counts.sum()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        w -= RATE * (x.T @ (counts * (p - y)) + DECAY * np.append(w[:-1], 0))
        w[:-1] = np.clip(w[:-1], 0, 1)
    return w


def quality(model: product.Model, lists: Sequence[Made]) -> tuple[float, float]:
    """Return F1 of entries cut right at both ends, and the share of lists without a fault, in percent."""
    right = wanted = found = whole = 0
    for made in lists:
        got = product.read_starts(made.lines, standing(standing_at(made.lines, made.anchors)), model).starts
        a = set(zip(made.starts, [*made.starts[1:], len(made.lines)], strict=True))
        b = set(zip(got, [*got[1:], len(made.lines)], strict=True))
        right, wanted, found, whole = right + len(a & b), wanted + len(a), found + len(b), whole + (a == b)
    return 200 * right / (wanted + found), 100 * whole / len(lists)


def rounded(model: product.Model) -> dict[str, object]:
    """Return the model for JSON, in few digits."""
    likely = {n: {v: [round(s, 4) for s in pair] for v, pair in values.items()} for n, values in model.likely.items()}
    return {
        "likely": likely,
        "weight": {n: round(w, 3) for n, w in model.weight.items()},
        "lines": model.lines,
        "rate": round(model.rate, 3),
        "order": model.order,
        "length": model.length,
    }


if __name__ == "__main__":
    main()
