from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from kg.graph.iris import Iris
from kg.graph.store import lines_by_graph, sorted_nquads
from kg.outputs.dumps import claim_dumps, write_dataset, write_dumps
from kg.outputs.writing import OutputWriter


def test_the_dumps_are_the_dataset(tiny_store: Store, tiny_iris: Iris, tmp_path: Path) -> None:
    """The Turtle files hold, graph by graph, just what the N-Quads hold."""
    nquads = sorted_nquads(tiny_store)
    outputs = OutputWriter(tmp_path / "data")
    claim_dumps(outputs)
    files = write_dumps(lines_by_graph(nquads), tiny_iris, outputs)
    assert files["data/dataset.nq"] is None  # it holds what the build says of its files, too
    whole = write_dataset(nquads, outputs)
    assert set(parse(whole.read_bytes(), format=RdfFormat.N_QUADS)) == set(tiny_store)
    for name in ("review", "companions", "inferred", "ontology"):
        path = files[f"data/{name}.ttl"]
        assert path is not None
        triples = {
            (quad.subject, quad.predicate, quad.object)
            for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE)
        }
        graph = tiny_iris.graph(name)
        asserted = tiny_store.quads_for_pattern(None, None, None, graph)
        assert triples == {(quad.subject, quad.predicate, quad.object) for quad in asserted}
