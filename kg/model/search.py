"""What people type and what the review says: leads from words, and the words of the text."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from kg.model.base import Named, Record, Sha256, Slug, Text
from kg.model.links import FoundPath
from kg.model.marks import Id, Says


class Lead(Named):
    """Words that people type, and what they are led to: records, or other words to look for."""

    id: Annotated[Slug, Id("leads")]
    typed: Annotated[tuple[Text, ...], Says("tt:typed", ours=True)] = Field(
        min_length=1, description="as people type it; case, plurals and hyphens do not matter"
    )
    leads_to: Annotated[FoundPath | None, Says("tt:leadsTo")] = Field(
        default=None, description="what is shown first: tips/11, concepts/confidentiality"
    )
    also: Annotated[tuple[FoundPath, ...], Says("tt:leadsAlsoTo")] = Field(
        default=(), description="what is shown next"
    )
    words: Annotated[tuple[Text, ...], Says("tt:leadsToWords", ours=True)] = Field(
        default=(), description="words of the review that are looked for as well"
    )
    reason: Annotated[Text | None, Says("rdfs:comment", ours=True)] = Field(
        default=None, description="shown where it is not plain why the one leads to the other"
    )

    question: Annotated[Text | None, Says("tt:askedAs", ours=True)] = Field(
        default=None, description="in everyday words; it stands on the home page, in file order"
    )

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if self.leads_to is None and (self.also or not self.words):
            raise ValueError("give leads_to, or words only, else it leads nowhere")
        if self.question and self.leads_to is None:
            raise ValueError("give leads_to: the question on the home page leads there")
        return self


class LeadFile(Record):
    """`data/synonyms.yaml`."""

    synonyms: tuple[Lead, ...] = ()


def _be_a_list_of_words(text: str) -> str:
    words = text.split()
    if words != sorted(set(words)) or text.lower() != text:
        raise ValueError("write it with kg verify TEXT --words: lower case, sorted, each word once")
    return text


class WordFile(Record):
    """`data/words.yaml`: every word form of the text, once, and of which text they are."""

    sha256: Annotated[Sha256, Field(description="of the text, as in review.yaml")]
    words: Annotated[
        Text,
        AfterValidator(_be_a_list_of_words),
        Field(description="written by kg verify TEXT --words"),
    ]
