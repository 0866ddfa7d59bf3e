"""How the subjects of a review stand now: what was seen since, each with its witness and day."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.iris import Iris
from kg.graph.naming import Equals
from kg.graph.triples.base import said_by
from kg.graph.vocab import RDF, TT, day_of, describe


def triples_for_currency(file: model.CurrencyFile, iris: Iris) -> Iterator[Triple]:
    """Yield the subjects and the checks of each, numbered from the latest on."""
    for subject in file.subjects:
        node = iris.of(subject.path)
        yield from describe(node, (RDF.type, TT.CurrencySubject), *said_by(subject, iris))
        equals = Equals()
        # The latest stands first, so that each new one would have another's number. It counts the
        # checks of a day from the first that was made.
        names = [
            iris.of(equals.name(f"{subject.path}#check", one.day.isoformat()))
            for one in reversed(subject.checks)
        ]
        for order, (check, seen) in enumerate(
            zip(subject.checks, reversed(names), strict=True), start=1
        ):
            yield from describe(node, (TT.hasCheck, seen))
            yield from describe(
                seen,
                (RDF.type, TT.CurrencyCheck),
                (TT.order, order),
                *said_by(check, iris),
                (TT.replacementPage, _page(check.replaced_by_link)),
                (TT.witness, NamedNode(check.witness)),
                (TT.checkedOn, day_of(check.checked_on)),
                (TT.readOn, day_of(check.read_on)),
            )


def _page(address: str | None) -> NamedNode | None:
    return None if address is None else NamedNode(address)
