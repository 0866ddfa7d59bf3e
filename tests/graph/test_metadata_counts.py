"""Counts of sorted N-Quads."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

from kg.graph.metadata_counts import count_quads, triples_for_counts, vocabularies_of

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
LINES = sorted(
    [
        f"<http://e/a> {TYPE} <http://e/Cup> <http://e/g1> .",
        f"<http://e/a> {TYPE} <http://e/Cup> <http://e/g2> .",
        f"<http://e/b> {TYPE} <http://e/Cup> <http://e/g2> .",
        f'<http://e/a> {LABEL} "a cup . of <tea>"@en <http://e/g1> .',
        f'<http://e/a> {LABEL} "line\\nbreak \u2028" <http://e/g1> .',
    ]
)
NQUADS = ("\n".join(LINES) + "\n").encode()


def test_a_triple_in_two_graphs_counts_once_in_the_union() -> None:
    """The union counts a triple once, each graph counts its own."""
    counts = count_quads(NQUADS)
    assert {name: one.triples for name, one in counts.items()} == {
        "": 4,
        "http://e/g1": 3,
        "http://e/g2": 2,
    }


def test_literals_with_spaces_and_brackets() -> None:
    """Spaces, points, brackets and line separators inside a literal do not confuse the count."""
    usage = count_quads(NQUADS)[""].properties[LABEL]
    assert (usage.triples, len(usage.subjects), len(usage.objects)) == (2, 1, 2)


def test_members_of_a_class() -> None:
    """A class has as many members as there are subjects of that type."""
    assert count_quads(NQUADS)[""].classes == {"<http://e/Cup>": {"<http://e/a>", "<http://e/b>"}}


def test_nothing() -> None:
    """An empty dataset has no triples."""
    counts = count_quads(b"")
    assert (list(counts), counts[""].triples) == ([""], 0)


@pytest.mark.parametrize(
    ("term", "end"),
    [
        ("<http://e/Cup>", "class/http-e-cup"),
        (TYPE, "property/rdf-type"),
        (LABEL, "property/rdfs-label"),
    ],
    ids=["unknown namespace", "rdf", "rdfs"],
)
def test_names_of_partitions(term: str, end: str) -> None:
    """A partition is named after its term: by prefix where there is one."""
    triples = triples_for_counts(
        NamedNode("http://e/meta/dataset"), count_quads(NQUADS)[""], "http://e/"
    )
    named = {str(item.object): str(item.subject) for item in triples}
    assert named[term] == f"<http://e/meta/dataset/{end}>"


def test_known_vocabularies() -> None:
    """Only namespaces that are used are named."""
    found = [node.value for node in vocabularies_of(count_quads(NQUADS)[""])]
    assert found == [TYPE[1:-5], LABEL[1:-6]]
