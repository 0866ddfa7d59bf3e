"""Everything that the files of a project say, as one value."""

from __future__ import annotations

from kg.model.base import Record
from kg.model.claims import ClaimFile, DebateFile, StudyFile, TableFile
from kg.model.companions import Companion
from kg.model.concepts import ConceptFile
from kg.model.errata import ErratumFile
from kg.model.identifiers import IdentifierFile
from kg.model.index import IndexFile
from kg.model.mentions import MentionFile
from kg.model.practice import AppendixFile, ImplicationFile, ThemeFile, TipFile
from kg.model.references import PrintedLists, Reference
from kg.model.review import Review


class Sources(Record):
    """Everything that the files of a project say."""

    review: Review
    references: tuple[Reference, ...]
    printings: PrintedLists | None = None
    identifiers: IdentifierFile = IdentifierFile()
    mentions: MentionFile = MentionFile()
    claims: tuple[ClaimFile, ...] = ()
    debates: DebateFile = DebateFile()
    studies: StudyFile = StudyFile()
    tables: TableFile = TableFile()
    themes: ThemeFile = ThemeFile()
    tips: TipFile = TipFile()
    implications: ImplicationFile | None = None
    appendices: AppendixFile | None = None
    concepts: ConceptFile = ConceptFile()
    index: IndexFile | None = None
    errata: ErratumFile = ErratumFile()
    companions: tuple[Companion, ...] = ()
