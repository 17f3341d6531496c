"""Which raised numbers are the marks of notes, and which are callouts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from surveyrefs.link.annotations import Hit
from surveyrefs.link.endnotes import find_endnotes
from surveyrefs.link.labels import read_labels
from surveyrefs.link.note_marks import NoteMarks, Spot, _new_numbers, find_note_marks
from surveyrefs.link.notes import footnotes_of, note_number
from surveyrefs.model.box import Box
from surveyrefs.model.document import Passage, Section, TextLink
from tests.link.written import numbered, passage

LABELS = read_labels(numbered(40))


def marks(*passages: Passage, hits: tuple[Hit, ...] = ()) -> NoteMarks:
    """Find the marks; `hits` are the links of the first passage."""
    return find_note_marks([(p, list(hits) if i == 0 else []) for i, p in enumerate(passages)])


def words_marked(found: NoteMarks, *passages: Passage) -> list[str]:
    """Return the words that the marks stand behind."""
    out = []
    for spot in sorted(found.spots.values(), key=lambda s: s.at):
        out.append(passages[spot.passage].text[: spot.start].split()[-1])
    return out


def footnote(text: str, page: int = 1) -> Passage:
    return passage(text, "footnote", page=page, top=700.0)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3 See there.", "3"),
        ("^{12}See there.", "12"),
        ("^{13}18.", "13"),
        ("12. Lee.", "12"),
        ("¹²See there.", "12"),
        ("¹³ 18.", "13"),
        ("See 4.", ""),
        ("1234 of", ""),
    ],
)
def test_the_number_of_a_note(text: str, number: str) -> None:
    assert note_number(footnote(text)) == number


def test_footnotes_and_notes_of_tables_have_numbers_and_addresses_do_not_count() -> None:
    assert [n for _, n, _ in footnotes_of([footnote("3 See."), passage("4 See.", "note"), passage("5 See.")])] == [
        "3",
        "4",
    ]
    assert not footnotes_of([footnote("1 " + "x" * 100 + " University of Trees")])
    assert footnotes_of([footnote("1 " + "x" * 130 + " University of Trees")])


def test_the_one_number_of_a_note_is_its_mark() -> None:
    text = passage("one^{3} two^{4} three^{3,4} four^{5}")
    found = marks(text, footnote("^{3} A note."), footnote("^{4} Another."))
    assert words_marked(found, text) == ["one", "two"]
    assert not list(found.problems(LABELS))


def test_the_mark_stands_on_the_page_of_its_note_and_in_no_note() -> None:
    text, other = passage("one^{3} two"), passage("three^{3} four", page=2)
    found = marks(text, other, footnote("^{3} A note, see also^{3} there.", page=2))
    assert words_marked(found, text, other) == ["three"]


def test_a_link_to_a_work_tells_the_callout() -> None:
    up = passage("one^{3} two^{3}")
    assert words_marked(marks(up, footnote("^{3} A note."), hits=(Hit(3, 4, 0, True, 1),)), up) == ["two"]


def test_a_link_to_the_note_tells_its_mark() -> None:
    text = passage("one^{3} two^{3}")
    last = text.pieces[-1]
    link = TextLink(last.start, last.end, "Hfootnote.3", 1, 50.0, 700.0, "", 1)
    linked = msgspec.structs.replace(text, links=(link,))
    assert words_marked(marks(linked, footnote("^{3} A note.")), linked) == ["two"]


def test_marks_run_as_their_notes_do() -> None:
    """The 3 behind the mark of note 4 cannot be that of note 3."""
    text = passage("one^{3} two^{4} three^{3}")
    found = marks(text, footnote("^{3} A note."), footnote("^{4} Another."))
    assert words_marked(found, text) == ["one", "two"]
    assert not list(found.problems(LABELS))
    text = passage("one^{3} two^{2} three^{3}")
    found = marks(text, footnote("^{2} A note."), footnote("^{3} Another."))
    assert words_marked(found, text) == ["two", "three"]


def test_what_nothing_tells_apart_is_told() -> None:
    text = passage("one^{3} two^{3}")
    found = marks(text, footnote("^{3} A note."))
    assert words_marked(found, text) == ["one"]
    first, second = found.problems(LABELS)
    assert (first.code, second.code) == ("callout-or-note", "callout-or-note")
    assert first.text.endswith("taken for the mark of note 3")
    assert second.text.endswith("taken for a callout")
    assert len(first.box) == 4
    assert not list(found.problems(read_labels(numbered(2)))), "the list has no 3: it cannot be a callout"


def test_where_marks_stand_behind_stops_and_callouts_before_them() -> None:
    many = " ".join(f"it^{{{n},{n + 2}}}." for n in range(10, 25))
    text = passage(f"one^{{3}}. two.^{{3}} {many}")
    others = [passage(f"so.^{{{n}}} Then", page=n) for n in range(2, 9)]
    notes = [footnote("^{3} A note."), *(footnote(f"^{{{n}}} Another.", page=n) for n in range(2, 9))]
    found = marks(text, *others, *notes)
    assert words_marked(found, text, *others)[0] == "two."
    assert not list(found.problems(LABELS))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("so^{9} one^{12} be^{10} as^{11} two^{12} do^{13}", "one"),  # 12 cannot be cited before 10 and 11 are
        ("so^{9} as^{10} be^{11} one^{12} do^{13} two^{12}", "two"),  # the first 12 is due before 13
    ],
)
def test_a_list_in_order_of_use_tells_where_a_number_is_due(text: str, mark: str) -> None:
    before = passage(" ".join(f"it^{{{n}}}" for n in range(1, 9)))
    here = passage(text, page=2)
    found = marks(before, here, footnote("^{12} A note.", page=2))
    assert words_marked(found, before, here) == [mark]
    assert not list(found.problems(LABELS))


def test_notes_of_a_table_are_called_in_its_cells_and_take_none_of_the_text() -> None:
    text, cell, again = passage("one^{2} two"), passage("Lee^{2}", "cell"), passage("Kim^{2}", "cell", top=300)
    note = passage("2 Estimated.", "note")
    found = marks(text, cell, again, note)
    assert len(found.places) == 2
    assert not found.spots
    assert words_marked(marks(text, note), text) == ["one"], "without marks in cells it is the text's"


def test_powers_and_isotopes_are_no_marks() -> None:
    text = passage("with x^{2} and 10^{2} and ^{13}C it is so^{2}")
    assert words_marked(marks(text, footnote("^{2} A note.")), text) == ["so"]


def test_several_marks_at_one_word() -> None:
    text = passage("one^{2,3} two")
    found = marks(text, footnote("^{2} A note."), footnote("^{3} Another."))
    assert [s.number for s in sorted(found.spots.values(), key=lambda s: s.at)] == ["2", "3"]


def test_a_note_that_stands_overleaf() -> None:
    """Its mark stands behind those of the page's other notes; that it may be a callout is told."""
    text, after = passage("one^{3} two^{2} three^{3} four"), passage("five^{4} six", page=2)
    notes = [footnote("^{2} A note."), footnote("^{3} Overleaf.", page=2), footnote("^{4} A third.", page=2)]
    found = marks(text, after, *notes)
    assert words_marked(found, text, after) == ["two", "three", "five"]
    (told,) = found.problems(LABELS)
    assert told.text == "3 is raised here, and note 3 stands overleaf: taken for its mark"
    assert words_marked(marks(text, after, *notes[:1], notes[2]), text, after) == ["two", "five"]


