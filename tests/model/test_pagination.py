import pytest
from pydantic import ValidationError

from kg.model import SourceText
from kg.model.pagination import MOST_PAGES, UNNUMBERED, join_pages, list_pages

RANGES = [
    (["i-iv", "1-3"], ["i", "ii", "iii", "iv", "1", "2", "3"]),
    (["XIX-XXI"], ["XIX", "XX", "XXI"]),
    ([UNNUMBERED, "233-234", "A.1"], [UNNUMBERED, "233", "234", "A.1"]),
    (["3", "3", "7"], ["3", "3", "7"]),
]


@pytest.mark.parametrize(("ranges", "labels"), RANGES, ids=["front", "capitals", "odd", "gaps"])
def test_ranges_and_labels_say_the_same(ranges: list[str], labels: list[str]) -> None:
    """Each page has its label, and labels that follow each other are one range."""
    assert list_pages(ranges) == labels
    assert join_pages(labels) == ranges


@pytest.mark.parametrize(
    ("ranges", "told"),
    [
        (["xii-3"], "cannot be counted"),
        (["S1-S4"], "cannot be counted"),
        (["1-999999999"], f"more than {MOST_PAGES:,} pages"),
    ],
    ids=["mixed", "letters", "endless"],
)
def test_a_range_that_cannot_be_counted_is_told(ranges: list[str], told: str) -> None:
    """What numbers no pages, or more than any text has, is refused where it is entered."""
    with pytest.raises(ValidationError, match=told):
        SourceText.model_validate({"file": "text.txt", "sha256": "0" * 64, "pages": ranges})
