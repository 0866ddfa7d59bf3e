"""Two states → their whole difference: what changed and what that touches."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.comparison.changes import Changes
from kg.comparison.compare import compare_snapshots
from kg.comparison.states import read_state, snapshots_of, state_of
from kg.comparison.touched import Touched, find_touched


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from an old state to a new one. `by` is what was compared: files or graphs."""

    old: str
    new: str
    by: str
    changes: Changes
    touched: Touched

    @property
    def is_empty(self) -> bool:
        """Say whether the two say the same."""
        touched = self.touched
        return not (self.changes.records or self.changes.moved or touched.tips or touched.cells)


def find_difference(old: str, new: str, folder: Path, *, draft: bool = False) -> Difference:
    """Compare the states that two words name; raise UsageError where one cannot be read."""
    before, after = (read_state(word, folder, draft=draft) for word in (old, new))
    snapshots = snapshots_of(before, after)
    changes = compare_snapshots(*snapshots)
    touched = find_touched(changes, state_of(before, snapshots[0]), state_of(after, snapshots[1]))
    by_files = before.records is not None and after.records is not None
    return Difference(old, new, "files" if by_files else "graphs", changes, touched)
