"""Turtle, SPARQL and Python text → the terms that it uses, as what, and where.

Turtle and SPARQL are read by one small scanner that knows just enough of both grammars to tell a
subject, a predicate and an object apart; the engines check the rest. Python is read by its own
parser.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.errors import Location

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"

# What the object of a predicate must be, where the predicate itself says so.
_OBJECTS = {
    RDF + "type": "class",
    RDFS + "subClassOf": "class",
    RDFS + "domain": "class",
    RDFS + "range": "class or datatype",
    RDFS + "subPropertyOf": "property",
    OWL + "disjointWith": "class",
    OWL + "intersectionOf": "class",
    OWL + "inverseOf": "property",
    OWL + "onProperty": "property",
    OWL + "propertyChainAxiom": "property",
    OWL + "someValuesFrom": "class",
    SH + "class": "class",
    SH + "datatype": "datatype",
    SH + "inversePath": "property",
    SH + "path": "property",
    SH + "targetClass": "class",
}
# What a subject is declared to be by its type.
_DECLARES = {
    OWL + "AnnotationProperty": "annotation property",
    OWL + "Class": "class",
    OWL + "DatatypeProperty": "datatype property",
    OWL + "ObjectProperty": "object property",
}
_TOKEN = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\s]*>)
      | (?P<skip>\#[^\n]*|\s+|@[A-Za-z]+(?:-[A-Za-z0-9]+)+)
      | (?P<literal>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
                   |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[+-]?[0-9][0-9.eE]*(?<!\.)
                   |[?$]\w+|_:\w+)
      | (?P<name>(?:[A-Za-z][\w-]*)?:(?:[\w%-]|\.(?=[\w%-]))*)
      | (?P<word>@?[A-Za-z_]\w*)
      | (?P<mark>\^\^|[{}\[\]().;,|/^!*+?=<>&-])""",
    re.VERBOSE | re.DOTALL,
)
_PROJECTING = {"select", "describe", "ask", "order", "group", "having", "limit", "offset", "from"}


@dataclass(frozen=True, slots=True)
class Use:
    """A term that a file uses: its IRI, its name as written, as what it is used, and where."""

    iri: str
    name: str
    role: str
    location: Location
    # A term is also described where it is out of use: that is how its vocabulary says so.
    described: bool = False


def uses_in_rdf(text: str, path: str) -> Iterator[Use]:
    """Yield the terms of a Turtle or SPARQL text."""
    return _Scanner(text, path).run()


