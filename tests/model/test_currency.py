from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from kg.model import CurrencyCheck, CurrencySubject

SEEN: dict[str, Any] = {
    "status": "replaced",
    "known": "The rules for boiling are gone.",
    "witness": "https://example.org/boiling",
    "checked_on": "2020-02-29",
}
SUBJECT: dict[str, Any] = {"id": "boiling", "title": "Rules", "group": "law", "of": ["sources/D1"]}


def test_a_check_has_the_day_of_its_copy_or_that_of_its_reading() -> None:
    """The day is that of the copy; where the copy tells none, it is that of the reading."""
    copied = CurrencyCheck.model_validate(SEEN)
    read = CurrencyCheck.model_validate(SEEN | {"checked_on": None, "read_on": "2021-01-02"})
    assert [copied.day, read.day] == [date(2020, 2, 29), date(2021, 1, 2)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param({"witness": None}, "witness", id="status without a witness"),
        pytest.param({"witness": "the library"}, "witness", id="witness that is no address"),
        pytest.param({"status": "old"}, "'in-force'", id="status that is none"),
        pytest.param({"checked_on": None}, "give 'checked_on'", id="no day"),
        pytest.param({"read_on": "2021-01-02"}, "and not both", id="two days"),
        pytest.param({"checked_on": "2020-02-30"}, "checked_on", id="day that is none"),
        pytest.param(
            {"replaced_by_link": "https://example.org"}, "needs 'replaced_by'", id="link to nothing"
        ),
    ],
)
def test_a_check_that_proves_nothing_is_refused(change: dict[str, object], told: str) -> None:
    """A status needs a page where it was seen, and one day."""
    with pytest.raises(ValidationError, match=told):
        CurrencyCheck.model_validate(SEEN | change)


def test_a_subject_need_not_be_checked() -> None:
    """What nobody checked is a subject without checks, and what is of nothing is none."""
    assert CurrencySubject.model_validate(SUBJECT).checks == ()
    with pytest.raises(ValidationError, match="of"):
        CurrencySubject.model_validate(SUBJECT | {"of": []})


def test_the_latest_check_stands_first() -> None:
    """Whoever adds a check puts it before the older ones."""
    newer = SEEN | {"checked_on": "2024-01-01"}
    CurrencySubject.model_validate(SUBJECT | {"checks": [newer, SEEN, SEEN]})
    with pytest.raises(ValidationError, match="the latest first"):
        CurrencySubject.model_validate(SUBJECT | {"checks": [SEEN, newer]})
