# ruff: noqa: E501
# Forms read best in long lines.
"""How lists in other writings are printed at home: forms that no CSL style has, and their own marks and figures."""

from __future__ import annotations

import random
import re

from training.records import Record
from training.render import Run

# A authors, T title, J journal, V volume, N issue, P pages, Y year, B publisher, L place; a part in <> goes with its
# first field. The first form of a pair is an article's, the second a book's.
FORMS: dict[str, tuple[tuple[str, str], ...]] = {
    "he": (
        ("{A} ({Y}). {T}. {J}, {V}<({N})>, {P}.", "{A} ({Y}). {T}. {L}: {B}."),
        ("{A}, \"{T}\", {J}, כרך {V}<, גיליון {N}> ({Y}), עמ' {P}.", "{A}, {T}, {L}: {B}, {Y}."),
        ("{A}, '{T}', {J} {V} ({Y}), עמ' {P}.", "{A}, {T}, {B}, {L} {Y}."),
        ("{A}. {T}. {J} {V}, {Y}<, חוברת {N}>, {P}.", "{A}. {T}. {B}, {Y}."),
        ("{A} ({Y}), ״{T}״, {J}, {V}: {P}.", "{A} ({Y}), {T}, {L}: הוצאת {B}."),
    ),
    "ar": (
        ("{A} ({Y}). {T}. {J}، {V}<({N})>، {P}.", "{A} ({Y}). {T}. {L}: {B}."),
        ("{A}، {T}، {J}، المجلد {V}<، العدد {N}>، {Y}، ص {P}.", "{A}، {T}، {B}، {L}، {Y}."),
        ("{A}: \"{T}\"، {J}، مج {V}<، ع {N}> ({Y})، ص ص {P}.", "{A}: {T}، ط2، {L}: {B}، {Y}م."),
        ("{A}. ({Y}م). «{T}». {J}، {V}<، {N}>، {P}.", "{A}. ({Y}م). {T}. {B}، {L}."),
    ),
    "fa": (
        ("{A} ({Y}). {T}. {J}، {V}<({N})>، {P}.", "{A} ({Y}). {T}. {L}: {B}."),
        ("{A}. ({Y}). {T}. {J}، دوره {V}<، شماره {N}>، صص {P}.", "{A}. ({Y}). {T}. چاپ دوم. {L}: {B}."),
        ("{A}، «{T}»، {J}، جلد {V}<، شماره {N}>، {Y}، ص {P}.", "{A}، {T}، {L}، {B}، {Y}."),
        ("{A}؛ {T}، {J}، سال {V}<، ش {N}>، {Y}، صفحات {P}.", "{A}؛ {T}، {B}، {Y}."),
    ),
    "ko": (
        ("{A} ({Y}). {T}. {J}, {V}<({N})>, {P}.", "{A} ({Y}). {T}. {L}: {B}."),
        ("{A}, 「{T}」, 『{J}』 제{V}권< 제{N}호>, {Y}, {P}쪽.", "{A}, 『{T}』, {B}, {Y}."),
        ("{A}, \"{T},\" {J}, 제{V}권<, 제{N}호>, pp. {P}, {Y}.", "{A}, {T}, {B}, {Y}."),
        ("{A}, \"{T}\", 『{J}』, {V}<({N})>, {Y}, pp.{P}.", "{A}, 『{T}』 ({L}: {B}, {Y})."),
        ("{A}. {T}. {J}. {Y}; {V}<({N})>: {P}.", "{A}. {T}. {L}: {B}; {Y}."),
    ),
    "zh": (
        ("{A}（{Y}）。{T}。{J}，{V}<（{N}）>，{P}。", "{A}（{Y}）。{T}。{L}：{B}。"),
        ("{A}. {T}[J]. {J}, {Y}, {V}<({N})>: {P}.", "{A}. {T}[M]. {L}: {B}, {Y}."),
        ("{A}：《{T}》，《{J}》，{Y}年第{N}期，第{P}页。", "{A}：《{T}》，{L}：{B}，{Y}年。"),
        ("{A}. {T}. {J}, {Y}, {V}<({N})>: {P}.", "{A}. {T}. {L}: {B}, {Y}."),
        ("{A}，“{T}”，{J} {V}<:{N}>（{Y}），頁{P}。", "{A}，《{T}》（{L}：{B}，{Y}）。"),
    ),
    "ja": (
        ("{A}（{Y}）「{T}」『{J}』{V}<({N})>，{P}．", "{A}（{Y}）『{T}』{B}．"),
        ("{A}: {T}, {J}, Vol. {V}<, No. {N}>, pp. {P} ({Y}).", "{A}: {T}, {B} ({Y})."),
        ("{A}：{T}，{J}，{V}巻<，{N}号>，pp.{P}（{Y}）", "{A}：{T}，{B}（{Y}）"),
        ("{A}. {T}. {J}. {Y}, {V}<({N})>, p. {P}.", "{A}. {T}. {B}, {Y}."),
        ("{A}「{T}」『{J}』第{V}巻<第{N}号>、{Y}年、{P}頁。", "{A}『{T}』{B}、{Y}年。"),
    ),
    "ru": (
        ("{A} {T} // {J}. {Y}. Т. {V}<. № {N}>. С. {P}.", "{A} {T}. {L}: {B}, {Y}. 352 с."),
        ("{A} {T} // {J}. – {Y}. – Т. {V}<, № {N}>. – С. {P}.", "{A} {T}. – {L} : {B}, {Y}. – 274 с."),
        ("{A} {T} // {J}, {Y}<, № {N}>, с. {P}.", "{A} {T}. {B}, {Y}."),
        ("{A} {T}. {J}. {Y};{V}<({N})>:{P}.", "{A} {T}. {L}: {B}; {Y}."),
        ("{A} {T}, {J}, {V}<:{N}> ({Y}), {P}", "{A} {T}, {B}, {L}, {Y}"),
    ),
    "uk": (
        ("{A} {T}. {J}. {Y}. Т. {V}<, № {N}>. С. {P}.", "{A} {T}. {L} : {B}, {Y}. 218 с."),
        ("{A} {T} // {J}. – {Y}. – Т. {V}<, № {N}>. – С. {P}.", "{A} {T}. – {L} : {B}, {Y}. – 118 с."),
    ),
    "bg": (
        ("{A} {T}. – {J}, {V}, {Y}<, № {N}>, с. {P}.", "{A} {T}. {L}: {B}, {Y}."),
        ("{A} ({Y}). {T}. {J}, {V}<({N})>, {P}.", "{A} ({Y}). {T}. {L}: {B}."),
    ),
    "el": (
        ("{A} ({Y}). {T}. {J}, {V}<({N})>, {P}.", "{A} ({Y}). {T}. {L}: {B}."),
        ("{A}, «{T}», {J}, τόμ. {V}<, τχ. {N}> ({Y}), σ. {P}.", "{A}, {T}, {B}, {L} {Y}."),
        ("{A}, «{T}», {J}, {V}</{N}>, {Y}, σσ. {P}.", "{A}, {T}, εκδ. {B}, {L} {Y}."),
    ),
    "th": (
        ("{A}. ({Y}). {T}. {J}, {V}<({N})>, {P}.", "{A}. ({Y}). {T}. {L}: {B}."),
        ("{A}. “{T}.” {J} ปีที่ {V}<, ฉบับที่ {N}> ({Y}): {P}.", "{A}. {T}. {L}: {B}, {Y}."),
        ("{A}. {T}. {J} {Y};{V}<({N})>:{P}.", "{A}. ({Y}). {T}. พิมพ์ครั้งที่ 2. {L}: {B}."),
    ),
    "hi": (
        ("{A} ({Y}). {T}. {J}, {V}<({N})>, {P}.", "{A} ({Y}). {T}. {L}: {B}."),
        ("{A}, '{T}', {J}, वर्ष {V}<, अंक {N}>, {Y}, पृ. {P}.", "{A}, {T}, {B}, {L}, {Y}."),
        ("{A}. \"{T}\". {J}<, अंक {N}>, {Y}, पृष्ठ {P}.", "{A}. {T}. {B}, {L}, {Y}."),
    ),
}  # fmt: skip
_LABELS = {"A": "author", "T": "title", "J": "journal", "V": "volume", "N": "issue", "P": "pages", "Y": "date", "B": "publisher", "L": "location"}
_FIELD = re.compile(r"\{(\w)\}|<|>")
_AS_PRINTED = frozenset(("doi", "url", "arxiv", "isbn"))
_FIGURES = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹", "hi": "०१२३४५६७८९", "th": "๐๑๒๓๔๕๖๗๘๙"}
_ERAS = {"fa": -621, "th": 543}  # what is added to a year where lists count by another era


