from __future__ import annotations

import msgspec
import pytest

from surveyrefs.categorise.legend import is_code, legend_of, spelt_out
from surveyrefs.model.document import Passage, Table
from tests.categorise.build import by_category, table


def noted(made: Table, *notes: str) -> Table:
    return msgspec.structs.replace(made, notes=tuple(Passage("note", note) for note in notes))


def test_codes_of_caption_and_notes() -> None:
    made = noted(table("A | B", title="Tools. FD = force-directed, SM = sorted matrix; A: graph, S: scaffold."),
                 "Cat.: PS=per-scene, GEN=generalizable.", "See http://x.org: it is = good")  # fmt: skip
    found = legend_of(made)
    assert (found["FD"], found["SM"], found["A"], found["PS"], found["GEN"]) == (
        "force-directed", "sorted matrix", "graph", "per-scene", "generalizable",
    )  # fmt: skip
    assert spelt_out("PS", found) == "PS: per-scene"
    assert spelt_out("A, S", found) == "A, S: graph, scaffold"
    assert (spelt_out("Graphs", found), spelt_out("A, X", found)) == ("Graphs", "A, X")


@pytest.mark.parametrize(("label", "code"), [("B1", True), ("c", True), ("IV", True), ("3", True), ("2014", False),
                                             ("RL", False), ("3D", False), ("GAN", False)])  # fmt: skip
def test_codes_say_nothing_by_themselves(label: str, code: bool) -> None:
    assert is_code(label) == code


def test_class_codes_with_a_legend_are_categories_others_are_none() -> None:
    rows = ("NeRF [1] | P", "MVS [2] | P", "IBR [3] | G", "LRM [4] | G")
    explained = table("Method | Type", *rows, title="Methods. P = per-scene, G = generalizable.")
    assert by_category(explained) == {"P: per-scene": [1, 2], "G: generalizable": [3, 4]}
    assert by_category(table("Method | Type", *rows, title="Methods")) == {"Methods": [1, 2, 3, 4]}


def test_labels_that_are_codes_without_a_legend_are_no_categories() -> None:
    rows = ("T1 | Web [1]", "T1 | Books [2]", "T2 | Code [3]", "T2 | Talk [4]")
    over = ("T1", "T1", "T2", "T2")
    tiers = table("Tier | Corpus", *rows, groups=over, spans=(0,), title="Corpora")
    assert by_category(tiers) == {"Corpora": [1, 2, 3, 4]}
    told = table("Tier | Corpus", *rows, groups=over, spans=(0,), title="Corpora. T1 = clean text, T2 = noisy text.")
    assert by_category(told) == {"T1: clean text": [1, 2], "T2: noisy text": [3, 4]}