@pytest.mark.parametrize(
    ("text", "numbers", "left"),
    [
        ("one^{1} two^{2} three^{3} four^{4}", (), ["1", "2", "3", "4"]),  # no note at all
        ("one^{1} two^{2} three^{3}", (), []),
        ("one^{1} two^{3} three^{7} four^{9}", (), []),  # they do not count
        ("one^{1} two^{2} three^{3} four^{4} five^{5}", (1, 2, 4, 5), ["3"]),  # a gap
        ("one^{1} two^{2} three^{3} four^{4} five^{9}", (1, 2, 3, 4), []),
    ],
)
def test_marks_without_notes_are_told(text: str, numbers: tuple[int, ...], left: list[str]) -> None:
    found = marks(passage(text), *(footnote(f"^{{{n}}} A note.") for n in numbers))
    assert [number for number, _ in found.unanswered] == left
    assert [p.code for p in found.unread()] == ["note-missing"] * bool(left)


def section(title: str) -> Section:
    return Section("", title, 1, False, 1, Box(0, 0, 1, 1))


def test_endnotes_are_counted_below_their_heading() -> None:
    made = [
        passage("one^{1} two^{2} three^{3} four^{4}", section=0),
        passage("^{1} Lee, A Road.", page=2, section=1),
        passage("^{2} Kim, A Way. ^{3} Ibid., 5.", page=2, section=1, top=200.0),
        passage("4. Lee, A Road.", page=2, section=1, top=300.0),
    ]
    sections = [section("Work"), section("Notes")]
    found = find_endnotes(made, sections)
    assert [(n.number, made[n.passage].text[n.start : n.end].strip(" .")) for n in found] == [
        ("1", "Lee, A Road"), ("2", "Kim, A Way"), ("3", "Ibid., 5"), ("4", "Lee, A Road"),
    ]  # fmt: skip
    marked = find_note_marks([(p, []) for p in made], found)
    assert words_marked(marked, *made) == ["one", "two", "three", "four"]
    assert len(marked.places) == 8, "the notes' own numbers are no callouts either"
    assert not find_endnotes(made, [section("Work"), section("More work")])
    assert not find_endnotes(made[:3], sections), "three are too few"


