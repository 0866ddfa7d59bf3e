"""A build → the part of it that a collection keeps: its quads, its facts, its site, in a folder.

A part is named by a digest of what it was made from, written beside the others and swapped in by
one rename. Then it never changes: builds of the collection share it, and one that is named anew is
found by its name. What it costs, it costs once.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg import __version__
from kg.collection.buildfiles import (
    DATASET,
    MANIFEST,
    META,
    BuildFiles,
    LeftOut,
    save_site,
)
from kg.collection.facts import read_facts
from kg.collection.indexing import document_of, write_documents
from kg.collection.reviewdata import (
    check_base,
    check_counts,
    check_whole,
    find_base,
    is_draft,
    list_told,
    load_dataset,
    split_dataset,
)
from kg.collection.versions import tell_version
from kg.errors import QueryError
from kg.graph.store import digest_of
from kg.manifest import parse_foreign_manifest
from kg.outputs.cells import Row
from kg.outputs.writing import OutputWriter
from kg.paths import digest_of as short_digest_of
from kg.paths import fault_of_name, slug_of
from kg.webaddress import url_fault

_HEAD, _FACTS, _SAID, _FOUND = "part.json", "facts.json", "said.json", "documents.json"
QUADS, SHARED, INDEX = "review.nq", "shared.nt", "search.db"
_LONGEST_SLUG = 60
# The collection's own files of data have these names.
_OURS = {"collection", "ontology"}


@dataclass(frozen=True)
class Part:
    """The part of a review. `name` is that of its folder, `slug` that of its addresses.

    `graphs` counts the triples by named graph; `address` is where its own site is published, and
    `files` how many files that has here. `size` and `sha256` are those of the file with its quads.
    `version` says by what its build was of another version than this one.
    """

    folder: Path
    slug: str
    base: str
    title: str
    digest: str
    address: str = ""
    tool_version: str = ""
    files: int = 0
    size: int = 0
    sha256: str = ""
    graphs: Mapping[str, int] | None = None
    version: str = ""

    @property
    def name(self) -> str:
        """Return the name of its folder, which tells it from every other state of the review."""
        return self.folder.name

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return review, counts, works and concepts."""
        return self._read(_FACTS)

    @property
    def said(self) -> dict[str, dict[str, list[Row]]]:
        """Return what is said on the strength of a source (`said`) and about a concept.

        Not kept, for it is as large as the review.
        """
        return self._read(_SAID)

    @property
    def documents(self) -> list[Row]:
        """Return what can be found; not kept, for it is read once."""
        return list(self._read(_FOUND)["documents"])

    def index(self) -> Path:
        """Return the file of its full-text index, made where an engine before this made none."""
        path = self.folder / INDEX
        if not path.is_file():
            work = path.with_name(f".{INDEX}")
            work.unlink(missing_ok=True)
            write_documents(work, map(document_of, self.documents))
            work.rename(path)
        return path

    def shared_lines(self) -> list[bytes]:
        """Return what the review says of things that are not its own, as lines of N-Triples."""
        return (self.folder / SHARED).read_bytes().splitlines()

    def _read(self, name: str) -> dict[str, Any]:
        content: dict[str, Any] = json.loads((self.folder / name).read_bytes())
        return content


