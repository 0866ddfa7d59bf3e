"""Documents into a folder of the user's: all of them, or none."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.errors import BuildError
from kg.outputs.writing import OutputWriter


def write_together(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files by their names into a folder; what stands there stays until all are written.

    Raises BuildError where one cannot be: its folder may not be written to, or a program, such as
    Word, holds it open. Folders that were made for it are then taken away again.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_all(files, folder)
    except BuildError:
        _remove_empty(missing)
        raise
    except OSError as error:
        _remove_empty(missing)
        place = error.filename or folder
        raise BuildError(
            f"{place}: cannot be written ({error.strerror}); close it where it is open, "
            "or name another folder with --out"
        ) from None


def _write_all(files: Mapping[str, bytes], folder: Path) -> None:
    for name in files:
        _check_free(folder / name)
    with tempfile.TemporaryDirectory(prefix=".documents-", dir=folder) as beside:
        writer = OutputWriter(Path(beside))
        written = [
            (writer.write(name, content, "a document"), folder / name)
            for name, content in files.items()
        ]
        for new, place in written:
            new.replace(place)


def _remove_empty(folders: Sequence[Path]) -> None:
    """Remove folders, the innermost first; one that holds anything stays, with those around it."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return


def _check_free(place: Path) -> None:
    """Raise where a file that is there could not be replaced; a link is not followed."""
    if place.is_symlink():
        return
    if place.is_dir():
        raise BuildError(f"{place}: a folder is in the way; move it away")
    if place.exists():
        for note in _notes_of_owners(place):
            if note.exists():
                raise BuildError(
                    f"{place}: a program has it open; close it there, or name another folder with "
                    f"--out (where nobody has it open, take {note.name} away)"
                )
        with place.open("r+b"):  # Windows refuses it for a file that Word has open
            return


def _notes_of_owners(place: Path) -> tuple[Path, ...]:
    """Return the files that Word and LibreOffice lay beside a document while they have it open.

    Elsewhere than on Windows nothing else keeps it from being replaced under their hands. Word
    writes over the first two letters of a name, of a short one over fewer.
    """
    name = place.name
    words = {f"~${name[taken:]}" for taken in range(3)}
    return tuple(place.with_name(note) for note in sorted({*words, f".~lock.{name}#"}))
