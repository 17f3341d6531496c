"""A corrections file -> Corrections; a mistake is one line that names file, line, what is wrong, what to do."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from typing import Any, NoReturn

import msgspec

from surveyrefs.corrections.fields import FIELDS, unusable
from surveyrefs.errors import BadCorrections
from surveyrefs.model.correction import FORMAT, KINDS, Corrections, WorkName

_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)\.?")
_PATH = re.compile(r" - at `\$\.(\w+)\[(\d+)\]([^`]*)`")
_HEADER = re.compile(r"\s*\[\[\s*[\"']?(\w+)[\"']?\s*\]\]")
_TOP = {"format", "survey", *KINDS}
_MEMBERS = {"raw", "label"}  # of a reference to be made, besides fields
_NAMES = ("doi", "arxiv", "title", "raw")  # one of them names a work
_KEPT = {"nth", "no_callout"}  # values that are no strings


def read_corrections(data: bytes, name: str) -> Corrections:
    """Return the corrections of a file; `name` is what messages call it. Raise BadCorrections."""
    if not data.strip():
        return Corrections()
    text = _text(data, name)
    try:
        tree = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        _refuse_syntax(error, name)
    lines = _Lines(text, name)
    _check_top(tree, lines)
    made = {kind: [_shaped(kind, entry) for entry in tree.get(kind, [])] for kind in KINDS}
    try:
        corrections = msgspec.convert({"survey": str(tree.get("survey", "")), **made}, Corrections)
    except msgspec.ValidationError as error:
        _refuse_shape(str(error), lines)
    for kind, number, why in _wrong(corrections):
        lines.refuse(kind, number, why)
    return corrections


class _Lines:
    """Where the corrections stand in the file."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._starts: dict[str, list[int]] = {kind: [] for kind in KINDS}
        within = ""
        for number, line in enumerate(text.split("\n"), start=1):
            found = _HEADER.match(line) if not within else None
            if found and found[1] in self._starts:
                self._starts[found[1]].append(number)
            for quotes in ('"""', "'''"):  # nothing begins inside a string of several lines
                if within in ("", quotes) and line.count(quotes) % 2:
                    within = "" if within else quotes

    def refuse(self, kind: str, number: int, why: str) -> NoReturn:
        """Raise the error for a correction; an array written in line has no header to name."""
        starts = self._starts.get(kind, [])
        line = f", line {starts[number]}" if number < len(starts) else ""
        raise BadCorrections(f"{self._name}{line}", f"[[{kind}]]: {why}")

    def refuse_file(self, why: str) -> NoReturn:
        """Raise an error that belongs to no correction."""
        raise BadCorrections(self._name, why)


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadCorrections(f"{name}, line {line}", "this is no UTF-8", "Save the file as UTF-8.") from error


def _refuse_syntax(error: tomllib.TOMLDecodeError, name: str) -> NoReturn:
    at = _AT.search(str(error))
    line = f", line {at[1]}" if at and at[1] else ", at its end" if at else ""
    what = _AT.sub("", str(error))
    raise BadCorrections(f"{name}{line}", f"this is no TOML: {what[:1].lower()}{what[1:]}") from error


