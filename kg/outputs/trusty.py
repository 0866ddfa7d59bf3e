"""Quads → a trusty URI: an IRI that carries the digest of what it names.

Follows the RDF module (RA) of the specification, https://trustyuri.net/v1 : the quads are written
one term a line in a fixed order, with a space where the digest will stand, and hashed.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.vocab import XSD

# No IRI holds a space, so that nothing else in the text can be taken for the place.
PLACE = " "


def trusty_name(quads: Iterable[Quad], draft: NamedNode, home: str) -> str:
    """Return the artifact code of quads that still use a draft IRI, to be named `<home><code>`.

    The code is `RA` and 43 characters of base64. Raise TypeError for a blank
    node, which no trusty URI can hold.
    """
    rows = {_row_of(quad, draft, home) for quad in quads}
    lines = (line for row in sorted(rows) for line in _lines_of(row))
    digest = hashlib.sha256("".join(lines).encode()).digest()
    return "RA" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def rename(quads: Iterable[Quad], old: NamedNode, new: NamedNode) -> list[Quad]:
    """Return the quads with an IRI, and the fragments of it, renamed."""

    def renamed(term: NamedNode | Literal) -> NamedNode | Literal:
        return term if isinstance(term, Literal) else NamedNode(_moved(term, old, new.value))

    return [
        Quad(*(renamed(term) for term in (*quad.triple, quad.graph_name)))  # type: ignore[arg-type]
        for quad in quads
    ]


def _moved(node: NamedNode, old: NamedNode, new: str) -> str:
    """Return an IRI as text, moved if it is the old one or a fragment of it."""
    if node == old:
        return new
    if node.value.startswith(f"{old.value}#"):
        return new + node.value.removeprefix(old.value)
    return node.value


# graph, subject, predicate, and the object: whether it is a literal, its text, datatype, language.
_Row = tuple[bytes, bytes, bytes, bool, bytes, bytes, bytes]


def _row_of(quad: Quad, draft: NamedNode, home: str) -> _Row:
    def text(term: object) -> bytes:
        if not isinstance(term, NamedNode):
            raise TypeError(f"a trusty URI needs IRIs and literals, not {term}")
        return _moved(term, draft, home + PLACE).encode()

    head = (text(quad.graph_name), text(quad.subject), text(quad.predicate))
    value = quad.object
    if not isinstance(value, Literal):
        return (*head, False, text(value), b"", b"")
    datatype = b"" if value.language else value.datatype.value.encode()
    return (*head, True, value.value.encode(), datatype, (value.language or "").encode())


def _lines_of(row: _Row) -> Iterable[str]:
    graph, subject, predicate, is_literal, text, datatype, language = (
        part if isinstance(part, bool) else part.decode() for part in row
    )
    yield from (f"{part}\n" for part in (graph, subject, predicate))
    if not is_literal:
        yield f"{text}\n"
        return
    escaped = str(text).replace("\\", "\\\\").replace("\n", "\\n")
    tag = f"@{str(language).lower()}" if language else f"^{datatype or XSD.string.value}"
    yield f"{tag} {escaped}\n"
