"""A release → `.zenodo.json`: what Zenodo is to say of it (https://developers.zenodo.org/#entities).

Zenodo fills in what the file leaves out: CC0 where no licence is named, and whoever pushed to a
repository where no creator is. So there is a file only where both are known.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from types import MappingProxyType

from kg.manifest import Manifest
from kg.outputs.citationfile import Cited

ZENODO = ".zenodo.json"
# Zenodo names licences by their SPDX identifiers in small letters.
_LICENCES: Mapping[str, str] = MappingProxyType(
    {
        "creativecommons.org/licenses/by/4.0": "cc-by-4.0",
        "creativecommons.org/licenses/by-sa/4.0": "cc-by-sa-4.0",
        "creativecommons.org/licenses/by-nc/4.0": "cc-by-nc-4.0",
        "creativecommons.org/licenses/by-nd/4.0": "cc-by-nd-4.0",
        "creativecommons.org/licenses/by-nc-sa/4.0": "cc-by-nc-sa-4.0",
        "creativecommons.org/licenses/by-nc-nd/4.0": "cc-by-nc-nd-4.0",
        "creativecommons.org/publicdomain/zero/1.0": "cc0-1.0",
        "opensource.org/license/mit": "mit",
        "opendatacommons.org/licenses/odbl/1-0": "odbl-1.0",
    }
)


def find_licence(address: str | None) -> str | None:
    """Return Zenodo's name of a licence by its address, or None where that is not known here."""
    plain = (address or "").partition("://")[2].rstrip("/")
    return _LICENCES.get(plain.removeprefix("www."))


def fault_of_zenodo(manifest: Manifest, licence: str | None) -> str | None:
    """Return why there can be no such file, or None."""
    if not manifest.publisher:
        return "it needs a creator, and tiptrace.toml names no publisher"
    if not licence:
        return "without a licence Zenodo takes CC0, and tiptrace.toml names none"
    if find_licence(licence) is None:
        return f"what Zenodo calls the licence {licence} is not known here; choose it there"
    return None


def render_zenodo(
    manifest: Manifest, review: Cited, version: str, day: str, licence: str | None
) -> bytes:
    """Return the file of a release that has no fault; `day` is YYYY-MM-DD."""
    values: dict[str, object] = {
        "upload_type": "dataset",
        "title": manifest.title,
        "version": version,
        "publication_date": day,
        "creators": [{"name": manifest.publisher}],
        # It is read as HTML.
        "description": f"<p>{html.escape(review.summary or manifest.title, quote=False)}</p>",
        "license": find_licence(licence),
    }
    if manifest.address:
        values["related_identifiers"] = [
            {"identifier": manifest.address, "relation": "isDocumentedBy", "scheme": "url"}
        ]
    values["references"] = [_reference_to(review)]
    return f"{json.dumps(values, ensure_ascii=False, indent=2)}\n".encode()


def _reference_to(review: Cited) -> str:
    """Return the review in one line: people (year). Title. Publisher."""
    who = ", ".join(review.people.values())
    year = f"({review.year})" if review.year else ""
    parts = (" ".join(filter(None, (who, year))), review.title, review.publisher)
    return " ".join(f"{part.removesuffix('.')}." for part in parts if part)
