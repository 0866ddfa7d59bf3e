"""Tiptrace: from a research review to evidence that people can trace.

Data flows one way: `kg.sources` (files → values) → `kg.model` (the values) → `kg.graph`
(values → quads) → `kg.outputs` (graph → files) and `kg.service` (graph → HTTP).
"""

__version__ = "0.1.0"
