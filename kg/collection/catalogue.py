"""A collection as a catalogue of datasets: DCAT 3, one record a review, with its files.

https://www.w3.org/TR/vocab-dcat-3/ ; what each dataset says of itself stands in its own meta graph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from kg.collection.parts import Part
from kg.collection.settings import Collection
from kg.formats import RDF_FORMATS
from kg.graph.vocab import (
    DCAT,
    DCTERMS,
    FOAF,
    FORMATS,
    RDF,
    SPDX,
    VCARD,
    VOID,
    XSD,
    Value,
    describe,
)
from kg.webaddress import contact_address

CATALOGUE = "catalogue"
_NQUADS = next(form for form in RDF_FORMATS if form.name == "nq")


def triples_for_catalogue(collection: Collection, parts: Sequence[Part]) -> Iterator[Triple]:
    """Yield the catalogue, and a record and a file for each review."""
    catalogue = NamedNode(collection.base + CATALOGUE)
    yield from describe(
        catalogue,
        (RDF.type, DCAT.Catalog),
        (DCTERMS.title, Literal(collection.title, language=collection.language)),
        (DCTERMS.language, collection.language),
        (DCAT.dataset, [dataset_of(part) for part in parts]),
        (DCAT.record, [_record_of(collection, part) for part in parts]),
        (DCTERMS.hasPart, [NamedNode(part.facts["review"]["review"]) for part in parts]),
        (DCAT.landingPage, NamedNode(collection.address) if collection.address else None),
        (VOID.sparqlEndpoint, NamedNode(f"{collection.base}sparql")),
    )
    yield from _triples_for_publisher(collection, catalogue)
    for part in parts:
        yield from _triples_for_part(collection, part)


def dataset_of(part: Part) -> NamedNode:
    """Return the IRI of a review's dataset, which its own meta graph describes."""
    return NamedNode(f"{part.base}meta/dataset")


def _record_of(collection: Collection, part: Part) -> NamedNode:
    return NamedNode(f"{collection.base}records/{part.slug}")


def _triples_for_publisher(collection: Collection, catalogue: NamedNode) -> Iterator[Triple]:
    if collection.publisher:
        publisher = NamedNode(f"{collection.base}publisher")
        yield from describe(catalogue, (DCTERMS.publisher, publisher))
        yield from describe(publisher, (RDF.type, FOAF.Agent), (FOAF.name, collection.publisher))
    if collection.contact:
        contact = NamedNode(f"{collection.base}contact")
        address = NamedNode(contact_address(collection.contact))
        way = VCARD.hasEmail if address.value.startswith("mailto:") else VCARD.hasURL
        name = collection.publisher or collection.contact
        yield from describe(catalogue, (DCAT.contactPoint, contact))
        yield from describe(contact, (RDF.type, VCARD.Kind), (VCARD.fn, name), (way, address))


def _triples_for_part(collection: Collection, part: Part) -> Iterator[Triple]:
    """Yield the record of a review, and the file with its graphs."""
    review = part.facts["review"]
    record, file = _record_of(collection, part), NamedNode(f"{collection.base}files/{part.slug}")
    address = NamedNode(f"{collection.base}data/{part.slug}.nq")
    title: Value = Literal(review["title"], language=review["language"])
    yield from describe(
        record,
        (RDF.type, DCAT.CatalogRecord),
        (DCTERMS.title, title),
        (DCTERMS.identifier, part.digest),
        (FOAF.primaryTopic, dataset_of(part)),
    )
    yield from describe(dataset_of(part), (DCAT.distribution, file))
    yield from describe(
        file,
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, f"{part.slug}.nq"),
        (DCTERMS["format"], FORMATS[_NQUADS.w3c]),
        (DCAT.accessURL, address),
        (DCAT.downloadURL, address),
        (DCAT.byteSize, part.size),
        (SPDX.checksum, NamedNode(f"{file.value}#checksum")),
    )
    yield from describe(
        NamedNode(f"{file.value}#checksum"),
        (RDF.type, SPDX.Checksum),
        (SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        (SPDX.checksumValue, Literal(part.sha256, datatype=XSD.hexBinary)),
    )
