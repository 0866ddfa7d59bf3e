"""Labels of what has changed are made anew, and no others."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.heard import Heard
from kg.graph.iris import Iris
from kg.graph.keptlabels import KeptLabels, listen
from kg.graph.recordlabels import RecordLabels
from kg.graph.vocab import RDF, SKOS, TT

TEA = Iris("https://example.org/tea/", "en-GB")
GRAPH = TEA.graph("review")


def say(path: str, *said: tuple[NamedNode, NamedNode | Literal]) -> list[Quad]:
    """Return what is said of a record."""
    return [Quad(TEA.of(path), name, value, GRAPH) for name, value in said]


def cite(path: str, code: str, section: str) -> list[Quad]:
    """Return a citation."""
    said = (TT.printedCode, Literal(code)), (TT.inSection, TEA.of(section))
    return say(path, (RDF.type, TT.Mention), *said)


def section(path: str, heading: str) -> list[Quad]:
    """Return a section."""
    return say(path, (RDF.type, TT.Section), (SKOS.prefLabel, Literal(heading)))


def test_labels_are_those_of_all_parts_together() -> None:
    """A heading, an equal and a citation change, come and go; the rest stays the same object."""
    one, two = section("sections/one", "Leaves"), section("sections/two", "Water")
    states = [
        [one, two, cite("m/a", "A1", "sections/one"), cite("m/b", "A2", "sections/two")],
        [one, section("sections/two", "Milk"), cite("m/a", "A1", "sections/one"),
         cite("m/b", "A2", "sections/two")],
        [one, two, cite("m/a", "A1", "sections/one"), cite("m/b", "A1", "sections/one")],
        [two, cite("m/b", "A1", "sections/one"), cite("m/a", "A1", "sections/one"), one],
        [one, two, cite("m/a", "A1", "sections/one")],
    ]  # fmt: skip
    kept, made = KeptLabels(), list[list[Quad]]()
    for parts in states:
        heard = Heard()
        for part in parts:
            heard.hear(part, GRAPH)
        made.append(kept.quads(TEA, [listen(part) for part in parts]))
        assert {f"{quad} .\n" for quad in made[-1]} == {*RecordLabels(TEA, heard).lines()}
    words = [sorted(str(quad.object.value) for quad in quads) for quads in made]  # type: ignore[union-attr]
    assert words[1] == ["A1, cited in Leaves", "A2, cited in Milk"]
    assert words[2] == ["A1, cited in Leaves (1 of 2)", "A1, cited in Leaves (2 of 2)"]
    assert made[0][0] is made[1][0]
    welsh = kept.quads(TEA.speaking("cy"), [listen(part) for part in states[0]])
    assert [quad.object.language for quad in welsh] == ["cy", "cy"]  # type: ignore[union-attr]
