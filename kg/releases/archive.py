"""A folder of earlier releases: each stays readable at `v/VERSION/`, as a site of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.releases.versions import Version, parse_version
from kg.sources.folder.files import read_plain_file

# The folder of an archive, and of the address of a site, that holds a folder for each release.
SITES = "v"
CHANGELOG = "CHANGELOG.md"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive, which need not be there yet, with the versions that it holds, lowest first."""

    folder: Path
    versions: tuple[Version, ...] = ()

    def site_of(self, version: Version) -> Path:
        """Return the folder of a release's site."""
        return self.folder / SITES / version.text

    def find_before(self, version: Version) -> Version | None:
        """Return the highest version that is lower than another, if there is one."""
        lower = [one for one in self.versions if one.rank < version.rank]
        return lower[-1] if lower else None

    def find_same(self, version: Version) -> Version | None:
        """Return the version that counts as much as another, if there is one."""
        return next((one for one in self.versions if one.rank == version.rank), None)

    def read_changelog(self, version: Version) -> str:
        """Return the changelog of a release; nothing where it has none that can be read."""
        content = read_plain_file(self.site_of(version) / CHANGELOG, within=self.folder)
        return "" if isinstance(content, str) else content.decode("utf-8", errors="replace")


def read_archive(folder: Path) -> Archive:
    """Look what an archive holds; raise UsageError where it is no folder."""
    sites = folder / SITES
    for place in (folder, sites):
        if place.exists() and not place.is_dir():
            raise UsageError(f"{place}: this is no folder; name the folder of earlier releases")
    names = [path.name for path in sites.iterdir()] if sites.is_dir() else []
    found = [version for name in names if (version := parse_version(name)) is not None]
    return Archive(folder, tuple(sorted(found, key=lambda one: (one.rank, one.text))))
