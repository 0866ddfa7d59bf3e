"""How long jobs have taken of late, and so how many a worker may be given ahead."""

from __future__ import annotations

# Jobs are given ahead for so many seconds, and so many at most: a worker that need not sleep
# between two jobs takes a quarter less of the processor for each (docs/performance.md).
MOMENT = 0.002
MOST_AHEAD = 12
# How much the last job weighs: some twenty of one kind are needed to be taken for the rule.
SMOOTHING = 0.05


class Pace:
    """A moving mean of what jobs take."""

    def __init__(self) -> None:
        """Begin as if all were short: they are, as a rule."""
        self._seconds = MOMENT / MOST_AHEAD

    def learn(self, seconds: float) -> None:
        """Take in what one more job took."""
        self._seconds += SMOOTHING * (seconds - self._seconds)

    def count_ahead(self) -> float:
        """Return how many jobs a worker may hold, the one it is at included."""
        return min(MOMENT / self._seconds, MOST_AHEAD)
