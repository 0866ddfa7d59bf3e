"""Which format a reference file has, by its name and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from kg.imports.references.bblfiles import read_bbl_works
from kg.imports.references.bibfiles import read_bibtex_works
from kg.imports.references.cslfiles import read_csl_works
from kg.imports.references.csvfiles import read_csv_works
from kg.imports.references.idlists import is_identifier_list, read_identifier_works
from kg.imports.references.nbibfiles import read_nbib_works
from kg.imports.references.risfiles import read_ris_works
from kg.imports.references.works import WorkFile

ReadWorks = Callable[[str, str], WorkFile]
_READERS: Mapping[str, ReadWorks] = {
    "bib": read_bibtex_works,
    "bbl": read_bbl_works,
    "ris": read_ris_works,
    "csl": read_csl_works,
    "nbib": read_nbib_works,
    "csv": read_csv_works,
    "ids": read_identifier_works,
}
_SUFFIXES: Mapping[str, str] = {
    ".bib": "bib", ".bibtex": "bib", ".biblatex": "bib", ".bbl": "bbl", ".ris": "ris",
    ".json": "csl", ".csv": "csv", ".tsv": "csv", ".nbib": "nbib", ".medline": "nbib",
}  # fmt: skip
# What these begin with, whatever the file is called: browsers save much as `.txt`.
_BEGINNINGS = (
    ("bib", re.compile(r"(?:\s*%.*\n)*\s*@\w+\s*[{(]")),
    ("ris", re.compile(r"\s*TY {0,2}- ")),
    ("nbib", re.compile(r"\s*PMID ?- ")),
    ("csl", re.compile(r"\s*\[?\s*\{\s*\"")),
)


def kind_of_references(name: str, text: str) -> str:
    """Return the format of a reference file, or nothing for what is none.

    A list of identifiers counts under any name; what `.txt` holds is told by its beginning.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix in {".txt", ".list", ".enw", ""}:
        if is_identifier_list(text):
            return "ids"
        return next((kind for kind, begins in _BEGINNINGS if begins.match(text)), "")
    return ""


def read_works(kind: str, text: str, path: str) -> WorkFile:
    """Return the works of a file of a format."""
    return _READERS[kind](text, path)
