"""A project → a release, whole or not at all: judged, built, written beside, swapped in."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from kg.assembly import Assembly, assemble_inputs
from kg.comparison.difference import find_difference
from kg.errors import BuildError, UsageError
from kg.graph.iris import Iris
from kg.outputs.citationfile import CITATION, render_citation
from kg.outputs.crate import METADATA, Crate, metadata_of, read_cited
from kg.outputs.downloads import pack_site
from kg.outputs.handover import render_variants
from kg.outputs.tables import load_table_set, write_tables
from kg.outputs.writing import OutputWriter
from kg.pipeline import build_project
from kg.releases.archive import CHANGELOG, SITES, Archive, read_archive
from kg.releases.day import read_day
from kg.releases.notes import README, SITE, SUMS, Notes, render_changelog, render_readme
from kg.releases.readiness import find_open, judge_sources
from kg.releases.versions import Version, parse_version
from kg.releases.zenodo import ZENODO, fault_of_zenodo, render_zenodo
from kg.sources.folder.files import is_inside
from kg.sources.folder.inputs import Inputs, read_inputs
from kg.sources.folder.project import Project
from kg.timings import Timings

_OF_THE_BUILD = "what the release is made from"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be released: a version, the folder to make, an archive, and the review's text."""

    project: Project
    version: Version
    out: Path
    day: str
    archive: Archive | None = None
    text: Path | None = None

    @property
    def address(self) -> str:
        """Return where the release's site stays: below `v/` if there is an archive of them."""
        address = self.project.address
        kept = address and self.archive is not None
        return f"{address}{SITES}/{self.version.text}/" if kept else address


def plan_release(
    project: Project, version: str, out: Path | None, previous: Path | None, text: Path | None
) -> Wish:
    """Return what is to be released; raise UsageError where it cannot be, or is there already."""
    parsed = parse_version(version)
    if parsed is None:
        raise UsageError(f"'{version}' is no semantic version; write one such as 1.2.0")
    folder = out or project.check_inside(project.build / "releases" / version)
    if os.path.lexists(folder):
        raise UsageError(f"{folder}: this is there already; choose another version, or --out")
    archive = None if previous is None else read_archive(previous)
    if previous and (is_inside(previous, folder) or is_inside(folder, previous / SITES)):
        raise UsageError(f"{folder}: --out lies across --previous; name another folder for it")
    same = None if archive is None else archive.find_same(parsed)
    if same is not None:
        raise UsageError(f"{previous}: {same.text} is there already; choose another version")
    if text is not None and not text.exists():
        raise UsageError(f"{text}: there is no such text")
    return Wish(project, parsed, folder, read_day().isoformat(), archive, text)


def make_release(wish: Wish, timings: Timings) -> Notes:
    """Make a release and add it to its archive; return what is to be told of it.

    Raises BuildError, with a line for each reason, where the review is not ready: nothing is
    written then.
    """
    inputs = read_inputs(wish.project)
    assembly = assemble_inputs(inputs, timings)
    with timings.step("judge the sources"):
        proofs = _judge(wish, assembly)
    with _room_beside(wish.out, ".release-") as room:
        built = _copy_of(inputs, room / "project", wish.address)
        manifest = build_project(built, timings, strict=True).manifest
        notes = Notes(wish.version.text, wish.day, manifest, wish.project.licence, proofs)
        assert assembly.store is not None
        with timings.step("write the release"):
            _write_release(wish, notes, assembly.store, built, room / "release")
        _swap_in(wish, room / "release")
    return notes


def _judge(wish: Wish, assembly: Assembly) -> tuple[str, ...]:
    """Return what was proved; raise BuildError with every reason why there is no release."""
    if assembly.store is None:
        raise BuildError("\n".join(_refusals(find_open(assembly.problems))))
    tables = load_table_set(assembly.store, own=wish.project.folder)
    given = wish.text or wish.project.folder
    ready = judge_sources(assembly, tables, wish.project, given)
    if ready.faults:
        raise BuildError("\n".join(_refusals(ready.faults)))
    return ready.proofs


