"""XML read with expat: small trees, elements of a long file one by one; no entity of a document's own is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.entities import name2codepoint
from typing import BinaryIO
from xml.parsers import expat

_PIECE = 1 << 20  # bytes
_DEEPEST = 50  # elements within each other: a feed has 5
# DBLP names letters by entities that its own DTD declares; they are those of HTML.
_LETTERS = "".join(f'<!ENTITY {name} "&#{code};">' for name, code in name2codepoint.items() if code > 127).encode()


class Tree:
    """An element: its name without prefix, its attributes, the elements in it, and all text within it."""

    __slots__ = ("attributes", "children", "name", "pieces")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Tree] = []
        self.pieces: list[str] = []

    def all(self, name: str) -> list[Tree]:
        """Return the elements of that name directly in this one."""
        return [child for child in self.children if child.name == name]

    def text(self, name: str = "") -> str:
        """Return the text of the first element of that name, or of this one; empty without."""
        if not name:
            return "".join(self.pieces)
        return next((child.text() for child in self.children if child.name == name), "")


def parse_tree(data: bytes) -> Tree:
    """Return the root of a document; raise ExpatError, also for one that declares entities."""
    found: list[Tree] = []
    reader = _Reader(0, found.append)
    reader.parser.Parse(data, True)
    if not found:
        raise expat.ExpatError("empty")
    return found[0]


def elements(file: BinaryIO) -> Iterator[Tree]:
    """Give the elements directly in a document's root, one by one; raise ExpatError where the file is damaged.

    Letters named as in HTML are read without the DTD that a file asks for; nothing is opened but the file.
    """
    found: list[Tree] = []
    reader = _Reader(1, found.append, letters=True)
    while piece := file.read(_PIECE):
        reader.parser.Parse(piece, False)
        yield from found
        found.clear()
    reader.parser.Parse(b"", True)
    yield from found


class _Reader:
    """Builds the trees of the elements at one depth."""

    def __init__(self, depth: int, done: Callable[[Tree], None], *, letters: bool = False) -> None:
        self._depth = depth
        self._done = done
        self._open: list[Tree] = []
        self._at = 0
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        if letters:
            parser.UseForeignDTD(True)
            parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
            parser.ExternalEntityRefHandler = self._dtd
            parser.StartDoctypeDeclHandler = self._inner
        else:
            parser.EntityDeclHandler = self._refuse

    def _dtd(self, context: str | None, _base: object, _system: object, _public: object) -> int:
        """Give the letters in place of any DTD that is asked for."""
        inner = self.parser.ExternalEntityParserCreate(context)
        inner.EntityDeclHandler = None
        inner.Parse(_LETTERS, True)
        return 1

    def _inner(self, _name: str, _system: object, _public: object, has_subset: int) -> None:
        if has_subset:
            raise expat.ExpatError("it declares entities of its own")

    def _refuse(self, *_: object) -> None:
        raise expat.ExpatError("it declares entities of its own")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._at > _DEEPEST:
            raise expat.ExpatError("it is nested too deeply")
        if self._at >= self._depth:
            tree = Tree(name.rpartition(":")[2] if ":" in name else name, attributes)
            if self._open:
                self._open[-1].children.append(tree)
            self._open.append(tree)
        self._at += 1

    def _end(self, _name: str) -> None:
        self._at -= 1
        if not self._open:
            return
        tree = self._open.pop()
        if self._open:
            self._open[-1].pieces += tree.pieces
        else:
            self._done(tree)

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1].pieces.append(text)
