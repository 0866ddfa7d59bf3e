"""A query and a dataset → what the query names of our vocabulary that the data do not have.

An answer without rows may mean that there is nothing, or that nothing was asked: who reads one must
be able to tell the two apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from kg.graph.queries import term_text
from kg.graph.vocab import DCTERMS, OWL, PREFIXES, RDF, TT
from kg.service.sparql.advice.entries import find_entries, list_leads
from kg.service.sparql.advice.knownstore import PROPERTIES, KnownStore
from kg.service.sparql.dataset import NAME_ESCAPE, resolve_iri, unescape_iri
from kg.service.sparql.tokens import scan_tokens

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:")
_YES = Literal(value=True)
_ABSENT = " is optional, and nothing in these data "
_WORD_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LAST_WORD = re.compile(r"[A-Z][a-z]+\Z")
_ENDING = re.compile(r"\.(?:html|ttl|jsonld|nt|rdf)(?:#.*)?\Z")
_LAST_MARK = re.compile(r"(.*?)([#/]?)([^#/]*)\Z", re.DOTALL)


def resolve_tokens(query: str, base: str = "") -> Iterator[tuple[str, str]]:
    """Yield (kind, text) of each token behind the prologue; an IRI, or a name of one, is resolved.

    A name whose prefix is not declared stays a name: the engine tells of it.
    """
    prefixes: dict[str, str] = {}
    tokens = scan_tokens(query)
    for kind, text in tokens:
        if kind == "word" and text.lower() == "prefix":
            name, iri = next(tokens, ("", ""))[1], next(tokens, ("", "<>"))[1]
            prefixes[name] = resolve_iri(base, unescape_iri(iri[1:-1]))
        elif kind == "word" and text.lower() == "base":
            base = resolve_iri(base, unescape_iri(next(tokens, ("", "<>"))[1][1:-1]))
        elif kind == "iri":
            yield _kind_of(resolve_iri(base, unescape_iri(text[1:-1])), text)
        elif kind == "name" and text[0] not in "?$@":
            prefix, _, local = text.partition(":")
            known = prefixes.get(f"{prefix}:")
            local = NAME_ESCAPE.sub(r"\1", local) if "\\" in local else local
            yield (kind, text) if known is None else _kind_of(known + local, text)
        else:
            yield kind, text


def _kind_of(iri: str, text: str) -> tuple[str, str]:
    # Without a scheme it is no IRI: there is no base, or it is a comparison, `?a<?b&&?c>1`.
    return ("iri", iri) if _SCHEME.match(iri) else ("relative", text)


@lru_cache(maxsize=4)
def list_tokens(query: str, base: str = "") -> tuple[tuple[str, str], ...]:
    """Return the tokens as above; those who advise on a query ask for them one after another."""
    return tuple(resolve_tokens(query, base))


def list_iris(query: str, base: str = "") -> list[str]:
    """Return the IRIs that a query names, each once, in their order; prefixes are resolved."""
    return list(dict.fromkeys(text for kind, text in list_tokens(query, base) if kind == "iri"))


def tells_of_absence(warning: str) -> bool:
    """Return whether a warning says no more than that the data hold nothing of a term."""
    return _ABSENT in warning


def check_vocabulary(query: str, store: KnownStore, base: str = "") -> Iterator[str]:
    """Yield a sentence for each class and property of a query that nothing in the data is or has.

    Classes and properties are those that the ontology in the dataset declares, outside ones too.
    """
    leads = list_leads(list_tokens(query, base))
    for iri in list_iris(query, base):
        term, name = NamedNode(iri), shorten_iri(iri)
        if _is_one_of(store, term, OWL.Class):
            if not store.has(None, RDF.type, term):
                yield f"{name}{_ABSENT}is one"
        elif _is_one_of(store, term, *PROPERTIES):
            if store.has(term, OWL.deprecated, _YES):
                successors = store.quads_for_pattern(term, DCTERMS.isReplacedBy, None)
                now = [term_text(quad.object) for quad in successors]
                yield f"{name} is out of use; ask {' or '.join(map(shorten_iri, now))}"
            elif not store.has(None, term, None):
                yield f"{name}{_ABSENT}has it"
        # The bare prefix is no misspelt term: it is what STRSTARTS(STR(?x), STR(tt:)) needs.
        elif iri.startswith(TT.base) and iri != TT.base and not store.has(term, None, None):
            behind = leads.get(iri, [])
            told = _say_entries(iri, behind, store) or _hint_for(iri, store)
            yield f"{name} is no term{told}"
        elif meant := _term_meant_by(iri, store):
            yield f"{name} is no term; did you mean {shorten_iri(meant)}, which is <{meant}>?"


def spell_otherwise(iri: str) -> Iterator[str]:
    """Yield an IRI as it is often written by mistake, or was meant.

    Scheme, `#` and `/` swapped, or the mark at the end of a prefix forgotten.
    """
    for space in PREFIXES.values():
        bare = space.rstrip("#/")
        if iri.startswith(bare) and iri[len(bare) : len(bare) + 1].isalpha():
            yield space + iri[len(bare) :]
    scheme, colon, rest = iri.partition("://")
    schemes = (scheme, {"http": "https", "https": "http"}.get(scheme, scheme))
    space, mark, name = _LAST_MARK.match(rest).groups()  # type: ignore[union-attr]
    bare = _ENDING.sub("", rest)  # what a page's or a file's address has more than its record's
    rests = (rest, rest.rstrip("/"), f"{space}{'#' if mark == '/' else '/'}{name}", bare)
    for one in dict.fromkeys(one + colon + end for end in rests for one in schemes):
        if one != iri and one.count("#") <= 1:  # with two it would be no IRI
            yield one


def name_in(iri: str) -> str:
    """Return what stands in an IRI behind its last `#` or `/`."""
    return _LAST_MARK.match(iri)[3]  # type: ignore[index]


def shorten_iri(iri: str) -> str:
    """Return an IRI as a prefixed name, by the longest prefix of ours that fits it."""
    fitting = [(base, name) for name, base in PREFIXES.items() if iri.startswith(base)]
    if not fitting:
        return f"<{iri}>"
    base, name = max(fitting, key=lambda one: len(one[0]))
    return f"{name}:{iri.removeprefix(base)}"


def _is_one_of(store: KnownStore, term: NamedNode, *kinds: NamedNode) -> bool:
    return any(store.has(term, RDF.type, kind) for kind in kinds)


def _term_meant_by(iri: str, store: KnownStore) -> str:
    """Return the term that an IRI was meant for whose space is written otherwise; "" for none."""
    others = [other for other in spell_otherwise(iri) if other.startswith(TT.base)]
    found = (one for one in others if store.has(NamedNode(one), None, None))
    return next(found, "")


def _say_entries(iri: str, leads: Sequence[str], store: KnownStore) -> str:
    """Say what the properties lead to behind which a term stands that there is not."""
    found = find_entries(name_in(iri), leads, store)
    if len(found) <= 1:
        return f"; did you mean {shorten_iri(found[0])}?" if found else ""
    there = ", ".join(map(shorten_iri, found))
    return f"; {shorten_iri(leads[0])} leads to {there} in these data"


def _hint_for(iri: str, store: KnownStore) -> str:
    known = sorted(
        quad.subject.value.removeprefix(TT.base)
        for kind in (OWL.Class, *PROPERTIES, OWL.NamedIndividual)
        for quad in store.quads_for_pattern(None, RDF.type, kind)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(TT.base)
    )
    asked = iri.removeprefix(TT.base)
    # `tt:title` is rather another vocabulary's than a slip of the pen for `tt:subtitle`.
    near = [f"tt:{one}" for one in known if one.lower() == asked.lower()]
    # A class begins with a capital, and a property does not.
    everyday = _find_everyday(asked, store)
    alike = [one for one in everyday if _is_capital(one) == asked[:1].isupper()]
    near = [*alike, *near, *map(shorten_iri, find_namesakes(asked, store))]
    near += everyday
    near += [f"tt:{one}" for one in get_close_matches(asked, known, 1, 0.7)]
    # Many write `tt:tipNumber` for the `tt:number` of a tip.
    last = _LAST_WORD.search(asked)
    near += [f"tt:{one}" for one in known if last and one.lower() == last[0].lower()]
    return f"; did you mean {near[0]}?" if near else ""


def _find_everyday(asked: str, store: KnownStore) -> list[str]:
    """Return the terms that people call so: `tt:Debate`, `tt:hasAuthor`."""
    words = _WORD_BEGINS.sub(" ", asked).lower()
    names = dict.fromkeys((words, words.removeprefix("has "), words.removesuffix("s")))
    return [shorten_iri(term) for name in names for term in store.everyday_names.get(name, ())]


def _is_capital(name: str) -> bool:
    return name.partition(":")[2][:1].isupper()


def find_spellings(iri: str, store: KnownStore) -> Iterator[str]:
    """Yield properties and classes of the same vocabulary that are spelt nearly alike."""
    for space in PREFIXES.values():
        asked = iri.removeprefix(space)
        if asked == iri or not asked.isalpha():
            continue
        terms = _list_terms(space, store)
        near = [one for one in terms if one.lower() == asked.lower()]
        near += get_close_matches(asked, terms, 1, 0.8)
        yield from (space + one for one in near if space + one != iri)


def _list_terms(space: str, store: KnownStore) -> list[str]:
    """Return the names in a vocabulary that are declared or used."""
    return sorted(iri.removeprefix(space) for iri in store.terms if iri.startswith(space))


def find_namesakes(name: str, store: KnownStore) -> Iterator[str]:
    """Yield the properties and classes that have a name, of the vocabularies with a prefix here."""
    for space in PREFIXES.values():
        if space + name in store.terms or store.has(None, NamedNode(space + name), None):
            yield space + name