def _check_top(tree: dict[str, Any], lines: _Lines) -> None:
    for name in tree:
        if name not in _TOP:
            lines.refuse_file(f"there is no kind of correction called {name}; kinds are {', '.join(KINDS)}")
    form = tree.get("format", FORMAT)
    if form != FORMAT:
        lines.refuse_file(f"it has format {form}, and this surveyrefs reads format {FORMAT}")
    for kind in KINDS:
        entries = tree.get(kind, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            lines.refuse_file(f"{kind} has to be written [[{kind}]], with two brackets")


def _shaped(kind: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Return a correction in the shape of its struct: fields of a new reference apart, numbers as text."""
    entry = {name: value if name in _KEPT else _as_text(value) for name, value in entry.items()}
    if kind == "add":
        after = {"after": entry.pop("after")} if "after" in entry else {}
        return {"part": _part(entry), **after}
    if kind == "split" and isinstance(entry.get("parts"), list):
        entry["parts"] = [_part(part) if isinstance(part, dict) else part for part in entry["parts"]]
    return entry


def _part(entry: dict[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in entry.items() if name in _MEMBERS}
    return {**own, "fields": {name: value for name, value in entry.items() if name not in _MEMBERS}}


def _as_text(value: Any) -> Any:
    """Return numbers and dates as they are written: `year = 2023` is what people type."""
    if isinstance(value, dict):
        return {name: _as_text(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    if isinstance(value, bool) or not isinstance(value, int | datetime.date | datetime.time):
        return value
    return str(value)


def _refuse_shape(message: str, lines: _Lines) -> NoReturn:
    at = _PATH.search(message)
    what = _PATH.sub("", message)
    what = re.sub(r"^Object missing required field `(.*)`$", r"\1 is missing", what)
    what = re.sub(r"^Object contains unknown field `(.*)`$", r"there is no \1 here", what)
    what = re.sub(r"^Expected `(.*?)(?: \| null)?`, got `(.*)`$", _expected, what)
    if at is None:
        lines.refuse_file(what)
    inner = at[3].removeprefix(".").removeprefix("part.").removeprefix("fields")
    lines.refuse(at[1], int(at[2]), f"{inner}: {what}" if inner else what)


_WORDS = {
    "str": "a text in quotes", "object": 'a table such as { title = "…" }', "array": "a list",
    "bool": "true or false", "int": "a whole number", "float": "a number",
}  # fmt: skip


def _expected(found: re.Match[str]) -> str:
    return f"it has to be {_WORDS.get(found[1], found[1])}, not {_WORDS.get(found[2], found[2])}"


def _wrong(corrections: Corrections) -> Iterator[tuple[str, int, str]]:
    """Give what is wrong with corrections whose shape is right: kind, number, why."""
    for n, field in enumerate(corrections.field):
        yield from _all("field", n, _unnamed(field.work), unusable(field.field, field.now or "misc"))
        idle = field.was == field.now and not (field.field == "doi" and not field.now)  # an empty DOI keeps one out
        yield from _all("field", n, "was and now are the same" if idle else "")
    for n, category in enumerate(corrections.category):
        nothing = not category.was and not category.now
        alone = category.work is None and not (category.was and category.now)
        yield from _all(
            "category", n, _unnamed(category.work) if category.work else "",
            "was and now are missing" if nothing else "without a work, both was and now are needed" if alone else "",
        )  # fmt: skip
    for n, row in enumerate(corrections.row):
        empty = "" if row.was and row.now else "was or now is empty"
        yield from _all("row", n, _unnamed(row.work) if row.work else "", empty)
    for n, callout in enumerate(corrections.callout):
        place = callout.sentence or callout.row or callout.table
        deed = callout.was or callout.now or callout.no_callout
        yield from _all(
            "callout", n, "" if place else "sentence is missing (or table, row, column)",
            "" if deed else "was, now or no_callout is missing", _unnamed(callout.was, True) if callout.was else "",
            _unnamed(callout.now) if callout.now else "",
        )  # fmt: skip
    yield from _wrong_lists(corrections)


def _wrong_lists(corrections: Corrections) -> Iterator[tuple[str, int, str]]:
    for n, split in enumerate(corrections.split):
        few = "parts have to be two or more" if len(split.parts) < _TWO else ""
        yield from _all("split", n, _unnamed(split.work), few, *(_unmade(part) for part in split.parts))
    for n, join in enumerate(corrections.join):
        few = "works have to be two or more" if len(join.works) < _TWO else ""
        yield from _all("join", n, few, *map(_unnamed, join.works))
    for n, drop in enumerate(corrections.drop):
        yield from _all("drop", n, _unnamed(drop.work))
    for n, add in enumerate(corrections.add):
        yield from _all("add", n, _unmade(add.part), _unnamed(add.after) if add.after else "")


_TWO = 2


def _unmade(part: Any) -> str:
    if not part.raw and not part.fields.get("title"):
        return "a reference needs raw or title"
    return next((why for name, value in part.fields.items() if (why := unusable(name, value))), "")


def _all(kind: str, number: int, *reasons: str) -> Iterator[tuple[str, int, str]]:
    yield from ((kind, number, why) for why in reasons if why)


def _unnamed(name: WorkName, of_callout: bool = False) -> str:
    if name.unresolved is not None:
        return "" if of_callout else "unresolved belongs to was of a callout"
    return "" if any(getattr(name, member) for member in _NAMES) else f"a work needs one of {', '.join(_NAMES)}"


__all__ = ["FIELDS", "read_corrections"]
