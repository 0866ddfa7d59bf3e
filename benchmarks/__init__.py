"""Repeatable measurements of the SPARQL service against its peers; see docs/performance.md."""
