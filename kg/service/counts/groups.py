"""The part of a query between its braces: triple patterns, and what is asked of their solutions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.service.counts.expressions import read_bracket, read_constraint
from kg.service.counts.patterns import Pattern
from kg.service.counts.words import OtherFormError, Words

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
# Enough for what people count, and few enough to be planned at once.
MOST_PATTERNS = 8


class Span(NamedTuple):
    """A piece of the text, from its first character up to one behind its last."""

    start: int
    end: int


@dataclass(slots=True)
class Group:
    """What stands between the braces."""

    patterns: list[Pattern] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    """Where the patterns stand, a statement each, with the dot behind it."""
    reads: set[str] = field(default_factory=set)
    """The variables of FILTER, BIND and VALUES."""
    made: set[str] = field(default_factory=set)
    """The variables that BIND makes."""
    repeats: bool = False
    """Whether VALUES may join a solution more than once."""
    narrow: bool = False
    """Whether VALUES, or a FILTER that reads nothing, may spare the engine a look at most."""

    @property
    def variables(self) -> set[str]:
        """Return the variables of the patterns, which all solutions bind."""
        return {term for one in self.patterns for term in one if term.startswith("?")}


def read_group(words: Words) -> Group:
    """Read a group of triple patterns with FILTER, BIND and VALUES, braces and all."""
    group = Group()
    words.expect("{")
    parted = True
    while not words.accept("}"):
        read = next((read for word, read in _CLAUSES.items() if words.accept(word)), None)
        if read:
            read(words, group)
            words.accept(".")
            parted = True
        # What is bound first is joined with what comes behind, which is another question.
        elif group.made or not parted:
            raise OtherFormError
        else:
            start = words.start
            _read_statement(words, group)
            parted = words.accept(".")
            group.spans.append(Span(start, words.end))
    if not group.variables or len(group.patterns) > MOST_PATTERNS:
        raise OtherFormError
    if not group.reads <= group.variables | group.made:
        raise OtherFormError
    return group


def _read_filter(words: Words, group: Group) -> None:
    found = read_constraint(words)
    if found.counts or found.alias:
        raise OtherFormError
    group.reads |= found.variables
    group.narrow |= not found.variables


def _read_bind(words: Words, group: Group) -> None:
    found = read_bracket(words)
    known = group.variables | group.made
    if found.counts or not found.alias or found.alias in known or not found.variables <= known:
        raise OtherFormError
    group.reads |= found.variables
    group.made.add(found.alias)


def _read_values(words: Words, group: Group) -> None:
    """Read terms for variables that the patterns bind, too."""
    if words.accept("("):
        while not words.accept(")"):
            group.reads.add(words.take_variable())
    else:
        group.reads.add(words.take_variable())
    words.expect("{")
    while not words.accept("}"):
        if words.peek().kind == "string":
            words.take_literal()
        elif words.peek().kind == "number" or words.sees("(", ")", "+", "-", "TRUE", "FALSE"):
            words.take()
        elif not words.accept("UNDEF"):
            words.take_iri()
    if not group.reads.isdisjoint(group.made):
        raise OtherFormError
    group.repeats = group.narrow = True


_CLAUSES = {"FILTER": _read_filter, "BIND": _read_bind, "VALUES": _read_values}


def _read_statement(words: Words, group: Group) -> None:
    """Read a subject with its properties and their objects, up to the dot."""
    subject = _read_node(words)
    predicate = _read_predicate(words)
    while True:
        group.patterns.append((subject, predicate, _read_object(words)))
        if words.accept(","):
            continue
        if not words.accept(";"):
            return
        while words.accept(";"):
            pass
        if words.sees(".", "}", *_CLAUSES):
            return
        predicate = _read_predicate(words)


def _read_predicate(words: Words) -> str:
    if words.sees_variable():
        predicate = words.take_variable()
    elif words.peek().kind == "word" and words.peek().text == "a":
        words.take()
        predicate = TYPE
    else:
        predicate = words.take_iri()
    # Else what comes may belong to it: in `x:p?y` a reader may see a path that may be empty.
    if words.start == words.end:
        raise OtherFormError
    return predicate


def _read_node(words: Words) -> str:
    """Read a variable, an IRI, or a node without a name, which is a variable that nobody reads."""
    if words.sees_variable():
        return words.take_variable()
    if words.accept("["):
        words.expect("]")
        # By its place, as each is another one.
        return f"?[{words.end}]"
    return words.take_iri()


def _read_object(words: Words) -> str:
    if words.peek().kind == "string":
        return words.take_literal()
    if words.peek().kind == "number":
        return words.take_number()
    return _read_node(words)
