"""What the functions of a package answer while something runs: how often yes and no, and which plain values.

A golden file of answers shows for every predicate and measure whether the documents at hand ask it at all and whether
it ever says otherwise, and names the rule that a change reaches. Generators are left to other tests. All is imported
first, and what is kept between calls forgotten.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any
from zlib import crc32

import msgspec

import surveyrefs

PACKAGE = Path(__file__).parent.parent / "pipeline" / "surveyrefs"
LONGEST = 60  # letters of a text, items of a tuple: of longer ones the length is the answer
PLACES = 6  # of numbers: versions of Python differ in how they sum
FIELDS = 8  # of a value that is told by its fields
DEPTH = 3  # of values in values
Answers = dict[str, Counter[str]]
_KINDS = inspect.CO_OPTIMIZED | inspect.CO_GENERATOR  # of code: bodies of classes are not optimized
_WORDS = {None: "none", True: "yes", False: "no"}


def plain(value: Any, depth: int = DEPTH) -> str:
    """Return a value as text: numbers to four digits and six places, of long or deep values their kind (and length)."""
    if value is None or value is True or value is False:
        return _WORDS[value]
    kind = type(value)
    if kind is float:
        return f"{round(value, PLACES):.4g}"
    if kind is int:
        return str(value)
    if kind is str:
        return value if len(value) <= LONGEST else f"text of {len(value)}"
    if kind is re.Match:
        return str(value.span())
    if isinstance(value, tuple | list | set | frozenset | dict):
        if len(value) > LONGEST or not depth:
            return f"{kind.__name__} of {len(value)}"
        if isinstance(value, dict):
            value = {f"{plain(key, depth - 1)}={plain(item, depth - 1)}" for key, item in value.items()}
            return f"({' '.join(sorted(value))})"
        parts = [plain(item, depth - 1) for item in value]
        return f"({' '.join(sorted(parts) if isinstance(value, set | frozenset) else parts)})"
    if isinstance(value, msgspec.Struct) and len(value.__struct_fields__) <= FIELDS and depth:
        return f"({' '.join(plain(getattr(value, name), depth - 1) for name in value.__struct_fields__)})"
    return kind.__name__


@contextmanager
def answered(under: str) -> Iterator[Answers]:
    """Collect what the functions of a folder of the package answer."""
    folder = f"{PACKAGE / under}".rstrip("/") + "/"
    _import_all()
    _forget()
    found: Answers = defaultdict(Counter)
    names: dict[Any, str] = {}

    def seen(frame: FrameType, event: str, value: Any) -> None:
        if event != "return":
            return
        code = frame.f_code
        name = names.get(code)
        if name is None:
            mine = code.co_filename.startswith(folder) and code.co_flags & _KINDS == inspect.CO_OPTIMIZED
            inner = "<" in code.co_qualname.replace("<locals>", "")
            name = f"{code.co_filename.removeprefix(folder)} {code.co_qualname}" if mine and not inner else ""
            names[code] = name
        if name:
            found[name][plain(value)] += 1

    sys.setprofile(seen)
    try:
        yield found
    finally:
        sys.setprofile(None)


def _import_all() -> None:
    """Import what a run would import on its way: what that calls is no answer."""
    for module in pkgutil.walk_packages(surveyrefs.__path__, "surveyrefs."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):
                importlib.import_module(module.name)


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("surveyrefs"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


def told(found: Answers) -> Iterator[str]:
    """Give a line for each function: how often it said yes, no and nothing, and a checksum of the rest."""
    for name, answers in sorted(found.items()):
        parts = [f"{answers[word]} {word}" for word in ("yes", "no", "none") if answers[word]]
        rest = sorted((answer, count) for answer, count in answers.items() if answer not in ("yes", "no", "none"))
        if rest:
            parts.append(f"{sum(count for _, count in rest)} values {crc32(repr(rest).encode()):08x}")
        yield f"{name}: {', '.join(parts)}"
