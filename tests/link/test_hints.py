"""GROBID's callouts united with ours."""

from __future__ import annotations

from surveyrefs.link import link
from surveyrefs.model.box import Box
from surveyrefs.model.document import Bibliography, Document, Hint, Passage, Piece, Section
from surveyrefs.model.link import Links
from surveyrefs.model.reference import Name, Reference, References

TEXTS = (
    "A. Archer. Searching large archives. Journal of Archives, 2019.",
    "C. Carter. A book of lists and makers. Example Press, 2020.",
    "D. Dean. Sorting in practice. Sorting Day, 2021.",
)
FAMILIES = ("Archer", "Carter", "Dean")
WIDTH = 5.0  # points of a character in these passages


def passage(text: str, y: float = 100.0) -> Passage:
    """Return a line of text, each word a piece."""
    pieces = []
    at = 0
    for word in text.split(" "):
        pieces.append(Piece(at, at + len(word), 1, at * WIDTH, y, (at + len(word)) * WIDTH, y + 10, 10.0, 0, 0))
        at += len(word) + 1
    return Passage("paragraph", text, tuple(pieces), (), 0)


def references(labels: bool = True) -> References:
    return References(tuple(
        Reference(
            key=family.lower(), label=str(i + 1) if labels else "", raw=TEXTS[i], type="article", title="T",
            authors=(Name(family, "X."),), others=False, year=str(2019 + i), container="", volume="", issue="",
            pages="", publisher="", doi="", arxiv="", primary_class="", url="", extra={}, anchors=(), page=9, box=(),
            confidence=0.9,
        )
        for i, family in enumerate(FAMILIES)
    ))  # fmt: skip


def hint(text: str, marker: str, reference: int, y: float = 100.0, start: int | None = None) -> Hint:
    """Return a callout hint over a marker in a passage's text."""
    at = text.index(marker) if start is None else start
    box = Box(at * WIDTH, y, (at + len(marker)) * WIDTH, y + 10)
    return Hint("callout", f"b{reference}", marker, 1, ((1, box),))


def linked(texts: list[str], *hints: Hint, labels: bool = True) -> Links:
    listed = tuple(Hint("reference", f"b{i}", text, 9) for i, text in enumerate(TEXTS))
    document = Document(
        engine="grobid", engine_version="", title="", authors=(), arxiv="", doi="", pages=((600.0, 800.0),),
        sections=(Section("1", "S", 1, False, 1, Box(0, 0, 1, 1)),),
        passages=tuple(passage(text, 100.0 + 20 * i) for i, text in enumerate(texts)),
        tables=(), figures=(), bibliographies=(Bibliography("References", 9, ()),), anchors=(), hints=(*listed, *hints),
    )  # fmt: skip
    return link(document, references(labels))


def said(links: Links) -> list[tuple[str, tuple[int, ...], tuple[str, ...]]]:
    return [
        (c.marker, tuple(t.reference for t in c.targets), tuple(t.resolved_by for t in c.targets))
        for c in links.callouts
    ]


def codes(links: Links) -> list[str]:
    return [p.code for p in links.problems if p.code.startswith("grobid-")]


PLAIN = "Archives are old [1] and lists too [2, 3]."


def test_the_same_callouts_say_nothing_new() -> None:
    hints = [hint(PLAIN, "[1]", 0), hint(PLAIN, "[2,", 1), hint(PLAIN, "3]", 2)]
    alone, united = linked([PLAIN]), linked([PLAIN], *hints)
    assert said(united) == said(alone) == [("[1]", (0,), ("label",)), ("[2, 3]", (1, 2), ("label", "label"))]
    assert codes(united) == []


def test_a_target_that_differs_keeps_ours_and_is_told() -> None:
    united = linked([PLAIN], hint(PLAIN, "[1]", 2))
    assert said(united)[0] == ("[1]", (0,), ("label",))
    assert codes(united) == ["grobid-callout-differs"]


def test_an_open_target_is_filled() -> None:
    text = "Lists were made early (Nobody et al., 1920), by Archer et al. (2019) and others (Dean, 2021)."
    alone, united = linked([text], labels=False), linked([text], hint(text, "(Nobody et al., 1920)", 1), labels=False)
    assert [r for _, r, _ in said(alone)] == [(-1,), (0,), (2,)]
    assert said(united)[0] == ("(Nobody et al., 1920)", (1,), ("grobid",))


def test_a_label_that_the_list_lacks_is_not_filled_with_another() -> None:
    text = "As [1] and [2] and [4] say."
    united = linked([text], hint(text, "[4]", 2))
    assert said(united)[-1] == ("[4]", (-1,), ("",))
    assert codes(united) == ["grobid-callout-differs"]


def test_a_callout_that_we_did_not_see_is_added_where_it_names_its_reference() -> None:
    first = "As [1] and [2] and [3] say, all is well."
    text = "More was said by Carter (see 2020) later."
    added = hint(text, "Carter (see 2020)", 1, 120.0)
    united = linked([first, text], added)
    assert said(united)[-1] == ("Carter (see 2020)", (1,), ("grobid",))
    assert [c.mention for c in united.callouts] == [1, 2, 3, 4]
    assert united.callouts[-1].page == 1
    assert united.callouts[-1].context == text
    assert codes(united) == []


def test_a_lone_number_is_added_only_where_nothing_else_cites_its_reference() -> None:
    text = "As [1] and [3] say in the range [2, 3] of old."
    uncited = linked([text], hint(text, "[2,", 1))
    assert said(uncited)[-1] == ("[2, 3]", (1,), ("grobid",))
    cited = linked([text, "Also [2]."], hint(text, "[2,", 1))
    assert codes(cited) == ["grobid-callout-extra"]


def test_a_box_over_other_text_adds_nothing() -> None:
    text = "As [1] and [2] and [3] say, all is well with lists."
    united = linked([text], hint(text, "Carter, 2020", 1, start=30))
    assert len(united.callouts) == 3
    assert codes(united) == ["grobid-callout-extra"]


def test_hints_without_place_or_reference_do_nothing() -> None:
    nowhere = Hint("callout", "b0", "[1]", 0)
    unknown = Hint("callout", "", "[1]", 1, ((1, Box(0, 0, 5, 5)),))
    elsewhere = Hint("callout", "b0", "[1]", 1, ((1, Box(500, 700, 510, 710)),))
    assert linked([PLAIN], nowhere, unknown, elsewhere) == linked([PLAIN])
