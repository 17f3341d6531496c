"""Sentences of scholarly text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import surveyrefs.link as linking
from surveyrefs.link import link
from surveyrefs.link.sentences import LONGEST, SHORT, boundaries, sentence_at
from tests.link.written import document, numbered, passage


def split(text: str) -> list[str]:
    """Return the sentences of a text."""
    starts = boundaries(text)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Wang et al. [3] say so.", "Others do not."],
        ["See Fig. 3 and Sec. 2.1 of it.", "We go on."],
        ["This holds, i.e. always, e.g. In vitro.", "It ends."],
        ["It was found by J. Smith and A. B. Jones.", "They wrote it down."],
        ["It was shown before.", "[12] proposes another."],
        ["It was shown before. [12]", "We go on."],
        ["It was shown.13", "The rest follows."],
        ["Is it so?", "Yes!", "“Quoted.”", "Then on."],
        ["It grew by 3.5 % in 2019.", "In 2020 it fell."],
        ["Cats, dogs, etc. are pets.", "They eat."],
        ["Cats, dogs, etc.", "The rest eat."],
        ["It is by Wang et al.", "This is known."],
        ["The U.S. market vs. the E.U. market.", "Both grew."],
        ["It was found (see below).", "(Others agree.)"],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@given(st.text(st.sampled_from(list("ab A.1[]()?! ")), max_size=60))
def test_sentences_cover_the_text(text: str) -> None:
    starts = boundaries(text)
    assert starts == sorted(set(starts))
    assert "".join(split(text)).replace(" ", "") == text.replace(" ", "")
    assert all(sentence_at(text, starts, i) in text for i in range(len(text)))


def test_no_sentence_begins_within_a_callout() -> None:
    text = "It was shown.3 4 Then it was not."
    assert boundaries(text) == [0, text.index("4")]
    assert boundaries(text, [(text.index("3"), text.index("4") + 1)]) == [0, text.index("Then")]


def test_sentences_of_all_callouts_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "ALL", 5_000)
    # One sentence without an end, in which each callout repeats what is around it.
    text = passage(" ".join(f"word word <cite.{i % 3 + 1}|[{i % 3 + 1}]>" for i in range(200)))
    contexts = [c.context for c in link(document(text), numbered(3, anchors=True)).callouts]
    assert len(contexts) == 200
    assert max(map(len, contexts[:2])) > SHORT
    assert max(map(len, contexts[6:])) <= SHORT + len("…  …")
    assert sum(map(len, contexts)) < 5_000 + 2_000 + 200 * (SHORT + 5)
    assert all(f"[{i % 3 + 1}]" in context for i, context in enumerate(contexts))


@pytest.mark.parametrize(
    ("offset", "shown"),
    [
        (0, "w0000 …"),  # near the beginning all from there
        (LONGEST // 2, "w0000 …"),
        (5000, "… w …"),
        (9995, "… w"),
    ],
)
def test_of_a_text_without_ends_a_part_around_the_place_is_shown(offset: int, shown: str) -> None:
    text = " ".join(f"w{n:04}" for n in range(10000 // 6))
    starts = boundaries(text)
    assert starts == [0]
    found = sentence_at(text, starts, offset)
    before, _, behind = shown.partition("w")
    assert found.startswith(before + ("w0000" if not before else "w"))
    assert found.endswith("…") == behind.endswith("…")
    assert len(found) <= LONGEST + len("… " + " …")
    assert text[offset : offset + 6].strip() in found
    assert found.strip("… ").split()[0] in text.split()  # no word is cut in front


@pytest.mark.parametrize(("length", "cut"), [(LONGEST, False), (LONGEST + 1, True)])
def test_a_sentence_is_shown_whole_up_to_a_length(length: int, cut: bool) -> None:
    text = "w" * length
    assert sentence_at(text, [0], 0).endswith("…") == cut


def test_a_word_longer_than_a_sentence_is_cut_around_the_place() -> None:
    text = "w" * 3 * LONGEST
    found = sentence_at(text, [0], 2 * LONGEST)
    assert found == "… " + "w" * LONGEST + " …"
