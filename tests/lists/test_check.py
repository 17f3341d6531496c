"""Where a list and its survey disagree."""

from __future__ import annotations

import json

import pytest

from surveyrefs.lists.check import KINDS, Report, check_list
from surveyrefs.lists.render import to_json, to_markdown, to_text
from surveyrefs.lists.venues import entry_type, misspelt, short_name, short_names, venues_differ
from tests.lists.build import HEADER, listed, sorted_survey
from tests.versions.survey_maker import reference

NIGHT = reference("Listening at night: a study of quiet motors", key="night", arxiv="2301.00001", year="2023")
HUSH = reference(
    "Hush: counting what is not heard", key="hush", year="2022",
    container="Proceedings of the 39th International Conference on Machine Learning",
)  # fmt: skip
BARK = reference("Barking machines and how to calm them", key="bark", year="2021", doi="10.1000/bark")
AUX = reference("A textbook of physics", key="aux")
SURVEY = sorted_survey({"Machines > Ears": [NIGHT, HUSH], "Machines > Dogs": [BARK]}, [AUX])


def check(rows: dict[str, str], everything: bool = False) -> Report:
    text = "# List\n" + "".join(f"\n## {heading}\n\n{HEADER}{body}" for heading, body in rows.items())
    return check_list(listed(text), SURVEY, everything)


def found(report: Report) -> list[tuple[str, int, str]]:
    return [(finding.code, finding.line, finding.key or finding.title) for finding in report.findings]


ALL_EARS = (
    "| [Listening at night: a study of quiet motors](https://arxiv.org/abs/2301.00001) | arXiv 2023 | - |\n"
    "| Hush: counting what is not heard | ICML 2022 | - |\n"
)
ALL_DOGS = "| [Barking machines and how to calm them](https://doi.org/10.1000/bark) | Journal of Tests 2021 | - |\n"


def test_a_list_that_agrees() -> None:
    report = check({"Ears": ALL_EARS, "Dogs": ALL_DOGS})
    assert report.findings == ()
    assert (report.entries, report.matched, report.listed, report.wanted, report.uncategorised) == (3, 3, 3, 3, 1)
    assert "No disagreement." in to_text(report)
    assert "No disagreement." in to_markdown(report)


def test_what_either_lacks() -> None:
    report = check({"Ears": ALL_EARS, "Dogs": "| [Cats in silence](https://x.org/cats) | ICML 2020 | - |\n"})
    assert found(report) == [("not-in-list", 0, "bark"), ("not-in-survey", 14, "Cats in silence")]
    assert report.findings[0].survey == ("Machines > Dogs",)


def test_works_in_no_category_are_missed_only_when_asked_for() -> None:
    report = check({"Ears": ALL_EARS, "Dogs": ALL_DOGS}, everything=True)
    assert found(report) == [("not-in-list", 0, "aux")]


def test_another_category() -> None:
    report = check({"Ears": ALL_EARS + ALL_DOGS, "2. Dog": ""})
    assert found(report) == [("other-category", 9, "bark")]
    assert report.findings[0].text == "Ears → Machines > Dogs"


def test_a_heading_that_the_survey_does_not_know_says_nothing() -> None:
    assert check({"Favourites": ALL_EARS + ALL_DOGS}).findings == ()


def test_a_heading_is_known_by_its_works_too() -> None:
    works = [reference(f"Machine number {word} and its noise", key=word) for word in ("one", "two", "three", "four")]
    run = sorted_survey({"A": works, "B": [NIGHT]})
    rows = "".join(f"| {r.title} | 2020 | - |\n" for r in works)
    text = f"# L\n## Quite another name\n{HEADER}{rows}| {NIGHT.title} | 2023 | - |\n"
    assert [f.code for f in check_list(listed(text), run).findings] == ["other-category", "no-link"]


def test_headings_above_decide_between_categories_of_one_name() -> None:
    run = sorted_survey({"Attacks > Evasion": [NIGHT], "Defences > Evasion": [HUSH]})
    row = ALL_EARS.splitlines(keepends=True)
    text = f"# L\n# Attacks\n## Evasion\n{HEADER}{row[1]}\n# Defences\n## Evasion\n{HEADER}{row[0]}"
    assert [(f.code, f.line) for f in check_list(listed(text), run).findings] == [
        ("other-category", 6), ("other-category", 12),
    ]  # fmt: skip


def test_duplicates() -> None:
    report = check({"Ears": ALL_EARS + ALL_EARS.splitlines(keepends=True)[1], "Dogs": ALL_DOGS})
    assert found(report) == [("duplicate", 9, "Hush: counting what is not heard")]
    assert report.findings[0].text == "also line 8, under the same heading"


def test_a_work_in_two_categories_of_the_survey_may_stand_under_both() -> None:
    run = sorted_survey({"Ears": [HUSH], "Dogs": [HUSH, NIGHT]})
    row = ALL_EARS.splitlines(keepends=True)
    text = f"# L\n## Ears\n{HEADER}{row[1]}\n## Dogs\n{HEADER}{row[1]}{row[0]}"
    assert check_list(listed(text), run).findings == ()


def test_one_address_on_two_titles() -> None:
    report = check({"Ears": ALL_EARS, "Dogs": ALL_DOGS.replace("doi.org/10.1000/bark", "arxiv.org/abs/2301.00001")})
    assert found(report) == [("shared-link", 14, "Barking machines and how to calm them")]


def test_a_title_that_does_not_fit_its_identifier() -> None:
    report = check(
        {"Ears": ALL_EARS.replace("Listening at night: a study of quiet motors", "Silence is golden"), "Dogs": ALL_DOGS}
    )
    assert found(report) == [("title-differs", 7, "night")]


