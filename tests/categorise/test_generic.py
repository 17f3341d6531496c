from __future__ import annotations

import pytest

from surveyrefs.categorise.generic import is_generic


@pytest.mark.parametrize(
    "title",
    [
        "Introduction", "1 INTRODUCTION", "Background and Related Work", "Open Challenges and Future Directions",
        "Materials & Methods", "Results and discussion", "Organization of the Article", "State of the Art",
        "Einleitung", "Stand der Forschung", "Zusammenfassung und Ausblick", "État de l'art", "Travaux connexes",
        "Introducción", "Trabajos relacionados", "Considerações finais", "Conclusioni e sviluppi futuri", "Inleiding",
        "Введение", "引言", "总结与展望", "おわりに",
    ],
)  # fmt: skip
def test_headings_that_say_where_the_survey_stands(title: str) -> None:
    assert is_generic(title)


@pytest.mark.parametrize(
    "title",
    [
        "Graph Neural Networks", "Background of Diffusion Models", "Related Work on Parsing", "Classification", "Data",
        "Challenges of Sparse Rewards", "Ethical Challenges", "Evaluation", "Applications", "Design", "2014", "",
        "Künstliche Intelligenz", "知识图谱", "Of the", "The Die Attach Problem",
    ],
)  # fmt: skip
def test_headings_that_name_a_subject(title: str) -> None:
    assert not is_generic(title)


def test_languages_are_not_mixed() -> None:
    assert not is_generic("Introduction der Arbeit")  # an English word among German ones