@dataclass(slots=True)
class _Scanner:
    """Reads tokens and keeps the place in the triple: `expects` is what the next term will be."""

    text: str
    path: str
    prefixes: dict[str, str] = field(default_factory=dict)
    expects: str = "subject"
    subject: Use | None = None
    predicate: str = ""
    datatype: bool = False
    stack: list[tuple[str, str, Use | None]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    declaring: str | None = None
    values: bool = False

    def run(self) -> Iterator[Use]:
        self.breaks = [match.start() for match in re.finditer("\n", self.text)]
        for token in _TOKEN.finditer(self.text):
            kind, value = token.lastgroup, token.group()
            if kind in {"iri", "name"}:
                yield from self._term(kind, value, token.start())
            elif kind == "literal":
                self._advance(None)
            elif kind == "word":
                self._word(value)
            elif kind == "mark":
                self._mark(value)

    def _term(self, kind: str, value: str, start: int) -> Iterator[Use]:
        if self.declaring is not None:
            self._declare_prefix(kind, value)
            return
        iri = value[1:-1] if kind == "iri" else self._expand(value)
        described = self.expects in {"subject", "done"} and not self.datatype
        use = Use(iri, value, self._role(), self._place(start), described)
        if self.datatype:
            self.datatype = False
        else:
            if self.predicate == RDF + "type" and self.expects == "object" and self.subject:
                role = _DECLARES.get(iri)
                if role is not None:
                    yield replace(self.subject, role=role)
            self._advance(use)
        yield use

    def _expand(self, name: str) -> str:
        prefix, _, local = name.partition(":")
        return self.prefixes.get(prefix, f"{prefix}:") + local

    def _role(self) -> str:
        if self.datatype:
            return "datatype"
        if self.expects == "predicate":
            return "property"
        return _OBJECTS.get(self.predicate, "any") if self.expects in {"object", "list"} else "any"

    def _advance(self, use: Use | None) -> None:
        """Step on after a term; a literal or a variable counts as one."""
        if self.expects in {"subject", "done"}:
            self.subject, self.expects = use, "predicate"
        elif self.expects == "predicate":
            self.predicate, self.expects = use.iri if use else "", "object"
        elif self.expects == "object":
            self.expects = "done"

    def _declare_prefix(self, kind: str, value: str) -> None:
        if kind == "name":
            self.declaring = value.partition(":")[0]
        else:
            self.prefixes[str(self.declaring)] = value[1:-1]
            self.declaring = None

    def _word(self, word: str) -> None:
        lower = word.lower()
        if lower in {"prefix", "@prefix"}:
            self.declaring = ""
        elif self.expects in {"expression", "data", "list", "projection"}:
            return
        elif word == "a" and self.expects == "predicate":
            self.predicate, self.expects = RDF + "type", "object"
        elif lower in {"true", "false"} and self.expects == "object":
            self.expects = "done"
        elif not word.startswith("@"):
            self.values = lower == "values"
            self.expects = "projection" if lower in _PROJECTING else "subject"

    def _mark(self, mark: str) -> None:
        if mark == "^^":
            self.datatype = True
        elif mark in "{[(":
            self._open(mark)
        elif mark in "}])":
            self._close(mark)
        elif self.expects in {"expression", "data", "list", "projection"}:
            return
        elif mark in ".;,":
            self.expects = {".": "subject", ";": "predicate", ",": "object"}[mark]
        elif mark in "/|" and self.expects == "object":
            self.expects = "predicate"

    def _open(self, mark: str) -> None:
        self.stack.append((self.expects, self.predicate, self.subject))
        if mark == "{":
            self.expects = "data" if self.values else "subject"
            self.values = False
        elif mark == "[":
            self.expects, self.predicate, self.subject = "predicate", "", None
        elif self.expects == "object":
            self.expects = "list"
        elif self.expects != "predicate":
            self.expects = "expression"

    def _close(self, mark: str) -> None:
        if not self.stack:
            return
        before, self.predicate, self.subject = self.stack.pop()
        after = {"subject": "predicate", "done": "predicate", "object": "done"}
        if mark == "}":
            self.expects = before if before == "expression" else "subject"
        elif mark == "]":
            self.expects = after.get(before, before)
            self.subject = self.subject if before == "object" else None
        else:
            self.expects = {"object": "done", "predicate": "object"}.get(before, before)

    def _place(self, start: int) -> Location:
        line = bisect_left(self.breaks, start)
        before = self.breaks[line - 1] if line else -1
        return Location(self.path, line + 1, start - before)


def namespaces_in_python(tree: ast.Module, known: Mapping[str, str]) -> dict[str, str]:
    """Return the vocabularies that a module names, by the name that it has there.

    It makes them, `DCTERMS = Namespace("…")`, or imports some of those that are `known`. Where
    fields say terms, the prefixes of all that are known are names, too: `Says("dcterms:title")`.
    """
    found: dict[str, str] = {}
    for node in tree.body:
        match node:
            case ast.Assign(
                targets=[ast.Name(id=name)],
                value=ast.Call(func=ast.Name(id="Namespace"), args=[ast.Constant(value=str(base))]),
            ):
                found[name] = base
            case ast.ImportFrom(module="kg.graph.vocab", names=names):
                found |= {it.name: known[it.name] for it in names if it.name in known}
            case ast.ImportFrom(module="kg.model.marks"):
                found |= {name.lower(): base for name, base in known.items()}
    return found


def uses_in_python(tree: ast.Module, path: str, namespaces: Mapping[str, str]) -> Iterator[Use]:
    """Yield the terms of a module: `TT.Tip`, `OA["start"]`, `Says("tt:sample")`, whole IRIs."""
    nodes = list(ast.walk(tree))
    roles = _roles_in(nodes, namespaces)
    for node in nodes:
        term = _term_of(node, namespaces)
        if term is not None and isinstance(node, ast.expr):
            place = Location(path, node.lineno, node.col_offset + 1)
            yield Use(*term, roles.get(id(node), "any"), place)


def _term_of(node: ast.AST, namespaces: Mapping[str, str]) -> tuple[str, str] | None:
    match node:
        case ast.Attribute(value=ast.Name(id=space), attr=local) if (
            space in namespaces and local != "base"
        ):
            return namespaces[space] + local, f"{space}.{local}"
        case ast.Subscript(value=ast.Name(id=space), slice=ast.Constant(value=str(local))) if (
            space in namespaces
        ):
            return namespaces[space] + local, f'{space}["{local}"]'
        case ast.Call(func=ast.Name(id="Says"), args=[ast.Constant(value=str(name)), *_]):
            prefix, _, local = name.partition(":")
            return namespaces.get(prefix, f"{prefix}:") + local, name
        case ast.Constant(value=str(text)) if text.startswith("http") and " " not in text:
            return text, text
    return None


def _roles_in(nodes: Sequence[ast.AST], namespaces: Mapping[str, str]) -> dict[int, str]:
    """Return as what the nodes are used that are predicates or types of `describe` or `Triple`."""
    roles = {id(node): "property" for node in nodes if _is_saying(node)}
    for predicate, value in _pairs_in(nodes):
        terms = {id(node): _term_of(node, namespaces) for node in ast.walk(predicate)}
        roles.update({key: "property" for key, term in terms.items() if term})
        if (RDF + "type", "RDF.type") in terms.values():
            roles.update({id(node): "class" for node in ast.walk(value)})
    return roles


def _is_saying(node: ast.AST) -> bool:
    """Say whether a node gives a field of the model the term that it says."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "Says"


def _pairs_in(nodes: Sequence[ast.AST]) -> Iterator[tuple[ast.expr, ast.expr]]:
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id="describe"), args=[_, *pairs]):
                for pair in pairs:
                    match pair:
                        case ast.Tuple(elts=[predicate, value]):
                            yield predicate, value
            case ast.Call(func=ast.Name(id="Triple" | "Quad"), args=[_, predicate, value, *_]):
                yield predicate, value
