"""XML of office files as light trees, read piece by piece with every limit checked on the way.

Expat gives events as the bytes come, so a bomb ends the reading before it is in memory. A document type is refused
before any entity could be declared: no office program writes one. Names get the usual prefix of their name space
("w:p"), whatever prefix the file itself uses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from xml.parsers import expat

from checker import resources
from checker.config import Limits
from checker.errors import UnreadableDocument

ATTRIBUTES = 1000  # of one element


class Node:
    """An element: name, attributes, and its content in order, elements and text."""

    __slots__ = ("attributes", "content", "name")

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.content: list[Node | str] = []

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.attributes.get(name, default)

    @property
    def children(self) -> Iterator[Node]:
        """The elements right inside."""
        return (one for one in self.content if isinstance(one, Node))

    def all(self, *names: str) -> Iterator[Node]:
        """Give the elements right inside that have one of these names."""
        return (one for one in self.content if isinstance(one, Node) and one.name in names)

    def find(self, *path: str) -> Node | None:
        """Return the first element at the end of a path of names."""
        node: Node | None = self
        for name in path:
            node = next(node.all(name), None) if node is not None else None
        return node

    def walk(self) -> Iterator[Node]:
        """Give this element and every one below it, in the order of the file."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(list(node.children)))

    def text(self) -> str:
        """Return all text inside."""
        return "".join(one for node in self.walk() for one in node.content if isinstance(one, str))


@cache
def _prefixes() -> dict[str, str]:
    """Return the usual prefix of each name space."""
    lines = resources.package_file("collect", "name_spaces.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {space: prefix for prefix, space in (line.split(",", 1) for line in lines)}


class _Builder:
    """Takes the events of the parser and keeps the elements that are wanted, each with all that is in it."""

    def __init__(self, limits: Limits, wanted: Collection[str] | None) -> None:
        self.limits, self.wanted = limits, wanted
        self.ready: list[Node] = []
        self._open: list[Node] = []
        self._depth = self._elements = 0
        self._names: dict[str, str] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._see

    def _refuse(self, *_: object) -> None:
        raise UnreadableDocument("corrupt", "it declares a document type with entities, which no office program does")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > self.limits.markup_depth:
            raise UnreadableDocument("too-deep", f"more than {self.limits.markup_depth} elements inside one another")
        if self._elements > self.limits.markup_elements:
            raise UnreadableDocument("too-large", f"more than {self.limits.markup_elements:,} elements")
        if len(attributes) > ATTRIBUTES:
            raise UnreadableDocument("too-large", f"an element with more than {ATTRIBUTES:,} attributes")
        short = self._short(name)
        if not self._open and self.wanted is not None and short not in self.wanted:
            return
        node = Node(short, {self._short(key): value for key, value in attributes.items()})
        if self._open:
            self._open[-1].content.append(node)
        self._open.append(node)

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            node = self._open.pop()
            if not self._open:
                self.ready.append(node)

    def _see(self, text: str) -> None:
        if self._open:
            self._open[-1].content.append(text)

    def _short(self, name: str) -> str:
        short = self._names.get(name)
        if short is None:
            space, _, local = name.rpartition(" ")
            prefix = _prefixes().get(space, "?") if space else ""
            short = self._names[name] = f"{prefix}:{local}" if prefix else local
        return short


def elements(chunks: Iterable[bytes], limits: Limits, wanted: Collection[str]) -> Iterator[Node]:
    """Give the outermost elements of some names, each when it is complete; what lies around them is passed over.

    Raises:
        UnreadableDocument: no well-formed XML, a document type, or more depth or elements than the limits allow.
    """
    return _run(chunks, _Builder(limits, wanted))


def tree(chunks: Iterable[bytes], limits: Limits) -> Node:
    """Return the root of a whole part; see `elements`."""
    for node in _run(chunks, _Builder(limits, None)):
        return node
    raise UnreadableDocument("corrupt", "a part of the package is empty")


def _run(chunks: Iterable[bytes], builder: _Builder) -> Iterator[Node]:
    try:
        for chunk in chunks:
            builder.parser.Parse(chunk, False)
            ready, builder.ready = builder.ready, []
            yield from ready
        builder.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableDocument("corrupt", f"its XML is broken: {expat.ErrorString(error.code)}") from error
    except (ValueError, LookupError) as error:  # an encoding that is not known
        raise UnreadableDocument("corrupt", "its XML cannot be decoded") from error
    yield from builder.ready
