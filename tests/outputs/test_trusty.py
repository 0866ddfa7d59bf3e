"""Trusty URIs, held against the definition."""

from __future__ import annotations

import base64
import hashlib

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.graph.vocab import RDFS, XSD
from kg.outputs.trusty import rename, trusty_name

HOME = "https://example.org/np/"
DRAFT = NamedNode(f"{HOME}claims/tea")
GRAPH = NamedNode(f"{DRAFT.value}#assertion")


def name_of(*values: Literal | NamedNode) -> str:
    """Return the trusty name of a draft that says these values of itself."""
    quads = [Quad(DRAFT, RDFS.label, value, GRAPH) for value in values]
    return trusty_name(quads, DRAFT, HOME)


def test_what_is_hashed() -> None:
    """One term a line, a space where the digest will stand, the literal with its type in front."""
    text = (
        f"{HOME} #assertion\n{HOME} \n{RDFS.label.value}\n"
        f"^{XSD.string.value} two\\nlines, a \\\\ stroke\n"
    )
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert name_of(Literal("two\nlines, a \\ stroke")) == "RA" + digest.rstrip("=")


def test_length() -> None:
    """A name is RA and 43 characters of Base64 without padding."""
    assert len(name_of(Literal("tea"))) == 45


def test_order_does_not_matter() -> None:
    """The order of the quads, and saying one twice, changes nothing."""
    one, two = Literal("a"), NamedNode("https://example.org/b")
    assert name_of(one, two) == name_of(two, one, one)


@pytest.mark.parametrize(
    "value",
    [Literal("tea"), Literal("Tea", language="en"), Literal("1", datatype=XSD.integer), GRAPH],
    ids=["text", "language", "number", "iri"],
)
def test_every_term_counts(value: Literal | NamedNode) -> None:
    """Another term gives another name."""
    assert name_of(value) != name_of(Literal("Tea"))


def test_the_draft_name_does_not_matter() -> None:
    """The same content under another draft IRI gets the same name."""
    other = NamedNode(f"{HOME}claims/coffee")
    quads = [Quad(DRAFT, RDFS.label, Literal("tea"), GRAPH)]
    assert trusty_name(rename(quads, DRAFT, other), other, HOME) == trusty_name(quads, DRAFT, HOME)


def test_only_the_draft_is_renamed() -> None:
    """An IRI that only begins like the draft keeps its name."""
    near = NamedNode(f"{DRAFT.value}pot")
    (quad,) = rename([Quad(near, RDFS.seeAlso, DRAFT, GRAPH)], DRAFT, NamedNode(f"{HOME}RA1"))
    assert (quad.subject, quad.object) == (near, NamedNode(f"{HOME}RA1"))
    assert quad.graph_name == NamedNode(f"{HOME}RA1#assertion")


def test_no_blank_nodes() -> None:
    """A blank node has no name that could be hashed."""
    with pytest.raises(TypeError, match="IRIs and literals"):
        trusty_name([Quad(BlankNode("b"), RDFS.label, Literal("tea"), GRAPH)], DRAFT, HOME)
