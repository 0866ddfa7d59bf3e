"""The graph → references to take away: BibTeX, RIS, CSL-JSON, and what stands inside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.outputs.references.bibtex import bibtex_entry, join_entries, render_bibtex
from kg.outputs.references.citeproc import Styled, load_styled
from kg.outputs.references.csl import csl_text, join_items, render_csl
from kg.outputs.references.embedded import coins_title, scholar_metadata
from kg.outputs.references.records import (
    Reference,
    evidence_of_tips,
    load_references,
    pick_references,
)
from kg.outputs.references.ris import join_records, render_ris, ris_record


@dataclass(frozen=True, slots=True)
class Format:
    """A format of reference files: how one reference is written, and how a file is made of many."""

    suffix: str
    render_one: Callable[[Reference], str]
    join: Callable[[Iterable[str]], str]


FORMATS = (
    Format(".bib", bibtex_entry, join_entries),
    Format(".ris", ris_record, join_records),
    Format(".csl.json", csl_text, join_items),
)

__all__ = [
    "FORMATS",
    "Format",
    "Reference",
    "Styled",
    "coins_title",
    "evidence_of_tips",
    "load_references",
    "load_styled",
    "pick_references",
    "render_bibtex",
    "render_csl",
    "render_ris",
    "scholar_metadata",
]
