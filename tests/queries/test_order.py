"""The order of lists of sources: codes by their number, or else by author and year."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.labels import render_source_key
from kg.graph.queries import load_queries
from kg.graph.vocab import RDF, TT
from kg.resources import resource_folder

CODED = [("A2", "Smith, 2001"), ("A9a", "Bell, 2001"), ("A10", "Able, 2001"), ("B3", "Able, 2000")]
NAMED = [("9x", "Able and Bell, 2001"), ("7y", "Âble, 2002"), ("1z", "bell, 1999")]
KEY = r"tt:sortKey \?(\w+)"
BY_CODE = re.compile(r"ORDER BY[^\n]*(?:STRLEN|REGEX|REPLACE)\([^)\n]*code")


@pytest.mark.parametrize(("sources", "coded"), [(CODED, True), (NAMED, False)])
def test_sources_go_by_number_or_by_author_and_year(
    sources: list[tuple[str, str]], *, coded: bool
) -> None:
    """A10 follows A9; a key that no reader sees puts nothing in order."""
    store = Store()
    for code, label in reversed(sources):
        source = NamedNode(f"https://example.org/sources/{code}")
        store.add(Quad(source, RDF.type, TT.Source))
        store.add(Quad(source, TT.code, Literal(code)))
        key = render_source_key(code, label, coded=coded)
        store.add(Quad(source, TT.sortKey, Literal(key)))
    query = load_queries(resource_folder("queries") / "pages")["sources"]
    found = [row["source"].value.rsplit("/", 1)[-1] for row in store.query(query.text)]
    assert found == [code for code, _ in sources]


def test_every_list_of_sources_goes_so() -> None:
    """Each query that reads the sort key of a source goes by it, and none makes one of its own."""
    texts = {path: path.read_text("utf-8") for path in resource_folder("queries").rglob("*.rq")}
    read = {path: names for path, text in texts.items() if (names := re.findall(KEY, text))}
    assert len(read) > 30
    for path, names in read.items():
        order = texts[path].rpartition("ORDER BY")[2]
        assert all(f"?{name}" in order for name in names), path
    assert [path for path, text in texts.items() if BY_CODE.search(text)] == []
