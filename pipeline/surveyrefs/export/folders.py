"""Categories as tags and as folders: keywords, Zotero's collections, JabRef's groups.

Zotero's importer reads an older form of JabRef's group tree than JabRef writes today, and each program trips over the
other's: a file carries one form only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from surveyrefs.export.context import PATH
from surveyrefs.export.latex import clean
from surveyrefs.model.link import Category
from surveyrefs.model.run import Run

_SPLITTERS = re.compile(r"\s*[,;]\s*")  # where every manager cuts a keyword field
_INSTEAD_OF_SPLITTER = " / "
_MAX_DEPTH = 9  # Zotero reads one digit of depth

# A brace ends the comment, a backslash quotes the next character, BibTeX takes an at sign for the next entry.
_FOLDER_CHARACTERS = str.maketrans({"{": "(", "}": ")", "\\": "/", "@": "＠", "\n": " "})


class Folder(msgspec.Struct, frozen=True):
    """A folder of the tree as written: depth from 1, name, the keys directly in it."""

    depth: int
    name: str
    keys: tuple[str, ...]


def keywords_of(run: Run) -> list[str]:
    """Return the keyword field of each reference: its categories (`Planning > Search`), empty where it has none.

    A comma or semicolon in one becomes a slash, as every manager splits there.
    """
    return [", ".join(words) for words in keyword_lists(run)]


def keyword_lists(run: Run) -> list[list[str]]:
    """Return the keywords of each reference."""
    found = [*run.categories.keywords, *[()] * len(run.references.references)][: len(run.references.references)]
    return [list(dict.fromkeys(filter(None, map(keyword, paths)))) for paths in found]


def keyword(category: str) -> str:
    """Return a category's path as one keyword that no manager splits."""
    return _SPLITTERS.sub(_INSTEAD_OF_SPLITTER, clean(category)).strip(" /")


def folders(tree: Sequence[Category], keys: Sequence[str]) -> list[Folder]:
    """Return the tree as folders in depth-first order; of two sisters with one name the second gets a number."""
    out: list[Folder] = []

    def visit(nodes: Sequence[Category], depth: int) -> None:
        taken: set[str] = set()
        for node in nodes:
            base = clean(node.name or node.title).replace(":", "-")  # some programs cut a name at its colon
            base = (base or "untitled").translate(_FOLDER_CHARACTERS)
            name, n = base, 2
            while name in taken:
                name, n = f"{base} ({n})", n + 1
            taken.add(name)
            out.append(Folder(depth, name, tuple(keys[i] for i in node.references if 0 <= i < len(keys))))
            visit(node.children, min(depth + 1, _MAX_DEPTH))

    visit(tree, 1)
    return out


def paths_by_key(tree: Sequence[Folder]) -> dict[str, list[str]]:
    """Return the folders of each key as paths (`Planning > Search`), in the order of the tree."""
    found: dict[str, list[str]] = {}
    above: list[str] = []
    for folder in tree:
        above[folder.depth - 1 :] = [folder.name.replace(">", "›")]  # else a level of its own
        path = keyword(PATH.join(above))
        for key in folder.keys:
            paths = found.setdefault(key, [])
            if path not in paths:
                paths.append(path)
    return found


def zotero_comments(tree: Sequence[Folder]) -> list[str]:
    """Return the comments that Zotero imports as nested collections; none without folders."""
    if not tree:
        return []
    lines = [f"{f.depth} ExplicitGroup:" + "\\;".join((_quoted(f.name), "0", *f.keys, ";")) for f in tree]
    return ["jabref-meta: groupsversion:3;", "\n".join(["jabref-meta: groupstree:", "0 AllEntriesGroup:;", *lines, ""])]


def _quoted(name: str) -> str:
    """Quote a separator in a name for both levels of splitting: records, then fields of a record."""
    return name.replace(";", "\\\\\\;")


def jabref_comments(has_categories: bool) -> list[str]:
    """Return JabRef's metadata: the kind of library, and groups built from the paths in the field `categories`.

    Groups made of paths keep two sub-groups of one name apart, which groups by name (StaticGroup) do not. The keywords
    would make fewer: they hold the nearest categories alone.
    """
    comments = ["jabref-meta: databaseType:bibtex;"]
    if has_categories:
        group = "1 AutomaticKeywordGroup:Categories\\;0\\;categories\\;,\\;>\\;1\\;\\;\\;\\;;"
        comments.append(f"jabref-meta: grouping:\n0 AllEntriesGroup:;\n{group}\n")
    return comments
