"""The types of links: a field of one of them names a record, and the name must lead somewhere."""

from __future__ import annotations

from typing import Annotated

from kg.model.base import Path, Slug, Text
from kg.model.marks import To

AgentId = Annotated[Slug, To(("agents",))]
AppraisalToolId = Annotated[Slug, To(("appraisal-tools",))]
ClaimId = Annotated[Slug, To(("claims",))]
ClassCode = Annotated[Text, To(("evidence-classes",), by="code")]
ConceptId = Annotated[Slug, To(("concepts",))]
ConceptKindId = Annotated[Slug, To(("concept-kinds",))]
CountryId = Annotated[Slug, To(("countries",))]
DebateId = Annotated[Slug, To(("debates",))]
DesignId = Annotated[Slug, To(("designs",))]
EffectId = Annotated[Slug, To(("effects",))]
ElementId = Annotated[Slug, To(("elements",))]
EntryId = Annotated[Slug, To(("index",))]
ErratumId = Annotated[Text, To(("errata",))]
ImplicationId = Annotated[Slug, To(("implications",))]
MentionOrder = Annotated[int, To(("mentions",), by="order")]
OutcomeId = Annotated[Slug, To(("outcomes",))]
PopulationId = Annotated[Slug, To(("populations",))]
QuestionId = Annotated[Slug, To(("review-questions",))]
SectionId = Annotated[Slug, To(("sections",))]
SettingId = Annotated[Slug, To(("settings",))]
SourceCode = Annotated[Text, To(("sources",), by="code")]
StageId = Annotated[Slug, To(("stages",))]
StudyId = Annotated[Slug, To(("studies",))]
TipNumber = Annotated[int, To(("tips",), by="number")]

# What a law, a guidance or a programme stands as in a review.
MayChange = Annotated[Path, To(("concepts", "sources"), by="path")]
RecordPath = Annotated[Path, To((), by="path")]
# What search finds: a lead can show it.
FoundPath = Annotated[
    Path,
    To(
        ("tips", "themes", "debates", "concepts", "implications", "sections", "claims", "tables",
         "studies", "sources", "tools"),
        by="path",
    ),
]  # fmt: skip
WhatIsSaid = Annotated[Path, To(("claims", "debates", "tips"), by="path")]
