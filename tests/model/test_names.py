import pytest

from kg.model import Name
from kg.model.names import parse_names


def test_names_are_taken_apart() -> None:
    """Persons have a given name; a body stands in braces and is named whole."""
    assert parse_names("van Dale, B. and {Tea Council} and Able, Ann") == (
        Name(family="Dale", given="B.", particle="van"),
        Name(family="Tea Council"),
        Name(family="Able", given="Ann"),
    )


@pytest.mark.parametrize("text", ["", "Able, A. and , B.", "A, B, C, D, E"])
def test_what_is_no_name_is_told(text: str) -> None:
    """A name without a family name, or with too many parts, is refused."""
    with pytest.raises(ValueError, match="write Family, Given"):
        parse_names(text)
