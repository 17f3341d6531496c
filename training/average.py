"""Average models of the tagger.

A model's score of a reading is a sum of weights, so that the mean of several models' weights gives the mean of their
scores: what one model learnt by chance counts less, and reading takes no longer than with one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from training.crf_file import Weights, read_weights, write_weights

# Weights below this change no score by what could turn a label.
TINY = 0.01


# Words of publishers are in no elder's vocabulary.
_NEW_WORDS = re.compile(r"L(?:[+-]1)?=[^|]*p")
# A feature of a word in letters behind the Latin ones; marks stand between such letters' blocks.
_OTHER_WRITING = re.compile(r".*[\u0370-\u1dff\u2e80-\ud7ff]")


def average(models: Sequence[Weights], elders: Sequence[tuple[Weights, int]] = (), tiny: float = TINY) -> Weights:
    """Return the mean of models; a weight that one lacks is 0 there, and means below `tiny` are left out.

    An elder counts as often as its number says, but not for words that it cannot have known: these are the others'.
    """
    counted = [(model, 1) for model in models] + list(elders)
    labels = tuple(dict.fromkeys(label for model, _ in counted for label in model.labels))
    states = _mean([(model.states, times) for model, times in counted])
    scale = sum(times for _, times in counted) / max(len(models), 1)
    states = {key: weight * scale if _NEW_WORDS.match(key[0]) else weight for key, weight in states.items()}
    return Weights(
        labels,
        {key: weight for key, weight in states.items() if abs(weight) >= tiny},
        _mean([(model.steps, times) for model, times in counted]),
    )


def with_features(model: Weights, kept: Callable[[str], bool]) -> Weights:
    """Return a model with some of its features only."""
    return model._replace(states={key: weight for key, weight in model.states.items() if kept(key[0])})


def is_latin(feature: str) -> bool:
    """Tell whether a feature holds no word in letters behind the Latin ones."""
    return not _OTHER_WRITING.match(feature)


def _mean(tables: Sequence[tuple[dict[tuple[str, str], float], int]]) -> dict[tuple[str, str], float]:
    total: dict[tuple[str, str], float] = {}
    for table, times in tables:
        for key, weight in table.items():
            total[key] = total.get(key, 0.0) + weight * times
    return {key: weight / sum(times for _, times in tables) for key, weight in total.items()}


def write_average(
    parts: Sequence[Path],
    output: Path,
    elders: Sequence[tuple[Path, int]] = (),
    kept: Callable[[str], bool] = lambda _: True,
) -> None:
    """Write the mean of the models in files, with the features that are to be kept."""
    older = [(read_weights(path), times) for path, times in elders]
    mean = average([read_weights(part) for part in parts], older)
    write_weights(with_features(mean, kept), output)
