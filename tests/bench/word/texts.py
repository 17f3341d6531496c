"""The words of drawn papers: headings, names of lists and tables, sentences that say nothing, in eight languages."""

from __future__ import annotations

from typing import NamedTuple


class Tongue(NamedTuple):
    """What a paper in one language is made of."""

    headings: tuple[str, ...]
    lists: tuple[str, ...]
    table: str
    sentences: tuple[str, ...]
    after: tuple[str, ...]


def tongue(headings: str, lists: str, table: str, sentences: str, after: str) -> Tongue:
    parts = (tuple(text.split("|")) for text in (headings, lists, sentences, after))
    one, two, three, four = parts
    return Tongue(one, two, table, three, four)


TONGUES = {
    "en": tongue(
        "Introduction|Background|Methods of search|Results|Models of growth|Data and tools|Open "
        "questions|Discussion|Conclusions",
        "References|Bibliography|Literature Cited|REFERENCES|Works Cited|Reference list", "Table",
        "The question has been studied for many years|Several groups report similar values|A second line of work "
        "starts from the data|In most of these studies the sample was small|Others prefer a model of the whole "
        "process|This view was later refined|The results do not agree in every respect|A careful reading shows "
        "that the method matters|Few authors give the necessary details|The same holds for larger systems",
        "Appendix|Author contributions|Supplementary material|About the authors|Funding",
    ),
    "de": tongue(
        "Einleitung|Grundlagen|Methoden der Suche|Ergebnisse|Modelle des Wachstums|Daten und Werkzeuge|Offene "
        "Fragen|Diskussion|Fazit",
        "Literatur|Literaturverzeichnis|Quellenverzeichnis|LITERATUR", "Tabelle",
        "Die Frage wird seit vielen Jahren untersucht|Mehrere Gruppen berichten ähnliche Werte|Eine zweite "
        "Richtung geht von den Daten aus|In den meisten dieser Studien war die Stichprobe klein|Andere bevorzugen"
        " ein Modell des ganzen Vorgangs|Diese Sicht wurde später verfeinert|Nur wenige Autoren nennen die "
        "nötigen Einzelheiten",
        "Anhang|Danksagung|Über die Autoren",
    ),
    "fr": tongue(
        "Introduction|Contexte|Méthodes de recherche|Résultats|Modèles de croissance|Données et outils|Questions "
        "ouvertes|Discussion|Conclusion",
        "Références|Bibliographie|Références bibliographiques|RÉFÉRENCES", "Tableau",
        "La question est étudiée depuis de longues années|Plusieurs équipes rapportent des valeurs proches|Une "
        "seconde voie part des données|Dans la plupart de ces études l’échantillon était petit|D’autres préfèrent"
        " un modèle du processus entier|Cette vue fut ensuite affinée|Peu d’auteurs donnent les détails "
        "nécessaires",
        "Annexe|Remerciements",
    ),
    "es": tongue(
        "Introducción|Antecedentes|Métodos de búsqueda|Resultados|Modelos de crecimiento|Datos y "
        "herramientas|Cuestiones abiertas|Discusión|Conclusiones",
        "Referencias|Bibliografía|Referencias bibliográficas|REFERENCIAS", "Tabla",
        "La cuestión se ha estudiado durante muchos años|Varios grupos informan de valores similares|Una segunda "
        "línea parte de los datos|En la mayoría de los estudios la muestra era pequeña|Otros prefieren un modelo "
        "del proceso completo|Esta visión fue refinada más tarde|Pocos autores dan los detalles necesarios",
        "Anexo|Agradecimientos",
    ),
    "pt": tongue(
        "Introdução|Antecedentes|Métodos de busca|Resultados|Modelos de crescimento|Dados e ferramentas|Questões "
        "abertas|Discussão|Conclusões",
        "Referências|Referências bibliográficas|REFERÊNCIAS|Bibliografia", "Tabela",
        "A questão tem sido estudada há muitos anos|Vários grupos relatam valores semelhantes|Uma segunda linha "
        "parte dos dados|Na maioria destes estudos a amostra era pequena|Outros preferem um modelo do processo "
        "inteiro|Esta visão foi refinada mais tarde",
        "Anexo|Agradecimentos|Apêndice",
    ),
    "ru": tongue(
        "Введение|Основные понятия|Методы поиска|Результаты|Модели роста|Данные и средства|Открытые "
        "вопросы|Обсуждение|Заключение",
        "Литература|Список литературы|Библиографический список|СПИСОК ЛИТЕРАТУРЫ", "Таблица",
        "Этот вопрос изучается много лет|Несколько групп сообщают близкие значения|Второе направление исходит из "
        "данных|В большинстве работ выборка была мала|Другие предпочитают модель всего процесса|Позднее этот "
        "взгляд был уточнён|Немногие авторы приводят нужные подробности",
        "Приложение|Благодарности",
    ),
    "pl": tongue(
        "Wstęp|Podstawy|Metody wyszukiwania|Wyniki|Modele wzrostu|Dane i narzędzia|Pytania "
        "otwarte|Dyskusja|Wnioski",
        "Literatura|Bibliografia|Piśmiennictwo|LITERATURA", "Tabela",
        "Zagadnienie to jest badane od wielu lat|Kilka grup podaje podobne wartości|Drugi kierunek wychodzi od "
        "danych|W większości badań próba była mała|Inni wolą model całego procesu|Pogląd ten został później "
        "doprecyzowany",
        "Załącznik|Podziękowania",
    ),
    "it": tongue(
        "Introduzione|Contesto|Metodi di ricerca|Risultati|Modelli di crescita|Dati e strumenti|Questioni "
        "aperte|Discussione|Conclusioni",
        "Bibliografia|Riferimenti bibliografici|RIFERIMENTI", "Tabella",
        "La questione è studiata da molti anni|Diversi gruppi riportano valori simili|Una seconda linea parte dai"
        " dati|Nella maggior parte degli studi il campione era piccolo|Altri preferiscono un modello dell’intero "
        "processo|Questa visione fu poi affinata",
        "Appendice|Ringraziamenti",
    ),
}  # fmt: skip
CELLS = ("small", "large sample of people", "model of the whole", "no", "yes", "field work in two places")
