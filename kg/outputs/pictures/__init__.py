"""The graph → pictures: static SVG, each with its words, its table and its data."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Store

from kg.catalogues import Voice
from kg.outputs.pictures.matrix import draw_matrix
from kg.outputs.pictures.network import draw_network
from kg.outputs.pictures.picture import Picture
from kg.outputs.pictures.sections import draw_sections
from kg.outputs.pictures.timeline import draw_timeline
from kg.outputs.pictures.together import draw_together
from kg.outputs.references import Reference

__all__ = ["Picture", "draw_pictures"]


def draw_pictures(store: Store, references: Mapping[str, Reference], voice: Voice) -> list[Picture]:
    """Draw every picture that the review has data for, in the order of the site.

    `references` are those of all sources by code, `voice` says the words. Raise QueryError for a
    faulty query.
    """
    drawn = (
        draw_matrix(store, voice),
        draw_timeline(store, voice),
        draw_sections(store, voice),
        draw_together(store, references, voice),
        draw_network(store, voice),
    )
    return [picture for picture in drawn if picture is not None]
