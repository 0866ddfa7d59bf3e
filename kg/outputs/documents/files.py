"""Documents into a folder of the user's: all of them, or none."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import BuildError
from kg.outputs.writing import OutputWriter

_BESIDE = ".documents-"


def write_together(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files by their names into a folder; what stands there stays until all are written.

    Raises BuildError where one cannot be: its folder may not be written to, or a program, such as
    Word, holds it open. Folders that were made for it are then taken away again.
    """
    with written_beside(folder) as writer:
        for name in files:
            _check_free(folder / name)
        for name, content in files.items():
            writer.write(name, content, "a document")


@contextmanager
def written_beside(folder: Path, *, anew: bool = False) -> Iterator[OutputWriter]:
    """Give who writes files that come into a folder together, once all of them are there.

    `anew`: what the folder holds makes way for them. Raises BuildError where one cannot be
    written; then nothing has changed.
    """
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_BESIDE, dir=folder) as beside:
            yield OutputWriter(Path(beside))
            _move(Path(beside), folder, anew=anew)
    except OSError as error:
        _remove_empty(missing)
        raise BuildError(_words_for(error, folder)) from None
    except BaseException:
        _remove_empty(missing)
        raise


def _words_for(error: OSError, folder: Path) -> str:
    place = Path(error.filename or folder)
    if any(part.startswith(_BESIDE) for part in place.parts):
        place = folder
    remedy = "close it where it is open, or name another folder with --out"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        remedy = "make room there, or name another folder with --out"
    return f"{place}: cannot be written ({error.strerror}); {remedy}"


def _move(beside: Path, folder: Path, *, anew: bool) -> None:
    """Put what was written into its place; each file in one step, whatever stood there."""
    if anew:
        for old in folder.iterdir():
            if old != beside:
                shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    for new in sorted(beside.rglob("*")):
        place = folder / new.relative_to(beside)
        if new.is_dir():
            place.mkdir(exist_ok=True)
        else:
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
