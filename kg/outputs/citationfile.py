"""A build and its review → `CITATION.cff`: how the dataset is cited.

https://github.com/citation-file-format/citation-file-format/blob/main/schema-guide.md (1.2.0). The
format demands an author, and nobody is made up: without a publisher there is no such file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from kg.credits import makers_of
from kg.manifest import Manifest
from kg.model.orcids import iri_for_orcid, is_on_orcid, parse_orcid
from kg.webaddress import contact_address

CITATION = "CITATION.cff"


@dataclass(frozen=True, slots=True)
class Cited:
    """What is needed to cite the review: `people` are names, and `orcids` IRIs, both by IRI."""

    iri: str
    title: str
    people: Mapping[str, str]
    year: str = ""
    publisher: str = ""
    rights: str = ""
    summary: str = ""
    orcids: Mapping[str, str] = field(default_factory=dict)


def render_citation(
    manifest: Manifest, review: Cited, date: str, licence: str | None, *, version: str = ""
) -> bytes:
    """Return the file; `date` is the day of publication (YYYY-MM-DD).

    `version` is that of a release; else the digest of the data stands for one.
    """
    values: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it, and the review that it is made from.",
        "type": "dataset",
        "title": manifest.title,
        "authors": _authors_of(manifest),
        "version": version or manifest.digest,
        "date-released": date,
    }
    address = contact_address(manifest.contact)
    if address:
        way = {"email": manifest.contact} if address.startswith("mailto:") else {"website": address}
        values["contact"] = [{"name": manifest.publisher} | way]
    if manifest.address:
        values["url"] = manifest.address
    if licence:
        values["license-url"] = licence
    if review.people:  # an author is demanded of a reference, too
        values["references"] = [_reference_of(review)]
    text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=10_000)
    return text.encode()


def _authors_of(manifest: Manifest) -> list[dict[str, str]]:
    """Return who made the dataset, or else who publishes it."""
    makers = makers_of(manifest.credits.creators)
    if not makers:
        return [{"name": manifest.publisher}]
    return [{"name": one.name} | _address_of(one.iri) for one in makers]


def _address_of(iri: str) -> dict[str, str]:
    """Return what leads to somebody: the format has a field of its own for ORCID iDs."""
    if is_on_orcid(iri):
        return {"orcid": iri_for_orcid(parse_orcid(iri))}
    return {"website": iri} if iri else {}


def _reference_of(review: Cited) -> dict[str, object]:
    """Return the review as a reference; whoever wrote it is named as the graph has the name."""
    entry: dict[str, object] = {
        "type": "report",
        "title": review.title,
        "authors": [
            {"name": name} | _address_of(review.orcids.get(iri, ""))
            for iri, name in review.people.items()
        ],
    }
    if review.year.isdigit():
        entry["year"] = int(review.year)
    if review.publisher:
        entry["institution"] = {"name": review.publisher}
    return entry
