"""The ontology's own page: dataset and `ontology/*.ttl` → its values, and the files beside it."""

from kg.outputs.site.ontology.described import describe_ontology
from kg.outputs.site.ontology.formats import render_ontology_files
from kg.outputs.site.ontology.view import view_ontology

__all__ = ["describe_ontology", "render_ontology_files", "view_ontology"]
