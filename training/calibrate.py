"""Fit how sure the parser may be of a reference: `python -m training.calibrate` after training.

Each made or labelled reference is read by the product's own code, and once more with the true labels in place of the
tagger's: where both give the same fields it is right. A logistic regression over `confidence.evidence` weighs the
evidence. Printed in odd styles, works are harder to read than in papers, so that slope and level of the scale are then
set on papers, too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from surveyrefs.references.assemble import Parts, assemble
from surveyrefs.references.fields import List, read_labels
from surveyrefs.references.normalise.names import NameStyle
from surveyrefs.references.tagging.confidence import EVIDENCE, evidence
from surveyrefs.references.tagging.features import always_initials, list_style
from surveyrefs.references.tagging.habits import list_habits
from surveyrefs.references.tagging.tagger import Tagged, tag
from surveyrefs.references.tagging.tokens import Token
from surveyrefs.text.identifiers import find_identifiers
from training.draw_works import draw_works
from training.kept import Kept
from training.labelled import Example
from training.papers import Sample, judged_papers

# Names and fields that must be right for a reference to be right.
MAIN = ("title", "container", "volume", "issue", "pages", "doi", "arxiv")
# Newton's steps, more than any fit here needs, and the ridge that keeps weights of rare evidence small.
STEPS, RIDGE = 40, 1.0
# Real papers set the scale, but few of them: made references count half of them all together.
MADE_SHARE = 0.5


def main() -> None:
    """Fit the scale and write it beside the model."""
    from training import train  # its options are ours too

    parser = argparse.ArgumentParser(description=__doc__)
    train.add_sources(parser)
    parser.add_argument("--lists", type=int, default=100)
    parser.add_argument("--output", type=Path, default=train.DATA / "confidence.json")
    parser.add_argument("--papers", type=Path, help="papers with gold: their works are drawn, they set slope and level")
    parser.add_argument("--outputs", type=Path, help="their outputs, as make quality leaves them")
    args = parser.parse_args()
    kept_apart = train.split(args.strings)
    maker, printers = train.sources(args, kept_apart[0])
    if args.papers:
        sets = [args.papers, args.papers.parent / "corpus"]
        made = list(draw_works(sets, printers, Kept(args.kept), train.SEED))
    else:  # other lists than those trained on
        drawn = train.draw(args, "calibrate", range(args.lists), maker, printers)
        made = [one for several in drawn for one in several]
    samples = [*(s for one in made for s in judged(one)), *judged_strings(kept_apart[1])]
    weights = fit(np.array([x for x, _ in samples]), np.array([y for _, y in samples]))
    papers = list(judged_papers(args.papers, args.outputs)) if args.outputs else []
    if papers:
        print(len(papers), "references of papers,", round(100 * sum(y for _, y in papers) / len(papers), 1), "% right")
        weights = levelled(weights, samples, papers)
    print(len(samples), "references,", round(100 * sum(y for _, y in samples) / len(samples), 1), "% right")
    table(samples, weights)
    scale = dict(zip((*EVIDENCE, "bias"), (round(float(w), 3) for w in weights), strict=True))
    args.output.write_text(json.dumps(scale, indent=1) + "\n", encoding="utf-8")


def judged_strings(examples: Sequence[Example]) -> Iterator[Sample]:
    """Judge labelled strings, list by list."""
    groups: dict[str, list[tuple[list[Token], list[str]]]] = {}
    for i, example in enumerate(examples):
        groups.setdefault(example.group or f"#{i}", []).append((example.tokens, example.labels))
    for name in sorted(groups):
        yield from judged(groups[name])


def judged(made: Sequence[tuple[list[Token], list[str]]]) -> Iterator[Sample]:
    """Give each reference's evidence, and whether it is read as its true labels say."""
    made = [(tokens, labels) for tokens, labels in made if len(tokens) > 1]
    printed = [tokens for tokens, _ in made]
    style = list_style(printed)
    first = [tag(tokens, style) for tokens in printed]
    habits = list_habits([(tagged.tokens, tagged.labels) for tagged in first])
    whole = List(style, habits, style.names if always_initials(printed) else "")
    names = NameStyle(style.names, style.initials)
    for (tokens, labels), tagged in zip(made, first, strict=True):
        text = text_of(tokens)
        reading = read_labels(tokens, tagged, whole)
        identifiers = find_identifiers(text)
        said = assemble(text, Tagged(tokens, reading.labels, reading.sure), identifiers, names)
        true = assemble(text, Tagged(tokens, labels, [1.0] * len(labels)), identifiers, names)
        yield evidence(said.fields, said, said.authors, reading), same(said, true)


