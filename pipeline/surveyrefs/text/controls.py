"""Characters that steer a screen, a printer or the direction of text, and that nobody prints."""

from __future__ import annotations

import re

# For character classes: C0 and C1 controls (tab and line feed too), line and paragraph separators, marks that override
# or embed a direction, tag letters that no font shows, lone surrogates and codes that are no characters.
_BUT_TAB_AND_FEED = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff"
    "\\U000e0000-\\U000e007f"
)
STEERING = "\\t\\n" + _BUT_TAB_AND_FEED
CONTROLS = re.compile(f"[{STEERING}]")
_BUT_LINES = re.compile(f"[{_BUT_TAB_AND_FEED}]")
# Those that show nothing and part nothing: taken out without a trace.
_SILENT = re.compile("[\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\U000e0000-\U000e007f]")
UNKNOWN = "\ufffd"
# `@name` where a hosting site would call a person.
MENTION = re.compile(r"(?<![\w.`/-])@(?=\w)")


def steers(text: str) -> bool:
    """Tell whether a text has such characters; tab and line feed are among them."""
    return not text.isprintable() and CONTROLS.search(text) is not None


def readable_word(text: str) -> str:
    """Return a printed word without them: what stands for a letter that is not known is shown as unknown."""
    return CONTROLS.sub(UNKNOWN, _SILENT.sub("", text)) or UNKNOWN


def one_line(text: str) -> str:
    """Return a text as one line: a blank where such characters were, single blanks, none at the ends."""
    return " ".join(CONTROLS.sub(" ", text).split())


def visible(text: str) -> str:
    """Return a text for a terminal or a plain file: tab and line feed stay, all others are shown as unknown."""
    return text if text.isprintable() else _BUT_LINES.sub(UNKNOWN, text)


def unmentioned(markdown: str) -> str:
    """Return Markdown in which no `@name` calls a person on a hosting site: an empty comment parts sign and name."""
    return MENTION.sub("@<!-- -->", markdown)
