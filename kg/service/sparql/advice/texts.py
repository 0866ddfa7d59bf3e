"""A query and a dataset → tests of values that are never true, for the kind of the values.

A number is not compared with a text, `CONTAINS(?label, "TEA")` finds no *tea*, and what LCASE gives
has no capitals. What is told here is of use beside an empty answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from kg.errors import shorten_text
from kg.graph.vocab import RDF, XSD
from kg.service.sparql.advice.knownstore import KnownStore
from kg.service.sparql.advice.patterns import list_needed
from kg.service.sparql.advice.vocabulary import shorten_iri

Tokens = Sequence[tuple[str, str]]

# So that neither a long query nor a large graph makes a hint dear.
_MOST_TOKENS, _LONGEST = 500, 200
_FINDING = frozenset(("CONTAINS", "STRSTARTS", "STRENDS"))
_CASES = {"LCASE": str.lower, "UCASE": str.upper}
_OF_TEXTS = _FINDING | {"REGEX", "STRLEN", "SUBSTR", "LCASE", "UCASE", "STRBEFORE", "STRAFTER"}
_TEXTS = frozenset((XSD.string, RDF.langString))


def check_texts(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each test that no value passes, whatever is asked beside it."""
    if "(" not in query:  # nothing is tested
        return
    tokens = list_needed(query, base)[:_MOST_TOKENS]
    told = [*_check_orders(tokens, store), *_check_numbers(tokens, store)]
    told += [*_check_cases(tokens), *_check_capitals(tokens, store)]
    yield from dict.fromkeys(told)


def _values(name: str, tokens: Tokens, store: KnownStore) -> tuple[str, list[Literal]]:
    """Return the properties that lead to a variable, and the literals that they lead to.

    There are none where something else may be a value, too.
    """
    iris = dict.fromkeys(
        iri for (kind, iri), (_, text) in pairwise(tokens) if kind == "iri" and text == name
    )
    found = [store.list_values(NamedNode(iri)) for iri in iris]
    clear = all(one.whole and not one.things for one in found)
    values = [literal for one in found for literal in one.literals] if clear else []
    return " or ".join(map(shorten_iri, iris)), values


def _check_orders(tokens: Tokens, store: KnownStore) -> Iterator[str]:
    """Look for `?year > "1998"` where no value is a text."""
    seen = [(kind, text) for kind, text in tokens if text != "="]
    for place, ((left, one), (_, sign), (right, other)) in enumerate(
        zip(seen, seen[1:], seen[2:], strict=False)
    ):
        if sign not in {"<", ">"} or {left, right} != {"name", "string"}:
            continue
        name, text = (one, other) if left == "name" else (other, one)
        after = seen[place + 3][1] if place + 3 < len(seen) else ""
        if name[0] not in "?$" or "^" in {after, seen[place - 1][1] if place else ""}:
            continue
        yield from _say_order(name, text, *_values(name, tokens, store))


def _say_order(name: str, text: str, names: str, values: Sequence[Literal]) -> Iterator[str]:
    """Say which values of a variable are not compared with a text."""
    plain = [value for value in values if value.datatype == XSD.string]
    others = [value for value in values if value.datatype != XSD.string]
    # Where some are texts, too, only what looks like a year or a number is held to mean the rest.
    if not others or (plain and not text[1:2].isdecimal()):
        return
    told = " or ".join(sorted({shorten_iri(value.datatype.value) for value in others}))
    number = text[1:-1].isdecimal() and all(map(_is_number, values))
    write = f"{text[1:-1]} without quotes" if number else f"STR({name})"
    some = "some values" if plain else "values"
    yield f"{some} of {names} are {told}, with which no plain text is compared; write {write}"


def _is_number(value: Literal) -> bool:
    return value.datatype in {XSD.integer, XSD.decimal, XSD.double}


def _calls(tokens: Tokens) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each call of a function of texts, with what stands in its brackets."""
    for place, ((kind, word), (_, bracket)) in enumerate(pairwise(tokens)):
        if kind != "word" or word.upper() not in _OF_TEXTS or bracket != "(":
            continue
        depth, inside = 1, []
        for token in tokens[place + 2 :]:
            depth += {"(": 1, ")": -1}.get(token[1], 0) if token[0] == "mark" else 0
            if not depth:
                break
            inside.append(token)
        yield word.upper(), inside


def _check_numbers(tokens: Tokens, store: KnownStore) -> Iterator[str]:
    """Look for functions of texts that are called with numbers."""
    for word, inside in _calls(tokens):
        name = inside[0][1] if inside and inside[0][0] == "name" else ""
        match inside[-2:]:
            case [(_, ","), ("number", number)] if word in _FINDING:
                yield f'{word} needs texts: write "{number}" in quotes'
        if name[:1] not in {"?", "$"} or (len(inside) > 1 and inside[1][1] != ","):
            continue
        names, values = _values(name, tokens, store)
        if values and not any(value.datatype in _TEXTS for value in values):
            kinds = " or ".join(sorted({shorten_iri(one.datatype.value) for one in values}))
            yield f"values of {names} are {kinds}, and {word} needs a text: write STR({name})"


def _check_cases(tokens: Tokens) -> Iterator[str]:
    """Look for capitals in what LCASE(…) is held against, and for none with UCASE(…)."""
    for word, inside in _calls(tokens):
        texts = [text for kind, text in inside if kind == "string"]
        cased = inside[0][1].upper() if inside else ""
        if word in _FINDING and cased in _CASES and len(texts) == 1:
            yield from _say_case(cased, texts[0])
    for place, (kind, text) in enumerate(tokens):
        words = [one[1].upper() for one in tokens[max(place - 5, 0) : place]]
        if kind == "string" and words[1:2] == ["("] and words[3:] == [")", "="]:
            yield from _say_case(words[0], text)


def _say_case(word: str, text: str) -> Iterator[str]:
    if word in _CASES and len(text) <= _LONGEST and _CASES[word](text) != text:
        what = "no capitals" if word == "LCASE" else "capitals only"
        yield f"what {word} gives has {what}: write {_CASES[word](text)}"


def _check_capitals(tokens: Tokens, store: KnownStore) -> Iterator[str]:
    """Look for a text that no value has in these letters, and some have in others."""
    for word, inside in _calls(tokens):
        match inside:
            case [("name", name), ("mark", ","), ("string", text)]:
                pass
            case [
                ("word", _),
                ("mark", "("),
                ("name", name),
                _,
                ("mark", ","),
                ("string", text),
            ] if inside[0][1].upper() == "STR":
                pass
            case _:
                continue
        asked = text[1:-1]
        plain = asked.replace(" ", "").isalnum() and len(asked) <= _LONGEST
        if name[0] not in "?$" or not plain or word not in _FINDING | {"REGEX"}:
            continue
        names, values = _values(name, tokens, store)
        found = [one.value for one in values if asked.casefold() in one.value.casefold()]
        if found and not any(asked in one for one in found):
            way = (
                f'REGEX({name}, "{asked}", "i")'
                if word == "REGEX"
                else f'{word}(LCASE({name}), "{asked.lower()}")'
            )
            near = shorten_text(found[0])
            yield f'{names} has "{asked}" in other letters ("{near}"): write {way}'
