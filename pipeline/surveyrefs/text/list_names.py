"""What reference lists are called in the languages of science."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from surveyrefs.text.unicode import unaccented

MAX_NAME = 70  # characters: a longer line is a sentence

_NAMES = """
references|reference|reference list|list of references|bibliographic references|references cited|cited references
bibliography|bibliographies|literature|literature cited|cited literature|works cited|cited works|sources|sources cited
selected references|selected bibliography|select bibliography|selected literature|primary studies|primary study
primary studies references|references of primary studies|further references|additional references
literatur|literaturverzeichnis|literaturangaben|literaturhinweise|literaturliste|literaturnachweis|literaturnachweise
bibliographie|bibliografie|referenzen|referenzliste|quellen|quellenverzeichnis|quellenangaben|quellennachweis
verwendete literatur|zitierte literatur|ausgewählte literatur|weiterführende literatur|benutzte literatur
références|références bibliographiques|références citées|liste des références|littérature citée|ouvrages cités
travaux cités|liste bibliographique
referencias|referencias bibliográficas|referencias citadas|bibliografía|bibliografía citada|literatura citada
obras citadas|lista de referencias|trabajos citados|fuentes|referencias consultadas|bibliografía consultada
referências|referências bibliográficas|referências citadas|bibliografia|bibliografia citada|lista de referências
referências consultadas
riferimenti|riferimenti bibliografici|riferimenti bibliografia|letteratura citata|opere citate
referències|referències bibliogràfiques|erreferentziak|bibliografia erreferentziak
referenties|literatuur|literatuurlijst|literatuuropgave|literatuurverwijzingen|geraadpleegde literatuur|bronnen
bronvermelding|bronnenlijst
referenser|referenslista|litteratur|litteraturlista|litteraturförteckning|källor|källförteckning
referencer|referanser|referanseliste|litteraturliste|kilder|kildeliste|heimildir|heimildaskrá
lähteet|lähdeluettelo|kirjallisuus|kirjallisuusluettelo|viitteet|kirjandus|viited|kasutatud kirjandus
literatura|piśmiennictwo|spis literatury|wykaz literatury|bibliografia załącznikowa|źródła
seznam literatury|použitá literatura|citovaná literatura|seznam použité literatury|zoznam literatúry|bibliografie
zdroje|zoznam použitej literatúry|literatúra|použité zdroje|seznam použitých zdrojů|seznam zdrojů|prameny
použité prameny|seznam citované literatury|zoznam použitých zdrojov|zoznam bibliografických odkazov
irodalom|irodalomjegyzék|felhasznált irodalom|hivatkozások|bibliográfia|felhasznált források
referințe|referinţe|referințe bibliografice|kaynaklar|kaynakça|literatūra|literatūros sąrašas|izmantotā literatūra
yararlanılan kaynaklar|kaynaklar listesi|kaynaklar dizini|kaynakça listesi|literatūras saraksts|avoti|šaltiniai
izmantotie avoti|naudota literatūra|bibliografijos sąrašas|atsauces|lista bibliografică|surse bibliografice
viri|seznam virov|seznam literature|seznam uporabljene literature|navedenke
popis literature|popis referenci|reference list|izvori|bibliografija|korišćena literatura
литература|список литературы|список использованной литературы|список использованных источников
список источников|библиографический список|библиография|источники|библиографические ссылки|литература и источники
література|список літератури|бібліографія|список використаних джерел|список використаної літератури|джерела
посилання|референции|използвана литература|літаратура|цитирана литература|извори
βιβλιογραφία|αναφορές|βιβλιογραφικές αναφορές|παραπομπές
参考文献|参考文献一览|參考文獻|引用文献|引用文獻|文献|文獻|参考书目|參考書目|参照文献|文献一覧|主要参考文献|注释|註釋
引用・参考文献|参考資料
참고문헌|참고 문헌|인용문헌|인용 문헌
المراجع|مراجع|المراجع والمصادر|قائمة المصادر والمراجع|ثبت المراجع|كتابنامه|کتابنامه|کتاب‌نامه|مراجع و منابع
المصادر|المصادر والمراجع|قائمة المراجع|منابع|منابع و مراجع|فهرست منابع
מקורות|מראי מקום|רשימת המקורות|ביבליוגרפיה|רשימת מקורות|רשימה ביבליוגרפית
संदर्भ|सन्दर्भ|संदर्भ सूची|सन्दर्भ सूची|संदर्भ ग्रंथ सूची|सन्दर्भ ग्रन्थ सूची|ग्रंथ सूची|तथ्यसूत्र
เอกสารอ้างอิง|บรรณานุกรม|รายการอ้างอิง|გამოყენებული ლიტერატურა|ლიტერატურა|գրականություն|пайдаланылған әдебиеттер|әдебиеттер
әдебиеттер тізімі|foydalanilgan adabiyotlar|adabiyotlar|ədəbiyyat|ədəbiyyat siyahısı|istifadə olunmuş ədəbiyyat
tài liệu tham khảo|tài liệu trích dẫn|daftar pustaka|daftar rujukan|rujukan|referensi|sanggunian
"""
_PARTNERS = """notes|links|further reading|footnotes|endnotes|resources|websites|web sites|data sources|sources
anmerkungen|fußnoten|internetquellen|materialien|notas|notes et|note|anexos|recommended reading|suggested reading
acknowledgments|acknowledgements|注释|注|primary sources|secondary sources"""


_ALL = frozenset(name for row in _NAMES.split("\n") for name in row.split("|") if name)
_BARE = frozenset(unaccented(name) for name in _ALL)  # as capitals are printed: ΒΙΒΛΙΟΓΡΑΦΙΑ
_BESIDE = frozenset(name for row in _PARTNERS.split("\n") for name in row.split("|") if name)
_AND = re.compile(
    r"\s*(?:/|&|,|·|\band\b|\bund\b|\bet\b|\be\b|\by\b|\bi\b|\bog\b|\boch\b|\ben\b|\bja\b|\bin\b|\ba\b|\bir\b|\bun\b|\bve\b|\bdan\b|\bés\b|\bși\b|\bκαι\b|\bи\b|\bта\b|、|・|与|和)\s*"
)
# Not the vowels of Indian letters, and of Thai, which Python counts as no part of a word.
_ORNAMENT = re.compile(r"^[^\w(]+|[^\w)\u0900-\u0eff]+$")
_NUMBER = re.compile(
    r"^(?:(?:\d{1,2}|[A-H]|[IVX]{1,5})(?:\.\d{1,2})*[.):]?|[一二三四五六七八九十]{1,2}[、.]|§\s?\d+\.?)\s+"
)
_LONG_WORD = re.compile("[a-z]{6,}")
# The long words of all these names, and of the compounds that end in `-`: one with another is no name.
_STEMS = {name.removesuffix("verzeichnis") for name in _ALL}
_WORDS = frozenset(word for name in _ALL | _BARE | _BESIDE | _STEMS for word in _LONG_WORD.findall(name))
_COUNT = re.compile(r"\s*[(\[]\s*\d{1,4}\s*[)\]]$")
_SPACED = re.compile(r"(?:\w )+\w")
_COMPOUND = re.compile(r"(\w{4,})-$")


@lru_cache(maxsize=4096)
def names_list(text: str) -> bool:
    """Tell whether a line is what a reference list is called: `References`, `■ REFERENCES`, `5 Literaturverzeichnis`,
    `Literatur- und Quellenverzeichnis`, `参考文献`."""
    if len(text) > MAX_NAME or (text.isascii() and not _WORDS.issuperset(_LONG_WORD.findall(text.lower()))):
        return False
    shown = unicodedata.normalize("NFKC", text).strip()
    shown = _ORNAMENT.sub("", shown)
    shown = _COUNT.sub("", _NUMBER.sub("", shown, count=1))
    shown = " ".join(_ORNAMENT.sub("", shown).split()).lower()
    if _known(shown) or (text.isupper() and unaccented(shown) in _BARE):
        return True
    # Letter-spaced: R E F E R E N C E S
    return bool(_SPACED.fullmatch(shown)) and _known(shown.replace(" ", ""))


def _known(name: str) -> bool:
    if name in _ALL:
        return True
    parts = [part for part in _AND.split(name) if part]
    if len(parts) < 2:
        return False
    whole = [_COMPOUND.sub(r"\1verzeichnis", part) if part.endswith("-") else part for part in parts]
    named = [part in _ALL for part in whole]
    return any(named) and all(n or part in _BESIDE for n, part in zip(named, whole, strict=True))
