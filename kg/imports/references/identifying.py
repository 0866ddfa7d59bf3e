"""Identifiers that programs put into a field of something else → the fields that are theirs.

Wiley has the address of a PDF in `eprint`, biblatex the number of PubMed, and TeXMed all of them in
a note (`[DOI:…] [PubMed:…]`).
"""

from __future__ import annotations

import re

from kg.imports.references.works import Work, verbatim

_ADDRESS = re.compile(r"https?://\S+")
_PMID = re.compile(r"\d{1,9}")
_IN_BRACKETS = re.compile(
    r"\[(?P<name>DOI|PubMed|PubMed Central)\s*:\s*(?P<value>[^\[\]\s]+)\]\.?\s*"
)
_FIELDS = {"DOI": "doi", "PubMed": "pmid", "PubMed Central": "pmcid"}


def place_identifiers(work: Work) -> None:
    """Put the identifiers of a work into their own fields; what a field says already stays."""
    number = work.plain("eprint").strip()
    kind = work.plain("eprinttype").strip().lower()
    if not kind and _ADDRESS.fullmatch(number):
        del work.fields["eprint"]
        if number != work.plain("url"):
            work.put("url" if "url" not in work.fields else "other-url", verbatim(number))
    elif kind in {"pubmed", "pmid"} and _PMID.fullmatch(number):
        work.put("pmid", number)
        if work.plain("pmid") == number:
            del work.fields["eprint"], work.fields["eprinttype"]
    _take_from_brackets(work)


def _take_from_brackets(work: Work) -> None:
    note = work.plain("note")
    found = [*_IN_BRACKETS.finditer(note)]
    for one in found:
        work.put(_FIELDS[one["name"]], one["value"])
    is_said = all(work.plain(_FIELDS[one["name"]]) == one["value"] for one in found)
    if found and is_said and not _IN_BRACKETS.sub("", note).strip():
        del work.fields["note"]
