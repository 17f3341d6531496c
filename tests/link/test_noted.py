"""Works that notes cite by names and titles, and in short."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from surveyrefs.link import link
from surveyrefs.link.labels import read_labels
from surveyrefs.link.noted import Note, read_notes
from surveyrefs.model.document import Passage
from surveyrefs.model.link import Callout
from surveyrefs.model.reference import References
from tests.link.written import document, numbered, passage, reference

LIST = References(
    (
        reference("", "Lee, Ann", "1990", title="The Long Road to Tokyo: A History"),
        reference("", "Lee, Ann", "1999", title="Principles"),
        reference("", "Kim, Bo; Ward, Cy", "2001", title="Rivers and Their Mouths"),
        reference("", "Kim, Bo", "2003", title="Why Birds Come Back"),
        reference("", "van der Berg, Di+", "2005", title="Measuring the Wind in Holland"),
        reference("", "Shaw, Ed", "2007", title="On Small Things That Matter"),
    )
)
FULL = (
    "Ann Lee, The Long Road to Tokyo: A History (London: Moor, 1990), 12.",
    "Bo Kim and Cy Ward, “Rivers and Their Mouths”, Water 12 (2001), pp. 3–9.",
    "Bo Kim, “Why Birds Come Back”, Air 3 (2003), pp. 1–9.",
    "See Di van der Berg et al., “Measuring the Wind in Holland”, Air 3 (2005), pp. 1–9.",
)


def cited(*texts: str, works: References = LIST) -> list[list[tuple[str, int]]]:
    """Return for each note that follows those in full the marker and the number of each work that it cites."""
    whole = (*FULL, *texts)
    notes = [Note(str(n + 1), n, text, 0, len(text)) for n, text in enumerate(whole)]
    found = read_notes(notes, works, read_labels(works))
    return [
        [(text[r.start : r.end], t.reference + 1) for r in found.get(n, []) for t in r.targets]
        for n, text in enumerate(whole)
    ][len(FULL) :]


def test_works_in_full_begin_with_their_authors() -> None:
    notes = [Note(str(n), n, text, 0, len(text)) for n, text in enumerate(FULL)]
    found = read_notes(notes, LIST, read_labels(LIST))
    assert [
        (FULL[n][r.start : r.end], r.targets[0].reference, r.targets[0].resolved_by) for n, (r,) in found.items()
    ] == [
        ("Ann Lee, The Long Road to Tokyo: A History", 0, "title"),
        ("Bo Kim and Cy Ward, “Rivers and Their Mouths", 2, "title"),
        ("Bo Kim, “Why Birds Come Back", 3, "title"),
        ("Di van der Berg et al., “Measuring the Wind in Holland", 4, "title"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lee, Long Road, 14.", [("Lee, Long Road", 1)]),
        ("Lee, Principles, 14.", [("Lee, Principles", 2)]),
        ("Lee, Road, 14.", []),  # too little of a title
        ("Kim, Why Birds Come Back, 5; Lee, Long Road, 2.", [("Kim, Why Birds Come Back", 4), ("Lee, Long Road", 1)]),
        ("Wind in Holland is measured often.", []),  # words of a title, without its author
        ("On Small Things That Matter, 3.", [("On Small Things That Matter", 6)]),
        ("Why birds come back is not known to Lee.", [("Why birds come back", 4)]),
        ("A remark on nothing.", []),
    ],
)  # fmt: skip
def test_titles(text: str, found: list[tuple[str, int]]) -> None:
    assert cited(text) == [found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ibid., p. 63.", [("Ibid", 5)]),
        ("ibid 63.", [("ibid", 5)]),
        ("Ebd., S. 3.", [("Ebd", 5)]),
        ("See ibid.", [("ibid", 5)]),
        ("Idiots do so.", []),
        ("Lee (n 1) 16.", [("Lee (n 1)", 1)]),
        ("Kim (n 3) 16.", [("Kim (n 3)", 4)]),
        ("Kim and Ward, see n. 2, p. 6.", [("Kim and Ward, see n. 2", 3)]),
        ("Lee, op. cit., 17.", [("Lee", 1)]),
        ("Lee, a. a. O., S. 17.", [("Lee", 1)]),
        ("Kim, 63.", [("Kim", 4)]),  # alone, without the one with Ward
        ("Kim and Ward, 63.", [("Kim and Ward", 3)]),
        ("B. Kim 63.", [("B. Kim", 4)]),
        ("Van der Berg et al., p. 12.", [("Van der Berg et al", 5)]),
        ("Berg et al., p. 12.", [("Berg et al", 5)]),
        ("Shaw 8 f.", [("Shaw", 6)]),
        ("Shaw is of another mind.", []),
        ("Another view is held by Lee, (n 1), who is older.", [("(n 1)", 1)]),
        ("Another view is held by Kim, ibid, who is older.", [("ibid", 5)]),
        ("On this see the text at n 1 and 2.", []),
        ("同1, 第 3 页.", [("同1", 1)]),
        ("https://lee.org/the-long-road-to-tokyo-a-history", []),
        ("For another view compare Shaw, who is older.", [("Shaw", 6)]),
    ],
)
def test_short_forms(text: str, found: list[tuple[str, int]]) -> None:
    assert cited(text) == [found]


def test_a_work_whose_title_was_misread_is_known_by_what_the_list_prints() -> None:
    raw = "FOX U. HILL V. 等. How Streams Find Their Way to Sea[J]. Water, 2011, 3: 1-9."
    works = References((*LIST.references, reference("", "Fox U. Hill", raw=raw, title="[J]. Water")))
    assert cited(f"{raw}, p. 3.", works=works) == [
        [("FOX U. HILL V. 等. How Streams Find Their Way to Sea[J]. Water", 7)]
    ]
    assert cited("How Streams Find Their Way, 3.", works=works) == [[]], "five words are too few without a title"


def test_ibid_follows_the_last_work_of_the_notes() -> None:
    assert cited("Shaw, Small Things That Matter, 3.", "A remark.", "Ibid., 4.")[2] == [("Ibid", 6)]


def test_names_that_fit_several_works_are_told() -> None:
    works = References((*LIST.references, reference("", "Shaw, Ed", "2009", title="More Things Still")))
    notes = [Note(str(n), n, text, 0, len(text)) for n, text in enumerate((*FULL, "Shaw 8."))]
    (reading,) = read_notes(notes, works, read_labels(works))[len(FULL)]
    assert [(t.reference, t.confidence) for t in reading.targets] == [(5, 0.5)]
    assert [d.code for d in reading.disputes] == ["callout-ambiguous"]


def test_a_few_titles_do_not_make_a_document_that_cites_in_notes() -> None:
    works = References((*LIST.references, *(reference("", f"Doe{n}", title=f"Work number {n}") for n in range(20))))
    assert cited("Ibid., p. 63.", works=works) == [[]]


def test_notes_of_numbers_alone_cite_a_numbered_list() -> None:
    works = numbered(12)
    texts = ["3.", "4, p. 12.", "5; 6.", "See 7.", "13.", "In 1990."]
    notes = [Note(str(n), n, text, 0, len(text)) for n, text in enumerate(texts)]
    found = read_notes(notes, works, read_labels(works))
    assert [[t.label for r in readings for t in r.targets] for readings in found.values()] == [
        ["3"], ["4"], ["5", "6"], ["7"], [], [],
    ]  # fmt: skip
    assert not read_notes(notes[:2], works, read_labels(works)), "two of twelve"
    remark = "A remark, see also (8) and (1990)."
    more = read_notes([*notes, Note("6", 6, remark, 0, len(remark))], works, read_labels(works))[6]
    assert [remark[r.start : r.end] for r in more] == ["(8)"]


def test_a_work_belongs_where_the_mark_of_its_note_stands() -> None:
    text = [
        passage("First it is so.^{1} Then it is not.^{2} Both hold.^{3}", section=0),
        passage("It is known.^{4} There are remarks.^{5}", section=1, top=300.0),
    ]
    notes = [*FULL[:3], FULL[3], "This is a longer remark on what was shown by Lee, Long Road, 4."]
    below = [
        passage(f"^{{{n}}}{note}", "footnote", section=0, top=600.0 + 20 * n) for n, note in enumerate(notes, start=1)
    ]
    callouts: tuple[Callout, ...] = link(document(*text, *below), LIST).callouts
    assert [(c.where, c.section, c.context) for c in callouts] == [
        ("footnote", 0, "First it is so.1"),
        ("footnote", 0, "Then it is not.2"),
        ("footnote", 0, "Both hold.3"),
        ("footnote", 1, "It is known.4"),
        ("footnote", 1, "5This is a longer remark on what was shown by Lee, Long Road, 4."),
    ]


def test_endnotes_cite_like_footnotes() -> None:
    text = passage("So.^{1} But.^{2} And.^{3} Or.^{4}", section=0)
    notes: list[Passage] = [
        passage(f"^{{{n}}}{note}", section=1, page=2, top=100.0 + 20 * n) for n, note in enumerate(FULL, start=1)
    ]
    made = document(text, *notes)
    sections = (made.sections[0], replace(made.sections[1], title="Notes"))
    callouts = link(replace(made, sections=sections), LIST).callouts
    assert [(c.where, c.section, c.targets[0].reference) for c in callouts] == [
        ("footnote", 0, n) for n in (0, 2, 3, 4)
    ]


def test_the_year_of_a_work_told_by_its_title_is_no_callout_of_its_own() -> None:
    notes = [passage(f"^{{{n}}}{note}", "footnote", top=600.0 + 20 * n) for n, note in enumerate(FULL, start=1)]
    found = link(document(passage("So.^{1} But.^{2} And.^{3} Or.^{4}"), *notes), LIST)
    assert [c.targets[0].reference for c in found.callouts] == [0, 2, 3, 4]
    assert "callout-unresolved" not in {p.code for p in found.problems}


PRINTED = References(
    (
        *LIST.references,
        reference("", "Moor, Al", "1922", title="Argonauts of the Sea", raw="Moor, Al. Argonauts of the Sea. 1922."),
        reference("", "Moor, Al", "1930", title="The Life of Bees", raw="Moor, Al. The Life of Bees. London 1930."),
        reference("", "", "2001", title="Other Worlds", raw="Gaon, Di P., ed. Other Worlds. Duke 2001."),
        reference("", "", "2001", title="Old Coins", raw="Old Coins. Ed. by Nils Holm. Oslo 2001."),
        reference("", "", "2001", title="New Coins", raw="Colm, Di; Bo Ander and Ed Zorn, editors: New Coins. 2001."),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moor, Argonauts, 81.", [("Moor, Argonauts", 7)]),
        ("See Moor: ‘Argonauts’, op. cit., p. 81.", [("Moor: ‘Argonauts", 7)]),
        ("Moor, Bees.", [("Moor, Bees", 8)]),
        ("Moor, Life of Bees, 3.", [("Moor, Life of Bees", 8)]),
        ("Moor, Sea Argonauts.", []),  # not as printed
        ("Moor, Argonauts sailed.", []),  # a remark
        ("Moor, of the.", []),  # short words
        ("Gaon (ed.), Other Worlds, p. 3.", [("Gaon (ed.), Other Worlds", 9)]),
        ("Gaon, op. cit., p. 3.", [("Gaon", 9)]),
        ("Holm, p. 3.", []),  # who edited it stands behind the title
        ("Colm, p. 3.", [("Colm", 11)]),
        ("de Moor, Argonauts, 81.", [("de Moor, Argonauts", 7)]),
        ("by Moor, Argonauts, 81.", []),  # no particle
    ],
)
def test_short_titles_are_stretches_of_what_the_list_prints(text: str, found: list[tuple[str, int]]) -> None:
    assert cited(text, works=PRINTED) == [found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ed Shaw, On Small Things That Matter, 3 (henceforth cited as KpV).", "KpV"),
        ("Ed Shaw, On Small Things That Matter (hereinafter ‘Small Book’).", "Small Book"),
        ("Ed Shaw, On Small Things That Matter [im Folgenden: OST], S. 3.", "OST"),
        ("Ed Shaw, On Small Things That Matter (abrégé OST).", "OST"),
    ],
)
def test_a_work_is_known_by_what_a_note_calls_it(text: str, name: str) -> None:
    assert cited(text, f"See {name}, 12.", f"{name}s are many.", f"Ibid.; {name}.")[1:] == [
        [(name, 6)], [], [("Ibid", 6), (name, 6)],
    ]  # fmt: skip
    assert cited(f"See {name}, 12.") == [[]], "nobody said so"


@pytest.mark.parametrize("name", ["et al.", "u. a.", "and others", "e outros", "i in."])
def test_others_are_named_in_many_languages(name: str) -> None:
    works = References((*LIST.references, reference("", "Berg, Al; Moor, Bo; Kim, Di", "2001", title="Not This")))
    assert cited(f"Van der Berg {name}, p. 12.", works=works)[0][0][1] == 5
    assert cited("Berg, Moor und Kim, p. 12.", works=works) == [[("Berg, Moor und Kim", 7)]]


def test_label_and_page_are_told_apart_where_a_page_is_beyond_the_list() -> None:
    works = numbered(12)

    def labels(*texts: str) -> list[list[str]]:
        notes = [Note(str(n), n, text, 0, len(text)) for n, text in enumerate(texts)]
        found = read_notes(notes, works, read_labels(works))
        return [[t.label for r in found[n] for t in r.targets] for n in range(len(texts))]

    assert labels("3, 4.", "5.", "6, 7") == [["3", "4"], ["5"], ["6", "7"]]
    assert labels("3, 4.", "5.", "See 6, 94.") == [["3"], ["5"], ["6"]]
    assert labels("3, 4.", "5.", "94, 6.") == [["3", "4"], ["5"], []]


STREAMS = References(
    (
        *LIST.references,
        reference("", "Fox, Una", title="Nothing", raw="FOX U. How Streams Find Their Way to Sea. Water, 2011"),
        reference("", "Fox, Una", title="None", raw="FOX U. Find Their Way to Sea Again and Again and Then"),
        reference("", "Roy, Al", "2010", title="Rivers of the North and West", raw="Roy, Al. Rivers."),
        reference("", "Poe, Cy", "2011", title="North and West of Here", raw="Poe, Cy. North."),
        reference("", "Poe, Cy", "2012", title="Ice", raw="Poe, Cy. 2012."),
        reference("", "Poe, Cy", "2013", title="Fire", raw="Poe, Cy. 2013."),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("How Streams Find Their Way to.", [("How Streams Find Their Way to", 7)]),
        ("See how Streams Find Their Way to it.", [("how Streams Find Their Way to", 7)]),
        ("In all, how Streams Find Their Way to.", [("how Streams Find Their Way to", 7)]),
        ("How Streams Find Their Way.", []),  # five words
        ("Their Way to Sea Again and.", []),  # the first three words of it stand in two works
        ("Way to Sea Again and Again.", [("Way to Sea Again and Again", 8)]),
        ("Fox, Streams Find Their Way to Sea. Water, and Fox, Find Their Way to Sea Again and Again and.",
         [("Streams Find Their Way to Sea. Water", 7), ("Way to Sea Again and Again and", 8)]),
        # of titles that share words the longer, but one with its author's name before the other
        ("Rivers of the North and West of Here.", [("Rivers of the North and West", 9)]),
        ("Poe says: Rivers of the North and West of Here.", [("Poe says: Rivers of the North and West of Here", 10)]),
        ("Poe, Fire, 3.", [("Poe, Fire", 12)]),
        ("Poe, Ice, 3.", []),  # three letters are no title
        ("A fire broke out.", []),  # nor is one word without a name
        ("Ward, 3.", []),  # a second author
    ],
)  # fmt: skip
def test_stretches_of_printed_works_and_titles_that_share_words(text: str, found: list[tuple[str, int]]) -> None:
    assert cited(text, works=STREAMS) == [found]


NAMED = References(
    (
        *LIST.references,
        reference("", "Kim, Ada", "2010", title="No Such Thing"),
        reference("", "van der Berg, Di", "2011", title="Not That Either"),
        reference("", "World Tree Union", "2012", title="Leaves of the World"),
        reference("", "Ortega y Gasset, J.", "2013", title="A Day Without Sun"),
        reference("", "Lund, A.; Kim, B.; Ward, C.", "2014", title="Of Nothing"),
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A. Kim 63.", [("A. Kim", 7)]),
        ("B. Kim 63.", [("B. Kim", 4)]),
        ("Berg, p. 12.", [("Berg", 8)]),  # alone, not with others
        ("D. van der Berg et al., p. 12.", [("D. van der Berg et al", 5)]),
        ("Di van der Berg, p. 12.", [("Di van der Berg", 8)]),
        ("Bo Kim and Cy Ward, 63.", [("Bo Kim and Cy Ward", 3)]),
        ("Lund, Kim and Ward, 63.", [("Lund, Kim and Ward", 11)]),
        ("World Tree Union, Leaves of the World.", [("World Tree Union, Leaves of the World", 9)]),
        ("Union, Leaves of the.", []),  # half a name
        ("Ortega y Gasset, A Day Without.", [("Ortega y Gasset, A Day Without", 10)]),
        ("Gasset, Day Without.", []),
        ("Long Road by Ann Lee.", [("Long Road", 1)]),  # names behind a title
        ("Leaves of, by the World Tree Union.", [("Leaves of", 9)]),
        ("Long Road by my dear friend Lee.", []),  # further off
        ("Lee " + "and so on " * 4 + "Long Road.", [("Lee " + "and so on " * 4 + "Long Road", 1)]),
        ("Lee " + "and so on " * 5 + "Long Road.", []),
    ],
)  # fmt: skip
def test_names_tell_works_apart(text: str, found: list[tuple[str, int]]) -> None:
    assert cited(text, works=NAMED) == [found]
