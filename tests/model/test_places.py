import pytest
from pydantic import ValidationError

from kg.model import Placed, Section
from kg.model.mentions import Mention
from kg.model.places import count_of_page

MENTION = {"order": 1, "printed": "A1", "source": "A1", "section": "s"}
SPAN = {"start": 0, "end": 1, "sha256": "0" * 64}


@pytest.mark.parametrize(
    ("label", "count"),
    [
        ("12", ("arabic", 12)),
        ("xiv", ("roman", 14)),
        ("MCMXC", ("roman", 1990)),
        ("iiii", None),
        ("S4", None),
    ],
    ids=["number", "roman", "capitals", "no roman", "letter and number"],
)
def test_a_page_is_counted_as_it_is_printed(label: str, count: object) -> None:
    """Numbers and roman ones can be counted, other labels cannot."""
    assert count_of_page(label) == count


@pytest.mark.parametrize(
    ("given", "pages"),
    [
        ({"page": 12}, "12"),
        ({"page": "xiv"}, "xiv"),
        ({"pages": "12 – 14"}, "12-14"),
        ({"pages": "S1-S4"}, "S1-S4"),
        ({"pages": "iv"}, "iv"),
    ],
    ids=["number", "roman", "dash", "letters", "one of several"],
)
def test_pages_stand_as_they_are_printed(given: dict[str, object], pages: str) -> None:
    """A page is text, whatever YAML takes it for; a range has a plain hyphen."""
    assert Placed.model_validate(given).printed_pages == pages


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"page": "12-14"}, "a range goes under 'pages'"),
        ({"pages": "14-12"}, "page 12 comes before page 14"),
        ({"pages": "xiv-ix"}, "page ix comes before page xiv"),
        ({"pages": "112-4"}, "write both in full"),
        ({"pages": "1, 2"}, "such as 12-14"),
        ({"page": "1", "pages": "1-2"}, "not both"),
        ({"page": True}, "string"),
    ],
    ids=["range", "backward", "backward roman", "shortened", "list", "both", "truth"],
)
def test_a_page_that_is_none_is_told(given: dict[str, object], told: str) -> None:
    """One fault is told, with what to write."""
    with pytest.raises(ValidationError, match=told) as caught:
        Mention.model_validate(MENTION | given)
    assert caught.value.error_count() == 1


@pytest.mark.parametrize("place", [{"span": SPAN}, {"page": 3}, {"pages": "3-4"}], ids=str)
def test_a_record_needs_one_place(place: dict[str, object]) -> None:
    """A span, a page or pages will do; without any of them the span is missing."""
    assert Mention.model_validate(MENTION | place).order == 1
    with pytest.raises(ValidationError) as caught:
        Mention.model_validate(MENTION)
    assert [(one["type"], one["loc"]) for one in caught.value.errors()] == [("missing", ("span",))]


def test_a_section_may_stand_on_the_page_that_it_starts_on() -> None:
    """Its `page` is a number; roman pages go under `pages`."""
    assert Section.model_validate({"id": "a", "heading": "A", "page": 3}).page == 3
    assert Section.model_validate({"id": "a", "heading": "A", "pages": "iv-ix"}).pages == "iv-ix"
    with pytest.raises(ValidationError, match="span"):
        Section.model_validate({"id": "a", "heading": "A"})


def test_only_a_span_is_a_passage() -> None:
    """Who asks a record on a page for its passage is told that there is none."""
    with pytest.raises(ValueError, match="has no span"):
        _ = Placed(page="3").passage
