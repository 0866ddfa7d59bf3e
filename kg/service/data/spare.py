"""A store on disk of data that are held in memory, for when the process that holds them ends."""

from __future__ import annotations

import asyncio
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from kg.errors import KgError
from kg.service.data.beside import run_beside
from kg.service.data.loading import TOO_COSTLY, Loaded
from kg.service.data.reading import describe_fault
from kg.service.data.sharing import name_whole

TOLD_TO_END = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


async def load_on_disk(
    store: Path, base: str, default_graph: str, paths: Sequence[Path], *, idly: bool = False
) -> Loaded:
    """Load files into a store, in a process of their own, whose memory is then free again.

    `idly` it takes no time that anybody else wants. Raises KgError with a line for the user.
    """
    words = (str(store), base, default_graph, *map(str, paths))
    ended = await run_beside("kg.service.data.loading", words, idly=idly)
    if ended.status != 0:
        raise KgError(describe_end(ended.status, ended.output, ended.errors))
    return msgspec.json.decode(ended.output.splitlines()[-1], type=Loaded)


def describe_end(status: int, output: bytes, errors: bytes) -> str:
    """Say in a line why loading ended; a process that was killed had begun with a file."""
    begun = output.decode(errors="replace").splitlines()
    if -status in TOLD_TO_END:
        return "loading them was ended from outside"
    if status < 0 and begun:
        return describe_fault(Path(begun[-1]), "LOAD004", TOO_COSTLY)
    lines = errors.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "the files could not be loaded"


class Spare:
    """A store that comes to be in a folder while the same files are asked in memory."""

    def __init__(self, store: Path, digest: str) -> None:
        """Take where it shall be, and the digest that the data must have."""
        self._store = store
        self._digest = digest
        self._task: asyncio.Task[None] | None = None

    def begin(self, base: str, default_graph: str, paths: Sequence[Path]) -> None:
        """Begin to load the files, when nobody else wants the time."""
        loading = self._load(base, default_graph, paths)
        self._task = asyncio.get_running_loop().create_task(loading)

    def discard(self) -> None:
        """Load no more of it; what there is lies in a folder that goes anyway."""
        if self._task is not None:
            self._task.cancel()

    async def _load(self, base: str, default_graph: str, paths: Sequence[Path]) -> None:
        begun = self._store.with_name("begun")
        store = begun / self._store.name
        try:
            begun.mkdir()
            loaded = await load_on_disk(store, base, default_graph, paths, idly=True)
        except (KgError, OSError) as error:
            self._tell(str(error), begun)
            return
        if loaded.digest != self._digest:
            self._tell("a file was changed since it was read", begun)
            return
        # The store itself comes last: who finds it finds the other one, too.
        if loaded.shared is not None:
            name_whole(store).rename(name_whole(self._store))
        store.rename(self._store)

    def _tell(self, why: str, begun: Path) -> None:
        shutil.rmtree(begun, ignore_errors=True)
        sys.stderr.write(f"the data are kept in memory only: {why}\n")
        sys.stderr.flush()
