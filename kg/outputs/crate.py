"""A build → an RO-Crate 1.1: the build's files with a description that other tools read.

https://www.researchobject.org/ro-crate/specification/1.1/ . The crate holds the dumps, the tables,
the site and the manifest; the store is left out, for it can be loaded from the dumps. The review is
named as what the data are based on, ready to be cited.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Store

from kg.formats import format_of
from kg.graph.iris import Iris
from kg.graph.queries import term_text
from kg.graph.vocab import DCTERMS, FOAF, TT
from kg.manifest import Manifest
from kg.outputs.citationfile import CITATION, Cited, render_citation
from kg.outputs.cratemakers import Entity, credits_of, makers_in, publication_of, publisher_of
from kg.outputs.writing import OutputWriter

METADATA = "ro-crate-metadata.json"
CONTENT = ("data", "tables", "tables-corrected", "tables-derived", "site")
_DESCRIPTIONS = {
    "data": "The dataset: sorted N-Quads of everything, and Turtle of each named graph",
    "tables": "The tables of the review, regenerated from the dataset",
    "tables-corrected": "The same with proved faults mended, each with a remark that names it",
    "tables-derived": "For each table, what speaks for its cells, and what it lacks",
    "site": "The pages, as they are published",
    CITATION: "How the dataset and the review are cited",
    "manifest.json": "The digests and the counts of the build",
    "site.zip": "The pages, as they are published, in one file",
}
_NO_LICENCE = "#rights"


@dataclass(frozen=True, slots=True)
class Crate:
    """A build as a crate: who writes its files, what they were made from, and on which day.

    `version` is that of a release; else the digest of the data stands for one.
    """

    outputs: OutputWriter
    manifest: Manifest
    review: Cited
    date: str
    licence: str | None = None
    version: str = ""

    @property
    def folder(self) -> Path:
        """Return where its files lie."""
        return self.outputs.folder


def read_cited(store: Store, iris: Iris, title: str) -> Cited:
    """Return the review as it is cited; `title` serves where the graph gives none."""

    def values(subject: NamedNode, predicate: NamedNode) -> list[str]:
        found = store.quads_for_pattern(subject, predicate, None)
        return sorted({term_text(quad.object) for quad in found})

    def first(predicate: NamedNode) -> str:
        return next(iter(values(iris.review, predicate)), "")

    people = _creators_of(store, iris.review)
    return Cited(
        iri=iris.review.value,
        title=": ".join(filter(None, (first(DCTERMS.title) or title, first(TT.subtitle)))),
        people={iri: " and ".join(values(NamedNode(iri), FOAF.name)) for iri in people},
        orcids={iri: one for iri in people for one in values(NamedNode(iri), TT.orcid)},
        year=first(DCTERMS.issued),
        publisher=first(TT.publisherName),
        rights=first(DCTERMS.rights),
        summary=first(DCTERMS.description),
    )


def _creators_of(store: Store, review: NamedNode) -> list[str]:
    """Return the IRIs of those who wrote the review, in the order of its title page."""
    found: list[tuple[int, str]] = []
    for quad in store.quads_for_pattern(review, TT.hasContribution, None):
        part = quad.object
        assert isinstance(part, NamedNode)  # the graph has no other
        [order], [who] = (
            [term_text(one.object) for one in store.quads_for_pattern(part, term, None)]
            for term in (TT.order, TT.contributor)
        )
        found.append((int(order), who))
    return [who for _, who in sorted(found)]


def write_crate(build: Path, crate: Crate) -> None:
    """Copy a build's files into the crate's folder and describe them."""
    found = [path for name in CONTENT for path in sorted((build / name).rglob("*"))]
    for path in [*found, build / "manifest.json"]:
        if path.is_file():
            name = path.relative_to(build).as_posix()
            crate.outputs.write(name, path.read_bytes(), "a file of the build")
    if crate.manifest.publisher:
        citation = render_citation(crate.manifest, crate.review, crate.date, crate.licence)
        crate.outputs.write(CITATION, citation, "how the crate is cited")
    # Last: it tells the size and the digest of every file that has been written.
    text = json.dumps(metadata_of(crate), ensure_ascii=False, indent=2)
    crate.outputs.write(METADATA, f"{text}\n".encode(), "the crate's own description")


def metadata_of(crate: Crate) -> Mapping[str, object]:
    """Return the content of `ro-crate-metadata.json`."""
    files = list(_files_of(crate.folder))
    entities: list[Entity] = [
        {
            # The file that describes describes itself first (RO-Crate 1.1, root data entity).
            "@id": METADATA,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        },
        _root_of(crate, files),
        *files,
        *_context_of(crate),
    ]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": entities}


def _root_of(crate: Crate, files: list[Entity]) -> Entity:
    manifest = crate.manifest
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": f"Draft: {manifest.title}" if manifest.draft else manifest.title,
        **({"creativeWorkStatus": "Draft"} if manifest.draft else {}),
        "description": _description_of(crate),
        "datePublished": crate.date,
        # The profile demands one: where none is stated, the review's own words on rights do.
        "license": {"@id": crate.licence or _NO_LICENCE},
        "identifier": f"sha256:{manifest.digest}",
        "version": crate.version or manifest.digest,
        "isBasedOn": {"@id": crate.review.iri},
        "citation": {"@id": crate.review.iri},
        # A crate counts as its own only what is reached from here.
        "hasPart": [{"@id": entity["@id"]} for entity in files],
        "mentions": {"@id": "#build"},
        **publication_of(manifest),
        **credits_of(manifest),
    }


def _description_of(crate: Crate) -> str:
    """Return what is in the crate, which is not what the review says of itself."""
    about = f"What a review says, as data: {crate.review.title}"
    return crate.manifest.credits.description or about


def _files_of(folder: Path) -> Iterator[Entity]:
    """Yield folders and files; the many files of the site are described by their folder."""
    for name in CONTENT:
        if (folder / name).is_dir():
            yield {
                "@id": f"{name}/",
                "@type": "Dataset",
                "name": name,
                "description": _DESCRIPTIONS[name],
            }
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix()
        if (
            path.is_file()
            and not shown.startswith("site/")
            and path.name != "ro-crate-metadata.json"
        ):
            yield _file_of(path, shown)


def _file_of(path: Path, shown: str) -> Entity:
    content = path.read_bytes()
    return {
        "@id": shown,
        "@type": "File",
        "name": path.name,
        "description": _DESCRIPTIONS.get(shown, f"{path.stem}, as {path.suffix.lstrip('.')}"),
        "encodingFormat": format_of(path.suffix).media_types[0],
        "contentSize": str(len(content)),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _context_of(crate: Crate) -> Iterator[Entity]:
    """Yield what the crate speaks of besides its files: review, tool, inputs, build, licence."""
    yield from _review_of(crate.review)
    yield from publisher_of(crate.manifest)
    yield from makers_in(crate.manifest)
    yield {
        "@id": "#tool",
        "@type": "SoftwareApplication",
        "name": "tiptrace",
        "version": crate.manifest.tool_version,
    }
    yield {
        "@id": "#inputs",
        "@type": "CreativeWork",
        "name": "All files that the build was made from",
        "identifier": f"sha256:{crate.manifest.inputs}",
    }
    yield {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "The build",
        "instrument": {"@id": "#tool"},
        "object": {"@id": "#inputs"},
        "result": {"@id": "./"},
    }
    yield _licence_of(crate)


def _review_of(review: Cited) -> Iterator[Entity]:
    """Yield the review as something to cite, with the people and the body behind it."""
    entity: Entity = {"@id": review.iri, "@type": "Report", "name": review.title}
    people = [{"@id": iri} for iri in review.people]
    if people:
        # A list of one is valid JSON-LD, but flat readers of crates show it as a list.
        entity["author"] = people[0] if len(people) == 1 else people
    for key, value in (("datePublished", review.year), ("copyrightNotice", review.rights)):
        if value:
            entity[key] = value
    if review.publisher:
        entity["publisher"] = {"@id": "#publisher"}
        yield {"@id": "#publisher", "@type": "Organization", "name": review.publisher}
    yield entity
    for iri, name in review.people.items():
        known = {"sameAs": {"@id": review.orcids[iri]}} if iri in review.orcids else {}
        yield {"@id": iri, "@type": "Person", "name": name, **known}


def _licence_of(crate: Crate) -> Entity:
    if crate.licence:
        name = crate.licence.removeprefix("https://").rstrip("/")
        return {
            "@id": crate.licence,
            "@type": "CreativeWork",
            "name": name,
            "description": "The licence of the data",
        }
    rights = crate.review.rights or "The rights are not stated."
    return {"@id": _NO_LICENCE, "@type": "CreativeWork", "name": "Rights", "description": rights}
