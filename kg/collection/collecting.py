"""Words → a collection, built and swapped in: what is named comes to what is there.

A review that cannot be read is left out and named, and the rest is made. A build is written beside
the one in use; parts that no build needs any more go last, so that whatever ends this, the link
leads to a whole collection.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.builds import new_build, one_build_at_a_time
from kg.collection import concepts as concept_files
from kg.collection import works as work_files
from kg.collection.catalogue import triples_for_catalogue
from kg.collection.gathering import Gathering
from kg.collection.given import find_builds
from kg.collection.graph import (
    as_quads,
    lines_of_triples,
    ontology_graph,
    ontology_lines,
    own_graph,
    shared_lines,
    triples_for_matches,
    triples_for_works,
)
from kg.collection.joining import Union, check_decisions, read_decisions, unite
from kg.collection.parts import QUADS, Part, read_part, remove_part
from kg.collection.settings import FILE, Collection
from kg.collection.site.building import Change, write_site
from kg.collection.sssom import render_matches
from kg.collection.storing import write_collected
from kg.errors import Problem
from kg.graph.store import digest_of, turtle
from kg.graph.vocab import PREFIXES
from kg.manifest import Manifest, read_manifest
from kg.outputs.writing import OutputWriter
from kg.resources import read_engine
from kg.timings import Timings

_PARTS = "parts.json"
_PROPOSALS = "proposals"


@dataclass(frozen=True, slots=True)
class Collected:
    """The outcome: the collection as it is now, what was left out, and whether anything changed."""

    manifest: Manifest | None
    changed: bool
    problems: Sequence[Problem] = ()
    union: Union | None = None


def collect(
    collection: Collection, words: Sequence[str], removed: Sequence[str], timings: Timings
) -> Collected:
    """Bring the builds that words name into a collection, take `removed` out, and build it.

    Raises UsageError where `removed` names no review of it, or its base is now that of a review.
    """
    collection.folder.mkdir(parents=True, exist_ok=True)
    with one_build_at_a_time(collection, timings):
        collection.check_inside(collection.parts)
        engine = read_engine().digest
        before = _parts_of(collection, collection.current)
        gathering = Gathering(collection, engine, dict(before))
        gathering.take_out(removed)
        for named in [one for word in words for one in find_builds(word)]:
            with timings.step(f"take {named}"):
                gathering.take(named)
        return _build(collection, before, gathering, engine, timings)


def _build(
    collection: Collection,
    before: dict[str, Part],
    gathering: Gathering,
    engine: str,
    timings: Timings,
) -> Collected:
    parts, problems = dict(sorted(gathering.parts.items())), gathering.problems
    manifest = read_manifest(collection.current)
    if not parts:
        return Collected(manifest, changed=False, problems=problems)
    digest = _digest_inputs(collection, parts, engine)
    decided = read_decisions(collection)
    problems = [*problems, *decided.problems]
    if manifest is not None and manifest.inputs == digest:
        _remove_unused(collection)
        return Collected(manifest, changed=False, problems=problems)
    with timings.step("join"):
        union = unite(parts, decided)
    problems += check_decisions(union)
    # A build of another engine, or of other settings, is no ground to build on.
    ground = collection.current.resolve() if manifest and _fits(manifest, collection) else None
    kept = before if ground else {}
    change = Change(
        ground,
        tuple(part for part in kept.values() if parts.get(part.slug) != part),
        tuple(part for part in parts.values() if kept.get(part.slug) != part),
    )
    with new_build(collection, digest) as folder:
        made = _write_build(
            collection, union, digest, engine, OutputWriter(folder), change, timings
        )
        made.write(folder)
    _remove_unused(collection)
    return Collected(made, changed=True, problems=problems, union=union)


def _fits(manifest: Manifest, collection: Collection) -> bool:
    return manifest.base == collection.base and manifest.tool_version == __version__


def _write_build(
    collection: Collection,
    union: Union,
    digest: str,
    engine: str,
    outputs: OutputWriter,
    change: Change,
    timings: Timings,
) -> Manifest:
    for name in ("manifest.json", "store"):
        outputs.claim(name, "the build")
    with timings.step("write the data"):
        own, ontology = _own_lines(collection, union), ontology_lines(collection)
        graphs = _write_data(collection, union, own, ontology, outputs)
    manifest = Manifest(
        digest=_digest_data(union, own),
        inputs=digest,
        tool_version=__version__,
        title=collection.title,
        base=collection.base,
        graphs=graphs,
        publisher=collection.publisher,
        contact=collection.contact,
        address=collection.address,
        reviews={slug: part.base for slug, part in union.parts.items()},
    )
    named = ((ontology_graph(collection), ontology), (own_graph(collection), own))
    # Before the site: what is in memory for that comes on top of what the engine takes.
    with timings.step("store the data"):
        write_collected(
            outputs.folder / "store",
            change.before / "store" if change.before else None,
            change.gone,
            change.come,
            [(name, as_quads(lines, name)) for name, lines in named],
        )
    with timings.step("write the site"):
        write_site(collection, union, manifest, engine, outputs, change)
    return manifest


def _own_lines(collection: Collection, union: Union) -> set[bytes]:
    """Return all that stands in the collection's own graph, as lines of N-Triples."""
    concepts = {row["iri"] for part in union.parts.values() for row in part.facts["concepts"]}
    lines = shared_lines([*union.parts.values()])
    lines |= lines_of_triples(triples_for_works(union.groups))
    lines |= lines_of_triples(triples_for_matches(union.decided.concepts, concepts))
    return lines | lines_of_triples(triples_for_catalogue(collection, [*union.parts.values()]))


