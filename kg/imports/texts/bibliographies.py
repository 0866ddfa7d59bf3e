"""The files of references that a text comes with: those that it names, or that lie beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

# As Pandoc, Quarto, R Markdown, LaTeX and the programs that export references call them.
_SUFFIXES = frozenset({".bib", ".ris", ".nbib"})
_PRINTED = ".bbl"
# As Manubot calls them (https://github.com/manubot/rootstock/blob/main/USAGE.md).
_NAMES = frozenset(
    {"references.json", "manual-references.json", "citations.tsv", "citation-tags.tsv"}
)
_MOST = 10  # a folder with more is a collection, and nobody knows which are of the text


def find_references(named: Sequence[str], folder: Path) -> tuple[list[Path], list[str]]:
    """Return the files of references in the folder of a text, and those named that are not there.

    Where the text names none that is there, all that look like references count.
    """
    found: list[Path] = []
    missing: list[str] = []
    for name in named:
        # Manubot names its files from the top of its folder, whichever of them is the text.
        tries = [folder / name, folder / f"{name}.bib", folder / Path(name).name]
        path = next((one for one in tries if "\0" not in name and one.is_file()), None)
        if path is None:
            missing.append(name)
        else:
            found.append(path)
    if found:
        return found, missing
    inside = sorted(one for one in folder.iterdir() if one.is_file())
    # A printed list says less than what it was made of.
    beside = [one for one in inside if _is_reference(one)] or [
        one for one in inside if one.suffix.lower() == _PRINTED
    ]
    return (beside if len(beside) <= _MOST else []), missing


def tell_missing(missing: Sequence[str], found: Sequence[Path]) -> list[tuple[str, str]]:
    """Return each file of references that a text names and that is not there, and what to do.

    The works of a `library.bib` may have come as `library.ris`.
    """
    told: list[tuple[str, str]] = []
    for name in missing:
        stem = Path(name).stem.casefold()
        other = next((one.name for one in found if one.stem.casefold() == stem), "")
        remedy = (
            f"import {other} in its place, if it has the same works" if other else "look for it"
        )
        told.append((name, f"it names this file of references, which is not beside it; {remedy}"))
    return told


def _is_reference(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES or path.name in _NAMES
