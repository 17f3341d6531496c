from __future__ import annotations

import ast

from tests.bench.mutants import breakable, mutate

SOURCE = "def f(a: int, b: int) -> bool:\n    return not (a < b + 1 and b in (0, a))\n"


def test_each_place_changes_the_source_in_one_way() -> None:
    count = len(list(breakable(ast.parse(SOURCE))))
    plain = ast.unparse(ast.parse(SOURCE))
    changed = {mutate(SOURCE, number) for number in range(count)}
    assert len(changed) == count
    assert plain not in changed
    assert any("a >= b + 1" in text for text in changed)
    assert any("a < b - 1" in text for text in changed)
    assert any("a < b + 2" in text for text in changed)
    assert any(" or " in text for text in changed)
    assert any("b not in" in text for text in changed)
