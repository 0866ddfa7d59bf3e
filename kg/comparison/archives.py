"""Files of a state that lies in a zip or a git revision, read with limits and never unpacked.

Both may be a stranger's. Only the files that a project or the dataset of a build consists of are
read, each within a limit that counts what comes out and not what is promised.
"""

from __future__ import annotations

import os
import stat
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.paths import fault_of_path
from kg.sources.folder.settings import FILE as SETTINGS

# As many as two reviews of 3,000 references, with their sites, have.
MOST_NAMES = 100_000
MOST_BYTES = 128 * 1024 * 1024
DATASET = "data/dataset.nq"
# No deeper: trees of a stranger's that hold each other ten times, ten deep, have no end.
_FOLDERS = ("data/", "data/claims/", "data/companions/")
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
Files = Mapping[str, bytes]


def is_wanted(name: str) -> bool:
    """Say whether a file, by its path below the state, is one that is compared."""
    if name in {SETTINGS, DATASET}:
        return True
    folder, _, last = name.rpartition("/")
    return f"{folder}/" in _FOLDERS and not last.endswith((".nq", ".ttl"))


def read_zip(path: Path) -> Files:
    """Return the files of a project or build in a zip, by their paths below it.

    It may lie in a folder of the zip. Raises UsageError in words for a person.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read_archive(archive, path)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise UsageError(f"{path}: this is no zip, or a damaged one; make it anew") from error


def _read_archive(archive: zipfile.ZipFile, path: Path) -> Files:
    entries = archive.infolist()
    if len(entries) > MOST_NAMES:
        raise UsageError(f"{path}: it holds more than {MOST_NAMES:,} files; zip the project alone")
    top = _top_of([entry.filename for entry in entries], path)
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for entry in entries:
        name = entry.filename.removeprefix(top)
        if not entry.filename.startswith(top) or entry.is_dir() or not is_wanted(name):
            continue
        fault = _fault_of_entry(entry, name, files)
        if fault:
            raise UsageError(f"{path}: {ascii(name)[1:61]}: {fault}; make the zip anew")
        with archive.open(entry) as stream:
            files[name] = stream.read(left + 1)
        left -= len(files[name])
        if left < 0:
            raise UsageError(f"{path}: it unpacks to more than {MOST_BYTES // 2**20} MiB; split it")
    return files


def _fault_of_entry(entry: zipfile.ZipInfo, name: str, files: Files) -> str | None:
    if entry.flag_bits & 1:
        return "it is locked with a password"
    if name in files:
        return "two files have this name"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "this is a link; the file itself belongs there"
    return fault_of_path(name)


def _top_of(names: Iterable[str], path: Path) -> str:
    """Return the folder in a zip (ending in a slash, or nothing) that is a project or a build."""
    tops = {
        name.removesuffix(mark)
        for mark in (SETTINGS, DATASET)
        for name in names
        if name == mark or name.endswith(f"/{mark}")
    }
    tops = {top for top in tops if top.count("/") <= 1}
    for top in sorted(tops):
        fault = fault_of_path(f"{top}{SETTINGS}")
        if fault:
            raise UsageError(f"{path}: {ascii(top)[:60]}: {fault}; make the zip anew")
    if len(tops) != 1:
        found = "several projects" if tops else f"neither {SETTINGS} nor {DATASET}"
        raise UsageError(f"{path}: this zip holds {found}; zip the folder of one project or build")
    return tops.pop()


def find_revision(folder: Path, name: str) -> str | None:
    """Return the commit that a name means in the repository of a project's folder, or None."""
    told = _run_git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    return None if told is None else told.decode("ascii", "replace").strip() or None


def read_revision(folder: Path, commit: str) -> Files:
    """Return the files of a project as a commit has them, by their paths below its folder.

    They are read from git's own store: no hook, filter or attribute of the repository runs.
    """
    listed = _run_git(folder, "ls-tree", "-z", "-l", commit, "--", SETTINGS, *_FOLDERS)
    if listed is None:
        raise UsageError(f"{commit[:12]}: git cannot list its files; fetch the whole commit first")
    blobs: dict[str, tuple[str, int]] = {}
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, _, name = line.partition("\t")
        mode, kind, blob, size = head.split() if head else ("", "tree", "", "")
        if kind == "tree" or not is_wanted(name) or name == DATASET:
            continue
        fault = fault_of_path(name) if mode.startswith("100") else "this is a link or a submodule"
        if fault:
            raise UsageError(
                f"{commit[:12]}: {ascii(name)[1:61]}: {fault}; mend it in a new commit"
            )
        blobs[name] = blob, int(size)
    if SETTINGS not in blobs:
        raise UsageError(f"{commit[:12]}: there is no {SETTINGS} in it; give the folder with -C")
    if sum(size for _, size in blobs.values()) > MOST_BYTES or len(blobs) > MOST_NAMES:
        raise UsageError(f"{commit[:12]}: it is larger than {MOST_BYTES // 2**20} MiB; split it")
    return _read_blobs(folder, commit, blobs)


def _read_blobs(folder: Path, commit: str, blobs: Mapping[str, tuple[str, int]]) -> Files:
    wanted = "".join(f"{blob}\n" for blob, _ in blobs.values()).encode("ascii")
    told = _run_git(folder, "cat-file", "--batch", given=wanted)
    files: dict[str, bytes] = {}
    start = 0
    for name, (blob, size) in blobs.items():
        end = (told or b"").find(b"\n", start) + 1
        if told is None or told[start:end] != f"{blob} blob {size}\n".encode("ascii"):
            message = f"{commit[:12]}: git does not have {name}; fetch the whole commit first"
            raise UsageError(message)
        files[name] = told[end : end + size]
        start = end + size + 1
    return files


def _run_git(folder: Path, *words: str, given: bytes = b"") -> bytes | None:
    """Return what git says, or None where it fails; raise UsageError where there is no git."""
    # It must fetch nothing, ask nothing and page nothing, whatever the repository's settings say;
    # and in a hook the variables name the repository of the hook, not that of the folder.
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
    quiet = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", "--no-pager", "--no-replace-objects", "-C", str(folder)]
    settings = ["-c", "core.fsmonitor=false", "-c", "protocol.allow=never"]
    try:
        done = subprocess.run(  # noqa: S603 - words of ours; a stranger's name follows a mark
            [*command, *settings, *words],
            input=given,
            capture_output=True,
            check=False,
            env={**kept, **quiet},
        )
    except FileNotFoundError as error:
        raise UsageError("git is not installed; give folders or zips instead") from error
    return done.stdout if done.returncode == 0 else None
