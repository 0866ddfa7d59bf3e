"""Who and what stands behind the sources: people, bodies, journals, and the names they print."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.model.base import Named, Record, Slug, Text
from kg.model.links import AgentId, ConceptId
from kg.model.marks import Id, Says
from kg.model.names import parts_of
from kg.model.orcids import Orcid
from kg.model.references import Name
from kg.model.witnesses import Witness
from kg.paths import fold_letters

Printed = Annotated[
    tuple[Text, ...],
    Field(description="other forms in which the name is printed; each leads here"),
]
KeptApart = Annotated[
    tuple[AgentId, ...],
    Field(description="ids with a name much like it that are not shown to be the same"),
]
Sort = Annotated[
    Text | None, Field(description="what it is sorted under, where that is not its name")
]
Note = Annotated[Text | None, Says("skos:note", ours=True)]


def key_of(form: str) -> str:
    """Return what printed forms of one name share: case, dots and blanks tell nobody apart."""
    return " ".join(unicodedata.normalize("NFC", form).casefold().replace(".", " ").split())


def form_of(name: Name) -> str:
    """Return a name as BibTeX writes it: `van Dale, Fay`, `King, Jr, Martin`, `Tea Council`."""
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(filter(None, (family, name.suffix, name.given)))


def name_of(form: str) -> Name:
    """Return a person's name as written, `van Dale, Fay` or `Fay van Dale`; raise ValueError."""
    parts = parts_of(form)
    if not parts.last:
        raise ValueError(f"'{form}' has no family name; write Family, Given")
    return Name(
        family=" ".join(parts.last),
        given=" ".join(parts.first),
        particle=" ".join(parts.von),
        suffix=" ".join(parts.jr),
    )


class Listed(Record):
    """What the file tells of one person, body or journal: its name, and what is printed for it."""

    name: Text
    printed: Printed = ()
    sort: Sort = None
    note: Note = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Return every form that leads here."""
        return (self.name, *self.printed)

    @model_validator(mode="after")
    def _has_each_form_once(self) -> Self:
        seen: set[str] = set()
        for form in self.forms:
            if key_of(form) in seen:
                raise ValueError(f"the form '{form}' stands twice here; keep one")
            seen.add(key_of(form))
        return self


class Person(Listed, Named):
    """A person who wrote or edited. Each name with the same ORCID iD is this person's."""

    id: Annotated[Slug, Id("agents")]
    name: Annotated[Text, Field(description="Family, Given")]
    orcid: Annotated[
        Orcid | None, Field(description="the ORCID iD, as a number or as an address")
    ] = None
    witness: Annotated[
        Witness | None, Field(description="the page where the ORCID iD was seen; needed with it")
    ] = None
    concept: Annotated[ConceptId | None, Field(description="the concept that is this person")] = (
        None
    )
    kept_apart_from: KeptApart = ()

    @model_validator(mode="after")
    def _has_a_family_name(self) -> Self:
        name_of(self.name)
        return self

    @model_validator(mode="after")
    def _has_seen_the_orcid(self) -> Self:
        # A number from memory may be somebody else's, and its check digit fits all the same.
        if self.orcid and self.witness is None:
            raise ValueError("give the page where the ORCID iD was seen as 'witness'")
        if self.witness is not None and self.orcid is None:
            raise ValueError("a witness shows an ORCID iD; give it as 'orcid', or drop 'witness'")
        return self


class Body(Listed, Named):
    """A body that wrote, edited or published."""

    id: Annotated[Slug, Id("agents")]
    concept: Annotated[ConceptId | None, Field(description="the concept that is this body")] = None
    kept_apart_from: KeptApart = ()


class Journal(Listed, Named):
    """A journal, magazine or newspaper."""

    id: Annotated[Slug, Id("journals")]
    kind: Literal["journal", "magazine", "newspaper"] = "journal"


class Imprint(Record):
    """What is printed in a publisher's place and names several bodies, or none that published."""

    printed: Text
    bodies: tuple[AgentId, ...]


class AgentFile(Record):
    """`data/agents.yaml`: people, bodies and journals that are known by more names than one."""

    people: tuple[Person, ...] = ()
    bodies: tuple[Body, ...] = ()
    journals: tuple[Journal, ...] = ()
    imprints: tuple[Imprint, ...] = ()

    @property
    def agents(self) -> tuple[Person | Body, ...]:
        """Return the people and the bodies."""
        return (*self.people, *self.bodies)


@dataclass(slots=True)
class Periodical:
    """A journal, magazine or newspaper; the rest is as for an agent.

    It is called as the entries print it the most, and among equals as it was first.
    """

    path: str
    title: str
    kind: str
    entry: Journal | None = None
    printed: Counter[str] = field(default_factory=Counter)
    seen: list[str] = field(default_factory=list)
    beside: bool = False

    @property
    def sort(self) -> str:
        """Return what it is sorted by."""
        return fold_letters((self.entry and self.entry.sort) or self.title)

    def meet(self, title: str) -> None:
        """Take a title that an entry prints."""
        self.printed[title] += 1
        if self.entry is None and self.printed[title] > self.printed[self.title]:
            self.title = title