def test_notes_behind_each_chapter_begin_anew() -> None:
    made = [
        passage("one^{1} two^{2}", section=0),
        passage("^{1} Lee, A Road. ^{2} Kim, A Way.", page=1, section=1, top=300.0),
        passage("three^{1} four^{2} five^{3}", section=2, page=2),
        passage("^{1} Lee, A Road.", page=2, section=3, top=300.0),
        passage("^{2} Ibid. ^{3} Kim.", page=2, section=3, top=320.0),
    ]
    sections = [section("Work"), section("Notes"), section("More work"), section("Notes")]
    found = find_endnotes(made, sections)
    assert [(n.number, n.group) for n in found] == [("1", 0), ("2", 0), ("1", 1), ("2", 1), ("3", 1)]
    marked = find_note_marks([(p, []) for p in made], found)
    before = {key: made[spot.passage].text[: spot.start] for key, spot in marked.spots.items()}
    assert {key: text.split()[-1] for key, text in before.items()} == {
        (0, "1"): "one", (0, "2"): "two", (-1, "1"): "three", (-1, "2"): "four", (-1, "3"): "five",
    }  # fmt: skip
    assert len(marked.places) == 10


def test_endnotes_are_paragraphs_below_their_heading() -> None:
    made = [
        passage("^{1} is raised here.", section=0),
        passage("^{1} A caption", "caption", section=1, top=200.0),
        *(passage(f"^{{{n}}} Lee, A Road.", section=1, top=200.0 + 20 * n) for n in (1, 2, 3, 4)),
        passage("^{5} is raised there.", section=2, top=400.0),
    ]
    found = find_endnotes(made, [section("Work"), section("Notes"), section("More")])
    assert [(n.number, n.passage) for n in found] == [("1", 2), ("2", 3), ("3", 4), ("4", 5)]


def test_notes_below_a_second_heading_may_count_on() -> None:
    made = [
        passage("^{1} Lee, A Road. ^{2} Kim, A Way.", section=0),
        passage("^{3} Lee, A Road. ^{4} Kim.", section=1, top=300.0),
    ]
    assert [(n.number, n.group) for n in find_endnotes(made, [section("Notes"), section("Notes to Part II")])] == [
        (str(n), 0) for n in (1, 2, 3, 4)
    ]


@pytest.mark.parametrize(
    ("count", "shown"), [(4, "1, 2, 3, 4"), (8, "1, 2, 3, 4, 5, 6, 7, 8"), (9, "1, 2, 3, 4, 5, 6, 7, 8 … 9")]
)
def test_marks_without_notes_are_named_by_the_first_and_the_last(count: int, shown: str) -> None:
    found = marks(passage(" ".join(f"so^{{{n}}}" for n in range(1, count + 1)), page=3))
    assert found.unanswered == tuple((str(n), 3) for n in range(1, count + 1))
    (told,) = found.unread()
    assert told.text.endswith(f"was read: {shown}")
    assert told.page == 3


