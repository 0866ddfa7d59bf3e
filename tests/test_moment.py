from datetime import UTC, datetime

import pytest

from kg.errors import UsageError
from kg.moment import read_moment


def test_the_moment_is_that_of_the_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds since 1970 count in UTC; unset and empty are no moment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769903999")
    assert read_moment() == datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert read_moment() is None
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert read_moment() is None


@pytest.mark.parametrize("said", ["soon", "1.5", "-1", " 1", "1_0", "\u0663", "1\n2", "9" * 30])
def test_what_is_no_moment_is_told(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    """A value that is no time is refused in one line of words."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(UsageError, match="whole seconds since 1970") as told:
        read_moment()
    assert len(str(told.value).splitlines()) == 1
