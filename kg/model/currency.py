"""How the law, guidance and programmes of a review stand now, as far as somebody has looked."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kg.model.base import Named, Record, Slug, Text, Url
from kg.model.links import MayChange
from kg.model.marks import Id, Says
from kg.model.witnesses import Witness


class CurrencyCheck(Record):
    """What somebody saw, on one day, of how a subject stands; nothing of it is from memory."""

    status: Annotated[
        Literal["in-force", "changed", "in-doubt", "replaced", "withdrawn", "repealed", "ended"],
        Says("tt:currencyStatus", among="CurrencyStatus"),
    ]
    known: Annotated[
        Text,
        Field(description="what the witness says, plain, in our words"),
        Says("rdfs:comment", ours=True),
    ]
    replaced_by: Annotated[
        Text | None,
        Field(description="what stands in its place, in words"),
        Says("tt:replacedBy", ours=True),
    ] = None
    replaced_by_link: Annotated[Url | None, Field(description="where that can be read")] = None
    witness: Annotated[Witness, Field(description="the page where it was seen")]
    checked_on: Annotated[
        date | None, Field(description="the day of the copy that was read; pages say 'as of'")
    ] = None
    read_on: Annotated[
        date | None,
        Field(description="the day of reading it, where the copy does not tell its own day"),
    ] = None

    @property
    def day(self) -> date:
        """Return the day of the copy, or that of the reading where the copy tells none."""
        day = self.checked_on or self.read_on
        assert day is not None, "a check has a day: the validator saw to it"
        return day

    @model_validator(mode="after")
    def _has_one_day(self) -> Self:
        if (self.checked_on is None) == (self.read_on is None):
            raise ValueError(
                "give 'checked_on', the day of the copy that was read, or 'read_on', the day of "
                "reading, where the copy does not tell its own; and not both"
            )
        if self.replaced_by_link is not None and self.replaced_by is None:
            raise ValueError(
                "'replaced_by_link' needs 'replaced_by': say in words what it leads to"
            )
        return self


class CurrencySubject(Named):
    """A law, a guidance or a programme of the review, and what is known of it since.

    Without checks nobody has found out how it stands: pages say *not checked*.
    """

    id: Annotated[Slug, Id("currency")]
    title: Annotated[Text, Says("rdfs:label", ours=True)]
    group: Annotated[
        Literal["law", "guidance", "programme"], Says("tt:subjectGroup", among="SubjectGroup")
    ]
    of: Annotated[tuple[MayChange, ...], Field(min_length=1), Says("tt:concerns")]
    searched: Annotated[
        Text | None,
        Field(description="where somebody looked, and what was not found there"),
        Says("skos:note", ours=True),
    ] = None
    checks: Annotated[
        tuple[CurrencyCheck, ...], Field(description="the latest first; none: not checked")
    ] = ()

    @model_validator(mode="after")
    def _has_the_latest_check_first(self) -> Self:
        if any(later.day < earlier.day for later, earlier in itertools.pairwise(self.checks)):
            raise ValueError("put the checks in the order of their days, the latest first")
        return self


class CurrencyFile(Record):
    """`data/currency.yaml`."""

    subjects: tuple[CurrencySubject, ...] = ()
