"""The steps of mending in order, each with its reason and an example that changes with it and only with it.

`make rules` counts how often each fires, helps and hurts.
"""

from __future__ import annotations

from collections.abc import Sequence

from surveyrefs.references.mending import containers, ideographs, people, phrases, roles, titles
from surveyrefs.references.mending.number_steps import NUMBER_STEPS
from surveyrefs.references.mending.step import Labelled, Labels, Step
from surveyrefs.references.tagging.habits import NONE, Habits
from surveyrefs.references.tagging.tokens import Token

STEPS = (
    Step(
        "trim_authors",
        "Where all given names are initials, words without one are the title's first.",
        (
            "<author>Smith, A., Jones, B. Deep<title> learning of graphs<O>. <date>2015",
            "<author>Smith, A., Jones, B.<title> Deep learning of graphs<O>. <date>2015",
        ),
        people.trim_authors,
        "inverted",
    ),
    Step(
        "language_note",
        "A work’s language, as reference managers print it, is no container.",
        (
            "<author>Lee, A<O>. “<title>Graphs of all<O>”. <journal>eng<O>. In: <booktitle>Cell<O>. <date>2015",
            "<author>Lee, A<O>. “<title>Graphs of all<O>”. <note>eng<O>. In: <booktitle>Cell<O>. <date>2015",
        ),
        roles.language_note,
    ),
    Step(
        "identifier_alone",
        "Identifiers are part of no other field.",
        (
            "<author>Lee, A<O>. <title>Graphs of all<O>. <journal>Pain PMID: 23792284<O>. <date>2015",
            "<author>Lee, A<O>. <title>Graphs of all<O>. <journal>Pain<O> PMID: 23792284<O>. <date>2015",
        ),
        roles.identifier_alone,
    ),
    Step(
        "named_before_editors",
        "Words before `(A. Li, ed.)` or `Ed. A. Li` are what they edited.",
        (
            "<editor>Ghost Stories. Ed. Peter Wash<O>. <location>Rome<O>: <publisher>Knopf<O>, <date>2008",
            "<title>Ghost Stories<O>. <editor>Ed. Peter Wash<O>. <location>Rome<O>: <publisher>Knopf<O>, <date>2008",
        ),
        roles.named_before_editors,
    ),
    Step(
        "genre_said",
        "A degree's thesis or a technical report is the kind of work, whatever it passed for.",
        (
            "<author>S. Hopkins<O>. <title>Graphs<O>. Master’s thesis, <institution>MIT<O>, <date>2015",
            "<author>S. Hopkins<O>. <title>Graphs<O>. <genre>Master’s thesis<O>, <institution>MIT<O>, <date>2015",
        ),
        phrases.genre_said,
    ),
    Step(
        "editors_first",
        "People with `(eds.)` behind them are editors.",
        (
            "<author>Li, C., Wu, B.<O> (eds.): <title>Networks of today<O>. <publisher>Springer<O> (<date>2022<O>)",
            "<editor>Li, C., Wu, B.<O> (eds.): <title>Networks of today<O>. <publisher>Springer<O> (<date>2022<O>)",
        ),
        people.editors_first,
    ),
    Step(
        "others_behind",
        "*Et al.* behind the people is theirs.",
        (
            "<author>Li, G<O>.; <title>et al. Graphs of all<O>. <date>2015",
            "<author>Li, G.; et al<O>.<title> Graphs of all<O>. <date>2015",
        ),
        people.others_behind,
    ),
    Step(
        "title_before_colon",
        "A title begins behind the full stop, not behind the colon.",
        (
            "<author>D. Kingma and Jimmy Ba. Adam<O>: <title>A method<O>. <date>2014",
            "<author>D. Kingma and Jimmy Ba<O>. <title>Adam: A method<O>. <date>2014",
        ),
        titles.title_before_colon,
    ),
    Step(
        "quoted_title",
        "A quotation that is mostly title is title throughout.",
        (
            "<author>A. Lee<O>, “<title>Learning of <journal>graphs<O>,” <date>2015",
            "<author>A. Lee<O>, “<title>Learning of graphs,<O>” <date>2015",
        ),
        titles.quoted_title,
    ),
    Step(
        "font_border",
        "Where the type changes once between title and container, there is their border.",
        (
            "<author>A. Lee<O>. <title>Learning of *Graph<O>. <journal>Studies*<O> <volume>5<O>, <date>2015",
            "<author>A. Lee<O>. <title>Learning of <journal>*Graph. Studies*<O> <volume>5<O>, <date>2015",
        ),
        titles.font_border,
    ),
    Step(
        "list_border",
        "Where the list's containers stand out by their type, or as the last sentence, so does this one.",
        (
            "<author>Dob T<O>. <title>Oil of sage<O>. <journal>L. from Crete. Pharm Biol<O>. <date>2005<O>;<volume>43",
            "<author>Dob T<O>. <title>Oil of sage. L. from Crete<O>. <journal>Pharm Biol<O>. <date>2005<O>;<volume>43",
        ),
        titles.list_border,
        habits=Habits(ends=".", before_container=".", behind_container="date", dotted="n"),
    ),
    Step(
        "whole_slanted",
        "A stretch in italics that is mostly container is container throughout.",
        (
            "<author>A. Lee<O>. <title>Learning<O>. *<journal>Studies of Graphs<O>, Trees*<O> <volume>5<O>, <date>2015",
            "<author>A. Lee<O>. <title>Learning<O>. *<journal>Studies of Graphs, Trees*<O> <volume>5<O>, <date>2015",
        ),
        containers.whole_slanted,
    ),
    Step(
        "one_container",
        "A container that changes its label behind a full stop or comma is one.",
        (
            "<author>A. Lee<O>. <title>Trees<O>. <booktitle>Proc. Conf. Knowl<O>. <journal>Discovery<O> <date>2015",
            "<author>A. Lee<O>. <title>Trees<O>. <booktitle>Proc. Conf. Knowl. Discovery<O> <date>2015",
        ),
        containers.one_container,
    ),
    Step(
        "title_begins",
        "Words between the authors or the year and the title belong to it.",
        (
            "<author>A. Lee<O>. <date>2015<O>. Big, <title>bigger graphs<O>. <journal>Graph Studies",
            "<author>A. Lee<O>. <date>2015<O>. <title>Big, bigger graphs<O>. <journal>Graph Studies",
        ),
        titles.title_begins,
    ),
    Step(
        "slanted_container",
        "Without a container, italics behind the title's roman words are one.",
        (
            "<author>A. Lee<O>. <title>Learning of graphs, *Graph Studies*<O> <date>2015",
            "<author>A. Lee<O>. <title>Learning of graphs, <journal>*Graph Studies*<O> <date>2015",
        ),
        containers.slanted_container,
    ),
    Step(
        "case_name",
        "Parties are a case’s title.",
        (
            "<author>Doe v. Roe<O>, No. <issue>4<O>:<note>22<O> (<date>2022<O>)",
            "<title>Doe v. Roe<O>, No. <note>4<O>:<note>22<O> (<date>2022<O>)",
        ),
        titles.case_name,
    ),
    Step(
        "title_missing",
        "Without a title, what follows the authors is one.",
        (
            "<author>A. Lee<O>. <journal>Learning of graphs<O>. <publisher>ACM<O>, <date>2015",
            "<author>A. Lee<O>. <title>Learning of graphs<O>. <publisher>ACM<O>, <date>2015",
        ),
        titles.title_missing,
    ),
    Step(
        "no_title",
        "The name of a preprint server, or one letter, is no title.",
        (
            "<author>A. Lee<O>. <title>arXiv preprint<O>. <date>2015",
            "<author>A. Lee<O>. arXiv preprint. <date>2015",
        ),
        titles.no_title,
    ),
    Step(
        "authors_missing",
        "Without an author, the words before the title are one.",
        (
            "World Health Organization. <title>A view of health<O>. <date>2015",
            "<author>World Health Organization<O>. <title>A view of health<O>. <date>2015",
        ),
        people.authors_missing,
    ),
    Step(
        "journal_in_title",
        "Without a container, the last sentence of a title that a volume follows is the journal.",
        (
            "<author>Breiman L<O>. <title>Random Forests. Machine Learning<O>. <date>2001<O>;<volume>45",
            "<author>Breiman L<O>. <title>Random Forests<O>. <journal>Machine Learning<O>. <date>2001<O>;<volume>45",
        ),
        containers.journal_in_title,
    ),
    Step(
        "behind_in",
        "Without a container, what stands right behind `In` is one.",
        (
            "<author>Lee, A<O>. <title>Graphs of all<O>. In: <publisher>IJCAI<O>. pp. <pages>4–9<O> (<date>1983<O>)",
            "<author>Lee, A<O>. <title>Graphs of all<O>. In: <booktitle>IJCAI<O>. pp. <pages>4–9<O> (<date>1983<O>)",
        ),
        roles.behind_in,
    ),
    *NUMBER_STEPS,
    Step(
        "coded_work",
        "In Chinese, the code of GB/T 7714 ends the title and tells what follows.",
        (
            "<title>王小明<O>. <journal>笔记保存<O>[J]. <title>图书<O>, <date>2015<O>, 12: <pages>45",
            "<author>王小明<O>. <title>笔记保存<O>[J]. <journal>图书<O>, <date>2015<O>, <volume>12<O>:<pages> 45",
        ),
        ideographs.coded_work,
    ),
    Step(
        "titled_by_marks",
        "Between 《 and 》 stands a title; the second one is the journal's.",
        (
            "<title>王小明：《动画史》，《电影评论》2015年第3期",
            "<author>王小明<O>：《<title>动画史<O>》，《<journal>电影评论<O>》<date>2015<O>年第<issue>3<O>期",
        ),
        ideographs.titled_by_marks,
    ),
)


def mended(
    tokens: Sequence[Token], labels: Sequence[str], names: str = "", titled: bool = True, habits: Habits = NONE
) -> Labels:
    """Mend the labels of one reference; `names`, `titled` and `habits` as in Labelled."""
    work = Labelled(tokens, labels, names, titled, habits)
    for step in STEPS:
        work = step(work)
    return work.labels
