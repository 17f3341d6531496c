"""What text layers get wrong: dashes stored as letters, and codes of fonts instead of letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from surveyrefs.parse.embedded.pdf.page import Page, Word

LOST = 4  # ranges with a letter for their dash, at least, in a document
RARE = 0.2  # times as many ranges with a dash are in such a document, at most
ODD = 0.25  # of the characters are no letters of any language where a text layer holds codes
VOWELS = (0.18, 0.65)  # of the letters of a text in Latin letters, whatever its language
ENOUGH = 400  # letters that show it
_LOST = re.compile(r"(?<![\w./])(\d{1,6})(e)(\d{1,6})(?![\w/])")
_LIKE_LOST = re.compile(r"\de\d")  # quick to look for
_DASHED = re.compile(r"\d[-\u2010-\u2013]\d")


def with_lost_dashes(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Give the dash back to ranges that some publishers' fonts store with an `e` (`511e20`), where a document has
    many of these and next to none with a dash."""
    maybe = [page for page in pages if _LIKE_LOST.search("".join([w.text for w in page.words]))]
    lost = sum(len(_LOST.findall(_printed(page))) for page in maybe)
    if lost < LOST or sum(len(_DASHED.findall(_printed(page))) for page in pages) > RARE * lost:
        return tuple(pages)
    return tuple(replace(page, words=tuple(w for run in _runs(page.words) for w in _mended(run))) for page in pages)


def _printed(page: Page) -> str:
    return "".join([w.text if w.glued else " " + w.text for w in page.words])


def _runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield words with those that are glued to them: a sign of another font is a word of its own."""
    run: list[Word] = []
    for word in words:
        if run and not word.glued:
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _mended(run: list[Word]) -> list[Word]:
    text = "".join(w.text for w in run)
    if not _LOST.search(text):
        return run
    shown = _LOST.sub("\\1–\\3", text)
    out, at = [], 0
    for word in run:
        out.append(replace(word, text=shown[at : at + len(word.text)]))
        at += len(word.text)
    return out


def readable(pages: Sequence[Page]) -> bool:
    """Tell whether a text layer holds words of a language, and not the codes of its fonts."""
    text = "".join(w.text for page in pages for w in page.words)
    odd = sum(unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs") or c == "\ufffd" for c in text)
    if odd > ODD * len(text):
        return False
    letters = [c for c in unicodedata.normalize("NFD", text).lower() if "a" <= c <= "z"]
    if len(letters) < max(ENOUGH, len(text) / 3):  # another script, or figures
        return True
    share = sum(c in "aeiouy" for c in letters) / len(letters)
    return VOWELS[0] <= share <= VOWELS[1]
