"""What a badge says: the address of a shields.io picture holds its words."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote, urlsplit

_HOSTS = ("shields.io", "badgen.net", "badge.fury.io")
_PARTS = re.compile(r"(?<!-)-(?!-)")


def is_badge(image: str) -> bool:
    """Tell whether a picture is a badge: its host makes badges, or its name says so."""
    return urlsplit_host(image).endswith(_HOSTS) or "badge" in image.lower()


@lru_cache(maxsize=1024)  # an address is looked at several times in a row
def urlsplit_host(url: str) -> str:
    """Return the host of an address in lower case, empty where it has none or is no address."""
    try:
        return (urlsplit(url if "://" in url else f"//{url}").hostname or "").lower()
    except ValueError:  # an unclosed bracket
        return ""


def badge_words(image: str) -> tuple[str, ...]:
    """Return label and message of a static badge, as shown: `PDF-NeurIPS 2023-red` says PDF and NeurIPS 2023.

    Badges that are counted anew at each look (stars, licences) say nothing that a file could hold.
    """
    try:
        parts = urlsplit(image)
    except ValueError:
        return ()
    query = parse_qs(parts.query)
    if "/badge/" not in parts.path:
        return tuple(query[name][0] for name in ("label", "message") if query.get(name))
    text = parts.path.split("/badge/", 1)[1]
    text = re.sub(r"\.(?:svg|png|json)$", "", unquote(text))
    words = [part.replace("--", "-") for part in _PARTS.split(text)]
    if len(words) > 1:  # the last part is the colour
        words = words[:-1]
    label = query.get("label", [])
    return tuple(filter(None, (_shown(word) for word in [*label, *words])))


def _shown(word: str) -> str:
    """Undo the code for blanks: `_` is one, `__` an underscore."""
    return " ".join(re.sub(r"__|_", lambda m: "_" if m[0] == "__" else " ", word).split())
