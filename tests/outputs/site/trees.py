"""A page as a tree of elements, so that tests can count what stands below a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_VOID = {"meta", "link", "input", "br", "img", "hr"}


@dataclass(eq=False)
class Element:
    """An element with its attributes, its parent, and what it holds in order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        """Return the elements directly inside."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """Return all text inside, white space made single."""
        pieces = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join("".join(pieces).split())

    def find(self, *tags: str, kind: str = "") -> Iterator[Element]:
        """Yield the elements inside with one of some tags (any where none is given), of a class."""
        for child in self.elements:
            wanted = not tags or child.tag in tags
            if wanted and (not kind or kind in child.attributes.get("class", "").split()):
                yield child
            yield from child.find(*tags, kind=kind)

    def by_id(self, name: str) -> Element:
        """Return the element with an id."""
        return next(item for item in self.find() if item.attributes.get("id") == name)

    def count_items(self) -> int:
        """Return how many items a list has, or how many rows a table."""
        if self.tag == "table":
            return sum(item.tag == "tr" for body in self.find("tbody") for item in body.elements)
        return sum(item.tag == "li" for item in self.elements)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.at = self.root = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        child = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(child)
        if tag not in _VOID:
            self.at = child

    def handle_endtag(self, tag: str) -> None:
        while self.at.tag != tag and self.at.parent is not None:
            self.at = self.at.parent
        self.at = self.at.parent or self.root

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def read_page(path: Path) -> Element:
    """Return a page as a tree."""
    builder = _Builder()
    builder.feed(path.read_text(encoding="utf-8"))
    return builder.root