def _write_data(
    collection: Collection,
    union: Union,
    own: set[bytes],
    ontology: set[bytes],
    outputs: OutputWriter,
) -> dict[str, int]:
    """Write the files of the data and the proposals; return how many triples each graph has."""
    data, site = outputs.below("data"), outputs.below("site")
    owner = "the data"
    data.write("collection.nq", as_quads(own, own_graph(collection)), owner)
    data.write("collection.ttl", turtle(own, PREFIXES), owner)
    data.write("ontology.ttl", turtle(ontology, PREFIXES), owner)
    for part in union.parts.values():
        data.claim(f"{part.slug}.nq", "the data of a review")
        data.link(f"{part.slug}.nq", part.folder / QUADS)
    for path in sorted(data.folder.iterdir()):
        site.claim(f"data/{path.name}", "a file to take away")
        site.link(f"data/{path.name}", path)
    _write_proposals(union, outputs.below(_PROPOSALS))
    told = [{"slug": part.slug, "part": part.name} for part in union.parts.values()]
    outputs.write(_PARTS, f"{json.dumps(told, indent=0)}\n".encode(), "the list of parts")
    graphs = {own_graph(collection).value: len(own)}
    graphs[ontology_graph(collection).value] = len(ontology)
    for part in union.parts.values():
        graphs |= part.graphs or {}
    return graphs


def _write_proposals(union: Union, outputs: OutputWriter) -> None:
    """Write the pairs that a person may judge, each kind in a file of the form that is read."""
    how = (
        "Pairs that may be one. None is joined until you say so: copy a line into {file}",
        "in the folder of the collection, with the line that names the columns, and run",
        "kg collect again. Write Not into predicate_modifier where two are not the same: the",
        "pair is then not shown again.",
    )
    for file, title, pairs in (
        (work_files.FILE, "Works that may be the same", union.likely_works),
        (concept_files.FILE, "Concepts that may be the same", union.likely_concepts),
    ):
        told = [line.format(file=file) for line in how]
        outputs.write(file, render_matches(pairs, title, told), "pairs to be judged")


def _digest_data(union: Union, own: set[bytes]) -> str:
    parts = (part.sha256.encode() for part in union.parts.values())
    return digest_of(b"\n".join((*parts, *sorted(own))))


def _digest_inputs(collection: Collection, parts: dict[str, Part], engine: str) -> str:
    """Return the digest over all that a build of a collection is made from."""
    files = [FILE, work_files.FILE, concept_files.FILE]
    paths = [collection.folder / name for name in files]
    held = [digest_of(path.read_bytes()) if path.is_file() else "" for path in paths]
    told = (__version__, engine, *held, *(part.name for part in parts.values()))
    return digest_of("\0".join(told).encode())


def _parts_of(collection: Collection, build: Path) -> dict[str, Part]:
    """Return the parts of a build, by slug; none where there is no build."""
    try:
        told = json.loads((build / _PARTS).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    found = (read_part(collection.parts / one["part"]) for one in told)
    return {part.slug: part for part in found if part is not None}


def _remove_unused(collection: Collection) -> None:
    """Remove the parts that no build names: those of states before, and what was never finished."""
    used = {
        part.name
        for build in (collection.build / "builds").glob("*")
        for part in _parts_of(collection, build).values()
    }
    for path in collection.parts.glob("*"):
        if path.name not in used:
            remove_part(path)
