"""What was read of a project, part after part, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.errors import Location, Problem
from kg.model import Curation, Record, Reference, Sources
from kg.sources.folder.inputs import Inputs
from kg.sources.links import Link
from kg.sources.unfinished import Draft


@dataclass(slots=True)
class Reading:
    """What was read: `sources` is None as long as there are errors among the problems.

    `locations` has the place of each record by path, `known` all places that define a path,
    `links` what each record names, with the place; `records` and `references` are the parts;
    `unread` are kinds of record of which some could not be read: links to them cannot be judged.
    `absent` are paths of records that could not be read: links to them are no fault of their own.
    `curations` tell who entered and who read each record, as far as somebody has noted it.
    `drafts` are the files of a draft, until what they lack is left out. `unsaid` has the place of
    each field of the review that does not say yet what it is.
    """

    sources: Sources | None = None
    locations: dict[str, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    records: dict[str, list[Record]] = field(default_factory=dict)
    known: dict[str, list[Location]] = field(default_factory=dict)
    links: list[tuple[Location, Link]] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    curations: tuple[Curation, ...] = ()
    drafts: list[Draft] = field(default_factory=list)
    unsaid: dict[str, Location] = field(default_factory=dict)

    def locate(self, path: str) -> Location | None:
        """Return where the record of an IRI path stands (a fragment leads to its record)."""
        return self.locations.get(path) or self.locations.get(path.split("#", maxsplit=1)[0])

    def first(self, name: str) -> Record | None:
        """Return the one record of a kind of file of which there is one."""
        return next(iter(self.records.get(name, ())), None)

    def report_missing(self, shown: str, inputs: Inputs) -> None:
        """Note that a file is not there which every project needs."""
        if inputs.files or inputs.refused:  # else the folder itself is missing, and that is told
            message = "no such file; every project needs it (kg new writes one to start from)"
            self.problems.append(Problem(Location(shown), "TXT002", message))
