"""Keys that a text cites by → the names of the works that they mean (`ids` of their entries)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.imports.references.joining import Joining
from kg.imports.references.keytables import KeyRow
from kg.imports.references.works import Work
from kg.imports.report import Line
from kg.sources.citations.works import canonical_key


def give_names(joining: Joining, rows: Iterable[KeyRow]) -> None:
    """Give each work the keys of a text that nothing else in its entry says; tell the others."""
    known: dict[str, str] = {}
    for key, work in joining.works():
        for name in _names_of(key, work):
            known.setdefault(canonical_key(name), key)
    for row in rows:
        place = f"{row.place.path}:{row.place.line}"
        if canonical_key(row.key) in known:
            continue
        found = next((known[one] for one in map(canonical_key, row.means) if one in known), None)
        if found is None:
            words = f"no reference is {row.means[0]}; bring it in, then this file again"
        elif "," in row.key:
            words = f"it means {found}; a name in ids has no comma, so enter what cites it by hand"
        elif joining.add_name(found, row.key):
            known[canonical_key(row.key)] = found
            joining.report.changed.append(Line(found, f"ids: cited as {row.key}", place))
            continue
        else:
            words = f"it means {found}; write it into ids of that entry"
        joining.report.look.append(Line(row.key, words, place))


def _names_of(key: str, work: Work) -> Iterator[str]:
    yield key
    yield from work.names
    for name in ("doi", "pmid", "pmcid", "url", "isbn"):
        if work.plain(name):
            yield f"{name}:{work.plain(name)}"
    if work.plain("eprint"):
        yield f"{work.plain('eprinttype') or 'arxiv'}:{work.plain('eprint')}"
