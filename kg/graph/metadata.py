"""A build → what it says of itself: the meta graph.

VoID counts what is in the dataset, DCAT lists the files with their sizes and checksums, PROV tells
what the build was made from and by which rules, who read the records and when, and the service
description names the graphs.
Every figure is computed, nothing is typed. Without `SOURCE_DATE_EPOCH` there is no time in it, so
that two builds are the same. All new IRIs lie below `<base>meta/`; there are no blank nodes. Names
that records had before stand here too, and in no other graph: nothing must be counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.credits import Maker, makers_of
from kg.formats import RDF_FORMATS, format_of
from kg.graph.formernames import quads_for_former_names, select_former_names
from kg.graph.iris import Iris
from kg.graph.metadata_build import (
    Publication,
    triples_for_build,
    triples_for_file,
    triples_for_service,
)
from kg.graph.metadata_counts import Counts, triples_for_counts, vocabularies_of
from kg.graph.store import quads_in
from kg.graph.triples.curation import triples_for_curation
from kg.graph.vocab import (
    DCAT,
    DCTERMS,
    FOAF,
    FORMATS,
    PROV,
    RDF,
    SD,
    SKOS,
    TT,
    VCARD,
    VOID,
    XSD,
    describe,
    engine_words,
)
from kg.paths import slug_of
from kg.webaddress import contact_address

# What someone who meets the dataset should look at first, so the classes that say most about it.
_EXAMPLES = (TT.Tip, TT.Source, TT.Claim, TT.Concept, TT.Implication, TT.Section)
# Without the meta graph: it describes the others, and cannot count itself before it is written.
_GRAPHS = {
    "ontology": "The ontology that the data uses",
    "review": "What the review says and where it says it",
    "companions": "What the companion documents say",
    "inferred": "What follows from the rest by rules; never mixed with what the texts say",
}
_NOTE = (
    "Addresses below the base of this dataset answer once the build is published there. Until then "
    "the files lie beside this description."
)


def quads_for_metadata(store: Store, publication: Publication) -> Iterator[Quad]:
    """Yield the meta graph of a build; the store must hold all the other graphs."""
    yield from quads_in_meta(_triples_for_metadata(store, publication), publication.iris)
    yield from quads_for_former_names(publication.iris, *select_former_names(store))


def _triples_for_metadata(store: Store, publication: Publication) -> Iterator[Triple]:
    counts = publication.counts  # the empty name stands for the union of all graphs
    yield from _triples_for_dataset(store, publication, counts[""])
    yield from _triples_for_publisher(publication)
    yield from _triples_for_makers(publication)
    for name, described in _GRAPHS.items():
        yield from _triples_for_graph(name, described, publication, counts)
    for path, content in sorted(publication.files.items()):
        yield from triples_for_file(path, content, publication)
    yield from triples_for_build(store, publication)
    yield from triples_for_service(publication)
    yield from triples_for_curation(publication.curations, publication.readers, publication.iris)


def quads_in_meta(triples: Iterable[Triple], iris: Iris) -> list[Quad]:
    """Return triples as quads of the meta graph."""
    return quads_in(iris.graph("meta"), triples)


def _triples_for_dataset(
    store: Store, publication: Publication, counts: Counts
) -> Iterator[Triple]:
    """Yield the dataset as a whole: what it is, what it holds, where its parts are."""
    iris, manifest = publication.iris, publication.manifest
    dataset = publication.node("dataset")
    home = NamedNode(manifest.address) if manifest.address else iris.of("")
    formats = {format_of(PurePosixPath(path).suffix) for path in publication.files}
    yield from triples_for_counts(dataset, counts, iris.base)
    yield from describe(
        dataset,
        (RDF.type, (DCAT.Dataset, PROV.Entity, SD.Dataset)),
        (DCTERMS.title, manifest.title),
        (DCTERMS.description, _description_of(publication)),
        (DCTERMS.created, _day(manifest.credits.created)),
        (DCAT.keyword, [iris.words(word) for word in manifest.credits.keywords]),
        # The words of the review that bear on what may be done with its data.
        (DCTERMS.rights, _values(store, iris.review, DCTERMS.rights)),
        (DCTERMS.license, NamedNode(publication.licence) if publication.licence else None),
        (DCTERMS.identifier, manifest.digest),
        # The day of a release, where the settings name it, and else the moment of the build.
        (DCTERMS.issued, _day(manifest.credits.issued) or publication.time),
        (DCTERMS.language, _values(store, iris.review, DCTERMS.language)),
        (DCTERMS.source, iris.review),
        (DCAT.version, manifest.digest),
        (DCAT.landingPage, home),
        (FOAF.homepage, home),
        (SKOS.editorialNote, engine_words(_NOTE)),
        (PROV.wasDerivedFrom, (iris.review, publication.node("inputs"))),
        (PROV.wasGeneratedBy, publication.node("build")),
        (TT.isDraft, manifest.draft or None),
        (VOID.uriSpace, iris.base),
        (VOID.rootResource, iris.review),
        (VOID.sparqlEndpoint, iris.of("sparql")),
        (VOID.feature, [FORMATS[form.w3c] for form in RDF_FORMATS if form in formats]),
        (VOID.vocabulary, vocabularies_of(counts)),
        (VOID.exampleResource, _examples(counts)),
        (VOID.subset, [publication.node(f"graph/{name}") for name in _GRAPHS]),
    )
    yield from _triples_for_description(publication)


def _triples_for_description(publication: Publication) -> Iterator[Triple]:
    title = publication.manifest.title
    yield from describe(
        publication.node("description"),
        (RDF.type, VOID.DatasetDescription),
        (DCTERMS.title, engine_words(f"What is in the dataset {title}")),
        (FOAF.primaryTopic, publication.node("dataset")),
    )


def _triples_for_publisher(publication: Publication) -> Iterator[Triple]:
    """Yield who publishes the dataset and whom to write to, where the settings tell; else nothing.

    https://www.w3.org/TR/vocab-dcat-3/#Property:resource_contact_point
    """
    manifest, dataset = publication.manifest, publication.node("dataset")
    if manifest.publisher:
        publisher = publication.node("publisher")
        yield from describe(dataset, (DCTERMS.publisher, publisher))
        yield from describe(publisher, (RDF.type, FOAF.Agent), (FOAF.name, manifest.publisher))
    if manifest.contact:
        contact = publication.node("contact")
        address = NamedNode(contact_address(manifest.contact))
        way = VCARD.hasEmail if address.value.startswith("mailto:") else VCARD.hasURL
        yield from describe(dataset, (DCAT.contactPoint, contact))
        yield from describe(
            contact,
            (RDF.type, VCARD.Kind),
            (VCARD.fn, manifest.publisher or manifest.contact),
            (way, address),
        )


def _triples_for_makers(publication: Publication) -> Iterator[Triple]:
    """Yield who made the dataset, as the settings tell; named readers of the records took part."""
    told, readers = publication.manifest.credits, publication.readers
    roles = {reading.reader for one in publication.curations for reading in one.readings}
    named = [readers[role] for role in sorted(roles & readers.keys())]
    # A reader may be told of as a creator, too: one name is one maker.
    makers = {maker.name: maker for maker in makers_of((*told.creators, *told.contributors))}
    makers |= {name: Maker(name) for name in named if name not in makers}
    creators = {maker.name for maker in makers_of(told.creators)}
    for name, maker in makers.items():
        node = node_of_maker(maker, publication.iris)
        way = DCTERMS.creator if name in creators else DCTERMS.contributor
        yield from describe(publication.node("dataset"), (way, node))
        yield from describe(node, (RDF.type, FOAF.Agent), (FOAF.name, name))


def node_of_maker(maker: Maker, iris: Iris) -> NamedNode:
    """Return what stands for a maker: their own address, or one of ours made of the name."""
    return NamedNode(maker.iri) if maker.iri else iris.of(f"meta/makers/{slug_of(maker.name)}")


def _description_of(publication: Publication) -> Literal:
    """Return what is in the dataset: what the settings say, or what all datasets of ours hold."""
    told = publication.manifest.credits.description
    if told:
        return publication.iris.words(told)
    return engine_words(
        f"What one review says, as data ({publication.manifest.title}): its claims, citations, "
        "sources and recommendations, what speaks for and against each, and the place of each in "
        "the text."
    )


def _day(text: str) -> Literal | None:
    return Literal(text, datatype=XSD.date) if text else None


def _values(store: Store, subject: NamedNode, predicate: NamedNode) -> list[Literal]:
    found = store.quads_for_pattern(subject, predicate, None)
    return [quad.object for quad in found if isinstance(quad.object, Literal)]


def _examples(counts: Counts) -> list[NamedNode]:
    """Return the first thing of each main class: `tips/1` before `tips/10`."""
    members = (counts.classes.get(str(kind), set()) for kind in _EXAMPLES)
    firsts = (min(names, key=lambda name: (len(name), name)) for names in members if names)
    return [NamedNode(name.strip("<>")) for name in firsts]


def _triples_for_graph(
    name: str, described: str, publication: Publication, counts: Mapping[str, Counts]
) -> Iterator[Triple]:
    """Yield a named graph as a dataset of its own, with its own counts."""
    graph = publication.iris.graph(name)
    part = publication.node(f"graph/{name}")
    yield from triples_for_counts(part, counts.get(graph.value, Counts()), publication.iris.base)
    yield from describe(
        part,
        (RDF.type, (DCAT.Dataset, SD.Graph)),
        (DCTERMS.title, engine_words(described)),
        (DCTERMS.isPartOf, publication.node("dataset")),
    )
