from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.flow import STEPS, triples_for_flow
from kg.model import FlowFile, SearchFlow, Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_each_number_is_a_step(trials: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A step says what it counts; parts of one have words, and all ways give a whole."""
    said = facts(triples_for_flow(trials.flow, tiny_iris))
    flow = "flows/databases"
    assert {
        (f"{flow}#identified-cup-register-made-up", "stepPart", "Cup Register (made up)"),
        (f"{flow}#identified-cup-register-made-up", "stepCount", "30"),
        (f"{flow}#identified-cup-register-made-up", "stepKind", "identified"),
        (f"{flow}#soughtforretrieval", "hasPassage", f"{flow}#soughtforretrieval-passage"),
        ("flows/neighbours#notretrieved", "stepCount", "0"),
        ("review#includedstudies", "stepCount", "3"),
        ("review#includedstudies", "ofFlow", "review"),
        ("review#includedreports", "stepCount", "4"),
    } <= said
    assert not any(subject.startswith("flows/neighbours#screened") for subject, *_ in said)


def test_every_field_with_a_number_is_a_kind_of_step() -> None:
    """No number of the data is left out of the graph."""
    assert set(STEPS) == SearchFlow.model_fields.keys() - {"id", "label"}


def test_no_flow_says_nothing(tiny_iris: Iris, facts: Facts) -> None:
    """A review without one has no steps."""
    assert facts(triples_for_flow(FlowFile(), tiny_iris)) == set()
