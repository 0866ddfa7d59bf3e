"""Identifiers that programs put into a field of something else."""

from __future__ import annotations

import pytest

from kg.imports.references.mending import mend_works
from kg.imports.references.readers.bibfiles import read_bibtex_works

NUMBERS = (
    "[DOI:\\href{https://dx.doi.org/10.1000/a.1}{10.1000/a.1}] "
    "[PubMed:\\href{https://example.org/1}{123}]"
)
PDF = "https://example.org/doi/pdf/10.1000/a"


@pytest.mark.parametrize(
    ("fields", "read"),
    [
        (f"eprint = {{{PDF}}}", {"url": PDF}),
        (f"eprint = {{{PDF}}}, url = {{{PDF}}}", {"url": PDF}),
        (f"eprint = {{{PDF}}}, url = {{https://example.org/a}}",
         {"url": "https://example.org/a", "other-url": PDF}),
        ("eprint = {123}, eprinttype = {pubmed}", {"pmid": "123"}),
        ("eprint = {123}, eprinttype = {pubmed}, pmid = {456}",
         {"eprint": "123", "eprinttype": "pubmed", "pmid": "456"}),
        ("eprint = {1606.1}, archivePrefix = {arXiv}", {"eprint": "1606.1", "eprinttype": "arXiv"}),
        (f"note = {{{NUMBERS}}}", {"doi": "10.1000/a.1", "pmid": "123"}),
        (f"note = {{{NUMBERS} Tea}}",
         {"doi": "10.1000/a.1", "pmid": "123", "note": "[DOI:10.1000/a.1] [PubMed:123] Tea"}),
        (f"doi = {{10.1000/b}}, note = {{{NUMBERS}}}",
         {"doi": "10.1000/b", "pmid": "123", "note": "[DOI:10.1000/a.1] [PubMed:123]"}),
    ],
)  # fmt: skip
def test_each_comes_into_its_field(fields: str, read: dict[str, str]) -> None:
    """A PDF is no preprint, and a number of PubMed none either; what differs stays to be seen."""
    file = read_bibtex_works(f"@article{{a, title = {{T}}, {fields}}}", "a.bib")
    [work], told = mend_works(file.works)
    assert told == []
    assert {name: work.plain(name) for name in work.fields if name != "title"} == read
