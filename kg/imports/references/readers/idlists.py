"""A bare list of DOIs, PMIDs and the like → works of which nothing else is known yet."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import Location
from kg.imports.references.works import UNRESOLVED, Work, WorkFile
from kg.model.identifiers import isbn_fault

# Field → what a line is that names a work so; the first that fits counts.
_FORMS: Mapping[str, re.Pattern[str]] = {
    "doi": re.compile(
        r"(?:doi\s*[:=]?\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE
    ),
    "pmcid": re.compile(
        r"(?:pmcid\s*:?\s*|https?://\S*/pmc/articles/|https?://pmc\.ncbi\.nlm\.nih\.gov/articles/)?"
        r"(PMC\d{1,9})/?", re.IGNORECASE,
    ),
    "pmid": re.compile(
        r"(?:pmid\s*:?\s*|https?://(?:www\.ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/)?"
        r"(\d{1,8})/?", re.IGNORECASE,
    ),
    "eprint": re.compile(
        r"(?:arxiv\s*:\s*|https?://arxiv\.org/(?:abs|pdf)/)(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+/\d{7})",
        re.IGNORECASE,
    ),
    "isbn": re.compile(r"(?:isbn(?:-1[03])?\s*:?\s*)?([\dX][\dX -]{8,16}[\dX])", re.IGNORECASE),
}  # fmt: skip
_SHOWN = {
    "doi": "DOI",
    "pmid": "PubMed",
    "pmcid": "PubMed Central",
    "eprint": "arXiv",
    "isbn": "ISBN",
}
_KEYS = {"eprint": "arxiv"}
_SAMPLE = 200


def identifier_in(line: str) -> tuple[str, str] | None:
    """Return the field and the value of a line that is one identifier, or None."""
    text = line.strip().strip(",;").strip()
    for name, form in _FORMS.items():
        match = form.fullmatch(text)
        if match and not (name == "isbn" and isbn_fault(match[1])):
            return name, match[1].rstrip(".") if name == "doi" else match[1]
    return None


def is_identifier_list(text: str) -> bool:
    """Say whether a text is a list of identifiers and nothing else, lines with '#' apart."""
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("#")]
    fitting = [line for line in lines[:_SAMPLE] if identifier_in(line)]
    # One line in ten may have a slip, which is then told.
    return bool(fitting) and len(fitting) * 10 >= len(lines[:_SAMPLE]) * 9


def read_identifier_works(text: str, path: str) -> WorkFile:
    """Return a work for each line; its title says that it has not been looked up."""
    file = WorkFile()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        place = Location(path, number)
        found = identifier_in(line)
        if found is None:
            message = (
                f"'{line.strip()[:40]}' is no DOI, PMID, PMCID, arXiv number or ISBN; "
                "write one a line"
            )
            file.report(place, "IMP001", message)
        else:
            file.works.append(_work_of(*found, place))
    return file


def _work_of(name: str, value: str, place: Location) -> Work:
    work = Work("misc", place, key=f"{_KEYS.get(name, name)}:{value}")
    work.put(name, value)
    work.put("eprinttype", "arxiv" if name == "eprint" else "")
    work.put("title", f"{_SHOWN[name]} {value}, not looked up yet")
    work.put(UNRESOLVED, name)
    return work