class Form:
    """How one list is printed: its form, how people are written, which types and figures it has."""

    def __init__(self, language: str, rng: random.Random, joined: bool):
        self.language, self.joined = language, joined
        self.article, self.book = rng.choice(FORMS[language])
        self.inverted = rng.random() < 0.6
        self.between = rng.choice(("、", ", ", "・", "，") if language in ("zh", "ja") else (", ", ", ", "·") if language == "ko" else ("، ", "، ", "؛ ") if language in ("ar", "fa") else (", ", ", ", "; "))
        self.last = rng.choice({"he": (" ו", ", ו", " ו-"), "ar": (" و", "، و", " و "), "fa": (" و ", "، و "), "ru": (self.between,), "uk": (self.between,), "bg": (", ", " и "), "el": (" & ", " και "), "th": (" และ", " และ ", ", และ "), "hi": (" और ", " एवं ", " तथा ")}.get(language, (self.between,)))
        self.slanted = rng.choice(("", "J", "J", "T"))
        self.marks = home_marks(language, rng)
        self.era = _ERAS.get(language, 0) if rng.random() < 0.5 else 0

    def person(self, given: str, family: str) -> str:
        """Write a name as the list does."""
        if not given:
            return family
        if self.joined and not family.isascii():
            return f"{family}{given}"
        if self.language in ("ru", "uk") and "." in given:
            return f"{family} {given}"
        return f"{family}, {given}" if self.inverted else f"{given} {family}"

    def print(self, record: Record) -> list[Run]:
        """Print an article or a book; nothing of other kinds, or where a field is missing that the form needs."""
        f = record.fields
        people = [self.person(given, family) for given, family in record.authors] or [record.organisation]
        joined = self.between.join(people[:-1]) + self.last + people[-1] if len(people) > 1 else people[0]
        year = str(int(record.year) + self.era) if record.year.isdigit() else record.year
        values = {"A": joined, "T": record.title, "J": f.get("journal", ""), "V": f.get("volume", ""), "N": f.get("number", ""), "P": f.get("pages", ""), "Y": year, "B": f.get("publisher", ""), "L": f.get("address", "")}
        form = {"article": self.article, "book": self.book}.get(record.kind, "")
        needed = re.sub(r"<.*?>", "", form)
        if not form or not all(values[name] for name in re.findall(r"\{(\w)\}", needed)):
            return []
        if not values["N"]:
            form = re.sub(r"<.*?>", "", form)
        out: list[Run] = []
        at = 0
        for found in _FIELD.finditer(form):
            out.append((form[at : found.start()], "O", "p"))
            if found[1]:
                out.append((values[found[1]], _LABELS[found[1]], "i" if found[1] == self.slanted else "p"))
            at = found.end()
        out.append((form[at:], "O", "p"))
        if "A" in form and form.startswith("{A} {T}") and not joined.endswith("."):
            out.insert(2, (".", "O", "p"))
        return _closed([run for run in out if run[0]])


