"""A release → what it says of itself: its README, and the line of its changelog."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.comparison.difference import Difference
from kg.comparison.markdownreport import code, render_markdown
from kg.manifest import Manifest
from kg.outputs.citationfile import CITATION
from kg.releases.archive import CHANGELOG
from kg.releases.zenodo import ZENODO, fault_of_zenodo

README = "README.md"
SUMS = "SHA256SUMS"
SITE = "site.zip"
_TITLE = "# Changelog\n"
# In the order of the README: what most people want comes first.
_CONTENT: Mapping[str, str] = MappingProxyType(
    {
        SITE: "the whole site: unpack it, and open site/index.html",
        "tables/": "the tables of the review: Word, workbook, LaTeX, CSV, Markdown, HTML",
        "tables-corrected/": "the same, with proved faults mended and a remark on each",
        "tables-derived/": "what the text has for the cells of the tables, and what they lack",
        CHANGELOG: "what differs from the release before",
        "data/": "the dataset as N-Quads, and each of its graphs as Turtle",
        CITATION: "how to cite the release",
        ZENODO: "what Zenodo is to say of the release",
        "ro-crate-metadata.json": "all files as an RO-Crate, for programs",
        "manifest.json": "the digests and the counts of the build",
        SUMS: "the digest of every file: sha256sum -c SHA256SUMS",
    }
)


@dataclass(frozen=True, slots=True)
class Notes:
    """What is known of a release besides its files; `day` is YYYY-MM-DD."""

    version: str
    day: str
    manifest: Manifest
    licence: str | None
    proofs: Sequence[str]


def render_readme(notes: Notes, paths: Collection[str]) -> str:
    """Return the README of a release; `paths` are its files, relative to its folder."""
    manifest = notes.manifest
    lines = [
        f"# {manifest.title}, {notes.version}",
        "",
        f"Released on {notes.day}. The SHA-256 of the data is `{manifest.digest}`.",
        "",
        "## What was checked",
        "",
        "- Checks: none is open",
        *(f"- {line}" for line in notes.proofs),
        "",
        "## What lies here",
        "",
        *(f"- {code(name)}: {what}" for name, what in _CONTENT.items() if _holds(paths, name)),
    ]
    lacking = [*list_lacking(notes)]
    if lacking:
        lines += ["", "## What is not told", "", *(f"- {line}" for line in lacking)]
    return "\n".join(lines) + "\n"


def list_lacking(notes: Notes) -> Iterator[str]:
    """Yield what the settings do not tell, and what there is therefore not."""
    manifest = notes.manifest
    told = {
        "publisher": manifest.publisher,
        "contact": manifest.contact,
        "address": manifest.address,
        "licence": notes.licence,
    }
    yield from (f"{name}: tiptrace.toml names none" for name, value in told.items() if not value)
    if not manifest.publisher:
        yield f"no {CITATION}: it needs an author, and tiptrace.toml names no publisher"
    fault = fault_of_zenodo(manifest, notes.licence)
    if fault is not None:
        yield f"no {ZENODO}: {fault}"


def render_changelog(notes: Notes, difference: Difference | None, before: str) -> str:
    """Return the changelog up to a release.

    `difference` is that from the release before, None where there is none; `before` is the
    changelog of that one.
    """
    said = "The first release.\n" if difference is None else render_markdown(difference)
    earlier = before.removeprefix(_TITLE)
    return f"{_TITLE}\n## {notes.version} ({notes.day})\n\n{said}{earlier}"


def _holds(paths: Collection[str], name: str) -> bool:
    if name in {"ro-crate-metadata.json", SUMS}:  # made from all the others, and always there
        return True
    return any(path == name or (name[-1] == "/" and path.startswith(name)) for path in paths)
