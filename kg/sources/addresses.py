"""Addresses of records: one that every file system takes, and that no other record has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kg.errors import Location, Problem, shorten_text
from kg.paths import fault_of_path, fold_path

Known = Mapping[str, list[Location]]


def check_addresses(known: Known) -> Iterator[Problem]:
    """Yield a problem for each record that would have no file, or another record's.

    `known` maps the path of every record (its IRI without base, the stem of its files) to the
    places that define it. Two records of one path are a matter of `check_links`.
    """
    folded: dict[str, list[tuple[Location, str]]] = {}
    for path, places in known.items():
        fault = fault_of_path(path)
        if fault is not None:
            shown = shorten_text(path)
            message = f"'{shown}' cannot be a file: {fault}; give this record another name"
            yield Problem(min(places), "ADR001", message)
        folded.setdefault(fold_path(path), []).append((min(places), path))
    for found in folded.values():
        (first, name), *others = sorted(found)
        for place, path in others:
            # Keys of one .bib file are told apart by its reader, which knows BibTeX's own rule.
            if place.path != first.path or not place.path.endswith(".bib"):
                message = (
                    f"'{path}' and '{name}' ({first.path}:{first.line}) are one file on Windows "
                    "and macOS; give one of them another name"
                )
                yield Problem(place, "ADR002", message)


def check_taken(known: Known, taken: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each record whose address is that of something that every build makes."""
    for path in sorted(known.keys() & set(taken)):
        message = f"'{path}' is the address of a table that every build makes; give another id"
        yield Problem(min(known[path]), "ADR003", message)
