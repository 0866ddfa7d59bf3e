from collections import Counter
from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Store, Triple

from kg.graph.iris import Iris
from kg.graph.triples.agents import (
    triples_for_authority,
    triples_for_periodical,
    triples_for_publishers,
)
from kg.graph.vocab import FOAF, TT
from kg.model import AgentFile, Authority, Sources, read_authority

Facts = Callable[..., set[tuple[str, str, str]]]


def _authority_with(tiny: Sources, **file: object) -> Authority:
    return read_authority(tiny.model_copy(update={"agents": AgentFile.model_validate(file)}))


def test_people_and_bodies_are_told_apart(
    authority: Authority, tiny_iris: Iris, facts: Facts
) -> None:
    """A body has a name and no family name; a particle stands before the family's."""
    said = facts(triples_for_authority(authority, tiny_iris, beside=False))
    assert {
        ("agents/tea-council", "type", "Organization"),
        ("agents/tea-council", "name", "Tea Council"),
        ("agents/van-dale-fay", "type", "Person"),
        ("agents/van-dale-fay", "familyName", "van Dale"),
        ("agents/van-dale-fay", "givenName", "Fay"),
        ("agents/van-dale-fay", "sortKey", "van dale, fay"),
    } <= said
    assert not {fact for fact in said if fact[:2] == ("agents/tea-council", "familyName")}


def test_forms_of_one_name_lead_to_one_person(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """She has one name, keeps each printed form, and her former address is not lost."""
    cook = {"id": "cook", "name": "Cook, Carol D.", "printed": ["Cook, C. D."], "note": "Known."}
    found = _authority_with(tiny, people=[cook])
    said = facts(triples_for_authority(found, tiny_iris, beside=False))
    assert {fact for fact in said if fact[0] == "agents/cook"} >= {
        ("agents/cook", "name", "Carol D. Cook"),
        ("agents/cook", "namedAs", "Cook CD"),
        ("agents/cook", "formerName", "cook-c-d"),
        ("agents/cook", "note", "Known."),
    }
    assert "agents/cook-c-d" not in {fact[0] for fact in said}


def test_a_body_that_is_spoken_of_is_one_thing(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Its concept leads to it, and so do all that it wrote and published."""
    body = {"id": "tea-council", "name": "Tea Council", "concept": "tea"}
    found = _authority_with(tiny, bodies=[body])
    said = facts(triples_for_authority(found, tiny_iris, beside=False))
    assert ("concepts/tea", "focus", "agents/tea-council") in said


def test_names_kept_apart_say_so_both_ways(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Nobody need reason to find the other end."""
    people = [
        {"id": "able-ann", "name": "Able, Ann", "kept_apart_from": ["king-kit"]},
        {"id": "king-kit", "name": "King, Kit"},
    ]
    found = _authority_with(tiny, people=people)
    said = facts(triples_for_authority(found, tiny_iris, beside=False))
    assert {
        ("agents/able-ann", "keptApartFrom", "agents/king-kit"),
        ("agents/king-kit", "keptApartFrom", "agents/able-ann"),
    } <= said


def test_an_imprint_may_name_two_bodies(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Both published; the text of the imprint stays whole."""
    found = _authority_with(
        tiny,
        bodies=[{"id": "council", "name": "Tea Council"}, {"id": "pot", "name": "Pot"}],
        imprints=[{"printed": "Pot Press", "bodies": ["council", "pot"]}],
    )
    said = facts(triples_for_publishers("Pot Press", tiny_iris.of("sources/B1"), found, tiny_iris))
    assert said == {
        ("sources/B1", "publisher", "agents/council"),
        ("sources/B1", "publisher", "agents/pot"),
        ("sources/B1", "publisherName", "Pot Press"),
    }


def test_a_journal_is_one_thing_under_its_own_title(
    tiny: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """A title that is cut short leads to it; a magazine is no journal."""
    journal = {"id": "breaks", "name": "The Journal of Breaks", "printed": ["Journal of Breaks"]}
    found = _authority_with(tiny, journals=[journal])
    source = tiny_iris.of("sources/A1")
    said = facts(triples_for_periodical("Journal of Breaks", source, found, tiny_iris))
    assert said == {
        ("sources/A1", "isPartOf", "journals/breaks"),
        ("sources/A1", "containerTitle", "The Journal of Breaks"),
    }
    said = facts(triples_for_authority(found, tiny_iris, beside=False))
    assert {
        ("journals/breaks", "type", "Journal"),
        ("journals/breaks", "title", "The Journal of Breaks"),
        ("journals/breaks", "namedAs", "Journal of Breaks"),
        ("journals/tea-weekly", "type", "Magazine"),
    } <= said


@pytest.mark.slow
def test_each_is_told_in_one_graph(frost_store: Store) -> None:
    """Who asks all graphs at once counts no person, body or journal twice."""
    for term in (TT.sortKey, FOAF.focus, TT.formerName):
        quads = frost_store.quads_for_pattern(None, term, None)
        told = Counter((str(quad.subject), str(quad.object)) for quad in quads)
        assert told
        assert max(told.values()) == 1


def test_an_orcid_is_an_iri(tiny: Sources, tiny_iris: Iris) -> None:
    """A person’s ORCID iD is an address, and so is the page where it was seen."""
    page = "https://pots.example.org/cook"
    cook = {"id": "cook", "name": "Cook, C. D.", "orcid": "0000-0002-1825-0097", "witness": page}
    found = _authority_with(tiny, people=[cook])
    said = {one for one in triples_for_authority(found, tiny_iris, beside=False)
            if one.predicate in {TT.orcid, TT.witness}}  # fmt: skip
    who, iri = tiny_iris.of("agents/cook"), NamedNode("https://orcid.org/0000-0002-1825-0097")
    assert said == {Triple(who, TT.orcid, iri), Triple(who, TT.witness, NamedNode(page))}
