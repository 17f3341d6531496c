"""Single rules of mending at the ends of what they hold for: marked works before and after (the same: left alone)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from surveyrefs.references.mending import containers, numbers, people, roles, titles
from surveyrefs.references.mending.step import Labelled, Labels
from surveyrefs.references.tagging.habits import Habits
from tests.references.mending.marked import read

SPACED = Habits(before_volume="w")
SAME = ""


def check(
    function: Callable[[Labelled], Labels], before: str, after: str, order: str = "", habits: Habits | None = None
) -> None:
    """Apply a step to a marked work and compare the labels with those of another one."""
    tokens, labels = read(before)
    wanted = read(after or before)
    assert [t.text for t in wanted[0]] == [t.text for t in tokens]
    found = function(Labelled(tokens, labels, order, habits=habits or Habits()))
    assert list(found) == wanted[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Trees<O>, <volume>520<O> (<date>1986<O>), <pages>7<O>, p. <pages>23169",
         "<journal>Trees<O>, <volume>520<O> (<date>1986<O>), <issue>7<O>, p. <pages>23169"),
        ("<journal>Trees<O>, <pages>520<O> (<date>1986<O>), p. <pages>23169",
         "<journal>Trees<O>, <volume>520<O> (<date>1986<O>), p. <pages>23169"),
        ("<journal>Trees<O>, <pages>520<O> (<date>1986<O>), <pages>23169", SAME),
        ("<journal>Trees <volume>57<O>, <pages>2<O> (<date>2020<O>), <pages>102142",
         "<journal>Trees <volume>57<O>, <issue>2<O> (<date>2020<O>), <pages>102142"),
        ("<journal>Trees <volume>57<O>:<pages>2<O> (<date>2020<O>), <pages>102142", SAME),
        ("<journal>Trees <volume>57<O>, <pages>2<O>, <pages>102142<O> (<date>2020<O>)", SAME),
        ("<journal>Trees <volume>5<O>, <pages>7<O>, <pages>11–19",
         "<journal>Trees <volume>5<O>, <issue>7<O>, <pages>11–19"),
        ("<journal>Trees <volume>5<O>(<issue>2<O>), <pages>7<O>, <pages>11–19",
         "<journal>Trees <volume>5<O>(<issue>2<O>), 7, <pages>11–19"),
        ("<journal>Trees <volume>5<O>, <pages>11–19<O>, <pages>20",
         "<journal>Trees <volume>5<O>, <pages>11–19<O>, 20"),
        ("<journal>Trees <volume>5<O>, <pages>11–19<O>, <pages>21–29",
         "<journal>Trees <volume>5<O>, 11–19, <pages>21–29"),
    ],
)  # fmt: skip
def test_of_two_pages_the_range_is_the_pages(before: str, after: str) -> None:
    check(numbers.pages_twice, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Trees<O> <pages>17<O>:<pages>1–50", "<journal>Trees<O> <volume>17<O>:<pages>1–50"),
        ("<journal>Trees<O>, pp. <pages>17<O>:<pages>1–50", "<journal>Trees<O>, pp. <pages>17:1–50"),
        ("<booktitle>Trees<O>, <pages>17<O>:<pages>1–50", "<booktitle>Trees<O>, <pages>17:1–50"),
        ("<journal>Trees <volume>5<O>, <pages>17<O>:1", "<journal>Trees <volume>5<O>, <pages>17:1"),
        ("<journal>Trees <volume>17<O>:<pages>1–50", SAME),
        ("<journal>Trees <volume>5<O>, <pages>17<O>: <pages>1–50", SAME),
        ("<journal>Trees <volume>5<O>, 17:1–17:38", "<journal>Trees <volume>5<O>, <pages>17:1–17:38"),
        ("<journal>Trees <volume>5<O>, 17:1–18:38", SAME),
    ],
)
def test_an_articles_number_before_its_pages(before: str, after: str) -> None:
    check(numbers.pages_of_article, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Annals of Trees 26<O>, <date>2015", "<journal>Annals of Trees <volume>26<O>, <date>2015"),
        ("<journal>Annals of Trees 26.<O> <date>2015",
         "<journal>Annals of Trees <volume>26<journal>.<O> <date>2015"),
        ("<journal>Trees 2015<O>, <date>2015", SAME),
        ("<journal>Trees A26<O>, <date>2015", SAME),
        ("<booktitle>LION 7<O>, <date>2015", SAME),
        ("<booktitle>Symposium of All Trees (Oaks 15)<O>, <date>2015", SAME),
        ("<booktitle>Annals of 7<O>, <date>2015", SAME),
        ("<booktitle>Annals of Trees 7<O>, <date>2015", "<booktitle>Annals of Trees <volume>7<O>, <date>2015"),
        ("<journal>Trees 26<O>, <volume>3", SAME),
        ("<title>Trees 26<O>, <date>2015", SAME),
    ],
)  # fmt: skip
def test_a_containers_last_number_is_its_volume(before: str, after: str) -> None:
    check(numbers.volume_in_container, before, after, habits=SPACED)
    check(numbers.volume_in_container, before, SAME)  # only where the list prints volumes so


def test_yearly_advances_have_their_volume_in_any_list() -> None:
    check(numbers.volume_in_container, "<booktitle>Advances in Trees 26", "<booktitle>Advances in Trees <volume>26")
    check(numbers.volume_in_container, "<booktitle>Advances of Trees 26", SAME)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Elms<O>, <volume>P12004<O>, <date>2015", "<journal>Elms<O>, <pages>P12004<O>, <date>2015"),
        ("<journal>Elms<O>, <volume>P12<O>, <date>2015", SAME),
        ("<journal>Elms<O>, <volume>P12004<O>(<issue>3<O>), <date>2015", SAME),
        ("<journal>Elms <volume>5<O>, 102142", "<journal>Elms <volume>5<O>, <pages>102142"),
        ("<journal>Elms <volume>5<O>: 102142.", "<journal>Elms <volume>5<O>: <pages>102142<O>."),
        ("<journal>Elms <volume>5<O>, <note>102142<O> (<date>2015<O>)",
         "<journal>Elms <volume>5<O>, <pages>102142<O> (<date>2015<O>)"),
        ("<journal>Elms <volume>5<O>; 102142", SAME),
        ("<journal>Elms <volume>5<O>, 2015", SAME),
        ("<journal>Elms <volume>5<O>, 12 trees", SAME),
        ("<journal>Elms <volume>5<O>, <issue>12<O>.", SAME),
        ("<journal>Elms <volume>5<O>, <pages>1<O>, 12", SAME),
    ],
)  # fmt: skip
def test_the_number_behind_a_volume_is_the_first_page(before: str, after: str) -> None:
    check(numbers.pages_behind_volume, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<title>Oaks of 1990<O>. Elms, 2015.", "<title>Oaks of 1990<O>. Elms, <date>2015<O>."),
        ("<title>Oaks<O>. 2014, 2015.", "<title>Oaks<O>. 2014, <date>2015<O>."),
        ("<title>Oaks<O>. 2014. <note>2015<O>.", "<title>Oaks<O>. <date>2014<O>. <note>2015<O>."),
        ("<title>Oaks<O>. <note>2015<O>.", "<title>Oaks<O>. <date>2015<O>."),
        ("<title>Oaks<O>. <journal>Elms 2015 of all<O>.", SAME),
        ("<title>Oaks<O>. 2015. Accessed 2016.", "<title>Oaks<O>. <date>2015<O>. Accessed 2016."),
        ("<title>Oaks<O>. 2015–19.", SAME),
        ("<title>Oaks<O>. 19–2015.", SAME),
        ("<title>Oaks<O>. #2015.", SAME),
        ("<title>Oaks<O>. 1745.", SAME),
        ("<title>Oaks<O>. 2015b.", "<title>Oaks<O>. <date>2015b<O>."),
        ("<title>Oaks<O>. 2014. <date>2015", SAME),
        ("<title>Oaks<O>. 2014. <date>May", "<title>Oaks<O>. <date>2014<O>. <date>May"),
    ],
)
def test_the_last_loose_year_is_the_date(before: str, after: str) -> None:
    check(numbers.year_missing, before, after)


@pytest.mark.parametrize(
    ("text", "is_access"),
    [
        ("accessed 2015", True),
        ("last accessed on the 20th of January, 2015", True),
        ("accessed one two three four five six seven 2015", True),
        ("accessed one two three four five six seven eight 2015", False),
        ("accessed 2014, 2015", False),
        ("printed 2015", False),
    ],
)
def test_a_year_shortly_behind_a_word_of_access(text: str, is_access: bool) -> None:
    tokens, _ = read(text)
    assert numbers.accessed(tokens, len(tokens) - 1) == is_access


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<author>A. Lee<O>. Big <title>graphs", "<author>A. Lee<O>. <title>Big graphs"),
        ("<author>A. Lee<O>. [Big <title>graphs", "<author>A. Lee<O>. <title>[Big graphs"),
        ("<author>A. Lee<O>. [in <title>graphs", SAME),
        ("<author>A. Lee<O>. [3] <title>graphs", SAME),
        ("<author>A. Lee<O>. (eds) <title>graphs", SAME),
        ("<author>A. Lee<O>. May <title>graphs", SAME),
        ("<author>A. Lee<O>. In <title>graphs", SAME),
        ("<author>A. Lee<O>. . <title>graphs", SAME),
        ("<editor>A. Lee<O>. Big <title>graphs", SAME),
        ("<date>2015<O>. Big <title>graphs", "<date>2015<O>. <title>Big graphs"),
        ("Big <title>graphs", SAME),
    ],
)
def test_words_before_a_title_are_its_first(before: str, after: str) -> None:
    check(titles.title_begins, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<title>arXiv preprint<O>. 2015", "arXiv preprint. 2015"),
        ("<title>arXiv e-print<O>. 2015", "arXiv e-print. 2015"),
        ("<title>arXiv preprints of trees<O>. 2015", SAME),
        ("<title>a<O>. 2015", "a. 2015"),
        ("<title>ab<O>. 2015", SAME),
        ("<title>7<O>. 2015", SAME),
        ("<title>a<O>. <title>On graphs of all<O>. 2015", SAME),
    ],
)
def test_a_server_or_a_letter_is_no_title(before: str, after: str) -> None:
    check(titles.no_title, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<publisher>Trees Inc<O>. <title>On oaks", "<author>Trees Inc<O>. <title>On oaks"),
        ("<publisher>Trees Inc,<O> <title>On oaks", "<author>Trees Inc<publisher>,<O> <title>On oaks"),
        ("<publisher>A b c d e f g h<O>. <title>On oaks", "<author>A b c d e f g h<O>. <title>On oaks"),
        ("<publisher>A b c d e f g h i<O>. <title>On oaks", SAME),
        ("<publisher>trees Inc<O>. <title>On oaks", SAME),
        ("<publisher>Trees inc<O>. <title>On oaks", "<author>Trees inc<O>. <title>On oaks"),
        ("In <publisher>Trees<O>. <title>On oaks", SAME),
        ("<editor>Li<O>. <publisher>Trees<O>. <title>On oaks", SAME),
        ("<date>2015<O>. <title>On oaks", SAME),
    ],
)
def test_words_before_the_title_are_an_organisation(before: str, after: str) -> None:
    check(people.authors_missing, before, after)


@pytest.mark.parametrize(
    ("order", "before", "after"),
    [
        ("given", "<author>A. Smith, B. Jones, Deep<title> trees", "<author>A. Smith, B. Jones,<title> Deep trees"),
        ("given", "<author>A. Smith, B. Jones, Trees Inc.<title> On oaks", SAME),
        ("given", "<author>A. Smith, B. Jones Jr<title> On oaks", SAME),
        ("given", "<author>Ann Smith, Deep<title> trees", SAME),  # none has initials
        ("given", "<author>A. Smith, B.<title> Jones. On oaks", "<author>A. Smith, B. Jones<title>. On oaks"),
        ("given",
         "<author>A. Smith, B.<title> One Two Three Four. On", "<author>A. Smith, B. One Two Three Four<title>. On"),
        ("given", "<author>A. Smith, B.<title> One Two Three Four Five. On", SAME),
        ("given", "<author>A. Smith, Bo<title> Jones. On oaks", "<author>A. Smith,<title> Bo Jones. On oaks"),
        ("inverted",
         "<author>Smith, A., Jones, B. Deep<title> trees", "<author>Smith, A., Jones, B.<title> Deep trees"),
        ("inverted", "<author>Smith, A., B. Jones and C. Deep<title> trees", SAME),
        ("inverted", "<author>Smith, A., Jones, B<title> trees", SAME),
        ("inverted", "<author>Smith, Jones<title> trees", SAME),
        ("inverted", "<author>Sery, O., Ann Sharygina<title> trees", SAME),  # only the first name is inverted
        ("inverted", "<author>Dai, A. etal<title> trees", SAME),
        ("inverted", "<author>Smith, AB. Deep<title> trees", "<author>Smith, AB.<title> Deep trees"),
        ("inverted", "<author>Smith, ABC. Deep<title> trees", "<author>Smith, ABC.<title> Deep trees"),
        ("inverted", "<author>Smith, ABCD. Deep<title> trees", SAME),
        ("inverted", "<author>Smith AB. Deep<title> trees", SAME),
        ("inverted", "<author>AB. Deep, Smith,<title> trees", SAME),
        ("inverted", "<author>Smith, A., Jones et al. Deep<title> trees",
         "<author>Smith, A., Jones et al.<title> Deep trees"),
        ("inverted", "<author>Smith, A., Trees Inc.<title> On oaks", SAME),
        ("bare", "<author>Smith A. B., Jones B.<title> Deep trees", SAME),
        ("inverted", "<author>Smith, A.<O> trees", SAME),
        ("inverted", "<author>Smith, A. Deep<O> “<title>trees<O>”", SAME),
        ("bare", "<author>Smith A, Jones BC. Deep<title> trees", "<author>Smith A, Jones BC.<title> Deep trees"),
        ("bare", "<author>Smith A., Jones BC. Deep<title> trees", "<author>Smith A., Jones BC.<title> Deep trees"),
        ("bare", "<author>Smith A, Jones ABCD. Deep<title> trees", SAME),
        ("bare", "<author>Li A. B., Jo C. D. Deep<title> trees", "<author>Li A. B., Jo C. D.<title> Deep trees"),
        ("bare", "<author>Smith A.-B., Jones C. Deep<title> trees", "<author>Smith A.-B., Jones C.<title> Deep trees"),
        ("bare", "<author>Smith A., Jones C. D<O>.<title> Deep trees", SAME),
        ("", "<author>Smith, A., Jones, B. Deep<title> trees", SAME),
    ],
)  # fmt: skip
def test_what_is_no_name_in_the_lists_manner_is_no_author(order: str, before: str, after: str) -> None:
    check(people.trim_authors, before, after, order)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<booktitle>Trees, Seoul, Korea<O>, <date>6–10 June",
         "<booktitle>Trees<O>, <location>Seoul, Korea<O>, <date>6–10 June"),
        ("<booktitle>Trees, Long Beach, CA, USA<O>, <date>6 June",
         "<booktitle>Trees<O>, <location>Long Beach, CA, USA<O>, <date>6 June"),
        ("<booktitle>Trees, Nowhere<O>, <date>6 June", SAME),
        ("<booktitle>Trees, Seoul, Korea<O>. <date>6 June", SAME),
        ("<booktitle>Trees, Seoul, Korea<O>, 6 June", SAME),
        ("<booktitle>Trees, Seoul, Korea<O>, <date>2016", SAME),
        ("<booktitle>Trees, one two three four, Korea<O>, <date>6 June",
         "<booktitle>Trees<O>, <location>one two three four, Korea<O>, <date>6 June"),
        ("<booktitle>Trees, one two three four five, Korea<O>, <date>6 June",
         "<booktitle>Trees, one two three four five<O>, <location>Korea<O>, <date>6 June"),
    ],
)  # fmt: skip
def test_a_place_before_days_is_no_part_of_the_container(before: str, after: str) -> None:
    check(containers.place_before_days, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<booktitle>Elms<O>, <pages>11–14<O> June", "<booktitle>Elms<O>, <date>11–14<O> June"),
        ("<booktitle>Elms<O>, <pages>111–14<O> June", "<booktitle>Elms<O>, <pages>111<date>–14<O> June"),
        ("<booktitle>Elms<O>, June <pages>11–14<O>, 2015", "<booktitle>Elms<O>, June <date>11–14<O>, 2015"),
        ("<booktitle>Elms<O>, June <pages>11<O> 2015", "<booktitle>Elms<O>, June <date>11<O> 2015"),
        ("<booktitle>Elms<O>, June <pages>11–14", SAME),
        ("<booktitle>Elms<O>, June <pages>111<O>, 2015", SAME),
        ("<booktitle>Elms<O>, June <volume>5<O>: 2015", SAME),
        ("<pages>3<O> May", "<date>3<O> May"),
        ("<title>May", SAME),
    ],
)
def test_days_beside_a_month(before: str, after: str) -> None:
    check(numbers.days, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Elms<O>. 1, <pages>34", "<journal>Elms<O>. <volume>1<O>, <pages>34"),
        ("<journal>Elms<O>. 2015, <pages>34", SAME),
        ("<journal>Elms<O>. 1 (2), <pages>34", SAME),
        ("<journal>Elms<O>. (1), <pages>34", SAME),
        ("<journal>Elms<O>. 1 <pages>34", SAME),  # nothing between them
        ("<journal>Elms<O>. vol. 1, <pages>34", SAME),
        ("<journal>Elms<O>. 1, <date>2015<O>, <pages>34", SAME),
        ("<booktitle>Elms<O>. 1, <pages>34", SAME),
    ],
)
def test_the_only_number_between_journal_and_pages(before: str, after: str) -> None:
    check(numbers.volume_between, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<author>A. Lee<O>. “<title>Big<O> graphs”", "<author>A. Lee<O>. “<title>Big graphs<O>”"),
        ("<author>A. Lee<O>. “Big graphs” of", "<author>A. Lee<O>. “<title>Big graphs<O>” of"),
        ("<author>A. Lee<O>. “Graphs” of", SAME),  # one word may be part of anything
        ("<title>On the “big graphs”<O> of all", SAME),
        ("<title>On trees<O>. “Big <note>graphs of all<O>”", SAME),
        (
            "<author>A. Lee<O>. “<title>Big graphs<O>,” <title>Elms",
            "<author>A. Lee<O>. “<title>Big graphs,<O>” <booktitle>Elms",
        ),
        ("<author>A. Lee<O>. <title>Big graphs", SAME),
    ],
)
def test_a_quotation_is_the_title(before: str, after: str) -> None:
    check(titles.quoted_title, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<author>A. Lee<O>. Big graphs. <date>2015", "<author>A. Lee<O>. <title>Big graphs<O>. <date>2015"),
        ("<author>A. Lee<O>. <booktitle>Big graphs<O>. <date>2015",
         "<author>A. Lee<O>. <title>Big graphs<O>. <date>2015"),
        ("<author>A. Lee<O>. <journal>Big graphs<O>, <volume>5", SAME),
        ("<author>A. Lee<O> <date>2015 <journal>IEEE TIP", SAME),  # a list without titles of articles
        ("<author>A. Lee<O> <date>2015 <journal>BIG GREEN GRAPHS",
         "<author>A. Lee<O> <date>2015 <title>BIG GREEN GRAPHS"),
        ("<author>A. Lee<O> <date>2015<O>. <journal>bioRxiv", SAME),
        ("<author>A. Lee<O>. <journal>Transactions of all graphs<O> (<date>2015<O>)", SAME),
        ("<author>A. Lee<O>. Graphs, <date>2015", SAME),  # a word alone needs a year before it, or *In* behind
        ("<author>A. Lee<O>, <date>2015<O>. Graphs.", "<author>A. Lee<O>, <date>2015<O>. <title>Graphs<O>."),
        ("<author>A. Lee<O>. In big graphs. <date>2015", SAME),
        ("<author>A. Lee<O>. Available online. <date>2015", SAME),
        ("<author>A. Lee<O>. <genre>PhD thesis<O>. <date>2015", SAME),
        ("<editor>A. Lee<O> (eds.): Big graphs. <date>2015 <publisher>Elm<O> in town",
         "<editor>A. Lee<O> (eds.): <title>Big graphs<O>. <date>2015 <publisher>Elm<O> in town"),
    ],
)  # fmt: skip
def test_what_follows_the_authors_is_the_title(before: str, after: str) -> None:
    check(titles.title_missing, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<author>Li, C.<O> (eds.): <title>Oaks", "<editor>Li, C.<O> (eds.): <title>Oaks"),
        ("<author>Li, C.<O>, editors. <title>Oaks", "<editor>Li, C.<O>, editors. <title>Oaks"),
        ("<author>Li, C. Hrsg<O> <title>Oaks", "<editor>Li, C. Hrsg<O> <title>Oaks"),
        ("<author>Li, C. Ed<O> <title>Oaks", SAME),  # initials, too
        ("<author>Li, C.<O> eds <title>oaks of all", SAME),
        ("<author>Li, C.<O> <title>Oaks<O>. (eds.)", SAME),
        ("<author>Li, C.<O> (eds.): <author>Wu", SAME),
        ("<author>Li, C.<O> (eds.): <editor>Wu", SAME),
    ],
)
def test_people_with_a_role_behind_them_are_editors(before: str, after: str) -> None:
    check(people.editors_first, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<journal>Trees <volume>58<O>, 6, Article <volume>26<O> (<date>2011<O>)",
         "<journal>Trees <volume>58<O>, <issue>6<O>, Article <pages>26<O> (<date>2011<O>)"),
        ("<journal>Trees <volume>58<O>, 6, Article <title>26<O> (<date>2011<O>)", SAME),
        ("<journal>Trees <volume>58<O>, 6, Article ID no. <volume>26<O> (<date>2011<O>)",
         "<journal>Trees <volume>58<O>, <issue>6<O>, Article ID no. <pages>26<O> (<date>2011<O>)"),
        ("<journal>Trees <volume>58<O>, 6, Article of ID no. <volume>26<O> (<date>2011<O>)", SAME),
        ("<journal>Trees <volume>58<O>, 6, Article <issue>26",
         "<journal>Trees <volume>58<O>, <issue>6<O>, Article <pages>26"),
        ("<journal>Trees <volume>58<O>, 6, Article <issue>26<O>, <pages>7",
         "<journal>Trees <volume>58<O>, <issue>6<O>, Article 26, <pages>7"),
        ("<journal>Trees <volume>58<O>, 6 7, Article <volume>26", SAME),
        ("<journal>Trees <volume>58<O>, 2011, Article <volume>26", SAME),
        ("<journal>Trees<O>, Article <volume>26<O> (<date>2011<O>)", SAME),
    ],
)  # fmt: skip
def test_the_number_of_an_article_is_its_page_whatever_it_passed_for(before: str, after: str) -> None:
    check(numbers.article_number, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        *((f"<author>Li, G<O>., <title>{words} Oaks of all", f"<author>Li, G., {words}<title> Oaks of all")
          for words in ("et al", "et alii", "et coll", "et autres", "e altri", "y otros", "y cols", "und andere",
                        "u.a", "others", "Others", "i inni", "med flere", "and 12 others", "ve ark")),
        ("<author>Li, G<O>., <title>et al. Oaks", "<author>Li, G., et al<O>.<title> Oaks"),
        ("<author>Li, G<O>., <title>et al.: Oaks", "<author>Li, G., et al<O>.:<title> Oaks"),
        ("<author>Li, G<O>. and <title>others. Oaks", "<author>Li, G. and others<O>.<title> Oaks"),
        ("<author>Li, G<O>. & <title>others; Oaks", "<author>Li, G. & others<O>;<title> Oaks"),
        ("<author>Li, G<O>. [<title>et al.] Oaks", "<author>Li, G. [et al<O>.]<title> Oaks"),
        ("<author>Li, G<O>: <title>et al. Oaks", SAME),
        ("<author>Li, G<O>. by <title>others. Oaks", SAME),
        ("<author>Li, G<O>. <title>et oaks. Oaks", SAME),
        ("<author>Li, G<O>. <title>Oaks et al.", SAME),
        ("<author>Li, G<O>. et <author>al. <title>Oaks", SAME),
        ("<title>et al. Oaks", SAME),
        ("<author>Li, G<O>, <title>et al", "<author>Li, G, et al"),
    ],
)  # fmt: skip
def test_and_others_behind_the_people_is_theirs(before: str, after: str) -> None:
    check(people.others_behind, before, after)


def test_names_of_a_list_without_titles_lose_no_words() -> None:
    tokens, labels = read("<author>Smith, A., Jones, B. Deep<O>. 2015")
    assert people.trim_authors(Labelled(tokens, labels, "inverted", titled=False)) == labels
    assert people.trim_authors(Labelled(tokens, labels, "inverted")) != labels


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<author>A. Lee<O>. <title>Oaks<O>. *Pages* <pages>3–9<O> of: Elms", SAME),
        ("<author>A. Lee<O>. <title>Oaks<O>. *In:* Elms", SAME),
        ("<author>A. Lee<O>. <title>Oaks<O>. *Pages <pages>3–9<O> of: Elms*",
         "<author>A. Lee<O>. <title>Oaks<O>. *Pages <pages>3–9<O> of: <booktitle>Elms*"),
        ("<author>A. Lee<O>. <title>Oaks<O>. *Elms*", "<author>A. Lee<O>. <title>Oaks<O>. *<journal>Elms*"),
    ],
)  # fmt: skip
def test_a_word_before_containers_in_italics_is_none(before: str, after: str) -> None:
    check(containers.slanted_container, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<author>A. Lee<O>. In Chinese. <publisher>Elm Press<O>, 2003", SAME),
        ("<author>A. Lee<O>. In Elms. <publisher>Elm Press<O>, 2003",
         "<author>A. Lee<O>. In <booktitle>Elms<O>. <publisher>Elm Press<O>, 2003"),
    ],
)  # fmt: skip
def test_a_language_behind_in_is_no_container(before: str, after: str) -> None:
    check(roles.behind_in, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<booktitle>Proc. Knowl<O>. <journal>Discovery", "<booktitle>Proc. Knowl. Discovery"),
        ("<journal>Elms<O>, <booktitle>14th Conf<O>. <date>2015", "<journal>Elms, 14th Conf<O>. <date>2015"),
        ("<booktitle>Elms<O>: <journal>Oaks<O>. <booktitle>Ash", "<booktitle>Elms: Oaks. Ash"),
        ("<booktitle>Elms<O>. In <journal>Oaks", SAME),
        ("<booktitle>Elms<O>. <volume>3<O>. <journal>Oaks", SAME),
        ("<booktitle>Elms<O>. <series>Ash<O>. <booktitle>Oaks", SAME),
    ],
)
def test_a_container_that_changes_its_label_is_one(before: str, after: str) -> None:
    check(containers.one_container, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<author>Doe v. Roe<O>, No. <issue>4", "<title>Doe v. Roe<O>, No. <note>4"),
        ("<author>Doe vs. Roe", "<title>Doe vs. Roe"),
        ("<author>v. Roe", SAME),
        ("<author>L. v. Ahn", SAME),
        ("<author>Ahn L v. <O>(<date>2015<O>)", SAME),
        ("<author>Doe v.", "<title>Doe v."),
        ("<author>Doe v Roe", SAME),
        ("<author>Doe v. Roe<O>. <title>Trees", SAME),
        ("<editor>Doe v. Roe", SAME),
    ],
)
def test_parties_are_a_cases_title(before: str, after: str) -> None:
    check(titles.case_name, before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<author>Li. Adam:<title> a method", "<author>Li<O>.<title> Adam: a method"),
        ("<author>Li. Adam<O>: <title>a method", "<author>Li<O>.<title> Adam: a method"),
        ("<author>A. Li. Deep Residual Nets<O>: <title>trees", "<author>A. Li<O>.<title> Deep Residual Nets: trees"),
        ("<author>A. Li. Very Deep Residual Nets<O>: <title>trees", SAME),
        ("<author>A. Adam<O>: <title>a method", SAME),  # an initial ends no list of names
        ("<author>B. Li Jr. Adam<O>: <title>a method", SAME),
        ("<author>B. Li and Adam<O>: <title>a method", SAME),
        ("<author>B. Li.<O>: <title>a method", SAME),
        ("<author>Adam<O>: <title>a method", SAME),
        ("<author>Li. Adam<O>. <title>a method", SAME),
    ],
)
def test_a_titles_first_words_before_its_colon(before: str, after: str) -> None:
    check(titles.title_before_colon, before, after)
