from __future__ import annotations

from surveyrefs.model.link import SharedLabel
from tests.categorise.build import categories, table


def test_a_label_in_two_tables_is_told_apart_and_found_together() -> None:
    attacks = table("Group | Work", "Evasion | A [1]", "Evasion | B [2]", "Privacy | C [3]",
                    groups=("Evasion", "Evasion", "Privacy"), spans=(0,), title="Attacks")  # fmt: skip
    defences = table("Group | Work", "EVASION | D [4]", "EVASION | B [2]", groups=("EVASION", "EVASION"), spans=(0,),
                     number="2", title="Defences")  # fmt: skip
    found = categories(attacks, defences)
    assert [(top.name, [c.name for c in top.children]) for top in found.tree] == [
        ("Attacks", ["Evasion", "Privacy"]), ("Defences", ["Evasion"]),
    ]  # fmt: skip
    assert found.shared == (SharedLabel("Evasion", ("Attacks > Evasion", "Defences > Evasion"), (1, 2, 4)),)
