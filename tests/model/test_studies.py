from __future__ import annotations

import pytest
from pydantic import ValidationError

from kg.model import Study

STUDY = {
    "id": "x", "label": "X", "summary": "A study.", "section": "s",
    "span": {"start": 0, "end": 1, "sha256": "0" * 64},
}  # fmt: skip


def reason_of(fields: dict[str, object]) -> str:
    """Return why a study with these fields is refused."""
    with pytest.raises(ValidationError) as caught:
        Study.model_validate(STUDY | fields)
    return str(caught.value)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        pytest.param({"design": "survey"}, "design", id="in words"),
        pytest.param({"designs": ["survey"]}, "designs", id="by a term"),
        pytest.param({"samples": [{"size": 5, "unit": "x"}]}, "samples", id="by a number"),
        pytest.param({"populations": ["staff"]}, "populations", id="by a term without words"),
    ],
)
def test_what_is_said_is_not_unsaid(fields: dict[str, object], said: str) -> None:
    """A detail that is given and named as unsaid as well is a contradiction, and told as one."""
    facts = {"design": "design", "designs": "design", "samples": "sample_size"}
    unsaid = facts.get(said, "population")
    assert f"'{unsaid}' is unsaid, yet '{said}' says it" in reason_of(fields | {"unsaid": [unsaid]})


def test_what_is_unsaid_can_be_read() -> None:
    """A curator may read a country out of a place, though the review names no country."""
    fields = {"countries": ["uk"], "read": ["country"], "unsaid": ["country"]}
    assert Study.model_validate(STUDY | fields).read == ("country",)


def test_what_is_read_is_there() -> None:
    """A reading without a term is a slip."""
    assert "'country' is read, yet no 'countries' are" in reason_of({"read": ["country"]})


@pytest.mark.parametrize("size", [0, -5, "five", 2.5, None])
def test_a_sample_is_a_whole_number(size: object) -> None:
    """No sample is of nothing, of words or of halves."""
    assert "samples.0.size" in reason_of({"samples": [{"size": size, "unit": "teams"}]})


def test_a_number_says_what_it_counts() -> None:
    """A sample without its unit is refused: five may be five teams or five children."""
    assert "samples.0.unit" in reason_of({"samples": [{"size": 5}]})


def test_a_study_without_numbers_has_no_largest_sample() -> None:
    """Where the review gives no number there is none."""
    assert Study.model_validate(STUDY).largest_sample is None
