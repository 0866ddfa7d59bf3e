"""A query → what the parser says of it, without its being run.

Another engine says in words of its own what it cannot read, and some begin a query with a prologue
of theirs, so that the place they name is another. What it refused is read here once more.
"""

from __future__ import annotations

import pyoxigraph as ox

_STAND_IN = "http://localhost/"
# No query has it among its columns, which is found between reading and running.
_NO_COLUMN: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
    ox.Variable("tiptrace_read_only"): ox.Literal("")
}


def find_unreadable(query: str) -> str:
    """Return what the parser says of a query that it cannot read; "" where it can.

    One that is nested deep ends the process, and a long one may take its time: this is for workers.
    """
    try:
        ox.Store().query(query, base_iri=_STAND_IN, substitutions=_NO_COLUMN)
    except SyntaxError as error:
        return str(error)
    except (RuntimeError, ValueError):
        pass
    return ""
