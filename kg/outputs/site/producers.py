"""Files of the site that are no pages: who makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import Store

from kg.manifest import Manifest
from kg.outputs.site.addresses import Addresses
from kg.outputs.site.ontology import produce_ontology_files
from kg.outputs.takeaway import (
    produce_citations,
    produce_dataset,
    produce_pictures,
    produce_search,
)

Producer = Callable[[Store, Addresses, Manifest], Mapping[str, bytes]]

# Each takes the dataset and gives files by their path in the site.
PRODUCERS: tuple[Producer, ...] = (
    produce_ontology_files,
    produce_citations,
    produce_search,
    produce_pictures,
    produce_dataset,
)
