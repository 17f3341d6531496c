"""Numbers that remember which comparisons they decide, put in the place of the named numbers of a package.

While `watching` is on, every module imported from the rooms named gets `NAME = 1.5` as `NAME = watch("module.NAME",
1.5)`, so that default arguments, tables and copies by import hold watched numbers too. What is computed from a watched
number is watched as well. The numbers are equal to the plain ones in all other respects.
"""

from __future__ import annotations

import ast
import contextlib
import importlib.abc
import importlib.machinery
import math
import operator
import sys
from collections.abc import Callable, Iterator, Sequence
from types import CodeType, ModuleType
from typing import Any

Number = int | float
MOST_NAMES = 12  # a value made from more constants than this says nothing about any of them, and is plain again
# What a place has seen: how often a comparison held and did not, and the smallest relative change of the constant
# that would have turned one that held, and one that did not.
Seen = list[float]
YES, NO, NEAR_YES, NEAR_NO = range(4)
FAR = 1e9  # such a change: none seen would have done


class Origin:
    """The constants that a value was made from, and what was seen of such values."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.seen: dict[tuple[int, int], Seen] = {}
        self.joined: dict[Origin, Origin | None] = {}


class Ledger:
    """All that was seen."""

    def __init__(self) -> None:
        self.values: dict[str, Number] = {}
        self.origins: dict[frozenset[str], Origin] = {}
        self.codes: dict[int, CodeType] = {}

    def origin(self, names: frozenset[str]) -> Origin:
        """Return the one origin of these names."""
        return self.origins.setdefault(names, Origin(names))

    def join(self, one: Origin, other: Origin) -> Origin | None:
        """Return the origin of what is made from both, None where that is too much."""
        if other not in one.joined:
            names = one.names | other.names
            one.joined[other] = self.origin(names) if len(names) <= MOST_NAMES else None
        return one.joined[other]

    def note(self, origin: Origin, held: bool, change: float) -> None:
        """Count a comparison of whoever called the number's method."""
        frame = sys._getframe(2)
        key = id(frame.f_code), frame.f_lineno
        seen = origin.seen.get(key)
        if seen is None:
            self.codes[key[0]] = frame.f_code  # kept, so that its id stays its own
            seen = origin.seen[key] = [0, 0, FAR, FAR]
        seen[YES if held else NO] += 1
        near = NEAR_YES if held else NEAR_NO
        seen[near] = min(seen[near], change)

    def forget(self) -> None:
        """Count from nothing."""
        for origin in self.origins.values():
            origin.seen.clear()

    def counts(self) -> dict[str, dict[str, Seen]]:
        """Return what was seen for each constant and place, `module:line`."""
        found: dict[str, dict[str, Seen]] = {}
        for origin in self.origins.values():
            for (code, line), seen in origin.seen.items():
                place = f"{self.codes[code].co_filename}:{line}"
                for name in origin.names:
                    add(found.setdefault(name, {}).setdefault(place, [0, 0, FAR, FAR]), seen)
        return found


def add(total: Seen, seen: Sequence[float]) -> None:
    """Add what was seen to a total."""
    for i in (YES, NO):
        total[i] += seen[i]
    for i in (NEAR_YES, NEAR_NO):
        total[i] = min(total[i], seen[i])


LEDGER = Ledger()


class Watched:
    """What both kinds of watched numbers have.

    `plain` is the number, `origin` the constants that it was made from, `direct` whether it is one itself; `slope` is
    how much it grows where its constant grows by its own size, NaN where it was made from several.
    """

    plain: Number
    origin: Origin
    slope: float
    direct: bool


class WatchedFloat(Watched, float):
    """A float that counts its comparisons."""


class WatchedInt(Watched, int):
    """An integer that counts its comparisons."""


def watch(name: str, value: Number) -> Number:
    """Return a constant as a number that counts."""
    if isinstance(value, bool) or type(value) not in (int, float):
        return value
    LEDGER.values[name] = value
    return _made(value, LEDGER.origin(frozenset([name])), float(abs(value)) or 1.0, direct=True)


def _made(value: Number, origin: Origin, slope: float, direct: bool = False) -> Number:
    made: Any = (WatchedInt if isinstance(value, int) else WatchedFloat)(value)
    made.plain, made.origin, made.slope, made.direct = value, origin, slope, direct
    return made  # type: ignore[no-any-return]


def plain(value: Any) -> Any:
    """Return a number without its watch."""
    return value.plain if isinstance(value, Watched) else value


