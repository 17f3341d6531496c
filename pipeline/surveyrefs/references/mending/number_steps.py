"""The last of the steps of mending, those of numbers and dates: reasons and examples as in `steps`."""

from __future__ import annotations

from surveyrefs.references.mending import containers, numbers
from surveyrefs.references.mending.step import Step
from surveyrefs.references.tagging.habits import Habits

NUMBER_STEPS = (
    Step(
        "days",
        "`11–14 June` are days of a conference, no pages.",
        (
            "<author>A. Lee<O>. <title>Learning of graphs<O>. In <booktitle>Graphs<O>. <pages>11–14<date> June 2015",
            "<author>A. Lee<O>. <title>Learning of graphs<O>. In <booktitle>Graphs<O>. <date>11–14 June 2015",
        ),
        numbers.days,
    ),
    Step(
        "pages_of_article",
        "`248:1–248:38` is one range, the article's number before each page.",
        (
            "<author>A. Li<O>. <title>Graphs<O>. <journal>Trees <volume>5<O>, <pages>248:1–248<O>:38<O>. <date>2015",
            "<author>A. Li<O>. <title>Graphs<O>. <journal>Trees <volume>5<O>, <pages>248:1–248:38<O>. <date>2015",
        ),
        numbers.pages_of_article,
    ),
    Step(
        "volume_like_year",
        "Of two years, the one behind the journal is the volume.",
        (
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms <date>2016<O>(<issue>105<O>) (<date>2016<O>)",
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms <volume>2016<O>(<issue>105<O>) (<date>2016<O>)",
        ),
        numbers.volume_like_year,
    ),
    Step(
        "volume_said",
        "The number behind `vol.` is the volume, whatever year it looks like.",
        (
            "<author>A. Li<O>. <title>Oaks<O>. In <booktitle>Elms<O>, vol. <date>1649<O> (<date>2016<O>)",
            "<author>A. Li<O>. <title>Oaks<O>. In <booktitle>Elms<O>, vol. <volume>1649<O> (<date>2016<O>)",
        ),
        numbers.volume_said,
    ),
    Step(
        "volume_bare",
        "Where the list announces its pages, a lone number right behind a journal is its volume.",
        (
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms<O>, <pages>150<O>, <date>2016",
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms<O>, <volume>150<O>, <date>2016",
        ),
        numbers.volume_bare,
        habits=Habits(before_pages="pp"),
    ),
    Step(
        "issue_alone",
        "Where the list announces its pages, a small number behind the volume is the issue.",
        (
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms <volume>20<O>, <pages>5<O> (<date>2016<O>)",
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms <volume>20<O>, <issue>5<O> (<date>2016<O>)",
        ),
        numbers.issue_alone,
        habits=Habits(before_pages="pp"),
    ),
    Step(
        "volume_between",
        "Between journal and pages, the only number is the volume.",
        (
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms<O>. 1, <pages>34<O>. <date>2016",
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms<O>. <volume>1<O>, <pages>34<O>. <date>2016",
        ),
        numbers.volume_between,
    ),
    Step(
        "article_number",
        "A number said to be an article’s is its page, the one before it the issue.",
        (
            "<author>A. Li<O>. <title>Oak<O>. <journal>Elms <volume>4<O>(1), Article <issue>3<O>. <date>2016",
            "<author>A. Li<O>. <title>Oak<O>. <journal>Elms <volume>4<O>(<issue>1<O>), Article <pages>3<O>. <date>2016",
        ),
        numbers.article_number,
    ),
    Step(
        "issue_between",
        "Between volume and pages, a number that is neither is the issue.",
        (
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms <volume>19<O>, 1, <pages>44–62<O>. <date>1993",
            "<author>A. Li<O>. <title>Oaks<O>. <journal>Elms <volume>19<O>, <issue>1<O>, <pages>44–62<O>. <date>1993",
        ),
        numbers.issue_between,
    ),
    Step(
        "volume_in_container",
        "Where the list prints volumes right behind containers, a container's last number is its volume.",
        (
            "<author>A. Lee<O>. <title>All graphs<O>. <booktitle>Annals of Trees 26<O> (<date>2013<O>)",
            "<author>A. Lee<O>. <title>All graphs<O>. <booktitle>Annals of Trees <volume>26<O> (<date>2013<O>)",
        ),
        numbers.volume_in_container,
        habits=Habits(before_volume="w"),
    ),
    Step(
        "pages_twice",
        "Of two pages the range is the pages; a number before it is the issue, or the volume.",
        (
            "<author>A. Lee<O>. <title>Graphs of all<O>. <journal>Studies <pages>520<O> (<date>1986<O>) <pages>23–29",
            "<author>A. Lee<O>. <title>Graphs of all<O>. <journal>Studies <volume>520<O> (<date>1986<O>) <pages>23–29",
        ),
        numbers.pages_twice,
    ),
    Step(
        "pages_behind_volume",
        "Without pages, the number behind the volume is the first of them.",
        (
            "<author>A. Lee<O>. <title>Graphs of all<O>. <journal>Studies <volume>520<O>, 23 (<date>1986<O>)",
            "<author>A. Lee<O>. <title>Graphs of all<O>. <journal>Studies <volume>520<O>, <pages>23<O> (<date>1986<O>)",
        ),
        numbers.pages_behind_volume,
    ),
    Step(
        "place_before_days",
        "Where days follow, the place before them is no part of the container.",
        (
            "<author>A. Li<O>. <title>Graphs<O>. In <booktitle>Trees, Rome, Italy<O>, <date>6–10 May 2016",
            "<author>A. Li<O>. <title>Graphs<O>. In <booktitle>Trees<O>, <location>Rome, Italy<O>, <date>6–10 May 2016",
        ),
        containers.place_before_days,
    ),
    Step(
        "year_missing",
        "Without a date, the last year outside title, container and identifiers is it, or a container’s last word.",
        (
            "<author>A. Lee<O>. <title>Graphs of all<O>. <publisher>ACM<O>, 2022.",
            "<author>A. Lee<O>. <title>Graphs of all<O>. <publisher>ACM<O>, <date>2022<O>.",
        ),
        numbers.year_missing,
    ),
)
