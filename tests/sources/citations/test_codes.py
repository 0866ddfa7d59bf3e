from kg.model import CodeScheme
from kg.sources.citations.finding import find_citations
from tests.sources.citations.made import reference, works_of

WORKS = works_of(reference("A1"), reference("A10"), reference("able01", aliases=("ABL",)))


def found(text: str, scheme: CodeScheme) -> list[tuple[str, tuple[str, ...]]]:
    """Return what is printed for each citation and what it means."""
    return [(one.printed, one.sources) for one in find_citations(text, scheme, WORKS)]


def test_a_code_is_no_part_of_a_longer_word() -> None:
    """Without `scanned`, a code stands by itself: A1 is not found in A10 or in BA1."""
    scheme = CodeScheme(printed="A[0-9]{1,2}")
    assert found("(A1, A10) BA1 A1b", scheme) == [("A1", ("A1",)), ("A10", ("A10",))]


def test_an_expression_that_looks_around_stays_as_it_is() -> None:
    """What stands around a code may be the project's own business."""
    assert found("A1 (A1", CodeScheme(printed=r"(?<=\()A1")) == [("A1", ("A1",))]


def test_damage_is_mended_before_a_code_is_looked_up() -> None:
    """`AI0` stands for A10, and is printed as it stands."""
    scheme = CodeScheme(printed="A[0-9]+", scanned="A[0-9I]+", repairs={"I": "1"})
    assert found("(AI0)", scheme) == [("AI0", ("A10",))]


def test_codes_of_a_pattern_stand_in_its_groups() -> None:
    """With `group`, what looks like a code elsewhere is none."""
    scheme = CodeScheme(style="pattern", printed="[A-Za-z0-9]+", group=r"<<[^>]*>>")
    text = "able01 <<able01, ABL>>"
    assert found(text, scheme) == [("able01", ("able01",)), ("ABL", ("able01",))]
    [group] = {one.group for one in find_citations(text, scheme, WORKS)}
    assert text[slice(*group)] == "<<able01, ABL>>"
