"""The order of lists of sources: codes by their number, keys by author and year."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.graph.queries import load_queries
from kg.graph.vocab import RDF, TT
from kg.resources import resource_folder

BY_LENGTH = re.compile(r"ORDER BY.*STRLEN\(.*\?(?:with_)?code\b")
BY_NAME = re.compile(
    r'IF\(REGEX\((\?(?:with_)?code), "\^\[\^0-9\]\*\[0-9\]\{1,3\}\[\^0-9\]\*\$"\), "", '
    r'LCASE\(REPLACE\(\1, "\[0-9\]\.\*\$", ""\)\)\) STRLEN\(REPLACE\(\1, "\[\^0-9\]\+\$", ""\)\) \1'
)


@pytest.mark.parametrize(
    "codes",
    [
        pytest.param(["A2", "A9a", "B3", "A10"], id="codes"),
        pytest.param(["abbot2008", "abbot2008a", "Li2010", "page2021", "pell2018"], id="keys"),
        pytest.param(["A2", "A10", "abbot2008", "smith-2001"], id="both"),
    ],
)
def test_sources_go_by_number_or_by_author_and_year(codes: list[str]) -> None:
    """A10 follows A9, and a short name does not stand before a long one."""
    store = Store()
    for code in sorted(codes, reverse=True):
        source = NamedNode(f"https://example.org/sources/{code}")
        store.add(Quad(source, RDF.type, TT.Source))
        store.add(Quad(source, TT.code, Literal(code)))
    query = load_queries(resource_folder("queries") / "pages")["sources"]
    found = [row["source"].value.rsplit("/", 1)[-1] for row in store.query(query.text)]
    assert found == codes


def test_every_list_of_sources_goes_so() -> None:
    """Where a query sorts by the length of a code, the name in it comes before."""
    texts = {path: path.read_text("utf-8") for path in resource_folder("queries").rglob("*.rq")}
    sorts = {path: text for path, text in texts.items() if BY_LENGTH.search(text)}
    assert len(sorts) > 20
    assert [path for path, text in sorts.items() if not BY_NAME.search(text)] == []
