"""Text and values of a PDF in HTML: nothing of them can become markup or script.

A PDF's text is untrusted. It reaches a page in two ways only: escaped (`text`), or as JSON (`json_text`) that the
page's own script reads and shows as text. Beside that stands a policy that lets the browser run the page's own scripts
(by their hashes) and nothing else: no network, no frame, no form, no string that becomes markup (`trusted types`).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

import msgspec

STATIC = Path(__file__).parent / "static"
# Letters that turn the direction of what follows, beyond their own text. Marks of direction that stay in their text
# (U+200E, U+200F, U+061C) are left, as Arabic and Hebrew need them.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# What ends a script element or opens a comment in it. U+2028 and U+2029 end a line in old JavaScript.
_IN_JSON = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_UNSAFE_IN_JSON = re.compile("[" + "".join(_IN_JSON) + "]")
_IMPORT = re.compile(r'^import [^;]*? from "\./[\w-]+\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


def plain(value: str) -> str:
    """Return text without the letters that turn the direction of what stands around it."""
    return _TURNS.sub("", value)


def text(value: str) -> str:
    """Return text as HTML, in an element or in a quoted attribute."""
    return escape(plain(value), quote=True)


def json_text(value: object) -> str:
    """Return a value as JSON that can stand in a script element."""
    encoded = msgspec.json.encode(value).decode()
    return _UNSAFE_IN_JSON.sub(lambda match: _IN_JSON[match[0]], encoded)


def data_url(data: bytes, kind: str) -> str:
    """Return an image file as an address that holds it: `data:image/png;base64,…`."""
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


@cache
def static(name: str) -> str:
    """Return a file of `static/`: a style sheet or a script."""
    return (STATIC / name).read_text(encoding="utf-8")


def script(*names: str) -> str:
    """Return modules of `static/` as one script, each before those that import it.

    Their imports of each other and the word `export` are left out: they share one scope, so no two of them may define
    the same name.
    """
    modules = (_EXPORT.sub("", _IMPORT.sub("", static(name))) for name in names)
    return '"use strict";\n(() => {\n' + "\n".join(modules) + "})();\n"


def page(
    title: str,
    body: str,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    data: Mapping[str, object] | None = None,
) -> str:
    """Return a whole page.

    `title` is text; `body` is markup of ours, in which all text went through `text`; `styles` and `scripts` are
    sources; `data` become JSON under these ids, for a script to read.
    """
    for source in (*styles, *scripts):
        if re.search(r"</(?:script|style)|<!--", source, re.IGNORECASE):
            raise ValueError("a style sheet or script would end its own element")
    policy = "; ".join(
        (
            "default-src 'none'",
            "img-src data: blob:",
            f"style-src {_hashes(styles)}",
            f"script-src {_hashes(scripts)}",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    blocks = (
        f'<script type="application/json" id="{text(name)}">{json_text(value)}</script>'
        for name, value in (data or {}).items()
    )
    return "\n".join((
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{text(title)}</title>",
        *(f"<style>{source}</style>" for source in styles),
        f"</head>\n<body>\n{body}",
        *blocks,
        *(f"<script>{source}</script>" for source in scripts),
        "</body>\n</html>\n",
    ))  # fmt: skip


def _hashes(sources: Sequence[str]) -> str:
    return " ".join(f"'{_digest(source)}'" for source in sources) or "'none'"


def _digest(source: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()
