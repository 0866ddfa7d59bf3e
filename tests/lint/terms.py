"""Ontology, queries and code → problems: terms that do not exist, are misused or are out of use.

What exists is said by `ontology/tiptrace.ttl` for our own terms and, for those of others, by
`ontology/vocabularies/*.ttl`: pinned slices, a file a vocabulary, named by its prefix.

This looks at the engine's own files, which no author can mend, so it is a test and no part of
`kg check`. It lists every misspelt place at once.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import Problem
from tests.lint.uses import OWL, RDF, RDFS, Use, namespaces_in_python, uses_in_python, uses_in_rdf

OURS = "https://w3id.org/tiptrace/"
TERMS = f"{OURS}ontology#"
# A module without any of these names no term, and need not be parsed.
_MARKS = ("kg.graph.vocab import", "kg.model.marks import", "Namespace(", '"http', "'http")
_LOCAL = re.compile(r"[\w.%-]+")
_PROPERTIES = {
    OWL + "AnnotationProperty": "annotation property",
    OWL + "DatatypeProperty": "datatype property",
    OWL + "ObjectProperty": "object property",
    RDF + "Property": "property",
}
_KINDS = _PROPERTIES | {
    OWL + "Class": "class",
    OWL + "NamedIndividual": "individual",
    RDFS + "Class": "class",
    RDFS + "Datatype": "datatype",
}
# What a term may be in the place where it stands.
_FITTING = {
    "class": {"class"},
    "datatype": {"datatype"},
    "class or datatype": {"class", "datatype"},
    "property": set(_PROPERTIES.values()),
    "annotation property": {"annotation property", "property"},
    "datatype property": {"datatype property", "property"},
    "object property": {"object property", "property"},
}


@dataclass(slots=True)
class Vocabulary:
    """What is known of terms: the kinds of each, those out of use, and the namespaces by prefix."""

    kinds: dict[str, set[str]] = field(default_factory=dict)
    deprecated: set[str] = field(default_factory=set)
    namespaces: dict[str, str] = field(default_factory=dict)

    def add(self, text: str, prefix: str) -> None:
        """Take the terms of a vocabulary in that its Turtle text declares."""
        base = re.search(rf"@prefix\s+{prefix}:\s+<([^>]+)>", text)
        if base is None:
            raise ValueError(f"ontology/vocabularies/{prefix}.ttl does not declare {prefix}:")
        self.namespaces[prefix] = base.group(1)
        for quad in parse(text, format=RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not subject.value.startswith(base.group(1)):
                continue
            if quad.predicate.value == RDF + "type" and isinstance(value, NamedNode):
                kind = _KINDS.get(value.value)
                self.kinds.setdefault(subject.value, set()).update({kind} if kind else ())
            elif quad.predicate.value == OWL + "deprecated" and value.value == "true":
                self.deprecated.add(subject.value)

    def namespace_of(self, iri: str) -> str | None:
        """Return the namespace that an IRI is a term of, or None."""
        for base in self.namespaces.values():
            if iri.startswith(base) and _LOCAL.fullmatch(iri, len(base)):
                return base
        return None

    def nearest(self, iri: str, base: str) -> str | None:
        """Return the name most like an unknown one in the same vocabulary."""
        names = [known.removeprefix(base) for known in self.kinds if known.startswith(base)]
        return next(iter(get_close_matches(iri.removeprefix(base), names, n=1)), None)


def load_vocabulary(ontology: Path) -> Vocabulary:
    """Read our own terms and the pinned slices of other vocabularies."""
    vocabulary = Vocabulary()
    vocabulary.add((ontology / "tiptrace.ttl").read_text(encoding="utf-8"), "tt")
    for path in sorted((ontology / "vocabularies").glob("*.ttl")):
        vocabulary.add(path.read_text(encoding="utf-8"), path.stem)
    return vocabulary


def check_terms(ontology: Path, queries: Path, code: Path) -> list[Problem]:
    """Return a problem for every term that is unknown, misused, out of use or not pinned."""
    vocabulary = load_vocabulary(ontology)
    uses = [*_uses_in_texts(ontology, "*.ttl"), *_uses_in_texts(queries, "**/*.rq")]
    uses += _uses_in_code(code)
    problems = (check_use(use, vocabulary) for use in uses)
    return sorted({problem for problem in problems if problem is not None})


def check_use(use: Use, vocabulary: Vocabulary) -> Problem | None:
    """Return what is wrong with one use of a term, or None."""
    base = vocabulary.namespace_of(use.iri)
    if base is None:
        return _unpinned(use, vocabulary)
    kinds = vocabulary.kinds.get(use.iri)
    if kinds is None:
        near = vocabulary.nearest(use.iri, base)
        hint = f"; did you mean '{near}'?" if near else ""
        return Problem(use.location, "TRM001", f"there is no term '{use.name}'{hint}")
    if use.iri in vocabulary.deprecated and not use.described:
        message = f"'{use.name}' is out of use; take the term that its vocabulary gives instead"
        return Problem(use.location, "TRM003", message)
    fitting = _FITTING.get(use.role)
    if fitting is not None and not kinds & fitting:
        is_what = " and ".join(sorted(kinds)) or "individual"
        message = f"'{use.name}' is used as {_a(use.role)}, and it is {_a(is_what)}"
        return Problem(use.location, "TRM002", message)
    return None


def _unpinned(use: Use, vocabulary: Vocabulary) -> Problem | None:
    """Return a problem for a name of a vocabulary that has no slice; other addresses are fine."""
    written_out = use.name.startswith(("<", "http"))
    bare = use.iri in vocabulary.namespaces.values()
    if written_out or bare or use.iri.startswith(OURS):
        return None
    message = f"nothing is known of '{use.name}'; add a slice to ontology/vocabularies"
    return Problem(use.location, "TRM004", message)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeio" else f"a {noun}"


def _uses_in_texts(folder: Path, pattern: str) -> Iterator[Use]:
    for path in sorted(folder.glob(pattern)):
        shown = path.relative_to(folder.parent).as_posix()
        yield from uses_in_rdf(path.read_text(encoding="utf-8"), shown)


def _uses_in_code(folder: Path) -> Iterator[Use]:
    vocab = folder / "graph" / "vocab.py"
    known: dict[str, str] = {}
    if vocab.is_file():
        known = namespaces_in_python(ast.parse(vocab.read_text(encoding="utf-8")), {})
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if any(mark in text for mark in _MARKS):
            shown = path.relative_to(folder.parent).as_posix()
            tree = ast.parse(text)
            yield from uses_in_python(tree, shown, namespaces_in_python(tree, known))
