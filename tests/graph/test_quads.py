import pytest
from pyoxigraph import Literal, Store

from kg.graph.iris import Iris
from kg.graph.quads import quads_for_ontology
from kg.graph.queries import select_rows

PREFIX = "PREFIX tt: <https://w3id.org/tiptrace/ontology#>\n"


def values(store: Store, query: str) -> list[str]:
    """Return the single column of a query."""
    return [next(iter(row.values())) for row in select_rows(store, PREFIX + query)]


def test_a_tip_leads_to_its_sources_through_implication_and_row(tiny_store: Store) -> None:
    """Tip 1 addresses one implication whose row lists A1, A2 and B1."""
    query = """SELECT ?code WHERE {
      ?tip tt:number 1 ; tt:addresses ?about . ?row tt:forImplication ?about ; tt:listsSource ?s .
      ?s tt:code ?code } ORDER BY ?code"""
    assert values(tiny_store, query) == ["A1", "A2", "B1"]


def test_a_mention_keeps_the_printed_code(tiny_store: Store) -> None:
    """The wrong code stays as printed while the mention leads to the work meant."""
    query = """SELECT ?code WHERE { ?m tt:printedCode "D2" ; tt:mentionsSource/tt:code ?code }"""
    assert values(tiny_store, query) == ["D1"]


def test_an_empty_cell_has_no_value(tiny_store: Store) -> None:
    """A blank is not a zero."""
    query = """SELECT ?cell WHERE { ?cell a tt:TableCell ; tt:inRow/tt:inTable ?t
      FILTER NOT EXISTS { ?cell tt:cellText|tt:cellNumber ?v } } ORDER BY ?cell"""
    assert [iri.rsplit("#", 1)[1] for iri in values(tiny_store, query)] == [
        "row-output--studies",
        "row-quarrels--none",
    ]


def test_related_concepts_are_related_both_ways(tiny_store: Store) -> None:
    """`related` is written once in the data and holds in both directions."""
    query = """SELECT ?label WHERE { ?c <http://www.w3.org/2004/02/skos/core#related>/
      <http://www.w3.org/2004/02/skos/core#prefLabel> ?label } ORDER BY ?label"""
    assert values(tiny_store, query) == ["pot", "trust"]


def test_authors_keep_their_order(tiny_store: Store) -> None:
    """Contributions number the authors as the reference lists them."""
    query = """SELECT ?name WHERE { ?s tt:code "A2" ; tt:hasContribution ?c . ?c tt:order ?o ;
      tt:contributor/<http://xmlns.com/foaf/0.1/name> ?name } ORDER BY ?o"""
    assert values(tiny_store, query) == ["Bob Baker", "Cook CD", "Tea Council"]


def test_companions_stand_in_a_graph_of_their_own(tiny_store: Store) -> None:
    """What a companion says is not in the review's graph."""
    query = """SELECT ?g WHERE { GRAPH ?g { ?claim tt:statement ?s }
      FILTER(CONTAINS(?s, "desks")) }"""
    assert values(tiny_store, query) == ["https://example.org/tea/graph/companions"]


@pytest.mark.parametrize(
    ("language", "told"), [("en-GB", ["editor", "DOI", "of"]), ("cy", ["golygydd", "DOI", "of"])]
)
def test_the_ontology_speaks_one_language_in_a_dataset(language: str, told: list[str]) -> None:
    """What it says in several comes in that of the review; what has one only, in that one."""
    turtle = b"""@prefix e: <https://example.org/> .
      e:a e:label "editor"@en , "golygydd"@cy . e:b e:label "DOI"@cy , "DOI"@en ; e:sign "doi" .
      e:c e:label "of"@en ; e:size 3 ; e:is e:a ."""
    said = list(quads_for_ontology(turtle, Iris("https://example.org/r/").speaking(language)))
    tagged = [quad.object for quad in said if getattr(quad.object, "language", None)]
    assert [one.value for one in tagged] == told
    assert [one.language for one in tagged][:2] == [language.partition("-")[0]] * 2
    assert len(said) == 6
    assert Literal("doi") in {quad.object for quad in said}
