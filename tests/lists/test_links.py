"""Kinds of links, faults of addresses, what badges and cells of venue and year say."""

from __future__ import annotations

import pytest

from surveyrefs.lists.read.badges import badge_words
from surveyrefs.lists.read.links import doi_of, fault_of, link_kind, word_kind
from surveyrefs.lists.read.published import is_nothing, published


@pytest.mark.parametrize(
    ("url", "text", "kind"),
    [
        ("https://arxiv.org/abs/2301.00001", "A title", "arxiv"),
        ("https://doi.org/10.1/x", "A title", "doi"),
        ("https://dl.acm.org/doi/10.1145/3616855", "", "doi"),
        ("https://github.com/a/b", "A title", "code"),
        ("https://github.com/a/b", "dataset", "dataset"),
        ("https://huggingface.co/datasets/a", "", "dataset"),
        ("https://huggingface.co/a", "", "project"),
        ("https://a.github.io/", "", "project"),
        ("https://a.example.org/", "Project Page", "project"),
        ("https://a.example.org/", "code", "code"),
        ("https://openreview.net/forum?id=1", "", "paper"),
        ("https://a.example.org/x.pdf", "", "paper"),
    ],
)
def test_kinds(url: str, text: str, kind: str) -> None:
    assert link_kind(url, text) == kind


def test_a_column_tells_what_an_address_does_not() -> None:
    assert link_kind("https://a.example.org/", "", "code") == "project"
    assert link_kind("https://a.example.org/", "A title", "title") == "paper"


def test_words_for_links_are_no_titles() -> None:
    assert word_kind("PDF") == "paper"
    assert word_kind("Official PyTorch code") == "code"
    assert word_kind("Paper with many words in it") is None
    assert word_kind("arXiv 2023") is None
    assert word_kind("Attention") is None
    assert word_kind("Noise with code") is None


@pytest.mark.parametrize(
    "url",
    [
        "", "https://x.org/a b", "https://arxiv.org/abs/...", "https://https://x.org", "arxiv.org/abs/2301.07069",
        "https://arxiv.org/abs/arXiv:2306.08568", "https://github.com/a/b.", "https://localhost", "javascript:alert(1)",
        "http//x.org/a", "https://x.org/(a", "www.x.org/a",
    ],
)  # fmt: skip
def test_faults(url: str) -> None:
    assert fault_of(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/2406.11277/", "http://arxiv.org/abs/hep-th/9901001v2", "https://arxiv.org/pdf/2302.00002.pdf",
        "https://www.cell.com/fulltext/S2589-0042(23)00537-0", "#anchor", "docs/more.md", "mailto:a@x.org",
        "https://x.org:8080/a?b=c#d",
    ],
)  # fmt: skip
def test_no_faults(url: str) -> None:
    assert fault_of(url) == ""


@pytest.mark.parametrize(
    ("image", "words"),
    [
        ("https://img.shields.io/badge/PDF-NeurIPS 2023-10868", ("PDF", "NeurIPS 2023")),
        ("https://img.shields.io/badge/GitHub-%23121011.svg?logo=github", ("GitHub",)),
        ("https://img.shields.io/badge/ACL-2023-blue", ("ACL", "2023")),
        ("https://img.shields.io/badge/AAAI--24_Oral-a__b-red", ("AAAI-24 Oral", "a_b")),
        ("https://img.shields.io/static/v1?label=Venue&message=ICML%202020&color=red", ("Venue", "ICML 2020")),
        ("https://img.shields.io/github/stars/a/b", ()),
        ("https://[broken", ()),
    ],
)
def test_badges(image: str, words: tuple[str, ...]) -> None:
    assert badge_words(image) == words


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        ("NeurIPS 2023", "NeurIPS", "2023"),
        ("arxiv 2022", "arxiv", "2022"),
        ("41 ICML", "41 ICML", ""),
        ("ICLR 2022 (Workshop)", "ICLR (Workshop)", "2022"),
        ("NeurIPS Workshop 2023 / ACL 2024", "NeurIPS Workshop 2023 / ACL 2024", "2024"),
        ("ACL'23", "ACL", "2023"),
        ("ICML '98", "ICML", "1998"),
        ("2023.05", "", "2023"),
        ("2024-05-12", "", "2024"),
        ("May 2023", "", "2023"),
        ("EMNLP2020", "EMNLP", "2020"),
        ("-", "", ""),
        ("N/A", "", ""),
        ("Sensors 12345", "Sensors 12345", ""),
    ],
)
def test_venue_and_year(text: str, venue: str, year: str) -> None:
    assert published(text) == (venue, year)


def test_cells_that_say_nothing() -> None:
    assert all(map(is_nothing, ("", " - ", "—", "n/a", "TBD")))
    assert not is_nothing("A-")


def test_dois_in_addresses() -> None:
    assert doi_of("https://www.pnas.org/doi/pdf/10.1073/pnas.2305016120") == "10.1073/pnas.2305016120"
    assert doi_of("https://doi.org/10.48550/arXiv.2301.00001") == ""
