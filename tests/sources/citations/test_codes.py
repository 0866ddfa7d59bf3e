import pytest

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


STUDIES = works_of(*(reference(f"S{number}", title=f"Pots of {number} leaves") for number in (
    1, 2, 3, 4, 5, 9, 11
)))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "middle"),
    [
        ("[S2]–[S4]", [("S3", "[S2]–[S4]", True)]),
        ("(S1-S4)", [("S2", "S1-S4", True), ("S3", "S1-S4", True)]),
        (r"\[S2\]--\[S4\]", [("S3", r"\[S2\]--\[S4\]", True)]),
        ("[S9–S11]", [("S10", "S9–S11", False)]),
        ("[S2], [S4]", []),
        ("S4–S2", []),
        ("S2–S7", []),
        ("S2 and S4", []),
    ],
)
def test_a_range_of_codes_cites_those_between_its_ends(
    text: str, middle: list[tuple[str, str, bool]]
) -> None:
    """In brackets or without; a code that the review does not have is asked about."""
    scheme = CodeScheme(printed="S[0-9]{1,2}")
    found = find_citations(text, scheme, STUDIES)
    between = [one for one in found if one.printed != one.key]
    assert [(one.key, one.sure) for one in between] == [(code, sure) for code, _, sure in middle]
    assert all(one.printed in whole for one, (_, whole, _) in zip(between, middle, strict=True))


def test_the_head_of_an_entry_cites_nothing() -> None:
    """A list of studies by their codes; a line of prose may begin with a code as well."""
    scheme = CodeScheme(printed="S[0-9]{1,2}")
    text = "S2 says so.\n\n[S1] Able, A. (2001). Pots of 1 leaves.\n\n- **S3.** *Pots of 3 leaves*"
    assert found_of(text, scheme) == ["S2"]


def found_of(text: str, scheme: CodeScheme) -> list[str]:
    """Return what is printed for each citation of a study."""
    return [one.printed for one in find_citations(text, scheme, STUDIES)]
