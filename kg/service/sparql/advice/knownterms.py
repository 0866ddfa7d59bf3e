"""Terms of queries that are known to need no advice, so that a query of such terms is not read.

Many queries differ only in the record that they ask for, or in the number of a page. So what was
seen of one is kept by its shape: the query with each number as a 0, and no address but of terms.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from kg.graph.vocab import ONTOLOGY, PREFIXES
from kg.service.sparql.advice.counted import may_count_works
from kg.service.sparql.advice.hollow import may_be_hollow
from kg.service.sparql.advice.multiplied import may_multiply
from kg.service.sparql.advice.orders import may_sort_by_codes
from kg.service.sparql.advice.repeated import may_count_again
from kg.service.sparql.advice.scopes import may_take_nothing_away
from kg.service.sparql.advice.unbound import may_select_nothing
from kg.service.sparql.advice.unjoined import may_be_unjoined
from kg.service.sparql.advice.versions import may_name_version
from kg.service.sparql.advice.wordings import may_sort_by_words
from kg.service.sparql.tokens import may_have_subquery

# Each begins where a word or an IRI does, so that no text is looked through again and again.
_PREFIX = re.compile(r"PREFIX\s++([\w-]*+):\s*+<([^<>]*+)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w-])([\w-]*+):([A-Za-z][\w-]*+)")
_IRI = re.compile(r"<(https?://[^<>\s]*+)>")
# A variable, a sign and a number, or the other way round.
_RECKONING = re.compile(r"[?$]\w++\s*+[<>+*/-]=?\s*+\d|\d\s*+[<>+*/-]=?\s*+[?$]")
# No variable stands in one, so that a comparison on both sides of something is not taken for it.
_ANY_IRI = re.compile(r"<[^<>?$\s]*+>")
_GRAPHS = re.compile(r"\b(?:GRAPH|FROM)\b", re.IGNORECASE)
# Where terms stand, and where they are looked for by mistake: by the other scheme, without the #.
_HOMES = {*PREFIXES.values(), ONTOLOGY.value}
_SPACES = tuple(
    scheme + home.partition(":")[2] for home in sorted(_HOMES) for scheme in ("http:", "https:")
)
_OPENED = tuple(f"<{space}" for space in _SPACES)
_NUMBER = re.compile(r"\d+")
# A number by itself: that of ?a1 tells one variable from another.
_FREE_NUMBER = re.compile(r"(?<![\w?$])\d+")
# An address of no vocabulary: of a record, or of a thing elsewhere.
_RECORD = re.compile(rf"<(?!{'|'.join(map(re.escape, _SPACES))})https?://[^<>\s\"{{}}|\\^`]*+>")
# A variable with a number in its name, and a name or an IRI with one that stands before a variable.
_PART_NUMBER = re.compile(
    r"[?$]\w*\d|(?<!\S)[^\s:<]*+[:<][^\s\d]*+\d(?:[^\s?$]*+[?$]|\S*+\s++[?$])"
)
_OF_CLASS = re.compile(r"(?:\ba|type>?)\s*+<")
_MOST_HEADS, _MOST_SEEN, _MOST_FINE, _MOST_SHAPES = 512, 512, 10_000, 512


def mentions_graphs(query: str) -> bool:
    """Tell whether a query may name a graph."""
    lowered = query.lower()
    # A plain search first: to look for words takes as long as all the rest.
    return ("graph" in lowered or "from" in lowered) and _GRAPHS.search(query) is not None


def mentions_numbers(query: str) -> bool:
    """Tell whether a query may hold a variable against a number, or reckon with both."""
    # An IRI that ends in a digit, before a variable, looks like a comparison with >.
    return (
        _RECKONING.search(query) is not None
        and _RECKONING.search(_ANY_IRI.sub(" ", query)) is not None
    )


class Concerns(NamedTuple):
    """What there is in a query that somebody may have to be told of."""

    graphs: bool = False
    """Whether it may name a graph."""
    numbers: bool = False
    """Whether it may reckon with a number."""
    variables: bool = False
    """Whether it may ask for a variable that has no value."""
    minus: bool = False
    """Whether it may take nothing away."""
    hollow: bool = False
    """Whether a column of it may stay empty."""
    counted: bool = False
    """Whether it may count works by their names."""
    repeated: bool = False
    """Whether it may count a thing once for each of its values."""
    words: bool = False
    """Whether it may sort by what is printed in words."""
    codes: bool = False
    """Whether it may sort by codes."""
    unjoined: bool = False
    """Whether it may have patterns that share no variable."""
    multiplied: bool = False
    """Whether it may count one thing as often as there are others."""
    version: bool = False
    """Whether it may name a version."""
    subqueries: bool = False
    """Whether it may have a subquery that does not join."""
    terms: Collection[str] = ()
    """What may be terms of vocabularies that were not looked at yet."""


NO_CONCERNS = Concerns()


class KnownTerms:
    """Terms of vocabularies that were looked at and found fine."""

    def __init__(self, *, vocabulary: bool = True) -> None:
        """Begin with none; without a `vocabulary` nothing tells which terms there are."""
        self._vocabulary = vocabulary
        self._fine: set[str] = set()
        self._heads: dict[str, _Head] = {}
        self._told: dict[tuple[str, str], tuple[str, ...]] = {}
        """Shapes of queries, and what is told of them, whatever their numbers; mostly nothing."""
        self._forms: dict[tuple[str, str], Concerns] = {}
        """Shapes of queries, and what each may need but for its terms."""

    def recall(self, query: str) -> tuple[str, ...] | None:
        """Return what is told of all queries of this shape; None where it must be looked at."""
        told = self._told.get(_shape_of(query, _RECORD))
        return self._told.get(_shape_of(query)) if told is None else told

    def find_concerns(self, query: str) -> Concerns:
        """Return what of a query may need advice."""
        if self.recall(query) is not None:
            return NO_CONCERNS
        terms: Collection[str] = self.find_others(query) if self._vocabulary else ()
        found = self._find_form(query)._replace(terms=terms)
        if not any(found):
            self._keep((), query, _RECORD)
        return found

    def _find_form(self, query: str) -> Concerns:
        """Return what a query may need by its form, whatever it names."""
        shape = _shape_of(query, _RECORD)
        found = self._forms.get(shape)
        if found is None:
            found = _read_form(query)
            if not _has_part_number(query):
                if len(self._forms) >= _MOST_SHAPES:
                    self._forms.clear()
                self._forms[shape] = found
        return found

    def remember(self, query: str, told: Sequence[str]) -> None:
        """Hear what is told of a query; of codes that it sorts by it is that of all of its shape.

        What is told names a variable, and is of the things of a class: both must be the same.
        """
        varies = _has_part_number(query) or _OF_CLASS.search(query)
        concerns = self.find_concerns(query)
        alone = not concerns.terms and concerns._replace(terms=()) == Concerns(codes=True)
        if alone and not varies:
            self.keep(told, query)

    def keep(self, told: Sequence[str], query: str) -> None:
        """Take what all queries of the shape of one are told, whichever records they name."""
        self._keep(tuple(told), query, _RECORD)

    def settle(self, query: str, concerns: Concerns) -> None:
        """Hear that nobody had to be told anything of a query, whose terms are fine from now on.

        Where it reckons with a number, any other number is the same to it, unless that is a part of
        a variable, or of a property before one.
        """
        self.add(concerns.terms)
        reckons = concerns._replace(terms=()) == Concerns(numbers=True)
        if reckons and not _has_part_number(query):
            self._keep((), query)

    def _keep(
        self, told: tuple[str, ...], query: str, records: re.Pattern[str] | None = None
    ) -> None:
        if any(map(_NUMBER.search, _list_words(query[query.find("{") :]))):
            return
        if len(self._told) >= _MOST_SHAPES:
            self._told.clear()
        self._told[_shape_of(query, records)] = told

    def add(self, terms: Collection[str]) -> None:
        """Take terms that are fine."""
        if len(self._fine) < _MOST_FINE:
            self._fine.update(terms)

    def find_others(self, query: str) -> set[str]:
        """Return what may be other terms of vocabularies, with those in texts and comments.

        Every query that is evaluated comes by here: words are cut at blanks, and only those that
        have not been seen behind the same prefixes are looked at.
        """
        head = query[: query.find("{")]
        if head not in self._heads:
            if len(self._heads) >= _MOST_HEADS:
                self._heads.clear()
            self._heads[head] = _Head(dict(_PREFIX.findall(head)), set())
        spaces, seen = self._heads[head]
        new = _list_words(query) - seen
        if not new:
            return new
        text = " ".join(new)
        names = {spaces[name] + local for name, local in _NAME.findall(text) if name in spaces}
        terms = {iri for iri in names.union(_IRI.findall(text)) if iri.startswith(_SPACES)}
        if terms <= self._fine and len(seen) < _MOST_SEEN:
            seen |= new
        return terms - self._fine


def _shape_of(query: str, records: re.Pattern[str] | None = None) -> tuple[str, str]:
    """Return a query up to its first brace, and the rest with each number as a 0.

    Before the brace a number may belong to a prefix, and so to the name of a term. Of `records`
    only the brackets stay, and which of them are the same.
    """
    start = query.find("{")
    rest = query[start:]
    if records is not None:
        met: dict[str, str] = {}
        rest = records.sub(lambda one: met.setdefault(one[0], f"<{'.' * len(met)}>"), rest)
    return query[:start], _FREE_NUMBER.sub("0", rest)


def _read_form(query: str) -> Concerns:
    return Concerns(
        graphs=mentions_graphs(query),
        numbers=mentions_numbers(query),
        variables=may_select_nothing(query),
        minus=may_take_nothing_away(query),
        hollow=may_be_hollow(query),
        counted=may_count_works(query),
        repeated=may_count_again(query),
        words=may_sort_by_words(query),
        codes=may_sort_by_codes(query),
        unjoined=may_be_unjoined(query),
        multiplied=may_multiply(query),
        version=may_name_version(query),
        subqueries=may_have_subquery(query),
    )


def _has_part_number(query: str) -> bool:
    return _PART_NUMBER.search(query, query.find("{")) is not None


def _list_words(query: str) -> set[str]:
    """Return the words of a query that may hold a term of a vocabulary, cut at blanks."""
    return {
        word
        for word in query.split()
        if ":" in word and (word[0] != "<" or word.startswith(_OPENED))
    }


class _Head(NamedTuple):
    """What stands before the first brace of queries: its prefixes, and words known to be fine."""

    spaces: dict[str, str]
    seen: set[str]
