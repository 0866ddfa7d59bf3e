from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store, Triple

from kg.graph.iris import Iris
from kg.graph.queries import construct_triples, load_queries, select_rows

TT = "https://w3id.org/tiptrace/ontology#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RULES = load_queries(Path(__file__).resolve().parents[2] / "queries" / "rules")


@pytest.fixture(scope="module")
def rule_of(ontology: list[Triple]) -> dict[str, str]:
    """Return the rule of each inferred property and class, as the ontology says it."""
    predicate = NamedNode(f"{TT}inferredByRule")
    return {t.subject.value: t.object.value for t in ontology if t.predicate == predicate}


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_infers_its_own_terms_only(
    name: str, tiny_store: Store, frost_store: Store, rule_of: dict[str, str]
) -> None:
    """A rule adds the properties and classes that the ontology ascribes to it, and no others."""
    made = [t for s in (tiny_store, frost_store) for t in construct_triples(s, RULES[name])]
    terms = {(t.object if t.predicate == TYPE else t.predicate).value for t in made}
    assert terms
    assert {rule_of[term] for term in terms} == {name}


def test_every_inferred_term_has_its_rule(rule_of: dict[str, str]) -> None:
    """Each rule that the ontology names exists, and each rule is named."""
    assert set(rule_of.values()) == set(RULES)


@pytest.mark.parametrize("name", sorted(RULES))
def test_rule_says_when_it_runs(name: str) -> None:
    """A rule has an order of one digit, since orders are compared as text."""
    assert RULES[name].head["order"] in set("123456789")


def test_rules_are_complete_after_one_round(frost_store: Store) -> None:
    """Running every rule once more adds nothing: the order of the rules suffices."""
    before = {quad.triple for quad in frost_store}
    for rule in RULES.values():
        assert set(construct_triples(frost_store, rule)) <= before


def test_hand_made_data_has_no_inferred_term(frost_store: Store, rule_of: dict[str, str]) -> None:
    """What only a rule may say, a property or a class, stands in the inferred graph alone."""
    iris = Iris("https://w3id.org/tiptrace/frost2005/")
    for name in ("review", "companions"):
        quads = frost_store.quads_for_pattern(None, None, None, iris.graph(name))
        terms = {(q.object if q.predicate == TYPE else q.predicate).value for q in quads}
        assert not terms & set(rule_of)


def test_no_tip_is_supported_by_a_source_outside_its_rows(frost_store: Store) -> None:
    """A tip's sources are those of the rows of the implications that it addresses, no more."""
    addressed = _pairs(frost_store, "addresses")
    rows = {implication: row for row, implication in _pairs(frost_store, "forImplication")}
    listed = Counter(_pairs(frost_store, "listsSource"))
    expected = {
        (tip, source)
        for tip, implication in addressed
        for row, source in listed
        if row == rows[implication]
    }
    assert _pairs(frost_store, "isSupportedBy") == expected


@pytest.mark.parametrize(
    ("count", "counted"),
    [
        ("citationCount", "mentionsSource"),
        ("listedInRowCount", "listsSource"),
        ("tipCount", "isSupportedBy"),
        ("claimCount", "hasEvidenceFrom"),
        ("addressedByTipCount", "addresses"),
        ("recordCount", "about"),
    ],
)
def test_count_is_the_number_of_what_it_counts(
    count: str, counted: str, frost_store: Store
) -> None:
    """A count on a record is the number of distinct records that point to it."""
    pointing = Counter(target for _, target in _pairs(frost_store, counted))
    said = {record: int(number) for record, number in _pairs(frost_store, count)}
    assert {record: number for record, number in said.items() if number} == dict(pointing)


@pytest.mark.parametrize(
    ("count", "counted"),
    [("supportingSourceCount", "isSupportedBy"), ("listedSourceCount", "hasListedSource")],
)
def test_count_is_the_number_of_what_it_has(count: str, counted: str, frost_store: Store) -> None:
    """A count of what a record has is the number of distinct things that it points to."""
    having = Counter(record for record, _ in _pairs(frost_store, counted))
    said = {record: int(number) for record, number in _pairs(frost_store, count)}
    assert said == dict(having)


def test_totals_by_class_add_up(frost_store: Store) -> None:
    """The totals of a tip or an implication add up to the number of its sources."""
    query = f"""PREFIX tt: <{TT}> SELECT ?record ?all (SUM(?total) AS ?sum) WHERE {{
      ?node tt:totalFor ?record ; tt:total ?total .
      ?record tt:supportingSourceCount|tt:listedSourceCount ?all }} GROUP BY ?record ?all"""
    rows = select_rows(frost_store, query)
    assert rows
    assert all(row["all"] == row["sum"] for row in rows)


LINES_AND_SPANS = f"""PREFIX tt: <{TT}> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT * WHERE {{
  ?line a tt:EvidenceLine ; tt:basedOn ?mention ; tt:forClaim ?claim .
  ?mention tt:hasPassage/oa:hasSelector [ oa:start ?cited_start ; oa:end ?cited_end ] .
  OPTIONAL {{ ?line tt:hasPassage/oa:hasSelector [ oa:start ?own_start ; oa:end ?own_end ] }}
  OPTIONAL {{ ?line tt:underPosition/tt:hasPassage/oa:hasSelector ?of_position .
    ?of_position oa:start ?position_start ; oa:end ?position_end }}
  OPTIONAL {{ ?claim tt:hasPassage/oa:hasSelector [ oa:start ?claim_start ; oa:end ?claim_end ] }}
}}"""


def test_places_of_citations_are_measured_from_the_spans(frost_store: Store) -> None:
    """A citation touches the passage, or is within 400 characters of it, or is farther away."""
    expected: dict[str, set[tuple[str, str]]] = {}
    for row in select_rows(frost_store, LINES_AND_SPANS):
        kind = next(kind for kind in ("own", "position", "claim") if f"{kind}_start" in row)
        first, last = int(row[f"{kind}_start"]), int(row[f"{kind}_end"])
        gap = max(first - int(row["cited_end"]), int(row["cited_start"]) - last)
        place = "InPassage" if gap <= 5 else "Nearby" if gap <= 400 else "Elsewhere"
        expected.setdefault(f"cited{place}", set()).add((row["line"], row["mention"]))
    assert set(expected) == {"citedInPassage", "citedNearby", "citedElsewhere"}
    assert {name: _pairs(frost_store, name) for name in expected} == expected


def _pairs(store: Store, name: str) -> set[tuple[str, str]]:
    quads = store.quads_for_pattern(None, NamedNode(TT + name), None)
    return {(quad.subject.value, quad.object.value) for quad in quads}
