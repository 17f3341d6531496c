"""Letters of any script as the plain ones that keys are made of."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from surveyrefs.text.ideographs import may_hold

# Words that say nothing of a title (docs/formats.md names them); no key is made of them.
STOP_WORDS = frozenset(
    "a an the of on in at to for from by with and or as is are be do does can how what why when which who whether into "
    "onto over under via using "
    "towards toward about its it this that these those we our you your not no than then beyond between among "
    "der die das ein eine le la les un une des du de el los las il lo".split()
)
_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ŋ": "n", "ı": "i"}
_FOLD = str.maketrans({**_LETTERS, **{k.upper(): v.title() for k, v in _LETTERS.items() if len(k.upper()) == 1}})
_IDEOGRAPHS = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(r"[\w'’]+")


@cache
def _other_script() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_\u0000-\u024f\u1e00-\u1eff]{{2}}|[{_IDEOGRAPHS}]")  # one Greek letter is a sign


@cache
def _word_or_ideographs() -> re.Pattern[str]:
    # Ideographs stand without blanks: four of them are about two words.
    return re.compile(rf"[{_IDEOGRAPHS}]{{1,4}}|(?:[^\W{_IDEOGRAPHS}]|['’])+")


def to_word(text: str) -> str:
    """Return a text's letters and digits in lower-case ASCII: accents off, other scripts by their usual sounds."""
    if text.isascii() and text.isalnum():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.translate(_FOLD))
    if not folded.isascii() and _other_script().search(text):
        from anyascii import anyascii  # a table of 300 KB, which most surveys never need

        folded = anyascii(text)
    return re.sub(r"[^a-z0-9]", "", folded.lower())


def words_of(title: str) -> list[str]:
    """Return a title's words as letters of keys; what has none is left out."""
    pattern = _word_or_ideographs() if may_hold(title) else _WORD
    return [word for word in map(to_word, pattern.findall(title)) if word]
