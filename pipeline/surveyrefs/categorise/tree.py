"""Assignments → one tree of categories: what figures, sections, tables and lists name the same is one node."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from surveyrefs.categorise.figures import labels_down_to
from surveyrefs.categorise.kinds import COMPARISON, TAXONOMY
from surveyrefs.categorise.names import CUT, PATH, folder_name, loose_name, plain_name, short_name, treated_in
from surveyrefs.categorise.readable import Readable
from surveyrefs.categorise.titles import Headings, is_named, subject_of, table_title
from surveyrefs.model.correction import CORRECTED
from surveyrefs.model.document import Document, Figure
from surveyrefs.model.link import Assignment, Category
from surveyrefs.settings import CategoriseSettings
from surveyrefs.text.similarity import fold

SHORTEST_JOINT = 3  # letters of a name that joins two trees by itself; fewer is a code
# Names that mean something else under each parent: never a reason to join.
VAGUE = frozenset("other others general misc miscellaneous various mixed none both all hybrid basic common new".split())

_Place = tuple[int, ...]


class _Node:
    def __init__(self, name: str, source: str, title: str = "") -> None:
        self.name = name
        self.source = source
        self.title = title
        self.number = ""  # of the section that it is, or that its label refers to
        self.references: set[int] = set()
        self.places: dict[str, None] = {}
        self.children: dict[str, _Node] = {}
        self.parent: _Node | None = None

    def child(self, name: str, source: str, title: str = "") -> _Node:
        """Return the child of that name, made where there is none."""
        key = _key(name)
        if key not in self.children:
            made = _Node(name, source, title)
            made.parent = self
            self.children[key] = made
        return self.children[key]

    def without_lone_level(self) -> None:
        """Lift what is below an only child that holds no work: the header of the one column of classes."""
        if self.references or len(self.children) != 1:
            return
        (only,) = self.children.values()
        if len(only.children) > 1 and not only.references:
            for child in only.children.values():
                child.parent = self
            self.children = only.children

    def below(self) -> Iterable[_Node]:
        """Yield all nodes under this one."""
        for child in self.children.values():
            yield child
            yield from child.below()

    def path(self) -> tuple[str, ...]:
        """Return the names from the top down to this node."""
        above = self.parent.path() if self.parent is not None else ()
        return (*above, self.name) if self.parent is not None else ()

    def filled(self) -> bool:
        """Tell whether a work is in this node or below it."""
        return bool(self.references) or any(child.filled() for child in self.children.values())

    def frozen(self) -> Category:
        """Return the node without what holds no work."""
        children = tuple(c.frozen() for c in self.children.values() if c.filled())
        return Category(
            self.name, self.source, tuple(sorted(self.references)), children, self.title, tuple(self.places)
        )


class Grown(msgspec.Struct, frozen=True, gc=False):
    """The tree's top, and for each assignment (by index) the path of its node; empty where it is in none."""

    tree: tuple[Category, ...]
    paths: tuple[tuple[str, ...], ...]


def _key(name: str) -> str:
    return fold(name) or name


def category_tree(
    document: Document,
    assignments: Sequence[Assignment],
    kinds: Sequence[str],
    settings: CategoriseSettings,
    readable: Readable,
) -> Grown:
    """Return one tree of the categories, generic sections and tables of kinds not asked for left out.

    Figures and lists come first, then sections, then tables, each a tree of its own. A node of it is one that is there
    already if it has the same number of a section (`Datasets (§5.1)`), or the same name, in both trees only once. Names
    have no colons.
    """
    trees: dict[tuple[int, int], _Node] = {}
    nodes: list[_Node | None] = []
    for index, figure in enumerate(document.figures):
        if figure.nodes:
            trees[_FIGURES, index] = _skeleton(figure)
    headings = Headings(document, readable)
    for made in assignments:
        order = _place_of(made, kinds, settings)
        nodes.append(None)
        if order is not None and not _nameless(made, document):
            root = trees.setdefault(order, _Node("", ""))
            nodes[-1] = _grown(root, document, made, readable, headings)
    for (source, _), root in trees.items():
        for top in root.children.values() if source == _TABLES else ():
            top.without_lone_level()
    whole = _Node("", "")
    joined: dict[_Node, _Node] = {}
    named = ({_key(node.name) for node in root.below() if node.source == "table"} for root in trees.values())
    names = Counter(name for found in named for name in found)
    for (source, index), root in sorted(trees.items(), key=lambda item: item[0]):
        joins = source < _TABLES or kinds[index] in (TAXONOMY, COMPARISON)
        barred = {name for name, uses in names.items() if uses > 1} if source == _TABLES else set()
        _join(whole, root, joined, barred if joins else None)
    paths = tuple(joined[node].path() if node is not None else () for node in nodes)
    return Grown(tuple(c.frozen() for c in whole.children.values() if c.filled()), paths)


_LISTS, _FIGURES, _SECTIONS, _TABLES = 0, 1, 2, 3


