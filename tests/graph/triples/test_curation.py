from collections.abc import Callable
from datetime import date

from kg.graph.iris import Iris
from kg.graph.triples.curation import triples_for_curation
from kg.model import Curation, ReadBy

Facts = Callable[..., set[tuple[str, str, str]]]
FIRST = ReadBy(reader="first-reader", on=date(2026, 11, 1))
SECOND = ReadBy(reader="second-reader", on=date(2026, 11, 3))
DIGEST = "0123456789ab"


def test_readings_are_counted_and_tied_to_their_records(tiny_iris: Iris, facts: Facts) -> None:
    """A day of a reader is one reading; a name from the settings stands for its role."""
    curations = [
        Curation(record="tips/1", entered=FIRST, checked=(SECOND,), digest=DIGEST),
        Curation(record="tips/2", entered=FIRST, digest=DIGEST, has_changed=True),
    ]
    first, second = (
        "meta/readings/first-reader-2026-11-01",
        "meta/readings/second-reader-2026-11-03",
    )
    said = facts(triples_for_curation(curations, {"second-reader": "Jo Example"}, tiny_iris))
    assert {
        (first, "recordsEntered", "2"),
        (second, "recordsChecked", "1"),
        (second, "date", "2026-11-03"),
        ("meta/readers/first-reader", "name", "first reader"),
        ("meta/readers/second-reader", "name", "Jo Example"),
        ("tips/1", "enteredIn", first),
        ("tips/1", "checkedIn", second),
        ("tips/2", "hasChangedSince", "true"),
    } <= said
    assert not {one for one in said if one[1] == "recordsChecked" and one[0] == first}
    assert ("tips/1", "hasChangedSince", "true") not in said


def test_without_readings_nothing_is_said(tiny_iris: Iris, facts: Facts) -> None:
    """No reading is made up."""
    assert not facts(triples_for_curation([], {"second-reader": "Jo Example"}, tiny_iris))
