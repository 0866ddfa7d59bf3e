import pytest

from kg.credits import Credits, Maker, parse_maker


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("Jo Example", Maker("Jo Example")),
        (" Jo Example <https://orcid.org/1>", Maker("Jo Example", "https://orcid.org/1")),
        ("<https://orcid.org/1>", None),
        ("", None),
    ],
    ids=["name", "name-and-address", "address-alone", "nothing"],
)
def test_a_maker_is_a_name_with_or_without_an_address(text: str, maker: Maker | None) -> None:
    """An address stands in angle brackets behind the name, never alone."""
    assert parse_maker(text) == maker


def test_what_a_manifest_tells_is_read_back() -> None:
    """JSON has lists in the place of tuples."""
    assert Credits.of({"keywords": ["tea"], "created": "2026-01-31"}) == Credits(
        keywords=("tea",), created="2026-01-31"
    )
