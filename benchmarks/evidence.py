"""A synthetic evidence base of a given size, in Tiptrace's own ontology, as N-Triples.

`python -m benchmarks.evidence TRIPLES FILE`; the same size always gives the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

BASE = "https://w3id.org/tiptrace/benchmark/"
TERMS = "https://w3id.org/tiptrace/ontology#"
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
TRIPLES_A_REFERENCE = 44
REFERENCES_A_TIP = 4
SECTIONS, CONCEPTS, MENTIONS = 200, 500, 2
CLASSES = "ABCD"
STANCES = ("supports", "disputes", "qualifies", "illustrates")
WORDS = [
    "practice",
    "team",
    "shared",
    "agency",
    "trust",
    "role",
    "child",
    "family",
    "worker",
    "outcome",
    "plan",
    "review",
]


def iri(path: str) -> str:
    """Return an IRI of the synthetic base."""
    return f"<{BASE}{path}>"


def term(name: str) -> str:
    """Return a term of the ontology."""
    return f"<{TERMS}{name}>"


def number(value: int) -> str:
    """Return an integer literal."""
    return f'"{value}"^^<{XSD}integer>'


def text(seed: int, words: int) -> str:
    """Return a text of some words, always the same for a seed."""
    return (
        '"'
        + " ".join(WORDS[(seed * 7 + step * 5) % len(WORDS)] for step in range(words))
        + f' {seed}"@en'
    )


def describe_source(index: int) -> Iterator[tuple[str, str, str]]:
    """Describe a source and its study."""
    source, study = iri(f"sources/S{index}"), iri(f"studies/S{index}")
    letter = CLASSES[index % len(CLASSES)]
    yield source, RDF_TYPE, term("Source")
    yield source, term("code"), f'"{letter}{index}"'
    yield source, term("evidenceClass"), iri(f"classes/{letter}")
    yield source, f"<{DCTERMS}title>", text(index, 9)
    yield source, f"<{DCTERMS}creator>", iri(f"agents/P{index * 7 % 4999}")
    yield source, f"<{DCTERMS}issued>", f'"{1980 + index % 45}"^^<{XSD}gYear>'
    yield source, term("citationCount"), number(MENTIONS)
    yield source, term("claimCount"), number(1)
    yield study, RDF_TYPE, term("Study")
    yield study, term("reportedIn"), source
    yield study, term("setting"), text(index * 3, 3)


def describe_mention(index: int, place: int) -> Iterator[tuple[str, str, str]]:
    """Describe one mention of a source and its span."""
    mention, span = iri(f"mentions/S{index}-{place}"), iri(f"spans/S{index}-{place}")
    yield mention, RDF_TYPE, term("Mention")
    yield mention, term("mentionsSource"), iri(f"sources/S{index}")
    yield mention, term("inSection"), iri(f"sections/{(index + place * 31) % SECTIONS}")
    yield mention, term("order"), number(index * 2 + place)
    passage = iri(f"passages/S{index}-{place}")
    yield mention, term("hasPassage"), passage
    yield passage, RDF_TYPE, f"<{OA}SpecificResource>"
    yield passage, f"<{OA}hasSource>", iri("review")
    yield passage, f"<{OA}hasSelector>", span
    yield span, RDF_TYPE, f"<{OA}TextPositionSelector>"
    yield span, f"<{OA}start>", number(index * 100 + place)
    yield span, f"<{OA}end>", number(index * 100 + place + 40)


def describe_claim(index: int) -> Iterator[tuple[str, str, str]]:
    """Describe a claim and the line of evidence from the source to it."""
    claim, line = iri(f"claims/C{index}"), iri(f"lines/L{index}")
    yield claim, RDF_TYPE, term("Finding")
    yield claim, term("statement"), text(index * 11, 16)
    yield claim, term("inSection"), iri(f"sections/{index % SECTIONS}")
    yield claim, term("about"), iri(f"concepts/{index % CONCEPTS}")
    yield claim, term("about"), iri(f"concepts/{(index * 13 + 1) % CONCEPTS}")
    yield line, RDF_TYPE, term("EvidenceLine")
    yield line, term("forClaim"), claim
    yield line, term("fromSource"), iri(f"sources/S{index}")
    yield line, term("stance"), term(STANCES[index % 4])
    yield line, term("basedOn"), iri(f"mentions/S{index}-0")


def describe_trace(index: int) -> Iterator[tuple[str, str, str]]:
    """Describe the appendix row of a source, and for every fourth one a tip."""
    tip_index = index // REFERENCES_A_TIP
    row, implication = iri(f"rows/R{index}"), iri(f"implications/I{tip_index}")
    yield row, RDF_TYPE, term("AppendixRow")
    yield row, term("forImplication"), implication
    yield row, term("listsSource"), iri(f"sources/S{index}")
    yield row, term("rowNumber"), number(index)
    yield iri(f"tips/{tip_index}"), term("isSupportedBy"), iri(f"sources/S{index}")
    if index % REFERENCES_A_TIP == 0:
        tip = iri(f"tips/{tip_index}")
        yield tip, RDF_TYPE, term("Tip")
        yield tip, term("number"), number(tip_index)
        yield tip, term("statement"), text(index * 17, 14)
        yield tip, term("addresses"), implication
        yield tip, term("supportingSourceCount"), number(REFERENCES_A_TIP)
        yield implication, RDF_TYPE, term("Implication")
        yield implication, f"<{SKOS}prefLabel>", text(index * 5, 4)


def describe_rest() -> Iterator[tuple[str, str, str]]:
    """Describe sections and concepts."""
    for index in range(SECTIONS):
        yield iri(f"sections/{index}"), RDF_TYPE, term("Section")
        yield iri(f"sections/{index}"), term("heading"), text(index, 4)
    for index in range(CONCEPTS):
        yield iri(f"concepts/{index}"), RDF_TYPE, f"<{SKOS}Concept>"
        yield iri(f"concepts/{index}"), f"<{SKOS}prefLabel>", text(index, 2)
        yield iri(f"concepts/{index}"), f"<{SKOS}broader>", iri(f"concepts/{index // 8}")


def describe_totals(references: int) -> Iterator[tuple[str, str, str]]:
    """Describe how many sources of each class there are, as a build computes it."""
    for place, letter in enumerate(CLASSES):
        total = iri(f"totals/{letter}")
        yield total, RDF_TYPE, term("EvidenceClassTotal")
        yield total, term("totalFor"), iri("")
        yield total, term("ofEvidenceClass"), iri(f"classes/{letter}")
        yield total, term("total"), number(len(range(place, references, len(CLASSES))))


def count_references(triples: int) -> int:
    """Return how many references make about that many triples."""
    return max(triples // TRIPLES_A_REFERENCE, 8)


def generate(triples: int) -> Iterator[tuple[str, str, str]]:
    """Generate the whole base."""
    yield from describe_rest()
    yield from describe_totals(count_references(triples))
    for index in range(count_references(triples)):
        yield from describe_source(index)
        for place in range(MENTIONS):
            yield from describe_mention(index, place)
        yield from describe_claim(index)
        yield from describe_trace(index)


def main(words: Sequence[str]) -> None:
    """Write a base of the size asked for."""
    size, path = int(words[0]), Path(words[1])
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{s} {p} {o} .\n" for s, p, o in generate(size))


if __name__ == "__main__":
    main(sys.argv[1:])