def text_of(tokens: Sequence[Token]) -> str:
    """Put tokens where they stood, blanks between."""
    out = [" "] * tokens[-1].end
    for token in tokens:
        out[token.start : token.end] = token.text
    return "".join(out)


def same(said: Parts, true: Parts) -> bool:
    """Tell whether the main fields, the year and all names agree but for case and punctuation."""
    if (said.date.year, len(said.authors)) != (true.date.year, len(true.authors)):
        return False
    people = zip(said.authors, true.authors, strict=True)
    return all(fold(a.family + a.literal) == fold(b.family + b.literal) for a, b in people) and all(
        fold(said.fields.get(name, "")) == fold(true.fields.get(name, "")) for name in MAIN
    )


def fold(text: str) -> str:
    """Keep letters and digits, in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Fit a logistic regression; the last weight is the bias, the others are not positive: evidence tells of doubt."""
    x = np.hstack([x, np.ones((len(x), 1))])
    kept = np.ones(x.shape[1], dtype=bool)
    while True:
        weights = np.zeros(x.shape[1])
        weights[kept] = _newton(x[:, kept], y, np.ones(len(y)), RIDGE)
        wrong = weights[:-1] > 0
        if not wrong.any():
            return weights
        kept[:-1] &= ~wrong


def levelled(weights: np.ndarray, made: Sequence[Sample], papers: Sequence[Sample]) -> np.ndarray:
    """Stretch and shift the scale so that it holds on real papers and made references alike."""
    x = np.array([x for x, _ in (*papers, *made)])
    y = np.array([y for _, y in (*papers, *made)], dtype=float)
    share = np.array([1.0] * len(papers) + [MADE_SHARE * len(papers) / len(made)] * len(made))
    sums = np.hstack([x, np.ones((len(x), 1))]) @ weights
    slope, level = _newton(np.stack([sums, np.ones(len(sums))], axis=1), y, share, 0.0)
    out: np.ndarray = weights * slope
    out[-1] += level
    return out


def _newton(x: np.ndarray, y: np.ndarray, share: np.ndarray, ridge: float) -> np.ndarray:
    """Fit a weighted logistic regression; the last column, which is all ones, has no ridge."""
    weights = np.zeros(x.shape[1])
    hold = ridge * np.eye(x.shape[1])
    hold[-1, -1] = 1e-9
    for _ in range(STEPS):
        p = sigmoid(x @ weights)
        curve = (x * (share * p * (1 - p))[:, None]).T @ x + hold
        weights -= np.linalg.solve(curve, x.T @ (share * (p - y)) + hold @ weights)
    return weights


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Map the real line to probabilities."""
    inverse: np.ndarray = 1 + np.exp(-x)
    return 1 / inverse


def table(samples: Sequence[Sample], weights: np.ndarray) -> None:
    """Print, by tenths of confidence, how many references are right."""
    sure = sigmoid(np.hstack([np.array([x for x, _ in samples]), np.ones((len(samples), 1))]) @ weights)
    right = np.array([y for _, y in samples])
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1 + (low > 0.85))
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}  n={inside.sum():5}  right {100 * right[inside].mean():5.1f} %")


if __name__ == "__main__":
    main()