def test_another_number_for_the_same_title() -> None:
    report = check({"Ears": ALL_EARS.replace("2301.00001", "2301.00099"), "Dogs": ALL_DOGS})
    assert found(report) == [("title-differs", 7, "night")]


def test_venue_and_year() -> None:
    text = ALL_EARS.replace("ICML 2022", "CVPR 2022").replace("arXiv 2023", "arXiv 2024")
    report = check({"Ears": text, "Dogs": ALL_DOGS})
    assert [(f.code, f.text) for f in report.findings] == [
        ("venue-differs", "CVPR 2022 → ICML 2022"), ("year-differs", "2024 → 2023"),
    ]  # fmt: skip


def test_links_and_rows() -> None:
    text = ALL_EARS.replace("arXiv 2023", "arxuv 2023") + "| []() | ICML 2020 | - |\n"
    report = check({"Ears": text, "Dogs": "| [Barking machines and how to calm them](http:/x.org) | 2021 | - |\n"})
    assert [(f.code, f.line) for f in report.findings] == [
        ("venue-misspelt", 7), ("bad-link", 15), ("unread-row", 9),
    ]  # fmt: skip


def test_an_entry_without_link_is_told_where_the_survey_has_one() -> None:
    report = check({"Ears": ALL_EARS, "Dogs": "| Barking machines and how to calm them | 2021 | - |\n"})
    assert [(f.code, f.text) for f in report.findings] == [("no-link", "the survey has https://doi.org/10.1000/bark")]


def test_forms() -> None:
    report = check({"Ears": ALL_EARS, "Dogs": "| [Cats *in* silence](https://x.org/cats) | ICML 2020 | - |\n"})
    assert to_text(report).splitlines()[2:5] == [
        "In the survey, not in the list (1)", "  Machines > Dogs",
        "    + Barking machines and how to calm them (bark) Doe et al., Journal of Tests 2021",
    ]  # fmt: skip
    assert "- [ ] line 14: Cats in silence: ICML 2020" in to_markdown(report)
    whole = json.loads(to_json(report, ("not-in-survey",)))
    assert [finding["code"] for finding in whole["findings"]] == ["not-in-survey"]
    assert whole["wanted"] == 3
    assert to_text(report, ("duplicate",)).count("\n") == 2


def test_control_characters_do_not_reach_the_terminal() -> None:
    report = check({"Ears": ALL_EARS, "Dogs": ALL_DOGS + "| [A \x1b[31mred title](https://x.org/1) | - | - |\n"})
    assert "\x1b" not in to_text(report)


def test_every_kind_of_finding_has_a_heading() -> None:
    assert all(KINDS.values())


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("ICML", "Proceedings of the 39th International Conference on Machine Learning", False),
        ("NIPS", "Advances in Neural Information Processing Systems", False),
        ("ACL", "North American Chapter of the Association for Computational Linguistics", True),
        ("arxiv", "International Conference on Learning Representations", True),
        ("arXiv", "CoRR", False),
        ("STEP", "International Conference on Learning Representations", False),
        ("ICLR (Workshop)", "ICLR", False),
        ("EMNLP Findings", "Findings of the Association for Computational Linguistics: EMNLP 2023", False),
    ],
)
def test_venues(one: str, other: str, differ: bool) -> None:
    assert venues_differ(one, other) is differ


@pytest.mark.parametrize(
    ("venue", "names"),
    [
        ("ICLR", {"ICLR"}),
        ("ICLR 2022 (Workshop)", {"ICLR"}),
        ("iclr 2022", {"ICLR"}),
        ("Iclr 2022", {"ICLR"}),
        ("Notes of iclr 2022", set()),  # in small letters only where hardly another word stands beside
        ("Notes of the NeurIPS board", {"NeurIPS"}),
        ("The web by CHI and ACL", {"CHI", "ACL"}),
        ("Oaks of the chi river", set()),
        ("arXiv preprint", {"arXiv"}),
        ("ICLR (arXiv)", {"ICLR"}),
        ("", set()),
    ],
)
def test_names_of_venues_in_a_text(venue: str, names: set[str]) -> None:
    assert short_names(venue) == names


@pytest.mark.parametrize(
    ("venue", "kind"),
    [
        ("", "misc"),
        ("arXiv 2020", "misc"),
        ("TPAMI", "article"),
        ("Letters of trees", "article"),
        ("ICLR", "inproceedings"),
        ("The oak symposium", "inproceedings"),
        ("Oaks", "misc"),
    ],
)
def test_the_type_that_a_venue_tells(venue: str, kind: str) -> None:
    assert entry_type(venue) == kind


def test_short_and_misspelt_names() -> None:
    assert short_name("Findings of the Association for Computational Linguistics: EMNLP 2023") == "Findings of EMNLP"
    assert short_name("Journal of Quiet Things 2023") == "Journal of Quiet Things"
    assert misspelt("arxuv") == "arXiv"
    assert misspelt("NeuroSys") == ""
    assert misspelt("NAS") == ""
    assert misspelt("ICLX") == "ICLR"
    assert misspelt("ICXX") == ""
    assert misspelt("ICLR") == ""
    assert misspelt("ICLX 2020") == ""
    assert short_name("Quiet Things, 2023;") == "Quiet Things"
    assert short_name("ACL and ICLR") == "ACL and ICLR"


def test_a_report_names_the_survey_by_its_title_and_counts_what_agrees() -> None:
    report = check({"Ears": ALL_EARS, "Dogs": ALL_DOGS})
    assert report.survey == (SURVEY.document.title or SURVEY.name)
    assert (report.entries, report.matched, report.wanted, report.listed, report.uncategorised) == (3, 3, 3, 3, 1)
