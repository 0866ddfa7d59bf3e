"""The settings of a project → who made an RO-Crate, who publishes it, and where to write to."""

from __future__ import annotations

from collections.abc import Iterator

from kg.credits import Maker, makers_of
from kg.manifest import Manifest
from kg.paths import slug_of
from kg.webaddress import contact_address

# Who publishes the crate; `#publisher` is that of the review.
_PUBLISHER = "#crate-publisher"
_KINDS = {"//orcid.org/": "Person", "//ror.org/": "Organization"}

Entity = dict[str, object]


def credits_of(manifest: Manifest) -> Entity:
    """Return what the root says of its makers, where the settings tell."""
    told = manifest.credits
    said: Entity = {
        "creator": [{"@id": _id_of(maker)} for maker in makers_of(told.creators)],
        "contributor": [{"@id": _id_of(maker)} for maker in makers_of(told.contributors)],
        "keywords": list(told.keywords),
        "dateCreated": told.created,
    }
    return {name: value for name, value in said.items() if value}


def makers_in(manifest: Manifest) -> Iterator[Entity]:
    """Yield who made the dataset; what a name is, only its address can tell."""
    told = manifest.credits
    makers = {_id_of(one): one for one in makers_of((*told.creators, *told.contributors))}
    for name, maker in makers.items():
        kinds = (kind for mark, kind in _KINDS.items() if mark in maker.iri)
        yield {"@id": name, "@type": next(kinds, "Thing"), "name": maker.name}


def _id_of(maker: Maker) -> str:
    return maker.iri or f"#maker-{slug_of(maker.name)}"


def publication_of(manifest: Manifest) -> Entity:
    """Return what the root says of who publishes it, where the settings tell; else nothing."""
    told: Entity = {}
    if manifest.publisher:
        told["publisher"] = {"@id": _PUBLISHER}
    elif manifest.contact:
        told["contactPoint"] = {"@id": contact_address(manifest.contact)}
    if manifest.address:
        told["url"] = manifest.address
    return told


def publisher_of(manifest: Manifest) -> Iterator[Entity]:
    """Yield who publishes the crate, and where to write to, as RO-Crate wants contacts given."""
    address = contact_address(manifest.contact)
    if manifest.publisher:
        entity: Entity = {"@id": _PUBLISHER, "@type": "Organization", "name": manifest.publisher}
        yield entity | ({"contactPoint": {"@id": address}} if address else {})
    if address:
        key, value = ("url", address)
        if address.startswith("mailto:"):
            key, value = ("email", manifest.contact)
        yield {
            "@id": address,
            "@type": "ContactPoint",
            "contactType": "mistakes and questions",
            key: value,
        }