def _place_of(made: Assignment, kinds: Sequence[str], settings: CategoriseSettings) -> tuple[int, int] | None:
    """Return the order and index of the tree that an assignment belongs to, None where it is no category."""
    if made.table >= 0:
        return (_TABLES, made.table) if kinds[made.table] in settings.table_kinds else None
    if made.source == "section":
        return None if made.generic and not settings.generic_sections else (_SECTIONS, 0)
    if made.source == CORRECTED:
        return _SECTIONS, 1  # after the sections, whose names it may use
    return (_FIGURES, made.figure) if made.figure >= 0 else (_LISTS, 0)


def _nameless(made: Assignment, document: Document) -> bool:
    """Tell whether only a table that has neither number nor title says where a work belongs."""
    return made.table >= 0 and not made.path and not is_named(document.tables[made.table])


def _grown(root: _Node, document: Document, made: Assignment, readable: Readable, headings: Headings) -> _Node:
    """Add an assignment to the tree of its own figure, table, list or of the sections."""
    node = root
    corrected = "category" in made.corrected
    if made.source == "section" and not corrected:
        for heading in headings.chain(made.section)[0]:
            node = _named(node, heading.name, "section", f"Section {heading.number}" if heading.number else "")
            node.number = heading.number
    elif made.table >= 0:
        table = document.tables[made.table]
        place = table.label
        if is_named(table):
            node = _named(node, subject_of(table, readable), "table", place)
            node.title = table_title(table) or node.title
        for label in made.path:
            node = _named(node, label, "table", place)
    else:
        place = _drawn_in(document, made)
        printed = made.path if corrected else made.groups or made.path
        for label, as_printed in zip(made.path, printed, strict=True):
            node = _named(node, label, made.source, place)
            node.number = treated_in(as_printed)
    node.references.add(made.reference)
    return node


def _drawn_in(document: Document, made: Assignment) -> str:
    if made.figure >= 0:
        return f"Figure {document.figures[made.figure].number}".strip()
    return "" if "category" in made.corrected else "List"


def _skeleton(figure: Figure) -> _Node:
    """Return a figure's tree as drawn: labels that cite nothing may be sections that do."""
    root = _Node("", "")
    place = f"Figure {figure.number}".strip()
    for index in range(len(figure.nodes)):
        node = root
        for printed in labels_down_to(figure.nodes, index):
            node = _named(node, plain_name(printed), "figure", place)
            node.number = treated_in(printed)
    return root


def _named(over: _Node, label: str, source: str, place: str) -> _Node:
    name = folder_name(short_name(label))
    node = over.child(name, source)
    if name.endswith(CUT):
        node.title = label
    if place:
        node.places[place] = None
    return node


def _join(whole: _Node, tree: _Node, joined: dict[_Node, _Node], barred: set[str] | None) -> None:
    """Add a tree to the whole; `barred` names join nothing, None: none does."""
    there, here = _by_name(whole), _by_name(tree)
    numbered = {node.number: node for node in whole.below() if node.number} if barred is not None else {}
    unique = {
        name: nodes[0]
        for name, nodes in there.items()
        if len(nodes) == 1 and len(here.get(name, ())) == 1 and barred is not None and name not in barred
        and len(name) >= SHORTEST_JOINT and name not in VAGUE
    }  # fmt: skip

    def add(node: _Node, over: _Node) -> None:
        key = _key(node.name)
        known = over.children.get(key) or numbered.get(node.number) or unique.get(key)
        if known is None and barred is not None and node.parent is not None:
            known = _alike(node, over)
        if known is None and not node.references and all(_key(c.name) in unique for c in node.children.values()):
            known = over  # nothing is left of it: its parts have places of their own
        target = known or over.child(node.name, node.source, node.title)
        if target is not over:
            target.references |= node.references
            target.places |= node.places
            target.title = target.title or node.title
            target.number = target.number or node.number
        joined[node] = target
        for child in node.children.values():
            add(child, target)

    for top in tree.children.values():
        add(top, whole)


def _alike(node: _Node, over: _Node) -> _Node | None:
    """Return the only child of a node that another one names in other words: `Sequence models` is `Sequence`."""
    key = loose_name(node.name)
    there = [child for child in over.children.values() if loose_name(child.name) == key]
    beside = node.parent.children.values() if node.parent is not None else ()
    here = [child for child in beside if loose_name(child.name) == key]
    return there[0] if key and len(there) == len(here) == 1 and there[0].source != node.source else None


def _by_name(tree: _Node) -> dict[str, list[_Node]]:
    found: dict[str, list[_Node]] = defaultdict(list)
    for node in tree.below():
        found[_key(node.name)].append(node)
    return found


def keywords_of(
    assignments: Sequence[Assignment], paths: Sequence[tuple[str, ...]], size: int
) -> tuple[tuple[str, ...], ...]:
    """Return the categories of each of `size` references as paths: those of tables, figures and lists.

    A work that is in none gets the section that cites it most, the deepest of several: its best category.
    """
    named: dict[int, dict[str, None]] = defaultdict(dict)
    cited: dict[int, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for made, path in zip(assignments, paths, strict=True):
        if path and made.source == "section":
            cited[made.reference][path] += made.count
        elif path:
            named[made.reference][PATH.join(path)] = None
    for reference, sections in cited.items():
        if not named[reference]:
            best = max(sections, key=lambda path: (sections[path], len(path)))
            named[reference][PATH.join(best)] = None
    return tuple(tuple(named[reference]) if reference in named else () for reference in range(size))
