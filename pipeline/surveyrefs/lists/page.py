"""A survey's works as one static page: a table that can be searched, without any other file and without a server.

Everything that comes from the survey is escaped, addresses other than of the web are left out, and the page allows no
script but its own (by its hash), so that a title can say what it likes.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape

from surveyrefs.lists.categories import categories_of, shown, survey_categories
from surveyrefs.lists.works import Work, work_of
from surveyrefs.model.run import Run

_STYLE = """
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1a1a1a; }
h1 { font-size: 1.5rem; } input { font: inherit; padding: .4rem .6rem; width: 100%; box-sizing: border-box; }
table { border-collapse: collapse; width: 100%; margin-top: 1rem; }
th { text-align: left; cursor: pointer; border-bottom: 2px solid #888; }
th, td { padding: .35rem .6rem .35rem 0; vertical-align: top; } td { border-bottom: 1px solid #ddd; }
.authors { color: #555; font-size: .9em; } ul { margin: 0; padding-left: 1rem; }
@media (prefers-color-scheme: dark) { body { background: #16181c; color: #e6e6e6; } a { color: #8ab4f8; }
  td { border-color: #333; } .authors { color: #aaa; }
  input { background: #222; color: inherit; border: 1px solid #555; } }
"""
_SCRIPT = """
const rows = Array.from(document.querySelectorAll("tbody tr"));
const texts = rows.map((row) => row.textContent.toLowerCase());
const field = document.querySelector("input"), count = document.querySelector("output");
function search() {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((row, n) => {
    row.hidden = !words.every((word) => texts[n].includes(word));
    shown += row.hidden ? 0 : 1;
  });
  count.textContent = shown + " of " + rows.length;
}
field.addEventListener("input", search);
document.querySelectorAll("th").forEach((head, column) => {
  let down = false;
  head.addEventListener("click", () => {
    down = !down;
    const key = (row) => row.cells[column].textContent.trim();
    const compare = (a, b) => key(a).localeCompare(key(b), undefined, { numeric: true }) * (down ? 1 : -1);
    const sorted = rows.slice().sort(compare);
    document.querySelector("tbody").append(...sorted);
  });
});
search();
"""
_COLUMNS = ("Paper", "Published in", "Year", "Category", "Code")


def list_page(run: Run, everything: bool = False) -> str:
    """Return the page; `everything` shows works too that are in no category."""
    categories = survey_categories(run, everything)
    places = categories_of(categories)
    numbers = range(len(run.references.references)) if everything or not categories else sorted(places)
    rows = [
        _row(work_of(run.references.references[n]), [shown(categories[c].path) for c in places.get(n, ())])
        for n in numbers
    ]
    title = escape(run.document.title or run.name)
    policy = (
        f"default-src 'none'; style-src '{_digest(_STYLE)}'; script-src '{_digest(_SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    heads = "".join(f"<th>{column}</th>" for column in _COLUMNS)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<input type="search" aria-label="Search" placeholder="Search title, author, venue, year, category">\n'
        f"<p><output>{len(rows)} works</output></p>\n"
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n</table>\n"
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _row(work: Work, categories: list[str]) -> str:
    title = _link(work.url, work.title)
    authors = f'<br><span class="authors">{escape(work.authors)}</span>' if work.authors else ""
    named = "".join(f"<li>{escape(category)}</li>" for category in dict.fromkeys(categories))
    code = _link(work.code, "code") if work.code else ""
    return (
        f"<tr><td>{title}{authors}</td><td>{escape(work.venue)}</td><td>{escape(work.year)}</td>"
        f"<td>{f'<ul>{named}</ul>' if named else ''}</td><td>{code}</td></tr>\n"
    )


def _link(url: str, text: str) -> str:
    """Return text, linked where there is a web address (`works.address` lets no other through)."""
    if not url:
        return escape(text)
    return f'<a href="{escape(url, quote=True)}" rel="noopener noreferrer nofollow">{escape(text)}</a>'
