"""What a field of a record holds, plain and comparable, whatever the record was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.errors import Location, shorten_text


@dataclass(frozen=True, order=True, slots=True)
class Ref:
    """A field's value that names another record, by its path; what that is called is for people."""

    path: str
    label: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.path} “{shorten_text(self.label)}”" if self.label else self.path


@dataclass(frozen=True, order=True, slots=True)
class Passage:
    """A passage of the text. Where the text itself was edited, only its words are compared."""

    start: int
    end: int
    sha256: str

    def __str__(self) -> str:
        return f"characters {self.start} to {self.end} ({self.sha256[:12]})"


Value: TypeAlias = (
    "bool | int | float | str | Ref | Passage | tuple[Value, ...] | frozenset[Value]"
    " | Mapping[str, Value] | None"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record: its path, what it is called, its fields, and where it stands, if that is known.

    A list without an order is a set. `own` is the field that is its name: of a record with
    another name and the rest alike, nothing else changed.
    """

    path: str
    label: str
    fields: Mapping[str, Value]
    own: str = ""
    place: Location | None = None

    @property
    def kind(self) -> str:
        """Return what it is: the first part of its path."""
        return self.path.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The records of a state by path. `texts` are the digests of the texts that spans count in."""

    records: Mapping[str, Entry]
    texts: frozenset[str] = field(default_factory=frozenset)


def is_empty(value: Value) -> bool:
    """Say whether a field says nothing: it is as good as not there."""
    return (
        value is None
        or value == ""
        or (isinstance(value, tuple | frozenset | Mapping) and not value)
    )


def show_value(value: Value) -> str:
    """Return a value as one line for people."""
    match value:
        case None | "":
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(map(show_value, value)) or "nothing"
        case frozenset():
            return ", ".join(sorted(map(show_value, value))) or "nothing"
        case Mapping():
            said = (f"{name}: {show_value(inner)}" for name, inner in value.items())
            return f"({'; '.join(said)})"
        case _:
            return str(value)
