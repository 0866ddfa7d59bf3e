"""The graph → citations to take away: BibTeX, RIS, CSL-JSON, and what stands inside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.outputs.citations.bibtex import bibtex_entry, join_entries, render_bibtex
from kg.outputs.citations.csl import csl_text, join_items, render_csl
from kg.outputs.citations.embedded import citation_metadata, coins_title
from kg.outputs.citations.records import Citation, evidence_of_tips, load_citations, pick_citations
from kg.outputs.citations.ris import join_records, render_ris, ris_record


@dataclass(frozen=True, slots=True)
class Format:
    """A format of citation files: how one citation is written, and how a file is made of many."""

    suffix: str
    render_one: Callable[[Citation], str]
    join: Callable[[Iterable[str]], str]


FORMATS = (
    Format(".bib", bibtex_entry, join_entries),
    Format(".ris", ris_record, join_records),
    Format(".csl.json", csl_text, join_items),
)

__all__ = [
    "FORMATS",
    "Citation",
    "Format",
    "citation_metadata",
    "coins_title",
    "evidence_of_tips",
    "load_citations",
    "pick_citations",
    "render_bibtex",
    "render_csl",
    "render_ris",
]
