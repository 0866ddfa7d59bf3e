"""Names and axioms → words: a sentence is a list of pieces, each a text that may be a link."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from kg.outputs.cells import Row

PAGE = "ontology.html"
OWN = f"{PAGE}#"
Piece = dict[str, str]
Sentence = list[Piece]
# What a datatype holds, for readers who do not know its name.
_DATATYPES = {
    "rdfs:Literal": "text in a language",
    "xsd:boolean": "true or false",
    "xsd:date": "a date",
    "xsd:dateTime": "a date and a time",
    "xsd:integer": "a whole number",
    "xsd:string": "text",
}
_THINGS = "ABCDEFGH"


@dataclass(frozen=True, slots=True)
class Names:
    """How terms are called: ours by their labels, those of others by prefix and name.

    `pages` has the page that tells all about a term of ours.
    """

    labels: Mapping[str, str]
    prefixes: Mapping[str, str]
    outside: Mapping[str, str]
    pages: Mapping[str, str]

    def place(self, name: str) -> str:
        """Return the address at which all about a term of ours stands."""
        return f"{self.pages.get(name, PAGE)}#{name}"

    def piece(self, address: str) -> Piece:
        """Return the name of a term as a link: to its place on the site, or to its own IRI."""
        if address.startswith(OWN):
            name = address.removeprefix(OWN)
            return {"text": self.labels.get(name, name), "address": self.place(name)}
        short = self.short_of(address)
        label = self.outside.get(address) or _DATATYPES.get(short)
        return {"text": f"{label} ({short})" if label else short, "address": address}

    def short_of(self, iri: str) -> str:
        """Return an IRI with its prefix: `dcterms:title`."""
        fitting = [base for base in self.prefixes.values() if iri.startswith(base)]
        if not fitting:
            return iri
        base = max(fitting, key=len)
        name = next(name for name, known in self.prefixes.items() if known == base)
        return f"{name}:{iri.removeprefix(base)}"

    def verb(self, address: str) -> Piece:
        """Return a property as it reads inside a sentence: `has part` for `dcterms:hasPart`."""
        piece = self.piece(address)
        if not address.startswith(OWN):
            # Terms of others have no label here: `hasPart` is read as “has part”.
            local = piece["text"].partition(":")[2]
            piece["text"] = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()
        return piece


def plain(text: str) -> Piece:
    """Return a piece that is no link."""
    return {"text": text, "address": ""}


def linked(text: str, names: Names) -> Sentence:
    """Return a text in which every term of ours, such as `tt:Tip`, is a link."""
    parts = re.split(r"\btt:(\w+)", text)
    sentence: Sentence = []
    for place, part in enumerate(parts):
        known = place % 2 == 1 and part in names.labels
        shown = f"tt:{part}" if place % 2 == 1 else part
        sentence.append({"text": shown, "address": names.place(part)} if known else plain(shown))
    return [piece for piece in sentence if piece["text"]]


def with_article(piece: Piece) -> Sentence:
    """Return a class with its article: `a tip`, `an erratum`."""
    return [plain("an " if piece["text"][:1].lower() in "aeio" else "a "), piece]


def listed(pieces: Iterable[Piece]) -> Sentence:
    """Return pieces with commas between them."""
    sentence: Sentence = []
    for piece in pieces:
        sentence += [plain(", "), piece] if sentence else [piece]
    return sentence


def say_chain(term: str, steps: list[str], names: Names) -> Sentence:
    """Return a chain of properties as a sentence, `If A addresses B and B …`, about A, B, C."""
    sentence = [plain("If ")]
    for place, step in enumerate(steps):
        joint = "" if place == 0 else " and " if place == len(steps) - 1 else ", "
        start, end = _THINGS[place], _THINGS[place + 1]
        sentence += [plain(f"{joint}{start} "), names.verb(step), plain(f" {end}")]
    return [*sentence, plain(", then A "), names.verb(term), plain(f" {_THINGS[len(steps)]}.")]


def say_condition(term: str, parts: list[Row], names: Names) -> Sentence:
    """Return what makes a thing belong to a class, as a sentence."""
    when = " just when it " if parts[0]["way"] == "both" else " whenever it "
    sentence = [plain("A thing is "), *with_article(names.piece(term)), plain(when)]
    for place, part in enumerate(parts):
        joint = "" if place == 0 else " and " if place == len(parts) - 1 else ", "
        sentence += [plain(joint), *_say_part(part, names)]
    return [*sentence, plain(".")]


def _say_part(part: Row, names: Names) -> Sentence:
    if part["class"]:
        return [plain("is "), *with_article(names.piece(part["class"]))]
    prop = names.verb(part["property"])
    noun = {**prop, "text": prop["text"].removeprefix("has ")}
    if part["value"]:
        return [plain("has “"), names.piece(part["value"]), plain("” as its "), noun]
    return [plain("has "), *with_article(names.piece(part["some"])), plain(" as its "), noun]


def chains_by_term(rows: list[Row], names: Names) -> dict[str, list[Sentence]]:
    """Return the chains of each property, by its address, as sentences."""
    found: dict[str, list[Sentence]] = {}
    for (term, _), steps in groupby(rows, key=lambda row: (row["term"], row["chain"])):
        sentence = say_chain(term, [step["step"] for step in steps], names)
        found.setdefault(term, []).append(sentence)
    return found


def conditions_by_term(rows: list[Row], names: Names) -> dict[str, list[Sentence]]:
    """Return the conditions of each class, by its address, as sentences."""
    found: dict[str, list[Sentence]] = {}
    for (term, _), parts in groupby(rows, key=lambda row: (row["term"], row["condition"])):
        found.setdefault(term, []).append(say_condition(term, list(parts), names))
    return found
