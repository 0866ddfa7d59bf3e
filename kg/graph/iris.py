"""Paths of records → IRIs, and back; words of the review → literals in its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Self, overload

from pyoxigraph import Literal, NamedNode

from kg.catalogues import ENGLISH, SOURCE, Voice, voice_of
from kg.paths import parse_path, path_for

# In the order in which they are made; the last tells of the others.
GRAPHS = ("ontology", "review", "companions", "inferred", "meta")


@dataclass(frozen=True)
class Iris:
    """The IRIs of one review, all below its base, which ends in a slash, and its language."""

    base: str
    language: str = SOURCE
    # The path of the document whose text passages are of: the review, or one that stands beside it.
    document: str = field(default="review", compare=False)
    # The path of a record in the graph, where the data call it otherwise (`mentions/17`).
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    # Says what the engine has to say in that language.
    voice: Voice = field(default=ENGLISH, compare=False)

    def speaking(self, language: str) -> Self:
        """Return the same IRIs beside words of another language (a tag such as `cy`)."""
        return replace(self, language=language, voice=voice_of(language))

    def calling(self, names: Mapping[str, str]) -> Self:
        """Return the same IRIs with names in the graph for records that data call otherwise."""
        return replace(self, names=names)

    def reading(self, document: str) -> Self:
        """Return the same IRIs for passages of the text of another document, by its path."""
        return replace(self, document=document)

    @property
    def text(self) -> NamedNode:
        """Return the IRI of the document whose text passages are of."""
        return self.of(self.document)

    @overload
    def words(self, text: str) -> Literal: ...
    @overload
    def words(self, text: None) -> None: ...
    def words(self, text: str | None) -> Literal | None:
        """Return a sentence that a curator wrote: only those are in a language, never a print."""
        return None if text is None else Literal(text, language=self.language)

    def of(self, path: str) -> NamedNode:
        """Return the IRI of a path such as `tips/12` or `claims/x#evidence-1`."""
        return NamedNode(self.base + self.names.get(path, path))

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

    @property
    def review(self) -> NamedNode:
        """Return the IRI of the review."""
        return self.of("review")

    def path_of(self, iri: str) -> str | None:
        """Return the path of an IRI of this review, or None for an IRI from elsewhere."""
        if not iri.startswith(self.base):
            return None
        path, mark, fragment = iri.removeprefix(self.base).partition("#")
        return f"{self._entered.get(path, path)}{mark}{fragment}"

    @cached_property
    def _entered(self) -> Mapping[str, str]:
        """Return what the data call the records that have other names in the graph."""
        return {name: path for path, name in self.names.items()}
