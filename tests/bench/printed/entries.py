"""How entries of the list are printed."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from tests.bench.printed.truth import Work, plain, short_name, year_of

MOST = 6  # authors that an entry names


def ordered(listed: Sequence[Work], look: dict[str, str]) -> list[int]:
    """Return the works in the order of the list."""
    order = list(range(len(listed)))
    if look["callouts"] == "author year":
        order.sort(key=lambda w: (short_name(listed[w], look["joint"]).lower(), year_of(listed[w])))
    return order


def entry(work: Work, look: dict[str, str]) -> str:
    """Return an entry as HTML, without its label."""
    kind = look["entries"]
    if look["callouts"] == "author year":
        kind = "names (year)"
    names = [_name(name, kind == "names (year)") for name in work["author"][:MOST]]
    names += ["et al."] if len(work["author"]) > MOST else []
    authors, title = html.escape(", ".join(names), quote=False), html.escape(work["title"].rstrip("."), quote=False)
    venue = html.escape(work.get("container-title", ""), quote=False)
    volume, pages, year = work.get("volume", ""), work.get("page", ""), year_of(work)
    if kind == "names (year)":
        return f"{authors} ({year}). {title}. <i>{venue}</i>{_listed(volume, pages)}."
    if kind == "names, year last":
        before, after = f" {volume}" if volume else "", f" {pages}" if pages else ""
        return f"{authors}, {title}, <i>{venue}</i>{before} ({year}){after}."
    place = (f";{volume}" if volume else "") + (f":{pages}" if pages else "")
    return f"{authors.rstrip('.')}. {title}. <i>{venue}</i>. {year}{place}."


def printed_list(listed: Sequence[Work], look: dict[str, str]) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Return the list as HTML, and key, text and title of its entries."""
    lines, found = [], []
    for w in ordered(listed, look):
        text = entry(listed[w], look)
        label = "" if look["callouts"] == "author year" else look["labels"].replace("1", str(w + 1))
        lines.append(f"<p class=ref>{f'<span class=label>{label}</span> ' if label else ''}{text}</p>")
        found.append((f"w{w}", plain(text), str(listed[w]["title"])))
    return f"<div class=list>{''.join(lines)}</div>", tuple(found)


def _listed(*parts: str) -> str:
    return "".join(f", {part}" for part in parts if part)


def _name(name: dict[str, str], comma: bool) -> str:
    if "literal" in name:
        return name["literal"]
    initials = [part[0] for part in re.split(r"[\s.-]+", name.get("given", "")) if part]
    if comma:
        return f"{name['family']}, {' '.join(f'{i}.' for i in initials)}".rstrip(", ")
    return f"{name['family']} {''.join(initials)}".strip()
