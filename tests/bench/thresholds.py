"""Which named numbers of the rules any document moves: those that no document compares with both outcomes, and all.

    python -m tests.bench.thresholds DOCUMENTS… [--tests TESTS…] [--rooms parse references …] [--jobs J] [--kept FILE]

Every `NAME = 1.5` of the rooms' modules becomes a number that counts how its comparisons end (`watched`), the stages
up to the categories run over all PDFs that the folders named hold, and for each constant there is a line: how often its
comparisons held and did not, in how many documents, and the smallest change of the constant, as a share of itself,
that would have turned a comparison that held, and one that did not. "one" marks constants whose comparisons, at one
place or at all of them, end in one way only. What is never compared is named with the lines that use it: a length of a
slice, a part of a pattern, an argument of a library are beyond what a number can see.

`--same OUT` compares what the stages made with that of a plain run of the same code with `--name parent`, in
OUT/<folder of the PDF>/stages, where there is one.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import multiprocessing
import resource
import signal
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.bench import watched
from tests.bench.watched import FAR, NEAR_NO, NEAR_YES, NO, YES, Seen, add

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pipeline" / "surveyrefs"
ROOMS = ("parse", "references", "link", "categorise", "model", "text")
MODULES = ("parse.embedded.engine", "references", "link", "categorise", "stages")
TIMEOUT = 600  # seconds a document may take: counting costs several times the time of reading
TESTS = "tests"  # stands for a path where tests were run
MOST_MEMORY = 3 << 30
# What is kept of a constant: its places, each with what was seen there and in how many documents, held and not.
Places = dict[str, tuple[Seen, list[int]]]
Counts = dict[str, Places]


class Told(msgspec.Struct):
    """What one document says: counts by constant and place, what stopped it, and whether all bytes are the same."""

    path: str
    counts: dict[str, dict[str, Seen]]
    error: str = ""
    other: tuple[str, ...] = ()


def unwatched(value: Any) -> Any:
    """Return what msgspec cannot write, a watched number, as a plain one."""
    if isinstance(value, watched.Watched):
        return value.plain
    raise NotImplementedError


def passed_on(value: Any) -> tuple[bytes, Any]:
    """Return a stage's result as it is stored, and as the next stage finds it: no watched number goes further."""
    stored = msgspec.json.encode(value, order="deterministic", enc_hook=unwatched)
    return stored, msgspec.json.decode(stored, type=type(value))


def read(path: Path, same: Sequence[Path] = ()) -> Told:
    """Run the stages over a document and return what they compared; a document that fails has said something too."""
    from surveyrefs.errors import SurveyrefsError
    from surveyrefs.settings import Settings
    from surveyrefs.stages import Work, standard_stages

    watched.LEDGER.forget()
    error, other = "", []
    work = Work(path, path.stem, "", path.read_bytes())
    signal.alarm(TIMEOUT)
    try:
        for stage in standard_stages()[:4]:
            stored, work.results[stage.name] = passed_on(stage.make(work, Settings()))
            found = (folder / path.parent.name / "stages" / f"{stage.name}.json" for folder in same)
            other += [stage.name for file in found if file.is_file() and differs(file, stored)]
    except (SurveyrefsError, MemoryError, TimeoutError) as stopped:
        error = type(stopped).__name__
    finally:
        signal.alarm(0)
    return Told(str(path), watched.LEDGER.counts(), error, tuple(other))


def differs(file: Path, stored: bytes) -> bool:
    """Tell whether a plain run made another result."""
    return bool(msgspec.json.decode(file.read_bytes())["result"] != msgspec.json.decode(stored))


def _late(_number: int, _frame: object) -> None:
    raise TimeoutError


def _begin() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    signal.signal(signal.SIGALRM, _late)


def _read(job: tuple[Path, Sequence[Path]]) -> Told:
    return read(*job)


