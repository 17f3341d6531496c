"""Pictures of a survey as SVG, for the page and as files: drawn by Vega in vl-convert, without a browser or network."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Any, NamedTuple
from xml.etree import ElementTree

from surveyrefs.view import charts, counts
from surveyrefs.view.embed import plain, text
from surveyrefs.view.model import SurveyView

SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS = frozenset("svg g path rect line text tspan a circle title clipPath defs".split())
_ATTRIBUTES = frozenset(
    "width height viewBox class transform d x y x1 y1 x2 y2 cx cy r rx ry dx dy fill fill-opacity stroke stroke-width "
    "stroke-opacity stroke-miterlimit opacity font-family font-size font-weight font-style text-anchor clip-path id "
    "aria-label aria-hidden".split()
)
# The page's colours in light, for files.
_COLOURS = {"ink": "#1c1e22", "muted": "#5b616b", "line": "#deded8", "accent": "#1d5fbf", "surface": "#ffffff"}
PNG_SCALE = 2.0  # pixels a unit: sharp on paper and on fine screens
_ADDRESS = re.compile(r"[^#]*(#(?:year|section|category|ref)=.*)", re.DOTALL)


class Picture(NamedTuple):
    """A picture: its file name without ending, its title, its Vega chart, and its numbers as rows of a table."""

    name: str
    title: str
    chart: dict[str, Any]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def pictures(survey: SurveyView) -> tuple[Picture, ...]:
    """Return the pictures of a survey, without those that would be empty."""
    found = [
        _bars("years", "Years of the cited works", ("year", "works"), counts.years(survey), charts.columns),
        _bars("sections", "Callouts by section", ("section", "callouts"), counts.sections(survey), charts.rows),
        _bars("taxonomy", "Categories and their works", ("category", "works"), counts.tree(survey), charts.rows),
    ]
    if survey.categories:
        title = "Categories as rings"
        found.append(Picture("sunburst", title, charts.sunburst(survey.categories, title), *found[2][3:]))
    cells = counts.categories_by_year(survey)
    title = "Works by category and year"
    head = ("category", "year", "works")
    found.append(Picture("categories-by-year", title, charts.grid(cells, title), head, _cells(cells)))
    cells = counts.together(survey)
    title = "Works cited together in a sentence or in a row of a table"
    head = ("work", "with", "times")
    found.append(Picture("cited-together", title, charts.grid(cells, title, upright=True), head, _cells(cells)))
    return tuple(picture for picture in found if picture.rows)


def _bars(
    name: str, title: str, head: tuple[str, str], bars: Sequence[counts.Bar], chart: Callable[..., dict[str, Any]]
) -> Picture:
    shown = [bar._replace(name=plain(bar.name)) for bar in bars]
    rows = tuple((("– " * bar.depth) + bar.name, str(bar.number)) for bar in shown)
    return Picture(name, title, chart(shown, title), head, rows)


def _cells(cells: Sequence[counts.Cell]) -> tuple[tuple[str, ...], ...]:
    return tuple((cell.row, cell.column, str(cell.number)) for cell in cells)


def can_draw() -> bool:
    """Tell whether vl-convert is installed, which the extra `plot` brings."""
    return find_spec("vl_convert") is not None


def svg_of(picture: Picture, linked: bool = True) -> str:
    """Return a picture as an SVG element in the page's colours (CSS variables).

    It is drawn by another program out of text of a PDF: only elements and attributes that draw go through, and of the
    links only those within the page (none unless `linked`).
    """
    import vl_convert

    drawn = ElementTree.fromstring(vl_convert.vega_to_svg(picture.chart))  # noqa: S314 - our own Vega chart, drawn here
    _clean(drawn, linked)
    drawn.set("role", "group" if linked else "img")
    drawn.set("aria-label", picture.title)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(drawn, encoding="unicode")


def _clean(element: ElementTree.Element, linked: bool) -> None:
    address = _ADDRESS.fullmatch(element.get(_LINK, ""))
    element.attrib = {name: value for name, value in element.attrib.items() if name in _ATTRIBUTES}
    if element.tag == f"{{{SVG}}}a":
        if address and linked:
            element.set("href", address[1])
            _name(element)
        else:
            element.tag = f"{{{SVG}}}g"
    for child in list(element):
        if child.tag.removeprefix(f"{{{SVG}}}") in _ELEMENTS:
            _clean(child, linked)
        else:
            element.remove(child)


def _name(link: ElementTree.Element) -> None:
    """Name a link by what it draws, for the pointer and for screen readers."""
    for drawn in link:
        words = drawn.attrib.pop("aria-label", "")
        if words:
            title = ElementTree.Element(f"{{{SVG}}}title")
            title.text = words
            link.insert(0, title)
            return


def file_svg(picture: Picture) -> str:
    """Return a picture as an SVG file: light, on white, without links."""
    svg = svg_of(picture, linked=False)
    for name, colour in _COLOURS.items():
        svg = svg.replace(f"var(--{name})", colour)
    ground = f'<rect width="100%" height="100%" fill="{_COLOURS["surface"]}" />'
    return re.sub(r"^(<svg[^>]*>)", rf"\1{ground}", svg, count=1) + "\n"


def png_of(svg: str) -> bytes:
    """Return an SVG file as a PNG."""
    import vl_convert

    data: bytes = vl_convert.svg_to_png(svg, scale=PNG_SCALE)
    return data


def pictures_html(survey: SurveyView) -> str:
    """Return all pictures as markup for the page, each with its numbers as a table; empty without vl-convert."""
    return "\n".join(_figure(picture) for picture in pictures(survey)) if can_draw() else ""


def _figure(picture: Picture) -> str:
    name, title = picture.name, text(picture.title)
    head = "".join(f'<th scope="col">{text(column)}</th>' for column in picture.head)
    rows = "".join("<tr>" + "".join(f"<td>{text(cell)}</td>" for cell in row) + "</tr>" for row in picture.rows)
    try:
        drawn = svg_of(picture)
    except ValueError:  # what vl-convert could not draw must not cost the page; the numbers are there
        drawn = '<p class="muted">This picture could not be drawn.</p>'
    return (
        f'<figure class="picture" id="picture-{name}"><figcaption>{title}</figcaption>'
        f'<div class="scroll drawing" tabindex="0" role="group" aria-label="{title}">{drawn}</div>'
        '<details class="small"><summary>Numbers</summary><div class="scroll"><table class="grid">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div></details></figure>"
    )
