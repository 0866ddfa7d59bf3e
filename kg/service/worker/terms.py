"""RDF terms as the engine gives them, and back from text."""

from __future__ import annotations

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def parse_term(text: str) -> Term:
    """Parse one term written as in N-Triples."""
    # The engine parses no term by itself; that the triple is one is proof that the term is one.
    (quad,) = ox.parse(f"<x:s> <x:p> {text} .".encode(), format=ox.RdfFormat.N_TRIPLES)
    found: Term = quad.object
    return found
