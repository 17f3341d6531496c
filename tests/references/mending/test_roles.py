"""Words around a field that say what it is: `In`, editors, a language, years; marked works before and after."""

from __future__ import annotations

import pytest

from surveyrefs.references.mending import roles
from tests.references.mending.test_rules import SAME, check


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<title>Oaks<O>. <journal>eng<O>. <journal>Cell", "<title>Oaks<O>. <note>eng<O>. <journal>Cell"),
        ("<title>Oaks<O>, <booktitle>German<O>. <journal>Cell", "<title>Oaks<O>, <note>German<O>. <journal>Cell"),
        ("<title>Oaks<O>. <title>eng<O>. <journal>Cell", SAME),
        ("<title>Oaks<O>. <journal>eng<O>, <journal>Cell", SAME),
        ("<title>Oaks <journal>eng<O>. <journal>Cell", SAME),
        ("<title>Oaks<O> a <journal>eng<O>. <journal>Cell", SAME),
        ("<title>Oaks<O>. <journal>Eng. <journal>Cell", SAME),
        ("<title>Oaks<O>. <journal>eng<O>. Cell", SAME),
        ("<title>Oaks<O>. <journal>oak<O>. <journal>Cell", SAME),
        ("<journal>eng<O>. <journal>Cell", SAME),
        ("<title>Oaks<O>. <journal>eng<O>.", SAME),
    ],
)
def test_a_language_alone_between_marks_is_a_note(before: str, after: str) -> None:
    check(roles.language_note, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<author>Li<O>. <title>Oaks<O>. In: Trees. <pages>4",
            "<author>Li<O>. <title>Oaks<O>. In: <booktitle>Trees<O>. <pages>4",
        ),
        (
            "<author>Li<O>. <title>Oaks<O>. In Big Trees. <pages>4",
            "<author>Li<O>. <title>Oaks<O>. In <booktitle>Big Trees<O>. <pages>4",
        ),
        (
            "<author>Li<O>. <title>Oaks<O>, in <publisher>Trees<O> (<date>2015",
            "<author>Li<O>. <title>Oaks<O>, in <booktitle>Trees <O>(<date>2015",
        ),
        ("<author>Li<O>. <title>Oaks<O>. In trees. <pages>4", SAME),
        ("<author>Li<O>. <title>Oaks<O>. <title>In: Trees. <pages>4", SAME),
        ("<author>Li<O>. <title>Oaks<O> rest In: Trees. <pages>4", SAME),
        ("<author>Li<O>. <title>Oaks<O>. In: Trees", SAME),
        ("<author>Li<O>. <title>Oaks<O>. In: <editor>Wu<O>. Trees. <pages>4", SAME),
        ("<author>Li<O>. <title>Oaks<O>. In: Trees, <journal>Cell", SAME),
        ("<title>Oaks<O>. In: Trees. <pages>4", SAME),
        ("In: Trees. <author>Li<O>.", SAME),
        ("<author>Li<O>. <title>Oaks<O>. In: Trees <title>more", SAME),
    ],
)
def test_what_stands_right_behind_in_is_a_container(before: str, after: str) -> None:
    check(roles.behind_in, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<title>Oaks<O>, in <editor>Trees East (A. Li, ed.)",
            "<title>Oaks<O>, in <booktitle>Trees East <editor>(A. Li, ed.)",
        ),
        (
            "<title>Oaks<O>: <editor>Trees East (A. Li, ed.)",
            "<title>Oaks<O>: <booktitle>Trees East <editor>(A. Li, ed.)",
        ),
        (
            "<author>Li<O>. <editor>Ghost Stories. Ed. P. Li",
            "<author>Li<O>. <title>Ghost Stories<O>. <editor>Ed. P. Li",
        ),
        (
            "<author>Li<O>. <editor>Ghost Stories. Translated by P. Li",
            "<author>Li<O>. <title>Ghost Stories<O>. <editor>Translated by P. Li",
        ),
        ("<author>Li<O>. <editor>Ghost Stories. ed. P. Li", SAME),
        ("<author>Li<O>. <editor>Ghost Stories Ed. P. Li", SAME),
        ("<author>Li<O>. <title>Oaks<O>. <editor>Ghost Stories. Ed. P. Li", SAME),
        ("<title>Oaks<O>, in <editor>Trees East (A. Li, ed.)<O>. <journal>Cell", SAME),
        ("<title>Oaks<O>, in <editor>A. Li (ed.)", SAME),
        ("<title>Oaks<O>, in <editor>Li, Wu (eds.)", SAME),
        ("<title>Oaks<O>, in <editor>(Li, ed.)", SAME),
        ("<title>Oaks<O>, in <editor>Trees East", SAME),
        ("<editor>Trees East (A. Li, ed.)", "<title>Trees East <editor>(A. Li, ed.)"),
        ("<title>Oaks<O>, in <editor>Trees East., (A. Li, ed.)", SAME),
    ],
)
def test_words_before_the_editors_are_what_they_edited(before: str, after: str) -> None:
    check(roles.named_before_editors, before, after)
