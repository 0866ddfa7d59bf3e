from collections.abc import Callable

from kg.graph.iris import Iris
from kg.graph.triples.identifiers import triples_for_identifiers
from kg.model import Correction, Identifier, IdentifierFile

Facts = Callable[..., set[tuple[str, str, str]]]


SEEN = "https://example.org/seen"


def test_an_identifier_of_the_work_is_also_the_sources_own(tiny_iris: Iris, facts: Facts) -> None:
    """Only what identifies the work itself is given to the source directly."""
    file = IdentifierFile(
        identifiers=(
            Identifier(source="A1", scheme="doi", value="10.1234/tea", witness=SEEN),
            Identifier(source="A1", scheme="doi", value="10.1234/new", of="reissue", witness=SEEN),
        )
    )
    said = facts(triples_for_identifiers(file, tiny_iris))
    assert ("sources/A1#identifier-doi-10-1234-new-3ee1285a", "value", "10.1234/new") in said
    direct = {fact for fact in said if fact[1] == "doi"}
    assert direct == {("sources/A1", "doi", "10.1234/tea")}


def test_parts_are_named_by_value_and_field(tiny_iris: Iris, facts: Facts) -> None:
    """An identifier has its scheme and value, a correction its field; each source counts them."""
    file = IdentifierFile(
        identifiers=tuple(
            Identifier(source=code, scheme="report-number", value=f"R-{code}", witness=SEEN)
            for code in ("A1", "B1")
        ),
        corrections=(
            Correction(source="A1", field="year", kind="corrects", corrected="2002", witness=SEEN),
        ),
    )
    said = facts(triples_for_identifiers(file, tiny_iris))
    number = "sources/B1#identifier-report-number-R-B1"
    assert ("sources/B1", "hasIdentifier", number) in said
    assert (number, "order", "1") in said
    assert ("sources/A1", "hasCorrection", "sources/A1#correction-year") in said
    assert ("sources/A1#correction-year", "order", "1") in said


def test_a_correction_says_whether_it_is_applied(tiny_iris: Iris, facts: Facts) -> None:
    """No is an answer: a correction that changes nothing says so."""
    one = Correction(source="A1", field="year", kind="corrects", corrected="2002", witness=SEEN)
    file = IdentifierFile(corrections=(one, one))
    said = facts(triples_for_identifiers(file, tiny_iris, {1}))
    assert ("sources/A1#correction-year", "isApplied", "false") in said
    assert ("sources/A1#correction-year--2", "isApplied", "true") in said
