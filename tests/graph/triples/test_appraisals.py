from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.appraisals import triples_for_appraisals
from kg.model import Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_tool_keeps_its_words_in_order(trials: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """Each word has its place in the order of the tool, as the review prints it."""
    said = facts(triples_for_appraisals(trials.appraisals, tiny_iris))
    words = {
        f"appraisal-tools/cup-scale#word-{name}": (word, str(place))
        for place, (name, word) in enumerate(
            (("high", "high"), ("moderate", "moderate"), ("low", "low"), ("very-low", "very low")),
            start=1,
        )
    }
    assert {(iri, "label", word) for iri, (word, _) in words.items()} <= said
    assert {(iri, "order", place) for iri, (_, place) in words.items()} <= said
    assert ("appraisal-tools/cup-scale", "judges", "certaintyJudgedMatter") in said


def test_a_word_that_grades_nothing_is_said_to(
    trials: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """And of no other word is it said."""
    said = facts(triples_for_appraisals(trials.appraisals, tiny_iris))
    assert {(iri, value) for iri, name, value in said if name == "isUnranked"} == {
        ("appraisal-tools/pot-tool#word-no-information", "true")
    }


def test_a_judgement_is_over_all_or_in_a_domain(
    trials: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """What is judged over all has no domain; the reason and the passage stand with each."""
    said = facts(triples_for_appraisals(trials.appraisals, tiny_iris))
    tool = "appraisal-tools/pot-tool"
    overall, smell = f"{tool}#judgement-baker", f"{tool}#judgement-baker--smell"
    assert {
        (overall, "judgedAs", f"{tool}#word-some-concerns"),
        (overall, "ofStudy", "studies/baker"),
        (smell, "inDomain", f"{tool}#domain-smell"),
        (smell, "judgedAs", f"{tool}#word-some-concerns"),
        (smell, "ofStudy", "studies/baker"),
        (smell, "comment", "The tea was known by its smell."),
        (smell, "hasPassage", f"{smell}-passage"),
        (
            "appraisal-tools/cup-scale#judgement-falling-asleep",
            "onOutcome",
            "outcomes/falling-asleep",
        ),
    } <= said
    assert not any(subject == overall and name == "inDomain" for subject, name, _ in said)


def test_domains_alone_make_no_judgement_over_all(
    trials: Sources, tiny_iris: Iris, facts: Facts
) -> None:
    """Nothing is worked out from the domains."""
    able = trials.appraisals.appraisals[0].model_copy(update={"overall": None})
    file = trials.appraisals.model_copy(update={"appraisals": (able,)})
    said = facts(triples_for_appraisals(file, tiny_iris))
    judged = {subject for subject, name, _ in said if name == "judgedAs"}
    tool = "appraisal-tools/pot-tool"
    assert judged == {f"{tool}#judgement-able--order", f"{tool}#judgement-able--smell"}
    # The passage is theirs then: no statement is without its address.
    assert {(one, "hasPassage", f"{one}-passage") for one in judged} <= said
