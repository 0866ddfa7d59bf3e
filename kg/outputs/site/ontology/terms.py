"""Rows about the ontology → the terms as the page shows them, each with facts in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.graph.queries import read_query
from kg.graph.vocab import OWL, RDF, RDFS, SKOS, VS
from kg.outputs.cells import Row
from kg.outputs.site.ontology.files import OntologyFiles
from kg.outputs.site.ontology.words import OWN, Names, Sentence, linked, listed, plain
from kg.resources import resource_folder

KINDS = {
    OWL.Class.value: "class",
    OWL.ObjectProperty.value: "link",
    OWL.DatatypeProperty.value: "value",
    OWL.AnnotationProperty.value: "note",
    OWL.NamedIndividual.value: "individual",
}
_RULE = f"{OWN}inferredByRule"
_RELATIONS = {
    RDFS.subClassOf.value: "is a kind of",
    RDFS.subPropertyOf.value: "is a special case of",
    SKOS.exactMatch.value: "is the same as",
    SKOS.closeMatch.value: "is close to",
    SKOS.broadMatch.value: "is narrower than",
    SKOS.narrowMatch.value: "is broader than",
    SKOS.relatedMatch.value: "is related to, but not the same as,",
}
_TRAITS = {
    OWL.FunctionalProperty.value: "A thing has one at most.",
    OWL.InverseFunctionalProperty.value: "No two things share one.",
    OWL.SymmetricProperty.value: "It holds both ways.",
    OWL.TransitiveProperty.value: "It carries on from one to the next.",
}
_NOTES = (SKOS.scopeNote.value, SKOS.editorialNote.value)
# Class expressions have made-up IRIs in the dataset; `conditions` says them in words instead.
_UNNAMED = "/.well-known/genid/"


@dataclass(frozen=True, slots=True)
class Statements:
    """What the ontology says of its terms, to be read from either end. Terms are addresses."""

    values: Mapping[str, Mapping[str, list[str]]]
    back: Mapping[tuple[str, str], list[str]]
    deprecated: frozenset[str]

    def of(self, term: str, prop: str) -> list[str]:
        """Return the values that a term has for a property, those without a name left out."""
        found = self.values.get(term, {}).get(prop, [])
        return [value for value in found if _UNNAMED not in value]

    def one(self, term: str, prop: str) -> str:
        """Return the first value that a term has for a property, or ""."""
        return next(iter(self.of(term, prop)), "")

    def to(self, term: str, prop: str) -> list[str]:
        """Return the terms that have a term as their value for a property."""
        return self.back.get((term, prop), [])


def read_statements(rows: Iterable[Row]) -> Statements:
    """Return the rows of `ontology-facts` by term and property."""
    values: dict[str, dict[str, list[str]]] = {}
    back: dict[tuple[str, str], list[str]] = {}
    deprecated: set[str] = set()
    for row in rows:
        term, prop, value = row["term"], row["property"], row["value"]
        if prop == OWL.deprecated.value:  # the one property whose value is a truth and no text
            deprecated |= {term} if value else set()
            continue
        values.setdefault(term, {}).setdefault(prop, []).append(value)
        back.setdefault((value, prop), []).append(term)
    return Statements(values, back, frozenset(deprecated))


def describe_term(
    term: str, said: Statements, names: Names, files: OntologyFiles, follows: list[Sentence]
) -> Row:
    """Return a term as the page shows it. `follows` are sentences on what it follows from."""
    name = term.removeprefix(OWN)
    types = said.of(term, RDF.type.value)
    kind = next((KINDS[iri] for iri in types if iri in KINDS), "individual")
    return {
        "name": name,
        "label": said.one(term, RDFS.label.value),
        "others": said.of(term, SKOS.altLabel.value),
        "kind": "individual" if OWL.NamedIndividual.value in types else kind,
        "definition": linked(said.one(term, SKOS.definition.value), names),
        "notes": [linked(note, names) for prop in _NOTES for note in said.of(term, prop)],
        "examples": [linked(text, names) for text in said.of(term, SKOS.example.value)],
        "status": said.one(term, VS.term_status.value),
        "deprecated": term in said.deprecated,
        "listed": bool(said.of(term, SKOS.inScheme.value)),
        "facts": [fact for fact in _facts_of(term, said, names, files, follows) if fact["lines"]],
    }


def _facts_of(
    term: str, said: Statements, names: Names, files: OntologyFiles, follows: list[Sentence]
) -> list[Row]:
    """Return what is to be said of a term, a heading with lines each; lines may be missing."""

    def row(heading: str, terms: Iterable[str]) -> Row:
        sentence = listed(names.piece(item) for item in terms)
        return {"name": heading, "lines": [sentence] if sentence else []}

    sub_class, sub_property = RDFS.subClassOf.value, RDFS.subPropertyOf.value
    inverse = OWL.inverseOf.value
    types = said.of(term, RDF.type.value)
    return [
        row("Is one of", (iri for iri in types if iri.startswith(OWN))),
        row("From", said.of(term, RDFS.domain.value)),
        row("To", said.of(term, RDFS.range.value)),
        row("Is a kind of", said.of(term, sub_class)),
        row("Its kinds", said.to(term, sub_class)),
        row("Special case of", said.of(term, sub_property)),
        row("Special cases", said.to(term, sub_property)),
        row("Other way round", [*said.of(term, inverse), *said.to(term, inverse)]),
        {"name": "Nature", "lines": [[plain(_TRAITS[iri])] for iri in types if iri in _TRAITS]},
        {"name": "Follows", "lines": [*follows, *_say_rules(said.of(term, _RULE))]},
        row("Members here", said.to(term, RDF.type.value)),
        row("Its properties", said.to(term, RDFS.domain.value)),
        row("Pointed to by", said.to(term, RDFS.range.value)),
        {"name": "Elsewhere", "lines": _say_alignments(term.removeprefix(OWN), names, files)},
    ]


def _say_alignments(name: str, names: Names, files: OntologyFiles) -> list[Sentence]:
    return [
        [plain(f"It {_RELATIONS.get(relation, names.short_of(relation))} "), names.piece(iri)]
        for relation, iri in files.alignments.get(name, ())
    ]


def _say_rules(rules: list[str]) -> list[Sentence]:
    """Return what the rules that make a term say of themselves."""
    return [[plain(f"Added by the rule “{rule}”{_summary_of(rule)}.")] for rule in rules]


def _summary_of(rule: str) -> str:
    path = resource_folder("queries") / "rules" / f"{rule}.rq"
    query = read_query(path)[0] if path.is_file() else None
    return f": {query.summary.rstrip('.')}" if query else ""
