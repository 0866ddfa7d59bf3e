"""The values of a review: `kg.sources` reads them and `kg.graph` turns them into triples.

Every record is immutable. The same classes say what the YAML files in `data/` may contain: a field
that is not named here is an error, and the JSON Schemas for editors are made from these classes.
A *slug* is lower case words joined by hyphens; it becomes the last part of the record's IRI.
"""

from kg.model.absolute import AbsoluteEffect
from kg.model.agents import AgentFile, Body, Imprint, Journal, Periodical, Person
from kg.model.appendices import (
    AppendixColumn,
    AppendixFile,
    AppendixRow,
    Cells,
    FindingsTable,
    HeadingMatch,
    PracticalGroup,
    PracticalImplication,
    PracticalTable,
)
from kg.model.appraisals import (
    Appraisal,
    AppraisalDomain,
    AppraisalFile,
    AppraisalTool,
    DomainJudgement,
)
from kg.model.arms import Arm
from kg.model.authority import Agent, Authority, read_authority
from kg.model.base import (
    Cell,
    Code,
    Named,
    Path,
    Record,
    Settled,
    Sha256,
    Slug,
    Stance,
    Text,
    Url,
)
from kg.model.claims import (
    AuthorView,
    Claim,
    ClaimFile,
    DataTable,
    Debate,
    DebateFile,
    Evidence,
    Position,
    TableFile,
)
from kg.model.companions import Bearing, Companion, CompanionClaim, CompanionTable, Stage, Tool
from kg.model.concepts import Concept, ConceptFile, ConceptKind
from kg.model.curation import Curation, ReadBy, digest_of_record
from kg.model.currency import CurrencyCheck, CurrencyFile, CurrencySubject
from kg.model.effects import Comparison, Effect, EffectFile, Heterogeneity
from kg.model.errata import Erratum, ErratumFile
from kg.model.flow import FlowFile, FlowNumber, FlowPart, SearchFlow
from kg.model.identifiers import Correction, Identifier, IdentifierFile
from kg.model.index import IndexEntry, IndexFile
from kg.model.mentions import Exclusion, Mention, MentionFile, NotEvidence, Uncited
from kg.model.places import Placed, Span
from kg.model.practice import (
    BearingChoice,
    Implication,
    ImplicationFile,
    PracticeElement,
    PracticePoint,
    SubConcept,
    Theme,
    ThemeFile,
    Tip,
    TipFile,
)
from kg.model.questions import Outcome, Question, QuestionFile
from kg.model.references import (
    Name,
    PrintedLists,
    Printing,
    Reference,
)
from kg.model.review import CodeScheme, EvidenceClass, Review, Section, SectionFile, SourceText
from kg.model.search import Lead, LeadFile, WordFile
from kg.model.sources import Sources
from kg.model.studies import (
    Country,
    Design,
    Population,
    Sample,
    SchemeFile,
    Setting,
    Study,
    StudyFile,
    StudyTerm,
)
from kg.model.works import Work, iri_for_identifier, read_works

__all__ = [
    "AbsoluteEffect",
    "Agent",
    "AgentFile",
    "AppendixColumn",
    "AppendixFile",
    "AppendixRow",
    "Appraisal",
    "AppraisalDomain",
    "AppraisalFile",
    "AppraisalTool",
    "Arm",
    "AuthorView",
    "Authority",
    "Bearing",
    "BearingChoice",
    "Body",
    "Cell",
    "Cells",
    "Claim",
    "ClaimFile",
    "Code",
    "CodeScheme",
    "Companion",
    "CompanionClaim",
    "CompanionTable",
    "Comparison",
    "Concept",
    "ConceptFile",
    "ConceptKind",
    "Correction",
    "Country",
    "Curation",
    "CurrencyCheck",
    "CurrencyFile",
    "CurrencySubject",
    "DataTable",
    "Debate",
    "DebateFile",
    "Design",
    "DomainJudgement",
    "Effect",
    "EffectFile",
    "Erratum",
    "ErratumFile",
    "Evidence",
    "EvidenceClass",
    "Exclusion",
    "FindingsTable",
    "FlowFile",
    "FlowNumber",
    "FlowPart",
    "HeadingMatch",
    "Heterogeneity",
    "Identifier",
    "IdentifierFile",
    "Implication",
    "ImplicationFile",
    "Imprint",
    "IndexEntry",
    "IndexFile",
    "Journal",
    "Lead",
    "LeadFile",
    "Mention",
    "MentionFile",
    "Name",
    "Named",
    "NotEvidence",
    "Outcome",
    "Path",
    "Periodical",
    "Person",
    "Placed",
    "Population",
    "Position",
    "PracticalGroup",
    "PracticalImplication",
    "PracticalTable",
    "PracticeElement",
    "PracticePoint",
    "PrintedLists",
    "Printing",
    "Question",
    "QuestionFile",
    "ReadBy",
    "Record",
    "Reference",
    "Review",
    "Sample",
    "SchemeFile",
    "SearchFlow",
    "Section",
    "SectionFile",
    "Setting",
    "Settled",
    "Sha256",
    "Slug",
    "SourceText",
    "Sources",
    "Span",
    "Stage",
    "Stance",
    "Study",
    "StudyFile",
    "StudyTerm",
    "SubConcept",
    "TableFile",
    "Text",
    "Theme",
    "ThemeFile",
    "Tip",
    "TipFile",
    "Tool",
    "Uncited",
    "Url",
    "WordFile",
    "Work",
    "digest_of_record",
    "iri_for_identifier",
    "read_authority",
    "read_works",
]
