"""Parts, and what people decided → what several reviews share: works and concepts.

Of each part only its facts are read; what was precomputed in it is added up here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.collection import concepts as concept_files
from kg.collection import works as work_files
from kg.collection.concepts import Concept, Shared, match_concepts, propose_concepts, strangers_in
from kg.collection.parts import Part
from kg.collection.settings import Collection
from kg.collection.settling import settle_matches
from kg.collection.sssom import EXACT, NEAR, SAME_WORK, Match, read_matches
from kg.collection.works import Group, Holding, join_works
from kg.errors import Location, Problem, Severity

STRANGER = "MAP002"


@dataclass(frozen=True, slots=True)
class Decisions:
    """What people said of works and of concepts, and what is wrong with how they said it."""

    works: Sequence[Match] = ()
    concepts: Sequence[Match] = ()
    problems: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Union:
    """A collection put together: its reviews by their slugs, and what they share.

    `likely_works` and `likely_concepts` are pairs for a person to judge.
    """

    parts: dict[str, Part]
    groups: Sequence[Group]
    concepts: Sequence[Shared]
    decided: Decisions = field(default_factory=Decisions)
    likely_works: Sequence[Match] = ()
    likely_concepts: Sequence[Match] = ()

    @property
    def shared(self) -> list[Group]:
        """Return the works that more than one review holds."""
        return [group for group in self.groups if len(group.reviews) > 1]


def read_decisions(collection: Collection) -> Decisions:
    """Read both files that people edit; they may be missing."""
    works, first = _read_settled(collection.folder / work_files.FILE, (SAME_WORK,))
    concepts, second = _read_settled(collection.folder / concept_files.FILE, (EXACT, *NEAR))
    return Decisions(works, concepts, [*first, *second])


def _read_settled(path: Path, predicates: Sequence[str]) -> tuple[list[Match], list[Problem]]:
    """Read a file of mappings; return those that hold, and what is wrong with the others."""
    read, problems = read_matches(path, predicates)
    matches, contrary = settle_matches(read, path.name)
    return matches, [*problems, *contrary]


def unite(parts: dict[str, Part], decided: Decisions) -> Union:
    """Join the works and the concepts of some reviews."""
    holdings = [holding for part in parts.values() for holding in _holdings_of(part)]
    joined = join_works(holdings, decided.works)
    concepts = [concept for part in parts.values() for concept in _concepts_of(part)]
    return Union(
        parts,
        joined.groups,
        match_concepts(concepts, decided.concepts),
        decided,
        joined.proposals,
        propose_concepts(concepts, decided.concepts),
    )


def check_decisions(union: Union) -> list[Problem]:
    """Return a note for each line of the files that names what no review of the collection has."""
    works = {iri for group in union.groups for iri in (*group.works, *group.identifiers)}
    concepts = {row["iri"] for part in union.parts.values() for row in part.facts["concepts"]}
    said = (
        (work_files.FILE, "work", strangers_in(union.decided.works, works)),
        (concept_files.FILE, "concept", strangers_in(union.decided.concepts, concepts)),
    )
    return [
        Problem(
            Location(file, line), STRANGER, f"no review here has the {kind} {iri}", Severity.NOTE
        )
        for file, kind, strangers in said
        for iri, line in strangers
    ]


def _holdings_of(part: Part) -> list[Holding]:
    return [
        Holding(
            part.slug,
            row["source"],
            row["work"],
            tuple(row["known"]),
            row["title"],
            row["year"] or "",
        )
        for row in part.facts["works"]
    ]


def _concepts_of(part: Part) -> list[Concept]:
    return [
        Concept(part.slug, row["iri"], row["label"], tuple(row["words"]))
        for row in part.facts["concepts"]
    ]
