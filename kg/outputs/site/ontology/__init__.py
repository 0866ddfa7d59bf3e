"""The ontology's own page: dataset and `ontology/*.ttl` → its values, and the files beside it."""

from kg.outputs.site.ontology.described import describe_ontology, describe_terms
from kg.outputs.site.ontology.formats import find_documents, render_ontology_files
from kg.outputs.site.ontology.view import (
    tell_groups,
    view_changes,
    view_letters,
    view_ontology,
)

__all__ = [
    "describe_ontology",
    "describe_terms",
    "find_documents",
    "render_ontology_files",
    "tell_groups",
    "view_changes",
    "view_letters",
    "view_ontology",
]