def _closed(runs: list[Run]) -> list[Run]:
    """Write one mark where two would meet."""
    out: list[Run] = []
    for text, label, font in runs:
        if out and text[0] in ".," and label == "O" and out[-1][0][-1] in ".?":
            text = text[1:]
        if text:
            out.append((text, label, font))
    return out


def home_marks(language: str, rng: random.Random) -> dict[str, str]:
    """Draw which marks and figures a list has of its own."""
    marks: dict[str, str] = {}
    if language in ("ar", "fa") and rng.random() < 0.6:
        marks |= {",": "،", ";": "؛", "?": "؟"}
    if language in ("zh", "ja") and rng.random() < 0.5:
        stop = rng.choice("。．" if language == "ja" else "。．。")
        marks |= {", ": rng.choice("，，、") if language == "ja" else "，", ". ": stop, ": ": "：", "; ": "；", "(": "（", ")": "）"}
    if language in ("ar", "fa", "el", "ru", "uk") and rng.random() < 0.7:
        marks |= {"“": "«", "”": "»"}
    elif language == "ja":
        marks |= {"“": "「", "”": "」"}
    elif language == "zh" and rng.random() < 0.4:
        marks |= {"“": "《", "”": "》"}
    elif language == "ko" and rng.random() < 0.4:
        marks |= {"“": "「", "”": "」"}
    elif language in ("he", "hi", "ko") and rng.random() < 0.6:
        marks |= {"“": '"', "”": '"'}
    elif language in ("bg", "ru", "uk") and rng.random() < 0.7:
        marks |= {"“": "„", "”": "“"}
    if language in _FIGURES and rng.random() < {"fa": 0.6, "ar": 0.3}.get(language, 0.1):
        marks |= dict(zip("0123456789", _FIGURES[language], strict=True))
    return marks


def with_marks(runs: list[Run], marks: dict[str, str]) -> list[Run]:
    """Print a reference with its list's own marks and figures; identifiers stay."""
    if not marks:
        return runs
    chars = [(c, label, font) for text, label, font in runs for c in text]
    out: list[Run] = []
    i = 0
    while i < len(chars):
        c, label, font = chars[i]
        both = c + (chars[i + 1][0] if i + 1 < len(chars) else " ")
        if label in _AS_PRINTED or c == "." and label not in ("O", "author"):
            out.append((c, label, font))
        elif both in marks:
            out.append((marks[both], label, font))
            i += 1
        else:
            out.append((marks.get(c, c), label, font))
        i += 1
    return out
