from collections.abc import Callable

from pyoxigraph import NamedNode, Triple

from kg.graph.iris import Iris
from kg.graph.triples.works import triples_for_works
from kg.graph.vocab import RDF, TT
from kg.model import Sources, Work, read_works

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_source_is_of_the_work_that_its_identifier_names(tiny: Sources, tiny_iris: Iris) -> None:
    """A1 prints a DOI: the address of doi.org is the work, in every review that prints it."""
    said = set(triples_for_works(read_works(tiny), tiny.references, tiny_iris))
    work = NamedNode("https://doi.org/10.1234/tea.1")
    assert {triple for triple in said if work in (triple.subject, triple.object)} == {
        Triple(tiny_iris.of("sources/A1"), TT.ofWork, work),
        Triple(work, RDF.type, TT.Work),
        Triple(work, TT.isKnownBy, work),
    }


def test_a_work_that_nobody_names_has_an_address_of_the_review(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """It says nothing but that it is a work: title and code are the source's."""
    said = facts(triples_for_works(read_works(tiny), tiny.references, tiny_iris))
    assert ("sources/A2", "ofWork", "works/A2") in said
    assert {fact for fact in said if fact[0] == "works/A2"} == {("works/A2", "type", "Work")}


def test_its_iri_is_the_strongest_and_it_is_known_by_all(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """The others stand beside it, so that a review that holds only them can be joined."""
    names = ("https://doi.org/10.1000/x", "urn:isbn:9780860686347")
    works = {"A1": Work(path="works/A1", known_by=names)}
    said = facts(triples_for_works(works, tiny.references[:1], tiny_iris))
    assert ("x", "isKnownBy", "urn:isbn:9780860686347") in said
    assert not any("works/A1" in fact for fact in said)
