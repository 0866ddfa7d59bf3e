"""What properties lead to, kept from one query to the next within a bound of memory.

Why an answer is empty is often seen in the values of a property: a label has a language, a year is
no text. To read ten thousand of them from a store on disk takes a tenth of a second, each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

MOST_KEPT = 8 * 1024 * 1024
"""Bytes, as they are reckoned here, that values of all properties may take together."""
_EACH = 200  # bytes of a term beside its text: in the engine, in Python, in the tables made of it

Thing = NamedNode | BlankNode | Triple


@dataclass(frozen=True)
class Values:
    """What a property leads to, each once, in the order of the store.

    They are the first of so many that not all were read, if not `whole`.
    """

    literals: tuple[Literal, ...]
    things: tuple[Thing, ...]
    whole: bool

    def __bool__(self) -> bool:
        """Tell whether it leads to anything."""
        return bool(self.literals or self.things)

    @cached_property
    def known(self) -> frozenset[Literal]:
        """Return the literals, to look one up."""
        return frozenset(self.literals)

    @cached_property
    def by_text(self) -> dict[str, Literal]:
        """Return a literal for each text in small letters, the first as N-Triples write them."""
        texts: dict[str, Literal] = {}
        for one in sorted(self.literals, key=str, reverse=True):
            texts[one.value.casefold()] = one
        return texts

    @property
    def size(self) -> int:
        """Reckon how many bytes it takes, with the tables that are made of it."""
        texts = sum(len(one.value) for one in self.literals)
        things = sum(len(str(one)) for one in self.things)
        return _EACH * (1 + len(self.literals) + len(self.things)) + 4 * texts + things


class KeptValues:
    """Values by name; those that were asked for longest ago make room for others."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Take how many bytes all may have together."""
        self._most = most
        self._kept: OrderedDict[tuple[str, int], tuple[Values, int]] = OrderedDict()
        self.size = 0

    def find(self, name: str, most: int, read: Callable[[], Iterable[object]]) -> Values:
        """Return the first values of a name, `most` at most; `read` is called where it must be."""
        key = name, most
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][0]
        found = [*read()]
        values = Values(
            tuple(dict.fromkeys(one for one in found if isinstance(one, Literal))),
            tuple(dict.fromkeys(one for one in found if isinstance(one, Thing))),
            whole=len(found) < most,
        )
        self._keep(key, values)
        return values

    def _keep(self, key: tuple[str, int], values: Values) -> None:
        size = values.size
        if size > self._most:
            return
        while self.size + size > self._most:
            self.size -= self._kept.popitem(last=False)[1][1]
        self._kept[key] = values, size
        self.size += size