def merge(total: Counts, told: Told) -> None:
    """Add what a document said."""
    for name, places in told.counts.items():
        for place, seen in places.items():
            sums, documents = total.setdefault(name, {}).setdefault(place, ([0, 0, FAR, FAR], [0, 0]))
            add(sums, seen)
            documents[YES] += seen[YES] > 0
            documents[NO] += seen[NO] > 0


def over_all(places: Places) -> tuple[Seen, list[int]]:
    """Return what all places of a constant saw together; documents are those of the place that met most."""
    seen: Seen = [0, 0, FAR, FAR]
    for sums, _ in places.values():
        add(seen, sums)
    return seen, [max(documents[side] for _, documents in places.values()) for side in (YES, NO)]


def own(places: Places, used: Iterable[str]) -> Places:
    """Return the places in the modules that name a constant; a value made from it may go further, and is compared
    there for other reasons. Where it is compared elsewhere only, all places count."""
    modules = {place.rpartition(":")[0] for place in used}
    return {place: seen for place, seen in places.items() if place.rpartition(":")[0] in modules} or places


def kind(places: Places) -> str:
    """Tell whether a constant is never compared, always with one outcome, so at one of its places, or live."""
    if not places:
        return "never"
    seen, _ = over_all(places)
    if not (seen[YES] and seen[NO]):
        return "one"
    return "live" if all(sums[YES] and sums[NO] for sums, _ in places.values()) else "place"


def line(name: str, value: object, seen: Seen, documents: Sequence[int]) -> str:
    """Return a constant's line of the report."""
    near = [f"{seen[side]:.3f}" if seen[side] < FAR else "-" for side in (NEAR_YES, NEAR_NO)]
    counts = f"{seen[YES]:.0f}/{seen[NO]:.0f}"
    return f"{name:58} {value!s:>8} {counts:>18} {documents[YES]:4}/{documents[NO]:<4} {near[0]:>8} {near[1]:>8}"


Uses = dict[str, dict[str, str]]


