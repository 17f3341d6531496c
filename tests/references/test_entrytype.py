"""Entry types from what is printed."""

from __future__ import annotations

import pytest

from surveyrefs.references.entrytype import entry_type


@pytest.mark.parametrize(
    ("fields", "raw", "kind"),
    [
        ({"genre": "PhD thesis"}, "", "phdthesis"),
        ({"title": "Maps"}, "Wang P. Maps[D]. Wuhan, 2018.", "phdthesis"),
        ({"title": "Maps"}, "Wang P. Maps[R]. Wuhan, 2018.", "techreport"),
        ({"title": "Maps"}, "Wang P. Maps[M]. Wuhan, 2018.", "book"),
        ({"title": "Maps", "container": "Soft", "in_journal": "yes"}, "Maps[M]. Soft", "article"),
        ({"genre": "Master’s thesis"}, "", "mastersthesis"),
        ({"genre": "Technical Report TR-1"}, "", "techreport"),
        ({"arxiv": "2001.00001"}, "", "misc"),
        ({"container": "Nature", "in_journal": "yes"}, "", "article"),
        ({"container": "Proceedings of X"}, "", "inproceedings"),
        ({"container": "CVPR"}, "", "inproceedings"),
        ({"container": "Proc. R. Soc. A", "volume": "3", "pages": "5-9"}, "", "article"),
        ({"container": "Proceedings of the Royal Society", "volume": "3", "pages": "5"}, "", "article"),
        ({"container": "Proceedings of the Royal Society"}, "", "inproceedings"),
        ({"container": "Proc. Annual Meeting of the Oak Society", "volume": "3", "pages": "5"}, "", "inproceedings"),
        ({"container": "Autonomous Search", "publisher": "Springer"}, "", "incollection"),
        ({"container": "Handbook of Satisfiability"}, "", "incollection"),
        ({"title": "Refactoring", "publisher": "Addison-Wesley", "author": "yes"}, "", "book"),
        ({"title": "Computer Algebra", "publisher": "Springer", "pages": "1-9", "author": "yes"}, "", "inbook"),
        ({"title": "Proceedings of X", "publisher": "ACM", "editor": "A"}, "", "proceedings"),
        ({"title": "R Language Manual"}, "", "manual"),
        ({"title": "A thing", "note": "unpublished manuscript"}, "", "unpublished"),
        ({"title": "A thing", "url": "https://github.com/a/b"}, "https://github.com/a/b", "misc"),
    ],
)
def test_types(fields: dict[str, str], raw: str, kind: str) -> None:
    assert entry_type(fields, raw).type == kind


def test_subtypes() -> None:
    assert entry_type({"title": "x", "url": "u"}, "https://github.com/a/b").subtype == "software"
    assert entry_type({"title": "x", "url": "u"}, "zenodo.org/1").subtype == "dataset"
    assert entry_type({"title": "x", "url": "u"}, "").subtype == "web"
