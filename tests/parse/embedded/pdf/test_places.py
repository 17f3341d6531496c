"""Where names, links and bookmarks lead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from surveyrefs.model.document import Anchor
from surveyrefs.parse.embedded.pdf.library import pymupdf
from surveyrefs.parse.embedded.pdf.places import Places

VIEWS = {
    "xyz": ("[{p} 0 R/XYZ 72 700 null]", (72.0, 92.0)),
    "null": ("[{p} 0 R/XYZ null 700 0]", (0.0, 92.0)),
    "short": ("[{p} 0 R/XYZ 72]", (72.0, 792.0)),
    "odd": ("[{p} 0 R/XYZ true 700 null]", (0.0, 92.0)),
    "fit": ("[{p} 0 R/Fit]", (0.0, 792.0)),
    "across": ("[{p} 0 R/FitH 700]", (0.0, 92.0)),
    "down": ("[{p} 0 R/FitV 72]", (72.0, 792.0)),
    "box": ("[{p} 0 R/FitR 10 20 200 700]", (10.0, 92.0)),
    "half-box": ("[{p} 0 R/FitR 10 20]", (0.0, 0.0)),
    "unknown": ("[{p} 0 R/Elsewhere 10 20]", (0.0, 0.0)),
    "counted": ("[0/XYZ 72 700 null]", (72.0, 92.0)),
    "in-dictionary": ("<</D[{p} 0 R/XYZ 72 700 null]>>", (72.0, 92.0)),
}
NOWHERE = {"no-page": "[/XYZ 72 700 null]", "far": "[99/XYZ 72 700 null]", "lost": "[999 0 R/Fit]", "number": "12"}


SAMPLE = Path(__file__).parents[4] / "inputs" / "retrieval-survey-v1.pdf"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path: Path = tmp_path_factory.mktemp("places") / "made.pdf"
    with pymupdf.open() as made:
        page = made.new_page(width=612, height=792)
        names = {**{name: view.format(p=page.xref) for name, (view, _) in VIEWS.items()}, **NOWHERE}
        made.xref_set_key(made.pdf_catalog(), "Dests", f"<<{''.join(f'/{n} {v}' for n, v in names.items())}>>")
        tree = f"(cite.a+b:c%)[{page.xref} 0 R/XYZ 50 600 null](xyz)[{page.xref} 0 R/XYZ 1 2 null]"
        made.xref_set_key(made.pdf_catalog(), "Names", f"<</Dests<</Names[{tree}]>>>>")
        actions = ["<</S/GoTo/D(cite.a+b:c%)>>", "<</S/GoTo/D(missing)>>", "<</S/URI/URI(https://example.org/a)>>"]
        actions += [f"<</S/GoTo/D[{page.xref} 0 R/XYZ 30 692 null]>>", "<</S/GoTo/D(cite.a+b:c%)>>"]
        annotations = (
            f"<</Type/Annot/Subtype/Link/Rect[{10 * i} 100 {10 * i + 8} 110]/A{action}>>"
            for i, action in enumerate(actions)
        )
        made.xref_set_key(page.xref, "Annots", f"[{''.join(annotations)}]")
        made.set_toc([[1, "One", 1], [2, "Within  one", 1], [3, "Deep", 1], [1, "Two", 1]])
        made.save(path)
    return pymupdf.open(path)


@pytest.fixture
def places(pdf: Any) -> Places:
    return Places(pdf)


def test_destinations_by_every_kind_of_view(places: Places) -> None:
    found = {a.name: a for a in places.anchors}
    for name, (_, point) in VIEWS.items():
        if name != "xyz":
            assert found[name] == Anchor(name, 1, *point), name
    assert found["xyz"] == Anchor("xyz", 1, 1.0, 790.0), "the tree of names overrules the older table"
    assert not NOWHERE.keys() & found.keys()
    assert [a.name for a in places.anchors] == sorted(found)


def test_links_lead_to_names_places_and_pages_of_the_web(pdf: Any, places: Places) -> None:
    links = places.links(pdf[0], 7)
    assert [(k.name, k.page, k.x, k.y, k.uri) for k in links] == [
        ("cite.a+b:c%", 1, 50.0, 192.0, ""),
        ("missing", 0, 0.0, 0.0, ""),
        ("", 0, 0.0, 0.0, "https://example.org/a"),
        ("", 1, 30.0, 100.0, ""),
        ("cite.a+b:c%", 1, 50.0, 192.0, ""),
    ]
    assert [k.annotation for k in links] == [7, 8, 9, 10, 11]
    assert [k.box.x0 for k in links] == [0.0, 10.0, 20.0, 30.0, 40.0]


def test_bookmarks_in_the_order_of_print(places: Places) -> None:
    assert [(b.level, b.title, b.page) for b in places.bookmarks()] == [
        (1, "One", 1),
        (2, "Within one", 1),
        (3, "Deep", 1),
        (1, "Two", 1),
    ]


def test_pymupdf_says_the_same_of_a_survey() -> None:
    with pymupdf.open(SAMPLE) as pdf:
        mine = Places(pdf)
        assert {a.name for a in mine.anchors} == set(pdf.resolve_names())
        for page in pdf:
            theirs = page.get_links()
            for link, found in zip(theirs, mine.links(page, 0), strict=True):
                assert (link.get("nameddest", ""), link.get("uri", "")) == (found.name, found.uri)
                assert found.uri or link["page"] + 1 == found.page
