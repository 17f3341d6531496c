"""What commands share about the parsing engine: the options of a GROBID server, and the choice at a run's start."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from surveyrefs import store
from surveyrefs.errors import BadSetting, NoServer
from surveyrefs.runner import Paper, Plan, is_list
from surveyrefs.settings import Settings
from surveyrefs.stages import Work, stage_keys


def add_grobid_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a GROBID server; each is a setting of parse.grobid."""
    group = parser.add_argument_group("GROBID server (docs/grobid.md)")
    group.add_argument("--grobid-url", metavar="URL", help="where it is (default: http://localhost:8070)")
    group.add_argument("--tei", metavar="DIR", help="read the answers that surveyrefs record-tei kept there; no server")
    group.add_argument("--grobid-timeout", type=float, metavar="S", help="seconds that one paper may take there")
    group.add_argument("--grobid-retries", type=int, metavar="N", help="how often a busy server is asked again")
    group.add_argument("--grobid-concurrency", type=int, metavar="N", help="requests at a time; bounds --jobs")
    group.add_argument("--grobid-flavor", metavar="F", help="a processing flavour, such as article/light")
    group.add_argument(
        "--consolidate", action="store_true", default=None, help="let the server ask Crossref; needs the network"
    )


def grobid_options(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the options as settings, None for those not given."""
    return {
        "url": Path(arguments.tei).resolve().as_uri() if arguments.tei else arguments.grobid_url,
        "timeout": arguments.grobid_timeout,
        "retries": arguments.grobid_retries,
        "concurrency": arguments.grobid_concurrency,
        "flavor": arguments.grobid_flavor,
        "consolidate": arguments.consolidate,
    }


def check_engine(arguments: argparse.Namespace, settings: Settings) -> None:
    """Refuse options of a GROBID server where none is asked: they would be ignored without a word."""
    if settings.parse.engine != "embedded":
        return
    names = {"url": "--tei" if arguments.tei else "--grobid-url", "consolidate": "--consolidate"}
    given = [names.get(name, f"--grobid-{name}") for name, v in grobid_options(arguments).items() if v is not None]
    if given:
        told = "it is for GROBID, and the engine is the built-in reader"
        raise BadSetting(given[0], told, "Add --engine grobid or --engine auto, or leave it out.")


def start_engine(plan: Plan, papers: Sequence[Paper], jobs: int, *, quiet: bool) -> tuple[Plan, int]:
    """Ask the server once, before the first paper: return the plan to run and how many papers at a time.

    Raise NoServer where GROBID was asked for by name, does not answer, and some paper needs it.
    """
    parse = plan.settings.parse
    papers = [paper for paper in papers if not is_list(paper.path)]  # a list is read by ourselves
    if parse.engine == "embedded" or not papers:
        return plan, jobs
    from surveyrefs.parse.grobid.choose import choose

    choice = choose(parse)
    settings = choice.settings
    if choice.problem:
        known = _version_of_last_run(plan, papers)
        settings = msgspec.structs.replace(settings, grobid=msgspec.structs.replace(settings.grobid, version=known))
    chosen = msgspec.structs.replace(plan, settings=msgspec.structs.replace(plan.settings, parse=settings))
    if choice.problem and (plan.force or not all(_is_done(paper, chosen) for paper in papers)):
        raise NoServer(choice.problem)
    if choice.note and not quiet:
        print(choice.note, file=sys.stderr)
    return chosen, min(jobs, choice.limit) if choice.limit else jobs


def _version_of_last_run(plan: Plan, papers: Sequence[Paper]) -> str:
    """Return the version of the server that the papers' last runs asked: what is done with it stays done."""
    for paper in papers:
        manifest = store.find_manifest(plan.output / paper.name)
        version = manifest.settings.get("parse", {}).get("grobid", {}).get("version", "") if manifest else ""
        if version:
            return str(version)
    return ""


def _is_done(paper: Paper, plan: Plan) -> bool:
    try:
        work = Work(paper.path, paper.name, store.digest(paper.path.read_bytes()))
    except OSError:
        return False
    folder = plan.output / paper.name
    manifest = store.find_manifest(folder)
    keys = stage_keys(work, plan.settings, plan.stages_for(paper))
    return bool(manifest and manifest.status == "done" and manifest.stages == keys and store.intact(folder, manifest))
