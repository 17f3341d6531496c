"""Corrections -> the text of a corrections file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from surveyrefs.csv_text import printable
from surveyrefs.model.correction import FORMAT, KINDS, AddFix, Corrections, Fix, Part, SplitFix

_BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
_CONTROL = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES = str.maketrans(
    {**{chr(k): v for k, v in _CONTROL.items()}, "\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
)
_ALWAYS = {"field": ("was", "now")}  # members that say something where they are empty


def to_toml(corrections: Corrections) -> str:
    """Return the file: the same text for equal corrections, which reads back as they are."""
    lines = [f"format = {FORMAT}"]
    if corrections.survey:
        lines.append(f"survey = {quoted(corrections.survey)}")
    for kind in KINDS:
        for fix in getattr(corrections, kind):
            lines += ["", f"[[{kind}]]", *_members(kind, fix)]
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a basic string of TOML."""
    return f'"{printable(text).translate(_ESCAPES)}"'


def _members(kind: str, fix: Fix) -> Iterator[str]:
    for name, value in _flat(kind, fix).items():
        yield f"{_key(name)} = {_value(value)}"


def _flat(kind: str, fix: Fix) -> dict[str, Any]:
    """Return the members to write: empty ones only where they say something."""
    if isinstance(fix, AddFix):
        after = {"after": msgspec.to_builtins(fix.after)} if fix.after is not None else {}
        return {**_of_part(fix.part), **after}
    if isinstance(fix, SplitFix):
        return {"work": msgspec.to_builtins(fix.work), "parts": [_of_part(part) for part in fix.parts]}
    made: dict[str, Any] = msgspec.to_builtins(fix)
    return {name: value for name, value in made.items() if value or name in _ALWAYS.get(kind, ())}


def _of_part(part: Part) -> dict[str, str]:
    own = {"raw": part.raw, "label": part.label}
    return {**{name: value for name, value in own.items() if value}, **part.fields}


def _key(name: str) -> str:
    return name if name and set(name) <= _BARE else quoted(name)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case dict():
            inner = ", ".join(f"{_key(name)} = {_value(v)}" for name, v in value.items() if v is not None)
            return f"{{ {inner} }}" if inner else "{}"
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            return quoted(value)
