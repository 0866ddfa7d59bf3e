"""What every picture is: a drawing, its words, and the table that says the same."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Named = TypeVar("Named")
_TOLD = 3  # more that share a first place say little


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its table. `subjects` are the IRIs that the rows are about, one a row."""

    name: str
    title: str
    description: str
    svg: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    subjects: tuple[str, ...]

    def __post_init__(self) -> None:
        assert len(self.subjects) == len(self.rows)
        assert all(len(row) == len(self.heads) for row in self.rows)

    @property
    def csv(self) -> str:
        """Return the table as CSV (RFC 4180 quoting, LF line ends)."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.heads)
        writer.writerows(self.rows)
        return text.getvalue()


def find_most(counts: Mapping[Named, int]) -> tuple[list[Named], int]:
    """Return who has the highest count, and that count.

    Nobody where several share it and these are all there are, or more than a sentence can name:
    then none of them stands out.
    """
    highest = max(counts.values(), default=0)
    first = [name for name, count in counts.items() if count == highest]
    if len(first) > 1 and (len(first) == len(counts) or len(first) > _TOLD):
        return [], highest
    return first, highest
