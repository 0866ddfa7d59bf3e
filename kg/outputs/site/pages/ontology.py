"""The page of the ontology."""

from __future__ import annotations

from kg.outputs.site.ontology import view_ontology
from kg.outputs.site.pages.kinds import PageKind, every

_QUERIES = (
    "header", "agents", "facts", "chains", "conditions", "apart", "uses", "shown", "borrowed",
)  # fmt: skip

ONTOLOGY: tuple[PageKind, ...] = (
    PageKind(
        "ontology.html",
        path="ontology.html",
        parts={name: every(f"ontology-{name}") for name in _QUERIES},
        view=view_ontology,
    ),
)
