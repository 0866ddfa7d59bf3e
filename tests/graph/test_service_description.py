from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph.service_description import triples_for_endpoint
from kg.graph.vocab import FORMATS, SD


def test_a_union_is_told_only_where_there_is_one() -> None:
    """What the default graph is decides what a plain query finds."""
    node, dataset = NamedNode("x:service"), NamedNode("x:dataset")
    for union in (True, False):
        told = triples_for_endpoint(node, NamedNode("x:sparql"), dataset, union=union)
        features = [triple.object for triple in told if triple.predicate == SD.feature]
        assert features == [SD.UnionDefaultGraph] * union


def test_all_kinds_of_graph_files_can_be_asked_for() -> None:
    """N-Quads, TriG and JSON-LD too: the build and the service tell the same."""
    node = NamedNode("x:service")
    told = triples_for_endpoint(node, NamedNode("x:sparql"), NamedNode("x:data"), union=False)
    formats = {triple.object for triple in told if triple.predicate == SD.resultFormat}
    assert {FORMATS["N-Quads"], FORMATS.TriG, FORMATS["JSON-LD"]} <= formats
