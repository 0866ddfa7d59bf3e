"""What a property leads to, where the query has another term behind it."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.vocabulary import check_vocabulary

HEAD = "PREFIX tt: <https://w3id.org/tiptrace/ontology#> "
FEW = "; tt:stance leads to tt:disputes, tt:qualifies, tt:supports in these data"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ ?l tt:stance tt:oppose }", [f"tt:oppose is no term{FEW}"]),
        ("{ ?l tt:stance ?s FILTER(?s = tt:oppose) }", [f"tt:oppose is no term{FEW}"]),
        ("{ ?l tt:stance ?s FILTER(?s != tt:oppose) }", [f"tt:oppose is no term{FEW}"]),
        (
            "{ ?l tt:stance ?s FILTER(?s NOT IN (tt:supports, tt:oppose)) }",
            [f"tt:oppose is no term{FEW}"],
        ),
        (
            "{ ?l tt:stance tt:suports }",
            ["tt:suports is no term; did you mean tt:supports?"],
        ),
        ("{ ?l ?p tt:oppose }", ["tt:oppose is no term; did you mean tt:purpose?"]),
        (
            "{ ?l tt:stance ?s . ?l tt:oppose ?s }",
            ["tt:oppose is no term; did you mean tt:purpose?"],
        ),
        ("{ ?l tt:stance tt:supports }", []),
    ],
)
def test_what_a_property_leads_to_is_told(query: str, told: list[str], tiny_store: Store) -> None:
    """The few entries there are, or the nearest; elsewhere the nearest term of all."""
    found = [*check_vocabulary(f"{HEAD}SELECT * {query}", KnownStore(tiny_store))]
    assert [one.partition(" is optional")[0] for one in found] == told
