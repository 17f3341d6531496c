"""Neighbours of what other tests read: the same without one of its parts. Golden files show what becomes of each."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec

_PART = re.compile(r"\w+|[^\w\s]")


def strings(file: Path, wanted: Callable[[str], object], one_in: int = 1) -> list[str]:
    """Return the strings that a module of tests holds in its own lines, each once, that are wanted.

    Of `one_in` strings one is taken, by what it says: a string that is added changes nothing for the others.
    """
    tree = ast.parse(file.read_text(encoding="utf-8"))
    docs = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    held = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and id(n) not in docs)
    return list(dict.fromkeys(v for v in held if isinstance(v, str) and wanted(v) and crc32(v.encode()) % one_in == 0))


def without_a_word(text: str) -> Iterator[tuple[str, str]]:
    """Give a text without each of its words and marks, and the other with each word small or large: name and text."""
    for m in _PART.finditer(text):
        yield f"without {m[0]} at {m.start()}", text[: m.start()] + text[m.end() :]
        if m[0].swapcase() != m[0] and (m[0][0].isupper() or len(m[0]) == 1):
            yield f"{m[0].swapcase()} at {m.start()}", text[: m.start()] + m[0].swapcase() + text[m.end() :]
        elif m[0].isdigit():
            yield f"10 × {m[0]} at {m.start()}", f"{text[: m.end()]}0{text[m.end() :]}"


def without_one(parts: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Give parts without each of them."""
    for i, part in enumerate(parts):
        yield f"without {i + 1} {part.strip()[:30]}", [*parts[:i], *parts[i + 1 :]]


def shown(name: str, whole: Sequence[str], others: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """Give what was read, and what was read otherwise of each neighbour; neighbours that read alike share a line."""
    yield f"= {name}"
    yield from (f"    {line}" for line in whole)
    alike: dict[tuple[str, ...], list[str]] = {}
    for neighbour, lines in others:
        gone = tuple(f"- {line}" for line in whole if line not in lines)
        alike.setdefault((*gone, *(f"+ {line}" for line in lines if line not in whole)), []).append(neighbour)
    for difference, names in alike.items():
        yield f"  {'; '.join(names)}{'' if difference else ' (nothing)'}"
        yield from (f"    {line}" for line in difference)


def lacking(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Give a value of structs, tuples and texts without each item of its tuples and with each of its texts empty."""
    if isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            for name, other in lacking(getattr(value, field), f"{path}.{field}" if path else field):
                yield name, msgspec.structs.replace(value, **{field: other})
    elif isinstance(value, tuple) and not all(isinstance(v, float) for v in value):
        for i, item in enumerate(value):
            yield f"no {path}[{i}]", (*value[:i], *value[i + 1 :])
            for name, other in lacking(item, f"{path}[{i}]"):
                yield name, (*value[:i], other, *value[i + 1 :])
    elif isinstance(value, dict):
        for key in value:
            yield f"no {path}[{key}]", {k: v for k, v in value.items() if k != key}
            for name, other in lacking(value[key], f"{path}[{key}]"):
                yield name, {**value, key: other}
    elif isinstance(value, list):
        for name, other in lacking(tuple(value), path):
            yield name, list(other)
    elif isinstance(value, str) and value:
        yield f"no {path}", ""
    elif isinstance(value, bool):
        yield f"other {path}", not value
