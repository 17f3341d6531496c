"""Average models of the tagger.

A model's score of a reading is a sum of weights, so that the mean of several models' weights gives the mean of their
scores: what one model learnt by chance counts less, and reading takes no longer than with one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from training.crf_file import Weights, read_weights, write_weights

# Weights below this change no score by what could turn a label.
TINY = 0.01


def average(models: Sequence[Weights], tiny: float = TINY) -> Weights:
    """Return the mean of models; a weight that one lacks is 0 there, and means below `tiny` are left out."""
    labels = tuple(dict.fromkeys(label for model in models for label in model.labels))
    states = _mean([model.states for model in models])
    return Weights(
        labels,
        {key: weight for key, weight in states.items() if abs(weight) >= tiny},
        _mean([model.steps for model in models]),
    )


def _mean(tables: Sequence[dict[tuple[str, str], float]]) -> dict[tuple[str, str], float]:
    total: dict[tuple[str, str], float] = {}
    for table in tables:
        for key, weight in table.items():
            total[key] = total.get(key, 0.0) + weight
    return {key: weight / len(tables) for key, weight in total.items()}


def write_average(parts: Sequence[Path], output: Path) -> None:
    """Write the mean of the models in files."""
    write_weights(average([read_weights(part) for part in parts]), output)
