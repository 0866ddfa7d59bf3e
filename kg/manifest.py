"""What a build holds: `manifest.json`, written last and read first."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from msgspec import ValidationError, convert

from kg.credits import Credits


@dataclass(frozen=True, slots=True)
class Manifest:
    """The identity and the content of a build.

    `digest` is the SHA-256 of the sorted N-Quads without the meta graph: the dataset's name.
    `inputs` is the SHA-256 over all files that the build was made from.
    `publisher`, `contact` and `address` stand behind the site; "" where the settings name none.
    A `draft` is not to be published; `gaps` counts by code what it does without. A `zipped` build
    has its whole site as one file, too. `credits` tell who made the dataset. A collection has
    `reviews`: the base of each by its name.
    """

    digest: str
    inputs: str
    tool_version: str
    title: str
    base: str
    graphs: dict[str, int] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    publisher: str = ""
    contact: str = ""
    address: str = ""
    draft: bool = False
    gaps: dict[str, int] = field(default_factory=dict)
    zipped: bool = False
    credits: Credits = field(default_factory=Credits)
    reviews: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write the manifest into a build's folder."""
        text = json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False)
        (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest | None:
    """Read the manifest of a build, or return None where there is no complete build."""
    try:
        return parse_manifest((folder / "manifest.json").read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def parse_manifest(content: bytes) -> Manifest | None:
    """Parse the text of a manifest; return None where it is none, or not one of this version."""
    try:
        told = json.loads(content)
        found = Manifest(**told | {"credits": Credits.of(told.get("credits", {}))})
        # It may be a stranger's: what is no number of triples cannot be counted against.
        return convert(asdict(found), Manifest)
    except (ValueError, TypeError, AttributeError, RecursionError, ValidationError):
        return None


def parse_foreign_manifest(content: bytes) -> Manifest | None:
    """Parse the manifest of another version as far as it says what it says here; None where not."""
    try:
        told = json.loads(content)
        known = {one.name: told[one.name] for one in fields(Manifest) if one.name in told}
    except (ValueError, TypeError, RecursionError):
        return None
    return parse_manifest(json.dumps(known).encode())
