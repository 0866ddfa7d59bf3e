"""A store that does not change, in which nothing is looked for twice.

Queries name the same terms again and again. To ask a store on disk whether anything has a property
takes a hundred times as long as to remember that something has.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

Subject = NamedNode | BlankNode | None
Term = NamedNode | BlankNode | Literal | None
Pattern = tuple[Subject, NamedNode | None, Term, NamedNode | None]

_MOST_KEPT = 4096  # patterns, so that queries of ever other records take no ever more room


class KnownStore:
    """What a store holds that does not change."""

    def __init__(self, store: Store) -> None:
        """Take the store; only read from now on."""
        self.store = store
        self._has: dict[Pattern, bool] = {}

    def has(
        self,
        subject: Subject,
        predicate: NamedNode | None,
        value: Term,
        graph: NamedNode | None = None,
    ) -> bool:
        """Tell whether there is a quad of a pattern, in which None fits anything."""
        pattern = subject, predicate, value, graph
        found = self._has.get(pattern)
        if found is None:
            if len(self._has) >= _MOST_KEPT:
                self._has.clear()
            found = self._has[pattern] = any(self.quads_for_pattern(*pattern))
        return found

    def quads_for_pattern(
        self,
        subject: Subject,
        predicate: NamedNode | None,
        value: Term,
        graph: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """Yield the quads of a pattern, as the store does; these are not kept."""
        return self.store.quads_for_pattern(subject, predicate, value, graph)
