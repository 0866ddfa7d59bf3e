"""A dataset in layers holds what filling a store afresh would give, and leaves the other alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.layers import Layers

QUADS = [
    Quad(NamedNode("x:a"), NamedNode("x:is"), Literal(str(number)), NamedNode("x:graph"))
    for number in range(6)
]
# What is done: a layer of a name is put, all but some are dropped, or another store is worked on.
some_quads = st.lists(st.sampled_from(QUADS), max_size=8)
steps = st.one_of(
    st.tuples(st.sampled_from("abc"), some_quads), st.frozensets(st.sampled_from("abc")), st.none()
)


@given(st.lists(steps, max_size=12))
def test_the_store_is_the_union_of_its_layers(
    done: list[tuple[str, list[Quad]] | frozenset[str] | None],
) -> None:
    """After each step, with what came and went told; the other store is as it was left."""
    layers, held, left = Layers(), dict[str, list[Quad]](), set[Quad]()
    for step in done:
        before = {*layers.store}
        if step is None:
            layers.turn()
            left, changed = before, set[Quad]()
        elif isinstance(step, frozenset):
            held = {name: layer for name, layer in held.items() if name in step}
            changed = layers.keep_only({*step})
        else:
            held[step[0]] = step[1]
            changed = layers.put(*step)
        assert {*layers.store} == {quad for layer in held.values() for quad in layer}
        assert changed == before ^ {*layers.store}
        assert {*(layers._other or ())} == left


def test_what_is_the_same_object_is_not_looked_at() -> None:
    """A layer that is there already brings nothing."""
    layers, layer = Layers(), QUADS[:2]
    assert layers.put("a", layer) == {*layer}
    assert layers.put("a", layer) == set()
