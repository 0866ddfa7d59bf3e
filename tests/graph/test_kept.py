from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.kept import KeptDataset
from kg.graph.queries import Query, select_rows
from kg.graph.shapes import read_shapes
from kg.graph.store import infer, load_dataset
from kg.graph.vocab import RDF

GRAPH = NamedNode("x:graph")
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <x:> .
x:Shape a sh:NodeShape ; sh:targetClass x:Cup ;
  sh:property [ sh:path x:size ; sh:minCount 1 ; sh:message "say its size" ] .
"""


def quad(subject: str, predicate: str, value: str) -> Quad:
    """Return a quad of a short name, a short name and a text."""
    node = NamedNode(f"x:{predicate}")
    return Quad(NamedNode(f"x:{subject}"), node, Literal(value), GRAPH)


def query(text: str) -> Query:
    """Return a query of a text."""
    return Query("any", Path("any.rq"), text, {})


SIZES = query("SELECT ?size WHERE { ?cup <x:size> ?size } ORDER BY ?size")
RULE = query("CONSTRUCT { ?cup <x:large> true } WHERE { ?cup <x:size> '9' }")
LARGE = query("SELECT ?cup WHERE { ?cup <x:large> true }")


def rows_of(dataset: KeptDataset, *parts: Sequence[Quad]) -> list[dict[str, str]]:
    """Load parts, and ask for sizes."""
    return dataset.select(dataset.load(parts), SIZES)


def test_an_answer_is_kept_until_what_it_reads_changes() -> None:
    """Another predicate leaves it; one that it reads does not, nor does what goes away."""
    dataset, one = KeptDataset(), [quad("cup", "size", "1")]
    first = rows_of(dataset, one)
    assert rows_of(dataset, one, [quad("cup", "name", "a")]) is first
    assert dataset.has_changed
    assert rows_of(dataset, one, [quad("pot", "size", "2")]) == [{"size": "1"}, {"size": "2"}]
    assert rows_of(dataset, []) == []


def test_equal_parts_are_no_change() -> None:
    """What is made anew and says the same leaves all as it was."""
    dataset = KeptDataset()
    first = rows_of(dataset, [quad("cup", "size", "1")])
    assert rows_of(dataset, [quad("cup", "size", "1")]) is first
    assert not dataset.has_changed


def test_what_a_rule_makes_touches_what_reads_it() -> None:
    """A query of what is inferred is asked again when the rule makes something else."""
    dataset = KeptDataset()
    for size, count in (("9", 1), ("1", 0), ("9", 1)):
        store = dataset.load([[quad("cup", "size", size)]])
        assert dataset.infer({"large": RULE}, GRAPH) == {"any": count}
        assert len(dataset.solve(store, LARGE).rows) == count
        assert len(dataset.select(store, LARGE)) == count


def test_nobody_sees_what_was_made_last_time() -> None:
    """No rule reads what it or a later one made, and no check what is added in the end."""
    rules = {
        # By one step more each time that it should see what it said before.
        "1": "CONSTRUCT { ?a <x:near> ?c } WHERE { ?a <x:size> ?any ; <x:near>/<x:near> ?c }",
        "2": "CONSTRUCT { ?a <x:near> 'it' } WHERE { ?a <x:size> ?any }",
        "3": "CONSTRUCT { ?a <x:met> ?b } WHERE { ?a <x:near> ?b }",
    }
    asked = {name: replace(query(text), name=name) for name, text in rules.items()}
    near, dataset = query("SELECT ?b { ?a <x:near> ?b } ORDER BY ?b"), KeptDataset()
    chain = [
        Quad(NamedNode(f"x:{one}"), NamedNode("x:near"), NamedNode(f"x:{other}"), GRAPH)
        for one, other in ("ab", "bc", "cd", "de")
    ]
    for size in "123":
        said = [quad(name, "size", size) for name in "abc"]
        store, fresh = dataset.load([chain, said]), load_dataset([*chain, *said])
        assert dataset.infer(asked, GRAPH) == infer(fresh, asked, GRAPH)
        assert dataset.select(store, near) == select_rows(fresh, near)
        assert {*store} == {*fresh}
        dataset.add("beside", [Quad(NamedNode("x:e"), NamedNode("x:near"), GRAPH, GRAPH)])


def test_a_dataset_of_before_answers_for_itself() -> None:
    """A page that somebody still makes of it neither takes nor leaves an answer."""
    dataset = KeptDataset()
    before = dataset.load([[quad("cup", "size", "1")]])
    dataset.show()
    now = dataset.load([[quad("cup", "size", "2")]])
    assert [str(row[0]) for row in dataset.solve(before, SIZES).rows] == ['"1"']
    assert [str(row[0]) for row in dataset.solve(now, SIZES).rows] == ['"2"']
    assert [str(row[0]) for row in dataset.solve(before, SIZES).rows] == ['"1"']
    assert dataset.solve(now, SIZES) is dataset.solve(now, SIZES)
    # Nobody has been shown it: it is this one that is brought up to date.
    assert dataset.load([[quad("cup", "size", "3")]]) is now
    assert [str(row[0]) for row in dataset.solve(before, SIZES).rows] == ['"1"']


def test_what_is_added_touches_what_reads_it() -> None:
    """Also when it is there no more the next time."""
    dataset, part = KeptDataset(), [quad("cup", "size", "1")]
    for added, count in (([quad("pot", "size", "2")], 2), ([], 1)):
        store = dataset.load([part])
        dataset.add("beside", added)
        assert len(dataset.solve(store, SIZES).rows) == count


def test_only_records_that_are_touched_are_judged_again() -> None:
    """A fault comes and goes with its record, and those of others stay."""
    dataset, shapes = KeptDataset(), read_shapes(SHAPES)
    kinds = [Quad(NamedNode(f"x:{name}"), RDF.type, NamedNode("x:Cup"), GRAPH) for name in "abc"]
    faulty = []
    for sizes in ("a", "ab", "b", "abc"):
        said = [quad(name, "size", "1") for name in sizes]
        found = dataset.find_violations(dataset.load([kinds, said]), shapes)
        faulty.append("".join(sorted(one.record.value[-1] for one in found)))
    assert faulty == ["bc", "c", "ac", ""]
    found = dataset.find_violations(dataset.load([kinds[:1]]), shapes)
    assert [one.record.value for one in found] == ["x:a"]


def test_shapes_see_nothing_that_is_inferred() -> None:
    """What a rule said last time mends no record, and makes none."""
    rules = {"1": query("CONSTRUCT { ?a a <x:Cup> ; <x:size> '1' } WHERE { ?a <x:seen> ?b }")}
    dataset, shapes = KeptDataset(), read_shapes(SHAPES)
    cup = Quad(NamedNode("x:cup"), RDF.type, NamedNode("x:Cup"), GRAPH)
    for seen in (["cup"], ["cup", "pot"], ["pot"]):
        said = [[cup], [quad(name, "seen", "yes") for name in seen]]
        found = dataset.find_violations(dataset.load(said), shapes)
        assert [one.record.value for one in found] == ["x:cup"]
        dataset.infer(rules, GRAPH)
    other = Quad(NamedNode("x:can"), RDF.type, NamedNode("x:Cup"), GRAPH)
    found = dataset.find_violations(
        dataset.load([[cup, other], [quad("cup", "seen", "yes")]]), shapes
    )
    assert sorted(one.record.value for one in found) == ["x:can", "x:cup"]
