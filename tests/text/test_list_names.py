"""What reference lists are called."""

from __future__ import annotations

import pytest

from surveyrefs.text.back_matter import begins_back_matter
from surveyrefs.text.list_names import names_list


@pytest.mark.parametrize(
    "text",
    [
        "References",
        "REFERENCES",
        "■ REFERENCES",
        "— References —",
        "References:",
        "References (60)",
        "V. REFERENCES",
        "5 Literaturverzeichnis",
        "5. Literatur",
        "Literatur- und Quellenverzeichnis",
        "Quellen- und Literaturverzeichnis",
        "Ausgewählte Literatur:",
        "Références",
        "RÉFÉRENCES BIBLIOGRAPHIQUES",
        "Literatura citada",
        "Bibliografia",
        "Bibliografía y referencias",
        "Referências bibliográficas",
        "Список литературы",
        "参考文献",
        "参 考 文 献",
        "注释：",
        "R E F E R E N C E S",
        "References and Notes",
        "Notes and references",
        "Literature cited",
        "참고문헌",
        "المراجع",
        "Bibliographie et sources",
        "Piśmiennictwo",
        "Kaynaklar",
        "Lähteet",
        "Viri in literatura",
        "Seznam použitých zdrojů",
        "ΒΙΒΛΙΟΓΡΑΦΙΑ",
        "REFERENCIAS BIBLIOGRAFICAS",
        "संदर्भ सूची",
        "เอกสารอ้างอิง",
        "المراجع والمصادر",
    ],
)
def test_names_of_lists(text: str) -> None:
    assert names_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "and",
        "Notes",
        "Reference architecture",
        "The literature",
        "References are kept in boxes",
        "Related literature",
        "1 Introduction",
        "Funding",
        "Sources of error",
        "I Referees",
        "A B C",
        "Literature review",
    ],
)
def test_other_lines(text: str) -> None:
    assert not names_list(text)


@pytest.mark.parametrize(
    "text",
    [
        "Received: 10 June 2013; accepted: 2 July 2013",
        "Paper received 29 September 2005; revised version",
        "Manuscript received May 1, 2001.",
        "Submissão: 14/10/2020",
        "Conflict of Interest Statement: The authors declare",
        "Publisher’s note Springer remains neutral",
        "Copyright © 2013 Goodall",
        "© 2013 The Authors",
        "Online Appendix to:",
        "Autorennotiz:",
        "Editora Associada: C. Nievola",
        "About the authors",
        "Affiliation:",
        "Affiliations",
        "Afiliación",
        "Biographical notes",
        "This is an open-access article distributed under the terms",
        "E-mail: a.archer@example.org",
        "Appendix",
        "附录",
        "【作者简介】",
        "謝 辞",
        "부록",
        "Teşekkür:",
        "Köszönetnyilvánítás",
        "Приложение",
        "Priedas",
    ],
)
def test_back_matter(text: str) -> None:
    assert begins_back_matter(text)


@pytest.mark.parametrize(
    "text",
    [
        "Received Ideas Project. 2010. Opinions on lists.",
        "Archer, A. 2013. Received wisdom.",
        "[3] Funding bodies and lists",
        "Citation analysis in practice. 2011.",
        "Open access and its readers, 2015.",
        "Copyrights, A. (2001). Law.",
        "Affiliation and loss. 2011.",
        "Ek, A. (2001). Law.",
        "Приложения Петров, 2001",
    ],
)
def test_entries_are_no_back_matter(text: str) -> None:
    assert not begins_back_matter(text)
