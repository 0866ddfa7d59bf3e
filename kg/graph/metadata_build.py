"""A build → how it came about: its files, the rules and inputs it was made by, its service.

The parts of the meta graph that speak of the work rather than of the data: DCAT for the files, with
sizes and checksums, PROV for what was used and done, and the SPARQL service description.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from pyoxigraph import Literal, NamedNode, Store, Triple

from kg.formats import RDF_FORMATS, format_of
from kg.graph.iris import GRAPHS, Iris
from kg.graph.metadata_counts import Counts
from kg.graph.queries import Query
from kg.graph.service_description import triples_for_endpoint
from kg.graph.vocab import (
    DCAT,
    DCTERMS,
    FOAF,
    FORMATS,
    OWL,
    PROV,
    RDF,
    RDFS,
    SD,
    SPDX,
    TT,
    VOID,
    XSD,
    describe,
    engine_words,
)
from kg.manifest import Manifest
from kg.model import Curation


@dataclass(frozen=True, slots=True)
class Publication:
    """What the meta graph is made from.

    `counts` are those of all other graphs, as `count_quads` has them; `files` are the published
    files by their path below the base, such as `data/dataset.nq`; `epoch` is SOURCE_DATE_EPOCH;
    `readers` are the names that the settings give to roles.
    """

    iris: Iris
    manifest: Manifest
    counts: Mapping[str, Counts]
    rules: Mapping[str, Query]
    files: Mapping[str, bytes | Path | None]
    licence: str | None = None
    epoch: str | None = None
    curations: Sequence[Curation] = ()
    readers: Mapping[str, str] = field(default_factory=dict)

    def node(self, path: str) -> NamedNode:
        """Return an IRI of the meta graph."""
        return self.iris.of(f"meta/{path}")

    @property
    def time(self) -> Literal | None:
        """Return the time of the build, where one was given.

        Raises ValueError where `epoch` is no whole number of seconds.
        """
        # https://reproducible-builds.org/specs/source-date-epoch/ : the clock itself is never
        # asked, or two builds of the same files would differ.
        if self.epoch is None:
            return None
        moment = datetime.fromtimestamp(int(self.epoch), tz=UTC)
        return Literal(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), datatype=XSD.dateTime)


def triples_for_file(
    path: str, content: bytes | Path | None, publication: Publication
) -> Iterator[Triple]:
    """Yield a file of the build as a distribution, with its size and checksum.

    What holds this very description (None) cannot tell its own: a checksum would change itself.

    It is one of the whole dataset, or of the graph that it is named for: whoever takes a
    distribution must get all of what it belongs to.
    """
    node = publication.node(f"file/{path}")
    data = content.read_bytes() if isinstance(content, Path) else content
    form = format_of(PurePosixPath(path).suffix)
    media = form.media_types[0]
    address = publication.iris.of(path)
    stem = PurePosixPath(path).stem
    whole = publication.node(f"graph/{stem}") if stem in GRAPHS else publication.node("dataset")
    yield from describe(whole, (DCAT.distribution, node), (VOID.dataDump, address))
    yield from describe(
        node,
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, path),
        # W3C's name of CSV is that of a query's answer, which a file is not.
        (DCTERMS["format"], FORMATS[form.w3c] if form in RDF_FORMATS else None),
        (DCTERMS.license, NamedNode(publication.licence) if publication.licence else None),
        (DCTERMS.issued, publication.time),
        (DCAT.accessURL, address),
        (DCAT.downloadURL, address),
        (DCAT.mediaType, NamedNode(f"https://www.iana.org/assignments/media-types/{media}")),
        (DCAT.byteSize, None if data is None else len(data)),
    )
    if data is not None:
        yield from _triples_for_checksum(node, hashlib.sha256(data).hexdigest())


def _triples_for_checksum(holder: NamedNode, digest: str) -> Iterator[Triple]:
    # SPDX would have a blank node here, whose name is another one in every build.
    node = NamedNode(f"{holder.value}#checksum")
    yield from describe(holder, (SPDX.checksum, node))
    yield from describe(
        node,
        (RDF.type, SPDX.Checksum),
        (SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
        (SPDX.checksumValue, Literal(digest, datatype=XSD.hexBinary)),
    )


def triples_for_build(store: Store, publication: Publication) -> Iterator[Triple]:
    """Yield how the dataset came about: from which inputs, with which tool, by which rules."""
    manifest = publication.manifest
    build, tool, inputs = map(publication.node, ("build", "tool", "inputs"))
    yield from describe(
        build,
        (RDF.type, PROV.Activity),
        (RDFS.label, engine_words("The build of this dataset")),
        (PROV.used, (inputs, publication.iris.review)),
        (PROV.wasAssociatedWith, tool),
        (PROV.endedAtTime, publication.time),
    )
    yield from describe(
        tool,
        (RDF.type, PROV.SoftwareAgent),
        (RDFS.label, f"tiptrace {manifest.tool_version}"),
        (FOAF.name, "tiptrace"),
        (OWL.versionInfo, manifest.tool_version),
    )
    yield from describe(
        inputs,
        (RDF.type, PROV.Entity),
        (RDFS.label, engine_words("All files that the build was made from")),
    )
    yield from _triples_for_checksum(inputs, manifest.inputs)
    inferred = publication.node("graph/inferred")
    yield from describe(inferred, (RDF.type, PROV.Entity), (PROV.wasGeneratedBy, build))
    yield from _triples_for_rules(store, publication)


def _triples_for_rules(store: Store, publication: Publication) -> Iterator[Triple]:
    """Yield the rules as plans that the build followed, each with the terms that it infers."""
    terms = _terms_by_rule(store)
    plans = {name: publication.node(f"rules/{name}") for name in sorted(publication.rules)}
    association = publication.node("build#association")
    yield from describe(
        publication.node("build"),
        (PROV.qualifiedAssociation, association if plans else None),
    )
    if plans:
        yield from describe(
            association,
            (RDF.type, PROV.Association),
            (PROV.agent, publication.node("tool")),
            (PROV.hadPlan, plans.values()),
        )
    for name, plan in plans.items():
        yield from describe(
            plan,
            (RDF.type, (TT.Rule, PROV.Plan)),
            (RDFS.label, name),
            (DCTERMS.description, engine_words(publication.rules[name].summary)),
            (TT.infers, terms.get(name)),
        )


def _terms_by_rule(store: Store) -> dict[str, list[NamedNode]]:
    """Return the terms that the ontology says each rule infers (`tt:inferredByRule`)."""
    terms: dict[str, list[NamedNode]] = {}
    for quad in store.quads_for_pattern(None, TT.inferredByRule, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            terms.setdefault(quad.object.value, []).append(quad.subject)
    return terms


def triples_for_service(publication: Publication) -> Iterator[Triple]:
    """Yield the SPARQL service: its languages, its formats and its graphs."""
    dataset = publication.node("dataset")
    union = publication.node("union-graph")
    node, endpoint = publication.node("service"), publication.iris.of("sparql")
    yield from triples_for_endpoint(node, endpoint, dataset, union=True)
    yield from describe(
        dataset,
        (SD.defaultGraph, union),
        (SD.namedGraph, [publication.node(f"named/{name}") for name in GRAPHS]),
    )
    yield from describe(union, (RDF.type, SD.Graph))
    # The meta graph cannot say its own size or digest: to say it would change them.
    yield from describe(
        publication.node("graph/meta"),
        (RDF.type, (SD.Graph, VOID.Dataset)),
        (DCTERMS.title, engine_words("What the build says of itself")),
        (VOID.dataDump, publication.iris.of("data/meta.ttl")),
    )
    for name in GRAPHS:
        yield from describe(
            publication.node(f"named/{name}"),
            (RDF.type, SD.NamedGraph),
            (SD.name, publication.iris.graph(name)),
            (SD.graph, publication.node(f"graph/{name}")),
        )
