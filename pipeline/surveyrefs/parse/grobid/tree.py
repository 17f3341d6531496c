"""TEI bytes → an element tree, safely: no document type, no entities, nothing fetched, bounded in size and depth."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from surveyrefs.text.controls import STEERING

_STEERING = re.compile(f"(?![\\t\\n\\r])[{STEERING}]")
MAX_BYTES = 64 * 1024 * 1024  # the TEI of a 600-page book is a tenth of that
MAX_ELEMENTS = 4_000_000
MAX_ENTRIES = 20_000  # references: the longest lists have some thousand
MAX_DEPTH = 100  # GROBID's trees are some twelve levels deep
ROOT = "TEI"


class BadTei(ValueError):
    """The bytes are no TEI that can be read; the text says why."""


class _Builder(ET.TreeBuilder):
    """Builds the tree and refuses a document type, which is where entities come from, and boundless trees."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._elements = 0
        self._entries = 0

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise BadTei("it declares a document type, which GROBID never does")

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        self._depth += 1
        self._elements += 1
        self._entries += local(tag) == "biblStruct"
        if self._entries > MAX_ENTRIES:
            raise BadTei(f"it lists more than {MAX_ENTRIES} references")
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise BadTei("it is nested too deeply or has too many elements")
        return super().start(local(tag), {local(name): _plain(value) for name, value in attrs.items()})

    def data(self, data: str) -> None:
        super().data(_plain(data))

    def end(self, tag: str) -> ET.Element:
        self._depth -= 1
        return super().end(local(tag))


def _plain(text: str) -> str:
    """Return text without what steers a screen; XML allows it in part."""
    return text if text.isprintable() else _STEERING.sub("", text)


def local(name: str) -> str:
    """Return a name without its namespace: `{http://www.tei-c.org/ns/1.0}ref` is `ref`."""
    return name.rpartition("}")[2]


def read_tree(body: bytes) -> ET.Element:
    """Return the root of a TEI document, names without namespaces; raise BadTei."""
    if len(body) > MAX_BYTES:
        raise BadTei(f"it is larger than {MAX_BYTES // 1024 // 1024} MiB")
    parser = ET.XMLParser(target=_Builder())  # noqa: S314 -- see _Builder
    try:
        parser.feed(body)
        root: ET.Element = parser.close()
    except ET.ParseError as error:
        raise BadTei(f"it is cut off or no well-formed XML ({error})") from error
    except (LookupError, ValueError) as error:
        if isinstance(error, BadTei):
            raise
        raise BadTei(f"its encoding cannot be read ({error})") from error
    if root.tag != ROOT:
        raise BadTei(f"its root is <{root.tag}> and not <{ROOT}>")
    return root
