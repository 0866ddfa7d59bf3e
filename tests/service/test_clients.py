"""Clients that people have already, unchanged."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING
from urllib.parse import quote

import pandas as pd
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, N3, POST, POSTDIRECTLY, RDFXML, TURTLE, XML, SPARQLWrapper

from tests.programs import require_program

if TYPE_CHECKING:
    from conftest import Running

NAMES = "SELECT ?name { ?thing <http://example.org/name> ?name } ORDER BY ?name"
DESCRIBE = "DESCRIBE <http://example.org/tea>"


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("form", [JSON, XML, CSV])
def test_sparqlwrapper_reads_tables(served: Running, method: str, form: str) -> None:
    """By GET and POST, in three formats."""
    wrapper = SPARQLWrapper(f"{served.address}sparql")
    wrapper.setMethod(method)
    wrapper.setQuery(NAMES)
    wrapper.setReturnFormat(form)
    converted = wrapper.queryAndConvert()
    text = (
        converted
        if isinstance(converted, str)
        else str(getattr(converted, "toxml", lambda: converted)())
    )
    assert "percent" in str(converted) or "percent" in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
@pytest.mark.parametrize("form", [TURTLE, RDFXML, N3])
def test_sparqlwrapper_reads_graphs(served: Running, form: str) -> None:
    """DESCRIBE comes back as a graph; a direct POST serves as well."""
    wrapper = SPARQLWrapper(f"{served.address}sparql")
    wrapper.setMethod(POST)
    wrapper.setRequestMethod(POSTDIRECTLY)
    wrapper.setQuery(DESCRIBE)
    wrapper.setReturnFormat(form)
    converted = wrapper.queryAndConvert()
    graph = (
        converted if isinstance(converted, rdflib.Graph) else rdflib.Graph().parse(data=converted)
    )
    assert len(graph) == 4


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_asks_as_a_store(served: Running, method: str) -> None:
    """Rdflib's SPARQLStore selects, constructs and iterates over triples."""
    store = SPARQLStore(f"{served.address}sparql", method=method)
    graph = rdflib.Graph(store)
    assert len(list(graph.query(NAMES))) == 4
    assert len(list(graph.triples((rdflib.URIRef("http://example.org/tea"), None, None)))) == 4
    assert len(graph.query(DESCRIBE).graph) == 4


def test_pandas_reads_csv_from_a_link(served: Running) -> None:
    """A link is enough for a table, accents and line ends included."""
    frame = pd.read_csv(f"{served.address}sparql?query={quote(NAMES)}&format=csv")
    assert sorted(frame["name"]) == ["milk", "percent", "tea", "thé"]


@pytest.mark.needs("curl")
def test_curl_asks_in_three_ways(served: Running) -> None:
    """By link, by form and by a file of SPARQL."""
    curl = [
        require_program("curl"),
        "-sf",
        "-H",
        "Accept: text/csv",
        f"{served.address}sparql",
    ]
    ways = (
        ["-G", "--data-urlencode", f"query={NAMES}"],
        ["--data-urlencode", f"query={NAMES}"],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", NAMES],
    )
    answers = {
        subprocess.run([*curl, *way], capture_output=True, text=True, check=True).stdout
        for way in ways
    }
    assert len(answers) == 1
    assert "percent" in answers.pop()
