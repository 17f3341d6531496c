"""Fit how sure the parser may be of a reference: `python -m training.calibrate` after training.

Each made or labelled reference is parsed by the product's own code, and once more with the true labels in place of the
tagger's: where both give the same fields it is right. A logistic regression over `fields_confidence.evidence` is the
scale.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from surveyrefs.references.assemble import Parts, assemble
from surveyrefs.references.mending.steps import mended
from surveyrefs.references.normalise.names import NameStyle
from surveyrefs.references.tagging.confidence import EVIDENCE, evidence
from surveyrefs.references.tagging.features import ListStyle, list_style
from surveyrefs.references.tagging.tagger import Tagged, tag
from surveyrefs.references.tagging.tokens import Token
from surveyrefs.text.identifiers import find_identifiers
from training.labelled import Example

# Names and fields that must be right for a reference to be right.
MAIN = ("title", "container", "volume", "issue", "pages", "doi", "arxiv")
STEPS, RATE, WEIGHT_DECAY = 4000, 0.5, 1e-4


def main() -> None:
    """Fit the scale and write it beside the model."""
    from training import train  # its options are ours too

    parser = argparse.ArgumentParser(description=__doc__)
    train.add_sources(parser)
    parser.add_argument("--lists", type=int, default=160)
    parser.add_argument("--output", type=Path, default=train.DATA / "confidence.json")
    args = parser.parse_args()
    rng = random.Random(train.SEED + 1)  # other lists than those trained on
    kept_apart = train.split(args.strings)
    maker, printers = train.sources(args, kept_apart[0], rng)
    lists = [made for _ in range(args.lists) for made in train.make_lists(maker, rng, printers)]
    samples = [*(s for made in lists for s in judged(made)), *judged_strings(kept_apart[1])]
    weights = fit(np.array([x for x, _ in samples]), np.array([y for _, y in samples]))
    print(len(samples), "references,", round(100 * sum(y for _, y in samples) / len(samples), 1), "% right")
    table(samples, weights)
    scale = dict(zip((*EVIDENCE, "bias"), (round(float(w), 3) for w in weights), strict=True))
    args.output.write_text(json.dumps(scale, indent=1) + "\n", encoding="utf-8")


def judged_strings(examples: Sequence[Example]) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Judge labelled strings, list by list."""
    groups: dict[str, list[tuple[list[Token], list[str]]]] = {}
    for i, example in enumerate(examples):
        groups.setdefault(example.group or f"#{i}", []).append((example.tokens, example.labels))
    for name in sorted(groups):
        yield from judged(groups[name])


def judged(made: Sequence[tuple[list[Token], list[str]]]) -> Iterator[tuple[tuple[float, ...], bool]]:
    """Give each reference's evidence, and whether it is read as its true labels say."""
    style = list_style([tokens for tokens, _ in made])
    for tokens, labels in made:
        if len(tokens) > 1:
            text = text_of(tokens)
            names = NameStyle(style.names, style.initials)
            said = read(text, tokens, style, names)
            true = assemble(text, Tagged(tokens, labels, [1.0] * len(labels)), find_identifiers(text), names)
            yield evidence(said.fields, said, said.authors, style != ListStyle()), same(said, true)


def text_of(tokens: Sequence[Token]) -> str:
    """Put tokens where they stood, blanks between."""
    out = [" "] * tokens[-1].end
    for token in tokens:
        out[token.start : token.end] = token.text
    return "".join(out)


def read(text: str, tokens: Sequence[Token], style: ListStyle, names: NameStyle) -> Parts:
    """Parse as the product does."""
    tagged = tag(tokens, style)
    tagged = tagged._replace(labels=mended(tagged.tokens, tagged.labels, titled=style.titles != "no"))
    return assemble(text, tagged, find_identifiers(text), names)


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
    """Fit a logistic regression by gradient descent; the last weight is the bias, the others are not positive."""
    x = np.hstack([x, np.ones((len(x), 1))])
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        gradient = x.T @ (sigmoid(x @ weights) - y) / len(y) + WEIGHT_DECAY * weights
        weights -= RATE * gradient
        weights[:-1] = np.minimum(weights[:-1], 0)  # each piece of evidence tells of doubt
    return weights


def sigmoid(x: np.ndarray) -> np.ndarray:
    """Map the real line to probabilities."""
    inverse: np.ndarray = 1 + np.exp(-x)
    return 1 / inverse


def table(samples: Sequence[tuple[tuple[float, ...], bool]], weights: np.ndarray) -> None:
    """Print, by tenths of confidence, how many references are right."""
    sure = sigmoid(np.hstack([np.array([x for x, _ in samples]), np.ones((len(samples), 1))]) @ weights)
    right = np.array([y for _, y in samples])
    for low in np.arange(0, 1, 0.1):
        inside = (sure >= low) & (sure < low + 0.1 + (low > 0.85))
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}  n={inside.sum():5}  right {100 * right[inside].mean():5.1f} %")


if __name__ == "__main__":
    main()
