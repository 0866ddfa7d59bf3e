import pytest
from pydantic import ValidationError

from kg.model import PracticePoint


def test_a_point_that_is_plain_text_is_ours() -> None:
    """Who writes a sentence and no passage makes a suggestion of the project's own."""
    point = PracticePoint.model_validate("Sit down together.")
    assert (point.text, point.span) == ("Sit down together.", None)


@pytest.mark.parametrize("value", ["", {"span": None}, 7], ids=["empty", "no text", "number"])
def test_a_point_needs_a_text(value: object) -> None:
    """A point without words is none."""
    with pytest.raises(ValidationError):
        PracticePoint.model_validate(value)
