"""Models of the tagger, read, written and averaged."""

from __future__ import annotations

from pathlib import Path

import pycrfsuite
import pytest

from training.average import average, is_latin, with_features, write_average
from training.crf_file import Weights, jenkins, read_weights, write_weights

LEFT = [(["a", "é"], ["x", "x"]), (["b"], ["y"])]
RIGHT = [(["a", "c"], ["x", "y"]), (["b", "c", "a"], ["y", "y", "z"])]


def trained(path: Path, rows: list[tuple[list[str], list[str]]]) -> Path:
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": 0.1, "max_iterations": 20})
    for words, labels in rows * 3:
        trainer.append([[word, "all"] for word in words], labels)
    trainer.train(str(path))
    return path


def tagger(path: Path) -> pycrfsuite.Tagger:
    opened = pycrfsuite.Tagger()
    opened.open(str(path))
    return opened


@pytest.fixture
def models(tmp_path: Path) -> tuple[Path, Path]:
    return trained(tmp_path / "left", LEFT), trained(tmp_path / "right", RIGHT)


def test_a_model_is_written_as_it_was_read(models: tuple[Path, Path], tmp_path: Path) -> None:
    for model in models:
        weights = read_weights(model)
        write_weights(weights, tmp_path / "again")
        assert read_weights(tmp_path / "again") == weights
        before, after = tagger(model), tagger(tmp_path / "again")
        for words in (["a", "é"], ["b", "a", "unknown"]):
            for one in (before, after):
                one.set([[word, "all"] for word in words])
            assert before.tag() == after.tag()
            labels = before.labels()
            assert [before.marginal(x, 0) for x in labels] == [after.marginal(x, 0) for x in labels]


def test_the_mean_of_models_has_the_mean_of_their_weights(models: tuple[Path, Path], tmp_path: Path) -> None:
    left, right = map(read_weights, models)
    mean = average([left, right], tiny=0)
    assert set(mean.labels) == {"x", "y", "z"}
    assert mean.states["a", "x"] == (left.states["a", "x"] + right.states["a", "x"]) / 2
    assert mean.states["é", "x"] == left.states["é", "x"] / 2  # only one of them knows it
    assert mean.steps["y", "z"] == right.steps["y", "z"] / 2
    write_average(models, tmp_path / "mean")
    assert tagger(tmp_path / "mean").info().state_features.keys() == {
        key for key, weight in mean.states.items() if abs(weight) >= 0.01
    }
    assert average([left]) == average([left, left])


def test_an_elder_counts_more_often_but_not_for_words_of_publishers() -> None:
    known, new = [(f, "x") for f in ("w=press", "L=gf", "s=Xx+")], [(f, "x") for f in ("L=p", "L-1=fp", "L+1=pj")]
    elder = Weights(("x",), dict.fromkeys(known, 1.0), {("x", "x"): 1.0})
    model = Weights(("x",), dict.fromkeys((*known, *new), 3.0), {("x", "x"): 3.0})
    mean = average([model], [(elder, 3)])
    assert mean.states == {**dict.fromkeys(known, 1.5), **dict.fromkeys(new, 3.0)}
    assert mean.steps["x", "x"] == 1.5


def test_features_of_other_writings_can_be_left_out(models: tuple[Path, Path], tmp_path: Path) -> None:
    model = Weights(("x",), dict.fromkeys([("w=עץ", "x"), ("b+1=дуб|.", "x"), ("w=“", "x"), ("w=é–", "x")], 1.0), {})
    assert {key for key, _ in with_features(model, is_latin).states} == {"w=“", "w=é–"}
    write_average(models, tmp_path / "some", kept=lambda feature: feature == "b")
    assert {key for key, _ in read_weights(tmp_path / "some").states} == {"b"}


def test_weights_that_turn_nothing_are_left_out() -> None:
    model = Weights(("x",), {("a", "x"): 0.5, ("b", "x"): 0.004}, {("x", "x"): 0.001})
    assert average([model]) == Weights(("x",), {("a", "x"): 0.5}, {("x", "x"): 0.001})


def test_keys_are_hashed_as_others_do() -> None:
    assert jenkins(b"") == 0xDEADBEEF
    assert jenkins(b"Four score and seven years ago") == 0x17770551
