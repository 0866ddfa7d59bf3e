import pytest

from kg.model import Correction, Name, Reference
from kg.model.corrections import correct_reference

TEA = Reference(
    code="A1",
    entry_type="report",
    evidence_class="A",
    title="Tee",
    authors=(Name(family="Able", given="A."),),
    year=2001,
    fields={"institution": "Tea Concil", "address": "Leeds"},
)


def correction(field: str, corrected: str, **more: str) -> Correction:
    """Return a correction of the reference."""
    values = {"source": "A1", "field": field, "kind": "corrects", "corrected": corrected}
    return Correction.model_validate({**values, "witness": "https://example.org/", **more})


@pytest.mark.parametrize(
    ("item", "changed"),
    [
        (correction("title", "Tea"), {"title": "Tea"}),
        (correction("year", "2003"), {"year": 2003}),
        (
            correction("authors", "Bob Baker", reads="Baker, Bob and {Tea Council}"),
            {"authors": (Name(family="Baker", given="Bob"), Name(family="Tea Council"))},
        ),
        (
            correction("publisher", "Tea Council"),
            {"fields": {"institution": "Tea Council", "address": "Leeds"}},
        ),
        (
            correction("place", "Hull"),
            {"fields": {"institution": "Tea Concil", "address": "Hull"}},
        ),
        (
            correction("date", "1 May 2004", reads="2004-05-01"),
            {"fields": {**TEA.fields, "date": "2004-05-01"}, "year": 2004},
        ),
    ],
    ids=lambda value: value.field if isinstance(value, Correction) else None,
)
def test_a_correction_changes_its_own_field(item: Correction, changed: dict[str, object]) -> None:
    """The corrected value takes the place of the printed one, and nothing else moves."""
    assert correct_reference(TEA, [item]) == TEA.model_copy(update=changed)


@pytest.mark.parametrize(
    "item",
    [
        correction("authors", "Ann Able and others"),
        correction("year", "2003", kind="completes"),
        correction("year", "2001", kind="confirms"),
    ],
    ids=["no-names", "completes", "confirms"],
)
def test_what_has_no_value_changes_nothing(item: Correction) -> None:
    """What completes, confirms or is worded for a reader leaves the reference as printed."""
    assert correct_reference(TEA, [item]) == TEA


@pytest.mark.parametrize(
    ("reads", "orcids"),
    [
        ("Abel, A.", ["0000-0000-0000-0001"]),
        ("Baker, B. and Able, A.", ["", "0000-0000-0000-0001"]),
        ("Baker, B. and Cook, C.", ["", ""]),
    ],
)
def test_a_mended_name_keeps_its_orcid(reads: str, orcids: list[str]) -> None:
    """By its words, or by its place in a list as long; in a longer list nobody can tell."""
    printed = (Name(family="Able", given="A.", orcid="0000-0000-0000-0001"),)
    tea = TEA.model_copy(update={"authors": printed})
    mended = correct_reference(tea, [correction("authors", "Others", reads=reads)])
    assert [name.orcid for name in mended.authors] == orcids


@pytest.mark.parametrize(
    ("reads", "orcids"),
    [
        ("{Baker} and {Able}", "21"),
        ("{Baker} and {Cook}", "2-"),
        ("{Cook} and {Able}", "-1"),
        ("{Cook} and {Baker}", "12"),
    ],
)
def test_an_orcid_stays_one_persons_when_names_change_places(reads: str, orcids: str) -> None:
    """The list was printed in the wrong order: each number goes with its name, and no other."""
    numbers = {"1": "0000-0000-0000-0001", "2": "0000-0000-0000-001X", "-": ""}
    printed = (
        Name(family="Able", orcid=numbers["1"]),
        Name(family="Baker", orcid=numbers["2"]),
    )
    tea = TEA.model_copy(update={"authors": printed})
    mended = correct_reference(tea, [correction("authors", "x", reads=reads)])
    assert [name.orcid for name in mended.authors] == [numbers[sign] for sign in orcids]