def _refusals(faults: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    return (f"not released: {fault}" for fault in faults)


def _copy_of(inputs: Inputs, folder: Path, address: str) -> Project:
    """Return a project of the very files that were judged, to be published at an address.

    The build in use is thus left alone, and whatever is edited meanwhile.
    """
    writer = OutputWriter(folder)
    for path, content in inputs.files.items():
        writer.write(path, content, "a file of the project")
    return replace(inputs.project, folder=folder, address=address)


def _write_release(wish: Wish, notes: Notes, store: Store, built: Project, folder: Path) -> None:
    outputs, manifest, build = OutputWriter(folder), notes.manifest, built.current.resolve()
    for path in [*sorted((build / "data").iterdir()), build / "manifest.json"]:
        name = path.relative_to(build).as_posix()
        outputs.write(name, path.read_bytes(), _OF_THE_BUILD)
    write_tables(render_variants(store, built.folder, built.style_of_lists), outputs)
    outputs.claim(SITE, "the site")
    pack_site(build / "site", folder / SITE)
    outputs.write(CHANGELOG, _changelog_of(wish, notes, build).encode(), "the changelog")
    review = read_cited(store, Iris(manifest.base), manifest.title)
    crate = Crate(outputs, manifest, review, notes.day, notes.licence, notes.version)
    _write_citations(crate)
    outputs.write(README, render_readme(notes, outputs.paths).encode(), "the notes")
    # It tells of every file that has been written, and the sums of it as well.
    described = json.dumps(metadata_of(crate), ensure_ascii=False, indent=2)
    outputs.write(METADATA, f"{described}\n".encode(), "the crate's own description")
    outputs.write(SUMS, _sums_of(folder, outputs.paths).encode(), "the digests")


def _write_citations(crate: Crate) -> None:
    manifest, review, licence = crate.manifest, crate.review, crate.licence
    if manifest.publisher:
        content = render_citation(manifest, review, crate.date, licence, version=crate.version)
        crate.outputs.write(CITATION, content, "how the release is cited")
    if fault_of_zenodo(manifest, licence) is None:
        content = render_zenodo(manifest, review, crate.version, crate.date, licence)
        crate.outputs.write(ZENODO, content, "what Zenodo is to say")


def _changelog_of(wish: Wish, notes: Notes, build: Path) -> str:
    """Return the changelog; a release is held against the one before by what both publish."""
    archive = wish.archive
    before = None if archive is None else archive.find_before(wish.version)
    if archive is None or before is None:
        return render_changelog(notes, None, "")
    found = find_difference(str(archive.site_of(before)), str(build), wish.project.folder)
    # Where the two lay on this machine says nothing to a reader.
    named = replace(found, old=before.text, new=notes.version)
    return render_changelog(notes, named, archive.read_changelog(before))


def _sums_of(folder: Path, paths: frozenset[str]) -> str:
    """Return the lines that `sha256sum -c` reads."""
    digests = ((hashlib.sha256((folder / path).read_bytes()).hexdigest(), path) for path in paths)
    return "".join(
        f"{digest}  {path}\n" for digest, path in sorted(digests, key=lambda one: one[1])
    )


def _swap_in(wish: Wish, release: Path) -> None:
    """Put the release and its site where they belong, each by one rename: both, or neither."""
    if wish.archive is None:
        release.rename(wish.out)
        return
    place = wish.archive.site_of(wish.version)
    with _room_beside(place, ".site-") as room:
        with zipfile.ZipFile(release / SITE) as packed:  # our own: just made
            packed.extractall(room)
        shutil.copyfile(release / CHANGELOG, room / "site" / CHANGELOG)
        release.rename(wish.out)
        try:
            (room / "site").rename(place)
        except OSError:
            shutil.rmtree(wish.out)
            raise


@contextmanager
def _room_beside(place: Path, prefix: str) -> Iterator[Path]:
    """Give a folder on the same disk as a place, so that one rename takes what it holds there.

    An OSError of what is written there names the place: the folder is gone by then.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=place.parent) as name:
        try:
            yield Path(name)
        except OSError as error:
            if error.filename is None or is_inside(Path(str(error.filename)), Path(name)):
                error.filename, error.filename2 = str(place), None
            raise
