"""The graph → citations to take away: BibTeX, RIS, CSL-JSON, and what stands inside the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from kg.outputs.citations.bibtex import render_bibtex
from kg.outputs.citations.csl import render_csl
from kg.outputs.citations.embedded import citation_metadata, coins_title
from kg.outputs.citations.records import Citation, evidence_of_tips, load_citations, pick_citations
from kg.outputs.citations.ris import render_ris

FORMATS: Mapping[str, Callable[[Iterable[Citation]], str]] = {
    "bib": render_bibtex,
    "ris": render_ris,
    "json": render_csl,
}

__all__ = [
    "FORMATS",
    "Citation",
    "citation_metadata",
    "coins_title",
    "evidence_of_tips",
    "load_citations",
    "pick_citations",
    "render_bibtex",
    "render_csl",
    "render_ris",
]
