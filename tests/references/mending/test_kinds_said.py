"""The kind of a work by the words that styles print for it: marked works before and after."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending import phrases
from tests.references.mending.test_rules import SAME, check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<title>Oaks<O>. Master’s thesis. Rome", "<title>Oaks<O>. <genre>Master’s thesis<O>. Rome"),
        ("<title>Oaks<O>. Ph. D. thesis, Rome", "<title>Oaks<O>. <genre>Ph. D. thesis<O>, Rome"),
        ("<title>Oaks<O>. M.S. thesis, Rome", "<title>Oaks<O>. <genre>M.S. thesis<O>, Rome"),
        ("<title>Oaks<O>, doctoral dissertation", "<title>Oaks<O>, <genre>doctoral dissertation"),
        ("<title>Oaks<O>. thesis", SAME),
        ("<title>Oaks<O> doctoral thesis", SAME),
        ("<title>Oaks<O>. oaken thesis", SAME),
        ("<title>Oaks<O>. Tech. rep., Rome", "<title>Oaks<O>. <genre>Tech. rep.<O>, Rome"),
        ("<title>Oaks<O> tech report 5", "<title>Oaks <genre>tech report <O>5"),
        ("<title>Oaks<O>. tech", SAME),
        ("<title>Oaks. Master thesis", "<title>Oaks. <genre>Master thesis"),
        ("<title>Oaks<O>. <journal>Master thesis", SAME),
        ("<title>Oaks<O>. “Master thesis”", SAME),
        ("<note>Oaks<O>. <note>Master thesis", "<note>Oaks<O>. <genre>Master thesis"),
        ("<title>Oaks<O>. technical report Tech<genre> rep.", "<title>Oaks<O>. technical report <genre>Tech rep."),
        ("<title>Oaks<O>. technical report Tech.<genre> rep.", "<title>Oaks<O>. technical report <genre>Tech. rep."),
        ("<title>Oaks<O>. technical report<genre> rep.", SAME),
        ("Oaks (<genre>Tech. rep.<O>)", "<title>Oaks <O>(<genre>Tech. rep.<O>)"),
        ("Oaks of all <genre>Tech. rep.", "<title>Oaks of all <genre>Tech. rep."),
        ("Li. Oaks of all <genre>Tech. rep.", "Li. <title>Oaks of all <genre>Tech. rep."),
        ("<author>Li<O> Oaks <genre>Tech. rep.", "<author>Li <title>Oaks <genre>Tech. rep."),
        ("<genre>Tech. rep.", SAME),
        ("Oaks <genre>rep.", SAME),
        ("<title>Oaks <genre>Tech. rep.", SAME),
        ("Master thesis of oaks", SAME),
        ("<title>Oaks<O>. Ph thesis", "<title>Oaks<O>. <genre>Ph thesis"),
        ("<title>Oaks<O>. Phx. thesis", SAME),
    ],
)
def test_words_for_kinds_of_thesis_and_report_behind_a_mark_are_the_genre(before: str, after: str) -> None:
    check(phrases.genre_said, before, after)