def uses(names: Iterable[str]) -> Uses:
    """Return for constants, given as module.NAME, the places that load them, with what their lines say.

    `something.NAME` is taken for each constant of that name: what the first part stands for is not looked up.
    """
    found: Uses = {name: {} for name in names}
    by_end: dict[str, list[str]] = defaultdict(list)
    for name in found:
        by_end[name.rpartition(".")[2]].append(name)
    for path in sorted(PACKAGE.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        tree, lines, module = ast.parse(source), source.splitlines(), module_of(path)
        called = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        loads = [node for node in ast.walk(tree) if isinstance(node, ast.Name | ast.Attribute)]
        for node in sorted(loads, key=lambda node: node.lineno):
            if isinstance(node, ast.Attribute):
                meant = by_end.get(node.attr, [])
            else:
                meant = [called.get(node.id, f"{module}.{node.id}")] if isinstance(node.ctx, ast.Load) else []
            for name in meant:
                if name in found:
                    found[name][f"{path}:{node.lineno}"] = lines[node.lineno - 1].strip()
    return found


def module_of(path: Path) -> str:
    """Return a source file's module name."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def named(rooms: Iterable[str]) -> Iterator[tuple[str, object]]:
    """Return all named numbers of the rooms with their values as they are written."""
    for room in rooms:
        for path in sorted((PACKAGE / room).rglob("*.py")):
            for name, node in watched.constants(ast.parse(path.read_text(encoding="utf-8"))):
                assert node.value is not None
                yield f"{module_of(path)}.{name}", ast.unparse(node.value)


GROUPS = ("never", "one", "place", "live")


def report(total: Counts, rooms: Sequence[str], tested: Counts) -> None:
    """Print the constants, those that no document moves first; `tested` is what tests moved."""
    values = dict(named(rooms))
    used = uses(values)
    seen = {name: own(total.get(name, {}), used[name]) for name in values}
    groups = {group: [name for name in values if kind(seen[name]) == group] for group in GROUPS}
    for group, members in groups.items():
        print(f"\n{group}: {len(members)}")
        for name in members:
            told = f"  tests: {by_tests(own(tested[name], used[name]))}" if group != "live" and name in tested else ""
            if seen[name]:
                print(line(name, values[name], *over_all(seen[name])) + told)
                for place, (counts, documents) in sorted(seen[name].items()):
                    if group != "live" and not (counts[YES] and counts[NO]):
                        print(line(f"    {short(place)}", "", counts, documents))
            else:
                print(f"{name} = {values[name]}{told}")
                print(*(f"    {short(place)}: {text}" for place, text in used[name].items()), sep="\n")
    print("\n" + ", ".join(f"{group} {len(members)}" for group, members in groups.items()))


def by_tests(places: Places) -> str:
    """Return how often comparisons held and did not while tests ran."""
    (held, failed, *_), _ = over_all(places)
    return f"{held:.0f}/{failed:.0f}"


def short(place: str) -> str:
    """Return a place without the folder of the package."""
    return place.removeprefix(f"{PACKAGE}/")


def main() -> None:
    """Read the documents and print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, nargs="*", help="PDFs, or folders that hold them")
    parser.add_argument("--tests", nargs="+", default=(), help="tests to run too: what they move is told beside")
    parser.add_argument("--rooms", nargs="+", default=ROOMS, help="packages below surveyrefs")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--kept", type=Path, help="file of what was counted before, which is not counted again")
    parser.add_argument("--same", type=Path, nargs="+", default=(), help="outputs of plain runs to compare with")
    arguments = parser.parse_args()
    if any(name.startswith("surveyrefs") for name in sys.modules):
        raise SystemExit("surveyrefs was imported before its numbers could be watched")
    known = earlier(arguments.kept)
    done = {told.path for told in known}
    new = [path for path in dict.fromkeys(paths(arguments.documents)) if str(path) not in done]
    with watched.watching([f"surveyrefs.{room}" for room in arguments.rooms]):
        for told in chain(told_by(new, arguments.same, arguments.jobs), told_by_tests(arguments.tests)):
            known.append(told)
            print(told.path, told.error, *told.other, file=sys.stderr, flush=True)
            if arguments.kept:
                with arguments.kept.open("ab") as file:
                    file.write(msgspec.json.encode(told) + b"\n")
    total: Counts = {}
    tested: Counts = {}
    for told in known:
        merge(tested if told.path == TESTS else total, told)
    report(total, arguments.rooms, tested)


def earlier(file: Path | None) -> list[Told]:
    """Return what was counted before."""
    lines = file.read_bytes().splitlines() if file and file.is_file() else []
    return [msgspec.json.decode(line, type=Told) for line in lines]


def paths(given: Iterable[Path]) -> list[Path]:
    """Return the PDFs that are named or lie in the folders named."""
    return [path for one in given for path in (sorted(one.rglob("*.pdf")) if one.is_dir() else [one])]


def told_by(documents: Sequence[Path], same: Sequence[Path], jobs: int) -> Iterator[Told]:
    """Read the documents in processes of their own, so that one that is killed costs itself only."""
    for module in MODULES:  # once, and not in every process: watched modules are compiled anew
        importlib.import_module(f"surveyrefs.{module}")
    with multiprocessing.get_context("fork").Pool(jobs, _begin, maxtasksperchild=8) as pool:
        results = [pool.apply_async(_read, ((path, same),)) for path in documents]
        for result in results:
            with contextlib.suppress(multiprocessing.TimeoutError):
                yield result.get(TIMEOUT * 2)


def told_by_tests(tests: Sequence[str]) -> Iterator[Told]:
    """Run tests, as one more document; those that fail because a number is watched have still compared."""
    if tests:
        watched.LEDGER.forget()
        status = pytest.main(["-q", "--no-header", "-p", "no:cacheprovider", *tests])
        yield Told(TESTS, watched.LEDGER.counts(), pytest.ExitCode(status).name if status else "")


if __name__ == "__main__":
    main()
