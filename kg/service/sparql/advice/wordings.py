"""A query and a dataset → what it sorts by as printed in words, where terms are there to sort by.

`tt:country` has the words of a review, "UK" and "United Kingdom"; `tt:hasCountry` leads to the term
that both stand for, and to that of a study of which the review tells no country in so many words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from pyoxigraph import NamedNode

from kg.graph.vocab import RDFS, TT
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.vocabulary import list_tokens, shorten_iri

Tokens = Sequence[tuple[str, str]]
_SORTING = re.compile(r"\bGROUP\s+BY\b|[\"']", re.IGNORECASE)
# Where the words of GROUP BY end.
_BEHIND = frozenset(("HAVING", "ORDER", "LIMIT", "OFFSET", "VALUES"))
# So that neither a long query nor a large graph makes a warning dear.
_MOST_TOKENS, _MOST_VALUES = 500, 10_000


def may_sort_by_words(query: str) -> bool:
    """Tell whether a query may group by something, or look for a text."""
    return _SORTING.search(query) is not None


def check_wordings(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each property in words by which a query groups or looks for a text."""
    pairs = {words: term for words, term in _list_pairs(store) if words.value[-4:] in query}
    tokens = list_tokens(query, base)[:_MOST_TOKENS] if pairs else []
    for words, term in pairs.items():
        asked = ("iri", words.value) in tokens and ("iri", term.value) not in tokens
        if asked and _sorts_by(words.value, tokens) and _say_more(words, term, store):
            yield (
                f"{shorten_iri(words.value)} is in the words of the review, which may name one "
                f"thing in several ways or not at all; to sort or count, ask "
                f"{shorten_iri(term.value)}, which leads to terms"
            )


def _list_pairs(store: KnownStore) -> Iterator[tuple[NamedNode, NamedNode]]:
    """Yield each property of studies in words with the one that leads to terms for the same."""
    for quad in islice(store.quads_for_pattern(None, RDFS.range, TT.StudyTerm), _MOST_TOKENS):
        term = quad.subject
        if isinstance(term, NamedNode) and term.value.startswith(f"{TT.base}has"):
            name = term.value.removeprefix(f"{TT.base}has")
            yield NamedNode(f"{TT.base}{name[0].lower()}{name[1:]}"), term


def _sorts_by(iri: str, tokens: Tokens) -> bool:
    values = {text for before, (_, text) in pairwise(tokens) if before == ("iri", iri)}
    places = [place for place, token in enumerate(tokens[:-1]) if token == ("iri", iri)]
    # In brackets it is a row of VALUES, which names the property.
    if any(tokens[one + 1][0] == "string" and tokens[one - 1][1] != "(" for one in places):
        return True
    return not values.isdisjoint((*_list_grouped(tokens), *_list_compared(tokens)))


def _list_grouped(tokens: Tokens) -> Iterator[str]:
    """Yield each variable behind GROUP BY."""
    grouping = False
    for (_, before), (kind, text) in pairwise(tokens):
        if (before.upper(), text.upper()) == ("GROUP", "BY"):
            grouping = True
        elif text in "{}" or text.upper() in _BEHIND:
            grouping = False
        elif grouping and kind == "name":
            yield text


def _list_compared(tokens: Tokens) -> Iterator[str]:
    """Yield each variable of a FILTER that has a text in it."""
    depth, inside, filtering = 0, list[tuple[str, str]](), False
    for kind, text in tokens:
        # What stands in braces, as behind EXISTS, is no comparison.
        filtering = (filtering and text != "{") or text.upper() == "FILTER"
        if not filtering:
            inside = []
            continue
        inside.append((kind, text))
        depth += {"(": 1, ")": -1}.get(text, 0)
        if text == ")" and not depth:
            if any(one == "string" for one, _ in inside):
                yield from (name for one, name in inside if one == "name" and name[0] in "?$")
            inside, filtering = [], False


def _say_more(words: NamedNode, term: NamedNode, store: KnownStore) -> bool:
    """Tell whether the terms know more things than the words, or bring several wordings together.

    A claim about other data would be a false warning.
    """
    said = {
        quad.subject: quad.object
        for quad in islice(store.quads_for_pattern(None, words, None), _MOST_VALUES)
    }
    first: dict[object, object] = {}
    for quad in islice(store.quads_for_pattern(None, term, None), _MOST_VALUES):
        wording = said.get(quad.subject)
        if wording is None or first.setdefault(quad.object, wording) != wording:
            return bool(said)
    return False
