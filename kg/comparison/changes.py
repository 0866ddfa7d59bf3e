"""What differs between two states: records, their fields, and how much else."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from kg.comparison.values import Value
from kg.errors import Location

MOST_RENAMED = 10  # of a kind: one citation more gives a number to all that follow
How = Literal["added", "removed", "renamed", "changed"]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else: what it said, what it says; None where it said nothing.

    `trail` leads to it: `("evidence", "sources/A9", "stance")`. Of a list, only the items that
    came and went are told.
    """

    trail: tuple[str, ...]
    old: Value
    new: Value
    is_list: bool = False

    @property
    def name(self) -> str:
        """Return the way to the field in words."""
        return " > ".join(part.replace("_", " ") for part in self.trail)


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that came, went, has another name or says something else.

    `was` is its path before, if that is another.
    """

    how: How
    path: str
    label: str
    fields: tuple[FieldChange, ...] = ()
    was: str = ""
    place: Location | None = None

    @property
    def kind(self) -> str:
        """Return what it is: the first part of its path."""
        return self.path.partition("/")[0]

    @property
    def is_name_alone(self) -> bool:
        """Say whether it has another name, and says the same."""
        return self.how == "renamed" and not self.fields


@dataclass(frozen=True, slots=True)
class Changes:
    """The records that differ, by kind and name; `moved` passages have the same words elsewhere."""

    records: tuple[RecordChange, ...] = ()
    moved: int = 0

    @property
    def fields(self) -> int:
        """Return how many fields of records that stayed say something else."""
        stayed = (one for one in self.records if one.how in {"changed", "renamed"})
        return sum(len(one.fields) for one in stayed)

    @property
    def listed(self) -> tuple[RecordChange, ...]:
        """Return the records to tell one by one: not the many that only have another name."""
        many = self.renumbered
        return tuple(one for one in self.records if one.kind not in many or not one.is_name_alone)

    @property
    def renumbered(self) -> dict[str, int]:
        """Return how many records of a kind only have another name, where those are many."""
        counts = Counter(one.kind for one in self.records if one.is_name_alone)
        return {kind: number for kind, number in counts.items() if number > MOST_RENAMED}

    @property
    def renamed(self) -> dict[str, str]:
        """Return the new path of each record that has another, by the old one."""
        return {one.was: one.path for one in self.records if one.was}
