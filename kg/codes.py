"""The codes of problems: how grave each one is, unless the project says otherwise.

A code whose default is `error` leaves nothing that could be built, or makes the data contradict
themselves; no project can lower it. The others may be set in `tiptrace.toml`, under `[levels]`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import Problem, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: its default severity, and what it says in a few words."""

    severity: Severity
    meaning: str


# Checks of the graph (`CHK-…`) are not here: the head of each query says its own level.
CODES: Mapping[str, Code] = {
    "FIL001": Code(_WARNING, "a file or folder in `data/` that nothing reads"),
    "FIL002": Code(_ERROR, "a file that cannot be read, or is no plain file of the project"),
    "FIL003": Code(_ERROR, "a merge left its markers in a file"),
    "SET001": Code(_ERROR, "a setting that does not serve"),
    "SET002": Code(_WARNING, "a setting that nothing uses"),
    "SET003": Code(_WARNING, "a level for a code that does not exist or cannot be lowered"),
    "TXT001": Code(_ERROR, "a file that is not UTF-8"),
    "TXT002": Code(_ERROR, "a file that every project needs is missing"),
    "TXT003": Code(_WARNING, "the text beside the data is not the one they were made from"),
    "TXT004": Code(_WARNING, "the words of the text are those of another text"),
    "TXT005": Code(_ERROR, "spans, and no text that they could count in"),
    "TXT006": Code(_WARNING, "a page that is none of its section"),
    "CHR001": Code(_ERROR, "a control character"),
    "CHR002": Code(_WARNING, "an invisible character, or one that turns the order of the text"),
    "CHR003": Code(_ERROR, "a space that only looks like one, where YAML counts spaces"),
    "YAML001": Code(_ERROR, "not readable as YAML"),
    "YAML002": Code(_ERROR, "a key that stands twice"),
    "YAML003": Code(_ERROR, "a field or value that does not fit"),
    "YAML004": Code(_ERROR, "too deep, too much, or a value that stands inside itself"),
    "YAML005": Code(_ERROR, "YAML that is not read here: tags, merge keys, more documents"),
    "YAML006": Code(_ERROR, "a field or a value that is missing"),
    "YAML007": Code(_ERROR, "a passage that is still to be looked up"),
    "BIB001": Code(_ERROR, "text or an entry that cannot be read"),
    "BIB002": Code(_ERROR, "a key that another entry has"),
    "BIB003": Code(_ERROR, "a field that stands twice in an entry"),
    "BIB004": Code(_ERROR, "a name that cannot be read"),
    "BIB005": Code(_WARNING, "an entry type that is not known: taken for some document"),
    "BIB006": Code(_WARNING, "a field that this type of entry should have is missing"),
    "BIB007": Code(_WARNING, "a year or date that is none: left out"),
    "BIB008": Code(_ERROR, "an ISBN, DOI, ORCID iD or address that does not hold"),
    "BIB009": Code(_ERROR, "a class that is missing"),
    "BIB010": Code(_ERROR, "a key that cannot be an address"),
    "BIB011": Code(_NOTE, "a field that is not known: kept, and shown nowhere"),
    "BIB012": Code(_NOTE, "a field that is known: kept, and shown nowhere"),
    "BIB013": Code(_ERROR, "an entry without a title"),
    "BIB014": Code(_WARNING, "a file without an entry"),
    "BIB015": Code(_WARNING, "an abbreviation that no `@string` defines: taken as it stands"),
    "BIB016": Code(_WARNING, "an entry that takes fields from one that is not there"),
    "BIB017": Code(_WARNING, "an entry that is an identifier and nothing else yet"),
    "BIB018": Code(_ERROR, "a class that the review does not have"),
    "IMP001": Code(_ERROR, "a part of an imported file that cannot be read: left out"),
    "IMP002": Code(_ERROR, "a work that cannot be entered as it is: left out"),
    "IMP003": Code(_WARNING, "a value of an imported work that does not hold or was guessed at"),
    "IMP004": Code(_ERROR, "an entry of `references.bib` that stands in the way of an import"),
    "IMP005": Code(_WARNING, "an imported file without anything in it"),
    "IMP006": Code(_ERROR, "a text that cannot be imported: nothing of it is"),
    "MEN001": Code(_WARNING, "a citation whose words lead to another reference than the one meant"),
    "TAB001": Code(_ERROR, "a table says something that no record can be made of"),
    "LNK001": Code(_ERROR, "a link that leads nowhere"),
    "LNK002": Code(_ERROR, "an address that two records have"),
    "NAM001": Code(_ERROR, "a printed name that leads to two entries of `data/agents.yaml`"),
    "NAM002": Code(_WARNING, "a name in `data/agents.yaml` that nothing prints"),
    "NAM003": Code(_NOTE, "two names that may be one: much alike, or of one ORCID iD"),
    "ADR001": Code(_ERROR, "a record whose address cannot be a file"),
    "ADR002": Code(_ERROR, "two records that are one file on Windows or macOS"),
    "ADR003": Code(_ERROR, "a record with the address of something that every build makes"),
    "REV001": Code(_WARNING, "a review that does not say its title, its authors or its year yet"),
    "RDG001": Code(_ERROR, "a line of `readings.csv` that cannot be read"),
    "RDG002": Code(_WARNING, "a reading of a record that is not there"),
    "RDG003": Code(_NOTE, "records that have changed since they were last read"),
    "QRY001": Code(_ERROR, "a query of the project whose file or head cannot be read"),
    "QRY002": Code(_NOTE, "a query of the project calls a function that is not known"),
    "SHACL": Code(_ERROR, "a record that breaks a shape of the ontology"),
}

