"""Paths of records → IRIs, and back."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.model import Name
from kg.paths import parse_path, path_for

_DIGITS = 8  # of a digest in a name, as in kg.paths
# In the order in which they are made; the last tells of the others.
GRAPHS = ("ontology", "review", "companions", "inferred", "meta")


@dataclass(frozen=True, slots=True)
class Iris:
    """The IRIs of one review, all below its base, which ends in a slash."""

    base: str

    def of(self, path: str) -> NamedNode:
        """Return the IRI of a path such as `tips/12` or `claims/x#evidence-1`."""
        return NamedNode(self.base + path)

    def all(self, kind: str, names: Iterable[object]) -> list[NamedNode]:
        """Return the IRIs of records of one kind by their ids or codes."""
        return [self.of(path_for(kind, name)) for name in names]

    def one(self, kind: str, name: object | None) -> NamedNode | None:
        """Return the IRI of a record by its id or code, or None for None."""
        return None if name is None else self.of(path_for(kind, name))

    def named(self, paths: Iterable[str]) -> list[NamedNode]:
        """Return the IRIs of records that the data name with their kind: `sources/I/II`."""
        return [self.of(parse_path(path)) for path in paths]

    def graph(self, name: str) -> NamedNode:
        """Return the IRI of a named graph, one of GRAPHS."""
        return self.of(f"graph/{name}")

    def agent(self, name: Name) -> NamedNode:
        """Return the IRI of a person or body, made from the name as printed."""
        return self.of(f"agents/{slug_of(f'{name.particle} {name.family} {name.given}')}")

    @property
    def review(self) -> NamedNode:
        """Return the IRI of the review."""
        return self.of("review")

    def path_of(self, iri: str) -> str | None:
        """Return the path of an IRI of this review, or None for an IRI from elsewhere."""
        return iri.removeprefix(self.base) if iri.startswith(self.base) else None


def slug_of(text: str) -> str:
    """Return a text as a slug: lower case ASCII words joined by hyphens; it is never empty.

    Where ASCII cannot say all of its letters, or it has none, a digest of the whole is added: two
    people whose names are written in another script must not become one.
    """
    # Decomposing takes accents off letters, but no stroke, and it leaves ligatures whole.
    folded = text.casefold().replace("ø", "o").replace("ł", "l").replace("æ", "ae")
    apart = unicodedata.normalize("NFKD", folded)
    plain = "".join(char for char in apart if not unicodedata.combining(char))
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))
    if slug and all(char.isascii() for char in plain if char.isalnum()):
        return slug
    whole = unicodedata.normalize("NFC", text.strip()).encode()
    return "-".join(filter(None, (slug, hashlib.sha256(whole).hexdigest()[:_DIGITS])))
