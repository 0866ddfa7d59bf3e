"""Everything that the files of a project say, as one value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import Field

from kg.model.agents import AgentFile
from kg.model.appendices import AppendixFile
from kg.model.appraisals import AppraisalFile
from kg.model.base import Record
from kg.model.claims import ClaimFile, DebateFile, TableFile
from kg.model.companions import Companion
from kg.model.concepts import ConceptFile
from kg.model.corrections import correct_reference
from kg.model.currency import CurrencyFile
from kg.model.effects import EffectFile
from kg.model.errata import ErratumFile
from kg.model.flow import FlowFile
from kg.model.identifiers import Correction, IdentifierFile
from kg.model.index import IndexFile
from kg.model.mentions import MentionFile
from kg.model.practice import ImplicationFile, ThemeFile, TipFile
from kg.model.questions import QuestionFile
from kg.model.references import PrintedLists, Reference
from kg.model.review import Review
from kg.model.search import LeadFile, WordFile
from kg.model.studies import SchemeFile, StudyFile


def _empty(kind: type[Record]) -> Any:
    """Return the default of a missing file; to validate it would have a schema built."""
    return Field(default_factory=kind.model_construct)


class Sources(Record):
    """Everything that the files of a project say."""

    review: Review
    references: tuple[Reference, ...]
    printings: PrintedLists | None = None
    agents: AgentFile = _empty(AgentFile)
    identifiers: IdentifierFile = _empty(IdentifierFile)
    mentions: MentionFile = _empty(MentionFile)
    claims: tuple[ClaimFile, ...] = ()
    debates: DebateFile = _empty(DebateFile)
    studies: StudyFile = _empty(StudyFile)
    schemes: SchemeFile = _empty(SchemeFile)
    tables: TableFile = _empty(TableFile)
    themes: ThemeFile = _empty(ThemeFile)
    tips: TipFile = _empty(TipFile)
    implications: ImplicationFile | None = None
    appendices: AppendixFile | None = None
    concepts: ConceptFile = _empty(ConceptFile)
    index: IndexFile | None = None
    errata: ErratumFile = _empty(ErratumFile)
    synonyms: LeadFile = _empty(LeadFile)
    words: WordFile | None = None
    currency: CurrencyFile = _empty(CurrencyFile)
    questions: QuestionFile = _empty(QuestionFile)
    effects: EffectFile = _empty(EffectFile)
    appraisals: AppraisalFile = _empty(AppraisalFile)
    flow: FlowFile = _empty(FlowFile)
    companions: tuple[Companion, ...] = ()

    @property
    def naming(self) -> Sources:
        """Return the parts that name people, bodies and journals, and nothing else."""
        return Sources.model_construct(
            review=self.review,
            references=self.references,
            agents=self.agents,
            identifiers=self.identifiers,
            errata=self.errata,
            companions=self.companions,
        )

    @property
    def applied(self) -> frozenset[int]:
        """Return the places of the corrections that are proved and can be put into a reference.

        What hangs on a mere suspicion changes nothing: it stays a note beside what is printed.
        """
        suspected = {one.id for one in self.errata.errata if one.status == "suspected"}
        return frozenset(
            place
            for place, item in enumerate(self.identifiers.corrections)
            if item.value is not None and item.erratum not in suspected
        )

    @property
    def works(self) -> Iterator[tuple[Reference, Reference]]:
        """Yield each reference as it is printed, and with what is proved of the work instead."""
        proved: dict[str, list[Correction]] = {}
        for place in sorted(self.applied):
            correction = self.identifiers.corrections[place]
            proved.setdefault(correction.source, []).append(correction)
        for reference in self.references:
            yield reference, correct_reference(reference, proved.get(reference.code, ()))
