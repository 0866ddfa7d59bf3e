from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.errata import triples_for_errata
from kg.model import ErratumFile, Sources

Facts = Callable[..., set[tuple[str, str, str]]]


def test_a_fault_says_what_it_touches(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A fault names what stands there, what should, and every record that it touches."""
    said = facts(triples_for_errata(tiny.errata, tiny_iris))
    assert {
        ("errata/E001", "type", "Erratum"),
        ("errata/E001", "printedText", "D2"),
        ("errata/E001", "correctedText", "D1"),
        ("errata/E001", "arisesIn", "PrintedText"),
        ("errata/E001", "affects", "mentions/8"),
        ("errata/E001", "affects", "sources/D1"),
    } <= said


def test_what_is_suspected_is_no_erratum(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A suspected fault has a class of its own, so that nobody counts it among the proved."""
    proved = tiny.errata.errata[0]
    file = ErratumFile(errata=(proved.model_copy(update={"status": "suspected"}),))
    kinds = {fact[2] for fact in facts(triples_for_errata(file, tiny_iris)) if fact[1] == "type"}
    assert kinds == {"SuspectedFault", "SpecificResource", "TextPositionSelector"}


def test_a_fault_keeps_the_codes_that_it_had(tiny: Sources, tiny_iris: Iris, facts: Facts) -> None:
    """A former code is said of the fault, and makes no second fault."""
    fault = tiny.errata.errata[0].model_copy(update={"formerly": ("S001",)})
    said = facts(triples_for_errata(ErratumFile(errata=(fault,)), tiny_iris))
    assert ("errata/E001", "formerCode", "S001") in said
    assert "errata/S001" not in {subject for subject, _, _ in said}
