from __future__ import annotations

import pytest

from kg.service.pool.pace import MOMENT, MOST_AHEAD, Pace


def test_short_jobs_are_given_ahead_from_the_start() -> None:
    """As many as may be, and no more however short they are."""
    pace = Pace()
    assert pace.count_ahead() == pytest.approx(MOST_AHEAD)
    for _ in range(100):
        pace.learn(MOMENT / 1000)
    assert pace.count_ahead() == MOST_AHEAD


def test_while_jobs_are_long_none_waits_behind_another() -> None:
    """A single long one among short ones changes less than many of them."""
    pace = Pace()
    pace.learn(MOMENT)
    once = pace.count_ahead()
    assert 1 < once < MOST_AHEAD
    for _ in range(100):
        pace.learn(MOMENT * 5)
    assert pace.count_ahead() < 1
