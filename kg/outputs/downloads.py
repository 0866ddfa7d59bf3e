"""A finished site → one zip that works from a USB stick, and the list of what can be taken away.

The zip holds the page that lists the downloads, so that page cannot tell the digest of the zip: it
stands beside the zip, in a file of its own.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kg.catalogues import Voice
from kg.outputs.writing import OutputWriter

WHOLE_SITE = "whole-site.zip"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name
_UNIX, _FILE_MODE = 3, 0o100644 << 16
# Of use to the next build and to nobody else.
_OF_THE_BUILD = {"digests.json", "links.json"}


@dataclass(frozen=True, slots=True)
class Kind:
    """Files that are told of together: the purpose may have the stem of a file, as `%(name)s`."""

    group: str  # what they are and for whom: a heading of the page
    pattern: str
    purpose: str
    format: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away."""

    group: str
    path: str
    purpose: str
    format: str
    size: int
    sha256: str


_REFERENCES = "References, for your reference manager"
_TABLES = "Tables, for a spreadsheet or a report"
_PICTURES = "Pictures, for slides and for print"
_DATA = "Data, for who writes queries or programs"
# In the order of the page: what most people want comes first.
KINDS = (
    Kind(_REFERENCES, "sources/all.ris", "All references for EndNote or EPPI-Reviewer", "RIS"),
    Kind(_REFERENCES, "sources/all.bib", "All references for Zotero, JabRef or LaTeX", "BibTeX"),
    Kind(_REFERENCES, "sources/all.csl.json", "All references for pandoc or Zotero", "CSL-JSON"),
    Kind(_TABLES, "tables/*.csv", "%(name)s for a spreadsheet", "CSV"),
    Kind(_TABLES, "tables/*.md", "%(name)s as plain text", "Markdown"),
    Kind(_PICTURES, "pictures/*.svg", "Picture: %(name)s", "SVG"),
    Kind(_PICTURES, "pictures/*.csv", "Numbers of the picture: %(name)s", "CSV"),
    Kind(_DATA, "data/*.nq", "All statements, each with the part that it belongs to", "N-Quads"),
    Kind(_DATA, "data/review.ttl", "What the review says, and where it says it", "Turtle"),
    Kind(_DATA, "data/companions.ttl", "What documents beside the review say", "Turtle"),
    Kind(_DATA, "data/inferred.ttl", "What rules work out from the rest", "Turtle"),
    Kind(_DATA, "data/meta.ttl", "How this was made, and who read it again", "Turtle"),
    Kind(_DATA, "data/ontology.ttl", "What the terms of the data mean", "Turtle"),
)


def list_downloads(
    folder: Path, voice: Voice, names: Mapping[str, str] = MappingProxyType({})
) -> list[Download]:
    """Return what a finished site has to take away, in the order of KINDS; no file is empty.

    `names` are what some files are called, by their path without its ending; of others the last
    part of that is made readable.
    """
    return [
        _download_of(path, folder, kind, voice, names)
        for kind in KINDS
        for path in sorted(folder.glob(kind.pattern))
        if path.stat().st_size
    ]


def _download_of(
    path: Path, folder: Path, kind: Kind, voice: Voice, names: Mapping[str, str]
) -> Download:
    content = path.read_bytes()
    shown = path.relative_to(folder).as_posix()
    stem = shown.partition(".")[0]
    readable = stem.rpartition("/")[2].replace("-", " ")
    purpose = voice.say(kind.purpose, name=names.get(stem, readable))
    return Download(
        group=voice.say(kind.group),
        path=shown,
        purpose=purpose[:1].upper() + purpose[1:],
        format=kind.format,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def offer_files(folders: Iterable[Path], site: OutputWriter) -> None:
    """Link the files of folders of a build into its site, where they can be taken away."""
    for folder in folders:
        # A review without classes and appendices has no tables, and so no folder of them.
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            name = f"{folder.name}/{path.name}"
            site.claim(name, "a file to download")
            site.link(name, path)


def zip_site(folder: Path, target: Path) -> str:
    """Write a whole site as a zip and return its SHA-256, which is also written beside it."""
    pack_site(folder, target)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    text = f"{digest}  {target.name}\n"
    _beside(target).write_text(text, encoding="utf-8", newline="\n")
    return digest


def pack_site(folder: Path, target: Path) -> None:
    """Write a whole site as a zip: equal sites give equal bytes.

    Paths in the zip begin with the name of the zip.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in _files_of(folder, target):
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", _EARLIEST)
            entry.create_system, entry.external_attr = _UNIX, _FILE_MODE
            archive.writestr(entry, (folder / name).read_bytes(), zipfile.ZIP_DEFLATED, 6)


def _files_of(folder: Path, target: Path) -> list[str]:
    """Return the names of a site's files, sorted, without the zip itself."""
    found = {
        f"{place}{os.sep}{name}"[len(str(folder)) + 1 :].replace(os.sep, "/")
        for place, _, names in os.walk(folder)
        for name in names
    }
    return sorted(found - {target.name, _beside(target).name} - _OF_THE_BUILD)


def _beside(target: Path) -> Path:
    return target.with_name(f"{target.name}.sha256")
