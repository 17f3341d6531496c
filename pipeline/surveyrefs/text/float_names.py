"""What papers call a table, a figure or another float, by language: `Table 3`, `Рис. 2`, `表 1`, `2. táblázat`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

FloatKind = Literal["table", "figure", "other"]

_NAMES: dict[FloatKind, str] = {
    "table": (
        "Table Tableau Tabelle Tabla Tabela Tabella Taula Tabel Tabelul Tabell Tabulka Tabuľka Tablica Taulukko Tablo "
        "Çizelge Quadro Cuadro Tab. Πίνακας Таблица Таблиця Табліца Табела Табл. Bảng 表 표 Exhibit "
        "טבלה לוח جدول الجدول तालिका सारणी ตารางที่ ตาราง Jadual"
    ),
    "figure": (
        "Figure Figura Figur Figuur Fig. Fig Abbildung Abb. Rysunek Rys. Obrázek Obrázok Obr. Slika Kuva Kuvio Şekil "
        "Joonis Gambar Gráfico Gráfica Grafik Hình Σχήμα Εικόνα Рисунок Рис. Малюнок Мал. Фигура Фиг. Слика "
        "图 圖 図 그림 Chart Plate Scheme "
        "איור תרשים شكل الشكل شکل चित्र ภาพที่ รูปที่ Rajah"
    ),
    "other": "Algorithm Algorithmus Algorithme Algoritmo Listing Box Procedure Program Code",
}
# Behind the number, small or capitalised: Hungarian, Lithuanian, Latvian, Estonian, Basque, Kazakh, Uzbek.
_BEHIND: dict[FloatKind, str] = {
    "table": "táblázat lentelė lent tabula tabel taula кесте jadval",
    "figure": "ábra paveikslas pav attēls att joonis irudia grafikoa сурет rasm",
}
_KINDS: dict[str, FloatKind] = {
    name.upper(): kind for known in (_BEHIND, _NAMES) for kind, names in known.items() for name in names.split()
}
_KINDS["ТАБЛИЦЫ"] = "table"  # behind a word: "Продолжение таблицы 3"


def names_pattern(*kinds: FloatKind) -> str:
    """Return a pattern for the names of these kinds (of all without), as they begin a caption: capitalised or in
    capitals, the longest first."""
    wanted = kinds or tuple(_NAMES)
    return _any_of({form for kind in wanted for name in _NAMES[kind].split() for form in (name, name.upper())})


def names_behind() -> str:
    """Return a pattern for the names that stand behind their number, in small letters, capitalised or in capitals."""
    return _any_of(
        {form for names in _BEHIND.values() for n in names.split() for form in (n, n.capitalize(), n.upper())}
    )


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))


def kind_of(name: str) -> FloatKind:
    """Return the kind of float that a printed name says."""
    return _KINDS.get(name.upper(), "other")


INITIALS = frozenset(form[0] for names in _NAMES.values() for name in names.split() for form in (name, name.upper()))
