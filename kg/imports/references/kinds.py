"""Which format a reference file has, by its name and by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from kg.errors import Location
from kg.imports.references.readers.bblfiles import read_bbl_works
from kg.imports.references.readers.bibfiles import read_bibtex_files, read_bibtex_works
from kg.imports.references.readers.cslfiles import read_csl_works
from kg.imports.references.readers.csvfiles import read_csv_works
from kg.imports.references.readers.idlists import is_identifier_list, read_identifier_works
from kg.imports.references.readers.nbibfiles import read_nbib_works
from kg.imports.references.readers.risfiles import read_ris_works
from kg.imports.references.readers.wordlists import WORD_LIST, read_word_works
from kg.imports.references.works import WorkFile

# Forms that are read by no reader here, and may have any name: what they begin with.
_OTHERS = {
    "Web of Science's own form": re.compile(r"\s*(?:FN|PT) [A-Z]"),
    "EndNote's own form": re.compile(r"\s*%0 "),
    "Ovid's plain text": re.compile(r"\s*<\d+>[ \t]*\r?\n[A-Z][A-Za-z -]+[ \t]*\r?\n[ ]{2}\S"),
    "EndNote's XML": re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<xml>\s*<records>"),
    "PubMed's XML": re.compile(
        r"\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE\s+Pubmed|<Pubmed(?:Book)?Article)"
    ),
    "MODS": re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:mods:)?mods(?:Collection)?[\s>]"),
    "the Cochrane Library's plain text": re.compile(r"\s*Record #\d+ of \d+\s*\n\s*ID: "),
}


def _name_of_other(text: str) -> str:
    return next((name for name, begins in _OTHERS.items() if begins.match(text)), "")


def read_no_works(text: str, path: str) -> WorkFile:
    """Return the problem that a file of references is in a form that nothing here reads."""
    file = WorkFile()
    message = f"this is {_name_of_other(text)}; export its works as RIS or BibTeX"
    file.report(Location(path, 1), "IMP001", message)
    return file


ReadWorks = Callable[[str, str], WorkFile]
_READERS: Mapping[str, ReadWorks] = {
    "bib": read_bibtex_works,
    "bbl": read_bbl_works,
    "ris": read_ris_works,
    "csl": read_csl_works,
    "nbib": read_nbib_works,
    "csv": read_csv_works,
    "ids": read_identifier_works,
    "word": read_word_works,
    "other": read_no_works,
}
_SUFFIXES: Mapping[str, str] = {
    ".bib": "bib", ".bibtex": "bib", ".biblatex": "bib", ".bbl": "bbl", ".ris": "ris",
    ".json": "csl", ".csv": "csv", ".tsv": "csv", ".nbib": "nbib", ".medline": "nbib",
}  # fmt: skip
# What may hold any form.
_FREE = frozenset({".txt", ".list", ".enw", ".ciw", ""})
# What these begin with, whatever the file is called: browsers save much as `.txt`.
_BEGINNINGS = (
    ("bib", re.compile(r"(?:\s*%.*\n)*\s*@\w+\s*[{(]")),
    ("ris", re.compile(r"\s*TY {0,2}- ", re.IGNORECASE)),
    ("nbib", re.compile(r"\s*PMID ?- ")),
    ("csl", re.compile(r"\s*\[?\s*\{\s*\"")),
)


def kind_of_references(name: str, text: str) -> str:
    """Return the format of a reference file, or nothing for what is none.

    A list of identifiers counts under any name; what `.txt` holds is told by its beginning.
    """
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in {*_FREE, ".ris", ".xml", ".isi"} and _name_of_other(text):
        return "other"
    if suffix in {*_FREE, ".xml"} and WORD_LIST.match(text):
        return "word"
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    if suffix in _FREE:
        if is_identifier_list(text):
            return "ids"
        return next((kind for kind, begins in _BEGINNINGS if begins.match(text)), "")
    return ""


def read_together(texts: Mapping[Path, str]) -> dict[Path, WorkFile]:
    """Return the works of those files that are one to the program that reads them: BibTeX's."""
    paths = [path for path, text in texts.items() if kind_of_references(path.name, text) == "bib"]
    files = read_bibtex_files({str(path): texts[path] for path in paths})
    return {path: files[str(path)] for path in paths}


def read_works(kind: str, text: str, path: str) -> WorkFile:
    """Return the works of a file of a format."""
    return _READERS[kind](text, path)
