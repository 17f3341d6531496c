"""The scale of confidence: fitted on made references, levelled on papers."""

from __future__ import annotations

import numpy as np

from training.calibrate import fit, levelled, sigmoid


def drawn(rate: float, count: int = 400) -> list[tuple[tuple[float, ...], bool]]:
    """Draw references with doubt 0 or 1; those with doubt are right half as often."""
    rng = np.random.default_rng(7)
    doubts = rng.integers(0, 2, count)
    return [((float(d),), bool(rng.random() < (rate / 2 if d else rate))) for d in doubts]


def shown(weights: np.ndarray, doubt: float) -> float:
    return float(sigmoid(np.array(doubt * weights[0] + weights[1])))


def test_weights_give_the_share_that_is_right() -> None:
    samples = drawn(0.8)
    weights = fit(np.array([x for x, _ in samples]), np.array([y for _, y in samples], dtype=float))
    assert abs(shown(weights, 0) - 0.8) < 0.06
    assert abs(shown(weights, 1) - 0.4) < 0.08


def test_evidence_never_speaks_for_a_reference() -> None:
    x, y = np.array([[0.0], [0.0], [1.0], [1.0]] * 20), np.array([0.0, 1.0, 1.0, 1.0] * 20)
    assert fit(x, y)[0] == 0


def test_papers_raise_a_scale_that_made_references_set_too_low() -> None:
    made, papers = drawn(0.6), drawn(0.95)
    weights = fit(np.array([x for x, _ in made]), np.array([y for _, y in made], dtype=float))
    level = levelled(weights, made, papers)
    assert shown(weights, 0) < 0.7 < shown(level, 0) < 0.95
