"""The values of a review: `kg.sources` reads them and `kg.graph` turns them into triples.

Every record is immutable. The same classes say what the YAML files in `data/` may contain: a field
that is not named here is an error, and the JSON Schemas for editors are made from these classes.
A *slug* is lower case words joined by hyphens; it becomes the last part of the record's IRI.
"""

from kg.model.base import Cell, Code, Named, Path, Record, Sha256, Slug, Span, Stance, Text, Url
from kg.model.claims import (
    AuthorView,
    Claim,
    ClaimFile,
    DataTable,
    Debate,
    DebateFile,
    Evidence,
    Position,
    Study,
    StudyFile,
    TableFile,
)
from kg.model.companions import Bearing, Companion, CompanionClaim, CompanionTable, Stage, Tool
from kg.model.concepts import Concept, ConceptFile
from kg.model.errata import Erratum, ErratumFile
from kg.model.identifiers import Correction, Identifier, IdentifierFile
from kg.model.index import IndexEntry, IndexFile
from kg.model.mentions import Exclusion, Mention, MentionFile, Uncited
from kg.model.practice import (
    AppendixFile,
    AppendixRow,
    FindingsTable,
    HeadingMatch,
    Implication,
    ImplicationFile,
    PracticalGroup,
    PracticalImplication,
    PracticalTable,
    PracticeElement,
    SubConcept,
    Theme,
    ThemeFile,
    Tip,
    TipFile,
)
from kg.model.references import (
    Name,
    PrintedLists,
    Printing,
    Reference,
)
from kg.model.review import CodeScheme, EvidenceClass, Review, Section, SourceText
from kg.model.sources import Sources

__all__ = [
    "AppendixFile",
    "AppendixRow",
    "AuthorView",
    "Bearing",
    "Cell",
    "Claim",
    "ClaimFile",
    "Code",
    "CodeScheme",
    "Companion",
    "CompanionClaim",
    "CompanionTable",
    "Concept",
    "ConceptFile",
    "Correction",
    "DataTable",
    "Debate",
    "DebateFile",
    "Erratum",
    "ErratumFile",
    "Evidence",
    "EvidenceClass",
    "Exclusion",
    "FindingsTable",
    "HeadingMatch",
    "Identifier",
    "IdentifierFile",
    "Implication",
    "ImplicationFile",
    "IndexEntry",
    "IndexFile",
    "Mention",
    "MentionFile",
    "Name",
    "Named",
    "Path",
    "Position",
    "PracticalGroup",
    "PracticalImplication",
    "PracticalTable",
    "PracticeElement",
    "PrintedLists",
    "Printing",
    "Record",
    "Reference",
    "Review",
    "Section",
    "Sha256",
    "Slug",
    "SourceText",
    "Sources",
    "Span",
    "Stage",
    "Stance",
    "Study",
    "StudyFile",
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
]
