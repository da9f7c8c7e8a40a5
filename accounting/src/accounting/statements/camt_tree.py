"""One entry of a CAMT as a tree by local names: its elements are looked at once, then found without looking again."""

from collections.abc import Sequence
from functools import cache, lru_cache

from lxml import etree


class Node:
    """An element, and those in it by their local names. Of no use once the element is forgotten."""

    __slots__ = ("element", "parts")

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        parts: dict[str, list[Node]] = {}
        for each in element:
            parts.setdefault(local(each.tag), []).append(Node(each))
        self.parts = parts

    @property
    def line(self) -> int:
        return self.element.sourceline or 1


@lru_cache(maxsize=500)
def local(tag: str) -> str:
    """The name without its namespace.

    >>> local("{urn:iso}Ntry"), local("Ntry")
    ('Ntry', 'Ntry')
    """
    return tag.rpartition("}")[2]


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


def child(node: Node | None, path: str) -> Node | None:
    """The first along ``path`` (local names joined by /), in whichever branch leads there."""
    if node is None:
        return None
    found = _found(node, path)
    return found[0] if found else None


def children(node: Node | None, path: str) -> Sequence[Node]:
    """Every descendant along ``path``, in document order."""
    return _found(node, path) if node is not None else ()


def _found(node: Node, path: str) -> Sequence[Node]:
    first, *more = _steps(path)
    found: Sequence[Node] = node.parts.get(first, ())
    for step in more:
        if not found:
            break
        found = found[0].parts.get(step, ()) if len(found) == 1 else [o for e in found for o in e.parts.get(step, ())]
    return found


def text(node: Node | None, path: str = "") -> str | None:
    """The text at ``path`` with blanks joined, or None when there is none."""
    found = child(node, path) if path else node
    if found is None:
        return None
    written = "".join(found.element.itertext()) if found.parts else found.element.text
    return (" ".join(written.split()) or None) if written else None


def first_text(node: Node | None, *paths: str) -> str | None:
    """The first of these paths that holds a text."""
    for path in paths:
        if found := text(node, path):
            return found
    return None