def _compares(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    equality = compare in (operator.eq, operator.ne)

    def method(self: Any, other: Any) -> Any:
        if not isinstance(other, int | float):
            return NotImplemented
        held = compare(self.plain, plain(other))
        origin, slope = self.origin, self.slope
        if isinstance(other, Watched) and other.origin is not origin:
            origin, slope = LEDGER.join(origin, other.origin), math.nan
        elif isinstance(other, Watched):
            slope -= other.slope
        if origin is not None and (self.direct or not equality):
            distance = abs(self.plain - plain(other))
            LEDGER.note(origin, held, FAR if math.isnan(slope) or not slope else distance / abs(slope))
        return held

    return method


Slope = Callable[[Any, Any, float, float], float]


def _computes(compute: Callable[[Any, Any], Any], slope: Slope) -> Callable[[Any, Any], Any]:
    """Return the method for an operation with `slope(left, right, slope of left, slope of right)`."""

    def method(self: Any, other: Any) -> Any:
        if not isinstance(other, int | float):
            return NotImplemented
        value = compute(self.plain, plain(other))
        origin = self.origin
        if isinstance(other, Watched) and other.origin is not origin:
            origin = LEDGER.join(origin, other.origin)
            return value if origin is None else _made(value, origin, math.nan)
        steep = other.slope if isinstance(other, Watched) else 0.0
        change = slope(self.plain, plain(other), self.slope, steep)
        return _made(value, origin, change) if change else value  # what went in and came out again decides nothing

    return method


OPERATIONS: dict[str, tuple[Callable[[Any, Any], Any], Slope]] = {
    "add": (operator.add, lambda a, b, da, db: da + db),
    "sub": (operator.sub, lambda a, b, da, db: da - db),
    "mul": (operator.mul, lambda a, b, da, db: da * b + db * a),
    "truediv": (operator.truediv, lambda a, b, da, db: da / b - db * a / b / b),
    "floordiv": (operator.floordiv, lambda a, b, da, db: da / b - db * a / b / b),
}


def _reversed(compute: Callable[[Any, Any], Any], slope: Slope) -> Callable[[Any, Any], Any]:
    return _computes(lambda a, b: compute(b, a), lambda a, b, da, db: slope(b, a, db, da))


def _one(compute: Callable[..., Any], sign: Callable[[Any], float]) -> Callable[..., Any]:
    return lambda self, *more: _made(compute(self.plain, *more), self.origin, self.slope * sign(self.plain))


OF_ITSELF: dict[str, tuple[Callable[..., Any], Callable[[Any], float]]] = {
    "neg": (operator.neg, lambda _: -1.0),
    "abs": (abs, lambda value: -1.0 if value < 0 else 1.0),
    "round": (round, lambda _: 1.0),
    "floor": (math.floor, lambda _: 1.0),
    "ceil": (math.ceil, lambda _: 1.0),
}


def _hash(self: Watched) -> int:
    return hash(self.plain)


def _fit(kind: type) -> None:
    for name in ("lt", "le", "gt", "ge", "eq", "ne"):
        setattr(kind, f"__{name}__", _compares(getattr(operator, name)))
    for name, (compute, slope) in OPERATIONS.items():
        setattr(kind, f"__{name}__", _computes(compute, slope))
        setattr(kind, f"__r{name}__", _reversed(compute, slope))
    for name, (one, sign) in OF_ITSELF.items():
        setattr(kind, f"__{name}__", _one(one, sign))
    setattr(kind, "__hash__", _hash)  # noqa: B010 -- a class that compares has none


_fit(WatchedFloat)
_fit(WatchedInt)


def is_number(node: ast.expr | None) -> bool:
    """Tell whether an expression is made of literal numbers alone."""
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    if isinstance(node, ast.UnaryOp):
        return is_number(node.operand)
    return isinstance(node, ast.BinOp) and is_number(node.left) and is_number(node.right)


def constants(tree: ast.Module) -> Iterator[tuple[str, ast.Assign | ast.AnnAssign]]:
    """Return the named numbers of a module, with their statements."""
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name) and is_number(node.value):
            yield target.id, node


class _Loader(importlib.machinery.SourceFileLoader):
    """Compiles a module with its named numbers watched; nothing is kept on disk."""

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_data(self.path)
        tree = ast.parse(source)
        for name, node in constants(tree):
            assert node.value is not None
            call = ast.Call(ast.Name("__watch__", ast.Load()), [ast.Constant(f"{fullname}.{name}"), node.value], [])
            node.value = ast.fix_missing_locations(ast.copy_location(call, node.value))
        return compile(tree, self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__watch__"] = watch
        super().exec_module(module)


class _Finder(importlib.abc.MetaPathFinder):
    def __init__(self, rooms: Sequence[str]) -> None:
        self.rooms = tuple(rooms)

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> importlib.machinery.ModuleSpec | None:
        if not any(fullname == room or fullname.startswith(f"{room}.") for room in self.rooms):
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path)
        return spec


@contextlib.contextmanager
def watching(rooms: Sequence[str]) -> Iterator[Ledger]:
    """Have modules of these packages hold watched numbers, where they are imported meanwhile."""
    finder = _Finder(rooms)
    sys.meta_path.insert(0, finder)
    LEDGER.forget()
    try:
        yield LEDGER
    finally:
        sys.meta_path.remove(finder)
