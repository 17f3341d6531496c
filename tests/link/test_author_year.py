"""Names and years in all forms."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from surveyrefs.link import link
from surveyrefs.model.document import MONO
from surveyrefs.model.reference import References
from tests.link.written import document, found, passage, reference

LIST = References(
    (
        reference("", "Wang, Li; Zhao, Q.; Sun, P.", "2023a"),  # 1
        reference("", "Wang, Li; Xu, R.; Sun, P.", "2023b"),  # 2
        reference("", "Li, A.; Zhao, Q.", "2022"),  # 3
        reference("", "Fink, E.", "1998"),  # 4
        reference("", "van den Berg, J.; de la Cruz, M.", "2011"),  # 5
        reference("", "World Health Organization", "2020"),  # 6
        reference("", "García-Molina, H.; Łukasz, P.; Müller, J.", "2016"),  # 7
        reference("", "O'Malley, T.", "1998"),  # 8
        reference("", "Smith, Adam", "2003"),  # 9
        reference("", "Smith, Bob", "2003"),  # 10
        reference("", "Fresh, A.; New, B.", "in press"),  # 11
        reference("", "Chen, X.+", "2019"),  # 12
        reference("", "Chen, X.+", "2021"),  # 13
        reference("", "Galiano, Fernando Berzal", "2025"),  # 14
        reference("", "Wang, Li; Zhao, Q.; Sun, P.", "2023c"),  # 15
        reference("", "王, 小明; 李, 伟", "2010"),  # 16
        reference("", "佐藤, 一郎+", "2012"),  # 17
        reference("", "김, 민수", "2014"),  # 18
        reference("", "احمدی, علی; رضایی, زهرا", "2015"),  # 19
    )
)


def read(markup: str) -> list[tuple[str, list[int]]]:
    """Return the callouts of a text against the list."""
    return found(link(document(passage(markup)), LIST))


@pytest.mark.parametrize(
    ("markup", "marker", "cited"),
    [
        ("known (Wang et al., 2023a; Li and Zhao, 2022).", "(Wang et al., 2023a; Li and Zhao, 2022)", [1, 3]),
        ("Wang et al. (2023a, b) say", "Wang et al. (2023a, b)", [1, 2]),
        ("Wang et al. (2023a,b,c) say", "Wang et al. (2023a,b,c)", [1, 2, 15]),
        ("Wang et al. {2023a,b,c} say", "Wang et al. {2023a,b,c}", [1, 2, 15]),
        ("Wang et al. (2023a–c) say", "Wang et al. (2023a–c)", [1, 2, 15]),
        ("Wang et al.’s (2023b) idea", "Wang et al.’s (2023b)", [2]),
        ("Fink’s (1998) idea", "Fink’s (1998)", [4]),
        ("known [Fink 1998]", "[Fink 1998]", [4]),
        ("известно (Li и Zhao, 2022; Wang и др., 2023a)", "(Li и Zhao, 2022; Wang и др., 2023a)", [3, 1]),
        ("znane (Li oraz Zhao, 2022; Wang i in., 2023a)", "(Li oraz Zhao, 2022; Wang i in., 2023a)", [3, 1]),
        ("tunnettu (Li ja Zhao, 2022; Wang ym., 2023a)", "(Li ja Zhao, 2022; Wang ym., 2023a)", [3, 1]),
        ("bilinen (Li ve Zhao, 2022; Wang vd., 2023a)", "(Li ve Zhao, 2022; Wang vd., 2023a)", [3, 1]),
        ("Fink [1998] says", "Fink [1998]", [4]),
        ("近年来王小明和李伟(2010)提出", "王小明和李伟(2010)", [16]),
        ("已有研究（王小明，李伟，2010）。", "王小明，李伟，2010", [16]),
        ("最近佐藤ほか（2012）は", "佐藤ほか（2012", [17]),
        ("연구가 있다(김민수, 2014).", "(김민수, 2014)", [18]),
        ("دیده شد (احمدی و رضایی، 2015)", "(احمدی و رضایی، 2015)", [19]),
        ("known (see Fink, 1998, p. 7) here", "(see Fink, 1998, p. 7)", [4]),
        ("known (Li & Zhao, 2022)", "(Li & Zhao, 2022)", [3]),
        ("known (Wang, Zhao, & Sun, 2023a)", "(Wang, Zhao, & Sun, 2023a)", [1]),
        ("Wang, Zhao, and Sun (2023a) say", "Wang, Zhao, and Sun (2023a)", [1]),
        ("van den Berg and de la Cruz (2011) say", "van den Berg and de la Cruz (2011)", [5]),
        ("known (Berg and Cruz, 2011)", "(Berg and Cruz, 2011)", [5]),
        ("known (World Health Organization 2020)", "(World Health Organization 2020)", [6]),
        ("known (WHO, 2020)", "(WHO, 2020)", [6]),
        ("known (García-Molina et al., 2016)", "(García-Molina et al., 2016)", [7]),
        ("known (Garcia-~Molina et al., 2016)", "(Garcia-Molina et al., 2016)", [7]),
        ("known (O’Malley, 1998)", "(O’Malley, 1998)", [8]),
        ("known (A. Smith 2003)", "A. Smith 2003", [9]),
        ("B. Smith (2003) says", "Smith (2003)", [10]),
        ("known (Fresh and New, in press)", "(Fresh and New, in press)", [11]),
        ("known (Chen et al., 2019, 2021)", "(Chen et al., 2019, 2021)", [12, 13]),
        ("Chen et al. (2019; 2021) say", "Chen et al. (2019; 2021)", [12, 13]),
        ("Berzal Galiano (2025) says", "Berzal Galiano (2025)", [14]),
        ("known (Fink 1998; Chen et al. 2021)", "(Fink 1998; Chen et al. 2021)", [4, 13]),
        ("bekannt (vgl. Li/Zhao 2022: 15)", "(vgl. Li/Zhao 2022: 15)", [3]),
        ("bei Li und Zhao (2022)", "Li und Zhao (2022)", [3]),
        ("según Li y Zhao (2022)", "Li y Zhao (2022)", [3]),
        ("para Li e Zhao (2022)", "Li e Zhao (2022)", [3]),
        ("selon Li et Zhao (2022)", "Li et Zhao (2022)", [3]),
        ("volgens Li en Zhao (2022)", "Li en Zhao (2022)", [3]),
        ("bekannt (Chen u.a. 2019 und 2021)", "(Chen u.a. 2019 und 2021)", [12, 13]),
        ("known (LI; ZHAO, 2022, p. 3)", "(LI; ZHAO, 2022, p. 3)", [3]),
        ("bekannt (z.B. Fink 1998, S. 12; Li/Zhao 2022, 7)", "(z.B. Fink 1998, S. 12; Li/Zhao 2022, 7)", [4, 3]),
        ("known (Chen et al. 2019/2021)", "(Chen et al. 2019/2021)", [12, 13]),
        ("bekannt (vgl. Fink 1998: 283)", "(vgl. Fink 1998: 283)", [4]),
    ],
)
def test_forms(markup: str, marker: str, cited: list[int]) -> None:
    callouts = read(markup)
    assert [c for _, c in callouts] == [cited]
    assert marker in callouts[0][0]


@pytest.mark.parametrize(
    "markup",
    [
        "In 2019, it grew.",
        "from May 2020 (and June 2021) on",
        "the ImageNet 2012 data",
        "CVPR (2022)",
        "about 1998 of them",
    ],
)
def test_dates_are_no_callouts(markup: str) -> None:
    assert read(markup) == []


def test_idem_names_the_authors_before() -> None:
    assert read("Nach Chen et al. (2019) gilt es (vgl. ders. 2021: 15).") == [
        ("Chen et al. (2019)", [12]),
        ("(vgl. ders. 2021: 15)", [13]),
    ]


def test_an_initial_e_is_no_and() -> None:
    both = References((reference("", "Silva, E.; Costa, P.", "2001"), reference("", "Silva, P.", "2001")))
    assert found(link(document(passage("known (Silva e Costa 2001; P. Silva 2001)")), both)) == [
        ("(Silva e Costa 2001; P. Silva 2001)", [1, 2])
    ]


def test_a_work_without_authors_is_found_by_the_letters_of_its_title() -> None:
    untitled = reference("", "", "2010", title="Gravel Tables", raw="2010. Gravel Tables. Harbour Office.")
    works = References((untitled, reference("", "Fink, E.", "2010")))
    assert found(link(document(passage("known [gra 2010]")), works)) == [("[gra 2010]", [1])]
    assert found(link(document(passage("known [Gra 2010]")), works)) == [("[Gra 2010]", [1])]
    assert found(link(document(passage("known [gra 2011]")), works)) == [("[gra 2011]", [0])]
    assert found(link(document(passage("known [in 2010] to")), works)) == []
    assert found(link(document(passage("known [gravel 2010]")), works)) == [], "a word of five letters is no label"


def test_a_label_that_no_title_begins_with_is_of_the_only_work_without_authors_of_its_year() -> None:
    first = reference("", "", "2010", title="Gravel Tables", raw="2010. Gravel Tables. Harbour Office.")
    second = reference("", "", "2010", title="A Language for Ponds", raw="2010. A Language for Ponds. Pond House.")
    named = reference("", "Fink, E.", "2010")
    links = link(document(passage("known [sql 2010]")), References((first, named)))
    assert found(links) == [("[sql 2010]", [1])]
    assert [p.code for p in links.problems] == ["callout-ambiguous", "reference-uncited"]
    assert links.callouts[0].targets[0].confidence == 0.5
    assert found(link(document(passage("known [sql 2010]")), References((first, second)))) == [("[sql 2010]", [0])]
    for other in ("[XML, 2010]", "[late 2010]", "[mid 2010]"):
        assert found(link(document(passage(f"known {other}")), References((first, named)))) == [(other, [0])]


def test_works_that_print_alike_in_one_callout_are_different_ones() -> None:
    assert read("known [Smith 2003; Fink 1998; Smith 2003]")[0][1] == [9, 4, 10]


def test_a_numbered_list_may_be_cited_by_names_and_years() -> None:
    numbers = References(
        tuple(
            reference(str(i), r.authors[0].family or r.authors[0].literal, r.year)
            for i, r in enumerate(LIST.references, 1)
        )
    )
    text = "known (Fink, 1998; O'Malley, 1998). Also (Chen, 2019; Chen, 2021; Li, 2022; Galiano, 2025)"
    assert found(link(document(passage(text)), numbers)) == [
        ("(Fink, 1998; O'Malley, 1998)", [4, 8]),
        ("(Chen, 2019; Chen, 2021; Li, 2022; Galiano, 2025)", [12, 13, 3, 14]),
    ]


def test_numbers_beside_names_are_the_callouts_of_a_numbered_list() -> None:
    numbers = References(tuple(reference(str(i), f"Name{i}, A.", "2001") for i in range(1, 6)))
    text = "Name1 (2001) [1], Name2 (2001) [2], Name3 (2001) [3], Name4 (2001) [4] and Name5 (2001) [5]"
    assert [m for m, _ in found(link(document(passage(text)), numbers))] == ["[1]", "[2]", "[3]", "[4]", "[5]"]


def test_a_name_that_the_list_lacks_is_listed() -> None:
    links = link(document(passage("as shown (Nobody et al., 2022) before")), LIST)
    assert [[t.reference for t in c.targets] for c in links.callouts] == [[-1]]
    assert links.problems[0].code == "callout-unresolved"


def test_a_word_of_the_text_before_a_year_is_no_name() -> None:
    filler = "and so the text goes on until it is long enough to be no cell of a table at all"
    assert read(f"We use Stochastic Gradient (2001), a gradient method, {filler}.") == []
    assert read(f"We use what Nobody (2001) has found, {filler}.") == [("Nobody (2001)", [0])]


def test_a_misspelt_name_is_resolved_by_similarity() -> None:
    links = link(document(passage("as shown (Garcia-Molinar et al., 2016) before")), LIST)
    assert [(t.reference, t.resolved_by) for t in links.callouts[0].targets] == [(6, "similarity")]


def test_two_works_that_share_a_marker_are_a_problem() -> None:
    links = link(document(passage("as shown (Smith, 2003).")), LIST)
    assert links.callouts[0].targets[0].confidence <= 0.5
    assert links.problems[0].code == "callout-ambiguous"


def test_names_alone_in_brackets_are_taken_in_turn() -> None:
    rows = [passage("known [Fink; Chen et al.]", top=10.0), passage("known [Chen et al.]", top=200.0)]
    assert [c for _, c in found(link(document(*rows), LIST))] == [[4, 12], [13]]


def test_letters_are_counted_where_the_list_prints_none() -> None:
    references = References(
        (reference("", "Ma, Y.", "2020"), reference("", "Ma, Y.", "2020"), reference("", "Ma, Y.", "2021"))
    )
    links = link(document(passage("First (Ma, 2020b), then (Ma, 2020a) and (Ma, 2021).")), references)
    assert [c for _, c in found(links)] == [[2], [1], [3]]


def test_a_repeated_author_of_which_et_al_was_lost_is_found_by_its_letter() -> None:
    references = References((reference("", "Guo, Z.+", "2022a"), reference("", "Guo, Z.", "2022b")))
    links = link(document(passage("As in Guo et al. (2022b).")), references)
    assert [c for _, c in found(links)] == [[2]]


def test_an_author_that_was_not_read_is_found_at_the_head_of_its_reference() -> None:
    references = References((reference("", "", "2009", raw="Biere, A., Heule, M. Handbook of Things. 2009"),))
    links = link(document(passage("As in (Biere et al., 2009).")), references)
    assert [(c.targets[0].reference, c.targets[0].resolved_by) for c in links.callouts] == [(0, "author-year")]


@pytest.mark.parametrize(
    "markup",
    ["as in (Ma, 2020; Bast and Haussmann, 2015)", "Bast and Haussmann (2015) say", "known (Bast and Haussmann 2015)"],
)
def test_a_second_author_that_was_not_read_is_found_at_the_head(markup: str) -> None:
    broken = reference("", "Bast, H.", "2015", raw="Bast, H., and E. Haussmann (2015), Journal of Tests 3, 1.")
    links = link(document(passage(markup)), References((reference("", "Ma, Y.", "2020"), broken)))
    assert links.callouts[-1].targets[-1].reference == 1


def test_a_few_misread_labels_do_not_hide_the_names() -> None:
    references = References((reference("7", "Ma, Y.", "2020"), *LIST.references))
    links = link(document(passage("First (Ma, 2020), then (Fink, 1998).")), references)
    assert [c for _, c in found(links)] == [[1], [5]]


def test_a_numbered_list_of_which_few_works_are_named_is_not_cited_by_names() -> None:
    numbers = References(tuple(reference(str(i), f"Name{chr(96 + i)}, A.", "2001") for i in range(1, 14)))
    said = "known (Namea, 2001), (Nameb, 2001), (Namec, 2001)"
    assert found(link(document(passage(said)), numbers)) == []
    assert len(found(link(document(passage(f"{said}, (Named, 2001)")), numbers))) == 4


def test_names_without_year_cite_where_most_callouts_are_so() -> None:
    """The style of the Modern Language Association: names, and pages perhaps."""
    rows = [
        passage("known (Fink 23–25; Chen et al.) and (Li and Zhao).", top=10.0),
        passage("known (O’Malley 7, 12) and (van den Berg and de la Cruz), (García-Molina et al. 5)", top=200.0),
    ]
    assert found(link(document(*rows), LIST)) == [
        ("(Fink 23–25; Chen et al.)", [4, 12]), ("(Li and Zhao)", [3]), ("(O’Malley 7, 12)", [8]),
        ("(van den Berg and de la Cruz)", [5]), ("(García-Molina et al. 5)", [7]),
    ]  # fmt: skip


def test_a_name_in_brackets_cites_nothing_beside_names_and_years() -> None:
    years = "(Fink, 1998; Li and Zhao, 2022; O’Malley, 1998; Wang et al., 2023a, b, c; García-Molina et al., 2016)"
    assert [marker for marker, _ in found(link(document(passage(f"known {years} of a man (Fink)")), LIST))] == [years]


@pytest.mark.parametrize(("style", "names"), [(0, ["(Pine, 1970)", "Fink (1998)"]), (MONO, ["Fink (1998)"])])
def test_a_call_in_a_program_is_no_callout_without_a_target(style: int, names: list[str]) -> None:
    text = passage("It calls f(Pine, 1970) as Fink (1998) does.")
    text = replace(text, pieces=tuple(replace(piece, style=style) for piece in text.pieces))
    assert [marker for marker, _ in found(link(document(text), LIST))] == names
