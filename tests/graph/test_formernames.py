from __future__ import annotations

from pyoxigraph import NamedNode, Store

from kg.graph.formernames import quads_for_former_names, select_former_names
from kg.graph.iris import Iris
from kg.graph.vocab import DCTERMS, OWL


def test_what_was_named_by_its_place_is_an_alias(tiny_store: Store, tiny_iris: Iris) -> None:
    """The line that was the second of its claim, or of a position, leads to its name of today."""
    replaced = {
        tiny_iris.path_of(triple.subject.value): tiny_iris.path_of(triple.object.value)
        for triple in quads_for_former_names(tiny_iris, *select_former_names(tiny_store))
        if triple.predicate == DCTERMS.isReplacedBy
    }
    for former, now in (
        ("claims/clean-pot#evidence-1", "claims/clean-pot#from-D1"),
        ("claims/coffee-splits-people#bears-2", "claims/coffee-splits-people#bears-on-tips-1"),
        ("debates/what-comes-first#pot-first-evidence-1", None),
        ("sources/A2#author-3", "sources/A2#author-tea-council"),
        ("sources/A1#detail-4", "sources/A1#detail-doi"),
        ("rows/1#entry-3", "rows/1#for-B1"),
        ("tables/effects#row-2", "tables/effects#row-output"),
        ("tables/effects#row-2-none", "tables/effects#row-output--none"),
        ("tips/1#practice-2", "tips/1#practice-sit-down-together"),
        ("tips/1#question-1", "tips/1#question-who-makes-our-tea"),
        ("tips/1#left-out-1", "tips/1#left-out-clean-pot"),
        ("tips/1#taken-in-1", "tips/1#taken-in-fewer-quarrels"),
    ):
        assert former in replaced
        assert now is None or replaced[former] == now
    assert replaced["debates/what-comes-first#pot-first-evidence-1"].startswith(
        "debates/what-comes-first#pot-first-from-"
    )


def test_nothing_is_counted_twice(tiny_store: Store, tiny_iris: Iris) -> None:
    """Of an old name is said that it is out of use, and what replaces it; no record has it."""
    for triple in quads_for_former_names(tiny_iris, *select_former_names(tiny_store)):
        assert triple.predicate in {OWL.deprecated, DCTERMS.isReplacedBy}
        assert isinstance(triple.subject, NamedNode)
        assert not list(tiny_store.quads_for_pattern(triple.subject, None, None, None))
        if isinstance(triple.object, NamedNode):
            assert list(tiny_store.quads_for_pattern(triple.object, None, None, None))


def test_what_a_systematic_review_has_is_an_alias_too(trials_store: Store) -> None:
    """Arms, words, judgements over all and in a domain, and steps of a search were numbered."""
    iris = Iris("https://example.org/trials/")
    replaced = {
        iris.path_of(triple.subject.value): iris.path_of(triple.object.value)
        for triple in quads_for_former_names(iris, *select_former_names(trials_store))
        if isinstance(triple.object, NamedNode)
    }
    tool = "appraisal-tools/pot-tool"
    assert {
        "effects/able-awake#arm-2": "effects/able-awake#arm-hot-water",
        "studies/able#sample-1": "studies/able#sample-adults",
        f"{tool}#word-2": f"{tool}#word-some-concerns",
        f"{tool}#judgement-2": f"{tool}#judgement-baker",
        f"{tool}#judgement-2-smell": f"{tool}#judgement-baker--smell",
        "flows/databases#identified-2": "flows/databases#identified-cup-register-made-up",
        "flows/databases#screened-1": "flows/databases#screened",
        "review#includedstudies-1": "review#includedstudies",
    }.items() <= replaced.items()
    assert all(now is not None for now in replaced.values())
