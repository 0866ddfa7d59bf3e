"""`collection.toml` → what a collection is called, its base, and who stands behind it.

The file may be missing, and each of its lines too. docs/collections.md explains them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import Location, Problem, UsageError
from kg.languages import fault_of_tag
from kg.manifest import read_manifest
from kg.sources.folder.buildhome import BuildHome
from kg.sources.folder.files import is_inside, read_plain_file
from kg.sources.folder.settings import FILE as SETTINGS
from kg.sources.folder.settings import MOST_BRACKETS, place_of
from kg.webaddress import url_fault

FILE = "collection.toml"
_DEFAULTS: Mapping[str, str] = {
    "title": "Reviews, side by side",
    "base": "https://example.org/collection/",
    "language": "en",
    "publisher": "",
    "contact": "",
    "address": "",
}
_FOLDERS = ("base", "address")
# Below its base, what the collection says itself has these addresses.
_OWN = ("graph/", "records/", "files/", "data/")
_CHANGE_IT = f'write another for the collection into {FILE}: base = "https://…/"'


@dataclass(frozen=True, slots=True)
class Collection(BuildHome):
    """A folder with a collection, and its settings; "" where nobody told."""

    title: str
    base: str
    language: str
    publisher: str
    contact: str
    address: str

    @property
    def parts(self) -> Path:
        """Return the folder with a part for each review; builds share them."""
        return self.build / "parts"

    def fault_of(self, base: str) -> str | None:
        """Return why a review cannot have a base beside the collection's own, or None."""
        own = tuple(self.base + folder for folder in _OWN)
        if not self.base.startswith(base) and not base.startswith(own):
            return None
        return f"its base {base} holds addresses of the collection, {self.base}; {_CHANGE_IT}"


def is_collection(folder: Path) -> bool:
    """Say whether a folder holds a collection: its settings, or a build of several reviews."""
    manifest = read_manifest(folder / "build" / "current")
    return bool(manifest and manifest.reviews) or (folder / FILE).exists()


def load_collection(folder: Path) -> Collection:
    """Read the settings of a collection; raise UsageError with all that is wrong with them."""
    if (folder / SETTINGS).exists():
        message = (
            "this is the folder of a review; name one of its own for the collection with --out"
        )
        raise UsageError(f"{folder}: {message}")
    around = (one for one in folder.absolute().parents if (one / SETTINGS).exists())
    if any(is_inside(folder, one / "data") for one in around):
        raise UsageError(f"{folder}: here are the data of a review; name another folder with --out")
    path = folder / FILE
    values: dict[str, object] = {}
    text = ""
    if path.exists() or path.is_symlink():
        content = read_plain_file(path, within=folder)
        if isinstance(content, str):
            raise UsageError(f"{path}: {content}")
        text = content.decode("utf-8", errors="replace")
        values = _parse(text, path)
    problems = [fault for name, value in values.items() if (fault := _fault_of(name, value))]
    if problems:
        places = [(place_of(name, text), said) for name, said in problems]
        lines = [
            str(Problem(Location(str(path), place.line), "SET001", said)) for place, said in places
        ]
        raise UsageError("\n".join(lines))
    told = {name: str(values.get(name, default)) for name, default in _DEFAULTS.items()}
    return Collection(folder, **told)


def _parse(text: str, path: Path) -> dict[str, object]:
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        raise UsageError(f"{path}: more than {MOST_BRACKETS} brackets; no settings need so many")
    try:
        return tomllib.loads(text)
    except ValueError as error:
        reason = str(error).splitlines()[0]
        message = f'not readable as TOML: {reason}; write name = "value"'
        raise UsageError(str(Problem(Location(str(path)), "SET001", message))) from error


def _fault_of(name: str, value: object) -> tuple[str, str] | None:
    """Return a setting and what is wrong with it, or None."""
    if name not in _DEFAULTS:
        return name, f"there is no setting '{name}'; the settings are {', '.join(_DEFAULTS)}"
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        return name, f'{name} is one line of text: {name} = "…"'
    if name == "language":
        fault = fault_of_tag(value)
    elif name in _FOLDERS:
        fault = url_fault(value) or (None if value.endswith("/") else "let it end in a slash")
    else:
        fault = None
    return (name, f"{name} '{value}': {fault}") if fault else None
