from datetime import UTC, datetime

import pytest

from kg.releases.day import read_day


def test_the_day_is_that_of_the_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH counts where it is set, in UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769903999")
    assert read_day().isoformat() == "2026-01-31"


def test_without_an_epoch_it_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is set, the clock is asked."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    before = datetime.now(UTC).date()
    assert before <= read_day() <= datetime.now(UTC).date()
