"""Names in letters that have no case: marks of their own, `and` written with the name, what begins a body's name."""

from __future__ import annotations

import re

FIRST_WITHOUT_CASE = "\u0590"  # letters from there on have no case
_THEIR_MARKS = str.maketrans("،؛", ",;")
# Ministry, centre, university, authority, council and the like: what such words begin is one body, "and" in it or not.
_BODY = re.compile(
    r"(?:משרד|מרכז|אוניברסיטת|האוניברסיטה|מכון|הלשכה|המועצה|ועדת|הוועדה|רשות|עיריית|איגוד|מכללת|קרן|בנק|הכנסת|"
    r"وزارة|مركز|المركز|جامعة|الجامعة|مجلس|المجلس|منظمة|هيئة|الهيئة|معهد|المعهد|لجنة|مؤسسة|جمعية|بنك|كلية|الاتحاد|"
    r"وزارت|سازمان|مرکز|دانشگاه|دانشکده|موسسه|مؤسسه|پژوهشگاه|انجمن|بانک|شورای)(?!\w)"
    r"|กระทรวง|สำนักงาน|มหาวิทยาลัย|สถาบัน|ราชบัณฑิต"
)
# No `and` begins these names: Hebrew ones with another v (`ויינברג`), and some more in both writings.
_AND_WITHIN = re.compile(
    r"(?<=\s)(?:ו-?(?!רד|קנין|קס|נטור|רט|רש|רנר|אנונו|תד|עקנין|והב)"
    r"(?=[\u05d0-\u05d4\u05d6-\u05d8\u05da-\u05ea]|[A-Z])(?=\w\w)"
    r"|و-?\s?(?!ليد|ائل|فاء|جدي|سام|سيم|جيه|ديع|رد|هيب|حيد|لاء|داد|ضاح|اثق|صفي|هبة|هبي|جدان|هدان)"
    r"(?=[\u0621-\u06cc]{2}|[A-Z]))"
)


def parted(text: str) -> str:
    """Write marks of other writings as ours, and `and` by itself where Arabic and Hebrew write it with the name."""
    text = text.translate(_THEIR_MARKS)
    return text if _BODY.match(text) else _AND_WITHIN.sub(" and ", text)


def is_body(text: str) -> bool:
    """Tell the name of one ministry, university or the like."""
    return "," not in text and _BODY.match(text) is not None