def read_part(folder: Path) -> Part | None:
    """Read the head of a part; None where there is none."""
    try:
        return Part(folder, **json.loads((folder / _HEAD).read_bytes()))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def stamp_of(files: BuildFiles, engine: str) -> str:
    """Return the digest of a build and of the engine's own: a part that has it is the same."""
    digest = hashlib.sha256(f"{__version__}\0{engine}\0{files.stamp()}".encode())
    for name in (DATASET, META, MANIFEST):
        content = files.read(name) or b""
        digest.update(f"\0{name} {len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def take_part(files: BuildFiles, engine: str, parts: Path, taken: Mapping[str, str]) -> Part:
    """Return the part of a build, made if it is not there; `taken` are bases by slug.

    `engine` is the digest of the engine's files: another one may read other facts.

    Raises LeftOut where the build is no build, or clashes with another review.
    """
    content = files.read(DATASET)
    if content is None:
        raise LeftOut(f"there is no {DATASET}; give a build")
    stamp = stamp_of(files, engine)
    known = _find_part(parts, stamp, taken)
    if known is not None:
        check_base(known.base, taken)
        return known
    store = load_dataset(content, files.read(META))
    base = find_base(store)
    check_base(base, taken)
    told = files.read(MANIFEST)
    manifest = parse_foreign_manifest(told or b"")
    if is_draft(store) or (manifest is not None and manifest.draft):
        raise LeftOut("it is a draft, and others would take it for more; run kg build")
    counts = manifest.graphs if manifest is not None else list_told(store)
    if files.from_server:
        check_counts(store, base, counts)
    check_whole(store, counts)
    address = manifest.address if manifest is not None else ""
    head = {
        "slug": _slug_for(base, taken),
        "base": base,
        "digest": stamp,
        "address": address if isinstance(address, str) and not url_fault(address) else "",
        "tool_version": manifest.tool_version if manifest is not None else "",
        "files": len(files.site),
        "version": tell_version(store, told),
        # Which has no triples stands in no file, and answers all the same.
        "graphs": _list_empty(manifest.graphs, base) if manifest is not None else {},
    }
    return _make_part(parts, store, files, head)


def _list_empty(graphs: Mapping[str, int], base: str) -> dict[str, int]:
    return {
        name: 0 for name, many in graphs.items() if not many and name.startswith(f"{base}graph/")
    }


def _make_part(parts: Path, store: Store, files: BuildFiles, head: dict[str, Any]) -> Part:
    """Write a part beside the others and move it in, so that it is there whole or not at all.

    Nothing of a build that somebody writes meanwhile is kept: the half of it may be older.
    """
    work = parts / ".new"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        _write_part(work, store, files, head)
        files.check_unchanged()
        target = parts / f"{head['slug']}-{head['digest'][:16]}"
        work.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    made = read_part(target)
    assert made is not None
    return made


def remove_part(folder: Path) -> None:
    """Remove a part, or what was never finished: it is no part any more before a file of it goes.

    Else a part of which a kill had left the head alone would be taken for a whole one later.
    """
    gone = folder.with_name(".gone")
    if folder != gone:
        shutil.rmtree(gone, ignore_errors=True)
        folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _find_part(parts: Path, stamp: str, taken: Mapping[str, str]) -> Part | None:
    there = filter(None, map(read_part, sorted(parts.glob(f"*-{stamp[:16]}"))))
    return next((one for one in there if one.slug == _slug_for(one.base, taken)), None)


def _write_part(work: Path, store: Store, files: BuildFiles, head: dict[str, Any]) -> None:
    base = str(head["base"])
    own, shared, graphs = split_dataset(store, base)
    try:
        facts = read_facts(store, base, files.site.keys())
    except (QueryError, ValueError) as error:
        why = f"its data cannot be read as a review: {error}"
        raise LeftOut("; ".join(filter(None, (why, str(head["version"]))))) from error
    (work / QUADS).write_bytes(own)
    (work / SHARED).write_bytes(shared)
    told = asdict(facts)
    _write(work / _SAID, {name: told.pop(name) for name in ("said", "about")})
    told["found"] = len(told["documents"])
    write_documents(work / INDEX, map(document_of, told["documents"]))
    _write(work / _FOUND, {"documents": told.pop("documents")})
    _write(work / _FACTS, told)
    if files.site:
        save_site(files, OutputWriter(work / "site"))
    # Last: a folder without it is no part.
    told = {"title": facts.review["title"], "graphs": {**head["graphs"], **graphs}}
    _write(work / _HEAD, head | told | {"size": len(own), "sha256": digest_of(own)})


def _write(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(f"{text}\n", encoding="utf-8")


def _slug_for(base: str, taken: Mapping[str, str]) -> str:
    """Return what a review is called in addresses: the last part of its base, if that is free."""
    named = next((slug for slug, other in taken.items() if other == base), None)
    if named is not None:
        return named
    parts = [part for part in re.split(r"[/#:]+", base) if part]
    slug = slug_of(parts[-1])[:_LONGEST_SLUG].strip("-")
    free = slug not in taken and slug not in _OURS and fault_of_name(slug) is None
    return slug if free else f"{slug}-{short_digest_of(base)}"
