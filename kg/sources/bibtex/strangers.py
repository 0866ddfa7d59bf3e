"""The fields of a BibTeX file that nothing shows, told once each."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import Location, Problem
from kg.nearness import Nearest
from kg.sources.bibtex.entries import BibEntry
from kg.sources.bibtex.fields import KNOWN_FIELDS, SHOWN_FIELDS, is_private


@dataclass(slots=True)
class Strangers:
    """The fields of a file that nothing shows: each name is told once, where it stands first.

    A library of three thousand works that all have an abstract has one thing to tell, not three
    thousand.
    """

    path: str
    _first: dict[str, tuple[Location, str]] = field(default_factory=dict)
    _count: dict[str, int] = field(default_factory=dict)

    def note(self, entry: BibEntry) -> None:
        """Take an entry into account."""
        for name, value in entry.fields.items():
            if name not in SHOWN_FIELDS and name not in entry.inherited:
                place = Location(self.path, value.line)
                self._first.setdefault(name, (place, entry.key))
                self._count[name] = self._count.get(name, 0) + 1

    def problems(self) -> list[Problem]:
        """Return a note for each field that was met and that nothing shows."""
        nearest = Nearest(KNOWN_FIELDS)
        return [self._problem_for(name, nearest) for name in self._first]

    def _problem_for(self, name: str, nearest: Nearest) -> Problem:
        place, key = self._first[name]
        others = f" (and {self._count[name] - 1} more)" if self._count[name] > 1 else ""
        kept = "it stays in this file" if is_private(name) else "it is kept for the exported .bib"
        if name in KNOWN_FIELDS:
            message = f"{key}{others}: nothing shows the field '{name}'; {kept}"
            return Problem(place, "BIB012", message)
        # Those that an import kept are named by their format: nobody misspelt them.
        near = None if name.startswith(("ris-", "csl-", "csv-")) else nearest.to(name)
        # A program may call it so: to rename what it means otherwise would be a fault.
        hint = f"; if '{near}' is meant, rename it" if near else ""
        return Problem(place, "BIB011", f"{key}{others}: '{name}' is not known here; {kept}{hint}")
