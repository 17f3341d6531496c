"""The page of one survey: the printed pages at the left, what was read of them at the right."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from string import Template

import msgspec

from surveyrefs.model.run import Run
from surveyrefs.parse.embedded.pdf.picture import DPI, Pictures
from surveyrefs.view.embed import data_url, page, script, static, text
from surveyrefs.view.model import SurveyView, survey_view
from surveyrefs.view.pictures import pictures_html
from surveyrefs.view.queue import queue

SCRIPTS = ("dom.js", "toml.js", "edits.js", "pages.js", "parts.js", "work.js", "lists.js", "main.js")
PAGES_AT_FULL_SIZE = 45  # a page as a picture takes 0.2 MB; longer surveys get coarser ones, so that 10 MB suffice
CORRECTIONS = ".corrections.toml"  # in place of the suffix of the PDF, beside it
TURNED = "pages-turned"  # the problem that tells that boxes are those of turned pages
COARSEST = 84  # dots per inch: still readable at the width of a window


def survey_page(run: Run, pdf: Path | None, password: str = "", earlier: str = "", file: str = "") -> str:
    """Return the page of a run.

    `pdf` is the survey, None for a page without its printed pages; `earlier` the text of the corrections that there are
    already, `file` the name of their file.
    """
    survey = survey_view(run)
    with ThreadPoolExecutor(1) as beside:  # another program draws the pictures meanwhile
        drawn = beside.submit(pictures_html, survey)
        if pdf is None or survey.unit != "page":
            data: dict[str, object] = {}
            survey = msgspec.structs.replace(survey, pages=())
        else:
            turned = any(problem.code == TURNED for problem in survey.problems)
            data = _pages(pdf, password, turned)
        pictures = drawn.result()
    values = msgspec.to_builtins(survey) | {
        "queue": queue(survey), "reading": _reading(survey), "file": file or run.name + CORRECTIONS,
    }  # fmt: skip
    body = Template(static("page.html")).substitute(title=text(survey.title), version=text(survey.version))
    body += f'<template id="pictures">{pictures}</template>' if pictures else ""
    return page(
        f"{survey.title} · surveyrefs",
        body,
        [static("look.css") + static("page.css")],
        [script(*SCRIPTS)],
        {"survey": values, "earlier": earlier, **data},
    )


def _reading(survey: SurveyView) -> str:
    """Return what tells two readings of one PDF apart: corrections kept in the browser are of one of them.

    What was looked up since is no other reading.
    """
    works = tuple(msgspec.structs.replace(work, found=()) for work in survey.works)
    survey = msgspec.structs.replace(survey, works=works)
    return hashlib.sha256(msgspec.json.encode(survey)).hexdigest()[:16]


def _pages(pdf: Path, password: str, turned: bool) -> dict[str, object]:
    with Pictures(pdf, password) as pictures:
        if turned:
            pictures.turn_upright()
        count = len(pictures)
        dpi = max(COARSEST, min(DPI, round(DPI * (PAGES_AT_FULL_SIZE / count) ** 0.5)))
        drawn = {f"page-{n}": data_url(p.data, p.kind) for n, p in enumerate(pictures.pages(dpi), 1)}
        lines: Sequence[object] = [
            [(t.text, *(round(v, 1) for v in t.box.tuple()), t.turn) for t in pictures.lines(n + 1)]
            for n in range(count)
        ]
    return {"lines": lines, **drawn}
