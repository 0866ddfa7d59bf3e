"""Which files a project has: what stands where in `data/`, and what nothing reads.

Every file has one place. What lies elsewhere is told, lest a chapter of claims goes missing because
its file ends in `.yml`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from kg.errors import Location, Problem
from kg.sources.folder.files import is_inside

REFERENCES = "data/references.bib"
OUTLINE = "data/sections.yaml"
READINGS = "data/readings.csv"
# The files of records, by name: patterns below `data/`. `kg.sources.yaml.records` says what they
# hold.
PATTERNS: Mapping[str, str] = {
    "review": "review.yaml",
    "sections": "sections.yaml",
    "printings": "printings.yaml",
    "agents": "agents.yaml",
    "identifiers": "identifiers.yaml",
    "mentions": "mentions.yaml",
    "claims": "claims/*.yaml",
    "debates": "debates.yaml",
    "studies": "studies.yaml",
    "schemes": "schemes.yaml",
    "tables": "tables.yaml",
    "themes": "themes.yaml",
    "tips": "tips.yaml",
    "implications": "implications.yaml",
    "appendices": "appendices.yaml",
    "concepts": "concepts.yaml",
    "index": "index.yaml",
    "errata": "errata.yaml",
    "synonyms": "synonyms.yaml",
    "words": "words.yaml",
    "currency": "currency.yaml",
    "questions": "questions.yaml",
    "effects": "effects.yaml",
    "appraisals": "appraisals.yaml",
    "flow": "flow.yaml",
    "companions": "companions/*.yaml",
}
_FOLDERS = tuple(pattern.partition("/")[0] for pattern in PATTERNS.values() if "/" in pattern)
_YAML = tuple(pattern for pattern in PATTERNS.values() if "/" not in pattern)
_FILES = (*_YAML, "references.bib", "readings.csv")
# What others than the readers of data look at: people, editors, `kg tables --check`.
_FOR_OTHERS = frozenset({"README.md", "schemas", "accepted"})
_OUTSIDE = "this link leads out of the project; put the folder itself here"
# No folder of a review has as many; a folder that has more is told, not walked to its end.
MOST_ENTRIES = 10_000


@dataclass(slots=True)
class Listing:
    """The files of a project that are to be read, by the path to show, sorted, and the others."""

    files: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def list_files(folder: Path) -> Listing:
    """Find the files of a project, without opening any."""
    listing = Listing()
    data = folder / "data"
    if not data.exists():
        message = (
            "no such folder; every project has its data there (kg new writes one to start from)"
        )
        listing.problems.append(Problem(Location("data"), "TXT002", message))
    elif not is_inside(data, folder):
        listing.problems.append(Problem(Location("data"), "FIL002", _OUTSIDE))
    else:
        _list_data(data, folder, listing)
    return listing


def _list_data(data: Path, folder: Path, listing: Listing) -> None:
    for path in _entries(data, "data", listing):
        name = path.name
        if name in _FOLDERS and _is_folder(path):
            if is_inside(path, folder):
                _list_folder(path, name, listing)
            else:
                listing.problems.append(Problem(Location(f"data/{name}"), "FIL002", _OUTSIDE))
        elif name in _FILES:
            listing.files[f"data/{name}"] = path
        elif name not in _FOR_OTHERS:
            hint = _hint_for(name, is_folder=_is_folder(path))
            listing.problems.append(_unread(f"data/{show_name(name)}", hint))
    listing.files = dict(sorted(listing.files.items()))


def _list_folder(folder: Path, name: str, listing: Listing) -> None:
    for path in _entries(folder, f"data/{name}", listing):
        shown = f"data/{name}/{show_name(path.name)}"
        if path.suffix == ".yaml":
            listing.files[shown] = path
        elif path.suffix.lower() in {".yml", ".yaml"}:
            hint = f"did you mean '{show_name(path.stem)}.yaml'?"
            listing.problems.append(_unread(shown, hint))
        else:
            listing.problems.append(_unread(shown, f"data/{name} holds *.yaml files only"))


def _entries(folder: Path, shown: str, listing: Listing) -> Iterator[Path]:
    """Yield what lies in a folder, sorted, but for what is hidden and what editors leave there."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry, _ in zip(entries, range(MOST_ENTRIES + 1), strict=False)]
    except OSError as error:
        message = f"it cannot be read: {(error.strerror or str(error)).lower()}"
        listing.problems.append(Problem(Location(shown), "FIL002", message))
        return
    if len(names) > MOST_ENTRIES:
        message = f"this folder has more than {MOST_ENTRIES:,} files; no review needs so many"
        listing.problems.append(Problem(Location(shown), "FIL002", message))
        return
    for name in sorted(names):
        if not name.startswith(".") and not name.endswith("~"):
            yield folder / name


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it may not even be looked at
        return False


def _hint_for(name: str, *, is_folder: bool) -> str:
    """Return what may have been meant by a name that nothing reads."""
    if is_folder:
        near = get_close_matches(name.lower(), _FOLDERS, n=1)
        return f"did you mean 'data/{near[0]}'?" if near else "move it out of data/"
    stem, suffix = PurePosixPath(name).stem.lower(), PurePosixPath(name).suffix.lower()
    if suffix == ".bib":
        return "all references stand in 'data/references.bib': move its entries there"
    if suffix in {".yaml", ".yml"}:
        near = get_close_matches(stem, [PurePosixPath(known).stem for known in _FILES], n=1)
        if near:
            return f"did you mean 'data/{near[0]}.yaml'?"
        shown = show_name(PurePosixPath(name).stem)
        return f"claims stand in 'data/claims/{shown}.yaml'; the others have names of their own"
    return "move it out of data/"


def _unread(shown: str, hint: str) -> Problem:
    return Problem(Location(shown), "FIL001", f"nothing reads this; {hint}")


def show_name(name: str) -> str:
    """Return a file's name as it can be printed: what does not show is escaped."""
    plain = name.encode("utf-8", errors="backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in plain)
