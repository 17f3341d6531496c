"""The heaviest one-to-one matching of a sparse bipartite graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

# A component this large does not come from real lists; the exact method is cubic, so the greedy one takes over.
_EXACT_UP_TO = 80

Weights = Mapping[tuple[int, int], float]


def heaviest_matching(weights: Weights) -> dict[int, int]:
    """Return left -> right such that the sum of the (positive) weights is greatest; deterministic."""
    matching: dict[int, int] = {}
    for component in _components(weights):
        if len(component) == 1:
            matching.update(component.keys())
        elif max(len({i for i, _ in component}), len({j for _, j in component})) > _EXACT_UP_TO:
            matching.update(_greedy(component))
        else:
            matching.update(_exact(component))
    return dict(sorted(matching.items()))


def _components(weights: Weights) -> list[dict[tuple[int, int], float]]:
    """Part the edges into connected components, in the order of their first left node."""
    lefts: dict[int, list[int]] = defaultdict(list)
    rights: dict[int, list[int]] = defaultdict(list)
    for i, j in sorted(weights):
        lefts[i].append(j)
        rights[j].append(i)
    components, seen = [], set()
    for start in lefts:
        if start in seen:
            continue
        seen.add(start)
        queue, edges = [start], {}
        for i in queue:  # grows while it is read
            for j in lefts[i]:
                edges[i, j] = weights[i, j]
                fresh = [k for k in rights[j] if k not in seen]
                seen.update(fresh)
                queue += fresh
        components.append(edges)
    return components


def _greedy(weights: Weights) -> dict[int, int]:
    matching: dict[int, int] = {}
    taken: set[int] = set()
    for (i, j), _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        if i not in matching and j not in taken:
            matching[i] = j
            taken.add(j)
    return matching


def _exact(weights: Weights) -> dict[int, int]:
    """Match by the Hungarian method with potentials on a square matrix; pairs without an edge weigh nothing."""
    lefts, rights = sorted({i for i, _ in weights}), sorted({j for _, j in weights})
    size = max(len(lefts), len(rights))
    cost = [[0.0] * size for _ in range(size)]
    row_of, column_of = {i: n for n, i in enumerate(lefts)}, {j: n for n, j in enumerate(rights)}
    for (i, j), weight in weights.items():
        cost[row_of[i]][column_of[j]] = -weight
    owner = _cheapest_rows(cost)
    return {
        lefts[row]: rights[column]
        for column, row in enumerate(owner)
        if column < len(rights) and row < len(lefts) and (lefts[row], rights[column]) in weights
    }


def _cheapest_rows(cost: list[list[float]]) -> list[int]:
    """Return for each column the row that a cheapest perfect matching gives it (shortest augmenting paths)."""
    size = len(cost)
    row_price, column_price = [0.0] * size, [0.0] * (size + 1)
    owner = [-1] * (size + 1)  # the extra column is where each search starts
    for row in range(size):
        owner[size] = row
        column = size
        least, came_from, done = [float("inf")] * size, [size] * size, [False] * (size + 1)
        while owner[column] != -1:
            done[column] = True
            here = owner[column]
            for j in range(size):
                if not done[j]:
                    reduced = cost[here][j] - row_price[here] - column_price[j]
                    if reduced < least[j]:
                        least[j], came_from[j] = reduced, column
            target = min((j for j in range(size) if not done[j]), key=lambda j: (least[j], j))
            step = least[target]
            for j in range(size + 1):
                if done[j]:
                    row_price[owner[j]] += step
                    column_price[j] -= step
                elif j < size:
                    least[j] -= step
            column = target
        while column != size:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    return owner[:size]
