"""Lists in other writings, printed in forms of their own."""

from __future__ import annotations

import random

import pytest

from training.aside_forms import Form, home_marks, with_marks
from training.aside_words import TONGUES
from training.aside_works import MEASURE, TRAINING, in_tongue, named, title, words
from training.records import Record
from training.render import Run

WORK = Record(
    "article",
    "עצי היער",
    (("דוד", "כהן"), ("שרה", "לוי")),
    year="2012",
    fields={"journal": "מגמות", "volume": "12", "number": "3", "pages": "5-9"},
)


def shown(runs: list[Run]) -> str:
    return "".join(text if label == "O" else f"[{label} {text}]" for text, label, _ in runs)


@pytest.mark.parametrize("language", sorted(TONGUES))
def test_every_form_prints_an_article_and_a_book_with_what_it_names(language: str) -> None:
    book = Record("book", "עצים", (("דוד", "כהן"),), year="1999", fields={"publisher": "כתר", "address": "חיפה"})
    for seed in range(12):
        form = Form(language, random.Random(seed), joined=False)
        article, whole = shown(form.print(WORK)), shown(form.print(book))
        assert "[title עצי היער]" in article
        assert "[journal מגמות]" in article
        assert "[pages 5-9]" in article or "{P}" not in form.article
        assert "[title עצים]" in whole
        assert "[publisher כתר]" in whole
        assert not set(article + whole) & set("{}<>")


def test_a_work_of_another_kind_or_without_a_needed_field_is_left_out() -> None:
    form = Form("he", random.Random(1), joined=False)
    assert form.print(Record("web", "עצים", year="1999")) == []
    assert form.print(Record("article", "עצים", (("דוד", "כהן"),), year="1999", fields={"journal": "מגמות"})) == []


def test_a_list_has_marks_and_figures_of_its_own_but_for_identifiers() -> None:
    runs: list[Run] = [("A, B. ", "O", "p"), ("x. y", "title", "p"), (", 12", "O", "p"), ("a,1", "doi", "p")]
    marks = {",": "،", ". ": "。", **dict(zip("0123456789", "۰۱۲۳۴۵۶۷۸۹", strict=True))}
    assert "".join(c for c, _, _ in with_marks(runs, marks)) == "A، B。x. y، ۱۲a,1"
    assert with_marks(runs, {}) is runs
    assert any(home_marks("fa", random.Random(seed)).get("1") == "۱" for seed in range(9))


def test_a_record_keeps_its_numbers_in_another_language() -> None:
    pytest.importorskip("faker")
    rng = random.Random(2)
    w = words("he", TRAINING)
    trees = Record("article", "Trees", (("A", "Lee"),), year="2010", fields={"journal": "Oaks", "volume": "7"})
    record = in_tongue(trees, w, rng, "full")
    assert (record.year, record.fields["volume"]) == ("2010", "7")
    assert not any(c.isascii() and c.isalpha() for c in record.title + record.fields["journal"])
    assert not set(w.families) & set(words("he", MEASURE).families)
    assert title(w, rng)
    assert "{" not in named(w.tongue.publishers, w, rng)
