"""SHACL shapes, read: what is asked of the records of each class.

Only the part of SHACL Core that `ontology/shapes.ttl` uses, and whatever else it should use is
refused: nothing that stands there goes unchecked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.errors import BuildError
from kg.graph.vocab import RDF, XSD

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Node: TypeAlias = NamedNode | BlankNode
Said: TypeAlias = Mapping[str, Sequence[Term]]
Turtle: TypeAlias = Mapping[Term, Said]
Kinds: TypeAlias = Mapping[Term, frozenset[Term]]
Shapes: TypeAlias = "Mapping[Term, list[PropertyShape]]"
Holds: TypeAlias = Callable[[Term, Kinds], bool]

SHACL = "http://www.w3.org/ns/shacl#"
_TYPE, _FIRST, _REST = (f"{RDF.base}{name}" for name in ("type", "first", "rest"))
# The forms of a value of each datatype (https://www.w3.org/TR/xmlschema11-2/).
_FORMS = {
    RDF.langString: r"(?s:.*)",
    XSD.string: r"(?s:.*)",
    XSD.boolean: r"true|false|0|1",
    XSD.integer: r"[-+]?[0-9]+",
    XSD.decimal: r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)",
    XSD.gYear: r"-?[0-9]{4,}(Z|[-+][0-9]{2}:[0-9]{2})?",
    XSD.date: r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}(Z|[-+][0-9]{2}:[0-9]{2})?",
}
_NUMBERS = {XSD.integer, XSD.decimal, XSD.nonNegativeInteger}


@dataclass(frozen=True, slots=True)
class PropertyShape:
    """What is asked of the values that paths lead to, all together: how many, what of each."""

    node: Term
    paths: tuple[NamedNode, ...]
    inverse: bool
    least: int
    most: float
    once: bool  # in each language
    holds: tuple[Holds, ...]
    message: str

    def accepts(self, values: Iterable[Term], kinds: Kinds) -> bool:
        """Say whether values fit, each given once; `kinds` has the classes of each record."""
        count = 0
        languages: set[str] = set()
        for value in values:
            count += 1
            for holds in self.holds:  # no generator: there are hundreds of thousands of values
                if not holds(value, kinds):
                    return False
            if self.once and isinstance(value, Literal) and value.language:
                # Tags are the same in small letters and in large (RFC 5646, 2.1.1).
                language = value.language.lower()
                if language in languages:
                    return False
                languages.add(language)
        return self.least <= count <= self.most


def read_shapes(turtle: str) -> dict[Term, list[PropertyShape]]:
    """Read shapes: for each class what is asked of its records.

    Raises BuildError where the Turtle is none or asks for what is not checked here.
    """
    graph: dict[Term, dict[str, list[Term]]] = {}
    try:
        for quad in parse(turtle.encode(), format=RdfFormat.TURTLE):
            name = quad.predicate.value.removeprefix(SHACL)
            graph.setdefault(quad.subject, {}).setdefault(name, []).append(quad.object)
    except SyntaxError as error:
        raise _fault(str(error)) from None
    asked: dict[Term, list[PropertyShape]] = {}
    for node, said in graph.items():
        if NamedNode(f"{SHACL}NodeShape") not in said.get(_TYPE, ()):
            continue
        _refuse_strangers(node, said, {_TYPE, "targetClass", "property"})
        shapes = [_read_property(shape, graph) for shape in said.get("property", ())]
        for target in said.get("targetClass", ()):
            asked.setdefault(target, []).extend(shapes)
    return asked


def _read_property(node: Term, graph: Turtle) -> PropertyShape:
    said = graph.get(node, {})
    known = {_TYPE, "path", "message", "minCount", "maxCount", "uniqueLang", *_READERS}
    _refuse_strangers(node, said, known)
    paths, inverse = _read_paths(node, _only(node, said, "path"), graph)
    least, most = (said.get(count, [None])[0] for count in ("minCount", "maxCount"))
    return PropertyShape(
        node,
        paths,
        inverse,
        int(least.value) if isinstance(least, Literal) else 0,
        int(most.value) if isinstance(most, Literal) else float("inf"),
        Literal("true", datatype=XSD.boolean) in said.get("uniqueLang", ()),
        _read_constraints(said, graph),
        _text_of(_only(node, said, "message")),
    )


def _read_paths(node: Term, path: Term, graph: Turtle) -> tuple[tuple[NamedNode, ...], bool]:
    """Return the properties of which any leads to a value, and whether they are read backwards."""
    said = graph.get(path, {}) if isinstance(path, BlankNode) else {}
    _refuse_strangers(node, said, {"inversePath", "alternativePath"})
    inverse = "inversePath" in said
    steps = [_only(node, said, "inversePath")] if inverse else [path]
    if "alternativePath" in said:
        steps = [*_items_of(_only(node, said, "alternativePath"), graph)]
    paths = tuple(step for step in steps if isinstance(step, NamedNode))
    if not paths or len(paths) < len(steps) or len(said) > 1:
        raise _fault(f"{node}: a path is an address")
    return paths, inverse


def _read_constraints(said: Said, graph: Turtle) -> tuple[Holds, ...]:
    return tuple(
        read(value, graph) for name, read in _READERS.items() for value in said.get(name, ())
    )


def _read_datatype(datatype: Term, _: Turtle) -> Holds:
    if not isinstance(datatype, NamedNode) or datatype not in _FORMS:
        raise _fault(f"{datatype}: this datatype is not checked")
    fits = re.compile(_FORMS[datatype]).fullmatch
    return lambda value, _: (
        isinstance(value, Literal) and value.datatype == datatype and bool(fits(value.value))
    )


def _read_class(kind: Term, _: Turtle) -> Holds:
    return lambda value, kinds: kind in kinds.get(value, ())


def _read_node_kind(kind: Term, _: Turtle) -> Holds:
    if kind != NamedNode(f"{SHACL}IRI"):
        raise _fault(f"{kind}: this kind of node is not checked")
    return lambda value, _: isinstance(value, NamedNode)


def _read_pattern(pattern: Term, _: Turtle) -> Holds:
    search = re.compile(_text_of(pattern)).search
    return lambda value, _: isinstance(value, NamedNode | Literal) and bool(search(value.value))


def _read_least(least: Term, _: Turtle) -> Holds:
    number = Decimal(_text_of(least))

    def holds(value: Term, _: Kinds) -> bool:
        if not isinstance(value, Literal) or value.datatype not in _NUMBERS:
            return False
        try:
            return Decimal(value.value) >= number
        except InvalidOperation:
            return False

    return holds


def _read_listed(head: Term, graph: Turtle) -> Holds:
    listed = frozenset(_items_of(head, graph))
    return lambda value, _: value in listed


def _read_choice(head: Term, graph: Turtle) -> Holds:
    choices = []
    for item in _items_of(head, graph):
        _refuse_strangers(item, graph[item], _READERS)
        choices.append(_read_constraints(graph[item], graph))
    return lambda value, kinds: any(
        all(holds(value, kinds) for holds in choice) for choice in choices
    )


# In the order in which they are asked: what is cheap first.
_READERS: dict[str, Callable[[Term, Turtle], Holds]] = {
    "nodeKind": _read_node_kind,
    "class": _read_class,
    "datatype": _read_datatype,
    "minInclusive": _read_least,
    "in": _read_listed,
    "pattern": _read_pattern,
    "or": _read_choice,
}


def _items_of(head: Term, graph: Turtle) -> Iterator[Term]:
    while head != RDF.nil:
        yield graph[head][_FIRST][0]
        head = graph[head][_REST][0]


def _only(node: Term, said: Said, name: str) -> Term:
    values = said.get(name, ())
    if len(values) != 1:
        raise _fault(f"{node}: sh:{name} is needed once")
    return values[0]


def _text_of(term: Term) -> str:
    if isinstance(term, Literal):
        return term.value
    raise _fault(f"{term}: a text is needed here")


def _refuse_strangers(node: Term, said: Iterable[str], known: Iterable[str]) -> None:
    strangers = sorted(set(said) - set(known))
    if strangers:
        raise _fault(f"{node}: {', '.join(strangers)} is not checked")


def _fault(reason: str) -> BuildError:
    return BuildError(f"ontology/shapes.ttl: the shapes cannot be used: {reason}")
