"""Names in Chinese letters and Hangul: family name first, no blank between, parted by commas of either width."""

from __future__ import annotations

import re

from surveyrefs.model.reference import Name
from surveyrefs.references.tagging.tagger import lexicon
from surveyrefs.text.ideographs import is_hangul

_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\uac00-\ud7af]{2,4}")
# One of several people: no name in kana alone, which is a foreign one.
_IN_PART = re.compile(r"\s*(?:[\u4e00-\u9fff][\u3040-\u30ff\u4e00-\u9fff]{1,5}|[\uac00-\ud7af]{2,4})\s*")
_WRITTEN = re.compile(r"[\s\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af·・,，、;；\[\]［］〔〕().（）]+")
_BETWEEN = re.compile(r"\s*[,，、;；]\s*")
_OTHERS = re.compile(r"[\s,，、;；]*(?:等|ほか|他|외)[\s.。．]*$")
_COUNTRY = re.compile(r"[\[［〔(（][\u4e00-\u9fff]{1,4}[\]］〕)）]\s*")  # `[美]约翰`: where a foreign author is from
_DOUBLE = ("欧阳", "歐陽", "司马", "司馬", "诸葛", "諸葛", "上官", "司徒", "皇甫", "남궁", "황보", "제갈")
_BODY = re.compile(r".+(?:局|部|院|会|會|社|公司|大学|大學|中心|所|厅|廳|集团|集團|组织|組織|小组|학회|위원회|부)$")
_TWO_AND_TWO = 4  # letters: Japanese family and given names have two each as a rule, Chinese ones then, too
_SHORTEST_BODY = 4  # letters of an organisation's name; 王部 is a person


def ideographic_names(text: str) -> tuple[tuple[Name, ...], bool] | None:
    """Split a list of such names; the flag tells of 等 (*et al.*) at its end. None where other letters are among it."""
    if not _WRITTEN.fullmatch(text):
        return None
    closing = _OTHERS.search(text)
    text = text[: closing.start()] if closing else text
    parts = [_COUNTRY.sub("", part).strip(" .。．") for part in _BETWEEN.split(_dots_read(text))]
    return tuple(ideographic_name(part) for part in parts if part), closing is not None


def _dots_read(text: str) -> str:
    """Read a middle dot between two people as a comma; in a foreign name it parts given and family name."""
    parts = re.split("[·・]", text)
    return ",".join(parts) if all(_IN_PART.fullmatch(part) for part in parts) else text


def ideographic_name(text: str) -> Name:
    """Read one name: of two to four letters a person's, else an organisation or a foreign name as written."""
    if not _PERSON.fullmatch(text) or (len(text) >= _SHORTEST_BODY and _BODY.fullmatch(text)):
        return Name(literal=text)
    known = "f" in lexicon().get(text[:2], "") and len(text) > len(text[:2])
    double = (len(text) == _TWO_AND_TWO or known) and not is_hangul(text[0])
    cut = 2 if double or text.startswith(_DOUBLE) else 1
    return Name(family=text[:cut], given=text[cut:])
