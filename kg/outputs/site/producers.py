"""Files of the site that are no pages: who makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.outputs.site.ontology import produce_ontology_files
from kg.outputs.stock import Stock
from kg.outputs.takeaway import (
    produce_citations,
    produce_dataset,
    produce_pictures,
    produce_search,
)

Producer = Callable[[Stock], Mapping[str, bytes]]

# Each takes the stock of a build and gives files by their path in the site.
PRODUCERS: tuple[Producer, ...] = (
    produce_citations,
    produce_pictures,
    produce_search,
)
# No page tells of these, so that they are made while pages are printed.
UNTOLD: tuple[Producer, ...] = (
    produce_ontology_files,
    produce_dataset,
)