# What a draft lets pass, and what becomes of it: it is not there yet, and nothing about it is
# wrong. In a draft none of these is an error, whatever the project has chosen.
UNFINISHED: Mapping[str, str] = {
    "BIB006": "the source is shown without it",
    "BIB009": "the source is shown without a class",
    "BIB013": "the source is left out",
    "BIB014": "no source is shown",
    "BIB017": "the source is shown by its identifier",
    "REV001": "pages say that it is not told yet",
    "LNK001": "the link is left out, and what cannot be without it",
    "YAML006": "what lacks it is left out",
    "YAML007": "what is to be found there is left out",
    "CHK-claim-without-evidence": "the claim is shown without evidence",
    "CHK-implication-without-row": "the implication is shown without sources",
    "CHK-mention-order-gap": "citations are shown as they are numbered",
    "CHK-position-without-evidence": "the position is shown without people",
    "CHK-row-number-gap": "rows are shown as they are numbered",
    "CHK-source-missing-from-list": "the list is shown without it",
    "CHK-source-without-annotation": "the source is shown with nothing said of it",
    "CHK-source-without-citation": "the source is shown without a place in the text",
    "CHK-tip-number-gap": "tips are shown as they are numbered",
    "CHK-tip-without-source": "the tip is shown without sources",
}


@dataclass(frozen=True, slots=True)
class Levels:
    """The severities that a project has chosen, by code; of a draft, what it lets pass."""

    chosen: Mapping[str, Severity] = field(default_factory=dict)
    draft: bool = False

    def grade(self, problems: Iterable[Problem]) -> list[Problem]:
        """Return the problems with their severities, sorted, each once.

        The code of a check (`CHK-…`) is not in the table: its finder gives the default.
        """
        return sorted({replace(one, severity=self._severity_of(one)) for one in problems})

    def _severity_of(self, problem: Problem) -> Severity:
        known = CODES.get(problem.code)
        default = known.severity if known else problem.severity
        chosen = default if default is _ERROR else self.chosen.get(problem.code, default)
        passes = self.draft and problem.code in UNFINISHED
        return _WARNING if passes and chosen is _ERROR else chosen


def harden(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems with every warning an error: what `--strict` asks for."""
    return [
        replace(problem, severity=_ERROR) if problem.severity is _WARNING else problem
        for problem in problems
    ]


def errors_among(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that leave nothing to build."""
    return [problem for problem in problems if problem.severity is _ERROR]
