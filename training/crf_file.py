"""Read and write CRFsuite's models (`lCRF`): the weights of labels by feature and of labels that follow each other.

All numbers are little-endian. A header of 48 bytes (what follows lies where) comes before five chunks, each with a name
of four letters, its length and mostly a count: FEAT (a weight each, of an attribute and a label or of two labels), two
CQDB (names to numbers and back: labels, attributes), LFRF and AFRF (which weights begin at each label and attribute).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

_HEADER = struct.Struct("<4sI4sIIIIIIIII")
_VERSION = 100
_FEATURE = struct.Struct("<IIId")  # kind, from, to, weight
_STATE, _STEP = 0, 1
_DB_HEADER = struct.Struct("<4sIIIII")
_BYTE_ORDER = 0x62445371
_TABLES = 256
# CRFsuite keeps places for what precedes and follows a sequence among the labels, and leaves them empty.
_NO_LABELS = 2
_WORD = 0xFFFFFFFF


class Weights(NamedTuple):
    """A model's labels, in order, and its weights: of (attribute, label) and of (label, next label)."""

    labels: tuple[str, ...]
    states: dict[tuple[str, str], float]
    steps: dict[tuple[str, str], float]


def read_weights(path: Path) -> Weights:
    """Read a model's weights."""
    data = path.read_bytes()
    _, _, _, _, _, _, _, features, labels_at, attributes_at, _, _ = _HEADER.unpack_from(data)
    labels, attributes = _names(data, labels_at), _names(data, attributes_at)
    (count,) = struct.unpack_from("<I", data, features + 8)
    first = features + 12
    states: dict[tuple[str, str], float] = {}
    steps: dict[tuple[str, str], float] = {}
    for kind, a, b, weight in _FEATURE.iter_unpack(data[first : first + count * _FEATURE.size]):
        if kind == _STATE:
            states[attributes[a], labels[b]] = weight
        else:
            steps[labels[a], labels[b]] = weight
    return Weights(tuple(labels), states, steps)


def write_weights(weights: Weights, path: Path) -> None:
    """Write a model that CRFsuite reads; the same weights give the same bytes."""
    numbers = {label: i for i, label in enumerate(weights.labels)}
    attributes = sorted({attribute for attribute, _ in weights.states})
    of_attribute = {attribute: i for i, attribute in enumerate(attributes)}
    rows = sorted((of_attribute[a], numbers[b], w) for (a, b), w in weights.states.items())
    steps = sorted((numbers[a], numbers[b], w) for (a, b), w in weights.steps.items())
    features = [*((_STATE, *row) for row in rows), *((_STEP, *row) for row in steps)]
    chunks = [b"".join(_FEATURE.pack(*f) for f in features), _database(weights.labels), _database(attributes)]
    chunks[0] = struct.pack("<4sII", b"FEAT", len(chunks[0]) + 12, len(features)) + chunks[0]
    out, places = bytearray(_HEADER.size), []
    for chunk in chunks:
        places.append(len(out))
        out += chunk
    out += bytes(-len(out) % 4)  # what follows begins at a whole number of words
    behind = [(i + len(rows), step[0]) for i, step in enumerate(steps)]
    for name, count, empty, ids in (
        (b"LFRF", len(weights.labels), _NO_LABELS, behind),
        (b"AFRF", len(attributes), 0, [(i, row[0]) for i, row in enumerate(rows)]),
    ):
        places.append(len(out))
        out += _references(name, count, empty, ids, len(out))
    _HEADER.pack_into(out, 0, b"lCRF", len(out), b"FOMC", _VERSION, 0, len(weights.labels), len(attributes), *places)
    path.write_bytes(out)


def _references(name: bytes, count: int, empty: int, ids: Iterable[tuple[int, int]], start: int) -> bytes:
    """Build the chunk at `start` that tells which weights, as (number, owner), each of `count` owners has.

    `empty` places behind them lead nowhere.
    """
    owned: list[list[int]] = [[] for _ in range(count)]
    for number, owner in ids:
        owned[owner].append(number)
    place = 12 + 4 * (count + empty)
    table, body = [], []
    for numbers in owned:
        table.append(start + place)
        body.append(struct.pack(f"<{len(numbers) + 1}I", len(numbers), *numbers))
        place += len(body[-1])
    table += [0] * empty
    return struct.pack(f"<4sII{len(table)}I", name, place, count + empty, *table) + b"".join(body)


def _names(data: bytes, start: int) -> list[str]:
    """Read the names of the database at `start`, in the order of their numbers."""
    _, _, _, _, count, back = _DB_HEADER.unpack_from(data, start)
    out = []
    for place in struct.unpack_from(f"<{count}I", data, start + back):
        _, size = struct.unpack_from("<II", data, start + place)
        out.append(data[start + place + 8 : start + place + 8 + size - 1].decode("utf-8"))
    return out


def _database(names: Sequence[str]) -> bytes:
    """Build a constant database of names: records, 256 hash tables with twice as many places as names, the way back."""
    head = _DB_HEADER.size + 8 * _TABLES
    records, places = [], []
    tables: list[list[tuple[int, int]]] = [[] for _ in range(_TABLES)]
    place = head
    for number, name in enumerate(names):
        key = name.encode("utf-8") + b"\0"
        records.append(struct.pack("<II", number, len(key)) + key)
        places.append(place)
        value = jenkins(key)
        tables[value % _TABLES].append((value, place))
        place += len(records[-1])
    refs, filled = [], []
    for table in tables:
        slots = [(0, 0)] * (2 * len(table))
        for value, at in table:
            i = (value >> 8) % len(slots)
            while slots[i][1]:
                i = (i + 1) % len(slots)
            slots[i] = value, at
        refs += [place if slots else 0, len(slots)]
        filled += [number for slot in slots for number in slot]
        place += 8 * len(slots)
    size = place + 4 * len(names)
    return b"".join(
        (
            _DB_HEADER.pack(b"CQDB", size, 0, _BYTE_ORDER, len(names), place),
            struct.pack(f"<{2 * _TABLES}I", *refs),
            *records,
            struct.pack(f"<{len(filled)}I", *filled),
            struct.pack(f"<{len(places)}I", *places),
        )
    )


def jenkins(key: bytes) -> int:
    """Hash bytes by the third of Bob Jenkins's lookup functions, for little-endian words, from 0."""
    a = b = c = (0xDEADBEEF + len(key)) & _WORD
    full = max(len(key) - 1, 0) // 12 * 12
    for x, y, z in struct.iter_unpack("<III", key[:full]):
        a, b, c = _mixed((a + x) & _WORD, (b + y) & _WORD, (c + z) & _WORD)
    if not key:
        return c
    x, y, z = struct.unpack("<III", key[full:].ljust(12, b"\0"))
    return _finished((a + x) & _WORD, (b + y) & _WORD, (c + z) & _WORD)


def _turned(word: int, by: int) -> int:
    return (word << by | word >> (32 - by)) & _WORD


def _mixed(a: int, b: int, c: int) -> tuple[int, int, int]:
    for by in (4, 6, 8, 16, 19, 4):
        # The first loses the last and takes it in turned, the last gains the second; then they change places.
        a = (a - c) & _WORD ^ _turned(c, by)
        c = (c + b) & _WORD
        a, b, c = b, c, a
    return a, b, c


def _finished(a: int, b: int, c: int) -> int:
    for by in (14, 11, 25, 16, 4, 14, 24):
        # The last takes the second in and loses it turned; then they change places.
        c = ((c ^ b) - _turned(b, by)) & _WORD
        a, b, c = b, c, a
    return b
