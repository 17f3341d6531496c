"""What is known of the lines of tables that weights are fitted to."""

from __future__ import annotations

from tests.parse.embedded.tables.test_label_lines import body
from training.table_labels import gold_tables, known_truth

LABEL = "Leaf counting by hand"
GOLD = {
    "tables": [
        {
            "header": ["Name", "Task", "Open"],
            "rows": [
                {"groups": [LABEL], "cells": [{"text": t} for t in ("BERT-old", "masked", "yes")]},
                {"groups": [LABEL], "cells": [{"text": t} for t in ("GPT-2 large", "next word", "no")]},
                {"groups": [], "cells": [{"text": t} for t in ("Bark and moss, too", "", "")]},
                {"groups": [], "cells": [{"text": t} for t in ("ViT-base", "patches", "no")]},
                {"groups": [], "cells": [{"text": t} for t in ("DeiT", "patches", "no")]},
            ],
        }
    ]
}  # fmt: skip


def test_a_group_of_a_gold_is_a_label_where_a_rule_says_that_it_stands_across() -> None:
    tables = gold_tables(GOLD)
    assert known_truth(body(), [0, 3], tables) == [None, False]
    assert known_truth(body(votes=frozenset({"apart", "look"})), [0, 3], tables) == [True, False]


def test_labels_that_were_drawn_across_are_known() -> None:
    text, _, _ = gold_tables(GOLD)[0]
    assert known_truth(body(), [0, 3], [(text, frozenset({"leafcountingbyhand"}), frozenset())]) == [True, False]


def test_nothing_is_known_of_a_table_that_is_not_the_golds() -> None:
    assert known_truth(body(), [0, 3], [("something else", frozenset(), frozenset())]) == [None, None]