def test_a_gap_is_told_with_its_page() -> None:
    text = [passage("one^{1} two^{2}"), passage("three^{3} four^{4} five^{5}", page=2)]
    notes = [footnote(f"^{{{n}}} A note.", page) for n, page in ((1, 1), (2, 1), (4, 2), (5, 2))]
    assert marks(*text, *notes).unanswered == (("3", 2),)


def test_notes_that_count_anew_on_each_page_have_their_own_marks() -> None:
    text = [passage("one^{1} two^{2} three^{2}"), passage("four^{1} five", page=2)]
    notes = [footnote("^{1} A note."), footnote("^{2} Another."), *(footnote(f"^{{{n}}} Next.", 2) for n in (1, 2))]
    found = marks(*text, *notes)
    assert sorted(found.spots) == [(1, "1"), (1, "2"), (2, "1")], "note 2 of page 2 has no mark on page 1"


def test_the_first_of_two_links_to_a_note_is_its_mark() -> None:
    text = passage("one^{3} two^{3}")
    pieces = [piece for piece in text.pieces if piece.style]
    links = tuple(TextLink(p.start, p.end, "Hfootnote.3", 1, 50.0, 700.0, "", k) for k, p in enumerate(pieces))
    linked = msgspec.structs.replace(text, links=links)
    found = marks(linked, footnote("^{3} A note."))
    assert words_marked(found, linked) == ["one"]
    assert not list(found.problems(LABELS))


def resized(text: Passage, size: float, place: int = 0) -> Passage:
    """Set one of the raised numbers in another size."""
    raised = [i for i, piece in enumerate(text.pieces) if piece.style][place]
    piece = msgspec.structs.replace(text.pieces[raised], size=size)
    return msgspec.structs.replace(text, pieces=(*text.pieces[:raised], piece, *text.pieces[raised + 1 :]))


@pytest.mark.parametrize(
    ("text", "callouts", "marks_", "size", "mark"),
    [
        ("one^{3} two^{3}. so", "it^{%d,%d} is", "so^{%d}. Then", 10.0, "two"),  # marks before stops
        ("one^{3}. two^{3} so", "it^{%d,%d}. Is", "so^{%d} then", 10.0, "two"),  # before none
        ("one.^{3} two^{3} so", "it.^{%d,%d} Is", "so^{%d} then", 10.0, "two"),  # behind none
        ("one^{3} two^{3} so", "it^{%d,%d} is", "so^{%d} then", 7.0, "two"),  # in the size of marks
        ("one^{3} two^{3} so", "it^{%d,%d} is", "so^{%d} then", 10.0, "one"),  # nothing tells
    ],
)
def test_marks_are_set_alike(text: str, callouts: str, marks_: str, size: float, mark: str) -> None:
    many = " ".join(callouts % (n, n + 2) for n in range(10, 25))
    here = resized(passage(f"{text} {many}"), size, 1)
    others = [resized(passage(marks_ % n, page=n), size) for n in range(2, 9)]
    notes = [footnote("^{3} A note."), *(footnote(f"^{{{n}}} Another.", page=n) for n in range(2, 9))]
    found = marks(here, *others, *notes)
    assert words_marked(found, here, *others)[0] == mark
    assert bool(list(found.problems(LABELS))) == (mark == "one")


@pytest.mark.parametrize(
    ("numbers", "counts"),
    [
        (range(1, 10), True),  # eight steps
        (range(1, 9), False),  # seven
        ((*range(1, 10), 11, 13), True),  # every other number is still in order
        ((*range(1, 10), 12), False),  # 8 of 9 are fewer than nine tenths
        ((*range(1, 11), 13), True),  # 9 of 10
        ((5, *range(1, 15)), True),  # older numbers come back
    ],
)
def test_a_list_counts_as_its_text_cites(numbers: Sequence[int], counts: bool) -> None:
    spots = [
        Spot(str(n), (1, 0.0, 0.0, 0), at, True, True, False, False, (), 0, 10 * at) for at, n in enumerate(numbers)
    ]
    highest = [n for i, n in enumerate(numbers) if n > max(numbers[:i], default=0)]
    assert [n for _, n in _new_numbers(spots)] == (highest if counts else [])
