"""A query's text → what it reads of a dataset: by that it is known which answers a change leaves.

What is read is told by predicates, and of types by the class. More may be named than is read, never
less; but a path that may be empty (`*`, `?`) must begin at what another pattern finds.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Quad, Triple

from kg.graph.vocab import RDF

_TYPE = RDF.type.value
_TOKEN = re.compile(
    r"""#[^\n]*|@[A-Za-z][\w-]*|(?P<blank>_:[\w.-]+)|(?P<iri><[^<>"{}|^`\\\s]*>)|(?P<text>\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"""|(?P<variable>[?$]\w+)|(?P<name>(?:[^\W\d_][\w.-]{0,99})?:[\w.%:-]*)|(?P<word>[^\W\d]\w*)|(?P<number>(?:\.?\d)+\w*)"""
    r"""|(?P<sign>\S)""",
    re.DOTALL,
)
# No IRI holds "<": so what is never closed is looked through once, not again from each sign.
_PREFIX = re.compile(r"(?i)\bPREFIX\s+([\w.-]*:)\s*<([^<>]*)>|\bBASE\s+<[^<>]*>")
_IRIS = {"iri", "name"}
_TERMS = {"iri", "text", "variable", "blank", "name", "number"}


def signs_of(said: Iterable[Quad | Triple]) -> set[str]:
    """Return by what queries find triples: predicates, and the classes of types, marked so."""
    return {f"a {one.object}" if one.predicate == RDF.type else one.predicate.value for one in said}


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a query reads: `names` are IRIs, among them every predicate and class that it names.

    `is_open` is one that may find a triple whatever its predicate: its subject is not written out
    as an IRI, and no other pattern beside it has that subject and names a property; its object is
    none. So is one that may meet a graph whatever it holds: what stands in `GRAPH` is no triple
    that must be there.
    """

    names: frozenset[str]
    all_predicates: bool
    all_classes: bool
    is_open: bool = False

    def is_touched(self, signs: Collection[str]) -> bool:
        """Say whether quads with some signs may be a part of the answer."""
        if self.all_predicates:
            return bool(signs)
        if self.all_classes and any(sign.startswith("a ") for sign in signs):
            return True
        return not self.names.isdisjoint(sign.removeprefix("a ").strip("<>") for sign in signs)


@dataclass(slots=True)
class _Frame:
    """What stands between two brackets: patterns, or something that is not looked for."""

    kind: str  # "patterns", "path", "expression", "values" or "template"
    place: str = "subject"  # of the next term: "subject", "verb", "object", or "" for none
    word: str = ""  # the last keyword
    subject: str = ""  # of the triples, "" for one without a name
    loose: bool = False  # the verb is any, or a path that may be empty
    steps: int = 0  # terms and signs that the verb is made of
    negated: bool = False  # the verb is any but some, as a step of a path maybe
    joined: bool = False  # the verb is a path of several steps
    found: set[str] = field(default_factory=set)  # subjects of which a property is named
    looked: set[str] = field(default_factory=set)  # subjects whose properties may be any
    any_verb: bool = False  # the verb is a variable
    of_graph: bool = False  # what stands in it is looked for in one graph
    firm: bool = False  # a triple must be there that is told by its property or by an IRI

    def begin_verb(self) -> None:
        """Forget the verb before."""
        self.loose, self.steps, self.negated, self.joined = False, 0, False, False
        self.any_verb = False

    def take_object(self, *, is_iri: bool) -> None:
        """Note what is known of the subject by a triple, or that all is asked of it."""
        if self.steps == 1 and not self.loose:
            self.found.add(self.subject)
        if self.negated and self.joined:  # from what is met on the way
            self.looked.add("")
        is_told = is_iri or self.subject.startswith("<")
        if self.loose and not is_told:
            self.looked.add(self.subject)
        self.firm |= self.steps == 1 and (self.any_verb and is_told if self.loose else True)

    @property
    def is_open(self) -> bool:
        """Whether something is asked that nothing else is known of."""
        return not self.looked <= self.found - {""} or (self.of_graph and not self.firm)


@dataclass(slots=True)
class _Walk:
    """A walk through the words of a query, noting what it reads."""

    prefixes: dict[str, str]
    names: set[str] = field(default_factory=set)
    all_predicates: bool = False
    all_classes: bool = False
    is_open: bool = False
    typed: bool = False  # the verb is the type, so that the next term is a class
    described: set[str] = field(default_factory=set)  # what is asked for by DESCRIBE
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("patterns", "")])

    def take_term(self, kind: str, text: str) -> None:
        """Note a term, where it is one of a pattern."""
        frame = self.frames[-1]
        if kind in {"iri", "name"} and frame.kind != "template":
            self.names.add(self._expand(text))
        if frame.kind == "path":
            self.all_classes |= text == "a" or self._expand(text) == _TYPE
        if frame.word == "DESCRIBE" and kind != "iri":
            self.described.add(text)
        if frame.kind != "patterns" or not frame.place:
            return
        if frame.place == "subject":
            # Of one with a prefix the prefix may be any.
            frame.subject = text if kind in {"iri", "variable", "blank"} else ""
            frame.begin_verb()
        elif frame.place == "verb":
            self.all_predicates |= kind == "variable"
            frame.any_verb = kind == "variable"
            frame.loose |= frame.any_verb
            frame.steps += 1
            self.typed = text == "a" or self._expand(text) == _TYPE
        else:
            self.all_classes |= self.typed and kind in {"variable", "blank"}
            frame.take_object(is_iri=kind in _IRIS)
        frame.place = "verb" if frame.place == "subject" else "object"

    def take_word(self, word: str) -> None:
        """Note a keyword: what follows up to a bracket is no pattern."""
        frame = self.frames[-1]
        if word == "a" and (frame.place == "verb" or frame.kind == "path"):
            self.take_term("word", word)
        elif word.lower() in {"true", "false"}:
            self.take_term("number", word)
        elif frame.kind == "patterns":
            if not (frame.word in {"FILTER", "BIND"} and not frame.place):
                frame.word = word.upper()
            self.all_predicates |= word.upper() == "DESCRIBE"
            frame.place = ""

    def take_sign(self, sign: str) -> None:
        """Note a bracket or a mark: where the next term stands."""
        frame = self.frames[-1]
        if sign in "*?!+/" and (frame.kind == "path" or frame.place in {"verb", "object"}):
            self._take_path(sign)
        if sign in "{[(":
            self._open(sign, frame)
        elif sign in "}])" and len(self.frames) > 1:
            self._close(sign)
        elif frame.kind == "patterns":
            self._mark(sign, frame)
        if sign == "*" and frame.word == "DESCRIBE":
            self.described.add(sign)
        self.all_predicates |= sign == "!" and (frame.kind == "path" or frame.place == "verb")

    def _take_path(self, sign: str) -> None:
        """Note that a path may be empty, is of all predicates but some, or of several steps."""
        frame = next(frame for frame in reversed(self.frames) if frame.kind == "patterns")
        frame.loose |= sign in "*?!"
        frame.negated |= sign == "!"
        frame.joined |= sign in "*+/"
        frame.steps += sign != "+"

    def _mark(self, sign: str, frame: _Frame) -> None:
        if sign in ".;,":
            places = {".": "subject", ";": "verb", ",": "object"}
            if sign != ",":
                frame.begin_verb()
            frame.place = places[sign] if frame.place or sign == "." else ""
        elif sign == "^" and frame.place == "verb":
            frame.steps += 1
        elif sign in "/|^" and frame.place == "object":
            frame.steps += 1
            # The verb is a path and goes on. A type within it is of any class.
            self.all_classes |= self.typed
            frame.place = "verb"
        elif sign in "*+?" and frame.place == "object":
            self.all_classes |= self.typed

    def _open(self, sign: str, frame: _Frame) -> None:
        if sign == "{":
            kinds = {"VALUES": "values", "CONSTRUCT": "template"}
            inner = "template" if frame.kind == "template" else kinds.get(frame.word, "patterns")
            self.frames.append(_Frame(inner, of_graph=frame.word == "GRAPH"))
            return
        if sign == "[" and frame.kind != "template":  # a node, in a list, too
            self.all_classes |= self.typed and frame.place == "object"
            self._meet_node(frame)
            self.frames.append(_Frame("patterns", "verb"))
            return
        if frame.kind == "patterns" and frame.place:
            self._meet_node(frame)
            self.frames.append(_Frame("path" if frame.place == "verb" else "expression"))
            return
        self.frames.append(_Frame(frame.kind if frame.kind != "patterns" else "expression", ""))

    def _meet_node(self, frame: _Frame) -> None:
        """Note a node without a name, or a list, where it is a subject or an object."""
        if frame.place == "subject":
            frame.subject = ""
            frame.begin_verb()
        elif frame.place == "verb":
            frame.steps += 2  # whatever stands in the brackets
        elif frame.place == "object":
            frame.take_object(is_iri=False)

    def _close(self, sign: str) -> None:
        inner = self.frames.pop()
        self.is_open |= inner.is_open
        frame = self.frames[-1]
        if len(self.frames) == 1:  # the pattern of the whole query
            self.described -= inner.found
        if sign == "}":
            frame.word, frame.place = "", "subject" if frame.kind == "patterns" else ""
        elif frame.kind == "patterns" and not frame.place:
            if frame.word in {"FILTER", "BIND"} and inner.kind == "expression":
                frame.word, frame.place = "", "subject"
        elif frame.kind == "patterns":
            self.typed = False
            frame.place = "verb" if frame.place == "subject" else "object"

    def _expand(self, text: str) -> str:
        if text.startswith("<"):
            return text[1:-1]
        prefix, _, name = text.partition(":")
        return self.prefixes.get(f"{prefix}:", f"{prefix}:") + name


def footprint_of(query: str) -> Footprint:
    """Return what a query reads."""
    walk = _Walk({match[1]: match[2] for match in _PREFIX.finditer(query) if match[1]})
    for kind, text in _scan(_PREFIX.sub(" ", query)):
        if kind in _TERMS:
            walk.take_term(kind, text)
        elif kind == "word":
            walk.take_word(text)
        else:
            walk.take_sign(text)
    is_open = walk.is_open or any(frame.is_open for frame in walk.frames) or bool(walk.described)
    return Footprint(frozenset(walk.names), walk.all_predicates, walk.all_classes, is_open)


def _scan(query: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(query):
        if match.lastgroup is not None:
            yield match.lastgroup, match[match.lastgroup]
