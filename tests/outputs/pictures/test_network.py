from __future__ import annotations

from pyoxigraph import Store

from kg.catalogues import ENGLISH
from kg.outputs.pictures.network import draw_network


def test_each_tip_and_concept_has_a_line(real_store: Store) -> None:
    """The picture has a line for each concept of each tip."""
    picture = draw_network(real_store, ENGLISH)
    assert picture is not None
    assert picture.svg.count('class="curve ') == len(picture.rows)


def test_concepts_that_join_tips_stand_out(real_store: Store) -> None:
    """A concept of more than one tip has strong lines and is named in the description."""
    picture = draw_network(real_store, ENGLISH)
    assert picture is not None
    labels = [row[2] for row in picture.rows]
    shared = {label for label in labels if labels.count(label) > 1}
    assert picture.svg.count('class="curve link"') == sum(labels.count(label) for label in shared)
    assert all(label in picture.description for label in shared)


def test_without_concepts_there_is_no_picture(small_store: Store) -> None:
    """A review whose tips name no concept has no such picture."""
    assert draw_network(small_store, ENGLISH) is None
