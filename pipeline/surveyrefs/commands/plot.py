"""`surveyrefs plot`: pictures of a finished run as SVG and PNG files."""

from __future__ import annotations

import argparse
from pathlib import Path

from surveyrefs import store
from surveyrefs.errors import EXIT_DONE, MissingLibrary
from surveyrefs.runner import load_run

HELP = "draw years, sections, categories and works cited together, as SVG and PNG files"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="OUT", help="output folder of a finished run")
    parser.add_argument("-o", "--output", metavar="DIR", help="where to write the files (default: OUT/plots)")


def run(arguments: argparse.Namespace) -> int:
    """Draw the pictures."""
    from surveyrefs.view.model import survey_view
    from surveyrefs.view.pictures import can_draw, file_svg, pictures, png_of

    folder = Path(arguments.folder)
    survey = survey_view(load_run(folder))
    if not can_draw():
        raise MissingLibrary("vl-convert-python", remedy="Install it: pip install 'surveyrefs[plot]'.")
    target = Path(arguments.output) if arguments.output else folder / "plots"
    for picture in pictures(survey):
        svg = file_svg(picture)
        store.write(target / f"{picture.name}.svg", svg.encode())
        store.write(target / f"{picture.name}.png", png_of(svg))
        print(target / f"{picture.name}.svg")
    return EXIT_DONE
