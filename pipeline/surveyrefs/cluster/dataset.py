"""The rows of all papers of a place as one Parquet dataset: the same papers give the same bytes, in whatever order they
were done.

A folder a table, in it a file for each shard: the papers whose SHA-256 begins with the same two digits, in the order of
these. A file that would not change is not written again.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from surveyrefs import store
from surveyrefs.cluster.place import Place, missing
from surveyrefs.cluster.work import PAPERS
from surveyrefs.csv_text import csv_to_rows
from surveyrefs.errors import DamagedRun
from surveyrefs.export.schema import TABLES, Type, types_of, value_of
from surveyrefs.runner import COUNTS, LOST
from surveyrefs.store import Manifest

DATASET = "dataset"
SURVEYS = "surveys"  # the table of the papers themselves; it is written last, and says what the others were made from
ROWS = 100_000  # rows of a group: what is held in memory at a time, and what a reader skips as one
SHA256 = "sha256"
SHARDS = tuple(f"{number:02x}" for number in range(256))
_KEY = b"surveyrefs.key"

Row = tuple[str | int | float | bool | None, ...]


class _Paper(NamedTuple):
    """A finished paper of a shard."""

    sha256: str
    folder: str
    manifest: Manifest


def schema_of(table: str) -> dict[str, Type]:
    """Return the types of a table's columns, in their order: those of its CSV file behind the paper's SHA-256."""
    if table != SURVEYS:
        return {SHA256: "string", **types_of(table)}
    texts: dict[str, Type] = dict.fromkeys((SHA256, "survey", "title", "authors", "arxiv", "doi", "engine"), "string")
    counts: dict[str, Type] = dict.fromkeys((*COUNTS, LOST), "integer")
    return texts | counts


def file_of(table: str, shard: str) -> str:
    """Return the name of a shard's file."""
    return f"{DATASET}/{table}/shard={shard}/part.parquet"


def require_parquet() -> None:
    """Raise MissingLibrary where pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401
    except ModuleNotFoundError as error:
        raise missing("pyarrow") from error


def build_shard(place: Place, shard: str) -> int:
    """Write a shard's files anew where its papers changed, or remove them where there are none; return how many."""
    papers = list(_papers(place, shard))
    tables = (*TABLES, SURVEYS)
    if not papers:
        for table in tables:
            place.remove(file_of(table, shard))
        return 0
    key = _key_of(papers)
    if _written_key(place, shard) == key:
        return len(papers)
    for table in tables:
        place.write(file_of(table, shard), _parquet(schema_of(table), _rows(place, papers, table), key))
    return len(papers)


def _papers(place: Place, shard: str) -> Iterator[_Paper]:
    """Give the finished papers of a shard by their SHA-256; of two names for one, the first in the alphabet."""
    for sha256 in place.folders(f"{PAPERS}/{shard}"):
        for name in place.folders(f"{PAPERS}/{shard}/{sha256}"):
            folder = f"{PAPERS}/{shard}/{sha256}/{name}"
            manifest = place.manifest(folder)
            if manifest is not None and manifest.status in store.FINISHED:
                yield _Paper(sha256, folder, manifest)
                break


def _key_of(papers: list[_Paper]) -> bytes:
    """Return a key of all that decides a shard's bytes."""
    code = store.code_version(("cluster", "csv_text.py", "export/schema.py", "export/tabular.py"), ("pyarrow",))
    files = [store.encode({"folder": p.folder, "files": p.manifest.files, "counts": p.manifest.counts}) for p in papers]
    return store.key_of(code, *files).encode()


def _written_key(place: Place, shard: str) -> bytes:
    from pyarrow import ArrowException, parquet

    data = place.read(file_of(SURVEYS, shard))
    try:
        return (parquet.read_schema(io.BytesIO(data)).metadata or {}).get(_KEY, b"") if data else b""
    except (ArrowException, OSError):  # not a file of ours
        return b""


def _rows(place: Place, papers: list[_Paper], table: str) -> Iterator[Row]:
    for paper in papers:
        yield from _survey_rows(place, paper) if table == SURVEYS else _csv_rows(place, paper, table)


def _csv_rows(place: Place, paper: _Paper, table: str) -> Iterator[Row]:
    """Give a paper's rows by the names of their columns: an earlier version of surveyrefs may have had fewer."""
    header, *rows = csv_to_rows(_text(place, f"{paper.folder}/{table}.csv"))
    places = {name: n for n, name in enumerate(header)}
    columns = [(places.get(name), kind) for name, kind in types_of(table).items()]
    for row in rows:
        yield (paper.sha256, *(None if n is None else value_of(row[n], kind) for n, kind in columns))


def _survey_rows(place: Place, paper: _Paper) -> Iterator[Row]:
    about: Mapping[str, Any] = msgspec.json.decode(_text(place, f"{paper.folder}/survey.json"))
    manifest = paper.manifest
    told = (about.get("title") or None, "; ".join(about.get("authors") or ()) or None, about.get("arxiv") or None)
    counts = (manifest.counts.get(name) for name in (*COUNTS, LOST))
    yield (paper.sha256, manifest.survey, *told, about.get("doi") or None, manifest.engine, *counts)


def _text(place: Place, name: str) -> str:
    data = place.read(name)
    if data is None:
        remedy = "Remove the folder around it, and give surveyrefs batch its source again."
        raise DamagedRun(f"{place.address}/{name}", "this file of a finished paper is missing", remedy)
    return data.decode("utf-8")


def _parquet(types: Mapping[str, Type], rows: Iterator[Row], key: bytes) -> bytes:
    """Return rows as the bytes of a Parquet file, a group of rows at a time."""
    import pyarrow
    from pyarrow import parquet

    kinds: dict[Type, Callable[[], Any]] = {
        "string": pyarrow.string, "integer": pyarrow.int64, "number": pyarrow.float64, "boolean": pyarrow.bool_,
    }  # fmt: skip
    schema = pyarrow.schema([(name, kinds[kind]()) for name, kind in types.items()], metadata={_KEY: key})
    out = io.BytesIO()
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        group: list[Row] = []
        for row in rows:
            group.append(row)
            if len(group) == ROWS:
                writer.write_table(_table(schema, group))
                group = []
        if group:
            writer.write_table(_table(schema, group))
    return out.getvalue()


def _table(schema: Any, rows: list[Row]) -> Any:
    import pyarrow

    columns = [pyarrow.array([row[n] for row in rows], type=field.type) for n, field in enumerate(schema)]
    return pyarrow.Table.from_arrays(columns, schema=schema)
