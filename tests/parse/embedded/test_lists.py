"""Reference lists on pages of many kinds: found, read in order, and not more than them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from surveyrefs.errors import NoBibliography
from surveyrefs.parse.embedded.floats import find_floats
from surveyrefs.parse.embedded.layout.lines import build_layout
from surveyrefs.parse.embedded.pdf.page import Rule, Word
from surveyrefs.parse.embedded.running.bibliography import reference_lists
from surveyrefs.parse.embedded.running.flow import read_flow
from surveyrefs.parse.embedded.running.passages import Weaver
from tests.parse.embedded.build import full, page, pdf, words

LEFT, MIDDLE, WIDE = 60.0, 315.0, 104
NARROW = 46  # characters of a line in one of two columns
NAMES = "Archer Baker Carter Dean Ellis Ford Grant Hart Irving Jones Keller Lind Moore North Olsen Price".split()


def text(x: float, top: float, bottom: float, count: int = NARROW, size: float = 10.0) -> list[list[Word]]:
    """Return lines of running text down a column."""
    rows = int((bottom - top) // (1.2 * size))
    return [words(full("", count), x, top + i * 1.2 * size, size) for i in range(rows)]


def refs(x: float, top: float, first: int, last: int, size: float = 10.0, *, label: bool = True, hang: float = 0.0,
         gap: float = 0.0, cut: int = NARROW) -> list[list[Word]]:  # fmt: skip
    """Return entries of two lines each, from number `first` to `last`."""
    found: list[list[Word]] = []
    y = top
    for n in range(first, last + 1):
        head = f"{n}. " if label else ""
        name = NAMES[n % len(NAMES)]
        found.append(words(f"{head}{name}, A., Brown, B. ({1950 + n}). Searching archives of things"[:cut], x, y, size))
        found.append(words(f"in practice. J. Things {n}, {n}1-{n}9."[:cut], x + hang, y + 1.2 * size, size))
        y += 2.4 * size + gap
    return found


def heading(said: str, x: float, y: float, size: float = 12.0) -> list[list[Word]]:
    """Return a bold heading."""
    return [words(" ".join(f"*{word}*" for word in said.split()), x, y, size)]


def read(*pages: Sequence[Sequence[Word]], rules: Sequence[Rule] = ()) -> tuple[list[str], list[str]]:
    """Return the lines of all lists, and the texts of what else was read."""
    front = heading("A survey of things", LEFT, 80, 17.0) + text(LEFT, 120, 700, WIDE)
    all_pages = [front, *pages] if pages[0] is not BEFORE else [[*front[:1], *BEFORE], *pages[1:]]
    file = pdf([page(rows, n, rules if n == len(all_pages) else ()) for n, rows in enumerate(all_pages, 1)])
    layout = build_layout(file)
    weaver = Weaver(file.pages, layout)
    floats = find_floats(file, layout, weaver)
    flow = read_flow(file, layout, floats.taken, weaver)
    lists, passages, _ = reference_lists(Path("x.pdf"), flow)
    return [line.text for listed in lists for line in listed.lines], [p.text for p in passages]


def numbers(lines: Sequence[str]) -> list[int]:
    """Return the labels that lines begin with, in reading order."""
    return [int(line.split(".")[0]) for line in lines if line.split(".")[0].isdigit()]


BEFORE = [*text(LEFT, 100, 700), *text(MIDDLE, 100, 700)]


def test_what_stands_above_a_list_on_level_columns_comes_before_it() -> None:
    upper = [*text(LEFT, 100, 400), *text(MIDDLE, 100, 340), *heading("Funding", MIDDLE, 360), *text(MIDDLE, 375, 400)]
    lower = [*refs(LEFT, 460, 1, 9), *refs(MIDDLE, 460, 10, 18)]
    lines, _ = read(BEFORE, [*upper, *heading("References", LEFT, 440), *lower])
    assert numbers(lines) == list(range(1, 19))
    assert len(lines) == 36


@pytest.mark.parametrize("label", [True, False])
def test_the_type_of_the_list_or_its_years_tell_it_from_the_text_beside(label: bool) -> None:
    size = 8.0 if label else 10.0
    upper = [*text(LEFT, 100, 400), *text(MIDDLE, 100, 400)]
    lower = [*refs(LEFT, 460, 1, 9, size, label=label), *refs(MIDDLE, 460, 10, 16, size, label=label)]
    lines, _ = read(BEFORE, [*upper, *heading("References", LEFT, 440), *lower])
    assert len(lines) == 32
    assert "Baker" in lines[0]
    assert "and so the text" not in " ".join(lines)


def test_text_that_cites_as_many_years_as_a_list_is_text_all_the_same() -> None:
    cited = ["so we kept (Archer et al. 2010) and", "", ""]
    said = [words(full(cited[i % 3], NARROW), MIDDLE, 100 + 12 * i) for i in range(25)]
    lower = [*refs(LEFT, 460, 1, 9, label=False, hang=12), *refs(MIDDLE, 460, 10, 18, label=False, hang=12)]
    lines, _ = read(BEFORE, [*text(LEFT, 100, 400), *said, *heading("References", LEFT, 440), *lower])
    assert len(lines) == 36
    assert "so we kept" not in " ".join(lines)


def test_a_list_of_one_column_below_text_of_two() -> None:
    upper = [*text(LEFT, 100, 400), *text(MIDDLE, 100, 400)]
    listed = []
    for n in range(1, 9):
        said = full(f"{n}. Archer, A., Brown, B. (19{50 + n}). Searching archives", 100)
        listed += [words(said, LEFT, 440 + 24 * n), words("in practice. J. Things.", LEFT + 12, 452 + 24 * n)]
    lines, _ = read(BEFORE, [*upper, *heading("References", LEFT, 440), *listed])
    assert numbers(lines) == list(range(1, 9))
    assert len(lines) == 16


def test_a_list_that_goes_on_at_the_top_of_the_right_column_is_read_so() -> None:
    left = [*text(LEFT, 100, 400), *heading("References", LEFT, 440), *refs(LEFT, 460, 1, 9)]
    lines, _ = read(BEFORE, [*left, *refs(MIDDLE, 100, 10, 20), *refs(MIDDLE, 460, 21, 29)])
    assert numbers(lines) == list(range(1, 30))


def test_a_line_beside_the_white_above_the_name_goes_on_with_its_column() -> None:
    left = [*text(LEFT, 100, 300), *heading("References", LEFT, 320), *refs(LEFT, 338, 1, 6, label=False, hang=9.0)]
    right = refs(MIDDLE, 107, 7, 22, label=False, hang=9.0)  # one of its lines stands beside the white above the name
    note = text(LEFT, 520, 740, WIDE, 8.0)
    lines, others = read(BEFORE, [*left, *right, *note])
    years = [int(line.split("(")[1][:4]) - 1950 for line in lines if "(19" in line]
    assert years == list(range(1, 23))
    assert not any("Searching archives" in text for text in others)


def test_columns_of_its_own() -> None:
    four = [60.0, 188.0, 316.0, 444.0]
    first = [*heading("References", LEFT, 100)]
    for i, x in enumerate(four):
        first += refs(x, 120, 15 * i + 1, 15 * i + 15, 8.0, cut=26)
    second = [row for i, x in enumerate(four[:2]) for row in refs(x, 100, 61 + 5 * i, 65 + 5 * i, 8.0, cut=26)]
    lines, _ = read(BEFORE, first, second)
    assert numbers(lines) == list(range(1, 71))


def test_two_columns_below_text_of_one() -> None:
    one = text(LEFT, 100, 400, WIDE)
    lower = [*heading("Literatura citada", LEFT, 440), *refs(LEFT, 460, 1, 9), *refs(MIDDLE, 460, 10, 18)]
    lines, _ = read(text(LEFT, 100, 700, WIDE), [*one, *lower])
    assert numbers(lines) == list(range(1, 19))


def test_one_column_stays_one() -> None:
    lines, _ = read([*text(LEFT, 100, 400, WIDE), *heading("References", LEFT, 440), *refs(LEFT, 460, 1, 9, cut=90)])
    assert numbers(lines) == list(range(1, 10))


def test_notes_in_the_margin_of_two_columns_are_not_read_across() -> None:
    aside = [words(said, 10.0, 200 + 9 * i, 6.0) for i, said in enumerate(["Institute", "of lists", "Berlin"])]
    columns = [*text(120, 100, 400, 36), *heading("Literatur", 120, 440), *refs(120, 460, 1, 9, cut=36)]
    right = refs(350, 100, 10, 30, cut=36)
    lines, _ = read([*text(120, 100, 700, 36), *text(350, 100, 700, 36)], [*aside, *columns, *right])
    assert numbers(lines) == list(range(1, 31))
    assert "Berlin" not in " ".join(lines)


def test_a_short_list_of_small_type_at_the_foot_is_no_footnote() -> None:
    rows = [
        *text(LEFT, 100, 500, WIDE),
        *heading("Literatur", LEFT, 560),
        *refs(LEFT, 590, 1, 3, 8.0, label=False, cut=90),
    ]
    lines, _ = read(rows)
    assert len(lines) == 6


def test_an_underlined_address_divides_no_footnotes_off() -> None:
    rows = [
        *text(LEFT, 100, 380, WIDE),
        *heading("References", LEFT, 420),
        *refs(LEFT, 440, 1, 12, 9.0, label=False, cut=90),
    ]
    line = rows[-6]
    under = Rule(line[0].x0, line[0].baseline + 1, line[-1].x1, line[0].baseline + 1.5)
    lines, _ = read(rows, rules=[under])
    assert len(lines) == 24


def test_underlined_addresses_make_no_table_of_a_list() -> None:
    listed = refs(LEFT, 140, 1, 20, cut=90)
    rules = [Rule(LEFT, row[0].baseline + 1, 500, row[0].baseline + 1.5) for row in listed[1::8]]
    lines, _ = read(text(LEFT, 100, 700, WIDE), [*heading("References", LEFT, 110), *listed], rules=rules)
    assert numbers(lines) == list(range(1, 21))


def test_references_that_differ_in_figures_only_are_no_running_heads() -> None:
    pages = [[words(f"[{n}] RFC {1000 + n}. Task Force, 1991.", LEFT, 100 + 12 * (n % 50)) for n in range(a, a + 50)]
             for a in (50, 100, 150, 200)]  # fmt: skip
    lines, _ = read([*text(LEFT, 100, 300, WIDE), *heading("References", LEFT, 330),
                     *[words(f"[{n}] RFC {1000 + n}. Task Force, 1991.", LEFT, 350 + 7 * n) for n in range(1, 50)]],
                    *pages)  # fmt: skip
    assert len(lines) == 249


@pytest.mark.parametrize(
    "more",
    [
        ["Received: 10 June 2013; accepted: 2 July 2013.", "Citation: Archer A (2013) Lists. J. Lists 1:2."],
        ["Conflict of interest: The authors declare that they have none at all, and that", "nobody paid for 2013."],
        ["About the authors", "Ann Archer (born 1970) reads lists in 2013.", "She writes them too."],
    ],
)
def test_back_matter_is_not_of_the_list(more: list[str]) -> None:
    listed = refs(LEFT, 140, 1, 12, label=False, hang=12, cut=80)
    y = listed[-1][0].baseline + 20
    tail = [words(said, LEFT, y + 12 * i) for i, said in enumerate(more)]
    lines, passages = read([*text(LEFT, 60, 90, WIDE), *heading("References", LEFT, 110), *listed, *tail])
    assert len(lines) == 24
    assert more[0] in " ".join(passages)


def test_a_biography_is_known_by_its_words_and_its_indent() -> None:
    listed = refs(LEFT, 140, 1, 12, label=False, hang=12, cut=80)
    y = listed[-1][0].baseline + 40
    said = [full("Ann Archer took her degree in 1999 and is a reader of lists", 104), "in large shared drives in 2004."]
    lines, passages = read(
        [*text(LEFT, 60, 90, WIDE), *heading("References", LEFT, 110), *listed]
        + [words(row, LEFT, y + 12 * i) for i, row in enumerate(said)]
    )
    assert len(lines) == 24
    assert said[1] in " ".join(passages)


def test_a_licence_in_other_type_across_the_columns_is_not_of_the_list() -> None:
    columns = [*heading("References", LEFT, 110), *refs(LEFT, 140, 1, 8), *refs(MIDDLE, 140, 9, 16)]
    licence = [
        words(full("Dieses Werk wird unter einer Lizenz von 2016 verbreitet", 150), LEFT, 420 + 8 * i, 6.0)
        for i in (0, 1)
    ]
    lines, passages = read(BEFORE, [*columns, *licence])
    assert numbers(lines) == list(range(1, 17))
    assert len(lines) == 32
    assert any("Lizenz" in p for p in passages)


def test_an_entry_goes_on_on_the_next_page_whatever_stands_there() -> None:
    listed = [*refs(LEFT, 140, 1, 12, cut=80), words("13. Archer, A. (2001). A review of the liter-", LEFT, 700)]
    rest = [words("ature and all of what people say of it, in:", 90.0, 100, 8.0), words("J. Things.", 90.0, 110, 8.0)]
    lines, _ = read(BEFORE, [*heading("References", LEFT, 110), *listed], rest)
    assert lines[-1] == "J. Things."


def test_a_tall_sign_does_not_end_the_last_reference() -> None:
    listed = refs(LEFT, 140, 1, 4, cut=80)
    last = listed[-1]
    y = last[0].baseline + 18
    tall = [w if w.text != "root" else type(w)(**{**{f: getattr(w, f) for f in w.__struct_fields__}, "y0": w.y0 - 9})
            for w in words("at the root of waves. 2019.", LEFT, y)]  # fmt: skip
    lines, _ = read([*text(LEFT, 60, 90, WIDE), *heading("References", LEFT, 110), *listed, tall])
    assert lines[-1] == "at the root of waves. 2019."


def test_addresses_without_years_make_a_list_where_they_are_counted() -> None:
    rows = [words(f"[{n}] The lists of house {n}, https://lists.example/{n}", LEFT, 140 + 12 * n) for n in range(1, 9)]
    lines, _ = read([*text(LEFT, 60, 90, WIDE), *heading("References", LEFT, 110), *rows])
    assert len(lines) == 8


def test_a_chapter_between_two_lists_is_text() -> None:
    first = [*text(LEFT, 60, 120, WIDE), *heading("References", LEFT, 140), *refs(LEFT, 160, 1, 4, cut=80)]
    second = [
        *heading("Chapter 2", LEFT, 300, 17.0),
        *heading("Part two", LEFT, 330, 17.0),
        *text(LEFT, 350, 450, WIDE),
    ]
    lines, passages = read([*first, *second, *heading("References", LEFT, 480), *refs(LEFT, 500, 1, 4, cut=80)])
    assert numbers(lines) == [1, 2, 3, 4, 1, 2, 3, 4]
    assert len(lines) == 16
    assert any("and so the text" in p for p in passages)


def test_three_columns_and_a_list_that_begins_in_the_second() -> None:
    three = [50.0, 225.0, 400.0]
    pages = [[row for x in three for row in text(x, 100, 700, 34)] for _ in range(3)]
    left = [*text(50.0, 100, 700, 34)]
    middle = [*text(225.0, 100, 400, 34), *heading("References", 225.0, 440), *refs(225.0, 460, 1, 9, cut=34)]
    lines, passages = read(*pages, [*left, *middle, *refs(400.0, 100, 10, 30, cut=34)])
    assert numbers(lines) == list(range(1, 31))
    assert len(lines) == 60
    assert len({p for p in passages if p.startswith("and so the text")}) == 1  # lines of one column each


def test_a_table_column_named_references_does_not_change_the_page() -> None:
    cells = [[*heading("Method", LEFT, 100, 10.0)[0], *heading("What is said of it", 220.0, 100, 10.0)[0],
              *heading("References", 430.0, 100, 10.0)[0]]]  # fmt: skip
    for i in range(12):
        y = 120 + 12.0 * i
        cells += [[*words(f"Way {i}", LEFT, y), *words("It is a way to keep lists of things", 220.0, y),
                   *words("Archer et al. (2001)", 430.0, y)]]  # fmt: skip
    lower = text(LEFT, 320, 700, WIDE)
    lines, passages = read([*cells, *lower], [*heading("References", LEFT, 100), *refs(LEFT, 120, 1, 9, cut=90)])
    assert numbers(lines) == list(range(1, 10))
    assert any(p.startswith("and so the text") and len(p) > 500 for p in passages)


def test_the_name_of_the_list_may_stand_in_the_margin() -> None:
    body = [*text(180, 100, 400, 70), *refs(180, 440, 1, 9, cut=70)]
    lines, _ = read(text(180, 100, 700, 70), [*body, *heading("References", 40.0, 440, 9.0)])
    assert numbers(lines) == list(range(1, 10))


def test_an_ornament_of_other_type_belongs_to_the_name() -> None:
    name = [*words("■", LEFT, 120, 8.0, font="Dingbats"), *words("*REFERENCES*", LEFT + 12, 120, 10.0)]
    lines, _ = read(text(LEFT, 100, 700, WIDE), [name, *refs(LEFT, 140, 1, 9, cut=90)])
    assert numbers(lines) == list(range(1, 10))


@pytest.mark.parametrize("named", ["Viitekogumik", ""])
def test_a_list_without_a_known_name_is_found_by_its_entries(named: str) -> None:
    above = heading(named, LEFT, 420) if named else []
    listed = refs(LEFT, 440, 1, 9, label=False, hang=12, cut=90)
    lines, passages = read([*text(LEFT, 100, 400, WIDE), *above, *listed])
    assert len(lines) == 18
    assert "Baker" in lines[0]
    assert any("and so the text" in p for p in passages)


def test_sentences_with_names_and_years_are_no_list() -> None:
    said = [full(f"as Archer and Brown ({1990 + i}) say, and Baker (19{70 + i}) says too", WIDE) for i in range(20)]
    with pytest.raises(NoBibliography):
        read([words(row, LEFT, 100 + 12 * i) for i, row in enumerate(said)])


def test_works_cited_in_footnotes_alone_are_a_list() -> None:
    said = [f"^{n} {NAMES[n][0]}. {NAMES[n]}, Phys. Rev. {n}1, {n}7 ({1950 + n})." for n in range(1, 6)]
    notes = [words(note, LEFT, 660 + 10 * n, 8.0) for n, note in enumerate([*said, "^6 We thank a referee."])]
    lines, others = read(text(LEFT, 100, 640, WIDE), [*text(LEFT, 100, 640, WIDE), *notes])
    assert [line.split(" ")[0] for line in lines] == ["1", "2", "3", "4", "5", "6"]
    assert not any("Phys. Rev." in text for text in others)
