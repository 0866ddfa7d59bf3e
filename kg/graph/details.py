"""What an entry says of a source beside what has a term of its own, and its LaTeX."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg import model
from kg.graph.naming import Equals
from kg.graph.vocab import RDF, TT, describe
from kg.paths import slug_of

# What the source itself says by a term of its own.
_SAID = frozenset(
    {"address", "booktitle", "date", "entrysubtype", "institution", "journal", "location", "note"}
    | {"pages", "publisher", "url", "urldate", "volume"}
)


def triples_for_details(reference: model.Reference, subject: NamedNode) -> Iterator[Triple]:
    """Yield each further field with its text, and the LaTeX of those that have some to keep."""
    equals = Equals()
    for order, name in enumerate(dict.fromkeys(("title", *reference.fields)), start=1):
        said = name == "title" or name in _SAID
        said = said or (name == "number" and reference.entry_type == "article")
        # Beside a publisher the body that issued it is one more thing that the entry says.
        said = said and not (name == "institution" and "publisher" in reference.fields)
        # A paper of a conference may have come out in a journal: the source says one of both.
        said = said and name != ("journal" if reference.book else "booktitle")
        # ACM writes where the conference was as `location`, beside the publisher's address.
        said = said and not (name == "location" and "address" in reference.fields)
        if said and name not in reference.written:
            continue
        node = NamedNode(equals.name(f"{subject.value}#detail", slug_of(name)))
        yield from describe(subject, (TT.hasDetail, node))
        yield from describe(
            node,
            (RDF.type, TT.Detail),
            (TT.order, order),
            (TT.detailName, name),
            (TT.detailText, None if said else reference.fields[name]),
            (TT.latex, reference.written.get(name)),
        )
