import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kg.model import Identifier
from kg.model.identifiers import Correction, doi_fault, isbn_fault


@pytest.mark.parametrize(
    "isbn", ["0-86068-634-5", "978-0-86068-634-7", "0521663636", "0-9550284-0-X", "1-904984-04-5"]
)
def test_printed_isbns_that_hold_have_no_fault(isbn: str) -> None:
    """An ISBN whose check digit fits passes, hyphens or not."""
    assert isbn_fault(isbn) is None


def test_the_isbn_printed_on_the_review_fails() -> None:
    """0-904984-04-5 stands on the review and its check digit does not fit."""
    assert "check digit" in str(isbn_fault("0-904984-04-5"))


@given(st.integers(0, 9), st.integers(0, 8), st.text("0123456789", min_size=12, max_size=12))
def test_any_single_wrong_digit_of_an_isbn13_is_found(new: int, at: int, body: str) -> None:
    """ISBN-13 finds every single mistyped digit."""
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    isbn = f"{body}{-total % 10}"
    assert isbn_fault(isbn) is None
    wrong = f"{isbn[:at]}{new}{isbn[at + 1 :]}"
    assert (isbn_fault(wrong) is None) == (wrong == isbn)


@pytest.mark.parametrize(
    ("doi", "fine"),
    [
        ("10.1016/S0145-2134(98)00005-2", True),
        ("https://doi.org/10.1016/x", False),
        ("10.1/x", False),
        ("doi:10.1016/x", False),
    ],
)
def test_a_doi_is_bare(doi: str, fine: bool) -> None:
    """A DOI starts with 10. and carries no address."""
    assert (doi_fault(doi) is None) == fine


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("isbn10", "1-903880-00-8"), ("doi", "https://doi.org/10.1016/x"), ("url", "www.example.org")],
)
def test_an_identifier_that_fails_its_own_check_is_refused(scheme: str, value: str) -> None:
    """identifiers.yaml is held to the same checks as references.bib."""
    record = {"source": "A1", "scheme": scheme, "value": value, "witness": "https://example.org/"}
    with pytest.raises(ValidationError, match=value.split("/", maxsplit=1)[0]):
        Identifier.model_validate(record)


CORRECTION = {"source": "A1", "kind": "corrects", "witness": "https://example.org/"}


@pytest.mark.parametrize(
    ("field", "corrected", "value"),
    [
        ("year", "2003", "2003"),
        ("year", "about 2003", None),
        ("date", "16 October 2002", None),
        ("date", "2002-10-16", "2002-10-16"),
        ("title", "Tea: A drink", "Tea: A drink"),
        ("authors", "Ann Able and others", None),
    ],
)
def test_a_correction_has_a_value_if_it_has_the_form(
    field: str, corrected: str, value: str | None
) -> None:
    """Words for a reader stay words: nothing is made of them."""
    record = {**CORRECTION, "field": field, "corrected": corrected}
    assert Correction.model_validate(record).value == value
    assert Correction.model_validate({**record, "kind": "completes"}).value is None


@pytest.mark.parametrize(
    ("field", "reads", "said"),
    [
        ("year", "two thousand", "four digits"),
        ("date", "16 October 2002", "2005-12-31"),
        ("authors", "Able, A. and , B.", "family name"),
        ("authors", "A, B, C, D, E", "cannot be read"),
    ],
)
def test_reads_has_the_form_of_its_field(field: str, reads: str, said: str) -> None:
    """What goes into an export is checked where it is written."""
    record = {**CORRECTION, "field": field, "corrected": "x", "reads": reads}
    with pytest.raises(ValidationError, match=said):
        Correction.model_validate(record)


def test_only_what_corrects_reads() -> None:
    """What completes or confirms changes no field, so it has nothing to read."""
    record = {**CORRECTION, "field": "title", "corrected": "Tea", "reads": "Tea"}
    with pytest.raises(ValidationError, match="take it out"):
        Correction.model_validate({**record, "kind": "confirms"})


def test_a_correction_says_how_it_is_known() -> None:
    """A page where it was seen, or a fault that the text proves: else nobody can check it."""
    record = {"source": "A1", "kind": "corrects", "field": "title", "corrected": "Tea"}
    with pytest.raises(ValidationError, match="give the page"):
        Correction.model_validate(record)
    assert Correction.model_validate({**record, "erratum": "E001"}).witness is None
