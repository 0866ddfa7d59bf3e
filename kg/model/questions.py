"""What a systematic review asks: in whom, what, beside what if anything, by which outcomes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kg.model.base import Named, Record, Slug, Text
from kg.model.marks import Id, Says
from kg.model.places import Placed


class Outcome(Placed, Named):
    """What is measured to answer a question."""

    id: Annotated[Slug, Id("outcomes")]
    label: Annotated[Text, Says("rdfs:label", ours=True)]
    measured: Annotated[Text | None, Says("tt:howMeasured", ours=True)] = Field(
        default=None, description="with what it is measured, as far as the review says"
    )


class Question(Placed, Named):
    """A question of a systematic review, in its parts: PICO."""

    id: Annotated[Slug, Id("review-questions")]
    label: Annotated[
        Text,
        Field(description="the question in one sentence, our words"),
        Says("rdfs:label", ours=True),
    ]
    population: Annotated[Text, Field(description="in whom"), Says("tt:population", ours=True)]
    intervention: Annotated[
        Text, Field(description="what is done"), Says("tt:intervention", ours=True)
    ]
    comparator: Annotated[Text | None, Says("tt:comparator", ours=True)] = Field(
        default=None, description="beside what; none: the question compares nothing"
    )
    outcomes: tuple[Outcome, ...] = Field(min_length=1, description="in the review's order")


class QuestionFile(Record):
    """`data/questions.yaml`."""

    questions: tuple[Question, ...] = ()
