"""Titles and containers as printed, without the marks around them."""

from __future__ import annotations

import re

from surveyrefs.references.tagging.tagger import lexicon

_QUOTES = "\"“”„‟«»‘’'`"
_SHORT = 20
_AVAILABLE = re.compile(r"(?<=\w)[\s.,;]+available (?:at|from|online)[\s:]*$", re.IGNORECASE)
# Media as Vancouver and GB/T 7714 print them; the last bracket may have been left out of the title.
_TAIL_TYPE = re.compile(
    r"\s*\[(?:internet|online|electronic resource|(?:[JCDMRNSZPA]|EB|DB|CP)(?:/OL)?)\]?$", re.IGNORECASE
)


# What announces a number at a container's end; a word of its own, not the end of "Evol." or "Nano".
_NUMBER_WORD = re.compile(r"(?:\s*,\s*|\s+)(?:vol(?:ume)?\.?|no\.?|pp\.?|p\.|pages|ser\.)$", re.IGNORECASE)


def clean_title(text: str) -> str:
    """Strip quotes, brackets of medium and closing punctuation; a question mark stays."""
    text = _TAIL_TYPE.sub("", _spaces(text))
    text = _strip_quotes(text.strip(" ,;:"))
    text = _AVAILABLE.sub("", _TAIL_TYPE.sub("", text))
    if text.endswith(".") and not re.search(r"\b[A-Za-z]\.[A-Za-z]\.$|\.\.\.$", text):
        text = text[:-1]
    return _balance(text.strip(" ,;:"))


def clean_container(text: str) -> str:
    """Strip a leading "In" and closing punctuation; the printed words stay."""
    text = _strip_quotes(_spaces(text).strip(" ,;:"))
    text = re.sub(r"^(?:in|In|IN)\b\s*:?\s+(?=[A-Z0-9“])", "", text)
    text = re.sub(r"^presented at (?:the )?(?=[A-Z0-9])", "", text)
    text = _NUMBER_WORD.sub("", text)
    stop = "." if text.endswith(".") and abbreviated(text[:-1]) else ""
    text = _balance(_strip_quotes(text.strip(" ,;:."))) + stop
    cut = text.rfind("(")
    if text.count("(") > text.count(")") and len(text) - cut < _SHORT:  # a series in brackets was cut in two
        text = text[:cut].strip(" ,;:.")
    return text


# What publishers print as links behind a reference.
_LINK_LABEL = re.compile(
    r"(?:\[?(?:PubMed(?: Abstract| Central)?|Publisher Full Text|(?:Free |PMC (?:free )?)?(?:Full Text|article)"
    r"|Cross\s?Ref|Google Scholar|View Article)\]?[\s|,;.]*)+",
    re.IGNORECASE,
)


def clean_note(text: str) -> str:
    """Strip the marks around a note; splinters without a word ("8", "22-cv") and the labels of links are none."""
    if _LINK_LABEL.fullmatch(text.strip()):
        return ""
    text = _balance(_strip_quotes(_spaces(text).strip(" ,;:.")))
    return text if re.search(r"[^\W\d_]{3}", text) else ""


def abbreviated(name: str) -> bool:
    """Tell whether the full stop behind a name is its own: the words before have theirs, and the last is cut short."""
    words = name.split()
    last = words[-1].strip("(").lower() if words else ""
    return len(words) > 1 and "a" in lexicon().get(last, "") and any(w.endswith(".") for w in words[:-1])


_BLANKS = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,;:.?!])(?=\s|$)")


def _spaces(text: str) -> str:
    return _BEFORE_MARK.sub(r"\1", _BLANKS.sub(" ", text.replace("\u00ad", ""))).strip()


def _strip_quotes(text: str) -> str:
    while text and text[0] in _QUOTES:
        text = text[1:]
    while text:
        body = text.rstrip(" ,;.")
        if body and body[-1] in _QUOTES and not (body[-1] in "’'" and re.search(r"s[’']$", body)):
            text = body[:-1].rstrip(" ,;")
        else:
            break
    for opening, closing in ("“”", "«»", "《》", "「」", "『』"):
        if text.count(opening) < text.count(closing):
            text = text.replace(closing, "", 1) if text.endswith(closing) else text
    return text


def _balance(text: str) -> str:
    """Drop a lone bracket at either end."""
    for opening, closing in ("()", "[]", "《》", "「」", "『』"):
        if text.endswith(opening) or text.startswith(opening) and closing not in text:
            text = text.strip(opening).strip()
        if text.startswith(closing) or text.endswith(closing) and opening not in text:
            text = text.strip(closing).strip()
    return text
